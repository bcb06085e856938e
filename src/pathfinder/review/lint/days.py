"""Days that are still to come and cannot be (PF407)."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem
from pathfinder.review.lint.context import Context, place_of_key
from pathfinder.values.dates import format_day


def find(context: Context) -> list[Problem]:
    """The files that somebody says to have checked on a day after the one on which they are looked at."""
    return list(_checked_later(context))


def _checked_later(context: Context) -> Iterator[Problem]:
    sources = {source.path: source for source in context.loaded.sources}
    for code, record in context.book.destinations.items():
        day = record.last_checked
        if day is None or day <= context.today:
            continue
        source = sources.get(record.file)
        message = _("It was last checked on a day that is still to come: {day}.")
        yield Problem(
            code="PF407",
            message=message.format(day=format_day(day)),
            place=Place(record.file) if source is None else place_of_key(source, "last checked"),
            within=code,
            help=_("Give the day on which somebody last held the file against the documents."),
            severity="warning",
        )
