"""Files of people of any content and type: every row is judged, or refused with its number, or all of the file is."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import gzip
import io
import json
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import assume, given

from batch.files_of_people import WRITERS, workbook
from command_line import CommandLine
from fuzz.hostile import texts
from fuzz.times import times
from fuzz.trees import EXTREME, written
from interview.asking_book import ON, asking_book
from language.test_write import people as sound_people
from pathfinder.batch.journal import Counts
from pathfinder.batch.reading import Source
from pathfinder.batch.refused import RefusedLines
from pathfinder.batch.work import Maker, Order, Work
from pathfinder.batch.writing.formats import Format
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.write import row_cells
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.load import load_folders
from pathfinder.values.dates import parse_day


@functools.cache
def book() -> RuleBook:
    """A small rule book that asks a fact of every kind."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_folders([str(asking_book(Path(folder)))])
    assert loaded.book is not None
    return loaded.book


@functools.cache
def makers(form: str, written_as: str) -> Maker:
    """What does the work, made once a form; `plan` is put in anew for every file."""
    order = Order(on=parse_day(ON) or 0, form=form, format=Format(written_as), error_column=True)
    return Maker(Work(order=order, plan=None, travels=False), book())


class Judged(msgspec.Struct):
    """What came of a file: counts, the numbers of the refused, and the rows of the result."""

    counts: Counts
    refused: list[int]
    numbers: list[int]


def judged(
    path: Path, *, form: str = "wide", written_as: str = "parquet", size: int = 1 << 20
) -> Judged:
    """Read, judge and write a file as `batch` does; raises `ProblemsFound` where the file as a whole is refused."""
    source = Source([str(path)], book().vocabulary, book().translations)
    maker = makers(form, written_as)
    maker._work = msgspec.structs.replace(maker._work, plan=source.plan)
    found = Judged(Counts(), [], [])
    for task in source.tasks(size=size, rows=3):
        piece = maker.piece(task)
        found.counts = found.counts.plus(piece.counts)
        found.refused += [one.row for one in piece.refused]
        b"".join(bytes(part) for part in RefusedLines(Format("csv")).of(piece.refused))
        assert all(one.reason and one.code for one in piece.refused)
        b"".join(bytes(part) for part in piece.data)
        if piece.table is not None and form == "long":
            found.numbers += list(dict.fromkeys(piece.table.column("row").to_pylist()))
    counts = found.counts
    assert counts.judged + counts.refused == counts.rows
    if form == "wide":  # refused people stand in the table too
        assert counts.made == counts.rows
    if form == "long" and written_as == "parquet":
        assert found.numbers == sorted(found.numbers)
        assert set(found.refused) <= set(found.numbers)
    return found


NAMES = sorted(book().vocabulary.facts)
LABELS = [book().vocabulary.facts[name].label for name in NAMES]
JUNK = [
    "",
    " ",
    "age ",
    "AGE",
    "Unnamed: 3",
    "__row",
    "__index_level_0__",
    "row",
    "error",
    "note",
    "\ufeffage",
    "=1+1",
]
EDGES = [text for kind in EXTREME.values() for text in kind]


MARCH = dt.datetime.combine(dt.date(1900, 3, 1), dt.time())
"""The first day that Excel counts as the calendar does."""


def headers() -> st.SearchStrategy[list[str]]:
    """Columns: facts by name and by label, ours, and anything; sometimes one twice."""
    some = (
        st.sampled_from(NAMES)
        | st.sampled_from(LABELS)
        | st.sampled_from(["case", "on", "age__said", "stays__said"])
    )
    return st.lists(some | st.sampled_from(JUNK) | texts(most=2), max_size=8).flatmap(
        lambda rest: st.permutations([*rest, "age", "citizenships"])
    )


SOUND = st.one_of(
    sound_people()
    .map(lambda person: list(row_cells(person, book().vocabulary).values()) or [""])
    .flatmap(st.sampled_from),
    st.sampled_from(
        [
            "RU",
            "34",
            "none",
            "yes",
            "no",
            "2023-01-01",
            "KZ 2023-01-01..",
            "unknown",
            "declined",
            "",
        ]
    ),
)
CELLS = SOUND | st.sampled_from(EDGES) | texts(most=3)
PLAIN = st.one_of(
    CELLS,
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.floats(),
    st.integers(0, 200),
)
INNER = texts(most=1) | st.sampled_from(["country", "entered", "left", "KZ"])
ANY: st.SearchStrategy[Any] = st.deferred(
    lambda: PLAIN | PLAIN | st.lists(ANY, max_size=3) | st.dictionaries(INNER, ANY, max_size=3)
)


