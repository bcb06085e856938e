"""Files of people in every form, and the people that come out of them again."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet as pq
from openpyxl.cell import WriteOnlyCell

from batch.batches import json_batch, native_batch, table_batch
from pathfinder.batch.cells import excel_text, neutralise
from pathfinder.batch.kernel import Refusal
from pathfinder.batch.kernel.columns import plain
from pathfinder.batch.reading import Block, Position, Source, Task, read
from pathfinder.language.json_tree import parse_json
from pathfinder.language.problems import Problems
from pathfinder.language.profile import Profile, node_from_value, read_facts
from pathfinder.language.tree import Node, text_node
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.language.write import row_cells, write_profile

Writer = Callable[[Sequence[Profile], Vocabulary], bytes]


def json_lines(people: Sequence[Profile], vocabulary: Vocabulary) -> bytes:
    """One JSON object a line."""
    return "".join(write_profile(one, "json", vocabulary) for one in people).encode()


def json_list(people: Sequence[Profile], vocabulary: Vocabulary) -> bytes:
    """One list of JSON, over many lines."""
    lines = json_lines(people, vocabulary).splitlines()
    return json.dumps([json.loads(line) for line in lines], indent=1).encode()


def yaml_documents(people: Sequence[Profile], vocabulary: Vocabulary) -> bytes:
    """One YAML document a person."""
    return "---\n".join(write_profile(one, "yaml", vocabulary) for one in people).encode()


def rows_of(people: Sequence[Profile], vocabulary: Vocabulary) -> list[list[str]]:
    """A header and the cells of everybody."""
    names = ["case", *vocabulary.facts]
    rows = [row_cells(one, vocabulary) for one in people]
    return [names, *([row.get(name, "") for name in names] for row in rows)]


def separated(
    separator: str, encoding: str, *, quoting: Any = csv.QUOTE_MINIMAL, ending: str = "\r\n"
) -> Writer:
    """CSV in one of its kinds."""

    def write(people: Sequence[Profile], vocabulary: Vocabulary) -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=separator, quoting=quoting, lineterminator=ending)
        for row in rows_of(people, vocabulary):
            writer.writerow([neutralise(cell) for cell in row])
        return text.getvalue().encode(encoding)

    return write


def excel(people: Sequence[Profile], vocabulary: Vocabulary) -> bytes:
    """An Excel file whose cells are all text."""
    return workbook(rows_of(people, vocabulary))


def workbook(rows: Sequence[Sequence[Any]], title: str = "people") -> bytes:
    """An Excel file of one sheet; text is written as text."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet)
            if isinstance(value, str) and value:
                cell._value, cell.data_type = excel_text(neutralise(value)), "s"
            elif value != "":
                cell.value = value
            cells.append(cell)
        sheet.append(cells)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def columns_of(batch: pa.RecordBatch, people: Sequence[Profile]) -> pa.Table:
    """A table of a batch, with the labels."""
    labels = pa.array([one.case for one in people], pa.string())
    return pa.Table.from_batches([batch]).add_column(0, "case", labels)


def _stored(
    batch_of: Callable[[Sequence[Profile], Vocabulary], pa.RecordBatch],
    store: Callable[[pa.Table, io.BytesIO], None],
) -> Writer:
    def write(people: Sequence[Profile], vocabulary: Vocabulary) -> bytes:
        target = io.BytesIO()
        store(columns_of(batch_of(people, vocabulary), people), target)
        return target.getvalue()

    return write


def _parquet(table: pa.Table, target: io.BytesIO) -> None:
    pq.write_table(table, target, row_group_size=2)


def _arrow(table: pa.Table, target: io.BytesIO) -> None:
    with pa.ipc.new_file(target, table.schema) as writer:
        writer.write_table(table, max_chunksize=3)


def _stream(table: pa.Table, target: io.BytesIO) -> None:
    with pa.ipc.new_stream(target, table.schema) as writer:
        writer.write_table(table, max_chunksize=3)


def _feather(table: pa.Table, target: io.BytesIO) -> None:
    pyarrow.feather.write_feather(table, target, compression="zstd")


