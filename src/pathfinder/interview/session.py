"""The interview: answers in, next question out. It knows no terminal and no language.

A session holds what has been said, and asks what is still open of it. Every question is chosen anew from the answers
there are, so going back, changing an answer and going on with a saved profile are one and the same thing.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Any, Literal

import msgspec

from pathfinder.api import on_day
from pathfinder.engine.judge import Judgement, contradictions
from pathfinder.interview.choice import Chooser
from pathfinder.interview.places import Danger, Found, Places
from pathfinder.interview.progress import Progress, progress
from pathfinder.interview.said import LATER, Said
from pathfinder.interview.targets import Open, Targets
from pathfinder.interview.why import Affected, AffectedCaution, AffectedPathway, Asking, affected
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Fact
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import without_collections
from pathfinder.values.dates import Day

__all__ = [
    "LATER",
    "Affected",
    "AffectedCaution",
    "AffectedPathway",
    "Asked",
    "Asking",
    "Danger",
    "Found",
    "Given",
    "Interview",
    "Progress",
]

Aim = Literal["all", "first"]


class Asked(msgspec.Struct, frozen=True):
    """A question: the fact, the answer it had (canonical, `unknown` or `declined`), and whether it was put before."""

    fact: Fact
    offered: Any | None
    again: bool


class Given(msgspec.Struct, frozen=True):
    """An answer as it stands: canonical, `unknown`, `declined`, or `later` for one that was put off."""

    fact: Fact
    said: Any


class Interview:
    """One interview. `aim` is `all` (decide everything) or `first` (find one place); `countries` narrows both."""

    def __init__(
        self,
        rules: RuleBook,
        day: Day,
        *,
        profile: Profile | None = None,
        aim: Aim = "all",
        countries: Collection[str] | None = None,
    ) -> None:
        if profile is not None and (faults := contradictions(profile, day)):
            raise ProblemsFound(faults)
        self.rules = rules
        self.aim = aim
        self._on_day = on_day(rules, day)
        self._said = Said(rules.vocabulary, day, profile)
        self._targets = Targets(self._on_day, countries)
        self._places = Places(self._targets)
        self._chooser = Chooser(self._on_day)
        self._revised: str | None = None
        if aim == "first":
            self._places.prepare()

    @cached_property
    def profile(self) -> Profile:
        """What has been said, as it would be saved."""
        return self._said.profile()

    @cached_property
    def judgement(self) -> Judgement:
        """What follows from what has been said."""
        return Judgement(self._on_day, self.profile)

    @cached_property
    def _open(self) -> list[Open]:
        """What the answers so far leave to be asked about."""
        if self.aim == "first":
            return self._places.open(self.judgement, self._said)
        return self._targets.open(self.judgement, self._said)

    @cached_property
    def _telling(self) -> list[Open]:
        """What can still change the verdict of a destination."""
        return self._targets.telling(self.judgement, self._said)

    @cached_property
    def _next(self) -> str | None:
        """The fact at the frontier; what is worked out for it is kept, and holds no garbage to look for."""
        with without_collections():
            return self._chosen()

    def _chosen(self) -> str | None:
        """Destinations are decided first, then the pathways that are left."""
        open_targets = self._open  # looked at first: judging destinations then takes no second look
        if self.aim == "first":
            return self._chooser.finding(open_targets, self._said)
        telling = [one for one in self._telling if self._said.ready(one.view.missing)]
        if telling:
            return self._chooser.deciding(telling, self._said, together=True)
        return self._chooser.deciding(open_targets, self._said, together=False)

    def next(self) -> Asked | None:
        """The question to put now; None when the aim is reached or nothing is left to ask."""
        name = self._revised or self._next
        if name is None:
            return None
        said = self._said
        fact = self.rules.vocabulary.facts[name]
        return Asked(fact, said.of(name), name in said.order or name in said.aside)

    def answer(self, said: Any) -> tuple[str, ...]:
        """Answer the question that `next` gave; returns the facts whose old answers no longer fit."""
        name = self._revised or self._next
        if name is None:
            raise ValueError("no question is open")
        out = self._said.put(name, said, again=self._revised is not None)
        self._revised = None
        for known in ("profile", "judgement", "_open", "_telling", "_next"):
            self.__dict__.pop(known, None)
        return out

    def back(self) -> bool:
        """Go to the question that was put before this one; False where this is the first of the session."""
        asked = self._said.order[self._said.loaded :]
        place = asked.index(self._revised) if self._revised in asked else len(asked)
        if place == 0:
            return False
        self._revised = asked[place - 1]
        return True

    def revise(self, fact: str) -> None:
        """Make a fact the question that is put now, with the answer it has offered."""
        if fact not in self.rules.vocabulary.facts:
            raise KeyError(fact)
        self._revised = fact

    def resume(self) -> None:
        """Leave a question that was gone back to as it was, and go on at the frontier."""
        self._revised = None

    def given(self) -> list[Given]:
        """Every answer, in the order in which the questions were put, those of the profile first."""
        said, facts = self._said, self.rules.vocabulary.facts
        found = []
        for name in said.order:
            if name in said.values or name in said.unsaid:
                found.append(Given(facts[name], said.of(name)))
            elif name in said.later:
                found.append(Given(facts[name], LATER))
        return found

    def why(self, fact: str) -> tuple[Affected, ...]:
        """What an answer to a fact can change, country by country, and by which conditions.

        Of a fact that has a value: what it could change if it were not said. For the aim `first` also the dangers of
        which it tells.
        """
        said, judgement = self._said, self.judgement
        if fact in said.values:
            values = {name: value for name, value in said.values.items() if name != fact}
            judgement = Judgement(
                self._on_day, msgspec.structs.replace(self.profile, values=values)
            )
        dangers = self._places.every_danger() if self.aim == "first" else []
        return affected(judgement, fact, self._targets.pathways, dangers)

    def progress(self) -> Progress:
        """How far the interview is."""
        estimate = (
            self._chooser.likely_to_find if self.aim == "first" else self._chooser.likely_left
        )
        likely_left = estimate(self._open, self._said)
        return progress(
            self.judgement,
            self._said,
            self._targets.countries,
            likely_left=likely_left,
            destinations_decided=not self._telling,
        )

    def found(self) -> Found | None:
        """A place without danger to liberty, or, with nothing left to ask for one, the best there is.

        For the aim `all` only the former.
        """
        finished = self.aim == "first" and self._next is None
        return self._places.find(self.judgement, finished=finished)

    def fallbacks(self) -> tuple[str, ...]:
        """The pathways by which the person can certainly enter, where they give nothing more than entry."""
        return self._places.fallbacks(self.judgement)
