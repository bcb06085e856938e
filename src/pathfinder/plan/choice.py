"""Which chains are shown: those of which no step can be left out, and of alike ones the better one."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Sequence

import msgspec

from pathfinder.change.marks import MARKS, NEVER_TO
from pathfinder.language.records import Caution
from pathfinder.plan.days import Days
from pathfinder.plan.search import Chain
from pathfinder.plan.state import State
from pathfinder.plan.steps import Step, Taking
from pathfinder.values.dates import LAST_DAY, Day

GRAVE = frozenset(("liberty", "expulsion", "mobilisation"))

_DOUBTS = ("discretion", "missing", "needs", "waiting", "open")
"""Why a step is a branch, what a person can do most about first; papers may lead to a consulate."""


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A chain with what it is compared by.

    `dangers` are pairs of a caution and whether it certainly touches, of the countries it goes through.
    `unstated`: the documents name its last pathway without its conditions. `order`: its place in the rules.
    `fixed`: it hangs on facts that nobody can bring about.
    """

    chain: Chain
    goal: str
    country: str
    countries: frozenset[str]
    branches: tuple[str, ...]
    doubtful_steps: int
    end: Day
    dangers: frozenset[tuple[str, bool]]
    grave: int
    perhaps_grave: int
    unstated: bool
    order: int
    fixed: bool

    def rank(self) -> tuple[object, ...]:
        """Certain plans by their time and then their danger; then the others, times not added up."""
        doubts: float = max((_DOUBTS.index(each) + 1 for each in self.branches), default=0)
        if self.fixed:
            doubts = max(doubts, _DOUBTS.index("missing") + 1.5)
        end = self.end if not self.branches else LAST_DAY
        danger = (self.grave, self.perhaps_grave, len(self.dangers))
        return (
            self.unstated,
            self.doubtful_steps,
            end,
            doubts,
            *danger,
            len(self.chain),
            self.order,
        )


