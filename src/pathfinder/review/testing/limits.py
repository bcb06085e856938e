"""The numbers, periods and dates of rules, and how they are moved: by the least that can be, or by one as written."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import msgspec

from pathfinder.language import records
from pathfinder.values.dates import FIRST_DAY, LAST_DAY, Day, Period, Span, parse_period


class Limit(NamedTuple):
    """A number, period or date of a condition: its field, and its value (None: the date asked about)."""

    field: str
    value: int | Period | None


_FIELDS: dict[type[Any], tuple[str, ...]] = {
    records.NumberFact: ("number",),
    records.AtLeast: ("count",),
    records.DateFact: ("day",),
    records.SinceFact: ("period",),
    records.DaysIn: ("at_most", "within"),
    records.PresentStay: ("at_most", "began_before"),
}


def limits_of(condition: Any) -> list[Limit]:
    """What a condition itself compares with, in order."""
    fields = _FIELDS.get(type(condition), ())
    limits = [Limit(field, getattr(condition, field)) for field in fields]
    return [one for one in limits if one.value is not None or one.field == "day"]


def nudged(condition: Any, limit: Limit, step: int, day: Day) -> Any:
    """The condition with a limit moved by the least there is, a day or one; `day` is the date asked about."""
    value = limit.value
    if isinstance(value, Period):
        moved: Any = Period(days=value.days + step, months=value.months)
    else:
        moved = (day if value is None else value) + step
    return msgspec.structs.replace(condition, **{limit.field: moved})


def stepped(limit: Limit, step: int) -> int | Period | None:
    """A limit moved by one, as it is written; None where nothing could be written so."""
    if isinstance(limit.value, Period):
        return _stepped_period(limit.value, step)
    if limit.value is None:
        return None
    moved = limit.value + step
    return moved if moved >= (1 if limit.field == "count" else 0) else None


def _stepped_period(period: Period, step: int) -> Period | None:
    found = re.fullmatch(r"([0-9]+) (day|week|month|year)s?", period.text)
    if found is None:
        count, unit = (period.months, "month") if period.months else (period.days, "day")
    else:
        count, unit = int(found[1]), found[2]
    if unit == "year" and count == 1:
        count, unit = 12, "month"
    count += step
    return parse_period(f"{count} {unit}{'' if count == 1 else 's'}") if count > 0 else None


class End(NamedTuple):
    """The start or the end of a span, or one side of an uncertain one: the fields it stands in, and the day."""

    fields: tuple[str, ...]
    day: Day

    @property
    def starts(self) -> bool:
        """Whether it is a start."""
        return self.fields[0].endswith("from")

    @property
    def days(self) -> tuple[Day, Day]:
        """The days on its two sides: of a start the day before it and it, of an end it and the day after."""
        return (self.day - 1, self.day) if self.starts else (self.day, self.day + 1)


def ends_of(span: Span) -> list[End]:
    """The starts and ends that the documents date. `not stated` is none of them."""
    found: list[End] = []
    starts = span.possible_from, span.certain_from
    if starts != (FIRST_DAY, FIRST_DAY) or span.from_text != "not stated":
        found += _ends("possible_from", "certain_from", *starts)
    if span.possible_until < LAST_DAY or span.certain_until < LAST_DAY:
        found += _ends("certain_until", "possible_until", span.certain_until, span.possible_until)
    return found


def _ends(first: str, last: str, one: Day, two: Day) -> list[End]:
    if one == two:
        return [End((first, last), one)]
    return [End((field,), day) for field, day in ((first, one), (last, two)) if day < LAST_DAY]


def moved_span(span: Span, end: End, step: int) -> Span:
    """The span with one of its starts or ends moved by some days."""
    return msgspec.structs.replace(span, **dict.fromkeys(end.fields, end.day + step))
