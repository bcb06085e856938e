"""Rows: for what one pathway or caution asks, people fall into finitely many kinds, and each is judged once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

from pathfinder.engine.axes import State
from pathfinder.engine.diagram import MOST_NODES, Diagram, Node
from pathfinder.engine.terms import Term, evaluate
from pathfinder.engine.truth import (
    CLOSED,
    ELIGIBLE,
    NOES,
    NOT_COVERED,
    NOT_IN_FORCE,
    OPEN,
)  # fmt: skip

_NO_WORDS = {CLOSED: "closed", NOT_IN_FORCE: "not_in_force"}


class Row:
    """What follows for everybody with the same states.

    `outcomes` is the set of what can follow, as bits; `missing` the facts of the contract; `verdict` the word.
    """

    __slots__ = ("missing", "outcomes", "verdict")

    def __init__(self, outcomes: int, missing: tuple[str, ...]) -> None:
        self.outcomes = outcomes
        self.missing = missing
        self.verdict = verdict_of(outcomes)

    @property
    def covered(self) -> bool:
        """Whether the documents speak, or may speak, of the person."""
        return self.outcomes != NOT_COVERED

    @property
    def open(self) -> bool:
        """Whether the documents leave it open in some way of filling in."""
        return bool(self.outcomes & OPEN)


def verdict_of(outcomes: int) -> str:
    """The verdict for a set of outcomes."""
    if outcomes == ELIGIBLE:
        return "eligible"
    if not outcomes & ~NOES:
        return _NO_WORDS.get(outcomes, "ineligible")
    return "undetermined"


class Scope:
    """A tree of terms, the axes it asks, and its rows so far.

    `axes` are numbers of axes of the day; `read` picks the state numbers of a person.
    """

    __slots__ = ("axes", "order", "read", "root", "rows")

    def __init__(self, root: Term, axes: tuple[int, ...], order: dict[str, int]) -> None:
        self.root = root
        self.axes = axes
        self.order = order
        self.rows: dict[Any, Row] = {}
        self.read: Callable[[Sequence[int]], Any] = _reader(axes)

    def row(self, states: Sequence[State]) -> Row:
        """Judge one kind of people from scratch; `states` in the order of `axes`. Raises `TooEntangled`."""
        diagram = Diagram(MOST_NODES)
        root = evaluate(self.root, diagram, asker(states, diagram))
        missing = missing_facts(diagram, root, states)
        outcomes = diagram.outcomes(root)
        return _row(outcomes, tuple(sorted(missing, key=self.order.__getitem__)))


@lru_cache(maxsize=10_000)
def _row(outcomes: int, missing: tuple[str, ...]) -> Row:
    """One row for all kinds of people of whom the same holds: they are far fewer, and stay in the processor's cache."""
    return Row(outcomes, missing)


def _reader(axes: tuple[int, ...]) -> Callable[[Sequence[int]], Any]:
    if not axes:
        return lambda _numbers: None
    return itemgetter(*axes)


def asker(states: Sequence[State], diagram: Diagram) -> Callable[[Term], Node]:
    """What a question is for people with these states: a truth, or a choice between possible ones."""

    def ask(term: Term) -> Node:
        vectors = states[term.axis].vectors
        if len(vectors) == 1:
            return vectors[0][term.branch]
        return diagram.choice(term.axis, [vector[term.branch] for vector in vectors])

    return ask


def missing_facts(diagram: Diagram, root: Node, states: Sequence[State]) -> set[str]:
    """The facts by which alone two ways of filling in differ.

    Where answers differ there is always one. Facts that no constraint ties together can be changed one after the
    other, and so can tied ones: the family before the spouse that becomes part of it, the passport given up before
    its expiry is past, the place apart from the stays. No larger set is ever needed.
    """
    answers = diagram.answers(root)
    alone: set[str] = set()
    for axis in diagram.axes(answers):
        unsaid = states[axis].unsaid
        alone |= (
            {*unsaid} if len(unsaid) == 1 else _differ_alone(diagram, answers, axis, states[axis])
        )
    return alone


def _differ_alone(diagram: Diagram, root: Node, axis: int, state: State) -> set[str]:
    """The facts of a tied group with each of which alone the answer can change."""
    after = [diagram.given(root, axis, number) for number in range(len(state.vectors))]
    found: set[str] = set()
    for chosen, name in enumerate(state.unsaid):
        kept: dict[tuple[Any, ...], Node] = {}
        for way, number in state.ways:
            rest = way[:chosen] + way[chosen + 1 :]
            if kept.setdefault(rest, after[number]) != after[number]:
                found.add(name)
                break
    return found
