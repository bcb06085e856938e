"""The ways of filling in what has not been said, as far as questions can tell them apart.

For every fact there are infinitely many answers and finitely many differences: a condition compares with constants.
Each function here gives, for some questions, values that cover every joint answer a real value could give. Two ways
that no question tells apart are one.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from pathfinder.engine.questions import ELSEWHERE, NOWHERE, PLACE, STAYS, Question
from pathfinder.language.answers import Visa
from pathfinder.language.vocabulary import Fact
from pathfinder.values.dates import Day, add_period


def cells(compared: Sequence[frozenset[str]]) -> list[list[str]]:
    """The members that are compared with, those together that no question tells apart."""
    found: dict[tuple[bool, ...], list[str]] = {}
    for member in sorted(frozenset().union(*compared)):
        found.setdefault(tuple(member in one for one in compared), []).append(member)
    return list(found.values())


def classes(compared: Sequence[frozenset[str]], outsider: str | None) -> list[str]:
    """One member of each cell, and one outside them all if there is one."""
    members = [cell[0] for cell in cells(compared)]
    return members if outsider is None else [*members, outsider]


def outsider_of(fact: Fact, compared: Sequence[frozenset[str]]) -> str | None:
    """A member that no constant names, if the fact has one."""
    countries = fact.kind in ("country", "countries")
    named = frozenset().union(*compared)
    words = (ELSEWHERE, NOWHERE) if countries else words_of(fact)
    return next((word for word in words if word not in named), None)


def words_of(fact: Fact) -> Sequence[str]:
    """The options of a fact as members of its values: of a set, `none` says that it is empty."""
    return [word for word, _label in fact.options if fact.kind != "choices" or word != "none"]


def constants(questions: Iterable[Question]) -> list[frozenset[str]]:
    """What questions compare with: of several sets, only `all` looks at each by itself."""
    found: list[frozenset[str]] = []
    for question in questions:
        if question[0] == "option":
            found.append(question[2])
        elif question[0] == "set" and question[2] == "all":
            found.extend(question[3])
        elif question[0] == "set":
            found.append(frozenset().union(*question[3]))
    return found


def options(fact: Fact, questions: Sequence[Question]) -> list[str]:
    """Values of a choice or a country."""
    compared = constants(questions)
    return classes(compared, outsider_of(fact, compared))


def sets(fact: Fact, questions: Sequence[Question]) -> list[frozenset[str]]:
    """Values of a set: every combination of the members that questions tell apart."""
    compared = constants(questions)
    return [
        frozenset(chosen)
        for chosen in _combinations(classes(compared, outsider_of(fact, compared)))
    ]


def _combinations(members: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
    """Every choice of members, the smallest first. `pathfinder.engine.cells` sees to it that they are few."""
    sizes = range(len(members) + 1)
    return itertools.chain.from_iterable(itertools.combinations(members, size) for size in sizes)


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
    axes = [
        [(country, first) for first in firsts] for country, firsts in sorted(by_country.items())
    ]
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
    return list(_combinations([Visa(issuer, kind, day) for issuer in issuers for kind in kinds]))


def places(questions: Sequence[Question]) -> list[str]:
    """Countries a person may be in, as far as questions on places and stays tell them apart."""
    compared = constants(question for question in questions if question[1] == PLACE)
    compared += [question[2] for question in questions if question[1] == STAYS]
    return classes(compared, ELSEWHERE)
