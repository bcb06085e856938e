"""People from JSON whose values are never made: the bytes of each value go into a column as they stand.

Whatever else a text is than an object with known keys (an unknown key, a doubled one, a case file, no JSON) the reader
of profiles decides, so that what is accepted and refused, and why, is the same as in `pathfinder check`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from pathfinder.batch.kernel import Refusal
from pathfinder.batch.reading.careful import Cells, People, read_json, with_rows
from pathfinder.batch.reading.labels import label
from pathfinder.batch.reading.records import CASE
from pathfinder.i18n import _
from pathfinder.language.profile import MAX_LABEL, MAX_LINE
from pathfinder.language.vocabulary import Vocabulary

_BETWEEN = b"\x01"
"""Stands between the values of a person while they become columns; JSON holds no such byte."""

LONG = MAX_LINE // 4
"""In a text of more bytes the reader of profiles counts what it limits."""

_LABEL = r'^"[!#-\[\]-~]+( [!#-\[\]-~]+)*"$'
"""A label that is itself what it stands for, in quotation marks."""


class RawPerson(msgspec.Struct):
    """What the decoder gives for a person: `facts` a record of bytes by fact, `case` bytes; empty where not there."""

    facts: Any
    case: bytes


class Decoders(msgspec.Struct, frozen=True):
    """Decoders of one person, of lines and of a list that keep each value as its bytes."""

    one: Any
    many: Any
    nothing: Any
    """The facts of somebody who said nothing."""


@functools.lru_cache(maxsize=4)
def decoders(facts: tuple[str, ...]) -> Decoders:
    """The decoders of a vocabulary."""
    keys = [f"f{number}" for number in range(len(facts))]
    said = msgspec.defstruct(
        "Said",
        [(key, msgspec.Raw, b"") for key in keys],
        rename=dict(zip(keys, facts, strict=True)),
        forbid_unknown_fields=True,
        gc=False,
    )
    person = msgspec.defstruct(
        "Person",
        [("facts", said | None), ("case", msgspec.Raw, b"")],
        forbid_unknown_fields=True,
        gc=False,
    )
    return Decoders(msgspec.json.Decoder(person), msgspec.json.Decoder(list[person]), said())  # type: ignore[valid-type]


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are UTF-8."""
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def batch_of(
    people: Sequence[RawPerson], data: bytes, first_row: int, facts: tuple[str, ...]
) -> pa.RecordBatch | None:
    """The batch of all people in `data`; None where a key has been dropped or a label is not one."""
    columns, colons = columns_of(people, facts)
    if colons + len(people) != _count(data, ":"):  # of a doubled key the decoder keeps the last
        return None
    named = labels_of(columns[0])
    if named is None:
        return None
    numbers = pa.array(np.arange(first_row, first_row + len(people)))
    return with_rows(facts, numbers, [named, *columns[1:]])


def _count(data: bytes, mark: str) -> int:
    """How often a character stands in the bytes; many times faster than `bytes.count`."""
    return int(np.count_nonzero(np.frombuffer(data, np.uint8) == ord(mark)))


def columns_of(people: Sequence[RawPerson], facts: tuple[str, ...]) -> tuple[list[pa.Array], int]:
    """Columns of the values' own bytes, the label first; and how many colons of the text they account for."""
    nothing = decoders(facts).nothing
    values, join = msgspec.structs.astuple, _BETWEEN.join
    rows = [join((one.case, *values(one.facts or nothing))) for one in people]
    table = b"\n".join(rows)
    if _count(table, "\n") >= len(rows):  # between the parts of a value any white space may stand
        table = b"\n".join([row.replace(b"\n", b" ") for row in rows])
    if b"\r" in table:
        table = table.replace(b"\r", b" ")
    names = (CASE, *facts)
    coded = pa.dictionary(pa.int32(), pa.string())
    read = csv.read_csv(
        pa.py_buffer(table),
        csv.ReadOptions(column_names=names, use_threads=False, block_size=len(table) + 1),
        csv.ParseOptions(
            delimiter=_BETWEEN.decode(), quote_char=False, double_quote=False, escape_char=False,
            ignore_empty_lines=False,
        ),
        csv.ConvertOptions(
            column_types={name: coded if name != CASE else pa.string() for name in names},
            strings_can_be_null=True, null_values=[""], check_utf8=False,
        ),
    ).combine_chunks().to_batches()[0]  # fmt: skip
    said = sum(len(column) - column.null_count for column in read.columns)
    named, *columns = read.columns
    return [named, *map(_without_null, columns)], said + _count(table, ":")


