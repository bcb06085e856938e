"""A rule book of one country of those that ship, and everything the program does with a rule book."""

from __future__ import annotations

import functools
import shutil
from pathlib import Path
from typing import Any

from fuzz.trees import Pool, pool_of, read_plain
from fuzz.whole_results import about, sheets, speaking
from language.test_any_input import problems_of_book
from pathfinder.api import judge
from pathfinder.cli.rules_check import check_folder
from pathfinder.language.problems import Problem
from pathfinder.output.findings import as_annotations, as_json, as_sarif
from pathfinder.output.rule_tests import coverage_lines, side_lines
from pathfinder.review.testing.boundaries import sides
from pathfinder.review.testing.coverage import uncovered
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import LoadedBook
from pathfinder.values.dates import parse_day

RULES = Path(shipped_rules())
COUNTRIES = ("AE", "AZ", "EE", "EU", "GR", "HU", "IL", "LK", "LV", "MN", "NO", "TH", "UZ", "VN")
"""Files of a middling size, which between them hold every kind of thing."""
PARTS = (
    "facts",
    "regions",
    "documents",
    "definitions",
    "background",
    "exclusions",
    "claims",
    "country",
)


@functools.cache
def tree_of(name: str) -> Any:
    """The tree of a file of the rules that ship."""
    return read_plain((RULES / name).read_text(encoding="utf-8"))


@functools.cache
def grafts() -> Pool:
    """What slips take from: all rule files."""
    names = sorted(path.relative_to(RULES).as_posix() for path in RULES.glob("*/*.yaml"))
    return pool_of([tree_of(name) for name in [*names, "definitions.yaml", "claims.yaml"]])


def file_of(part: str, country: str) -> str:
    """The name of a part of a book of one country."""
    return f"destinations/{country}.yaml" if part == "country" else f"{part}.yaml"


def one_country(folder: Path, country: str) -> Path:
    """The rule book that ships with one country alone, whose other files are as they are."""
    (folder / "destinations").mkdir(parents=True, exist_ok=True)
    for part in PARTS:
        name = file_of(part, country)
        if (RULES / name).exists():
            shutil.copy(RULES / name, folder / name)
    return folder


PEOPLE: tuple[dict[str, Any], ...] = (
    {"citizenships": ["RU"], "passports": ["internal", "travel"], "current_country": "KZ",
     "stays": ["KZ 2023-01-01.."]},
    {},
)  # fmt: skip
DAYS = tuple(
    parse_day(day) or 0 for day in ("1900-01-01", "2022-02-24", "2023-03-31", "2200-12-31")
)


def all_of_a_book(folder: Path, *, days: tuple[int, ...] = DAYS) -> list[Problem]:
    """Load, check, show, test and use a rule book as the commands do; its problems."""
    problems_of_book(folder)
    outcome = check_folder(str(folder), None, DAYS[2])
    as_json(outcome.problems)
    as_sarif(outcome.problems, outcome.excluded)
    as_annotations(outcome.problems)
    loaded = outcome.loaded
    if loaded.book is not None:
        use(loaded, days)
    return outcome.problems


def use(loaded: LoadedBook, days: tuple[int, ...]) -> None:
    """What is done with a book that has no errors."""
    book = loaded.book
    assert book is not None
    coverage_lines(*uncovered(loaded))
    side_lines(sides(loaded))
    for language in ("en", "ru"):
        with speaking(language, book):
            sheets(book)
    for day in days:
        for facts in PEOPLE:
            if set(facts) <= set(book.vocabulary.facts):
                about(judge(facts, on=day, rules=book).profile, day, book)
