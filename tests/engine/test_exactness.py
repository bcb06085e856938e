"""The engine against the contract read aloud (`brute_force`)."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, note, reject, settings

from engine import brute_force, completions
from engine.small_rules import book, pathways, people
from pathfinder.engine import cells
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.rows import Row
from pathfinder.language import records


def judged(said: dict[str, Any], pathway: records.Pathway, *entries: records.Pathway) -> Row:
    """What the engine says of a person."""
    on_day = BookOnDay(book(pathway, *entries), completions.DAY)
    on_day.prepare()
    return on_day.row(on_day.pathway(pathway), on_day.states(said))


PEOPLE_IN_RULES = (pathways(), st.lists(pathways("enter", "DE/enter"), max_size=1), people())


def agrees(pathway: records.Pathway, entries: list[records.Pathway], said: dict[str, Any]) -> None:
    """Compare the engine with all completions, where these can be counted in good time."""
    try:
        verdict, missing = brute_force.judge(pathway, entries, said)
    except brute_force.TooManyError:
        reject()
    row = judged(said, pathway, *entries)
    note(f"{verdict=} {missing=}")
    assert row.verdict == verdict
    assert frozenset(row.missing) in missing


@settings(suppress_health_check=list(HealthCheck))
@given(*PEOPLE_IN_RULES)
def test_verdict_and_missing_facts_are_those_of_every_completion(
    pathway: records.Pathway, entries: list[records.Pathway], said: dict[str, Any]
) -> None:
    """A verdict is what all ways of filling in say, and `missing` names exactly the facts that would change it."""
    agrees(pathway, entries, said)


@settings(suppress_health_check=list(HealthCheck))
@given(*PEOPLE_IN_RULES)
def test_asking_for_each_kind_of_member_by_itself_changes_nothing(
    pathway: records.Pathway, entries: list[records.Pathway], said: dict[str, Any]
) -> None:
    """However few kinds of members are asked about together, verdicts and missing facts stay exact."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cells, "MOST_TOGETHER", 1)
        patch.setattr(cells, "MOST_IN_TIED_SETS", 1)
        agrees(pathway, entries, said)
