"""Findings that are let stand have a reason and an end, and are told when they let nothing stand."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from pathfinder.language.exclusions import EXCLUSIONS_FILE
from pathfinder.language.maps import map_schema
from review.lint.example_books import change, check, lay

EXCLUSIONS = "rules/exclusions.yaml"


def written(folder: Path, text: str) -> Path:
    """The book of a fact that nothing asks for, with these exclusions."""
    book = lay(folder, "PF412/bad")
    head = "format: pathfinder-exclusions/1\nexclusions:\n"
    (book / EXCLUSIONS).write_text(head + text, encoding="utf-8")
    return book


ITEM = "  - {{code: {code}, where: {where}, reason: Saved profiles need it., until: {until}}}\n"


@pytest.mark.parametrize("where", ["income", "facts.yaml", "[income]"])
def test_a_finding_is_let_stand_by_id_or_file(tmp_path: Path, where: str) -> None:
    """An exclusion names what a finding is about, or the file it is in; the summary says how many there are."""
    book = written(tmp_path, ITEM.format(code="PF412", where=where, until="2027-01-01"))
    assert check(book).codes == []
    assert "1 finding is let stand" in check(book, form="text").output


@pytest.mark.parametrize("until, codes", [("2026-11-22", []), ("2026-11-21", ["PF431", "PF412"])])
def test_an_exclusion_holds_through_its_day(tmp_path: Path, until: str, codes: list[str]) -> None:
    """On its last day it still holds; on the next it lets nothing stand, and both findings are told."""
    assert (
        check(written(tmp_path, ITEM.format(code="PF412", where="income", until=until))).codes
        == codes
    )


def test_another_code_is_not_let_stand(tmp_path: Path) -> None:
    """An exclusion of one code says nothing of another finding at the same place."""
    book = written(tmp_path, ITEM.format(code="PF413", where="income", until="2027-01-01"))
    assert sorted(check(book).codes) == ["PF412", "PF430"]


def test_a_name_that_is_nearly_right_is_offered(tmp_path: Path) -> None:
    """Where an exclusion meets nothing the help names the finding that is most like it."""
    book = written(tmp_path, ITEM.format(code="PF412", where="incomes", until="2027-01-01"))
    found = {finding["code"]: finding for finding in check(book).findings}
    assert found["PF430"]["help"] == "Did you mean “income”?"


FAULTS = [
    ("  - {code: PF412, where: income, until: 2027-01-01}\n", "PF111", 3),
    ("  - {code: PF412, where: income, reason: Known.}\n", "PF111", 3),
    ("  - {code: PF412, where: income, reason: Known., until: soon}\n", "PF114", 3),
    ("  - {code: PF151, where: KZ/stay, reason: Known., until: 2027-01-01}\n", "PF113", 3),
    ("  - {code: [PF412], where: income, reason: Known., until: 2027-01-01}\n", "PF113", 3),
    ("  - {code: PF412, why: x, where: income, reason: Known., until: 2027-01-01}\n", "PF110", 3),
    ("  - {code: PF412, where: &x income, reason: Known., until: 2027-01-01}\n", "PF104", 3),
]


@pytest.mark.parametrize("text, code, line", FAULTS)
def test_a_fault_of_the_file_has_its_place(tmp_path: Path, text: str, code: str, line: int) -> None:
    """Reason and end are required, failing cases cannot be excluded, and each fault is told where it is."""
    run = check(written(tmp_path, text))
    found = [finding for finding in run.findings if finding["code"] != "PF412"]
    assert [(finding["code"], finding["place"]["line"]) for finding in found] == [(code, line)]
    assert "PF412" in run.codes
    assert run.exit_code == 1


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A folder in its place is one problem, and nothing is excluded."""
    book = lay(tmp_path)
    (book / EXCLUSIONS).mkdir()
    assert check(book).codes == ["PF101"]


def test_idle_names_are_not_told_of_half_a_book(tmp_path: Path) -> None:
    """While a file has errors nobody can tell what an exclusion would meet."""
    book = written(tmp_path, ITEM.format(code="PF412", where="income", until="2027-01-01"))
    change(book, "rules/destinations/KZ.yaml", "gives: stay", "gives: stays")
    assert check(book).codes == ["PF113", "PF113"]


def test_the_schema_takes_what_the_reader_takes() -> None:
    """The JSON Schema of the file, for editors, takes an exclusion and refuses codes that cannot be excluded."""
    schema = map_schema(EXCLUSIONS_FILE)
    item = {"code": "PF412", "where": "income", "reason": "Known.", "until": "2027-01-01"}
    head = {"format": "pathfinder-exclusions/1"}
    jsonschema.validate({**head, "exclusions": [item]}, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**head, "exclusions": [{**item, "code": "PF151"}]}, schema)
