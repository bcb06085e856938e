"""What holds in every small rule book: narrowing, orders, completions, decisions in their order."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import msgspec
from hypothesis import HealthCheck, given, settings

from engine import completions
from engine.completions import DAY
from engine.small_rules import CONDITIONS, LEAVES, pathways, people
from engine.test_exactness import judged
from pathfinder.engine.truth import NO, OPEN, YES, both, either, merge, opposite, otherwise
from pathfinder.language import records

ANY = settings(max_examples=60, suppress_health_check=list(HealthCheck))
RANK = {"eligible": 2, "undetermined": 1}


def requiring(pathway: records.Pathway, *more: Any) -> records.Pathway:
    """The pathway with more conditions under `all of`."""

    def narrowed(version: records.Version) -> records.Version:
        own = () if version.requires is None else (version.requires,)
        return msgspec.structs.replace(version, requires=records.AllOf(items=(*own, *more)))

    versions = tuple(narrowed(version) for version in pathway.versions)
    return msgspec.structs.replace(pathway, versions=versions)


@ANY
@given(pathways(), CONDITIONS, people())
def test_another_condition_only_narrows(
    pathway: records.Pathway, condition: Any, said: dict[str, Any]
) -> None:
    """Adding a condition under `all of` makes nobody eligible who was not, and no no undone."""
    before, after = judged(said, pathway), judged(said, requiring(pathway, condition))
    assert RANK.get(after.verdict, 0) <= RANK.get(before.verdict, 0)


@ANY
@given(pathways(), st.lists(LEAVES, min_size=1, max_size=3), people(), st.randoms())
def test_the_order_of_conditions_does_not_matter(
    pathway: records.Pathway, conditions: list[Any], said: dict[str, Any], random: Any
) -> None:
    """Conditions and refusals may stand in any order."""
    shuffled = random.sample(conditions, len(conditions))
    one, two = (
        judged(said, requiring(pathway, *conditions)),
        judged(said, requiring(pathway, *shuffled)),
    )
    assert (one.verdict, one.outcomes) == (two.verdict, two.outcomes)
    assert len(one.missing) == len(two.missing)


@ANY
@given(pathways(), people())
def test_more_facts_only_settle(pathway: records.Pathway, said: dict[str, Any]) -> None:
    """Whoever says one more fact keeps a yes and a no, in each way of filling it in."""
    row = judged(said, pathway)
    free = [group for group in completions.GROUPS if not set(group) & set(said)]
    for group in free:
        for filled, _values in list(completions.completions(group, {}))[::5]:
            if "stays" in filled:
                continue
            assert not judged(said | filled, pathway).outcomes & ~row.outcomes


@ANY
@given(pathways(), pathways("enter", "DE/air"), pathways("enter", "DE/sea"), people())
def test_the_order_of_rules_does_not_matter(
    pathway: records.Pathway, air: records.Pathway, sea: records.Pathway, said: dict[str, Any]
) -> None:
    """Pathways may stand in any order in the files."""
    one, two = judged(said, pathway, air, sea), judged(said, sea, pathway, air)
    way = judged(said, air, sea, pathway)
    assert one.outcomes == judged(said, pathway, sea, air).outcomes
    assert two.outcomes == judged(said, sea, air).outcomes
    assert way.outcomes == judged(said, air, pathway).outcomes


@ANY
@given(pathways(), people())
def test_outside_its_dates_nobody_is_eligible(
    pathway: records.Pathway, said: dict[str, Any]
) -> None:
    """Where no version may be in force the pathway is not in force, or the person not covered."""
    row = judged(said, pathway)
    if all(version.span.at(DAY) is False for version in pathway.versions):
        assert row.verdict in {"not_in_force", "ineligible"}
    if not any(version.span.at(DAY) for version in pathway.versions) and row.verdict == "eligible":
        assert len(pathway.versions) > 1


def test_the_tables_of_truth() -> None:
    """And, or and not are those of strong Kleene logic; readings that differ are open, kinds of no are one no."""
    assert [both(YES, one) for one in (NO, YES, OPEN)] == [NO, YES, OPEN]
    assert [both(NO, one) for one in (NO, YES, OPEN)] == [NO, NO, NO]
    assert [either(NO, one) for one in (NO, YES, OPEN)] == [NO, YES, OPEN]
    assert [either(YES, one) for one in (NO, YES, OPEN)] == [YES, YES, YES]
    assert [opposite(one) for one in (NO, YES, OPEN)] == [YES, NO, OPEN]
    assert [merge(8, one) for one in (8, 16, YES, OPEN)] == [8, NO, OPEN, OPEN]
    assert [otherwise(one, YES, 8) for one in (NO, YES, OPEN)] == [8, YES, OPEN]
