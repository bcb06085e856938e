"""How documents write what a rule says: figures, words, names; and what only looks like it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.review.lint.wording import (
    country_pattern,
    date_patterns,
    number_pattern,
    option_pattern,
    period_pattern,
    plain,
)
from pathfinder.values.dates import parse_period


def has_number(number: int, passage: str) -> bool:
    """Whether a passage holds a number."""
    return re.search(f" {number_pattern(number)} ", plain(passage)) is not None


def has_period(text: str, passage: str) -> bool:
    """Whether a passage holds a period."""
    period = parse_period(text)
    assert period is not None
    return re.search(period_pattern(period), plain(passage)) is not None


def has_date(text: str, passage: str, language: str = "en") -> bool:
    """Whether a passage holds a date."""
    return all(re.search(pattern, plain(passage)) for pattern in date_patterns(text, language))


@pytest.mark.parametrize(
    "number, passage",
    [
        (18, "men aged 18 to 50"),
        (18, "an 18-year-old"),
        (50, "between eighteen and fifty"),
        (21, "a list of twenty-one occupations"),
        (21, "a list of twenty\u2010one occupations"),
        (180, "one hundred and eighty days"),
        (15400, "15,400 companies"),
    ],
)
def test_a_number_is_found_in_figures_and_in_words(number: int, passage: str) -> None:
    """A number is the same in figures, in words and with a separator of thousands; its neighbours are others."""
    assert has_number(number, passage)
    assert not has_number(number - 1, passage)
    assert not has_number(number + 1, passage)


@pytest.mark.parametrize("passage", ["180,000 people", "1.18 million", "in 2018", "118 towns"])
def test_a_part_of_a_number_is_not_the_number(passage: str) -> None:
    """18 is not in 118, nor 180 in 180,000."""
    assert not has_number(18, passage)
    assert not has_number(180, passage)


@given(st.integers(0, 999), st.integers(0, 999))
def test_every_number_is_found_as_itself_only(written: int, sought: int) -> None:
    """Of all numbers below a thousand, in figures, a passage holds the one it writes."""
    assert has_number(sought, f"at most {written} of them") == (written == sought)


@pytest.mark.parametrize(
    "period, passage, other",
    [
        ("90 days", "no more than 90 days within 180 calendar days", "91 days"),
        ("180 days", "no more than 90 days within 180 calendar days", "179 days"),
        ("6 months", "they may stay for six months", "5 months"),
        ("6 months", "a six-month stay", "7 months"),
        ("6 months", "half a year", "5 months"),
        ("1 year", "a one-year visa", "2 years"),
        ("1 year", "for a year", "1 month"),
        ("2 years", "after two years of residence", "2 months"),
        ("30 days", "30\u00a0days", "30 months"),
        ("30 days", "between 30 and 60 days", "31 days"),
        ("10 years", "a permit for 10 years", "1 year"),
    ],
)
def test_a_period_is_found_with_its_unit(period: str, passage: str, other: str) -> None:
    """A period is a number and, soon after it, the unit; another number or unit is another period."""
    assert has_period(period, passage)
    assert not has_period(other, passage)


def test_a_unit_in_the_next_sentence_is_not_the_unit() -> None:
    """A period does not reach over the end of a sentence."""
    assert not has_period("90 days", "It has 90. Days pass.")


@pytest.mark.parametrize(
    "date, passage, other",
    [
        ("2023-01-26", "As of 26 January 2023, they", "2023-01-27"),
        ("2023-01-26", "On January 26, 2023, they", "2023-01-25"),
        ("2023-01-26", "the 26th of January, 2023", "2022-01-26"),
        ("2023-01-26", "As of 26 January 202342, they", "2023-02-26"),
        ("2022-09-21", "21 to 30 September 2022", "2022-09-22"),
        ("2022-09-30", "21 to 30 September 2022", "2022-09-29"),
        ("2022-09-21", "On 21 September of the year 2022", "2021-09-21"),
        ("2022-09-21", "In 2022 many left. On 21 September mobilisation began.", "2023-09-21"),
        ("2023-01-26", "published 2023-01-26", "2023-01-25"),
        ("2023-01-26", "seit 26.01.2023", "2023-01-25"),
        ("2023-07", "in July 2023", "2023-06"),
        ("2023-05", "in May 2023", "2023-03"),
        ("about 2022-09", "around September 2022", "about 2022-10"),
        ("2022", "in 2022", "2023"),
        ("summer 2023", "in the summer of 2023", "summer 2022"),
        ("second half of 2022", "in the second half of 2022", "first half of 2022"),
        ("early 2023", "at the beginning of 2023", "late 2023"),
        ("autumn 2022", "by the fall of 2022", "spring 2022"),
        ("early summer 2022", "by early summer 2022", "early summer 2021"),
        ("between 2024-03-31 and 2024-05-20", "from 31 March to 20 May 2024", "between 2024-03-30 and 2024-05-20"),
    ],
)  # fmt: skip
def test_a_date_is_found_as_far_as_it_is_known(date: str, passage: str, other: str) -> None:
    """A day, month, season or year is found in any usual form, and the one beside it is not."""
    assert has_date(date, passage)
    assert not has_date(other, passage)


@pytest.mark.parametrize(
    "date, passage",
    [
        ("2022-09-21", "21 September"),
        ("2022-09-21", "In 2022. On 21 September 2023"),
        ("2022-09", "In 2022. In September 2023"),
        ("summer 2022", "In 2022. In the summer of 2023"),
        ("2023-05", "it may end in 2023"),
        ("2022", "the years 1202 and 2202"),
    ],
)
def test_another_year_is_another_date(date: str, passage: str) -> None:
    """A date needs its year somewhere in the passage, and no other year may follow the day or month."""
    assert not has_date(date, passage)


def test_months_have_the_names_of_the_language_of_the_document() -> None:
    """Month names come from CLDR, in the language that the document is written in."""
    assert has_date("2023-01-26", "с 26 января 2023 года", "ru")
    assert not has_date("2023-01-26", "с 26 февраля 2023 года", "ru")


@pytest.mark.parametrize(
    "code, name, passage",
    [
        ("KZ", "Kazakhstan", "in Kazakhstan"),
        ("KZ", "Kazakhstan", "the Kazakhstani list"),
        ("KZ", "Kazakhstan", "ethnic Kazakhs"),
        ("LT", "Lithuania", "a Lithuanian permit"),
        ("RU", "Russia", "Russian citizens"),
        ("FR", "France", "the French embassy"),
        ("EU", "European Union", "citizens of the EU"),
        ("EAEU", "Eurasian Economic Union", "the Eurasian Economic Union (EEU)"),
        ("SCHENGEN", "Schengen area", "on a Schengen visa"),
        ("US", "United States", "in the US"),
        ("TR", "Türkiye", "in Turkey"),
    ],
)
def test_a_country_is_found_by_its_names_and_its_people(code: str, name: str, passage: str) -> None:
    """A country stands in a passage that names it, its people or what is theirs."""
    assert re.search(country_pattern(code, (name,)), plain(passage))
    assert not re.search(country_pattern("MN", ("Mongolia",)), plain(passage))


@pytest.mark.parametrize(
    "code, name, passage",
    [
        ("TR", "Türkiye", "Turkmenistan"),
        ("US", "United States", "let us go"),
        ("IN", "India", "an individual"),
        ("KR", "South Korea", "North Korea"),
    ],
)
def test_a_word_that_begins_like_a_country_is_none(code: str, name: str, passage: str) -> None:
    """Turks are not Turkmens, and "us" is a pronoun."""
    assert not re.search(country_pattern(code, (name,)), plain(passage))


@pytest.mark.parametrize(
    "option, label, passage, found",
    [
        ("engineer", "engineer", "Russian engineers, physicians and IT specialists", True),
        ("physician", "physician", "nurses and doctors", True),
        ("it_specialist", "IT specialist", "engineers and IT specialists", True),
        ("it_specialist", "IT specialist", "it is said that specialists", False),
        ("teacher", "teacher", "engineers and physicians", False),
        ("kazakh", "Kazakh", "ethnic Kazakhs", True),
        ("moscow", "Moscow (Russia)", "the consulate in Moscow", True),
    ],
)
def test_a_listed_word_is_found_by_its_label_or_a_word_for_it(
    option: str, label: str, passage: str, found: bool
) -> None:
    """A profession, a people, a city stands in the passage under its own name or one that means it."""
    assert bool(re.search(option_pattern(option, label), plain(passage))) is found


def test_markup_and_broken_lines_hide_nothing() -> None:
    """Bold type, note marks and a word broken at the end of a line leave the words what they are."""
    assert has_period("90 days", "no more than **90**[^12] calen-\ndar days")
    assert " calendar " in plain("calen-\ndar")
