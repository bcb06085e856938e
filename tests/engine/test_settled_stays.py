"""The readings that the contract settles for stays and dates, sentence by sentence, on the shipped rules."""

from __future__ import annotations

from typing import Any

import pytest

from engine.shipped import ABROAD, days_before, russian, told, verdict

ON = "2024-05-15"

# Limits of one stay ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name, country, days",
    [
        ("MN/visa-free-stay", "MN", 30),
        ("MN/stay-extension", "MN", 60),
        ("EU/stay-on-schengen-visa", "DE", 90),
    ],
)
def test_a_limit_in_days_counts_the_first_day(name: str, country: str, days: int) -> None:
    """The present stay counts without a break from its first day; the limit is lawful on its last day, not after."""
    visas = ["SCHENGEN C 2025-01-01"]
    last = [f"{country} {days_before(ON, days - 1)}.."]
    over = [f"{country} {days_before(ON, days)}.."]
    assert verdict(name, ON, stays=last, visas=visas) == "eligible"
    assert verdict(name, ON, stays=over, visas=visas) == "ineligible"
    assert told(russian(ON, stays=last, visas=visas, **ABROAD), name).until == ON


@pytest.mark.parametrize(
    "entered, expected",
    [("2023-05-15", "eligible"), ("2023-05-14", "ineligible"), ("2024-05-15", "eligible")],
)
def test_georgia_is_one_year(entered: str, expected: str) -> None:
    """A stay of a year that begins on a day may end on the same numbered day."""
    assert verdict("GE/visa-free-stay", ON, stays=[f"GE {entered}.."]) == expected


@pytest.mark.parametrize(
    "entered, expected",
    [
        ("2023-11-15", "eligible"), ("2023-11-14", "undetermined"),
        ("2023-05-15", "undetermined"), ("2023-05-14", "ineligible"),
    ],
)  # fmt: skip
def test_armenia_is_six_months_or_a_year(entered: str, expected: str) -> None:
    """Up to six months eligible, up to a year undetermined, longer ineligible."""
    assert verdict("AM/visa-free-stay", ON, stays=[f"AM {entered}.."]) == expected


@pytest.mark.parametrize(
    "entered, expected",
    [
        ("2024-03-17", "eligible"), ("2024-03-16", "undetermined"),
        ("2024-03-15", "undetermined"), ("2024-03-14", "ineligible"),
    ],
)  # fmt: skip
def test_tuerkiye_is_sixty_days_or_two_months(entered: str, expected: str) -> None:
    """Sixty days and two calendar months are two readings."""
    assert verdict("TR/visa-free-stay", ON, stays=[f"TR {entered}.."]) == expected


def test_the_shorter_of_two_readings_can_be_two_months() -> None:
    """The last lawful day is that of the shorter reading: mostly sixty days, from 31 December 2022 two months."""
    name = "TR/visa-free-stay"
    assert (
        told(russian("2024-01-05", stays=["TR 2023-12-31.."], **ABROAD), name).until == "2024-02-28"
    )
    assert (
        told(russian("2023-01-05", stays=["TR 2022-12-31.."], **ABROAD), name).until == "2023-02-28"
    )
    assert (
        told(russian("2023-01-05", stays=["TR 2023-01-01.."], **ABROAD), name).until == "2023-03-01"
    )


@pytest.mark.parametrize(
    "name", ["GE/visa-free-stay", "AM/visa-free-stay", "TR/visa-free-stay", "MN/visa-free-stay"]
)
def test_outside_the_country_a_limit_of_one_stay_is_met(name: str) -> None:
    """Whoever is elsewhere would begin the stay on the day asked about, however long they were there before."""
    country = name[:2]
    stays = [f"{country} 2022-03-01..2024-05-14"]
    assert verdict(name, ON, stays=stays, current_country="RU") == "eligible"


