"""Laws of the dossier: anchors are unique, drawings stay in their frame, words of nobody get lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.language import records
from pathfinder.output.dossier.places import _anchors, _files
from pathfinder.output.dossier.search import sentences_of
from pathfinder.output.dossier.timeline import time_line
from pathfinder.review.dossier.opens import opens
from pathfinder.review.dossier.records import Rule
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders
from pathfinder.values.dates import FIRST_DAY, make_span, parse_uncertain

NAMES = st.lists(
    st.text(max_size=12) | st.sampled_from(["KZ/a-b", "KZ-a-b", "KZ/a/b", "../x"]), unique=True
)
DATES = st.sampled_from(
    [
        "2022-03-10",
        "2022-07",
        "2023",
        "summer 2022",
        "between 2023-01-01 and 2023-06-01",
        "1901",
        "2199",
    ]
)


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The rule book that comes with the program."""
    loaded = load_folders([shipped_rules()])
    assert loaded.book is not None
    return loaded.book


@given(NAMES)
def test_every_name_has_an_anchor_and_a_file_of_its_own(names: list[str]) -> None:
    """Whatever names a stranger gives, anchors and file names are plain words, and no two are the same."""
    anchors, files = _anchors("", names), _files("country", names)
    assert (
        len(set(anchors.values())) == len(names) == len({file.lower() for file in files.values()})
    )
    assert all(re.fullmatch(r"[A-Za-z][0-9A-Za-z-]*", anchor) for anchor in anchors.values())
    assert all(re.fullmatch(r"country-[0-9A-Za-z_-]+\.html", file) for file in files.values())


@given(st.none() | DATES, st.none() | DATES, st.integers(-900, 4000))
def test_a_drawing_stays_in_its_frame(
    book: RuleBook, start: str | None, end: str | None, day: int
) -> None:
    """What certainly holds lies within what may hold, and all of it between the edges of the drawing."""
    dates = [parse_uncertain(text) if text else None for text in (start, end)]
    if dates[0] and dates[1] and dates[0].last > dates[1].first:
        dates.reverse()
    caution = records.Caution(
        id="A", countries=(), says="", touches=None, certainty="law", endangers=(), cites=(),
        span=make_span(dates[0], dates[1]),
    )  # fmt: skip
    line = time_line(Rule(record=caution, home="A"), book, ["001"], FIRST_DAY + day)
    (bar,) = line.bars
    x, width, sure, sure_width = (
        float(each[:-1]) for each in (bar.x, bar.width, bar.sure, bar.sure_width)
    )
    assert 0 <= x <= 100
    assert width > 0
    assert sure_width >= 0
    if sure_width:
        assert x - 0.01 <= sure
        assert sure + sure_width <= max(x + width, 100) + 0.02
    assert 1 <= len(line.years) <= 8
    assert all(0 <= float(year.x[:-1]) <= 100 for year in line.years)


def test_every_doubt_of_the_rules_is_listed(book: RuleBook) -> None:
    """What the rules leave open is in the index: every doubt, disputed closure, reading, and rough date."""
    rules: list[records.Pathway | records.Caution] = [
        *book.pathways.values(), *book.cautions.values(),
    ]  # fmt: skip
    found = [point for rule in rules for point in opens(rule)]
    doubts = [
        doubt
        for way in book.pathways.values()
        for version in way.versions
        for doubt in version.open
    ]
    doubts += [doubt for caution in book.cautions.values() for doubt in caution.open]
    assert sum(not point.decides for point in found) == len(doubts)
    kinds = {point.kind for point in found if point.decides}
    assert {"closure", "readings", "in part", "not recorded", "dated", "if not met"} <= kinds
    for way in book.pathways.values():
        disputed = [
            closure for version in way.versions for closure in version.closed if closure.disputed
        ]
        assert sum(point.kind == "closure" for point in found if point.owner == way.id) == len(
            disputed
        )


def test_every_sentence_can_be_found(book: RuleBook) -> None:
    """The search knows each sentence of a rule, those of sides and doubts among them."""
    for way in book.pathways.values():
        told = set(sentences_of(way))
        assert way.title in told
        for version in way.versions:
            assert {doubt.says for doubt in version.open} <= told
            assert {says for doubt in version.open for says, _cites in doubt.sides} <= told
            assert {closure.says for closure in version.closed} <= told
