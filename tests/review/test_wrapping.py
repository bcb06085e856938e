"""What is wider than a terminal is broken between words, and what is to be copied is not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pathfinder.cli.wrapping import wrapped

WORDS = st.lists(st.text("abcж-/", min_size=1, max_size=30), min_size=1)


@given(words=WORDS, indent=st.integers(0, 3), columns=st.integers(20, 80))
def test_no_word_is_lost_or_broken(words: list[str], indent: int, columns: int) -> None:
    """A broken line has the same words in the same order, and is too wide only where one word is."""
    rows = wrapped(" " * indent + " ".join(words), columns).split("\n")
    assert [word for row in rows for word in row.split()] == words
    assert all(len(row) <= columns or len(row.split()) == 1 for row in rows)


@given(words=WORDS)
def test_what_is_set_in_stays_whole(words: list[str]) -> None:
    """Snippets and cases are set in by four columns or more, and stay on one line."""
    line = "    " + " ".join(words)
    assert wrapped(line, 20) == line
