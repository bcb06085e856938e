"""The contract read aloud: a verdict from every way of filling in what is not said.

Nothing here knows axes, diagrams or thresholds. A completion (`completions`) is a value for every fact that a pathway
looks at; the pathway is evaluated for each of them with plain truths; verdict and missing facts are read off the
whole list.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from typing import Any

from engine.completions import DAY, GROUPS, NAMED, Completion, Values, completions, members
from engine.plain_truths import NO, OPEN, YES, leaf, truth
from pathfinder.language import records
from pathfinder.values.dates import Span

MOST_COMPLETIONS = 3_000


class TooManyError(Exception):
    """A pathway and a person with more completions than are worth the time."""


# Conditions, versions, pathways ------------------------------------------------------------------------------------


def holds(span: Span) -> str:
    """Whether something dated by a document holds on the day."""
    if span.certain_from <= DAY <= span.certain_until:
        return YES
    return OPEN if span.possible_from <= DAY <= span.possible_until else NO


def worse(truths: list[str]) -> str:
    """All of these."""
    return NO if NO in truths else OPEN if OPEN in truths else YES


def contrary(one: str) -> str:
    """None of these, for one."""
    return {YES: NO, NO: YES, OPEN: OPEN}[one]


def better(truths: list[str]) -> str:
    """One of these."""
    return contrary(worse([contrary(one) for one in truths]))


def agree(outcomes: list[str]) -> str:
    """Several readings: the same stands; different kinds of no are a no; anything else is open."""
    if len(set(outcomes)) == 1:
        return outcomes[0]
    return OPEN if YES in outcomes or OPEN in outcomes else NO


def condition(one: Any, values: Mapping[str, Any], *, refuses: bool = False) -> str:
    """The truth of a condition for a completion; one that refuses is failed by meeting it."""
    found = _plain(one, values, refuses=refuses)
    if one.if_met_open and found == YES:
        found = OPEN
    if one.if_not_met_open and found == NO:
        found = OPEN
    if one.applies is None:
        return found
    asked = holds(one.applies.span)
    early = one.applies.span.certain_from > DAY
    left_open = one.applies.open_before if early else one.applies.open_after
    passes, fails = (NO, YES) if refuses else (YES, NO)
    outside = passes if not left_open else OPEN if found == fails else found
    return {YES: found, NO: outside, OPEN: agree([found, outside])}[asked]


def _plain(one: Any, values: Mapping[str, Any], *, refuses: bool) -> str:
    if isinstance(one, records.NotStated):
        return OPEN
    if isinstance(one, records.Meets):
        return condition(one.item, values, refuses=refuses)
    if isinstance(one, records.NoneOf):
        met = [condition(item, values, refuses=not refuses) for item in one.items]
        return contrary(better(met))
    if not isinstance(one, records.Group):
        return leaf(one, values)
    truths = [condition(item, values, refuses=refuses) for item in one.items]
    if isinstance(one, records.AllOf):
        return worse(truths)
    if isinstance(one, records.AnyOf):
        return better(truths)
    if isinstance(one, records.Readings):
        return agree(truths)
    assert isinstance(one, records.AtLeast)
    sure, hoped = truths.count(YES), truths.count(YES) + truths.count(OPEN)
    return YES if sure >= one.count else OPEN if hoped >= one.count else NO


def version(one: records.Version, reached: str | None, values: Mapping[str, Any]) -> str:
    """What follows in one version, once for every way in which a doubtful closure can be read."""
    asked = [] if one.requires is None else [condition(one.requires, values)]
    asked += [contrary(condition(item, values, refuses=True)) for item in one.refused]
    asked += [OPEN] if one.conditions != "stated" else []
    outcome = worse(asked + ([reached] if reached is not None else []))
    closed = NO
    for closure in one.closed:
        held = holds(closure.span)
        held = OPEN if held == YES and closure.disputed else held
        closed = better([closed, held])
    return {YES: "closed", NO: outcome, OPEN: agree([outcome, "closed"])}[closed]


def covered(pathway: records.Pathway, values: Mapping[str, Any]) -> bool:
    """Whether the documents speak of the person."""
    if values["citizenships"] & members((pathway.country,)):
        return False
    covers = pathway.covers
    former = values["former_citizenships"] if covers.former else frozenset()
    own = values["citizenships"] & members(covers.citizens)
    return covers.everyone or bool(own or former & members(covers.former))


def outcome_of(
    pathway: records.Pathway, entries: list[records.Pathway], values: Mapping[str, Any]
) -> str:
    """yes, open, or a kind of no, for a person of whom everything is known."""
    if not covered(pathway, values):
        return "not covered"
    reached = None
    if pathway.reached:
        ways = [outcome_of(entry, [], values) for entry in entries]
        there = truth(values["current_country"] in members((pathway.country,)))
        reached = better([there, *(way if way in (YES, OPEN) else NO for way in ways)])
    outcomes = []
    for standing in _worlds(pathway):
        following = [version(one, reached, values) for one in standing]
        outcomes.append(agree(following) if following else "not in force")
    return agree(outcomes)


def _worlds(pathway: records.Pathway) -> list[list[records.Version]]:
    """The versions that stand, in every way in which doubtful dates can lie.

    Where one version ends in the same doubt as the next begins, one of the two stands.
    """
    one = [version for version in pathway.versions if holds(version.span) == YES]
    doubtful = [version for version in pathway.versions if holds(version.span) == OPEN]
    worlds = [
        one + [version for version, chosen in zip(doubtful, choice, strict=True) if chosen]
        for choice in itertools.product((True, False), repeat=len(doubtful))
    ]
    ends = {version.span.until_text for version in doubtful if version.span.certain_until < DAY}
    starts = {version.span.from_text for version in doubtful if version.span.certain_from > DAY}
    return [world for world in worlds if world] if ends & starts else worlds


# Verdicts ----------------------------------------------------------------------------------------------------------


def leaves_of(pathways: list[records.Pathway]) -> list[Any]:
    """The single conditions of pathways."""
    found: list[Any] = []

    def look(one: Any) -> None:
        if isinstance(one, records.Group):
            for item in one.items:
                look(item)
        elif isinstance(one, records.Meets):
            look(one.item)
        elif not isinstance(one, records.NotStated):
            found.append(one)

    for pathway in pathways:
        for one in pathway.versions:
            for item in (*([one.requires] if one.requires is not None else []), *one.refused):
                look(item)
    return found


def fact_of(question: Any) -> str:
    """The fact that a single condition looks at."""
    return "stays" if isinstance(question, records.PresentStay | records.DaysIn) else question.fact


def judge(
    pathway: records.Pathway, entries: list[records.Pathway], said: Values
) -> tuple[str, list[frozenset[str]]]:
    """The verdict, and the sets of facts that `missing` may be (one, but for ties among smallest sets)."""
    leaves = leaves_of([pathway, *entries])
    looked_at = {"citizenships", "former_citizenships", "current_country", *map(fact_of, leaves)}
    groups = [group for group in GROUPS if looked_at & set(group)]
    outcomes: dict[tuple[Any, ...], str] = {}
    names: tuple[str, ...] = ()
    telling = [_telling(group, said, leaves) for group in groups]
    if math.prod(map(len, telling)) > MOST_COMPLETIONS:
        raise TooManyError
    for parts in itertools.product(*telling):
        values: Values = {}
        filled: dict[str, Any] = {}
        for some_filled, some_values in parts:
            filled |= some_filled
            values |= some_values
        names = tuple(filled)
        outcomes[tuple(filled.values())] = outcome_of(pathway, entries, values)
    return verdict_of(set(outcomes.values())), _missing(outcomes, names)


def _telling(group: tuple[str, ...], said: Values, leaves: list[Any]) -> list[Completion]:
    """The completions of a group, without those that have the same truths as another in every respect.

    Of tied facts each is a coordinate: two of its values are the same where they are so beside all of the others.
    """
    asked = [leaf for leaf in leaves if fact_of(leaf) in group]
    if group == ("passports", "travel_passport_expires") and group[1] not in said:
        said = said if any(fact_of(leaf) == group[1] for leaf in asked) else {**said, group[1]: DAY}
    found = list(completions(group, said))
    sign = {id(way): _signature(way[1], asked) for way in found}
    kept = {id(way): way for way in found}
    for name in found[0][0]:
        alike: dict[Any, Any] = {}
        behind: dict[Any, list[Any]] = {}
        for way in kept.values():
            rest = tuple(value for other, value in way[0].items() if other != name)
            behind.setdefault(way[0][name], []).append((rest, sign[id(way)]))
        for value, pattern in behind.items():
            alike.setdefault(frozenset(pattern), value)
        chosen = list(alike.values())
        kept = {key: way for key, way in kept.items() if way[0][name] in chosen}
    return list(kept.values())


def _signature(values: Values, asked: list[Any]) -> tuple[Any, ...]:
    who = (values.get(name) for name in ("citizenships", "former_citizenships", "current_country"))
    kinds = (one and (one & set(NAMED) if isinstance(one, frozenset) else one) for one in who)
    return (*kinds, *(leaf(question, values) for question in asked))


def verdict_of(outcomes: set[str]) -> str:
    """The word for a set of outcomes."""
    if outcomes == {YES}:
        return "eligible"
    if YES in outcomes or OPEN in outcomes:
        return "undetermined"
    words = {"closed": "closed", "not in force": "not_in_force"}
    return words.get(next(iter(outcomes)), "ineligible") if len(outcomes) == 1 else "ineligible"


def _missing(outcomes: dict[tuple[Any, ...], str], names: tuple[str, ...]) -> list[frozenset[str]]:
    answers = {way: one if one in (YES, OPEN) else NO for way, one in outcomes.items()}
    alone = {name for name in names if _differ(answers, names, {name})}
    if alone:
        return [frozenset(alone)]
    for size in range(2, len(names) + 1):
        found = [
            set(c) for c in itertools.combinations(names, size) if _differ(answers, names, set(c))
        ]
        if found:
            return [frozenset(one) for one in found]
    return [frozenset()]


def _differ(answers: dict[tuple[Any, ...], str], names: tuple[str, ...], facts: set[str]) -> bool:
    """Whether two completions that agree on all other facts have different answers."""
    kept = [number for number, name in enumerate(names) if name not in facts]
    seen: dict[tuple[Any, ...], str] = {}
    return any(
        seen.setdefault(tuple(way[number] for number in kept), answer) != answer
        for way, answer in answers.items()
    )
