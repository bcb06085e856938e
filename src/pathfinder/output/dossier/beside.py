"""The passages that stand beside a sentence: each in full where a rule first cites it, then as a link to that place."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.output.dossier.places import Places
from pathfinder.review.dossier.records import Passage
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.text import inert

_STATUS = {
    "verified": N_("found"),
    "moved": N_("found at another place than before"),
    "changed": N_("changed since it was verified: read it again"),
    "ambiguous": N_("several different passages fit"),
    "gone": N_("not found"),
    "not searched": N_("not looked up now"),
}


class Cite(msgspec.Struct, frozen=True, kw_only=True):
    """A citation beside a sentence; `full`: with its words, else a link to where they stand in full.

    `text` is empty where no copy is at hand: then `first` and `last` words stand for the passage.
    """

    id: str
    name: str
    full: bool
    anchor: str = ""
    link: str = ""
    document: str = ""
    document_title: str = ""
    language: str = ""
    section: str = ""
    line: int = 0
    first: str = ""
    last: str = ""
    before: str = ""
    text: str = ""
    after: str = ""
    status: str = ""
    bad: bool = False
    known: bool = True


def status_words(passage: Passage) -> str:
    """Whether a passage is where it should be, and when it was last found."""
    words = _(_STATUS.get(passage.status, passage.status))
    if passage.status == "not searched":
        if passage.checked is None:
            return _("never verified as it stands")
        return _("last found on {day}").format(day=passage.checked)
    if passage.status == "verified" and passage.checked is not None:
        return _("found; verified on {day}").format(day=passage.checked)
    return words


class Beside:
    """Hands out the passages of one rule, whose anchors begin with `lead`."""

    def __init__(
        self, passages: dict[str, Passage], book: RuleBook, places: Places, lead: str, home: str
    ) -> None:
        self.passages, self.book, self.places = passages, book, places
        self.lead, self.home = lead, home
        self.given: dict[tuple[str, str, str], str] = {}
        self.documents: set[str] = set()
        """The documents that were cited so far."""

    def cites(self, names: Iterable[str]) -> tuple[Cite, ...]:
        """The citations of these ids, in order."""
        return tuple(self._cite(name) for name in dict.fromkeys(names))

    def _cite(self, name: str) -> Cite:
        short = inert(name.removeprefix(f"{self.home}/"))
        passage = self.passages.get(name)
        if passage is None:
            return Cite(id=inert(name), name=short, full=False, known=False)
        self.documents.add(passage.citation.document)
        same = _words_of(passage)
        if same in self.given:
            return Cite(id=inert(name), name=short, full=False, link=f"#{self.given[same]}")
        self.given[same] = anchor = f"{self.lead}-passage-{len(self.given) + 1}"
        return cite_of(passage, self.book, self.places, anchor, short)


def _words_of(passage: Passage) -> tuple[str, str, str]:
    """What tells passages apart: two citations may be of the same words."""
    citation = passage.citation
    if passage.words:
        return citation.document, str(passage.start), str(passage.end)
    return citation.document, citation.first, citation.last


def cite_of(passage: Passage, book: RuleBook, places: Places, anchor: str, name: str) -> Cite:
    """A citation in full."""
    citation = passage.citation
    document = book.documents[citation.document]
    return Cite(
        id=inert(citation.id), name=name, full=True, anchor=anchor, link=places.passage(citation.id),
        document=inert(document.id), document_title=inert(document.title), language=document.language,
        section=inert(citation.section), line=passage.line, first=inert(citation.first),
        last=inert(citation.last), before=inert(passage.before), text=inert(passage.words),
        after=inert(passage.after), status=status_words(passage),
        bad=passage.lost or (passage.checked is None and passage.status != "verified"),
    )  # fmt: skip
