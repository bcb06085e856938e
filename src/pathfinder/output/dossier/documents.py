"""A document's page: its text coloured by what rests on it, with a way from every passage back to its rules.

Without a copy of the document the page holds its citations with their first and last words, in the order of the text
as far as the lock knows it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec
from markupsafe import Markup

from pathfinder.i18n import _
from pathfinder.output.coverage_html import APART, WEB, Run, role_words, runs_of
from pathfinder.output.coverage_text import summary
from pathfinder.output.dossier.beside import Cite, cite_of
from pathfinder.output.dossier.places import Places
from pathfinder.output.dossier.saying import age_then, link, said, said_words
from pathfinder.output.words import months_since
from pathfinder.review.dossier.records import Dossier, Passage
from pathfinder.sources.coverage import UNTOUCHED, DocumentCoverage, Use
from pathfinder.sources.records import Document
from pathfinder.values.dates import format_day
from pathfinder.values.text import inert


class Segment(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of text: the anchors of passages that begin with it, and the run of sentences it belongs to."""

    text: str
    anchors: tuple[str, ...] = ()
    status: str = ""
    number: int = 0
    first: bool = False
    last: bool = False


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What rests on a run of sentences: links to the rules, each with its roles, and reasons why none does."""

    number: int
    status: str
    rules: tuple[Markup, ...]
    reasons: tuple[Markup, ...]


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph in segments, and the notes of the runs that begin in it."""

    segments: tuple[Segment, ...]
    notes: tuple[Note, ...]


class Citing(msgspec.Struct, frozen=True, kw_only=True):
    """A citation and the rules that use it."""

    anchor: str
    cite: Cite
    rules: tuple[Markup, ...]


class DocumentPage(msgspec.Struct, frozen=True, kw_only=True):
    """A document, ready for its template; `missing` says why its text is not here."""

    document: Document
    title: str
    address: str
    about: tuple[tuple[str, Markup], ...]
    missing: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    untouched: tuple[int, ...] = ()
    citations: tuple[Citing, ...] = ()


def document_page(document: Document, dossier: Dossier, places: Places) -> DocumentPage:
    """The page of a document."""
    covered = next((one for one in dossier.covered if one.document.id == document.id), None)
    readable = covered is not None and covered.copy.searchable
    passages = [
        passage
        for name, passage in dossier.passages.items()
        if passage.citation.document == document.id and name in places.citation_anchors
    ]
    title = inert(f"{document.id} {document.title}")
    if covered is None or not readable:
        why = inert(covered.copy.detail) if covered else _("no folder of documents was given")
        passages.sort(key=lambda passage: (passage.start, passage.citation.line))
        return DocumentPage(
            document=document, title=title, address=_address(document), missing=why,
            about=tuple(_about(document, dossier)),
            citations=tuple(citing(passage, dossier, places) for passage in passages),
        )  # fmt: skip
    runs = runs_of(covered)
    lost = [passage for passage in passages if not passage.words]
    return DocumentPage(
        document=document, title=title, address=_address(document),
        about=(*_about(document, dossier), *_coverage(covered)),
        paragraphs=tuple(_paragraphs(covered.copy.text, runs, _starts(passages, places), places)),
        untouched=tuple(run.number for run in runs if run.status == UNTOUCHED),
        citations=tuple(citing(passage, dossier, places) for passage in lost),
    )  # fmt: skip


def _address(document: Document) -> str:
    return document.where if WEB.fullmatch(document.where) else ""


def _about(document: Document, dossier: Dossier) -> Iterator[tuple[str, Markup]]:
    yield _("Author"), said_words(document.author)
    yield _("Kind"), said(document.kind)
    yield _("Published"), said_words(document.published)
    age = age_then(months_since(document.known_until, format_day(dossier.on)), dossier.on)
    yield _("Speaks of nothing later than"), said_words(f"{document.known_until} ({age})")


def _coverage(covered: DocumentCoverage) -> Iterator[tuple[str, Markup]]:
    words = summary(covered)
    if not covered.copy.expected:
        words += " " + _("This copy is not the one that documents.yaml names.")
    yield _("Coverage"), said_words(words)


def citing(passage: Passage, dossier: Dossier, places: Places) -> Citing:
    """A citation with the rules that use it."""
    name = passage.citation.id
    anchor = places.citation_anchors[name]
    cite = cite_of(passage, dossier.book, places, anchor, inert(name))
    return Citing(anchor=anchor, cite=cite, rules=rule_links(passage.uses, places))


def rule_links(uses: Sequence[Use], places: Places) -> tuple[Markup, ...]:
    """The rules of some uses, each with its roles in brackets."""
    roles: dict[str, list[str]] = {}
    for use in uses:
        roles.setdefault(use.rule, []).append(use.role)
    return tuple(
        Markup("{} ({})").format(link(rule, places.rule(rule)), role_words(dict.fromkeys(as_)))
        for rule, as_ in roles.items()
    )


def _starts(passages: Sequence[Passage], places: Places) -> dict[int, list[str]]:
    """The anchors of passages by the character with which they begin."""
    found: dict[int, list[str]] = {}
    for passage in passages:
        if passage.words:
            anchor = places.citation_anchors[passage.citation.id]
            found.setdefault(passage.start, []).append(anchor)
    return found


def _paragraphs(
    text: str, runs: Sequence[Run], starts: dict[int, list[str]], places: Places
) -> Iterator[Paragraph]:
    gaps = [match.span() for match in APART.finditer(text)]
    begins = [0, *(end for _start, end in gaps)]
    for start, end in zip(begins, [*(start for start, _end in gaps), len(text)], strict=True):
        if not text[start:end].strip():
            continue
        notes = tuple(_note(run, places) for run in runs if start <= run.start < end)
        yield Paragraph(tuple(_segments(text, (start, end), runs, starts)), notes)


def _segments(
    text: str, bounds: tuple[int, int], runs: Sequence[Run], starts: dict[int, list[str]]
) -> Iterator[Segment]:
    """The paragraph cut where a run begins or ends, and where a passage begins."""
    start, end = bounds
    inside = [place for run in runs for place in (run.start, run.end)]
    cuts = sorted({start, end, *(at for at in (*inside, *starts) if start < at < end)})
    begins = [run.start for run in runs]
    for a, b in pairwise(cuts):
        at = bisect_right(begins, a) - 1
        run = runs[at] if at >= 0 and a < runs[at].end else None
        yield Segment(
            text=inert(text[a:b]), anchors=tuple(starts.get(a, ())),
            status=run.status if run else "", number=run.number if run else 0,
            first=run is not None and a == run.start, last=run is not None and b == run.end,
        )  # fmt: skip


def _note(run: Run, places: Places) -> Note:
    return Note(
        number=run.number,
        status=run.status,
        rules=tuple(
            Markup("{} ({})").format(link(rule, places.rule(rule)), role_words(roles))
            for rule, roles in run.roles.items()
        ),
        reasons=tuple(_reason(by.reason) for by in run.by if by.reason),
    )


def _reason(reason: str) -> Markup:
    """Why a sentence states no rule: in words of the program, or of the rule book, which are English."""
    translated = _(reason)
    return said(reason) if translated == reason else said_words(translated)
