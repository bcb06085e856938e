"""What is likely to become of a target: how probable its answers are, and what each fact would do to it."""

from __future__ import annotations

from pathfinder.engine.truth import OPEN, TERMINALS, YES
from pathfinder.interview.chances import MOST_NODES, Spread
from pathfinder.interview.likely import Guesses
from pathfinder.interview.targets import Target, View

FactChances = dict[str, tuple[float, float]]
"""By fact: the chance that it alone decides the target, and that the target hangs on it when the rest is known."""


class Outlook:
    """The chances of a target. `yes` and `open` are those of its answers; `facts` see `FactChances`."""

    __slots__ = ("facts", "listed", "open", "sign", "yes")

    def __init__(self, target: Target, view: View, guesses: Guesses) -> None:
        axes = target.scope.axes

        def weights(axis: int) -> tuple[float, ...]:
            return guesses.weights(axes[axis], view.states[axis])

        ends = view.diagram.ends(view.root, weights)
        self.yes = ends.get(YES, 0.0)
        self.open = ends.get(OPEN, 0.0)
        telling: dict[str, list[int]] = {}
        for axis in sorted(view.diagram.axes(view.root)):
            for fact in view.states[axis].unsaid:
                telling.setdefault(fact, []).append(axis)
        self.facts: FactChances = {}
        for fact, those in telling.items():
            settled = 1.0
            for axis in those:
                count = len(view.states[axis].vectors)
                settled *= 1 - view.diagram.differs(view.root, axis, count, weights)
            self.facts[fact] = (_decided(target, view, guesses, fact, those), 1 - settled)
        self.listed = tuple((fact, *chances) for fact, chances in self.facts.items())
        self.sign = tuple(sorted((fact, round(one[0], 3)) for fact, one in self.facts.items()))


def _decided(target: Target, view: View, guesses: Guesses, fact: str, those: list[int]) -> float:
    """The chance that a fact alone decides a target; 0 where that takes too long to find out."""
    spread: Spread = {view.root: 1.0}
    for axis in those:
        ways = guesses.ways(target.scope.axes[axis], view.states[axis], fact)
        spread = view.diagram.learnt(spread, axis, ways)
        if len(spread) > MOST_NODES:
            return 0.0
    return sum(chance for node, chance in spread.items() if node < TERMINALS)
