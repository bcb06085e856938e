"""How conditions are written: one head key says the kind, the others its parts.

`HEADS` lists every form; each is a table of keys that reads a condition and describes it as JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.kinds import (
    NOT_STATED, Choice, DayKind, Integer, Key, Kind, Later, ListOf, Map, PeriodKind, Reader, Schema,
    Text, UncertainKind, YesNo, map_schema, read_keys, shown,
)  # fmt: skip
from pathfinder.language.problems import Problems, did_you_mean
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.values.dates import Period, make_span


class RuleReader(Reader):
    """Reads a rule file: knows the vocabulary and the names of the file's citations."""

    def __init__(self, file: str, stem: str, problems: Problems, vocabulary: Vocabulary) -> None:
        super().__init__(file, problems)
        self.stem = stem
        self.vocabulary = vocabulary
        self.citations: dict[str, Any] = {}
        self.used_citations: set[str] = set()
        self.pathway_names: list[tuple[str, Node]] = []
        self.definition_names: list[tuple[str, Node]] = []
        self.country = ""


class Cite(Kind):
    """The name of a citation of the same file; read as its id."""

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, RuleReader)
        if node.kind == "text" and node.text in reader.citations:
            reader.used_citations.add(node.text)
            return f"{reader.stem}/{node.text}"
        message = _("This file has no citation named {got}.").format(got=shown(node))
        reader.problem("PF123", node, message, did_you_mean(node.text, reader.citations))
        return None

    def schema(self) -> Schema:
        return {"type": "string"}


class CountryName(Kind):
    """A country code or, where `regions` is true, the name of a region."""

    def __init__(self, *, regions: bool = True) -> None:
        self.regions = regions

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, RuleReader)
        vocabulary = reader.vocabulary
        name = node.text if node.kind == "text" else ""
        if name in vocabulary.countries or (self.regions and name in vocabulary.regions):
            return name
        message = _("{got} is not the code of a country or a region.").format(got=shown(node))
        known = [*vocabulary.regions, *vocabulary.countries]
        reader.problem("PF122", node, message, did_you_mean(name, known))
        return None

    def schema(self) -> Schema:
        return {"type": "string"}


CITES = ListOf(Cite(), single=True)
CONDITION = Later("condition", lambda: ConditionKind())
CONDITIONS = ListOf(CONDITION)


def _applies(values: dict[str, Any], node: Node, reader: Reader) -> records.Applies:
    start, end = values.get("from", NOT_STATED), values.get("until", NOT_STATED)
    span = make_span(None if start is NOT_STATED else start, None if end is NOT_STATED else end)
    return records.Applies(span, values.get("before") == "open", values.get("after") == "open")


APPLIES = Map(
    {
        "from": Key(UncertainKind(), N_("From when the condition is asked for.")),
        "until": Key(UncertainKind(), N_("Until when it is asked for.")),
        "before": Key(Choice("not required", "open"), N_("What holds before.")),
        "after": Key(Choice("not required", "open"), N_("What holds after.")),
    },
    _applies,
)

COMMON: dict[str, Key] = {
    "says": Key(Text(), N_("The sentence a lawyer would sign.")),
    "cite": Key(CITES, N_("The citation it rests on, by name.")),
    "doubt": Key(Text(), N_("What the documents leave open here.")),
    "derived": Key(Text(), N_("Why a number or date here is not in the passage.")),
    "if met": Key(Choice("open"), N_("Whoever meets it is undetermined.")),
    "if not met": Key(Choice("open"), N_("Whoever fails it is undetermined.")),
    "applies": Key(APPLIES, N_("When the condition is asked for.")),
}


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
    """A form of condition: its own keys besides the common ones, and how its record is made."""

    def __init__(self, keys: dict[str, Key], build: Build, *, leaf: bool = True) -> None:
        self.keys = {**keys, **COMMON}
        self.build = build
        self.leaf = leaf


def _group(record: Any, word: str) -> Head:
    def build(values: dict[str, Any], node: Node, reader: Any, rest: dict[str, Any]) -> Any:
        return record(items=tuple(values[word]), **rest)

    return Head({word: Key(CONDITIONS, required=True)}, build, leaf=False)


def _meets(values: dict[str, Any], node: Node, reader: RuleReader, rest: dict[str, Any]) -> Any:
    name_node = node.get("meets")
    assert name_node is not None
    reader.definition_names.append((values["meets"], name_node))
    return records.Meets(name=values["meets"], **rest)


def _readings(values: dict[str, Any], node: Node, reader: RuleReader, rest: dict[str, Any]) -> Any:
    about, sides = values["readings"]
    return records.Readings(about=about, items=tuple(sides), **rest)


READINGS = Map(
    {
        "about": Key(Text(), N_("What the documents can be read to say in several ways."), required=True),
        "sides": Key(ListOf(CONDITION, least=2), N_("The readings, each a condition."), required=True),
    },
    lambda values, node, reader: (values["about"], values["sides"]),
)


def _not_stated(values: dict[str, Any], node: Node, reader: Any, rest: dict[str, Any]) -> Any:
    sentence = values["not stated"]
    return records.NotStated(**{**rest, "says": rest["says"] or sentence, "doubt": rest["doubt"] or sentence})


