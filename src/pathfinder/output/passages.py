"""The passages of a rule sheet: where each stands, its first and last words, whether it was found."""

from __future__ import annotations

from pathfinder.i18n import _
from pathfinder.output.page import Line, country, item, section
from pathfinder.rulebook.book import LockedCitation, RuleBook


def cited_passages(book: RuleBook, names: list[str]) -> list[Line]:
    """The citations of these names, by document and in the order in which they were named."""
    lines = [section(_("Citations"))] if names else []
    for document in book.documents.values():
        here = [name for name in names if _document(book, name) == document.id]
        if not here:
            continue
        head = _("{title}, by {author}. Published: {published}.").format(
            title=document.title, author=document.author, published=document.published
        )
        lines.append(country((f"{document.id}: ", "strong"), head))
        lines += [_passage(name, book.citations[name]) for name in here]
    lost = [name for name in names if name not in book.citations]
    return lines + [
        item(0, (_("{name}: no such citation.").format(name=each), "danger")) for each in lost
    ]


def _document(book: RuleBook, name: str) -> str:
    found = book.citations.get(name)
    return found.citation.document if found is not None else ""


def _passage(name: str, locked: LockedCitation) -> Line:
    citation = locked.citation
    words = _('{section}: from "{first}" to "{last}". ').format(
        section=citation.section, first=citation.first, last=citation.last
    )
    if not locked.verified:
        return item(0, (f"{name}: ", "strong"), words, (_("Not verified."), "doubt"))
    found = _("Found in the text.")
    if locked.checked is not None:
        found = _("Found in the text, {day}.").format(day=locked.checked)
    return item(0, (f"{name}: ", "strong"), words, (found, "quiet"))
