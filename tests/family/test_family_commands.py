"""Case files of several people as people judge them: on the screen, as JSON, on paper, in both languages."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import pathfinder
from command_line import CommandLine
from engine.shipped import book
from pathfinder.api import on_day
from pathfinder.family.company import company
from pathfinder.language.kin import IMPLIED
from pathfinder.values.dates import parse_day

FAMILY = Path(__file__).parents[2] / "examples" / "family.yaml"
ON = ("--on", "2024-02-12")
CANARY = "canary-7f3a"


def result_of(cli: CommandLine, *arguments: str, stdin: str = "", file: Path | str = FAMILY) -> Any:
    """The one object of a case file."""
    done = cli("check", file, *ON, "--format", "json", *arguments, stdin=stdin)
    assert done.stderr == ""
    (line,) = done.stdout.splitlines()
    return json.loads(line)


def test_a_case_file_is_one_object(cli: CommandLine) -> None:
    """Scripts get each person as a profile alone would give it, and `together`."""
    found = result_of(cli)
    assert list(found) == ["case", "on", "receipt", "people", "together"]
    assert [each["name"] for each in found["people"]] == ["Vera", "Pavel", "Misha"]
    assert [each["case"] for each in found["people"]] == [
        "family/Vera", "family/Pavel", "family/Misha",
    ]  # fmt: skip
    assert found["people"][0]["from_relations"] == [
        {"fact": "spouse_citizenships", "relation": "spouse", "of": "Pavel"}
    ]
    countries = [{each["country"] for each in one["destinations"]} for one in found["people"]]
    assert all(
        one == {each["country"] for each in found["together"]["destinations"]} for one in countries
    )


def test_the_programme_takes_husband_and_son_along(cli: CommandLine) -> None:
    """Czechia is open for all: she belongs to the programme, and it helps her family."""
    (czechia,) = result_of(cli, "--country", "CZ")["together"]["destinations"]
    assert czechia["verdict"] == "feasible"
    vera, pavel, misha = czechia["people"]
    assert vera["by"] == ["CZ/civil-society-programme"]
    for one, relation in ((pavel, "spouse"), (misha, "minor_child")):
        assert one["alone"] != "feasible"
        (taken,) = one["taken_along_by"]
        assert (taken["by"], taken["relation"], taken["verdict"]) == ("Vera", relation, "eligible")
        assert taken["with_pathway"] == "CZ/civil-society-programme"
        assert taken["citations"]


def test_nobody_is_taken_along_once_the_programme_is_over(cli: CommandLine) -> None:
    """What an expired pathway took along is not feasible any more, and doubtful days stay doubtful."""
    for day, verdict in (("2024-04-01", "possible"), ("2024-05-21", "not_feasible")):
        done = cli("check", FAMILY, "--on", day, "--country", "CZ", "--format", "json")
        (czechia,) = json.loads(done.stdout)["together"]["destinations"]
        pavel = czechia["people"][1]
        assert pavel["verdict"] in (verdict, "possible")
        assert not [e for e in pavel["taken_along_by"] if e["verdict"] == "eligible"]


def test_the_first_of_the_last_lawful_days_is_that_of_all(cli: CommandLine) -> None:
    """In Kazakhstan his days run out before hers would."""
    (there,) = result_of(cli, "--country", "KZ")["together"]["destinations"]
    days = {each["name"]: each["until"] for each in there["people"]}
    assert there["until"] == days["Pavel"] == min(days.values())
    assert there["until_of"] == ["Pavel"]
    assert days["Vera"] > days["Pavel"]


def test_who_blocks_is_named(cli: CommandLine) -> None:
    """Georgia is open for two of them and not for the one without a passport for travel."""
    (there,) = result_of(cli, "--country", "GE")["together"]["destinations"]
    assert there["verdict"] == "not_feasible"
    assert there["blocked_by"] == ["Pavel"]
    assert [each["verdict"] for each in there["people"]] == ["feasible", "not_feasible", "feasible"]


def test_the_page_says_first_where_all_can_be(cli: CommandLine) -> None:
    """What holds for all stands before what holds for each, in lines of 80 columns."""
    done = cli("check", FAMILY, *ON, env={"COLUMNS": "80"})
    assert done.exit_code == 0
    assert max(map(len, done.stdout.splitlines())) <= 80
    together = done.stdout.index("Where can these people legally go together?")
    alone = done.stdout.index("Where can this person legally go? Case family/Vera")
    assert together < done.stdout.index("Feasible for all") < alone
    flowing = " ".join(done.stdout[:alone].split())
    assert "Pavel (spouse), Misha (minor child): along with Vera, if Vera goes by" in flowing
    assert "First of the last lawful days: 2024-02-28 (Pavel)." in flowing
    assert "Not said, but certain from the relations" in flowing


def test_markdown_says_the_same(cli: CommandLine) -> None:
    """The same page comes as Markdown."""
    written = cli("check", FAMILY, *ON, "--format", "markdown", "--country", "CZ").stdout
    assert written.startswith("# Where can these people legally go together?")
    assert "## Feasible for all: 1 country" in written


@pytest.mark.parametrize("ending", ["html", "md"])
def test_the_report_of_a_family_is_short_unless_it_is_to_be_whole(
    cli: CommandLine, tmp_path: Path, ending: str
) -> None:
    """In full are the countries for all and that where somebody is; the others are named, with how to have them."""
    short, whole = tmp_path / f"short.{ending}", tmp_path / f"whole.{ending}"
    assert cli("report", FAMILY, *ON, "-o", short).exit_code == 0
    assert cli("report", FAMILY, *ON, "-o", whole, "--whole").exit_code == 0
    brief, full = (
        re.sub("<[^>]+>", "", path.read_text(encoding="utf-8")) for path in (short, whole)
    )
    assert len(brief) < 0.8 * len(full)
    assert "--whole" in brief
    assert "--whole" not in full
    for country in ("Armenia", "Georgia"):  # for all of them; where Vera is
        assert f"{country}: feasible" in brief.split("Vera: Feasible")[1].split("Pavel: ")[0]
    assert "Serbia: feasible" not in brief
    assert "Serbia: feasible" in full
    for name in ("Serbia", "Hungary", "Canada"):
        assert name in brief.split("Vera: Where to go")[1].split("Pavel: ")[0]


def test_the_countries_for_all_stand_under_a_heading(cli: CommandLine, tmp_path: Path) -> None:
    """In Markdown, where a table is a list, the countries do not run on from what follows from relations."""
    path = tmp_path / "family.md"
    assert cli("report", FAMILY, *ON, "-o", path).exit_code == 0
    before = path.read_text(encoding="utf-8").split("\n- Armenia")[0]
    assert before.index("Not said, but certain") < before.index("## Feasible for all, at a glance")


@pytest.mark.parametrize("ending", ["html", "md"])
def test_the_report_of_a_family_begins_with_all(
    cli: CommandLine, tmp_path: Path, ending: str
) -> None:
    """One document: together first, then everybody under their name; the passages are numbered once."""
    path = tmp_path / f"family.{ending}"
    done = cli("report", FAMILY, *ON, "-o", path)
    assert done.exit_code == 0, done.stderr
    written = path.read_text(encoding="utf-8")
    assert written.index("Where all can be together") < written.index("Vera: What to do first")
    assert written.index("Vera: Where to go") < written.index("Misha: Where to go")
    if ending == "html":
        ids = [part.split('"')[0] for part in written.split(' id="')[1:]]
        assert len(ids) == len(set(ids))


def test_what_follows_is_not_written_as_said(cli: CommandLine, tmp_path: Path) -> None:
    """The report does not put a fact that follows from a relation among the answers of a person."""
    path = tmp_path / "family.md"
    assert cli("report", FAMILY, *ON, "-o", path).exit_code == 0
    said = path.read_text(encoding="utf-8").split("## Vera: What this person said")[1]
    assert "Citizenships of the spouse" not in said.split("\n## ")[0]


def test_both_languages(cli: CommandLine) -> None:
    """The part on all together is there in Russian."""
    done = cli("check", FAMILY, *ON, "--lang", "ru")
    assert done.exit_code == 0
    head = done.stdout.splitlines()[0]
    assert "family" in head
    assert not head.isascii()


def test_bad_relations_leave_everybody_judged_alone(cli: CommandLine) -> None:
    """A relation to nobody is told; the people are judged, and nothing is said of all."""
    text = FAMILY.read_text(encoding="utf-8").replace(
        "to: Pavel, relation: spouse", "to: Pasha, relation: spouse"
    )
    done = cli("check", "-", *ON, "--format", "json", stdin=text)
    assert done.exit_code == 1
    assert "PF111" in done.stderr
    assert "Pasha" not in done.stderr
    found = json.loads(done.stdout)
    assert found["together"] is None
    assert [each["name"] for each in found["people"]] == ["Vera", "Pavel", "Misha"]
    assert found["people"][0]["from_relations"] == []


def test_a_person_with_a_fault_leaves_the_others_judged(cli: CommandLine, tmp_path: Path) -> None:
    """Somebody who cannot be judged is told without what they said; a report is about all or none."""
    said = FAMILY.read_text(encoding="utf-8")
    text = said.replace("mobilisation: declined", f"mobilisation: {CANARY}")
    done = cli("check", "-", *ON, "--format", "json", stdin=text)
    assert done.exit_code == 1
    assert CANARY not in done.stderr + done.stdout
    found = json.loads(done.stdout)
    assert [each["name"] for each in found["people"]] == ["Vera", "Misha"]
    assert found["together"] is None
    path = tmp_path / "family.html"
    assert cli("report", "-", *ON, "-o", path, stdin=text).exit_code == 1
    assert not path.exists()


def test_a_contradiction_leaves_everybody_judged_alone(cli: CommandLine) -> None:
    """Who contradicts a relation is judged by what they said, like the others; nothing is said of all."""
    said = FAMILY.read_text(encoding="utf-8")
    text = said.replace("      age: 38\n", "      age: 38\n      spouse_citizenships: [LT]\n")
    done = cli("check", "-", *ON, "--format", "json", stdin=text)
    assert done.exit_code == 1
    assert done.stderr.count("PF514") == 1
    found = json.loads(done.stdout)
    assert found["together"] is None
    assert [each["name"] for each in found["people"]] == ["Vera", "Pavel", "Misha"]
    assert [each["from_relations"] for each in found["people"]] == [[], [], []]
    shown = cli("check", "-", *ON, stdin=text).stdout
    assert "Not said, but certain from the relations" not in shown


def test_too_many_people_are_judged_alone(cli: CommandLine) -> None:
    """More than fifty people are not taken together, and it says so."""
    people = "".join(f"  - {{name: p{n}, facts: {{citizenships: [RU]}}}}\n" for n in range(51))
    done = cli("check", "-", *ON, "--country", "KZ", "--format", "json", stdin=f"people:\n{people}")
    assert done.exit_code == 1
    assert "PF105" in done.stderr
    found = json.loads(done.stdout)
    assert len(found["people"]) == 51
    assert found["together"] is None


def test_other_commands_go_person_by_person(cli: CommandLine, tmp_path: Path) -> None:
    """whatif, calendar, days and batch answer for each of the people; ask takes one person."""
    whatif = cli("whatif", FAMILY, *ON, "--country", "GE", "--format", "json")
    assert [json.loads(line)["case"] for line in whatif.stdout.splitlines()] == [
        "family/Vera", "family/Pavel", "family/Misha",
    ]  # fmt: skip
    assert cli("days", FAMILY, *ON, "--country", "KZ").stdout.count("family/") >= 3
    assert cli("calendar", FAMILY, *ON, "-o", tmp_path / "family.ics").exit_code == 0
    rows = tmp_path / "rows.jsonl"
    assert cli("batch", FAMILY, *ON, "-o", rows).exit_code == 0
    assert [json.loads(line)["case"] for line in rows.read_text().splitlines()] == [
        "family/Vera", "family/Pavel", "family/Misha",
    ]  # fmt: skip
    assert cli("ask", FAMILY).exit_code == 2


def test_profiles_and_case_files_can_stand_side_by_side(cli: CommandLine) -> None:
    """Several files give an object each, in their order."""
    igor = FAMILY.with_name("igor.yaml")
    done = cli("check", igor, FAMILY, igor, *ON, "--country", "KZ", "--format", "json")
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [each["case"] for each in found] == ["igor", "family", "igor"]
    assert ["people" in each for each in found] == [False, True, False]


def test_the_page_names_every_pathway_that_takes_along() -> None:
    """docs/families.md lists the pathways that ask for company, and those that can be accompanied."""
    day = parse_day("2024-02-12")
    assert day is not None
    page = (FAMILY.parents[1] / "docs" / "families.md").read_text(encoding="utf-8")
    rows = [line.split("|")[1:3] for line in page.splitlines() if line.startswith("| `")]
    told = {
        (asking, taker)
        for first, second in rows
        for taker in re.findall(r"[A-Z]{2}/[a-z-]+", first)
        for asking in re.findall(r"[A-Z]{2}/[a-z-]+", second)
    }
    found = company(on_day(book(), day))
    assert told == {(asking, taker) for asking, takers in found.items() for taker in takers}


def test_the_table_of_what_follows_is_that_of_the_program() -> None:
    """The first table of facts in docs/families.md names the facts that a relation can give, no more and no fewer."""
    page = (FAMILY.parents[1] / "docs" / "families.md").read_text(encoding="utf-8")
    table = page.split("| fact | from |")[1].split("\n\n")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)) == set(IMPLIED)


def test_the_library_judges_a_family() -> None:
    """A case file as a mapping gives the same result as the command; faults are raised."""
    people = [
        {"name": "a", "facts": {"citizenships": ["RU"], "descent": ["german"]}},
        {"name": "b", "facts": {"citizenships": ["RU"], "descent": []}},
    ]
    related = [{"from": "b", "to": "a", "relation": "spouse"}]
    case = {"people": people, "relations": related}
    found = pathfinder.judge_family(case, on="2024-02-12", rules=book())
    assert found.together is not None
    (germany,) = [each for each in found.together.destinations if each.country == "DE"]
    assert [each.verdict for each in germany.people] == ["feasible", "feasible"]
    assert {each.with_pathway for each in germany.people[1].taken_along_by} == {
        "DE/late-repatriate"
    }
    with pytest.raises(pathfinder.ProblemsFound):
        pathfinder.judge_family(
            {"people": people, "relations": [{}]}, on="2024-02-12", rules=book()
        )


def test_names_act_on_nothing(cli: CommandLine, tmp_path: Path) -> None:
    """A name is text: no markup in the report, no codes on the terminal, and no problem repeats it."""
    hostile = "<img src=x>\\e[2J[a](b)"
    text = FAMILY.read_text(encoding="utf-8").replace("Vera", f'"{hostile}"')
    path = tmp_path / "family.html"
    assert cli("report", "-", *ON, "-o", path, "--country", "CZ", stdin=text).exit_code == 0
    assert "<img" not in path.read_text(encoding="utf-8")
    done = cli("check", "-", *ON, "--country", "CZ", stdin=text)
    assert done.exit_code == 0
    assert "\x1b" not in done.stdout
    wrong = cli("check", "-", *ON, stdin=text.replace("relation: spouse", "relation: wife"))
    assert wrong.exit_code == 1
    assert "<img" not in wrong.stderr
