"""Whether every citation stands where it was: gone, ambiguous, changed, moved, or never looked up (PF400 to PF405)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import Place, Problem
from pathfinder.review.lint.context import Context
from pathfinder.review.lint.grounding import recall
from pathfinder.rulebook.uses import uses
from pathfinder.sources.lock import Finding


def find(context: Context) -> list[Problem]:
    """What is wrong with citations, and which rules are not verified as they stand."""
    unverified = _not_verified(context)
    found = [_SAYS[one.status](one, context) for one in context.citations if one.status in _SAYS]
    found += [*_missing_documents(context), *_moved_documents(context)]
    return [*found, *unverified, *_not_locked(context, unverified)]


def _not_verified(context: Context) -> list[Problem]:
    """Rules that the lock does not know as they stand (PF215), as far as they could not be looked up."""
    if context.verified is None:
        return recall(context.book, context.lock)
    return recall(context.book, context.lock, context.verified.unsearched)


def _place(finding: Finding) -> Place:
    citation = finding.citation
    return Place(citation.file, citation.line, citation.column)


def _problem(
    code: str, finding: Finding, message: str, help: str, severity: str = "error"
) -> Problem:
    return Problem(
        code=code,
        message=message,
        place=_place(finding),
        help=help,
        within=finding.citation.id,
        severity=severity,
    )


def _gone(finding: Finding, _context: Context) -> Problem:
    citation = finding.citation
    message = _("The passage is not in document {document}: {why}.")
    help = _("Correct its first or last words.")
    if finding.suggestion:
        help += " " + _("Nearest place: {text}.").format(text=finding.suggestion)
    return _problem(
        "PF400", finding, message.format(document=citation.document, why=finding.detail), help
    )


def _ambiguous(finding: Finding, _context: Context) -> Problem:
    message = _("It cannot be told which passage is meant: {why}.").format(why=finding.detail)
    return _problem(
        "PF401", finding, message, _("Give more of its first or last words, or its section.")
    )


def _changed(finding: Finding, context: Context) -> Problem:
    entry = context.lock.entries[finding.citation.id]
    message = _("The passage is not the one that was verified on {day}.").format(day=entry.verified)
    help = _(
        "Read it again, correct what rests on it, then run `pathfinder sources lock --accept-changed`."
    )
    return _problem("PF402", finding, message, help)


_SAYS: Final[dict[str, Callable[[Finding, Context], Problem]]] = {
    "gone": _gone,
    "ambiguous": _ambiguous,
    "changed": _changed,
}


def _missing_documents(context: Context) -> Iterator[Problem]:
    """A warning for each document of which there is no copy among those at hand."""
    if context.documents is None:
        return
    cited = Counter(finding.citation.document for finding in context.citations)
    for document, number in cited.items():
        copy = context.documents.copy_of(document)
        if copy.searchable:
            continue
        message = _("Document {document} cannot be searched: {why}.")
        help = _("Citations that rest on it: {n}. Put a copy into the folder of documents.")
        yield Problem(
            code="PF404",
            message=message.format(document=document, why=copy.detail),
            place=context.place("documents.yaml", "documents", document),
            help=help.format(n=number),
            within=document,
            severity="warning",
        )


def _moved_documents(context: Context) -> Iterator[Problem]:
    """A warning for each document in which passages stand elsewhere than before, with the same words.

    Where one of its passages has changed as well, that is told, and the rest follows from it.
    """
    changed = {one.citation.document for one in context.citations if one.status == "changed"}
    moved = [one for one in context.citations if one.status == "moved"]
    for document in dict.fromkeys(one.citation.document for one in moved):
        own = [one for one in moved if one.citation.document == document]
        if document in changed:
            continue
        message = ngettext(
            "The document has changed: {n} passage stands elsewhere, with the same words ({cite}).",
            "The document has changed: {n} passages stand elsewhere, with the same words ({cite} is one).",
            len(own),
        )
        help = _(
            "Look whether they still stand in the same connection, then run `pathfinder sources lock`."
        )
        yield Problem(
            code="PF403",
            message=message.format(n=len(own), cite=own[0].citation.id),
            place=context.place("documents.yaml", "documents", document),
            help=help,
            within=document,
            severity="warning",
        )


def _not_locked(context: Context, unverified: list[Problem]) -> Iterator[Problem]:
    """Citations that the lock does not know as they stand, unless the rule that uses them was told already.

    A rule book whose lock is empty has never been near its documents: nothing is said.
    """
    if not context.lock.entries:
        return
    told = {problem.within for problem in unverified}
    rules = {use.citation for use in uses(context.book) if use.rule in told}
    for finding in context.citations:
        named = finding.citation.id in rules
        if finding.locked or named or finding.status not in ("verified", "not searched"):
            continue
        message = _("The lock does not know this citation as it stands.")
        help = _("Run `pathfinder sources lock` where the documents are at hand.")
        yield _problem("PF405", finding, message, help, "warning")
