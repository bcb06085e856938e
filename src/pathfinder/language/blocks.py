"""The parts of a pathway besides its conditions: closures, grants, duties, doubts, context, cases."""

from __future__ import annotations

from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.conditions import CITES, CONDITION, CountryName
from pathfinder.language.kinds import (
    NOT_STATED, Choice, DayKind, Entries, Integer, Key, Kind, ListOf, Map, PeriodKind, Reader,
    Schema, Text, UncertainKind, shown,
)  # fmt: skip
from pathfinder.language.tree import Node
from pathfinder.values.dates import Period, Span, make_span, parse_day, parse_period

DOUBT_KINDS = ("assumed", "disputed", "silent", "not modelled")
PATHWAY_VERDICTS = ("eligible", "ineligible", "closed", "not_in_force", "undetermined")
CAUTION_VERDICTS = ("touched", "possibly", "not touched")


def read_span(values: dict[str, Any], node: Node, reader: Reader) -> Span | None:
    """The span of `from` and `until`; a problem where it ends before it begins."""
    start, end = values.get("from", NOT_STATED), values.get("until", NOT_STATED)
    span = make_span(None if start is NOT_STATED else start, None if end is NOT_STATED else end)
    if span.possible_from > span.possible_until:
        message = _("This ends ({end}) before it begins ({start}).")
        reader.problem("PF140", node, message.format(start=span.from_text, end=span.until_text))
        return None
    return span


SPAN = Map(
    {
        "from": Key(UncertainKind(), N_("The first day, as the document knows it."), required=True),
        "until": Key(UncertainKind(), N_("The last day, as the document knows it."), required=True),
    },
    read_span,
    N_("This period"),
)

_STATEMENT_KEYS = {
    "says": Key(Text(), N_("The sentence a lawyer would sign."), required=True),
    "cite": Key(CITES, N_("The citation it rests on, by name."), required=True),
}

SIDE = Map(
    _STATEMENT_KEYS, lambda values, node, reader: (values["says"], tuple(values["cite"])), N_("This side")
)

STATEMENT = Map(
    _STATEMENT_KEYS,
    lambda values, node, reader: records.Statement(says=values["says"], cites=tuple(values["cite"])),
    N_("This statement"),
)


def _doubt(values: dict[str, Any], node: Node, reader: Reader) -> records.Doubt:
    return records.Doubt(
        kind=values["kind"],
        says=values["says"],
        because=values.get("because", ""),
        sides=tuple(values.get("sides", ())),
        cites=tuple(values.get("cite", ())),
    )


DOUBT = Map(
    {
        "kind": Key(Choice(*DOUBT_KINDS), N_("What kind of doubt."), required=True),
        "says": Key(Text(), N_("What is open."), required=True),
        "because": Key(Text(), N_("Why it is read as it is.")),
        "sides": Key(ListOf(SIDE), N_("What the documents say, one side each.")),
        "cite": Key(CITES),
    },
    _doubt,
    N_("This doubt"),
)


def _closure(values: dict[str, Any], node: Node, reader: Reader) -> records.Closure | None:
    span = read_span(values, node, reader)
    if span is None:
        return None
    says, cites = values.get("disputed by", ("", ()))
    return records.Closure(
        span=span, says=values["says"], cites=tuple(values.get("cite", ())), disputed=says,
        disputed_cites=cites, line=node.line,
    )  # fmt: skip


CLOSURE = Map(
    {
        "from": Key(UncertainKind(), N_("The first day it is closed."), required=True),
        "until": Key(UncertainKind(), N_("The last day it is closed.")),
        "says": Key(Text(), N_("What is closed, and how."), required=True),
        "cite": Key(CITES),
        "disputed by": Key(SIDE, N_("What another document says against it.")),
    },
    _closure,
    N_("This closure"),
)


class _PeriodOrNot(Kind):
    """A length of time, or `not stated` (read as an empty period)."""

    def read(self, node: Node, reader: Reader) -> Any:
        return Period() if node.text == "not stated" else PeriodKind().read(node, reader)

    def schema(self) -> Schema:
        return {"type": "string"}


