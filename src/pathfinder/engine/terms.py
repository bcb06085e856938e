"""Conditions of a pathway put into the form that diagrams are made from.

A *term* mirrors a condition and points to it, so that the explanation of a verdict and the verdict come from the
same tree. Dates are resolved for one day: what is certainly not in force there has no term.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pathfinder.engine.diagram import Diagram, Node
from pathfinder.engine.questions import PLACE, question_of
from pathfinder.engine.truth import CLOSED, NO, NOT_COVERED, NOT_IN_FORCE, OPEN, YES
from pathfinder.language import records
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.dates import Day


class Term:
    """A node of the tree: an operation, the terms below it, and what it stands for.

    `op`: `value` (a truth), `ask` (question `value`), `all`, `any`, `none`, `least` (`value` items), `readings`,
    `outcome` (of an entry pathway: eligible is yes), `guard` (items test and outcome; `value` where refused).
    `role` is its place in the pathway, `about` the record it stands for. What `ask`s of one group of facts is
    answered jointly, apart from what has a `cell` of its own (`pathfinder.engine.cells`).
    """

    __slots__ = ("about", "axis", "branch", "cell", "items", "op", "role", "value")

    def __init__(
        self,
        op: str,
        items: Sequence[Term] = (),
        value: Any = None,
        about: Any = None,
        role: str = "",
    ) -> None:
        self.op = op
        self.items = tuple(items)
        self.value = value
        self.about = about
        self.role = role
        self.cell: object = None
        self.axis = -1
        self.branch = -1

    def questions(self) -> list[Term]:
        """The terms that ask, in order."""
        if self.op == "ask":
            return [self]
        return [term for item in self.items for term in item.questions()]


def constant(value: int, about: Any = None, role: str = "") -> Term:
    """A term that asks nothing."""
    return Term("value", (), value, about, role)


def _entry_truth(outcome: int) -> int:
    return outcome if outcome in (YES, OPEN) else NO


def evaluate(term: Term, diagram: Diagram, ask: Callable[[Term], Node]) -> Node:
    """The diagram of a term; `ask` gives the node of a question."""
    op = term.op
    if op == "value":
        return int(term.value)
    if op == "ask":
        return ask(term)
    nodes = (evaluate(item, diagram, ask) for item in term.items)  # as far as they are asked for
    if op == "all":
        return diagram.all_of(nodes)
    if op == "any":
        return diagram.any_of(nodes)
    if op == "none":
        return diagram.negate(diagram.any_of(nodes))
    if op == "least":
        return diagram.at_least(term.value, list(nodes))
    if op == "readings":
        return diagram.readings(list(nodes))
    if op == "outcome":
        return diagram.map(_entry_truth, next(nodes))
    test = next(nodes)
    return int(term.value) if test == NO else diagram.guard(test, next(nodes), term.value)


class TermMaker:
    """Makes the terms of one day."""

    def __init__(self, vocabulary: Vocabulary, day: Day) -> None:
        self.vocabulary = vocabulary
        self.day = day

    def condition(self, condition: Any, role: str = "", *, refuses: bool = False) -> Term:
        """The term of a condition; one that `refuses` stands against the person (also under `none of`)."""
        term = self._plain(condition, role, refuses=refuses)
        if condition.if_met_open:
            term = Term("all", (term, constant(OPEN)))
        if condition.if_not_met_open:
            term = Term("any", (term, constant(OPEN)))
        term = self._dated(condition, term, refuses=refuses)
        term.about, term.role = condition, role
        return term

    def _dated(self, condition: Any, term: Term, *, refuses: bool) -> Term:
        """The term with what holds while it is not asked for: nobody fails it, or failing it is left open.

        A condition that refuses is failed by meeting it.
        """
        applies = condition.applies
        if applies is None:
            return term
        asked = applies.span.at(self.day)
        if asked:
            return term
        before = self.day < applies.span.certain_from
        if applies.open_before if before else applies.open_after:
            outside = Term("all" if refuses else "any", (term, constant(OPEN)))
        else:
            outside = constant(NO if refuses else YES)
        return outside if asked is False else Term("readings", (term, outside))

    def _plain(self, condition: Any, role: str, *, refuses: bool) -> Term:
        if isinstance(condition, records.Meets):
            assert condition.item is not None
            return self.condition(condition.item, role, refuses=refuses)
        if isinstance(condition, records.NotStated):
            return constant(OPEN)
        if isinstance(condition, records.Group):
            below = refuses is not isinstance(condition, records.NoneOf)
            items = [
                self.condition(item, f"{role}.{number}" if role else str(number), refuses=below)
                for number, item in enumerate(condition.items, 1)
            ]
            op = {
                records.AllOf: "all", records.AnyOf: "any", records.NoneOf: "none",
                records.AtLeast: "least", records.Readings: "readings",
            }[type(condition)]  # fmt: skip
            return Term(op, items, getattr(condition, "count", None))
        return Term("ask", (), question_of(condition, self.vocabulary, self.day))

    def covers(self, pathway: records.Pathway) -> Term:
        """Whether the documents speak of the person; a citizen of the destination is never covered."""
        own = self.vocabulary.members(pathway.country, self.day)
        foreign = Term("ask", (), ("set", "citizenships", "none", (own,), True))
        if pathway.covers.everyone:
            return Term("all", (foreign,), None, pathway, "covers")
        kinds = [
            Term("ask", (), ("set", fact, "any", (self._members(names),), True))
            for fact, names in (
                ("citizenships", pathway.covers.citizens),
                ("former_citizenships", pathway.covers.former),
            )
            if names
        ]
        whose = kinds[0] if len(kinds) == 1 else Term("any", kinds)
        return Term("all", (whose, foreign), None, pathway, "covers")

    def _members(self, names: tuple[str, ...]) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        for name in names:
            found |= self.vocabulary.members(name, self.day)
        return found

    def closures(self, version: records.Version) -> Term:
        """Whether the pathway is open, that is, closed by none of its closures."""
        items = []
        for number, closure in enumerate(version.closed, 1):
            closed = closure.span.at(self.day)
            if closed is False:
                continue
            doubtful = closed is None or bool(closure.disputed)
            items.append(constant(OPEN if doubtful else YES, closure, f"closed {number}"))
        return Term("none", items, None, version, "closed")

    def conditions(self, version: records.Version, reached: Term | None) -> Term:
        """Everything a version asks for; `reached` comes last."""
        items = []
        if version.requires is not None:
            items.append(self.condition(version.requires, role="requires"))
        for number, refusal in enumerate(version.refused, 1):
            refused = self.condition(refusal, f"refused {number}", refuses=True)
            items.append(Term("none", (refused,)))
        if version.conditions != "stated":
            items.append(constant(OPEN, version, "conditions"))
        if reached is not None:
            items.append(reached)
        return Term("all", items)

    def version(self, version: records.Version, reached: Term | None) -> Term:
        """What follows in one version: closed, or as its conditions are met."""
        conditions = self.conditions(version, reached)
        return Term("guard", (self.closures(version), conditions), CLOSED, version, "version")

    def pathway(self, pathway: records.Pathway, entries: Sequence[records.Pathway]) -> Term:
        """The outcome of a pathway on the day; `entries` are the ways into its country."""
        reached = self.reached(pathway, entries) if pathway.reached else None
        readings = [self.version(version, reached) for version in in_force(pathway, self.day)]
        if not readings or not certain(pathway, self.day):
            readings.append(constant(NOT_IN_FORCE, pathway, "in force"))
        standing = readings[0] if len(readings) == 1 else Term("readings", readings)
        return Term("guard", (self.covers(pathway), standing), NOT_COVERED, pathway, "pathway")

    def reached(self, pathway: records.Pathway, entries: Sequence[records.Pathway]) -> Term:
        """Whether the person is in the country, or one of its entry pathways is eligible."""
        there = self.vocabulary.members(pathway.country, self.day)
        items = [Term("ask", (), ("option", PLACE, there, False, True), pathway, "there")]
        items += [
            Term("outcome", (self.pathway(entry, ()),), None, entry, "entry") for entry in entries
        ]
        return Term("any", items, None, pathway, "reached")


def in_force(pathway: records.Pathway, day: Day) -> list[records.Version]:
    """The versions that are in force on a day, or may be."""
    return [version for version in pathway.versions if version.span.at(day) is not False]


def certain(pathway: records.Pathway, day: Day) -> bool:
    """Whether on a day some version is certainly in force: one is, or one ends in the same doubt as another begins."""
    versions = in_force(pathway, day)
    if any(version.span.at(day) for version in versions):
        return True
    ends = {version.span.until_text for version in versions if version.span.certain_until < day}
    begins = {version.span.from_text for version in versions if day < version.span.certain_from}
    return bool(ends & begins)
