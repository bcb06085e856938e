"""Seeded people in any number, as Parquet and as JSON Lines: those of the shipped vocabulary, those of `workload`.

    python benchmarks/batch_people.py 1000000 FOLDER [--who mixed] [--form parquet]

`flat` people have the facts of one value and a citizenship; of `mixed` people 30 % have sets, maps, stays and visas
besides; `full` people all have them; `generated` people have the facts of `workload`, for rules of which any number
can be made. A fifth of the facts is missing, and 2 % of what is left is `unknown` or `declined`. Values are drawn near
the constants of the rules: in the countries and the months of which the documents speak.

Every fact has a pool of values, drawn one by one; a person is an index into each pool, and columns and lines are
gathered from the pools by Arrow. So a million people take seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import batch_values
import pathfinder
import workload

MISSING = 0.2
NOT_SAID = 0.02
WITH_SETS = 0.3
PIECE = 65_536
"""So many people are made at a time; a row group of the Parquet file holds them."""

FLAT = frozenset(("yes_no", "choice", "country", "number", "date"))
WHO = ("flat", "mixed", "full", "generated")
FORMS = ("parquet", "jsonl")

STAY = pa.struct([("country", pa.string()), ("entered", pa.date32()), ("left", pa.date32())])
VISA = pa.struct([("issuer", pa.string()), ("type", pa.string()), ("until", pa.date32())])
TYPES = {
    "yes_no": pa.bool_(), "choice": pa.string(), "choices": pa.list_(pa.string()), "country": pa.string(),
    "countries": pa.list_(pa.string()), "number": pa.int64(), "date": pa.date32(), "stays": pa.list_(STAY),
    "by_country": pa.map_(pa.string(), pa.date32()), "visas": pa.list_(VISA),
}  # fmt: skip
SETS = frozenset(TYPES) - FLAT


class Pool(msgspec.Struct):
    """The values of a fact that people are given: as Arrow array and, one by one, as JSON under its name.

    `follows` is a fact whose index this one shares (a spouse is family; an open stay says the country).
    """

    name: str
    kind: str
    values: pa.Array
    texts: pa.Array
    follows: str = ""


def pool(name: str, kind: str, values: list[Any], follows: str = "") -> Pool:
    """A pool of Python values: what JSON would hold, with dates for days."""
    if kind == "by_country":
        array = pa.array([None if v is None else list(v.items()) for v in values], TYPES[kind])
    else:
        array = pa.array(values, TYPES[kind])
    texts = [f'"{name}":{msgspec.json.encode(value).decode()}' for value in values]
    return Pool(name, kind, array, pa.array(texts), follows)


def shipped_pools(draw: random.Random, stays: int) -> list[Pool]:
    """Pools of all facts of the rule book that comes with the program."""
    book = pathfinder.load_rules()
    together = batch_values.together(draw, stays)
    found = []
    for fact in book.vocabulary.facts.values():
        if fact.name in together:
            values, follows = together[fact.name]
        else:
            value = batch_values.drawer(fact, draw, list(book.pathways))
            values, follows = [value() for _ in range(batch_values.SIZE)], ""
        found.append(pool(fact.name, fact.kind, values, follows))
    return found


def generated_pools(draw: random.Random, stays: int) -> list[Pool]:
    """Pools of the facts of `workload`; stays without a present one, and everybody is in Russia."""
    makers: dict[str, tuple[str, Callable[[], Any]]] = {
        "citizenships": ("countries", lambda: ["RU"]),
        "current_country": ("country", lambda: "RU"),
    }
    people = [workload.full_profile(draw.randrange(10**9)) for _ in range(batch_values.SIZE)]
    kinds = dict.fromkeys(workload.YES_NO, "yes_no") | dict.fromkeys(workload.CHOICES, "choice")
    kinds |= dict.fromkeys(workload.NUMBERS, "number") | dict.fromkeys(workload.DATES, "date")
    found = [pool(name, kind, [make()]) for name, (kind, make) in makers.items()]
    for name, kind in kinds.items():
        values = [person[name] for person in people]
        if kind == "date":
            values = [dt.date.fromisoformat(value) for value in values]
        found.append(pool(name, kind, values))
    lists = [_dated(workload.full_profile(draw.randrange(10**9))["stays"]) for _ in range(stays)]
    return [*found, pool("stays", "stays", lists)]


def _dated(stays: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Stays with dates for days, one after the other: two of the peers would count an overlap twice."""
    day = dt.date.fromisoformat
    found: list[dict[str, Any]] = []
    for stay in sorted(stays, key=lambda stay: stay["entered"]):
        dated = stay | {"entered": day(stay["entered"]), "left": day(stay["left"])}
        if not found or dated["entered"] > found[-1]["left"]:
            found.append(dated)
    return found


