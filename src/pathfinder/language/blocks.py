"""The parts of a pathway besides its conditions: closures, grants, duties, doubts, context, cases."""

from __future__ import annotations

from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.condition_parts import CONDITION, DERIVED, read_span
from pathfinder.language.kinds import (
    DAY_PATTERN,
    Choice,
    DayKind,
    PeriodKind,
    Text,
    UncertainKind,
)
from pathfinder.language.maps import Key, ListOf, Map
from pathfinder.language.reading import Kind, Reader, Schema, shown
from pathfinder.language.rule_names import CITES, CountryName, FactName
from pathfinder.language.tree import Node
from pathfinder.values.dates import Period, parse_day

DOUBT_KINDS = ("assumed", "disputed", "silent", "not modelled")
PATHWAY_VERDICTS = ("eligible", "ineligible", "closed", "not_in_force", "undetermined")
CAUTION_VERDICTS = ("touched", "possibly", "not touched")

FROM = Key(UncertainKind(), N_("The first day, as the document knows it."), required=True)
UNTIL = Key(UncertainKind(), N_("The last day, as the document knows it."), required=True)
SPAN = Map({"from": FROM, "until": UNTIL, "derived": DERIVED}, read_span, N_("This period"))

CITE = Key(CITES, N_("The citation it rests on, by name."))
SENTENCE = Key(Text(), N_("The sentence a lawyer would sign."), required=True)
_STATEMENT_KEYS = {"says": SENTENCE, "cite": Key(CITE.kind, CITE.doc, required=True)}

SIDE = Map(
    _STATEMENT_KEYS,
    lambda values, node, reader: (values["says"], tuple(values["cite"])),
    N_("This side"),
)

STATEMENTS = ListOf(
    Map(
        _STATEMENT_KEYS,
        lambda values, node, reader: records.Statement(
            says=values["says"], cites=tuple(values["cite"])
        ),
        N_("This statement"),
    ),
    words=N_("statement {n}"),
)


def _doubt(values: dict[str, Any], node: Node, reader: Reader) -> records.Doubt:
    return records.Doubt(
        kind=values["kind"],
        says=values["says"],
        because=values.get("because", ""),
        sides=tuple(values.get("sides", ())),
        cites=tuple(values.get("cite", ())),
    )


DOUBTS = ListOf(
    Map(
        {
            "kind": Key(Choice(*DOUBT_KINDS), N_("What kind of doubt."), required=True),
            "says": Key(Text(), N_("What is open."), required=True),
            "because": Key(Text(), N_("Why it is read as it is.")),
            "sides": Key(
                ListOf(SIDE, words=N_("side {n}")), N_("What the documents say, one side each.")
            ),
            "cite": CITE,
        },
        _doubt,
        N_("This doubt"),
    ),
    words=N_("doubt {n}"),
)


def _closure(values: dict[str, Any], node: Node, reader: Reader) -> records.Closure | None:
    span = read_span(values, node, reader)
    if span is None:
        return None
    says, cites = values.get("disputed by", ("", ()))
    return records.Closure(
        span=span,
        says=values["says"],
        cites=tuple(values.get("cite", ())),
        disputed=says,
        disputed_cites=cites,
        line=node.line,
    )


CLOSURES = ListOf(
    Map(
        {
            "from": Key(UncertainKind(), N_("The first day it is closed."), required=True),
            "until": Key(UncertainKind(), N_("The last day it is closed.")),
            "says": Key(Text(), N_("What is closed, and how."), required=True),
            "cite": CITE,
            "derived": DERIVED,
            "disputed by": Key(SIDE, N_("What another document says against it.")),
        },
        _closure,
        N_("This closure"),
    ),
    words=N_("closure {n}"),
)


def _grant(values: dict[str, Any], node: Node, reader: Reader) -> records.Grant:
    period = values["for"]
    return records.Grant(
        period=period if period != Period() else None,
        within=values.get("within"),
        says=values.get("says", ""),
        cites=tuple(values.get("cite", ())),
        derived=values.get("derived", ""),
        line=node.line,
    )


