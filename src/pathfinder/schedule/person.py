"""The person a schedule is made for, as its parts ask about them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import Assessment, PathwayResult
from pathfinder.engine.judge import Judgement
from pathfinder.i18n import current_language, translate_rule
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, format_day
from pathfinder.values.stays import Stay

LASTING_VERDICTS = ("eligible", "undetermined")


class Person:
    """One judgement with its assessment; both are made by the caller, once."""

    def __init__(self, judgement: Judgement, assessment: Assessment) -> None:
        self.judgement = judgement
        self.assessment = assessment
        self.book: RuleBook = judgement.on_day.book
        self.on: Day = judgement.on_day.day
        self.values: dict[str, Any] = judgement.profile.values

    @property
    def place(self) -> str | None:
        """Where the person is, if it is known."""
        return self.judgement.place

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """Every stay that was said, the earliest first."""
        found = self.values.get("stays", ())
        return tuple(sorted(found, key=lambda each: (each.entered, each.left or each.entered)))

    @cached_property
    def papers_endangered(self) -> bool:
        """Whether a danger to papers touches the person, or may."""
        return any("papers" in each.endangers for each in self.assessment.cautions)

    def name(self, code: str) -> str:
        """A country or a region in the reader's language."""
        region = self.book.vocabulary.regions.get(code)
        if region is not None:
            return translate_rule(region.title)
        names = self.book.country_names.get(current_language()) or self.book.vocabulary.countries
        return names.get(code, code)

    def covering(self, country: str, day: Day) -> frozenset[str]:
        """The destinations of the rules that a country belongs to on a day: itself, and a region such as the EU."""
        members = self.book.vocabulary.members
        return frozenset(
            name for name in self.book.destinations if name == country or country in members(name, day)
        )  # fmt: skip

    def stay_ways(
        self, assessment: Assessment, countries: frozenset[str]
    ) -> Iterator[PathwayResult]:
        """The pathways that cover the person and give a stay as it is in one of some countries.

        Those for residence or protection are no part of it: they say who may ask for a permit, not who has one.
        """
        for destination in assessment.destinations:
            if destination.country in countries:
                ways = destination.pathways
                yield from (each for each in ways if each.gives == "stay" and each.covered)

    def has_permit(self, country: str) -> bool:
        """Whether a residence permit of a country was said, which allows what no rule about stays does."""
        return country in self.values.get("residence_permits", ())

    @staticmethod
    def written(day: Day) -> str:
        """A day as `YYYY-MM-DD`."""
        return format_day(day)


def assessed(judgement: Judgement, countries: frozenset[str]) -> Assessment:
    """The result of a judgement for some countries only."""
    return assess(judgement, countries=countries)
