"""People as Arrow record batches, in each of the notations of the contract."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.language.write import plain_facts, row_cells

STAY = pa.struct([("country", pa.string()), ("entered", pa.date32()), ("left", pa.date32())])
VISA = pa.struct([("issuer", pa.string()), ("type", pa.string()), ("until", pa.date32())])
NATIVE = {
    "yes_no": pa.bool_(), "choice": pa.string(), "choices": pa.list_(pa.string()), "country": pa.string(),
    "countries": pa.list_(pa.string()), "number": pa.int64(), "date": pa.date32(), "stays": pa.list_(STAY),
    "by_country": pa.map_(pa.string(), pa.date32()), "visas": pa.list_(VISA), "text": pa.string(),
}  # fmt: skip


def table_batch(people: Sequence[Profile], vocabulary: Vocabulary) -> pa.RecordBatch:
    """Text cells as in a spreadsheet."""
    rows = [row_cells(person, vocabulary) for person in people]
    return _text_batch(rows, vocabulary, "table")


def json_batch(people: Sequence[Profile], vocabulary: Vocabulary) -> pa.RecordBatch:
    """Text cells that hold JSON, as the values of JSON Lines stand there."""
    rows = []
    for person in people:
        facts: dict[str, Any] = plain_facts(person, vocabulary)
        for name, fact in vocabulary.facts.items():
            if name in person.values:
                facts[name] = _json_value(fact, person.values[name])
        rows.append({name: json.dumps(value) for name, value in facts.items()})
    return _text_batch(rows, vocabulary, "json")


def _text_batch(rows: list[dict[str, str]], vocabulary: Vocabulary, how: str) -> pa.RecordBatch:
    fields = [pa.field(name, pa.string(), metadata={"notation": how}) for name in vocabulary.facts]
    columns = [pa.array([row.get(name) for row in rows], pa.string()) for name in vocabulary.facts]
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def native_batch(people: Sequence[Profile], vocabulary: Vocabulary) -> pa.RecordBatch:
    """Columns of the natural types, with `FACT__said` beside each."""
    columns: dict[str, pa.Array] = {}
    for name, fact in vocabulary.facts.items():
        values = [_native_value(fact, person.values.get(name)) for person in people]
        columns[name] = pa.array(values, NATIVE[fact.kind])
        columns[f"{name}__said"] = pa.array(
            [person.unsaid.get(name) for person in people], pa.string()
        )
    return pa.RecordBatch.from_pydict(columns)


def day_of(ordinal: int | None) -> dt.date | None:
    """A day as Python has it."""
    return None if ordinal is None else dt.date.fromordinal(ordinal)


def _native_value(fact: Fact, value: Any) -> Any:
    if value is None:
        return None
    made: dict[str, Callable[[Any], Any]] = {
        "choices": sorted,
        "countries": sorted,
        "date": day_of,
        "by_country": lambda pairs: [(country, day_of(day)) for country, day in pairs],
        "stays": lambda stays: [
            {"country": s.country, "entered": day_of(s.entered), "left": day_of(s.left)}
            for s in stays
        ],
        "visas": lambda visas: [
            {"issuer": v.issuer, "type": v.type, "until": day_of(v.until)} for v in visas
        ],
    }
    return made.get(fact.kind, lambda same: same)(value)


def _json_value(fact: Fact, value: Any) -> Any:
    """As in a JSON profile: lists of objects, objects by country, days as text."""
    native = _native_value(fact, value)
    if fact.kind == "by_country":
        native = dict(native)
    return json.loads(json.dumps(native, default=str))


NOTATIONS: dict[str, Callable[[Sequence[Profile], Vocabulary], pa.RecordBatch]] = {
    "table": table_batch,
    "json": json_batch,
    "native": native_batch,
}
