"""What stands beside the rules and is wrong is told: files, regions, catalogues, passages set aside, days."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathfinder.language.problems import did_you_mean
from review.lint.example_books import change, check, lay

KZ = "rules/destinations/KZ.yaml"


@pytest.mark.parametrize(
    "name, severity, words",
    [
        ("destinations/AM.yml", "error", "AM.yaml"),
        ("destinations/AM.YAML", "error", "AM.yaml"),
        ("several/XX.yml", "error", "XX.yaml"),
        ("exclusion.yaml", "warning", "exclusions.yaml"),
        ("facts.yml", "warning", "facts.yaml"),
        ("destination/AM.yaml", "warning", "destinations"),
        ("destinations/asia/AM.yaml", "warning", "side by side"),
        ("notes.csv", "warning", "Take it away"),
    ],
)
def test_a_file_that_nothing_reads_is_told(
    tmp_path: Path, name: str, severity: str, words: str
) -> None:
    """A file with a wrong name or ending, or in a wrong folder, is told with the name it may be meant to have."""
    book = lay(tmp_path)
    path = book / "rules" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("format: pathfinder-rules/1\n", encoding="utf-8")
    (found,) = check(book).findings
    assert (found["code"], found["severity"]) == ("PF406", severity)
    assert words in found["help"]


@pytest.mark.parametrize(
    "name",
    [
        ".hidden.yaml", "README", "README.md", "notes.txt", "allowed_signers", "reviews.yaml.busy",
        "locales/rules.pot", "destinations/README.md", "destinations/.KZ.yaml.swp", "KZ.yaml~",
        "copies/report.txt",
    ],
)  # fmt: skip
def test_what_may_lie_there_is_not_told(tmp_path: Path, name: str) -> None:
    """Hidden files, notes, templates and what commands of this program write are no strays."""
    book = lay(tmp_path)
    path = book / "rules" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("words\n", encoding="utf-8")
    assert "PF406" not in check(book).codes


def test_a_reference_file_with_another_ending_is_told_beside_its_lack(tmp_path: Path) -> None:
    """Where a needed file is missing for its ending, both are told."""
    book = lay(tmp_path)
    (book / "rules/facts.yaml").rename(book / "rules/facts.yml")
    assert {"PF101", "PF406"} <= set(check(book).codes)


@pytest.mark.parametrize("code", ["A1", "ZZ", "QQ"])
def test_a_member_of_a_region_is_a_country(tmp_path: Path, code: str) -> None:
    """A member that is the code of no country is an error at its place."""
    book = lay(tmp_path)
    change(book, "rules/regions.yaml", "KG, KZ", f"{code}, KZ")
    (found,) = check(book).findings
    assert (found["code"], found["place"]["line"]) == ("PF122", 7)
    assert f"“{code}”" in found["message"]


@pytest.mark.parametrize(
    "first, code", [("Nobody has sung", "PF400"), ("Nobody has", "PF401"), ("Armenia admits", "")]
)
def test_a_passage_set_aside_has_to_be_there(tmp_path: Path, first: str, code: str) -> None:
    """With the documents at hand a passage of background.yaml that is gone or ambiguous is a warning."""
    book = lay(tmp_path)
    last = "be asked" if code else "to wait"
    text = (
        "format: pathfinder-background/1\npassages:\n"
        f"  - {{document: '001', section: Coming and staying, from: {first}, to: {last}, why: No rule.}}\n"
    )
    (book / "rules/background.yaml").write_text(text, encoding="utf-8")
    assert [(f["code"], f["severity"], f["place"]["line"]) for f in check(book).findings] == (
        [(code, "warning", 3)] if code else []
    )
    assert check(book, library=False).codes == []


def test_an_open_quote_in_a_catalogue_has_its_line(tmp_path: Path) -> None:
    """A catalogue with a sentence that is not closed is told with the line of it."""
    book = lay(tmp_path, "PF422/good")
    path = book / "rules/locales/ru.po"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if n > 8 and line.startswith("msgid "))
    lines[at] = lines[at].rstrip('"')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = next(f for f in check(book).findings if f["code"] == "PF106")
    assert found["place"]["line"] == at + 1


def test_a_document_that_is_renamed_is_told_once(tmp_path: Path) -> None:
    """However many citations name a document that is not there, it is one finding with their number."""
    book = lay(tmp_path)
    change(book, "rules/documents.yaml", '"001":', '"0001":')
    (found,) = [f for f in check(book).findings if f["code"] == "PF125"]
    assert "3 citations name it." in found["message"]
    assert found["help"] == "Did you mean “0001”?"


def test_a_broken_exclusion_leaves_the_others_standing(tmp_path: Path) -> None:
    """What is wrong with one exclusion is told, and another one still lets its finding stand."""
    book = lay(tmp_path, "PF430/good")
    path = book / "rules/exclusions.yaml"
    broken = "  - code: PF415\n    where: x\n    until: 2027-11-22\n"
    path.write_text(path.read_text(encoding="utf-8") + broken, encoding="utf-8")
    assert check(book).codes == ["PF111"]


@pytest.mark.parametrize(
    "code, where, stays",
    [
        ("PF412", "incone", True),
        ("PF412", "gone/nothing", True),
        ("PF415", "of age", True),
        ("PF415", "gone/nothing", False),
        ("PF415", "is of age", False),
    ],
)
def test_an_exclusion_that_is_misspelt_is_not_removed(
    tmp_path: Path, code: str, where: str, stays: bool
) -> None:
    """`--fix` leaves an exclusion of a code that is found elsewhere, or whose name is nearly that of something."""
    book = lay(tmp_path, "PF430/good")
    path = book / "rules/exclusions.yaml"
    more = f"  - code: {code}\n    where: {where}\n    reason: None.\n    until: 2027-11-22\n"
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    check(book, "--fix")
    assert (where + "\n    reason: None" in path.read_text(encoding="utf-8")) is stays


def test_a_claim_comes_behind_the_number_that_broke_it(tmp_path: Path) -> None:
    """Of the findings of one harm a claim that does not hold is told behind a number that its passage does not have."""
    book = lay(tmp_path, "PF480/bad")
    change(book, KZ, "for: 90 days", "for: 95 days")
    codes = check(book).codes
    assert codes.index("PF214") < codes.index("PF480")


def test_the_nearest_name_is_of_the_same_country() -> None:
    """No rule of another country is offered where the country is right."""
    known = ["KG/work-permit", "KZ/visa-free-stay", "KZ/student"]
    assert did_you_mean("KZ/work-permit", known) == "Known here: KZ/visa-free-stay, KZ/student."
    assert did_you_mean("KZ/students", known) == "Did you mean “KZ/student”?"
    assert did_you_mean("QQ/work-permit", known) == "Did you mean “KG/work-permit”?"


def test_a_date_without_a_case_is_told_where_it_stands(tmp_path: Path) -> None:
    """A start that no case shows is told at the dates of the pathway, not at its name."""
    book = lay(tmp_path)
    old = "in force: {from: not stated, until: not stated}\n    cite: ninety-days"
    change(book, KZ, old, old.replace("from: not stated", "from: 2022-03-01, derived: So."))
    lines = (book / KZ).read_text(encoding="utf-8").splitlines()
    line = next(n for n, text in enumerate(lines, 1) if "2022-03-01" in text)
    places = [f["place"] for f in check(book).findings if f["code"] == "PF460"]
    assert {(place["line"], place["column"]) for place in places} == {(line, 5)}
