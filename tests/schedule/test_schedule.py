"""A schedule names the days that follow, and says where a list without a day must not be trusted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.values.dates import Period, format_day, parse_day
from pathfinder.values.stays import Stay, used_if_there
from schedule.people import ON, dangers, days, gaps, of_kind, schedule_of

KZ = frozenset(("KZ",))
WITHIN, ALLOWED = Period(days=180), 90
ON_DAY = parse_day(ON) or 0


def test_the_last_lawful_day_comes_with_what_is_to_be_done_by_it() -> None:
    """A registration that is due on the last lawful day is one entry that names both."""
    found = schedule_of(
        {"stays": ["KG 2022-10-05.."], "registered_on": {"KG": "2023-11-20"}},
    )
    [entry] = of_kind(found, "last_day")
    assert (format_day(entry.day), entry.country, entry.sure) == ("2024-05-20", "KG", True)
    assert entry.to_do == ("Renew the registration in Kyrgyzstan.",)
    assert not of_kind(found, "duty")
    assert entry.citations


def test_a_registration_that_ran_out_is_overdue_and_a_danger() -> None:
    """A duty whose day has passed is told with that day, and that the stay is not lawful by the documents."""
    found = schedule_of(
        {
            "stays": ["KG 2022-10-05.."], "registered_on": {"KG": "2023-06-20"},
            "occupations": ["engineer"],
        }
    )  # fmt: skip
    [entry] = of_kind(found, "duty")
    assert (format_day(entry.day), entry.overdue) == ("2023-12-20", True)
    [danger] = dangers(found)
    assert "Kyrgyzstan" in danger


def test_days_that_are_used_up_are_a_danger_and_no_last_day() -> None:
    """On the 91st day in Kazakhstan there is no last lawful day; that it is over is said."""
    found = schedule_of({"passports": ["internal"], "stays": ["KZ 2023-11-01.."]})
    assert days(found, "last_day") == []
    assert any("Kazakhstan" in danger and "not lawful" in danger for danger in dangers(found))


def test_a_permit_of_the_country_takes_the_alarm_away() -> None:
    """Who holds a residence permit there is told to look at it, not that the stay without a visa is over."""
    found = schedule_of(
        {"passports": ["internal"], "stays": ["KZ 2023-11-01.."], "residence_permits": ["KZ"]}
    )
    assert dangers(found) == []
    assert any("Residence permit: Kazakhstan" in gap for gap in gaps(found))


@pytest.mark.parametrize(
    "facts, words",
    [
        pytest.param({}, "Where the person is was not said", id="place-not-said"),
        pytest.param({"stays": ["AR 2023-11-01.."]}, "Argentina: the documents state no stay", id="no-rule"),
        pytest.param({"current_country": "KG"}, "Kyrgyzstan: no last lawful day", id="since-not-said"),
    ],
)  # fmt: skip
def test_a_list_without_a_last_day_says_why(facts: dict[str, object], words: str) -> None:
    """Where no last lawful day can be told, that is said, so that nobody takes the stay for endless."""
    found = schedule_of(facts)
    assert days(found, "last_day") == []
    assert any(gap.startswith(words) for gap in gaps(found))


def test_at_home_nothing_is_counted() -> None:
    """In the person's own country there is no last day and no alarm."""
    found = schedule_of({"current_country": "RU", "stays": []})
    assert (found.entries, found.notices) == ((), ())


@pytest.mark.parametrize(
    "stay, first",
    [
        pytest.param("KZ 2023-11-01..2024-01-29", "2024-04-29", id="ninety-days-used"),
        pytest.param("KZ 2023-10-01..2023-11-30", None, id="days-left"),
        pytest.param("KZ 2022-01-01..2022-12-31", None, id="long-ago"),
    ],
)
def test_the_earliest_return_is_told_where_days_are_used_up(stay: str, first: str | None) -> None:
    """Who is outside and has no day left is told the first day of a lawful return; who has, is not."""
    found = schedule_of({"current_country": "AM", "stays": [stay, "AM 2024-02-01.."]})
    assert days(found, "return") == ([first] if first else [])


def test_the_return_of_who_is_there_hangs_on_leaving_in_time() -> None:
    """The first day of a return after the last lawful day is not certain, for it falls if the person stays longer."""
    found = schedule_of({"passports": ["internal"], "stays": ["KZ 2024-01-15.."]})
    assert days(found, "last_day") == ["2024-04-13"]
    [entry] = of_kind(found, "return")
    assert (format_day(entry.day), entry.sure) == ("2024-07-13", False)
    assert "2024-04-13" in entry.because


@given(
    before=st.integers(0, 89), length=st.integers(1, 60), gap=st.integers(1, 150)
)  # fmt: skip
def test_leaving_by_the_day_named_keeps_a_booked_stay_lawful(
    before: int, length: int, gap: int
) -> None:
    """Counted by hand, every day of the booked stay is lawful if the person leaves by that day, and not a day later."""
    entered = ON_DAY - before
    first = ON_DAY + gap
    trip = Stay("KZ", first, first + length - 1)
    written = [
        f"KZ {format_day(entered)}..",
        f"KZ {format_day(first)}..{format_day(trip.left or 0)}",
    ]
    found = schedule_of({"passports": ["internal"], "stays": written})

    def lawful(leaving: int) -> bool:
        stays = [Stay("KZ", entered, leaving), trip]
        return all(
            used_if_there(stays, KZ, WITHIN, day) <= ALLOWED
            for day in range(first, first + length)
        )  # fmt: skip

    latest = min(entered + 89, first)
    by = [entry.day for entry in of_kind(found, "leave_by")]
    if lawful(latest):
        assert by == []
    elif by:
        assert lawful(by[0])
        assert not lawful(by[0] + 1)
    else:
        assert not lawful(ON_DAY)
    assert bool(dangers(found)) is not lawful(latest)


