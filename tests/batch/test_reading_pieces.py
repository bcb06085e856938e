"""Text is cut where records end, however it comes and in pieces of whatever size."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from batch.files_of_people import blocks, people_of, tasks_of
from language.small_book import known_vocabulary
from pathfinder.batch.reading import Block, Source, pieces
from pathfinder.batch.reading.documents import Elements
from pathfinder.batch.reading.line_spans import line_spans
from pathfinder.batch.reading.pieces import Cutter, Lines, OtherText, Separated, TooLong
from pathfinder.batch.reading.pieces import pieces as cut
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.vocabulary import Vocabulary

TABLES = st.text(st.sampled_from('",;\r\nab "'), max_size=40)


def chunks(data: bytes, size: int) -> Iterator[bytes]:
    """A text as it comes: some bytes at a time."""
    return iter([data[at : at + size] for at in range(0, len(data), size)])


def records(data: bytes, cutter: Cutter, chunk: int, size: int) -> list[tuple[int, str]]:
    """How many rows there are in the pieces up to the end of each, and which are bad; and all bytes are there."""
    found = list(cut(chunks(data, chunk), cutter, size))
    assert [piece.end for piece in found] == sorted({piece.end for piece in found})
    assert not data or found[-1].end == len(data)
    return [(piece.rows, piece.bad) for piece in found]


@settings(max_examples=400)
@given(text=TABLES, chunk=st.integers(1, 9), size=st.integers(1, 20))
@example(text='a,"b\r\nc",d\r\n', chunk=1, size=1)
@example(text='a"b\nc\n"d\n"\n', chunk=2, size=3)
@example(text="a\rb\r\nc\r", chunk=1, size=1)
def test_rows_are_those_of_a_csv_reader(text: str, chunk: int, size: int) -> None:
    """Where every quotation mark is closed, the rows of the pieces are those of Python's own reader of CSV."""
    data = text.encode()
    found = list(cut(chunks(data, chunk), Separated(","), size))
    if any(piece.bad for piece in found):
        return
    assert b"".join(piece.data for piece in found) == data
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert sum(piece.rows for piece in found) == len(rows)
    apart = [csv.reader(io.StringIO(piece.data.decode(), newline="")) for piece in found]
    assert list(itertools.chain.from_iterable(apart)) == rows


@settings(max_examples=400)
@given(text=TABLES, chunk=st.integers(1, 9), size=st.integers(1, 20))
def test_what_is_bad_does_not_depend_on_the_pieces(text: str, chunk: int, size: int) -> None:
    """The rows and what is wrong with them are the same in one piece and in many."""
    data = text.encode()
    whole = records(data, Separated(","), len(data) + 1, len(data) + 1)
    many = records(data, Separated(","), chunk, size)
    assert _flat(many) == _flat(whole)


def _flat(found: list[tuple[int, str]]) -> list[str]:
    return [bad for rows, bad in found for _row in range(rows)]


@settings(max_examples=200)
@given(
    lines=st.lists(st.text("ab{}\r ", max_size=6)), chunk=st.integers(1, 9), size=st.integers(1, 20)
)
def test_lines_are_lines(lines: list[str], chunk: int, size: int) -> None:
    """Of JSON Lines a row is a line, empty ones too."""
    data = "".join(line + "\n" for line in lines).encode()
    assert sum(rows for rows, _bad in records(data, Lines(), chunk, size)) == len(lines)


@settings(max_examples=200)
@given(
    lines=st.lists(st.text("ab \r", max_size=30), max_size=8),
    ended=st.booleans(),
    size=st.integers(1, 60),
    start=st.integers(0, 8),
)
def test_lines_are_the_same_in_the_file(
    lines: list[str], ended: bool, size: int, start: int
) -> None:
    """Lines that are found in a file are those that are cut from a text, from any piece on."""
    data = "\n".join(lines).encode() + b"\n" * ended
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pathfinder.batch.reading.line_spans.MAX_RECORD", 20)
        patch.setattr(pieces, "MAX_RECORD", 20)
        found = list(line_spans(io.BytesIO(data), size))
        assert sum(one.rows for one in found) == len(_flat(records(data, Lines(), 7, size)))
        for one in found[start : start + 1]:
            rest = list(line_spans(io.BytesIO(data), size + 3, one.end, one.sha256))
            assert sum(other.rows for other in (*found[: start + 1], *rest)) == sum(
                other.rows for other in found
            )
            with pytest.raises(OtherText):
                list(line_spans(io.BytesIO(b"?" + data), size, one.end, one.sha256))
    assert [one.start for one in found[1:]] == [one.end for one in found[:-1]]
    assert not data or found[-1].end == len(data)


