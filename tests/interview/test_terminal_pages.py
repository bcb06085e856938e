"""Pages drawn: every question of the shipped rules, in both languages, at every size."""

from __future__ import annotations

from typing import TYPE_CHECKING

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from interview.asking_book import ON
from interview.whole_interviews import words
from pathfinder import i18n
from pathfinder.cli.asking import Tells
from pathfinder.interview.reading import know
from pathfinder.interview.saving import Keeper
from pathfinder.interview.session import Asked, Interview
from pathfinder.interview.terminal.asking import ask
from pathfinder.interview.terminal.conversation import conversation
from pathfinder.interview.terminal.drawing import State, page_drawn, shown_rows
from pathfinder.interview.terminal.page import Event, Page
from pathfinder.interview.terminal.plain import event_of
from pathfinder.interview.terminal.talk import Talk
from pathfinder.interview.terminal.wrapping import width_of, wrapped
from pathfinder.rulebook.cache import load_rules
from pathfinder.values.dates import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator


BOOK = load_rules()
FACTS = list(BOOK.vocabulary.facts)


@pytest.fixture(params=["en", "ru"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """Each language in turn, for messages and for sentences of the rules."""
    know(BOOK)
    Tells(BOOK, None).speak(request.param)
    yield request.param
    i18n.use_language("en")


def talked() -> Talk:
    """What a conversation over the shipped rules holds."""
    know(BOOK)
    day = parse_day(ON)
    assert day is not None
    interview = Interview(BOOK, day)
    return Talk(interview, day, Tells(BOOK, None).telling(), Keeper(None, BOOK.vocabulary))


def page_of(fact: str, offered: object = None, talk: Talk | None = None) -> Page:
    """The page that asks a fact."""
    return next(
        ask(talk or talked(), Asked(BOOK.vocabulary.facts[fact], offered, offered is not None))
    )


def pages() -> Iterator[Page]:
    """The first page, the page of every fact that can be said, and the pages that are no question."""
    talk = talked()
    talking = conversation(talk)
    yield next(talking)
    yield talking.send(Event("row", "begin"))
    for fact in FACTS:
        yield page_of(fact, None, talk)
        yield page_of(fact, "declined", talk)
    for command in ("why", "help", "menu", "review", "result", "quit"):
        yield talking.send(Event("command", command))
        talking.send(Event("row", "go on"))


def text_of(page: Page, columns: int, rows: int) -> list[str]:
    """The rows of a page as plain text."""
    drawn = page_drawn(page, State(cursor=-1 if page.typed else 0), columns, rows)
    return ["".join(text for _style, text in row) for row in drawn]


def test_every_page_fits_every_terminal(language: str) -> None:
    """From 20 to 200 columns and 5 to 60 rows nothing is wider or higher than the terminal."""
    for page in pages():
        for columns, rows in ((20, 5), (40, 12), (60, 17), (80, 21), (120, 30), (200, 57)):
            drawn = text_of(page, columns, rows)
            assert len(drawn) <= rows, page.heading
            assert max(map(width_of, drawn), default=0) <= columns, page.heading


def test_the_question_and_a_choice_are_always_seen(language: str) -> None:
    """On a small terminal too, the whole question stands on the screen with rows to choose from."""
    for page in pages():
        drawn = text_of(page, 60, 17)
        whole = " ".join(" ".join(row.split()) for row in drawn)
        assert " ".join(page.heading.split()) in whole
        assert any(row.text.split()[0] in text for row in page.rows for text in drawn[3:])


def test_every_page_is_in_one_language() -> None:
    """In Russian no heading, hint or row of the conversation stays English."""
    know(BOOK)
    Tells(BOOK, None).speak("ru")
    try:
        for page in pages():
            assert words("ru")("Where can you legally go?") != "Where can you legally go?"
            for text in (
                page.heading,
                page.hint,
                *(row.text for row in page.rows if row.kind == "aside"),
            ):
                assert any("а" <= letter.lower() <= "я" for letter in text), text
    finally:
        i18n.use_language("en")


@pytest.mark.parametrize(
    "fact, text, key",
    [
        pytest.param("sex", "fem", "female", id="beginning"),
        pytest.param("sex", "don't", "", id="no-row"),
        pytest.param("military_acts", "summons", "ignored_summons", id="a-word-inside"),
        pytest.param("employers", "not kn", "unknown", id="an-aside"),
        pytest.param("languages", "armen", "hy", id="one-of-many"),
    ],
)
def test_typing_looks_for_a_row(fact: str, text: str, key: str) -> None:
    """What is typed leaves the rows that begin so, or have a word that does; where none does, all stay."""
    page = page_of(fact)
    found = [row.key for row in shown_rows(page, State(text=text))]
    assert found == [key] if key else len(found) == len(page.rows)


def test_the_rows_of_a_page_are_what_lines_name() -> None:
    """Line by line a number, the words of an action and an empty line choose rows; the rest is text."""
    talking = conversation(talked())
    page = next(talking)
    assert event_of(page, "1") == Event("row", "begin")
    assert event_of(page, "BEGIN") == Event("row", "begin")
    assert event_of(page, "99") == Event("text", "99")
    page = talking.send(Event("row", "begin"))
    assert event_of(page, "Russia") == Event("text", "Russia")


@settings(max_examples=60)
@given(
    text=st.text(
        st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), max_size=80
    ),
    columns=st.integers(1, 50),
)
def test_wrapping_loses_no_letter(text: str, columns: int) -> None:
    """The rows hold the letters of the text in their order, and fit, wide letters in one column excepted."""
    rows = wrapped(text, columns)
    assert "".join(rows).replace(" ", "") == text.replace(" ", "")
    assert all(width_of(row) <= max(columns, 2) for row in rows)
