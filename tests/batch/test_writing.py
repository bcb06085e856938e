"""What is written says what the table says, in every format."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import openpyxl
import pyarrow as pa
import pytest
from hypothesis import given
from pyarrow import parquet

from pathfinder.batch.cells import from_excel_text, restore
from pathfinder.batch.kernel.forms import NAME, NAMES, OPEN, WORD
from pathfinder.batch.writing import excel
from pathfinder.batch.writing.excel import TooManyRows
from pathfinder.batch.writing.formats import Format, compression_of, format_of
from pathfinder.batch.writing.tables import spool, spooled, table_file
from pathfinder.batch.writing.text import Text

VERDICTS = ["eligible", "undetermined", "ineligible", "closed", "not_in_force"]

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
short = st.sampled_from(["", "a", "=1+1", '"', "\\", "\n", "p-1", "ж; ж", "'=", " x "]) | texts
days = st.dates(dt.date(1900, 1, 1), dt.date(2200, 12, 31))


@st.composite
def wide_tables(draw: st.DrawFn, columns: int | None = None) -> pa.RecordBatch:
    """Tables of the wide form, with some pathways and some people who were refused."""
    rows = draw(st.integers(0, 6))
    cases = draw(st.lists(st.none() | short, min_size=rows, max_size=rows))
    on = draw(st.lists(st.none() | days, min_size=rows, max_size=rows))
    arrays = [pa.array(cases, pa.string()), pa.array(on, pa.date32())]
    names = ["case", "on"]
    for number in range(draw(st.integers(0, 10)) if columns is None else columns):
        code = st.integers(0, 4) if columns else st.none() | st.integers(0, 4)
        codes = st.lists(code, min_size=rows, max_size=rows)
        indices = pa.array(draw(codes), pa.int8())
        arrays.append(pa.DictionaryArray.from_arrays(indices, pa.array(VERDICTS)))
        names.append(f'KZ/"{number}"')
    return pa.RecordBatch.from_arrays(arrays, names=names)


@st.composite
def long_tables(draw: st.DrawFn) -> pa.RecordBatch:
    """Tables of the long form, slices of longer ones, with nulls wherever there can be any."""
    sides = st.lists(
        st.fixed_dictionaries({"says": short, "citations": st.lists(short, max_size=2)}), max_size=2
    )
    point = st.fixed_dictionaries(
        {"kind": st.sampled_from(["silent", "disputed"]), "says": short, "sides": sides}
    )
    row = st.fixed_dictionaries(
        {
            "case": st.none() | short,
            "row": st.integers(1, 9),
            "on": st.none() | days,
            "country": st.sampled_from(["KZ", "KG"]),
            "verdict": st.none() | st.sampled_from(VERDICTS),
            "at_discretion": st.none() | st.booleans(),
            "missing": st.none() | st.lists(short, max_size=3),
            "open": st.none() | st.lists(point, max_size=2),
            "error": st.none() | short,
        }
    )
    kinds = [
        pa.string(), pa.int64(), pa.date32(), NAME, WORD, pa.bool_(), NAMES, OPEN, pa.string(),
    ]  # fmt: skip
    rows = draw(st.lists(row, max_size=5))
    names = ["case", "row", "on", "country", "verdict", "at_discretion", "missing", "open", "error"]
    columns = [
        pa.array([one[name] for one in rows], kind) for name, kind in zip(names, kinds, strict=True)
    ]
    batch = pa.RecordBatch.from_arrays(columns, names=names)
    return batch.slice(draw(st.integers(0, batch.num_rows)))


tables = wide_tables() | long_tables()


def written(batch: pa.RecordBatch, format_: Format) -> bytes:
    """A whole text file."""
    text = Text(format_)
    return bytes(text.head(batch.schema)) + b"".join(text.of(batch))


def plain(batch: pa.RecordBatch) -> list[dict[str, Any]]:
    """The rows as JSON has them."""
    rows: list[dict[str, Any]] = json.loads(json.dumps(batch.to_pylist(), default=str))
    return rows


@given(tables)
def test_lines_of_json_say_what_the_table_says(batch: pa.RecordBatch) -> None:
    """Each line is the object of its row, keys in the order of the columns, as compact as JSON can be."""
    lines = written(batch, Format("jsonl")).decode().split("\n")
    assert lines.pop() == ""
    rows = plain(batch)
    assert [json.loads(line) for line in lines] == rows
    for line, row in zip(lines, rows, strict=True):
        assert list(json.loads(line)) == list(row)
        assert len(line) <= len(json.dumps(row, separators=(",", ":")))


def as_cell(value: Any) -> str:
    """What a value looks like in a cell."""
    if isinstance(value, list):
        return "; ".join(
            f"{one['kind']}: {one['says']}" if isinstance(one, dict) else one for one in value
        )
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


@pytest.mark.parametrize("for_excel", [False, True])
@given(tables)
def test_csv_gives_every_cell_back(for_excel: bool, batch: pa.RecordBatch) -> None:
    """Whatever a cell holds, reading gives it back, and no spreadsheet runs it."""
    data = written(batch, Format("csv", excel=for_excel)).decode()
    assert data.startswith("\ufeff") == for_excel
    separator, end = (";", "\r\n") if for_excel else (",", "\n")
    assert data.endswith(end)
    rows = list(
        csv.reader(io.StringIO(data.removeprefix("\ufeff"), newline=""), delimiter=separator)
    )
    assert [restore(cell) for cell in rows[0]] == batch.schema.names
    expected = [[as_cell(value) for value in row.values()] for row in plain(batch)]
    assert [[restore(cell) for cell in row] for row in rows[1:]] == expected
    assert not any(cell[:1] in set("=+-@\t\r\n＝") for row in rows for cell in row if cell)


@given(wide_tables())
def test_excel_gives_every_cell_back(batch: pa.RecordBatch) -> None:
    """Dates are dates, and no text is a formula or lost."""
    target = io.BytesIO()
    table = table_file("xlsx", target, batch.schema)
    table.write(batch)
    table.close()
    book = openpyxl.load_workbook(io.BytesIO(target.getvalue()))
    (sheet,) = book.worksheets
    rows = list(sheet.iter_rows(values_only=True))
    found = [
        [
            one.date() if isinstance(one, dt.datetime) else restore(from_excel_text(one or ""))
            for one in row
        ]
        for row in rows[1:]
    ]
    wanted = [[value or "" for value in row.values()] for row in batch.to_pylist()]
    while wanted and not any(wanted[-1]):
        wanted.pop()  # an empty row at the end is none
    assert found == wanted
    assert not any(cell.data_type == "f" for line in sheet.iter_rows() for cell in line)


def test_a_sheet_of_excel_ends_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """More rows than a sheet holds are refused, not cut off."""
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    batch = pa.record_batch({"case": ["a", "b"]})
    table = table_file("xlsx", io.BytesIO(), batch.schema)
    table.write(batch)
    with pytest.raises(TooManyRows):
        table.write(batch)
    table.abandon()


def test_a_long_text_is_cut_where_excel_ends() -> None:
    """A cell of Excel holds 32,767 characters; that something is missing can be seen."""
    target = io.BytesIO()
    batch = pa.record_batch({"case": ["x" * 40_000]})
    table = table_file("xlsx", target, batch.schema)
    table.write(batch)
    table.close()
    (sheet,) = openpyxl.load_workbook(io.BytesIO(target.getvalue())).worksheets
    cell = sheet["A2"].value
    assert len(cell) == 32_767
    assert cell.endswith(" […]")


@pytest.mark.parametrize("name", ["parquet", "arrow"])
@given(batches=st.lists(wide_tables(columns=1), max_size=3))
def test_tables_in_columns_hold_all_batches(name: str, batches: list[pa.RecordBatch]) -> None:
    """What was written piece by piece is one table."""
    schema = batches[0].schema if batches else pa.schema([("case", pa.string())])
    target = io.BytesIO()
    table = table_file(name, target, schema)
    for batch in batches:
        table.write(batch)
    table.close()
    data = io.BytesIO(target.getvalue())
    found = parquet.read_table(data) if name == "parquet" else pa.ipc.open_file(data).read_all()
    assert found.to_pylist() == [row for batch in batches for row in batch.to_pylist()]


@given(batches=st.lists(tables, max_size=3))
def test_a_spool_gives_the_batches_back(
    batches: list[pa.RecordBatch], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Batches kept for resuming come back as they were, and nothing of what lies behind the mark."""
    path = tmp_path_factory.mktemp("spool") / "spool"
    kept = b"".join(spooled(batch) for batch in batches)
    path.write_bytes(kept + b"half a batch")
    assert [one.to_pylist() for one in spool(str(path), len(kept))] == [
        batch.to_pylist() for batch in batches
    ]


