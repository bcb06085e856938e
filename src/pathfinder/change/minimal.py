"""The smallest sets of changes with which a pathway is eligible: minimal and complete.

The knobs of a pathway become the upper variables of one decision diagram, the ways of filling in what is not said the
lower ones. A set of changes is a path through the upper part; it opens the pathway where that path ends in `eligible`
whatever is filled in. A set is minimal where no part of it opens the pathway too.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence

from pathfinder.change.changes import Change, Values
from pathfinder.change.knobs import Knob, Person, concerns
from pathfinder.engine.axes import Axis, Vector
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.diagram import Diagram, Node
from pathfinder.engine.questions import answer
from pathfinder.engine.rows import Scope
from pathfinder.engine.terms import Term, evaluate
from pathfinder.engine.truth import ELIGIBLE, TERMINALS

Set = frozenset[Change]
"""Changes that are made together."""

_BELOW = 1 << 20
"""Knobs stand above every axis of the diagram: their variables are negative."""


def minimal_sets(on_day: BookOnDay, scope: Scope, person: Person) -> list[Set]:
    """All minimal sets with which the tree of a pathway comes out eligible; the empty one where it is already."""
    questions = [term.value for term in scope.root.questions()]
    knobs = person.knobs(questions)
    search = _Search(on_day, scope, person, knobs)
    diagram = Diagram()
    return search.smallest(diagram, evaluate(scope.root, diagram, search.asker(diagram)))


def outcomes_with(
    on_day: BookOnDay, scope: Scope, person: Person, changes: Iterable[Change]
) -> int:
    """What can follow of a tree after some changes, as bits."""
    made: list[Knob] = [(change,) for change in sorted(changes, key=repr)]
    search = _Search(on_day, scope, person, made)
    diagram = Diagram()
    node = evaluate(scope.root, diagram, search.asker(diagram))
    for knob in range(len(made)):
        node = diagram.given(node, knob - _BELOW, 1)
    return diagram.outcomes(node)


def smallest(sets: Iterable[Set]) -> list[Set]:
    """The sets of which no part is among them, the smallest first."""
    found: list[Set] = []
    for one in sorted(dict.fromkeys(sets), key=len):
        if not any(other <= one for other in found):
            found.append(one)
    return found


class _Search:
    def __init__(
        self, on_day: BookOnDay, scope: Scope, person: Person, knobs: Sequence[Knob]
    ) -> None:
        self.scope = scope
        self.person = person
        self.knobs = knobs
        self.axes = [on_day.axes[number] for number in scope.axes]
        self.turned = [
            [
                number
                for number, knob in enumerate(knobs)
                if knob[0].fact in axis.facts
                and any(concerns(change, axis.questions) for change in knob)
            ]
            for axis in self.axes
        ]
        self._vectors: dict[tuple[int, tuple[int, ...]], tuple[Vector, ...]] = {}

    def asker(self, diagram: Diagram) -> Callable[[Term], Node]:
        """What a question is for every way of turning the knobs."""

        def ask(term: Term) -> Node:
            return node(term, (), self.turned[term.axis])

        def node(term: Term, chosen: tuple[int, ...], left: list[int]) -> Node:
            if left:
                ways = range(len(self.knobs[left[0]]) + 1)
                branches = [node(term, (*chosen, way), left[1:]) for way in ways]
                return diagram.choice(left[0] - _BELOW, branches)
            vectors = self.vectors(term.axis, chosen)
            if len(vectors) == 1:
                return vectors[0][term.branch]
            return diagram.choice(term.axis, [vector[term.branch] for vector in vectors])

        return ask

    def vectors(self, place: int, chosen: tuple[int, ...]) -> tuple[Vector, ...]:
        """The joint answers that can be on an axis with its knobs turned so (0: left alone)."""
        key = (place, chosen)
        found = self._vectors.get(key)
        if found is None:
            pairs = zip(self.turned[place], chosen, strict=True)
            made = [self.knobs[knob][way - 1] for knob, way in pairs if way]
            found = self._vectors[key] = answers(self.axes[place], self.person.values, made)
        return found

    def smallest(self, diagram: Diagram, root: Node) -> list[Set]:
        """The minimal ways through the knobs that end in eligible."""
        known: dict[Node, list[Set]] = {}

        def below(node: Node) -> list[Set]:
            if node < TERMINALS:
                return [frozenset()] if node == ELIGIBLE else []
            if node not in known:
                known[node] = through(node)
            return known[node]

        def through(node: Node) -> list[Set]:
            axis = min(diagram.axes(node))
            branches = diagram.branches_on(node, axis)
            if axis >= 0 or branches is None:
                return []
            knob = self.knobs[axis + _BELOW]
            changed = [
                one | {change}
                for change, branch in zip(knob, branches[1:], strict=True)
                for one in below(branch)
            ]
            return smallest([*below(branches[0]), *changed])

        return below(root)


def answers(axis: Axis, values: Values, changes: Iterable[Change]) -> tuple[Vector, ...]:
    """The joint answers to an axis that can still be after changes to its facts."""
    found: dict[Vector, None] = {}
    for filled in axis.filled(values):
        ways = [filled]
        for change in changes:
            ways = list(itertools.chain.from_iterable(change.ways(way, axis) for way in ways))
        for way in ways:
            found[tuple(answer(question, way, axis.day) for question in axis.questions)] = None
    return tuple(found)
