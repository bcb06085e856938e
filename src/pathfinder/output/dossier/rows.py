"""The sentences of a rule as rows: what it says, what the program asks to decide it, and the passages beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markupsafe import Markup

from pathfinder.i18n import _
from pathfinder.language import records
from pathfinder.output.dossier.beside import Beside, Cite
from pathfinder.output.dossier.places import Places
from pathfinder.output.dossier.saying import said, said_words
from pathfinder.output.outline import Outline, below, dates_words, derived_words, qualified
from pathfinder.output.sheet import CONDITIONS, due_words
from pathfinder.output.words import capital, open_word
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.text import inert
from pathfinder.values.words import period_words


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence with a lead, what is asked in brackets, notes, its citations, and the rows below it.

    `rests`: the citations of what it stands in, where it has none of its own.
    """

    lead: str = ""
    says: Markup = Markup("")
    asked: str = ""
    asked_link: str = ""
    notes: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    rests: tuple[Cite, ...] = ()
    items: tuple[Row, ...] = ()
    tone: str = ""
    line: int = 0
    anchor: str = ""

    @property
    def beside(self) -> tuple[Cite, ...]:
        """The passages that stand beside it."""
        return tuple(cite for cite in self.cites if cite.full or not cite.known)

    @property
    def again(self) -> tuple[Cite, ...]:
        """The passages that stand in full further up."""
        return self.rests or tuple(cite for cite in self.cites if not cite.full and cite.known)


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """Rows under a heading."""

    heading: str
    rows: tuple[Row, ...]
    tone: str = ""


