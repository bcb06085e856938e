"""The library's way to judge one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement, contradictions
from pathfinder.language.answers import DECLINED, UNKNOWN, Fault, read_answer
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, node_from_value, profile_from_mapping
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import without_collections
from pathfinder.values.dates import Day, parse_day

_DAYS_KEPT = 8
_days: dict[tuple[int, Day], BookOnDay] = {}
_readers: dict[int, ProfileReader] = {}

MAX_REMEMBERED = 100_000
"""So many answers to one fact are remembered as they were written; then they are read anew."""


def on_day(rules: RuleBook, day: Day) -> BookOnDay:
    """The rule book on a day; the last few are kept, for most people are judged on the same day."""
    key = (id(rules), day)
    found = _days.get(key)
    if found is None or found.book is not rules:
        while len(_days) >= _DAYS_KEPT:
            del _days[next(iter(_days))]
        with without_collections():
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
        profile = _reader(rules.vocabulary).profile(profile)
    faults = contradictions(profile, day)
    if faults:
        raise ProblemsFound(faults)
    return Judgement(book, profile)


class ProfileReader:
    """Reads profiles given as mappings; what has been read of a fact once is remembered.

    People share most of their answers, so that reading one comes to a look-up. A profile with a fault is read again
    by `profile_from_mapping`, which names every problem in it.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._known: dict[str, dict[Any, Any]] = {name: {} for name in vocabulary.facts}
        self._parts = [c.facts for c in vocabulary.constraints if c.kind == "part of"]

    def profile(self, facts: Mapping[str, Any]) -> Profile:
        """The profile of a mapping; raises `ProblemsFound`."""
        values: dict[str, Any] = {}
        unsaid: dict[str, str] = {}
        try:
            for name, raw in facts.items():
                kind = type(raw)
                key = raw if kind is str else (kind, raw) if kind in _PLAIN else _words(raw)
                value = self._known[name].get(key, _UNREAD)
                if value is _UNREAD:
                    value = self._read(name, raw, key)
                if value is None:
                    continue
                if type(value) is str and value in (UNKNOWN, DECLINED):
                    unsaid[name] = value
                else:
                    values[name] = value
        except (Fault, KeyError):
            return profile_from_mapping(facts, self.vocabulary)
        for part, whole in self._parts:
            if part in values and whole in values and not values[part] <= values[whole]:
                return profile_from_mapping(facts, self.vocabulary)
        return Profile(values=values, unsaid=unsaid, places=dict.fromkeys(values, ""))

    def _read(self, name: str, raw: Any, key: Any) -> Any:
        fact = self.vocabulary.facts[name]
        if fact.kind == "number" and type(raw) is int and 0 <= raw <= _MAX_NUMBER:
            if fact.minimum <= raw <= fact.maximum:
                return raw
        elif fact.kind == "date" and type(raw) is str and (day := parse_day(raw)) is not None:
            return day
        value = read_answer(fact, node_from_value(raw), self.vocabulary)
        known = self._known[name]
        if key is not None:
            if len(known) >= MAX_REMEMBERED:
                known.clear()
            known[key] = value
        return value


_UNREAD = object()

_MAX_NUMBER = 999_999_999
"""Up to here a whole number is its own canonical value; what else there is, `read_answer` decides."""

_PLAIN = frozenset((int, float, bool, dt.date))
"""Besides text, what is remembered by its look and type: 1 is equal to True, and another answer."""


def _words(raw: Any) -> tuple[str, ...] | None:
    """What a list of words is remembered by; None for what is read each time."""
    if type(raw) in (list, tuple) and all(type(word) is str for word in raw):
        return tuple(raw)
    return None


def _reader(vocabulary: Vocabulary) -> ProfileReader:
    """The reader of a vocabulary; the last few are kept."""
    found = _readers.get(id(vocabulary))
    if found is None or found.vocabulary is not vocabulary:
        while len(_readers) >= _DAYS_KEPT:
            del _readers[next(iter(_readers))]
        found = _readers[id(vocabulary)] = ProfileReader(vocabulary)
    return found


def _day(on: str | dt.date | Day) -> Day:
    if isinstance(on, dt.date):
        return on.toordinal()
    day = parse_day(on) if isinstance(on, str) else on
    if day is None:
        raise ValueError(f"not a day: {on!r}")
    return day
