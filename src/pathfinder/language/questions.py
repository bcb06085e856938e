"""Conditions that ask one fact: which operators fit which kind of fact, and what they read."""

from __future__ import annotations

from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.condition_parts import (
    COMMON,
    THIS_CONDITION,
    common,
    has_sentences,
    with_sentence,
)
from pathfinder.language.kinds import DayKind, Integer, PeriodKind, Text, YesNo
from pathfinder.language.maps import Key, ListOf, Map, map_schema, read_keys
from pathfinder.language.reading import Kind, Reader, Schema, shown
from pathfinder.language.rule_names import CountryName, FactName, RuleReader
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import PATHWAYS, Fact

SET_OPERATORS = {
    "includes any of": "any",
    "includes all of": "all",
    "includes none of": "none",
    "includes only": "only",
}
OPERATORS: dict[str, tuple[str, ...]] = {
    "yes_no": ("is",),
    "choice": ("is", "is one of", "is none of"),
    "country": ("is", "is one of", "is none of"),
    "choices": ("includes", *SET_OPERATORS, "is empty"),
    "countries": ("includes", *SET_OPERATORS, "is empty"),
    "number": ("at least", "at most", "more than", "less than"),
    "date": ("on or after", "on or before", "before", "after"),
    "by_country": ("within", "for at least", "recorded"),
}
"""Which operators a question may use, by the kind of its fact; visas and stays have forms of their own."""

FORMS = {
    "visas": N_("Ask for visas with `visa of:`."),
    "stays": N_("Ask for stays with `days in:` or `present stay in:`."),
}


