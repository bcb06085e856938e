"""The smallest sets of changes against every set of changes tried on every way of filling in."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, given, note, reject, settings

from engine import brute_force
from engine.completions import (
    DAY,
    EXPIRIES,
    GROUPS,
    PLACES,
    SINGLE,
    Values,
    completions,
    place_of,
)
from engine.small_rules import LEAVES, VOCABULARY, book, pathways, people, span
from pathfinder.change.changes import Change
from pathfinder.change.knobs import Person
from pathfinder.change.marks import Mark
from pathfinder.change.minimal import minimal_sets, outcomes_with
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.truth import ELIGIBLE
from pathfinder.language import records
from pathfinder.language.answers import Visa
from pathfinder.values.stays import Stay

ANY = settings(max_examples=50, suppress_health_check=list(HealthCheck))
FEW = settings(max_examples=20, suppress_health_check=list(HealthCheck))
MOST_TRIED = 4_000

MARKS = {
    "flag": Mark(kind="obtainable", to=(True,)),
    "option": Mark(kind="choosable"),
    "acts": Mark(kind="obtainable"),
    "former_citizenships": Mark(kind="obtainable"),
    "passports": Mark(kind="obtainable"),
    "visas": Mark(kind="obtainable"),
    "registered_on": Mark(kind="obtainable"),
    "current_country": Mark(kind="choosable"),
    "age": Mark(kind="waits"),
}
DOMAINS: dict[str, tuple[Any, ...]] = {
    "flag": (True,),
    "option": tuple("abcd"),
    "acts": tuple("pqrs"),
    "former_citizenships": PLACES,
    "passports": ("internal", "travel"),
    "visas": tuple(itertools.product(("DE", "FR", "SCHENGEN"), "CD")),
    "registered_on": ("DE", "FR"),
    "current_country": ("DE", "FR", "US"),
}
"""What each fact can be changed to: nobody is sent to RU, and registered where they are only."""

EXCLUSIVE = ("flag", "option", "current_country")
Atom = tuple[str, Any]


def place(said: Values) -> str | None:
    """Where the person has said to be."""
    found: str | None = place_of(said.get("stays", ())) or said.get("current_country")
    return found


def atoms(said: Values, looked_at: set[str]) -> list[Atom]:
    """Every single change that is one: what is so already is none."""
    found = []
    for name in MARKS:
        if name not in looked_at:
            continue
        for value in DOMAINS.get(name, ()):
            if name == "registered_on" and value != place(said):
                continue
            if name == "current_country" and value == place(said):
                continue
            found.append((name, value))
    return found


def changed(values: Values, atom: Atom) -> Iterator[Values]:
    """A person after one change; a new passport is valid until a day that nobody has said."""
    name, value = atom
    if name == "current_country":
        days = dict(values["days"])
        days[value] = days.get(value, frozenset()) | {DAY}
        yield values | {"current_country": value, "days": days}
    elif name == "visas":
        yield values | {name: (*values[name], Visa(value[0], value[1], DAY))}
    elif name == "registered_on":
        yield values | {name: tuple((dict(values[name]) | {value: DAY}).items())}
    elif name in EXCLUSIVE:
        yield values | {name: value}
    else:
        grown = values | {name: values[name] | {value}}
        if value == "travel":
            yield from (grown | {"travel_passport_expires": end} for end in EXPIRIES if end >= DAY)
        else:
            yield grown


def opens(
    pathway: records.Pathway,
    entries: list[records.Pathway],
    everybody: list[Values],
    changes: tuple[Atom, ...],
) -> bool:
    """Whether whoever the person may be is eligible after the changes."""
    ways = everybody
    for atom in changes:
        ways = [after for way in ways for after in changed(way, atom)]
    return all(brute_force.outcome_of(pathway, entries, way) == "yes" for way in ways)


def smallest(
    pathway: records.Pathway, entries: list[records.Pathway], said: Values
) -> set[frozenset[Atom]]:
    """The minimal sets of changes, by trying all of them."""
    leaves = brute_force.leaves_of([pathway, *entries])
    looked_at = {"citizenships", "former_citizenships", "current_country"}
    looked_at |= set(map(brute_force.fact_of, leaves))
    groups = [group for group in GROUPS if looked_at & set(group)]
    looked_at = {name for group in groups for name in group}
    ways = [[values for _filled, values in completions(group, said)] for group in groups]
    possible = atoms(said, looked_at)
    if math.prod(map(len, ways)) * 2 ** len(possible) > MOST_TRIED:
        reject()
    everybody = [
        {name: value for part in parts for name, value in part.items()}
        for parts in itertools.product(*ways)
    ]
    found: set[frozenset[Atom]] = set()
    for size in range(len(possible) + 1):
        for chosen in itertools.combinations(possible, size):
            names = [name for name, _value in chosen if name in EXCLUSIVE]
            if len(names) != len(set(names)) or any(one <= set(chosen) for one in found):
                continue
            if opens(pathway, entries, everybody, chosen):
                found.add(frozenset(chosen))
    return found


def singles(changes: frozenset[Change]) -> Iterator[frozenset[Atom]]:
    """The sets of single values that a set of changes stands for."""
    ordered = sorted(changes, key=repr)
    for values in itertools.product(*(change.values for change in ordered)):
        yield frozenset((change.fact, value) for change, value in zip(ordered, values, strict=True))


def prepared(
    pathway: records.Pathway, entries: list[records.Pathway], said: Values
) -> tuple[BookOnDay, Person]:
    """The small book on the day, and the person with what they can change."""
    on_day = BookOnDay(book(pathway, *entries), DAY)
    return on_day, Person(said, VOCABULARY, MARKS, DAY)


def changeable(leaf: Any) -> bool:
    """A plain condition on something that can change."""
    if isinstance(leaf, records.NotStated) or leaf.if_met_open or leaf.if_not_met_open:
        return False
    return leaf.applies is None and brute_force.fact_of(leaf) in {*MARKS, "stays"}


def some_of(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Conditions put together."""
    some = st.lists(items, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(records.AllOf, items=some),
        st.builds(records.AnyOf, items=some),
        st.builds(records.NoneOf, items=some),
    )


