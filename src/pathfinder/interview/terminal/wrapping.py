"""Text broken into rows of so many columns."""

from __future__ import annotations

from unicodedata import combining, east_asian_width

from pathfinder.interview.terminal.page import Line


def width_of(text: str) -> int:
    """The columns that a text takes: wide letters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(letter) else 2 if east_asian_width(letter) in "WF" else 1 for letter in text
    )


def wrapped(text: str, columns: int) -> list[str]:
    """The text broken at spaces into rows of at most so many columns; a longer word is cut."""
    columns = max(1, columns)
    rows: list[str] = []
    row = ""
    for word in text.split(" "):
        joined = f"{row} {word}" if row else word
        if width_of(joined) <= columns:
            row = joined
            continue
        if row:
            rows.append(row)
        row = word
        while width_of(row) > columns:
            fits = _fitting(row, columns)
            rows.append(row[:fits])
            row = row[fits:]
    return [*rows, row]


def _fitting(text: str, columns: int) -> int:
    """How many letters of a text fit, one at least."""
    width = 0
    for at, letter in enumerate(text):
        width += width_of(letter)
        if width > columns:
            return max(1, at)
    return len(text)


def cut(text: str, columns: int) -> str:
    """The text cut to so many columns, with three dots where something is missing."""
    if width_of(text) <= columns:
        return text
    return text[: _fitting(text, max(1, columns - 3))] + "..."


def laid_out(line: Line, columns: int) -> list[tuple[str, str]]:
    """The rows of a paragraph or an item: what stands before the text (spaces after the first row), and the text."""
    lead = "  " * min(line.indent, max(0, columns // 8)) + ("- " if line.bullet else "")
    rows = wrapped(line.text, columns - len(lead))
    return [(lead if n == 0 else " " * len(lead), row) for n, row in enumerate(rows)]
