"""Findings on what rules mean: none without a cause. A bad and a good book of each stand in `lint/examples`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from engine.shipped import book as shipped
from language.small_book import indented, load, rule_file
from pathfinder.language.problems import Problem
from pathfinder.review.lint.meaning import find

STATED = "conditions: stated\n"
AGE = "{says: Of age., fact: age, at least: 18}"
GROWN_UP = "{says: Grown up., fact: age, at least: 21}"
ADULT = "{says: An adult., fact: age, more than: 17}"
CHILD = "{says: A child., fact: age, less than: 14}"
MAN = "{says: A man., fact: sex, is: male}"
SIXTY = "{says: x, present stay in: KZ, at most: 60 days, cite: passage}"
NINETY = "{says: x, present stay in: KZ, at most: 90 days, cite: passage}"
RELATIVE = "{says: x, fact: family_citizenships, includes: KZ}"
SPOUSE = "{says: y, fact: spouse_citizenships, includes: KZ}"
IN_PART = (
    "{says: x, fact: occupations, includes any of: {list: [engineer, physician], complete: no}}"
)
STUDENT = "{says: A student., fact: study_in, includes: KZ}"


def found(folder: Path, text: str) -> list[Problem]:
    """The findings on the meaning of a small rule book."""
    loaded = load(folder, text)
    assert loaded.book is not None, loaded.problems
    return find(loaded)


def codes(folder: Path, text: str) -> list[str]:
    """Their codes."""
    return [problem.code for problem in found(folder, text)]


def requiring(condition: str, more: str = "") -> str:
    """A file with one pathway that asks a condition."""
    return rule_file(f"requires: {condition}\n{STATED}{more}")


def two(one: str, other: str, **keys: str) -> str:
    """A file with two pathways that give a stay; `keys` belong to the second."""
    head = {
        "title": "Another stay", "gives": "stay", "covers": "RU", "at discretion": "no", "reached": "no",
        "in force": "{from: not stated, until: not stated}", "cite": "passage", "conditions": "stated",
        "requires": other,
    } | {name.replace("_", " "): value for name, value in keys.items()}  # fmt: skip
    second = "KZ/other:\n" + indented("".join(f"{k}: {v}\n" for k, v in head.items()), 2)
    return rule_file(f"requires: {one}\n{STATED}", more=indented(second, 2))


IDLE: dict[str, tuple[str, list[str]]] = {
    "nobody is both": (f"{{all of: [{AGE}, {CHILD}]}}", ["PF440"]),
    "everybody who is the one is the other": (f"{{all of: [{AGE}, {GROWN_UP}]}}", ["PF441"]),
    "a way that nobody needs": (f"{{any of: [{AGE}, {GROWN_UP}]}}", ["PF440"]),
    "one or the other is always true": (f"{{any of: [{AGE}, {{says: x, fact: age, less than: 21}}]}}", ["PF441"]),
    "an exception that nobody needs": (f"{{all of: [{AGE}, {{none of: [{CHILD}, {MAN}]}}]}}", ["PF440"]),
    "asked for after the pathway": (
        "{says: x, fact: sex, is: male, applies: {from: 2030-01-01, until: not stated}}", [],
    ),
    "whoever is covered has no other citizenship": (
        "{says: x, fact: citizenships, includes none of: [RU]}", ["PF440"],
    ),
    "a spouse belongs to the family": (
        f"{{any of: [{RELATIVE}, {SPOUSE}]}}",
        ["PF440"],
    ),
    "only covered people are asked": ("{says: x, fact: citizenships, includes: RU}", []),
    "independent": (f"{{all of: [{AGE}, {MAN}]}}", []),
    "a doubt may make the other decide": (
        "{any of: [{says: x, fact: age, at least: 18, if met: open, doubt: Open.}, " + GROWN_UP + "]}", [],
    ),
    "a doubt may make both decide": (
        "{all of: [{says: x, fact: age, at least: 21, if not met: open, doubt: Open.}, " + AGE + "]}", [],
    ),
    "a list that is given in part": (
        f"{{any of: [{IN_PART}, {{says: y, fact: occupations, includes: teacher}}]}}",
        [],
    ),
    "two readings": (
        f"{{readings: {{about: it, sides: [{SIXTY}, {NINETY}]}}}}",
        [],
    ),
    "not stated": (f"{{all of: [{AGE}, {{not stated: whether it counts}}]}}", []),
}  # fmt: skip


@pytest.mark.parametrize("name", IDLE)
def test_conditions_that_never_decide_are_told(tmp_path: Path, name: str) -> None:
    """A condition that nobody meets, or fails, where it would decide is told; one that a doubt can free is not."""
    condition, expected = IDLE[name]
    assert codes(tmp_path, requiring(condition)) == expected


def test_the_innermost_condition_is_named_at_its_line(tmp_path: Path) -> None:
    """The finding stands at the condition, with its sentence."""
    (problem,) = found(tmp_path, requiring(f"\n  all of:\n    - {AGE}\n    - {GROWN_UP}"))
    lines = Path(problem.place.file).read_text(encoding="utf-8").split("\n")
    assert "at least: 18" in lines[problem.place.line - 1]
    assert "Of age." in problem.message
    assert problem.within == "KZ/stay"


def test_closures_and_unstated_conditions_hide_nothing(tmp_path: Path) -> None:
    """A closed pathway, and one of which only some conditions are stated, are looked at as if they stood alone."""
    closed = "closed: [{from: not stated, until: not stated, says: x}]\n"
    assert codes(tmp_path / "closed", requiring(f"{{all of: [{AGE}, {MAN}]}}", closed)) == []
    text = rule_file(f"requires: {{all of: [{AGE}, {CHILD}]}}\nconditions: stated in part\n")
    assert codes(tmp_path / "part", text) == ["PF440"]


def test_a_pathway_that_adds_nothing_is_told(tmp_path: Path) -> None:
    """A way to stay is told that another holds, unless it is granted for longer or without discretion."""
    (problem,) = found(tmp_path / "bad", two(AGE, GROWN_UP))
    assert (problem.code, problem.within) == ("PF442", "KZ/other")
    assert "KZ/stay" in problem.message
    assert codes(tmp_path / "apart", two(AGE, STUDENT)) == []
    assert codes(tmp_path / "longer", two(AGE, GROWN_UP, grants="{for: 1 year}")) == []
    assert codes(tmp_path / "kind", two(AGE, GROWN_UP, gives="reside")) == []
    assert codes(tmp_path / "unknown", two(AGE, GROWN_UP, conditions="stated in part")) == []


def test_a_stay_in_steps_is_two_pathways(tmp_path: Path) -> None:
    """Thirty days and their extension to sixty are two ways, though whoever is within thirty is within sixty."""
    steps = [f"{{says: x, present stay in: KZ, at most: {days} days}}" for days in (30, 60)]
    assert codes(tmp_path, two(*steps)) == []


def test_two_pathways_that_mean_the_same_are_told(tmp_path: Path) -> None:
    """Whatever their words: at least 18 and more than 17 are one."""
    (problem,) = found(tmp_path, two(AGE, ADULT))
    assert (problem.code, problem.within) == ("PF443", "KZ/other")


def test_a_contradiction_is_told_with_somebody(tmp_path: Path) -> None:
    """Two pathways with one title, of which one refuses whom the other lets pass, are told with such a person."""
    title = "Stay without a visa"
    (problem,) = found(tmp_path / "bad", two(AGE, STUDENT, title=title))
    assert problem.code == "PF444"
    assert "age: 18" in problem.help


def test_one_passage_that_opens_and_closes_is_a_contradiction(tmp_path: Path) -> None:
    """Two pathways on the same passages, of which one is closed while the other is open, are told."""
    closed = "[{from: 2023-07-01, until: not stated, says: x}]"
    assert codes(tmp_path, two(AGE, STUDENT, closed=closed)) == ["PF444"]


def versions(until: str) -> str:
    """A file with a pathway of two versions, of which the first ends on a day."""
    rule = (
        "versions:\n"
        f"  - {{in force: {{from: not stated, until: {until}}}, cite: passage, conditions: not recorded}}\n"
        "  - {in force: {from: 2023-07-01, until: not stated}, cite: passage, conditions: not recorded}\n"
    )
    text = rule_file(rule)
    for key in (
        "in force: {from: not stated, until: not stated}",
        "cite: passage",
        "conditions: not recorded",
    ):
        text = text.replace(f"    {key}\n", "", 1)
    return text


def test_days_between_versions_are_told(tmp_path: Path) -> None:
    """Days on which neither of two versions is in force are named; versions may end in one doubt."""
    (problem,) = found(tmp_path / "bad", versions("2023-06-28"))
    assert problem.code == "PF445"
    assert "2023-06-29" in problem.message
    assert "2023-06-30" in problem.message
    assert codes(tmp_path / "month", versions("2023-06")) == []


def test_the_shipped_rules_have_no_finding_without_a_reason() -> None:
    """What is found in the rules that ship is what their exclusions.yaml names."""
    rules: Any = shipped()

    class Given(msgspec.Struct):
        book: Any

    assert {(one.code, one.within) for one in find(Given(rules))} <= {
        ("PF448", "LT/asylum-for-opposition")
    }