@settings(max_examples=200)
@given(
    elements=st.lists(
        st.sampled_from(['{"a": "],[\\""}', "[1, [2]]", "3", '"\\\\"', "{}"]), max_size=8
    ),
    chunk=st.integers(1, 9),
    size=st.integers(1, 40),
)
def test_elements_are_those_of_the_list(elements: list[str], chunk: int, size: int) -> None:
    """Of a list of JSON a row is an element, whatever stands in its texts and however it is nested."""
    data = (", ".join(elements) + " ]\n").encode()
    assert sum(rows for rows, _bad in records(data, Elements(), chunk, size)) == len(elements)


@pytest.mark.parametrize("left", ["", '{"facts": {}}', '{"facts": {}},', '{"facts": {}}, {"fac'])
def test_a_list_that_does_not_end(left: str) -> None:
    """A list that is cut off costs the person at its end, who may have said more."""
    *_good, (rows, bad) = records(left.encode() or b" ", Elements(), 5, 5)
    assert (rows, bad) == (1, "cut")


@pytest.mark.parametrize(
    "text, rows",
    [
        pytest.param("x" * 90 + "\na\n", ["long", ""], id="long-line"),
        pytest.param('"' + "x\n" * 60 + 'y"\na\n', ["open", *[""] * 60, ""], id="long-cell"),
        pytest.param('a\n"b\nc\n', ["", "open", ""], id="never-closed"),
        pytest.param('a\n"b', ["", "open"], id="never-closed-at-the-end"),
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_row_that_does_not_end(
    text: str, rows: list[str], size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row that is too long or never closed costs its first line; what follows is read."""
    monkeypatch.setattr(pieces, "MAX_RECORD", 80)
    assert _flat(records(text.encode(), Separated(","), 5, size)) == rows


def test_too_long_an_element(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a list of JSON nothing after an element that is too long can be read."""
    from pathfinder.batch.reading import documents

    monkeypatch.setattr(documents, "MAX_RECORD", 80)
    with pytest.raises(TooLong):
        records(b'{}, {"a": "' + b"x" * 90 + b'"}, {}]', Elements(), 5, 20)


def test_another_text_before_the_position() -> None:
    """Reading does not go on in a text that is not the one that was read before."""
    first, *_rest = cut(chunks(b"a\nb\nc\n", 2), Lines(), 2)
    assert [piece.data for piece in cut(iter([b"a\nb\nc\n"]), Lines(), 9, first.end, first.sha256)]
    for other in (b"x\nb\nc\n", b"a"):
        with pytest.raises(OtherText):
            list(cut(iter([other]), Lines(), 9, first.end, first.sha256))


def test_another_file_before_the_position(tmp_path: Path, known: Vocabulary) -> None:
    """A file that was changed before the position is refused by its name."""
    path = tmp_path / "people.csv"
    path.write_text("case,age\n" + "anna,34\n" * 9)
    task = tasks_of(Source([str(path)], known), size=9)[2]
    path.write_text("case,age\n" + "anna,35\n" * 9)
    with pytest.raises(ProblemsFound) as found:
        list(Source([str(path)], known).tasks(task.end))
    assert [problem.code for problem in found.value.problems] == ["PF101"]


CELLS = st.text(st.sampled_from("ab'\"=,\r\n "), max_size=6)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=st.lists(st.tuples(CELLS, st.sampled_from(["34", "", " 5", "unknown"])), max_size=8),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    size=st.integers(1, 60),
    lame=st.integers(0, 8),
)
def test_both_readers_of_cells_agree(
    rows: list[tuple[str, str]], quoting: Any, size: int, lame: int, tmp_path: Path
) -> None:
    """A row says the same whether its piece is read quickly or, because of another row, carefully."""
    known = known_vocabulary()
    path = tmp_path / "people.csv"
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=quoting)
    writer.writerow(["case", "age"])
    for number, row in enumerate(rows):
        writer.writerow([*row, "more"] if number == lame else row)
    path.write_text(text.getvalue(), newline="")
    one, many = blocks(path, known), blocks(path, known, size=size)
    assert _all(one, known) == _all(many, known)
    counts = [sum(block.rows + block.empty for block in found) for found in (one, many)]
    assert counts == [len(rows)] * 2


def _all(found: list[Block], known: Vocabulary) -> list[object]:
    people = [pair for block in found for pair in people_of(block, known)]
    return [people, [refusal for block in found for refusal in block.refusals]]
