"""The passage of every citation, from the reviewer's own copies of the documents."""

from __future__ import annotations

from bisect import bisect_right

from pathfinder.review.dossier.records import Passage
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.uses import uses
from pathfinder.sources.coverage import Use
from pathfinder.sources.library import Copy, Library
from pathfinder.sources.lock import Finding, Lock, check
from pathfinder.sources.sentences import Sentence, sentences

AROUND = 240
"""So many characters of the sentence around a passage are shown at most on either side."""


def passages_of(book: RuleBook, library: Library | None, lock: Lock) -> dict[str, Passage]:
    """Every citation of a rule book by its id, in the order of the files."""
    used: dict[str, list[Use]] = {}
    for use in uses(book):
        used.setdefault(use.citation, []).append(use)
    citations = [locked.citation for locked in book.citations.values()]
    parted: dict[str, list[Sentence]] = {}
    found = {}
    for finding in check(citations, library, lock):
        name, document = finding.citation.id, finding.citation.document
        copy = library.copy_of(document) if library else None
        if copy is not None and copy.searchable and document not in parted:
            parted[document] = sentences(copy.text)
        found[name] = _passage(
            finding, lock, tuple(used.get(name, ())), copy, parted.get(document, [])
        )
    return found


def _passage(
    finding: Finding, lock: Lock, used: tuple[Use, ...], copy: Copy | None, parted: list[Sentence]
) -> Passage:
    citation, place = finding.citation, finding.passage
    _verified, checked = lock.status(citation)
    if place is None or copy is None:
        entry = lock.entries.get(citation.id)
        return Passage(
            citation=citation, status=finding.status, checked=checked, uses=used,
            suggestion=finding.suggestion or "", start=entry.start if entry else 0,
            end=entry.end if entry else 0,
        )  # fmt: skip
    first, last = _around(place.start, place.end, parted)
    before, after = copy.text[first : place.start], copy.text[place.end : last]
    return Passage(
        citation=citation, status=finding.status, checked=checked, uses=used, line=place.line,
        start=place.start, end=place.end, words=copy.text[place.start : place.end],
        before=before if len(before) <= AROUND else f"… {before[-AROUND:].partition(' ')[2]}",
        after=after if len(after) <= AROUND else f"{after[:AROUND].rpartition(' ')[0]} …",
    )  # fmt: skip


def _around(start: int, end: int, parted: list[Sentence]) -> tuple[int, int]:
    """Where the sentence begins in which a passage begins, and where the one ends in which it ends."""
    starts = [sentence.start for sentence in parted]
    first = bisect_right(starts, start) - 1
    last = bisect_right(starts, end - 1) - 1
    opens = parted[first].start if first >= 0 and parted[first].end > start else start
    return min(opens, start), max(parted[last].end if last >= 0 else end, end)
