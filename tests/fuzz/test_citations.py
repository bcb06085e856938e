"""Passages in documents of any typography: what is found is what the first and last words say, and nothing else."""

from __future__ import annotations

import json
from typing import NamedTuple

import hypothesis.strategies as st
import msgspec
from hypothesis import given

from fuzz.hostile import texts
from fuzz.times import times
from fuzz.trees import Pool, with_slips
from pathfinder.sources.lock import BrokenLock, Lock, read_lock, write_lock
from pathfinder.sources.passages import PASSAGE_LIMIT, find, nearest, tokens, words
from pathfinder.sources.records import Citation

WORDS = [
    "may", "not", "stay", "for", "90", "180", "days", "in", "Kazakhstan", "May", "не", "более", "дней", "россияне",
    "2022",
    "Tu\u0308rkiye", "Türkiye", "й", "и\u0306", "résumé", "visa", "permit", "residence", "1,500", "no", "cannot", "it",
    "a",
]  # fmt: skip
"""Few words, so that phrases occur several times; some differ by a sign that counts, some by one that does not."""
BETWEEN = [
    " ", " ", " ", "\n", "\n\n", "  \t", "\u00a0", ", ", ". ", "; ", " — ", "\r\n", ".[12] ", "¹² ", " <b>", "</b> ",
    ": ",
    " “", "” ", " «", "» ", "<br/>", " **", "** ", "[^1] ", "! ", "? ", "… ", " \u200b", "\ufeff ", "&nbsp;",
]  # fmt: skip
"""What parts words in copies of documents and says nothing: white space, stops, quotation marks, notes, markup."""


class Copy(NamedTuple):
    """A document as its words and as one copy of it writes them; `starts` and `ends` are where each word stands."""

    words: list[str]
    text: str
    starts: list[int]
    ends: list[int]


def plainly(word: str) -> str:
    """A word as it is compared: accents in one character. The oracle's own rule; it shares nothing with the program."""
    return {"Tu\u0308rkiye": "Türkiye", "и\u0306": "й"}.get(word, word)


@st.composite
def copies(draw: st.DrawFn) -> Copy:
    """A document and a copy of it, in which long words are parted at ends of lines."""
    said = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
    text, starts, ends = draw(st.sampled_from(["", "# ", "\ufeff", "\n\n"])), [], []
    for word, following in zip(said, [*said[1:], ""], strict=True):
        written = word
        if word.isalpha() and word.isascii() and len(word) > 5 and draw(st.booleans()):
            cut = draw(st.sampled_from(["-\n", "\u00ad", "\u00ad\n", "-\n   "]))
            written = word[:3] + cut + word[3:]
        starts.append(len(text))
        text += written
        ends.append(len(text))
        between = draw(st.sampled_from(BETWEEN))
        if "—" in between and word[-1].isdigit() and following[:1].isdigit():
            between = " "  # a dash between numbers makes them a range, which says something
        text += between
    return Copy([plainly(word) for word in said], text, starts, ends)


@st.composite
def quoted(draw: st.DrawFn) -> tuple[Copy, list[str], list[str]]:
    """A copy, and first and last words: of it, or of nothing."""
    copy = draw(copies())
    phrases = []
    for _end in range(2):
        if draw(st.integers(0, 3)):
            at = draw(st.integers(0, len(copy.words) - 1))
            phrases.append(copy.words[at : at + draw(st.integers(1, 4))])
        else:
            phrases.append(
                draw(st.lists(st.sampled_from(WORDS).map(plainly), min_size=1, max_size=3))
            )
    return copy, phrases[0], phrases[1]


def places(said: list[str], phrase: list[str]) -> list[int]:
    """Where a phrase stands among words."""
    return [at for at in range(len(said)) if said[at : at + len(phrase)] == phrase]


@given(quoted())
@times(100)
def test_what_is_found_begins_and_ends_as_it_is_cited(
    found: tuple[Copy, list[str], list[str]],
) -> None:
    """Every passage begins with the first words and ends with the last; all are found, each from the nearest start."""
    copy, first, last = found
    expected: list[tuple[int, int]] = []
    for end in places(copy.words, last):
        stop = end + len(last)
        begins = [at for at in places(copy.words, first) if at <= end and at + len(first) <= stop]
        if begins and (not expected or expected[-1][0] != begins[-1]):
            expected.append((begins[-1], stop))
    spans = [(copy.starts[one], copy.ends[two - 1]) for one, two in expected]
    passages = find(tokens(copy.text), " ".join(first), " ".join(last))
    assert [(one.start, one.end) for one in passages] == [
        span for span in spans if span[1] - span[0] <= PASSAGE_LIMIT
    ]


@given(texts(most=12), texts(most=2), texts(most=2), texts(most=2))
@times(50)
def test_any_words_are_looked_up_in_any_text(
    text: str, first: str, last: str, section: str
) -> None:
    """A passage that is found lies in the text and holds the words; nothing stops on any text."""
    document = tokens(text)
    nearest(text, document, first)
    for passage in find(document, first, last, section):
        inside = words(text[passage.start : passage.end])
        assert 0 <= passage.start < passage.end <= len(text)
        assert text.count("\n", 0, passage.start) + 1 == passage.line
        assert len(inside) >= max(len(words(first)), len(words(last)))


ENTRY = {
    "document": "001", "document_sha256": "0" * 64, "citation": "1" * 64, "start": 3, "end": 9, "passage": "2" * 64,
    "verified": "2024-01-01",
}  # fmt: skip
LOCK = {
    "format": "pathfinder-lock/1", "documents": {"001": "0" * 64}, "citations": {"KZ/a": ENTRY, "KZ/b": ENTRY},
    "rules": {"KZ/stay": {"rule": "3" * 64, "verified": "2024-01-01"}},
}  # fmt: skip
POOL = Pool(
    [ENTRY, "", 0, -1, 2**70, None, [], {}],
    [*ENTRY, *LOCK],
    {key: [value, 0, ""] for key, value in ENTRY.items()},
)
CITATION = Citation(
    id="KZ/a", document="001", section="s", first="a", last="b", file="", line=1, column=1
)


@given(with_slips(LOCK, POOL, most=3).map(json.dumps) | texts(most=5))
@times(100)
def test_any_lock_is_one_or_is_broken(text: str) -> None:
    """A lock with slips is read or told to be broken; it verifies nothing whose fingerprint it does not hold."""
    found = read_lock(text)
    if isinstance(found, BrokenLock):
        assert found.detail
        return
    assert isinstance(found, Lock)
    assert found.status(CITATION) == (False, None)
    assert read_lock(write_lock(found)) == found


def test_a_sound_lock_is_read() -> None:
    """The lock in which the slips are made is one."""
    assert isinstance(read_lock(json.dumps(LOCK)), Lock), msgspec.json.encode(LOCK)
