"""Text from outside is shown and does nothing."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.values.text import inert


@pytest.mark.parametrize(
    "text, shown",
    [
        ("may stay 90 days", "may stay 90 days"),
        ("Гражданин России", "Гражданин России"),
        ("two\nlines\tand  spaces", "two lines and spaces"),
        ("\x1b[2Jgone", "<U+001B>[2Jgone"),
        ("a\x00b\x7fc\x85d", "a<U+0000>b<U+007F>c<U+0085>d"),
        ("may \u202eton\u202c", "may <U+202E>ton<U+202C>"),
        ("\u2066x\u2069\u200e\u200f", "<U+2066>x<U+2069><U+200E><U+200F>"),
        ("K\u200bZ\ufeff", "K<U+200B>Z<U+FEFF>"),
        ("\U000e0041", "<U+E0041>"),
        ("\ud800", "<U+D800>"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
    ],
)
def test_what_acts_or_hides_is_made_visible(text: str, shown: str) -> None:
    """Each kind of hidden character has its number shown; ordinary text stays as it is."""
    assert inert(text) == shown


def test_no_hidden_category_of_unicode_is_left_out() -> None:
    """No character of the categories Cc, Cf, Cs, Zl and Zp survives."""
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    every = (chr(code) for code in range(sys.maxunicode + 1))
    assert [
        f"{ord(c):X}" for c in every if unicodedata.category(c) in hidden and c in inert(c)
    ] == []


@given(st.text())
def test_twice_is_once(text: str) -> None:
    """What is inert stays as it is."""
    assert inert(inert(text)) == inert(text)
