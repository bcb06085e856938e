"""Stays and dates by country as people write them, in the notation of profiles."""

from __future__ import annotations

import re

import msgspec

from pathfinder.i18n import _
from pathfinder.interview import dates
from pathfinder.interview.countries import Countries
from pathfinder.interview.dates import Parts
from pathfinder.interview.entries import (
    MOST_TYPED,
    NOW,
    PAST,
    UNTIL,
    Incomplete,
    country_of,
    day_of,
    taken_apart,
)
from pathfinder.interview.faults import fault
from pathfinder.interview.typed import fold, plain, several
from pathfinder.values.dates import Day, format_day

_SINCE = several("since from с со c от")
_OPEN_END = re.compile(r"\s*(?:-|\.\.)+\s*")


def stay(text: str, countries: Countries, day: Day) -> str:
    """A trip in the notation of profiles."""
    words = plain(text[: MOST_TYPED + 1])
    goes_on = bool(NOW.search(words))
    entry = taken_apart(NOW.sub(" - ", words), day)
    country = country_of(entry.said, text, countries)
    if len(entry.dates) > 2:
        raise fault(
            "PF114", _("A trip has two dates at most: of entry and of leaving."), _trip_help()
        )
    if not entry.dates:
        raise Incomplete(_("When did this stay begin, and when did it end?"))
    before, after = entry.words[0].split()[-1:], entry.words[-1]
    if len(entry.dates) == 2:
        first, last = _pair(*(dates.with_century(parts, day, PAST) for parts in entry.dates))
        return f"{country} {_iso(first, day)}..{_iso(last, day)}"
    begun = _iso(entry.dates[0], day)
    if set(before) & UNTIL or (before and before[0].strip("-.") == "" and not goes_on):
        raise Incomplete(_("When did this stay begin?"))
    open_end = _OPEN_END.fullmatch(after) or set(fold(entry.said).split()) & _SINCE
    if goes_on or (open_end and "?" not in text):
        return f"{country} {begun}.."
    raise Incomplete(_("When did this stay end? If it goes on, write “still there”."))


def _iso(parts: Parts, day: Day) -> str:
    return format_day(day_of(parts, day, PAST))


def _pair(first: Parts, last: Parts) -> tuple[Parts, Parts]:
    """Two dates of which the first may leave out what the second says: 5 to 10 October 2022."""
    if first.day and not first.month and last.month:
        first = msgspec.structs.replace(first, month=last.month)
    if first.day and first.month and not first.year and last.whole:
        early = (first.month, first.day) <= (last.month, last.day)
        first = msgspec.structs.replace(first, year=last.year if early else last.year - 1)
    return first, last


def _trip_help() -> str:
    return _("Write for example Kazakhstan 5.10.2022 - 3.3.2023, or Kyrgyzstan since 5.10.2022.")


def dated_country(text: str, countries: Countries, day: Day) -> str:
    """A country and a day in the notation of profiles."""
    entry = taken_apart(text, day)
    country = country_of(entry.said, text, countries)
    if len(entry.dates) > 1:
        raise fault(
            "PF114", _("One date for each country."), _("Write for example Kyrgyzstan 20.11.2023.")
        )
    if not entry.dates:
        raise Incomplete(_("On which day?"))
    return f"{country} {format_day(day_of(entry.dates[0], day, PAST))}"
