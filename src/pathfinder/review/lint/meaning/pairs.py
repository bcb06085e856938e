"""Two pathways of one country that give the same: one holds the other, they are one, or they contradict each other.

*Held* is a pathway if another is at least as good for everybody on every day: eligible where it is, at least
undetermined where it is, as long, and no more at anybody's discretion; a stay given in steps is not: a limit of sixty
days holds one of thirty by its nature. *The same* are two that hold each other.
*Contradict* do two with one title, if somebody is eligible for one and certainly not for the other; and two that rest
on the same passages, if for somebody one is open and the other closed. Pathways of which not all conditions are
stated are compared only for contradiction: nobody knows what they ask.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.diagram import Node
from pathfinder.engine.truth import CLOSED, NO, NOES, NOT_IN_FORCE, OPEN, YES
from pathfinder.i18n import _, translate_rule
from pathfinder.language.problems import Place, Problem
from pathfinder.language.records import DaysIn, Pathway, PresentStay
from pathfinder.language.walking import parts_of
from pathfinder.review.space.eras import eras, kinds
from pathfinder.review.space.examples import example
from pathfinder.review.space.joint import Joint, term_of
from pathfinder.review.space.people import one_line
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Period

_REFUSED = (NO, CLOSED, NOT_IN_FORCE)


def pair_problems(book: RuleBook) -> list[Problem]:
    """The findings on pairs of pathways (PF442, PF443, PF444)."""
    groups: dict[tuple[str, str], list[Pathway]] = {}
    for pathway in book.pathways.values():
        groups.setdefault((pathway.country, pathway.gives), []).append(pathway)
    return [
        problem
        for pathways in groups.values()
        for one, two in itertools.combinations(pathways, 2)
        for problem in _Pair(book, one, two).problems()
    ]


class _Pair:
    def __init__(self, book: RuleBook, one: Pathway, two: Pathway) -> None:
        self.book = book
        self.one = one
        self.two = two

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the two beside each other."""
        outcomes = self._contradicting()
        if outcomes:
            yield from self._contradiction(outcomes)
        if not (_stated(self.one) and _stated(self.two)) or self._in_steps():
            return
        first = _grants_no_less(self.one, self.two)
        second = _grants_no_less(self.two, self.one)
        if first or second:
            yield from self._held(first=first, second=second)

    def _in_steps(self) -> bool:
        """Whether the two limit the length of a stay, to different lengths."""
        one, two = _limits(self.one), _limits(self.two)
        return bool(one and two and one != two)

    def _joints(self) -> Iterator[Joint]:
        names = [self.one.id, self.two.id]
        for era in reversed(kinds(eras(self.book, owners=names, jointly=()))):
            on_day = BookOnDay(self.book, era.first)
            yield Joint(on_day, [term_of(self.book, name, era.first) for name in names])

    def _held(self, *, first: bool, second: bool) -> Iterator[Problem]:
        """`first`: whether the first grants no less than the second, so that it may hold it."""
        used = [False, False]
        for joint in self._joints():
            one, two = joint.nodes
            first = first and joint.diagram.combine(_worse, one, two) == NO
            second = second and joint.diagram.combine(_worse, two, one) == NO
            if not first and not second:
                return
            for number, node in enumerate((one, two)):
                used[number] = used[number] or bool(joint.diagram.outcomes(node) & YES)
        if first and second and used[0]:
            message = _("It means the same as “{title}” for everybody on every day.")
            help = _("Keep one of the two, with the passages of both.")
            yield self._problem("PF443", self.two, message, help, self.one)
        elif (first and used[1]) or (second and used[0]):
            held, holder = (self.two, self.one) if first else (self.one, self.two)
            message = _(
                "Whoever is eligible for this is eligible for “{title}”, which grants no less."
            )
            help = _("Look whether a condition of this one, or a limit of the other, is missing.")
            yield self._problem("PF442", held, message, help, holder)

    def _contradicting(self) -> tuple[int, ...]:
        """The outcomes of one that contradict an eligible person of the other; none where they may differ."""
        if " ".join(self.one.title.split()).casefold() == " ".join(self.two.title.split()).casefold():  # fmt: skip
            return _REFUSED
        return (CLOSED,) if _cites(self.one) and _cites(self.one) == _cites(self.two) else ()

    def _contradiction(self, outcomes: tuple[int, ...]) -> Iterator[Problem]:
        for joint in self._joints():
            one, two = joint.nodes
            for open_one, shut_one, open_to, shut_to in (
                (one, two, self.one, self.two),
                (two, one, self.two, self.one),
            ):
                both = (joint.where(open_one, (YES,)), joint.where(shut_one, outcomes))
                node = joint.all_of(both)
                if node != NO:
                    yield self._opposed(joint, node, open_to, shut_to, outcomes)
                    return

    def _opposed(
        self, joint: Joint, node: Node, one: Pathway, two: Pathway, outcomes: tuple[int, ...]
    ) -> Problem:
        on_day = joint.on_day
        check = _check(on_day, one, two, outcomes)
        person = example(joint, node, check)
        assert person is not None
        on_day.prepare()
        case = one_line(on_day, one.id, person)
        message = _("It refuses somebody for whom “{title}” is open, though both speak of the same.")  # fmt: skip
        help = _("Look which of the two the passage says, for example for {case}").format(case=case)
        return self._problem("PF444", two, message, help, one)

    def _problem(
        self, code: str, about: Pathway, message: str, help: str, other: Pathway
    ) -> Problem:
        title = f"{translate_rule(other.title)} ({other.id})"
        return Problem(
            code=code,
            message=message.format(title=title),
            place=Place(about.file, about.line, about.column),
            within=about.id,
            help=help,
            severity="warning",
        )