def rows(cells: st.SearchStrategy[Any], width: int) -> st.SearchStrategy[list[list[Any]]]:
    """Some rows of a width; now and then one that is shorter or longer."""
    whole = st.lists(cells, min_size=width, max_size=width)
    return st.lists(
        st.one_of(whole, whole, whole, st.lists(cells, min_size=1, max_size=width + 3)),
        min_size=1,
        max_size=5,
    )


def in_file(name: str, data: bytes, **how: Any) -> Judged | None:
    """What comes of a file of this name; None where the file is refused, which is told with its name."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return judged(path, **how)
        except ProblemsFound as fault:
            told = [one for one in fault.problems if one.message and one.place.file]
            if told == fault.problems != []:
                return None
            raise


@given(st.data())
@times(20)
def test_every_row_of_a_csv_is_counted(data: st.DataObject) -> None:
    """Whatever stands in its cells, a CSV of any kind has as many people as it has rows with something in them."""
    header = data.draw(headers())
    table = data.draw(rows(CELLS, len(header)))
    separator = data.draw(st.sampled_from(",;\t"))
    encoding = data.draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]))
    text = io.StringIO(newline="")
    writer = csv.writer(
        text,
        delimiter=separator,
        quoting=csv.QUOTE_ALL,
        lineterminator=data.draw(st.sampled_from(["\n", "\r\n"])),
    )
    writer.writerows([header, *table])
    found = in_file(
        "people.csv",
        text.getvalue().encode(encoding),
        size=data.draw(st.sampled_from([64, 1 << 20])),
    )
    if found is not None:
        assert found.counts.rows + found.counts.empty == len(table)


@given(st.data())
@times(25)
def test_every_line_of_json_is_counted(data: st.DataObject) -> None:
    """The same of JSON Lines and of a list of JSON, whose answers may be of any kind."""
    facts = st.dictionaries(st.sampled_from(NAMES) | texts(most=1), ANY, max_size=5)
    person = st.fixed_dictionaries({"facts": facts | ANY}, optional={"case": ANY, "other": ANY})
    people = data.draw(st.lists(person | ANY, min_size=1, max_size=4))
    one_list = data.draw(st.booleans())
    escaped = data.draw(st.booleans())
    lines = [json.dumps(one, ensure_ascii=escaped) for one in people]
    text = f"[{', '.join(lines)}]" if one_list else "\n".join(lines) + "\n"
    name = "people.json" if one_list else "people.jsonl"
    found = in_file(name, text.encode(), size=data.draw(st.sampled_from([300, 1 << 20])))
    assert found is not None
    assert found.counts.rows + found.counts.empty == len(people)


@given(st.data())
@times(15)
def test_every_row_of_a_workbook_is_counted(data: st.DataObject) -> None:
    """The same of Excel, whose cells are numbers, dates, formulas and truths besides texts."""
    header = data.draw(headers())
    cells = st.one_of(
        CELLS.map(lambda text: text[:32_000]),
        st.none(),
        st.booleans(),
        st.integers(-(2**60), 2**60),
        st.floats(allow_nan=False, allow_infinity=False),
        st.dates(dt.date(1900, 3, 1)),
        st.datetimes(MARCH),
        st.times(),
        st.just("=1+1"),
    )
    table = data.draw(rows(cells, len(header)))
    found = in_file("people.xlsx", workbook([header, *table]))
    if found is not None:
        assert found.counts.rows + found.counts.empty <= len(table)
        said = sum(
            any(cell not in (None, "") and str(cell).strip() for cell in row[: len(header)])
            for row in table
        )
        assert found.counts.rows >= said


DAY = st.dates()
TYPES: list[tuple[pa.DataType, st.SearchStrategy[Any]]] = [
    (pa.string(), CELLS),
    (pa.large_string(), CELLS),
    (pa.binary(), st.binary(max_size=9)),
    (pa.bool_(), st.booleans()),
    (pa.int8(), st.integers(-128, 127)),
    (pa.uint64(), st.integers(0, 2**64 - 1)),
    (pa.int64(), st.integers(-(2**63), 2**63 - 1)),
    (pa.float32(), st.floats(width=32)),
    (pa.float64(), st.floats()),
    (pa.date32(), DAY),
    (pa.date64(), DAY),
    (pa.timestamp("us"), st.datetimes()),
    (
        pa.timestamp("ns", "UTC"),
        st.datetimes(
            dt.datetime.combine(dt.date(1700, 1, 1), dt.time()),
            dt.datetime.combine(dt.date(2200, 1, 1), dt.time()),
        ),
    ),
    (pa.time32("s"), st.times().map(lambda time: time.replace(microsecond=0))),
    (pa.duration("us"), st.timedeltas(dt.timedelta(-9), dt.timedelta(9))),
    (pa.decimal128(20, 3), st.decimals(-(10**9), 10**9, places=3)),
    (pa.null(), st.none()),
    (pa.list_(pa.string()), st.lists(CELLS, max_size=3)),
    (pa.list_(pa.int32()), st.lists(st.integers(0, 9), max_size=2)),
    (pa.large_list(pa.string()), st.lists(CELLS, max_size=3)),
    (pa.list_(pa.list_(pa.string())), st.lists(st.lists(CELLS, max_size=2), max_size=2)),
    (
        pa.map_(pa.string(), pa.date32()),
        st.dictionaries(CELLS, DAY, max_size=3).map(lambda one: list(one.items())),
    ),
    (
        pa.map_(pa.string(), pa.string()),
        st.dictionaries(CELLS, CELLS, max_size=3).map(lambda one: list(one.items())),
    ),
    (
        pa.struct([("country", pa.string()), ("entered", pa.date32())]),
        st.fixed_dictionaries({"country": CELLS, "entered": DAY}),
    ),
    (
        pa.list_(
            pa.struct([("country", pa.string()), ("entered", pa.date32()), ("left", pa.date32())])
        ),
        st.lists(
            st.fixed_dictionaries(
                {
                    "country": st.sampled_from(["KZ", "XX", "", "kz"]),
                    "entered": DAY,
                    "left": DAY | st.none(),
                }
            ),
            max_size=2,
        ),
    ),
    (
        pa.list_(pa.struct([("issuer", pa.int8()), ("type", pa.list_(pa.string()))])),
        st.lists(
            st.fixed_dictionaries(
                {"issuer": st.integers(0, 9), "type": st.lists(CELLS, max_size=1)}
            ),
            max_size=2,
        ),
    ),
    (pa.dictionary(pa.int8(), pa.string()), CELLS),
    (pa.binary(3), st.binary(min_size=3, max_size=3)),
]


FAR = [
    *((kind, pa.int32()) for kind in (pa.date32(), pa.time32("ms"))),
    *(
        (kind, pa.int64())
        for kind in (
            pa.date64(),
            pa.timestamp("s"),
            pa.timestamp("us"),
            pa.timestamp("ns"),
            pa.timestamp("ms", "Europe/Moscow"),
            pa.time64("us"),
            pa.duration("s"),
        )
    ),
]
"""Types whose cells are made of any numbers, past what the calendar of Python has; and what they are stored as."""


@st.composite
def columns(draw: st.DrawFn, count: int) -> pa.Array:
    """A column of any type."""
    if draw(st.integers(0, 4)):
        kind, values = draw(st.sampled_from(TYPES))
        cells = draw(st.lists(values | st.none(), min_size=count, max_size=count))
        return pa.array(cells, kind)
    kind, stored = draw(st.sampled_from(FAR))
    reach = 2 ** (stored.bit_width - 1)
    numbers = st.integers(-reach, reach - 1) | st.sampled_from([0, 1, 719_163, reach // 2])
    cells = draw(st.lists(numbers | st.none(), min_size=count, max_size=count))
    return pa.array(cells, stored).view(kind)


@given(st.data())
@times(40)
def test_every_row_of_a_table_in_columns_is_counted(data: st.DataObject) -> None:
    """The same of Parquet and Arrow, whatever the types of their columns."""
    header = list(dict.fromkeys(data.draw(headers())))
    count = data.draw(st.integers(1, 4))
    arrays = data.draw(st.lists(columns(count), min_size=len(header), max_size=len(header)))
    table = pa.table(arrays, names=header)
    target = io.BytesIO()
    form = data.draw(st.sampled_from(["parquet", "arrow", "arrows"]))
    try:
        if form == "parquet":
            pq.write_table(table, target, row_group_size=data.draw(st.sampled_from([1, 2, 100])))
        else:
            new = pa.ipc.new_file if form == "arrow" else pa.ipc.new_stream
            with new(target, table.schema) as writer:
                writer.write_table(table)
    except (pa.ArrowException, OverflowError):
        assume(False)
    found = in_file(f"people.{form}", target.getvalue())
    if found is not None:
        assert found.counts.rows + found.counts.empty == count


@st.composite
def broken(draw: st.DrawFn, data: bytes) -> bytes:
    """A file that was cut off, or of which some bytes were changed, lost, doubled or moved."""
    made = bytearray(data)
    for _number in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(made)))
        length = draw(st.sampled_from([1, 1, 2, 8, 100, 1000]))
        kind = draw(st.sampled_from(["cut", "flip", "flip", "lose", "twice", "put", "zero"]))
        if kind == "cut":
            del made[place:]
        elif kind == "flip" and place < len(made):
            made[place] ^= 1 << draw(st.integers(0, 7))
        elif kind == "lose":
            del made[place : place + length]
        elif kind == "twice":
            made[place:place] = made[place : place + length]
        elif kind == "put":
            made[place:place] = draw(st.binary(max_size=4)) * draw(st.sampled_from([1, 1, 50]))
        elif kind == "zero":
            made[place : place + length] = b"\0" * len(made[place : place + length])
    return bytes(made)


@given(st.data())
@times(15)
def test_a_broken_file_is_told_or_its_rows_are(data: st.DataObject) -> None:
    """No bytes stop the program otherwise than by telling which file or which row cannot be read."""
    name = data.draw(st.sampled_from(sorted(WRITERS)))
    people = data.draw(st.lists(sound_people(), min_size=1, max_size=3))
    whole = WRITERS[name](people, book().vocabulary)
    form, written_as = data.draw(
        st.sampled_from(
            [
                ("wide", "parquet"),
                ("wide", "csv"),
                ("long", "jsonl"),
                ("best", "csv"),
                ("full", "jsonl"),
            ]
        )
    )
    in_file(
        name,
        data.draw(broken(whole)),
        form=form,
        written_as=written_as,
        size=data.draw(st.sampled_from([64, 1 << 20])),
    )


@given(
    st.sampled_from(sorted(WRITERS)),
    st.binary(max_size=300) | texts().map(lambda text: text.encode()),
)
@times(25)
def test_any_bytes_under_any_name_are_told(name: str, data: bytes) -> None:
    """The same of bytes that never were a file of people."""
    in_file(name, data)


FRAME = st.sampled_from(["facts", "people", "case", "relations", "name", "age"])
FRAMED: st.SearchStrategy[Any] = st.deferred(
    lambda: PLAIN | st.lists(FRAMED, max_size=3) | st.dictionaries(FRAME, FRAMED, max_size=3)
)


@given(FRAMED)
@times(20)
def test_any_yaml_is_told(tree: Any) -> None:
    """The same of YAML that is well formed and of any shape."""
    in_file("people.yaml", written(tree).encode("utf-8", "surrogatepass"))


NOTHING = pa.array([None, None], pa.list_(pa.string()))
NESTED = pa.array([["unknown"], None], pa.list_(pa.string()))
FAR_OFF = pa.array([-(2**63), 2**63 - 1], pa.int64()).view(pa.duration("s"))


@pytest.mark.parametrize(
    "name, column, refused",
    [
        ("case", NOTHING, 0),
        ("case", NESTED, 0),
        ("age__said", NESTED, 1),
        ("age__said", FAR_OFF, 2),
        ("citizenships", FAR_OFF, 2),
    ],
)
def test_columns_that_once_stopped_the_program(
    name: str, column: pa.Array, refused: int, tmp_path: Path
) -> None:
    """Labels, marks and answers of types that nobody expects cost their own rows at most."""
    table = pa.table({"age": pa.array([None, None], pa.int64()), name: column})
    pq.write_table(table, tmp_path / "people.parquet")
    found = judged(tmp_path / "people.parquet")
    assert (found.counts.rows, found.counts.refused) == (2, refused)


@pytest.mark.parametrize(
    "name, data, code",
    [
        ("people.yaml", b"# nobody yet\n", 3),
        ("people.xlsx", b"PK\x03\x04" + b"\0" * 200, 1),
        ("people.csv.gz", gzip.compress(b"age\n34\n" * 5000)[:-20], 1),
        ("people.parquet", b"PAR1" + b"\0" * 50 + b"PAR1", 1),
        ("people.arrow", b"ARROW1\0\0" + b"\xff" * 64, 1),
        ("people.jsonl", b'{"facts": {}}\n{"facts": {', 3),
    ],
)
def test_broken_files_through_the_command(
    cli: CommandLine, name: str, data: bytes, code: int
) -> None:
    """The command tells what it cannot read in its own words, and ends with the code of what came of it."""
    (cli.home / name).write_bytes(data)
    done = cli("batch", name, "-o", "result.jsonl", "--quiet")
    assert done.exit_code == code, done.stderr
    assert name in done.stderr
    assert "fault of pathfinder" not in done.stderr
    assert "Traceback" not in done.stderr
