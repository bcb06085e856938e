"""Conditions that never decide anything by being met, or by failing (PF440, PF441, PF447, PF448).

A condition *decides* for somebody if its rule would come out otherwise with it met than with it failed, everything
else as it is for that person. Looked at are its own rule's conditions and refusals, on all days on which it stands,
for everybody who can exist; closures, and how much of the conditions is stated, are left aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.terms import Term, TermMaker, constant
from pathfinder.engine.truth import NO, YES
from pathfinder.i18n import N_, _, translate_rule
from pathfinder.language import records
from pathfinder.language.problems import Place, Problem
from pathfinder.language.walking import parts_of
from pathfinder.review.lint.meaning.settled import (
    MOST_DOUBTS,
    Settled,
    Truths,
    all_ways,
    doubts_in,
    plain_ways,
    terms_in,
)
from pathfinder.review.space.eras import eras, kinds
from pathfinder.review.space.joint import Joint
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, Span


class Part:
    """A condition of a rule, and what was seen of it so far: for whom it decides, and how it comes out for them."""

    def __init__(self, condition: Any, holder: Any, role: str) -> None:
        self.condition = condition
        self.holder = holder
        self.role = role
        self.begin()

    def begin(self) -> None:
        """Forget what was seen."""
        self.decides = self.decides_for_covered = self.met = self.failed = False

    @property
    def never_met(self) -> bool:
        """Whether it decides for somebody who is covered, and is met by nobody of those."""
        return self.decides_for_covered and not self.met

    @property
    def never_failed(self) -> bool:
        """Whether it decides for somebody, and is failed by nobody of those."""
        return self.decides and not self.failed

    @property
    def idle(self) -> bool:
        """Whether it never decides by being met, or never by failing."""
        return self.never_met or self.never_failed

    @property
    def done(self) -> bool:
        """Whether nothing more has to be looked for."""
        return self.met and self.failed


def parts_in(condition: Any, holder: Any, role: str) -> Iterator[Part]:
    """A condition and all that stand in it; what a definition holds is the definition's own."""
    if not isinstance(condition, records.NotStated):
        yield Part(condition, holder, role)
    if isinstance(condition, records.Group):
        for item in condition.items:
            yield from parts_in(item, condition, "item")


class Rule:
    """Conditions that stand together on some days: those of a version of a pathway, or of a caution."""

    def __init__(self, book: RuleBook, owner: Any, version: records.Version | None) -> None:
        self.book = book
        self.owner = owner
        self.version = version
        self.parts: list[Part] = []
        if version is None:
            self.parts += parts_in(owner.touches, None, "touches")
        else:
            if version.requires is not None:
                self.parts += parts_in(version.requires, None, "requires")
            for refusal in version.refused:
                self.parts += parts_in(refusal, None, "refused")

    @property
    def span(self) -> Span:
        """When the conditions stand."""
        span: Span = self.owner.span if self.version is None else self.version.span
        return span

    def terms(self, maker: TermMaker) -> tuple[Term, Term]:
        """The conditions as a tree, and whom they are for."""
        if self.version is None:
            return maker.condition(self.owner.touches), constant(YES)
        stated = msgspec.structs.replace(self.version, conditions="stated")
        return maker.conditions(stated, None), maker.covers(self.owner)


def condition_problems(book: RuleBook) -> list[Problem]:
    """The findings on single conditions of all pathways and cautions."""
    days = Days(book)
    found: list[Problem] = []
    for pathway in book.pathways.values():
        for version in pathway.versions:
            found += _of_rule(Rule(book, pathway, version), days)
    for caution in book.cautions.values():
        if caution.touches is not None:
            found += _of_rule(Rule(book, caution, None), days)
    return found


class Days:
    """The rule book on each day, made when it is first needed."""

    def __init__(self, book: RuleBook) -> None:
        self.book = book
        self._made: dict[Day, BookOnDay] = {}

    def on(self, day: Day) -> BookOnDay:
        if day not in self._made:
            self._made[day] = BookOnDay(self.book, day)
        return self._made[day]


def _of_rule(rule: Rule, days: Days) -> list[Problem]:
    touched = _look(rule, days, plain_ways)
    if rule.version is None and not touched:
        return [_nobody(rule)]
    return list(_told(rule, idle_parts(rule, days)))


def idle_parts(rule: Rule, days: Days) -> list[Part]:
    """The conditions of a rule that never decide by being met, or never by failing, however its doubts turn out."""
    _look(rule, days, plain_ways)
    if any(part.idle for part in rule.parts):
        if _most_doubts(rule, days) > MOST_DOUBTS:
            return []
        _look(rule, days, all_ways)
    return [part for part in rule.parts if part.idle]


