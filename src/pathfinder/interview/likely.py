"""How likely answers are before they are given: rough guesses by the kind of fact, to order questions by.

No verdict rests on them: a bad guess costs a question more, never an answer. They are guesses of how those answer who
come here: nearly all are citizens of Russia, most special conditions are met by few.
"""

from __future__ import annotations

from pathfinder.engine.axes import Axis, State
from pathfinder.engine.questions import STAYS, Question
from pathfinder.engine.truth import YES
from pathfinder.language.vocabulary import Fact, Vocabulary

HOME = "RU"

AT_HOME = 0.97
"""The chance that somebody holds the citizenship of the country people flee from."""

IN_HOME = 0.3
"""The chance that somebody is in it, or applies from it."""

A_COUNTRY, MANY_COUNTRIES = 0.05, 4
"""The chance of having to do with one country, and how many countries add to it at most."""

AN_OPTION, MANY_OPTIONS = 0.06, 8
"""The same for an option of a set."""

VALID_PAPER = 0.75
"""The chance of a paper that is held until a date."""

A_YES, EMPTY, WITHIN_LIMIT, LISTED = 0.2, 0.6, 0.85, 0.1
"""The chances of a yes, an empty set, a stay within its limit, a visa or a date of one country."""

PRESENT = 0.62
"""The chance that stays include the present one, and so tell the place."""

LEAST, MOST = 0.02, 0.97

Ways = tuple[tuple[float, tuple[int, ...]], ...]
"""Shares, together 1, and the numbers of the vectors that remain possible."""


class Guesses:
    """The weights of the joint answers on axes; worked out once for each state."""

    def __init__(self, vocabulary: Vocabulary, axes: list[Axis]) -> None:
        self.facts = vocabulary.facts
        self.axes = axes
        self._held = {c.facts[0] for c in vocabulary.constraints if c.kind == "held while valid"}
        self._weights: dict[tuple[int, int], tuple[float, ...]] = {}
        self._ways: dict[tuple[int, int, str], Ways] = {}
        self._yes: dict[Question, float] = {}

    def weights(self, axis: int, state: State) -> tuple[float, ...]:
        """The share of each vector of a state on an axis, given by its number."""
        key = (axis, state.number)
        found = self._weights.get(key)
        if found is None:
            chances = [self.yes(question) for question in self.axes[axis].questions]
            raw = []
            for vector in state.vectors:
                weight = 1.0
                for chance, truth in zip(chances, vector, strict=True):
                    weight *= chance if truth == YES else 1 - chance
                raw.append(weight)
            total = sum(raw)
            found = self._weights[key] = tuple(weight / total for weight in raw)
        return found

    def ways(self, axis: int, state: State, fact: str) -> Ways:
        """What learning a fact leaves of the vectors of a state; of tied facts one alone leaves several."""
        key = (axis, state.number, fact)
        found = self._ways.get(key)
        if found is None:
            found = self._ways[key] = self._learnt(self.weights(axis, state), state, fact)
        return found

    @staticmethod
    def _learnt(weights: tuple[float, ...], state: State, fact: str) -> Ways:
        every = tuple((share, (number,)) for number, share in enumerate(weights))
        if len(state.unsaid) == 1:
            return every
        place = state.unsaid.index(fact)
        times = [0] * len(weights)
        for _way, number in state.ways:
            times[number] += 1
        shares: dict[object, float] = {}
        left: dict[object, set[int]] = {}
        for way, number in state.ways:
            shares[way[place]] = shares.get(way[place], 0.0) + weights[number] / times[number]
            left.setdefault(way[place], set()).add(number)
        joined: dict[tuple[int, ...], float] = {}
        for value, numbers in left.items():
            kept = tuple(sorted(numbers))
            joined[kept] = joined.get(kept, 0.0) + shares[value]
        some = tuple((share, kept) for kept, share in joined.items())
        if fact != STAYS:
            return some
        told = tuple((share * PRESENT, kept) for share, kept in every)
        return (*told, *((share * (1 - PRESENT), kept) for share, kept in some))

    def yes(self, question: Question) -> float:
        """The chance that a question is answered with yes; never quite 0 or 1."""
        found = self._yes.get(question)
        if found is None:
            guess = self._guess(question, self.facts[question[1]])
            found = self._yes[question] = min(MOST, max(LEAST, guess))
        return found

    def _guess(self, question: Question, fact: Fact) -> float:
        kind = question[0]
        if kind == "yes_no":
            return A_YES if question[2] else 1 - A_YES
        if kind == "option":
            share = self._one_of(question[2], fact)
            return 1 - share if question[3] else share
        if kind == "empty":
            return EMPTY if question[2] else 1 - EMPTY
        if kind == "set":
            some = self._some_of(frozenset().union(*question[3]), fact)
            return 1 - some if question[2] == "none" else some
        if kind in ("visa", "since"):
            unrecorded = kind == "since" and question[3] == "recorded" and not question[5]
            return 1 - LISTED if unrecorded else LISTED
        return WITHIN_LIMIT if kind in ("days", "stay") else 0.5

    def _one_of(self, options: frozenset[str], fact: Fact) -> float:
        if fact.kind != "country":
            return len(options) / max(1, len(fact.options))
        return IN_HOME if HOME in options else _any(A_COUNTRY, len(options), MANY_COUNTRIES)

    def _some_of(self, members: frozenset[str], fact: Fact) -> float:
        if fact.name in self._held:
            return VALID_PAPER
        if fact.kind != "countries":
            return _any(AN_OPTION, len(members), MANY_OPTIONS)
        if HOME in members:
            return AT_HOME
        return _any(A_COUNTRY, len(members), MANY_COUNTRIES)


def _any(chance: float, count: int, most: int) -> float:
    """The chance of one at least of so many, `most` of which count."""
    return 1.0 - (1.0 - chance) ** min(count, most)
