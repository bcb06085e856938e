"""Lines that are broken between words where they are wider than the terminal; into a file or a pipe they go whole."""

from __future__ import annotations

import shutil
import sys

import click

NARROWEST, WIDEST = 20, 120
"""Columns within which lines are broken, whatever the terminal says."""


WHOLE = " " * 4
"""What is set in so far is to be copied, a snippet or a case: it stays as it is."""


def echo_wrapped(text: str, *, err: bool = False, hanging: int = 2) -> None:
    """Write lines; on a terminal each is broken at spaces, what follows a break `hanging` columns further right.

    A word that is longer than a line stays in one piece: a path or an id has to be copied whole.
    """
    stream = sys.stderr if err else sys.stdout
    if stream.isatty():
        columns = shutil.get_terminal_size().columns
        text = "\n".join(
            wrapped(line, max(NARROWEST, min(columns, WIDEST)), hanging)
            for line in text.split("\n")
        )
    click.echo(text, err=err)


def wrapped(line: str, columns: int, hanging: int = 2) -> str:
    """A line broken at spaces into lines of at most so many columns, longer words excepted."""
    from textwrap import fill

    if len(line) <= columns or line.startswith(WHOLE):
        return line
    indent = line[: len(line) - len(line.lstrip())]
    return fill(
        line.strip(), columns, initial_indent=indent, subsequent_indent=indent + " " * hanging,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
