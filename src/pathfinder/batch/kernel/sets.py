"""Columns of lists of words and of visas to numbers of values: each distinct list is read once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pathfinder.batch.kernel.columns import (
    Lists,
    Numbers,
    days_of,
    is_day,
    is_list,
    looked_up,
    one_by_one,
    plain_numbers,
)
from pathfinder.batch.kernel.quick import FIRST, LAST
from pathfinder.batch.kernel.values import FAULTY, Lock, Values
from pathfinder.language.answers import Visa
from pathfinder.language.vocabulary import SCHENGEN
from pathfinder.values.dates import Day

_PACKED, _BITS = 4, 16
"""So many members of a list are packed into 64 bits; longer lists are looked up one by one."""

_MASK = (1 << _BITS) - 1


def numbers_of(values: Values, column: pa.Array, notation: str, day: Day) -> Numbers:
    """The numbers of the values in a column of any kind but stays and maps by country."""
    kind, of = column.type, values.fact.kind
    if not is_list(kind):
        return plain_numbers(values, column, notation)
    if of in ("choices", "countries") and not pa.types.is_nested(kind.value_type):
        return _sets(values, column)
    if of == "visas" and _is_visas(kind.value_type):
        return _visas(values, column, day)
    return one_by_one(values, column)


def _sets(values: Values, column: pa.Array) -> Numbers:
    """Lists of words; a member that is not one of the fact's makes the list faulty."""
    if values.fact.kind == "countries":
        words = list(values.vocabulary.countries)
    else:
        words = [word for word, _label in values.fact.options if word != "none"]
    index = {word: number for number, word in enumerate(words, 1)}
    upper = values.fact.kind == "countries"

    def number(raw: object) -> int:
        word = str(raw).strip()
        return index.get(word.upper() if upper else word, 0)

    lists = Lists(column)
    members = looked_up(lists.members, number)
    return _numbered(
        len(column),
        lists,
        members,
        lambda some: values.number(frozenset([words[one - 1] for one in some])),
        values.packed,
        values.lock,
    )


def _is_visas(kind: pa.DataType) -> bool:
    if not pa.types.is_struct(kind):
        return False
    names = sorted(field.name for field in kind)
    return names == ["issuer", "type", "until"] and is_day(kind.field("until").type)


def _visas(values: Values, column: pa.Array, day: Day) -> Numbers:
    """Lists of an issuer, a type and a last day, of which counts whether it is past."""
    issuers = [SCHENGEN, *values.vocabulary.countries]
    kinds = [word for word, _label in values.fact.options]
    of_issuer = {word: number for number, word in enumerate(issuers, 1)}
    of_kind = {word: number for number, word in enumerate(kinds, 1)}
    lists = Lists(column)
    flat = lists.members
    whose = looked_up(flat.field("issuer"), lambda raw: of_issuer.get(str(raw).strip().upper(), 0))
    types = looked_up(flat.field("type"), lambda raw: of_kind.get(str(raw).strip(), 0))
    until = days_of(flat.field("until"))
    members = (whose << 5 | types) << 1 | (until >= day)
    members[(whose == 0) | (types == 0) | (until < FIRST) | (until > LAST)] = 0

    def read(some: Sequence[int]) -> int:
        return values.number(
            tuple(
                Visa(issuers[(one >> 6) - 1], kinds[(one >> 1 & 31) - 1], day - 1 + (one & 1))
                for one in some
            )
        )

    return _numbered(len(column), lists, members, read, values.packed, values.lock)


def _numbered(
    length: int,
    lists: Lists,
    members: Numbers,
    read: Callable[[Sequence[int]], int],
    known: dict[int, int],
    lock: Lock,
) -> Numbers:
    """A number a list, by its members in their order (1 and more; 0 cannot be read); `known` remembers lists."""
    starts, lengths = lists.starts, lists.lengths
    keys = members[starts].astype(np.uint64)
    for place in range(1, min(_PACKED, int(lengths.max(initial=1)))):
        there = np.flatnonzero(lengths > place)
        part = members[starts[there] + place].astype(np.uint64)
        keys[there] |= part << np.uint64(_BITS * place)
    distinct = pc.dictionary_encode(pa.array(keys))
    packed = distinct.dictionary.to_pylist()
    with lock:
        for key in packed:
            if key not in known:
                known[key] = read(_unpacked(key))
    numbers: Numbers = np.array([known[key] for key in packed], dtype=np.intp)
    of_lists = numbers[distinct.indices.to_numpy()] if packed else numbers
    for one in np.flatnonzero(lengths > _PACKED):
        some = members[starts[one] : starts[one] + lengths[one]].tolist()
        with lock:
            of_lists[one] = read([member for member in some if member])
    found: Numbers = np.zeros(length, dtype=np.intp)
    found[lists.rows] = of_lists
    if len(lists.none):
        with lock:
            found[lists.none] = read([])
    faulty = np.flatnonzero(members == 0)
    if len(faulty):
        found[lists.rows_of(faulty)] = FAULTY
    return found


def _unpacked(key: int) -> list[int]:
    return [
        key >> _BITS * place & _MASK for place in range(_PACKED) if key >> _BITS * place & _MASK
    ]
