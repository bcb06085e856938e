"""Days that no version of a pathway covers though one before and one after do, and closures outside their version."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.i18n import _, translate_rule
from pathfinder.language.problems import Place, Problem
from pathfinder.language.records import Pathway
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import LAST_DAY, format_day


def dated_problems(book: RuleBook) -> list[Problem]:
    """The findings on the dates of all pathways (PF445, PF446)."""
    return [
        problem
        for pathway in book.pathways.values()
        for problem in (*_gaps(pathway), *_idle_closures(pathway))
    ]


def _gaps(pathway: Pathway) -> Iterator[Problem]:
    """Days between two versions on which neither is in force, not even perhaps."""
    ordered = sorted(pathway.versions, key=lambda version: version.span.possible_from)
    reached = ordered[0].span.possible_until if ordered else LAST_DAY
    for version in ordered[1:]:
        span = version.span
        if reached + 1 < span.possible_from:
            message = _("No version is in force from {first} to {last}.").format(
                first=format_day(reached + 1), last=format_day(span.possible_from - 1)
            )
            yield Problem(
                code="PF445",
                message=message,
                place=Place(pathway.file, version.line or pathway.line),
                within=pathway.id,
                help=_(
                    "If the document says that nothing held then, write a version with a closure."
                ),
                severity="warning",
            )
        reached = max(reached, span.possible_until)


def _idle_closures(pathway: Pathway) -> Iterator[Problem]:
    """Closures that hold on no day on which their version is in force."""
    for version in pathway.versions:
        span = version.span
        for closure in version.closed:
            first = max(span.possible_from, closure.span.possible_from)
            if first > min(span.possible_until, closure.span.possible_until):
                message = _("This closure holds on no day on which its version is in force: {says}")
                yield Problem(
                    code="PF446",
                    message=message.format(says=translate_rule(closure.says)),
                    place=Place(pathway.file, closure.line or pathway.line),
                    within=pathway.id,
                    help=_("Correct one of the dates, or move the closure to another version."),
                    severity="warning",
                )
