"""Every code of a problem has a page, and what the page shows is true."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pathfinder
from language.small_book import (
    DEFINITIONS,
    TEXT,
    indented,
    make_book,
    rule_file,
    with_caution,
    with_condition,
)
from pathfinder.engine.judge import contradictions
from pathfinder.i18n import use_language
from pathfinder.language.codes import PAGES, Page
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import ProfileProblems, parse_profiles
from pathfinder.review.lint.grounding import ground
from pathfinder.review.lint.meaning import find as meaning
from pathfinder.review.prove.proving import claims_problems
from pathfinder.review.signoff.passages import Passages
from pathfinder.review.signoff.rests import rules_of
from pathfinder.review.signoff.reviews import read_reviews
from pathfinder.review.signoff.signing import obstacles
from pathfinder.review.testing.boundaries import problems as sides
from pathfinder.review.testing.cases import check_cases
from pathfinder.rulebook.load import load_folders
from pathfinder.sources.library import open_library
from pathfinder.values.dates import parse_day

if TYPE_CHECKING:
    from collections.abc import Callable

    from pathfinder.language.problems import Problem
    from pathfinder.language.vocabulary import Vocabulary
    from pathfinder.rulebook.book import RuleBook
    from pathfinder.sources.library import Library

SOURCE = Path(str(pathfinder.__file__)).parent


def of_profile(text: str, vocabulary: Vocabulary) -> list[str]:
    """The codes of the problems of a profile, on a day in 2023."""
    day = parse_day("2023-06-01")
    assert day is not None
    found = []
    for profile in parse_profiles(text, "profile.yaml", "yaml", vocabulary):
        if isinstance(profile, ProfileProblems):
            found += profile.problems
        else:
            found += contradictions(profile, day)
    return [problem.code for problem in found]


def of_book(page: Page, snippet: str, folder: Path) -> list[str]:
    """The codes of the problems of a rule book in which a snippet stands."""
    texts: dict[str, Callable[[str], str]] = {
        "pathway": rule_file,
        "condition": with_condition,
        "caution": with_caution,
        "head": lambda text: rule_file("grants: {for: 90 days}\n", head=text),
    }
    make_book(folder, texts[page.where](snippet) if page.where in texts else None)
    if page.where == "definitions":
        (folder / "definitions.yaml").write_text(DEFINITIONS + indented(snippet, 2))
    if page.where == "lock":
        (folder / "citations.lock").write_text(snippet)
    if page.where == "claims":
        claims = f"format: pathfinder-claims/1\nclaims:\n{indented(snippet, 2)}"
        (folder / "claims.yaml").write_text(claims)
    if page.where == "reviews":
        (folder / "reviews.yaml").write_text(snippet)
    if page.where == "catalogue":
        (folder / "locales").mkdir(exist_ok=True)
        (folder / "locales" / "ru.po").write_text(snippet, encoding="utf-8")
    loaded = load_folders([str(folder)])
    problems = [*loaded.problems, *check_cases(loaded), *sides(loaded), *meaning(loaded)]
    if loaded.book is not None:
        (folder / "text.txt").write_text(TEXT)
        documents = open_library(folder, loaded.book.documents.values())
        problems += ground(loaded.book, documents).problems
        problems += claims_problems(loaded.book, str(folder))
        problems += of_signing(loaded.book, folder, documents)
    return [problem.code for problem in problems]


def of_signing(book: RuleBook, folder: Path, documents: Library) -> list[Problem]:
    """What keeps rules from being signed, or their signatures from being read."""
    try:
        read_reviews(str(folder))
    except ProblemsFound as found:
        return found.problems
    passages = Passages(book, str(folder), documents)
    return obstacles(book, passages, rules_of(book).values(), [])


OWN = [page for page in PAGES.values() if page.where != "example"]
"""Pages whose snippets say all; those of the others stand in rule books that tests run (tests/review)."""


@pytest.mark.parametrize("page", OWN, ids=lambda page: page.code)
def test_the_wrong_snippet_fails_and_the_right_one_passes(
    page: Page, vocabulary: Vocabulary, tmp_path: Path
) -> None:
    """The snippet under "Wrong" gives the code of its page, the one under "Right" does not."""
    if page.where == "profile":
        wrong, right = of_profile(page.fails, vocabulary), of_profile(page.passes, vocabulary)
    else:
        wrong = of_book(page, page.fails, tmp_path / "wrong")
        right = of_book(page, page.passes, tmp_path / "right")
    assert page.code in wrong
    assert page.code not in right
    if page.where == "profile":
        assert (set(wrong), right) == ({page.code}, [])


def used_codes() -> set[str]:
    """The codes that the program can give."""
    return {
        code
        for path in SOURCE.rglob("*.py")
        if "codes" not in path.parts
        for code in re.findall(r'"(PF[0-9]{3})"', path.read_text(encoding="utf-8"))
    }


def test_every_code_has_a_page_and_every_page_a_use() -> None:
    """Whatever code a problem has can be explained, and nothing is explained that does not exist."""
    assert set(PAGES) == used_codes()
    assert list(PAGES) == sorted(PAGES)


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_reads_as_plain_text(page: Page) -> None:
    """A page names its code and title first, and its sentences end."""
    use_language("en")
    text = page.text()
    assert text.startswith(f"{page.code}: {page.title}\n")
    assert page.why.endswith(".")
    assert page.do.endswith(".")
    assert f"Wrong:\n    {page.fails.splitlines()[0]}" in text