PLAIN = st.recursive(LEAVES.filter(changeable), some_of, max_leaves=3)


@st.composite
def hanging_on_changes(draw: st.DrawFn) -> records.Pathway:
    """A pathway, in force and open, whose conditions are about what can change."""
    requires = records.AllOf(items=tuple(draw(st.lists(PLAIN, min_size=1, max_size=3))))
    version = records.Version(
        span=span(None, None), cites=(), conditions="stated", requires=requires
    )
    covers = records.Covers(everyone=True)
    return records.Pathway(
        id="DE/way", country="DE", title="", gives="stay", covers=covers, at_discretion=False,
        reached=draw(st.booleans()), versions=(version,),
    )  # fmt: skip


@st.composite
def talkative(draw: st.DrawFn) -> dict[str, Any]:
    """Somebody who leaves little unsaid, so that all of it can be tried."""
    said = draw(people()) | {"citizenships": frozenset(("RU",))}
    for name, domain in SINGLE.items():
        if name not in said and (name in ("visas", "registered_on") or draw(st.integers(0, 3))):
            said[name] = draw(st.sampled_from(domain))
    said.setdefault("passports", frozenset(draw(st.sets(st.sampled_from(DOMAINS["passports"])))))
    said.setdefault("stays", ())
    there = place_of(said["stays"])
    said["current_country"] = there or draw(st.sampled_from(PLACES))
    if there is None:
        said["stays"] = (*said["stays"], Stay(said["current_country"], DAY - 1, None))
    return said


ENTRIES = st.lists(pathways("enter", "DE/enter"), max_size=1)
ANYBODY = (pathways(), ENTRIES, people())
TELLING = (hanging_on_changes(), ENTRIES, talkative())


@FEW
@given(*ANYBODY)
def test_the_sets_are_those_that_trying_all_of_them_finds(
    pathway: records.Pathway, entries: list[records.Pathway], said: dict[str, Any]
) -> None:
    """The sets found are exactly the minimal ones among all sets of changes: none is missing, none is too large."""
    agrees(pathway, entries, said)


@ANY
@given(*TELLING)
def test_the_sets_are_those_that_trying_finds_where_much_hangs_on_changes(
    pathway: records.Pathway, entries: list[records.Pathway], said: dict[str, Any]
) -> None:
    """The same for pathways that ask for what can change, and people who have said nearly everything."""
    agrees(pathway, entries, said)


def agrees(pathway: records.Pathway, entries: list[records.Pathway], said: dict[str, Any]) -> None:
    """Compare what is found with what trying finds, where that can be done in good time."""
    expected = smallest(pathway, entries, said)
    on_day, person = prepared(pathway, entries, said)
    found = minimal_sets(on_day, on_day.pathway(pathway), person)
    note(f"{found=} {expected=}")
    assert {one for changes in found for one in singles(changes)} == expected


@ANY
@given(*TELLING)
def test_no_set_can_do_without_one_of_its_changes(
    pathway: records.Pathway, entries: list[records.Pathway], said: dict[str, Any]
) -> None:
    """After all changes of a set the person is eligible, and after all but one never."""
    on_day, person = prepared(pathway, entries, said)
    scope = on_day.pathway(pathway)
    for changes in minimal_sets(on_day, scope, person):
        assert outcomes_with(on_day, scope, person, changes) == ELIGIBLE
        for change in changes:
            assert outcomes_with(on_day, scope, person, changes - {change}) != ELIGIBLE
