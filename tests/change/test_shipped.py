"""What would open countries in the shipped rules: every suggestion holds, none is in vain, no day is missed."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

from engine.people import DAYS, less_and_more, people
from engine.shipped import book
from pathfinder.api import judge, on_day
from pathfinder.change import waiting
from pathfinder.change.changes import Change
from pathfinder.change.knobs import Person
from pathfinder.change.marks import MARKS, NEVER_TO
from pathfinder.change.records import WhatIf
from pathfinder.change.waiting import Waiting
from pathfinder.change.ways import Ways, carrying
from pathfinder.change.whatif import whatif
from pathfinder.engine.assessment import PathwayResult
from pathfinder.engine.judge import Judgement
from pathfinder.language.profile import Profile
from pathfinder.output.whatif import page
from pathfinder.values.dates import Period, parse_day

FEW = settings(max_examples=8, suppress_health_check=list(HealthCheck))
KINDS = {"fixed", "waits", "obtainable", "choosable"}
WAITED_FOR = ("KZ", "KG", "AR", "FI")


def judged(values: dict[str, Any], day: int) -> Judgement:
    """The judgement of somebody with these values."""
    return judge(Profile(values=values), on=day, rules=book())


@st.composite
def somebody(draw: st.DrawFn) -> tuple[int, dict[str, Any]]:
    """A day, and a Russian citizen who has said everything about themselves."""
    day = draw(DAYS)
    return day, draw(people(day)) | {"citizenships": frozenset(("RU",))}


def test_every_fact_has_a_mark() -> None:
    """Each fact of the vocabulary is marked, nothing else is, and every mark says how or why."""
    assert list(MARKS) == list(book().vocabulary.facts)
    for name, mark in MARKS.items():
        assert mark.kind in KINDS
        assert bool(mark.how) == (mark.kind in ("obtainable", "choosable")), name
        assert bool(mark.why) == (mark.kind in ("fixed", "waits")), name


@FEW
@given(somebody())
def test_each_way_opens_its_country_and_none_of_its_changes_is_in_vain(
    person: tuple[int, dict[str, Any]],
) -> None:
    """After all changes of a way the country is feasible; without one of them it is not."""
    day, values = person
    verdicts = judged(values, day).destinations
    ways = Ways(on_day(book(), day), Person(values, book().vocabulary, MARKS, day))
    for country, verdict in verdicts.items():
        if verdict.verdict == "feasible":
            continue
        for way in ways.opening(country):
            assert after(values, way.changes, day).destinations[country].verdict == "feasible"
            for change in way.changes:
                less = way.changes - {change}
                if enters(values, less, day):
                    assert after(values, less, day).destinations[country].verdict != "feasible"


def enters(values: dict[str, Any], changes: frozenset[Change], day: int) -> bool:
    """Whether the country where one would go can be entered with what else is changed."""
    placed = next((change for change in changes if change.fact == "current_country"), None)
    if placed is None:
        return True
    verdicts = after(values, changes - {placed}, day).verdicts
    entries = book().entries.get(placed.values[-1], ())
    return any(verdicts[name] == "eligible" for name in entries)


def after(values: dict[str, Any], changes: frozenset[Change], day: int) -> Judgement:
    """The judgement after changes, with the last of the values that each of them may have."""
    for change in changes:
        one = change.only(change.values[-1])
        values = one.applied(values, book().vocabulary, day)
    return judged(values, day)


@FEW
@given(somebody())
def test_nothing_is_proposed_that_nobody_should_do(person: tuple[int, dict[str, Any]]) -> None:
    """No way leads to Russia who is not there, and only facts that are obtainable or choosable change."""
    day, values = person
    ways = Ways(on_day(book(), day), Person(values, book().vocabulary, MARKS, day))
    for country in book().destinations:
        for change in (change for way in ways.opening(country) for change in way.changes):
            assert MARKS[change.fact].kind in ("obtainable", "choosable")
            if change.fact in ("current_country", "applying_from"):
                assert values["current_country"] == "RU" or not NEVER_TO & set(change.values)


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(somebody())
def test_the_first_day_is_the_one_that_looking_at_every_day_finds(
    person: tuple[int, dict[str, Any]],
) -> None:
    """Looking only at the days on which something can change misses no day within two months."""
    day, values = person
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(waiting, "AHEAD", Period(months=2))
        ahead = Waiting(book(), values, day)
    for country in WAITED_FOR:
        pathways = carrying(book().of_country(country))
        if any(ahead.eligible(pathway, day) for pathway in pathways):
            continue
        found = ahead.first_day(pathways)
        days = range(day + 1, ahead.last + 1)
        first = next((d for d in days for one in pathways if ahead.eligible(one, d)), None)
        assert (found and found.day) == first


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(less_and_more())
def test_everybody_gets_a_page(person: tuple[int, dict[str, Any], dict[str, Any]]) -> None:
    """Whatever somebody says or leaves unsaid, each country that is not feasible stands in the answer, in words."""
    day, less, _more = person
    judgement = judge(Profile(values=less), on=day, rules=book())
    found = whatif(judgement)
    told = {opened.country for one in found.suggestions for opened in one.opens}
    told |= {wait.opens.country for wait in found.waits} | {shut.country for shut in found.shut}
    assert told | set(found.feasible) == set(judgement.destinations)
    assert not told & set(found.feasible)
    assert all(pathway.verdict == "eligible" for pathway in opened_pathways(found))
    assert page(found, {}, everything=True)


def opened_pathways(found: WhatIf) -> list[PathwayResult]:
    """Every pathway that is said to open."""
    opened = [one for suggestion in found.suggestions for one in suggestion.opens]
    opened += [wait.opens for wait in found.waits]
    return [pathway for one in opened for pathway in one.pathways]


def test_a_passport_opens_countries_after_its_danger_is_told() -> None:
    """Whoever left on the internal passport is told of the consulate with the passport that would open Georgia."""
    values = {
        "citizenships": frozenset(("RU",)),
        "passports": frozenset(("internal",)),
        "current_country": "KG",
    }
    found = whatif(judged(values, parse_day("2024-02-12") or 0))
    best = found.suggestions[0]
    assert [step.fact for step in best.steps] == ["passports"]
    assert "RU-CONSULATE-FEAR" in best.steps[0].cautions
    assert "RU-CONSULATE-FEAR" in {caution.id for caution in found.step_cautions}
    assert "GE" in {opened.country for opened in best.opens}
    assert all(pathway.citations for opened in best.opens for pathway in opened.pathways)


def test_days_in_the_window_run_out() -> None:
    """Who was in Kazakhstan for 108 days may return when the first of them leave the window of 180 days."""
    values: dict[str, Any] = {
        "citizenships": frozenset(("RU",)),
        "passports": frozenset(("internal", "travel")),
    }
    values["stays"] = stays("KZ 2022-10-05..2023-01-20", "GE 2023-01-20..")
    found = whatif(judged(values, parse_day("2023-02-12") or 0), countries={"KZ"})
    (wait,) = found.waits
    assert (wait.on, wait.days) == ("2023-04-21", 68)
    assert [pathway.id for pathway in wait.opens.pathways] == ["KZ/visa-free-stay"]
    assert any("90" in reason.says for reason in wait.because)


def stays(*written: str) -> Any:
    """Stays as a spreadsheet has them."""
    from pathfinder.language.answers import read_answer
    from pathfinder.language.tree import text_node

    vocabulary = book().vocabulary
    return read_answer(vocabulary.facts["stays"], text_node("; ".join(written)), vocabulary)


def test_what_is_not_said_stays_unsaid() -> None:
    """Somebody who has said nothing gets ways that are certain whatever else is true of them."""
    day = parse_day("2024-02-12") or 0
    values = {"citizenships": frozenset(("RU",))}
    ways = Ways(on_day(book(), day), Person(values, book().vocabulary, MARKS, day))
    (way,) = ways.opening("ME")
    assert {change.fact for change in way.changes} == {"passports"}
    found = whatif(judged(values, day), countries={"ME"})
    assert found.suggestions[0].steps[0].not_said


@pytest.mark.parametrize("persecuted_for, told", [((), False), (("religion",), True)])
def test_a_confirmation_is_proposed_only_of_what_has_been_said(
    persecuted_for: tuple[str, ...], told: bool
) -> None:
    """Only who has said that they are persecuted is advised to have it confirmed."""
    day = parse_day("2022-07-01") or 0
    values = {
        "citizenships": frozenset(("RU",)),
        "persecuted_for": frozenset(persecuted_for),
        "persecution_confirmed": False,
        "recognised_at_risk": False,
        "military_acts": frozenset[str](),
    }
    ways = Ways(on_day(book(), day), Person(values, book().vocabulary, MARKS, day))
    facts = {change.fact for way in ways.opening("LT") for change in way.changes}
    assert bool(facts & {"persecution_confirmed", "recognised_at_risk"}) is told
