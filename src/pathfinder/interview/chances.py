"""Decision diagrams with weights: how likely each end is, and what learning a fact would leave of a diagram."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from pathfinder.engine.diagram import Diagram, Node
from pathfinder.engine.truth import NO, TERMINALS, YES, either

Weights = Callable[[int], Sequence[float]]
"""The shares of the branches of an axis, together 1."""

Spread = dict[Node, float]
"""Nodes and how likely each is, together 1."""

MOST_NODES = 200
"""So many nodes a spread may have before it is no longer followed."""


def _unequal(one: int, two: int) -> int:
    return YES if one != two else NO


class ChanceDiagram(Diagram):
    """A diagram whose branches have weights."""

    __slots__ = ()

    def ends(self, root: Node, weights: Weights) -> Spread:
        """How likely each end is."""
        return self._ends(root, weights, {})

    def _ends(self, node: Node, weights: Weights, found: dict[Node, Spread]) -> Spread:
        if node < TERMINALS:
            return {node: 1.0}
        spread = found.get(node)
        if spread is None:
            spread = found[node] = {}
            axis, branches = self._nodes[node - TERMINALS]
            for share, branch in zip(weights(axis), branches, strict=True):
                for end, chance in self._ends(branch, weights, found).items():
                    spread[end] = spread.get(end, 0.0) + share * chance
        return spread

    def among(self, node: Node, axis: int, branches: Collection[int]) -> Node:
        """The diagram with one axis narrowed to some of its branches; the first stands for those that are out."""
        first = min(branches)
        if len(branches) == 1:
            return self.given(node, axis, first)
        if self._axis(node) > axis:
            return node
        key = ("among", node, axis, branches)
        found = self._memo.get(key)
        if found is None:
            own, below = self._nodes[node - TERMINALS]
            if own == axis:
                kept = [below[b if b in branches else first] for b in range(len(below))]
            else:
                kept = [self.among(item, axis, branches) for item in below]
            found = self._memo[key] = self.choice(own, kept)
        return found

    def learnt(
        self, spread: Spread, axis: int, ways: Sequence[tuple[float, tuple[int, ...]]]
    ) -> Spread:
        """What is left when one axis is narrowed; `ways` are shares and the branches that remain."""
        found: Spread = {}
        for node, chance in spread.items():
            if node < TERMINALS:
                found[node] = found.get(node, 0.0) + chance
                continue
            for share, branches in ways:
                left = self.among(node, axis, branches)
                found[left] = found.get(left, 0.0) + chance * share
        return found

    def differs(self, root: Node, axis: int, count: int, weights: Weights) -> float:
        """How likely the answer still hangs on an axis of `count` branches when all others are known."""
        first = self.given(root, axis, 0)
        result: Node = NO
        for branch in range(1, count):
            other = self.given(root, axis, branch)
            if other != first:
                result = self.combine(either, result, self.combine(_unequal, first, other))
        return self.ends(result, weights).get(YES, 0.0)
