"""Excel: a person a row of a sheet, read in the memory of a row and of the texts that the sheets share."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import ParseError

import msgspec

from pathfinder.batch.cells import from_excel_text, restore
from pathfinder.batch.reading.header import facts_named, read_header
from pathfinder.batch.reading.look import Beginning, Look
from pathfinder.batch.reading.records import Block, FilePlan, Plan, Position, Task
from pathfinder.batch.reading.rows import Rows
from pathfinder.batch.reading.streams import open_raw, unreadable
from pathfinder.i18n import _
from pathfinder.language.problems import Place

SHEET = "people"
"""The sheet of this name is read, whatever stands before it."""

MAX_UNPACKED = 4_000_000_000
"""So many bytes an Excel file may unpack to."""

MAX_SHARED = 400_000_000
"""So many bytes the texts may have that all sheets share: they are held in memory."""

TITLE_ROWS = 10
"""Among so many rows the header is looked for."""

_FAULTS = (
    zipfile.BadZipFile, zlib.error, KeyError, ValueError, OSError, ParseError, IndexError, TypeError,
    AttributeError, EOFError, RuntimeError, AssertionError, OverflowError,
)  # fmt: skip
"""What is raised for a file that is not what it says."""


class Cell(msgspec.Struct, frozen=True, array_like=True):
    """A cell that holds no answer: an error of Excel, or a formula that was never worked out."""

    why: str


Row = list[str | Cell | None]


class _Book:
    """A workbook that is open; openpyxl takes a file by its name only if it ends as it should."""

    def __init__(self, file: FilePlan, *, formulas: bool = False) -> None:
        try:
            import openpyxl
        except ImportError:
            message = _(
                "{names} is missing; install it with: pip install 'pathfinder-advisor[batch]'"
            )
            raise unreadable(file.path, message.format(names="openpyxl")) from None
        self.file = file
        self.source: Any = io.BytesIO(file.content) if file.content else open_raw(file.path)
        try:
            with zipfile.ZipFile(self.source) as packed:
                _check_size(packed, file)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self.book = openpyxl.load_workbook(
                    self.source, read_only=True, data_only=not formulas, keep_links=False
                )
        except _FAULTS:
            self.source.close()
            raise unreadable(file.path, _("This is no whole Excel file.")) from None

        self.spans = {sheet.title: int(sheet.max_row or 0) for sheet in self.book.worksheets}

    def close(self) -> None:
        self.book.close()
        self.source.close()

    def titles(self) -> list[str]:
        """The names of the sheets, in order."""
        return [sheet.title for sheet in self.book.worksheets]

    def span(self, title: str) -> int:
        """How many rows the sheet says that it has; it may be wrong."""
        return self.spans[title]

    def rows(self, title: str) -> Iterator[tuple[Any, ...]]:
        """The rows of a sheet as they stand, from the first on, empty ones among them."""
        sheet = self.book[title]
        sheet.reset_dimensions()
        try:
            yield from sheet.iter_rows()
        except _FAULTS:
            raise unreadable(self.file.path, _("This is no whole Excel file.")) from None

    def has_formulas(self, title: str) -> bool:
        """Whether any cell of a sheet is a formula; its result may be missing, which the cell alone does not show."""
        part = self.book[title]._worksheet_path
        try:
            with zipfile.ZipFile(self.source) as packed, packed.open(part) as sheet:
                last = b""
                while data := sheet.read(1 << 20):
                    if _FORMULA.search(last + data):
                        return True
                    last = data[-32:]
        except _FAULTS:
            raise unreadable(self.file.path, _("This is no whole Excel file.")) from None
        return False


_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")


def _check_size(packed: zipfile.ZipFile, file: FilePlan) -> None:
    sizes = [(part.filename.lower(), part.file_size) for part in packed.infolist()]
    shared = [size for name, size in sizes if name.endswith("sharedstrings.xml")]
    if sum(size for _name, size in sizes) > MAX_UNPACKED or max(shared, default=0) > MAX_SHARED:
        raise unreadable(file.path, _("The Excel file is too large; save it as CSV."), "PF105")


def look_at_workbook(beginning: Beginning) -> Look:
    """Which sheet holds the people, and what its columns mean."""
    file = beginning.file
    book = _Book(file)
    titles = book.titles()
    named = [title for title in titles if title.strip().casefold() == SHEET]
    try:
        title, index, row = _people_sheet(book, [*named, *titles], named, beginning)
        span = book.span(title)
    finally:
        book.close()
    while row and not row[-1].strip():
        row.pop()
    place = Place(file.shown, index + 1)
    header = read_header(row, place, beginning.vocabulary, beginning.names)
    file = msgspec.structs.replace(
        file,
        columns=header.columns,
        sheet=title,
        span=span,
        first=Position(at=index + 1, row=index + 2),
    )
    return Look(file, header.notes, _taken(title, index, len(titles) - 1))


def _people_sheet(
    book: _Book, titles: list[str], named: list[str], beginning: Beginning
) -> tuple[str, int, list[str]]:
    """The sheet that holds people: its title, the number of its header from 0, and the header."""
    for title in titles:
        rows = [_texts(row) for row in itertools.islice(book.rows(title), TITLE_ROWS)]
        counts = [facts_named(row, beginning.names) for row in rows]
        best = counts.index(max(counts)) if counts else 0
        if rows and (counts[best] or title in named):
            return title, best, rows[best]
    message = _("No sheet has a row with the names of facts.")
    help = _("The first row names the columns; `pathfinder template` writes one.")
    raise unreadable(beginning.file.path, message, "PF111", help)


def _taken(title: str, index: int, others: int) -> str:
    parts = [_("Excel, sheet “{name}”").format(name=title)]
    if index:
        parts.append(_("header in row {number}").format(number=index + 1))
    if others:
        parts.append(_("other sheets not read: {count}").format(count=others))
    return ", ".join(parts)


def _texts(row: tuple[Any, ...]) -> list[str]:
    return [text if isinstance(text := cell_text(cell), str) else "" for cell in row]


def cell_text(cell: Any) -> str | Cell | None:
    """What a cell says, in the notation of CSV."""
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "e":
        return Cell("error")
    if isinstance(value, str):
        return restore(from_excel_text(value)) or None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime) and value.time() == dt.time():
        return value.date().isoformat()
    return str(value)


def excel_tasks(number: int, file: FilePlan, start: Position, rows: int) -> Iterator[Task]:
    """Pieces of a sheet: so many rows each."""
    now = start
    rest = _answers(file, start.at)
    last = file.span or 1
    while found := list(itertools.islice(rest, rows)):
        end = Position(number, now.at + len(found), now.row + len(found))
        done = int((file.size or 0) * min(end.at / last, 1))
        yield Task(file=number, start=now, end=end, cells=found, done=done)
        now = end


def _answers(file: FilePlan, first: int) -> Iterator[Row]:
    """The rows of the sheet from the row `first` (from 0) on. Where formulas stand, they are looked at beside them."""
    book = _Book(file)
    beside = _Book(file, formulas=True) if book.has_formulas(file.sheet) else None
    try:
        rows = itertools.islice(book.rows(file.sheet), first, None)
        if beside is None:
            yield from ([cell_text(cell) for cell in row] for row in rows)
            return
        others = itertools.islice(beside.rows(file.sheet), first, None)
        for row, formulas in zip(rows, others, strict=False):
            pairs = itertools.zip_longest(row, formulas, fillvalue=_NOTHING)
            yield [_worked_out(cell, formula) for cell, formula in pairs]
    finally:
        for opened in (book, beside):
            if opened is not None:
                opened.close()


def _worked_out(cell: Any, formula: Any) -> str | Cell | None:
    """What a cell says, if it says anything; `formula` is the same cell before it is worked out."""
    if cell.value is None and formula.value is not None:
        return Cell("formula")
    return cell_text(cell)


class _Nothing:
    value = None
    data_type = "n"


_NOTHING = _Nothing()


def read_workbook(task: Task, plan: Plan) -> Block:
    """The people of a piece of a sheet."""
    file = plan.files[task.file]
    rows = Rows(file)
    for number, cells in enumerate(task.cells or (), task.start.row):
        faults = [(place, cell) for place, cell in enumerate(cells) if isinstance(cell, Cell)]
        for place, cell in faults:
            rows.refuse(number, _column(file, place), "PF112", _reason(cell))
        if not faults:
            width = len(file.columns)
            rest = [None] * (width - len(cells))
            rows.add(number, [*cells, *rest])
    return rows.block()


def _column(file: FilePlan, place: int) -> str:
    return (file.columns[place] or "") if place < len(file.columns) else ""


def _reason(cell: Cell) -> str:
    if cell.why == "error":
        return _("The cell holds an error of Excel.")
    return _("The cell holds a formula without a result; open the file in Excel and save it.")
