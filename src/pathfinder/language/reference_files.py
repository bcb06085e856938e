"""The files beside the destinations: facts, regions, documents, definitions."""

from __future__ import annotations

from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language.conditions import CONDITION, RuleReader
from pathfinder.language.kinds import (
    Choice, DayKind, Entries, Integer, Key, Kind, ListOf, Map, Reader, Schema, Text, YesNo,
    read_keys, shown,
)  # fmt: skip
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import KINDS, Constraint, Fact, Region
from pathfinder.sources.records import Citation, Document


class _Options(Kind):
    """A map from option to label, or a word for a list kept elsewhere (`ISO 639-1`, `pathways`)."""

    labels = Entries(Text())

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "text" and node.text in ("ISO 639-1", "pathways"):
            return {node.text: node.text}
        return self.labels.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [{"enum": ["ISO 639-1", "pathways"]}, self.labels.schema()]}


def _fact(values: dict[str, Any], node: Node, reader: Reader) -> Fact:
    return Fact(
        name=reader.within[-1], group=values["group"], kind=values["kind"], label=values["label"],
        question=values["question"], help=values["help"], sensitive=values["sensitive"],
        cost=values["cost"], options=tuple(values.get("options", {}).items()),
        unit=values.get("unit", ""), minimum=values.get("minimum", 0),
        maximum=values.get("maximum", 1_000_000),
    )  # fmt: skip


FACT = Map(
    {
        "group": Key(Text(), N_("The heading it is asked under."), required=True),
        "kind": Key(Choice(*KINDS), N_("What kind of answer it takes."), required=True),
        "label": Key(Text(), N_("Its name in a few words."), required=True),
        "question": Key(Text(), N_("What a volunteer asks."), required=True),
        "help": Key(Text(), N_("What counts and what does not."), required=True),
        "sensitive": Key(YesNo(), N_("Whether its value must never be shown by the way."), required=True),
        "cost": Key(Choice("easy", "private", "hard"), N_("What it costs to answer."), required=True),
        "options": Key(_Options(), N_("The answers there are.")),
        "unit": Key(Text()),
        "minimum": Key(Integer()),
        "maximum": Key(Integer()),
    },
    _fact,
    N_("This fact"),
)


def _constraint(values: dict[str, Any], node: Node, reader: Reader) -> Constraint | None:
    says = values["says"]
    if "part of" in values and len(values["part of"]) == 1:
        ((part, whole),) = values["part of"].items()
        return Constraint(kind="part of", facts=(part, whole), says=says)
    if "held while valid" in values:
        parts = values["held while valid"]
        facts = (parts.get("of", ""), parts.get("until", ""))
        return Constraint(kind="held while valid", facts=facts, says=says, option=parts.get("option", ""))
    if "place from stays" in values:
        parts = values["place from stays"]
        facts = (parts.get("stays", ""), parts.get("country", ""))
        return Constraint(kind="place from stays", facts=facts, says=says)
    reader.problem("PF110", node, _("This constraint says nothing that can be checked."))
    return None


CONSTRAINT = Map(
    {
        "says": Key(Text(), required=True),
        "part of": Key(Entries(Text())),
        "held while valid": Key(Entries(Text())),
        "place from stays": Key(Entries(Text())),
    },
    _constraint,
    N_("This constraint"),
)

FACTS_FILE = {
    "format": Key(Choice("pathfinder-facts/1"), required=True),
    "facts": Key(Entries(FACT), required=True),
    "constraints": Key(ListOf(CONSTRAINT), required=True),
}


def _region(values: dict[str, Any], node: Node, reader: Reader) -> Region:
    return Region(
        name=reader.within[-1], title=values["title"], source=values["source"],
        members=tuple(values["members"]), joined=tuple(values.get("joined", {}).items()),
        left=tuple(values.get("left", {}).items()),
    )  # fmt: skip


class _Code(Kind):
    """A country code; read before the vocabulary exists, so only its shape is checked."""

    def read(self, node: Node, reader: Reader) -> str | None:
        if node.kind == "text" and len(node.text) == 2 and node.text.isupper():
            return node.text
        reader.problem("PF122", node, _("{got} is not the code of a country.").format(got=shown(node)))
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[A-Z]{2}$"}


REGIONS_FILE = {
    "format": Key(Choice("pathfinder-regions/1"), required=True),
    "regions": Key(
        Entries(
            Map(
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
        ),
        required=True,
    ),
}


def _document(values: dict[str, Any], node: Node, reader: Reader) -> Document:
    return Document(
        id=reader.within[-1], title=values["title"], author=values["author"],
        published=values["published"], known_until=values["known until"],
        language=values["language"], kind=values["kind"], file=values["file"],
        sha256=values["sha256"], where=values["where"],
    )  # fmt: skip


DOCUMENTS_FILE = {
    "format": Key(Choice("pathfinder-documents/1"), required=True),
    "documents": Key(
        Entries(
            Map(
                {
                    name: Key(Text(), required=True)
                    for name in (
                        "title", "author", "published", "known until", "language", "kind", "file",
                        "sha256", "where",
                    )
                },
                _document,
                N_("This document"),
            )
        ),
        required=True,
    ),
}  # fmt: skip

DEFINITIONS_FILE = {
    "format": Key(Choice("pathfinder-definitions/1"), required=True),
    "citations": Key(Entries(Text()), required=True),
    "definitions": Key(Entries(CONDITION), required=True),
}


def read_file(tree: Node, keys: dict[str, Key], reader: Reader, name: str) -> dict[str, Any]:
    """Read one of these files; an empty dict where it has problems."""
    return read_keys(tree, keys, reader, name) or {}


def read_definitions(tree: Node, reader: RuleReader) -> tuple[dict[str, Any], tuple[Citation, ...]]:
    """Read `definitions.yaml`: conditions by name, and the citations they rest on."""
    import msgspec

    from pathfinder.language.rulefile import CITATIONS

    citations_node = tree.get("citations")
    if citations_node is not None and citations_node.kind == "map":
        reader.citations = dict.fromkeys(citations_node.keys())
    keys = {**DEFINITIONS_FILE, "citations": Key(CITATIONS, required=True)}
    values = read_file(tree, keys, reader, N_("definitions.yaml"))
    citations = tuple(
        msgspec.structs.replace(citation, id=f"{reader.stem}/{name}")
        for name, citation in values.get("citations", {}).items()
    )
    return values.get("definitions", {}), citations
