"""Finding one place: a pathway that lets somebody live in a country where no danger to liberty touches them.

What endangers liberty in the country of origin waits there, not in a destination, and is not looked at here. A danger
that is shown with a destination counts, and so does one that follows people everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from pathfinder.engine.judge import Judgement
from pathfinder.engine.terms import Term
from pathfinder.engine.truth import NO, YES
from pathfinder.interview.said import Said
from pathfinder.interview.targets import Open, Target, Targets
from pathfinder.language.records import Caution, Pathway

LIVING = frozenset(("stay", "reside", "protection"))
"""What a pathway gives that makes its country a place to go to."""

LIBERTY = "liberty"

SAFE, DOUBTFUL, DANGEROUS, UNSURE = range(4)
"""How good a place is: no danger; one that may touch; one that touches; a pathway that is undetermined."""


class Danger(msgspec.Struct, frozen=True):
    """A danger to liberty at a place: `touched`, or `possibly` and the facts that would tell."""

    caution: Caution
    touches: str
    missing: tuple[str, ...]


class Found(msgspec.Struct, frozen=True):
    """A place and how good it is.

    `safe`: the pathway is eligible, and no danger to liberty touches the person there. Where there is no such place,
    and nothing more can be asked for one, it is the best there is; `verdict` is then `eligible`, with `dangers`, or
    `undetermined`. `fallbacks` are pathways by which the person can enter and nothing more.
    """

    country: str
    pathway: str
    verdict: str
    safe: bool
    dangers: tuple[Danger, ...] = ()
    fallbacks: tuple[str, ...] = ()


class Places:
    """The places that an interview may find."""

    def __init__(self, targets: Targets) -> None:
        self.targets = targets
        self.on_day = targets.on_day
        self._by_country = {country: self._dangers(country) for country in targets.countries}
        self.pathways = [one for one in targets.pathways if one.gives in LIVING]
        self._safe: dict[str, Target] = {}

    def prepare(self) -> None:
        """Make the trees of the places. They ask in new ways: people who were sorted before have no states there."""
        for pathway in self.pathways:
            self._safe[pathway.id] = self._joined(pathway)

    def _dangers(self, country: str) -> list[Caution]:
        day, vocabulary = self.on_day.day, self.on_day.book.vocabulary

        def here(caution: Caution) -> bool:
            if not caution.countries:
                return not _of_origin(caution)
            names = caution.countries
            return any(
                name == country or country in vocabulary.members(name, day) for name in names
            )

        return [
            caution
            for caution in self.on_day.book.cautions.values()
            if LIBERTY in caution.endangers
            and caution.span.possible_from <= day <= caution.span.possible_until
            and here(caution)
        ]

    def _joined(self, pathway: Pathway) -> Target:
        """Whether the pathway is eligible and no danger touches: one tree, for they ask the same person."""
        maker = self.on_day.maker
        book = self.on_day.book
        entries = [book.pathways[name] for name in book.entries.get(pathway.country, ())]
        items = [Term("outcome", (maker.pathway(pathway, entries),))]
        for caution in self._by_country[pathway.country]:
            if caution.touches is None:
                items.append(Term("value", (), NO))
            else:
                items.append(Term("none", (maker.condition(caution.touches),)))
        scope = self.on_day.scope(Term("all", items))
        return Target(pathway.id, pathway.country, scope, only_yes=True)

    def every_danger(self) -> list[Caution]:
        """The dangers of all the places."""
        every = [caution for those in self._by_country.values() for caution in those]
        return list({caution.id: caution for caution in every}.values())

    def dangers(self, judgement: Judgement, country: str) -> tuple[Danger, ...]:
        """The dangers that touch the person in a country, or may."""
        found = []
        for caution in self._by_country[country]:
            touches, missing = judgement.caution(caution)
            if caution.touches is None:
                touches, missing = "touched", ()  # whoever lives there is touched
            if touches != "not touched":
                found.append(Danger(caution, touches, missing))
        return tuple(found)

    def standing(self, judgement: Judgement) -> list[tuple[int, Pathway, tuple[Danger, ...]]]:
        """How good every place is as far as is known; none that is out."""
        found = []
        for pathway in self.pathways:
            verdict = judgement.rows[pathway.id].verdict
            if verdict not in ("eligible", "undetermined"):
                continue
            dangers = self.dangers(judgement, pathway.country)
            found.append((_rank(verdict, dangers), pathway, dangers))
        return found

    def open(self, judgement: Judgement, said: Said) -> list[Open]:
        """What to ask about: the places that can still become better than the best that is found."""
        best = min((rank for rank, _pathway, _dangers in self.standing(judgement)), default=UNSURE)
        hoped: dict[int, list[Open]] = {SAFE: [], DOUBTFUL: [], DANGEROUS: []}
        for pathway in self.pathways:
            anyway = _rank("eligible", self.dangers(judgement, pathway.country)) or DOUBTFUL
            safe, alone = self._safe[pathway.id], self.targets.eligible[pathway.id]
            for target, rank in ((safe, SAFE), (alone, anyway)):
                view = target.view(self.on_day, judgement.numbers, said)
                if view.outcomes & YES and said.askable(view.missing):
                    hoped[rank].append(Open(target, view))
        return next((those for rank, those in hoped.items() if rank < best and those), [])

    def find(self, judgement: Judgement, *, finished: bool) -> Found | None:
        """A safe place; where nothing is left to ask (`finished`), the best there is."""
        standing = self.standing(judgement)
        if not standing:
            return None
        rank, pathway, dangers = min(standing, key=lambda place: self._order(place, judgement))
        if rank != SAFE and not finished:
            return None
        return Found(
            country=pathway.country,
            pathway=pathway.id,
            verdict=judgement.rows[pathway.id].verdict,
            safe=rank == SAFE,
            dangers=dangers,
            fallbacks=self.fallbacks(judgement),
        )

    def _order(
        self, place: tuple[int, Pathway, tuple[Danger, ...]], judgement: Judgement
    ) -> tuple[Any, ...]:
        """Better places first; of undetermined ones those with fewer dangers, then those for which less is unsaid."""
        rank, pathway, dangers = place
        return rank, _touching(dangers), len(judgement.rows[pathway.id].missing)

    def fallbacks(self, judgement: Judgement) -> tuple[str, ...]:
        """The pathways by which the person can certainly enter, where they give no more than that."""
        return tuple(
            pathway.id
            for pathway in self.targets.pathways
            if pathway.gives == "enter" and judgement.rows[pathway.id].verdict == "eligible"
        )


def _touching(dangers: Sequence[Danger]) -> int:
    if not dangers:
        return SAFE
    return DANGEROUS if any(danger.touches == "touched" for danger in dangers) else DOUBTFUL


def _rank(verdict: str, dangers: Sequence[Danger]) -> int:
    return _touching(dangers) if verdict == "eligible" else UNSURE


def _of_origin(caution: Caution) -> bool:
    """Whether a caution stands in the file of a country of origin."""
    return "origin" in caution.file.replace("\\", "/").split("/")[-2:-1]
