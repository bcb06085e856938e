"""The readings that the contract settles for people and countries, sentence by sentence, on the shipped rules."""

from __future__ import annotations

from typing import Any

import pytest

from engine.shipped import ABROAD, judged, russian, told, verdict

ON = "2024-05-15"
FROM_THIRD_COUNTRIES = [
    "BE/humanitarian-visa",
    "DE/humanitarian-visa-from-third-country",
    "FR/humanitarian-visa-from-third-country",
]

# Third countries, evading, at risk ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "BE/humanitarian-visa",
        "DE/humanitarian-visa-from-third-country",
        "FR/humanitarian-visa-from-third-country",
    ],
)
@pytest.mark.parametrize(
    "place, expected",
    [("GE", "eligible"), ("RU", "ineligible"), ("LT", "undetermined"), ("NO", "undetermined")],
)
def test_third_countries(name: str, place: str, expected: str) -> None:
    """Neither Russia nor an EU or Schengen state; in another of these than the destination it is undetermined."""
    assert verdict(name, ON, current_country=place, activities=["journalism"]) == expected


@pytest.mark.parametrize(
    "name",
    [
        "BE/humanitarian-visa",
        "DE/humanitarian-visa-from-third-country",
        "FR/humanitarian-visa-from-third-country",
    ],
)
def test_applications_from_third_countries_are_disputed(name: str) -> None:
    """The EU text on applications from third countries stands as a dispute and changes no verdict."""
    result = told(russian(ON, current_country="GE", activities=["journalism"], **ABROAD), name)
    assert result.verdict == "eligible"
    assert "disputed" in {point.kind for point in result.open}


EVADING: dict[str, Any] = {"persecuted_for": [], "activities": [], "forced_to_leave_for": []}


@pytest.mark.parametrize(
    "name", ["CZ/asylum-or-humanitarian-visa", "EE/asylum", "PL/asylum", "LV/asylum"]
)
@pytest.mark.parametrize(
    "says, facts, expected",
    [
        ("evading alone", {"military_acts": ["evaded_mobilisation"]}, "ineligible"),
        ("a summons ignored", {"military_acts": ["ignored_summons"]}, "ineligible"),
        ("and a ground", {"military_acts": ["ignored_summons"], "persecuted_for": ["journalism"]}, "undetermined"),
        ("and an activity", {"military_acts": ["ignored_summons"], "activities": ["art"]}, "undetermined"),
        ("desertion is not named", {"military_acts": ["deserted"]}, "undetermined"),
        ("no acts", {"military_acts": []}, "undetermined"),
    ],
)  # fmt: skip
def test_a_refusal_of_refuge_from_mobilisation(
    name: str, says: str, facts: dict[str, Any], expected: str
) -> None:
    """It makes a person ineligible only where evading is the only ground that they state."""
    assert verdict(name, ON, **(EVADING | facts)) == expected, says


def test_grounds_that_are_not_said_are_no_empty_grounds() -> None:
    """Of who evaded and has not said whether there are other grounds it is undetermined."""
    assert verdict("PL/asylum", ON, military_acts=["evaded_mobilisation"]) == "undetermined"


@pytest.mark.parametrize(
    "facts, expected",
    [
        ({"recognised_at_risk": "yes"}, "eligible"),
        ({"persecution_confirmed": "yes", "persecuted_for": ["art"]}, "eligible"),
        ({"persecution_confirmed": "no", "persecuted_for": ["art"], "recognised_at_risk": "no"}, "undetermined"),
        ({"persecuted_for": [], "recognised_at_risk": "no"}, "ineligible"),
        ({"persecuted_for": []}, "undetermined"),
    ],
)  # fmt: skip
def test_who_is_at_risk(facts: dict[str, Any], expected: str) -> None:
    """Recognised is yes, so is confirmed with a ground; a ground alone is not stated; neither is no."""
    assert verdict("FR/humanitarian-visa", ON, languages=["fr"], **facts) == expected


