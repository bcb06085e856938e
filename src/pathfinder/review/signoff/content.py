"""What a rule says, in a form whose hash changes when its meaning or a sentence does, and else never.

The keys are those of the rule files, so that a reviewer can read what was signed. Left out is what a reader of the
rule does not see: places in files, names of citations, cases, the order of what has no order. In place of a citation
stands its passage, by document and hash.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from typing import Any

from pathfinder.language import records
from pathfinder.values.dates import Period, Span, format_day

Content = dict[str, Any]
"""Keys and texts, lists and further contents, as in a rule file."""

PassageOf = Callable[[str], str]
"""The passage of a citation by id, as one word."""

NOT_HASHED = "definition"
"""The name of a definition helps to read; what it says stands in its place."""


def hash_of(content: Any) -> str:
    """SHA-256, in hex, of a content."""
    return hashlib.sha256(_canonical(content).encode()).hexdigest()


def _canonical(content: Any) -> str:
    return json.dumps(_hashed(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _hashed(content: Any) -> Any:
    if isinstance(content, dict):
        return {key: _hashed(value) for key, value in content.items() if key != NOT_HASHED}
    if isinstance(content, list):
        return [_hashed(item) for item in content]
    return content


def plain(text: str) -> str:
    """A sentence on one line: where it is broken in its file is no matter."""
    return " ".join(text.split())


def filled(content: Content) -> Content:
    """A content without what is empty."""
    return {key: value for key, value in content.items() if value not in ("", [], {}, None)}


def unordered(contents: Iterable[Any]) -> list[Any]:
    """Contents whose order means nothing, in one order."""
    return sorted(contents, key=_canonical)


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _period(period: Period | None) -> str:
    return "" if period is None else period.text


def _span(span: Span) -> Content:
    return filled(
        {
            "from": plain(span.from_text),
            "until": plain(span.until_text),
            "derived": plain(span.derived),
        }
    )


class Describer:
    """Describes rules; `passage` says of a citation which passage it names."""

    def __init__(self, passage: PassageOf) -> None:
        self.passage = passage

    def pathway(self, pathway: records.Pathway) -> Content:
        """What a pathway says, its versions in the order of their dates."""
        covers = pathway.covers
        versions = [self._version(version) for version in pathway.versions]
        return filled(
            {
                "title": plain(pathway.title),
                "country": pathway.country,
                "gives": pathway.gives,
                "covers": "all" if covers.everyone else sorted(covers.citizens),
                "former citizens of": sorted(covers.former),
                "at discretion": _yes_no(pathway.at_discretion),
                "reached": _yes_no(pathway.reached),
                "versions": unordered(versions),
                "context": self._statements(pathway.context),
            }
        )

    def caution(self, caution: records.Caution) -> Content:
        """What a caution says, and whom it touches."""
        touches = "everybody" if caution.touches is None else self.condition(caution.touches)
        return filled(
            {
                "says": plain(caution.says),
                "countries": sorted(caution.countries),
                "certainty": caution.certainty,
                "endangers": sorted(caution.endangers),
                "in force": _span(caution.span),
                "touches": touches,
                "open": unordered(map(self._doubt, caution.open)),
                "cite": self._cites(caution.cites),
            }
        )

    def _cites(self, cites: Iterable[str]) -> list[str]:
        return sorted({self.passage(cite) for cite in cites})

    def _version(self, version: records.Version) -> Content:
        requires = version.requires
        return filled(
            {
                "in force": _span(version.span),
                "conditions": version.conditions,
                "requires": None if requires is None else self.condition(requires),
                "refused to": unordered(map(self.condition, version.refused)),
                "closed": unordered(map(self._closure, version.closed)),
                "grants": None if version.grants is None else self._grant(version.grants),
                "duties": unordered(map(self._duty, version.duties)),
                "open": unordered(map(self._doubt, version.open)),
                "cite": self._cites(version.cites),
            }
        )

    def _closure(self, closure: records.Closure) -> Content:
        return filled(
            {
                "says": plain(closure.says),
                "dates": _span(closure.span),
                "disputed by": plain(closure.disputed),
                "disputed in": self._cites(closure.disputed_cites),
                "cite": self._cites(closure.cites),
            }
        )

    def _grant(self, grant: records.Grant) -> Content:
        return filled(
            {
                "for": _period(grant.period) or "not stated",
                "within": _period(grant.within),
                "says": plain(grant.says),
                "derived": plain(grant.derived),
                "cite": self._cites(grant.cites),
            }
        )

    def _duty(self, duty: records.DutyRule) -> Content:
        due = duty.due
        return filled(
            {
                "says": plain(duty.says),
                "due": _DUE.get(due.how, due.how) if due.day is None else format_day(due.day),
                "after": _period(due.after),
                "since": due.since,
                "country": due.country,
                "when": None if duty.when is None else self.condition(duty.when),
                "derived": plain(duty.derived),
                "cite": self._cites(duty.cites),
            }
        )

    def _doubt(self, doubt: records.Doubt) -> Content:
        sides = [{"says": plain(says), "cite": self._cites(cites)} for says, cites in doubt.sides]
        return filled(
            {
                "kind": doubt.kind,
                "says": plain(doubt.says),
                "because": plain(doubt.because),
                "sides": unordered(map(filled, sides)),
                "cite": self._cites(doubt.cites),
            }
        )

    def _statements(self, statements: Iterable[records.Statement]) -> list[Any]:
        return unordered(
            {"says": plain(each.says), "cite": self._cites(each.cites)} for each in statements
        )

    def condition(self, condition: Any) -> Content:
        """What a condition asks, what qualifies it, and the conditions it consists of."""
        applies = condition.applies
        return filled(
            {
                "says": plain(condition.says),
                **self._asked(condition),
                "if met": "open" if condition.if_met_open else "",
                "if not met": "open" if condition.if_not_met_open else "",
                "doubt": plain(condition.doubt),
                "applies": None if applies is None else _applies(applies),
                "derived": plain(condition.derived),
                "cite": self._cites(condition.cites),
            }
        )

    def _asked(self, condition: Any) -> Content:
        if isinstance(condition, records.Meets):
            return {NOT_HASHED: condition.name, "meets": self.condition(condition.item)}
        if isinstance(condition, records.NotStated):
            return {"not stated": "yes"}
        if not isinstance(condition, records.Group):
            return question(condition)
        items = unordered(map(self.condition, condition.items))
        if isinstance(condition, records.AtLeast):
            return {"number of them": str(condition.count), "at least so many of": items}
        if isinstance(condition, records.Readings):
            return {"about": plain(condition.about), "readings": items}
        return {_GROUPS[type(condition)]: items}


_DUE = {"last day": "the last lawful day", "after": "a while after"}
_GROUPS = {records.AllOf: "all of", records.AnyOf: "any of", records.NoneOf: "none of"}


def _applies(applies: records.Applies) -> Content:
    before = "open" if applies.open_before else "not required"
    after = "open" if applies.open_after else "not required"
    return {**_span(applies.span), "before": before, "after": after}


def question(asked: Any) -> Content:
    """What is asked of the person, in the words of the rule file."""
    if isinstance(asked, records.DaysIn):
        return {
            "days in": sorted(asked.countries),
            "within": asked.within.text,
            "at most": asked.at_most.text,
        }
    if isinstance(asked, records.PresentStay):
        began = "" if asked.began_before is None else format_day(asked.began_before)
        return {
            "present stay in": sorted(asked.countries),
            "at most": _period(asked.at_most),
            "began before": began,
        }
    return {"fact": asked.fact, **_value(asked)}


_PARTS = {"any": "includes any of", "all": "includes all of", "none": "includes none of"}


def _value(asked: Any) -> Content:
    if isinstance(asked, records.VisaOf):
        return {"visa of": sorted(asked.issuers), "type": sorted(asked.types)}
    if isinstance(asked, records.OptionFact | records.SetFact):
        if isinstance(asked, records.OptionFact):
            key = "is none of" if asked.negated else "is one of"
        else:
            key = _PARTS.get(asked.how, "includes only")
        complete = "" if asked.complete else "no"
        out_of = "" if asked.out_of is None else str(asked.out_of)
        return {key: sorted(asked.values), "complete": complete, "out of": out_of}
    if isinstance(asked, records.NumberFact):
        return {asked.operator: str(asked.number)}
    if isinstance(asked, records.DateFact):
        day = "the date asked about" if asked.day is None else format_day(asked.day)
        return {asked.operator: day}
    if isinstance(asked, records.SinceFact):
        value = _period(asked.period) if asked.period else _yes_no(asked.recorded)
        return {"country": asked.country, asked.how: value}
    key = "is empty" if isinstance(asked, records.EmptyFact) else "is"
    return {key: _yes_no(asked.value)}
