"""What the documents leave open, settled one way or the other.

A condition that changes nothing while something is open may be what decides once that is known. So a condition is
only called idle if it decides nothing however every doubt of its rule turns out: a doubt that a rule names, a list
that is given in part, a passage that can be read in two ways.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

from pathfinder.engine.diagram import Node
from pathfinder.engine.rows import asker
from pathfinder.engine.terms import Term, evaluate
from pathfinder.engine.truth import NO, OPEN, YES
from pathfinder.review.space.joint import Joint

MOST_DOUBTS = 6
"""With more doubts in one rule nothing is said of its conditions: that many ways of settling them are not tried."""

Truths = Mapping[int, int]
"""For every doubt, by the `id` of its term: yes or no."""


def terms_in(term: Term) -> Iterator[Term]:
    """A term and all below it."""
    yield term
    for item in term.items:
        yield from terms_in(item)


def doubts_in(term: Term) -> list[Term]:
    """The terms that can be open although everything has been said."""
    return [one for one in terms_in(term) if _doubtful(one)]


def _doubtful(term: Term) -> bool:
    if term.op == "value":
        return bool(term.value == OPEN)
    if term.op == "ask":
        return term.value[0] in ("option", "set") and not term.value[-1]
    return term.op == "readings"


def plain_ways(doubts: list[Term]) -> list[Truths]:
    """Every doubt settled by yes, and every one by no."""
    ways = [{id(one): truth for one in doubts} for truth in (YES, NO)]
    return list(ways) if doubts else [{}]


def all_ways(doubts: list[Term]) -> list[Truths]:
    """Every way of settling the doubts."""
    truths = itertools.product((YES, NO), repeat=len(doubts))
    return [dict(zip(map(id, doubts), chosen, strict=True)) for chosen in truths]


class Settled:
    """The trees of a joint diagram with their doubts settled in one way."""

    def __init__(self, joint: Joint, truths: Truths) -> None:
        self.joint = joint
        self.truths = truths
        self._plain = asker(joint.states, joint.diagram)

    def node(self, term: Term, instead: Mapping[int, int] | None = None) -> Node:
        """The node of a tree; `instead` gives truths to parts of it."""
        return evaluate(self._settle(term, instead or {}), self.joint.diagram, self._ask)

    def _ask(self, term: Term) -> Node:
        node = self._plain(term)
        truth = self.truths.get(id(term))
        return node if truth is None else self.joint.diagram.map(_SETTLE[truth], node)

    def _settle(self, term: Term, instead: Mapping[int, int]) -> Term:
        if id(term) in instead:
            return Term("value", (), instead[id(term)])
        truth = self.truths.get(id(term))
        if term.op == "value":
            return term if truth is None else Term("value", (), truth)
        if not term.items:
            return term
        items = [self._settle(item, instead) for item in term.items]
        if term.op == "readings" and truth is not None:
            return Term("any" if truth == YES else "all", items)
        return Term(term.op, items, term.value)


def _by_yes(truth: int) -> int:
    return YES if truth == OPEN else truth


def _by_no(truth: int) -> int:
    return NO if truth == OPEN else truth


_SETTLE = {YES: _by_yes, NO: _by_no}
