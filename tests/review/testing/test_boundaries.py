"""Both sides of every number, period and date have to be shown; what is missing is offered."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.small_book import load, rule_file, with_caution
from pathfinder.review.testing.boundaries import missing_sides, sides
from pathfinder.review.testing.cases import failures

LIMITS = {
    "number": "requires: {says: x, fact: age, at least: 18}\nconditions: stated\n",
    "most": "requires: {says: x, fact: age, at most: 50}\nconditions: stated\n",
    "window": "requires: {says: x, days in: KZ, within: 180 days, at most: 90 days}\nconditions: stated\n",
    "stay in months": "requires: {says: x, present stay in: KZ, at most: 6 months}\nconditions: stated\n",
    "stay in days": "requires: {says: x, present stay in: KZ, at most: 30 days}\nconditions: stated\n",
    "began": "requires: {says: x, present stay in: KZ, began before: 2022-07-01}\nconditions: stated\n",
    "within": "requires: {says: x, fact: registered_on, country: KZ, within: 6 months}\nconditions: stated\n",
    "for long": "requires: {says: x, fact: registered_on, country: KZ, for at least: 2 years}\nconditions: stated\n",
    "date": "requires: {says: x, fact: travel_passport_expires, on or after: 2024-01-01}\nconditions: stated\n",
    "so many of": (
        "requires: {at least 2 of: [{says: x, fact: sex, is: male}, {says: y, fact: lgbtq, is: yes}, "
        "{says: z, fact: proves_solvency, is: yes}]}\nconditions: stated\n"
    ),
    "refused": "refused to: [{says: x, fact: age, less than: 18}]\nconditions: stated\n",
    "doubt": "requires: {says: x, fact: age, at least: 18, if not met: open, doubt: Open.}\nconditions: stated\n",
}  # fmt: skip
DATES = {
    "version": "in force: {from: 2023-01-26, until: 2023-12-31}\n",
    "uncertain version": "in force: {from: 2023-07, until: autumn 2024}\n",
    "closure": "closed: [{from: 2023-07-01, until: 2023-12-31, says: x}]\n",
    "uncertain closure": "closed: [{from: between 2023-07-01 and 2023-08-10, until: not stated, says: x}]\n",
    "applies": (
        "requires: {says: x, fact: lgbtq, is: yes, applies: {from: 2023-07-01, until: 2023-12-31}}\n"
        "conditions: stated\n"
    ),
}


def with_cases(rule: str, lines: list[str]) -> str:
    """A rule and its cases."""
    shown = [line.removeprefix("- ").replace("…", f"case {n}") for n, line in enumerate(lines)]
    return rule + ("cases:\n" + "".join(f"  - {line}\n" for line in shown) if shown else "")


def offered(folder: Path, text: str) -> list[str]:
    """The cases that are offered for what is not shown."""
    return [side.case for side in missing_sides(load(folder, text))]


@pytest.mark.parametrize("name", [*LIMITS, *DATES])
def test_the_offered_cases_show_both_sides(tmp_path: Path, name: str) -> None:
    """Without cases two are asked for on each limit; with those that are offered, none, and they pass."""
    rule = (LIMITS | DATES)[name]
    found = offered(tmp_path, rule_file(rule))
    assert len(found) >= 2
    loaded = load(tmp_path, rule_file(with_cases(rule, found)))
    assert failures(loaded) == []
    assert missing_sides(loaded) == []
    assert sides(loaded).asked == len(found)


@pytest.mark.parametrize("name", sorted({*LIMITS} - {"window"}))
def test_one_side_is_not_enough(tmp_path: Path, name: str) -> None:
    """With all cases but one the side of that one is missing, and no other (in a window one case may show two)."""
    rule = LIMITS[name]
    found = offered(tmp_path, rule_file(rule))
    for left_out in found:
        rest = [case for case in found if case != left_out]
        (side,) = missing_sides(load(tmp_path, rule_file(with_cases(rule, rest))))
        assert side.case == left_out
        assert (side.owner, side.of) == ("KZ/stay", "KZ/stay")


@given(least=st.integers(1, 129), age=st.integers(0, 130))
@settings(max_examples=25)
def test_only_the_nearest_values_stand_on_a_limit(
    tmp_path_factory: pytest.TempPathFactory, least: int, age: int
) -> None:
    """A case shows a side of a number exactly if nobody could stand nearer to it."""
    folder = tmp_path_factory.mktemp("book")
    verdict = "eligible" if age >= least else "ineligible"
    rule = f"requires: {{says: x, fact: age, at least: {least}}}\nconditions: stated\n"
    case = f"- {{says: x, on: 2023-06-01, person: {{citizenships: [RU], age: {age}}}, verdict: {verdict}}}"
    missing = missing_sides(load(folder, rule_file(with_cases(rule, [case]))))
    assert len(missing) == (1 if age in (least - 1, least) else 2)


def test_a_caution_has_sides_too(tmp_path: Path) -> None:
    """A caution begins on the first day of an uncertain start; the days around it are asked for."""
    loaded = load(tmp_path, with_caution("from: 2023-07\nuntil: 2023-12-31\n"))
    days = [side.case.split("on: ")[1][:10] for side in missing_sides(loaded)]
    assert days == ["2023-06-30", "2023-07-01", "2023-12-31", "2024-01-01"]


def test_what_lies_outside_the_version_is_not_asked_for(tmp_path: Path) -> None:
    """The start of a closure that is older than its version parts no days of it."""
    rule = "in force: {from: 2023-07-01, until: not stated}\nclosed: [{from: 2023-03-01, until: not stated, says: x}]\n"
    days = {case.split("on: ")[1][:10] for case in offered(tmp_path, rule_file(rule))}
    assert days == {"2023-06-30", "2023-07-01"}


def test_the_number_of_a_definition_is_shown_by_those_who_use_it(tmp_path: Path) -> None:
    """A limit in a definition needs its two cases once, in any rule that uses it."""
    definitions = (
        "format: pathfinder-definitions/1\n"
        "citations:\n  passage: {document: '001', section: A heading, from: Whoever comes, to: to be asked}\n"
        "definitions:\n  is of age: {says: The person is of age., cite: passage, fact: age, at least: 18}\n"
    )
    rule = "requires: {meets: is of age}\nconditions: stated\n"
    found = missing_sides(load(tmp_path, rule_file(rule), definitions=definitions))
    assert [(side.owner, side.of) for side in found] == [("is of age", "KZ/stay")] * 2
    assert all(side.file.endswith("definitions.yaml") for side in found)
    text = rule_file(with_cases(rule, [side.case for side in found]))
    assert missing_sides(load(tmp_path, text, definitions=definitions)) == []
