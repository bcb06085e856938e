"""Rule files with slips in their meaning: problems with places, or a book with which everything works."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from fuzz.times import times
from fuzz.trees import with_slips, written
from fuzz.whole_books import (
    COUNTRIES,
    PARTS,
    RULES,
    all_of_a_book,
    file_of,
    grafts,
    one_country,
    tree_of,
)
from pathfinder.language.problems import ProblemsFound


@st.composite
def slipped_files(draw: st.DrawFn) -> tuple[str, str, Any]:
    """A country, a file of its book, and the tree of that file with a few slips."""
    country = draw(st.sampled_from(COUNTRIES))
    part = draw(st.sampled_from([*PARTS, *["country"] * len(PARTS)]))
    name = file_of(part, country)
    return country, name, draw(with_slips(tree_of(name), grafts()))


def tried(country: str, name: str, text: str | bytes) -> None:
    """Everything that is done with a book in which one file holds this."""
    with tempfile.TemporaryDirectory() as folder:
        book = one_country(Path(folder), country)
        data = text if isinstance(text, bytes) else text.encode()
        (book / name).write_bytes(data)
        with contextlib.suppress(ProblemsFound):  # a rule that nobody can be judged by
            all_of_a_book(book)


@given(slipped_files())
@times(6)
def test_a_slip_in_the_meaning_is_told_or_does_no_harm(found: tuple[str, str, Any]) -> None:
    """Files that are well formed and say something odd are told with places, or shown, tried and judged by."""
    country, name, tree = found
    tried(country, name, written(tree))


AS_WRITTEN: dict[str, Callable[[str], bytes]] = {
    "a mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "ends of lines": lambda text: text.replace("\n", "\r\n").encode(),
    "old ends of lines": lambda text: text.replace("\n", "\r").encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16 without a mark": lambda text: text.encode("utf-16-be"),
    "nul": lambda text: text.replace("title", "ti\0tle").encode(),
    "other script": lambda text: text.encode("cp1251", "replace"),
    "cut": lambda text: text.encode()[: len(text) // 2],
    "nothing": lambda text: b"",
    "twice": lambda text: (text + text).encode(),
    "two documents": lambda text: (text + "---\n" + text).encode(),
}


@pytest.mark.parametrize("how", AS_WRITTEN)
@pytest.mark.parametrize("part", ["country", "facts", "definitions", "documents"])
def test_a_file_in_other_bytes_is_read_or_told(how: str, part: str) -> None:
    """Marks, ends of lines and encodings of other programs are read or told, never taken for something else."""
    name = file_of(part, "EE")
    tried("EE", name, AS_WRITTEN[how]((RULES / name).read_text(encoding="utf-8")))
