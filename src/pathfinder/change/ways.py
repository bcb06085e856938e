"""The smallest sets of changes that open a destination: those of its pathways, put together.

Being in a country is proposed only where the documents say that the person can enter it, with what that takes among
the changes. Sets of different pathways are compared value by value, so that what stays is minimal for the destination.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from pathfinder.change.changes import Change
from pathfinder.change.knobs import Person
from pathfinder.change.minimal import Set, minimal_sets, outcomes_with, smallest
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import SETTLING
from pathfinder.engine.questions import PLACE
from pathfinder.engine.truth import ELIGIBLE
from pathfinder.language.records import Pathway

MOST_TOLD_APART = 4_000
"""So many sets of single values one set of changes may stand for when it is compared with others."""


class Way(msgspec.Struct, frozen=True):
    """A minimal set of changes and the pathways of the destination that it opens."""

    changes: Set
    pathways: tuple[str, ...]


class Ways:
    """Finds the ways of one person on one day; what is found once is remembered."""

    def __init__(self, on_day: BookOnDay, person: Person) -> None:
        self.on_day = on_day
        self.person = person
        self._entries: dict[str, list[Set]] = {}

    def opening(self, country: str) -> list[Way]:
        """The minimal ways to a destination, the smallest first; one without changes where it is open already."""
        found: dict[Set, list[str]] = {}
        for pathway in carrying(self.on_day.by_country[country]):
            for changes in self.of_pathway(pathway):
                found.setdefault(changes, []).append(pathway.id)
        return _minimal(found)

    def of_pathway(self, pathway: Pathway) -> list[Set]:
        """The minimal sets that open one pathway, with what entering other countries takes."""
        found = minimal_sets(self.on_day, self.on_day.pathway(pathway), self.person)
        return smallest(itertools.chain.from_iterable(map(self._with_entries, found)))

    def entering(self, country: str) -> list[Set]:
        """The minimal sets with which a country can be entered from where the person is."""
        if country not in self._entries:
            book = self.on_day.book
            sets: list[Set] = []
            for name in book.entries.get(country, ()):
                scope = self.on_day.pathway(book.pathways[name])
                sets += minimal_sets(self.on_day, scope, self.person)
            stays = [one for one in sets if all(change.fact not in _PLACED for change in one)]
            self._entries[country] = smallest(stays)
        return self._entries[country]

    def _with_entries(self, changes: Set) -> Iterable[Set]:
        """The set with its places narrowed to countries that can be entered, and with what that takes."""
        placed = next((change for change in changes if change.fact in _PLACED), None)
        if placed is None:
            yield changes
            return
        rest = changes - {placed}
        by_need: dict[Set, list[Any]] = {}
        for country in placed.values:
            if country == self.person.place:
                by_need.setdefault(rest, []).append(country)
            for need in self.entering(country):
                by_need.setdefault(_joined(rest, need), []).append(country)
        for others, countries in by_need.items():
            able = [country for country in countries if self._enters(country, others)]
            if able:
                yield from self._with_entries_left(others, Change(placed.fact, tuple(able)))

    def _with_entries_left(self, others: Set, placed: Change) -> Iterable[Set]:
        if any(change.fact in _PLACED for change in others):
            for one in self._with_entries(others):
                yield one | {placed}
        else:
            yield others | {placed}

    def _enters(self, country: str, changes: Set) -> bool:
        """Whether a country is certainly open to entry after these changes, made where the person is."""
        if country == self.person.place:
            return True
        before = [change for change in changes if change.fact not in _PLACED]
        book = self.on_day.book
        return any(
            outcomes_with(
                self.on_day, self.on_day.pathway(book.pathways[name]), self.person, before
            )
            == ELIGIBLE
            for name in book.entries.get(country, ())
        )


_PLACED = (PLACE, "applying_from")
"""Facts that are changed by going to a country."""


def _joined(rest: Set, need: Set) -> Set:
    """Two sets together; of two changes of which one's values are among the other's, the narrower one."""
    found = set(rest)
    for change in need:
        alike = [one for one in found if one.fact == change.fact]
        common = [one for one in alike if set(one.values) & set(change.values)]
        if common:
            one = common[0]
            values = tuple(value for value in one.values if value in change.values)
            found.remove(one)
            found.add(Change(change.fact, values))
        else:
            found.add(change)
    return frozenset(found)


def carrying(pathways: Sequence[Pathway]) -> list[Pathway]:
    """The pathways that make a destination feasible: entry counts only where none gives a stay."""
    stays = any(pathway.gives == "stay" for pathway in pathways)
    enough = SETTLING if stays else SETTLING | {"enter"}
    return [pathway for pathway in pathways if pathway.gives in enough]


def _minimal(found: dict[Set, list[str]]) -> list[Way]:
    """The sets that are minimal when every single value is looked at, with the values that remain in each."""
    single = {changes: _singles(changes) for changes in found}
    smaller = sorted(set().union(*single.values()), key=len) if single else []
    kept = set(smallest(smaller))
    ways: list[Way] = []
    told: set[Set] = set()
    for changes in sorted(found, key=lambda one: (len(one), -len(single[one]))):
        left = [one for one in single[changes] if one in kept and one not in told]
        told.update(left)
        for one in _as_product(changes, left):
            names = dict.fromkeys(
                name
                for other, ids in found.items()
                if _singles(one) <= single[other]
                for name in ids
            )
            ways.append(Way(one, tuple(names)))
    return ways


def _singles(changes: Set) -> frozenset[Set]:
    """The sets in which every change has one value."""
    ordered = list(changes)
    total = 1
    for change in ordered:
        total *= len(change.values)
    if total > MOST_TOLD_APART:
        return frozenset((changes,))
    chosen = itertools.product(*(change.values for change in ordered))
    return frozenset(
        frozenset(change.only(value) for change, value in zip(ordered, values, strict=True))
        for values in chosen
    )


def _as_product(changes: Set, left: Sequence[Set]) -> list[Set]:
    """The sets of single values as one set of changes, where they are all its combinations."""
    if not left:
        return []
    kept: dict[Change, tuple[Any, ...]] = {}
    for change in changes:
        kept[change] = tuple(
            value for value in change.values if any(change.only(value) in one for one in left)
        )
    one = frozenset(Change(change.fact, values) for change, values in kept.items())
    return [one] if len(_singles(one)) == len(left) else list(left)