def _without_null(column: pa.Array) -> pa.Array:
    """A column in which the word `null` of JSON is null: not said."""
    code = pc.index(column.dictionary, "null").as_py()
    if code < 0:
        return column
    indices = pc.if_else(pc.equal(column.indices, code), None, column.indices)
    return pa.DictionaryArray.from_arrays(indices, column.dictionary)


def labels_of(raw: pa.Array) -> pa.Array | None:
    """Labels from the JSON text of them; None where one is a list or keys."""
    plain = pc.and_(
        pc.match_substring_regex(raw, _LABEL), pc.less_equal(pc.binary_length(raw), MAX_LABEL)
    )
    if raw.null_count == 0 and pc.all(plain).as_py():
        return pc.utf8_slice_codeunits(raw, 1, -1)
    done: list[str | None] = []
    for text in raw.to_pylist():
        if text is None or text == "null":
            done.append(None)
        elif text[0] in "[{":
            return None
        else:
            done.append(label(msgspec.json.decode(text) if text[0] == '"' else text))
    return pa.array(done, pa.string())


class OneByOne:
    """Reads texts some of which are not what they should be; the others cost little more than elsewhere."""

    def __init__(self, vocabulary: Vocabulary, shown: str) -> None:
        self.facts = tuple(vocabulary.facts)
        self.decoders = decoders(self.facts)
        self.shown = shown
        self.careful = People(vocabulary)
        self.people: list[RawPerson] = []
        self.numbers: list[int] = []
        self.labels: dict[int, str | None] = {}

    def read(self, data: bytes, number: int) -> None:
        """Read one text, by the reader of profiles where the quick one does not take it."""
        if not is_utf8(data):
            self.careful.refuse(number, "PF101", _("The line is not UTF-8 text."))
            return
        person = self.quick(data)
        if person is not None:
            self.add(person, number)
            return
        found = read_json(data.decode(), self.shown, self.careful.vocabulary)
        for cells in self.careful.read(number, found):
            self.labels[len(self.people)] = cells.pop(CASE, None)
            self.add(self.person(cells), number)

    def add(self, person: RawPerson, number: int) -> None:
        """Take somebody who can be judged."""
        self.people.append(person)
        self.numbers.append(number)

    def quick(self, data: bytes) -> RawPerson | None:
        """The person of a text that is as it should be."""
        try:
            person: RawPerson = self.decoders.one.decode(data)
        except (msgspec.MsgspecError, RecursionError):
            return None
        said = msgspec.structs.astuple(person.facts or self.decoders.nothing)
        values = [bytes(value) for value in (person.case, *said) if value]
        colons = 1 + len(values) + sum(value.count(b":") for value in values)
        odd = bytes(person.case)[:1] in (b"[", b"{")
        return person if colons == data.count(b":") and len(data) <= LONG and not odd else None

    def person(self, cells: Cells) -> RawPerson:
        """A person as the quick decoder gives them."""
        values = [cells.get(name, "").encode() for name in self.facts]
        return RawPerson(type(self.decoders.nothing)(*values), b"")

    def refusals(self, others: Iterable[Refusal]) -> list[Refusal]:
        """Why people cannot be judged, in the order of their rows."""
        return sorted([*others, *self.careful.refusals], key=lambda one: one.row)

    @property
    def rows(self) -> int:
        """How many people were read, refused ones among them."""
        return len(self.people) + self.careful.refused

    def batch(self) -> pa.RecordBatch:
        """Those who can be judged."""
        if not self.people:
            return self.careful.batch()
        columns, _count = columns_of(self.people, self.facts)
        named = labels_of(columns[0])
        assert named is not None
        if self.labels:
            listed = named.to_pylist()
            for index, text in self.labels.items():
                listed[index] = text
            named = pa.array(listed, pa.string())
        return with_rows(self.facts, pa.array(self.numbers, pa.int64()), [named, *columns[1:]])