@pytest.mark.parametrize("compression", ["gzip", "zstd"])
def test_compressed_text_is_the_text(compression: str, tmp_path: Path) -> None:
    """Members and frames one after the other are one file for every program."""
    batch = pa.record_batch({"case": ["a", "=b"] * 3000})
    text = Text(Format("csv", compression))
    data = bytes(text.head(batch.schema)) + b"".join([*text.of(batch), *text.of(batch)])
    path = tmp_path / "file"
    path.write_bytes(data)
    with pa.input_stream(str(path), compression=compression) as stream:
        found = stream.read()
    once = written(batch, Format("csv"))
    assert found == once + once.partition(b"\n")[2]
    if compression == "gzip":
        assert gzip.decompress(data) == found


@pytest.mark.parametrize(
    "path, found",
    [
        ("a.jsonl", Format("jsonl")),
        ("a.NDJSON.GZ", Format("jsonl", "gzip")),
        ("a.csv.zst", Format("csv", "zstd")),
        ("a.b.parquet", Format("parquet")),
        ("a.xlsx", Format("xlsx")),
        ("a.feather", Format("arrow")),
        ("a.parquet.gz", None),
        ("a.gz", None),
        ("a", None),
        ("a.txt", None),
    ],
)
def test_the_end_of_a_name_says_the_format(path: str, found: Format | None) -> None:
    """What cannot be known by the name is asked for."""
    assert format_of(path) == found


def test_the_end_of_a_name_says_the_compression() -> None:
    """Also where the format is named apart."""
    assert [compression_of(path) for path in ("a.gz", "a.x.ZST", "a.csv")] == ["gzip", "zstd", ""]
