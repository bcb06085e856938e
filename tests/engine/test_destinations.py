"""Verdicts of destinations, whom pathways cover, the order of decisions, and cautions, on the shipped rules."""

from __future__ import annotations

from typing import Any

import pytest

from engine.shipped import book, judged, judged_alone, russian, told
from pathfinder.engine.assess import assess

ON = "2024-05-15"


def destination(country: str, **facts: Any) -> tuple[str, tuple[str, ...]]:
    """The verdict of a destination for a Russian citizen, and why it is possible."""
    found = russian(ON, **facts).destinations[country]
    return found.verdict, found.because


@pytest.mark.parametrize(
    "says, country, facts, expected",
    [
        ("entry and a stay", "GE", {"passports": ["travel"], "current_country": "RU"}, ("feasible", ())),
        ("entry where no stay is stated", "TH", {"passports": ["travel"]}, ("feasible", ())),
        ("no entry", "TH", {"passports": []}, ("not_feasible", ())),
        ("the stay used up", "GE", {"stays": ["GE 2022-03-01.."]}, ("not_feasible", ())),
        ("its first day not said", "GE", {"current_country": "GE"}, ("possible", ("facts",))),
        ("the passport is not said", "TH", {}, ("possible", ("facts",))),
        ("the conditions are not recorded", "HU", {"passports": ["travel"]}, ("possible", ("documents",))),
        ("only named", "UA", {"passports": ["travel"]}, ("not_covered", ())),
    ],
)  # fmt: skip
def test_verdicts_of_destinations(
    says: str, country: str, facts: dict[str, Any], expected: tuple[str, tuple[str, ...]]
) -> None:
    """Feasible by a stay, or by entry where no stay is stated; possible by facts or by documents; else not."""
    assert destination(country, **facts) == expected, says


def test_own_citizens_are_never_covered() -> None:
    """Of one's own country, or of the EU for citizens of a member, the documents do not speak."""
    kazakh = judged(ON, citizenships=["KZ", "RU"], passports=["travel"])
    assert kazakh.destinations["KZ"].verdict == "not_covered"
    assert kazakh.rows["KZ/long-term-residence"].covered is False
    german = judged(ON, citizenships=["DE", "RU"], passports=["travel"])
    assert german.destinations["EU"].verdict == "not_covered"
    assert german.rows["EU/stay-on-schengen-visa"].covered is False
    assert german.rows["FR/humanitarian-visa"].covered is True


def test_dual_citizens_are_covered_as_russian_citizens() -> None:
    """Somebody with a Russian and another citizenship is covered; without the Russian one they are not."""
    assert (
        judged(ON, citizenships=["RU", "US"], passports=["travel"]).verdicts["GE/visa-free-entry"]
        == "eligible"
    )
    american = judged(ON, citizenships=["US"], passports=["travel"])
    assert american.verdicts["GE/visa-free-entry"] == "ineligible"
    assert american.destinations["GE"].verdict == "not_covered"


@pytest.mark.parametrize(
    "citizenship, expected",
    [("RU", "eligible"), ("AM", "eligible"), ("KG", "eligible"), ("UZ", "ineligible")],
)
def test_covers_can_name_a_region(citizenship: str, expected: str) -> None:
    """KZ/visa-free-stay speaks of citizens of the member states of the EAEU."""
    person = judged(
        ON, citizenships=[citizenship], passports=["travel", "internal"], stays=["KZ 2024-05-01.."]
    )
    assert person.verdicts["KZ/visa-free-stay"] == expected


def test_who_is_covered_is_asked_before_dates_closures_and_conditions() -> None:
    """Not covered comes before not in force, this before closed, this before conditions that are not met."""
    foreigner = judged("2024-05-15", citizenships=["US"])
    assert foreigner.rows["NL/short-stay-visa"].covered is False
    assert foreigner.verdicts["NL/short-stay-visa"] == "ineligible"
    assert foreigner.verdicts["KZ/border-run"] == "ineligible"
    assert russian("2023-01-26", passports=[]).verdicts["KZ/border-run"] == "not_in_force"
    assert russian("2024-03-01", visas=[], passports=[]).verdicts["LK/extended-visa"] == "closed"


def test_somebody_who_may_not_be_covered_gets_one_no() -> None:
    """Where every way of filling in says no, but not the same no, the verdict is ineligible."""
    row = judged("2023-01-26").rows["KZ/border-run"]
    assert (row.verdict, row.missing, row.covered) == ("ineligible", (), True)
    assert russian("2023-01-26").verdicts["KZ/border-run"] == "not_in_force"


