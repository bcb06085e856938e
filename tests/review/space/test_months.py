"""Where lengths of months decide, eras tell every day apart from those on which something else is meant."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.shipped import book
from pathfinder.language import records
from pathfinder.language.walking import parts_of
from pathfinder.review.compare.answers import Pair
from pathfinder.review.space.eras import TRIED_UNTIL, eras, kinds
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import (
    FIRST_DAY,
    Day,
    Period,
    last_day_of_stay,
    parse_day,
    parse_period,
)

DAYS = st.integers(FIRST_DAY, TRIED_UNTIL - 1)


def period(text: str) -> Period:
    """A length of time as a rule writes it."""
    found = parse_period(text)
    assert found is not None
    return found


def with_stay(rule: str, limit: Period) -> RuleBook:
    """The shipped rules with another limit of the present stay in one rule."""
    pathway = book().pathways[rule]
    (version,) = pathway.versions
    (asked,) = [p for p in parts_of(version.requires) if isinstance(p, records.PresentStay)]
    limited = msgspec.structs.replace(
        version, requires=msgspec.structs.replace(asked, at_most=limit)
    )
    changed = msgspec.structs.replace(pathway, versions=(limited,))
    with_limit: RuleBook = msgspec.structs.replace(
        book(), pathways={**book().pathways, rule: changed}
    )
    return with_limit


STAY = "GE/visa-free-stay"
ONE, OTHER = with_stay(STAY, period("2 months")), with_stay(STAY, period("60 days"))
STRETCHES = [
    (parse_day(one.first), parse_day(one.last) if one.last else None)
    for one in Pair(ONE, OTHER, STAY, STAY).compare().stretches
]


def differ(day: Day) -> bool:
    """Whether there is a first day of a stay for which the two limits differ on a day, counted out."""
    return any(
        (day <= last_day_of_stay(begun, period("2 months")))
        != (day <= last_day_of_stay(begun, period("60 days")))
        for begun in range(day - 80, day + 1)
    )


@given(DAYS)
def test_months_and_days_differ_where_the_calendar_says_so(day: Day) -> None:
    """The days on which two months and sixty days are told to differ are those of the calendar."""
    told = any(first <= day and (last is None or day <= last) for first, last in STRETCHES if first)
    assert told == differ(day)


@pytest.mark.parametrize("year", [2023, 2024, 2028, 2047, 2048])
def test_ends_of_february_are_told_apart(year: int) -> None:
    """Each day around the end of February is right, in leap years and others."""
    for day in range(dt.date(year, 2, 20).toordinal(), dt.date(year, 5, 5).toordinal()):
        told = any(
            first <= day and (last is None or day <= last) for first, last in STRETCHES if first
        )
        assert told == differ(day), dt.date.fromordinal(day)


def test_few_kinds_stand_for_all_months() -> None:
    """Hundreds of eras are of few kinds, and each kind is named by the first of its eras."""
    found = eras(ONE, OTHER, owners=[STAY])
    assert len(found) > 200
    assert len(kinds(found)) < 20
    assert all(era.like <= era.first for era in found)
    assert [era.first for era in kinds(found)] == sorted({era.like for era in found})
