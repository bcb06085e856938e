"""Claims proved or refuted: exactly, for all people and all days."""

from __future__ import annotations

import os
from collections.abc import Sequence

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.truth import NO
from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem
from pathfinder.language.profile import Profile
from pathfinder.language.write import plain_facts
from pathfinder.review.prove.diagram import BUDGET, BudgetExceeded, ClaimOnDay, owners_of
from pathfinder.review.prove.diagram import conditions_of as asked_of
from pathfinder.review.prove.reading import FILE_NAME, read_claims_file
from pathfinder.review.prove.records import (
    FAILS,
    HOLDS,
    NOBODY,
    SOMEBODY,
    UNDECIDED,
    VACUOUS,
    Asked,
    Claim,
    Joined,
    Part,
    Proof,
    Witness,
)  # fmt: skip
from pathfinder.review.prove.replay import Replay
from pathfinder.review.prove.splitting import smaller
from pathfinder.review.prove.telling import in_language, witness_says
from pathfinder.review.space.alone import alone
from pathfinder.review.space.eras import Era, eras
from pathfinder.review.space.examples import example
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import LAST_DAY, format_day


def prove(book: RuleBook, claim: Claim, budget: int = BUDGET) -> Proof:
    """What comes of a claim about a rule book."""
    found: list[_Prover] = []
    try:
        for one in smaller(claim):
            prover = _Prover(book, one, budget)
            prover.look()
            found.append(prover)
    except BudgetExceeded:
        note = _(
            "The claim was not decided: it takes more than {budget} kinds of people on a day. Claim less at once, one "
            "pathway or one group of people at a time."
        )
        return _proof(claim, found, UNDECIDED, note=note.format(budget=budget))
    return _judged(claim, found)


def _judged(claim: Claim, found: list[_Prover]) -> Proof:
    """The proof of a claim from what was seen of the smaller ones it consists of."""
    failing = [prover for prover in found if prover.failing]
    if failing:
        first = min(failing, key=lambda prover: prover.failing[0].first)
        return _proof(claim, found, FAILS, witness=first.witness)
    if claim.how == SOMEBODY:
        return _proof(claim, found, HOLDS)
    if not any(prover.exist for prover in found):
        note = _("The people of whom it speaks cannot exist.")
        return _proof(claim, found, VACUOUS, note=note)
    note = ""
    if claim.how == NOBODY and not any(prover.beside for prover in found):
        note = _("It holds of everybody, not only of the people it names.")
    return _proof(claim, found, HOLDS, note=note)


def _proof(
    claim: Claim,
    found: list[_Prover],
    result: str,
    *,
    witness: Witness | None = None,
    note: str = "",
) -> Proof:
    return Proof(
        says=claim.says,
        result=result,
        days=_stretches([era for prover in found for era in prover.failing]),
        witness=witness,
        note=note,
        eras=sum(len(prover.eras) for prover in found),
        nodes=sum(prover.size for prover in found),
        file=claim.file,
        line=claim.line,
    )


