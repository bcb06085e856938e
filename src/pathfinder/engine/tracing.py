"""The tree of a judgement for one person: the truth of every term, what decided, and until when it lasts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.diagram import Diagram, Node
from pathfinder.engine.questions import lasts_until
from pathfinder.engine.rows import Scope, asker
from pathfinder.engine.terms import Term, evaluate
from pathfinder.engine.truth import NO, OPEN, YES
from pathfinder.values.dates import LAST_DAY, Day

_WORDS = {YES: "yes", NO: "no", OPEN: "not_stated"}
NEVER: Day = 0


class Trace:
    """One scope for one person. Terms are evaluated one by one, as they are asked for."""

    def __init__(
        self, on_day: BookOnDay, scope: Scope, numbers: list[int], values: dict[str, Any]
    ) -> None:
        self.on_day = on_day
        self.scope = scope
        self.values = values
        self.diagram = Diagram()
        self.states = on_day.states_of(scope, numbers)
        self._ask = asker(self.states, self.diagram)
        self._nodes: dict[int, Node] = {}

    def outcomes(self, term: Term) -> int:
        """What a term can come to, as bits."""
        node = self._nodes.get(id(term))
        if node is None:
            node = self._nodes[id(term)] = evaluate(term, self.diagram, self._ask)
        return self.diagram.outcomes(node)

    def truth(self, term: Term) -> str:
        """`yes`, `no`, `not_stated`, or `not_said` where filling in would change it."""
        return _WORDS.get(self.outcomes(term), "not_said")

    def until(self, term: Term) -> Day:
        """The last day on which a term that is met stays met if the person stays.

        `LAST_DAY` where time changes nothing, `NEVER` where it is not certainly met.
        """
        if self.outcomes(term) != YES:
            return NEVER
        if term.op == "ask":
            return self._question_until(term)
        ends = [self.until(item) for item in term.items]
        if term.op == "any":
            return max(ends)
        if term.op == "least":
            return sorted(ends)[-int(term.value)]
        return min(ends) if term.op in ("all", "readings") and ends else LAST_DAY

    def _question_until(self, term: Term) -> Day:
        """The same for a question; where the ways of filling in differ, the earliest day."""
        axis = self.on_day.axes[self.scope.axes[term.axis]]
        ways = axis.filled(self.values)
        ends = (lasts_until(term.value, filled, self.on_day.day) for filled in ways)
        return min(LAST_DAY if end is None else end for end in ends)


def below(term: Term) -> Iterator[Term]:
    """The nearest terms under a term that stand for something a reader knows."""
    for item in term.items:
        if item.about is not None:
            yield item
        else:
            yield from below(item)
