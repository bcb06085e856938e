"""No cell that is written runs in a spreadsheet, and every text comes back as what it was."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder.batch.cells import (
    excel_text,
    from_excel_text,
    neutralise,
    restore,
    restore_column,
)  # fmt: skip

TEXTS = st.text() | st.text("a1=+-@＝＠'\" \t\r\n;,|«_x05F", max_size=12)

_RUNS = re.compile(r"""(?:\A|[,;|\t\r\n])["\s]*[=+\-@＝＋－＠]|\A["\s]*[\t\r\n]""")
"""What begins a cell, in a spreadsheet of any country, as a formula begins."""


@settings(max_examples=1000)
@given(text=TEXTS)
def test_every_text_comes_back(text: str) -> None:
    """Whatever a text is, also one with apostrophes of its own, it is restored from its cell."""
    assert restore(neutralise(text)) == text


@settings(max_examples=1000)
@given(text=TEXTS)
def test_no_cell_begins_as_a_formula(text: str) -> None:
    """Neither a cell nor what another separator would make a cell of it begins with the sign of a formula."""
    assert not _RUNS.search(neutralise(text))


@pytest.mark.parametrize(
    "text, cell",
    [
        ("=1+1", "'=1+1"),
        ("+7 900", "'+7 900"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        ("\nx", "'\nx"),
        ("＝1", "'＝1"),
        ("  =1", "'  =1"),
        ('"=1', "'\"=1"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b=1", "'\u200b=1"),
        ("a;=1", "a;'=1"),
        ("a, @b", "a,' @b"),
        ("a\n=1", "a\n'=1"),
        ("'=1", "''=1"),
        ("\n\n=1", "'\n'\n'=1"),
    ],
)
def test_what_is_neutralised(text: str, cell: str) -> None:
    """An apostrophe stands before what would run."""
    assert neutralise(text) == cell
    assert restore(cell) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "RU; KZ",
        "KG 2022-10-05..; TR 2022-06-01..",
        "KG 2023-11-20",
        "'90s",
        "O'Neill",
        "a-b",
        "1+1",
    ],
)
def test_what_stays_as_it_is(text: str) -> None:
    """Answers in the notation of cells, and ordinary text, are written and read as they are."""
    assert neutralise(text) == text
    assert restore(text) == text


@pytest.mark.parametrize("unit", ["\n'", "'", " ", "a'-", ";'", "=", "\n'="])
def test_hostile_text_takes_no_longer(unit: str) -> None:
    """A text made to be slow to read is not: this ends."""
    text = unit * 50_000
    assert restore(neutralise(text)) == text
    assert len(restore(text)) <= len(text)


@given(texts=st.lists(st.none() | TEXTS, max_size=5))
def test_columns_are_restored(texts: list[str | None]) -> None:
    """A column of cells, also one encoded as a dictionary, is restored cell by cell."""
    cells = pa.array([None if text is None else neutralise(text) for text in texts], pa.string())
    assert restore_column(cells).to_pylist() == texts
    assert restore_column(cells.dictionary_encode()).to_pylist() == texts


@given(text=TEXTS)
def test_csv_keeps_cells(text: str) -> None:
    """A cell goes through a CSV file."""
    target = io.StringIO(newline="")
    csv.writer(target).writerow([neutralise(text), "x"])
    (row,) = csv.reader(io.StringIO(target.getvalue(), newline=""))
    assert restore(row[0]) == text


@settings(max_examples=40)
@given(texts=st.lists(st.text(min_size=1) | TEXTS.filter(bool), min_size=1, max_size=5))
def test_excel_keeps_cells(texts: list[str]) -> None:
    """A cell goes through an Excel file, also with control characters, and stands there as text."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for text in texts:
        cell = openpyxl.cell.WriteOnlyCell(sheet)
        cell._value, cell.data_type = excel_text(neutralise(text)), "s"
        sheet.append([cell])
    target = io.BytesIO()
    book.save(target)
    rows = openpyxl.load_workbook(target).worksheets[0].iter_rows()
    cells = [cell for (cell,) in rows]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [restore(from_excel_text(str(cell.value))) for cell in cells] == texts


def test_what_excel_itself_writes() -> None:
    """The escapes that Excel writes for control characters are read; half a character is none."""
    assert from_excel_text("a_x000D_b_x005F_x000D_") == "a\rb_x000D_"
    assert from_excel_text("_xD800_") == "_xD800_"
