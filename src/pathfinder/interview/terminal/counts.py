"""How many days stays come to, as the person enters them."""

from __future__ import annotations

from collections.abc import Sequence

from pathfinder.i18n import _, ngettext
from pathfinder.interview.dates import day_words
from pathfinder.interview.reading import shown
from pathfinder.interview.terminal.page import Line
from pathfinder.language.vocabulary import SCHENGEN, Fact, Vocabulary
from pathfinder.values.dates import Day, Period
from pathfinder.values.stays import Stay, present_stay, used, where

WINDOW = Period(days=180, text="180 days")
"""The window in which most of the documents count days."""

_COUNTRY = Fact(
    name="country", group="", kind="country", label="", question="", help="", sensitive=False,
    cost="",
)  # fmt: skip
"""Any country, to be named in the language that is spoken."""


def country_words(country: str, vocabulary: Vocabulary) -> str:
    """The name of a country."""
    return shown(_COUNTRY, country, vocabulary)


def days_words(n: int) -> str:
    """A number of days."""
    return ngettext("{n} day", "{n} days", n).format(n=n)


def days_of(stay: Stay, day: Day) -> str:
    """How many days a stay has up to the day asked about, both ends counted; nothing where it has none."""
    last = day if stay.left is None else stay.left
    return days_words(max(0, last - stay.entered + 1))


def count_lines(stays: Sequence[Stay], day: Day, vocabulary: Vocabulary) -> tuple[Line, ...]:
    """The days in the window of 180 days, by country and in the Schengen states together, and the present stay."""
    if not stays:
        return ()
    region = vocabulary.regions.get(SCHENGEN)
    schengen = region.on(day) if region is not None else frozenset[str]()
    told = []
    for country in dict.fromkeys(stay.country for stay in stays):
        n = used(stays, frozenset((country,)), WINDOW, day)
        if n:
            told.append(f"{country_words(country, vocabulary)} {n}")
    if sum(country in schengen for country in {stay.country for stay in stays}) > 1:
        together = used(stays, schengen, WINDOW, day)
        told.append(_("Schengen states together {n}").format(n=together))
    lines = []
    if told:
        words = _("Days in the last 180: {countries}.").format(countries=", ".join(told))
        lines.append(Line(words, "strong"))
    here = where(stays, day)
    begun = present_stay(stays, frozenset((here,)), day) if here is not None else None
    if here is not None and begun is not None:
        words = _("Present stay: {country}, since {date}, {days}.").format(
            country=country_words(here, vocabulary),
            date=day_words(begun, "long"),
            days=days_words(day - begun + 1),
        )
        lines.append(Line(words, "strong"))
    return tuple(lines)
