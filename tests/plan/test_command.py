"""`pathfinder plan` as people run it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import CommandLine

EXAMPLES = Path(__file__).parents[2] / "examples"
IGOR, ANDREI = EXAMPLES / "igor.yaml", EXAMPLES / "andrei.yaml"
ON = ("--on", "2024-02-12")


def test_the_page_says_the_dangers_first_and_fits(cli: CommandLine) -> None:
    """80 columns: not legal advice, the warning before the passport, dangers before conditions."""
    done = cli("plan", IGOR, *ON, "--to", "stay", "--country", "GE", env={"COLUMNS": "80"})
    assert (done.exit_code, done.stderr) == (0, "")
    assert max(map(len, done.stdout.splitlines())) <= 80
    places = [
        done.stdout.index(words)
        for words in ("not legal advice", "Warning: ", "extradited", "Danger (entry)", "First: Get", "met:")
    ]  # fmt: skip
    assert places == sorted(places)


def test_json_names_steps_days_and_citations(cli: CommandLine) -> None:
    """Scripts get the steps of every plan with days, branches, dangers and passages."""
    found = json.loads(cli("plan", ANDREI, *ON, "--to", "citizenship", "--format", "json").stdout)
    best = found["plans"][0]
    assert (best["certain"], best["reached_on"], best["days"]) == (True, "2026-02-12", 731)
    first, second = best["steps"]
    assert (first["pathway"]["id"], second["wait"]["days"]) == ("AR/passive-income-residence", 731)
    assert first["pathway"]["citations"]
    assert found["citations"]
    assert found["documents"]


def test_markdown_says_the_same(cli: CommandLine) -> None:
    """The same page comes as Markdown."""
    written = cli("plan", ANDREI, *ON, "--to", "citizenship", "--format", "markdown").stdout
    assert written.startswith("# Which steps lead to citizenship")
    assert "### 1" in written


def test_all_shows_what_is_folded_away(cli: CommandLine) -> None:
    """The page says how many plans are not shown, and --all shows them."""
    short = cli("plan", ANDREI, *ON, "--to", "reside", "--within", "12m").stdout
    long = cli("plan", ANDREI, *ON, "--to", "reside", "--within", "12m", "--all").stdout
    assert "--all shows them" in short
    assert len(long) > 2 * len(short)
    assert "Other plans" not in long


def test_explain_shows_every_condition(cli: CommandLine) -> None:
    """--explain shows conditions with exact passages."""
    told = cli("plan", ANDREI, *ON, "--to", "citizenship", "--country", "AR", "--explain").stdout
    assert "AR/citizenship" in told or "AR:" in told or "found in the text" in told
    assert told.count("Condition") >= 2


def test_a_calendar_of_a_plan(cli: CommandLine, tmp_path: Path) -> None:
    """-o writes the days of one plan for its owner alone; --discreet tells nothing; nothing is overwritten."""
    file = tmp_path / "plan.ics"
    made = cli("plan", ANDREI, *ON, "--to", "citizenship", "-o", file)
    assert made.exit_code == 0
    text = file.read_text(encoding="utf-8")
    assert "DTSTART;VALUE=DATE:20260212" in text
    assert file.stat().st_mode & 0o777 == 0o600
    again = cli("plan", ANDREI, *ON, "--to", "citizenship", "-o", file)
    assert again.exit_code == 2
    quiet = cli("plan", ANDREI, *ON, "--to", "citizenship", "-o", "-", "--discreet").stdout
    assert "Reminder 1" in quiet
    assert "Argentin" not in quiet
    assert (
        cli("plan", ANDREI, *ON, "--to", "citizenship", "-o", "-", "--number", "99").exit_code == 2
    )


def test_a_plan_without_a_certain_day_writes_no_calendar(cli: CommandLine, tmp_path: Path) -> None:
    """Where the first step is a branch that has no day, no file is written and that is said."""
    file = tmp_path / "plan.ics"
    done = cli("plan", IGOR, *ON, "--to", "stay", "--country", "GE", "-o", file)
    assert done.exit_code == 0
    assert "no calendar was written" in done.stderr
    assert not file.exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--within", "soon"),
        ("--within", "200y"),
        ("--to", "fly"),
        ("--country", "XX"),
        ("--avoid", "QQ"),
        ("--number", "0"),
    ],
    ids=str,
)
def test_wrong_usage_ends_in_words(cli: CommandLine, arguments: tuple[str, ...]) -> None:
    """What cannot be meant ends with exit code 2 and a message, never with a traceback."""
    done = cli("plan", IGOR, *ON, *arguments)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_profile_with_a_problem_costs_itself_alone(cli: CommandLine, tmp_path: Path) -> None:
    """Exit code 1 and a message for the bad profile; the good one is still answered."""
    bad = tmp_path / "bad.yaml"
    bad.write_text("facts: {colour: red}\n", encoding="utf-8")
    done = cli("plan", bad, ANDREI, *ON, "--to", "citizenship", "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["case"] == "andrei"
    assert "bad.yaml" in done.stderr


def test_nobody_of_whom_nothing_is_known(cli: CommandLine) -> None:
    """An empty profile is answered too, and says what is missing."""
    done = cli("plan", EXAMPLES / "empty.yaml", *ON, "--to", "stay")
    assert done.exit_code == 0
    assert "Where the person is was not said" in done.stdout


def test_the_page_speaks_russian(cli: CommandLine) -> None:
    """--lang ru gives the same plans in Russian words."""
    told = cli("plan", ANDREI, *ON, "--to", "citizenship", "--lang", "ru")
    assert told.exit_code == 0
    assert "Аргентина" in told.stdout
    assert "2026-02-12" in told.stdout
    assert "This is not legal advice" not in told.stdout
