"""Parts: what is answered together, and the kinds of answers seen so far.

A part is a group of facts, or a piece of one whose answers do not depend on the rest of it: the dates of one country,
an axis of stays. A kind is a number for everybody who has the same state on every axis of the part; kind 0 is that of
who has said nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from pathfinder.batch.kernel.columns import Numbers
from pathfinder.batch.kernel.entries import Entries
from pathfinder.batch.kernel.values import FAULTY, UNSAID, Lock, Values
from pathfinder.engine.axes import Axis
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.groups import Group
from pathfinder.language.vocabulary import Vocabulary

MOST_PLACES = 1 << 22
"""So many places the table of the values of two facts may have; of more, only those that occur are kept."""

MOST_PAIRS = 1 << 20
"""So many of those are remembered; then they are worked out anew."""

NO_KIND = -1
"""Of an answer that cannot be, alone or beside the others of its group: the careful reader says why."""

States = tuple[int, ...]


class Part:
    """The axes of a part, and for each kind the numbers of its states on them.

    What is new is worked out under the `lock` of the day; what is known is read without.
    """

    def __init__(self, on_day: BookOnDay, axes: Sequence[int], lock: Lock) -> None:
        self.on_day = on_day
        self.lock = lock
        self.axes = tuple(axes)
        self.kinds: list[States] = []
        self._numbers: dict[States, int] = {}
        self.kind(tuple(self.axis(number).state({}).number for number in self.axes))

    def axis(self, number: int) -> Axis:
        """An axis by its number on the day."""
        return self.on_day.axes[number]

    def kind(self, states: States) -> int:
        """The kind of who has these states."""
        found = self._numbers.get(states)
        if found is None:
            found = self._numbers[states] = len(self.kinds)
            self.kinds.append(states)
        return found

    def kind_of(self, values: Mapping[str, Any]) -> int:
        """The kind of who has said these values of the facts of the part."""
        return self.kind(tuple(self.axis(number).state(values).number for number in self.axes))


class PlainPart(Part):
    """A whole group of one or two facts."""

    def __init__(
        self,
        on_day: BookOnDay,
        axes: Sequence[int],
        lock: Lock,
        group: Group,
        values: Sequence[Values],
    ) -> None:
        super().__init__(on_day, axes, lock)
        self.group = group
        self.values = values
        self._table: Numbers = np.zeros([0] * len(values), dtype=np.intp)
        self._pairs: dict[tuple[int, ...], int] = {}

    def kinds_of(self, numbers: Sequence[Numbers]) -> Numbers:
        """The kind of each row, from the numbers of the values of the facts."""
        places = tuple(numbers)
        with self.lock:
            if not self._grow():
                return self._of_pairs(places)
            table = self._table
        found: Numbers = table[places]
        unknown = np.flatnonzero(found == _NOT_YET)
        if len(unknown):
            flat = np.ravel_multi_index([one[unknown] for one in places], table.shape)
            with self.lock:
                for one in np.unique(flat):
                    place = tuple(int(n) for n in np.unravel_index(one, table.shape))
                    table[place] = self._table[place] = self._resolve(place)
            found = table[places]
        return found

    def _grow(self) -> bool:
        """Make room for values that came new; what is known keeps its place. False where it would be too much room."""
        sizes = [len(one.values) for one in self.values]
        room = self._table.shape
        if all(size <= there for size, there in zip(sizes, room, strict=True)):
            return True
        wider = [max(there, 2 * size, 8) for size, there in zip(sizes, room, strict=True)]
        if len(wider) > 1 and math.prod(wider) > MOST_PLACES:
            return False
        grown = np.full(wider, _NOT_YET, dtype=np.intp)
        grown[tuple(slice(there) for there in room)] = self._table
        self._table = grown
        return True

    def _of_pairs(self, places: tuple[Numbers, ...]) -> Numbers:
        """The kind of each row, where people say so many different things that most pairs never occur."""
        shape = [len(one.values) for one in self.values]
        pairs, rows = np.unique(np.ravel_multi_index(places, shape), return_inverse=True)
        if len(self._pairs) > MOST_PAIRS:
            self._pairs.clear()
        kinds = []
        for pair in zip(*np.unravel_index(pairs, shape), strict=True):
            place = tuple(map(int, pair))
            if place not in self._pairs:
                self._pairs[place] = self._resolve(place)
            kinds.append(self._pairs[place])
        return np.array(kinds, dtype=np.intp)[rows]

    def _resolve(self, place: tuple[int, ...]) -> int:
        if FAULTY in place:
            return NO_KIND
        said = {
            one.fact.name: one.values[number]
            for one, number in zip(self.values, place, strict=True)
            if number != UNSAID
        }
        if not said:
            return 0
        if not fit_together(said, self.on_day.book.vocabulary):
            return NO_KIND
        key = tuple(said.get(name) for name in self.group.facts)
        states = dict(self.group.states(key if len(key) > 1 else key[0], said))
        return self.kind(tuple(states[number] for number in self.axes))


class DatedPart(Part):
    """The dates of one country in a fact that maps countries to dates."""

    def __init__(
        self, on_day: BookOnDay, axes: Sequence[int], lock: Lock, fact: str, country: str
    ) -> None:
        super().__init__(on_day, axes, lock)
        self.fact = fact
        self.country = country
        self._known: dict[int, int] = {}

    def kinds_of(self, entries: Entries) -> Numbers:
        """The kind of each row."""
        found = np.where(entries.said, self._of_date(0), 0)
        here = entries.countries == entries.names.index(self.country)
        dates, places = np.unique(entries.first[here], return_inverse=True)
        kinds = np.array([self._of_date(int(date)) for date in dates], dtype=np.intp)
        found[entries.rows[here]] = kinds[places]
        return found

    def _of_date(self, date: int) -> int:
        """The kind of who has this date there; 0: of who has none."""
        with self.lock:
            if date not in self._known:
                pairs = ((self.country, date),) if date else ()
                self._known[date] = self.kind_of({self.fact: pairs})
            return self._known[date]


_NOT_YET = -2


def fit_together(said: Mapping[str, Any], vocabulary: Vocabulary) -> bool:
    """Whether no set holds what the set around it lacks."""
    return all(
        said[c.facts[0]] <= said[c.facts[1]]
        for c in vocabulary.constraints
        if c.kind == "part of" and c.facts[0] in said and c.facts[1] in said
    )
