"""A claim tried on one person by the engine, which knows nothing of the diagram."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

from pathfinder.engine.assess import assess
from pathfinder.engine.judge import Judgement
from pathfinder.engine.rows import Row
from pathfinder.engine.truth import NO, NOT_COVERED, OPEN, YES, both, either, opposite
from pathfinder.language.profile import Profile
from pathfinder.review.prove.diagram import conditions_of, owners_of
from pathfinder.review.prove.records import (
    OUTCOMES,
    WHOEVER,
    Asked,
    Claim,
    Goes,
    Joined,
    Part,
    Told,
    Warned,
    Ways,
)  # fmt: skip
from pathfinder.review.space.alone import alone, prepared
from pathfinder.review.space.destinations import carrying
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

Truths = frozenset[int]
"""The truths that are still possible where something has not been said."""

CERTAIN, FALSE, UNTOLD = frozenset((YES,)), frozenset((NO,)), frozenset((YES, NO))

MOST_REASONS = 3
"""So many reasons are told of each verdict of a witness."""


class Replay:
    """Judges people by the rules that a claim names, on a day."""

    def __init__(self, book: RuleBook, claim: Claim, day: Day) -> None:
        self.claim = claim
        owners = {**owners_of(book, claim.people), **owners_of(book, claim.then)}
        self.on_day = prepared(alone(book, owners), day)
        self.owners = owners
        asked = [*conditions_of(claim.people), *conditions_of(claim.then)]
        maker = self.on_day.maker
        self.scopes = {
            id(part): self.on_day.scope(maker.condition(part.condition)) for part in asked
        }

    def against(self, values: Mapping[str, Any]) -> bool:
        """Whether the claim is certainly not true of a person, whatever else there is to say."""
        judgement = self.judgement(values)
        if self.truths(self.claim.people, judgement) != CERTAIN:
            return False
        if self.claim.how == WHOEVER and self.claim.then is not None:
            return YES not in self.truths(self.claim.then, judgement)
        return True

    def judgement(self, values: Mapping[str, Any]) -> Judgement:
        return Judgement(self.on_day, Profile(values=dict(values)))

    def truths(self, part: Part, judgement: Judgement) -> Truths:
        """The truths that a part can have for a person."""
        if isinstance(part, Asked):
            row = self.on_day.row(self.scopes[id(part)], judgement.numbers)
            return _bits(row.outcomes)
        if isinstance(part, Ways):
            of_ways = (_verdict_truths(judgement.rows[name], part.verdicts) for name in part.ids)
            return reduce(_all if part.every else _any, of_ways)
        if isinstance(part, Goes):
            return self._destination(part, judgement)
        if isinstance(part, Warned):
            return self._caution(part, judgement)
        return _joined(part, [self.truths(item, judgement) for item in part.items])

    def _destination(self, part: Goes, judgement: Judgement) -> Truths:
        """A verdict is certain where no row that counts for it is left to be told."""
        ways = self.on_day.book.of_country(part.country)
        verdict = judgement._destination(ways).verdict
        counted = [_bits(judgement.rows[way.id].outcomes) for way in carrying(ways)]
        every = [_bits(judgement.rows[way.id].outcomes) for way in ways]
        outside = {frozenset((NOT_COVERED,)) == bits for bits in every if NOT_COVERED in bits}
        inside = any(NOT_COVERED not in bits for bits in every)
        settled = all(len(bits - {YES, OPEN}) == len(bits) or len(bits) == 1 for bits in counted)
        if not (verdict == "feasible" or (settled and (inside or outside <= {True}))):
            return UNTOLD
        return CERTAIN if verdict in part.verdicts else FALSE

    def _caution(self, part: Warned, judgement: Judgement) -> Truths:
        caution = self.on_day.book.cautions[part.caution]
        word, missing = judgement.caution(caution)
        if word == "possibly" and caution.touches is not None and not missing:
            row = self.on_day.row(self.on_day.caution(caution), judgement.numbers)
            if row.outcomes != OPEN:
                return UNTOLD
        elif word == "possibly":
            return UNTOLD
        return CERTAIN if word in part.verdicts else FALSE

    def told(self, values: Mapping[str, Any]) -> list[Told]:
        """The verdicts that a claim rests on, and why in short."""
        judgement = self.judgement(values)
        found: dict[str, Told] = {}
        for part in (self.claim.people, self.claim.then):
            for told in self._told(part, judgement):
                found[told.name] = told
        return list(found.values())

    def _told(self, part: Part | None, judgement: Judgement) -> Iterable[Told]:
        book = self.on_day.book
        if isinstance(part, Joined):
            for item in part.items:
                yield from self._told(item, judgement)
        elif isinstance(part, Ways):
            wanted = [n for n in part.ids if judgement.rows[n].verdict in part.verdicts]
            for name in wanted or part.ids:
                yield _pathway(judgement, name)
        elif isinstance(part, Goes):
            verdict = judgement._destination(book.of_country(part.country)).verdict
            yield Told(part.country, verdict)
        elif isinstance(part, Warned):
            word = judgement.caution(book.cautions[part.caution])[0]
            yield Told(part.caution, word, [book.cautions[part.caution].says])


def _pathway(judgement: Judgement, name: str) -> Told:
    """A pathway with the reasons that decided it."""
    book = judgement.on_day.book
    country = book.pathways[name].country
    for destination in assess(judgement, countries={country}).destinations:
        for told in destination.pathways:
            if told.id == name:
                says = dict.fromkeys(each.says for each in told.reasons if each.decisive)
                reasons = [each for each in says if not each.endswith(":")] or list(says)
                return Told(name, told.verdict, reasons[:MOST_REASONS])
    return Told(name, judgement.rows[name].verdict)


def _bits(outcomes: int) -> Truths:
    return frozenset(1 << bit for bit in range(outcomes.bit_length()) if outcomes >> bit & 1)


def _verdict_truths(row: Row, verdicts: tuple[str, ...]) -> Truths:
    wanted = {outcome for verdict in verdicts for outcome in OUTCOMES[verdict]}
    found = _bits(row.outcomes)
    if found <= wanted:
        return CERTAIN
    return UNTOLD if found & wanted else FALSE


def _all(one: Truths, two: Truths) -> Truths:
    return frozenset(both(*pair) for pair in itertools.product(one, two))


def _any(one: Truths, two: Truths) -> Truths:
    return frozenset(either(*pair) for pair in itertools.product(one, two))


def _joined(part: Joined, items: list[Truths]) -> Truths:
    if part.how == "all":
        return reduce(_all, items)
    if part.how == "any":
        return reduce(_any, items)
    if part.how == "none":
        return frozenset(opposite(truth) for truth in reduce(_any, items))
    ways = itertools.product(*items)
    return frozenset(_at_least(part.count, way) for way in ways)


def _at_least(count: int, truths: tuple[int, ...]) -> int:
    met = sum(truth == YES for truth in truths)
    perhaps = met + sum(truth == OPEN for truth in truths)
    return YES if met >= count else OPEN if perhaps >= count else NO