@pytest.mark.parametrize(
    "name",
    ["GE/visa-free-stay", "TR/visa-free-stay", "MN/visa-free-stay", "EU/stay-on-schengen-visa"],
)
def test_whether_earlier_visits_count_is_open_and_decides_nothing(name: str) -> None:
    """Whether earlier visits or days under a permit count is not said: `open`, the verdict stands."""
    country = "DE" if name.startswith("EU") else name[:2]
    facts = {"stays": [f"{country} 2024-05-10.."], "visas": ["SCHENGEN C 2025-01-01"]}
    result = told(russian(ON, **ABROAD, **facts), name)
    assert result.verdict == "eligible"
    assert "silent" in {point.kind for point in result.open}


def test_for_the_eu_all_schengen_states_count_together() -> None:
    """A stay that goes on from one Schengen state to the next is one stay."""
    visas = ["SCHENGEN C 2025-01-01"]
    moved = ["FR 2024-02-01..2024-04-01", "DE 2024-04-01.."]
    broken = ["FR 2024-02-01..2024-03-30", "DE 2024-04-01.."]
    assert verdict("EU/stay-on-schengen-visa", ON, stays=moved, visas=visas) == "ineligible"
    assert verdict("EU/stay-on-schengen-visa", ON, stays=broken, visas=visas) == "eligible"


# Kazakhstan, Mongolia, Kyrgyzstan ----------------------------------------------------------------------------------


def test_days_before_the_rule_lie_in_the_window_like_any_others() -> None:
    """KZ: days before 2023-01-26 count in a window that reaches back to them."""
    stays = ["KZ 2022-11-01.."]
    assert verdict("KZ/visa-free-stay", "2023-01-29", stays=stays) == "eligible"
    assert verdict("KZ/visa-free-stay", "2023-01-30", stays=stays) == "ineligible"


def test_a_fixed_block_of_days_is_open_and_decides_nothing() -> None:
    """KZ: that the window might be a fixed block from the crossing never counts more days: `open`, no effect."""
    result = told(russian(ON, stays=["KZ 2024-05-01.."], **ABROAD), "KZ/visa-free-stay")
    assert (result.verdict, {point.decides for point in result.open}) == ("eligible", {False})


@pytest.mark.parametrize(
    "on, expected", [("2023-01-25", "undetermined"), ("2023-01-26", "ineligible")]
)
def test_kazakh_residence_conditions_of_2023(on: str, expected: str) -> None:
    """The travel passport and the housing are asked for from 2023-01-26; who fails them before is undetermined."""
    there = {"employment_in": ["KZ"], "proves_solvency": "yes", "current_country": "KZ"}
    assert verdict("KZ/long-term-residence", on, **there) == "eligible"
    assert verdict("KZ/long-term-residence", on, **there, passports=["internal"]) == expected
    assert (
        verdict("KZ/temporary-residence", on, **there, housing_proof="owner_present") == "eligible"
    )
    assert verdict("KZ/temporary-residence", on, **there, housing_proof="none") == expected


@pytest.mark.parametrize(
    "days, stay, extension",
    [
        (30, "eligible", "eligible"), (31, "ineligible", "eligible"),
        (60, "ineligible", "eligible"), (61, "ineligible", "ineligible"),
    ],
)  # fmt: skip
def test_mongolia_thirty_and_sixty(days: int, stay: str, extension: str) -> None:
    """The extension is open while the present stay is within 60 days, the visa-free stay within 30."""
    stays = [f"MN {days_before(ON, days - 1)}.."]
    assert verdict("MN/visa-free-stay", ON, stays=stays) == stay
    assert verdict("MN/stay-extension", ON, stays=stays) == extension


@pytest.mark.parametrize(
    "says, facts, expected",
    [
        ("within six months", {"registered_on": {"KG": "2023-11-15"}}, "eligible"),
        ("longer ago", {"registered_on": {"KG": "2023-11-14"}}, "ineligible"),
        ("none, stay of six months", {"registered_on": {}, "stays": ["KG 2023-11-15.."]}, "undetermined"),
        ("none, a longer stay", {"registered_on": {}, "stays": ["KG 2023-11-14.."]}, "ineligible"),
        ("elsewhere only", {"registered_on": {"KZ": "2024-05-01"}, "stays": ["KG 2023-11-14.."]}, "ineligible"),
        ("not said", {}, "undetermined"),
        ("not said, unknown stay", {"registered_on": {}}, "undetermined"),
        ("on a later day", {"registered_on": {"KG": "2024-05-16"}, "stays": ["KG 2023-11-14.."]}, "ineligible"),
    ],
)  # fmt: skip
def test_registration_in_kyrgyzstan(says: str, facts: dict[str, Any], expected: str) -> None:
    """In the country a registration within six months is eligible, an older one not; without one six months decide."""
    assert verdict("KG/registered-stay", ON, **({"current_country": "KG"} | facts)) == expected, (
        says
    )


