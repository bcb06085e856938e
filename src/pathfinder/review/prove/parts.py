"""How the parts of a claim are written: conditions as in rules, and verdicts of pathways, destinations and cautions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language.conditions import read_condition
from pathfinder.language.kinds import Choice, Text
from pathfinder.language.maps import Key, ListOf, read_keys
from pathfinder.language.problems import Problems
from pathfinder.language.reading import SHOWN, Kind, Reader, Schema, shown
from pathfinder.language.rule_names import RuleReader
from pathfinder.language.tree import Node, text_node
from pathfinder.review.prove.records import (
    OUTCOMES,
    TOUCHES,
    Asked,
    Goes,
    Joined,
    Part,
    Warned,
    Ways,
)  # fmt: skip
from pathfinder.review.space.destinations import VERDICTS
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.join import Resolver
from pathfinder.values.text import inert

GIVES = ("enter", "stay", "reside", "protection", "citizenship", "other")
PART_NAME = N_("This part of a claim")
_LEAST = re.compile(r"at least ([1-9][0-9]?) of")


class ClaimReader(RuleReader):
    """Reads claims about a rule book: knows its pathways, cautions, destinations and definitions."""

    def __init__(self, file: str, problems: Problems, book: RuleBook) -> None:
        super().__init__(file, "claims", problems, book.vocabulary)
        self.book = book
        self.resolver = Resolver(book.definitions)

    def known(self, node: Node, names: Iterable[str], message: str) -> str | None:
        """A name that the book has; a problem with the nearest one otherwise."""
        known = list(names)
        if node.kind == "text" and node.text in known:
            return node.text
        self.problem("PF125", node, message.format(got=shown(node)), self.suggest(node.text, known))
        return None


class PathwayId(Kind):
    """The id of a pathway of the book."""

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, ClaimReader)
        return reader.known(node, reader.book.pathways, _("There is no pathway {got}."))

    def schema(self) -> Schema:
        return {"type": "string"}


class CautionId(Kind):
    """The id of a caution of the book."""

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, ClaimReader)
        return reader.known(node, reader.book.cautions, _("There is no caution {got}."))

    def schema(self) -> Schema:
        return {"type": "string"}


class DestinationCode(Kind):
    """The code of a destination of the book; with `ways`, of one that has pathways."""

    def __init__(self, *, ways: bool) -> None:
        self.ways = ways

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, ClaimReader)
        book = reader.book
        names = dict.fromkeys(each.country for each in book.pathways.values())
        known = names if self.ways else {**names, **book.destinations}
        return reader.known(node, known, _("There is no destination {got} with pathways."))

    def schema(self) -> Schema:
        return {"type": "string"}


class PartKind(Kind):
    """A part of a claim, of any form."""

    def read(self, node: Node, reader: Reader) -> Part | None:
        assert isinstance(reader, ClaimReader)
        return read_part(node, reader)

    def schema(self) -> Schema:
        return {"type": "object"}


def _verdicts(*words: str) -> Key:
    return Key(ListOf(Choice(*words), single=True), N_("What follows."), required=True)


PART = PartKind()
_PARTS = ListOf(PART, words=N_("condition {n}"))
_GIVES = Key(ListOf(Choice(*GIVES), single=True), N_("Only pathways that give this."))
_SAYS = Key(Text(), N_("It in a sentence."))
_WAY = {"pathway": Key(PathwayId(), required=True), "verdict": _verdicts(*OUTCOMES), "says": _SAYS}
_COUNTRY = Key(DestinationCode(ways=True), required=True)
_ANY = {"any pathway of": _COUNTRY, "gives": _GIVES, "verdict": _verdicts(*OUTCOMES), "says": _SAYS}
_EVERY = {
    "every pathway of": _COUNTRY, "gives": _GIVES, "verdict": _verdicts(*OUTCOMES), "says": _SAYS,
}  # fmt: skip
_GOES = {
    "destination": Key(DestinationCode(ways=False), required=True),
    "verdict": _verdicts(*VERDICTS),
    "says": _SAYS,
}
_WARNED = {
    "caution": Key(CautionId(), required=True), "verdict": _verdicts(*TOUCHES), "says": _SAYS,
}  # fmt: skip
FORMS: dict[str, dict[str, Key]] = {
    "pathway": _WAY, "any pathway of": _ANY, "every pathway of": _EVERY, "destination": _GOES,
    "caution": _WARNED,
}  # fmt: skip
GROUPS = {"all of": "all", "any of": "any", "none of": "none"}


def read_part(node: Node, reader: ClaimReader) -> Part | None:
    """Read a part of a claim; its first own key says which form it has."""
    heads = [key for key in (node.keys() if node.kind == "map" else ()) if _is_head(key)]
    if len(heads) != 1:
        return _read_asked(node, reader)
    head = heads[0]
    if head in FORMS:
        values = read_keys(node, FORMS[head], reader, PART_NAME)
        return None if values is None else _verdict_part(head, values, node, reader)
    values = read_keys(node, {head: Key(_PARTS, required=True), "says": _SAYS}, reader, PART_NAME)
    if values is None:
        return None
    least = _LEAST.fullmatch(head)
    items = tuple(values[head])
    if least is None:
        return Joined(GROUPS[head], items)
    if int(least[1]) > len(items):
        reader.problem("PF112", node, _("More items are asked for than the list has."))
        return None
    return Joined("least", items, int(least[1]))


def _is_head(word: str) -> bool:
    return word in FORMS or word in GROUPS or _LEAST.fullmatch(word) is not None


def _verdict_part(
    head: str, values: dict[str, Any], node: Node, reader: ClaimReader
) -> Part | None:
    name, verdicts = values[head], tuple(values["verdict"])
    if head == "pathway":
        return Ways((name,), verdicts, name)
    if head == "destination":
        return Goes(name, verdicts)
    if head == "caution":
        return Warned(name, verdicts)
    return ways_of(name, tuple(values.get("gives", ())), verdicts, head, node, reader)


def ways_of(
    country: str, gives: tuple[str, ...], verdicts: tuple[str, ...], head: str, node: Node,
    reader: ClaimReader,
) -> Ways | None:  # fmt: skip
    """Any or every pathway of a country, perhaps only those that give something."""
    ids = tuple(
        each.id for each in reader.book.of_country(country) if not gives or each.gives in gives
    )
    if not ids:
        message = _("No pathway of {country} gives any of these: {gives}.").format(
            country=country, gives=", ".join(gives)
        )
        reader.problem("PF483", node, message)
        return None
    every = head.startswith("every")
    return Ways(ids, verdicts, f"{head} {country}", every)


def _read_asked(node: Node, reader: ClaimReader) -> Asked | None:
    """A condition as in rules. It needs no sentence here: the claim has one."""
    if node.kind != "map":
        message = _("A condition is expected here, not {got}.").format(got=shown(node))
        reader.problem("PF112", node, message)
        return None
    with_sentence = Node("map", node.line, node.column)
    with_sentence.pairs = list(node.pairs)
    if node.get("says") is None:
        says = text_node("claim", node.line, node.column)
        with_sentence.pairs.append((text_node("says", node.line, node.column), says))
    before = len(reader.definition_names)
    condition = read_condition(with_sentence, reader)
    for name, place in reader.definition_names[before:]:
        if name not in reader.book.definitions:
            message = _("There is no definition “{name}”.").format(name=inert(name[:SHOWN]))
            help = reader.suggest(name, reader.book.definitions)
            reader.problem("PF124", place, message, help)
            condition = None
    return None if condition is None else Asked(reader.resolver.condition(condition))
