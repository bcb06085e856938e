"""`background.yaml`: passages of the documents that were read and state no rule, each with the reason."""

from __future__ import annotations

from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language.kinds import Choice, Text
from pathfinder.language.maps import Key, ListOf, Map, read_keys
from pathfinder.language.problems import Place, did_you_mean
from pathfinder.language.reading import Reader
from pathfinder.language.tree import Node
from pathfinder.sources.coverage import Background
from pathfinder.sources.records import Citation


def _passage(values: dict[str, Any], node: Node, reader: Reader) -> Background:
    citation = Citation(
        id=f"background/{node.line}", document=values["document"], section=values["section"],
        first=values["from"], last=values["to"],
        file=reader.file, line=node.line, column=node.column,
    )  # fmt: skip
    return Background(citation, values["why"])


PASSAGE = Map(
    {
        "document": Key(Text(), N_("The number of the document."), required=True),
        "section": Key(Text(), N_("The heading it stands under."), required=True),
        "from": Key(Text(), N_("Its first words."), required=True),
        "to": Key(Text(), N_("Its last words."), required=True),
        "why": Key(Text(), N_("Why it states no rule, in a word or two."), required=True),
    },
    _passage,
    N_("This passage"),
)

BACKGROUND_FILE = {
    "format": Key(Choice("pathfinder-background/1"), required=True),
    "passages": Key(ListOf(PASSAGE), required=True),
}


def read_background(tree: Node, reader: Reader, documents: dict[str, Any]) -> list[Background]:
    """The passages of the file, in its order; none where it has problems."""
    values = read_keys(tree, BACKGROUND_FILE, reader, N_("background.yaml")) or {}
    passages: list[Background] = values.get("passages", [])
    for background in passages:
        where = background.passage
        if where.document not in documents:
            message = _("There is no document “{id}”.").format(id=where.document)
            place = Place(where.file, where.line, where.column)
            reader.problems.add("PF125", place, message, did_you_mean(where.document, documents))
    return passages
