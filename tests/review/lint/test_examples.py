"""Every finding has a rule book that gives it, and one that does not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pathfinder.language.codes import PAGES, Page
from review.lint.example_books import BASE, CODES, COMMANDS, EXAMPLES, check, lay, told_by

if TYPE_CHECKING:
    from command_line import CommandLine


CHECKED = [code for code in CODES if code not in COMMANDS or code == "PF461"]
"""The codes that `rules check` gives; PF490 is given by `review sign`."""

SHOWN = [page for page in PAGES.values() if page.where == "example"]


@pytest.mark.parametrize("code", CHECKED)
def test_the_bad_book_gives_its_code_at_its_place(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bad book of a code gives that code, nothing else, at the places that `place.txt` names."""
    monkeypatch.chdir(lay(tmp_path, f"{code}/bad"))
    run = check(Path())
    places = [finding["place"] for finding in run.findings]
    written = [f"{place['file']}:{place['line']}:{place['column']}" for place in places]
    assert set(run.codes) == {code}
    assert written == places_of(code)
    errors = any(finding["severity"] == "error" for finding in run.findings)
    assert run.exit_code == (1 if errors else 0)


@pytest.mark.parametrize("code", [*CODES, "base"])
def test_the_good_book_gives_nothing(code: str, tmp_path: Path) -> None:
    """The good book of a code, and the one that all begin with, have no finding at all."""
    run = check(lay(tmp_path, "base" if code == "base" else f"{code}/good"))
    assert (run.findings, run.exit_code) == ([], 0)


@pytest.mark.parametrize("code", COMMANDS)
def test_another_command_gives_the_code(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What another command than `rules check` finds it finds in the bad book alone, at the same place."""
    monkeypatch.chdir(lay(tmp_path / "bad", f"{code}/bad"))
    assert told_by(COMMANDS[code]) == [(place, code) for place in places_of(code)]
    monkeypatch.chdir(lay(tmp_path / "good", f"{code}/good"))
    assert told_by(COMMANDS[code]) == []


def places_of(code: str) -> list[str]:
    """The places that the bad book of a code names."""
    return (EXAMPLES / code / "bad" / "place.txt").read_text(encoding="utf-8").split()


def test_every_finding_of_a_desk_has_its_books() -> None:
    """No code of the reviewer's desks, from PF400 on, is without a bad and a good book."""
    desks = {code for code in PAGES if "PF400" <= code < "PF500"}
    assert desks <= set(CODES)
    for code in CODES:
        assert places_of(code)
        assert any(path.is_file() for path in (EXAMPLES / code / "good").rglob("*"))


@pytest.mark.parametrize("shown", SHOWN, ids=lambda page: page.code)
def test_the_snippets_of_a_page_stand_in_its_books(shown: Page) -> None:
    """What a page shows as wrong stands in the bad book of its code, what it shows as right in the good one."""
    for snippet, kind in ((shown.fails, "bad"), (shown.passes, "good")):
        lines = [line.split("  #")[0].strip() for line in snippet.splitlines()]
        files = [*(EXAMPLES / shown.code / kind).rglob("*"), *BASE.rglob("*")]
        assert any(_in_order(lines, path) for path in files if path.is_file()), snippet


def _in_order(lines: list[str], path: Path) -> bool:
    """Whether some lines stand in a file one after the other, perhaps with others between them."""
    written = iter(path.read_text(encoding="utf-8").splitlines())
    return all(any(line in other for other in written) for line in lines)


def test_the_command_shows_place_line_and_page(cli: CommandLine, tmp_path: Path) -> None:
    """As a process `rules check` shows place, code, the line with carets, and where the page is."""
    book = lay(tmp_path / "book", "PF410/bad")
    run = cli("rules", "check", "--rules", "rules", "--library", "library", cwd=book)
    assert run.exit_code == 1
    assert run.stdout.splitlines()[:4] == [
        "rules/destinations/KZ.yaml:50:19: error PF410: 1 year is not in the cited passage, but in that of “one-year”.",
        "  in KZ/stay-of-engineers › grants",
        "   50 |     grants: {for: 1 year, cite: ninety-days}",
        "      |                   ^^^^^^",
    ]
    assert "More: pathfinder rules explain PF410" in run.stdout
    assert "2 pathways, 6 cases: 1 error, 0 warnings" in run.stdout
