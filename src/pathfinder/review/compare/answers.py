"""For whom and on which days a pathway or a caution of one book is answered otherwise than one of another: exactly.

Both trees stand in one diagram over all people, era by era. Every example is replayed through the engine, in each
book by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.diagram import Node
from pathfinder.engine.judge import Judgement
from pathfinder.engine.terms import Term
from pathfinder.engine.truth import NO, NOES, OPEN, YES
from pathfinder.language.profile import Profile
from pathfinder.review.compare.records import Stretch
from pathfinder.review.space.alone import alone, known_to, prepared
from pathfinder.review.space.destinations import everybody_node, everybody_terms
from pathfinder.review.space.eras import Era, eras
from pathfinder.review.space.examples import example
from pathfinder.review.space.joint import Joint, term_of, together
from pathfinder.review.space.people import Person
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import LAST_DAY, Day, format_day

MORE, LESS, REASON = "more", "less", "reason"


class Found(msgspec.Struct, frozen=True):
    """Somebody who is answered otherwise: how, on which day, and the outcomes in both books."""

    how: str
    day: Day
    person: Person
    before: int
    after: int


class Answers(msgspec.Struct, frozen=True):
    """The days on which answers differ, and examples: one for each way in which they do."""

    stretches: list[Stretch]
    found: list[Found]

    @property
    def ways(self) -> set[str]:
        """The ways in which somebody's answer differs: more, less, another kind of no."""
        return {one.how for one in self.found}


class Pair:
    """A pathway or caution of one book and one of another, each with what it looks at."""

    def __init__(self, old: RuleBook, new: RuleBook, before: str, after: str) -> None:
        self.names = (before, after)
        self.books = (_with_reach(old, before), _with_reach(new, after))
        # The people who are looked through are those of the new book, with all words of both.
        self.both = together(self.books[1], self.books[0])

    def compare(self) -> Answers:
        """Look through all eras of both."""
        differing: list[Era] = []
        found: dict[str, Found] = {}
        known: set[Day] = set()
        same: set[Day] = set()
        for era in eras(*self.books, owners=self.owners()):
            if era.like in same:
                continue
            if era.like in known:
                differing.append(era)
                continue
            moment = Moment(self, era.first)
            ways = moment.ways()
            (known if ways else same).add(era.like)
            if not ways:
                continue
            differing.append(era)
            for how, pairs in ways.items():
                if how not in found and (one := moment.example(how, pairs)) is not None:
                    found[how] = one
        return Answers(stretches(differing), list(found.values()))

    def owners(self) -> list[str]:
        """Everything that decides of the two."""
        return list(
            dict.fromkeys([*self.names, *(n for book in self.books for n in book.pathways)])
        )