def test_a_refused_entry_refuses_what_must_be_reached() -> None:
    """`reached`: somebody elsewhere whom no entry pathway admits is ineligible; one who is there is not asked."""
    facts: dict[str, Any] = {"passports": ["internal"], "stays": ["KZ 2024-01-01..2024-02-01"]}
    assert russian(ON, **facts, current_country="RU").verdicts["GE/visa-free-stay"] == "ineligible"
    reasons = told(russian(ON, **facts, current_country="RU"), "GE/visa-free-stay").reasons
    assert any(one.condition == "reached" and one.decisive and one.truth == "no" for one in reasons)
    there = {"passports": ["internal"], "stays": ["GE 2024-01-01.."]}
    assert russian(ON, **there).verdicts["GE/visa-free-stay"] == "eligible"
    unsaid = russian(ON, passports=["internal"], stays=[]).rows["GE/visa-free-stay"]
    assert (unsaid.verdict, "current_country" in unsaid.missing) == ("undetermined", True)


# Duties and until --------------------------------------------------------------------------------------------------


def test_a_registration_is_renewed_six_months_after_it() -> None:
    """The duty to register falls due six months after the last registration, by the calendar."""
    person = russian(
        "2024-02-01",
        passports=["travel"],
        stays=["KG 2023-08-31.."],
        registered_on={"KG": "2023-08-31"},
    )
    result = told(person, "KG/registered-stay")
    assert result.until == "2024-02-29"
    assert "2024-02-29" in {duty.due for duty in result.duties}


def test_a_duty_counted_from_a_day_that_is_not_said_has_no_date() -> None:
    """A stay whose first day is not said, and a registration that lies ahead, give no day."""
    for facts in ({"stays": [], "current_country": "KG"}, {"current_country": "KG"}):
        person = russian(ON, passports=["travel"], registered_on={"KG": "2024-06-01"}, **facts)
        assert {duty.due for duty in told(person, "KG/registered-stay").duties} == {None}


def test_a_stay_ends_with_its_pathway() -> None:
    """The last lawful day lies neither after the end of the pathway nor after the day before it is closed."""
    there = russian("2022-12-01", passports=["travel"], stays=["KZ 2022-11-01.."])
    assert told(there, "KZ/border-run").until == "2023-01-25"
    extended = russian("2023-06-01", visas=["LK extended 2025-01-01"], stays=["LK 2023-05-01.."])
    assert told(extended, "LK/extended-visa").until == "2024-01-31"


# Cautions ----------------------------------------------------------------------------------------------------------


def caution(name: str, on: str, **facts: Any) -> str:
    """Whether a caution touches a Russian citizen."""
    return russian(on, **facts).caution(book().cautions[name])[0]


def test_a_caution_touches_possibly_or_not() -> None:
    """Touched where its conditions are met, possibly where they are not said, otherwise not reported."""
    name = "KG-DATA"
    nothing: dict[str, Any] = {
        fact: [] for fact in ("activities", "persecuted_for", "wanted_in_russia_for", "occupations", "employers")
    }  # fmt: skip
    assert caution(name, ON, activities=["antiwar_speech"]) == "touched"
    assert caution(name, ON) == "possibly"
    result = assess(russian(ON, activities=["antiwar_speech"]), countries={"KG"})
    shown = [one for one in result.destinations[0].cautions if one.id == name]
    assert [one.touches for one in shown] == ["touched"]
    quiet = russian(
        ON,
        **nothing,
        public_antiwar_criticism="no",
        activism_abroad="no",
        blacklisted_by_russia="no",
        current_country="GE",
        lgbtq="no",
        military_acts=[],
        liable_for_mobilisation="no",
    )
    assert quiet.caution(book().cautions[name])[0] == "not touched"


def test_no_caution_is_reported_before_its_first_day() -> None:
    """A caution is reported from its first day on; a start known to the month or season warns from its first day."""
    for one in book().cautions.values():
        first = one.span.possible_from
        before, then = (judged_alone(one.id, day, {}) for day in (first - 1, first))
        assert before.caution(one) == ("not touched", ()), one.id
        assert then.caution(one)[0] != "not touched" or one.touches is None, one.id


def test_a_caution_without_conditions_touches_who_can_go_there_or_is_there() -> None:
    """It touches whoever may go to its country, or is in it; possibly whose place is not said."""
    everybody = [
        one for one in book().cautions.values() if one.touches is None and len(one.countries) == 1
    ]
    assert everybody
    for one in everybody:
        (country,) = one.countries
        if country not in book().destinations or country in book().vocabulary.regions:
            continue
        on = max(one.span.possible_from, 739000)
        inside = russian(on, passports=[], current_country=country)
        assert inside.caution(one)[0] == "touched", one.id
        american = {"citizenships": ["US", country], "passports": []}
        assert judged(on, **american, current_country="US").caution(one)[0] == "not touched", one.id
        assert judged(on, **american).caution(one) == ("possibly", ("current_country",)), one.id
