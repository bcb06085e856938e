"""Columns of few words joined to lines of text, a few columns at once.

A person has a verdict for each of a hundred pathways, and looking up and copying each of them alone would take longer
than judging. So some columns together count as one whose words are all that stand side by side in them: four columns of
five verdicts are one of 625 longer texts, of which the few that occur are put together once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt
import pyarrow as pa

TOGETHER = 4
"""So many columns are looked up together: a table of texts that still fits a processor's cache."""

MOST_WORDS = 12
"""Columns of more words than this are not joined."""

Codes = npt.NDArray[np.int32]
Fragment = Callable[[str, str | None], str]
"""The text of a cell, from the name of its column and the word in it (None: no value)."""


def is_joinable(column: pa.Array) -> bool:
    """Whether a column is one of few words."""
    kind = column.type
    return (
        pa.types.is_dictionary(kind)
        and pa.types.is_string(kind.value_type)
        and len(column.dictionary) <= MOST_WORDS
    )


class Together:
    """A few neighbouring columns, whose texts are put together as they occur."""

    def __init__(
        self, names: Sequence[str], words: Sequence[list[str]], fragment: Fragment
    ) -> None:
        self._fragments = [
            [fragment(name, word) for word in [*own, None]]
            for name, own in zip(names, words, strict=True)
        ]
        self._sizes = [len(one) for one in self._fragments]
        self._places = np.full(int(np.prod(self._sizes)), -1, dtype=np.int32)
        self._array = pa.array([], pa.string())
        self._adding = Lock()

    def texts(self, codes: Sequence[Codes]) -> pa.Array:
        """The text of every row, from the code of each column in it (the last code: no value)."""
        place = codes[0]
        for size, code in zip(self._sizes[1:], codes[1:], strict=True):
            place = place * size + code
        found = self._places[place]
        if (found < 0).any():
            with self._adding:
                self._add(np.unique(place[self._places[place] < 0]).tolist())
            found = self._places[place]
        return self._array.take(pa.array(found))

    def _add(self, places: Sequence[int]) -> None:
        """Put texts together; others may be looking up meanwhile, so a place is told when its text is there."""
        self._array = pa.concat_arrays(
            [self._array, pa.array([self._text(place) for place in places], pa.string())]
        )
        self._places[places] = np.arange(len(self._array) - len(places), len(self._array))

    def _text(self, place: int) -> str:
        parts = []
        for size, fragments in zip(reversed(self._sizes), reversed(self._fragments), strict=True):
            place, code = divmod(place, size)
            parts.append(fragments[code])
        return "".join(reversed(parts))


class Joiner:
    """Joins the columns of few words that stand side by side in tables of one shape."""

    def __init__(self, fragment: Fragment) -> None:
        self._fragment = fragment
        self._known: dict[tuple[str, ...], tuple[list[pa.Array], Together]] = {}

    def texts(self, batch: pa.RecordBatch, first: int, last: int) -> list[pa.Array]:
        """Texts whose concatenation is that of the columns from `first` to before `last`."""
        return [
            self._some(batch, range(start, min(start + TOGETHER, last)))
            for start in range(first, last, TOGETHER)
        ]

    def _some(self, batch: pa.RecordBatch, places: Sequence[int]) -> pa.Array:
        columns = [batch.column(place) for place in places]
        names = tuple(batch.schema.field(place).name for place in places)
        words = [column.dictionary for column in columns]
        known, together = self._known.get(names, ([], None))
        if together is None or not all(
            one.equals(other) for one, other in zip(known, words, strict=True)
        ):
            together = Together(names, [own.to_pylist() for own in words], self._fragment)
            self._known[names] = (words, together)
        return together.texts([_codes(column) for column in columns])


def _codes(column: pa.Array) -> Codes:
    indices = column.indices
    if indices.null_count:
        indices = indices.cast(pa.int32()).fill_null(len(column.dictionary))
    codes: Codes = indices.to_numpy(zero_copy_only=False).astype(np.int32)
    return codes
