"""Conditions that ask one fact: which operators fit which kind of fact, and what they read."""

from __future__ import annotations

from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.conditions import (
    COMMON, CountryName, RuleReader, checked, common,
)  # fmt: skip
from pathfinder.language.kinds import (
    Choice, DayKind, Integer, Key, Kind, ListOf, Map, PeriodKind, Reader, Schema, Text, YesNo,
    map_schema, read_keys, shown,
)  # fmt: skip
from pathfinder.language.problems import did_you_mean
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import Fact

NUMBER_OPERATORS = ("at least", "at most", "more than", "less than")
DATE_OPERATORS = ("on or after", "on or before", "before", "after")
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
    "number": NUMBER_OPERATORS,
    "date": DATE_OPERATORS,
    "by_country": ("within", "for at least", "recorded"),
}
"""Which operators a question may use, by the kind of its fact; visas and stays have forms of their own."""


class Member(Kind):
    """An option or a country that the fact knows."""

    def __init__(self, fact: Fact) -> None:
        self.fact = fact

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, RuleReader)
        if self.fact.kind in ("country", "countries"):
            return CountryName().read(node, reader)
        options = dict(self.fact.options)
        if self.fact.name == "accompanies" or options.keys() == {"pathways"}:
            reader.pathway_names.append((node.text, node))
            return node.text
        if node.kind == "text" and node.text in options:
            return node.text
        message = _("{got} is not an option of {fact}.").format(got=shown(node), fact=self.fact.name)
        reader.problem("PF121", node, message, did_you_mean(node.text, options))
        return None

    def schema(self) -> Schema:
        return {"type": "string"}


class Members(Kind):
    """A list of options; `{list: [...], complete: no, out of: 21}` where the document gives it in part."""

    def __init__(self, fact: Fact) -> None:
        self.many = ListOf(Member(fact), single=True)
        self.partial = Map(
            {
                "list": Key(self.many, required=True),
                "complete": Key(YesNo(), N_("Whether the document gives the whole list."), required=True),
                "out of": Key(Integer(1, 100_000), N_("How long the whole list is.")),
            },
            lambda values, node, reader: (
                tuple(values["list"]), values["complete"], values.get("out of"),
            ),
            N_("This list"),
        )  # fmt: skip

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "map":
            return self.partial.read(node, reader)
        values = self.many.read(node, reader)
        return None if values is None else (tuple(values), True, None)

    def schema(self) -> Schema:
        return {"anyOf": [self.many.schema(), self.partial.schema()]}


class DayOrAsked(Kind):
    """A day, or `the date asked about`."""

    def read(self, node: Node, reader: Reader) -> int | None:
        if node.kind == "text" and node.text == "the date asked about":
            return 0
        return DayKind().read(node, reader)

    def schema(self) -> Schema:
        return {"type": "string"}


def _operator_kind(fact: Fact, operator: str) -> Kind:
    if operator in ("is empty", "recorded") or fact.kind == "yes_no":
        return YesNo()
    if fact.kind == "number":
        return Integer(0, 1_000_000)
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
    """Read a condition that begins with `fact:`."""
    name_node = node.get("fact")
    assert name_node is not None
    fact = reader.vocabulary.facts.get(name_node.text)
    if fact is None:
        message = _("There is no fact named {got}.").format(got=shown(name_node))
        reader.problem("PF120", name_node, message, did_you_mean(name_node.text, reader.vocabulary.facts))
        return None
    operators = OPERATORS.get(fact.kind, ())
    written = [word for word in node.keys() if word in operators]
    if len(written) != 1:
        message = _("A question to {fact} has one operator of these: {operators}.")
        text = message.format(fact=fact.name, operators=", ".join(operators) or _("its own form"))
        reader.problem("PF131", node, text)
        return None
    values = read_keys(node, question_keys(fact), reader, N_("This condition"))
    if values is None or not checked(values, node, reader, leaf=True):
        return None
    return _build(fact, written[0], values, common(values, node))


def _build(fact: Fact, operator: str, values: dict[str, Any], rest: dict[str, Any]) -> Any:
    value = values[operator]
    name = fact.name
    if fact.kind == "yes_no":
        return records.YesNoFact(fact=name, value=value, **rest)
    if operator == "is empty":
        return records.EmptyFact(fact=name, value=value, **rest)
    if fact.kind in ("choice", "country"):
        members, complete, out_of = ((value,), True, None) if operator == "is" else value
        return records.OptionFact(
            fact=name, values=members, negated=operator == "is none of", complete=complete,
            out_of=out_of, **rest,
        )  # fmt: skip
    if fact.kind in ("choices", "countries"):
        members, complete, out_of = ((value,), True, None) if operator == "includes" else value
        how = SET_OPERATORS.get(operator, "any")
        return records.SetFact(
            fact=name, how=how, values=members, complete=complete, out_of=out_of, **rest
        )
    if fact.kind == "number":
        return records.NumberFact(fact=name, operator=operator, number=value, **rest)
    if fact.kind == "date":
        return records.DateFact(fact=name, operator=operator, day=value or None, **rest)
    if operator == "recorded":
        return records.SinceFact(
            fact=name, country=values["country"], how=operator, recorded=value, **rest
        )
    return records.SinceFact(
        fact=name, country=values["country"], how=operator, period=value, **rest
    )


def question_schema(facts: dict[str, Fact]) -> Schema:
    """The JSON Schema of a question: the operators that stand beside `fact` depend on its kind."""
    forms = []
    for kind in OPERATORS:
        named = [fact for fact in facts.values() if fact.kind == kind]
        if named:
            form = map_schema(question_keys(named[0]))
            form["properties"]["fact"] = {"enum": [fact.name for fact in named]}
            forms.append(form)
    return {"anyOf": forms}


__all__ = ["OPERATORS", "Choice", "question_schema", "read_question"]
