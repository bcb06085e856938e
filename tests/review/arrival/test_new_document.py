"""A new document is entered among the documents and held against what the rules say today."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from command_line import CommandLine
from language.small_book import make_book
from pathfinder.rulebook.files import shipped_rules

REPORT = """# Stays in 2026

Since 1 March 2026 Russians may stay in Kazakhstan for 60 days. Before that it was longer.

Kyrgyz authorities ask for a registration. In Fiji nothing has changed. Russia said nothing.

The European Union discussed new rules.

People are tired of waiting.
"""

CONCERNS = ("sources", "concerns", "005", "--library", "documents", "--rules")

DESCRIBED = ("--id", "005", "--title", "Stays: \"new\" #1", "--author", "A. Writer", "--published", "2026-05",
             "--kind", "report")  # fmt: skip


@pytest.fixture(name="rules")
def fixture_rules(tmp_path: Path) -> Path:
    """A copy of the shipped rules, and a folder of documents with one that is new."""
    shutil.copytree(shipped_rules(), tmp_path / "rules")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path / "rules"


def add(cli: CommandLine, *more: str, file: str = "documents/report.txt") -> tuple[int, str]:
    """Enter the new document; the exit code, and what was said of it."""
    run = cli("sources", "add", file, *DESCRIBED, "--rules", "rules", *more)
    return run.exit_code, run.stdout + run.stderr


def test_a_new_document_is_entered(cli: CommandLine, rules: Path) -> None:
    """The entry holds what was said, the hash of the copy and the last day of its month; all else stays as it was."""
    before = (rules / "documents.yaml").read_text(encoding="utf-8")
    assert add(cli)[0] == 0
    after = (rules / "documents.yaml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip())
    assert 'known until: "2026-05-31"' in after
    assert r'title: "Stays: \"new\" #1"' in after
    run = cli("rules", "check", "--rules", "rules", "--format", "json")
    assert [one for one in json.loads(run.stdout) if one["severity"] == "error"] == []


def test_what_a_document_may_change_is_shown_by_countries(cli: CommandLine, rules: Path) -> None:
    """Each sentence stands with the countries it names, beside their rules; one that goes on, with the one before."""
    add(cli)
    run = cli(*CONCERNS, "rules", "--format", "json")
    found = json.loads(run.stdout)
    lines = {one["country"]: [m["line"] for m in one["mentions"]] for one in found["countries"]}
    assert lines == {"KZ": [3, 3], "KG": [5], "FJ": [5], "RU": [5], "EU": [7]}
    assert [m["line"] for m in found["elsewhere"]] == [9]
    kazakhstan = next(one for one in found["countries"] if one["country"] == "KZ")
    stay = next(one for one in kazakhstan["rules"] if one["id"] == "KZ/visa-free-stay")
    assert stay["older"] is True
    assert next(one for one in found["countries"] if one["country"] == "FJ")["rules"] == []


def test_sentences_that_are_accounted_for_are_not_shown(cli: CommandLine, rules: Path) -> None:
    """What background.yaml sets aside is no concern any more."""
    add(cli)
    with (rules / "background.yaml").open("a", encoding="utf-8") as file:
        file.write(
            '  - {document: "005", section: Stays in 2026, from: People are, to: of waiting, why: an opinion}\n'
        )
    run = cli(*CONCERNS, "rules")
    assert run.exit_code == 0, run.stderr
    assert "People are tired" not in run.stdout
    assert "Kazakhstan (KZ)" in run.stdout
    assert "KZ/visa-free-stay" in run.stdout


@pytest.mark.parametrize(
    "more, file, code, told",
    [
        pytest.param(("--id", "001"), "documents/report.txt", 1, "is already in documents.yaml (line 20)", id="known"),
        pytest.param((), "documents/none.txt", 2, "cannot be read", id="no-file"),
        pytest.param(("--published", "May"), "documents/report.txt", 2, "is no date", id="no-date"),
        pytest.param(("--known-until", "soon"), "documents/report.txt", 1, "nothing was changed", id="until"),
        pytest.param(("--published", "2090"), "documents/report.txt", 2, "a day still to come: 2090", id="future"),
        pytest.param(("--known-until", "2026-04-30"), "documents/report.txt", 2, "before it was", id="too-early"),
        pytest.param(("--id", "00 5"), "documents/report.txt", 2, "no name for a document", id="odd-id"),
        pytest.param(("--rules", "nowhere"), "documents/report.txt", 1, "cannot be read", id="no-rules"),
    ],
)  # fmt: skip
def test_what_cannot_be_entered_changes_nothing(
    cli: CommandLine, rules: Path, more: tuple[str, ...], file: str, code: int, told: str
) -> None:
    """A document that cannot be entered is refused in words, and the file of documents stays as it was."""
    before = (rules / "documents.yaml").read_bytes()
    ended, said = add(cli, *more, file=file)
    assert (ended, told in said) == (code, True), said
    assert (rules / "documents.yaml").read_bytes() == before


def test_countries_are_found_in_russian(cli: CommandLine, tmp_path: Path) -> None:
    """A document in Russian names countries in their cases."""
    book = make_book(tmp_path)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "report.txt").write_text(
        "В Казахстане можно остаться. Из Турции уезжают. О Грузии молчат.\n", encoding="utf-8"
    )
    add(cli, "--language", "ru", "--rules", str(book))
    run = cli(*CONCERNS, str(book), "--format", "json")
    assert {one["country"] for one in json.loads(run.stdout)["countries"]} == {"KZ", "TR", "GE"}


def test_the_same_copy_under_another_id_is_told(cli: CommandLine, rules: Path) -> None:
    """A copy that is a document already is entered, and it is said of which document."""
    assert "byte for byte" not in add(cli)[1]
    code, said = add(cli, "--id", "006")
    assert (code, "byte for byte, as that of document 005." in said) == (0, True)
