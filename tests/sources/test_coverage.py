"""Coverage accounts for every sentence of the documents, and for nothing that no rule uses."""

from __future__ import annotations

import hashlib
import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from command_line import CommandLine
from pathfinder.output.coverage_text import as_json, as_lines, share
from pathfinder.rulebook.background import load_background
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.load import load_folders
from pathfinder.rulebook.uses import uses
from pathfinder.sources.coverage import (
    STATUSES,
    Background,
    By,
    DocumentCoverage,
    Use,
    cover,
)
from pathfinder.sources.library import Copy, Library, open_library
from pathfinder.sources.passages import tokens
from pathfinder.sources.records import Citation, Document

RULES = Path(__file__).parents[2] / "rules"

TEXT = """Stays

Russians may stay for 90 days of 180, as of 26 January 2023. Igor is happy there, as he says.

== Numbers ==
In 2022 some 400,000 people came by land.
- 7 Ministry. A new law on stays. At <https://example.org/a/very/long/address-of-a-law-with-many-words.html>
"""


def document(text: str = TEXT) -> Document:
    """A document with this text."""
    return Document(
        id="001", title="A report", author="Nobody", published="2023-06", known_until="2023-06-30",
        language="en", kind="report", file="one.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(), where="not recorded",
    )  # fmt: skip


def library(text: str = TEXT) -> Library:
    """A library of one document."""
    one = document(text)
    copy = Copy(
        document=one.id, status="read", sha256=one.sha256, expected=True, text=text,
        tokens=tokens(text),
    )  # fmt: skip
    return Library(folder="", documents={one.id: one}, copies={one.id: copy})


def cite(first: str, last: str, name: str = "KZ/a") -> Citation:
    """A citation of the document."""
    return Citation(id=name, document="001", section="Stays", first=first, last=last)


def set_aside(first: str, last: str, why: str = "numbers") -> Background:
    """A background passage of the document."""
    return Background(cite(first, last, "background/1"), why)


def covered(
    citations: list[Citation], background: list[Background], text: str = TEXT
) -> DocumentCoverage:
    """How the document is covered where every citation is a condition of one rule."""
    used = [Use(citation.id, "KZ/stay", "condition") for citation in citations]
    [one] = cover(library(text), citations, used, background)
    return one


def status_of(one: DocumentCoverage, words: str) -> str:
    """The status of the sentence that holds these words."""
    at = one.copy.text.index(words)
    [status] = [span.status for span in one.spans if span.start <= at < span.end]
    return status


@pytest.mark.parametrize(
    "first, last, status",
    [
        ("Russians may stay", "26 January 2023", "cited"),
        ("Russians may stay", "90 days of", "cited"),  # 7 of 12 words
        ("Russians may stay", "90 days", "untouched"),  # 6 of 12
        ("26 January 2023", "26 January 2023", "untouched"),
    ],
)
def test_more_than_half(first: str, last: str, status: str) -> None:
    """A sentence is cited where rules cite more than half of its words, not where they cite half."""
    assert status_of(covered([cite(first, last)], []), "90 days") == status


def test_a_part_and_the_rest() -> None:
    """A part that a rule cites and a rest that is set aside make a cited sentence, by both."""
    one = covered([cite("90 days", "of 180")], [set_aside("as of", "January 2023", "a date")])
    [span] = [span for span in one.spans if span.status == "cited"]
    assert span.by == (
        By(rule="KZ/stay", role="condition", citation="KZ/a"),
        By(reason="a date"),
    )


def test_a_citation_that_spills_over() -> None:
    """A word or two that a citation of the next sentence begins with do not make a sentence cited."""
    one = covered(
        [cite("2023. Igor is", "he says")], [set_aside("Russians may", "as of 26 January")]
    )
    assert status_of(one, "Russians") == "background"
    assert status_of(one, "Igor") == "cited"


def test_a_citation_that_no_rule_uses() -> None:
    """What no rule uses does not count, however well it is found."""
    [one] = cover(library(), [cite("Russians may stay", "26 January 2023")], [], [])
    assert one.count("cited") == 0


