"""Citations: named once at the head of a file, used by name below."""

from __future__ import annotations

from typing import Any

import msgspec

from pathfinder.i18n import N_
from pathfinder.language.kinds import Text
from pathfinder.language.maps import Entries, Key, Map
from pathfinder.language.reading import Reader
from pathfinder.language.tree import Node
from pathfinder.sources.records import Citation

CITATION_KEYS = {
    "document": Key(Text(), N_("The id of a document of documents.yaml."), required=True),
    "section": Key(Text(), N_("The heading the passage stands under."), required=True),
    "from": Key(Text(), N_("The first words of the passage."), required=True),
    "to": Key(Text(), N_("The last words of the passage."), required=True),
}


def _citation(values: dict[str, Any], node: Node, reader: Reader) -> Citation:
    return Citation(
        id=reader.entries[-1].text,
        document=values["document"],
        section=values["section"],
        first=values["from"],
        last=values["to"],
        file=reader.file,
        line=node.line,
        column=node.column,
    )


CITATIONS = Entries(Map(CITATION_KEYS, _citation, N_("This citation")))


def of_file(stem: str, citations: dict[str, Citation] | None) -> tuple[Citation, ...]:
    """The citations of a file; their ids say which file it is."""
    found = (citations or {}).values()
    return tuple(msgspec.structs.replace(one, id=f"{stem}/{one.id}") for one in found)
