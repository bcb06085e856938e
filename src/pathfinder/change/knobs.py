"""Knobs: the changes that a person can make as far as the questions of one pathway tell them apart.

A knob is turned to one of its changes, or left alone. What is added to a set has a knob of its own for each kind of
member; a choice has one knob with all its other values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pathfinder.change.changes import SETS, Change, holds
from pathfinder.change.marks import NEVER_TO, Mark
from pathfinder.engine import fillings
from pathfinder.engine.questions import ELSEWHERE, PLACE, STAYS, Question
from pathfinder.language.vocabulary import SCHENGEN, Fact, Vocabulary
from pathfinder.values.dates import Day
from pathfinder.values.stays import where

Knob = tuple[Change, ...]
"""The changes of which one at most is made."""

_EMPTY: frozenset[str] = frozenset()


class Person:
    """What somebody has said, and what of it can change, on a day."""

    def __init__(
        self,
        values: Mapping[str, Any],
        vocabulary: Vocabulary,
        marks: Mapping[str, Mark],
        day: Day,
    ) -> None:
        self.values = values
        self.vocabulary = vocabulary
        self.marks = marks
        self.day = day
        stays = values.get(STAYS)
        there = where(stays, day) if stays else None
        self.place: str | None = there or values.get(PLACE)

    def knobs(self, questions: Sequence[Question]) -> list[Knob]:
        """The knobs of a pathway that asks these questions."""
        found: list[Knob] = []
        asked = dict.fromkeys(question[1] for question in questions)
        if STAYS in asked:
            asked[PLACE] = None
        for constraint in self.vocabulary.constraints:
            if constraint.kind == "held while valid" and constraint.facts[1] in asked:
                asked[constraint.facts[0]] = None
        for name in asked:
            mark = self.marks.get(name)
            if mark is not None and mark.kind in ("obtainable", "choosable"):
                of_it = [question for question in questions if question[1] == name]
                found += self._knobs(self.vocabulary.facts[name], mark, of_it, questions)
        return found

    def _knobs(
        self, fact: Fact, mark: Mark, of_it: list[Question], questions: Sequence[Question]
    ) -> list[Knob]:
        if not self._makes_sense(mark):
            return []
        if fact.name == PLACE:
            kinds = _places(questions, self.vocabulary)
        else:
            kinds = _KINDS[fact.kind](fact, of_it, self.vocabulary) if fact.kind in _KINDS else []
            kinds = self._dated_apart(fact, kinds, questions)
        changes = []
        for kind in kinds:
            values = tuple(value for value in kind if self._may(fact, mark, value))
            if values and not any(self._so_already(fact, value) for value in kind):
                changes.append(Change(fact.name, values))
        if fact.kind in (*SETS, "by_country"):
            return [(change,) for change in changes]
        return [tuple(changes)] if changes else []

    def _dated_apart(
        self, fact: Fact, kinds: list[list[Any]], questions: Sequence[Question]
    ) -> list[list[Any]]:
        """The kinds of members, a paper by itself where its date is asked for: a new one has a new date."""
        for constraint in self.vocabulary.constraints:
            asked = any(question[1] == constraint.facts[1] for question in questions)
            if constraint.kind == "held while valid" and constraint.facts[0] == fact.name and asked:
                rest = [[word for word in kind if word != constraint.option] for kind in kinds]
                return [*filter(None, rest), [constraint.option]]
        return kinds

    def _makes_sense(self, mark: Mark) -> bool:
        if mark.only_in and self.place != mark.only_in:
            return False
        return not mark.needs or any(self.values.get(name) for name in mark.needs)

    def _may(self, fact: Fact, mark: Mark, value: Any) -> bool:
        """Whether it is proposed: a country that one would go back to never is, a registration where one is."""
        if fact.kind == "by_country":
            return bool(value == self.place)
        if fact.kind == "country" and value in NEVER_TO and value != self.place:
            return False
        return mark.to is None or value in mark.to

    def _so_already(self, fact: Fact, value: Any) -> bool:
        if fact.name == PLACE:
            return bool(value == self.place)
        return holds(fact.name, value, self.values, self.vocabulary, self.day)


def _places(questions: Sequence[Question], vocabulary: Vocabulary) -> list[list[str]]:
    """Countries to be in that questions on places and on stays tell apart."""
    compared = fillings.constants(q for q in questions if q[1] == PLACE)
    compared += [question[2] for question in questions if question[1] == STAYS]
    return _countries(compared, vocabulary)


def _countries(compared: Sequence[frozenset[str]], vocabulary: Vocabulary) -> list[list[str]]:
    named = _EMPTY.union(*compared)
    others = [code for code in vocabulary.countries if code not in named]
    return [*fillings.cells(compared), *([others] if others else [[ELSEWHERE]])]


def _words(fact: Fact, asked: list[Question], vocabulary: Vocabulary) -> list[list[str]]:
    compared = fillings.constants(asked)
    if fact.kind in ("country", "countries"):
        return _countries(compared, vocabulary)
    named = _EMPTY.union(*compared)
    words = fillings.words_of(fact)
    others = [word for word in words if word not in named]
    cells = [[word for word in cell if word in words] for cell in fillings.cells(compared)]
    return [cell for cell in (*cells, others) if cell]


def _visas(
    fact: Fact, asked: list[Question], vocabulary: Vocabulary
) -> list[list[tuple[str, str]]]:
    issuers = fillings.cells([question[2] for question in asked])
    typed = [question[3] for question in asked if question[3]]
    named = _EMPTY.union(*typed)
    others = [word for word in fillings.words_of(fact) if word not in named]
    types = [cell for cell in (*fillings.cells(typed), others) if cell]
    return [
        [(issuer, kind) for issuer in sorted(some, key=_schengen_first) for kind in kinds]
        for some in issuers
        for kinds in types
    ]


def _schengen_first(issuer: str) -> tuple[bool, str]:
    return issuer != SCHENGEN, issuer


_KINDS: Mapping[str, Callable[[Fact, list[Question], Vocabulary], list[list[Any]]]] = {
    "yes_no": lambda _fact, _asked, _vocabulary: [[True], [False]],
    "choice": _words,
    "choices": _words,
    "country": _words,
    "countries": _words,
    "visas": _visas,
    "by_country": lambda _fact, asked, _vocabulary: [
        [country] for country in dict.fromkeys(question[2] for question in asked)
    ],
}
"""The values of a fact, those together that no question of a pathway tells apart. Numbers and dates only wait."""


def concerns(change: Change, questions: Sequence[Question]) -> bool:
    """Whether a change can alter an answer to one of these questions about its group of facts."""
    return any(_concerns(change, question) for question in questions)


def _concerns(change: Change, question: Question) -> bool:
    kind, value = question[0], change.values[0]
    if question[1] != change.fact:
        return True  # facts that a constraint ties together
    if kind == "since":
        return bool(question[2] == value)
    if kind == "visa":
        return value[0] in question[2] and (not question[3] or value[1] in question[3])
    if kind == "set" and question[2] != "only" and question[4]:
        return any(value in one for one in question[3])
    return True
