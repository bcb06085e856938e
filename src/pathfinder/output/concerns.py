"""What a document may change, as lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.i18n import _, current_language, ngettext, translate_rule
from pathfinder.output.coverage_text import words_of
from pathfinder.review.arrival.concerns import Concern, Concerns, Mention, Standing
from pathfinder.rulebook.book import RuleBook
from pathfinder.sources.coverage import UNTOUCHED, DocumentCoverage, Span
from pathfinder.values.text import inert

_TITLE = 60
"""So many characters of a rule's title are shown."""


def as_lines(found: Concerns, covered: DocumentCoverage, book: RuleBook) -> Iterator[str]:
    """Countries with rules first; under each the sentences, then what the rules say today."""
    yield f"{found.document}  {inert(found.title)}"
    if not found.sentences:
        yield _("Every sentence of it is cited or set aside as background.")
        return
    yield ngettext(
        "{n} sentence that no rule cites and background.yaml does not set aside.",
        "{n} sentences that no rule cites and background.yaml does not set aside.",
        found.sentences,
    ).format(n=found.sentences)
    for concern in found.countries:
        yield ""
        yield from _of_country(concern, covered, book)
    if found.elsewhere:
        yield ""
        yield _("No country is named in:")
        yield from (_sentence(one, covered) for one in found.elsewhere)


def _of_country(concern: Concern, covered: DocumentCoverage, book: RuleBook) -> Iterator[str]:
    names = book.country_names.get(current_language(), {})
    region = book.vocabulary.regions.get(concern.country)
    name = translate_rule(region.title) if region else names.get(concern.country, concern.country)
    yield f"{inert(name)} ({concern.country})"
    yield from (_sentence(one, covered) for one in concern.mentions)
    if not concern.rules:
        yield "  " + _("The rules have nothing of their own on this country.")
        return
    yield "  " + _("What the rules hold on it today:")
    yield from (_standing(rule) for rule in concern.rules)


def _sentence(one: Mention, covered: DocumentCoverage) -> str:
    span = Span(covered.document.id, one.start, one.end, UNTOUCHED, ())
    text = _("line {line}: {words}")
    return "  " + text.format(line=one.line, words=words_of(covered, span))


def _standing(rule: Standing) -> str:
    title = inert(translate_rule(rule.title))
    if len(title) > _TITLE:
        title = title[: _TITLE - 1].rstrip() + "…"
    known = _("{documents}, known until {day}")
    rests = known.format(documents=", ".join(rule.documents), day=rule.known_until)
    if rule.older:
        rests += _("; older than this document")
    return f"    {rule.id}: {title} ({rests})"
