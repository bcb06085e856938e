"""The page of `pathfinder plan`: what stands where, and what is never left out."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from command_line import CommandLine

EXAMPLES = Path(__file__).parents[2] / "examples"
IGOR = EXAMPLES / "igor.yaml"
ON = ("--on", "2024-02-12")

RUSSIAN: dict[str, Any] = {"citizenships": ["RU"], "passports": ["travel"]}
IN_GEORGIA = {
    **RUSSIAN, "current_country": "GE", "stays": [{"country": "GE", "entered": "2023-03-15"}]
}  # fmt: skip
OVERSTAYED = {
    **RUSSIAN, "current_country": "GE", "stays": [{"country": "GE", "entered": "2022-01-15"}],
    "travel_passport_expires": "2024-06-01",
}  # fmt: skip
ACTIVIST = {
    "citizenships": ["RU"], "passports": ["internal"], "current_country": "KZ",
    "stays": [{"country": "KZ", "entered": "2024-01-05"}], "activities": ["political_activism"],
    "persecuted_for": ["political_activism"], "persecution_confirmed": "yes",
}  # fmt: skip


@pytest.fixture
def told(cli: CommandLine, tmp_path: Path) -> Any:
    """The page for some facts, its line breaks undone."""

    def page(facts: dict[str, Any], *arguments: str) -> str:
        file = tmp_path / "somebody.json"
        file.write_text(json.dumps({"facts": facts}), encoding="utf-8")
        done = cli("plan", file, *ON, *arguments)
        assert done.exit_code == 0, done.stderr
        return re.sub(r"\s+", " ", done.stdout) if "json" not in arguments else done.stdout

    return page


@pytest.mark.parametrize("goal", ["reside", "stay"])
def test_the_end_of_the_present_stay_stands_before_the_plans(told: Any, goal: str) -> None:
    """Where the person is and the last lawful day there come before every plan, whatever the goal."""
    page = told(IN_GEORGIA, "--to", goal, "--country", "MN")
    assert "Now: In Georgia." in page
    assert page.index("lawful until 2024-03-15") < page.index("The plans")


def test_the_end_is_the_one_that_check_tells(cli: CommandLine, told: Any, tmp_path: Path) -> None:
    """The last day is that of the eligible stay in the result of `check`."""
    plans = json.loads(told(IN_GEORGIA, "--to", "reside", "--country", "MN", "--format", "json"))
    checked = json.loads(
        cli("check", tmp_path / "somebody.json", *ON, "--country", "GE", "--format", "json").stdout
    )
    stay = next(
        each for each in checked["destinations"][0]["pathways"]
        if each["gives"] == "stay" and each["verdict"] == "eligible"
    )  # fmt: skip
    assert plans["present"]["until"] == stay["until"]


def test_no_open_stay_is_said_at_the_top(told: Any) -> None:
    """Who has overstayed reads it before the plans, with the day."""
    page = told(OVERSTAYED, "--to", "reside", "--country", "KZ")
    assert page.index("On 2024-02-12 no stay that the documents state is open there") < page.index(
        "The plans"
    )


def test_open_points_stand_on_their_step(told: Any) -> None:
    """What the documents leave unsaid about a step is on the page, not in the JSON alone."""
    page = told(ACTIVIST, "--to", "protection", "--country", "BE")
    assert "How a person without a passport for travel abroad would reach Belgium" in page


@pytest.mark.parametrize("goal", ["reside", "stay", "protection"])
def test_no_open_note_of_a_step_is_left_out(told: Any, goal: str) -> None:
    """Every open note of a plan that is shown in full stands on the page."""
    page = told(ACTIVIST, "--to", goal)
    plans = json.loads(told(ACTIVIST, "--to", goal, "--format", "json"))["plans"]
    for plan in [each for each in plans if not each["special"] and not each["unstated"]][:3]:
        for step in plan["steps"]:
            for pathway in filter(None, (step["entry"], step["pathway"])):
                for note in pathway["open"]:
                    assert note["says"][1:].rstrip(".") in page, note


def test_grave_dangers_come_first_and_in_words(told: Any) -> None:
    """Danger to liberty and expulsion, also possible ones, is told in sentences before danger to housing."""
    page = told(IN_GEORGIA, "--to", "reside", "--country", "KZ")
    found = re.findall(r"(?:Danger|Possible danger) \(([a-z, ]+)\): ", page)
    grave = [bool({"liberty", "expulsion"} & set(each.split(", "))) for each in found]
    assert grave == sorted(grave, reverse=True)
    assert "Possible danger (expulsion)" in page
    assert "extradite" in page


def test_a_danger_that_was_told_is_told_where(told: Any) -> None:
    """A step whose dangers were told before names the plan or the step that tells them."""
    page = told(IN_GEORGIA, "--to", "reside", "--country", "KZ")
    assert "told at: step 1 of this plan" in page
    assert "told above" not in page


def test_a_passport_that_runs_out_is_said_on_the_step(told: Any) -> None:
    """A stay during which the travel passport runs out says so with the day."""
    page = told(OVERSTAYED, "--to", "stay", "--country", "AM")
    assert "The travel passport runs out on 2024-06-01, after this step" in page
    assert "runs out" not in told(IN_GEORGIA, "--to", "stay", "--country", "AM")


def test_numbers_follow_the_page(told: Any) -> None:
    """Plans are numbered 1 to n as they stand; --all keeps the numbers that the short page gave."""
    short = json.loads(told(IN_GEORGIA, "--to", "stay", "--format", "json"))
    long = json.loads(told(IN_GEORGIA, "--to", "stay", "--all", "--format", "json"))
    plans = short["plans"]
    assert [each["number"] for each in plans] == list(range(1, len(plans) + 1))
    assert long["plans"][: len(plans)] == plans
    assert [each["number"] for each in long["circles"]] == [
        each["number"] for each in short["circles"]
    ]
    every = [each["number"] for each in (*long["plans"], *long["circles"])]
    assert sorted(every) == list(range(1, len(every) + 1))
    ranks = [(each["unstated"], each["special"]) for each in plans]
    assert ranks == sorted(ranks)
    page = told(IN_GEORGIA, "--to", "stay")
    shown = [int(n) for n in re.findall(r" (\d+)\. [^.:]{3,40}: a stay\. ", page)]
    assert len(shown) > 3
    assert shown == sorted(shown)


def test_ways_of_few_people_stand_under_their_own_heading(told: Any) -> None:
    """Descent and family, to which nothing said points, come after what may be open to everybody."""
    page = told(IN_GEORGIA, "--to", "reside")
    assert page.index("1. ") < page.index("Only for some people") < page.index("Kandas")


def test_a_filter_that_leaves_none_is_blamed(told: Any) -> None:
    """With a filter the page says that the filter left no plan, not that there is none."""
    page = told(IN_GEORGIA, "--to", "protection", "--country", "AR")
    assert "no plan is left with these filters: --country AR" in page
    assert "the documents state no way there" not in page


def test_the_own_country_is_left_out_with_its_reason(told: Any) -> None:
    """A citizen of the destination reads why it is left out, never that they may not go."""
    page = told({**IN_GEORGIA, "citizenships": ["RU", "KZ"]}, "--country", "KZ")
    assert "because the documents do not speak of it, not because one may not go there" in page


def test_a_region_has_its_article(told: Any) -> None:
    """One goes to the European Union, not to European Union."""
    page = told(IN_GEORGIA, "--to", "stay", "--country", "EU")
    assert "go to the European Union (" in page
    assert "to European Union" not in page
    assert "In European Union" not in page


def test_what_is_missing_is_asked_in_words(told: Any) -> None:
    """What would decide is told as questions that people understand."""
    page = told(IN_GEORGIA, "--to", "reside", "--country", "KZ")
    assert "Not said yet, and it would decide: In which countries do you have an employment" in page
    assert "To know, say" not in page.partition("Dangers that follow")[0]


@pytest.mark.parametrize(
    "arguments, words",
    [
        (("--country", "KZ", "--avoid", "KZ"), "leaves out every country"),
        (("--country", "CZ", "--avoid", "EU"), "leaves out every country"),
        (("--country", ""), "--country names no country"),
        (("--avoid", ","), "--avoid names no country"),
        (("-o", "x.txt"), ".ics"),
    ],
    ids=str,
)
def test_filters_and_files_that_cannot_be_meant(
    cli: CommandLine, arguments: tuple[str, ...], words: str
) -> None:
    """Filters that leave nothing and files of another kind are wrong usage, said in words."""
    done = cli("plan", IGOR, *ON, *arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


def test_a_number_without_a_certain_day_is_wrong_usage(cli: CommandLine, tmp_path: Path) -> None:
    """Who names a plan that has no day gets exit code 2 and a message, and no file."""
    file = tmp_path / "plan.ics"
    done = cli("plan", IGOR, *ON, "--to", "stay", "--country", "GE", "-o", file, "--number", "1")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "no certain day" in done.stderr
    assert not file.exists()
