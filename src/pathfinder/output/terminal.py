"""A page for a terminal: wrapped to the width, indented, and coloured where wished.

No boxes, rules or tables: a screen reader spells them out. Indentation, blank lines and words carry
the order, so that the text says the same without colour, in a pipe and read aloud. Rich writes the
colours; where none are wanted it is not imported, for it would take a quarter of the time of a run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from pathfinder.engine.assessment import Assessment
from pathfinder.output.page import Kind, Line, Run, Tone
from pathfinder.output.result import page
from pathfinder.values.text import inert

_STYLES: dict[Tone, str] = {
    "": "",
    "strong": "bold",
    "danger": "bold red",
    "good": "bold green",
    "doubt": "yellow",
    "quiet": "dim",
}

_INDENT: dict[Kind, int] = {"title": 0, "section": 0, "country": 2, "text": 2, "item": 2}
"""Columns before a line; items of a country stand two further in, and so does each level."""

_WIDEST = 100
"""Longer lines are hard to follow with the eyes, however wide the terminal is."""

_NARROWEST = 20
"""Below this the indentation would eat the text."""

_PIPED = 80
"""Columns where nobody has said how many there are."""


def render(
    assessment: Assessment,
    *,
    labels: Mapping[str, str],
    explain: bool = False,
    width: int | None = None,
    colour: bool | None = None,
    file: TextIO,
) -> None:
    """Write a result to `file`; `width` and `colour` as in `write`."""
    write(page(assessment, labels, explain=explain), file=file, width=width, colour=colour)


def write(
    lines: list[Line], *, file: TextIO, width: int | None = None, colour: bool | None = None
) -> None:
    """Write a page to `file`.

    `width` is in columns (None: those of the terminal, 80 in a pipe), of which at most 100 are used.
    `colour` None means: on a terminal, unless NO_COLOR is set or TERM is `dumb`. Without colour
    there is not one escape code. A word longer than a line stays in one piece.
    """
    terminal = file.isatty()
    if colour is None:
        colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    room = width or (_columns(file) if terminal else _PIPED)
    rows = _laid_out(lines, max(_NARROWEST, min(room, _WIDEST)), file.encoding)
    if colour:
        _write_coloured(rows, file)
    else:
        file.write("".join("".join(text for text, _tone in row).rstrip() + "\n" for row in rows))


def _columns(file: TextIO) -> int:
    """The columns of a terminal; COLUMNS overrules it, as everywhere."""
    try:
        return int(os.environ.get("COLUMNS", "")) or _PIPED
    except ValueError:
        pass
    try:
        return os.get_terminal_size(file.fileno()).columns or _PIPED
    except (OSError, ValueError):
        return _PIPED


def _write_coloured(rows: list[list[Run]], file: TextIO) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=file, width=_WIDEST, force_terminal=True, no_color=False, color_system="standard",
        legacy_windows=False, highlight=False, markup=False, emoji=False,
    )  # fmt: skip
    whole = Text()
    for row in rows:
        for text, tone in row:
            whole.append(text, style=_STYLES[tone])
        whole.append("\n")
    console.print(whole, soft_wrap=True, end="")


def _laid_out(lines: list[Line], width: int, encoding: str | None) -> list[list[Run]]:
    """The rows of a page, wrapped and indented; an empty one stands before what stands apart."""
    rows: list[list[Run]] = []
    of_country = 0
    before: Line | None = None
    for line in lines:
        if line.kind in {"section", "country"}:
            of_country = 2 if line.kind == "country" else 0
        indent = " " * (_INDENT[line.kind] + (of_country + 2 * line.depth) * (line.kind == "item"))
        first = indent + ("- " if line.kind == "item" else "")
        if before is not None and _apart(line, before):
            rows.append([])
        runs = [(_writable(text, encoding), tone) for text, tone in line.runs]
        for number, row in enumerate(_wrapped(runs, width - len(first))):
            rows.append([(" " * len(first) if number else first, ""), *row])
        before = line
    return rows


def _apart(line: Line, before: Line) -> bool:
    """Whether a blank line stands before a line: around headings of parts and before paragraphs."""
    return line.kind != "item" or before.kind == "section"


def _wrapped(runs: list[Run], width: int) -> list[list[Run]]:
    """The runs broken at spaces into rows of at most `width` columns, a longer word excepted.

    Such a word is not cut: an address has to stay in one piece to be copied.
    """
    plain = "".join(text for text, _tone in runs)
    breaks: list[int] = []
    start = at = 0
    for word in plain.split(" "):
        if start < at and cell_width(plain[start : at + len(word)]) > width:
            breaks.append(at)
            start = at
        at += len(word) + 1
    starts, ends = [0, *breaks], [*breaks, len(plain)]
    return [_part(runs, first, end) for first, end in zip(starts, ends, strict=True)]


def _part(runs: list[Run], first: int, end: int) -> list[Run]:
    """The runs of the letters from `first` to before `end`, without a space at the end."""
    found: list[Run] = []
    at = 0
    for text, tone in runs:
        piece = text[max(0, first - at) : max(0, end - at)]
        if piece:
            found.append((piece, tone))
        at += len(text)
    while found and not found[-1][0].rstrip(" "):
        found.pop()
    if found:
        found[-1] = (found[-1][0].rstrip(" "), found[-1][1])
    return found


def cell_width(text: str) -> int:
    """The columns that a text takes: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text
    )


def _writable(text: str, encoding: str | None) -> str:
    """The text, inert, and with escapes for characters that the file cannot hold."""
    text = inert(text)
    return text.encode(encoding, "backslashreplace").decode(encoding) if encoding else text
