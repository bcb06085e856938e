"""What the cases of a rule show of its conditions, and the cases that are offered for the rest."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.small_book import indented, load, rule_file, with_caution
from pathfinder.review.testing.cases import check_cases, failures
from pathfinder.review.testing.coverage import Point, uncovered

OF_AGE = "requires: {says: The person is of age., fact: age, at least: 18}\nconditions: stated\n"
ALL_SHOWN = [
    "{says: of age, on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: eligible}",
    "{says: under age, on: 2023-06-01, person: {citizenships: [RU], age: 17}, verdict: ineligible}",
    "{says: not said, on: 2023-06-01, person: {citizenships: [RU]}, verdict: undetermined}",
]


def cases(lines: list[str]) -> str:
    """Cases as a rule file has them."""
    return "cases:\n" + "".join(f"  - {line}\n" for line in lines) if lines else ""


def points(folder: Path, text: str) -> list[Point]:
    """What the cases of a file do not show."""
    loaded = load(folder, text)
    assert loaded.book is not None, loaded.problems
    return uncovered(loaded)[1]


def offered(found: list[Point]) -> list[str]:
    """The cases that are offered for it."""
    return [case.removeprefix("- ") for point in found for case in point.cases]


@pytest.mark.parametrize("left_out, unseen", [(0, ("met",)), (1, ("not met",)), (2, ("unknown",))])
def test_each_truth_of_a_condition_has_to_be_shown(
    tmp_path: Path, left_out: int, unseen: tuple[str, ...]
) -> None:
    """A condition has to be seen met, not met and unknown; what no case shows is told with the condition."""
    shown = [case for number, case in enumerate(ALL_SHOWN) if number != left_out]
    (point,) = points(tmp_path, rule_file(OF_AGE + cases(shown)))
    assert (point.owner, point.says, point.unseen) == ("KZ/stay", "The person is of age.", unseen)
    lines = Path(point.file).read_text(encoding="utf-8").split("\n")
    assert "fact: age" in lines[point.line - 1]


def test_nothing_is_told_where_everything_is_shown(tmp_path: Path) -> None:
    """With a case for each truth there is nothing left to show."""
    assert points(tmp_path, rule_file(OF_AGE + cases(ALL_SHOWN))) == []


RULES = {
    "age": OF_AGE,
    "days": "requires: {says: x, days in: KZ, within: 180 days, at most: 90 days}\nconditions: stated\n",
    "stay": "requires: {says: x, present stay in: KZ, at most: 6 months}\nconditions: stated\n",
    "since": "requires: {says: x, fact: registered_on, country: KZ, within: 6 months}\nconditions: stated\n",
    "visa": "requires: {says: x, visa of: SCHENGEN, type: C}\nconditions: stated\n",
    "papers": "requires: {meets: holds a passport}\nconditions: stated\n",
    "expiry": "requires: {says: x, fact: travel_passport_expires, after: 2024-01-01}\nconditions: stated\n",
    "country": "requires: {says: x, fact: current_country, is none of: [RU, EU]}\nconditions: stated\n",
    "set": "requires: {says: x, fact: activities, includes all of: [journalism, art]}\nconditions: stated\n",
    "empty": "requires: {says: x, fact: activities, is empty: yes}\nconditions: stated\n",
    "refusal": (
        "refused to:\n  - {all of: [{says: x, fact: lgbtq, is: yes}, {says: y, fact: age, less than: 18}], says: z}\n"
        "conditions: stated\n"
    ),
    "applies": (
        "requires: {says: x, fact: lgbtq, is: yes, applies: {from: 2023-07-01, until: not stated}}\n"
        "conditions: stated\n"
    ),
    "doubt": "requires: {says: x, fact: lgbtq, is: yes, if not met: open, doubt: It is open.}\nconditions: stated\n",
    "closure": "closed: [{from: 2023-07, until: 2023-12-31, says: x}]\n",
    "disputed": "closed: [{from: 2023-07-01, until: 2023-12-31, says: x, disputed by: {says: y, cite: passage}}]\n",
    "versions": (
        "versions:\n"
        "  - {in force: {from: not stated, until: 2023-06-30}, cite: passage, conditions: stated,\n"
        "     requires: {says: x, fact: age, at least: 18}}\n"
        "  - {in force: {from: 2023-07-01, until: not stated}, cite: passage, conditions: stated,\n"
        "     requires: {says: y, fact: age, at least: 21}}\n"
    ),
}  # fmt: skip


def written(rule: str, shown: list[str]) -> str:
    """A file with a rule and its cases; versions stand in the place of what they hold."""
    text = rule_file(rule + cases(shown))
    if rule.startswith("versions"):
        for key in ("in force: {from: not stated, until: not stated}", "conditions: not recorded"):
            text = text.replace(f"    {key}\n", "", 1)
        head, cite, tail = text.rpartition("    cite: passage\n")
        text = head + tail if cite else text
    return text


@pytest.mark.parametrize("name", RULES)
def test_the_cases_that_are_offered_show_the_rest(tmp_path: Path, name: str) -> None:
    """Pasted under the rule, the offered cases load, pass, and leave nothing that can be shown unseen."""
    found = points(tmp_path, written(RULES[name], []))
    assert found
    shown = [case.replace("…", "offered") for case in offered(found)]
    loaded = load(tmp_path, written(RULES[name], shown))
    assert loaded.book is not None, loaded.problems
    assert failures(loaded) == []
    assert uncovered(loaded)[1] == []


@given(least=st.integers(0, 130), most=st.integers(0, 130))
@settings(max_examples=25)
def test_what_cannot_be_is_not_asked_for(
    tmp_path_factory: pytest.TempPathFactory, least: int, most: int
) -> None:
    """A limit that everybody or nobody meets is asked for only as it can be seen; the offered cases always suffice."""
    rule = (
        f"requires: {{all of: [{{says: x, fact: age, at least: {least}}}, "
        f"{{says: y, fact: age, less than: {most}}}]}}\n"
        "conditions: stated\n"
    )
    folder = tmp_path_factory.mktemp("book")
    found = {point.says: point for point in points(folder, rule_file(rule))}
    assert ("not met" in found["x"].unseen) == (least > 0)
    assert ("met" in found["y"].unseen) == (most > 0)
    shown = [case.replace("…", "offered") for case in offered(list(found.values()))]
    loaded = load(folder, rule_file(rule + cases(shown)))
    assert failures(loaded) == []
    assert uncovered(loaded)[1] == []


def test_a_caution_is_shown_like_a_pathway(tmp_path: Path) -> None:
    """The conditions of a caution need people whom it touches, may touch and does not touch, while it warns."""
    keys = "touches: {says: A journalist., fact: occupations, includes: journalist}\nfrom: 2023-07-01\n"
    (point,) = points(tmp_path, with_caution(keys))
    assert (point.owner, point.unseen) == ("KZ-X", ("met", "not met", "unknown"))
    verdicts = [case.rpartition("verdict: ")[2].removesuffix("}") for case in point.cases]
    assert verdicts == ["touched", "not touched", "possibly"]
    assert all("on: 2023-07-01" in case for case in point.cases)


def test_what_an_entry_asks_is_shown_by_the_entry(tmp_path: Path) -> None:
    """A pathway that wants its country to be reached does not have to show the conditions of the way in."""
    entry = indented(
        "KZ/entry:\n" + indented(
            "title: Enter\ngives: enter\ncovers: RU\nat discretion: no\nreached: no\n"
            "in force: {from: not stated, until: not stated}\ncite: passage\n" + OF_AGE, 2
        ), 2
    )  # fmt: skip
    text = rule_file("reached: yes\n" + OF_AGE.replace("of age.", "grown up."), more=entry)
    found = points(tmp_path, text)
    assert [(point.owner, point.says) for point in found] == [
        ("KZ/stay", "The person is grown up."),
        ("KZ/entry", "The person is of age."),
    ]


def test_a_case_that_fails_is_told_where_it_stands(tmp_path: Path) -> None:
    """A case whose verdict does not follow is a problem at its place; the others are none."""
    wrong = ALL_SHOWN[1].replace("ineligible", "eligible")
    loaded = load(tmp_path, rule_file(OF_AGE + cases([ALL_SHOWN[0], wrong])))
    (problem,) = failures(loaded)
    assert problem.code == "PF151"
    assert "under age" in problem.message
    lines = Path(problem.place.file).read_text(encoding="utf-8").split("\n")
    assert "under age" in lines[problem.place.line - 1]


def test_a_person_who_cannot_be_read_shows_nothing(tmp_path: Path) -> None:
    """A case with a fault in its person fails, and its conditions count as not seen."""
    broken = ALL_SHOWN[0].replace("age: 18", "age: old")
    loaded = load(tmp_path, rule_file(OF_AGE + cases([broken])))
    assert [problem.code for problem in failures(loaded)] == ["PF152"]
    assert uncovered(loaded)[1][0].unseen == ("met", "not met", "unknown")


def test_kinds_of_verdict_without_a_case_are_told(tmp_path: Path) -> None:
    """`rules check` wants a case for each answer that a pathway can give, and for both of a caution."""
    problems = check_cases(load(tmp_path, rule_file(OF_AGE + cases(ALL_SHOWN[:1]))))
    assert [problem.code for problem in problems] == ["PF150", "PF150"]
    told = " ".join(problem.message for problem in problems)
    assert "ineligible" in told
    assert "undetermined" in told
    assert check_cases(load(tmp_path, rule_file(OF_AGE + cases(ALL_SHOWN)))) == []
