"""Where people are and how long: stays, and the present country, to kinds.

What a question asks of stays comes to a threshold: the earliest first day of the present stay with which the answer is
as it would be for who came today. For who has said where the present stay began the answers themselves are worked out,
for all people at once; for who has not, only the order of the thresholds counts. One person of each kind is then put
to the axis itself, so that what it says of its states holds for all of them.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pathfinder.batch.kernel.columns import Numbers
from pathfinder.batch.kernel.entries import OPEN_END, Entries, Flags
from pathfinder.batch.kernel.lookup import distinct
from pathfinder.batch.kernel.parts import Part
from pathfinder.batch.kernel.values import Lock
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.questions import PLACE, STAYS, Question, answer
from pathfinder.engine.staying import EARLIEST
from pathfinder.values.dates import Day
from pathfinder.values.stays import Stay, window_start

Days = npt.NDArray[np.int64]

NOWHERE = -1
"""Of a place that has not been said."""

_PLACE_ONLY, _BY_STAYS, _UNCERTAIN = 0, 1, 2
"""How it is known where a person is: by the place alone; by a stay; by neither, though stays are said."""


class People:
    """Where the people of a batch are on a day, and their stays in the order of rows and days."""

    def __init__(self, stays: Entries, places: Numbers, day: Day) -> None:
        rank = np.argsort(
            np.argsort(np.array(stays.names))
        )  # the order in which answers keep stays
        order = np.lexsort((rank[stays.countries], stays.left, stays.first, stays.rows))
        self.day = day
        self.names = stays.names
        self.rows = stays.rows[order]
        self.countries = stays.countries[order]
        self.first: Days = stays.first[order]
        self.left: Days = stays.left[order]
        self.count = len(places)
        there = self._there()
        self.contradicted: Flags = (there != NOWHERE) & (places != NOWHERE) & (places != there)
        self.places: Numbers = np.where(there != NOWHERE, there, places)
        self.how: Numbers = np.where(
            there != NOWHERE, _BY_STAYS, np.where(stays.said, _UNCERTAIN, _PLACE_ONLY)
        ).astype(np.intp)

    def _there(self) -> Numbers:
        """The country of the stay that includes the day; of several the one entered last, then the longest."""
        found = np.full(self.count, NOWHERE, dtype=np.intp)
        now = (self.first <= self.day) & (self.day <= self.left)
        found[self.rows[now]] = self.countries[now]  # the last one of a row stays
        return found

    def values(self, row: int) -> dict[str, Any]:
        """What one person has said, as the engine reads it."""
        said: dict[str, Any] = {}
        if self.how[row] != _PLACE_ONLY:
            own = range(*np.searchsorted(self.rows, [row, row + 1]))
            said[STAYS] = tuple(
                Stay(
                    self.names[self.countries[n]],
                    int(self.first[n]),
                    None if self.left[n] == OPEN_END else int(self.left[n]),
                )
                for n in own
            )
        if self.places[row] != NOWHERE:
            said[PLACE] = self.names[self.places[row]]
        return said

    def inside(self, countries: frozenset[str]) -> Flags:
        """Which of `names` are among some countries."""
        return np.array([name in countries for name in self.names])


class Region:
    """The stays of a batch in the countries of one question, overlapping and touching ones as one."""

    def __init__(self, people: People, countries: frozenset[str], last: Day) -> None:
        inside = people.inside(countries)[people.countries] & (people.first <= last)
        self.count = people.count
        rows, first = people.rows[inside], people.first[inside]
        left = np.minimum(people.left[inside], last)
        reach = np.maximum.accumulate(rows * _ROOM + left) - rows * _ROOM if len(rows) else left
        begins = np.ones(len(rows), dtype=bool)
        begins[1:] = (rows[1:] != rows[:-1]) | (first[1:] > reach[:-1] + 1)
        ends = np.append(np.flatnonzero(begins)[1:] - 1, len(rows) - 1) if len(rows) else rows
        self.rows, self.first, self.left = rows[begins], first[begins], reach[ends]

    def days_between(self, first: Days, last: Days) -> Days:
        """How many of the days lie between two, for each row; both ends count."""
        own_first, own_last = first[self.rows], last[self.rows]
        days = np.minimum(self.left, own_last) - np.maximum(self.first, own_first) + 1
        found = np.bincount(self.rows, np.maximum(days, 0), minlength=self.count)
        return found.astype(np.int64)

    def last_begun(self, default: Day) -> Days:
        """The first day of the last of the stays, for each row; a default where there is none."""
        found = np.full(self.count, default, dtype=np.int64)
        found[self.rows] = self.first  # the last one of a row stays
        return found


_ROOM = 1 << 22
"""More than there are days in the calendar."""


def thresholds(question: Question, people: People) -> Days:
    """For each row, the first begin of a present stay with which the question is answered as for who came today.

    `EARLIEST` where every begin is; the day after the one asked about where even who came today is over.
    """
    day = people.day
    if question[0] == "days":
        return _days_threshold(question, people)
    turn = _turn(question, day)
    before = Region(people, question[2], day - 1)
    found = np.full(people.count, turn, dtype=np.int64)
    early = before.first < turn
    found_later = before.left[early] + 2
    np.maximum.at(found, before.rows[early], found_later)
    return np.clip(found, EARLIEST, day + 1)


@functools.lru_cache(maxsize=10_000)
def _turn(question: Question, day: Day) -> Day:
    """The first begin with which a question on the length of a stay is answered as for who came today."""
    _kind, _fact, countries, limit, before = question
    if limit is None:
        return int(before)
    country = min(countries)

    def met(begun: Day) -> int:
        return answer(question, {STAYS: (Stay(country, begun, None),)}, day)

    low, high = EARLIEST, day
    if met(low) == met(high):
        return low
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if met(middle) == met(day) else (middle, high)
    return high


def _days_threshold(question: Question, people: People) -> Days:
    _kind, _fact, countries, within, allowed = question
    day, start = people.day, window_start(people.day, within)
    region = Region(people, countries, day - 1)
    first = np.full(people.count, start, dtype=np.int64)
    low = np.full(people.count, start - 1, dtype=np.int64)
    high = np.full(people.count, day + 1, dtype=np.int64)
    if day - start + 1 <= allowed:
        return np.full(people.count, EARLIEST, dtype=np.int64)
    while int((high - low).max(initial=0)) > 1:
        middle = (low + high) // 2
        used = region.days_between(first, middle - 1) + day - middle + 1
        met = used <= allowed
        low, high = np.where(met, low, middle), np.where(met, middle, high)
    return high


def answers(question: Question, people: People) -> Flags:
    """Whether a question is met, for each row whose present stay has a known begin, or is elsewhere."""
    day = people.day
    countries = question[2]
    if question[0] == "days":
        start = np.full(people.count, window_start(day, question[3]), dtype=np.int64)
        region = Region(people, countries, day - 1)
        used = region.days_between(start, np.full(people.count, day - 1, dtype=np.int64))
        few: Flags = used + 1 <= question[4]
        return few
    there = np.append(people.inside(countries), False)[people.places]
    begun = np.where(there, Region(people, countries, day).last_begun(day), day)
    later: Flags = begun >= _turn(question, day)
    return ~later if question[3] is None else later


class PresencePart(Part):
    """One axis that asks about stays; or all those that ask about the place alone."""

    def __init__(self, on_day: BookOnDay, numbers: Sequence[int], lock: Lock) -> None:
        super().__init__(on_day, numbers, lock)
        axes = [self.axis(number) for number in self.axes]
        self.questions = [q for axis in axes for q in axis.questions if q[1] == STAYS]
        compared = [q[2] for axis in axes for q in axis.questions]
        kinds: dict[tuple[bool, ...], int] = {}
        classes = [
            kinds.setdefault(tuple(name in one for one in compared), len(kinds))
            for name in on_day.book.vocabulary.countries
        ]
        self._class_of: Numbers = np.array([*classes, len(kinds)], dtype=np.intp)
        """The class of each country, as far as the questions tell them apart; at last, of a place that is not said."""
        asked = frozenset().union(*(question[2] for question in self.questions))
        elsewhere = [name not in asked for name in on_day.book.vocabulary.countries]
        self._elsewhere = np.array([*elsewhere, False])
        """Where no question counts days: when a stay there began does not matter."""
        self._size = 3 * (len(kinds) + 1) << len(self.questions)
        self._settled: Numbers = np.full(min(self._size, _DENSE) + 1, -1, dtype=np.intp)
        self._known: dict[tuple[int, ...], int] = {}

    def kinds_of(self, people: People) -> Numbers:
        """The kind of each row."""
        classes = self._class_of.take(people.places)
        keys = people.how * (self._size // 3 >> len(self.questions)) + classes
        if not self.questions:
            return self._of_keys(keys, people)
        keys <<= len(self.questions)
        unknown = (people.how == _UNCERTAIN) & ~self._elsewhere.take(people.places)
        certain = np.flatnonzero((people.how != _PLACE_ONLY) & ~unknown)
        if len(certain):
            bits = np.zeros(len(certain), dtype=np.intp)
            for question in self.questions:
                bits = bits * 2 + answers(question, people)[certain]
            keys[certain] |= bits
        apart = np.flatnonzero(unknown)
        keys[apart] = self._size  # they are told apart below
        found = self._of_keys(keys, people)
        if len(apart):
            self._uncertain(found, apart, people, classes)
        return found

    def _of_keys(self, keys: Numbers, people: People) -> Numbers:
        """The kinds by keys; one row of each that is new is put to the axes."""
        if self._size > _DENSE:
            found = np.zeros(len(keys), dtype=np.intp)
            self._resolve(found, np.arange(len(keys)), people, [keys])
            return found
        found = self._settled.take(keys)
        if found.size and int(found.min()) < 0:
            new, rows = np.unique(keys[found < 0], return_index=True)
            rows = np.flatnonzero(found < 0)[rows]
            with self.lock:
                for key, row in zip(new, rows, strict=True):
                    self._settled[key] = self.kind_of(people.values(int(row)))
            found = self._settled.take(keys)
        return found

    def _uncertain(self, found: Numbers, rows: Numbers, people: People, classes: Numbers) -> None:
        """People whose present stay has not been said: by the order of the thresholds and the days they lie between."""
        turns = [thresholds(question, people)[rows] for question in self.questions]
        columns = [classes[rows]]
        for number, turn in enumerate(turns):
            columns.append((turn > EARLIEST).astype(np.intp) + (turn > people.day))
            columns += [np.sign(turn - other).astype(np.intp) for other in turns[:number]]
        self._resolve(found, rows, people, columns)

    def _resolve(
        self, found: Numbers, rows: Numbers, people: People, columns: Sequence[Numbers]
    ) -> None:
        """Fill in the kinds of some rows; one row of each new key is put to the axes."""
        codes, firsts = distinct(columns, len(rows))
        kinds = []
        for place in firsts:
            key = tuple(int(column[place]) for column in columns)
            with self.lock:
                if key not in self._known:
                    self._known[key] = self.kind_of(people.values(int(rows[place])))
            kinds.append(self._known[key])
        found[rows] = np.array(kinds, dtype=np.intp)[codes]


_DENSE = 1 << 20
"""Up to so many keys have a place of their own in an array."""
