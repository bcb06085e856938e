"""A result for a terminal, with rich: wrapped to the width, indented, and coloured where wished.

No boxes, rules or tables: a screen reader spells them out. Indentation, blank lines and words carry
the order, so that the text says the same without colour, in a pipe and read aloud.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

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
    """Write a result to `file`.

    `width` is in columns (None: those of the terminal, 80 in a pipe), of which at most 100 are used.
    `colour` None means: on a terminal, unless NO_COLOR is set or TERM is `dumb`. Without colour
    there is not one escape code. A word longer than a line stays in one piece.
    """
    terminal = file.isatty()
    if colour is None:
        colour = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    console = Console(
        file=file,
        width=width if width or terminal else _PIPED,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
    )
    lines = page(assessment, labels, explain=explain)
    room = max(_NARROWEST, min(console.width, _WIDEST))
    console.print(_laid_out(lines, room, file.encoding), soft_wrap=True, end="")


def _laid_out(lines: list[Line], width: int, encoding: str | None) -> Text:
    """All lines as one text that is wrapped and indented already."""
    whole = Text()
    of_country = 0
    before: Line | None = None
    for line in lines:
        if line.kind in {"section", "country"}:
            of_country = 2 if line.kind == "country" else 0
        indent = " " * (_INDENT[line.kind] + (of_country + 2 * line.depth) * (line.kind == "item"))
        bullet = "- " if line.kind == "item" else ""
        if before is not None and _apart(line, before):
            whole.append("\n")
        first = indent + bullet
        text = Text()
        for run in line.runs:
            text.append(_writable(run, encoding), style=_STYLES[run[1]])
        for row, part in enumerate(_wrapped(text, width - len(first))):
            whole.append(" " * len(first) if row else first).append_text(part).append("\n")
        before = line
    return whole


def _apart(line: Line, before: Line) -> bool:
    """Whether a blank line stands before a line: around headings of parts and before paragraphs."""
    return line.kind != "item" or before.kind == "section"


def _wrapped(text: Text, width: int) -> list[Text]:
    """The text broken at spaces into lines of at most `width` columns, a longer word excepted.

    `Text.wrap` breaks or crops such a word; an address has to stay in one piece to be copied.
    """
    breaks: list[int] = []
    start = at = 0
    for word in text.plain.split(" "):
        if start < at and cell_len(text.plain[start : at + len(word)]) > width:
            breaks.append(at)
            start = at
        at += len(word) + 1
    lines = list(text.divide(breaks))
    for line in lines:
        line.rstrip()
    return lines


def _writable(run: Run, encoding: str | None) -> str:
    """The text of a run, inert, and with escapes for characters that the file cannot hold."""
    text = inert(run[0])
    return text.encode(encoding, "backslashreplace").decode(encoding) if encoding else text
