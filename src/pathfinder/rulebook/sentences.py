"""The sentences of rule files that users read, and that translators therefore get."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pathfinder.language.tree import Node

SENTENCES: Final = frozenset(
    {
        "says",
        "title",
        "label",
        "about",
        "because",
        "doubt",
        "not stated",
        "question",
        "help",
        "derived",
    }
)
"""The keys of a rule file whose text the user reads."""

NOT_READ: Final = frozenset({"cases", "citations"})
"""Keys below which nothing is translated: examples that run as tests, and words of the documents."""


def sentences(node: Node) -> Iterator[tuple[str, Node]]:
    """The sentences in and below a node with the nodes they stand in, in the order of the file."""
    for item in node.items:
        yield from sentences(item)
    for key, value in node.pairs:
        if key.text in NOT_READ:
            continue
        if key.text in SENTENCES and value.kind == "text":
            if value.text:
                yield " ".join(value.text.split()), value
        elif key.text == "options" and value.kind == "map":
            yield from (
                (" ".join(label.text.split()), label) for _k, label in value.pairs if label.text
            )
        else:
            yield from sentences(value)
