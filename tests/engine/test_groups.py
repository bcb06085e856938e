"""Answers worked out for all axes of a group of facts at once."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from engine import people as strategies
from engine.shipped import book
from pathfinder.api import on_day

SLOW = settings(max_examples=40, suppress_health_check=list(HealthCheck))


@SLOW
@given(strategies.less_and_more())
def test_a_group_gives_the_states_of_its_axes(
    case: tuple[int, dict[str, Any], dict[str, Any]],
) -> None:
    """Every axis has the state that it gives itself to what is said, however the states were found."""
    day, less, more = case
    rules = on_day(book(), day)
    for said in (less, more, {}):
        for _again in range(2):
            numbers = rules.states(said)
            assert numbers == [axis.state(said).number for axis in rules.axes]


@SLOW
@given(strategies.less_and_more())
def test_rows_that_are_looked_up_are_those_that_are_judged(
    case: tuple[int, dict[str, Any], dict[str, Any]],
) -> None:
    """A row found for a person is what judging the person from scratch gives."""
    day, less, more = case
    rules = on_day(book(), day)
    for said in (less, more):
        numbers = rules.states(said)
        for name, row in rules.rows(numbers).items():
            scope = rules.pathway(book().pathways[name])
            fresh = scope.row(rules.states_of(scope, numbers))
            assert (row.outcomes, row.missing) == (fresh.outcomes, fresh.missing), name