def test_headings_addresses_and_what_is_left() -> None:
    """Markup makes a heading, an address outweighs no title, and the rest waits for its reader."""
    one = covered([cite("A new law", "on stays")], [set_aside("In 2022 some", "by land")])
    assert [span.status for span in one.spans] == [
        "untouched", "untouched", "untouched", "background", "background", "cited",
    ]  # fmt: skip
    assert one.spans[3].by == (By(reason="heading"),)
    assert one.spans[4].by == (By(reason="numbers"),)


def test_what_cannot_be_placed_is_told() -> None:
    """Words that are gone, words that fit several passages, and passages that are not needed are named."""
    one = covered(
        [cite("Russians may stay", "26 January 2023"), cite("Tajiks may", "stay", "KZ/b")],
        [set_aside("Russians may stay", "90 days"), set_aside("In 2022", "gone")],
    )
    assert [(lost.passage.first, lost.status) for lost in one.not_placed] == [
        ("Tajiks may", "gone"),
        ("In 2022", "gone"),
    ]
    assert [idle.passage.last for idle in one.idle] == ["90 days"]
    twice = covered([cite("Many", "came")], [], "Many people came. Many goats came.\n")
    assert [lost.status for lost in twice.not_placed] == ["ambiguous"]


def test_a_passage_printed_twice() -> None:
    """A pull quote with the very same words is covered by the citation of the sentence it repeats."""
    one = covered(
        [cite("They may stay", "a year")], [], "They may stay a year.\n\nThey may stay a year.\n"
    )
    assert [span.status for span in one.spans] == ["cited", "cited"]


SOME = st.sampled_from(
    ["Go on", "They may stay.", "== A ==", "90 days", "In 2022", "²", "\n\n", "\n", "<br>", "…"]
)


@given(
    text=st.lists(SOME, max_size=20).map(" ".join),
    passages=st.lists(st.tuples(SOME, SOME, st.booleans()), max_size=4),
)
def test_the_spans_partition_the_text(text: str, passages: list[tuple[str, str, bool]]) -> None:
    """Whatever is cited or set aside, the spans hold every letter and digit once and each has one status."""
    one = covered(
        [cite(first, last) for first, last, cited in passages if cited],
        [set_aside(first, last) for first, last, cited in passages if not cited],
        text,
    )
    ends = [0, *(at for span in one.spans for at in (span.start, span.end)), len(text)]
    assert ends == sorted(ends)
    assert not any(char.isalnum() for a, b in list(pairwise(ends))[::2] for char in text[a:b])
    assert sum(one.count(status) for status in STATUSES) == len(one.spans)
    for span in one.spans:
        assert bool(span.by) == (span.status != "untouched")


SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "additionalProperties": False,
        "required": ["document", "start", "end", "status", "by"],
        "properties": {
            "document": {"type": "string"},
            "start": {"type": "integer", "minimum": 0},
            "end": {"type": "integer", "minimum": 1},
            "status": {"enum": ["cited", "background", "untouched"]},
            "by": {
                "type": "array",
                "items": {
                    "oneOf": [
                        {
                            "additionalProperties": False,
                            "required": ["rule", "role", "citation"],
                            "properties": {"rule": {}, "role": {}, "citation": {}},
                        },
                        {
                            "additionalProperties": False,
                            "required": ["reason"],
                            "properties": {"reason": {}},
                        },
                    ]
                },
            },
        },
    },
}


def test_the_json() -> None:
    """JSON lists the spans of the text file with status and by what."""
    one = covered([cite("Russians may stay", "January 2023")], [set_aside("In 2022", "by land")])
    spans = json.loads(as_json([one]))
    jsonschema.validate(spans, SCHEMA)
    assert TEXT[spans[1]["start"] : spans[1]["end"]].startswith("Russians may stay")
    assert spans[1]["by"] == [{"rule": "KZ/stay", "role": "condition", "citation": "KZ/a"}]


def test_the_text() -> None:
    """The text gives shares, and names each untouched sentence by its line and some of its words."""
    lines = list(as_lines([covered([cite("Tajiks may", "stay")], [set_aside("In", "land")])]))
    assert lines[0] == "001  A report"
    assert "6 sentences: 0 cited (0 %), 2 background (33.3 %), 4 untouched (66.7 %)" in lines[1]
    assert any("line 3: Igor is happy there, as he says." in line for line in lines)
    assert any("the passage of KZ/a is not found" in line for line in lines)


