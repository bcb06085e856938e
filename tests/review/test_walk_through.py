"""The way that docs/reviewing.md describes, from a new document to a signed rule, with its own commands."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from command_line import CommandLine
from pathfinder.rulebook.files import shipped_rules

REPORT = """# Visa-free stays in 2026

Since 1 March 2026 citizens of Russia may stay in Kazakhstan for 60 days within 180 days. It was longer before.
"""

CITATION = """citations:
  sixty:
    document: "005"
    section: Visa-free stays in 2026
    from: Since 1 March 2026
    to: within 180 days
"""

SECOND = """      - in force: {from: 2026-03-01, until: not stated}
        cite: sixty
        conditions: stated
        requires:
          all of:
            - says: On at most 60 of the 180 days that end with the day asked about was the person in Kazakhstan.
              days in: KZ
              within: 180 days
              at most: 60 days
        grants: {for: 60 days, within: 180 days, says: A lawful stay on 60 of 180 days.}
"""

ENDED = "2026-02-28, derived: the day before the 60 days of document 005 begin"

RULE = "KZ/visa-free-stay"

DOCUMENTS = os.environ.get("PATHFINDER_SOURCES")
"""A folder with the documents, where there is one: only with them can a rule be signed."""


def in_versions(text: str) -> str:
    """The file of Kazakhstan with a second version of the rule, as the walk-through writes it."""
    start = text.index("    in force: {from: 2023-01-26", text.index(f"  {RULE}:"))
    old = text[start : text.index("    context:", start)]
    first = "".join("    " + line for line in old.splitlines(keepends=True))
    first = first.replace("    ", "  -", 1).replace("  -    ", "      - ", 1)
    first = first.replace("until: not stated", f"until: {ENDED}", 1)
    changed = text[:start] + "    versions:\n" + first + SECOND + text[start + len(old) :]
    return changed.replace("citations:\n", CITATION, 1)


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder, as nobody in particular."""
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    command = ["git", *who, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


@pytest.fixture(name="desk")
def fixture_desk(tmp_path: Path) -> Path:
    """A folder under git with the rules and with one document that is new."""
    shutil.copytree(shipped_rules(), tmp_path / "rules")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "rules")
    git(tmp_path, "commit", "-q", "-m", "the rules as they were")
    shutil.copytree(DOCUMENTS, tmp_path / "documents") if DOCUMENTS else (
        tmp_path / "documents"
    ).mkdir()
    (tmp_path / "documents" / "report.txt").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_a_new_document_becomes_a_signed_rule(cli: CommandLine, desk: Path) -> None:
    """Enter, see what it concerns, edit, check, test, compare, lock, sign: each step says what the page promises."""
    rules, library = ("--rules", "rules"), ("--library", "documents")

    def said(*arguments: str, code: int = 0) -> str:
        run = cli(*arguments)
        assert run.exit_code == code, f"{arguments}: {run.stdout}{run.stderr}"
        return run.stdout

    said("sources", "add", "documents/report.txt", "--id", "005", "--title", "Visa-free stays in 2026",
         "--author", "A. Writer", "--published", "2026-05", "--kind", "report", *rules)  # fmt: skip
    assert RULE in said("sources", "concerns", "005", *rules, *library)

    file = desk / "rules" / "destinations" / "KZ.yaml"
    file.write_text(in_versions(file.read_text(encoding="utf-8")), encoding="utf-8")
    found = said("rules", "check", *rules)
    assert "PF214" not in found
    assert "2026-03-01" in found  # a case is missing there

    tested = said("rules", "test", "--coverage", "--mutants", "--pathway", RULE, *rules)
    assert "nobody would notice if the first day were 2026-03-02, not 2026-03-01" in tested

    changed = said("rules", "diff", "HEAD", ".")
    assert RULE in changed
    assert "since 2026-03-01" in changed
    assert "is now ineligible" in " ".join(changed.split())

    said("sources", "lock", *rules, *library)
    signed = cli("review", "sign", RULE, "--as", "A. Lawyer", "--role", "law", *rules, *library)
    if (
        not DOCUMENTS
    ):  # the passages of the other documents cannot be read: nobody can have compared them
        assert signed.exit_code == 1
        assert "Nothing was signed" in signed.stdout + signed.stderr
        assert "never read" in said("review", "status", RULE, *rules)
        return
    assert signed.exit_code == 0, signed.stderr
    assert "A. Lawyer" in said("review", "status", RULE, *rules, *library)
