"""Edits of the shipped rules, each told as what it is; and the same rules written otherwise are the same."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.shipped import book
from pathfinder.api import judge
from pathfinder.review.compare.books import compare, results
from review.compare.edited_rules import edited, rewritten

if TYPE_CHECKING:
    from pathfinder.review.compare.records import Around, Comparison, OwnerChange
    from pathfinder.rulebook.book import RuleBook

EDITS = {
    "destinations/KZ.yaml": (
        ("at most: 90 days", "at most: 91 days"),
        ("grants: {for: 90 days, within: 180 days", "grants: {for: 91 days, within: 180 days"),
    ),
    "destinations/GE.yaml": (
        ("at most: 1 year", "at most: 12 months"),
        ("title: Enter without a visa, on a travel passport", "title: Enter on a travel passport"),
        (
            "from: In neighboring Georgia, where Russians enjoy\n    to: Russians enjoy",
            "from: Georgia, where Russians enjoy\n    to: Russians enjoy",
        ),
    ),
    "destinations/TR.yaml": (("at most: 60 days", "at most: 59 days"),),
    "destinations/RS.yaml": (("RS/visa-free-entry:", "RS/entry:"),),
    "regions.yaml": (("HR: 2023-01-01", "HR: 2023-06-01"),),
    "facts.yaml": (("help: In full years, on the day", "help: In whole years, on the day"),),
}  # fmt: skip


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> RuleBook:
    """The shipped rules with all edits."""
    return edited(tmp_path_factory.mktemp("rules") / "new", EDITS)


@pytest.fixture(scope="module")
def comparison(changed: RuleBook) -> Comparison:
    """The shipped rules beside the edited ones."""
    return compare(book(), changed)


def of(comparison: Comparison, name: str) -> OwnerChange:
    """What is told of a pathway or caution."""
    return next(each for each in comparison.owners if each.id == name)


def beside(comparison: Comparison, kind: str) -> Around:
    """What is told of a kind of thing beside the rules."""
    return next(each for each in comparison.around if each.kind == kind)


def test_a_longer_stay_is_wider_since_the_day_of_the_rule(
    comparison: Comparison, changed: RuleBook
) -> None:
    """91 days instead of 90 are wider from the first day on which the rule holds, with somebody on the 91st day."""
    change = of(comparison, "KZ/visa-free-stay")
    assert change.result == "wider"
    assert [(each.first, each.last) for each in change.stretches] == [("2023-01-26", None)]
    (example,) = change.examples
    assert (example.before, example.after, example.until_after) == (
        "ineligible",
        "eligible",
        "2023-01-26",
    )
    for rules, verdict in ((book(), "ineligible"), (changed, "eligible")):
        judged = judge(example.person, on=example.on, rules=rules)
        assert judged.verdicts["KZ/visa-free-stay"] == verdict


def test_how_long_it_is_given_for_is_told_beside_the_answers(comparison: Comparison) -> None:
    """A grant that says another length is a change of its own."""
    effects = {
        each.what: (each.before, each.after) for each in of(comparison, "KZ/visa-free-stay").effects
    }
    assert effects == {"how long": ("90 days within 180 days", "91 days within 180 days")}


def test_a_shorter_reading_is_narrower(comparison: Comparison) -> None:
    """With 59 days in one of two readings nobody has more, and the 60th day is not certain any more."""
    change = of(comparison, "TR/visa-free-stay")
    assert change.result == "narrower"
    assert (change.examples[0].before, change.examples[0].after) == ("eligible", "undetermined")


def test_a_year_is_twelve_months(comparison: Comparison) -> None:
    """Another way to write the same length of time is no difference."""
    assert "GE/visa-free-stay" not in {each.id for each in comparison.owners if each.examples}


def test_words_and_passages_are_told_where_the_meaning_is_the_same(comparison: Comparison) -> None:
    """A title and a citation that change leave the meaning; both are shown, and not hidden."""
    change = of(comparison, "GE/visa-free-entry")
    assert change.result == "words"
    assert ("title", "Enter on a travel passport") in {
        (one.what, one.after) for one in change.sentences
    }
    (passage,) = change.passages
    assert passage.before is not None
    assert passage.after is not None
    assert passage.before.first != passage.after.first


def test_a_pathway_under_another_name_is_renamed(comparison: Comparison) -> None:
    """What is gone under one id and there with one meaning under another is told as renamed."""
    change = of(comparison, "RS/visa-free-entry")
    assert (change.result, change.new_id) == ("renamed", "RS/entry")


def test_a_region_changes_the_rules_that_name_it_on_its_days(comparison: Comparison) -> None:
    """A later accession moves some people for exactly the days between, and the region is told with its users."""
    change = of(comparison, "EU/stay-on-schengen-visa")
    assert change.result == "shifted"
    assert [(each.first, each.last) for each in change.stretches] == [("2023-01-01", "2023-05-31")]
    assert {each.how for each in change.examples} == {"more", "less"}
    region = beside(comparison, "region")
    assert (region.name, region.changes[0].what) == ("SCHENGEN", "joined HR")
    assert "EU/stay-on-schengen-visa" in region.used_by


def test_words_of_a_fact_are_no_change_of_meaning(comparison: Comparison) -> None:
    """Another help text is told, and leaves the answers."""
    fact = beside(comparison, "fact")
    assert (fact.name, fact.meaning, fact.changes[0].what) == ("age", False, "help")


def test_everything_else_is_the_same(comparison: Comparison) -> None:
    """Only what the edits reach is told, the most harmful first."""
    everything = len(book().pathways) + len(book().cautions)
    assert comparison.same + len(comparison.owners) == everything
    assert not comparison.same_meaning
    assert next(iter(results(comparison.owners))) == "narrower"


def test_the_other_way_round_is_the_opposite(comparison: Comparison, changed: RuleBook) -> None:
    """What is wider one way is narrower the other way."""
    back = {each.id: each.result for each in compare(changed, book()).owners}
    assert back["KZ/visa-free-stay"] == "narrower"
    assert back["TR/visa-free-stay"] == "wider"
    assert back["EU/stay-on-schengen-visa"] == "shifted"


def test_the_same_rules_written_otherwise_are_the_same(tmp_path: Path) -> None:
    """Renamed citations and definitions, another order, other line breaks and groups of one change nothing."""
    found = compare(book(), rewritten(tmp_path / "rewritten"))
    assert found.owners == []
    assert found.around == []
    assert found.same_meaning
