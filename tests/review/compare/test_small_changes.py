"""Every kind of change in a small rule book is told as what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from language.small_book import load, rule_file, with_caution, with_condition
from pathfinder.review.compare.books import compare
from pathfinder.review.compare.records import Comparison
from pathfinder.rulebook.load import load_folders

PASSPORT = "says: A passport.\nfact: passports\nincludes: travel\n"


def compared(folder: Path, old: str, new: str) -> Comparison:
    """Two small rule books compared."""
    books = [load(folder / name, text).book for name, text in (("old", old), ("new", new))]
    assert books[0] is not None
    assert books[1] is not None
    return compare(books[0], books[1])


STATED = "conditions: stated\n"


@pytest.mark.parametrize(
    "old, new, result",
    [
        (with_condition(PASSPORT), with_condition(PASSPORT), None),
        (with_condition(PASSPORT), with_condition(PASSPORT.replace("includes:", "includes all of:")), None),
        (with_condition(PASSPORT), with_condition(PASSPORT.replace("A passport", "The passport")), "words"),
        (with_condition(PASSPORT), with_condition(PASSPORT.replace("travel", "internal")), "shifted"),
        (with_condition(PASSPORT), with_condition(PASSPORT + "if not met: open\ndoubt: Nobody knows.\n"), "wider"),
        (rule_file(STATED), rule_file(), "narrower"),
        (rule_file(), rule_file(STATED), "wider"),
        (rule_file(), rule_file("conditions: stated in part\n"), "effect"),
        (rule_file(), rule_file("at discretion: yes\n"), "effect"),
        (rule_file(), rule_file("gives: reside\n"), "effect"),
        (rule_file(), rule_file("grants: {for: 90 days}\n"), "effect"),
        (rule_file(), rule_file("duties: [{says: Register., due: not stated}]\n"), "effect"),
        (rule_file(), rule_file("open: [{kind: assumed, says: We think so.}]\n"), "words"),
        (rule_file(), rule_file("context: [{says: It is cold., cite: passage}]\n"), "words"),
        (rule_file("in force: {from: 2023-01-01, until: not stated}\n"),
         rule_file("in force: {from: 2023-01-02, until: not stated}\n"), "narrower"),
        (rule_file("closed: [{from: 2023-01-01, until: not stated, says: Shut., cite: passage}]\n"),
         rule_file("closed: [{from: 2023-01-01, until: not stated, says: Shut., cite: passage,"
                   " disputed by: {says: Open., cite: passage}}]\n"), "wider"),
        (rule_file(STATED + "in force: {from: 2023-01-01, until: not stated}\n"),
         rule_file(STATED + "closed: [{from: not stated, until: 2022-12-31, says: Shut., cite: passage}]\n"), "reason"),
        (with_caution(""), with_caution("certainty: opinion\n"), "effect"),
        (with_caution(""), with_caution("from: 2023\n"), "narrower"),
        (with_caution(""), with_caution("touches: {says: Here., fact: current_country, is: KZ}\n"), "narrower"),
        (with_caution("touches: {says: Here., fact: current_country, is: KZ}\n"),
         with_caution("touches: {says: Here., fact: current_country, is one of: [KZ, KG]}\n"), "wider"),
    ],
)  # fmt: skip
def test_a_change_is_told_as_what_it_is(
    old: str, new: str, result: str | None, tmp_path: Path
) -> None:
    """A change of conditions, dates, closures, effects or words has its own name; a way of writing has none."""
    found = compared(tmp_path, old, new)
    assert [each.result for each in found.owners] == ([] if result is None else [result])


def test_what_is_new_and_what_is_gone_is_told(tmp_path: Path) -> None:
    """A pathway or caution that only one book has is added or removed."""
    found = compared(tmp_path, rule_file(), with_caution(""))
    assert [(each.id, each.result) for each in found.owners] == [("KZ-X", "added")]
    back = compared(tmp_path / "back", with_caution(""), rule_file())
    assert [(each.id, each.result) for each in back.owners] == [("KZ-X", "removed")]


def test_a_duty_for_the_same_people_in_other_words_is_no_other_duty(tmp_path: Path) -> None:
    """Whom a duty concerns is compared by who they are, not by how it is written."""
    one = "duties: [{says: Go., due: not stated, when: {says: A., fact: passports, includes: travel}}]\n"
    two = one.replace("includes: travel", "includes any of: [travel]").replace(
        "{says: A.", "{says: A."
    )
    assert compared(tmp_path, rule_file(one), rule_file(two)).owners == []
    three = one.replace(
        "fact: passports, includes: travel", "fact: passports, includes none of: [internal]"
    )
    (change,) = compared(tmp_path / "other", rule_file(one), rule_file(three)).owners
    assert [each.what for each in change.effects] == ["duty"]


def test_a_fact_of_another_kind_cannot_be_compared(tmp_path: Path) -> None:
    """Where a fact that is asked has become another kind, that is said and nothing is guessed."""
    asks = with_condition("says: Proves means.\nfact: proves_solvency\nis: yes\n")
    old = load(tmp_path / "old", asks).book
    load(tmp_path / "new", asks)
    facts = (tmp_path / "new" / "facts.yaml").read_text(encoding="utf-8")
    begin = facts.index("  proves_solvency:")
    changed = facts[:begin] + facts[begin:].replace(
        "kind: yes_no", "kind: choice\n    options: {enough: enough, little: little}", 1
    )
    (tmp_path / "new" / "facts.yaml").write_text(changed, encoding="utf-8")
    country = tmp_path / "new" / "destinations" / "KZ.yaml"
    country.write_text(
        country.read_text(encoding="utf-8").replace("is: yes", "is: enough"), encoding="utf-8"
    )
    new = load_folders([str(tmp_path / "new")]).book
    assert old is not None
    assert new is not None
    found = compare(old, new)
    assert [(each.result, each.facts) for each in found.owners] == [
        ("not comparable", ["proves_solvency"])
    ]
    assert not found.same_meaning
