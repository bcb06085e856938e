"""The schedule of one person: every part of it, in the order of the days."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pathfinder.engine.assessment import Assessment
from pathfinder.engine.judge import Judgement
from pathfinder.schedule.booked import booked
from pathfinder.schedule.papers import passport, permits, visas
from pathfinder.schedule.person import Person
from pathfinder.schedule.present import present
from pathfinder.schedule.records import Entry, Notice, Schedule
from pathfinder.schedule.windows import returns

_ORDER = ("last_day", "duty", "leave_by", "booked", "return", "passport", "visa")


def schedule(
    judgement: Judgement, assessment: Assessment, *, countries: Collection[str] | None = None
) -> Schedule:
    """The days of a person. `assessment` is of the same judgement and of all countries.

    `countries` narrows the entries to these; what has no country, such as a passport, stays.
    """
    person = Person(judgement, assessment)
    chosen = None if countries is None else _with_members(person, countries)
    parts = [part for part in _parts(person) if _wanted(part, chosen)]
    entries = [part for part in parts if isinstance(part, Entry)]
    notices = [part for part in parts if isinstance(part, Notice)]
    return Schedule(
        case=judgement.profile.case,
        on=person.on,
        entries=tuple(
            sorted(entries, key=lambda each: (each.day, _ORDER.index(each.kind), each.about))
        ),
        notices=tuple(sorted(notices, key=lambda each: each.kind != "danger")),
    )


def _parts(person: Person) -> Iterator[Entry | Notice]:
    yield from present(person)
    yield from booked(person)
    yield from returns(person)
    yield from passport(person)
    yield from visas(person, person.book.vocabulary)
    yield from permits(person)


def _with_members(person: Person, countries: Collection[str]) -> frozenset[str]:
    """The countries with the members of those that are regions."""
    members = person.book.vocabulary.members
    return frozenset(countries).union(*(members(name, person.on) for name in countries))


def _wanted(part: Entry | Notice, chosen: frozenset[str] | None) -> bool:
    return chosen is None or part.country is None or part.country in chosen
