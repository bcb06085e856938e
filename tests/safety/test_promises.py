"""Every promise of the page on safety has tests, which exist, in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "docs" / "safety.md", ROOT / "docs" / "safety.ru.md"]


def promises(page: Path) -> list[tuple[str, list[str]]]:
    """The rows of the table: a promise, and the tests that hold it."""
    rows = [
        line.strip("| \n").split(" | ")
        for line in page.read_text(encoding="utf-8").splitlines()
        if line.startswith("| ") and not line.startswith(("| promise", "| обещание"))
    ]
    return [(row[0], re.findall("`(tests/[^`]+)`", row[-1])) for row in rows]


def names_in(file: str) -> set[str]:
    """The names of the tests of a file."""
    tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_promise_is_held_by_tests_that_exist(page: Path) -> None:
    """A promise without a test, or with one that is gone, is no promise."""
    found = promises(page)
    assert len(found) > 20
    for promise, names in found:
        assert names, promise
        for name in names:
            file, _colons, test = name.partition("::")
            assert test in names_in(file), name


def test_both_languages_promise_the_same() -> None:
    """Row by row the pages name the same tests."""
    english, russian = map(promises, PAGES)
    assert [names for _promise, names in english] == [names for _promise, names in russian]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_wiping_and_hiding_are_not_promised(page: Path) -> None:
    """They are named where the page says what is not protected, and nowhere in the table."""
    table = " ".join(promise for promise, _names in promises(page)).lower()
    assert not re.search("wip|delet|deni|hidden|erase|стира|удаля|удалит|пряч", table)