def compressed(write: Writer, compression: str) -> Writer:
    """The same, compressed in two members or frames."""

    def written(people: Sequence[Profile], vocabulary: Vocabulary) -> bytes:
        data = write(people, vocabulary)
        parts = data[: len(data) // 2], data[len(data) // 2 :]
        if compression == "gzip":
            return b"".join(map(gzip.compress, parts))
        return b"".join(pa.compress(part, compression, asbytes=True) for part in parts)

    return written


WRITERS: dict[str, Writer] = {
    "lines.jsonl": json_lines,
    "lines.jsonl.gz": compressed(json_lines, "gzip"),
    "list.json": json_list,
    "list.json.zst": compressed(json_list, "zstd"),
    "documents.yaml": yaml_documents,
    "comma.csv": separated(",", "utf-8"),
    "marked.csv": separated(";", "utf-8-sig", quoting=csv.QUOTE_ALL),
    "tab.tsv": separated("\t", "utf-16", ending="\n"),
    "little.csv": separated(",", "utf-16-le"),
    "big.csv": separated(";", "utf-16-be"),
    "old.csv": separated(",", "utf-8", quoting=csv.QUOTE_ALL, ending="\r"),
    "comma.csv.gz": compressed(separated(",", "utf-8"), "gzip"),
    "semicolon.csv.zst": compressed(separated(";", "utf-16"), "zstd"),
    "sheet.xlsx": excel,
    "native.parquet": _stored(native_batch, _parquet),
    "text.parquet": _stored(table_batch, _parquet),
    "marked.parquet": _stored(json_batch, _parquet),
    "native.arrow": _stored(native_batch, _arrow),
    "stream.arrows": _stored(native_batch, _stream),
    "text.feather": _stored(table_batch, _feather),
}
"""A file name for each form, and what writes it."""


def tasks_of(
    source: Source, start: Position | None = None, size: int = 8 << 20, rows: int = 65_536
) -> list[Task]:
    """All pieces from a position on."""
    return list(source.tasks(start, size=size, rows=rows))


def blocks(path: Path, vocabulary: Vocabulary, **how: Any) -> list[Block]:
    """What comes of a file, a block a piece."""
    source = Source([str(path)], vocabulary)
    return [read(task, source.plan) for task in tasks_of(source, **how)]


def people_of(block: Block, vocabulary: Vocabulary) -> Iterator[tuple[int, Profile]]:
    """The people of a block and the numbers of their rows, read by the reader of answers."""
    for row in block.batch.to_pylist():
        problems = Problems()
        tree = Node("map", 0, 0)
        for name in vocabulary.facts:
            node = _node(block.batch.schema, name, row)
            if node is not None:
                tree.pairs.append((text_node(name), node))
        profile = read_facts(tree, "", vocabulary, problems)
        assert not problems.found, problems.found
        yield (
            row["__row"],
            Profile(values=profile.values, unsaid=profile.unsaid, case=row.get("case")),
        )


def _node(schema: pa.Schema, name: str, row: dict[str, Any]) -> Node | None:
    raw = row.get(name)
    if raw is None:
        told = row.get(f"{name}__said")
        return None if told is None else text_node(told)
    if (schema.field(name).metadata or {}).get(b"notation") == b"json":
        return parse_json(raw, "", Problems())
    return text_node(raw) if isinstance(raw, str) else node_from_value(plain(raw))


def read_back(path: Path, vocabulary: Vocabulary, **how: Any) -> list[Profile]:
    """All people of a file; nobody in it is refused."""
    found = []
    for block in blocks(path, vocabulary, **how):
        assert not block.refusals, block.refusals
        assert block.rows == block.batch.num_rows
        found += [profile for _row, profile in people_of(block, vocabulary)]
    return found


def refused(path: Path, vocabulary: Vocabulary, **how: Any) -> list[Refusal]:
    """All refusals of a file."""
    return [refusal for block in blocks(path, vocabulary, **how) for refusal in block.refusals]
