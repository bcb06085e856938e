"""Several trees in one diagram over everybody: what is true of all people at once, and for whom it is not.

Trees of one rule book or of two are asked the same questions, so two of them mean the same exactly where their nodes
are one. The variables are axes over all facts, filled in in every way that the constraints allow: nobody who cannot
exist is ever counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from pathfinder.engine.axes import Axis, State
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.diagram import Diagram, Node
from pathfinder.engine.rows import Scope, asker
from pathfinder.engine.terms import Term, TermMaker, evaluate
from pathfinder.engine.truth import NO, YES
from pathfinder.language.records import Caution, Pathway
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

OUTCOMES = (1, 2, 4, 8, 16, 32)
"""Everything that can follow for somebody who has said everything: see `pathfinder.engine.truth`."""


def term_of(book: RuleBook, owner: str, day: Day) -> Term:
    """The tree of a pathway or a caution on a day, made anew. A caution that touches nobody then is a plain no."""
    maker = TermMaker(book.vocabulary, day)
    if owner in book.pathways:
        return pathway_term(book, maker, book.pathways[owner])
    return caution_term(maker, book.cautions[owner])


def pathway_term(book: RuleBook, maker: TermMaker, pathway: Pathway) -> Term:
    """The tree of a pathway, which may be another than the book has under this id."""
    entries = [book.pathways[name] for name in book.entries.get(pathway.country, ())]
    return maker.pathway(pathway, entries)


def caution_term(maker: TermMaker, caution: Caution) -> Term:
    """The tree of a caution; one for everybody is a plain yes while it holds."""
    span = caution.span
    if not span.possible_from <= maker.day <= span.possible_until:
        return Term("value", (), NO)
    if caution.touches is None:
        return Term("value", (), YES)
    return maker.condition(caution.touches)


def together(book: RuleBook, *others: RuleBook) -> RuleBook:
    """A rule book that knows every fact and option of several: what trees of all of them can be asked in.

    `MixedKinds` where a fact is of one kind in one book and of another in the other: answers to it cannot be compared.
    """
    facts: dict[str, Fact] = dict(book.vocabulary.facts)
    countries = dict(book.vocabulary.countries)
    for other in others:
        countries.update(other.vocabulary.countries)
        for name, fact in other.vocabulary.facts.items():
            known = facts.get(name)
            facts[name] = fact if known is None else _both(known, fact)
    vocabulary: Vocabulary = msgspec.structs.replace(
        book.vocabulary, facts=facts, countries=countries
    )
    return msgspec.structs.replace(book, vocabulary=vocabulary)


class MixedKinds(Exception):
    """A fact that two rule books know by one name and as different kinds; `fact` is the name."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


def _both(one: Fact, two: Fact) -> Fact:
    if one.kind != two.kind:
        raise MixedKinds(one.name)
    options = dict(two.options) | dict(one.options)
    return msgspec.structs.replace(
        one,
        options=tuple(options.items()),
        minimum=min(one.minimum, two.minimum),
        maximum=max(one.maximum, two.maximum),
    )


class Joint:
    """Some trees of one day in one diagram. `nodes` are theirs, in order; `states` all that can be on each axis."""

    def __init__(
        self, on_day: BookOnDay, terms: Sequence[Term], diagram: Diagram | None = None
    ) -> None:
        self.on_day = on_day
        self.terms = tuple(terms)
        self.scope: Scope = on_day.scope(Term("joint", self.terms))
        self.axes: list[Axis] = [on_day.axes[number] for number in self.scope.axes]
        self.states: list[State] = [axis.state({}) for axis in self.axes]
        self.diagram = diagram if diagram is not None else Diagram()
        self._ask = asker(self.states, self.diagram)
        self.nodes: list[Node] = [self.node(term) for term in self.terms]

    def node(self, term: Term, instead: Mapping[int, int] | None = None) -> Node:
        """The node of a tree of this joint, or of a part of one; `instead` gives truths to parts, by their `id`."""
        return evaluate(_replaced(term, instead) if instead else term, self.diagram, self._ask)

    def where(self, node: Node, outcomes: Iterable[int]) -> Node:
        """Yes where one of these outcomes follows, no elsewhere."""
        wanted = frozenset(outcomes)
        return self.diagram.map(_Among(wanted), node)

    def differ(self, one: Node, two: Node) -> Node:
        """Yes for everybody for whom two trees come to different outcomes, no for all others."""
        return self.diagram.combine(_differ, one, two)

    def all_of(self, nodes: Iterable[Node]) -> Node:
        return self.diagram.all_of(nodes)

    def any_of(self, nodes: Iterable[Node]) -> Node:
        return self.diagram.any_of(nodes)

    def negate(self, node: Node) -> Node:
        return self.diagram.negate(node)

    def pairs_of(self, one: Node, two: Node) -> set[tuple[int, int]]:
        """Every pair of outcomes of two trees that somebody can come to."""
        ones, twos = self.diagram.outcomes(one), self.diagram.outcomes(two)
        return {
            (first, second)
            for first in OUTCOMES
            for second in OUTCOMES
            if ones & first
            and twos & second
            and self.all_of((self.where(one, (first,)), self.where(two, (second,)))) != NO
        }


def _replaced(term: Term, instead: Mapping[int, int]) -> Term:
    """A tree in which some parts are plain truths; what asks is shared, so that its axes stay."""
    if id(term) in instead:
        return Term("value", (), instead[id(term)])
    if not term.items:
        return term
    return Term(term.op, [_replaced(item, instead) for item in term.items], term.value)


def _differ(one: int, two: int) -> int:
    return NO if one == two else YES


class _Among:
    """Whether an outcome is one of some; equal for equal sets, so that diagrams remember it."""

    def __init__(self, wanted: frozenset[int]) -> None:
        self.wanted = wanted

    def __call__(self, outcome: int) -> int:
        return YES if outcome in self.wanted else NO

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Among) and other.wanted == self.wanted

    def __hash__(self) -> int:
        return hash(self.wanted)
