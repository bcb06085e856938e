"""Changes of whole lines in a file, which leave every other line as it is: remarks, layout, line ends."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """Lines `first` to `last` (from 1) of a file give way to `lines`; `says` is what that does, in words.

    `name` is the file inside its folder. `lines` have no line ends.
    """

    name: str
    first: int
    last: int
    says: str
    code: str
    lines: tuple[str, ...] = ()


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after some edits, which must not overlap; it keeps its kind of line end."""
    lines = text.splitlines(keepends=True)
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    for edit in sorted(edits, key=lambda edit: -edit.first):
        lines[edit.first - 1 : edit.last] = [line + end for line in edit.lines]
    return "".join(lines)


def last_line_of(lines: list[str], line: int) -> int:
    """The last line of what begins on a line: the lines below it that stand further right.

    Empty lines and remarks behind it belong to what follows.
    """
    last, edge = line, _indentation(lines[line - 1])
    for number in range(line + 1, len(lines) + 1):
        text = lines[number - 1].strip()
        if text and _indentation(lines[number - 1]) <= edge:
            break
        if text and not text.startswith("#"):
            last = number
    return last


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


def begins_its_line(lines: list[str], line: int, column: int) -> bool:
    """Whether nothing but spaces, and the dash of a list, stands before a place."""
    return not lines[line - 1][: column - 1].strip(" -")
