"""The vocabulary: what can be said about a person, and the regions that rules may name."""

from __future__ import annotations

import msgspec

from pathfinder.values.dates import Day

KINDS = (
    "yes_no", "choice", "choices", "country", "countries", "number", "date", "text", "stays",
    "by_country", "visas",
)  # fmt: skip

SCHENGEN = "SCHENGEN"

Options = tuple[tuple[str, str], ...]
"""Pairs of a word and its label, in order."""

LANGUAGES: Options = (("ISO 639-1", "ISO 639-1"),)
PATHWAYS: Options = (("pathways", "pathways"),)
"""Options that stand elsewhere, before the rule book is put together: all languages, all pathways."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something a person can say."""

    name: str
    group: str
    kind: str
    label: str
    question: str
    help: str
    sensitive: bool
    cost: str
    options: Options = ()
    unit: str = ""
    minimum: int = 0
    maximum: int = 1_000_000


class Constraint(msgspec.Struct, frozen=True, kw_only=True):
    """What can be true together.

    `kind` and `facts`: `part of` (every member of the first set is one of the second), `held while valid` (the
    `option` of the first is held until the date in the second), `place from stays` (an open stay in the second
    says the country in the first).
    """

    kind: str
    facts: tuple[str, str]
    says: str
    option: str = ""


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A group of countries; `joined` and `left` hold the days on which members came and went."""

    name: str
    title: str
    source: str
    members: tuple[str, ...]
    joined: tuple[tuple[str, Day], ...] = ()
    left: tuple[tuple[str, Day], ...] = ()

    def on(self, day: Day) -> frozenset[str]:
        """The members on a day; the day of leaving is the first on which a country is no member."""
        out = {country for country, first in self.joined if day < first}
        out |= {country for country, first in self.left if day >= first}
        return frozenset(self.members) - out


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True):
    """All facts, constraints and regions, and the names of countries in English (by ISO code)."""

    facts: dict[str, Fact]
    constraints: tuple[Constraint, ...]
    regions: dict[str, Region]
    countries: dict[str, str]
    languages: tuple[str, ...]

    def members(self, name: str, day: Day) -> frozenset[str]:
        """The countries that a country code or the name of a region stands for on a day."""
        region = self.regions.get(name)
        return region.on(day) if region is not None else frozenset((name,))

    def group_of(self, fact: str) -> tuple[str, ...]:
        """The facts that constraints tie to a fact, itself among them, in the order of the vocabulary."""
        group = {fact}
        for constraint in self.constraints:
            if group & set(constraint.facts):
                group |= set(constraint.facts)
        return tuple(name for name in self.facts if name in group)
