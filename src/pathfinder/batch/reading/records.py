"""The records of reading: what is to be read, in which pieces, and what came of a piece."""

from __future__ import annotations

from typing import Any

import msgspec

from pathfinder.batch.kernel import Refusal
from pathfinder.language.vocabulary import Vocabulary

CASE, ON, ROW = "case", "on", "__row"
"""Columns beside the facts: the label, the date asked about, the number of the row in its file."""

SAID = "__said"
"""Ends the name of a column that holds `unknown` or `declined` of a fact."""

NOTATION = b"notation"
TABLE = {NOTATION: b"table"}
JSON = {NOTATION: b"json"}
"""Metadata of a column of text: its cells are those of a table, or the JSON text of each value."""


class Position(msgspec.Struct, frozen=True):
    """A place in the input, after the last record of a piece.

    `file` is the index of the file; `at` counts bytes of its text (decompressed, as UTF-8), or rows where it has no
    text; `row` is the number of the next row as a person would count it; `sha256` that of the text up to `at`;
    `encoding` that of the text, once something other than ASCII has shown it.
    """

    file: int = 0
    at: int = 0
    row: int = 1
    sha256: str = ""
    encoding: str = ""


class FilePlan(msgspec.Struct, frozen=True, kw_only=True):
    """How one file is read.

    `form` is `lines`, `list` (of JSON), `json`, `yaml`, `csv`, `excel`, `parquet` or `arrow`. `columns` holds
    what each column of a table is in our words (a fact, `FACT__said`, `case`, `on`), None where it is none of
    ours; the last `unnamed` of them have no name in the header. `first` is the position of the first person.
    `content` holds a file without a name that has to be read from any place. `sealed` is the SHA-256 of a file that
    is encrypted: then all of it is in memory, as `content` or as `Look.head`, and nothing reads it again. `span` is
    how many rows a sheet may have, for a progress bar. The encoding `ascii` is one that nothing has shown yet;
    `newline` is a carriage return where lines end so.
    """

    path: str
    shown: str
    form: str
    compression: str = ""
    encoding: str = "utf-8"
    newline: str = "\n"
    separator: str = ","
    columns: tuple[str | None, ...] = ()
    unnamed: int = 0
    sheet: str = ""
    first: Position = Position()
    rows: int | None = None
    span: int = 0
    size: int | None = None
    content: bytes | None = None
    sealed: str = ""


class Plan(msgspec.Struct, frozen=True):
    """How all files are read: what a worker needs to know besides its piece."""

    vocabulary: Vocabulary
    files: tuple[FilePlan, ...]


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the input.

    Of text it is `data`, whole records, or `span`: where they begin and end in the file. Of a table in columns
    it is `batch`, or `part`: row group, first row in it, number of rows. Of a sheet it is `cells`, a list of
    texts a row. `refused` are rows that could not be cut out, by number, with the code and the reason. `done`
    counts the bytes of all files read so far, for a progress bar.
    """

    file: int
    start: Position
    end: Position
    data: bytes = b""
    span: tuple[int, int] | None = None
    batch: Any = None
    part: tuple[int, int, int] | None = None
    cells: list[Any] | None = None
    refused: tuple[Refusal, ...] = ()
    done: int = 0


class Block(msgspec.Struct, frozen=True, kw_only=True):
    """The people of a piece.

    `batch` holds those who can be judged, `refusals` why others cannot; a person may have several, so the number
    refused is `rows - batch.num_rows`. The column `__row` and `Refusal.row` hold numbers of rows in the file
    `shown`. Rows that are empty are no people; `empty` counts them.
    """

    batch: Any
    refusals: list[Refusal]
    rows: int
    shown: str
    empty: int = 0
