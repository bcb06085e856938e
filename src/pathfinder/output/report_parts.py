"""What the report consists of, whatever its form: parts with lines and tables, documents, numbered passages."""

from __future__ import annotations

from typing import Literal

import msgspec

from pathfinder.output.page import Line, Run

Cell = tuple[Run, ...]

Tone = Literal["", "notice", "danger"]
"""What a part is about, where it is shown by more than its place."""


class Table(msgspec.Struct, frozen=True):
    """Rows under headings; the first cell of a row names it."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the document: lines, a table, lines after it. `name` is its anchor; `ordered`: items are numbered.

    `listed` is what stands for it among the contents: its heading where it is None, nothing where it is empty.
    """

    name: str
    heading: str
    lines: tuple[Line, ...] = ()
    table: Table | None = None
    after: tuple[Line, ...] = ()
    tone: Tone = ""
    ordered: bool = False
    listed: str | None = None


class Reference(msgspec.Struct, frozen=True):
    """A numbered passage: the document it stands in, and its words."""

    number: int
    document: str
    words: str


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A document: what it is, how old, and where it can be had."""

    id: str
    title: str
    author: str
    published: str
    age: str
    where: str


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The whole document."""

    title: str
    about: str
    what: tuple[Line, ...]
    parts: tuple[Part, ...]
    sources: tuple[Source, ...]
    references: tuple[Reference, ...]
    made: str
