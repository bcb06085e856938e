"""Cautions: a danger, whom it touches, how sure it is and what it endangers."""

from __future__ import annotations

from typing import Any

import msgspec

from pathfinder.i18n import N_
from pathfinder.language import records
from pathfinder.language.blocks import CAUTION_VERDICTS, DOUBTS, FROM, UNTIL, cases
from pathfinder.language.condition_parts import CONDITION, DERIVED, read_span
from pathfinder.language.kinds import Choice, Text
from pathfinder.language.maps import Entries, Key, ListOf, Map
from pathfinder.language.pathways import check_dates, inherit
from pathfinder.language.reading import Kind, Reader, Schema
from pathfinder.language.rule_names import CITES, CountryName, RuleReader
from pathfinder.language.tree import Node

CERTAINTIES = ("law", "practice", "incident", "opinion")
ENDANGERED = (
    "liberty", "expulsion", "entry", "stay", "papers", "property", "privacy", "livelihood",
    "housing", "mobilisation", "protection", "hostility",
)  # fmt: skip


class _Touches(Kind):
    """A condition, or `everybody` (read as False, so that it is told from a fault)."""

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "text" and node.text == "everybody":
            return False
        return CONDITION.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [{"const": "everybody"}, CONDITION.schema()]}


CAUTION_KEYS: dict[str, Key] = {
    "says": Key(Text(), N_("The danger, in a sentence a lawyer would sign."), required=True),
    "touches": Key(_Touches(), N_("Whom it touches: a condition, or `everybody`."), required=True),
    "certainty": Key(Choice(*CERTAINTIES), N_("How sure it is."), required=True),
    "endangers": Key(ListOf(Choice(*ENDANGERED)), N_("What it endangers."), required=True),
    "from": FROM,
    "until": UNTIL,
    "derived": DERIVED,
    "cite": Key(CITES, N_("The citation it rests on, by name."), required=True),
    "shown with": Key(
        ListOf(CountryName(), single=True), N_("Other countries under which it stands.")
    ),
    "open": Key(DOUBTS, N_("Doubts about it.")),
    "cases": Key(cases(*CAUTION_VERDICTS), N_("Examples that run as tests.")),
}


def _caution(values: dict[str, Any], node: Node, reader: RuleReader) -> records.Caution | None:
    span = read_span(values, node, reader)
    if span is None:
        return None
    cites, touches = tuple(values["cite"]), values["touches"]
    if touches:
        check_dates(touches, reader)
        touches = inherit(touches, cites)
    doubts = (
        msgspec.structs.replace(doubt, cites=doubt.cites or cites)
        for doubt in values.get("open", ())
    )
    own = (reader.country,) if reader.country else ()
    key = reader.entries[-1]
    return records.Caution(
        id=key.text,
        countries=tuple(values.get("shown with", own)),
        says=values["says"],
        touches=touches or None,
        certainty=values["certainty"],
        endangers=tuple(values["endangers"]),
        span=span,
        cites=cites,
        open=tuple(doubts),
        cases=tuple(values.get("cases", ())),
        file=reader.file,
        line=key.line,
        column=key.column,
    )


CAUTIONS = Entries(Map(CAUTION_KEYS, _caution, N_("This caution")))