def test_a_booked_stay_that_is_too_long_is_told_with_its_last_day() -> None:
    """A stay in Türkiye that is booked for longer than sixty days says which day is the last."""
    found = schedule_of(
        {"passports": ["travel"], "current_country": "AM", "stays": ["TR 2024-07-01..2024-09-15"]}
    )
    [danger] = dangers(found)
    assert "Türkiye, 2024-07-01 to 2024-09-15" in danger
    assert "2024-08-29" in danger


def test_a_booked_stay_that_nobody_lets_in_is_told() -> None:
    """A passport that runs out before the journey makes the booked stay unlawful, though its days would be few."""
    facts = {
        "passports": ["internal", "travel"], "current_country": "AM",
        "stays": ["TR 2024-07-01..2024-07-10"],
    }  # fmt: skip
    assert dangers(schedule_of({**facts, "travel_passport_expires": "2025-01-01"})) == []
    [danger] = dangers(schedule_of({**facts, "travel_passport_expires": "2024-05-01"}))
    assert "without a visa or permit" in danger
    assert "--on 2024-07-01 --country TR" in danger


@pytest.mark.parametrize(
    "stays, country",
    [
        pytest.param(["TR 2023-11-01..2024-01-05", "TR 2024-01-10.."], "Türkiye", id="present"),
        pytest.param(["TR 2024-01-10..", "TR 2024-03-20..2024-04-01"], "Türkiye", id="booked"),
        pytest.param(["DE 2024-01-01..2024-03-01", "FR 2024-03-20..2024-04-20"], "France", id="schengen"),
    ],
)  # fmt: skip
def test_a_new_stay_after_a_short_absence_is_never_told_as_certain(
    stays: list[str], country: str
) -> None:
    """Where a rule limits one stay and is silent on earlier ones, that is a danger, and no day to leave by is named."""
    found = schedule_of(
        {"passports": ["travel"], "visas": ["SCHENGEN C 2024-12-30"], "stays": stays}
    )
    assert any(each.startswith(f"{country}: the documents do not say") for each in dangers(found))
    assert of_kind(found, "leave_by") == []


def test_a_journey_on_without_an_absence_is_one_stay() -> None:
    """From Germany to France on the same day the ninety days go on, and the last of them is told for both."""
    stays = ["DE 2024-01-01..", "FR 2024-03-20..2024-04-20"]
    found = schedule_of(
        {"passports": ["travel"], "visas": ["SCHENGEN C 2024-12-30"], "stays": stays}
    )
    assert days(found, "last_day") == ["2024-03-30"]
    [danger] = dangers(found)
    assert "longer than allowed: France" in danger
    assert "2024-03-30" in danger


def test_where_days_are_counted_in_a_window_earlier_visits_need_no_warning() -> None:
    """Kazakhstan counts all days of 180, so that nothing about earlier visits is open."""
    found = schedule_of(
        {"passports": ["internal"], "stays": ["KZ 2023-11-01..2023-11-10", "KZ 2024-01-10.."]}
    )
    assert dangers(found) == []


def test_booked_stays_beyond_the_limit_are_named_as_not_looked_at() -> None:
    """A list of a hundred journeys is not worked through in silence."""
    stays = [
        f"TR 2025-{1 + n // 28:02}-{1 + n % 28:02}..2025-{1 + n // 28:02}-{1 + n % 28:02}"
        for n in range(30)
    ]
    found = schedule_of({"passports": ["travel"], "stays": stays})
    assert any("first 20 booked stays" in gap for gap in gaps(found))


def test_papers_run_out_on_the_day_that_was_said() -> None:
    """Passport and visas have their last day; one that ran out already is a danger, or is left out."""
    found = schedule_of(
        {
            "passports": ["travel"], "travel_passport_expires": "2025-03-01",
            "visas": ["SCHENGEN C 2024-06-30", "LT D 2023-01-01"], "current_country": "RU",
        }
    )  # fmt: skip
    assert (days(found, "passport"), days(found, "visa")) == (["2025-03-01"], ["2024-06-30"])
    over = schedule_of({"passports": ["travel"], "travel_passport_expires": "2024-02-11"})
    assert (days(over, "passport"), len(dangers(over))) == ([], 1)


def test_the_way_to_a_consulate_is_never_named_without_its_danger() -> None:
    """Where a danger to papers may touch the person, the entry of the passport says to read it first."""
    found = schedule_of({"passports": ["travel"], "travel_passport_expires": "2025-03-01"})
    [entry] = of_kind(found, "passport")
    assert "in danger" in entry.because


def test_a_country_narrows_the_list() -> None:
    """Entries of other countries are left out; a passport belongs to none and stays."""
    facts = {
        "passports": ["travel"], "travel_passport_expires": "2025-03-01",
        "stays": ["KZ 2024-01-15.."], "visas": ["SCHENGEN C 2024-06-30"],
    }  # fmt: skip
    found = schedule_of(facts, countries={"KZ"})
    assert {each.country for each in found.entries} == {"KZ", None}


def test_the_days_stand_in_their_order() -> None:
    """The earliest day is the first, whatever it is about."""
    found = schedule_of(
        {
            "passports": ["travel"], "travel_passport_expires": "2024-03-01",
            "stays": ["KZ 2024-01-15.."], "visas": ["SCHENGEN C 2024-02-20"],
        }
    )  # fmt: skip
    assert [each.day for each in found.entries] == sorted(each.day for each in found.entries)
    assert found.entries[0].kind == "visa"