class Member(Kind):
    """An option or a country that the fact knows."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, RuleReader)
        if self.fact.kind in ("country", "countries"):
            return CountryName().read(node, reader)
        if self.fact.options == PATHWAYS:
            return self._pathway(node, reader)
        options = dict(self.fact.options)
        if node.kind == "text" and node.text in options:
            return node.text
        message = _("{got} is not an option of {fact}.")
        text = message.format(got=shown(node), fact=self.fact.name)
        reader.problem("PF121", node, text, reader.suggest(node.text, options))
        return None

    @staticmethod
    def _pathway(node: Node, reader: RuleReader) -> str | None:
        if node.kind != "text":
            message = _("The id of a pathway is expected here, not {got}.").format(got=shown(node))
            reader.problem("PF112", node, message)
            return None
        reader.pathway_names.append((node.text, node))
        return node.text

    def schema(self) -> Schema:
        if self.fact.kind in ("choice", "choices") and self.fact.options != PATHWAYS:
            return {"enum": [word for word, _label in self.fact.options]}
        return {"type": "string"}


class Members(Kind):
    """A list of options; `{list: [...], complete: no, out of: 21}` where the document gives it in part."""

    def __init__(self, fact: Fact) -> None:
        self.many = ListOf(Member(fact), single=True)
        self.partial = Map(
            {
                "list": Key(self.many, required=True),
                "complete": Key(YesNo(), N_("Whether this is the whole list."), required=True),
                "out of": Key(Integer(1, 100_000), N_("How long the whole list is.")),
            },
            lambda values, node, reader: (
                tuple(values["list"]),
                values["complete"],
                values.get("out of"),
            ),
            N_("This list"),
        )

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "map":
            return self.partial.read(node, reader)
        values = self.many.read(node, reader)
        return None if values is None else (tuple(values), True, None)

    def schema(self) -> Schema:
        return {"anyOf": [self.many.schema(), self.partial.schema()]}


class DayOrAsked(DayKind):
    """A day, or `the date asked about` (read as 0)."""

    def read(self, node: Node, reader: Reader) -> int | None:
        asked = node.kind == "text" and node.text == "the date asked about"
        return 0 if asked else super().read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [{"const": "the date asked about"}, super().schema()]}


def _operator_kind(fact: Fact, operator: str) -> Kind:
    if operator in ("is empty", "recorded") or fact.kind == "yes_no":
        return YesNo()
    if fact.kind == "number":
        return Integer()
    if fact.kind == "date":
        return DayOrAsked()
    if fact.kind == "by_country":
        return PeriodKind()
    return Member(fact) if operator in ("is", "includes") else Members(fact)


def question_keys(fact: Fact) -> dict[str, Key]:
    """The keys of a question to a fact."""
    keys = {"fact": Key(Text(), N_("The fact that is asked."), required=True), **COMMON}
    if fact.kind == "by_country":
        keys["country"] = Key(CountryName(regions=False), N_("For which country."), required=True)
    for operator in OPERATORS.get(fact.kind, ()):
        keys[operator] = Key(_operator_kind(fact, operator))
    return keys


def read_question(node: Node, reader: RuleReader) -> Any:
    """Read a condition that has the key `fact`."""
    name_node = node.get("fact")
    assert name_node is not None
    name = FactName().read(name_node, reader)
    fact = reader.vocabulary.facts.get(name) if name is not None else None
    if fact is None:
        return None
    operators = OPERATORS.get(fact.kind, ())
    written = [word for word in node.keys() if word in operators]
    if len(written) != 1:
        _wrong_operators(node, fact, operators, reader)
        return None
    values = read_keys(node, question_keys(fact), reader, THIS_CONDITION)
    if values is None or not has_sentences(values, node, reader, leaf=True):
        return None
    return _build(fact, written[0], values, common(values, node))


def _wrong_operators(
    node: Node, fact: Fact, operators: tuple[str, ...], reader: RuleReader
) -> None:
    if not operators:
        message = _("{fact} is not asked with “fact”.").format(fact=fact.name)
        reader.problem("PF131", node, message, _(FORMS.get(fact.kind, "")))
        return
    message = _("A question to {fact} has one operator of these: {operators}.")
    text = message.format(fact=fact.name, operators=", ".join(operators))
    known = {*operators, "fact", "country", *COMMON}
    strange = next((word for word in node.keys() if word not in known), None)
    help = reader.suggest(strange, operators) if strange is not None else ""
    reader.problem("PF131", node, text, help)


def _build(fact: Fact, operator: str, values: dict[str, Any], rest: dict[str, Any]) -> Any:
    value, name = values[operator], fact.name
    if fact.kind == "yes_no":
        return records.YesNoFact(fact=name, value=value, **rest)
    if fact.kind == "number":
        return records.NumberFact(fact=name, operator=operator, number=value, **rest)
    if fact.kind == "date":
        return records.DateFact(fact=name, operator=operator, day=value or None, **rest)
    if fact.kind == "by_country":
        how = {"recorded": value} if operator == "recorded" else {"period": value}
        country = values["country"]
        return records.SinceFact(fact=name, country=country, how=operator, **how, **rest)
    if operator == "is empty":
        return records.EmptyFact(fact=name, value=value, **rest)
    single = operator in ("is", "includes")
    members, complete, out_of = ((value,), True, None) if single else value
    rest = {"fact": name, "values": members, "complete": complete, "out_of": out_of, **rest}
    if fact.kind in ("choices", "countries"):
        return records.SetFact(how=SET_OPERATORS.get(operator, "any"), **rest)
    return records.OptionFact(negated=operator == "is none of", **rest)


def question_schemas(facts: dict[str, Fact]) -> list[Schema]:
    """The JSON Schemas of questions: which operators stand beside `fact` depends on the fact.

    Facts without options of their own share a form with the others of their kind.
    """
    shared: dict[str, list[str]] = {}
    for fact in facts.values():
        own = fact.kind in ("choice", "choices") and fact.options != PATHWAYS
        if fact.kind in OPERATORS:
            shared.setdefault(fact.name if own else f"{fact.kind} {fact.options}", []).append(
                fact.name
            )
    return [_question_schema(facts[names[0]], names) for names in shared.values()]


def _question_schema(fact: Fact, names: list[str]) -> Schema:
    form = with_sentence(map_schema(question_keys(fact)))
    form["properties"]["fact"] = {"enum": names}
    return {**form, "oneOf": [{"required": [operator]} for operator in OPERATORS[fact.kind]]}
