"""`pathfinder whatif` as people run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import CommandLine

EXAMPLES = Path(__file__).parents[2] / "examples"
IGOR = EXAMPLES / "igor.yaml"
ON = ("--on", "2024-02-12")
CANARY = "wanted_in_russia_for=canary-7f3a"


def test_the_page_is_short_and_fits_in_80_columns(cli: CommandLine) -> None:
    """The text names the best changes with dangers first, and no line is longer than 80 columns."""
    done = cli("whatif", IGOR, *ON, env={"COLUMNS": "80"})
    assert done.exit_code == 0
    assert done.stderr == ""
    assert max(map(len, done.stdout.splitlines())) <= 80
    passport, georgia = (done.stdout.index(word) for word in ("Get a valid passport", "Georgia:"))
    assert passport < done.stdout.index("Danger of this step") < georgia
    assert "This is not legal advice" in done.stdout


def test_json_names_steps_and_what_they_open(cli: CommandLine) -> None:
    """Scripts get every set of changes with its facts, values, countries, pathways and citations."""
    found = json.loads(cli("whatif", IGOR, *ON, "--format", "json").stdout)
    best = found["suggestions"][0]
    assert [(step["fact"], step["kind"], step["values"]) for step in best["steps"]] == [
        ("passports", "obtainable", ["travel"])
    ]
    (opened,) = [one for one in best["opens"] if one["country"] == "GE"]
    assert opened["pathways"][0]["id"] == "GE/visa-free-stay"
    assert opened["pathways"][0]["citations"]
    known = {each["id"] for each in found["step_cautions"]}
    assert set(best["steps"][0]["cautions"]) <= known


def test_markdown_says_the_same(cli: CommandLine) -> None:
    """The same page comes as Markdown."""
    written = cli("whatif", IGOR, *ON, "--format", "markdown").stdout
    assert written.startswith("# What would open more countries?")
    assert "### Get a valid passport" in written


def test_a_country_alone(cli: CommandLine) -> None:
    """--country narrows the answer; an unknown one is wrong usage."""
    found = json.loads(cli("whatif", IGOR, *ON, "--country", "GE", "--format", "json").stdout)
    countries = {one["country"] for each in found["suggestions"] for one in each["opens"]}
    assert countries == {"GE"}
    assert cli("whatif", IGOR, "--country", "XX").exit_code == 2


def test_trying_one_thing_shows_before_and_after(cli: CommandLine) -> None:
    """--set shows what opens, what is lost and which dangers are new."""
    change = ("--set", "passports+=travel", "--set", "current_country=KZ")
    done = cli("whatif", IGOR, *ON, *change, "--format", "json")
    found = json.loads(done.stdout)
    assert found["facts"] == ["passports", "current_country"]
    changed = {one["country"]: (one["before"], one["after"]) for one in found["destinations"]}
    assert changed["GE"] == ("not_feasible", "feasible")
    assert "KG" not in changed or changed["KG"][0] == changed["KG"][1]
    text = cli("whatif", IGOR, *ON, *change).stdout
    assert "Georgia: not feasible, now feasible" in text


def test_what_is_lost_is_said_too(cli: CommandLine) -> None:
    """A passport that is given up closes countries again."""
    text = cli("whatif", IGOR, *ON, "--set", "passports=none").stdout
    assert "Worse than before" in text
    assert "Armenia: feasible, now possible" in text


@pytest.mark.parametrize(
    "setting, code, told",
    [
        ("passports", 2, "Write --set FACT=VALUE"),
        ("pasports=travel", 1, "passports"),
        ("age=x", 1, "whole number"),
        ("passports=travl", 1, "travel"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(
    cli: CommandLine, setting: str, code: int, told: str
) -> None:
    """A fact or a value that does not exist is an error that helps, never ignored."""
    done = cli("whatif", IGOR, *ON, "--set", setting)
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in done.stderr


def test_a_sensitive_value_is_never_repeated(cli: CommandLine) -> None:
    """What was tried for a sensitive fact stands in no message."""
    done = cli("whatif", IGOR, *ON, "--set", CANARY)
    assert done.exit_code == 1
    assert "canary" not in done.stdout + done.stderr


def test_sensitive_answers_stay_out_of_the_result(cli: CommandLine) -> None:
    """Neither text nor JSON shows what somebody has said of a sensitive fact."""
    profile = "facts: {citizenships: [RU], asylum_applied_in: [JP], visas: [JP other 2025-03-04]}"
    for form in ("text", "json"):
        done = cli("whatif", "-", *ON, "--format", form, stdin=profile)
        assert done.exit_code == 0
        assert not any(word in done.stdout for word in ("JP", "Japan", "2025-03-04"))


def test_one_faulty_profile_does_not_stop_the_others(cli: CommandLine, tmp_path: Path) -> None:
    """Of several profiles those without problems are answered, and the exit code tells of the others."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("facts: {agee: 3}")
    done = cli("whatif", bad, IGOR, *ON, "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["case"] == "igor"


def test_it_speaks_russian(cli: CommandLine) -> None:
    """The heading and the steps come in the language asked for."""
    done = cli("whatif", IGOR, *ON, "--lang", "ru")
    assert done.exit_code == 0
    assert "What would open more countries?" not in done.stdout