def _check(
    on_day: BookOnDay, one: Pathway, two: Pathway, outcomes: tuple[int, ...]
) -> Callable[[Mapping[str, Any]], bool]:
    scopes = on_day.pathway(one), on_day.pathway(two)

    def holds(values: Mapping[str, Any]) -> bool:
        numbers = on_day.states(values)
        first, second = (on_day.row(scope, numbers).outcomes for scope in scopes)
        return first == YES and not second & ~sum(outcomes)

    return holds


def _worse(one: int, two: int) -> int:
    """Yes where the first pathway is worse for somebody than the second."""
    return YES if _rank(one) < _rank(two) else NO


def _rank(outcome: int) -> int:
    if outcome & NOES:
        return 0
    return 1 if outcome == OPEN else 2


def _limits(pathway: Pathway) -> set[tuple[int, int]]:
    """The lengths to which a pathway limits stays."""
    conditions = [version.requires for version in pathway.versions if version.requires is not None]
    parts = [part for condition in conditions for part in parts_of(condition)]
    stays = [part.at_most for part in parts if isinstance(part, PresentStay | DaysIn)]
    return {(most.days, most.months) for most in stays if most is not None}


def _stated(pathway: Pathway) -> bool:
    return all(version.conditions == "stated" for version in pathway.versions)


def _cites(pathway: Pathway) -> frozenset[str]:
    return frozenset(cite for version in pathway.versions for cite in version.cites)


def _grants_no_less(one: Pathway, two: Pathway) -> bool:
    """Whether one is granted for as long as two, and is no more at anybody's discretion; unknown lengths equal none."""
    if one.at_discretion and not two.at_discretion:
        return False
    lengths = [{_length(version.grants) for version in pathway.versions} for pathway in (one, two)]
    if lengths[0] == lengths[1]:
        return True
    if len(lengths[0]) != 1 or len(lengths[1]) != 1:
        return False
    (first,), (second,) = lengths
    return first is not None and second is not None and first >= second


def _length(grants: Any) -> tuple[int, int] | None:
    """How long something is granted, to be compared: in days of an average month, within how many."""
    if grants is None or grants.period is None:
        return None
    window = grants.within
    return _days(grants.period), 0 if window is None else -_days(window)


def _days(period: Period) -> int:
    return period.days + 30 * period.months
