"""Periods and dates in words."""

from __future__ import annotations

import pytest

from pathfinder.values.dates import parse_period
from pathfinder.values.words import date_words, period_words


@pytest.mark.parametrize("text", ["1 day", "90 days", "6 months", "1 year", "2 weeks"])
def test_a_period_is_said_as_it_is_written(text: str) -> None:
    """In English a period keeps the words of the rule file."""
    period = parse_period(text)
    assert period is not None
    assert period_words(period) == text


@pytest.mark.parametrize(
    "text",
    [
        "2022-07", "2022", "2022-10-05", "spring 2022", "early summer 2022", "second half of 2022",
        "late 2023", "about 2022-09", "between 2022-09-21 and 2022-09-29", "not stated",
    ],
)  # fmt: skip
def test_a_date_is_said_as_it_is_written(text: str) -> None:
    """In English a date keeps the words of the rule file."""
    assert date_words(text) == text
