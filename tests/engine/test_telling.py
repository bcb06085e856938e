"""The whole result is told for every small rule book and person, and says the same as the verdict."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from engine.completions import DAY
from engine.shipped import book as shipped
from engine.shipped import judged as judged_by_shipped
from engine.small_rules import VOCABULARY, book, pathways, people
from pathfinder.engine.assess import assess, months_between
from pathfinder.engine.assessment import Assessment, PathwayResult
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement, contradictions
from pathfinder.language import records
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.dates import Period, Span, format_day, parse_day
from pathfinder.values.stays import Stay


def told(
    said: dict[str, Any],
    *ways: records.Pathway,
    vocabulary: Vocabulary = VOCABULARY,
    with_sensitive: bool = False,
) -> Assessment:
    """The result for a person; facts that are not said are unknown."""
    rules = msgspec.structs.replace(
        book(*ways), vocabulary=vocabulary, destinations={"DE": records.Destination(country="DE")}
    )
    on_day = BookOnDay(rules, DAY)
    on_day.prepare()
    unsaid = {name: "unknown" for name in ("flag", "age") if name not in said}
    profile = Profile(values=said, unsaid=unsaid)
    return assess(Judgement(on_day, profile), explain=True, with_sensitive=with_sensitive)


def only(result: Assessment) -> PathwayResult:
    """The one pathway of a result."""
    return result.destinations[0].pathways[0]


@settings(suppress_health_check=list(HealthCheck))
@given(pathways(), st.lists(pathways("enter", "DE/enter"), max_size=1), people(), st.booleans())
def test_every_result_can_be_told(
    pathway: records.Pathway, entries: list[records.Pathway], said: dict[str, Any], sensitive: bool
) -> None:
    """Whoever is judged is told why; what decides has the truth that the verdict needs."""
    result = only(told(said, pathway, *entries, with_sensitive=sensitive))
    top = [reason for reason in result.reasons if reason.depth == 0]
    assert top[0].condition == "covers"
    assert (top[0].truth == "yes") or result.verdict != "eligible"
    assert {reason.truth for reason in result.reasons} <= {"yes", "no", "not_said", "not_stated"}
    if result.verdict in ("closed", "not_in_force"):
        assert any(reason.decisive for reason in result.reasons)
    if result.until is not None:
        assert result.verdict in ("eligible", "undetermined")


def way(requires: Any, gives: str = "stay", **parts: Any) -> records.Pathway:
    """A pathway for everybody with one version."""
    version = records.Version(
        span=Span(), cites=(), conditions="stated", requires=requires, **parts
    )
    return records.Pathway(
        id="DE/way", country="DE", title="", gives=gives, covers=records.Covers(everyone=True),
        at_discretion=False, reached=False, versions=(version,),
    )  # fmt: skip


def at_most(days: int) -> records.PresentStay:
    """A present stay of so many days at most."""
    return records.PresentStay(countries=("DE",), at_most=Period(days=days))


YOUNG = records.NumberFact(fact="age", operator="at most", number=5)
FLAG = records.YesNoFact(fact="flag", value=True)
QUARTER, HALF = Period(days=90, text="90 days"), Period(days=180, text="180 days")
PERSON = {"citizenships": frozenset(("RU",)), "stays": (Stay("DE", DAY, None),), "flag": True}
WINDOW = records.DaysIn(countries=("DE",), within=Period(days=10), at_most=Period(days=12))


@pytest.mark.parametrize(
    "says, requires, days",
    [
        ("all: the first to end", records.AllOf(items=(at_most(5), at_most(9))), 5),
        ("any: the last to end", records.AnyOf(items=(at_most(5), at_most(9))), 9),
        ("any: one that time does not touch", records.AnyOf(items=(at_most(5), FLAG)), None),
        ("at least two of three", records.AtLeast(count=2, items=(at_most(5), at_most(9), at_most(7))), 7),
        ("readings: the shorter", records.Readings(about="", items=(at_most(5), at_most(9))), 5),
        ("none: time changes nothing", records.NoneOf(items=(YOUNG,)), None),
        ("a window within its allowance", WINDOW, None),
    ],
)  # fmt: skip
def test_until_follows_the_conditions(says: str, requires: Any, days: int | None) -> None:
    """The last lawful day is that of the conditions together."""
    result = only(told(PERSON | {"age": 30}, way(requires)))
    assert result.verdict == "eligible"
    assert result.until == (None if days is None else format_day(DAY + days - 1)), says


def test_until_is_not_told_where_the_verdict_hangs_on_what_is_not_said() -> None:
    """In the country, with the first day of the stay not said, there is no last lawful day to tell."""
    said = {"citizenships": frozenset(("RU",)), "current_country": "DE"}
    for requires in (
        at_most(5),
        records.AnyOf(items=(at_most(5), records.NoneOf(items=(at_most(5),)))),
    ):
        assert only(told(said, way(requires))).until is None


@pytest.mark.parametrize(
    "grant, told_as",
    [
        (None, None), (records.Grant(period=None), None),
        (records.Grant(period=None, says="For long."), "For long."),
        (records.Grant(period=QUARTER), "90 days"),
        (records.Grant(period=QUARTER, within=HALF), "90 days in 180 days"),
    ],
)  # fmt: skip
def test_for_how_long_something_is_granted(
    grant: records.Grant | None, told_as: str | None
) -> None:
    """In the words of the rule where it has some, otherwise by its period."""
    assert only(told(PERSON, way(None, grants=grant))).grants == told_as


def due(how: str, **parts: Any) -> records.DutyRule:
    """A duty."""
    return records.DutyRule(says="Do it.", due=records.Due(how=how, **parts), cites=())


def test_duties_fall_due() -> None:
    """By the last lawful day, a fixed day, a period after a fact or the present stay, or no day that is stated."""
    month = Period(months=1, text="1 month")
    duties = (
        due("last day"), due("day", day=DAY + 3), due("not stated"),
        due("after", after=month, since="registered_on", country="DE"),
        due("after", after=month, since="the present stay", country="DE"),
    )  # fmt: skip
    pathway = way(at_most(5), duties=duties)

    def days(**said: Any) -> list[str | None]:
        return [
            duty.due
            for duty in only(told({"citizenships": frozenset(("RU",))} | said, pathway)).duties
        ]

    end, fixed, today = format_day(DAY + 4), format_day(DAY + 3), format_day(DAY)
    in_a_month = format_day(parse_day("2023-06-15") or 0)
    assert today == "2023-05-15"
    there = {"stays": (Stay("DE", DAY, None),), "registered_on": (("DE", DAY),)}
    assert days(**there) == [end, fixed, None, in_a_month, in_a_month]
    assert days(current_country="US") == [end, fixed, None, None, in_a_month]
    assert days(current_country="DE", stays=()) == [None, fixed, None, None, None]
    assert days() == [None, fixed, None, None, None]


def test_a_duty_is_that_of_whoever_meets_its_condition_or_may() -> None:
    """`when` says whose duty it is; somebody who has not said it is told."""
    duty = msgspec.structs.replace(due("not stated"), when=FLAG)
    pathway = way(None, duties=(duty,))
    base = {"citizenships": frozenset(("RU",))}
    assert len(only(told(base | {"flag": True}, pathway)).duties) == 1
    assert len(only(told(base, pathway)).duties) == 1
    assert len(only(told(base | {"flag": False}, pathway)).duties) == 0


@pytest.mark.parametrize("sensitive, shown", [(True, "yes"), (False, "masked")])
def test_sensitive_answers_are_masked(sensitive: bool, shown: str) -> None:
    """Reasons that rest on a sensitive fact hold its value only where that was asked for."""
    flag = msgspec.structs.replace(VOCABULARY.facts["flag"], sensitive=True)
    vocabulary = msgspec.structs.replace(VOCABULARY, facts=VOCABULARY.facts | {"flag": flag})
    base = {"citizenships": frozenset(("RU",))}
    result = only(
        told(base | {"flag": True}, way(FLAG), vocabulary=vocabulary, with_sensitive=sensitive)
    )
    assert {
        value.value for one in result.reasons for value in one.values if value.fact == "flag"
    } == {shown}
    unsaid = only(told(base, way(FLAG), vocabulary=vocabulary))
    assert {
        value.value for one in unsaid.reasons for value in one.values if value.fact == "flag"
    } == {"masked"}


def test_a_country_and_a_stay_that_say_different_places_are_an_error() -> None:
    """The error names both, and where they stand."""
    person = Profile(
        values={"current_country": "US", "stays": (Stay("DE", DAY - 3, None),)},
        places={"current_country": "me.yaml:4:7"},
    )
    (problem,) = contradictions(person, DAY)
    assert ("US" in problem.message, "DE" in problem.message) == (True, True)
    assert (problem.place.file, problem.place.line, problem.place.column) == ("me.yaml", 4, 7)
    assert contradictions(person, DAY - 4) == []
    with pytest.raises(ProblemsFound):
        judged_by_shipped("2024-01-15", current_country="US", stays=["DE 2024-01-01.."])


@pytest.mark.parametrize(
    "first, last, months",
    [
        ("2023-01-31", "2023-02-28", 1), ("2023-01-31", "2023-02-27", 0), ("2022-03-15", "2024-03-14", 23),
        ("2024-03-14", "2022-03-15", -23), ("2023-05-01", "2023-05-01", 0),
    ],
)  # fmt: skip
def test_whole_months(first: str, last: str, months: int) -> None:
    """How old a document is, in whole months by the calendar."""
    assert months_between(parse_day(first) or 0, parse_day(last) or 0) == months


def test_results_can_be_narrowed_to_countries() -> None:
    """Somebody who asks for two countries is told of these, the better one first."""
    result = assess(
        judged_by_shipped("2024-01-15", citizenships=["RU"], passports=[]), countries=["TH", "KG"]
    )
    assert [one.country for one in result.destinations] == ["KG", "TH"]
    assert set(shipped().destinations) >= {"TH", "KG"}
