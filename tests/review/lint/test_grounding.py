"""Every literal of a rule stands in the passage that is cited for it, or is derived; the lock remembers it."""

from __future__ import annotations

from pathlib import Path

import pytest

from language.small_book import load, make_book, rule_file, with_caution, with_condition
from pathfinder.language.problems import Problem
from pathfinder.review.lint.grounding import Verified, fingerprints_of, ground, recall
from pathfinder.rulebook.book import RuleBook
from pathfinder.sources.library import open_library
from pathfinder.sources.lock import Lock, read_lock, remember, write_lock

PASSAGE = (
    "Whoever comes may stay for 90 days in 180 days. Since 26 January 2023 the Armenian list of engineers, of 18 to 50 "
    "years, names 21 of them, and six months after it two of the papers suffice. Nobody has to be asked."
)


def book_of(folder: Path, text: str) -> RuleBook:
    """The book of one country, whose document stands beside it."""
    (folder / "text.txt").write_text(f"A heading\n\n{PASSAGE}\n", encoding="utf-8")
    loaded = load(folder, text)
    assert loaded.book is not None, loaded.problems
    return loaded.book


def verified(folder: Path, text: str) -> Verified:
    """What looking the literals of a file up finds."""
    book = book_of(folder, text)
    return ground(book, open_library(folder, book.documents.values()))


def lacking(folder: Path, text: str) -> list[Problem]:
    """The problems of a file."""
    return verified(folder, text).problems


CONDITIONS = [
    ("{says: x, fact: age, at least: 18}", "{says: x, fact: age, at least: 17}", "17"),
    ("{says: x, fact: age, at most: 50}", "{says: x, fact: age, at most: 51}", "51"),
    (
        "{says: x, days in: KZ, within: 180 days, at most: 90 days}",
        "{says: x, days in: KZ, within: 180 days, at most: 91 days}",
        "91 days",
    ),
    (
        "{says: x, days in: KZ, within: 180 days, at most: 90 days}",
        "{says: x, days in: KZ, within: 181 days, at most: 90 days}",
        "181 days",
    ),
    (
        "{says: x, present stay in: KZ, at most: 6 months}",
        "{says: x, present stay in: KZ, at most: 7 months}",
        "7 months",
    ),
    (
        "{says: x, present stay in: KZ, began before: 2023-01-26}",
        "{says: x, present stay in: KZ, began before: 2023-01-27}",
        "2023-01-27",
    ),
    (
        "{says: x, fact: travel_passport_expires, on or after: 2023-01-26}",
        "{says: x, fact: travel_passport_expires, on or after: 2024-01-26}",
        "2024-01-26",
    ),
    (
        "{says: x, fact: registered_on, country: KZ, within: 6 months}",
        "{says: x, fact: registered_on, country: UZ, within: 6 months}",
        "UZ (Uzbekistan)",
    ),
    (
        "{says: x, fact: residence_permits, includes: AM}",
        "{says: x, fact: residence_permits, includes: GE}",
        "GE (Georgia)",
    ),
    ("{says: x, fact: residence_permits, includes: KZ}", "{says: x, fact: residence_permits, includes: EU}", "EU"),
    ("{says: x, visa of: AM}", "{says: x, visa of: SCHENGEN}", "SCHENGEN"),
    (
        "{says: x, fact: occupations, includes: engineer}",
        "{says: x, fact: occupations, includes: physician}",
        "physician",
    ),
    (
        "{says: x, fact: occupations, includes any of: {list: [engineer], complete: no, out of: 21}}",
        "{says: x, fact: occupations, includes any of: {list: [engineer], complete: no, out of: 22}}",
        "22",
    ),
    (
        "{says: x, fact: lgbtq, is: yes, applies: {from: 2023-01-26, until: not stated}}",
        "{says: x, fact: lgbtq, is: yes, applies: {from: 2023-01-25, until: not stated}}",
        "2023-01-25",
    ),
    (
        "{at least 2 of: [{says: x, fact: lgbtq, is: yes}, {says: y, fact: pregnant, is: yes}]}",
        "{at least 1 of: [{says: x, fact: lgbtq, is: yes}, {says: y, fact: pregnant, is: yes}]}",
        "1",
    ),
]  # fmt: skip


