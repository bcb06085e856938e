"""The ways of filling in cover every joint answer that a real value gives: each is compared with a walk."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from engine.small_rules import VOCABULARY
from pathfinder.engine import fillings, staying
from pathfinder.engine.axes import Axis
from pathfinder.engine.questions import PLACE, STAYS, answer
from pathfinder.language.answers import Visa
from pathfinder.values.dates import Period, parse_day
from pathfinder.values.stays import Stay

DAYS = st.integers(parse_day("2022-06-01") or 0, parse_day("2024-12-31") or 0)
PERIODS = st.one_of(
    st.integers(1, 100).map(lambda n: Period(days=n)),
    st.integers(1, 13).map(lambda n: Period(months=n)),
)
BACK = 500


def since(
    country: str, how: str, period: Period | None, *, recorded: bool = True
) -> tuple[Any, ...]:
    """A question to a date by country."""
    return ("since", "registered_on", country, how, period, recorded)


@given(DAYS, PERIODS, PERIODS)
def test_dates_by_country_are_told_apart_to_the_day(day: int, one: Period, two: Period) -> None:
    """Every joint answer to questions by the calendar is reached, at month ends and leap days too."""
    questions = [
        since("DE", "within", one),
        since("DE", "for at least", two),
        since("DE", "recorded", None),
    ]

    def joint(value: tuple[tuple[str, int], ...]) -> tuple[int, ...]:
        return tuple(answer(question, {"registered_on": value}, day) for question in questions)

    walked = {joint((("DE", begun),)) for begun in range(day - BACK, day + 3)} | {joint(())}
    assert {joint(value) for value in fillings.dates_by_country(questions, day)} == walked


STAY_QUESTIONS = st.lists(
    st.one_of(
        st.builds(lambda limit: ("stay", STAYS, frozenset(("DE",)), limit, None), PERIODS),
        st.builds(
            lambda within, most: ("days", STAYS, frozenset(("DE",)), within, most),
            PERIODS, st.integers(1, 100),
        ),
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@given(
    DAYS, STAY_QUESTIONS, st.lists(st.tuples(st.integers(1, 120), st.integers(0, 60)), max_size=3)
)
def test_first_days_of_a_present_stay_are_told_apart(
    day: int, questions: list[Any], earlier: list[tuple[int, int]]
) -> None:
    """With earlier stays said, every joint answer for a first day of the present stay is reached."""
    known = tuple(Stay("DE", day - ago - length, day - ago) for ago, length in earlier)

    def joint(begun: int) -> tuple[int, ...]:
        values = {STAYS: (*known, Stay("DE", begun, None)), PLACE: "DE"}
        return tuple(answer(question, values, day) for question in questions)

    found = {joint(begun) for begun, _known in staying.fillings(questions, day, known, ["DE"])}
    assert found == {joint(begun) for begun in range(day - BACK, day + 1)}


@given(
    DAYS,
    STAY_QUESTIONS,
    st.lists(st.tuples(st.integers(1, 120), st.integers(0, 60)), max_size=3),
    st.integers(0, 200),
)
def test_no_history_gives_an_answer_that_is_not_among_the_fillings(
    day: int, questions: list[Any], earlier: list[tuple[int, int]], length: int
) -> None:
    """Whatever somebody's stays were, the joint answer was one of those that were thought possible."""
    axis = Axis(("current_country", "stays"), tuple(questions), VOCABULARY, day)
    possible = set(axis.state({PLACE: "DE"}).vectors)
    stays = tuple(Stay("DE", day - ago - more, day - ago) for ago, more in earlier)
    said = {STAYS: (*stays, Stay("DE", day - length, None)), PLACE: "DE"}
    (vector,) = axis.state(said).vectors
    assert vector in possible
    outside = {STAYS: stays, PLACE: "RU"}
    assert set(axis.state(outside).vectors) <= set(axis.state({PLACE: "RU"}).vectors)


def test_a_list_of_stays_without_the_present_one_lacks_its_first_day_only() -> None:
    """Of somebody in a country without a present stay in the list its first day has not been said, all else has."""
    day = parse_day("2024-05-15") or 0
    question = ("days", STAYS, frozenset(("DE",)), Period(days=180), 90)
    axis = Axis(("current_country", "stays"), (question,), VOCABULARY, day)
    empty = axis.state({STAYS: (), PLACE: "DE"})
    assert (len(empty.vectors), empty.unsaid) == (2, ("stays",))
    used_up = axis.state({STAYS: (Stay("DE", day - 120, day - 20),), PLACE: "DE"})
    assert len(used_up.vectors) == 1
    elsewhere = axis.state({STAYS: (Stay("DE", day - 120, day - 20),), PLACE: "RU"})
    assert len(elsewhere.vectors) == 1


def test_windows_of_two_countries_are_filled_apart() -> None:
    """Elsewhere, with no stay said, the days of either of two countries can be used up, of both, or of none."""
    day = parse_day("2024-05-15") or 0
    questions = tuple(
        ("days", STAYS, frozenset((country,)), Period(days=180), 90) for country in ("DE", "FR")
    )
    axis = Axis(("current_country", "stays"), questions, VOCABULARY, day)
    assert len(axis.state({PLACE: "RU"}).vectors) == 4
    assert len(axis.state({PLACE: "DE"}).vectors) == 4


def test_a_stay_in_one_state_can_go_on_from_another() -> None:
    """A stay in the region that is longer than the one in the state it is in now is among the ways of filling in."""
    day = parse_day("2024-05-15") or 0
    questions = (
        ("stay", STAYS, frozenset(("DE",)), Period(days=5), None),
        ("stay", STAYS, frozenset(("DE", "FR")), Period(days=5), None),
    )
    axis = Axis(("current_country", "stays"), questions, VOCABULARY, day)
    assert len(axis.state({PLACE: "DE"}).vectors) == 3


def test_a_travel_passport_that_is_held_is_valid() -> None:
    """Of an expiry that is not said only days that are not past fit a travel passport that is held."""
    day = parse_day("2024-05-15") or 0
    questions = (
        ("set", "passports", "any", (frozenset(("travel",)),), True),
        ("date", "travel_passport_expires", "before", day),
    )
    axis = Axis(("passports", "travel_passport_expires"), questions, VOCABULARY, day)
    assert len(axis.state({"passports": frozenset(("travel",))}).vectors) == 1
    assert len(axis.state({}).vectors) == 3


def test_none_is_no_member_of_a_set() -> None:
    """Where `none` is an option of a set it says that the set is empty; nobody holds it as a member."""
    import msgspec

    fact = msgspec.structs.replace(VOCABULARY.facts["acts"], options=(("p", "p"), ("none", "none")))
    question = ("set", "acts", "any", (frozenset(("p",)),), True)
    assert fillings.sets(fact, [question]) == [frozenset(), frozenset(("p",))]


def test_visas_of_every_kind_are_told_apart() -> None:
    """A visa of the kind that is asked for, of another kind, both, or none."""
    question = ("visa", "visas", frozenset(("DE",)), frozenset(("C",)))
    day = parse_day("2024-05-15") or 0
    found = fillings.visas([question], VOCABULARY.facts["visas"], day)
    assert set(found) == {
        (), (Visa("DE", "C", day),), (Visa("DE", "D", day),), (Visa("DE", "C", day), Visa("DE", "D", day)),
    }  # fmt: skip