def test_the_text_tells_what_is_wrong() -> None:
    """Another copy, a missing copy, an ambiguous citation and a passage that is not needed are each a line."""
    text = "Many people came. Many goats came. We left.\n"
    one = covered(
        [cite("Many", "came"), cite("We left", "We left", "KZ/b")], [set_aside("We", "left")], text
    )
    other = msgspec.structs.replace(one, copy=msgspec.structs.replace(one.copy, expected=False))
    lost = msgspec.structs.replace(
        one, copy=Copy(document="001", status="missing", detail="it is not there")
    )
    said = "\n".join(as_lines([other, lost]))
    assert "several passages fit KZ/a" in said
    assert "this passage is not needed" in said
    assert "not the one that documents.yaml names" in said
    assert "not read: it is not there" in said


@pytest.mark.parametrize(
    "part, whole, said",
    [(0, 3, "0 %"), (3, 3, "100 %"), (1, 3, "33.3 %"), (1, 5000, "0.1 %"), (4999, 5000, "99.9 %"), (0, 0, "0 %")],
)  # fmt: skip
def test_shares(part: int, whole: int, said: str) -> None:
    """Something is never nought per cent, and less than all never a hundred."""
    assert share(part, whole) == said


GOOD = 'format: pathfinder-background/1\npassages:\n  - {document: "001", section: A, from: b, to: c, why: d}\n'


@pytest.mark.parametrize(
    "content, codes",
    [
        (GOOD, []),
        (None, []),
        (GOOD.replace('"001"', '"999"'), ["PF125"]),
        (GOOD.replace("why: d", "why: "), ["PF112"]),
        (GOOD.replace(", why: d", ""), ["PF111"]),
        (GOOD.replace("/1", "/2"), ["PF113"]),
    ],
)
def test_the_file(tmp_path: Path, content: str | None, codes: list[str]) -> None:
    """A fault of `background.yaml` is a problem with a place, and a rule book need not have the file."""
    if content is not None:
        (tmp_path / "background.yaml").write_text(content, encoding="utf-8")
    passages, problems = load_background(str(tmp_path), ["001"])
    assert [problem.code for problem in problems] == codes
    assert all(problem.place.line for problem in problems)
    if content == GOOD:
        [passage] = passages
        assert (passage.passage.first, passage.passage.last, passage.why) == ("b", "c", "d")


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The rule book that comes with the program."""
    loaded = load_folders([str(RULES)])
    assert loaded.book is not None
    return loaded.book


def test_every_shipped_citation_is_used(book: RuleBook) -> None:
    """No citation of the shipped rules stands there without a rule that uses it."""
    assert set(book.citations) == {use.citation for use in uses(book)}


def test_the_shipped_rules_leave_nothing_untouched(book: RuleBook, documents_folder: Path) -> None:
    """Of every document each sentence is cited by a rule or set aside, and every passage is found."""
    background, problems = load_background(str(RULES), book.documents)
    assert not problems
    citations = [locked.citation for locked in book.citations.values()]
    shelf = open_library(documents_folder, book.documents.values())
    for one in cover(shelf, citations, uses(book), background):
        assert one.copy.expected
        assert not one.not_placed
        assert one.spans
        assert one.count("untouched") == 0, list(as_lines([one]))


def test_the_command(cli: CommandLine, documents_folder: Path, tmp_path: Path) -> None:
    """The command needs the documents, answers with 0 where nothing is untouched and with 1 elsewhere."""
    lost = cli("sources", "coverage")
    assert (lost.exit_code, lost.stdout) == (2, "")
    assert cli("sources", "coverage", "--format", "html").exit_code == 2
    done = cli("sources", "coverage", "--library", documents_folder, "--format", "json")
    assert done.exit_code == 0, done.stdout + done.stderr
    spans = json.loads(done.stdout)
    jsonschema.validate(spans, SCHEMA)
    assert {span["document"] for span in spans} == {"000", "001", "002", "003", "004"}
    empty = cli("sources", "coverage", "--library", tmp_path)
    assert empty.exit_code == 1
    assert "not read" in empty.stdout