GRANT = Map(
    {
        "for": Key(PeriodKind(unstated=True), N_("How long, or `not stated`."), required=True),
        "within": Key(PeriodKind(), N_("The window in which it counts.")),
        "says": Key(Text()),
        "cite": CITE,
        "derived": DERIVED,
    },
    _grant,
    N_("This grant"),
)

_DUE_AFTER = Map(
    {
        "after": Key(PeriodKind(), N_("How long after."), required=True),
        "since": Key(
            FactName("by_country", also=("the present stay",)),
            N_("A fact with dates by country, or `the present stay`."),
            required=True,
        ),
        "country": Key(CountryName(regions=False), N_("In which country."), required=True),
    },
    lambda values, node, reader: records.Due(
        how="after", after=values["after"], since=values["since"], country=values["country"]
    ),
    N_("This due date"),
)
_DUE_WORDS = {"the last lawful day": "last day", "not stated": "not stated"}


class _DueKind(Kind):
    """`the last lawful day`, `not stated`, a day, or a period after a date of the person."""

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "map":
            return _DUE_AFTER.read(node, reader)
        if node.text in _DUE_WORDS:
            return records.Due(how=_DUE_WORDS[node.text])
        day = parse_day(node.text)
        if day is None:
            message = _("{got} does not say when a duty is due.").format(got=shown(node))
            reader.problem("PF114", node, message, reader.suggest(node.text, _DUE_WORDS))
            return None
        return records.Due(how="day", day=day)

    def schema(self) -> Schema:
        day = {"type": "string", "pattern": DAY_PATTERN}
        return {"anyOf": [{"enum": list(_DUE_WORDS)}, day, _DUE_AFTER.schema()]}


def _duty(values: dict[str, Any], node: Node, reader: Reader) -> records.DutyRule:
    return records.DutyRule(
        says=values["says"],
        due=values["due"],
        cites=tuple(values.get("cite", ())),
        when=values.get("when"),
        derived=values.get("derived", ""),
        line=node.line,
    )


DUTIES = ListOf(
    Map(
        {
            "says": Key(Text(), N_("What the person must do."), required=True),
            "due": Key(_DueKind(), N_("By when."), required=True),
            "when": Key(CONDITION, N_("Who must; everybody where it is left out.")),
            "cite": CITE,
            "derived": DERIVED,
        },
        _duty,
        N_("This duty"),
    ),
    words=N_("duty {n}"),
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
            message = _("Facts are expected here, not {got}.").format(got=shown(node))
            reader.problem("PF112", node, message)
            return None
        return plain(node)

    def schema(self) -> Schema:
        return {"type": "object"}


def _case(values: dict[str, Any], node: Node, reader: Reader) -> records.Case:
    def optional(key: str) -> tuple[str, ...] | None:
        return tuple(values[key]) if key in values else None

    return records.Case(
        says=values["says"],
        on=values["on"],
        person=values["person"],
        verdict=values["verdict"],
        missing=optional("missing"),
        until=values.get("until"),
        open_kinds=optional("open"),
        line=node.line,
        column=node.column,
    )


def cases(*verdicts: str) -> ListOf:
    """The form of cases whose verdict is one of the given words."""
    missing = ListOf(FactName(), single=True, least=0)
    doubts = ListOf(Choice(*DOUBT_KINDS), single=True, least=0)
    form = Map(
        {
            "says": Key(Text(), N_("What the example shows."), required=True),
            "on": Key(DayKind(), N_("The day asked about."), required=True),
            "person": Key(_Person(), N_("The facts of the person."), required=True),
            "verdict": Key(Choice(*verdicts), N_("What follows."), required=True),
            "missing": Key(missing, N_("The facts that are missing.")),
            "until": Key(DayKind(), N_("The last lawful day.")),
            "open": Key(doubts, N_("The kinds of doubt that stand under open.")),
        },
        _case,
        N_("This case"),
    )
    return ListOf(form, words=N_("case {n}"))
