"""A claim in a diagram over everybody, on one day."""

from __future__ import annotations

from collections.abc import Sequence

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.diagram import Diagram, Node
from pathfinder.engine.terms import Term
from pathfinder.engine.truth import NO, YES
from pathfinder.review.prove.records import (
    NOBODY,
    OUTCOMES,
    TOUCHES,
    WHOEVER,
    Asked,
    Claim,
    Goes,
    Joined,
    Part,
    Warned,
    Ways,
)  # fmt: skip
from pathfinder.review.space.destinations import everybody_node, everybody_terms, verdict_nodes
from pathfinder.review.space.joint import Joint, term_of
from pathfinder.rulebook.book import RuleBook

BUDGET = 60_000
"""So many nodes the diagram of a claim on a day may have; then it is not decided."""


class BudgetExceeded(Exception):
    """The diagram of a claim grew too large: no answer is given."""


class Bounded(Diagram):
    """A diagram that stops where it would grow beyond the budget."""

    def __init__(self, budget: int = BUDGET) -> None:
        super().__init__()
        self.budget = budget

    def choice(self, axis: int, branches: Sequence[Node]) -> Node:
        if len(self._nodes) >= self.budget:
            raise BudgetExceeded
        return super().choice(axis, branches)

    @property
    def size(self) -> int:
        return len(self._nodes)


class ClaimOnDay:
    """The nodes of a claim: `people` of whom it speaks, `against` whom it is not true of."""

    def __init__(self, on_day: BookOnDay, claim: Claim, budget: int = BUDGET) -> None:
        self.on_day = on_day
        self.book: RuleBook = on_day.book
        self._terms: dict[str, Term] = {}
        self._asked: dict[int, Term] = {}
        for part in (claim.people, claim.then):
            self._gather(part)
        self.diagram = Bounded(budget)
        named = list(self._terms)
        self.joint = Joint(on_day, [*self._terms.values(), *self._asked.values()], self.diagram)
        count = len(named)
        self._named = dict(zip(named, self.joint.nodes[:count], strict=True))
        self._by_part = dict(zip(self._asked, self.joint.nodes[count:], strict=True))
        self.people = self.met(claim.people)
        self.against = NO
        if claim.how == NOBODY:
            self.against = self.people
        elif claim.how == WHOEVER and claim.then is not None:
            self.against = self.joint.all_of((self.people, self.joint.negate(self.met(claim.then))))

    def met(self, part: Part) -> Node:
        """Yes for whom a part is certainly true."""
        return self.joint.where(self.node(part), (YES,))

    def _gather(self, part: Part | None) -> None:
        day = self.on_day.day
        if isinstance(part, Joined):
            for item in part.items:
                self._gather(item)
        elif isinstance(part, Asked):
            self._asked[id(part)] = self.on_day.maker.condition(part.condition)
        elif isinstance(part, Ways | Goes):
            ids = part.ids if isinstance(part, Ways) else _ids(self.book, part.country)
            for name in ids:
                self._terms.setdefault(name, term_of(self.book, name, day))
        elif isinstance(part, Warned):
            caution = self.book.cautions[part.caution]
            if caution.touches is not None:
                self._terms.setdefault(caution.id, term_of(self.book, caution.id, day))
            else:
                for number, term in enumerate(everybody_terms(self.book, caution, day)):
                    self._terms.setdefault(f"{caution.id} {number}", term)

    def node(self, part: Part) -> Node:
        """The truth of a part for everybody."""
        joint = self.joint
        if isinstance(part, Asked):
            return self._by_part[id(part)]
        if isinstance(part, Ways):
            wanted = [outcome for verdict in part.verdicts for outcome in OUTCOMES[verdict]]
            nodes = [joint.where(self._named[name], wanted) for name in part.ids]
            return joint.all_of(nodes) if part.every else joint.any_of(nodes)
        if isinstance(part, Goes):
            ways = self.book.of_country(part.country)
            verdicts = verdict_nodes(joint, ways, self._named)
            return joint.any_of(verdicts[verdict] for verdict in part.verdicts)
        if isinstance(part, Warned):
            return joint.where(self._caution(part.caution), [TOUCHES[v] for v in part.verdicts])
        items = [self.node(item) for item in part.items]
        if part.how == "least":
            return self.diagram.at_least(part.count, items)
        if part.how == "all":
            return joint.all_of(items)
        return joint.any_of(items) if part.how == "any" else joint.negate(joint.any_of(items))

    def _caution(self, name: str) -> Node:
        caution, day = self.book.cautions[name], self.on_day.day
        if caution.touches is not None:
            return self._named[name]
        count = len(everybody_terms(self.book, caution, day))
        nodes = [self._named[f"{name} {number}"] for number in range(count)]
        return everybody_node(self.joint, caution, day, nodes)


def _ids(book: RuleBook, country: str) -> tuple[str, ...]:
    return tuple(pathway.id for pathway in book.of_country(country))


def owners_of(book: RuleBook, part: Part | None) -> dict[str, None]:
    """Every pathway and caution that a part looks at."""
    found: dict[str, None] = {}
    if isinstance(part, Joined):
        for item in part.items:
            found |= owners_of(book, item)
    elif isinstance(part, Ways):
        found = dict.fromkeys(part.ids)
    elif isinstance(part, Goes):
        found = dict.fromkeys(_ids(book, part.country))
    elif isinstance(part, Warned):
        caution = book.cautions[part.caution]
        names = set(caution.countries) if caution.touches is None else set()
        for name in caution.countries if names else ():
            region = book.vocabulary.regions.get(name)
            names |= set(region.members) if region is not None else set()
        ways = [each.id for each in book.pathways.values() if each.country in names]
        found = dict.fromkeys([part.caution, *ways])
    return found


def conditions_of(part: Part | None) -> list[Asked]:
    """Every condition of people that stands in a part."""
    if isinstance(part, Joined):
        return [asked for item in part.items for asked in conditions_of(item)]
    return [part] if isinstance(part, Asked) else []
