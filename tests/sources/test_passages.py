"""A passage is found in every honest copy of a document, and a changed word or digit is noticed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.sources.passages import (
    PASSAGE_LIMIT,
    find,
    nearest,
    passage_hash,
    tokens,
    words,
)

SAME = [
    ("white space", "may stay for  90\tdays", "may stay\nfor 90\r\n\r\ndays"),
    ("no-break space", "90 days", "90\u00a0days"),
    ("hyphen at a line end", "a residence permit", "a resi-\ndence permit"),
    ("hyphen before an indented line", "a residence permit", "a resi-\n   dence permit"),
    ("soft hyphen", "a residence permit", "a resi\u00addence permit"),
    ("soft hyphen at a line end", "a residence permit", "a resi\u00ad\ndence permit"),
    ("a compound broken at its hyphen", "draft-dodgers leave", "draft-\ndodgers leave"),
    ("a hanging hyphen at a line end", "short- and long-term", "short-\nand long-term"),
    ("kinds of hyphen", "visa-free", "visa\u2011free"),
    ("en dash in a compound", "Poland-Belarus", "Poland–Belarus"),
    ("kinds of dash between words", "war - one side - left", "war — one side – left"),
    ("a dash with and without space", "war — one", "war—one"),
    ("kinds of dash in a range", "18-50 years", "18–50 years"),
    ("a range broken at its dash", "18–50 years", "18–\n50 years"),
    ("double quotes", 'an "internal passport".', "an “internal passport”."),
    ("angle quotes", 'a "card"', "a «card»"),
    ("single quotes", "the 'kandas' status", "the ‘kandas’ status"),
    ("apostrophes", "Russia's law doesn't", "Russia’s law doesn’t"),
    ("an apostrophe as an entity", "doesn't", "doesn&rsquo;t"),
    ("bold", "from **Germany**'s list", "from Germany's list"),
    ("half a word bold", "**Kaz**akhstan", "Kazakhstan"),
    ("italics", "the _Romir_ poll, *en masse*", "the Romir poll, en masse"),
    ("underlined", "to work <u>abroad</u>.", "to work abroad."),
    ("attributes", '<span class="x 90">no</span> visa', "no visa"),
    ("line breaks in HTML", "90 days<br/>of 180", "90 days of 180"),
    ("raised note digits", "in 2022.¹² Then", "in 2022. Then"),
    ("raised note digits on a year", "26 January 2023⁴², Russians", "26 January 2023, Russians"),
    ("a note in brackets", "lucky[1]. One", "lucky. One"),
    ("two notes in brackets", "lucky.[1][12] One", "lucky. One"),
    ("a note behind a quotation", 'a "risk"[3] for', 'a "risk" for'),
    ("a raised note in HTML", "years<sup>1</sup> later", "years later"),
    ("a Markdown note", "years[^1] later", "years later"),
    ("the address of a link", "[Kovcheg](https://a.example/9), a", "Kovcheg, a"),
    ("headings", "===Serbia===", "# Serbia"),
    ("accents in two characters", "Tu\u0308rkiye", "Türkiye"),
    ("ligatures", "the oﬃce", "the office"),
    ("invisible characters", "\ufeffresi\u200bdence", "residence"),
    ("digits of full width", "９０ days", "90 days"),
    ("punctuation", "he left; Georgia", "he left, Georgia"),
]

DIFFERENT = [
    ("no", "no visa is needed", "visa is needed"),
    ("not", "may not stay", "may stay"),
    ("n't", "doesn't extradite", "does extradite"),
    ("an apostrophe lost", "can't", "cant"),
    ("without", "without a visa", "with a visa"),
    ("never", "never extended", "extended"),
    ("non-", "non-refoulement", "refoulement"),
    ("cannot", "cannot stay", "can not stay"),
    ("a digit", "90 days", "60 days"),
    ("a digit more", "90 days", "900 days"),
    ("digits behind words", "years1 later", "years later"),
    ("a digit in front of a line", "4 Such lists", "Such lists"),
    ("a number in brackets", "within [90] days", "within days"),
    ("bold brackets", "within **[90]** days", "within days"),
    ("a number in round brackets", "[days](90)", "[days]()"),
    ("the separator of thousands", "1,500 people", "1 500 people"),
    ("a decimal", "5.6 million", "56 million"),
    ("a decimal point", "1.500", "1,500"),
    ("an article of a law", "Article 352.1", "Article 3521"),
    ("a range", "18-50 years", "18 50 years"),
    ("a range is no number", "18-\n50 years", "1850 years"),
    ("a minus", "at -5", "at 5"),
    ("per cent", "30-50% less", "30-50 less"),
    ("more than", "stays >90 days", "stays <90 days"),
    ("and more", "60+ years", "60 years"),
    ("a fraction", "1½ years", "1 years"),
    ("a fraction is not a sum", "1½ years", "11/2 years"),
    ("a number in a circle", "① and", "and"),
    ("an index", "CO₂", "CO"),
    ("words in angle brackets", "<not 90 days>", ""),
    ("a tag that is none", "<b not allowed>", ""),
    ("two words", "long term", "longterm"),
    ("month and verb", "31 May go", "31 may go"),
    ("money", "76 million $", "76 million €"),
]


@pytest.mark.parametrize("what, one, other", SAME, ids=[row[0] for row in SAME])
def test_typography_does_not_matter(what: str, one: str, other: str) -> None:
    """Two copies of the same words have the same hash."""
    assert words(one) == words(other), what
    assert passage_hash(words(one)) == passage_hash(words(other))


@pytest.mark.parametrize("what, one, other", DIFFERENT, ids=[row[0] for row in DIFFERENT])
def test_digits_and_words_matter(what: str, one: str, other: str) -> None:
    """What bears meaning is never normalised away."""
    assert passage_hash(words(one)) != passage_hash(words(other)), what


@pytest.mark.parametrize(
    "text, expected",
    [
        ("30-50%", ["30", "-", "50", "%"]),
        ("In 1,500 cases.", ["In", "1,500", "cases"]),
        ("on 24/02/2022, 11:30", ["on", "24/02/2022", "11:30"]),
        ("650K of 3February", ["650", "K", "of", "3", "February"]),
        ("7,000-kilometer-long", ["7,000", "kilometerlong"]),
        ("LGBTQ+ and COVID-19", ["LGBTQ", "and", "COVID", "19"]),
        ("граница закрыта", ["граница", "закрыта"]),
        ("", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    """Words lose their hyphens, numbers keep their separators, ranges keep their dash."""
    assert words(text) == expected


def test_places_are_places_in_the_text() -> None:
    """Offsets count the characters of the text as it was read, not of a normalised copy."""
    text = "A Tu\u0308rkiye\r\n\r\n**resi-\r\ndence** 90"
    found = tokens(text)
    assert [text[token.start : token.end] for token in found] == [
        "A",
        "Tu\u0308rkiye",
        "resi-\r\ndence",
        "90",
    ]
    assert [token.line for token in found] == [1, 1, 3, 4]


@given(st.text(alphabet=st.characters(exclude_characters="[]<>()&;", exclude_categories=["Cs"])))
def test_every_digit_is_in_a_token(text: str) -> None:
    """Outside brackets, tags and entities no decimal digit is lost, and tokens do not overlap."""
    found = tokens(text)
    covered = {place for token in found for place in range(token.start, token.end)}
    assert {place for place, char in enumerate(text) if char.isdecimal()} <= covered
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(token.text and token.start < token.end for token in found)


def test_the_span_is_the_shortest() -> None:
    """The passage runs from the nearest first words to the nearest last words."""
    text = "Russians may enter. Russians may stay for a year. Nobody stays for a year."
    [passage] = find(tokens(text), "Russians may", "for a year")
    assert text[passage.start : passage.end] == "Russians may stay for a year"


def test_first_and_last_words_may_overlap() -> None:
    """A passage of a few words is its own beginning and end."""
    text = "It was sealed for good."
    for first, last in [("was sealed for", "sealed for good"), ("was sealed", "was sealed")]:
        [passage] = find(tokens(text), first, last)
        assert text[passage.start : passage.end].startswith("was sealed")


def test_every_place_is_told() -> None:
    """A citation that fits twice is found twice."""
    found = find(tokens("A visa for 90 days. A visa for 60 days."), "A visa", "days")
    assert len(found) == 2
    assert len({passage.sha256 for passage in found}) == 2


@pytest.mark.parametrize("first, last", [("", "days"), ("90", ""), ("“…”", "days"), ("no", "days")])
def test_nothing_is_found_for_words_that_are_not_there(first: str, last: str) -> None:
    """Empty words fit nowhere."""
    assert find(tokens("within 90 days"), first, last) == []


def test_a_passage_has_a_greatest_length() -> None:
    """Last words that stand too far away belong to something else."""
    for gap, found in [(PASSAGE_LIMIT - 20, 1), (PASSAGE_LIMIT, 0)]:
        text = "the border" + " " * gap + "is closed"
        assert len(find(tokens(text), "the border", "is closed")) == found


SECTIONS = """Policy

