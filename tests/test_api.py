"""The library: profiles given as mappings, one after the other."""

from __future__ import annotations

import datetime as dt
import enum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import pathfinder
from engine.shipped import book
from pathfinder.api import MAX_REMEMBERED, ProfileReader
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, profile_from_mapping

VALUES: dict[str, Any] = {
    "citizenships": ["RU"], "passports": ("internal", "travel"), "age": 48, "sex": "male",
    "travel_passport_expires": dt.date(2027, 3, 1), "proves_solvency": True, "descent": "none",
    "stays": [{"country": "KG", "entered": "2022-10-05"}], "registered_on": {"KG": "2023-11-20"},
    "former_citizenships": [], "activities": "declined", "summons": "unknown",
    "spouse_citizenships": {"KZ"}, "family_citizenships": ["KZ", "RU"], "visas": ["SCHENGEN C 2023-05-01"],
}  # fmt: skip
"""A value of every notation that a caller may use."""


class Word(str, enum.Enum):  # noqa: UP042 - StrEnum writes itself as it is
    """A word that writes itself otherwise than it is."""

    MALE = "male"


def read(facts: dict[str, Any], reader: ProfileReader) -> Profile | list[tuple[str, str, str]]:
    """The profile, or the problems with their places."""
    try:
        return reader.profile(facts)
    except ProblemsFound as found:
        return [(p.code, p.message, str(p.place)) for p in found.problems]


def read_plainly(facts: dict[str, Any]) -> Profile | list[tuple[str, str, str]]:
    """The same without anything remembered."""
    try:
        return profile_from_mapping(facts, book().vocabulary)
    except ProblemsFound as found:
        return [(p.code, p.message, str(p.place)) for p in found.problems]


READER = ProfileReader(book().vocabulary)
RAW = st.sampled_from(
    [
        *VALUES.values(), "yes", "no", True, False, 1, 0, 1.0, 1.5, -1, 10**9, 10**12, None, "", " ", "RU", "ZZ",
        "48", " 48 ", "048", "2022-10-05", " 2022-10-05", "2022-02-30", ["travel"], ["none"], ["none", "travel"],
        [True], [1], ["1"], [["RU"]], {}, {"KG": None}, {"KG": "soon"}, set(), frozenset({"KZ"}), Word.MALE, b"RU",
        dt.date(2022, 10, 5), dt.datetime(2022, 10, 5, tzinfo=dt.UTC), "declined", "Unknown", float("nan"),
        [{"country": "KG", "entered": "2022-10-05"}, {"country": "KZ", "entered": "2023-01-01"}],
    ]
)  # fmt: skip
FACTS = st.sampled_from([*VALUES, *book().vocabulary.facts, "no_such_fact", 7])


@given(st.dictionaries(FACTS, RAW, max_size=4))
def test_what_is_remembered_changes_nothing(facts: dict[Any, Any]) -> None:
    """A mapping gives the same profile, or the same problems, from a reader that has read others and from none."""
    plain = read_plainly(facts)
    assert read(facts, READER) == plain
    assert read(facts, READER) == plain


def test_one_and_true_are_two_answers() -> None:
    """Values that Python holds for equal are not taken for one another."""
    reader = ProfileReader(book().vocabulary)
    assert reader.profile({"proves_solvency": True}).values == {"proves_solvency": True}
    for value in (1, 1.0):
        with pytest.raises(ProblemsFound):
            reader.profile({"proves_solvency": value})
    assert reader.profile({"age": 1}).values == {"age": 1}
    with pytest.raises(ProblemsFound):
        reader.profile({"age": True})


def test_a_value_changed_by_its_owner_is_read_anew() -> None:
    """A list is remembered by what stands in it, not as itself."""
    countries = ["RU"]
    assert READER.profile({"citizenships": countries}).values["citizenships"] == {"RU"}
    countries.append("KZ")
    assert READER.profile({"citizenships": countries}).values["citizenships"] == {"RU", "KZ"}


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many different answers are given, memory does not grow without end."""
    assert MAX_REMEMBERED > 1000
    monkeypatch.setattr("pathfinder.api.MAX_REMEMBERED", 2)
    reader = ProfileReader(book().vocabulary)
    for number in range(10):
        assert reader.profile({"age": f"{number}"}).values == {"age": number}
        assert len(reader._known["age"]) <= 2


def test_a_mapping_and_its_profile_have_the_same_verdicts() -> None:
    """Judged from a mapping, from a profile, once or in a loop: the verdicts are the same."""
    profile = profile_from_mapping(VALUES, book().vocabulary)
    first = pathfinder.judge(profile, on="2024-01-15", rules=book()).verdicts
    for _time in range(3):
        assert pathfinder.judge(VALUES, on="2024-01-15", rules=book()).verdicts == first
        pathfinder.judge({}, on=dt.date(2024, 1, 15), rules=book())
    assert first["KG/visa-free-entry"] == "eligible"


def test_reasons_come_from_the_judgement() -> None:
    """What was judged in a loop can be told in full without judging it again."""
    people = [VALUES | {"age": age} for age in (17, 18, 60)]
    judgements = [pathfinder.judge(person, on="2024-01-15", rules=book()) for person in people]
    for judgement in judgements:
        result = pathfinder.assess(judgement)
        told = {one.id: one for country in result.destinations for one in country.pathways}
        assert {name: one.verdict for name, one in told.items()} == judgement.verdicts
        assert all(one.reasons for one in told.values())


@pytest.mark.parametrize(
    "facts, code",
    [
        ({"no_such_fact": "x"}, "PF120"),
        ({"age": "old"}, "PF114"),
        ({"sex": "m"}, "PF121"),
        ({"citizenships": ["Russia"]}, "PF122"),
        ({"spouse_citizenships": ["KZ"], "family_citizenships": ["RU"]}, "PF213"),
        ({"current_country": "KZ", "stays": ["KG 2022-10-05.."]}, "PF212"),
    ],
)
def test_a_bad_value_is_told(facts: dict[str, Any], code: str) -> None:
    """Whoever gives a value that cannot be judged is told which, each time."""
    for _time in range(2):
        with pytest.raises(ProblemsFound) as found:
            pathfinder.judge(facts, on="2024-01-15", rules=book())
        assert [problem.code for problem in found.value.problems] == [code]
        assert all(problem.message for problem in found.value.problems)


@pytest.mark.parametrize("on", ["2024-02-30", "soon", ""])
def test_a_date_that_is_none_is_refused(on: str) -> None:
    """What is no day of the calendar raises ValueError."""
    with pytest.raises(ValueError, match="not a day"):
        pathfinder.judge({}, on=on, rules=book())


def test_a_day_is_a_text_a_date_or_an_ordinal() -> None:
    """All three ways of saying a day are one."""
    day = dt.date(2024, 1, 15)
    judged = [
        pathfinder.judge(VALUES, on=on, rules=book()).verdicts
        for on in (day, "2024-01-15", day.toordinal())
    ]
    assert judged[0] == judged[1] == judged[2]


def test_books_and_days_that_are_kept_are_few() -> None:
    """A caller who asks about many days does not fill the memory, and is answered the same."""
    first = pathfinder.judge(VALUES, on="2024-01-15", rules=book()).verdicts
    for day in range(1, 12):
        pathfinder.judge({}, on=dt.date(2023, 1, day), rules=book())
    assert len(pathfinder.api._days) <= 8
    assert pathfinder.judge(VALUES, on="2024-01-15", rules=book()).verdicts == first