class Moment:
    """The pair on one day."""

    def __init__(self, pair: Pair, day: Day) -> None:
        self.pair = pair
        self.day = day
        self.own = [prepared(book, day) for book in pair.books]
        terms = [_terms(book, name, day) for book, name in self._sides()]
        self.joint = Joint(BookOnDay(pair.both, day), [*terms[0], *terms[1]])
        count = len(terms[0])
        parts = (self.joint.nodes[:count], self.joint.nodes[count:])
        self.nodes = [
            self._node(book, name, nodes)
            for (book, name), nodes in zip(self._sides(), parts, strict=True)
        ]

    def _sides(self) -> list[tuple[RuleBook, str]]:
        return list(zip(self.pair.books, self.pair.names, strict=True))

    def _node(self, book: RuleBook, name: str, nodes: Sequence[Node]) -> Node:
        caution = book.cautions.get(name)
        if caution is None or caution.touches is not None:
            return nodes[0]
        return everybody_node(self.joint, caution, self.day, nodes)

    def ways(self) -> dict[str, list[tuple[int, int]]]:
        """For every way in which somebody is answered otherwise the pairs of outcomes that occur."""
        one, two = self.nodes
        if one == two:
            return {}
        ways: dict[str, list[tuple[int, int]]] = {}
        for before, after in sorted(self.joint.pairs_of(one, two), key=_telling):
            if before != after:
                ways.setdefault(_way(before, after), []).append((before, after))
        return ways

    def example(self, how: str, pairs: list[tuple[int, int]]) -> Found | None:
        """The plainest person for the most telling pair of outcomes.

        None only where nobody exists for both books: their constraints, or the words of a fact, differ.
        """
        for before, after in pairs:
            person = self._person(before, after)
            if person is not None:
                return Found(how, self.day, person, before, after)
        return None

    def _person(self, before: int, after: int) -> Person | None:
        one, two = self.nodes
        node = self.joint.all_of(
            (self.joint.where(one, (before,)), self.joint.where(two, (after,)))
        )

        def check(values: Mapping[str, Any]) -> bool:
            return self._outcomes(values) == (before, after)

        try:
            return example(self.joint, node, check)
        except AssertionError:
            if self._same_people():
                raise
            return None

    def _outcomes(self, values: Mapping[str, Any]) -> tuple[int, int]:
        return self.outcome(0, values), self.outcome(1, values)

    def outcome(self, side: int, values: Mapping[str, Any]) -> int:
        """What one book by itself says of a person, as a set of outcomes."""
        book, on_day, name = self.pair.books[side], self.own[side], self.pair.names[side]
        said = known_to(book, values)
        if name in book.pathways:
            scope = on_day.pathway(book.pathways[name])
            return on_day.row(scope, on_day.states(said)).outcomes
        told = Judgement(on_day, Profile(values=said)).caution(book.cautions[name])
        if told[0] != "possibly":
            return YES if told[0] == "touched" else NO
        if book.cautions[name].touches is None:
            return YES | NO
        scope = on_day.caution(book.cautions[name])
        return on_day.row(scope, on_day.states(said)).outcomes

    def _same_people(self) -> bool:
        one, two = (book.vocabulary for book in self.pair.books)
        return one.constraints == two.constraints and one.facts.keys() == two.facts.keys()


def _with_reach(book: RuleBook, name: str) -> RuleBook:
    """A rule on its own, with the pathways that decide whom a caution for everybody concerns."""
    caution = book.cautions.get(name)
    if caution is None or caution.touches is not None:
        return alone(book, [name])
    names = set(caution.countries).union(
        *(
            book.vocabulary.regions[n].members
            for n in caution.countries
            if n in book.vocabulary.regions
        )
    )
    ways = [each.id for each in book.pathways.values() if each.country in names]
    return alone(book, [name, *ways])


def _terms(book: RuleBook, name: str, day: Day) -> list[Term]:
    caution = book.cautions.get(name)
    if caution is None or caution.touches is not None:
        return [term_of(book, name, day)]
    return everybody_terms(book, caution, day)


def _rank(outcome: int) -> int:
    return 0 if outcome & NOES else 1 if outcome == OPEN else 2


def _way(before: int, after: int) -> str:
    was, now = _rank(before), _rank(after)
    return MORE if now > was else LESS if now < was else REASON


def _telling(pair: tuple[int, int]) -> tuple[Any, ...]:
    """A no that becomes a yes, or the other way round, tells most; being outside what is covered least."""
    return (
        -abs(_rank(pair[0]) - _rank(pair[1])),
        max(pair) == 32,
        YES not in pair,
        NO not in pair,
        pair,
    )


def stretches(differing: list[Era]) -> list[Stretch]:
    """Eras that follow each other as one stretch."""
    found: list[tuple[Day, Day]] = []
    for era in differing:
        if found and found[-1][1] + 1 == era.first:
            found[-1] = (found[-1][0], era.last)
        else:
            found.append((era.first, era.last))
    return [
        Stretch(format_day(first), format_day(last) if last < LAST_DAY else None)
        for first, last in found
    ]


__all__ = ["LESS", "MORE", "REASON", "Answers", "Found", "Moment", "Pair", "stretches"]
