"""Days in a country: where a person is, how many days count, how long they may stay.

How days are counted is settled in the contract ("Counting days"): the day of entry and the day of
leaving are both days there; a calendar day counts once, however many stays include it; a stay
without an end goes on to the date asked about; what is recorded after that date does not count for
it. All days are ordinals.

Stays are taken as recorded. One that ends before it begins has no days; `faults` names it.
"""

from __future__ import annotations

import bisect
import datetime as dt
import functools
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from pathfinder.values.dates import LAST_DAY, Day, Period, add_period

_CYCLE_MONTHS, _CYCLE_DAYS = 4800, 146097
"""The Gregorian calendar repeats after 400 years."""


class Stay(msgspec.Struct, frozen=True):
    """One stay in one country, both days included; `left` is None while it goes on."""

    country: str
    entered: Day
    left: Day | None = None


class Fault(msgspec.Struct, frozen=True):
    """What makes a list of stays impossible: the stay at `index`, and the one it clashes with."""

    kind: Literal["ends_before_it_begins", "two_without_end"]
    index: int
    other_index: int | None = None


class DaysReport(msgspec.Struct, frozen=True, kw_only=True):
    """The days of one person in some countries, counted on one date against an allowance.

    `used`: recorded days in the window that ends on the date. `used_if_there`: the same with the
    date itself as a day there. `remaining`: allowed minus used, negative when over. `overstay`: by
    how many recorded days the allowance is exceeded in that window, 0 when it is not; so it is
    never more than the window less the allowance. `longest_stay`: days in a row from the date on, 0
    if none, None without limit. `latest_exit`: the last of them, None if there is none.
    `earliest_entry`: the first day of return, None if there is none.
    """

    used: int
    used_if_there: int
    remaining: int
    overstay: int
    longest_stay: int | None
    latest_exit: Day | None
    earliest_entry: Day | None


class _Recorded(msgspec.Struct, frozen=True):
    """A set of days as blocks in order, with at least one day between two blocks.

    `before[i]` is the number of days in the blocks before block `i`.
    """

    starts: list[Day]
    ends: list[Day]
    before: list[int]

    def up_to(self, day: Day) -> int:
        """How many days of the set are not after `day`."""
        block = bisect.bisect_right(self.starts, day) - 1
        if block < 0:
            return 0
        return self.before[block] + min(day, self.ends[block]) - self.starts[block] + 1

    def between(self, first: Day, last: Day) -> int:
        """How many days of the set lie from `first` to `last`, both included."""
        return self.up_to(last) - self.up_to(first - 1) if first <= last else 0


def _recorded(stays: Iterable[Stay], countries: frozenset[str], last: Day) -> _Recorded:
    """The recorded days in any of the countries up to `last`, each once.

    Stays that overlap or touch are one block.
    """
    spans = sorted(
        (stay.entered, last if stay.left is None else min(stay.left, last))
        for stay in stays
        if stay.country in countries
    )
    starts: list[Day] = []
    ends: list[Day] = []
    before: list[int] = []
    for entered, left in spans:
        if left < entered:
            continue
        if starts and entered <= ends[-1] + 1:
            ends[-1] = max(ends[-1], left)
            continue
        before.append(before[-1] + ends[-1] - starts[-1] + 1 if starts else 0)
        starts.append(entered)
        ends.append(left)
    return _Recorded(starts, ends, before)


def faults(stays: Sequence[Stay]) -> list[Fault]:
    """What is impossible in a list of stays, in the order of the list.

    A stay that ends before it begins; and every stay without an end after the first such one,
    because a person is in one place (also where both name the same country).
    """
    found: list[Fault] = []
    going_on: int | None = None
    for index, stay in enumerate(stays):
        if stay.left is None:
            if going_on is None:
                going_on = index
            else:
                found.append(Fault("two_without_end", index, going_on))
        elif stay.left < stay.entered:
            found.append(Fault("ends_before_it_begins", index))
    return found


def where(stays: Iterable[Stay], day: Day) -> str | None:
    """The country of the stay whose days include `day`; None if none does.

    On a day in several stays it is the one entered last: on a day of travel, the country arrived
    in. Of stays entered on the same day it is the one that ends later, then the one that stands
    later in the list.
    """
    country: str | None = None
    latest: tuple[Day, Day] | None = None
    for stay in stays:
        key = (stay.entered, LAST_DAY + 1 if stay.left is None else stay.left)
        if key[0] <= day <= key[1] and (latest is None or key >= latest):
            country, latest = stay.country, key
    return country


def days_in(stays: Iterable[Stay], countries: frozenset[str], first: Day, last: Day) -> int:
    """How many days from `first` to `last` are recorded in any of the countries.

    Both ends are included; a day in several stays counts once.
    """
    return _recorded(stays, countries, last).between(first, last)


def window_start(day: Day, within: Period) -> Day:
    """The first day of the window that ends on `day`.

    Of 180 days it is `day` less 179; of six months, the day after the same numbered day six months
    earlier.
    """
    return add_period(day, within, -1) + 1


