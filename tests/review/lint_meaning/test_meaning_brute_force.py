"""Conditions that are called idle are so for everybody, tried person by person."""

from __future__ import annotations

import itertools
import math
from typing import Any

import msgspec
from hypothesis import HealthCheck, assume, given, settings

from engine import brute_force as brute
from engine.completions import DAY, GROUPS, completions
from engine.small_rules import book, pathways, span
from pathfinder.language import records
from pathfinder.review.lint.meaning.deciding import Days, Rule, idle_parts
from pathfinder.review.testing.parts import spots_of

YES, NO = "yes", "no"
MOST = 4_000
"""So many people are tried at most; rules that take more are left to another example."""

TRUE, FALSE = records.AllOf(items=()), records.AnyOf(items=())


def everybody(pathway: records.Pathway) -> list[dict[str, Any]]:
    """Everybody whom the conditions of a pathway tell apart."""
    asked = {"citizenships", "former_citizenships"}
    asked |= {brute.fact_of(leaf) for leaf in brute.leaves_of([pathway])}
    groups = [list(completions(group, {})) for group in GROUPS if asked & set(group)]
    assume(math.prod(map(len, groups)) <= MOST)
    return [
        {name: value for _filled, values in parts for name, value in values.items()}
        for parts in itertools.product(*groups)
    ]


def truth(version: records.Version, values: dict[str, Any]) -> str:
    """What the conditions and refusals of a version come to together."""
    stated = msgspec.structs.replace(version, conditions="stated", closed=())
    return brute.version(stated, None, values)


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(pathways())
def test_what_is_called_idle_decides_for_nobody(pathway: records.Pathway) -> None:
    """Nobody meets a condition of which that is said where it decides, and nobody fails the other kind."""
    rules = book(pathway)
    for number, version in enumerate(pathway.versions):
        if version.span.at(DAY) is False:
            continue
        for part in idle_parts(Rule(rules, pathway, version), Days(rules)):
            spot = next(one for one in spots_of(pathway) if one.condition is part.condition)
            met, failed = (spot.put(fixed).versions[number] for fixed in (TRUE, FALSE))
            for values in everybody(pathway):
                known = truth(met, values), truth(failed, values)
                if set(known) != {YES, NO}:
                    continue
                real = truth(version, values)
                if part.never_met and brute.covered(pathway, values):
                    assert real != known[0]
                if part.never_failed:
                    assert real != known[1]


def plain(one: Any) -> Any:
    """A condition without doubts and dates of its own."""
    if isinstance(one, records.NotStated):
        return records.YesNoFact(fact="flag", value=True)
    if isinstance(one, records.Readings):
        return records.AllOf(items=tuple(map(plain, one.items)))
    changes: dict[str, Any] = {"if_met_open": False, "if_not_met_open": False, "applies": None}
    if isinstance(one, records.Group):
        changes["items"] = tuple(map(plain, one.items))
    if isinstance(one, records.Meets):
        changes["item"] = plain(one.item)
    if isinstance(one, records.OptionFact | records.SetFact):
        changes["complete"] = True
    return msgspec.structs.replace(one, **changes)


def on_the_day(pathway: records.Pathway) -> records.Pathway:
    """A pathway of one version without doubts, in force on the one day of the small rule books."""
    version = pathway.versions[0]
    version = msgspec.structs.replace(
        version,
        span=span("2023-05-15", "2023-05-15"),
        requires=None if version.requires is None else plain(version.requires),
        refused=tuple(map(plain, version.refused)),
    )
    return msgspec.structs.replace(pathway, versions=(version,))


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(pathways())
def test_without_doubts_exactly_the_idle_conditions_are_found(drawn: records.Pathway) -> None:
    """Of rules without doubts, on one day, what is called idle is what trying everybody finds idle."""
    pathway = on_the_day(drawn)
    rules, (version,) = book(pathway), pathway.versions
    people = everybody(pathway)
    idle = {id(part.condition) for part in idle_parts(Rule(rules, pathway, version), Days(rules))}
    for spot in spots_of(pathway):
        met, failed = (spot.put(fixed).versions[0] for fixed in (TRUE, FALSE))
        deciding = [one for one in people if truth(met, one) != truth(failed, one)]
        known = [one for one in deciding if brute.covered(pathway, one)]
        never_met = known and all(truth(version, one) != truth(met, one) for one in known)
        never_failed = deciding and all(truth(version, one) != truth(failed, one) for one in deciding)  # fmt: skip
        assert (id(spot.condition) in idle) == bool(never_met or never_failed)
