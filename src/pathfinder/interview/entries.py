"""Entries of stays, dates by country and visas: a text taken apart into entries, and these into names and dates.

`trips` and `visas` turn them into the notation of profiles. `pathfinder.language.answers` reads that, so that what is
allowed is said in one place.
"""

from __future__ import annotations

import re

import msgspec

from pathfinder.i18n import _
from pathfinder.interview import dates
from pathfinder.interview.countries import Countries
from pathfinder.interview.dates import Parts
from pathfinder.interview.faults import fault
from pathfinder.interview.listed import MOST_ITEMS
from pathfinder.interview.typed import fold, plain, says_yes, several
from pathfinder.values.dates import Day

PAST, FUTURE = 10, 50
"""So many years after the day asked about a year of two figures lies at most: of what has been, of what runs out."""

MOST_TYPED = 400
"""So many characters one trip may have."""


class Incomplete(Exception):
    """What was typed is right as far as it goes; `question` asks for the rest; `part`: of which entry."""

    def __init__(self, question: str) -> None:
        super().__init__(question)
        self.question = question
        self.part = ""


class Entry(msgspec.Struct, frozen=True):
    """One entry taken apart: its words before, between and after its dates."""

    words: tuple[str, ...]
    dates: tuple[Parts, ...]

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.words).split())


CONNECTING = several(
    "in at from to into since until till through by on was been the valid stayed arrived entered left"
    " в во на из с со c по до от к за был была были находился находилась жил жила въехал въехала"
    " выехал выехала приехал приехала уехал уехала действует действительна действительно"
    " registered resident зарегистрирован зарегистрирована visa виза визу визы type тип категории"
    " i я am мы we г года"
)
"""Words around the names and dates of an entry."""

UNTIL = several("until till to до по by")


NOW = re.compile(
    r"\b(?:(?:по|до) )?(?:настоящее время|наст\.? ?вр(?:емя|\.)?|н\. ?в\.|сей день|сих пор|сейчас|теперь"
    r"|сегодняшн\w+ д\w+|(?:все )?еще там|(?:все )?еще здесь|все еще)(?!\w)"
    r"|\b(?:еще )?не (?:уехал|выехал|уезжал|выезжал)а?(?!\w)|\b(?:еще нет|not yet)(?!\w)"
    r"|\bпродолжается(?!\w)"
    r"|\b(?:(?:to|until|till|up to) )?(?:the )?(?:now|present|ongoing|still(?: (?:here|there))?)\b"
    r"|\b(?:i )?(?:have not|haven'?t|did not|didn'?t|not) (?:yet )?(?:left|leave)(?: yet)?\b"
)
"""That a stay goes on."""


def goes_on(text: str) -> bool:
    """Whether “when did you leave?” is answered with “still there”, or with a no."""
    return says_yes(text) is False or NOW.fullmatch(plain(text).strip(" .!")) is not None


def split_entries(text: str, day: Day) -> list[str]:
    """The entries of a text: one a line, or separated by semicolons, or by commas that no date holds."""
    found: list[str] = []
    for line in re.split(r"[;\n]", text):
        if line.strip():
            found += (
                _split_line(line, day) if "," in line and len(line) <= 20 * MOST_TYPED else [line]
            )
    if len(found) > MOST_ITEMS:
        raise fault("PF105", _("The list is too long."))
    return found


def _split_line(line: str, day: Day) -> list[str]:
    """Cut at commas outside of dates, before a name that follows on a name with a date.

    What names nothing (“left yesterday”) belongs to what stands before it.
    """
    words = plain(line)
    masked = words
    for one in dates.scan(words, day):
        masked = masked[: one.start] + _DATE * (one.end - one.start) + masked[one.end :]
    parts: list[str] = []
    start = end = 0
    named = dated = False
    for piece in masked.split(","):
        names = bool(names_in(NOW.sub(" ", piece.replace(_DATE, " "))))
        if names and named and dated:
            parts.append(words[start : end - 1])
            start, named, dated = end, False, False
        named, dated = named or names, dated or _DATE in piece
        end += len(piece) + 1
    return [*parts, words[start:]]


_DATE = "\0"
"""Stands in place of every character of a date; `plain` leaves no such character in a text."""


def taken_apart(text: str, day: Day) -> Entry:
    """An entry as its words and dates; raises `Fault` where it is too long for one."""
    if len(text) > MOST_TYPED:
        raise fault("PF105", _("The text is too long."))
    words = plain(text)
    written = dates.scan(words, day)
    ends = [0, *(one.end for one in written)]
    starts = [*(one.start for one in written), len(words)]
    between = tuple(words[end:start] for end, start in zip(ends, starts, strict=True))
    return Entry(between, tuple(one.parts for one in written))


def names_in(text: str) -> str:
    """The words without those at both ends that only connect."""
    words = fold(text).split()
    while words and words[0] in CONNECTING:
        del words[0]
    while words and words[-1] in CONNECTING:
        del words[-1]
    return " ".join(words)


def country_of(said: str, text: str, countries: Countries) -> str:
    """The country of an entry. A code in capitals goes before a word that connects: IN is India."""
    found = re.match(r"\s*([A-Z]{2})\b", text)
    if found and found[1] in countries.known and not names_in(said):
        return found[1]
    return countries.read(names_in(said), private=True, alone=False)


def day_of(parts: Parts, day: Day, ahead: int) -> Day:
    """The day of parts; raises `Incomplete` where some are missing, `Fault` where they are impossible."""
    full = dates.with_century(parts, day, ahead)
    question = dates.missing(full)
    if question:
        raise Incomplete(question)
    return dates.resolve(full)
