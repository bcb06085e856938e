"""Whether a rule rests on its passage: literals (PF214, PF410), the country (PF411), more than a word (PF408)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import Place, Problem
from pathfinder.language.records import Caution, Pathway
from pathfinder.review.lint.context import Context
from pathfinder.review.lint.seeker import Seeker
from pathfinder.rulebook.uses import CONTEXT, QUESTION, uses
from pathfinder.sources.library import Library
from pathfinder.values.text import inert

LEAST_WORDS: Final = 3
"""So many words a passage has that can state something."""


def find(context: Context) -> list[Problem]:
    """What the cited passages do not bear out; nothing where the documents are not at hand."""
    if context.documents is None or context.verified is None:
        return []
    return [
        *context.verified.problems,
        *_silent_on_the_country(context),
        *_of_a_word(context, context.documents),
    ]


def _of_a_word(context: Context, documents: Library) -> Iterable[Problem]:
    """Citations whose passage is a word or two: such words stand anywhere and state nothing."""
    for finding in context.citations:
        passage, citation = finding.passage, finding.citation
        if passage is None:
            continue
        text = documents.copy_of(citation.document).text[passage.start : passage.end]
        n = len(text.split())
        if n >= LEAST_WORDS:
            continue
        message = ngettext(
            "The whole passage is {n} word: “{text}”.",
            "The whole passage is {n} words: “{text}”.",
            n,
        )
        yield Problem(
            code="PF408",
            message=message.format(n=n, text=inert(" ".join(text.split())[:60])),
            place=Place(citation.file, citation.line, citation.column),
            within=citation.id,
            help=_("Give the first and the last words of what states the rule."),
            severity="warning",
        )


def _silent_on_the_country(context: Context) -> Iterable[Problem]:
    """Pathways and cautions of a country of which no passage names it, its people or a region that it is in."""
    assert context.verified is not None
    seeker, book = context.verified.seeker, context.book
    cited: dict[str, list[str]] = {}
    for use in uses(book):
        if use.role not in (QUESTION, CONTEXT):
            cited.setdefault(use.rule, []).append(use.citation)
    owners: list[tuple[Pathway | Caution, str]] = [
        (one, one.country) for one in book.pathways.values()
    ]
    for caution in book.cautions.values():
        # What is stated of several countries or of Russia stands in files of its own.
        owners += [(caution, c) for c in caution.countries if caution.file.endswith(f"/{c}.yaml")]
    for owner, country in owners:
        if _silent(cited.get(owner.id, []), country, seeker):
            yield _problem(owner, book.vocabulary.countries.get(country, country))


def _problem(owner: Pathway | Caution, country: str) -> Problem:
    return Problem(
        code="PF411",
        message=_("No passage that is cited for it speaks of {country}.").format(country=country),
        place=Place(owner.file, owner.line, owner.column),
        within=owner.id,
        help=_(
            "Let one of the passages begin early enough to name the country, or cite the one that does."
        ),
        severity="warning",
    )


def _silent(cites: list[str], country: str, seeker: Seeker) -> bool:
    """Whether all passages can be read and not one of them names a country."""
    return bool(cites) and all(
        seeker.text(cite) is not None and not seeker.speaks_of(cite, country) for cite in cites
    )
