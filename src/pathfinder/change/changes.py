"""Changes: one thing that becomes different about a person, on the day asked about.

A change is a function from values to values. Where a fact has not been said it is applied to every way of filling
it in, so that what is not said stays unsaid: somebody who gets a contract in Kazakhstan may hold others.
Adding to a set never removes what is held; moving to a country ends the present stay and begins one there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pathfinder.engine import fillings
from pathfinder.engine.axes import Axis
from pathfinder.engine.questions import PLACE, STAYS
from pathfinder.language.answers import Visa
from pathfinder.language.vocabulary import Constraint, Vocabulary
from pathfinder.values.dates import Day
from pathfinder.values.stays import Stay, where

Values = Mapping[str, Any]

SETS = ("choices", "countries", "visas")
"""Kinds of facts to which a change adds; the others get a new value."""


class Change(msgspec.Struct, frozen=True, order=True):
    """One fact changes: `values` are canonical, and each of them alone does it.

    Of a set the value is a new member; of visas a pair of issuer and type, valid on the day; of dates by country the
    country with the day asked about; otherwise the new value.
    """

    fact: str
    values: tuple[Any, ...]

    def only(self, value: Any) -> Change:
        """The change with one of its values."""
        return Change(self.fact, (value,))

    def applied(self, values: Values, vocabulary: Vocabulary, day: Day) -> dict[str, Any]:
        """The values of some facts afterwards; what is not among them, and would only be added to, is this alone."""
        kind, value = vocabulary.facts[self.fact].kind, self.values[0]
        found = dict(values)
        if self.fact == PLACE:
            found[PLACE] = value
            if STAYS in found:
                found[STAYS] = moved(found[STAYS], value, day)
        elif kind == "visas":
            held = [*found.get(self.fact, ()), Visa(value[0], value[1], day)]
            found[self.fact] = tuple(sorted(set(held)))
        elif kind == "by_country":
            others = (pair for pair in found.get(self.fact, ()) if pair[0] != value)
            found[self.fact] = tuple(sorted((*others, (value, day))))
        elif kind in SETS:
            found[self.fact] = found.get(self.fact, frozenset()) | {value}
            if expires := expiry_of(self.fact, value, vocabulary):
                found.pop(expires.facts[1], None)
        else:
            found[self.fact] = value
        return found

    def ways(self, values: Values, axis: Axis) -> Iterator[Values]:
        """The values of a group afterwards, for one way of filling it in: a new paper has a date nobody has said."""
        found = self.applied(values, axis.vocabulary, axis.day)
        until = expiry_of(self.fact, self.values[0], axis.vocabulary)
        if until is None or until.facts[1] not in axis.facts:
            yield found
            return
        name = until.facts[1]
        asked = tuple(question for question in axis.questions if question[1] == name)
        for end in fillings.days(asked, axis.day):
            if end >= axis.day:
                yield {**found, name: end}


def moved(stays: tuple[Stay, ...], country: str, day: Day) -> tuple[Stay, ...]:
    """The stays of somebody who is in a country on a day; who is there already remains."""
    if where(stays, day) == country:
        return stays
    kept = [
        Stay(stay.country, stay.entered, day) if _lasts(stay, day) else stay
        for stay in stays
        if stay.entered <= day or stay.left is not None
    ]
    found = [*kept, Stay(country, day, None)]
    return tuple(sorted(found, key=lambda s: (s.entered, s.left is None, s.left or 0, s.country)))


def _lasts(stay: Stay, day: Day) -> bool:
    return stay.entered <= day and (stay.left is None or stay.left > day)


def expiry_of(fact: str, value: Any, vocabulary: Vocabulary) -> Constraint | None:
    """The constraint that says until when a paper is held, for a new paper of this kind."""
    for constraint in vocabulary.constraints:
        if constraint.kind == "held while valid" and constraint.facts[0] == fact:
            return constraint if constraint.option == value else None
    return None


def holds(fact: str, value: Any, values: Values, vocabulary: Vocabulary, day: Day) -> bool:
    """Whether somebody has said that this is so already."""
    said = values.get(fact)
    if said is None:
        return False
    kind = vocabulary.facts[fact].kind
    if kind == "visas":
        return any((visa.issuer, visa.type) == value and visa.until >= day for visa in said)
    if kind == "by_country":
        return (value, day) in said
    if kind not in SETS:
        return bool(said == value)
    until = expiry_of(fact, value, vocabulary)
    over = until is not None and values.get(until.facts[1], day) < day
    return value in said and not over
