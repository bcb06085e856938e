"""JSON text to the same located tree as YAML."""

from __future__ import annotations

import re
from json.decoder import JSONDecodeError, scanstring  # type: ignore[attr-defined]

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems
from pathfinder.language.tree import MAX_DEPTH, MAX_NODES, Node, text_node
from pathfinder.values.text import inert

_SPACE = re.compile(r"[ \t\n\r]*")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null")


class _Fault(Exception):
    def __init__(self, code: str, at: int, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.at = at
        self.message = message


def parse_json(text: str, file: str, problems: Problems, first_line: int = 1) -> Node | None:
    """Read one JSON value; None where a problem was found. `first_line` is the line the text begins on."""
    reader = _Reader(text, first_line)
    try:
        node = reader.value(reader.skip(0), 0)
        if reader.skip(reader.at) != len(text):
            raise _Fault("PF102", reader.at, _("Something stands after the end of the value."))
    except _Fault as fault:
        line, column = reader.place(min(fault.at, len(text)))
        problems.add(fault.code, Place(file, line, column), fault.message)
        return None
    return node


class _Reader:
    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.at = 0
        self.count = 0
        self.first_line = first_line
        self.line_starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def place(self, at: int) -> tuple[int, int]:
        import bisect

        index = bisect.bisect_right(self.line_starts, at) - 1
        return index + self.first_line, at - self.line_starts[index] + 1

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def string(self, at: int) -> tuple[str, int]:
        if not self.text.startswith('"', at):
            raise _Fault("PF102", at, _("This is not JSON: a key in double quotation marks is expected."))
        try:
            word, end = scanstring(self.text, at + 1, True)
        except JSONDecodeError as error:
            raise _Fault("PF102", error.pos, _("This is not JSON: a text does not end properly.")) from None
        return word, end

    def value(self, at: int, depth: int) -> Node:
        self.count += 1
        line, column = self.place(at)
        if depth > MAX_DEPTH:
            raise _Fault("PF105", at, _("The file is nested too deeply."))
        if self.count > MAX_NODES:
            raise _Fault("PF105", at, _("The file holds too many values."))
        mark = self.text[at : at + 1]
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
                message = _("The key “{key}” stands here twice.").format(key=inert(name[:60]))
                raise _Fault("PF103", at, message)
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
