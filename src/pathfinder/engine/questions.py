"""What a condition asks, resolved for a day, and how an answer is found in what a person has said.

A question is a tuple that begins with its kind; equal questions are equal tuples, wherever they stand in the rules.
`answer` is its truth for known values; values are canonical, see `pathfinder.language.answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pathfinder.engine.truth import NO, OPEN, YES
from pathfinder.language import records
from pathfinder.language.vocabulary import SCHENGEN, Vocabulary
from pathfinder.values.dates import Day, add_period, last_day_of_stay
from pathfinder.values.stays import longest_stay, present_stay, used_if_there

Question = tuple[Any, ...]
Values = Mapping[str, Any]

STAYS, PLACE = "stays", "current_country"
ELSEWHERE, NOWHERE = "ZZ", "QM"
"""Codes that ISO gives to no country: they stand for one that no question names."""


def _countries(names: tuple[str, ...], vocabulary: Vocabulary, day: Day) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for name in names:
        found |= vocabulary.members(name, day)
    return found


def question_of(leaf: records.Question, vocabulary: Vocabulary, day: Day) -> Question:
    """The question that a condition asks on a day, with regions as their members on it."""
    if isinstance(leaf, records.YesNoFact):
        return ("yes_no", leaf.fact, leaf.value)
    if isinstance(leaf, records.OptionFact):
        values = _countries(leaf.values, vocabulary, day)
        return ("option", leaf.fact, values, leaf.negated, leaf.complete)
    if isinstance(leaf, records.SetFact):
        if leaf.how == "all":
            sets = tuple(vocabulary.members(name, day) for name in leaf.values)
        else:
            sets = (_countries(leaf.values, vocabulary, day),)
        return ("set", leaf.fact, leaf.how, sets, leaf.complete)
    if isinstance(leaf, records.EmptyFact):
        return ("empty", leaf.fact, leaf.value)
    if isinstance(leaf, records.NumberFact):
        return ("number", leaf.fact, leaf.operator, leaf.number)
    if isinstance(leaf, records.DateFact):
        return ("date", leaf.fact, leaf.operator, day if leaf.day is None else leaf.day)
    if isinstance(leaf, records.SinceFact):
        return ("since", leaf.fact, leaf.country, leaf.how, leaf.period, leaf.recorded)
    return _listed(leaf, vocabulary, day)


def _listed(
    leaf: records.VisaOf | records.DaysIn | records.PresentStay, vocabulary: Vocabulary, day: Day
) -> Question:
    """A question to visas or stays."""
    if isinstance(leaf, records.VisaOf):
        issuers = _countries(leaf.issuers, vocabulary, day)
        issuers |= {SCHENGEN} if SCHENGEN in leaf.issuers else frozenset()
        return ("visa", leaf.fact, issuers, frozenset(leaf.types))
    if isinstance(leaf, records.DaysIn):
        countries = _countries(leaf.countries, vocabulary, day)
        return ("days", STAYS, countries, leaf.within, leaf.at_most.days)
    countries = _countries(leaf.countries, vocabulary, day)
    return ("stay", STAYS, countries, leaf.at_most, leaf.began_before)


def _yes(true: bool) -> int:
    return YES if true else NO


def _yes_no(question: Question, values: Values, day: Day) -> int:
    return _yes(values[question[1]] is question[2])


def _option(question: Question, values: Values, day: Day) -> int:
    _kind, fact, options, negated, complete = question
    value = values[fact]
    if value in options:
        return _yes(not negated)
    if not complete:
        return OPEN
    return _yes(negated)


def _set(question: Question, values: Values, day: Day) -> int:
    _kind, fact, how, sets, complete = question
    value = values[fact]
    if how == "all":
        return _yes(all(value & one for one in sets))
    hit = any(value & one for one in sets)
    if how == "only":
        return _yes(bool(value) and value <= frozenset().union(*sets))
    if hit:
        return _yes(how == "any")
    if not complete and value:
        return OPEN
    return _yes(how == "none")


def _number(question: Question, values: Values, day: Day) -> int:
    _kind, fact, operator, number = question
    value = values[fact]
    return _yes(
        value >= number if operator == "at least"
        else value <= number if operator == "at most"
        else value > number if operator == "more than"
        else value < number
    )  # fmt: skip


def _date(question: Question, values: Values, day: Day) -> int:
    _kind, fact, operator, limit = question
    value = values[fact]
    return _yes(
        value >= limit if operator == "on or after"
        else value <= limit if operator == "on or before"
        else value < limit if operator == "before"
        else value > limit
    )  # fmt: skip


def _since(question: Question, values: Values, day: Day) -> int:
    _kind, fact, country, how, period, recorded = question
    begun = next((first for code, first in values[fact] if code == country and first <= day), None)
    if how == "recorded":
        return _yes((begun is not None) is recorded)
    if begun is None:
        return NO
    reached = add_period(begun, period)
    return _yes(day <= reached if how == "within" else day >= reached)


def _visa(question: Question, values: Values, day: Day) -> int:
    _kind, fact, issuers, types = question
    return _yes(
        any(
            visa.issuer in issuers and visa.until >= day and (not types or visa.type in types)
            for visa in values[fact]
        )
    )


def _days(question: Question, values: Values, day: Day) -> int:
    _kind, _fact, countries, within, allowed = question
    there = [stay for stay in values[STAYS] if stay.country in countries]
    return _yes((used_if_there(there, countries, within, day) if there else 1) <= allowed)


def stay_begun(values: Values, countries: frozenset[str], day: Day) -> Day:
    """The first day of the present stay in the countries; the day asked about for who is outside."""
    begun = present_stay(values[STAYS], countries, day)
    return day if begun is None else begun


def _stay(question: Question, values: Values, day: Day) -> int:
    _kind, _fact, countries, limit, before = question
    begun = stay_begun(values, countries, day)
    if limit is None:
        return _yes(begun < before)
    return _yes(day <= last_day_of_stay(begun, limit))


_ANSWERS: dict[str, Callable[[Question, Values, Day], int]] = {
    "yes_no": _yes_no,
    "option": _option,
    "set": _set,
    "empty": lambda question, values, day: _yes((not values[question[1]]) is question[2]),
    "number": _number,
    "date": _date,
    "since": _since,
    "visa": _visa,
    "days": _days,
    "stay": _stay,
}


def answer(question: Question, values: Values, day: Day) -> int:
    """The truth of a question for known values of the facts it asks."""
    return _ANSWERS[question[0]](question, values, day)


def lasts_until(question: Question, values: Values, day: Day) -> Day | None:
    """The last day on which a question that is met stays met if the person stays; None where time changes nothing."""
    kind = question[0]
    if kind == "days":
        length = longest_stay(values[STAYS], question[2], question[3], question[4], day)
        return None if length is None else day + length - 1
    if kind == "stay" and question[3] is not None:
        return last_day_of_stay(stay_begun(values, question[2], day), question[3])
    if kind == "since" and question[3] == "within":
        begun = next((first for code, first in values[question[1]] if code == question[2]), None)
        return None if begun is None else add_period(begun, question[4])
    if kind == "visa":
        _kind, fact, issuers, types = question
        ends = [
            visa.until for visa in values[fact]
            if visa.issuer in issuers and (not types or visa.type in types)
        ]  # fmt: skip
        return max(ends, default=None)
    return None


__all__ = [
    "ELSEWHERE",
    "NOWHERE",
    "PLACE",
    "STAYS",
    "Question",
    "answer",
    "lasts_until",
    "question_of",
]