class _Prover:
    """Looks through the days of one claim that is not divided further."""

    def __init__(self, book: RuleBook, claim: Claim, budget: int) -> None:
        self.claim = claim
        self.budget = budget
        owners = {**owners_of(book, claim.people), **owners_of(book, claim.then)}
        self.book = alone(book, owners)
        self.eras = self.days(list(owners))
        self.failing: list[Era] = []
        self.witness: Witness | None = None
        self.size = 0
        self.exist = False
        self.beside = False

    def days(self, owners: list[str]) -> list[Era]:
        """The eras of everything that the claim names, as far as it speaks of their days."""
        asked = [*asked_of(self.claim.people), *asked_of(self.claim.then)]
        conditions = [part.condition for part in asked]
        first, last = self.claim.first, self.claim.last
        found = [
            Era(max(era.first, first), min(era.last, last), era.like)
            for era in eras(self.book, owners=owners, jointly=conditions, after=first)
            if era.last >= first and era.first <= last
        ]
        if found and first < found[0].first:
            found.insert(0, Era(first, found[0].first - 1, first))
        return found or [Era(first, last, first)]

    def look(self) -> None:
        """Look at every era: who there is, and of whom the claim is not true."""
        known: dict[int, bool] = {}
        for era in self.eras:
            if era.like in known:
                self.failing += [era] if known[era.like] else []
                continue
            failing = len(self.failing)
            on_day = ClaimOnDay(BookOnDay(self.book, era.first), self.claim, self.budget)
            self.size += on_day.diagram.size
            self._look(era, on_day)
            known[era.like] = len(self.failing) > failing

    def _look(self, era: Era, on_day: ClaimOnDay) -> None:
        if self.claim.how == SOMEBODY:
            if on_day.people == NO:
                self.failing.append(era)
            return
        facts, verdicts = _divided(self.claim)
        self.exist = self.exist or facts is None or on_day.met(facts) != NO
        self.beside = self.beside or facts is None or verdicts is None or on_day.met(verdicts) != NO
        if on_day.against == NO:
            return
        self.failing.append(era)
        if self.witness is None:
            self.witness = self._witness(era, on_day)

    def _witness(self, era: Era, on_day: ClaimOnDay) -> Witness:
        replay = Replay(self.book, self.claim, era.first)
        person = example(on_day.joint, on_day.against, replay.against)
        assert person is not None
        vocabulary = in_language(self.book)
        said = dict(plain_facts(Profile(values=person), vocabulary))
        told = replay.told(person)
        on = format_day(era.first)
        says = witness_says(on, said, told, vocabulary)
        return Witness(on=on, person=said, says=says, told=told)


def _divided(claim: Claim) -> tuple[Part | None, Part | None]:
    """What a claim asks of people themselves, and what it says of verdicts; None where there is no such part.

    Of `whoever` it is all that stands there: if nobody is like that, the claim says nothing.
    """
    if claim.how != NOBODY or not _of_verdicts(claim.people):
        return claim.people, None
    if not isinstance(claim.people, Joined) or claim.people.how != "all":
        return None, None
    facts = [item for item in claim.people.items if not _of_verdicts(item)]
    verdicts = [item for item in claim.people.items if _of_verdicts(item)]
    if not facts:
        return None, None
    return Joined("all", tuple(facts)), Joined("all", tuple(verdicts)) if verdicts else None


def _of_verdicts(part: Part) -> bool:
    """Whether a part speaks of what rules say, not only of what a person is."""
    if isinstance(part, Joined):
        return any(map(_of_verdicts, part.items))
    return not isinstance(part, Asked)


def _stretches(failing: Sequence[Era]) -> list[tuple[str, str | None]]:
    found: list[tuple[int, int]] = []
    for era in sorted(failing, key=lambda era: era.first):
        if found and era.first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(found[-1][1], era.last))
        else:
            found.append((era.first, era.last))
    return [
        (format_day(first), None if last >= LAST_DAY else format_day(last)) for first, last in found
    ]


def claims_problems(book: RuleBook, folder: str) -> list[Problem]:
    """The problems of `claims.yaml` in the folder of a rule book: what cannot be read, and claims that do not hold."""
    read = read_claims_file(folder, book)
    if read is None:
        return []
    claims, problems = read
    for claim in claims:
        problem = problem_of(prove(book, claim), claim)
        if problem is not None:
            problems.append(problem)
    return problems


def problem_of(proof: Proof, claim: Claim) -> Problem | None:
    """The problem of a claim that does not hold, or holds of nobody."""
    place = Place(claim.file or os.path.join(".", FILE_NAME), claim.line, claim.column)
    if proof.result == FAILS:
        message = _("This claim does not hold: {says}").format(says=claim.says)
        help = proof.witness.says if proof.witness is not None else ""
        return Problem(code="PF480", message=message, place=place, help=help)
    if proof.result == VACUOUS:
        message = _("This claim speaks of people who cannot exist: {says}").format(says=claim.says)
        return Problem(code="PF481", message=message, place=place, severity="warning")
    if proof.result == UNDECIDED:
        message = _("This claim is too large to be decided: {says}").format(says=claim.says)
        return Problem(code="PF480", message=message, place=place, help=proof.note)
    return None
