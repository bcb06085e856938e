"""The library's way to judge one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement, contradictions
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, profile_from_mapping
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, parse_day

_DAYS_KEPT = 8
_days: dict[tuple[int, Day], BookOnDay] = {}


def on_day(rules: RuleBook, day: Day) -> BookOnDay:
    """The rule book on a day; the last few are kept, for most people are judged on the same day."""
    key = (id(rules), day)
    found = _days.get(key)
    if found is None or found.book is not rules:
        while len(_days) >= _DAYS_KEPT:
            del _days[next(iter(_days))]
        found = _days[key] = BookOnDay(rules, day)
        found.prepare()
    return found


def judge(
    profile: Profile | Mapping[str, Any], *, on: str | dt.date | Day, rules: RuleBook
) -> Judgement:
    """Judge one person on a day.

    `profile` is a `Profile`, or a mapping from facts to values as in a profile file (text, numbers, dates, lists).
    `on` is the date asked about: `YYYY-MM-DD`, a date, or its ordinal. Raises `ProblemsFound` where the profile
    cannot be judged, `ValueError` where `on` is no date.
    """
    day = _day(on)
    book = on_day(rules, day)
    if not isinstance(profile, Profile):
        profile = profile_from_mapping(profile, rules.vocabulary)
    faults = contradictions(profile, day)
    if faults:
        raise ProblemsFound(faults)
    return Judgement(book, profile)


def _day(on: str | dt.date | Day) -> Day:
    if isinstance(on, dt.date):
        return on.toordinal()
    day = parse_day(on) if isinstance(on, str) else on
    if day is None:
        raise ValueError(f"not a day: {on!r}")
    return day
