"""Rules tried on the people of the cases, day by day; also rules that no file has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from pathfinder.engine.axes import State
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.diagram import Diagram
from pathfinder.engine.rows import Scope, asker, missing_facts, verdict_of
from pathfinder.engine.terms import Term, evaluate
from pathfinder.engine.truth import NO, YES
from pathfinder.language.records import Case
from pathfinder.review.space.people import Person, one_line
from pathfinder.review.testing.cases import part_of, profile_of
from pathfinder.rulebook.book import CaseOf, RuleBook
from pathfinder.values.dates import Day


class Shown(NamedTuple):
    """A case that can be read: its number among all, and the values of its person."""

    number: int
    of: CaseOf
    values: Mapping[str, Any]

    @property
    def case(self) -> Case:
        """The case itself."""
        return self.of.case


def readable(book: RuleBook, cases: Iterable[CaseOf]) -> dict[str, list[Shown]]:
    """The cases whose person can be read, by pathway or caution."""
    found: dict[str, list[Shown]] = {}
    for number, case in enumerate(cases):
        profile, faults = profile_of(case, book)
        if not faults:
            found.setdefault(case.owner, []).append(Shown(number, case, profile.values))
    return found


class Trial:
    """The rules of every day that cases name, and what the people of cases are on each axis."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._days: dict[Day, BookOnDay] = {}
        self._states: dict[tuple[Day, int, int], State] = {}

    def on(self, day: Day) -> BookOnDay:
        """The rule book on a day."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = BookOnDay(self.book, day)
        return found

    def scope(self, day: Day, *terms: Term) -> Scope:
        """Some trees to be tried together; they have to be made anew."""
        return self.on(day).scope(terms[0] if len(terms) == 1 else Term("joint", terms))

    def states(self, scope: Scope, shown: Shown) -> list[State]:
        """The states of the person of a case on the axes of some trees."""
        day = shown.case.on
        found = []
        for axis in scope.axes:
            key = (day, axis, shown.number)
            state = self._states.get(key)
            if state is None:
                state = self._states[key] = self.on(day).axes[axis].state(shown.values)
            found.append(state)
        return found

    def outcomes(self, scope: Scope, shown: Shown) -> list[int]:
        """What each tree can come to for the person of a case."""
        diagram = Diagram()
        ask = asker(self.states(scope, shown), diagram)
        terms = scope.root.items if scope.root.op == "joint" else (scope.root,)
        return [diagram.outcomes(evaluate(term, diagram, ask)) for term in terms]

    def missing(self, scope: Scope, shown: Shown) -> set[str]:
        """The facts that are missing for the person of a case."""
        diagram = Diagram()
        states = self.states(scope, shown)
        return missing_facts(diagram, evaluate(scope.root, diagram, asker(states, diagram)), states)


def alone(book: RuleBook, owner: str, day: Day) -> BookOnDay:
    """One pathway or caution on a day with all that it looks at, ready for people."""
    on_day = BookOnDay(part_of(book, [owner], day), day)
    on_day.prepare()
    return on_day


def as_case(book: RuleBook, owner: str, day: Day, person: Person) -> str:
    """Somebody as a case to paste, with the verdict that the rules give."""
    return one_line(alone(book, owner, day), owner, person)


def word_of(outcomes: int, *, caution: bool) -> str:
    """The verdict as a case writes it."""
    if not caution:
        return verdict_of(outcomes)
    return {YES: "touched", NO: "not touched"}.get(outcomes, "possibly")


def by_day(shown: Sequence[Shown]) -> dict[Day, list[Shown]]:
    """Cases by their day, the days with most of them first."""
    found: dict[Day, list[Shown]] = {}
    for one in shown:
        found.setdefault(one.case.on, []).append(one)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))
