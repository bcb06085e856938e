"""The cases of the rule files, one test each."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import pytest

from pathfinder.engine.day import BookOnDay
from pathfinder.review.testing.cases import part_of, run_case
from pathfinder.rulebook.book import CaseOf, RuleBook
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders

LOADED = load_folders([shipped_rules()])


def _named() -> Iterator[Any]:
    """Each case under the name of its file, its pathway or caution, and what it says."""
    for case in LOADED.cases:
        country = case.file.rpartition("/")[2].removesuffix(".yaml")
        yield pytest.param(case, id=f"{country} / {case.owner} / {case.case.says}")


@functools.cache
def _on_day(owner: str, day: int) -> BookOnDay:
    on_day = BookOnDay(part_of(_book(), [owner], day), day)
    on_day.prepare()
    return on_day


def _book() -> RuleBook:
    assert LOADED.book is not None, LOADED.problems
    return LOADED.book


@pytest.mark.parametrize("case", list(_named()))
def test_a_case_comes_out_as_its_rule_file_says(case: CaseOf) -> None:
    """What follows for the person of a case is what the case says."""
    assert [problem.message for problem in run_case(case, _on_day(case.owner, case.case.on))] == []


def test_the_rules_have_no_problem() -> None:
    """The rule files read without an error or a warning."""
    assert LOADED.problems == []
