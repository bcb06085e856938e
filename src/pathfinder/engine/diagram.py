"""Decision diagrams over what has not been said: exact, canonical, small.

A diagram says for every way of filling in the unknown answers what follows. Its variables are axes (joint answers to
all that a pathway asks of one group of facts), in one fixed order; the branches of an axis are the answers that are
possible for this person. Equal functions are the same node, so two ways of filling in differ exactly where their
nodes do: from that come exact verdicts and exact missing facts (a reduced ordered multi-valued decision diagram).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from pathfinder.engine.truth import (
    NO,
    TERMINALS,
    YES,
    answer_of,
    both,
    either,
    merge,
    opposite,
    otherwise,
)

MOST_NODES = 150_000
"""So many nodes the diagram of one rule may have. Rules that people write have some dozens."""


class TooEntangled(Exception):
    """A rule whose diagram grows beyond its bound."""


Node = int
"""A truth or outcome (below `TERMINALS`), or the number of an inner node."""


class Diagram:
    """Makes and combines nodes; one for each row that is computed. With `most`, raises `TooEntangled` beyond it."""

    __slots__ = ("_memo", "_most", "_nodes", "_unique")

    def __init__(self, most: int = 1 << 60) -> None:
        self._most = most
        self._nodes: list[tuple[int, tuple[Node, ...]]] = []
        self._unique: dict[tuple[int, tuple[Node, ...]], Node] = {}
        self._memo: dict[tuple[object, ...], Node] = {}

    def choice(self, axis: int, branches: Sequence[Node]) -> Node:
        """A node that asks an axis; the branch itself where all are one."""
        first = branches[0]
        if all(branch == first for branch in branches):
            return first
        key = (axis, tuple(branches))
        node = self._unique.get(key)
        if node is None:
            if len(self._nodes) >= self._most:
                raise TooEntangled
            node = self._unique[key] = TERMINALS + len(self._nodes)
            self._nodes.append(key)
        return node

    def map(self, function: Callable[[int], int], node: Node) -> Node:
        """The diagram with a function applied to what follows."""
        if node < TERMINALS:
            return function(node)
        key = (function, node)
        found = self._memo.get(key)
        if found is None:
            axis, branches = self._nodes[node - TERMINALS]
            found = self.choice(axis, [self.map(function, branch) for branch in branches])
            self._memo[key] = found
        return found

    def combine(self, function: Callable[[int, int], int], one: Node, two: Node) -> Node:
        """The diagram of a function of two diagrams."""
        if one < TERMINALS and two < TERMINALS:
            return function(one, two)
        if one == two and function in _IDEMPOTENT:
            return one
        key = (function, one, two)
        found = self._memo.get(key)
        if found is None:
            axis = min(self._axis(one), self._axis(two))
            ones = self.branches_on(one, axis) or (one,)
            twos = self.branches_on(two, axis) or (two,)
            width = max(len(ones), len(twos))
            ones, twos = ones * (width // len(ones)), twos * (width // len(twos))
            branches = [self.combine(function, *pair) for pair in zip(ones, twos, strict=True)]
            found = self._memo[key] = self.choice(axis, branches)
        return found

    def at(self, node: Node) -> tuple[int, tuple[Node, ...]]:
        """The axis that an inner node asks, and what follows each answer."""
        return self._nodes[node - TERMINALS]

    def _axis(self, node: Node) -> int:
        return 1 << 30 if node < TERMINALS else self._nodes[node - TERMINALS][0]

    def branches_on(self, node: Node, axis: int) -> tuple[Node, ...] | None:
        """What follows each answer to an axis; None where the node does not ask it."""
        if node < TERMINALS or self._nodes[node - TERMINALS][0] != axis:
            return None
        return self._nodes[node - TERMINALS][1]

    def all_of(self, nodes: Iterable[Node]) -> Node:
        """And of many; the rest is not looked at after a no."""
        result: Node = YES
        for node in nodes:
            if node == NO:
                return NO
            if node != YES:
                result = node if result == YES else self.combine(both, result, node)
        return result

    def any_of(self, nodes: Iterable[Node]) -> Node:
        """Or of many; the rest is not looked at after a yes."""
        result: Node = NO
        for node in nodes:
            if node == YES:
                return YES
            if node != NO:
                result = node if result == NO else self.combine(either, result, node)
        return result

    def negate(self, node: Node) -> Node:
        return self.map(opposite, node)

    def at_least(self, count: int, nodes: Sequence[Node]) -> Node:
        """At least `count` of many."""
        reached: list[Node] = [YES, *([NO] * count)]
        for node in nodes:
            for number in range(count, 0, -1):
                more = self.combine(both, reached[number - 1], node)
                reached[number] = self.combine(either, reached[number], more)
        return reached[count]

    def readings(self, nodes: Sequence[Node]) -> Node:
        """Several readings of one thing: see `pathfinder.engine.truth.merge`."""
        result = nodes[0]
        for node in nodes[1:]:
            if node != result:
                result = self.combine(merge, result, node)
        return result

    def guard(self, test: Node, outcome: Node, refused: int) -> Node:
        """The outcome where the test is met, `refused` where it is not, both where it is open."""
        if test == YES:
            return outcome
        return self.combine(_GUARDS[refused], test, outcome)

    def answers(self, node: Node) -> Node:
        """The diagram of the three answers."""
        return self.map(answer_of, node)

    def outcomes(self, node: Node) -> int:
        """The set of what can follow, as bits."""
        found, seen, waiting = 0, set(), [node]
        while waiting:
            node = waiting.pop()
            if node < TERMINALS:
                found |= node
            elif node not in seen:
                seen.add(node)
                waiting.extend(self._nodes[node - TERMINALS][1])
        return found

    def axes(self, node: Node) -> set[int]:
        """The axes on which a node depends."""
        found: set[int] = set()
        seen, waiting = set(), [node]
        while waiting:
            node = waiting.pop()
            if node >= TERMINALS and node not in seen:
                seen.add(node)
                axis, branches = self._nodes[node - TERMINALS]
                found.add(axis)
                waiting.extend(branches)
        return found

    def given(self, node: Node, axis: int, branch: int) -> Node:
        """The diagram with one axis answered."""
        if self._axis(node) > axis:
            return node
        key = ("given", node, axis, branch)
        found = self._memo.get(key)
        if found is None:
            own, branches = self._nodes[node - TERMINALS]
            if own == axis:
                found = branches[branch]
            else:
                found = self.choice(own, [self.given(item, axis, branch) for item in branches])
            self._memo[key] = found
        return found


def _guard(refused: int) -> Callable[[int, int], int]:
    def guarded(test: int, outcome: int) -> int:
        return otherwise(test, outcome, refused)

    return guarded


_GUARDS = {refused: _guard(refused) for refused in (8, 16, 32)}
_IDEMPOTENT = (both, either, merge)
