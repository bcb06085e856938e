"""Rules that rest on old documents are told, oldest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from language.small_book import load, rule_file, with_caution
from pathfinder.review.signoff.outdated import outdated, parse_age
from pathfinder.values.dates import Day, Period, parse_day


def day(text: str) -> Day:
    """A day as the program counts it."""
    found = parse_day(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "text, days, months",
    [("12m", 0, 12), ("18m", 0, 18), ("2y", 0, 24), ("2Y", 0, 24), ("90d", 90, 0), ("6w", 42, 0)],
)
def test_an_age_is_a_number_and_a_letter(text: str, days: int, months: int) -> None:
    """Days, weeks, months and years, by the calendar."""
    found = parse_age(text)
    assert found is not None
    assert (found.days, found.months) == (days, months)


@pytest.mark.parametrize("text", ["", "12", "m", "0m", "-1m", "1.5y", "12 months", "12mm"])
def test_anything_else_is_no_age(text: str) -> None:
    """What is not understood is refused, never read as zero."""
    assert parse_age(text) is None


@pytest.mark.parametrize(
    "on, months, found",
    [("2025-12-31", 12, False), ("2026-01-01", 12, True), ("2026-06-30", 18, False), ("2026-07-01", 18, True)],
)  # fmt: skip
def test_a_rule_is_outdated_the_day_after_its_age(
    tmp_path: Path, on: str, months: int, found: bool
) -> None:
    """A document that can speak of the last day of 2024 is a year old on the last day of 2025, not older."""
    book = load(tmp_path, rule_file()).book
    assert book is not None
    rules = outdated(book, Period(months=months), day(on))
    assert [rule.id for rule in rules] == (["KZ/stay"] if found else [])


def test_the_newest_document_counts_and_the_oldest_rule_comes_first(tmp_path: Path) -> None:
    """A rule is as old as the newest document it rests on; cautions stand among the pathways."""
    documents = "format: pathfinder-documents/1\ndocuments:\n" + "".join(
        f'  "{name}": {{title: T{name}, author: A, published: "{year}", known until: "{year}-12-31", language: en,'
        f" kind: text, file: {name}.txt, sha256: '0', where: not recorded}}\n"
        for name, year in (("001", 2022), ("002", 2023))
    )
    newer = "{document: '002', section: x, from: One, to: two}"
    older = "{document: '001', section: x, from: One, to: two}"
    text = with_caution("cite: old\n").replace(
        "citations: {passage:", f"citations: {{old: {older}, passage: {newer}, unused:"
    )
    text = text.replace("    cite: passage", "    cite: [passage, old]")
    book = load(tmp_path, text, documents=documents).book
    assert book is not None
    rules = outdated(book, Period(months=12), day("2026-01-15"))
    assert [(rule.id, rule.document, rule.months) for rule in rules] == [
        ("KZ-X", "001", 36),
        ("KZ/stay", "002", 24),
    ]
