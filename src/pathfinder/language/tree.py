"""YAML and JSON text to a located tree of maps, lists and plain text.

Every scalar stays text until a field says what it is: plain YAML would turn the country code `NO` into false, `on`
into true and `1:30` into 90. Duplicate keys, anchors, aliases and tags are problems; size, depth and number of
nodes are bounded, so that hostile text costs bounded time and memory.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language.problems import Place, Problems
from pathfinder.values.text import inert

MAX_DEPTH = 60
"""So many maps and lists may stand in one another."""

MAX_NODES = 400_000
"""So many values, keys among them, one text may hold."""


class Node:
    """A map (`pairs`), a list (`items`) or text (`text`), with its line and column in the file.

    `quoted` is true for text in quotation marks, `empty` for a value left out or written `null`.
    """

    __slots__ = ("column", "items", "kind", "line", "pairs", "quoted", "text")

    def __init__(self, kind: str, line: int, column: int) -> None:
        self.kind = kind
        self.line = line
        self.column = column
        self.text = ""
        self.quoted = False
        self.items: list[Node] = []
        self.pairs: list[tuple[Node, Node]] = []

    @property
    def empty(self) -> bool:
        plain = self.kind == "text" and not self.quoted
        return plain and self.text in ("", "~", "null", "Null", "NULL")

    def get(self, key: str) -> Node | None:
        """The value under a key of a map."""
        for name, value in self.pairs:
            if name.text == key:
                return value
        return None

    def keys(self) -> Iterator[str]:
        return (name.text for name, _value in self.pairs)


def text_node(text: str, line: int = 0, column: int = 0, *, quoted: bool = True) -> Node:
    """A text node that no file holds, for values that come as Python objects."""
    node = Node("text", line, column)
    node.text = text
    node.quoted = quoted
    return node


def twice(key: str, known: Container[str] | None) -> str:
    """The message on a key that stands twice; of a profile (`known` given) it shows known names only."""
    if known is not None and key not in known:
        return _("A key stands here twice.")
    return _("The key “{key}” stands here twice.").format(key=inert(key[:60]))


# `re` takes ten times as long to compile the same as one class of more than two ranges.
# What YAML does not allow, and the line breaks of YAML 1.1 that no editor counts as such.
_NOT_YAML = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|[\ud800-\udfff\ufeff]|[\u2028\u2029]|[\ufffe\uffff]|\r(?!\n)"
)


def parse_yaml(
    text: str, file: str, problems: Problems, known: Container[str] | None = None
) -> list[Node]:
    """Read a YAML stream: one tree a document; an empty list where a problem was found.

    `known`, given for profiles, holds the keys that a message may show.
    """
    import yaml

    strange = _NOT_YAML.search(text)
    if strange:
        before = text[: strange.start()]
        place = Place(file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        message = _("This is not YAML: the character {character} may not stand here.")
        problems.add("PF102", place, message.format(character=f"U+{ord(strange[0][0]):04X}"))
        return []
    parser = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    builder = _Builder(file, problems, known)
    try:
        return builder.build(parser(text))
    except yaml.MarkedYAMLError as error:
        # A quotation without an end is noticed at the end of the file: its beginning helps more.
        unended = error.problem == "found unexpected end of stream"
        mark = error.context_mark if unended else error.problem_mark
        assert mark is not None
        why = _(_YAML_FAULTS.get(error.problem or "", _UNREADABLE))
        place = Place(file, mark.line + 1, mark.column + 1)
        problems.add("PF102", place, _("This is not YAML: {why}.").format(why=why))
    except (
        ValueError,
        OverflowError,
    ):  # PyYAML without libyaml, on a character that does not exist
        problems.add("PF102", Place(file), _("This is not YAML: {why}.").format(why=_(_UNREADABLE)))
    return []


_UNREADABLE = N_("the line cannot be read; look at indentation and quotation marks")
_TAB = N_("a tab stands where only spaces may")
_KEY = N_("a colon stands where no new key can begin; put the text in quotation marks")
_YAML_FAULTS = {
    "found a tab character that violates indentation": _TAB,
    "found a tab character where an indentation space is expected": _TAB,
    "mapping values are not allowed in this context": _KEY,
    "mapping values are not allowed here": _KEY,
    "found character that cannot start any token": N_(
        "a character stands here that may not begin a value: a tab (write spaces), or one that needs quotation marks"
    ),
    "did not find expected key": N_(
        "a key was expected here; look at the indentation of the lines above"
    ),
    "could not find expected ':'": N_("a colon is missing after a key"),
    "did not find expected '-' indicator": N_(
        "an item of a list was expected here; look at the indentation"
    ),
    "did not find expected ',' or ']'": N_("a comma or ] is missing"),
    "did not find expected ',' or '}'": N_("a comma or } is missing"),
    "found unexpected end of stream": N_("a quotation begins here that does not end"),
}
"""What libyaml finds, in words; never a piece of the file."""


class _Builder:
    """Builds trees from parser events without recursion."""

    def __init__(self, file: str, problems: Problems, known: Container[str] | None) -> None:
        self.file = file
        self.problems = problems
        self.known = known
        self.documents: list[Node] = []
        self.stack: list[tuple[Node, list[Node], set[str]]] = []
        self.count = 0
        self.faulty = False

    def build(self, stream: Any) -> list[Node]:
        """The documents of a stream of events; none where there was a problem."""
        while stream.check_event():
            if not self.take(stream.get_event()):
                return []
        return [] if self.faulty else self.documents

    def take(self, event: Any) -> bool:
        """Take one event; False where reading has to stop."""
        import yaml

        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if getattr(event, "anchor", None) is not None:
            return self.refuse(
                "PF104", _("Anchors (&) and aliases (*) are not used here."), line, column
            )
        if getattr(event, "tag", None) not in (None, "!"):
            return self.refuse("PF104", _("Tags (!) are not used here."), line, column)
        if isinstance(event, yaml.ScalarEvent):
            return self.put(text_node(event.value, line, column, quoted=bool(event.style)))
        if isinstance(event, yaml.MappingStartEvent):
            return self.open(Node("map", line, column))
        if isinstance(event, yaml.SequenceStartEvent):
            return self.open(Node("list", line, column))
        if isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
        return True

    def refuse(self, code: str, message: str, line: int, column: int) -> bool:
        self.problems.add(code, Place(self.file, line, column), message)
        self.faulty = True
        return False

    def put(self, node: Node) -> bool:
        """Attach a finished or opened node to what it stands in; False where a limit is reached."""
        self.count += 1
        if self.count > MAX_NODES:
            message = _("The file holds too many values.")
            return self.refuse("PF105", message, node.line, node.column)
        if not self.stack:
            self.documents.append(node)
            return True
        parent, keys, seen = self.stack[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif not keys:
            keys.append(node)
        else:
            self.pair(parent, keys.pop(), node, seen)
        return True

    def pair(self, parent: Node, key: Node, value: Node, seen: set[str]) -> None:
        if key.kind != "text":
            self.refuse("PF112", _("A key has to be a word."), key.line, key.column)
        elif key.text in seen:
            self.refuse("PF103", twice(key.text, self.known), key.line, key.column)
        else:
            seen.add(key.text)
            parent.pairs.append((key, value))

    def open(self, node: Node) -> bool:
        if not self.put(node):
            return False
        if len(self.stack) >= MAX_DEPTH:
            message = _("The file is nested too deeply.")
            return self.refuse("PF105", message, node.line, node.column)
        self.stack.append((node, [], set()))
        return True
