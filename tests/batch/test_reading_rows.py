"""What cannot be read costs its own row, and nothing is passed over in silence."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batch.files_of_people import WRITERS, blocks, refused, tasks_of, workbook
from language.small_book import known_vocabulary
from pathfinder.batch.reading import Source, read
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.rulebook.cache import load_rules

OPEN_DOCUMENT = (
    b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
)
GOOD = '{"case": "good", "facts": {"age": 34}}\n'


@pytest.mark.parametrize(
    "line, found",
    [
        pytest.param('{"facts": {"age": 34}', ("", "PF102"), id="not-json"),
        pytest.param('{"facts": {"age": 34}} {"facts": {}}', ("", "PF102"), id="two-objects"),
        pytest.param('{"facts": {"age": 34, "age": 35}}', ("", "PF103"), id="doubled-fact"),
        pytest.param('{"facts": {}, "facts": {}}', ("", "PF103"), id="doubled-key"),
        pytest.param('{"facts": {"agee": 34}}', ("", "PF120"), id="no-such-fact"),
        pytest.param('{"fact": {"age": 34}}', ("", "PF110"), id="no-such-key"),
        pytest.param('{"case": "a"}', ("", "PF111"), id="no-facts"),
        pytest.param('{"case": ["a"], "facts": {}}', ("", "PF112"), id="label-no-text"),
        pytest.param('{"facts": []}', ("", "PF112"), id="facts-no-keys"),
        pytest.param("[]", ("", "PF112"), id="no-object"),
        pytest.param("age: 34", ("", "PF102"), id="not-even-like-json"),
        pytest.param('{"facts": {"age": 34}}\x00', ("", "PF102"), id="nul"),
        pytest.param('{"facts": {"x": ' + "[" * 70 + "]" * 70 + "}}", ("", "PF105"), id="deep"),
        pytest.param('{"case": "' + "x" * 1_000_001 + '", "facts": {}}', ("", "PF105"), id="long"),
        pytest.param(
            '{"case": "' + "x" * 4_000_001 + '", "facts": {}}', ("", "PF105"), id="longer"
        ),
        pytest.param('{"facts": {"pregnant": "perhaps"}, "x": 1}', ("", "PF110"), id="two-faults"),
    ],
)
def test_a_bad_line(line: str, found: tuple[str, str], tmp_path: Path, known: Vocabulary) -> None:
    """A line that is no profile is refused by its number, and those around it are read."""
    path = tmp_path / "people.jsonl"
    path.write_text(f"{GOOD}\n{line}\n{GOOD}")
    one, *more = blocks(path, known)
    refusals = [(each.row, each.field, each.code) for each in one.refusals]
    assert (3, *found) in refusals
    assert {row for row, _field, _code in refusals} == {3}
    assert [row["__row"] for row in one.batch.to_pylist()] == [1, 4]
    assert (one.rows, one.empty, more) == (3, 1, [])


def test_bad_text_in_a_line(tmp_path: Path, known: Vocabulary) -> None:
    """A line that is not UTF-8 is refused, the others are read."""
    path = tmp_path / "people.jsonl"
    path.write_bytes(GOOD.encode() + b'{"case": "\xff", "facts": {}}\n' + GOOD.encode())
    assert [(one.row, one.code) for one in refused(path, known)] == [(2, "PF101")]


def test_a_misspelled_fact_is_told_the_nearest(tmp_path: Path, known: Vocabulary) -> None:
    """Where a line names a fact that there is not, the nearest is named; what was said is not."""
    path = tmp_path / "people.jsonl"
    path.write_text('{"facts": {"citizenship": ["XX"]}}\n' + GOOD)
    (refusal,) = refused(path, known)
    assert "“citizenships”" in refusal.message
    assert "XX" not in refusal.message


def test_sensitive_answers_are_not_repeated(tmp_path: Path, known: Vocabulary) -> None:
    """No refusal holds what somebody said, even where another fault is in the same line."""
    path = tmp_path / "people.jsonl"
    private = '{"facts": {"lgbtq": "certainly", "descent": ["martian"], "agee": 7777}}\n'
    path.write_text(private + private.replace("agee", "age"))
    for refusal in refused(path, known):
        assert not any(word in refusal.message for word in ("certainly", "martian", "7777"))


@pytest.mark.parametrize("left", ["", ",", ',{"facts":{"age":35}}', ',{"facts":'])
def test_a_list_that_is_cut_off(left: str, tmp_path: Path, known: Vocabulary) -> None:
    """What stands at the end of a list without an end is refused, not passed over."""
    path = tmp_path / "people.json"
    path.write_text(f"[{GOOD},{GOOD}{left}")
    found = blocks(path, known)
    last = 3 if left else 2
    assert sum(block.rows for block in found) == last
    told = [(one.row, one.code) for block in found for one in block.refusals]
    assert told == [(last, "PF102")]


def test_a_case_file_in_a_line(tmp_path: Path, known: Vocabulary) -> None:
    """People of one case file are one row of the result each, with the number of their line."""
    path = tmp_path / "people.jsonl"
    family = '{"case": "f", "people": [{"name": "a", "facts": {}}, {"name": 2, "facts": {"age": "x"}}]}\n'
    path.write_text(GOOD + family + GOOD)
    (block,) = blocks(path, known)
    told = [(row["case"], row["__row"]) for row in block.batch.to_pylist()]
    assert told == [("good", 1), ("f/a", 2), ("good", 3)]
    assert [(one.row, one.field, one.code) for one in block.refusals] == [(2, "age", "PF114")]
    assert block.rows == 4


CSV = "case,age,sex\n"


@pytest.mark.parametrize(
    "text, found, empty",
    [
        pytest.param("a,34\n", [(2, "", "PF112")], 0, id="short"),
        pytest.param("a,34,male,x\n", [(2, "", "PF112")], 0, id="long"),
        pytest.param("a,34,male,,\n", [], 0, id="long-and-empty"),
        pytest.param('a,34,male\n"b\nc",35,male\nd\n', [(4, "", "PF112")], 0, id="rows-not-lines"),
        pytest.param("a,34,male\n\n,,\nb,35,male\n\n", [], 3, id="empty-rows"),
        pytest.param('a,34,male\n"b,34,male\nc,35,male\n', [(3, "", "PF102")], 0, id="open"),
    ],
)
@pytest.mark.parametrize("size", [1, 1 << 20])
def test_a_bad_row(
    text: str,
    found: list[tuple[int, str, str]],
    empty: int,
    size: int,
    tmp_path: Path,
    known: Vocabulary,
) -> None:
    """A row that does not fit the header is refused by its number; an empty one is no person and counted."""
    path = tmp_path / "people.csv"
    path.write_text(CSV + text)
    told = [(each.row, each.field, each.code) for each in refused(path, known, size=size)]
    assert told == found
    assert sum(block.empty for block in blocks(path, known, size=size)) == empty


def test_rows_are_accounted_for(tmp_path: Path, known: Vocabulary) -> None:
    """Rows of a file are people who are judged, people who are refused, and rows with nothing in them."""
    path = tmp_path / "people.csv"
    path.write_text(CSV + "a,34,male\nb\n\nc,,\n,,x,y\n")
    (block,) = blocks(path, known)
    assert (block.rows, block.batch.num_rows, block.empty) == (4, 2, 1)
    assert len({one.row for one in block.refusals}) == 2


@pytest.mark.parametrize("ending", ["", ",,x,y\n"])
@pytest.mark.parametrize("blank", [" , , \n", "  \n", "\t\n", ",,\u00a0\n", '" ",,\n'])
def test_blank_rows_are_empty(blank: str, ending: str, tmp_path: Path, known: Vocabulary) -> None:
    """A row of white space is nobody, whichever of the two readers of rows reads it."""
    path = tmp_path / "people.csv"
    path.write_text(f"{CSV}a,34,male\n{blank}b,,\n   ,35,\n{ending}")
    (block,) = blocks(path, known)
    assert (block.batch.num_rows, block.empty) == (3, 1)


def test_columns_without_a_name_at_the_end(tmp_path: Path, known: Vocabulary) -> None:
    """Where the header ends, nothing may stand below."""
    path = tmp_path / "people.csv"
    path.write_text("case,age,,\na,34,,\nb,35\nc,36,,x\n")
    assert [(one.row, one.code) for one in refused(path, known)] == [(4, "PF112")]


@pytest.mark.parametrize(
    "data, expected",
    [
        pytest.param("case,age\nЖенщина,34\n".encode("cp1251"), "Женщина", id="cp1251"),
        pytest.param("case,age\nЖенщина,34\n".encode(), "Женщина", id="utf-8"),
        pytest.param("case;age\r\nЖенщина;34\r\n".encode("utf-16"), "Женщина", id="utf-16"),
        pytest.param("sep=;\ncase;age\nанна;34\n".encode(), "анна", id="told-separator"),
        pytest.param(b"People of May\n\ncase\tage\nanna\t34\n", "anna", id="title"),
        pytest.param("анкета,age,case\n1,34,anna\n".encode("cp1251"), "anna", id="header"),
    ],
)
def test_encodings_and_headers(
    data: bytes, expected: str, tmp_path: Path, known: Vocabulary
) -> None:
    """A table is read in the encoding, with the separator and from the header that it has."""
    path = tmp_path / "people.csv"
    path.write_bytes(data)
    assert [r["case"] for block in blocks(path, known) for r in block.batch.to_pylist()] == [
        expected
    ]


@pytest.mark.parametrize("size", [1000, 300_000])
def test_an_encoding_that_shows_late(size: int, tmp_path: Path, known: Vocabulary) -> None:
    """The first line that is not ASCII shows the encoding, wherever it stands and from wherever one reads on."""
    path = tmp_path / "people.csv"
    filler = "".join(f"a,{n % 90}\n" for n in range(300_000))
    path.write_bytes(b"case,age\n" + filler.encode() + "Жук,34\nЯ,35\n".encode("cp1251"))
    source = Source([str(path)], known)
    tasks = tasks_of(source, size=max(size, 60_000))
    assert source.taken == [(str(path), "CSV with a comma between cells")]
    assert {task.end.encoding for task in tasks} == {"ascii", "cp1251"}
    last = blocks(path, known, start=tasks[-2].end, size=size)
    assert last[-1].batch.to_pylist()[-1]["case"] == "Я"


def test_bytes_of_no_encoding(tmp_path: Path, known: Vocabulary) -> None:
    """A row with bytes that its encoding does not have is refused alone."""
    path = tmp_path / "people.csv"
    path.write_bytes("case,age\nя,34\n".encode("cp1251") + b"\x98,35\nx,36\n")
    assert [(one.row, one.code) for one in refused(path, known)] == [(3, "PF101")]


def test_cells_of_excel(tmp_path: Path, known: Vocabulary) -> None:
    """Days, numbers and truth values of Excel are what they mean; a time of day is not passed over."""
    path = tmp_path / "people.xlsx"
    day = dt.datetime(2026, 3, 1)  # noqa: DTZ001 - as Excel has it
    header: list[Any] = ["case", "age", "pregnant", "travel_passport_expires", "stays"]
    rows: list[list[Any]] = [
        [7, 34.0, True, day, "KG 2022-10-05.."],
        [None, 34.5, False, day.replace(hour=5), ""],
    ]
    path.write_bytes(workbook([header, *rows], "Sheet"))
    (block,) = blocks(path, known)
    one, two = block.batch.to_pylist()
    assert list(one.values()) == [2, "7", "34", "true", "2026-03-01", "KG 2022-10-05.."]
    assert list(two.values()) == [3, None, "34.5", "false", "2026-03-01 05:00:00", None]


def test_errors_and_formulas_of_excel(tmp_path: Path, known: Vocabulary) -> None:
    """A cell with an error, or with a formula that was never worked out, is not taken for one that is empty."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["case", "age"],
        ["a", "#N/A"],
        ["b", "=30+4"],
        ["c", 34],
        [None, None],
        ["d", 35, "x"],
    ):
        sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    path = tmp_path / "people.xlsx"
    path.write_bytes(target.getvalue())
    (block,) = blocks(path, known)
    told = [(one.row, one.field, one.code) for one in block.refusals]
    assert told == [(2, "age", "PF112"), (3, "age", "PF112"), (6, "", "PF112")]
    assert [row["__row"] for row in block.batch.to_pylist()] == [4]
    assert (block.rows, block.empty) == (4, 1)


