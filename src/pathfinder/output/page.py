"""A result as lines of a page: what terminal and Markdown have in common.

The sentences are put together once; a form of output only decides how a heading, a paragraph and
an item of a list look. So no form can say less, or something else, than another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

Tone = Literal["", "strong", "danger", "good", "doubt", "quiet"]
"""How a run is coloured where there is colour. Words carry the meaning; a tone never does."""

Run = tuple[str, Tone]
"""A piece of text as it came (a form makes it inert) and its tone."""

PLAIN: Run = ("", "")
"""No text at all; lines leave it out."""

Kind = Literal["title", "section", "country", "text", "item"]


class Line(msgspec.Struct, frozen=True):
    """A heading (`title`, `section`, `country`), a paragraph (`text`) or an item of a list.

    `depth` is that of an item and counts from 0.
    """

    kind: Kind
    runs: tuple[Run, ...]
    depth: int = 0


def title(words: str) -> Line:
    """The first line of a page."""
    return Line("title", ((words, "strong"),))


def section(words: str, tone: Tone = "strong") -> Line:
    """The heading of a part of the page."""
    return Line("section", ((words, tone),))


def country(*runs: Run | str) -> Line:
    """The heading of one country, or pathway; the items that follow are about it."""
    return Line("country", _runs(runs))


def text(*runs: Run | str) -> Line:
    """A paragraph."""
    return Line("text", _runs(runs))


def item(depth: int, *runs: Run | str) -> Line:
    """An item of a list; runs that are empty are left out."""
    return Line("item", _runs(runs), depth)


def _runs(runs: Iterable[Run | str]) -> tuple[Run, ...]:
    made: list[Run] = [(run, "") if isinstance(run, str) else run for run in runs]
    return tuple(run for run in made if run[0])
