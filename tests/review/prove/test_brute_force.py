"""Proofs agree with trying a claim on everybody one by one."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, assume, given, settings

from engine import brute_force
from engine.brute_force import TooManyError, leaves_of
from engine.completions import DAY, Values
from engine.small_rules import LEAVES, pathways
from pathfinder.language import records
from pathfinder.review.prove.proving import prove
from pathfinder.review.prove.records import (
    OUTCOMES,
    Asked,
    Claim,
    Goes,
    Joined,
    Part,
    Ways,
)  # fmt: skip
from review.space.everybody import everybody, leaves_in, outcome, small_book

ANY = settings(max_examples=25, suppress_health_check=list(HealthCheck))

VERDICTS = st.lists(st.sampled_from(list(OUTCOMES)), min_size=1, max_size=2, unique=True).map(tuple)
ENDS = st.sampled_from(["feasible", "possible", "not_feasible", "not_covered"]).map(lambda v: (v,))


@st.composite
def asked(draw: st.DrawFn) -> Asked:
    """A single condition of people."""
    return Asked(draw(LEAVES))


PARTS: st.SearchStrategy[Part] = st.recursive(
    st.one_of(
        asked(),
        st.builds(Ways, st.sampled_from([("DE/way",), ("DE/entry",)]), VERDICTS, st.just("")),
        st.builds(Ways, st.just(("DE/way", "DE/entry")), VERDICTS, st.just(""), st.booleans()),
        st.builds(Goes, st.just("DE"), ENDS),
    ),
    lambda items: st.builds(
        Joined,
        st.sampled_from(["all", "any", "none", "least"]),
        st.lists(items, min_size=1, max_size=3).map(tuple),
        st.just(1),
    ),
    max_leaves=4,
)


def conditions(part: Part | None) -> list[Any]:
    """The conditions of people in a part of a claim."""
    if isinstance(part, Joined):
        return [each for item in part.items for each in conditions(item)]
    return [part.condition] if isinstance(part, Asked) else []


def truth(part: Part, ways: dict[str, int], who: Values) -> str:
    """The truth of a part for one person, from the outcomes of the pathways."""
    if isinstance(part, Asked):
        return brute_force.condition(part.condition, who)
    if isinstance(part, Joined):
        items = [truth(item, ways, who) for item in part.items]
        if part.how == "all":
            return brute_force.worse(items)
        met = brute_force.better(items)
        return brute_force.contrary(met) if part.how == "none" else met
    if isinstance(part, Ways):
        wanted = {one for verdict in part.verdicts for one in OUTCOMES[verdict]}
        hits = [ways[name] in wanted for name in part.ids]
        return "yes" if (all(hits) if part.every else any(hits)) else "no"
    assert isinstance(part, Goes)
    if set(ways.values()) == {32}:
        verdict = "not_covered"
    else:
        verdict = {2: "feasible", 4: "possible"}.get(ways["DE/way"], "not_feasible")
    return "yes" if verdict in part.verdicts else "no"


@ANY
@given(pathways(), pathways("enter", "DE/entry"), PARTS, st.none() | PARTS)
def test_a_claim_holds_exactly_where_nobody_speaks_against_it(
    way: records.Pathway, entry: records.Pathway, people: Part, then: Part | None
) -> None:
    """A claim fails exactly where brute force finds somebody, and its witness was confirmed by the engine."""
    asked = [*conditions(people), *conditions(then)]
    try:
        everyone = list(everybody([*leaves_of([way, entry]), *leaves_in(asked)]))
    except TooManyError:
        assume(False)
    against = exist = False
    for who in everyone:
        ways = {"DE/way": outcome(way, [entry], who), "DE/entry": outcome(entry, [], who)}
        if truth(people, ways, who) == "yes":
            exist = True
            against = against or then is None or truth(then, ways, who) != "yes"
    how = "nobody" if then is None else "whoever"
    book = small_book(way, entry)
    claim = Claim(says="", how=how, people=people, then=then, first=DAY, last=DAY)
    proof = prove(book, claim)
    assert (proof.result == "fails") == against
    assert (proof.witness is not None) == against
    if then is not None:
        assert (proof.result == "vacuous") == (not exist)
    somebody = prove(book, Claim(says="", how="somebody", people=people, first=DAY, last=DAY))
    assert (somebody.result == "holds") == exist
