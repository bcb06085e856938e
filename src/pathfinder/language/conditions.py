"""How conditions are written: one head key says the kind, the others its parts.

`HEADS` lists every form; each is a table of keys that reads a condition and describes it as JSON Schema.
"""

from __future__ import annotations

import re
from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.condition_parts import COMMON, CONDITION, CONDITIONS, Head
from pathfinder.language.kinds import DayKind, PeriodKind, Text
from pathfinder.language.maps import Key, ListOf, Map, map_schema
from pathfinder.language.reading import Reader, Schema, shown
from pathfinder.language.rule_names import COUNTRIES, RuleReader
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import Fact
from pathfinder.values.dates import Period


def _group(record: Any, word: str) -> Head:
    def build(values: dict[str, Any], node: Node, reader: Any, rest: dict[str, Any]) -> Any:
        return record(items=tuple(values[word]), **rest)

    return Head({word: Key(CONDITIONS, required=True)}, build, leaf=False)


def _meets(values: dict[str, Any], node: Node, reader: RuleReader, rest: dict[str, Any]) -> Any:
    reader.definition_names.append((values["meets"], node.get("meets") or node))
    return records.Meets(name=values["meets"], **rest)


def _readings(values: dict[str, Any], node: Node, reader: RuleReader, rest: dict[str, Any]) -> Any:
    about, sides = values["readings"]
    return records.Readings(about=about, items=tuple(sides), **rest)


READINGS = Map(
    {
        "about": Key(Text(), N_("What can be read in several ways."), required=True),
        "sides": Key(
            ListOf(CONDITION, least=2, words=N_("reading {n}")),
            N_("The readings, each a condition."),
            required=True,
        ),
    },
    lambda values, node, reader: (values["about"], values["sides"]),
    N_("“readings”"),
)


def _not_stated(values: dict[str, Any], node: Node, reader: Any, rest: dict[str, Any]) -> Any:
    sentence = values["not stated"]
    rest["says"] = rest["says"] or sentence
    rest["doubt"] = rest["doubt"] or sentence
    return records.NotStated(**rest)


def _days(values: dict[str, Any], node: Node, reader: Reader, rest: dict[str, Any]) -> Any:
    allowed: Period = values["at most"]
    if allowed.months:
        place = node.get("at most") or node
        reader.problem("PF114", place, _("Days in a window are counted in days."))
        return None
    countries = tuple(values["days in"])
    return records.DaysIn(countries=countries, within=values["within"], at_most=allowed, **rest)


def _stay(values: dict[str, Any], node: Node, reader: Reader, rest: dict[str, Any]) -> Any:
    limit, before = values.get("at most"), values.get("began before")
    if (limit is None) == (before is None):
        message = _("Write either “at most” or “began before”, one of them.")
        reader.problem("PF131", node, message)
        return None
    countries = tuple(values["present stay in"])
    return records.PresentStay(countries=countries, at_most=limit, began_before=before, **rest)


def _visa(values: dict[str, Any], node: Node, reader: RuleReader, rest: dict[str, Any]) -> Any:
    facts = [fact for fact in reader.vocabulary.facts.values() if fact.kind == "visas"]
    if not facts:
        reader.problem("PF120", node, _("There is no fact of visas."))
        return None
    types = tuple(values.get("type", ()))
    options = dict(facts[0].options)
    for word in types:
        if word not in options:
            message = _("“{word}” is not a type of visa.").format(word=word)
            place = node.get("type") or node
            reader.problem("PF121", place, message, reader.suggest(word, options))
            return None
    return records.VisaOf(fact=facts[0].name, issuers=tuple(values["visa of"]), types=types, **rest)


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
            "within": Key(PeriodKind(), N_("The window that ends on that day."), required=True),
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


def _at_least(word: str) -> Head:
    count = int(word.split()[2])

    def build(values: dict[str, Any], node: Node, reader: Any, rest: dict[str, Any]) -> Any:
        items = tuple(values[word])
        if count > len(items):
            reader.problem("PF112", node, _("More items are asked for than the list has."))
            return None
        return records.AtLeast(count=count, items=items, **rest)

    return Head({word: Key(CONDITIONS, required=True)}, build, leaf=False)


def read_condition(node: Node, reader: RuleReader) -> Any:
    """Read a condition of any form; its head says which."""
    from pathfinder.language.questions import read_question

    if node.kind != "map":
        message = _("A condition is expected here, not {got}.").format(got=shown(node))
        reader.problem("PF112", node, message)
        return None
    heads = [key for key, _value in node.pairs if _is_head(key.text)]
    if len(heads) == 1:
        word = heads[0].text
        if word == "fact":
            return read_question(node, reader)
        return (HEADS.get(word) or _at_least(word)).read(node, reader)
    if heads:
        one, two = (shown(key) for key in heads[:2])
        message = _("{one} and {two} stand in one condition.").format(one=one, two=two)
        help = _("Make them two conditions, and say with all of or any of how they go together.")
        reader.problem("PF131", heads[1], message, help)
        return None
    help = next((reader.suggest(key, ["fact", *HEADS]) for key in node.keys()), "")
    message = _("This is no condition: none of its keys says what it asks.")
    help = help or _("Begin it with fact, all of, any of, meets …")
    reader.problem("PF110", node, message, help)
    return None


CONDITION.reads = read_condition


def _is_head(word: str) -> bool:
    return word == "fact" or word in HEADS or _AT_LEAST.fullmatch(word) is not None


def condition_schema(facts: dict[str, Fact]) -> Schema:
    """The JSON Schema of a condition, one alternative a form."""
    from pathfinder.language.questions import question_schemas

    pattern = f"^{_AT_LEAST.pattern}$"
    at_least = {
        "type": "object",
        "patternProperties": {pattern: CONDITIONS.schema()},
        "properties": map_schema(COMMON)["properties"],
        "additionalProperties": False,
        # one key at least has that form
        "not": {"propertyNames": {"not": {"pattern": pattern}}},
    }
    forms = [head.schema() for head in HEADS.values()]
    return {"anyOf": [*forms, at_least, *question_schemas(facts)]}