def _grant(values: dict[str, Any], node: Node, reader: Reader) -> records.Grant:
    period = values["for"]
    return records.Grant(
        period=period if period != Period() else None,
        within=values.get("within"),
        says=values.get("says", ""),
        cites=tuple(values.get("cite", ())),
    )


GRANT = Map(
    {
        "for": Key(_PeriodOrNot(), N_("How long, or `not stated`."), required=True),
        "within": Key(PeriodKind(), N_("The window in which it counts.")),
        "says": Key(Text()),
        "cite": Key(CITES),
    },
    _grant,
    N_("This grant"),
)

_DUE_AFTER = Map(
    {
        "after": Key(PeriodKind(), N_("How long after."), required=True),
        "since": Key(Text(), N_("A fact with dates, or `the present stay`."), required=True),
        "country": Key(CountryName(regions=False), required=True),
    },
    lambda values, node, reader: records.Due(
        how="after", after=values["after"], since=values["since"], country=values["country"]
    ),
    N_("This due date"),
)


class _DueKind(Kind):
    """`the last lawful day`, `not stated`, a day, or a period after a date of the person."""

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "map":
            return _DUE_AFTER.read(node, reader)
        if node.text == "the last lawful day":
            return records.Due(how="last day")
        if node.text == "not stated":
            return records.Due(how="not stated")
        day = parse_day(node.text)
        if day is None:
            message = _("{got} does not say when a duty is due.").format(got=shown(node))
            reader.problem("PF114", node, message)
            return None
        return records.Due(how="day", day=day)

    def schema(self) -> Schema:
        return {"anyOf": [{"type": "string"}, _DUE_AFTER.schema()]}


def _duty(values: dict[str, Any], node: Node, reader: Reader) -> records.DutyRule:
    return records.DutyRule(
        says=values["says"], due=values["due"], cites=tuple(values.get("cite", ())), when=values.get("when")
    )


DUTY = Map(
    {
        "says": Key(Text(), N_("What the person must do."), required=True),
        "due": Key(_DueKind(), N_("By when."), required=True),
        "when": Key(CONDITION, N_("Who must; everybody where it is left out.")),
        "cite": Key(CITES),
    },
    _duty,
    N_("This duty"),
)


def plain(node: Node) -> Any:
    """A tree as plain Python values (text stays text), for the person of a case."""
    if node.kind == "map":
        return {key.text: plain(value) for key, value in node.pairs}
    if node.kind == "list":
        return [plain(item) for item in node.items]
    return None if node.empty else node.text


class _Person(Kind):
    """The facts of the person of a case, written as in a profile; checked when the case runs."""

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind != "map":
            reader.problem("PF112", node, _("Facts are expected here, not {got}.").format(got=shown(node)))
            return None
        return plain(node)

    def schema(self) -> Schema:
        return {"type": "object"}


def _case(values: dict[str, Any], node: Node, reader: Reader) -> records.Case:
    def optional(key: str) -> tuple[str, ...] | None:
        return tuple(values[key]) if key in values else None

    return records.Case(
        says=values["says"], on=values["on"], person=values["person"], verdict=values["verdict"],
        missing=optional("missing"), until=values.get("until"), open_kinds=optional("open"),
        line=node.line, column=node.column,
    )  # fmt: skip


def case_form(*verdicts: str) -> Map:
    """The form of a case whose verdict is one of the given words."""
    return Map(
        {
            "says": Key(Text(), N_("What the example shows."), required=True),
            "on": Key(DayKind(), N_("The day asked about."), required=True),
            "person": Key(_Person(), N_("The facts of the person."), required=True),
            "verdict": Key(Choice(*verdicts), N_("What follows."), required=True),
            "missing": Key(ListOf(Text(), single=True, least=0), N_("The facts that are missing.")),
            "until": Key(DayKind(), N_("The last lawful day.")),
            "open": Key(ListOf(Text(), single=True, least=0), N_("The kinds of doubt that stand under open.")),
        },
        _case,
        N_("This case"),
    )


__all__ = ["Entries", "Integer"]
