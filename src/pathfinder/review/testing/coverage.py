"""Which conditions the cases show met, failed and unknown; for what they do not show, a case to paste.

A *point* is a single condition, a refusal or a closure of a pathway, or a single condition of a caution. Only truths
that a point can come to are asked for, on the days of the cases and on the first day of each version.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.engine.terms import in_force
from pathfinder.engine.tracing import Trace
from pathfinder.engine.truth import YES
from pathfinder.language import records
from pathfinder.language.profile import Profile
from pathfinder.language.walking import parts_of
from pathfinder.review.space.people import changed, one_line
from pathfinder.review.testing.cases import by_day, profile_of
from pathfinder.review.testing.points import (
    TRUTHS,
    points_of,
    possible_truths,
    scope_of,
    truth_of,
    truth_of_closure,
)
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.load import LoadedBook
from pathfinder.values.dates import LAST_DAY, Day

MOST_TRIED = 400
"""So many ways of filling in are tried for a case to paste."""


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """A condition, refusal or closure, where it stands, and the truths that no case shows.

    `cases` are examples to paste under `cases:`, each a line of YAML; fewer than `unseen` where one shows two.
    """

    owner: str
    says: str
    file: str
    line: int
    unseen: tuple[str, ...]
    cases: tuple[str, ...] = ()


Key = tuple[str, int]
"""A point: its owner and the identity of its record."""


class _Seen:
    """What the cases have shown so far, and where a point can be shown."""

    def __init__(self) -> None:
        self.records: dict[Key, Any] = {}
        self.possible: dict[Key, set[str]] = {}
        self.shown: dict[Key, set[str]] = {}
        self.where: dict[Key, list[tuple[int, Day, Mapping[str, Any]]]] = {}
        """Days and people to begin a case with; people for whom everything is met come first (rank 0)."""

    def note(self, owner: str, record: Any, possible: set[str]) -> Key:
        key = (owner, id(record))
        self.records.setdefault(key, record)
        self.possible.setdefault(key, set()).update(possible)
        return key

    def lacking(self, key: Key) -> list[str]:
        return [
            truth for truth in TRUTHS if truth in self.possible[key] - self.shown.get(key, set())
        ]


def uncovered(loaded: LoadedBook, owners: Collection[str] | None = None) -> tuple[int, list[Point]]:
    """How many truths there are to show, and the points of which some are not shown, in the order of the files.

    `owners`: only of these pathways and cautions.
    """
    book = loaded.book
    if book is None:
        return 0, []
    seen = _Seen()
    for on_day, cases in by_day(book, loaded.cases, _first_days(book)):
        people: dict[str, list[Profile]] = {}
        for case in cases:
            profile, faults = profile_of(case, book)
            if not faults:
                people.setdefault(case.owner, []).append(profile)
        for owner in (*on_day.book.pathways, *on_day.book.cautions):
            if owners is not None and owner not in owners:
                continue
            _look(seen, on_day, owner, people.get(owner, []))
    suggested = _suggest(seen, book)
    elsewhere = {
        id(part) for condition in book.definitions.values() for part in parts_of(condition)
    }
    found = [
        _point(
            book, key, seen.records[key], tuple(lacking), tuple(suggested.get(key, ())), elsewhere
        )
        for key in seen.records
        if (lacking := seen.lacking(key))
    ]
    return sum(map(len, seen.possible.values())), sorted(
        found, key=lambda point: (point.file, point.line)
    )


def _first_days(book: RuleBook) -> dict[Day, set[str]]:
    """The days on which something begins or ends: there each rule has to be shown, even if no case stands there."""
    days: dict[Day, set[str]] = {}
    for pathway in book.pathways.values():
        for version in pathway.versions:
            for day in _days_of(version):
                if version.span.possible_from <= day <= min(version.span.possible_until, LAST_DAY):
                    days.setdefault(day, set()).add(pathway.id)
    for caution in book.cautions.values():
        if caution.touches is not None:
            days.setdefault(caution.span.possible_from, set()).add(caution.id)
    return days


def _days_of(version: records.Version) -> Iterator[Day]:
    yield version.span.certain_from
    for closure in version.closed:
        span = closure.span
        yield from (
            span.possible_from - 1,
            span.possible_from,
            span.certain_from,
            span.possible_until + 1,
        )
    for condition in (version.requires, *version.refused):
        for part in parts_of(condition) if condition is not None else ():
            if part.applies is not None:
                yield from (part.applies.span.possible_from, part.applies.span.certain_from)


def _look(seen: _Seen, on_day: BookOnDay, owner: str, people: list[Profile]) -> None:
    """Note what the people of some cases show of one pathway or caution on one day."""
    _look_at_closures(seen, on_day, owner, people)
    scope = scope_of(on_day, owner)
    if scope is None:
        return
    nobody = Trace(on_day, scope, on_day.states({}), {})
    traces = [Trace(on_day, scope, on_day.states(p.values), p.values) for p in people]
    for record, term in points_of(scope.root):
        key = seen.note(owner, record, possible_truths(nobody.outcomes(term)))
        places = seen.where.setdefault(key, [])
        places.append((2, on_day.day, {}))
        for trace in traces:
            places.append((trace.outcomes(scope.root) != YES, on_day.day, trace.values))
            seen.shown.setdefault(key, set()).add(truth_of(trace.outcomes(term)))


def _look_at_closures(seen: _Seen, on_day: BookOnDay, owner: str, people: list[Profile]) -> None:
    pathway = on_day.book.pathways.get(owner)
    if pathway is None:
        return
    for version in in_force(pathway, on_day.day):
        for closure in version.closed:
            truth = truth_of_closure(closure, on_day.day)
            key = seen.note(owner, closure, {truth})
            if people:
                seen.shown.setdefault(key, set()).add(truth)
            person = people[0].values if people else {"citizenships": frozenset(("RU",))}
            seen.where.setdefault(key, []).append((0 if people else 2, on_day.day, person))


def _suggest(seen: _Seen, book: RuleBook) -> dict[Key, list[str]]:
    """A case for each truth that is not seen, as far as ways of filling in find one; one case may show several."""
    found: dict[Key, list[str]] = {}
    planned: dict[Key, set[str]] = {}
    days = _Days(book)
    for key, record in seen.records.items():
        for truth in seen.lacking(key):
            if truth in planned.get(key, ()):
                continue
            shown = _case(seen, days, key, record, truth)
            if shown is None:
                continue
            on_day, person = shown
            found.setdefault(key, []).append(one_line(on_day, key[0], person))
            for record_shown, truth_shown in _shows(on_day, key[0], person):
                planned.setdefault((key[0], id(record_shown)), set()).add(truth_shown)
    return found


def _shows(on_day: BookOnDay, owner: str, person: Mapping[str, Any]) -> Iterator[tuple[Any, str]]:
    scope = scope_of(on_day, owner)
    if scope is not None:
        trace = Trace(on_day, scope, on_day.states(person), dict(person))
        for record, term in points_of(scope.root):
            yield record, truth_of(trace.outcomes(term))


class _Days:
    """The rules of one owner on a day, made when they are first needed."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._made: dict[tuple[str, Day], BookOnDay] = {}

    def get(self, owner: str, day: Day) -> BookOnDay:
        key = (owner, day)
        if key not in self._made:
            ((self._made[key], _cases),) = by_day(self.book, (), {day: {owner}})
        return self._made[key]