def test_sheets_of_excel(tmp_path: Path, known: Vocabulary) -> None:
    """The sheet called people is read, else the first whose header names facts; it says so."""
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.title = "Notes"
    notes.append(["Read me"])
    for title in ("Old", "People"):
        book.create_sheet(title).append(["case", "age"])
        book[title].append([title, 34])
    for expected in ("People", "Old"):
        target = io.BytesIO()
        book.save(target)
        path = tmp_path / "people.xlsx"
        path.write_bytes(target.getvalue())
        (block,) = blocks(path, known)
        assert [row["case"] for row in block.batch.to_pylist()] == [expected]
        ((_name, taken),) = Source([str(path)], known).taken
        others = len(book.sheetnames) - 1
        assert taken == f"Excel, sheet “{expected}”, other sheets not read: {others}"
        book.remove(book[expected])


def notes_on(text: str, tmp_path: Path, known: Vocabulary) -> list[tuple[str, str, str]]:
    """What is said about a header."""
    path = tmp_path / "people.csv"
    path.write_text(text)
    return [(n.code, n.message, n.help) for n in Source([str(path)], known).notes]


def test_superfluous_and_missing_columns_are_said(tmp_path: Path, known: Vocabulary) -> None:
    """A column that is no fact is named with the nearest fact, and the facts without a column are counted."""
    found = notes_on("case,citizenship,,age\na,RU,,34\n", tmp_path, known)
    count = len(known.facts)
    assert found == [
        ("PF120", "There is no fact “citizenship”; the column is not judged.", "Did you mean “citizenships”?"),
        ("PF120", "Column 3 has no name; it is not judged.", ""),
        ("PF111", f"{count - 1} of {count} facts have no column; they count as not said.", ""),
    ]  # fmt: skip