@pytest.mark.parametrize("right, wrong, literal", CONDITIONS)
def test_a_condition_says_what_its_passage_says(
    tmp_path: Path, right: str, wrong: str, literal: str
) -> None:
    """The literals of every kind of condition are looked up; one that is changed is a problem that names it."""
    assert lacking(tmp_path, with_condition(right)) == []
    (problem,) = lacking(tmp_path, with_condition(wrong))
    assert problem.code == "PF214"
    assert problem.message == f"{literal} is not in the cited passage."
    assert problem.severity == "error"


@pytest.mark.parametrize("_right, wrong, _literal", CONDITIONS)
def test_a_derived_literal_need_not_stand_there(
    tmp_path: Path, _right: str, wrong: str, _literal: str
) -> None:
    """With `derived` and a reason a condition stands, whatever its passage says."""
    derived = wrong.removesuffix("}") + ", derived: For a reason.}"
    assert lacking(tmp_path, with_condition(derived)) == []


PARTS = [
    ("in force: {from: 2023-01-26, until: not stated}", "in force: {from: 2023-01-25, until: not stated}"),
    ("in force: {from: not stated, until: 2023-01}", "in force: {from: not stated, until: 2023-02}"),
    ("closed: [{from: 2023, says: x}]", "closed: [{from: 2024, says: x}]"),
    ("closed: [{from: 2023, until: 2023-01-26, says: x}]", "closed: [{from: 2023, until: 2023-01-28, says: x}]"),
    ("grants: {for: 90 days, within: 180 days}", "grants: {for: 60 days, within: 180 days}"),
    ("grants: {for: not stated}", "grants: {for: 90 days, within: 60 days}"),
    ("duties: [{says: x, due: 2023-01-26}]", "duties: [{says: x, due: 2023-01-27}]"),
    (
        "duties: [{says: x, due: {after: 6 months, since: registered_on, country: KZ}}]",
        "duties: [{says: x, due: {after: 5 months, since: registered_on, country: KZ}}]",
    ),
]  # fmt: skip


@pytest.mark.parametrize("right, wrong", PARTS)
def test_dates_closures_grants_and_duties_are_looked_up(
    tmp_path: Path, right: str, wrong: str
) -> None:
    """Whatever else of a pathway has a date or a period is looked up like a condition, and may be derived like one."""
    assert lacking(tmp_path, rule_file(right + "\n")) == []
    assert [problem.code for problem in lacking(tmp_path, rule_file(wrong + "\n"))] == ["PF214"]
    end = "}]" if wrong.endswith("}]") else "}"
    derived = wrong.removesuffix(end) + ", derived: For a reason." + end
    assert lacking(tmp_path, rule_file(derived + "\n")) == []


def test_the_dates_of_a_caution_are_looked_up(tmp_path: Path) -> None:
    """A caution begins when its passage says, or says why not."""
    assert lacking(tmp_path, with_caution("from: 2023-01-26\n")) == []
    assert lacking(tmp_path, with_caution("from: 2022-01-26\n"))
    assert lacking(tmp_path, with_caution("from: 2022-01-26\nderived: For a reason.\n")) == []


def test_a_problem_stands_at_the_value(tmp_path: Path) -> None:
    """The place of a problem is where the wrong value is written, not the sentence that repeats it."""
    text = with_condition("says: 91 days.\ndays in: KZ\nwithin: 180 days\nat most: 91 days")
    (problem,) = lacking(tmp_path, text)
    line = (tmp_path / "destinations" / "KZ.yaml").read_text().split("\n")[problem.place.line - 1]
    assert line.strip() == "at most: 91 days"
    assert line[problem.place.column - 1 :] == "91 days"
    assert "90, 180, 26, 2023" in problem.help


def test_names_that_are_left_open_are_not_looked_up(tmp_path: Path) -> None:
    """A condition whose doubt says that the documents do not name its members needs no passage that does."""
    text = "{says: x, fact: occupations, includes: teacher, if met: open, doubt: Not named.}"
    assert lacking(tmp_path, with_condition(text)) == []


def test_a_country_may_stand_in_the_heading(tmp_path: Path) -> None:
    """The heading of the section and the title of the document name countries for the passages under them."""
    text = with_condition("{says: x, fact: residence_permits, includes: GE}")
    book = book_of(tmp_path, text.replace("section: A heading", "section: Georgia"))
    assert ground(book, open_library(tmp_path, book.documents.values())).problems == []


