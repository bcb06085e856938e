"""What reading a rule file needs to know, and what every kind of field can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems, did_you_mean
from pathfinder.language.tree import Node
from pathfinder.values.text import inert

Schema = dict[str, Any]

MAX_SUGGESTIONS = 200
"""So many times the nearest known word is looked for in one file: looking is slow, a hostile file has many."""

SHOWN = 60
"""So many characters of what was written stand in a message."""


class Reader:
    """Knows the name of the file, where problems go, and where in the file we are.

    `within` says where in words, outermost first; `entries` holds the keys of the entries we are in.
    """

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.within: list[str] = []
        self.entries: list[Node] = []
        self._suggestions = 0

    def place(self, node: Node) -> Place:
        return Place(self.file, node.line, node.column)

    def problem(
        self, code: str, node: Node, message: str, help: str = "", severity: str = "error"
    ) -> None:
        """Note a problem at a node."""
        where = " › ".join(self.within)
        self.problems.add(code, self.place(node), message, help, where, severity)

    def suggest(self, word: str, known: Iterable[str]) -> str:
        """A help sentence with the nearest known word; nothing once there were too many of them."""
        self._suggestions += 1
        return did_you_mean(word, known) if self._suggestions <= MAX_SUGGESTIONS else ""

    @contextmanager
    def inside(self, words: str) -> Iterator[None]:
        """Read a part that these words name."""
        self.within.append(inert(words[:80]))
        yield
        self.within.pop()


class Kind(ABC):
    """What may stand in a field."""

    @abstractmethod
    def read(self, node: Node, reader: Reader) -> Any:
        """The value of a node; None where a problem was noted."""

    @abstractmethod
    def schema(self) -> Schema:
        """What may stand here as JSON Schema."""


def shown(node: Node) -> str:
    """What was written, safe to show in a message about a rule file."""
    if node.kind == "map":
        return _("a group of keys")
    if node.kind == "list":
        return _("a list")
    return _("“{text}”").format(text=inert(node.text[:SHOWN])) if node.text else _("nothing")