class Choice:
    """Compares the chains of one person."""

    def __init__(
        self, days: Days, taking: Taking, start: State, avoided: Collection[str] = ()
    ) -> None:
        self.avoided = frozenset(avoided) | NEVER_TO
        self.days = days
        self.taking = taking
        self.start = start
        self.book = days.book
        self._order = {name: number for number, name in enumerate(self.book.pathways)}
        self._of_country: dict[tuple[object, ...], frozenset[tuple[str, bool]]] = {}

    def chosen(self, chains: Iterable[Chain]) -> tuple[list[Candidate], list[Candidate]]:
        """The candidates in their order, and those that are folded away, in theirs."""
        found = sorted(
            map(self.candidate, filter(self._not_at_home, chains)),
            key=lambda each: (each.end, len(each.chain)),
        )
        found = [each for each in found if self.minimal(each.chain)]
        straight = _without_detours(found, self.start.place)
        kept: list[Candidate] = []
        for each in straight:
            if not any(_no_worse(other, each) for other in kept):
                kept = [other for other in kept if not _no_worse(each, other)]
                kept.append(each)
        shown = {id(each) for each in kept}
        folded = [each for each in found if id(each) not in shown]
        return sorted(kept, key=Candidate.rank), sorted(folded, key=Candidate.rank)

    @functools.cached_property
    def way_out(self) -> bool:
        """Whether some country can certainly be entered today."""
        return any(
            step.certain
            for names in self.book.entries.values()
            for name in names
            if self.book.pathways[name].country not in self.avoided
            for step in self.taking.go(
                self.start, self.book.pathways[name], self.start.day, needs=False
            )
        )

    def _not_at_home(self, chain: Chain) -> bool:
        """Whether a chain does not wait in Russia though a way out of it is open today."""
        waits = self.start.place in NEVER_TO and chain[0].day > self.start.day
        return not waits or not self.way_out

    def candidate(self, chain: Chain) -> Candidate:
        """A chain with its times, branches and dangers."""
        last = chain[-1]
        pathway = self.book.pathways[last.pathway]
        countries = [self.book.pathways[step.pathway].country for step in chain]
        dangers = frozenset().union(
            *(self.dangers(country, step) for country, step in zip(countries, chain, strict=True))
        )
        cautions = self.book.cautions
        grave = [touched for name, touched in dangers if GRAVE & set(cautions[name].endangers)]
        versions = [each for each in pathway.versions if each.span.at(last.day) is not False]
        return Candidate(
            chain=chain, goal=pathway.id, country=pathway.country, countries=frozenset(countries),
            branches=tuple(dict.fromkeys(why for step in chain for why in step.branches)),
            doubtful_steps=sum(not step.certain for step in chain), end=last.day, dangers=dangers,
            grave=sum(grave), perhaps_grave=len(grave) - sum(grave),
            unstated=all(each.conditions == "not recorded" for each in versions),
            order=self._order[pathway.id], fixed=any(map(_fixed, chain)),
        )  # fmt: skip

    def dangers(self, country: str, step: Step) -> frozenset[tuple[str, bool]]:
        """The cautions of a country that touch or may touch the person on the day of a step."""
        after = step.judged if step.after.place is None else step.after
        key = (country, step.day, *after.key())
        if key not in self._of_country:
            found = set()
            for caution in self.book.cautions.values():
                touches = self._touches(caution, country, after, step.day)
                if touches != "not touched":
                    found.add((caution.id, touches == "touched"))
            self._of_country[key] = frozenset(found)
        return self._of_country[key]

    def _touches(self, caution: Caution, country: str, state: State, day: Day) -> str:
        span, members = caution.span, self.days.members
        if not any(country == name or country in members(name, day) for name in caution.countries):
            return "not touched"
        if not span.possible_from <= day <= span.possible_until:
            return "not touched"
        return "touched" if caution.touches is None else self.days.touches(state, caution, day)

    # Minimality ---------------------------------------------------------------------------------------------------

    def minimal(self, chain: Chain) -> bool:
        """Whether no step can be left out with the others as certain as they are."""
        return not any(
            self.replayed((*chain[:number], *chain[number + 1 :]))
            for number in range(len(chain) - 1)
        )

    def replayed(self, steps: Sequence[Step]) -> bool:
        """Whether these steps can be taken on their days, none of them in more doubt."""
        state = self.start
        for step in steps:
            again = self._again(state, step)
            if again is None:
                return False
            state = again.after
        return True

    def _again(self, state: State, step: Step) -> Step | None:
        pathway = self.book.pathways[step.pathway]
        if step.entry is not None:
            entry = self.book.pathways[step.entry]
            tried = self.taking.go(state, entry, step.day, pathway)
        elif pathway.gives == "enter":
            tried = self.taking.go(state, pathway, step.day)
        else:
            tried = self.taking.take(state, pathway, step.day)
        for each in tried:
            if set(each.branches) <= set(step.branches) and set(each.needs) <= set(step.needs):
                return each
        return None


def _fixed(step: Step) -> bool:
    """Whether a step hangs on nothing but facts that nobody can bring about, such as a descent."""
    found = [each for each in (step.found, step.entry_found) if each is not None]
    missing = [fact for each in found if each.verdict != "eligible" for fact in each.missing]
    return bool(missing) and all(MARKS[fact].kind == "fixed" for fact in missing if fact in MARKS)


def _without_detours(found: list[Candidate], home: str | None) -> list[Candidate]:
    """Without those that go back to where they have been, if another leads to the same with no more doubt."""
    straight = [each for each in found if not _returns(each.chain, home)]
    return [
        each for each in found
        if not _returns(each.chain, home)
        or not any(one.goal == each.goal and _no_more_doubt(one, each) for one in straight)
    ]  # fmt: skip


def _returns(chain: Chain, home: str | None) -> bool:
    """Whether a country is entered in which the person has been on the way, or at its start."""
    places = [home, *(step.after.place for step in chain)]
    entered = [
        place for place, before in zip(places[1:], places, strict=False)
        if place is not None and place != before
    ]  # fmt: skip
    return len({home, *entered}) <= len(entered)


def _no_more_doubt(one: Candidate, other: Candidate) -> bool:
    return set(one.branches) <= set(other.branches) and one.doubtful_steps <= other.doubtful_steps


def _no_worse(one: Candidate, other: Candidate) -> bool:
    """Whether a chain leads to the same with no other countries, no later, no longer and with no more doubt."""
    return (
        one.goal == other.goal
        and one.countries <= other.countries
        and one.end <= other.end
        and len(one.chain) <= len(other.chain)
        and _no_more_doubt(one, other)
        and (one.dangers <= other.dangers or len(one.chain) < len(other.chain))
    )
