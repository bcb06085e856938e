"""The files beside the destinations: facts, regions, documents, definitions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language.citations import CITATIONS, of_file
from pathfinder.language.condition_parts import CONDITION
from pathfinder.language.kinds import Choice, DayKind, Integer, Text, YesNo
from pathfinder.language.maps import Entries, Key, ListOf, Map, read_parts
from pathfinder.language.pathways import check_dates
from pathfinder.language.reading import Kind, Reader, Schema, shown
from pathfinder.language.rule_names import RuleReader
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import KINDS, LANGUAGES, PATHWAYS, Constraint, Fact, Region
from pathfinder.sources.records import Citation, Document
from pathfinder.values.dates import format_day

_LISTS = {LANGUAGES[0][0], PATHWAYS[0][0]}


class _Options(Kind):
    """A map from option to label, or a word for a list kept elsewhere (`ISO 639-1`, `pathways`)."""

    labels = Entries(Text())

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "text" and node.text in _LISTS:
            return {node.text: node.text}
        return self.labels.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [{"enum": sorted(_LISTS)}, self.labels.schema()]}


def _fact(values: dict[str, Any], node: Node, reader: Reader) -> Fact | None:
    kind, options = values["kind"], values.get("options", {})
    if kind in ("choice", "choices", "visas") and not options:
        reader.problem("PF111", node, _("A fact of this kind needs the key “options”."))
        return None
    return Fact(
        name=reader.entries[-1].text,
        group=values["group"],
        kind=kind,
        label=values["label"],
        question=values["question"],
        help=values["help"],
        sensitive=values["sensitive"],
        cost=values["cost"],
        options=tuple(options.items()),
        unit=values.get("unit", ""),
        minimum=values.get("minimum", 0),
        maximum=values.get("maximum", 1_000_000),
    )


FACT = Map(
    {
        "group": Key(Text(), N_("The heading it is asked under."), required=True),
        "kind": Key(Choice(*KINDS), N_("What kind of answer it takes."), required=True),
        "label": Key(Text(), N_("Its name in a few words."), required=True),
        "question": Key(Text(), N_("What a volunteer asks."), required=True),
        "help": Key(Text(), N_("What counts and what does not."), required=True),
        "sensitive": Key(
            YesNo(), N_("Whether its value must never be shown by the way."), required=True
        ),
        "cost": Key(
            Choice("easy", "private", "hard"), N_("What it costs to answer."), required=True
        ),
        "options": Key(_Options(), N_("The answers there are.")),
        "unit": Key(Text()),
        "minimum": Key(Integer()),
        "maximum": Key(Integer()),
    },
    _fact,
    N_("This fact"),
)

_SHAPES: dict[str, tuple[str, ...]] = {
    "part of": (),
    "held while valid": ("of", "until", "option"),
    "place from stays": ("stays", "country"),
}
"""What a constraint says, and the names of the facts in it (of `part of`, the pair itself)."""


def _constraint(values: dict[str, Any], node: Node, reader: Reader) -> Constraint | None:
    written = [kind for kind in _SHAPES if kind in values]
    if len(written) != 1:
        message = _("A constraint says one of these: {kinds}.").format(kinds=", ".join(_SHAPES))
        reader.problem("PF131", node, message)
        return None
    kind, says = written[0], values["says"]
    parts = values[kind]
    if kind == "part of":
        if len(parts) == 1:
            return Constraint(kind=kind, facts=next(iter(parts.items())), says=says)
    elif set(parts) == set(_SHAPES[kind]):
        one, two, *rest = (parts[name] for name in _SHAPES[kind])
        return Constraint(kind=kind, facts=(one, two), says=says, option="".join(rest))
    message = _("This constraint needs {names}.")
    names = ", ".join(_SHAPES[kind]) or _("one pair of facts")
    reader.problem("PF111", node, message.format(names=names))
    return None


def constraint_fits(constraint: Constraint, facts: Mapping[str, Fact]) -> bool:
    """Whether the facts of a constraint exist and are of the kinds that it can compare."""
    one, two = (facts.get(name) for name in constraint.facts)
    if one is None or two is None:
        return False
    if constraint.kind == "part of":
        return one.kind == two.kind and one.kind in ("choices", "countries")
    if constraint.kind == "held while valid":
        options = dict(one.options)
        return one.kind == "choices" and two.kind == "date" and constraint.option in options
    return one.kind == "stays" and two.kind == "country"


CONSTRAINT = Map(
    {"says": Key(Text(), required=True), **{kind: Key(Entries(Text())) for kind in _SHAPES}},
    _constraint,
    N_("This constraint"),
)

FACTS_FILE = {
    "format": Key(Choice("pathfinder-facts/1"), required=True),
    "facts": Key(Entries(FACT), required=True),
    "constraints": Key(ListOf(CONSTRAINT, words=N_("constraint {n}")), required=True),
}


def _region(values: dict[str, Any], node: Node, reader: Reader) -> Region:
    return Region(
        name=reader.entries[-1].text,
        title=values["title"],
        source=values["source"],
        members=tuple(values["members"]),
        joined=tuple(values.get("joined", {}).items()),
        left=tuple(values.get("left", {}).items()),
    )


class _Code(Kind):
    """A country code; read before the vocabulary exists, so only its shape is checked."""

    def read(self, node: Node, reader: Reader) -> str | None:
        if node.kind == "text" and len(node.text) == 2 and node.text.isupper():
            return node.text
        message = _("{got} is not the code of a country.").format(got=shown(node))
        reader.problem("PF122", node, message)
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[A-Z]{2}$"}


_REGION = Map(
    {
        "title": Key(Text(), required=True),
        "source": Key(Text(), N_("A public address of the list."), required=True),
        "checked": Key(DayKind(), required=True),
        "members": Key(ListOf(_Code()), required=True),
        "joined": Key(Entries(DayKind())),
        "left": Key(Entries(DayKind())),
        "note": Key(Text()),
    },
    _region,
    N_("This region"),
)

REGIONS_FILE = {
    "format": Key(Choice("pathfinder-regions/1"), required=True),
    "regions": Key(Entries(_REGION), required=True),
}


def _document(values: dict[str, Any], node: Node, reader: Reader) -> Document:
    return Document(
        id=reader.entries[-1].text,
        known_until=format_day(values["known until"]),
        **{name: value for name, value in values.items() if name != "known until"},
    )


_DOCUMENT = Map(
    {
        name: Key(DayKind() if name == "known until" else Text(), required=True)
        for name in (
            "title", "author", "published", "known until", "language", "kind", "file", "sha256",
            "where",
        )
    },
    _document,
    N_("This document"),
)  # fmt: skip

DOCUMENTS_FILE = {
    "format": Key(Choice("pathfinder-documents/1"), required=True),
    "documents": Key(Entries(_DOCUMENT), required=True),
}

DEFINITIONS_FILE = {
    "format": Key(Choice("pathfinder-definitions/1"), required=True),
    "citations": Key(CITATIONS, required=True),
    "definitions": Key(Entries(CONDITION), required=True),
}


def read_definitions(tree: Node, reader: RuleReader) -> tuple[dict[str, Any], tuple[Citation, ...]]:
    """Read `definitions.yaml`: conditions by name, and the citations they rest on."""
    if tree.kind == "map":
        reader.know_citations(tree)
    values, _good = read_parts(tree, DEFINITIONS_FILE, reader, N_("definitions.yaml"))
    for condition in values.get("definitions", {}).values():
        check_dates(condition, reader)
    return values.get("definitions", {}), of_file(reader.stem, values.get("citations"))