def _days_of(rule: Rule, days: Days) -> Iterator[BookOnDay]:
    span = rule.span
    found = [
        era
        for era in eras(rule.book, owners=[rule.owner.id])
        if span.possible_from <= era.last and era.first <= span.possible_until
    ]
    for era in kinds(found):
        yield days.on(max(era.first, span.possible_from))


def _most_doubts(rule: Rule, days: Days) -> int:
    counts = []
    for on_day in _days_of(rule, days):
        root, whom = rule.terms(on_day.maker)
        Joint(on_day, [root, whom])
        counts.append(len(doubts_in(root)))
    return max(counts, default=0)


def _look(rule: Rule, days: Days, ways: Callable[[list[Term]], list[Truths]]) -> bool:
    """Note of every condition how it comes out where it decides; whether the conditions can all be met by somebody."""
    for part in rule.parts:
        part.begin()
    touched = False
    for on_day in _days_of(rule, days):
        root, whom = rule.terms(on_day.maker)
        joint = Joint(on_day, [root, whom])
        of = {id(term.about): term for term in terms_in(root) if term.about is not None}
        for truths in ways(doubts_in(root)):
            settled = Settled(joint, truths)
            touched = touched or settled.node(root) != NO
            for part in rule.parts:
                if not part.done and id(part.condition) in of:
                    _note(part, settled, root, of[id(part.condition)], joint.nodes[1])
        if touched and all(part.done for part in rule.parts):
            return True
    return touched


def _note(part: Part, settled: Settled, root: Term, term: Term, covered: int) -> None:
    joint = settled.joint
    met, failed = (settled.node(root, {id(term): truth}) for truth in (YES, NO))
    decides = joint.differ(met, failed)
    if decides == NO:
        return
    part.decides = True
    truth = settled.node(term)
    known = joint.all_of((decides, covered))
    part.decides_for_covered = part.decides_for_covered or known != NO
    part.met = part.met or joint.all_of((known, joint.where(truth, (YES,)))) != NO
    part.failed = part.failed or joint.all_of((decides, joint.where(truth, (NO,)))) != NO


def _told(rule: Rule, parts: list[Part]) -> Iterator[Problem]:
    """The findings: the innermost, and one of several items of a group that are idle because of each other."""
    idle = {id(part.condition) for part in parts}
    seen: set[tuple[int, bool]] = set()
    for part in reversed(parts):
        inner = any(
            id(one) in idle for one in parts_of(part.condition) if one is not part.condition
        )
        key = (id(part.holder), part.never_met)
        if inner or (part.holder is not None and key in seen):
            continue
        seen.add(key)
        yield _idle(rule, part)


def _idle(rule: Rule, part: Part) -> Problem:
    if part.never_met and part.role == "refused":
        code = "PF448"
        message = _("This refuses nobody whom the other conditions let pass: {says}")
        help = _("Look whether the refusal or a condition is narrower than it should be.")
    elif part.never_met:
        code = "PF440"
        message = _("Nobody can meet this where it would decide: {says}")
        help = _("Look at what is asked beside it: together they leave nobody, or it adds nothing.")
    else:
        code = "PF441"
        message = _("Nobody can fail this where it would decide: {says}")
        help = _("The others hold it already. Look whether it, or one of them, should ask more.")
    says = translate_rule(part.condition.says) or getattr(part.condition, "name", "")
    words = message.format(says=says or _(_GROUPS[type(part.condition)]))
    return _problem(rule, code, words, help, part.condition)


_GROUPS: dict[type[Any], str] = {
    records.AllOf: N_("all of these together"), records.AnyOf: N_("any of these"),
    records.NoneOf: N_("none of these"), records.AtLeast: N_("at least so many of these"),
    records.Readings: N_("these readings"),
}  # fmt: skip


def _nobody(rule: Rule) -> Problem:
    message = _("Nobody can be touched by this caution on any day on which it holds.")
    help = _("Look at whom `touches` names: no one can be all of that.")
    return _problem(rule, "PF447", message, help, rule.owner)


def _problem(rule: Rule, code: str, message: str, help: str, about: Any) -> Problem:
    return Problem(
        code=code,
        message=message,
        place=Place(rule.owner.file, about.line or rule.owner.line, about.column),
        within=rule.owner.id,
        help=help,
        severity="warning",
    )
