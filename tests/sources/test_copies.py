"""A copy that is set otherwise has the same passage; one that says something else has not."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pathfinder.sources.passages import find, passage_hash, tokens, words

PASSAGE = (
    "Citizens of the country who are not liable for service may stay without a visa for up to 90 "
    'days in any period of 180 days; they don\'t need a residence permit, "except" in 1,500 '
    "border-zone villages (30–50% of them visa-free). No extension was granted in 2022, and it "
    "never applied to draft-dodgers"
)
TEXT = f"The ministry wrote a letter. {PASSAGE} since then, said the minister of 12 ministries."
FIRST, LAST = "Citizens of the", "to draft-dodgers"
SPACES = [" ", "\n", "\n\n", "  ", "\t", "\u00a0", " \r\n "]
VARIANTS = {
    '"': ['"', "“", "”", "«", "„", "''", "&quot;"],
    "'": ["'", "’", "‘", "ʼ", "&rsquo;"],
    "-": ["-", "\u2010", "\u2011", "–", "-\n", "- \n"],
    "–": ["–", "-", "\u2212", "–\n", " — "],
}
NOTES = ["", "", "", "¹", "²³", "[3]", "[^4]", "<sup>5</sup>"]
MARKUP = [
    ("", ""),
    ("", ""),
    ("**", "**"),
    ("*", "*"),
    ("_", "_"),
    ("<u>", "</u>"),
    ("<b>", "</b>"),
]


PIECES = re.findall(r"[A-Za-z]+|[0-9,]+|.", TEXT)
BREAKS = ["", "", "", "-\n", "\u00ad", "\u00ad\n", "- \n  "]
NOTED = {"service", "permit", "granted", "zone"}


def printed(choices: bytes) -> str:
    """The text as another printer would set it; a byte decides about each piece of it."""
    parts = []
    for piece, choice in zip(PIECES, choices, strict=True):
        if piece == " ":
            parts.append(SPACES[choice % len(SPACES)])
        elif piece in VARIANTS:
            parts.append(VARIANTS[piece][choice % len(VARIANTS[piece])])
        elif piece.isalpha() and len(piece) > 3:
            at = 2 + choice % (len(piece) - 3)
            before, behind = MARKUP[choice % len(MARKUP)] if len(piece) > 7 else ("", "")
            note = NOTES[choice % len(NOTES)] if piece in NOTED else ""
            middle = BREAKS[choice % len(BREAKS)]
            parts.append(f"{before}{piece[:at]}{middle}{piece[at:]}{note}{behind}")
        else:
            parts.append(piece)
    return "".join(parts)


def copies() -> st.SearchStrategy[str]:
    """Copies of the text, set in all the ways that `printed` knows."""
    return st.binary(min_size=len(PIECES), max_size=len(PIECES)).map(printed)


def only_hash(text: str) -> str | None:
    """The hash of the passage in a text, None where it is not found."""
    found = find(tokens(text), FIRST, LAST)
    assert len(found) <= 1
    return found[0].sha256 if found else None


@given(copies())
def test_a_copy_that_is_set_otherwise_has_the_same_hash(text: str) -> None:
    """Line breaks, hyphenation, quotes, dashes, markup and note marks never change the hash."""
    assert only_hash(text) == passage_hash(words(PASSAGE))


@given(copies(), st.data())
def test_a_changed_digit_is_always_noticed(text: str, data: st.DataObject) -> None:
    """Another digit within the passage gives another hash."""
    [passage] = find(tokens(text), FIRST, LAST)
    marks = {
        place
        for mark in re.finditer(r"\[\^?\d\]|<sup>\d</sup>", text)
        for place in range(mark.start(), mark.end())
    }
    inside = range(passage.start, passage.end)
    places = [i for i in inside if text[i] in "0123456789" and i not in marks]
    place = data.draw(st.sampled_from(places))
    digit = data.draw(st.sampled_from("0123456789"))
    assume(digit != text[place])
    changed = text[:place] + digit + text[place + 1 :]
    assert only_hash(changed) != passage_hash(words(PASSAGE))
    dropped = text[:place] + text[place + 1 :]
    assert only_hash(dropped) != passage_hash(words(PASSAGE))


@pytest.mark.parametrize("negation", ["not", "without", "never", "n't", "No", "except"])
@given(copies())
def test_a_negation_that_is_lost_is_always_noticed(negation: str, text: str) -> None:
    """Without its "not" a passage is another passage, however it is set."""
    letters = ["(?:['’‘ʼ]|&rsquo;)" if letter == "'" else letter for letter in negation]
    behind = "(?<=do)" if negation == "n't" else r"\b"
    pattern = behind + r"[-\u00ad\s]*".join(letters) + r"\b"
    changed, count = re.subn(pattern, "", text, count=1)
    assert count == 1
    assert only_hash(changed) != passage_hash(words(PASSAGE))