The report of Serbia and Georgia is long enough to be no heading, and it ends with a stop.

==Georgia==

A stay is lawful for one year.

==Serbia==
A stay is lawful for 30 days.

Outlook

A stay is lawful for some time.
"""


@pytest.mark.parametrize(
    "section, lines",
    [
        ("Georgia", [7]),
        ("Policy / Serbia", [10]),
        ("SERBIA (note 3)", [10]),
        ("Outlook", [14]),
        ("Policy", [7, 10, 14]),
        ("Kazakhstan", [7, 10, 14]),
        ("", [7, 10, 14]),
    ],
)
def test_a_section_chooses_among_several_places(section: str, lines: list[int]) -> None:
    """Of several places those under the heading are taken; a heading that is not there is told."""
    found = find(tokens(SECTIONS), "A stay", "lawful for", section)
    assert [passage.line for passage in found] == lines
    assert all(passage.section_known == (section != "Kazakhstan") for passage in found)


def test_a_section_never_hides_the_only_place() -> None:
    """A passage that stands once is found, whatever section is named."""
    for section in ["Serbia", "Kazakhstan"]:
        assert len(find(tokens(SECTIONS), "for one", "year", section)) == 1


@pytest.mark.parametrize(
    "phrase, expected",
    [
        ("A stay is lawful for 90 days", "A stay is lawful for 30 days"),
        ("the report of serbia", "The report of Serbia"),
        ("nothing of the kind", None),
        ("", None),
    ],
)
def test_the_nearest_words_are_suggested(phrase: str, expected: str | None) -> None:
    """Words that are nearly there are named; words that are far from everything are not."""
    assert nearest(SECTIONS, tokens(SECTIONS), phrase) == expected
