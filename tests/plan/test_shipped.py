"""Plans by the shipped rules: what they promise holds when the engine judges it day by day."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from engine.shipped import book
from pathfinder.api import judge
from pathfinder.plan.calendar import calendar_of
from pathfinder.plan.make import GOALS, plan
from pathfinder.plan.records import CirclePlan, Plans
from pathfinder.values.dates import Period, last_day_of_stay, parse_day
from pathfinder.values.stays import Stay, used_if_there

DAY = "2024-02-12"
IGOR: dict[str, Any] = {
    "citizenships": ["RU"], "passports": ["internal"], "age": 48, "sex": "male", "current_country": "KG",
    "stays": [{"country": "KG", "entered": "2022-10-05"}], "registered_on": {"KG": "2023-11-20"},
    "occupations": ["engineer", "teacher", "freelancer"], "summons": "paper",
}  # fmt: skip
LEAVING: dict[str, Any] = {
    "citizenships": ["RU"], "passports": ["internal"], "current_country": "RU", "stays": [],
}  # fmt: skip
TRAVELLER = LEAVING | {"passports": ["internal", "travel"], "registered_on": {}}
LANDLORD = TRAVELLER | {
    "current_country": "AR", "stays": [{"country": "AR", "entered": "2022-10-21"}],
    "income": ["passive_rental"], "resident_since": {},
}  # fmt: skip

LIMITS = {
    "AM": Period(months=6), "GE": Period(months=12), "MN": Period(days=60), "TR": Period(days=60),
    "KZ": Period(days=90),
}  # fmt: skip


def planned(
    facts: dict[str, Any], to: str, on: str = DAY, months: int = 24, **options: Any
) -> Plans:
    """The plans of somebody."""
    judgement = judge(facts, on=on, rules=book())
    return plan(judgement, to=to, within=Period(months=months), **options)


def day(written: str | None) -> int:
    """A day as an ordinal."""
    found = parse_day(written or "")
    assert found is not None
    return found


def test_an_internal_passport_leads_to_three_countries() -> None:
    """Whoever leaves Russia on the internal passport can certainly go to Armenia, Kazakhstan and Kyrgyzstan."""
    found = planned(LEAVING, "enter")
    assert {each.country for each in found.plans if each.certain} == {"AM", "KZ", "KG"}


def test_two_years_of_residence_lead_to_citizenship() -> None:
    """Residence in Argentina on the first day, citizenship two years later, and not a day earlier."""
    found = planned(LANDLORD, "citizenship")
    best = found.plans[0]
    assert best.certain
    assert [(step.pathway.id, step.on) for step in best.steps] == [
        ("AR/passive-income-residence", "2024-02-12"), ("AR/citizenship", "2026-02-12"),
    ]  # fmt: skip
    shorter = planned(LANDLORD, "citizenship", months=23)
    assert not any(each.certain for each in shorter.plans)


@pytest.mark.parametrize("goal", GOALS)
@pytest.mark.parametrize(
    "facts", [IGOR, TRAVELLER, LANDLORD], ids=["igor", "traveller", "landlord"]
)
def test_no_plan_goes_through_what_is_closed(facts: dict[str, Any], goal: str) -> None:
    """At most four steps, each eligible or undetermined on its day, in order, never to Russia, dangers of each told."""
    found = planned(facts, goal)
    assert not found.cut
    for each in found.plans:
        assert 1 <= len(each.steps) <= 4
        assert [step.earliest for step in each.steps] == sorted(
            step.earliest for step in each.steps
        )
        for step in each.steps:
            assert step.country != "RU"
            assert step.pathway.verdict in ("eligible", "undetermined")
            assert step.entry is None or step.entry.verdict in ("eligible", "undetermined")
            if not step.branch:
                assert step.pathway.verdict == "eligible"
        assert each.certain is not any(step.branch for step in each.steps)
        assert (each.reached_on is None) is any(step.branch for step in each.steps)


def test_times_after_a_branch_are_not_added_up() -> None:
    """After the first branch no step has a day."""
    for each in planned(IGOR, "reside").plans:
        branched = False
        for step in each.steps:
            if branched or "needs" in step.branch:
                assert step.on is None
            branched = branched or bool(step.branch)


def test_no_step_to_a_consulate_without_its_warning() -> None:
    """Every passport that has to be got names the dangers to papers that touch or may touch."""
    found = planned(IGOR, "stay")
    needs = [need for each in found.plans for step in each.steps for need in step.needs]
    passports = [need for need in needs if need.fact == "passports"]
    assert passports
    known = {each.id for each in found.cautions}
    for need in passports:
        assert need.consulate
        assert {"RU-CONSULATE-FEAR", "RU-PASS-CONFISC"} <= set(need.cautions) <= known


def test_plans_are_ordered_by_certain_time_and_then_danger() -> None:
    """Certain plans come first, the earlier before the later, and on one day those with fewer grave dangers."""
    found = planned(TRAVELLER, "stay")
    certain = [each.certain for each in found.plans]
    assert certain == sorted(certain, reverse=True)
    days = [each.days for each in found.plans if each.days is not None]
    assert days == sorted(days)
    first = found.plans[0]
    grave = {"liberty", "expulsion", "mobilisation"}
    assert not any(grave & set(each.endangers) for each in first.steps[0].dangers)


def test_avoided_countries_are_never_gone_through() -> None:
    """--avoid takes a country out of every step and every circle."""
    found = planned(TRAVELLER, "stay", avoid={"KZ", "GE"})
    codes = {step.country for each in found.plans for step in each.steps}
    codes |= {code for each in found.circles for code in each.countries} | set(found.alone)
    assert codes
    assert not codes & {"KZ", "GE", "RU"}


def stays(circle: CirclePlan) -> tuple[Stay, ...]:
    """The stays of a circle."""
    return tuple(Stay(stop.country, day(stop.entered), day(stop.left)) for stop in circle.stops)


def test_circles_respect_every_window_on_every_day() -> None:
    """From the first to the last day the person is somewhere, and no window, limit or registration is overrun."""
    found = planned(TRAVELLER, "stay")
    assert found.circles
    for circle in found.circles:
        journey = stays(circle)
        assert journey[0].entered == day(found.on)
        assert journey[-1].left == day(found.until)
        for stay, following in itertools.pairwise(journey):
            assert stay.left == following.entered
            assert stay.country != following.country
        for stay in journey:
            assert stay.left is not None
            for on in range(stay.entered, stay.left + 1):
                if stay.country == "KZ":
                    assert used_if_there(journey, frozenset(("KZ",)), Period(days=180), on) <= 90
            assert stay.left <= last_day_of_stay(stay.entered, LIMITS[stay.country])


@pytest.mark.parametrize("number", [0, 3, 7])
def test_the_engine_agrees_with_a_circle(number: int) -> None:
    """On the first, a middle and the last day of each stop a stay there is eligible, as `check` would judge it."""
    found = planned(TRAVELLER, "stay")
    circle = found.circles[number % len(found.circles)]
    before: list[dict[str, str]] = []
    for stop in circle.stops:
        first, last = day(stop.entered), day(stop.left)
        for on in {first, (first + last) // 2, last}:
            present = {"country": stop.country, "entered": stop.entered}
            facts = {key: value for key, value in TRAVELLER.items() if key != "current_country"}
            judgement = judge(facts | {"stays": [*before, present]}, on=on, rules=book())
            ways = [each for each in book().of_country(stop.country) if each.gives == "stay"]
            assert any(judgement.verdicts[each.id] == "eligible" for each in ways), (stop, on)
        before.append({"country": stop.country, "entered": stop.entered, "left": stop.left})


def test_a_return_that_the_documents_leave_open_is_said() -> None:
    """A circle that comes back within a year where earlier visits are open says so for that stop and as a whole."""
    (circle,) = [
        each for each in planned(TRAVELLER, "stay").circles if set(each.countries) == {"GE", "TR"}
    ]
    assert "GE" in circle.doubtful
    again = [stop for stop in circle.stops if stop.country == "GE"][1:]
    assert again
    assert all(stop.earlier_open for stop in again)
    assert not circle.stops[0].earlier_open


def test_a_circle_as_a_calendar() -> None:
    """Each day of leaving stands in the calendar once, with the country that follows."""
    found = planned(TRAVELLER, "stay")
    circle = found.circles[0]
    entries = calendar_of(found, circle.number).entries
    leaving = [each for each in entries if each.kind == "leave_by"]
    assert [each.day for each in leaving] == [day(stop.left) for stop in circle.stops[:-1]]
    assert dt.date.fromordinal(leaving[0].day).isoformat() == circle.stops[0].left


def test_unsaid_stays_never_become_a_certain_last_day() -> None:
    """With unsaid stays nothing is certain in Kazakhstan until the window holds none of them."""
    facts = {key: value for key, value in TRAVELLER.items() if key != "stays"}
    found = planned(facts, "stay", countries={"KZ"})
    assert found.notices
    at_once = [each for each in found.plans if each.steps[0].earliest == DAY]
    assert [(each.certain, each.steps[0].missing) for each in at_once] == [(False, ["stays"])]
    for each in found.plans:
        if (
            each.days is not None
        ):  # only once the window holds no unsaid day, that of the question included
            assert each.days >= 180
