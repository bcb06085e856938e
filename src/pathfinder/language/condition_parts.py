"""What every condition has: its sentence, its citation, its doubts, and when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.kinds import NOT_STATED, Choice, Later, Text, UncertainKind
from pathfinder.language.maps import Key, ListOf, Map, map_schema, read_keys
from pathfinder.language.reading import Reader, Schema
from pathfinder.language.rule_names import CITES, RuleReader
from pathfinder.language.tree import Node
from pathfinder.values.dates import Span, make_span

CONDITION = Later("condition")
CONDITIONS = ListOf(CONDITION, words=N_("condition {n}"))


DERIVED = Key(Text(), N_("Why a number or date here is not in the passage."))


def read_span(values: dict[str, Any], node: Node, reader: Reader) -> Span | None:
    """The span of `from` and `until`; a problem where it ends before it begins."""
    start, end = values.get("from", NOT_STATED), values.get("until", NOT_STATED)
    span = make_span(None if start is NOT_STATED else start, None if end is NOT_STATED else end)
    if span.possible_from > span.possible_until:
        message = _("This ends ({end}) before it begins ({start}).")
        reader.problem("PF140", node, message.format(start=span.from_text, end=span.until_text))
        return None
    return msgspec.structs.replace(span, derived=values.get("derived", ""))


def _applies(values: dict[str, Any], node: Node, reader: Reader) -> records.Applies | None:
    span = read_span(values, node, reader)
    if span is None:
        return None
    return records.Applies(span, values.get("before") == "open", values.get("after") == "open")


APPLIES = Map(
    {
        "from": Key(UncertainKind(), N_("From when the condition is asked for.")),
        "until": Key(UncertainKind(), N_("Until when it is asked for.")),
        "before": Key(Choice("not required", "open"), N_("What holds before.")),
        "after": Key(Choice("not required", "open"), N_("What holds after.")),
    },
    _applies,
    N_("“applies”"),
)

COMMON: dict[str, Key] = {
    "says": Key(Text(), N_("The sentence a lawyer would sign.")),
    "cite": Key(CITES, N_("The citation it rests on, by name.")),
    "doubt": Key(Text(), N_("What the documents leave open here.")),
    "derived": DERIVED,
    "if met": Key(Choice("open"), N_("Whoever meets it is undetermined.")),
    "if not met": Key(Choice("open"), N_("Whoever fails it is undetermined.")),
    "applies": Key(APPLIES, N_("When the condition is asked for.")),
}
THIS_CONDITION = N_("This condition")


def common(values: dict[str, Any], node: Node) -> dict[str, Any]:
    """The parts that every condition may have, as arguments of its record."""
    return {
        "says": values.get("says", ""),
        "cites": tuple(values.get("cite", ())),
        "doubt": values.get("doubt", ""),
        "derived": values.get("derived", ""),
        "if_met_open": "if met" in values,
        "if_not_met_open": "if not met" in values,
        "applies": values.get("applies"),
        "line": node.line,
        "column": node.column,
    }


Build = Callable[[dict[str, Any], Node, Any, dict[str, Any]], Any]


class Head:
    """A form of condition: its own keys besides the common ones, and how its record is made.

    A `leaf` asks something itself, so it needs a sentence.
    """

    def __init__(self, keys: dict[str, Key], build: Build, *, leaf: bool = True) -> None:
        self.keys = {**keys, **COMMON}
        self.build = build
        self.leaf = leaf

    def read(self, node: Node, reader: RuleReader) -> Any:
        values = read_keys(node, self.keys, reader, THIS_CONDITION)
        if values is None or not has_sentences(values, node, reader, leaf=self.leaf):
            return None
        return self.build(values, node, reader, common(values, node))

    def schema(self) -> Schema:
        form = map_schema(self.keys)
        return with_sentence(form) if self.leaf else form


def with_sentence(form: Schema) -> Schema:
    """The schema of a condition that needs a sentence."""
    return {**form, "required": [*form.get("required", ()), "says"]}


def has_sentences(values: dict[str, Any], node: Node, reader: Reader, *, leaf: bool) -> bool:
    """Whether a condition has the sentences it needs; a problem where it lacks one."""
    if leaf and "says" not in values:
        reader.problem("PF130", node, _("This condition has no sentence."), _("Add `says:`."))
        return False
    applies = values.get("applies")
    doubtful = "if met" in values or "if not met" in values
    doubtful = doubtful or (applies is not None and (applies.open_before or applies.open_after))
    if doubtful and "doubt" not in values:
        message = _("This condition leaves something open and does not say what.")
        reader.problem("PF130", node, message, _("Add `doubt:`."))
        return False
    return True