def test_four_criteria_of_the_german_visa_are_two_readings() -> None:
    """DE/humanitarian-visa: all four met is eligible, none met ineligible, some met undetermined."""
    every = {
        "persecuted_for": ["journalism"], "persecution_confirmed": "yes", "recognised_at_risk": "yes",
        "cooperation_with_german_organisations": "long_term", "public_antiwar_criticism": "yes",
        "activities": ["journalism", "antiwar_speech"], "on_german_protection_list": "yes",
    }  # fmt: skip
    none: dict[str, Any] = {
        "persecuted_for": [], "persecution_confirmed": "no", "recognised_at_risk": "no",
        "cooperation_with_german_organisations": "none", "public_antiwar_criticism": "no",
        "activities": [], "on_german_protection_list": "no", "activism_abroad": "no",
        "wanted_in_russia_for": [], "blacklisted_by_russia": "no", "military_acts": [],
    }  # fmt: skip
    name = "DE/humanitarian-visa"
    assert verdict(name, ON, **none) == "ineligible"
    assert (
        verdict(
            name,
            ON,
            **(none | {"public_antiwar_criticism": "yes", "activities": ["antiwar_speech"]}),
        )
        == "undetermined"
    )
    assert verdict(name, ON, **every) == "eligible"


# Single countries --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["AR/visa-free-entry", "LK/visa-free-entry"])
def test_entry_that_the_documents_disagree_on(name: str) -> None:
    """Undetermined with a travel passport, ineligible without."""
    assert verdict(name, ON) == "undetermined"
    assert verdict(name, ON, passports=["internal"]) == "ineligible"


@pytest.mark.parametrize(
    "facts, expected",
    [
        ({"applying_from": "RU", "applying_in_city": "other"}, "ineligible"),
        ({"applying_from": "RU", "applying_in_city": "kazan"}, "undetermined"),
        ({"applying_from": "GE", "applying_in_city": "other"}, "undetermined"),
        ({}, "undetermined"),
    ],
)
def test_greek_national_visas(facts: dict[str, Any], expected: str) -> None:
    """GR/national-visa: another city is ineligible when applying from Russia, undetermined elsewhere."""
    assert verdict("GR/national-visa", ON, **facts) == expected


@pytest.mark.parametrize(
    "on, expected", [("2022-06-30", "undetermined"), ("2022-07-01", "ineligible")]
)
def test_closed_districts(on: str, expected: str) -> None:
    """TR/residence-permit: a closed district is undetermined before 2022-07-01."""
    facts = {"district_closed_to_foreigners": "yes", "current_country": "TR"}
    assert verdict("TR/residence-permit", on, **facts) == expected


@pytest.mark.parametrize(
    "visas, expected",
    [
        (["LK extended 2023-12-01"], "eligible"),
        (["LK extended 2023-05-01"], "ineligible"),
        (["LK tourist 2023-12-01"], "ineligible"),
        ([], "ineligible"),
    ],
)
def test_the_extended_visa_is_for_who_holds_one(visas: list[str], expected: str) -> None:
    """LK/extended-visa: a valid extended visa, and nothing else."""
    assert verdict("LK/extended-visa", "2023-06-01", visas=visas, current_country="LK") == expected


@pytest.mark.parametrize("name", ["FR/humanitarian-visa", "CZ/civil-society-programme"])
def test_how_somebody_without_a_travel_passport_would_travel_is_open(name: str) -> None:
    """The documents do not say it: `open`, the verdict unchanged."""
    facts = {"recognised_at_risk": "yes", "languages": ["fr"], "activities": ["civil_society"]}
    with_passport = russian("2023-06-01", passports=["travel"], **facts)
    without = russian("2023-06-01", passports=["internal"], **facts)
    assert with_passport.verdicts[name] == without.verdicts[name] == "eligible"
    assert any("passport" in point.says for point in told(without, name).open)


def test_entry_is_by_internal_passport_in_three_countries_only() -> None:
    """Armenia, Kazakhstan and Kyrgyzstan admit on the internal passport; all others ask for a travel passport."""
    internal = judged(ON, citizenships=["RU"], passports=["internal"], current_country="RU")
    entries = [name for name in internal.rows if name.endswith("/visa-free-entry")]
    admitted = {name[:2] for name in entries if internal.verdicts[name] == "eligible"}
    assert admitted == {"AM", "KZ", "KG"}
