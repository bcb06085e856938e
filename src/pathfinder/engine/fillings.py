"""The ways of filling in what has not been said, as far as questions can tell them apart.

For every fact there are infinitely many answers and finitely many differences: a condition compares with constants.
Each function here gives, for some questions, values that cover every joint answer a real value could give. Two ways
that no question tells apart are one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pathfinder.engine.questions import ELSEWHERE, PLACE, STAYS, Question
from pathfinder.language.answers import Visa
from pathfinder.language.vocabulary import Fact
from pathfinder.values.dates import Day, add_period
from pathfinder.values.stays import Stay, window_start

MAX_CLASSES = 10
"""So many kinds of members a question group may tell apart in one set; 2 to this power ways are compared."""


class TooManyFillings(Exception):
    """Questions tell more members of one set apart than are compared; `fact` is the set."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


def classes(constants: Sequence[frozenset[str]], outsider: str | None) -> list[str]:
    """One member for each kind that the constants tell apart, and one outside them all if there is one."""
    found: dict[tuple[bool, ...], str] = {}
    for member in sorted(frozenset().union(*constants)):
        found.setdefault(tuple(member in one for one in constants), member)
    members = list(found.values())
    return members if outsider is None else [*members, outsider]


def outsider_of(fact: Fact, constants: Sequence[frozenset[str]]) -> str | None:
    """A member that no constant names, if the fact has one."""
    if fact.kind in ("country", "countries"):
        return ELSEWHERE
    named = frozenset().union(*constants)
    return next((word for word, _label in fact.options if word not in named), None)


def _constants(questions: Iterable[Question]) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for question in questions:
        if question[0] == "option":
            found.append(question[2])
        elif question[0] == "set":
            found.extend(question[3])
    return found


def options(fact: Fact, questions: Sequence[Question]) -> list[str]:
    """Values of a choice or a country."""
    constants = _constants(questions)
    return classes(constants, outsider_of(fact, constants))


def sets(fact: Fact, questions: Sequence[Question]) -> list[frozenset[str]]:
    """Values of a set: every combination of the members that questions tell apart."""
    constants = _constants(questions)
    members = classes(constants, outsider_of(fact, constants))
    if len(members) > MAX_CLASSES:
        raise TooManyFillings(fact.name)
    return [
        frozenset(chosen)
        for size in range(len(members) + 1)
        for chosen in itertools.combinations(members, size)
    ]


def numbers(fact: Fact, questions: Sequence[Question]) -> list[int]:
    """Values of a number: at every constant, just below and just above."""
    found = {fact.minimum, fact.maximum}
    for question in questions:
        found |= {question[3] - 1, question[3], question[3] + 1}
    return sorted(number for number in found if fact.minimum <= number <= fact.maximum)


def days(questions: Sequence[Question], day: Day) -> list[Day]:
    """Values of a date: at every constant and the day asked about, just before and just after."""
    found = {day - 1, day, day + 1}
    for question in questions:
        if question[0] == "date":
            found |= {question[3] - 1, question[3], question[3] + 1}
    return sorted(found)


def dates_by_country(questions: Sequence[Question], day: Day) -> list[tuple[tuple[str, Day], ...]]:
    """Values of a map from country to date: each country that is asked for without or with every telling date."""
    by_country: dict[str, set[Day | None]] = {}
    for question in questions:
        known = by_country.setdefault(question[2], {None, day, day + 1})
        if question[4] is not None:
            # By the calendar the same date can be reached from up to four days (28 to 31 August by half a year).
            turn = add_period(day, question[4], -1)
            known |= set(range(turn - 4, turn + 5))
    axes = [[(country, first) for first in firsts] for country, firsts in sorted(by_country.items())]
    return [
        tuple((country, first) for country, first in chosen if first is not None)
        for chosen in itertools.product(*axes)
    ]


def visas(questions: Sequence[Question], fact: Fact, day: Day) -> list[tuple[Visa, ...]]:
    """Values of a list of visas: every combination of those that questions tell apart, valid on the day."""
    issuers = classes([question[2] for question in questions], None)
    kinds = classes([question[3] for question in questions if question[3]] or [frozenset()], None)
    named = frozenset(kinds)
    kinds += [word for word, _label in fact.options if word not in named][:1]
    single = [Visa(issuer, kind, day) for issuer in issuers for kind in kinds]
    if len(single) > MAX_CLASSES:
        raise TooManyFillings(fact.name)
    return [
        tuple(chosen)
        for size in range(len(single) + 1)
        for chosen in itertools.combinations(single, size)
    ]


def places(questions: Sequence[Question]) -> list[str]:
    """Countries a person may be in, as far as questions on places and stays tell them apart."""
    constants = _constants(question for question in questions if question[1] == PLACE)
    constants += [question[2] for question in questions if question[1] == STAYS]
    return classes(constants, ELSEWHERE)


def _begins(questions: Sequence[Question], day: Day) -> list[Day]:
    """First days that a present stay may have."""
    found = {day}
    for question in questions:
        if question[0] == "days":
            allowed = question[4]
            found |= {day - allowed, day - allowed + 1, window_start(day, question[3])}
        elif question[3] is not None:
            turn = add_period(day, question[3], -1)
            found |= set(range(turn - 4, turn + 5))
        else:
            found |= {question[4] - 1, question[4]}
    return sorted(begun for begun in found if begun <= day)


def _earlier(questions: Sequence[Question], begun: Day, day: Day) -> Iterator[tuple[Stay, ...]]:
    """Earlier stays that fill the windows asked for up to each allowance, and over it."""
    yield ()
    blocks: set[Stay] = set()
    for question in questions:
        if question[0] != "days":
            continue
        country, allowed = min(question[2]), question[4]
        first = window_start(day, question[3])
        # With a present stay since `begun`, and with the day asked about alone, for who is elsewhere.
        for counted, last in ((day - begun + 1, begun - 2), (1, day - 2)):
            for missing in (allowed - counted, allowed - counted + 1):
                if missing > 0 and last - missing + 1 >= first:
                    blocks.add(Stay(country, last - missing + 1, last))
    ordered = sorted(blocks, key=lambda stay: (stay.country, stay.entered))
    for size in (1, 2):
        for chosen in itertools.combinations(ordered, size):
            if len({stay.country for stay in chosen}) == size:
                yield chosen


def stays(
    questions: Sequence[Question], day: Day, known: tuple[Stay, ...] | None
) -> Iterator[tuple[Day, tuple[Stay, ...]]]:
    """The first day of the present stay, and the stays before it (those that were said, where they were)."""
    asked = [question for question in questions if question[1] == STAYS]
    for begun in _begins(asked, day):
        if known is not None:
            yield begun, known
        else:
            for earlier in _earlier(asked, begun, day):
                yield begun, earlier


def with_present(
    questions: Sequence[Question], earlier: tuple[Stay, ...], place: str, begun: Day
) -> tuple[Stay, ...]:
    """The stays with the present one in a place, where a question asks for stays there."""
    if any(question[1] == STAYS and place in question[2] for question in questions):
        return (*earlier, Stay(place, begun, None))
    return earlier