def _case(
    seen: _Seen, days: _Days, key: Key, record: Any, truth: str
) -> tuple[BookOnDay, Mapping[str, Any]] | None:
    """A day and a person that show a truth; people of other cases are changed in as little as is needed."""
    places = sorted(seen.where[key], key=lambda place: place[0])
    tried = 0
    for _rank, day, values in places:
        on_day = days.get(key[0], day)
        if isinstance(record, records.Closure):
            if truth_of_closure(record, day) == truth:
                return on_day, values
            continue
        scope = scope_of(on_day, key[0])
        term = (
            next((term for about, term in points_of(scope.root) if about is record), None)
            if scope
            else None
        )
        if scope is None or term is None:
            continue
        for person in changed(on_day, scope, term, values):
            tried += 1
            trace = Trace(on_day, scope, on_day.states(person), person)
            if truth_of(trace.outcomes(term)) == truth and _spoken_of(on_day, key[0], person):
                return on_day, person
            if tried > MOST_TRIED:
                return None
    return None


def _spoken_of(on_day: BookOnDay, owner: str, person: Mapping[str, Any]) -> bool:
    """Whether the pathway covers such a person, or may."""
    pathway = on_day.book.pathways.get(owner)
    if pathway is None:
        return True
    profile = Profile(case=None, values=dict(person))
    return Judgement(on_day, profile).rows[owner].covered


def _point(
    book: RuleBook,
    key: Key,
    record: Any,
    unseen: tuple[str, ...],
    cases: tuple[str, ...],
    elsewhere: set[int],
) -> Point:
    """A point for its author; what stands in the definitions is shown where it is used."""
    owner = book.pathways.get(key[0]) or book.cautions[key[0]]
    here = record.line and id(record) not in elsewhere
    return Point(
        owner=key[0], says=record.says or getattr(record, "name", ""), file=owner.file,
        line=record.line if here else owner.line, unseen=unseen, cases=cases,
    )  # fmt: skip
