"""Dates as documents know them (a day, a month, a season, a year), and periods by the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import re

import msgspec

Day = int
"""A day as its proleptic Gregorian ordinal (`datetime.date.toordinal`)."""

FIRST_DAY: Day = dt.date(2022, 2, 24).toordinal()
"""The first day of which the documents speak; a statement without a start holds from here."""

LAST_DAY: Day = dt.date(9999, 12, 31).toordinal()
"""Stands for "it goes on" in an end that is not stated."""

_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class Period(msgspec.Struct, frozen=True):
    """A length of time in days or in calendar months (a year is twelve)."""

    days: int = 0
    months: int = 0
    text: str = ""


class Uncertain(msgspec.Struct, frozen=True):
    """A date known to lie between two days, both included; a known day has `first == last`."""

    first: Day
    last: Day
    text: str

    @property
    def known(self) -> bool:
        """Whether it is one day."""
        return self.first == self.last


def parse_day(text: str) -> Day | None:
    """Read `YYYY-MM-DD`; None for anything else, also for a day that the calendar does not have."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return day.toordinal() if _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def format_day(day: Day) -> str:
    """Write a day as `YYYY-MM-DD`."""
    return dt.date.fromordinal(day).isoformat()


_UNITS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "year": (0, 12)}


def parse_period(text: str) -> Period | None:
    """Read `90 days`, `6 months`, `1 year`, and nothing else: a number in figures and a unit."""
    found = re.fullmatch(r"([0-9]{1,4}) (day|week|month|year)s?", text.strip())
    if not found:
        return None
    days, months = _UNITS[found[2]]
    count = int(found[1])
    return Period(days=days * count, months=months * count, text=text.strip()) if count else None


def add_period(day: Day, period: Period, times: int = 1) -> Day:
    """The day that lies `period` later (earlier with `times=-1`), by the calendar.

    Six months after 31 August is the last day of February. What would lie outside the calendar
    (years 1 to 9999) is its first or last day: `LAST_DAY` and a period is still "it goes on".
    """
    if not period.months:
        return _in_calendar(day + times * period.days)
    from dateutil.relativedelta import relativedelta

    length = relativedelta(months=times * period.months, days=times * period.days)
    try:
        return (dt.date.fromordinal(day) + length).toordinal()
    except (ValueError, OverflowError):
        return LAST_DAY if times > 0 else 1


def _in_calendar(day: int) -> Day:
    return max(1, min(day, LAST_DAY))


def last_day_of_stay(begun: Day, period: Period) -> Day:
    """The last day of a stay that began on `begun` and may last `period`.

    Of a stay counted in days the first day is one of them; one of months may end on the same
    numbered day.
    """
    end = add_period(begun, period)
    return end if period.months else end - 1


_SEASONS = {
    "spring": (3, 5),
    "early summer": (6, 6),
    "summer": (6, 8),
    "autumn": (9, 11),
    "first half of": (1, 6),
    "second half of": (7, 12),
    "early": (1, 3),
    "late": (10, 12),
}


def _months(year: int, first: int, last: int, text: str) -> Uncertain:
    end = calendar.monthrange(year, last)[1]
    return Uncertain(
        dt.date(year, first, 1).toordinal(), dt.date(year, last, end).toordinal(), text
    )


def parse_uncertain(text: str) -> Uncertain | None:
    """Read a date as a document knows it: a day, a month, a year, a season, or `between A and B`.

    Of `between A and B` the two days are A and B themselves; what is doubtful between them depends
    on whether it is a start or an end, which `make_span` knows.
    """
    text = " ".join(text.split())
    day = parse_day(text)
    if day is not None:
        return Uncertain(day, day, text)
    between = _between(text)
    if between:
        return Uncertain(between[0], between[1], text)
    found = re.fullmatch(r"(?:about )?([0-9]{4})(?:-([0-9]{2}))?", text)
    if found and _FIRST_YEAR <= int(found[1]) <= _LAST_YEAR:
        if found[2] is None:
            return _months(int(found[1]), 1, 12, text)
        month = int(found[2])
        return _months(int(found[1]), month, month, text) if 1 <= month <= 12 else None
    found = re.fullmatch(r"([a-z ]+?) ([0-9]{4})", text)
    if found and found[1] in _SEASONS and _FIRST_YEAR <= int(found[2]) <= _LAST_YEAR:
        return _months(int(found[2]), *_SEASONS[found[1]], text)
    return None


def _between(text: str) -> tuple[Day, Day] | None:
    found = re.fullmatch(r"between (\S+) and (\S+)", text)
    if not found:
        return None
    first, last = parse_day(found[1]), parse_day(found[2])
    if first is None or last is None or first >= last:
        return None
    return first, last


class Span(msgspec.Struct, frozen=True):
    """When something holds, as far as the documents know it.

    It certainly holds from `certain_from` to `certain_until`; it may hold from `possible_from` to
    `possible_until`. All four days are included. `derived` says why the cited passage does not
    hold one of its dates.
    """

    possible_from: Day = FIRST_DAY
    certain_from: Day = FIRST_DAY
    certain_until: Day = LAST_DAY
    possible_until: Day = LAST_DAY
    from_text: str = "not stated"
    until_text: str = "not stated"
    derived: str = ""

    def at(self, day: Day) -> bool | None:
        """Whether it holds on a day; None where the documents do not say."""
        if self.certain_from <= day <= self.certain_until:
            return True
        return None if self.possible_from <= day <= self.possible_until else False


def _is_exact(date: Uncertain) -> bool:
    """Whether its two days are themselves settled: a day, or the two days of a `between`."""
    return date.known or date.text.startswith("between ")


def make_span(start: Uncertain | None, end: Uncertain | None) -> Span:
    """The span from a start to an end, either of which may be unknown (None: not stated).

    Something known to have begun in July is doubtful in July and certain from August. `between A
    and B` as a start is certain from B on; as an end it is certain through A and over after B.
    """
    possible_from = certain_from = FIRST_DAY
    certain_until = possible_until = LAST_DAY
    from_text = until_text = "not stated"
    if start is not None:
        possible_from, from_text = start.first, start.text
        certain_from = start.last if _is_exact(start) else start.last + 1
    if end is not None:
        possible_until, until_text = end.last, end.text
        certain_until = end.first if _is_exact(end) else end.first - 1
    return Span(possible_from, certain_from, certain_until, possible_until, from_text, until_text)
