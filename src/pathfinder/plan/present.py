"""What a plan says of the person before the first step: the stay, the passport, the own countries."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from pathfinder.change.words import country_name
from pathfinder.i18n import _
from pathfinder.plan.days import Days
from pathfinder.plan.records import Present
from pathfinder.plan.remaining import remaining
from pathfinder.plan.state import State
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, format_day

ENDING = ("stay", "residence")
"""How somebody remains whose last day can be told."""


def present(days: Days, start: State) -> Present | None:
    """The present stay, judged like every wait of a plan; None where the place was not said."""
    if start.place is None:
        return None
    waits = remaining(days, start)
    told = waits.how in ENDING
    until = waits.certain if told and waits.certain >= days.first else None
    perhaps = waits.perhaps if told and waits.perhaps >= days.first else None
    cites = [
        cite for name in waits.pathways
        for version in days.book.pathways[name].versions if version.span.at(days.first) is not False
        for cite in version.cites
    ]  # fmt: skip
    return Present(
        country=start.place, name=country_name(start.place, days.book), how=waits.how,
        until=format_day(until) if until is not None else None,
        may_until=format_day(perhaps) if perhaps is not None else None,
        beyond=until is not None and until >= days.last,
        renew_on=[format_day(day) for day in waits.renewals], stays=list(waits.pathways),
        citations=list(dict.fromkeys(cites)),
    )  # fmt: skip


def passport_expires(values: dict[str, Any], first: Day, last: Day) -> str | None:
    """The day on which the travel passport runs out, if it lies within the time."""
    day = values.get("travel_passport_expires")
    return format_day(day) if isinstance(day, int) and first <= day < last else None


def own_countries(
    values: dict[str, Any], countries: Collection[str] | None, book: RuleBook
) -> list[str]:
    """A sentence on each destination that the person is a citizen of: the documents do not speak of going home."""
    destinations = {pathway.country for pathway in book.pathways.values()}
    own = values.get("citizenships", frozenset()) & destinations
    says = _(
        "{country}: this person is a citizen. Plans leave the own country out because the documents do not speak of"
        " it, not because one may not go there."
    )
    return [
        says.format(country=country_name(code, book))
        for code in sorted(own)
        if countries is None or code in countries
    ]
