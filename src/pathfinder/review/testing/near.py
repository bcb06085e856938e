"""Who stands exactly on a number, period or date of a condition, or just beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pathfinder.engine.diagram import Node
from pathfinder.engine.rows import Scope
from pathfinder.engine.terms import Term, TermMaker
from pathfinder.engine.truth import CLOSED, NO, NOT_IN_FORCE, OPEN, YES
from pathfinder.review.space.eras import eras, kinds
from pathfinder.review.space.examples import example
from pathfinder.review.space.joint import Joint, term_of
from pathfinder.review.space.people import Person
from pathfinder.review.testing.limits import Limit, nudged
from pathfinder.review.testing.parts import Spot, replaced
from pathfinder.review.testing.trial import Shown, Trial
from pathfinder.values.dates import Day

Truths = tuple[int, int, int]
"""What a condition can come to as it stands, and with its limit moved by the least either way."""


class Near:
    """A limit of a condition. Doubts of the condition are left aside: they do not move its limit."""

    def __init__(self, trial: Trial, spot: Spot, limit: Limit) -> None:
        self.trial = trial
        self.condition = replaced(spot.condition, if_met_open=False, if_not_met_open=False)
        self.version = spot.version
        self.limit = limit
        self._scopes: dict[Day, Scope] = {}

    def _asked_on(self, day: Day) -> bool:
        return self.version is None or self.version.span.at(day) is not False

    def _terms(self, day: Day) -> list[Term]:
        moved = [nudged(self.condition, self.limit, step, day) for step in (-1, 1)]
        maker = TermMaker(self.trial.book.vocabulary, day)
        return [maker.condition(condition) for condition in (self.condition, *moved)]

    def shows(self, shown: Shown, *, met: bool) -> bool:
        """Whether a case shows the side on which the condition is met, or the one on which it is not."""
        day = shown.case.on
        if not self._asked_on(day):
            return False
        scope = self._scopes.get(day)
        if scope is None:
            scope = self._scopes[day] = self.trial.scope(day, *self._terms(day))
        plain, *moved = self.trial.outcomes(scope, shown)
        return _on_side(plain, moved, met=met)

    def person(self, owner: str, days: Iterable[Day], *, met: bool) -> tuple[Day, Person] | None:
        """A day and somebody who shows a side, for a pathway or caution that asks the condition."""
        firsts = (era.first for era in reversed(kinds(eras(self.trial.book, owners=[owner]))))
        for day in dict.fromkeys((*days, *firsts)):
            person = self._on_day(owner, day, met=met) if self._asked_on(day) else None
            if person is not None:
                return day, person
        return None

    def _on_day(self, owner: str, day: Day, *, met: bool) -> Person | None:
        on_day = self.trial.on(day)
        joint = Joint(on_day, [term_of(self.trial.book, owner, day), *self._terms(day)])
        whole, plain, *moved = joint.nodes
        before, after = (YES, NO) if met else (NO, YES)
        others = joint.any_of([joint.where(node, (after,)) for node in moved])
        side = joint.all_of((joint.where(plain, (before,)), others))
        for wanted, node in _best_first(joint, whole, side, before):
            if node != NO:
                return example(joint, node, _Check(self, owner, day, wanted, met=met))
        return None


def _on_side(plain: int, moved: Iterable[int], *, met: bool) -> bool:
    before, after = (YES, NO) if met else (NO, YES)
    return plain == before and after in moved


_ANY = 63


def _best_first(joint: Joint, whole: Node, side: Node, truth: int) -> Iterator[tuple[int, Node]]:
    """Those for whom the rule as a whole comes out as its condition does, then those of whom it speaks, then all."""
    for wanted in (truth, YES | NO | OPEN | CLOSED | NOT_IN_FORCE, _ANY):
        bits = [1 << place for place in range(6) if wanted & 1 << place]
        yield wanted, joint.all_of((side, joint.where(whole, bits)))


class _Check:
    """Whether the engine says of somebody that they show a side, and what the rule as a whole comes to for them."""

    def __init__(self, near: Near, owner: str, day: Day, wanted: int, *, met: bool) -> None:
        self.on_day = near.trial.on(day)
        self.whole = self.on_day.scope(term_of(near.trial.book, owner, day))
        self.scopes = [self.on_day.scope(term) for term in near._terms(day)]
        self.wanted = wanted
        self.met = met

    def __call__(self, values: Mapping[str, Any]) -> bool:
        numbers = self.on_day.states(values)
        plain, *moved = (self.on_day.row(scope, numbers).outcomes for scope in self.scopes)
        whole = self.on_day.row(self.whole, numbers).outcomes
        return _on_side(plain, moved, met=self.met) and not whole & ~self.wanted