def used(stays: Iterable[Stay], countries: frozenset[str], within: Period, day: Day) -> int:
    """The recorded days in the window that ends on `day`.

    A stay that goes on lasts to `day`; later days are left out.
    """
    return days_in(stays, countries, window_start(day, within), day)


def used_if_there(
    stays: Iterable[Stay], countries: frozenset[str], within: Period, day: Day
) -> int:
    """The days in the window that ends on `day`, with `day` as a day there.

    This is what a verdict is judged by, whether the person is there or would enter on `day`.
    """
    return days_in(stays, countries, window_start(day, within), day - 1) + 1


def present_stay(stays: Sequence[Stay], countries: frozenset[str], day: Day) -> Day | None:
    """The first day of the present stay in the countries; None if the person is not there.

    `where` says whether they are. Stays that overlap or touch, without a full day outside between
    them, are one stay without a break; stays in several of the countries are one in all of them.
    """
    if where(stays, day) not in countries:
        return None
    recorded = _recorded(stays, countries, day)
    return recorded.starts[bisect.bisect_right(recorded.starts, day) - 1]


@functools.cache
def _longest_window(within: Period) -> int:
    """The most days that a window of this length can have: 184 for six months.

    In a month the window is longest on its last day, so the month ends of one cycle of the calendar
    are enough.
    """
    cycles, months = divmod(within.months, _CYCLE_MONTHS)
    days = cycles * _CYCLE_DAYS + within.days
    if not months:
        return days
    part = Period(months=months)
    ends = (
        dt.date(2400 + month // 12, month % 12 + 1, 1).toordinal() - 1
        for month in range(_CYCLE_MONTHS)
    )
    return days + max(end - add_period(end, part, -1) for end in ends)


def _unlimited(within: Period, allowed: int) -> bool:
    """Whether a whole window is within the allowance; the bounds spare a walk of the calendar."""
    if allowed < 28 * within.months + within.days:
        return False
    return allowed >= 31 * within.months + within.days or allowed >= _longest_window(within)


def longest_stay(
    stays: Iterable[Stay], countries: frozenset[str], within: Period, allowed: int, day: Day
) -> int | None:
    """The most days in a row from `day` on, spent there, that are all lawful; None: no limit.

    A day is lawful if the window that ends on it holds at most `allowed` days there. It is not the
    allowance less the days used: earlier days fall out of the window while the stay goes on. 0 if
    `day` itself is not lawful.

    Only recorded days before `day` are looked at: from `day` on the person is there anyway. From
    one day to the next the count grows by one at most, so with `spare` days left the next `spare`
    days need no look.
    """
    if _unlimited(within, allowed):
        return None
    recorded = _recorded(stays, countries, day - 1)
    end = day
    while end <= LAST_DAY:
        start = window_start(end, within)
        spare = allowed - recorded.between(start, day - 1) - (end - max(start, day) + 1)
        if spare < 0:
            return end - day
        end += spare + 1
    return None


def latest_exit(
    stays: Iterable[Stay], countries: frozenset[str], within: Period, allowed: int, day: Day
) -> Day | None:
    """The last day of the longest stay from `day` on; None if there is none, or no limit."""
    return _last_of(day, longest_stay(stays, countries, within, allowed, day))


def _last_of(day: Day, length: int | None) -> Day | None:
    return day + length - 1 if length else None


def earliest_entry(
    stays: Iterable[Stay], countries: frozenset[str], within: Period, allowed: int, day: Day
) -> Day | None:
    """The first day from `day` on that is lawful there, if the person is outside until it.

    Whoever is recorded as there on `day` can leave on it at the earliest, and a day of leaving
    counts: `day` then counts for a later return as well. Leaving it out would name a day of return
    that is one day too early. What is recorded after `day` does not count. None if the allowance is
    none, or if the calendar ends first.
    """
    if allowed < 1:
        return None
    recorded = _recorded(stays, countries, day)

    def lawful(entry: Day) -> bool:
        start = window_start(entry, within)
        return recorded.between(start, min(entry - 1, day)) + 1 <= allowed

    # Windows only move on: after the first lawful day every day is. `day + 1` is the first whose
    # window counts `day` as a recorded one.
    if lawful(day):
        return day
    longest_window = 31 * within.months + within.days
    ahead = range(day + 1, min(day + longest_window, LAST_DAY) + 1)
    found = bisect.bisect_left(ahead, True, key=lawful)
    return ahead[found] if found < len(ahead) else None


def report(
    stays: Sequence[Stay], countries: frozenset[str], within: Period, allowed: int, day: Day
) -> DaysReport:
    """Everything that is counted on one date, for the countries together."""
    days_used = used(stays, countries, within, day)
    longest = longest_stay(stays, countries, within, allowed, day)
    return DaysReport(
        used=days_used,
        used_if_there=used_if_there(stays, countries, within, day),
        remaining=allowed - days_used,
        overstay=max(0, days_used - allowed),
        longest_stay=longest,
        latest_exit=_last_of(day, longest),
        earliest_entry=earliest_entry(stays, countries, within, allowed, day),
    )
