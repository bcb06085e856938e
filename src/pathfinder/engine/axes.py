"""Axes: what a pathway asks of one group of facts, and what a person's answers leave possible there.

A *group* is a fact, or the facts that a constraint ties together. An *axis* is a group and the questions that are
put to it; a *vector* is a joint answer to them. A *state* is what is possible for one person: a single vector where
the facts are said, several where they are not. States are few and are shared by all people.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

from pathfinder.engine import fillings, staying
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
        self,
        vectors: tuple[Vector, ...],
        unsaid: tuple[str, ...],
        ways: tuple[tuple[tuple[Any, ...], int], ...],
    ) -> None:
        self.vectors = vectors
        self.unsaid = unsaid
        self.ways = ways
        self.number = -1


class Axis:
    """The questions that are put to one group of facts on a day."""

    __slots__ = ("_by_content", "constraints", "day", "facts", "questions", "states", "vocabulary")

    def __init__(
        self,
        facts: tuple[str, ...],
        questions: tuple[Question, ...],
        vocabulary: Vocabulary,
        day: Day,
    ) -> None:
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

    def decided(self, vector: Vector) -> State:
        """The state of people whose answers are known."""
        return self._shared((vector,), (), ())

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
        assert kind == "visas", kind
        return fillings.visas(asked, fact, self.day)

    def _held(self, constraint: Constraint, said: dict[str, Any]) -> Iterator[Any]:
        """Papers that are held until a date: on a day after it they are not; without a date they are valid."""
        papers, expires = constraint.facts
        option = frozenset((constraint.option,))
        end = said.get(expires)
        asks = {question[1] for question in self.questions}
        ends = self._values(expires) if end is None and expires in asks else [end]
        unsaid = (papers,) if papers not in said else ()
        unsaid = (*unsaid, expires) if len(ends) > 1 else unsaid
        for held in [said[papers]] if papers in said else self._values(papers):
            for value in ends:
                over = value is not None and value < self.day
                if over and end is None and held & option:
                    continue
                values = {papers: held - option if over else held, expires: value}
                yield unsaid, tuple(values[name] for name in unsaid), values

    def _parts(self, constraint: Constraint, said: dict[str, Any]) -> Iterator[Any]:
        """Two sets of which one holds the other, as far as questions to either tell their members apart."""
        names = constraint.facts
        unsaid = tuple(name for name in names if name not in said)
        choices = [
            [said[name]] if name in said else self._values(name, self.questions) for name in names
        ]
        compared = fillings.constants(self.questions)

        def kinds(members: frozenset[str]) -> set[tuple[bool, ...]]:
            return {tuple(member in one for one in compared) for member in members}

        for part, whole in itertools.product(*choices):
            if not unsaid or kinds(part) <= kinds(whole):
                values = dict(zip(names, (part, whole), strict=True))
                yield unsaid, tuple(values[name] for name in unsaid), values

    def _present(self, said: dict[str, Any]) -> Iterator[Any]:
        """Where the person is, and the stays: a stay that includes the day says the country.

        Without one the two coordinates of `stays` are the first day of the present stay and the stays before it:
        a list that was said is complete but for the former.
        """
        stays, place = said.get(STAYS), said.get(PLACE)
        there = where(stays, self.day) if stays is not None else None
        if there is not None:
            yield (), (), {STAYS: stays, PLACE: there}
            return
        unsaid = (STAYS, PLACE) if place is None else (STAYS,)
        places = [place] if place is not None else fillings.places(self.questions)
        for begun, earlier in staying.fillings(self.questions, self.day, stays, places):
            for country in places:
                listed = staying.with_present(self.questions, earlier, country, begun)
                way = ((begun, earlier), country) if place is None else ((begun, earlier),)
                yield unsaid, way, {STAYS: listed, PLACE: country}
