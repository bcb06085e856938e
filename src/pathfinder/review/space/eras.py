"""Eras: the stretches of days in which nothing that rules date begins or ends.

What holds on one day of an era holds on each of its days for people whose own dates lie equally far back. Two things
are not equal on all days: how many days a month has, and how far back a day of the calendar lies that a rule names.
Days on which that changes an answer are turning days too.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import msgspec

from pathfinder.language import records
from pathfinder.language.walking import parts_of
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import (
    FIRST_DAY,
    LAST_DAY,
    Day,
    Period,
    Span,
    add_period,
    last_day_of_stay,
)
from pathfinder.values.stays import window_start

MONTHS_AHEAD = 50
"""So many months are tried after a day that a caller names: four years hold every kind of month."""

TRIED_UNTIL = dt.date(2050, 1, 1).toordinal()
"""Until here every end of a month is an era of its own where lengths of months decide. What comes later repeats it."""


class Era(msgspec.Struct, frozen=True):
    """The days from `first` to `last`, both among them; the last era goes on (`LAST_DAY`).

    Eras with the same `like` (the first day of the first of them) mean the same for people whose own dates lie equally
    far back: months come again and again, so one look at each kind is enough.
    """

    first: Day
    last: Day
    like: Day


def kinds(found: Iterable[Era]) -> list[Era]:
    """One era of each kind, the first."""
    first: dict[Day, Era] = {}
    for era in found:
        first.setdefault(era.like, era)
    return list(first.values())


def eras(
    book: RuleBook,
    *others: RuleBook,
    owners: Iterable[str] | None = None,
    jointly: Iterable[Any] | None = None,
    after: Day = FIRST_DAY,
) -> list[Era]:
    """The eras of some pathways and cautions (None: of all) in one rule book or several, from the first day.

    What the books say of one owner is taken together. With `jointly` (conditions that are asked besides; there may be
    none) all owners are: then what is asked of one and of another may be compared on any day of an era. Where lengths
    of months decide, the months that follow `after` are tried besides those until `TRIED_UNTIL`.
    """
    books = (book, *others)
    names = list(
        dict.fromkeys(name for one in books for name in (*one.pathways, *one.cautions))
        if owners is None
        else owners
    )
    dated, periods = {FIRST_DAY}, set[Period]()
    for together in [[name] for name in names] if jointly is None else [names]:
        days, lengths = _turning_days(books, together, list(jointly or ()))
        dated |= days
        periods |= lengths
    turns = sorted(day for day in dated if FIRST_DAY <= day < LAST_DAY)
    return _as_eras(turns, sorted(periods, key=lambda period: (period.days, period.months)), after)


def _as_eras(turns: list[Day], periods: list[Period], after: Day) -> list[Era]:
    """The eras between turning days; where periods of months decide, each end of a month may turn something too."""
    months = _ends_of_months(after) if periods else ()
    firsts: list[tuple[Day, object]] = []
    for day in sorted({*turns, *months}):
        kind = (bisect_right(turns, day), tuple(_reach(day, period) for period in periods))
        if not firsts or firsts[-1][1] != kind:
            firsts.append((day, kind))
    like: dict[object, Day] = {}
    ends = [day - 1 for day, _kind in firsts[1:]] + [LAST_DAY]
    return [
        Era(first, end, like.setdefault(kind, first))
        for (first, kind), end in zip(firsts, ends, strict=True)
    ]


def _reach(day: Day, period: Period) -> tuple[int, ...]:
    """How far back, in days, a period reaches that ends on a day, by each way of counting it."""
    back = add_period(day, period, -1)
    near = range(back - 4, back + 5)
    return (
        day - next(begun for begun in near if add_period(begun, period) >= day),
        day - next(begun for begun in reversed(near) if add_period(begun, period) <= day),
        day - next(begun for begun in near if last_day_of_stay(begun, period) >= day),
        day - window_start(day, period),
    )


class _Dated(msgspec.Struct):
    """What of some rules depends on the day: spans, conditions, countries and regions."""

    spans: list[Span] = []
    conditions: list[Any] = []
    names: set[str] = set()


def _turning_days(
    books: Sequence[RuleBook], owners: list[str], more: list[Any]
) -> tuple[set[Day], set[Period]]:
    """The days on which pathways and cautions, or what they look at, may come to mean something else.

    Besides, the periods of which each end of a month may mean something else.
    """
    found: set[Day] = set()
    parts = list(parts_of(*more))
    for book in books:
        dated = _dated(book, owners)
        own = list(parts_of(*dated.conditions))
        spans = [*dated.spans, *(part.applies.span for part in own if part.applies is not None)]
        found |= {day for span in spans for day in _of_span(span)}
        named = dated.names.union(*(_names(part) for part in (*own, *parts_of(*more))))
        for name in sorted(named & set(book.vocabulary.regions)):
            region = book.vocabulary.regions[name]
            found |= {day for _country, day in (*region.joined, *region.left)}
        parts += own
    for part in parts_of(*more):
        if part.applies is not None:
            found |= _of_span(part.applies.span)
    compared: dict[object, list[Any]] = {}
    for part in parts:
        compared.setdefault(_measured(part), []).append(part)
    compared.pop(None, None)
    lengths: set[Period] = set()
    for those in compared.values():
        found |= _of_fixed_days(those)
        if _hang_on_months(those):
            lengths |= {period for period in _periods(those) if period.months}
    return found, lengths


def _dated(book: RuleBook, owners: Iterable[str]) -> _Dated:
    dated = _Dated()
    names = list(owners)
    for name in names:
        pathway = book.pathways.get(name)
        if pathway is not None and pathway.reached:
            names += [
                entry for entry in book.entries.get(pathway.country, ()) if entry not in names
            ]
    for name in names:
        if name in book.pathways:
            _add_pathway(dated, book.pathways[name])
        elif name in book.cautions:
            caution = book.cautions[name]
            dated.spans.append(caution.span)
            dated.names |= set(caution.countries)
            dated.conditions += [caution.touches] if caution.touches is not None else []
    return dated


def _add_pathway(dated: _Dated, pathway: records.Pathway) -> None:
    dated.names |= {pathway.country, *pathway.covers.citizens, *pathway.covers.former}
    for version in pathway.versions:
        dated.spans += [version.span, *(closure.span for closure in version.closed)]
        dated.conditions += [one for one in (version.requires, *version.refused) if one is not None]


def _of_span(span: Span) -> set[Day]:
    ends = (span.certain_until, span.possible_until)
    return {span.possible_from, span.certain_from} | {end + 1 for end in ends if end < LAST_DAY}


def _measured(part: Any) -> object:
    """What of a person a condition measures in time: only what measures the same can hang together."""
    if isinstance(part, records.DaysIn | records.PresentStay):
        return "stays"
    if isinstance(part, records.SinceFact):
        return part.fact, part.country
    return part.fact if isinstance(part, records.DateFact) else None


def _of_fixed_days(parts: Sequence[Any]) -> set[Day]:
    """Days on which a day of the calendar, or a period after it, passes."""
    found: set[Day] = set()
    periods = _periods(parts)
    for day in filter(None, map(_fixed_day, parts)):
        found |= set(range(day - 1, day + 3))
        for period in periods:
            turn = add_period(day, period)
            found |= set(range(turn - 4, turn + 5))
    return found


def _hang_on_months(parts: Sequence[Any]) -> bool:
    """Whether the length of a month decides: months are compared with days, or one end of a period with another.

    No day is six months before 31 August: "within 6 months" and "for at least 6 months" then never hold together.
    """
    periods = _periods(parts)
    if not any(period.months for period in periods):
        return False
    ways = {(type(part), getattr(part, "how", "")) for part in parts if _periods([part])}
    return any(period.days for period in periods) or len(ways) > 1


def _names(part: Any) -> set[str]:
    """The countries and regions that a condition names; other words may be among them."""
    return {name for key in ("countries", "values", "issuers") for name in getattr(part, key, ())}


def _fixed_day(part: Any) -> Day | None:
    """The day of the calendar with which a condition compares."""
    if isinstance(part, records.DateFact):
        return part.day
    return part.began_before if isinstance(part, records.PresentStay) else None


def _periods(parts: Iterable[Any]) -> list[Period]:
    """The different lengths of time in some conditions."""
    found: dict[tuple[int, int], Period] = {}
    for part in parts:
        for key in ("at_most", "within", "period"):
            period = getattr(part, key, None)
            if isinstance(period, Period):
                found[period.days, period.months] = period
    return list(found.values())


def _ends_of_months(after: Day) -> Iterator[Day]:
    """Days on which lengths in days and in months may compare differently than on the day before."""
    months = (TRIED_UNTIL - FIRST_DAY) // 30
    yield from _from_month(FIRST_DAY, months)
    if after > FIRST_DAY:
        yield from _from_month(after, MONTHS_AHEAD)


def _from_month(day: Day, months: int) -> Iterator[Day]:
    date = dt.date.fromordinal(day).replace(day=1)
    for _number in range(months):
        first = date.toordinal()
        yield from range(first - 3, first + 3)
        if date.year >= 9990:  # the calendar ends
            return
        date = (date + dt.timedelta(days=32)).replace(day=1)
