"""What became of every sentence of a document: cited by a rule, read and found to state none, or untouched.

A rule book can be wrong by what it leaves out, and no check of its rules would notice. Here every sentence has to
be accounted for, one by one.

A sentence is `cited` if the passages of citations that rules use hold more than half of its words. More than
half, because a citation begins and ends with the words that a rule rests on, which is seldom the whole
sentence; a shorter piece must not vouch for the rest. A sentence is `background` if the passages of
`background.yaml`, together with those citations, hold more than half of its words, and if markup makes it a
heading or leaves no word of it. A quarter or more that rules cite, with the rest set aside in
`background.yaml`, is `cited`, by both: nobody should read that it states no rule. All others are `untouched`.
Words inside web addresses are not counted where a sentence has others: they would outweigh the title of an
endnote.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

from pathfinder.i18n import N_
from pathfinder.sources.library import Copy, Library
from pathfinder.sources.passages import Token, find
from pathfinder.sources.records import Citation, Document
from pathfinder.sources.sentences import Sentence, sentence_tokens, sentences

CITED: Final = "cited"
BACKGROUND: Final = "background"
UNTOUCHED: Final = "untouched"
HEADING: Final = N_("heading")
NO_WORDS: Final = N_("no words")
STATUSES: Final = (CITED, BACKGROUND, UNTOUCHED)

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+")


class Background(msgspec.Struct, frozen=True):
    """A passage that was read and states no rule, and `why` in a word or two."""

    passage: Citation
    why: str


class Use(msgspec.Struct, frozen=True):
    """That a rule uses a citation, and as what: a condition, a date, a caution, an open question."""

    citation: str
    rule: str
    role: str


class By(msgspec.Struct, frozen=True, omit_defaults=True):
    """What accounts for a sentence: a rule with its role and citation, or the reason of a background passage."""

    rule: str = ""
    role: str = ""
    citation: str = ""
    reason: str = ""


class Span(msgspec.Struct, frozen=True):
    """A sentence: characters `start` to `end` (not included) of the text file, its status, and by what."""

    document: str
    start: int
    end: int
    status: str
    by: tuple[By, ...]


class NotPlaced(msgspec.Struct, frozen=True):
    """A citation or background passage whose words are not found, or found at several different places."""

    passage: Citation
    status: str


class DocumentCoverage(msgspec.Struct, frozen=True, kw_only=True):
    """The spans of a document in order; none where its copy could not be read (`copy.status` says why).

    `idle` are background passages that decide no sentence, since rules cite all that they hold.
    """

    document: Document
    copy: Copy
    spans: tuple[Span, ...]
    not_placed: tuple[NotPlaced, ...] = ()
    idle: tuple[Background, ...] = ()

    def count(self, status: str) -> int:
        """How many sentences have this status."""
        return sum(span.status == status for span in self.spans)


def cover(
    library: Library,
    citations: Iterable[Citation],
    uses: Iterable[Use],
    background: Iterable[Background],
) -> list[DocumentCoverage]:
    """How the documents of a library are covered; citations that no rule uses do not count."""
    by_citation: dict[str, dict[Use, None]] = {}
    for use in uses:
        by_citation.setdefault(use.citation, {})[use] = None
    used = [citation for citation in citations if citation.id in by_citation]
    passages = list(background)
    covered = []
    for document in library.documents.values():
        copy = library.copy_of(document.id)
        marks = _Marks(copy.tokens)
        for citation in used:
            if citation.document == document.id:
                marks.cite(citation, tuple(by_citation[citation.id]))
        for passage in passages:
            if passage.passage.document == document.id:
                marks.set_aside(passage)
        spans = marks.spans(document.id, copy.text) if copy.searchable else ()
        covered.append(
            DocumentCoverage(
                document=document,
                copy=copy,
                spans=spans,
                not_placed=tuple(marks.not_placed) if copy.searchable else (),
                idle=marks.idle() if copy.searchable else (),
            )
        )
    return covered


class _Marks:
    """Which citations and background passages lie on each token of one document."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = list(tokens)
        self.starts = [token.start for token in tokens]
        self.cited: list[list[By]] = [[] for _token in tokens]
        self.aside: list[list[Background]] = [[] for _token in tokens]
        self.not_placed: list[NotPlaced] = []
        self.passages: list[Background] = []
        self.decided: set[Background] = set()

    def cite(self, citation: Citation, uses: tuple[Use, ...]) -> None:
        for i in self._places(citation):
            self.cited[i] += [
                By(rule=use.rule, role=use.role, citation=use.citation) for use in uses
            ]

    def set_aside(self, background: Background) -> None:
        self.passages.append(background)
        for i in self._places(background.passage):
            self.aside[i].append(background)

    def idle(self) -> tuple[Background, ...]:
        lost = {item.passage for item in self.not_placed}
        return tuple(
            item for item in self.passages if item not in self.decided and item.passage not in lost
        )

    def _places(self, citation: Citation) -> list[int]:
        """The tokens of a passage; of one that is printed twice with the same words, both times."""
        found = find(self.tokens, citation.first, citation.last, citation.section)
        if len({passage.sha256 for passage in found}) != 1:
            self.not_placed.append(NotPlaced(citation, "ambiguous" if found else "gone"))
            return []
        return [
            i
            for passage in found
            for i in range(
                bisect_left(self.starts, passage.start), bisect_left(self.starts, passage.end)
            )
        ]

    def spans(self, document: str, text: str) -> tuple[Span, ...]:
        parts = sentences(text)
        addresses = [match.span() for match in _ADDRESS.finditer(text)]
        return tuple(
            self._span(document, part, _counted(numbers, self.tokens, addresses))
            for part, numbers in zip(parts, sentence_tokens(parts, self.tokens), strict=True)
        )

    def _span(self, document: str, part: Sentence, numbers: list[int]) -> Span:
        cited = sum(bool(self.cited[i]) for i in numbers)
        known = sum(bool(self.cited[i] or self.aside[i]) for i in numbers)
        rules = tuple(dict.fromkeys(by for i in numbers for by in self.cited[i]))
        if 2 * cited > len(numbers):
            return Span(document, part.start, part.end, CITED, rules)
        if part.heading or not numbers:
            reason = HEADING if part.heading else NO_WORDS
            return Span(document, part.start, part.end, BACKGROUND, (By(reason=reason),))
        if 2 * known > len(numbers):
            aside = dict.fromkeys(passage for i in numbers for passage in self.aside[i])
            self.decided.update(aside)
            reasons = tuple(dict.fromkeys(By(reason=passage.why) for passage in aside))
            if 4 * cited >= len(numbers):
                return Span(document, part.start, part.end, CITED, rules + reasons)
            return Span(document, part.start, part.end, BACKGROUND, reasons)
        return Span(document, part.start, part.end, UNTOUCHED, ())


def _counted(numbers: range, tokens: list[Token], addresses: list[tuple[int, int]]) -> list[int]:
    """The tokens of a sentence that are not part of a web address; all of them where it is nothing else."""
    words = [i for i in numbers if not any(a <= tokens[i].start < b for a, b in addresses)]
    return words or list(numbers)
