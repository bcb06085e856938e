"""Whether what was measured is right: people drawn from an output are judged again, one by one."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pyarrow.parquet as pq

import pathfinder
from batch_people import PIECE, People, facts_of

SAMPLE = 300
"""So many people of an output are judged again."""


class WrongError(Exception):
    """An output that does not hold what it has to."""


def verify(people: People, number: int, output: Path, rules: Any, day: dt.date) -> None:
    """Check that an output in the form `wide` holds every person once, and judge a sample again."""
    draw = random.Random(number)
    pieces = sorted(draw.sample(range(-(-number // PIECE)), min(3, -(-number // PIECE))))
    expected = {}
    for start, indices in people.pieces(number):
        if start // PIECE in pieces:
            rows = people.table(start, indices)
            some = draw.sample(range(len(rows)), min(SAMPLE // len(pieces), len(rows)))
            for row in rows.take(some).to_pylist():
                judged = pathfinder.judge(facts_of(row), on=day, rules=rules)
                expected[row["case"]] = judged.verdicts
        if start // PIECE == pieces[-1]:
            break
    count, found = 0, {}
    for cases, row in _rows(output, expected):
        count += cases
        if row:
            found[row["case"]] = {name: row[name] for name in expected[row["case"]]}
    if count != number:
        raise WrongError(f"{output.name}: {count} people instead of {number}")
    wrong = [case for case, verdicts in expected.items() if found.get(case) != verdicts]
    if wrong:
        raise WrongError(f"{output.name}: {len(wrong)} of {len(expected)} differ, so {wrong[0]}")


def _rows(output: Path, wanted: Iterable[str]) -> Iterator[tuple[int, dict[str, Any] | None]]:
    """How many people come next, and one of those that are wanted."""
    cases = set(wanted)
    if output.suffix == ".jsonl":
        with output.open("rb") as lines:
            for line in lines:
                case = msgspec.json.decode(line, type=_Labelled).case
                yield 1, msgspec.json.decode(line) if case in cases else None
        return
    file = pq.ParquetFile(output)
    for group in range(file.num_row_groups):
        labels = file.read_row_group(group, columns=["case"])["case"].to_pylist()
        yield len(labels), None
        here = [place for place, case in enumerate(labels) if case in cases]
        if here:
            for row in file.read_row_group(group).take(here).to_pylist():
                yield 0, row


class _Labelled(msgspec.Struct):
    case: str


def agreement(ours: Path, theirs: Path) -> tuple[int, int, int]:
    """Verdicts of two outputs: all of them, those that only the first decides, those that contradict."""
    every = only = against = 0
    for mine, other in zip(_verdicts(ours), _verdicts(theirs), strict=True):
        if mine["case"] != other["case"]:
            raise WrongError(f"{theirs.name}: other people, or in another order")
        for name, verdict in other.items():
            if name in ("case", "on"):
                continue
            every += 1
            if mine[name] != verdict:
                only += verdict == "undetermined"
                against += verdict != "undetermined"
    return every, only, against


def _verdicts(output: Path) -> Iterator[dict[str, Any]]:
    """The first people of an output."""
    if output.suffix == ".jsonl":
        with output.open("rb") as lines:
            for _number, line in zip(range(10 * SAMPLE), lines, strict=False):
                yield msgspec.json.decode(line)
        return
    batch = next(pq.ParquetFile(output).iter_batches(10 * SAMPLE))
    yield from batch.to_pylist()
