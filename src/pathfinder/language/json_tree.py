"""JSON text to the same located tree as YAML."""

from __future__ import annotations

import re
from collections.abc import Container
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems
from pathfinder.language.tree import MAX_DEPTH, MAX_NODES, Node, text_node, twice

_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null")


class _Fault(Exception):
    def __init__(self, code: str, at: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.at = at
        self.message = message


def parse_json(
    text: str,
    file: str,
    problems: Problems,
    first_line: int = 1,
    known: Container[str] | None = None,
) -> Node | None:
    """Read one JSON value; None where a problem was found.

    `first_line` is the line the text begins on; `known`, given for profiles, holds the keys that a message may show.
    """
    reader = _Reader(text, first_line, known)
    try:
        return reader.whole()
    except _Fault as fault:
        line, column = reader.place(min(fault.at, len(text)))
        problems.add(fault.code, Place(file, line, column), fault.message)
    return None


class _Reader:
    def __init__(self, text: str, first_line: int, known: Container[str] | None) -> None:
        self.text = text
        self.at = 0
        self.count = 0
        self.known = known
        self.seen = 0
        self.line = first_line
        self.line_start = 0

    def place(self, at: int) -> tuple[int, int]:
        """Line and column of a position; positions are asked for in the order of the text."""
        newlines = self.text.count("\n", self.seen, at)
        if newlines:
            self.line += newlines
            self.line_start = self.text.rfind("\n", self.seen, at) + 1
        self.seen = at
        return self.line, at - self.line_start + 1

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        assert found is not None
        return found.end()

    def whole(self) -> Node:
        """The one value that the text holds."""
        node = self.value(self.skip(0), 0)
        end = self.skip(self.at)
        if end != len(self.text):
            message = _("This is not JSON: something stands after the end of the value.")
            raise _Fault("PF102", end, message)
        return node

    def string(self, at: int) -> tuple[str, int]:
        if not self.text.startswith('"', at):
            message = _("This is not JSON: a key in double quotation marks is expected.")
            raise _Fault("PF102", at, message)
        try:
            word, end = scanstring(self.text, at + 1, True)
            word.encode()  # half a character, as in "\ud800", cannot be written anywhere
        except JSONDecodeError as error:
            message = _("This is not JSON: a text does not end properly.")
            raise _Fault("PF102", error.pos, message) from None
        except UnicodeEncodeError:
            message = _("This is not JSON: a text holds half a character.")
            raise _Fault("PF102", at, message) from None
        return word, end

    def value(self, at: int, depth: int) -> Node:
        self.count += 1
        line, column = self.place(at)
        if self.count > MAX_NODES:
            raise _Fault("PF105", at, _("The file holds too many values."))
        mark = self.text[at : at + 1]
        if mark in ("{", "[") and depth >= MAX_DEPTH:
            raise _Fault("PF105", at, _("The file is nested too deeply."))
        if mark == "{":
            return self.members(Node("map", line, column), at, depth)
        if mark == "[":
            return self.elements(Node("list", line, column), at, depth)
        if mark == '"':
            word, self.at = self.string(at)
            return text_node(word, line, column)
        found = _PLAIN.match(self.text, at)
        if not found:
            raise _Fault("PF102", at, _("This is not JSON: a value is expected here."))
        self.at = found.end()
        return text_node(found[0], line, column, quoted=False)

    def elements(self, node: Node, at: int, depth: int) -> Node:
        at = self.skip(at + 1)
        if self.text.startswith("]", at):
            self.at = at + 1
            return node
        while True:
            node.items.append(self.value(at, depth + 1))
            at = self.skip(self.at)
            if self.text.startswith("]", at):
                self.at = at + 1
                return node
            if not self.text.startswith(",", at):
                raise _Fault("PF102", at, _("This is not JSON: a comma or ] is missing."))
            at = self.skip(at + 1)

    def members(self, node: Node, at: int, depth: int) -> Node:
        seen: set[str] = set()
        at = self.skip(at + 1)
        if self.text.startswith("}", at):
            self.at = at + 1
            return node
        while True:
            name, end = self.string(at)
            if name in seen:
                raise _Fault("PF103", at, twice(name, self.known))
            seen.add(name)
            key = text_node(name, *self.place(at))
            at = self.skip(end)
            if not self.text.startswith(":", at):
                raise _Fault("PF102", at, _("This is not JSON: a colon is missing after a key."))
            node.pairs.append((key, self.value(self.skip(at + 1), depth + 1)))
            at = self.skip(self.at)
            if self.text.startswith("}", at):
                self.at = at + 1
                return node
            if not self.text.startswith(",", at):
                raise _Fault("PF102", at, _("This is not JSON: a comma or } is missing."))
            at = self.skip(at + 1)
