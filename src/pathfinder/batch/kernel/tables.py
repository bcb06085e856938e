"""Verdicts as tables: for one pathway, from the states of a person on its axes to what follows.

The decision diagram of the pathway is made once, over every answer there can be (the one that explains makes it over
the answers that one person leaves open). What a person has said narrows each axis to some of its branches, so what can
follow is the set of ends that are reached through them. Going down the axes, the set of nodes that can be reached is
the state of a small automaton; states that no later axis tells apart are one, and so are branches. What is left is
multiplied out: a person's place in the table is a sum of numbers, one for each axis.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pathfinder.engine.axes import State, Vector
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.diagram import MOST_NODES, Diagram, Node, TooEntangled
from pathfinder.engine.entangled import entangled
from pathfinder.engine.rows import Scope, asker, verdict_of
from pathfinder.engine.terms import evaluate
from pathfinder.engine.truth import TERMINALS

Index = npt.NDArray[np.intp]

WORDS = ("eligible", "undetermined", "ineligible", "closed", "not_in_force")
"""The verdicts by their codes."""

MOST_CELLS = 1 << 16
"""So many cells one table may have; a pathway that needs more is looked up in several steps."""


def code_of(outcomes: int) -> int:
    """The code of the verdict for a set of outcomes."""
    return WORDS.index(verdict_of(outcomes))


class Level:
    """One axis in the automaton: the class of each state on it, and where each class leads from each place."""

    __slots__ = ("classes", "leads")

    def __init__(self, classes: list[int], leads: Index) -> None:
        self.classes = classes
        self.leads = leads


class Step:
    """Some axes looked up together: what each contributes is `classes * stride`, the sum a place in `table`."""

    __slots__ = ("cells", "first", "strides", "table")

    table: Index | npt.NDArray[np.int8]

    def __init__(self, first: int, levels: Sequence[Level], *, last: bool) -> None:
        self.first = first
        sizes = [level.leads.shape[1] for level in levels]
        self.cells = int(np.prod(sizes, dtype=np.int64))
        self.strides = [int(np.prod(sizes[n + 1 :], dtype=np.int64)) for n in range(len(sizes))]
        at = np.arange(levels[0].leads.shape[0], dtype=np.intp)[:, None]
        for level in levels:
            at = level.leads[at].reshape(at.shape[0], -1)
        self.table = at.ravel().astype(np.int8) if last else at.ravel()


class Table:
    """The verdicts of one pathway; made anew when a state comes that it does not know."""

    def __init__(self, on_day: BookOnDay, scope: Scope) -> None:
        self.scope = scope
        self.axes = [on_day.axes[number] for number in scope.axes]
        self.branches: list[dict[Vector, int]] = [
            {vector: number for number, vector in enumerate(axis.state({}).vectors)}
            for axis in self.axes
        ]
        self.known: list[int] = []
        self.levels: list[Level] = []
        self.steps: list[Step] = []
        self.version = 0

    def refresh(self) -> None:
        """See to it that every state on every axis has its class."""
        if self.known == [len(axis.states) for axis in self.axes]:
            return
        self.known = [len(axis.states) for axis in self.axes]
        for axis, branches in zip(self.axes, self.branches, strict=True):
            for state in axis.states:
                for vector in state.vectors:
                    branches.setdefault(vector, len(branches))
        self.levels = _automaton(*self._diagram(), self._open_branches())
        self.steps = _steps(self.levels)
        self.version += 1

    def _diagram(self) -> tuple[Diagram, Node]:
        """The diagram over every answer there can be."""
        diagram = Diagram(MOST_NODES)
        states = [State(tuple(branches), (), ()) for branches in self.branches]
        try:
            return diagram, evaluate(self.scope.root, diagram, asker(states, diagram))
        except TooEntangled:
            raise entangled(None) from None

    def _open_branches(self) -> list[list[tuple[int, ...]]]:
        """For every axis and every state on it, the branches that it leaves open."""
        return [
            [tuple(sorted(branches[vector] for vector in state.vectors)) for state in axis.states]
            for axis, branches in zip(self.axes, self.branches, strict=True)
        ]


def _automaton(diagram: Diagram, root: Node, taken: list[list[tuple[int, ...]]]) -> list[Level]:
    """The levels of the smallest automaton; the last one leads to the codes of verdicts."""
    below: list[frozenset[Node]] = [frozenset((root,))]
    raw: list[tuple[list[list[int]], list[int]]] = []
    for axis, of_states in enumerate(taken):
        ways = {branches: number for number, branches in enumerate(dict.fromkeys(of_states))}
        reached: dict[frozenset[Node], int] = {}
        leads = [
            [
                reached.setdefault(_through(diagram, nodes, axis, branches), len(reached))
                for branches in ways
            ]
            for nodes in below
        ]
        raw.append((leads, [ways[branches] for branches in of_states]))
        below = list(reached)
    ends = [code_of(_outcomes(nodes)) for nodes in below]
    levels: list[Level] = []
    for leads, of_state in reversed(raw):
        meant = [tuple(ends[to] for to in row) for row in leads]
        rows = {row: number for number, row in enumerate(dict.fromkeys(meant))}
        columns = list(zip(*rows, strict=True))
        kinds = {column: number for number, column in enumerate(dict.fromkeys(columns))}
        smallest = np.array(list(kinds), dtype=np.intp).T.reshape(len(rows), len(kinds))
        levels.append(Level([kinds[columns[way]] for way in of_state], smallest))
        ends = [rows[row] for row in meant]
    levels.reverse()
    return levels


def _through(
    diagram: Diagram, nodes: frozenset[Node], axis: int, branches: tuple[int, ...]
) -> frozenset[Node]:
    """The nodes reached from some when an axis can take these branches."""
    found: set[Node] = set()
    for node in nodes:
        own = diagram.branches_on(node, axis)
        if own is None:
            found.add(node)
        else:
            found.update(own[branch] for branch in branches)
    return frozenset(found)


def _outcomes(nodes: frozenset[Node]) -> int:
    found = 0
    for node in nodes:
        assert node < TERMINALS
        found |= node
    return found


def _steps(levels: list[Level]) -> list[Step]:
    """The levels in as few tables as fit."""
    found: list[Step] = []
    first = 0
    while first < len(levels):
        last = first + 1
        cells = levels[first].leads.size
        while last < len(levels) and cells * levels[last].leads.shape[1] <= MOST_CELLS:
            cells *= levels[last].leads.shape[1]
            last += 1
        found.append(Step(first, levels[first:last], last=last == len(levels)))
        first = last
    return found
