"""The joint diagram and its examples agree with looking at everybody one by one; eras hold what they promise."""

from __future__ import annotations

import itertools
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, assume, example, given, settings

from engine.brute_force import TooManyError, leaves_of
from engine.completions import DAY
from engine.small_rules import VOCABULARY, pathways
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.terms import TermMaker
from pathfinder.engine.truth import NO, YES
from pathfinder.language import records
from pathfinder.review.space.alone import prepared
from pathfinder.review.space.destinations import VERDICTS, verdict_nodes
from pathfinder.review.space.eras import eras
from pathfinder.review.space.examples import example as example_of
from pathfinder.review.space.joint import Joint, term_of
from pathfinder.values.dates import FIRST_DAY, Period
from review.space.everybody import everybody, named, outcome, small_book

ANY = settings(max_examples=20, suppress_health_check=list(HealthCheck))
ENTRY = pathways("enter", "DE/entry")


@ANY
@given(pathways(), pathways(name="DE/other"), ENTRY)
def test_pairs_of_outcomes_are_those_of_everybody(
    one: records.Pathway, two: records.Pathway, entry: records.Pathway
) -> None:
    """Two pathways come together to exactly the pairs of outcomes that some person comes to."""
    try:
        people = list(everybody(leaves_of([one, two, entry])))
    except TooManyError:
        assume(False)
    book = small_book(one, two, entry)
    joint = Joint(BookOnDay(book, DAY), [term_of(book, way.id, DAY) for way in (one, two)])
    seen = {(outcome(one, [entry], who), outcome(two, [entry], who)) for who in people}
    assert joint.pairs_of(*joint.nodes) == seen
    assert (joint.nodes[0] == joint.nodes[1]) == all(first == second for first, second in seen)


@ANY
@given(pathways(), ENTRY, st.sampled_from([1, 2, 4, 8, 16, 32]))
def test_an_example_is_found_where_there_is_one_and_the_engine_confirms_it(
    way: records.Pathway, entry: records.Pathway, wanted: int
) -> None:
    """For every outcome there is an example exactly where the diagram has it, and what it says suffices."""
    book = small_book(way, entry)
    joint = Joint(BookOnDay(book, DAY), [term_of(book, way.id, DAY)])
    on_day = prepared(book, DAY)

    def check(values: Any) -> bool:
        return on_day.row(on_day.pathway(way), on_day.states(values)).outcomes == wanted

    node = joint.where(joint.nodes[0], (wanted,))
    person = example_of(joint, node, check)
    assert (person is None) == (node == NO)
    assert person is None or check(person)


@ANY
@given(pathways(), ENTRY)
def test_destinations_are_those_of_everybody(way: records.Pathway, entry: records.Pathway) -> None:
    """The verdicts of a destination part everybody as the contract says, pathway by pathway."""
    try:
        people = list(everybody(leaves_of([way, entry])))
    except TooManyError:
        assume(False)
    book = small_book(way, entry)
    ways = [way, entry]
    joint = Joint(BookOnDay(book, DAY), [term_of(book, each.id, DAY) for each in ways])
    nodes = dict(zip((way.id, entry.id), joint.nodes, strict=True))
    found = {verdict for verdict, node in verdict_nodes(joint, ways, nodes).items() if node != NO}
    told = set()
    for who in people:
        inner, outer = outcome(way, [entry], who), outcome(entry, [], who)
        if inner == outer == 32:
            told.add("not_covered")
        else:
            told.add({2: "feasible", 4: "possible"}.get(inner, "not_feasible"))
    assert found == told
    assert found <= set(VERDICTS)


PERIODS = st.sampled_from([
    Period(days=60), Period(months=2), Period(days=180), Period(months=6), Period(months=12),
    Period(days=1),
])  # fmt: skip
MEASURES = st.one_of(
    st.builds(
        records.SinceFact, fact=st.just("registered_on"), country=st.just("DE"),
        how=st.sampled_from(["within", "for at least"]), period=PERIODS,
    ),
    st.builds(records.PresentStay, countries=st.just(("DE",)), at_most=PERIODS),
    st.builds(
        records.PresentStay, countries=st.just(("DE",)),
        began_before=st.integers(FIRST_DAY - 40, FIRST_DAY + 400),
    ),
)  # fmt: skip


@ANY
@given(MEASURES, MEASURES, st.integers(FIRST_DAY, FIRST_DAY + 1200))
@example(
    records.SinceFact(fact="registered_on", country="DE", how="within", period=Period(months=6)),
    records.SinceFact(
        fact="registered_on", country="DE", how="for at least", period=Period(months=6)
    ),
    738763,  # 31 August 2023: no day is six months before it
)
def test_what_two_conditions_come_to_is_the_same_on_all_days_of_an_era(
    one: Any, two: Any, day: int
) -> None:
    """On any day the same pairs of truths occur as on the first day of its era."""
    book = small_book()
    era = next(
        each for each in eras(book, owners=[], jointly=[one, two]) if each.first <= day <= each.last
    )

    def pairs(when: int) -> set[tuple[int, int]]:
        maker = TermMaker(VOCABULARY, when)
        joint = Joint(BookOnDay(book, when), [maker.condition(each) for each in (one, two)])
        return {
            (first, second)
            for first in (NO, YES)
            for second in (NO, YES)
            if joint.all_of(
                (joint.where(joint.nodes[0], (first,)), joint.where(joint.nodes[1], (second,)))
            )
            != NO
        }

    assert pairs(day) == pairs(era.first)


def test_eras_part_the_days_without_gaps() -> None:
    """Eras follow each other from the first day of which the documents speak."""
    way = named(
        records.Pathway(
            id="DE/way", country="DE", title="", gives="stay", covers=records.Covers(("RU",)),
            at_discretion=False, reached=False, versions=(),
        ),
        "DE/way",
    )  # fmt: skip
    found = eras(small_book(way), owners=["DE/way"])
    assert found[0].first == FIRST_DAY
    assert all(one.last + 1 == two.first for one, two in itertools.pairwise(found))
