"""Tries mutants on the cases: killed is one for which some case no longer comes out as it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.engine.rows import Scope
from pathfinder.engine.terms import TermMaker
from pathfinder.language.profile import Profile
from pathfinder.language.records import Caution, Pathway
from pathfinder.review.space.joint import caution_term
from pathfinder.review.testing.cases import differences
from pathfinder.review.testing.mutants.records import Mutant
from pathfinder.review.testing.parts import in_place
from pathfinder.review.testing.trial import Shown, Trial, alone, by_day, word_of
from pathfinder.rulebook.book import CaseOf, RuleBook
from pathfinder.values.dates import Day


class Cases:
    """The cases of a rule book, ready to be tried on any rule."""

    def __init__(self, book: RuleBook, shown: Mapping[str, list[Shown]]) -> None:
        self.book = book
        self.trial = Trial(book)
        self.days = {owner: by_day(cases) for owner, cases in shown.items()}
        self._whole: dict[tuple[str, Day], BookOnDay] = {}

    def kill(self, mutant: Mutant) -> bool:
        """Whether a case notices a mutant."""
        rules = mutant.rules
        return any(
            self._notices(owner, rules, day, cases)
            for owner in affected(self.book, rules)
            for day, cases in self.days.get(owner, {}).items()
        )

    def _notices(self, owner: str, rules: Mapping[str, Any], day: Day, cases: list[Shown]) -> bool:
        rule = rules.get(owner) or self.book.pathways[owner]
        if isinstance(rule, Caution) and rule.touches is None:
            return any(self._everybody(rule, one) != one.case.verdict for one in cases)
        scope = self._scope(rule, rules, day)
        caution = isinstance(rule, Caution)
        for one in cases:
            (outcomes,) = self.trial.outcomes(scope, one)
            if word_of(outcomes, caution=caution) != one.case.verdict:
                return True
            wanted = one.case.missing
            if wanted is not None and set(wanted) != self.trial.missing(scope, one):
                return True
        return not caution and any(self._told(owner, rules, one) for one in cases)

    def _scope(self, rule: Any, rules: Mapping[str, Any], day: Day) -> Scope:
        maker = TermMaker(self.book.vocabulary, day)
        if isinstance(rule, Pathway):
            return self.trial.scope(day, maker.pathway(rule, entries_of(self.book, rule, rules)))
        return self.trial.scope(day, caution_term(maker, rule))

    def _everybody(self, caution: Caution, shown: Shown) -> str:
        """What a caution for everybody is to the person of a case: it looks at all ways into its countries."""
        key = (caution.id, shown.case.on)
        if key not in self._whole:
            self._whole[key] = alone(self.book, caution.id, shown.case.on)
        profile = Profile(case=None, values=dict(shown.values))
        return Judgement(self._whole[key], profile).caution(caution)[0]

    def _told(self, owner: str, rules: Mapping[str, Any], shown: Shown) -> bool:
        """Whether the last lawful day or what is open differs, of a case that says them."""
        case = shown.case
        if case.until is None and case.open_kinds is None:
            return False
        only = msgspec.structs.replace(case, missing=None)
        again = CaseOf(shown.of.owner, only, shown.of.file)
        profile = Profile(case=None, values=dict(shown.values))
        on_day = alone(in_place(self.book, dict(rules)), owner, case.on)
        return bool(differences(again, profile, on_day))


def entries_of(book: RuleBook, pathway: Pathway, rules: Mapping[str, Any]) -> list[Pathway]:
    """The ways into the country of a pathway, as a mutant has them."""
    names = book.entries.get(pathway.country, ())
    return [rules.get(name) or book.pathways[name] for name in names]


def affected(book: RuleBook, rules: Mapping[str, Any]) -> Iterator[str]:
    """The pathways and cautions for which a change of some rules can matter: these, then those that look at them."""
    yield from rules
    for pathway in book.pathways.values():
        if pathway.reached and pathway.id not in rules:
            entries = book.entries.get(pathway.country, ())
            if any(name in rules and name != pathway.id for name in entries):
                yield pathway.id