class Rows:
    """Makes the rows of one rule, which stands on the page of `home`."""

    def __init__(self, book: RuleBook, places: Places, beside: Beside, page: str) -> None:
        self.book, self.places, self.beside, self.page = book, places, beside, page
        self.outline = Outline(book.vocabulary, lambda _cites: "")
        self.count = 0

    def required(
        self, heading: str, condition: records.AnyCondition, cites: tuple[str, ...]
    ) -> Part:
        """The condition of a whole; its bare `all of` is part of the heading."""
        plain = isinstance(condition, records.AllOf) and not condition.says
        if not plain or condition.applies or condition.doubt or condition.derived:
            return Part(heading=heading, rows=(self.condition(condition, cites),))
        rows = tuple(self.condition(each, condition.cites or cites) for each in below(condition))
        return Part(heading=_("{words}, all of these").format(words=heading), rows=rows)

    def condition(
        self, condition: records.AnyCondition, cites: tuple[str, ...], *, named: bool = True
    ) -> Row:
        """A condition and those in it; `cites` are those of what it stands in, `named`: it gets an anchor."""
        group = isinstance(condition, records.Group)
        words = inert(self.outline.words(condition))
        own = condition.cites if condition.cites != cites else ()
        meets = condition if isinstance(condition, records.Meets) else None
        anchor = self._anchor(condition) if named else ""
        shown = self.beside.cites(own)
        items = [
            self.condition(each, condition.cites or cites, named=named and meets is None)
            for each in below(condition)
        ]
        says = condition.says
        if meets is not None and meets.item is not None and not says:
            says = meets.item.says
            items = [msgspec.structs.replace(each, says=Markup("")) for each in items]
        return Row(
            lead=f"{words}:" if group else "",
            says=said(says, stop=True),
            asked="" if group else words,
            asked_link=self.places.definition(meets.name) if meets else "",
            notes=tuple(inert(each) for each in qualified(condition)),
            cites=shown,
            rests=() if shown or group else self.beside.cites(condition.cites or cites),
            items=tuple(items),
            line=condition.line if meets is None and named else 0,
            anchor=anchor,
        )

    def _anchor(self, condition: records.AnyCondition) -> str:
        self.count += 1
        anchor = f"{self.beside.lead}-condition-{self.count}"
        self.places.conditions.setdefault(id(condition), f"{self.page}#{anchor}")
        return anchor

    def versions(self, pathway: records.Pathway) -> Iterator[Part]:
        """Every version of a pathway, part by part."""
        several = len(pathway.versions) > 1
        for number, version in enumerate(pathway.versions, 1):
            lead = _("Version {n}, in force") if several else _("In force")
            head = Row(
                lead=f"{capital(dates_words(version.span))}.",
                says=said_words(_(CONDITIONS[version.conditions])),
                notes=tuple(map(inert, derived_words(version.span.derived))),
                cites=self.beside.cites(version.cites),
                tone="" if version.conditions == "stated" else "doubt",
                line=version.line,
            )
            yield Part(heading=lead.format(n=number), rows=(head,))
            yield from self.version(version)

    def version(self, version: records.Version) -> Iterator[Part]:
        """What a version asks for, refuses, closes, grants, obliges to, and leaves open."""
        if version.requires is not None:
            yield self.required(_("Required"), version.requires, version.cites)
        if version.refused:
            rows = tuple(self.condition(each, version.cites) for each in version.refused)
            yield Part(heading=_("Refused to whoever meets one of these"), rows=rows, tone="danger")
        if version.closed:
            rows = tuple(map(self._closure, version.closed))
            yield Part(heading=_("Closed"), rows=rows, tone="danger")
        if version.grants is not None:
            yield Part(heading=_("For how long"), rows=(self._grant(version.grants),))
        if version.duties:
            yield Part(heading=_("To do"), rows=tuple(map(self._duty, version.duties)))
        if version.open:
            yield self.doubts(version.open)

    def _closure(self, closure: records.Closure) -> Row:
        disputed: tuple[Row, ...] = ()
        cites = self.beside.cites(closure.cites)
        if closure.disputed:
            disputed = (
                Row(
                    lead=_("Another document says:"),
                    says=said(closure.disputed, stop=True),
                    cites=self.beside.cites(closure.disputed_cites),
                    tone="doubt",
                ),
            )
        return Row(
            lead=f"{capital(dates_words(closure.span))}.",
            says=said(closure.says, stop=True),
            notes=tuple(map(inert, derived_words(closure.span.derived))),
            cites=cites,
            items=disputed,
            line=closure.line,
        )

    def _grant(self, grant: records.Grant) -> Row:
        words = period_words(grant.period) if grant.period else _("not stated")
        if grant.period and grant.within:
            words = _("{period} within {window}").format(
                period=words, window=period_words(grant.within)
            )
        return Row(
            lead=f"{capital(words)}.",
            says=said(grant.says, stop=True),
            notes=tuple(map(inert, derived_words(grant.derived))),
            cites=self.beside.cites(grant.cites),
            line=grant.line,
        )

    def _duty(self, duty: records.DutyRule) -> Row:
        cites = self.beside.cites(duty.cites)
        whom: tuple[Row, ...] = ()
        if duty.when is not None:
            items = (self.condition(duty.when, duty.cites),)
            whom = (Row(lead=_("Only for whom this is true") + ":", items=items),)
        return Row(
            lead=f"{capital(due_words(duty.due))}:",
            says=said(duty.says, stop=True),
            notes=tuple(map(inert, derived_words(duty.derived))),
            cites=cites,
            items=whom,
            line=duty.line,
        )

    def danger(self, caution: records.Caution) -> Part:
        """The sentence of a danger with its dates and passages."""
        row = Row(
            lead=f"{capital(dates_words(caution.span))}.",
            says=said(caution.says, stop=True),
            notes=tuple(map(inert, derived_words(caution.span.derived))),
            cites=self.beside.cites(caution.cites),
            line=caution.line,
        )
        everybody = Row(says=said_words(_("It touches everybody.")))
        rows = (row,) if caution.touches is not None else (row, everybody)
        return Part(heading=_("The danger"), rows=rows, tone="danger")

    def doubts(self, doubts: Iterable[records.Doubt]) -> Part:
        """What is open and decides nothing."""
        return Part(heading=_("Open"), rows=tuple(map(self._doubt, doubts)), tone="doubt")

    def _doubt(self, doubt: records.Doubt) -> Row:
        because = said(doubt.because, stop=True)
        why = (Row(lead=_("Because") + ":", says=because),) if doubt.because else ()
        cites = self.beside.cites(doubt.cites)
        return Row(
            lead=f"{capital(open_word(doubt.kind))}.",
            says=said(doubt.says, stop=True),
            cites=cites,
            items=(*why, *self.sides(doubt.sides)),
        )

    def sides(self, sides: Sequence[tuple[str, tuple[str, ...]]]) -> tuple[Row, ...]:
        """The sides of a dispute, each with its passages."""
        return tuple(
            Row(
                lead=_("Side {n}:").format(n=number),
                says=said(says, stop=True),
                cites=self.beside.cites(cites),
            )
            for number, (says, cites) in enumerate(sides, 1)
        )

    def statements(self, statements: Iterable[records.Statement]) -> Part:
        """What helps to judge and decides nothing."""
        rows = tuple(
            Row(says=said(each.says, stop=True), cites=self.beside.cites(each.cites))
            for each in statements
        )
        return Part(heading=_("What helps to judge and decides nothing"), rows=rows)
