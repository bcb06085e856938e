"""Plans by the shipped rules replayed: what each certain step says is what `check` says of a person who did so."""

from __future__ import annotations

from typing import Any

import pytest

from engine.shipped import book
from pathfinder.api import judge
from pathfinder.change.changes import moved
from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import PathwayResult
from pathfinder.plan.calendar import calendar_of
from pathfinder.plan.make import plan
from pathfinder.plan.records import Plan, Plans
from pathfinder.values.dates import Period, format_day, parse_day
from pathfinder.values.stays import Stay

HOME: dict[str, Any] = {"citizenships": ["RU"], "passports": ["internal"], "current_country": "RU"}
AWAY: dict[str, Any] = {
    "citizenships": ["RU"], "passports": ["internal", "travel"], "current_country": "GE",
    "stays": [{"country": "GE", "entered": "2023-03-15"}], "registered_on": {},
}  # fmt: skip
LAPSED: dict[str, Any] = {
    "citizenships": ["RU"], "passports": ["internal"], "current_country": "KG",
    "stays": [{"country": "KG", "entered": "2022-10-05"}], "registered_on": {"KG": "2023-11-20"},
}  # fmt: skip
WIFE: dict[str, Any] = {
    "citizenships": ["RU"], "passports": ["internal"], "age": 33, "sex": "female", "spouse_citizenships": ["KZ"],
    "marriage_in": ["KZ"], "current_country": "RU", "stays": [], "housing_proof": "owner_present",
}  # fmt: skip
PEOPLE = {
    "away": AWAY,
    "lapsed": LAPSED,
    "wife": WIFE,
    "leaving": HOME | {"stays": [], "registered_on": {}},
    "traveller": AWAY | {"current_country": "RU", "stays": [], "visas": []},
    "mongolia": AWAY | {"current_country": "MN", "stays": [{"country": "MN", "entered": "2024-02-01"}]},
}  # fmt: skip


def planned(facts: dict[str, Any], to: str, on: str = "2024-02-12", **options: Any) -> Plans:
    """The plans of somebody within two years."""
    judgement = judge(facts, on=on, rules=book())
    return plan(judgement, to=to, within=Period(months=24), **options)


def checked(facts: dict[str, Any], on: str, name: str) -> PathwayResult:
    """What `check` says of a pathway."""
    country = name.partition("/")[0]
    found = assess(judge(facts, on=on, rules=book()), countries={country})
    return next(each for each in found.destinations[0].pathways if each.id == name)


def _stays(facts: dict[str, Any], country: str, on: str) -> list[dict[str, str]]:
    """The stays of who goes on to a country on a day."""
    day = parse_day(on)
    assert day is not None
    before = tuple(
        Stay(each["country"], parse_day(each["entered"]) or 0, parse_day(each.get("left", "")))
        for each in facts["stays"]
    )
    return [
        {"country": each.country, "entered": format_day(each.entered)}
        | ({"left": format_day(each.left)} if each.left is not None else {})
        for each in moved(before, country, day)
    ]


def _replayed(facts: dict[str, Any], each: Plan) -> None:
    now = facts
    for step in each.steps:
        assert step.on is not None
        if step.moves:
            present = {"current_country": step.country, "stays": _stays(now, step.country, step.on)}
            if step.entry is not None:
                assert checked(now, step.on, step.entry.id).verdict == "eligible"
            now = now | present
        if step.register:
            now = now | {"registered_on": {step.country: step.on}}
        found = checked(now, step.on, step.pathway.id)
        assert found.verdict == "eligible", (each.goal, step.on, step.pathway.id)
        if step.remain_until is not None and step.remain_how == "stay" and not step.renew_on:
            assert found.until in (None, step.remain_until), step.pathway.id
        if step.pathway.gives == "reside":
            return


@pytest.mark.parametrize("on", ["2022-12-01", "2023-06-30", "2024-02-12", "2026-11-20"])
@pytest.mark.parametrize("name", PEOPLE)
def test_every_certain_stay_is_what_check_says(name: str, on: str) -> None:
    """Each step of each certain plan is eligible on its day, and its last day is that of the pathway it names."""
    facts = PEOPLE[name]
    if any(each["entered"] > on for each in facts.get("stays", ())):
        return
    for each in planned(facts, "stay", on).plans:
        if each.certain:
            _replayed(facts, each)


def test_an_extension_is_a_step_of_its_own() -> None:
    """Thirty days in Mongolia, and thirty more only by a second step; the calendar says the same."""
    found = planned(AWAY, "stay", countries={"MN"})
    told = {each.goal: [(s.pathway.id, s.remain_until) for s in each.steps] for each in found.plans}
    first = ("MN/visa-free-stay", "2024-03-12")
    assert told["MN/visa-free-stay"] == [first]
    assert told["MN/stay-extension"] == [first, ("MN/stay-extension", "2024-04-11")]
    number = next(each.number for each in found.plans if each.goal == "MN/visa-free-stay")
    ends = [each for each in calendar_of(found, number).entries if each.kind == "last_day"]
    assert [format_day(each.day) for each in ends] == ["2024-03-12"]
    for circle in planned(AWAY, "stay").circles:
        assert all(stop.days <= 30 for stop in circle.stops if stop.country == "MN")


@pytest.mark.parametrize("goal", ["stay", "reside"])
def test_nobody_is_told_to_wait_in_russia_while_a_way_is_open(goal: str) -> None:
    """With stays not said nothing is waited for in Russia, and what is eligible today stands first."""
    found = planned(HOME, goal)
    assert found.plans
    assert not found.cut
    for each in found.plans:
        assert each.steps[0].earliest == "2024-02-12"
        names = [step.pathway.id for step in each.steps]
        assert len(set(names)) == len(names)
    if goal == "stay":
        certain = {each.goal for each in found.plans if each.certain}
        assert certain == {"AM/visa-free-stay", "KG/registered-stay"}


def test_a_lapsed_registration_is_never_supposed_made_up_for() -> None:
    """Who let a registration lapse has no certain way of remaining; what rests on registering anew says so."""
    found = planned(LAPSED, "stay", "2026-11-20")
    (own,) = [each for each in found.plans if each.goal == "KG/registered-stay"]
    (step,) = own.steps
    assert not own.certain
    assert step.late
    assert step.branch == ["open"]
    assert step.supposed_on == "2026-11-20"
    assert "requires.2" in step.supposed
    assert "KG" not in found.alone


def test_what_was_said_is_kept_on_the_way() -> None:
    """Proof of housing and visas that were said are not asked again after a journey."""
    best = planned(WIFE, "reside", countries={"KZ"}).plans[0]
    assert best.certain
    assert best.goal == "KZ/temporary-residence"
    for each in planned(AWAY | {"visas": []}, "stay", countries={"LK"}).plans:
        assert not any("visas" in step.missing for step in each.steps)