@pytest.mark.parametrize(
    "on, expected", [("2022-12-31", "undetermined"), ("2023-01-01", "eligible")]
)
def test_the_bare_year_2022(on: str, expected: str) -> None:
    """KG/digital-nomad: a bare year is undetermined in the year, in force from the first day of the next."""
    facts = {"occupations": ["it_specialist"], "employment_in": ["KG"], "current_country": "KG"}
    assert verdict("KG/digital-nomad", on, **facts) == expected


# Dates of programmes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "on, expected",
    [
        ("2022-05-19", "not_in_force"), ("2022-05-20", "eligible"), ("2024-03-31", "eligible"),
        ("2024-04-01", "undetermined"), ("2024-05-20", "undetermined"), ("2024-05-21", "not_in_force"),
    ],
)  # fmt: skip
def test_dates_of_the_czech_programme(on: str, expected: str) -> None:
    """In force 2022-05-20 to 2024-03-31, undetermined to 2024-05-20, then not in force; its family like it."""
    assert verdict("CZ/civil-society-programme", on, activities=["civil_society"]) == expected
    family = {"accompanies": ["CZ/civil-society-programme"], "relation": "spouse"}
    assert verdict("CZ/civil-society-programme-family", on, **family) == expected


@pytest.mark.parametrize(
    "on, expected",
    [
        ("2023-07-01", {"undetermined"}),
        ("2024-02-11", {"undetermined"}),
        ("2024-02-12", {"closed"}),
    ],
)
def test_the_sealed_border(on: str, expected: set[str]) -> None:
    """FI/asylum-at-border: undetermined from 2023-07-01, closed from 2024-02-12."""
    assert {verdict("FI/asylum-at-border", on, current_country="RU")} == expected


@pytest.mark.parametrize(
    "on, expected",
    [
        ("2022-02-28", "undetermined"), ("2022-03-01", "undetermined"),
        ("2022-03-31", "undetermined"), ("2022-04-01", "closed"),
    ],
)  # fmt: skip
def test_a_month_is_undetermined_inside(on: str, expected: str) -> None:
    """What documents date only by a month is undetermined inside it, for refusals as for permissions (EE/visa)."""
    assert verdict("EE/visa", on) == expected


def test_before_the_first_day_nothing_is_in_force() -> None:
    """A statement without a start holds from 2022-02-24."""
    assert verdict("GE/visa-free-entry", "2022-02-23") == "not_in_force"
    assert verdict("GE/visa-free-entry", "2022-02-24") == "eligible"


def test_lithuanian_visas() -> None:
    """LT/ordinary-visa is closed for family members as well; LT/family-visa is theirs."""
    family = {"family_citizenships": ["LT"], "spouse_citizenships": ["LT"]}
    assert verdict("LT/ordinary-visa", "2023-01-15", **family) == "closed"
    assert verdict("LT/family-visa", "2023-01-15", **family) == "eligible"
    assert verdict("LT/family-visa", "2023-05-15", **family) == "undetermined"


def test_an_end_is_not_in_force_and_a_halt_is_closed() -> None:
    """What had an end is not in force afterwards; what was ended, halted or suspended is closed."""
    assert verdict("KZ/border-run", "2023-01-25", current_country="KZ") == "eligible"
    assert verdict("KZ/border-run", "2023-01-26", current_country="KZ") == "not_in_force"
    assert verdict("NL/short-stay-visa", "2022-05-01") == "closed"
    assert verdict("LK/extended-visa", "2024-03-01", visas=["LK extended 2024-06-01"]) == "closed"
