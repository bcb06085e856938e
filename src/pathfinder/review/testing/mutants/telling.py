"""Whether a mutant means the same as the rule for everybody on every day; if not, a case that tells them apart.

Looked at is what cases can show: that a pathway does not speak of a person and that a condition refuses them are the
same verdict there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.engine.questions import PLACE
from pathfinder.engine.truth import CLOSED, NO, NOT_COVERED, NOT_IN_FORCE, OPEN, YES
from pathfinder.language.profile import Profile
from pathfinder.language.records import Caution
from pathfinder.review.space.eras import eras, kinds
from pathfinder.review.space.examples import example
from pathfinder.review.space.joint import Joint, caution_term, term_of
from pathfinder.review.space.people import Person
from pathfinder.review.testing.mutants.records import Fate, Mutant
from pathfinder.review.testing.mutants.trying import Cases, affected
from pathfinder.review.testing.parts import dated_parts, in_place
from pathfinder.review.testing.trial import alone, as_case
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import FIRST_DAY, Day

_PLAINEST = (YES, NO, CLOSED, NOT_IN_FORCE, OPEN)
"""Verdicts in the order in which a case shows them best."""

EQUIVALENT = Fate(what="equivalent")


def fate_of(cases: Cases, mutant: Mutant) -> Fate:
    """What becomes of a mutant."""
    if cases.kill(mutant):
        return Fate(what="killed")
    for owner in affected(cases.book, mutant.rules):
        found = telling_case(cases.book, mutant.rules, owner, cases.days.get(owner, ()))
        if found is not None:
            return Fate(what="survived", case=found, of=owner)
    return EQUIVALENT


def telling_case(
    book: RuleBook, rules: Mapping[str, Any], owner: str, days: Iterable[Day] = ()
) -> str | None:
    """A case of a pathway or caution, to paste, that comes out otherwise with other rules; None where none can.

    `days` are tried first, then every era of both; the day on which the difference is plainest is taken.
    """
    other = in_place(book, dict(rules))
    best: tuple[Pair, Day] | None = None
    for day in _days(book, other, owner, days):
        pair = plainest(book, other, owner, day)
        if pair is not None and (best is None or _rank(pair) < _rank(best[0])):
            best = pair, day
            if pair[0] == YES:
                break
    if best is None:
        return None
    person = telling_person(book, other, owner, best[1])
    assert person is not None, "there is somebody where the diagrams differ"
    return as_case(book, owner, best[1], person)


def _days(book: RuleBook, other: RuleBook, owner: str, days: Iterable[Day]) -> Iterator[Day]:
    yield from days
    for era in reversed(kinds(eras(book, other, owners=[owner]))):
        yield era.first
    # Few rules tell days apart of which the documents do not speak.
    turns = {day for one in (book, other) for span in _spans(one, owner) for day in span}
    yield from sorted({FIRST_DAY - 1, *(day for day in turns if day < FIRST_DAY)}, reverse=True)


def _spans(book: RuleBook, owner: str) -> Iterator[tuple[Day, Day]]:
    """The first days of the spans of a rule and of what it looks at, as far as they are known."""
    if owner in book.cautions:
        rules: list[Any] = [book.cautions[owner]]
    else:
        pathway = book.pathways[owner]
        rules = [pathway, *(book.pathways[name] for name in book.entries.get(pathway.country, ()))]
    for rule in rules:
        for dated in dated_parts(rule):
            yield dated.span.possible_from, dated.span.certain_from


Pair = tuple[int, int]
"""What follows by the rules as they are, and by the others."""


def _rank(pair: Pair) -> tuple[int, ...]:
    return tuple(map(_PLAINEST.index, pair))


def plainest(book: RuleBook, other: RuleBook, owner: str, day: Day) -> Pair | None:
    """The plainest difference on a day; None where nobody's verdict differs."""
    caution = book.cautions.get(owner)
    if caution is not None and caution.touches is None:
        person = _of_everybody(book, caution, other.cautions[owner], day)
        return None if person is None else (YES, NO)
    found = _Difference(book, other, owner, day)
    return found.plainest()


def telling_person(book: RuleBook, other: RuleBook, owner: str, day: Day) -> Person | None:
    """Somebody whose verdict on a day differs between two rule books with the same facts."""
    caution = book.cautions.get(owner)
    if caution is not None and caution.touches is None:
        return _of_everybody(book, caution, other.cautions[owner], day)
    found = _Difference(book, other, owner, day)
    pair = found.plainest()
    return None if pair is None else found.person(pair)


class _Difference:
    """One pathway or caution on one day, by two rule books."""

    def __init__(self, book: RuleBook, other: RuleBook, owner: str, day: Day) -> None:
        self.owner = owner
        self.both = BookOnDay(book, day), BookOnDay(other, day)
        terms = [term_of(book, owner, day), term_of(other, owner, day)]
        self.joint = Joint(self.both[0], terms)
        self.nodes = tuple(self.joint.diagram.map(_as_shown, node) for node in self.joint.nodes)

    def plainest(self) -> Pair | None:
        """The plainest of the differences."""
        one, two = self.nodes
        if one == two:
            return None
        pairs = [pair for pair in self.joint.pairs_of(one, two) if pair[0] != pair[1]]
        return min(pairs, key=_rank)

    def person(self, pair: Pair) -> Person | None:
        """Somebody who comes to these outcomes."""
        joint = self.joint
        wheres = [joint.where(node, (bit,)) for node, bit in zip(self.nodes, pair, strict=True)]
        return example(joint, joint.all_of(wheres), _Check(*self.both, self.owner, pair))


def _as_shown(outcome: int) -> int:
    return NO if outcome == NOT_COVERED else outcome


def _bits_as_shown(bits: int) -> int:
    return NO | bits & ~NOT_COVERED if bits & NOT_COVERED else bits


class _Check:
    """Whether the engine comes to a pair of outcomes by two rule books."""

    def __init__(self, one: BookOnDay, two: BookOnDay, owner: str, wanted: tuple[int, int]) -> None:
        self.both = tuple((on_day, self._scope(on_day, owner)) for on_day in (one, two))
        self.wanted = wanted

    @staticmethod
    def _scope(on_day: BookOnDay, owner: str) -> Any:
        if owner in on_day.book.pathways:
            return on_day.pathway(on_day.book.pathways[owner])
        return on_day.scope(caution_term(on_day.maker, on_day.book.cautions[owner]))

    def __call__(self, values: Mapping[str, Any]) -> bool:
        rows = [on_day.row(scope, on_day.states(values)) for on_day, scope in self.both]
        return tuple(_bits_as_shown(row.outcomes) for row in rows) == self.wanted


def _of_everybody(book: RuleBook, one: Caution, two: Caution, day: Day) -> Person | None:
    """Somebody whom a caution without conditions touches by one record and not by the other: who is there."""
    on_day = alone(book, one.id, day)
    for name in one.countries or ("RU",):
        for country in sorted(book.vocabulary.members(name, day) | {name}):
            person: Person = {"citizenships": frozenset(("RU",)), PLACE: country}
            judgement = Judgement(on_day, Profile(case=None, values=person))
            if judgement.caution(one)[0] != judgement.caution(two)[0]:
                return person
    return None
