"""`rules check --fix` takes away what changes nothing, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pathfinder.review.lint.edits import Edit, apply_edits, last_line_of
from pathfinder.rulebook.load import load_folders
from review.lint.example_books import BASE, change, check, lay

KZ = "rules/destinations/KZ.yaml"
RU = "rules/locales/ru.po"


def files(folder: Path) -> dict[str, str]:
    """Every file of a rule book."""
    paths = (path for path in (folder / "rules").rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in paths}


@pytest.mark.parametrize("code, file", [("PF414", KZ), ("PF422", RU)])
def test_the_bad_book_becomes_the_good_one(tmp_path: Path, code: str, file: str) -> None:
    """A fix mends the finding, says what it did, changes one file, and leaves what the rules say."""
    book = lay(tmp_path, f"{code}/bad")
    before, said = files(book), load_folders([str(book / "rules")]).book
    run = check(book, "--fix")
    assert (run.codes, run.exit_code) == ([], 0)
    assert f"fixed: {book / file}:" in run.errors
    after = files(book)
    assert [name for name in before if before[name] != after[name]] == [file]
    now = load_folders([str(book / "rules")]).book
    assert said is not None
    assert now is not None
    assert list(now.pathways) == list(said.pathways)


def test_an_unused_citation_goes_with_its_lines_and_no_other(tmp_path: Path) -> None:
    """What stands above and below a citation that is removed stays as it was, remarks and empty lines too."""
    book = lay(tmp_path, "PF414/bad")
    change(book, KZ, "  hearsay:\n", "  # heard\n  hearsay:\n")
    check(book, "--fix")
    base = (BASE / KZ).read_text(encoding="utf-8")
    assert (book / KZ).read_text(encoding="utf-8") == base.replace(
        "\npathways:", "  # heard\n\npathways:"
    )


def test_a_diff_is_shown_and_nothing_written(tmp_path: Path) -> None:
    """`--diff` shows a unified diff of what `--fix` would do, and the finding still stands."""
    book = lay(tmp_path, "PF414/bad")
    before = files(book)
    run = check(book, "--diff", form="text")
    assert f"--- a/{book / KZ}" in run.output
    assert "\n-  hearsay:\n" in run.output
    assert "warning PF414" in run.output
    assert files(book) == before


def test_line_ends_are_kept(tmp_path: Path) -> None:
    """A file with the line ends of Windows has them after a fix as well."""
    book = lay(tmp_path, "PF422/bad")
    path = book / RU
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(book, "--fix").codes == []
    data = path.read_bytes()
    assert b"#~ msgid" in data
    assert data.count(b"\n") == data.count(b"\r\n")


def test_the_last_citation_of_a_file_stays(tmp_path: Path) -> None:
    """A file keeps a citation, for its head needs one; the finding stays too."""
    book = lay(tmp_path)
    change(book, KZ, "destination: KZ\n", "destination: KZ\ncite: ninety-days\n")
    text = (book / KZ).read_text(encoding="utf-8")
    head = text.partition("pathways:")[0].replace("cite: ninety-days\n", "")
    only = head.replace("destination: KZ", "origin: KZ") + "cautions: {}\n"
    (book / "rules" / "origin").mkdir()
    (book / "rules" / "origin" / "AM.yaml").write_text(only, encoding="utf-8")
    before = files(book)
    run = check(book, "--fix")
    assert run.codes == ["PF414", "PF414"]
    assert files(book) == before


def test_an_idle_exclusion_goes_where_others_remain(tmp_path: Path) -> None:
    """Of two exclusions the one that meets nothing is removed; one that still meets something stays."""
    book = lay(tmp_path, "PF430/good")
    path = book / "rules" / "exclusions.yaml"
    good = path.read_text(encoding="utf-8")
    idle = "  - code: PF415\n    where: [x, y]\n    reason: None.\n    until: 2027-11-22\n"
    path.write_text(good + idle, encoding="utf-8")
    assert check(book).codes == ["PF430", "PF430"]
    assert check(book, "--fix").codes == []
    assert path.read_text(encoding="utf-8") == good


def test_nothing_is_fixed_in_a_book_with_errors(tmp_path: Path) -> None:
    """While a file has an error of shape nobody can tell what is left over."""
    book = lay(tmp_path, "PF414/bad")
    change(book, "rules/definitions.yaml", "at least: 18", "at most least: 18")
    before = files(book)
    run = check(book, "--fix")
    assert run.exit_code == 1
    assert "Nothing is fixed" in run.errors
    assert files(book) == before


def test_nothing_to_fix_is_no_change(tmp_path: Path) -> None:
    """A rule book in order stays as it is, byte for byte."""
    book = lay(tmp_path)
    before = files(book)
    assert check(book, "--fix").codes == []
    assert files(book) == before


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """Where a file cannot be replaced the command says so and ends with 1, and the file is as it was."""
    book = lay(tmp_path, "PF414/bad")
    before = files(book)
    (book / f"{KZ}.{os.getpid()}.part").mkdir()  # where the new file would be written first
    run = check(book, "--fix")
    assert run.exit_code == 1
    assert "cannot be written" in run.errors
    assert files(book) == before


def test_the_last_exclusion_is_left_to_a_person(tmp_path: Path) -> None:
    """Where no exclusion meets anything the whole file is to be removed, which nobody does by the way."""
    book = lay(tmp_path, "PF430/bad")
    change(book, "rules/exclusions.yaml", "[income, languages]", "languages")
    before = files(book)
    assert sorted(check(book, "--fix").codes) == ["PF412", "PF430"]
    assert files(book) == before


@pytest.mark.parametrize("written", ["{a}", "{a}  # idle"])
def test_what_shares_a_line_with_something_else_is_left(tmp_path: Path, written: str) -> None:
    """A citation or an exclusion written in a line with others is not taken apart."""
    book = lay(tmp_path)
    text = (book / KZ).read_text(encoding="utf-8")
    head, _, rest = text.partition("citations:\n")
    keys = "document: '001', section: Coming and staying"
    idle = f"hearsay: {{{keys}, from: Armenia admits, to: says a neighbour}}"
    used = (
        f"ninety-days: {{{keys}, from: Kazakhstan lets whoever, to: stay for 90 days}}, one-year: "
    )
    used += f"{{{keys}, from: Whoever works as, to: for one year}}"
    line = written.format(a=f"citations: {{{used}, {idle}}}")
    (book / KZ).write_text(
        f"{head}{line}\n\npathways:\n{rest.partition('pathways:')[2].lstrip(chr(10))}"
    )
    exclusions = "format: pathfinder-exclusions/1\nexclusions: [{code: PF414, where: KZ/hearsay, reason: x, until: "
    exclusions += "2027-01-01}, {code: PF412, where: age, reason: x, until: 2027-01-01}]\n"
    (book / "rules" / "exclusions.yaml").write_text(exclusions)
    before = files(book)
    assert check(book, "--fix").codes == ["PF430"]
    assert files(book) == before


def test_edits_replace_whole_lines() -> None:
    """Edits are applied from the bottom up, so that each finds its lines where it saw them."""
    edits = [
        Edit(name="a", first=2, last=3, says="", code=""),
        Edit(name="a", first=5, last=5, says="", code="", lines=("five", "six")),
    ]
    assert apply_edits("1\n2\n3\n4\n5\n", edits) == "1\n4\nfive\nsix\n"


def test_what_stands_further_right_belongs_to_a_key() -> None:
    """A key ends before the next one at its column; remarks and empty lines behind it are not its own."""
    lines = ["a:", "  b: 1", "", "  c: 2", "", "  # of d", "d: 3"]
    assert last_line_of(lines, 1) == 4
    assert last_line_of(lines, 7) == 7
