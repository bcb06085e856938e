"""Whatever bytes a file holds: an answer or located problems, never a fault of the program."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from language.small_book import known_vocabulary, make_book, rule_file
from pathfinder.language.codes import PAGES
from pathfinder.language.problems import Problem, Problems
from pathfinder.language.profile import Profile, ProfileProblems, parse_profiles
from pathfinder.rulebook.files import decode, rule_files, shipped_rules
from pathfinder.rulebook.load import load_folders

if TYPE_CHECKING:
    from collections.abc import Sequence

RULES = Path(shipped_rules())
TYPES = {"Node", "None", "dict", "str", "int", "NoneType", "Error", "Traceback", "msgspec", "yaml"}
"""Words of Python that no message may hold."""


WHOLE_FILE = ("PF101", "PF106", "PF330")
"""Codes whose problem may be the file as a whole."""


def is_told_well(problem: Problem) -> bool:
    """Whether a problem has a code with a page, a place, and words that are not Python's."""
    placed = bool(problem.place.file) and (problem.place.line > 0 or problem.code in WHOLE_FILE)
    words = re.findall(r"[\w.]+", f"{problem.message} {problem.help}")
    return problem.code in PAGES and placed and not set(words) & TYPES


def problems_of_book(folder: Path) -> Sequence[Problem]:
    """The problems of a rule book; every one of them lies within its file."""
    loaded = load_folders([str(folder)])
    assert (loaded.book is None) == any(problem.severity == "error" for problem in loaded.problems)
    for problem in loaded.problems:
        assert is_told_well(problem), problem
        path = Path(problem.place.file)
        if problem.place.line and path.is_file():
            text = path.read_bytes().decode("utf-8", errors="replace")
            lines = text.split("\n")
            assert problem.place.line <= len(lines) + 1
            if problem.place.line <= len(lines):
                assert problem.place.column <= len(lines[problem.place.line - 1]) + 2
    return loaded.problems


FILES = [
    "facts.yaml",
    "regions.yaml",
    "documents.yaml",
    "definitions.yaml",
    "destinations/KZ.yaml",
    "citations.lock",
]
YAMLISH = st.text(alphabet="ab: -[]{},'\"#&*!|>?%@\n\t~\\\u2028\x85é", max_size=60).map(str.encode)


@given(
    st.sampled_from([*FILES, "locales/ru.po", "origin/RU.yaml"]), st.binary(max_size=200) | YAMLISH
)
@settings(max_examples=60)
def test_any_bytes_as_a_rule_file_end_in_problems_or_a_book(name: str, data: bytes) -> None:
    """A rule file of any bytes is read or told to be wrong."""
    with tempfile.TemporaryDirectory() as folder:
        book = make_book(Path(folder))
        (book / name).parent.mkdir(exist_ok=True)
        (book / name).write_bytes(data)
        problems_of_book(book)


@given(st.binary(max_size=300) | YAMLISH, st.sampled_from(["yaml", "json", "lines", "any"]))
def test_any_bytes_as_a_profile_end_in_problems_or_a_profile(data: bytes, form: str) -> None:
    """A profile of any bytes is read or told to be wrong."""
    problems = Problems()
    text = decode(data, "p", problems, 1000)
    assert (text is None) == problems.errors
    if text is not None:
        for found in parse_profiles(text, "p", form, known_vocabulary()):
            assert isinstance(found, Profile) or all(map(is_told_well, found.problems))


@given(st.text(max_size=200), st.sampled_from(["yaml", "json", "lines", "any"]))
def test_any_text_as_a_profile_is_read_or_refused(text: str, form: str) -> None:
    """The same of text that did not come from a file, lone surrogates among it."""
    for found in parse_profiles(text, "p", form, known_vocabulary()):
        assert isinstance(found, Profile | ProfileProblems)


REAL = {
    name: (RULES / name).read_text(encoding="utf-8")
    for name in rule_files(str(RULES))
    if name in FILES
}
REAL["destinations/KZ.yaml"] = rule_file(
    "refused to: [{says: Young., fact: age, less than: 18}]\n"
    "grants: {for: 90 days, within: 180 days}\n"
    "duties: [{says: Register., due: {after: 6 months, since: registered_on, country: KG}}]\n"
    "cases: [{says: a, on: 2023-06-01, person: {citizenships: [RU]}, verdict: undetermined}]\n",
    more="cautions:\n  KZ-A:\n    {says: A., touches: everybody, certainty: law, endangers: [entry], from: 2022,\n"
    "    until: not stated, cite: passage}\n",
)


NEW = [
    "",
    "twice",
    "a",
    ":",
    "-",
    "[",
    "}",
    "'",
    '"',
    "\n",
    "  ",
    "\t",
    "no",
    "&",
    "0",
    "é",
    "\x00",
    "\r",
]
SLIPS = st.tuples(st.booleans(), st.integers(0, 100_000), st.sampled_from(NEW))


def with_slip(text: str, slip: tuple[bool, int, str]) -> str:
    """A text in which a line or a character was removed, doubled or replaced."""
    of_lines, at, new = slip
    pieces = text.splitlines(keepends=True) if of_lines else list(text)
    at %= max(1, len(pieces))
    pieces[at : at + 1] = pieces[at : at + 1] * 2 if new == "twice" else [new]
    return "".join(pieces)


@given(st.sampled_from(sorted(REAL)), st.lists(SLIPS, min_size=1, max_size=3))
@settings(max_examples=100)
def test_a_rule_file_with_a_slip_is_a_book_or_has_located_problems(
    name: str, slips: list[tuple[bool, int, str]]
) -> None:
    """A slip anywhere in any file is told at its place or changes nothing that is checked."""
    text = REAL[name]
    for slip in slips:
        text = with_slip(text, slip)
    with tempfile.TemporaryDirectory() as folder:
        book = make_book(Path(folder))
        (book / name).write_text(text, encoding="utf-8", newline="")
        problems_of_book(book)
