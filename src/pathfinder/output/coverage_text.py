"""How the documents are covered, as lines for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pathfinder.i18n import _
from pathfinder.sources.coverage import BACKGROUND, CITED, UNTOUCHED, DocumentCoverage, Span
from pathfinder.values.text import inert

SHOWN_WORDS = 6


def as_json(covered: Iterable[DocumentCoverage]) -> bytes:
    """The spans of all documents as a JSON array, in the order of the documents and of their text."""
    return msgspec.json.encode([span for one in covered for span in one.spans])


def as_lines(covered: Iterable[DocumentCoverage]) -> Iterator[str]:
    """A line a document; below it what is untouched, and passages that could not be placed."""
    for one in covered:
        yield f"{one.document.id}  {inert(one.document.title)}"
        if not one.copy.searchable:
            yield "     " + _("not read: {why}").format(why=inert(one.copy.detail))
            continue
        yield "     " + summary(one)
        if not one.copy.expected:
            yield "     " + _("This copy is not the one that documents.yaml names.")
        yield from ("     " + line for line in _complaints(one))


def summary(one: DocumentCoverage) -> str:
    """How many sentences there are, and which share of them has each status."""
    text = _(
        "{all} sentences: {cited} cited ({cited_share}), {background} background"
        " ({background_share}), {untouched} untouched ({untouched_share})"
    )
    counts = {status: one.count(status) for status in (CITED, BACKGROUND, UNTOUCHED)}
    shares = {f"{status}_share": share(count, len(one.spans)) for status, count in counts.items()}
    return text.format(all=len(one.spans), **counts, **shares)


def share(part: int, whole: int) -> str:
    """A share in per cent with one decimal; never 0 for something, never 100 for less than all."""
    if not whole:
        return "0 %"
    tenths = round(1000 * part / whole)
    if 0 < part < whole:
        tenths = min(max(tenths, 1), 999)
    return f"{tenths // 10} %" if tenths % 10 == 0 else f"{tenths / 10:.1f} %"


def _complaints(one: DocumentCoverage) -> Iterator[str]:
    for span in one.spans:
        if span.status == UNTOUCHED:
            line = one.copy.text.count("\n", 0, span.start) + 1
            yield _("untouched: line {line}: {words}").format(line=line, words=words_of(one, span))
    for lost in one.not_placed:
        where = f"{lost.passage.file}:{lost.passage.line}"
        name = lost.passage.id
        if lost.status == "gone":
            yield _("{where}: the passage of {name} is not found").format(where=where, name=name)
        else:
            yield _("{where}: several passages fit {name}").format(where=where, name=name)
    for idle in one.idle:
        where = f"{idle.passage.file}:{idle.passage.line}"
        text = _("{where}: this passage is not needed, since rules cite what it holds")
        yield text.format(where=where)


def words_of(one: DocumentCoverage, span: Span) -> str:
    """The first and last words of a span, safe to show."""
    words = inert(one.copy.text[span.start : span.end]).split()
    if len(words) <= 2 * SHOWN_WORDS:
        return " ".join(words)
    return f"{' '.join(words[:SHOWN_WORDS])} … {' '.join(words[-SHOWN_WORDS:])}"
