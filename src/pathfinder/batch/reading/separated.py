"""CSV: a person a row, with commas, semicolons or tabs between cells.

What a row is, `pathfinder.batch.reading.pieces` says; both readers of cells here agree with it. The quick one takes a
piece whose every row has as many cells as the header; the careful one says what is wrong with the others.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import msgspec

from pathfinder.batch.cells import restore
from pathfinder.batch.reading.header import Names, facts_named, read_header, width
from pathfinder.batch.reading.look import Beginning, Look
from pathfinder.batch.reading.pieces import MAX_RECORD, Separated
from pathfinder.batch.reading.records import Block, FilePlan, Plan, Position, Task
from pathfinder.batch.reading.rows import Rows, quick_block
from pathfinder.batch.reading.streams import unreadable
from pathfinder.i18n import N_, _
from pathfinder.language.problems import Place

SEPARATORS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab")}

TITLE_ROWS = 10
"""Among so many rows the header is looked for: a table may have a title above it."""

_TOLD = "sep="
"""With this in the first row a file tells Excel its separator."""

_MARK = "\ufeff"

csv.field_size_limit(2 * MAX_RECORD)


class _Found(msgspec.Struct, frozen=True):
    """A header: its separator, its number as a row from 0, where it ends, its cells, how many facts it names."""

    separator: str
    index: int
    end: int
    row: list[str]
    count: int


def is_separated(text: bytes, names: Names) -> bool:
    """Whether a text begins as a table does: with a header that names a fact."""
    return _header(text, "utf-8", names).count > 0


def look_at_separated(beginning: Beginning) -> Look:
    """What a CSV file is: its separator, and what its columns mean."""
    file = beginning.file
    found = _header(beginning.text(), _codec(file.encoding), beginning.names)
    if not found.end:
        raise unreadable(file.path, _("The first row of the table is too long."), "PF105")
    place = Place(file.shown, found.index + 1)
    header = read_header(found.row, place, beginning.vocabulary, beginning.names)
    columns = header.columns
    file = msgspec.structs.replace(
        file,
        separator=found.separator,
        columns=columns,
        unnamed=len(found.row) - width(found.row),
        first=Position(at=found.end, row=found.index + 2),
    )
    between = _("CSV with a {name} between cells").format(name=_(SEPARATORS[found.separator]))
    parts = [between, "" if file.encoding == "ascii" else file.encoding.upper()]
    above = found.index
    if above:
        parts.append(_("header in row {number}").format(number=above + 1))
    return Look(file, header.notes, ", ".join(part for part in parts if part))


def _codec(encoding: str) -> str:
    return "cp1251" if encoding == "cp1251" else "utf-8"


def _header(text: bytes, encoding: str, names: Names) -> _Found:
    """The header of a table: among the first rows that which names most facts, by the separator that finds most."""
    best = _Found(",", 0, 0, [], -1)
    for separator in SEPARATORS:
        ends, _open = Separated(separator).ends(text, final=True)
        start = 0
        told = False
        for index, end in enumerate(ends[:TITLE_ROWS].tolist()):
            line = text[start:end].decode(encoding, "replace").removeprefix(_MARK)
            start = end
            told = told or (index == 0 and line.strip().lower() == _TOLD + separator.strip())
            row = next(csv.reader(io.StringIO(line, newline=""), delimiter=separator), [])
            count = facts_named(row, names) + (told and any(row) and index == 1)
            if count > best.count:
                best = _Found(separator, index, end, row, count)
    return best


def read_separated(task: Task, plan: Plan) -> Block:
    """The people of a piece of CSV."""
    file = plan.files[task.file]
    encoding = _codec(task.end.encoding or file.encoding)
    data: bytes | None = task.data
    if encoding != "utf-8":
        try:
            data = task.data.decode(encoding).encode()
        except UnicodeDecodeError:
            data = None
    if data:
        block = quick_block(data, task, file)
        if block is not None:
            return block
    rows = Rows(file)
    for number, cells in enumerate(_cells(task.data, encoding, file), task.start.row):
        if any(_is_broken(cell) for cell in cells):
            message = _("The row is not {encoding} text.").format(encoding=encoding.upper())
            rows.refuse(number, "", "PF101", message)
        else:
            rows.add(number, [restore(cell) for cell in cells])
    return rows.block(task.refused)


def _cells(data: bytes, encoding: str, file: FilePlan) -> Iterator[list[str]]:
    """The cells of each row; bytes that are no text of the encoding come as halves of characters."""
    text = data.decode(encoding, "surrogateescape")
    return csv.reader(io.StringIO(text, newline=""), delimiter=file.separator)


def _is_broken(cell: str) -> bool:
    if cell.isascii():
        return False
    try:
        cell.encode()
    except UnicodeEncodeError:
        return True
    return False
