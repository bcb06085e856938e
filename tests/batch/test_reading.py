"""People come out of a file as they went in, whatever its form."""

from __future__ import annotations

import io
import json
import pickle
import sys
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from batch.files_of_people import (
    WRITERS,
    blocks,
    json_lines,
    people_of,
    read_back,
    separated,
    tasks_of,
    workbook,
)  # fmt: skip
from language.small_book import known_vocabulary
from language.test_write import people
from pathfinder.batch.reading import Position, Source, read
from pathfinder.language.profile import MAX_LABEL, Profile, parse_profiles
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.text import inert

CROWDS = st.lists(
    people().filter(lambda one: one.case or one.values or one.unsaid), min_size=1, max_size=4
)
"""Somebody of whom nothing at all is said is no row of a table."""

ANNA = Profile(values={"citizenships": frozenset({"RU"}), "age": 34}, case="anna")
BORIS = Profile(values={"age": 51}, unsaid={"pregnant": "declined"}, case="boris")


@pytest.mark.parametrize("name", WRITERS)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(crowd=CROWDS)
def test_people_come_back_from_every_form(name: str, crowd: list[Profile], tmp_path: Path) -> None:
    """Whoever is written to a file of any form is read from it unchanged, in the same order."""
    known = known_vocabulary()
    path = tmp_path / name
    path.write_bytes(WRITERS[name](crowd, known))
    assert read_back(path, known) == crowd


@pytest.mark.parametrize("name", WRITERS)
def test_the_form_is_found_without_the_name(name: str, tmp_path: Path, known: Vocabulary) -> None:
    """A file whose name says nothing is read all the same."""
    path = tmp_path / "people"
    path.write_bytes(WRITERS[name]([ANNA, BORIS], known))
    assert read_back(path, known) == [ANNA, BORIS]


@pytest.mark.parametrize("name", WRITERS)
def test_standard_input_holds_any_form(
    name: str, monkeypatch: pytest.MonkeyPatch, known: Vocabulary
) -> None:
    """What comes on standard input is read as from a file."""
    data = WRITERS[name]([ANNA, BORIS], known)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    source = Source(["-"], known)
    found = [read(task, source.plan) for task in tasks_of(source)]
    assert [one for block in found for _row, one in people_of(block, known)] == [ANNA, BORIS]
    assert source.total is None


@pytest.mark.parametrize("name", WRITERS)
def test_plan_and_tasks_travel(name: str, tmp_path: Path, known: Vocabulary) -> None:
    """Pieces and what is needed to read them can be sent to another process, positions written to a journal."""
    path = tmp_path / name
    path.write_bytes(WRITERS[name]([ANNA, BORIS], known))
    source = Source([str(path)], known)
    plan = pickle.loads(pickle.dumps(source.plan))  # noqa: S301 - our own
    tasks = pickle.loads(pickle.dumps(tasks_of(source)))  # noqa: S301
    found = [profile for task in tasks for _row, profile in people_of(read(task, plan), known)]
    assert found == [ANNA, BORIS]
    end = tasks[-1].end
    assert msgspec.json.decode(msgspec.json.encode(end), type=Position) == end


@pytest.mark.parametrize("name", WRITERS)
def test_reading_goes_on_after_any_piece(name: str, tmp_path: Path, known: Vocabulary) -> None:
    """Whoever stands after the end of a piece, and nobody else, is read from that position on."""
    crowd = [msgspec.structs.replace(ANNA, case=f"person-{n}") for n in range(9)]
    path = tmp_path / name
    path.write_bytes(WRITERS[name](crowd, known))
    source = Source([str(path)], known)
    tasks = tasks_of(source, size=300, rows=2)
    done = 0
    for task in tasks:
        done += read(task, source.plan).rows
        again = Source([str(path)], known)
        rest = [read(one, again.plan) for one in tasks_of(again, task.end, size=700, rows=3)]
        found = [profile for block in rest for _row, profile in people_of(block, known)]
        assert found == crowd[done:]
    assert done == len(crowd)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    crowd=CROWDS,
    name=st.sampled_from(sorted(WRITERS)),
    size=st.integers(1, 3000),
    rows=st.integers(1, 4),
)
def test_pieces_do_not_change_people(
    crowd: list[Profile], name: str, size: int, rows: int, tmp_path: Path
) -> None:
    """However a file is cut into pieces, the same people with the same row numbers are read."""
    known = known_vocabulary()
    path = tmp_path / name
    path.write_bytes(WRITERS[name](crowd, known))
    cut, whole = (
        [pair for block in blocks(path, known, **how) for pair in people_of(block, known)]
        for how in ({"size": size, "rows": rows}, {})
    )
    assert cut == whole
    assert [profile for _row, profile in cut] == crowd


@settings(max_examples=60)
@given(text=st.text(max_size=300) | st.text("\x1b \t\r\n'\"=+-@;,аб\u202e", max_size=12))
def test_labels_are_those_of_check(text: str) -> None:
    """A label is cut and made harmless as `check` does it, in every form."""
    known = known_vocabulary()
    line = json.dumps({"case": text, "facts": {}})
    (expected,) = parse_profiles(line, "", "lines", known)
    person = Profile(values={}, case=expected.case)
    assert person.case == (inert(text[:MAX_LABEL]) or None)
    rows = [["case", "age"], [text, "34"]]
    written = {
        "a.jsonl": json.dumps({"case": text, "facts": {"age": 34}}).encode(),
        "a.csv": _csv(rows),
        "a.xlsx": workbook(rows),
    }
    for name, data in written.items():
        assert _labels(name, data, known) == [person.case], name


def _csv(rows: list[list[str]]) -> bytes:
    import csv

    from pathfinder.batch.cells import neutralise

    target = io.StringIO(newline="")
    csv.writer(target).writerows([[neutralise(cell) for cell in row] for row in rows])
    return target.getvalue().encode()


def _labels(name: str, data: bytes, known: Vocabulary) -> list[str | None]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(data)
        return [row["case"] for block in blocks(path, known) for row in block.batch.to_pylist()]


def test_several_files_and_patterns(tmp_path: Path, known: Vocabulary) -> None:
    """Files of different forms are one input, in the order given; a pattern stands for what fits it, in order."""
    for name in ("b.jsonl", "a.csv", "c.parquet"):
        write = {"b": json_lines, "a": separated(";", "utf-8"), "c": WRITERS["native.parquet"]}
        (tmp_path / name).write_bytes(write[name[0]]([ANNA, BORIS], known))
    source = Source([str(tmp_path / "c.parquet"), str(tmp_path / "[ab].*")], known)
    found = [read(task, source.plan) for task in source.tasks()]
    names = [Path(block.shown).name for block in found]
    assert names == ["c.parquet", "c.parquet", "a.csv", "b.jsonl"] or sorted(set(names)) == [
        "a.csv", "b.jsonl", "c.parquet",
    ]  # fmt: skip
    assert [p for block in found for _row, p in people_of(block, known)] == [ANNA, BORIS] * 3
    assert not source.columnar
    assert set(source.digests()) == {
        str(tmp_path / name) for name in ("a.csv", "b.jsonl", "c.parquet")
    }
