"""All people whom small rules tell apart, one by one, and what the contract read aloud says of each."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

import msgspec

from engine import brute_force
from engine.completions import DAY, GROUPS, Values
from engine.small_rules import book
from pathfinder.language import records
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Span

MOST = 700
"""More people than these are not worth the time; the example is left out."""

BITS = {"no": 1, "yes": 2, "open": 4, "closed": 8, "not in force": 16, "not covered": 32}
"""The outcomes of `pathfinder.engine.truth`, by the words of the brute force."""

RANKS = {2: 2, 4: 1}


def everybody(leaves: list[Any]) -> Iterator[Values]:
    """Everybody whom some single conditions tell apart; `TooManyError` where there are too many."""
    looked_at = {
        "citizenships", "former_citizenships", "current_country", *map(brute_force.fact_of, leaves)
    }  # fmt: skip
    groups = [group for group in GROUPS if looked_at & set(group)]
    telling = [brute_force._telling(group, {}, leaves) for group in groups]
    if math.prod(map(len, telling)) > MOST:
        raise brute_force.TooManyError
    for parts in itertools.product(*telling):
        yield {name: value for _filled, values in parts for name, value in values.items()}


def leaves_in(conditions: list[Any]) -> list[Any]:
    """The single conditions that stand in some."""
    version = records.Version(span=Span(), cites=(), conditions="stated", refused=tuple(conditions))
    way = records.Pathway(
        id="", country="DE", title="", gives="stay", covers=records.Covers(), at_discretion=False,
        reached=False, versions=(version,),
    )  # fmt: skip
    return brute_force.leaves_of([way])


def outcome(way: records.Pathway, entries: list[records.Pathway], values: Values) -> int:
    """The outcome of a pathway for somebody who has said everything."""
    return BITS[brute_force.outcome_of(way, entries, values)]


def named(way: records.Pathway, name: str) -> records.Pathway:
    """The pathway under another id."""
    return msgspec.structs.replace(way, id=name)


def small_book(*pathways: records.Pathway) -> RuleBook:
    """A rule book of small rules in which their country is a destination."""
    made: RuleBook = msgspec.structs.replace(
        book(*pathways), destinations={"DE": records.Destination(country="DE")}
    )
    return made


__all__ = ["DAY", "RANKS", "everybody", "leaves_in", "named", "outcome", "small_book"]