def _days(values: dict[str, Any], node: Node, reader: Reader, rest: dict[str, Any]) -> Any:
    allowed: Period = values["at most"]
    if allowed.months:
        reader.problem("PF114", node, _("Days in a window are counted in days."))
        return None
    return records.DaysIn(
        countries=tuple(values["days in"]), within=values["within"], at_most=allowed, **rest
    )


def _stay(values: dict[str, Any], node: Node, reader: Reader, rest: dict[str, Any]) -> Any:
    limit, before = values.get("at most"), values.get("began before")
    if (limit is None) == (before is None):
        reader.problem("PF131", node, _("Write either “at most” or “began before”, one of them."))
        return None
    countries = tuple(values["present stay in"])
    return records.PresentStay(countries=countries, at_most=limit, began_before=before, **rest)


def _visa(values: dict[str, Any], node: Node, reader: RuleReader, rest: dict[str, Any]) -> Any:
    fact = next((f for f in reader.vocabulary.facts.values() if f.kind == "visas"), None)
    types = tuple(values.get("type", ()))
    options = dict(fact.options) if fact else {}
    for word in types:
        if word not in options:
            message = _("“{word}” is not a type of visa.").format(word=word)
            reader.problem("PF121", node, message, did_you_mean(word, options))
            return None
    name = fact.name if fact else "visas"
    return records.VisaOf(fact=name, issuers=tuple(values["visa of"]), types=types, **rest)


COUNTRIES = ListOf(CountryName(), single=True)

HEADS: dict[str, Head] = {
    "all of": _group(records.AllOf, "all of"),
    "any of": _group(records.AnyOf, "any of"),
    "none of": _group(records.NoneOf, "none of"),
    "meets": Head({"meets": Key(Text(), required=True)}, _meets, leaf=False),
    "readings": Head({"readings": Key(READINGS, required=True)}, _readings, leaf=False),
    "not stated": Head({"not stated": Key(Text(), required=True)}, _not_stated, leaf=False),
    "days in": Head(
        {
            "days in": Key(COUNTRIES, required=True),
            "within": Key(PeriodKind(), N_("The window that ends with the date asked about."), required=True),
            "at most": Key(PeriodKind(), N_("How many days."), required=True),
        },
        _days,
    ),
    "present stay in": Head(
        {
            "present stay in": Key(COUNTRIES, required=True),
            "at most": Key(PeriodKind(), N_("How long it may last.")),
            "began before": Key(DayKind(), N_("Before which day it began.")),
        },
        _stay,
    ),
    "visa of": Head(
        {"visa of": Key(COUNTRIES, required=True), "type": Key(ListOf(Text(), single=True))}, _visa
    ),
}

_AT_LEAST = re.compile(r"at least ([1-9][0-9]?) of")


class ConditionKind(Kind):
    """A condition of any form."""

    def read(self, node: Node, reader: Reader) -> Any:
        from pathfinder.language.questions import read_question

        assert isinstance(reader, RuleReader)
        if node.kind != "map":
            message = _("A condition is expected here, not {got}.").format(got=shown(node))
            reader.problem("PF112", node, message)
            return None
        keys = list(node.keys())
        if "fact" in keys:
            return read_question(node, reader)
        for word in keys:
            if word in HEADS:
                return read_head(node, reader, word, HEADS[word])
            found = _AT_LEAST.fullmatch(word)
            if found:
                return _read_at_least(node, reader, word, int(found[1]))
        help = did_you_mean(keys[0], ["fact", *HEADS]) if keys else ""
        message = _("This is no condition: none of its keys says what it asks.")
        reader.problem("PF110", node, message, help or _("Begin it with fact, all of, any of, meets …"))
        return None

    def schema(self) -> Schema:
        return {"$ref": "#/$defs/condition"}


def read_head(node: Node, reader: Reader, word: str, head: Head) -> Any:
    """Read a condition of a known form."""
    values = read_keys(node, head.keys, reader, N_("This condition"))
    if values is None or not checked(values, node, reader, leaf=head.leaf):
        return None
    return head.build(values, node, reader, common(values, node))


def checked(values: dict[str, Any], node: Node, reader: Reader, *, leaf: bool) -> bool:
    """Whether a condition has the sentences it needs."""
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


def _read_at_least(node: Node, reader: Reader, word: str, count: int) -> Any:
    def build(values: dict[str, Any], node: Node, reader: Any, rest: dict[str, Any]) -> Any:
        items = tuple(values[word])
        if count > len(items):
            reader.problem("PF112", node, _("More items are asked for than the list has."))
            return None
        return records.AtLeast(count=count, items=items, **rest)

    return read_head(node, reader, word, Head({word: Key(CONDITIONS, required=True)}, build, leaf=False))


def condition_schema(facts: dict[str, Fact]) -> Schema:
    """The JSON Schema of a condition, one alternative a form."""
    from pathfinder.language.questions import question_schema

    forms = [map_schema(head.keys) for head in HEADS.values()]
    forms.append(
        {
            "type": "object",
            "patternProperties": {"^at least [1-9][0-9]? of$": CONDITIONS.schema()},
            "properties": map_schema(COMMON)["properties"],
            "additionalProperties": False,
        }
    )
    return {"anyOf": [*forms, question_schema(facts)]}


NUMBER = Integer(0, 1_000_000)
FLAG = YesNo()
