"""A rule book on one day: its trees, the axes they ask, and the states of people on them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from pathfinder.engine.axes import Axis, State
from pathfinder.engine.cells import divide
from pathfinder.engine.diagram import TooEntangled
from pathfinder.engine.entangled import entangled
from pathfinder.engine.groups import Group
from pathfinder.engine.rows import Row, Scope
from pathfinder.engine.terms import Term, TermMaker
from pathfinder.language.records import Caution, Pathway
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

MAX_REMEMBERED = 200_000
"""So many rows of a tree are remembered; then they are computed anew."""


class BookOnDay:
    """A rule book resolved for a day. Holds what has been worked out so far; every answer is the same without it."""

    def __init__(self, book: RuleBook, day: Day) -> None:
        self.book = book
        self.day = day
        self.maker = TermMaker(book.vocabulary, day)
        self.axes: list[Axis] = []
        self._axis_numbers: dict[tuple[Any, ...], int] = {}
        self._order = {name: number for number, name in enumerate(book.vocabulary.facts)}
        self._groups: dict[str, tuple[str, ...]] = {
            name: book.vocabulary.group_of(name) for name in book.vocabulary.facts
        }
        self._of_fact = {
            name: group
            for facts in dict.fromkeys(self._groups.values())
            for group in [Group(facts, day)]
            for name in facts
        }
        self._unsaid: list[int] = []
        self._scopes: dict[str, Scope] = {}

    def pathway(self, pathway: Pathway) -> Scope:
        """The tree of a pathway, made when it is first asked for."""
        scope = self._scopes.get(pathway.id)
        if scope is None:
            entries = [
                self.book.pathways[name] for name in self.book.entries.get(pathway.country, ())
            ]
            scope = self._scopes[pathway.id] = self.scope(self.maker.pathway(pathway, entries))
        return scope

    def caution(self, caution: Caution) -> Scope:
        """The tree of a caution that touches people by a condition."""
        scope = self._scopes.get(caution.id)
        if scope is None:
            assert caution.touches is not None
            scope = self._scopes[caution.id] = self.scope(self.maker.condition(caution.touches))
        return scope

    def scope(self, root: Term) -> Scope:
        """A tree with its questions sorted by axes."""
        divide(root.questions(), self.book.vocabulary, self._groups)
        asked: dict[tuple[tuple[str, ...], object], list[Any]] = {}
        terms = root.questions()
        for term in terms:
            together = asked.setdefault((self._groups[term.value[1]], term.cell), [])
            if term.value not in together:
                together.append(term.value)
        positions = {key: place for place, key in enumerate(asked)}
        for term in terms:
            key = (self._groups[term.value[1]], term.cell)
            term.axis = positions[key]
            term.branch = asked[key].index(term.value)
        axes = tuple(self._axis(key[0], tuple(questions)) for key, questions in asked.items())
        return Scope(root, axes, self._order)

    def _axis(self, facts: tuple[str, ...], questions: tuple[Any, ...]) -> int:
        key = (facts, questions)
        number = self._axis_numbers.get(key)
        if number is None:
            number = self._axis_numbers[key] = len(self.axes)
            axis = Axis(facts, questions, self.book.vocabulary, self.day)
            self.axes.append(axis)
            self._of_fact[facts[0]].add(number, axis)
            self._unsaid.append(-1)
        return number

    def states(self, values: Mapping[str, Any]) -> list[int]:
        """The number of a person's state on every axis; `values` are canonical."""
        numbers = self._unsaid.copy()
        of_fact = self._of_fact
        tied: dict[Group, None] = {}
        for name, value in values.items():
            group = of_fact[name]
            if len(group.facts) > 1:
                tied[group] = None
                continue
            states = group.known.get(value)
            for axis, number in group.states(value, values) if states is None else states:
                numbers[axis] = number
        for group in tied:
            key = tuple([values.get(name) for name in group.facts])
            states = group.known.get(key)
            for axis, number in group.states(key, values) if states is None else states:
                numbers[axis] = number
        if -1 in numbers:
            for axis, number in enumerate(numbers):
                if number < 0:
                    self._unsaid[axis] = numbers[axis] = self.axes[axis].state({}).number
        return numbers

    def states_of(self, scope: Scope, numbers: list[int]) -> list[State]:
        """The states of a person on the axes of a tree."""
        return [self.axes[axis].states[numbers[axis]] for axis in scope.axes]

    def row(self, scope: Scope, numbers: list[int]) -> Row:
        """The row of a tree in which a person falls."""
        key = scope.read(numbers)
        row = scope.rows.get(key)
        if row is None:
            try:
                row = scope.row(self.states_of(scope, numbers))
            except TooEntangled:
                name = next((name for name, each in self._scopes.items() if each is scope), "")
                rule = self.book.pathways.get(name) or self.book.cautions.get(name)
                raise entangled(rule) from None
            if len(scope.rows) > MAX_REMEMBERED:
                scope.rows.clear()
            scope.rows[key] = row
        return row

    def rows(self, numbers: list[int]) -> dict[str, Row]:
        """The row of every pathway, by id."""
        rows = [known(read(numbers)) for read, known in self._look_ups]
        if None in rows:
            pairs = zip(self._of_pathways, rows, strict=True)
            rows = [self.row(scope, numbers) if row is None else row for scope, row in pairs]
        return dict(zip(self.book.pathways, rows, strict=True))

    @cached_property
    def _of_pathways(self) -> list[Scope]:
        return [self.pathway(pathway) for pathway in self.book.pathways.values()]

    @cached_property
    def _look_ups(self) -> list[tuple[Any, Any]]:
        """What finds the row of each pathway: all that is left to do for most of many people."""
        return [(scope.read, scope.rows.get) for scope in self._of_pathways]

    @cached_property
    def by_country(self) -> dict[str, list[Pathway]]:
        """The pathways of every destination, in the order of their files."""
        found: dict[str, list[Pathway]] = {country: [] for country in self.book.destinations}
        for pathway in self.book.pathways.values():
            found[pathway.country].append(pathway)
        return found

    def prepare(self) -> None:
        """Make every tree of the book, so that all axes are known before people are sorted."""
        for pathway in self.book.pathways.values():
            self.pathway(pathway)
        for caution in self.book.cautions.values():
            if caution.touches is not None:
                self.caution(caution)
