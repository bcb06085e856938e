"""`rules check`, `rules test` and `rules outdated` as an author runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import CommandLine
from language.small_book import make_book, rule_file

TEXT = "A heading\n\nWhoever comes at 18 or later may stay for 90 days. Nobody has to be asked.\n"
RULE = "requires: {says: The person is of age., fact: age, at least: 18}\nconditions: stated\n"
CASES = """\
cases:
  - {says: of age, on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: eligible}
  - {says: under age, on: 2023-06-01, person: {citizenships: [RU], age: 17}, verdict: ineligible}
  - {says: not said, on: 2023-06-01, person: {citizenships: [RU]}, verdict: undetermined}
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A rule book of one pathway, and a folder with its document."""
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "text.txt").write_text(TEXT, encoding="utf-8")
    return make_book(tmp_path / "rules", rule_file(RULE + CASES))


def test_check_looks_into_the_documents(cli: CommandLine, book: Path) -> None:
    """With the documents a number that its passage does not have is an error; without them nobody can tell."""
    library = book.parent / "library"
    good = cli("rules", "check", "--rules", book, "--library", library)
    assert good.exit_code == 0
    assert "1 of 1 rules" in good.stdout
    make_book(
        book, rule_file(RULE.replace("18", "17") + CASES.replace("17", "16").replace("18", "17"))
    )
    assert cli("rules", "check", "--rules", book).exit_code == 0
    bad = cli("rules", "check", "--rules", book, env={"PATHFINDER_SOURCES": str(library)})
    assert bad.exit_code == 1
    assert "PF214: 17 is not in the cited passage." in bad.stdout


def test_the_lock_tells_what_has_changed(cli: CommandLine, book: Path) -> None:
    """`sources lock` remembers the rules it verified; a rule that changes afterwards is a warning without documents."""
    locked = cli("sources", "lock", "--rules", book, "--library", book.parent / "library")
    assert locked.exit_code == 0, locked.stdout
    assert "1 of 1 rules were verified" in cli("rules", "check", "--rules", book).stdout
    make_book(
        book, rule_file(RULE.replace("18", "17") + CASES.replace("17", "16").replace("18", "17"))
    )
    changed = cli("rules", "check", "--rules", book)
    assert changed.exit_code == 0
    assert "warning PF215" in changed.stdout


def test_test_runs_the_cases(cli: CommandLine, book: Path) -> None:
    """`rules test` counts what passed and failed and ends with 1 where a case fails."""
    passed = cli("rules", "test", "--rules", book)
    assert (passed.exit_code, passed.stdout) == (0, "3 cases passed, 0 failed\n")
    make_book(book, rule_file(RULE + CASES.replace("verdict: eligible", "verdict: closed")))
    failed = cli("rules", "test", "--rules", book)
    assert failed.exit_code == 1
    assert "PF151" in failed.stdout
    assert failed.stdout.endswith("2 cases passed, 1 failed\n")


def test_coverage_offers_cases_to_paste(cli: CommandLine, book: Path) -> None:
    """With `--coverage` what no case shows is printed as a case to paste; that alone is no failure."""
    make_book(book, rule_file(RULE + "\n".join([*CASES.splitlines()[:-1], ""])))
    shown = cli("rules", "test", "--rules", book, "--coverage")
    assert shown.exit_code == 0
    assert "no case shows this unknown: The person is of age." in shown.stdout
    case = "{says: …, on: 2023-06-01, person: {citizenships: [RU]}, verdict: undetermined}"
    assert f"      - {case}\n" in shown.stdout
    as_json = json.loads(
        cli("rules", "test", "--rules", book, "--coverage", "--format", "json").stdout
    )
    assert (as_json["cases"], as_json["failed"]) == (2, 0)
    assert as_json["coverage"]["asked"] - as_json["coverage"]["seen"] == 1
    assert as_json["coverage"]["points"][0]["unseen"] == ["unknown"]


def test_outdated_lists_rules_with_their_newest_document(cli: CommandLine, book: Path) -> None:
    """`rules outdated` ends with 0 whatever it finds, and names document, day and months."""
    found = cli("rules", "outdated", "--older", "12m", "--on", "2026-11-22", "--rules", book)
    assert found.exit_code == 0
    assert found.stdout == (
        "Speaks until         Age  Document  Rule\n"
        "2024-12-31     22 months  001       KZ/stay\n"
        "1 of 1 pathways and cautions rest on documents that are older than 12m on 2026-11-22\n"
    )
    none = cli("rules", "outdated", "--older", "2y", "--on", "2026-11-22", "--rules", book)
    assert none.stdout.startswith("0 of 1")
    as_json = cli(
        "rules",
        "outdated",
        "--older",
        "18m",
        "--on",
        "2026-11-22",
        "--rules",
        book,
        "--format",
        "json",
    )
    (rule,) = json.loads(as_json.stdout)
    assert (rule["id"], rule["document"], rule["months"]) == ("KZ/stay", "001", 22)


def test_an_age_that_is_none_is_wrong_usage(cli: CommandLine, book: Path) -> None:
    """An age has a number and a letter; anything else ends with 2."""
    wrong = cli("rules", "outdated", "--older", "a year", "--rules", book)
    assert wrong.exit_code == 2
    assert "12m" in wrong.stderr
