"""From a profile and a day to verdicts: rows looked up, destinations and cautions drawn from them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.questions import PLACE, STAYS
from pathfinder.engine.rows import Row
from pathfinder.engine.truth import NO, YES
from pathfinder.i18n import _
from pathfinder.language.problems import Problem, place_of
from pathfinder.language.profile import Profile
from pathfinder.language.records import Caution, Pathway
from pathfinder.values.stays import where

SETTLING = frozenset(("stay", "reside", "protection", "citizenship"))


class DestinationVerdict:
    """The verdict of a destination and why it is possible (`facts`, `documents`)."""

    __slots__ = ("because", "verdict")

    def __init__(self, verdict: str, because: tuple[str, ...] = ()) -> None:
        self.verdict = verdict
        self.because = because


class Judgement:
    """What follows for one profile on one day; worked out as it is asked for."""

    def __init__(self, on_day: BookOnDay, profile: Profile) -> None:
        self.on_day = on_day
        self.profile = profile
        self.numbers = on_day.states(profile.values)

    @cached_property
    def rows(self) -> dict[str, Row]:
        """The row of every pathway, by id."""
        return self.on_day.rows(self.numbers)

    @property
    def verdicts(self) -> dict[str, str]:
        """The verdict of every pathway, by id."""
        return {name: row.verdict for name, row in self.rows.items()}

    @cached_property
    def place(self) -> str | None:
        """The country the person is in on the day, if it is known."""
        stays = self.profile.values.get(STAYS)
        there = where(stays, self.on_day.day) if stays else None
        return there or self.profile.values.get(PLACE)

    @cached_property
    def destinations(self) -> dict[str, DestinationVerdict]:
        """The verdict of every destination, by country."""
        by_country = self.on_day.by_country
        return {
            country: self._destination(by_country[country])
            for country, destination in self.on_day.book.destinations.items()
            if by_country[country] or destination.named_only
        }

    def _destination(self, pathways: Sequence[Pathway]) -> DestinationVerdict:
        rows = [(pathway, self.rows[pathway.id]) for pathway in pathways]
        if not any(row.covered for _pathway, row in rows):
            return DestinationVerdict("not_covered")
        enough = SETTLING
        if not any(pathway.gives == "stay" for pathway in pathways):
            enough = SETTLING | {"enter"}
        carrying = [row for pathway, row in rows if pathway.gives in enough]
        if any(row.verdict == "eligible" for row in carrying):
            return DestinationVerdict("feasible")
        undetermined = [row for row in carrying if row.verdict == "undetermined"]
        if not undetermined:
            return DestinationVerdict("not_feasible")
        because = []
        if any(row.missing for row in undetermined):
            because.append("facts")
        if any(row.open for row in undetermined):
            because.append("documents")
        return DestinationVerdict("possible", tuple(because))

    def caution(self, caution: Caution) -> tuple[str, tuple[str, ...]]:
        """Whether a caution touches (`touched`, `possibly`, `not touched`), and the facts that would tell."""
        span = caution.span
        if not span.possible_from <= self.on_day.day <= span.possible_until:
            return "not touched", ()
        if caution.touches is None:
            return self._everybody(caution)
        row = self.on_day.row(self.on_day.caution(caution), self.numbers)
        if row.outcomes == YES:
            return "touched", ()
        return ("not touched", ()) if row.outcomes == NO else ("possibly", row.missing)

    def _everybody(self, caution: Caution) -> tuple[str, tuple[str, ...]]:
        """A caution without conditions touches whoever can go to its country, or is in it."""
        countries = self._members(caution.countries)
        if not countries or self.place in countries:
            return "touched", ()
        for country in countries:
            verdict = self.destinations.get(country)
            if verdict is not None and verdict.verdict in ("feasible", "possible"):
                return "touched", ()
        return ("possibly", (PLACE,)) if self.place is None else ("not touched", ())

    def _members(self, names: Sequence[str]) -> set[str]:
        vocabulary, day = self.on_day.book.vocabulary, self.on_day.day
        found: set[str] = set()
        for name in names:
            found |= vocabulary.members(name, day) | {name}
        return found


def contradictions(profile: Profile, day: int) -> list[Problem]:
    """What in a profile cannot both be true on a day: a country and a stay that say different places."""
    stays, place = profile.values.get(STAYS), profile.values.get(PLACE)
    there = where(stays, day) if stays else None
    if there is None or place is None or there == place:
        return []
    message = _("current_country is {place}, and the stays say {there} on that day.")
    return [
        Problem(
            code="PF212",
            message=message.format(place=place, there=there),
            place=place_of(profile.places.get(PLACE, "")),
            help=_("Correct the one that is wrong, or leave current_country out."),
        )
    ]
