"""Results as an Excel sheet, written row by row."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from pathfinder.batch.cells import excel_text
from pathfinder.batch.writing.cell_texts import cell_texts
from pathfinder.i18n import _

MOST_ROWS = 1_048_575
"""So many rows a sheet of Excel holds below the row of names."""

MOST_CHARACTERS = 32_767
"""So many characters a cell of Excel holds."""

_CUT = " […]"
_WIDE, _NARROW = 24, 14
_MADE = dt.datetime(2022, 2, 24)  # noqa: DTZ001 - the same for every file, so that equal results are equal files
_NATIVE = (pa.types.is_date, pa.types.is_integer, pa.types.is_floating)


class TooManyRows(Exception):
    """An Excel sheet does not hold so many rows."""


class ExcelFile:
    """A workbook of one sheet; its first row stays in sight and filters the others."""

    def __init__(self, target: Any, schema: pa.Schema) -> None:
        from openpyxl import Workbook
        from openpyxl.utils import get_column_letter

        self._target = target
        self._rows = 0
        self._book = Workbook(write_only=True)
        self._book.properties.creator = "pathfinder"
        self._book.properties.created = _MADE
        self._sheet = self._book.create_sheet(_("verdicts"))
        self._sheet.freeze_panes = "B2"
        self._last = get_column_letter(len(schema))
        for number, field in enumerate(schema, 1):
            width = _NARROW if any(is_one(field.type) for is_one in _NATIVE) else _WIDE
            self._sheet.column_dimensions[get_column_letter(number)].width = width
        self._folder = None if hasattr(target, "write") else os.path.dirname(target) or "."
        with _temporary_files_in(self._folder):
            self._sheet.append(cell_texts(pa.array(schema.names, pa.string())).to_pylist())

    def write(self, batch: pa.RecordBatch) -> None:
        """Add rows. Raises `TooManyRows`."""
        self._rows += batch.num_rows
        if self._rows > MOST_ROWS:
            raise TooManyRows
        for row in zip(*[_cells(column) for column in batch.columns], strict=True):
            self._sheet.append(row)

    def close(self) -> None:
        """Put the workbook together."""
        self._sheet.auto_filter.ref = f"A1:{self._last}{self._rows + 1}"
        with _temporary_files_in(self._folder):
            _save(self._book, self._target)

    def abandon(self) -> None:
        """Write no more, and leave nothing behind."""
        from openpyxl.worksheet import _writer

        if not self._sheet.closed:
            with contextlib.suppress(
                Exception
            ):  # otherwise it would be said when nobody can do anything about it
                self._sheet.close()
        for path in list(_writer.ALL_TEMP_FILES):
            with contextlib.suppress(OSError):
                os.remove(path)


def _save(book: Any, target: Any) -> None:
    """As `Workbook.save`, but where that fails the archive is closed, and does not complain of it later."""
    from zipfile import ZIP_DEFLATED, ZipFile

    from openpyxl.writer.excel import ExcelWriter

    archive = ZipFile(target, "w", ZIP_DEFLATED, allowZip64=True)
    try:
        ExcelWriter(book, archive).save()
    except BaseException:
        with contextlib.suppress(OSError, ValueError):
            archive.close()
        raise


def _cells(column: pa.Array) -> list[Any]:
    """The values of a column as cells: dates and numbers as they are, all else as text."""
    if any(is_one(column.type) for is_one in _NATIVE):
        values: list[Any] = column.to_pylist()
        return values
    return [_cut(text) or None for text in cell_texts(column).to_pylist()]


def _cut(text: str) -> str:
    """A text that a cell holds, with a sign where something was left out."""
    text = excel_text(text)
    if len(text) <= MOST_CHARACTERS:
        return text
    return text[: MOST_CHARACTERS - len(_CUT)] + _CUT


@contextmanager
def _temporary_files_in(folder: str | None) -> Iterator[None]:
    """Let what openpyxl writes on the way stand beside the output, and not where others may look."""
    before = tempfile.tempdir
    if folder is not None:
        tempfile.tempdir = folder
    try:
        yield
    finally:
        tempfile.tempdir = before