def test_many_superfluous_columns_are_counted(tmp_path: Path, known: Vocabulary) -> None:
    """After twenty notes the others are counted."""
    strange = ",".join(f"zz{n}" for n in range(30))
    found = notes_on(f"age,{strange}\n34,{strange}\n", tmp_path, known)
    assert len(found) == 22
    assert found[-2][1] == "10 more columns are not judged."


def test_columns_may_be_called_by_labels(tmp_path: Path) -> None:
    """The labels of facts are names of columns too, in English and in Russian, in any case."""
    book = load_rules(None)
    path = tmp_path / "people.csv"
    russian = book.translations["ru"]["Valid passports"]
    path.write_text(f"Citizenships,{russian.upper()},AGE\nRU,travel,34\n")
    source = Source([str(path)], book.vocabulary, book.translations)
    assert source.plan.files[0].columns == ("citizenships", "passports", "age")


@pytest.mark.parametrize(
    "name, data, code",
    [
        pytest.param("a.csv", b"case,age,age\n1,2,3\n", "PF103", id="doubled-column"),
        pytest.param("a.csv", b"case,Age,age\n1,2,3\n", "PF103", id="doubled-by-label"),
        pytest.param("a.csv", b"RU,34\nKZ,35\n", "PF111", id="no-header"),
        pytest.param("a.csv", b"case,on\n1,2023-01-01\n", "PF111", id="no-facts"),
        pytest.param("a.csv", b"", "PF101", id="empty"),
        pytest.param("a.csv", b"\xef\xbb\xbf\r\n \n", "PF101", id="blank"),
        pytest.param("a.xlsx", b"PK\x03\x04nothing", "PF101", id="broken-excel"),
        pytest.param("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "PF101", id="old-excel"),
        pytest.param("a.parquet", b"PAR1nothingPAR1", "PF101", id="broken-parquet"),
        pytest.param("a.ods", OPEN_DOCUMENT, "PF101", id="libreoffice"),
        pytest.param("a.arrow", b"ARROW1nothing", "PF101", id="broken-arrow"),
        pytest.param("a.png", b"\x89PNG\r\n\x1a\n\0\0", "PF101", id="picture"),
        pytest.param("a.csv", b"," * 6000 + b"age\n", "PF105", id="too-many-columns"),
    ],
)
def test_a_file_that_cannot_be_read(
    name: str, data: bytes, code: str, tmp_path: Path, known: Vocabulary
) -> None:
    """A file that is not what it seems is refused before anybody is judged."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ProblemsFound) as found:
        Source([str(path)], known)
    assert [problem.code for problem in found.value.problems] == [code]
    assert found.value.problems[0].place.file == str(path)


@pytest.mark.parametrize("name", ["nowhere.csv", "*.jsonl", "."])
def test_files_that_are_not_there(
    name: str, tmp_path: Path, known: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is not there, a pattern that fits none, and a folder are said to be so."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ProblemsFound) as found:
        Source([name], known)
    assert found.value.problems[0].code == "PF101"


def test_a_compressed_file_that_is_cut_off(tmp_path: Path, known: Vocabulary) -> None:
    """A compressed file that ends too early is not taken for a short one."""
    import gzip
    import hashlib

    lines = [GOOD.replace("good", hashlib.sha256(b"%d" % n).hexdigest()) for n in range(4000)]
    path = tmp_path / "people.jsonl.gz"
    path.write_bytes(gzip.compress("".join(lines).encode())[:-2000])
    with pytest.raises(ProblemsFound):
        list(Source([str(path)], known).tasks(size=1000))


def test_notes_on_parquet(tmp_path: Path, known: Vocabulary) -> None:
    """Columns of Parquet are named as in CSV; the numbering that pandas writes is nobody's fact."""
    path = tmp_path / "people.parquet"
    columns = {"age": [34], "agee": [35], "__index_level_0__": [0], "sex__said": ["unknown"]}
    pq.write_table(pa.table(columns), path)
    source = Source([str(path)], known)
    assert [note.message for note in source.notes][:-1] == [
        "There is no fact “agee”; the column is not judged."
    ]
    (block,) = blocks(path, known)
    assert block.batch.schema.names == ["age", "sex__said", "__row"]


@pytest.mark.parametrize("rows", [1, 100])
@pytest.mark.parametrize("form", ["parquet", "large parquet", "arrow"])
def test_columns_of_tables_may_be_called_by_labels(
    form: str, rows: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Columns in columnar files are called as those of CSV, and each is read as the fact that it means."""
    from pathfinder.batch.reading import columnar

    vocabulary = load_rules().vocabulary
    path = tmp_path / "people"
    table = pa.table({"notes": ["x"] * 3, "AGE": [34, 35, 36], "Case": ["a", "b", "c"]})
    if form == "arrow":
        with pa.ipc.new_file(path, table.schema) as writer:
            writer.write_table(table)
    else:
        monkeypatch.setattr(columnar, "MAX_GROUP", 1 if form == "large parquet" else 100)
        pq.write_table(table, path)
    people = [
        row for block in blocks(path, vocabulary, rows=rows) for row in block.batch.to_pylist()
    ]
    assert [(one["case"], one["age"]) for one in people] == [("a", 34), ("b", 35), ("c", 36)]


def test_texts_that_are_kept_as_bytes(tmp_path: Path, known: Vocabulary) -> None:
    """Bytes are the texts that they are, also where they are labels and no UTF-8."""
    path = tmp_path / "people.parquet"
    columns = {"case": [b"a\xff", b"b"], "current_country": [b"KZ", b"K\xff"]}
    pq.write_table(pa.table(columns), path)
    (block,) = blocks(path, known)
    assert block.batch.to_pydict() == {
        "case": ["a\ufffd", "b"],
        "current_country": ["KZ", "K\ufffd"],
        "__row": [1, 2],
    }


def test_large_row_groups(
    tmp_path: Path, known: Vocabulary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large row group is read in batches, and reading goes on in the middle of it."""
    from pathfinder.batch.reading import columnar

    monkeypatch.setattr(columnar, "MAX_GROUP", 10)
    path = tmp_path / "people.parquet"
    pq.write_table(pa.table({"age": list(range(70))}), path, row_group_size=35)
    source = Source([str(path)], known)
    tasks = tasks_of(source, rows=8)
    assert len(tasks) == 10
    rest = blocks(path, known, start=tasks[6].end, rows=8)
    expected = list(range(tasks[6].end.at, 70))
    assert [row["age"] for block in rest for row in block.batch.to_pylist()] == expected


def test_an_encoding_that_is_told(tmp_path: Path, known: Vocabulary) -> None:
    """JSON is UTF-8 unless the user says otherwise; what is no encoding or form is told the nearest."""
    path = tmp_path / "people.jsonl"
    path.write_bytes('{"case": "Жук", "facts": {}}\n'.encode("cp1251"))
    assert [one.code for one in refused(path, known)] == ["PF101"]
    source = Source([str(path)], known, encoding="CP1251")
    (block,) = [read(task, source.plan) for task in source.tasks()]
    assert block.batch.column("case").to_pylist() == ["Жук"]
    assert source.taken == [(str(path), "JSON Lines, CP1251")]
    for encoding, form in (("cp1215", None), (None, "jsnl")):
        with pytest.raises(ProblemsFound) as found:
            Source([str(path)], known, encoding=encoding, form=form)
        assert found.value.problems[0].help.startswith("Did you mean")


def test_a_form_that_is_told(tmp_path: Path, known: Vocabulary) -> None:
    """A form that the user names is taken, but not for a file that is visibly another."""
    path = tmp_path / "people"
    path.write_text('{"case": "a", "facts": {}}\n')
    assert Source([str(path)], known, form="jsonl").plan.files[0].form == "lines"
    pq.write_table(pa.table({"age": [34]}), path)
    with pytest.raises(ProblemsFound):
        Source([str(path)], known, form="csv")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(sorted(WRITERS)),
    where=st.floats(0, 1, exclude_max=True),
    what=st.binary(max_size=4),
    less=st.integers(0, 40),
)
def test_damaged_files(name: str, where: float, what: bytes, less: int, tmp_path: Path) -> None:
    """A damaged file costs rows or is refused as a whole; it never ends the program."""
    known = known_vocabulary()
    people = [Profile(values={"age": age}, case=f"я{age}") for age in (30, 31, 32)]
    data = WRITERS[name](people, known)
    at = int(where * len(data))
    path = tmp_path / name
    path.write_bytes(data[:at] + what + data[at + less :])
    with contextlib.suppress(ProblemsFound):
        for block in blocks(path, known, size=100, rows=2):
            assert block.rows >= block.batch.num_rows
            assert len(block.batch.to_pylist()) == block.batch.num_rows
