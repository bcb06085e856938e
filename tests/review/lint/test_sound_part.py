"""An error of shape in one file does not hide what is wrong in the others, and invents nothing there."""

from __future__ import annotations

from pathlib import Path

import pytest

from pathfinder.language.problems import ProblemsFound
from pathfinder.rulebook.cache import load_rules
from pathfinder.rulebook.load import load_folders
from review.lint.example_books import BASE, change, check, lay

KZ = "rules/destinations/KZ.yaml"
AM = "rules/destinations/AM.yaml"


def with_armenia(folder: Path) -> Path:
    """The base book with a second country, whose file says the same."""
    book = lay(folder)
    text = (BASE / KZ).read_text(encoding="utf-8").replace("KZ", "AM")
    (book / AM).write_text(text, encoding="utf-8")
    change(book, AM, "cite: ninety-days\n", "cite: [ninety-days, neighbour]\n")
    change(book, AM, "[ninety-days, one-year]", "[ninety-days, one-year, neighbour]")
    neighbour = "  neighbour: {document: '001', section: Coming and staying, from: Armenia admits, to: to wait}\n"
    change(book, AM, "\npathways:", neighbour + "\npathways:")
    return book


def test_the_second_country_is_in_order(tmp_path: Path) -> None:
    """The book that these tests break has no finding."""
    assert check(with_armenia(tmp_path)).codes == []


BROKEN = [
    pytest.param(KZ, "gives: stay", "gives: stays", {"PF113"}, id="shape"),
    pytest.param(KZ, "pathways:", "pathways: [", {"PF102"}, id="yaml"),
    pytest.param(KZ, "destination: KZ", "destination: QQ", {"PF122"}, id="head"),
    pytest.param(KZ, "meets: is of age", "meets: is off age", {"PF124"}, id="definition"),
    pytest.param(KZ, 'document: "001"', 'document: "009"', {"PF125"}, id="document"),
]


@pytest.mark.parametrize("file, old, new, codes", BROKEN)
def test_cases_and_passages_of_good_files_are_tried(
    tmp_path: Path, file: str, old: str, new: str, codes: set[str]
) -> None:
    """With one file broken, a failing case and a wrong number of the other file are told in the same run."""
    book = with_armenia(tmp_path)
    change(book, file, old, new)
    assert set(check(book).codes) == codes
    change(book, AM, "age: 17}, verdict: ineligible", "age: 17}, verdict: closed")
    change(book, AM, "grants: {for: 90 days}", "grants: {for: 95 days}")
    run = check(book)
    assert set(run.codes) == {*codes, "PF151", "PF214"}
    assert "Files with errors were left out" in check(book, form="text").output


def test_a_broken_definition_takes_its_users_along_only(tmp_path: Path) -> None:
    """A rule that uses a broken definition is not tried, others are; nothing is said of the rule itself."""
    book = with_armenia(tmp_path)
    change(book, "rules/definitions.yaml", "at least: 18", "at least: many")
    change(book, AM, "requires: {meets: is of age}", "requires: {says: x, fact: age, at least: 18}")
    change(book, AM, "age: 17}, verdict: ineligible", "age: 17}, verdict: closed")
    assert set(check(book).codes) == {"PF114", "PF151"}
    change(book, "rules/definitions.yaml", 'document: "001"', 'document: "009"')
    assert {"PF114", "PF125", "PF151"} == set(check(book).codes)
    change(book, "rules/definitions.yaml", "at least: many", "at least: 18")
    assert {"PF125", "PF151"} == set(check(book).codes)


@pytest.mark.parametrize("file", ["facts.yaml", "regions.yaml", "documents.yaml"])
def test_without_a_vocabulary_nothing_is_tried(tmp_path: Path, file: str) -> None:
    """Where facts, regions or documents are broken only that is told, once."""
    book = with_armenia(tmp_path)
    change(book, AM, "age: 17}, verdict: ineligible", "age: 17}, verdict: closed")
    path = book / "rules" / file
    path.write_text(path.read_text(encoding="utf-8") + "strange: yes\n", encoding="utf-8")
    run = check(book)
    assert run.codes == ["PF110"]
    assert "0 pathways, 0 cases: 1 error," in check(book, form="text").output
    path.write_text("", encoding="utf-8")
    assert check(book).codes == ["PF101"]


CROWD = """\
cautions:
  {id}:
    says: It is dangerous.
    touches: everybody
    certainty: law
    endangers: [liberty]
    from: not stated
    until: not stated
    cite: passage
    cases:
      - {{says: who can go, on: 2023-06-01, person: {{citizenships: [RU], age: 18}}, verdict: touched}}
"""


def test_what_touches_everybody_in_a_broken_country_is_not_tried(tmp_path: Path) -> None:
    """Whom a danger touches follows from where people can go: unknown while the file of that country is broken."""
    book = with_armenia(tmp_path)
    head = (
        "format: pathfinder-rules/1\nseveral countries: EAEU\nlast checked: 2026-11-22\ncitations:\n"
        "  passage: {document: '001', section: Coming and staying, from: Armenia admits, to: to wait}\n"
    )
    (book / "rules" / "several").mkdir()
    (book / "rules" / "several" / "EAEU.yaml").write_text(
        head + CROWD.format(id="EAEU-X"), encoding="utf-8"
    )
    assert check(book).codes == []
    change(book, KZ, "gives: stay", "gives: stays")
    change(book, AM, "requires: {meets: is of age}", "requires: {says: x, fact: age, at least: 18}")
    assert set(check(book).codes) == {"PF113"}


def test_who_accompanies_a_broken_pathway_has_said_nothing_wrong(tmp_path: Path) -> None:
    """The people of cases may name pathways of a file that has errors."""
    book = with_armenia(tmp_path)
    fact = (
        "  accompanies:\n    group: family\n    kind: choices\n    label: Accompanies\n    question: Whom?\n"
        "    help: A pathway.\n    sensitive: no\n    cost: easy\n    options: pathways\n"
    )
    change(book, "rules/facts.yaml", "constraints:", fact + "constraints:")
    change(book, AM, "age: 17}", "age: 17, accompanies: [KZ/visa-free-stay]}")
    assert check(book).codes == ["PF412"]
    change(book, KZ, "gives: stay", "gives: stays")
    assert set(check(book).codes) == {"PF113"}


def test_nobody_is_judged_by_a_sound_part(tmp_path: Path) -> None:
    """To judge people the rules load as a whole or not at all."""
    book = with_armenia(tmp_path)
    change(book, KZ, "gives: stay", "gives: stays")
    loaded = load_folders([str(book / "rules")])
    assert loaded.book is None
    assert loaded.sound is not None
    assert set(loaded.sound.pathways) == {"AM/visa-free-stay", "AM/stay-of-engineers"}
    assert [case.owner for case in loaded.to_try().cases] == ["AM/visa-free-stay"] * 3 + [
        "AM/stay-of-engineers"
    ] * 3
    with pytest.raises(ProblemsFound):
        load_rules(book / "rules")