class People:
    """A crowd: `who` says which facts its people have, the seed who they are."""

    def __init__(self, who: str, seed: int = 5, stays: int = 100_000) -> None:
        draw = random.Random(seed)
        self.who, self.seed = who, seed
        self.pools = (generated_pools if who == "generated" else shipped_pools)(draw, stays)
        if who == "flat":
            self.pools = [p for p in self.pools if p.kind in FLAT or p.name == "citizenships"]
            one = next(p for p in self.pools if p.name == "citizenships")
            alone = pool(one.name, one.kind, [value[:1] for value in one.values.to_pylist()])
            self.pools[self.pools.index(one)] = alone

    def pieces(self, number: int) -> Iterator[tuple[int, dict[str, np.ndarray]]]:
        """The first person of each piece, and an index a person into each pool: -1 missing, -2 and -3 not known."""
        for piece, start in enumerate(range(0, number, PIECE)):
            size = min(PIECE, number - start)
            yield start, self._indices(np.random.default_rng((self.seed, piece)), size)

    def _indices(self, draw: np.random.Generator, size: int) -> dict[str, np.ndarray]:
        shared: dict[str, np.ndarray] = {}
        found = {}
        with_sets = draw.random(size) < WITH_SETS
        for one in self.pools:
            key = one.follows or one.name
            if key not in shared:
                shared[key] = draw.integers(0, len(one.values), size, dtype=np.int32)
            index = shared[key].copy()
            how = draw.random(size)
            if one.name in ("citizenships", "current_country") and self.who == "generated":
                how[:] = 1.0  # said by everybody: the peers know neither of them
            index[how < MISSING] = -1
            not_said = (how >= MISSING) & (how < MISSING + (1 - MISSING) * NOT_SAID)
            index[not_said] = -2 - (draw.random(np.count_nonzero(not_said)) < 0.5)
            if self.who == "mixed" and one.kind in SETS and one.name != "citizenships":
                index[~with_sets] = -1
            found[one.name] = index
        return found

    def table(self, start: int, indices: dict[str, np.ndarray]) -> pa.Table:
        """A piece as columns: `case`, the facts in their natural types, and `FACT__said` beside each."""
        size = len(next(iter(indices.values())))
        columns = {"case": _labels(start, size)}
        words = pa.array(["unknown", "declined"])
        for one in self.pools:
            index = indices[one.name]
            columns[one.name] = one.values.take(pa.array(index, mask=index < 0))
            columns[f"{one.name}__said"] = words.take(pa.array(-2 - index, mask=index > -2))
        return pa.table(columns)

    def lines(self, start: int, indices: dict[str, np.ndarray]) -> memoryview:
        """A piece as JSON Lines."""
        parts = []
        for one in self.pools:
            index = indices[one.name]
            words = [f'"{one.name}":"{word}"' for word in ("unknown", "declined")]
            texts = pa.concat_arrays([one.texts, pa.array(words)])
            where = np.where(index < -1, len(one.texts) - 2 - index, index)
            parts.append(texts.take(pa.array(where, mask=index == -1)))
        facts = pc.binary_join_element_wise(*parts, ",", null_handling="skip")
        labels = _labels(start, len(facts))
        joined = pc.binary_join_element_wise('{"case":"', labels, '","facts":{', facts, "}}\n", "")
        _validity, _offsets, data = joined.buffers()
        return memoryview(data)[: pc.sum(pc.binary_length(joined)).as_py()]

    def write(self, number: int, **files: Path) -> None:
        """Write the people once to each of the files, named by their forms."""
        if "parquet" in files:
            schema = self.table(0, next(self.pieces(1))[1]).schema
            with pq.ParquetWriter(files["parquet"], schema) as writer:
                for start, indices in self.pieces(number):
                    writer.write_table(self.table(start, indices))
        if "jsonl" in files:
            with files["jsonl"].open("wb") as file:
                for start, indices in self.pieces(number):
                    file.write(self.lines(start, indices))


def _labels(start: int, size: int) -> pa.Array:
    numbers = pa.array(np.arange(start, start + size)).cast(pa.string())
    return pc.binary_join_element_wise("p", pc.utf8_lpad(numbers, 8, "0"), "")


def facts_of(row: dict[str, Any]) -> dict[str, Any]:
    """A row of the Parquet file as `pathfinder.judge` takes it."""
    facts = {}
    for name, value in row.items():
        if name == "case" or value is None:
            continue
        fact = name.removesuffix("__said")
        if isinstance(value, list) and value and isinstance(value[0], tuple):
            value = dict(value)  # noqa: PLW2901 - a map by country
        facts[fact] = value
    return facts


def main() -> None:
    """Write a file of people."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("number", type=int)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--who", choices=WHO, default="mixed")
    arguments.add_argument("--form", choices=FORMS, nargs="+", default=["parquet"])
    chosen = arguments.parse_args()
    name = f"{chosen.who}-{chosen.number}"
    files = {form: chosen.folder / f"{name}.{form}" for form in chosen.form}
    People(chosen.who).write(chosen.number, **files)


if __name__ == "__main__":
    main()
