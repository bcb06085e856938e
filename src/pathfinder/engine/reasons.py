"""Why a verdict is what it is: every condition in words, with its truth for the person, and what is left open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder.engine.assessment import Open, Reason, Side, Value
from pathfinder.engine.terms import Term
from pathfinder.engine.tracing import Trace, below
from pathfinder.engine.truth import OPEN
from pathfinder.engine.wording import (
    covers_words,
    dated_only,
    dates_of,
    group_words,
    item_says,
    open_point,
    span_words,
    value_words,
)
from pathfinder.i18n import _, translate_rule
from pathfinder.language import records
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Vocabulary

MASKED = "masked"


class Teller:
    """Tells the reasons of one pathway for one person."""

    def __init__(
        self,
        trace: Trace,
        profile: Profile,
        vocabulary: Vocabulary,
        verdict: str,
        *,
        with_sensitive: bool,
    ) -> None:
        self.trace = trace
        self.profile = profile
        self.vocabulary = vocabulary
        self.verdict = verdict
        self.with_sensitive = with_sensitive
        self.reasons: list[Reason] = []
        self.open: dict[tuple[str, str], Open] = {}

    def tell(self, pathway: records.Pathway, root: Term) -> None:
        """Go through the tree of a pathway."""
        covers, standing = root.items
        cites = list(pathway.versions[0].cites)
        self._add(covers, "covers", covers_words(pathway), cites, 0, positive=True, decisive=True)
        for part in [standing] if standing.op != "readings" else standing.items:
            self._version(pathway, part, doubtful=standing.op == "readings")
        if standing.op == "readings":
            self._note(dated_only(pathway), decides=self.verdict == "undetermined")

    def _version(self, pathway: records.Pathway, part: Term, *, doubtful: bool) -> None:
        if part.op == "value":
            if not doubtful:
                says = _("Not in force on this day: {dates}.").format(dates=dates_of(pathway))
                cites = sorted({cite for version in pathway.versions for cite in version.cites})
                self._reason("in force", "no", says, True, [], cites, 0)
            return
        version = part.about
        says = _("In force: {dates}.").format(dates=span_words(version.span))
        truth = "not_stated" if doubtful else "yes"
        self._reason(
            "in force",
            truth,
            says,
            doubtful and self.verdict == "undetermined",
            [],
            list(version.cites),
            0,
        )
        closures, conditions = part.items
        for term in closures.items:
            self._closure(term)
        for term in below(conditions):
            self._condition(term, 0, positive=not term.role.startswith("refused"), decisive=True)
        for doubt in version.open:
            self._note(open_point(doubt), decides=False)

    def _closure(self, term: Term) -> None:
        closure: records.Closure = term.about
        cites = list(closure.cites)
        self._add(
            term, term.role, translate_rule(closure.says), cites, 0, positive=False, decisive=True
        )
        if term.value != OPEN:
            return
        decides = self.verdict == "undetermined"
        if closure.disputed:
            sides = [
                Side(translate_rule(closure.says), cites),
                Side(translate_rule(closure.disputed), list(closure.disputed_cites)),
            ]
            says = _("The documents disagree on whether this is closed.")
            self._note(
                Open(kind="disputed", says=says, sides=sides, decides=decides, citations=cites),
                decides=decides,
            )
        else:
            says = _("The documents date a closure only so: {dates}.").format(
                dates=span_words(closure.span)
            )
            self._note(
                Open(kind="dated", says=says, decides=decides, citations=cites), decides=decides
            )

    def _condition(self, term: Term, depth: int, *, positive: bool, decisive: bool) -> None:
        about = term.about
        if term.role == "conditions":
            self._unrecorded(about, term)
            return
        if isinstance(about, records.Pathway):
            self._reached(about, term, depth, decisive=decisive)
            return
        says = translate_rule(about.says or item_says(about)) or group_words(about)
        marked = self._add(
            term, term.role, says, list(about.cites), depth, positive=positive, decisive=decisive
        )
        self._openness(about, term)
        under = not positive if _plain(about, records.NoneOf) else positive
        for item in below(term):
            self._condition(item, depth + 1, positive=under, decisive=marked)

    def _openness(self, about: Any, term: Term) -> None:
        """What the documents leave open at a condition that is not settled for the person because of it."""
        if not self.trace.outcomes(term) & OPEN:
            return
        decides = self.verdict == "undetermined"
        cites = list(about.cites)
        if isinstance(about, records.Readings):
            sides = [Side(translate_rule(item.says), list(item.cites)) for item in about.items]
            says = _("The documents can be read in several ways: {about}.").format(
                about=translate_rule(about.about).rstrip(".")
            )
            self._note(
                Open(kind="disputed", says=says, sides=sides, decides=decides, citations=cites),
                decides=decides,
            )
        elif about.doubt:
            self._note(
                Open(
                    kind="silent",
                    says=translate_rule(about.doubt),
                    decides=decides,
                    citations=cites,
                ),
                decides=decides,
            )
        elif about.applies is not None and about.applies.span.at(self.trace.on_day.day) is None:
            says = _("The documents date a condition only so: {dates}.").format(
                dates=span_words(about.applies.span)
            )
            self._note(
                Open(kind="dated", says=says, decides=decides, citations=cites), decides=decides
            )

    def _unrecorded(self, version: records.Version, term: Term) -> None:
        if version.conditions == "not recorded":
            says = _("The documents name this way and do not record its conditions.")
        else:
            says = _("The documents state only part of the conditions.")
        decides = self.verdict == "undetermined"
        cites = list(version.cites)
        self._reason("conditions", "not_stated", says, decides, [], cites, 0)
        self._note(
            Open(kind="silent", says=says, decides=decides, citations=cites), decides=decides
        )

    def _reached(self, pathway: records.Pathway, term: Term, depth: int, *, decisive: bool) -> None:
        cites = [cite for item in term.items for cite in item.about.versions[0].cites]
        says = _("The person is in the country or can enter it.")
        marked = self._add(
            term,
            "reached",
            says,
            list(dict.fromkeys(cites)),
            depth,
            positive=True,
            decisive=decisive,
        )
        for item in term.items:
            about: records.Pathway = item.about
            own = list(about.versions[0].cites)
            if item.role == "there":
                self._add(
                    item,
                    "reached there",
                    _("The person is in the country."),
                    own,
                    depth + 1,
                    positive=True,
                    decisive=marked,
                )
                continue
            says = _("Entry is open: {title}.").format(title=translate_rule(about.title))
            self._add(
                item, f"reached {about.id}", says, own, depth + 1, positive=True, decisive=marked
            )
            if self.trace.outcomes(item) & OPEN and self.verdict == "undetermined":
                self._entry_doubts(item.items[0])

    def _entry_doubts(self, root: Term) -> None:
        """The open points of an entry pathway on which this one hangs."""
        teller = Teller(
            self.trace,
            self.profile,
            self.vocabulary,
            "undetermined",
            with_sensitive=self.with_sensitive,
        )
        teller.tell(root.about, root)
        for key, note in teller.open.items():
            if note.decides:
                self.open.setdefault(key, note)

    def _add(
        self,
        term: Term,
        name: str,
        says: str,
        cites: list[str],
        depth: int,
        *,
        positive: bool,
        decisive: bool,
    ) -> bool:
        """Note a reason; returns whether it was decisive."""
        truth = self.trace.truth(term)
        marked = decisive and self._decides(truth, positive)
        self._reason(name, truth, says, marked, self._values(term), cites, depth)
        return marked

    def _decides(self, truth: str, positive: bool) -> bool:
        met = "yes" if positive else "no"
        if self.verdict == "eligible":
            return truth == met and positive
        if self.verdict == "undetermined":
            return truth != met
        return truth not in (met, "not_stated", "not_said")

    def _reason(
        self,
        name: str,
        truth: str,
        says: str,
        decisive: bool,
        values: list[Value],
        cites: list[str],
        depth: int,
    ) -> None:
        self.reasons.append(
            Reason(
                condition=name,
                depth=depth,
                truth=truth,
                says=says,
                decisive=decisive,
                values=values,
                citations=cites,
            )
        )

    def _note(self, note: Open, *, decides: bool) -> None:
        self.open.setdefault((note.kind, note.says), note)

    def _values(self, term: Term) -> list[Value]:
        """The facts that a condition reads itself."""
        if any(item.about is not None for item in _inner(term)):
            return []
        names = dict.fromkeys(question.value[1] for question in term.questions())
        return [self._value(name) for name in names]

    def _value(self, name: str) -> Value:
        fact = self.vocabulary.facts[name]
        place = self.profile.places.get(name)
        if name in self.profile.unsaid:
            return Value(name, self.profile.unsaid[name] if not fact.sensitive else MASKED, place)
        if name not in self.profile.values:
            return Value(name, None, None)
        if fact.sensitive and not self.with_sensitive:
            return Value(name, MASKED, place)
        return Value(name, value_words(self.profile.values[name], fact.kind), place)


def _inner(term: Term) -> Iterator[Term]:
    for item in term.items:
        yield item
        yield from _inner(item)


def _plain(about: Any, kind: type) -> bool:
    while isinstance(about, records.Meets) and about.item is not None:
        about = about.item
    return isinstance(about, kind)