def test_a_passage_that_is_gone_is_told_once(tmp_path: Path) -> None:
    """A citation that is not found gives one warning for its rule, and no guesses about its literals."""
    (tmp_path / "text.txt").write_text("Something else.", encoding="utf-8")
    loaded = load(tmp_path, with_condition("{says: x, fact: age, at least: 18}"))
    assert loaded.book is not None
    result = ground(loaded.book, open_library(tmp_path, loaded.book.documents.values()))
    assert [(p.code, p.severity) for p in result.problems] == [("PF215", "warning")]
    assert result.fingerprints == {}


def test_a_document_that_is_not_at_hand_is_left_to_the_lock(tmp_path: Path) -> None:
    """Without a copy of a document its rules are neither right nor wrong."""
    loaded = load(tmp_path, with_condition("{says: x, fact: age, at least: 18}"))
    assert loaded.book is not None
    result = ground(loaded.book, open_library(tmp_path, loaded.book.documents.values()))
    assert result.problems == []
    assert result.unsearched == ("KZ/stay",)


def test_the_lock_remembers_what_was_verified(tmp_path: Path) -> None:
    """Without documents the lock says nothing of a rule as it was, and the day of one that has changed since."""
    right = with_condition("{says: x, fact: age, at least: 18}")
    book = book_of(tmp_path, right)
    found = ground(book, open_library(tmp_path, book.documents.values()))
    lock = remember(Lock(), found.fingerprints, "2026-11-22", Lock())
    assert recall(book, lock) == []
    changed = book_of(tmp_path, right.replace("at least: 18", "at least: 50"))
    (problem,) = recall(changed, lock)
    assert (problem.code, problem.severity) == ("PF215", "warning")
    assert "2026-11-22" in problem.message
    unknown = Lock(rules={"other": lock.rules["KZ/stay"]})
    assert "never" in recall(book, unknown)[0].message
    assert recall(book, Lock()) == []


def test_a_sentence_may_change_without_a_new_look(tmp_path: Path) -> None:
    """The fingerprint of a rule is that of its literals, reasons and citations, not of its sentences."""
    text = with_condition("{says: One sentence., fact: age, at least: 18}")
    one = fingerprints_of(book_of(tmp_path, text))
    assert one == fingerprints_of(book_of(tmp_path, text.replace("One", "Another")))
    assert one != fingerprints_of(book_of(tmp_path, text.replace("Whoever comes", "Whoever")))


def test_the_lock_keeps_the_day_of_what_has_not_changed() -> None:
    """A rule that is verified again as it was keeps its day; a new one gets today's; what was not searched stays."""
    old = remember(Lock(), {"a": "0" * 64, "b": "1" * 64, "c": "2" * 64}, "2026-01-01", Lock())
    new = remember(Lock(), {"a": "0" * 64, "b": "3" * 64}, "2026-02-02", old, kept=["c", "d"])
    assert {name: rule.verified for name, rule in new.rules.items()} == {
        "a": "2026-01-01",
        "b": "2026-02-02",
        "c": "2026-01-01",
    }
    assert read_lock(write_lock(new)) == new


def test_definitions_are_looked_up_where_they_stand(tmp_path: Path) -> None:
    """A condition of the definitions rests on its own passage or on that of the rule that uses it."""
    (tmp_path / "text.txt").write_text(f"A heading\n\n{PASSAGE}\n", encoding="utf-8")
    definitions = (
        "format: pathfinder-definitions/1\n"
        "citations: {passage: {document: '001', section: x, from: Whoever comes, to: to be asked}}\n"
        "definitions:\n  is of age: {says: x, cite: passage, fact: age, at least: 17}\n"
    )
    text = with_condition("{meets: is of age}")
    make_book(tmp_path, text, definitions=definitions)
    loaded = load(tmp_path, text, definitions=definitions)
    assert loaded.book is not None
    (problem,) = ground(
        loaded.book, open_library(tmp_path, loaded.book.documents.values())
    ).problems
    assert problem.place.file.endswith("definitions.yaml")
    assert problem.place.line == 4
