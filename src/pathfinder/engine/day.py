"""A rule book on one day: its trees, the axes they ask, and the states of people on them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pathfinder.engine.axes import Axis, State
from pathfinder.engine.rows import Row, Scope
from pathfinder.engine.terms import Term, TermMaker
from pathfinder.language.records import Caution, Pathway
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

MAX_REMEMBERED = 200_000
"""So many rows, and answers of one group of facts, are remembered; then they are computed anew."""


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
        self._of_group: dict[tuple[str, ...], list[int]] = {}
        self._unsaid: list[int] = []
        self._answers: dict[tuple[str, ...], dict[Any, tuple[tuple[int, int], ...]]] = {}
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
        asked: dict[tuple[str, ...], list[Any]] = {}
        terms = root.questions()
        for term in terms:
            group = asked.setdefault(self._groups[term.value[1]], [])
            if term.value not in group:
                group.append(term.value)
        positions = {group: place for place, group in enumerate(asked)}
        for term in terms:
            facts = self._groups[term.value[1]]
            term.axis = positions[facts]
            term.branch = asked[facts].index(term.value)
        axes = tuple(self._axis(facts, tuple(questions)) for facts, questions in asked.items())
        return Scope(root, axes, self._order)

    def _axis(self, facts: tuple[str, ...], questions: tuple[Any, ...]) -> int:
        key = (facts, questions)
        number = self._axis_numbers.get(key)
        if number is None:
            number = self._axis_numbers[key] = len(self.axes)
            axis = Axis(facts, questions, self.book.vocabulary, self.day)
            self.axes.append(axis)
            self._of_group.setdefault(facts, []).append(number)
            self._unsaid.append(-1)
            self._answers.pop(facts, None)
        return number

    def states(self, values: Mapping[str, Any]) -> list[int]:
        """The number of a person's state on every axis; `values` are canonical."""
        numbers = list(self._unsaid)
        tied: set[tuple[str, ...]] = set()
        for name, value in values.items():
            group = self._groups[name]
            if len(group) > 1:
                tied.add(group)
                continue
            for axis, number in self._answered(group, value, values):
                numbers[axis] = number
        for group in tied:
            key = tuple(values.get(name) for name in group)
            for axis, number in self._answered(group, key, values):
                numbers[axis] = number
        for axis, number in enumerate(numbers):
            if number < 0:
                self._unsaid[axis] = numbers[axis] = self.axes[axis].state({}).number
        return numbers

    def _answered(
        self, group: tuple[str, ...], key: Any, values: Mapping[str, Any]
    ) -> tuple[tuple[int, int], ...]:
        """Pairs of an axis of the group and the state that these answers give."""
        known = self._answers.setdefault(group, {})
        found = known.get(key)
        if found is None:
            axes = self._of_group.get(group, ())
            found = tuple((axis, self.axes[axis].state(values).number) for axis in axes)
            if len(known) > MAX_REMEMBERED:
                known.clear()
            known[key] = found
        return found

    def states_of(self, scope: Scope, numbers: list[int]) -> list[State]:
        """The states of a person on the axes of a tree."""
        return [self.axes[axis].states[numbers[axis]] for axis in scope.axes]

    def row(self, scope: Scope, numbers: list[int]) -> Row:
        """The row of a tree in which a person falls."""
        key = scope.read(numbers)
        row = scope.rows.get(key)
        if row is None:
            row = scope.row(self.states_of(scope, numbers))
            if len(scope.rows) > MAX_REMEMBERED:
                scope.rows.clear()
            scope.rows[key] = row
        return row

    def prepare(self, scopes: Iterable[Any] = ()) -> None:
        """Make every tree of the book, so that all axes are known before people are sorted."""
        for pathway in self.book.pathways.values():
            self.pathway(pathway)
        for caution in self.book.cautions.values():
            if caution.touches is not None:
                self.caution(caution)
