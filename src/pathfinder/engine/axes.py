"""Axes: what a pathway asks of one group of facts, and what a person's answers leave possible there.

A *group* is a fact, or the facts that a constraint ties together. An *axis* is a group and the questions that are
put to it; a *vector* is a joint answer to them. A *state* is what is possible for one person: a single vector where
the facts are said, several where they are not. States are few and are shared by all people.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from pathfinder.engine import fillings
from pathfinder.engine.questions import PLACE, STAYS, Question, answer
from pathfinder.language.vocabulary import Constraint, Vocabulary
from pathfinder.values.dates import Day
from pathfinder.values.stays import where

Vector = tuple[int, ...]


class State:
    """What is possible on an axis for one person.

    `vectors` are the joint answers that can still be; `unsaid` the facts that could tell which; `ways` (only where
    several facts are tied together) pairs of the values of the unsaid facts and the number of their vector.
    """

    __slots__ = ("number", "unsaid", "vectors", "ways")

    def __init__(
        self, vectors: tuple[Vector, ...], unsaid: tuple[str, ...], ways: tuple[tuple[tuple[Any, ...], int], ...]
    ) -> None:
        self.vectors = vectors
        self.unsaid = unsaid
        self.ways = ways
        self.number = -1


class Axis:
    """The questions that are put to one group of facts on a day."""

    __slots__ = ("_by_content", "constraints", "day", "facts", "questions", "states", "vocabulary")

    def __init__(self, facts: tuple[str, ...], questions: tuple[Question, ...], vocabulary: Vocabulary, day: Day) -> None:
        self.facts = facts
        self.questions = questions
        self.vocabulary = vocabulary
        self.day = day
        self.constraints = [c for c in vocabulary.constraints if set(c.facts) <= set(facts)]
        self.states: list[State] = []
        self._by_content: dict[Any, State] = {}

    def state(self, known: Mapping[str, Any]) -> State:
        """What is possible when these facts of the group are said."""
        said = {name: known[name] for name in self.facts if name in known}
        vectors: dict[Vector, int] = {}
        ways: dict[tuple[tuple[Any, ...], int], None] = {}
        unsaid: tuple[str, ...] = ()
        for unsaid, way, values in self._fillings(said):
            vector = tuple(answer(question, values, self.day) for question in self.questions)
            number = vectors.setdefault(vector, len(vectors))
            if len(unsaid) > 1:
                ways[way, number] = None
        if len(vectors) == 1:
            unsaid, ways = (), {}
        return self._shared(tuple(vectors), unsaid, tuple(ways))

    def filled(self, known: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """The values of all facts of the group, in every way of filling in what is not said."""
        said = {name: known[name] for name in self.facts if name in known}
        for _unsaid, _way, values in self._fillings(said):
            yield values

    def _shared(self, vectors: tuple[Vector, ...], unsaid: tuple[str, ...], ways: Any) -> State:
        key = (vectors, unsaid, ways)
        found = self._by_content.get(key)
        if found is None:
            found = self._by_content[key] = State(vectors, unsaid, ways)
            found.number = len(self.states)
            self.states.append(found)
        return found

    def _fillings(
        self, said: dict[str, Any]
    ) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...], Mapping[str, Any]]]:
        """The unsaid facts, their values in one way of filling in, and the values of all facts of the group."""
        constraint = self.constraints[0] if self.constraints else None
        if constraint is None:
            (fact,) = self.facts
            if fact in said:
                yield (), (), said
            else:
                for value in self._values(fact):
                    yield (fact,), (value,), {fact: value}
        elif constraint.kind == "held while valid":
            yield from self._held(constraint, said)
        elif constraint.kind == "part of":
            yield from self._parts(constraint, said)
        else:
            yield from self._present(said)

    def _values(self, name: str, questions: tuple[Question, ...] | None = None) -> list[Any]:
        fact = self.vocabulary.facts[name]
        asked = questions or tuple(question for question in self.questions if question[1] == name)
        kind = fact.kind
        if kind == "yes_no":
            return [True, False]
        if kind in ("choice", "country"):
            return fillings.options(fact, asked)
        if kind in ("choices", "countries"):
            return fillings.sets(fact, asked)
        if kind == "number":
            return fillings.numbers(fact, asked)
        if kind == "date":
            return fillings.days(asked, self.day)
        if kind == "by_country":
            return fillings.dates_by_country(asked, self.day)
        if kind == "visas":
            return fillings.visas(asked, fact, self.day)
        return [""]

    def _held(self, constraint: Constraint, said: dict[str, Any]) -> Iterator[Any]:
        """Papers that are held until a date; one whose date is not said is valid."""
        papers, expires = constraint.facts
        end = said.get(expires)
        lapsed = frozenset((constraint.option,)) if end is not None and end < self.day else frozenset()
        asks_end = any(question[1] == expires for question in self.questions)
        ends = [end] if end is not None or not asks_end else self._values(expires)
        if papers in said:
            held = said[papers] - lapsed
            for value in ends:
                unsaid = (expires,) if len(ends) > 1 else ()
                yield unsaid, (value,) if unsaid else (), {papers: held, expires: value}
            return
        unsaid = (papers, expires) if len(ends) > 1 else (papers,)
        asked = tuple(question for question in self.questions if question[1] == papers)
        for held in self._values(papers, asked) if asked else [frozenset()]:
            for value in ends:
                way = (held, value) if len(ends) > 1 else (held,)
                yield unsaid, way, {papers: held - lapsed, expires: value}

    def _parts(self, constraint: Constraint, said: dict[str, Any]) -> Iterator[Any]:
        """Two sets of which one holds the other."""
        names = constraint.facts
        unsaid = tuple(name for name in names if name not in said)
        choices = [[said[name]] if name in said else self._sets_with(name, said) for name in names]
        for chosen in itertools.product(*choices):
            if chosen[0] <= chosen[1]:
                values = dict(zip(names, chosen, strict=True))
                yield unsaid, tuple(values[name] for name in unsaid), values

    def _sets_with(self, name: str, said: dict[str, Any]) -> list[Any]:
        """Sets as far as questions to either fact tell them apart, and the members that the other fact says."""
        spoken = [frozenset((member,)) for value in said.values() for member in value]
        extra = tuple(("set", name, "any", (one,), True) for one in spoken)
        return self._values(name, (*self.questions, *extra))

    def _present(self, said: dict[str, Any]) -> Iterator[Any]:
        """Where the person is, and the stays: an open stay says the country, a country wants a stay."""
        stays = said.get(STAYS)
        place = said.get(PLACE)
        if stays is not None:
            there = where(stays, self.day)
            if there is not None:
                yield (), (), {STAYS: stays, PLACE: there}
                return
        unsaid = (STAYS, PLACE) if place is None else (STAYS,)
        for country in [place] if place is not None else fillings.places(self.questions):
            for begun, earlier in fillings.stays(self.questions, self.day, stays):
                listed = fillings.with_present(self.questions, earlier, country, begun)
                way = ((begun, earlier), country) if place is None else ((begun, earlier),)
                yield unsaid, way, {STAYS: listed, PLACE: country}
