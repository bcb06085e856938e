"""How a typed answer of each kind is read: to the notation of profiles, and by `answers` to its canonical value."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from pathfinder.i18n import _
from pathfinder.interview import dates, entries
from pathfinder.interview.entries import FUTURE, PAST, Incomplete
from pathfinder.interview.faults import fault, nothing_written
from pathfinder.interview.listed import Listed, items
from pathfinder.interview.trips import dated_country, stay
from pathfinder.interview.typed import fold, plain, says_both, says_none, says_yes
from pathfinder.interview.visas import visa
from pathfinder.interview.words import Words
from pathfinder.language.answers import NONE, read_answer
from pathfinder.language.tree import text_node
from pathfinder.language.vocabulary import Fact
from pathfinder.values.dates import Day


class Asked(msgspec.Struct, frozen=True):
    """What is asked, of whom it is understood, and on which day."""

    fact: Fact
    words: Words
    day: Day

    @property
    def private(self) -> bool:
        return self.fact.sensitive or self.fact.kind in ("stays", "by_country", "visas", "text")

    @property
    def listed(self) -> Listed:
        return self.words.listed(self.fact)

    def canonical(self, notation: str) -> Any:
        """The value of a text in the notation of profiles."""
        return read_answer(self.fact, text_node(notation), self.words.vocabulary)


def _yes_no(asked: Asked, text: str) -> bool:
    found = says_yes(text)
    if found is None:
        raise fault(
            "PF112",
            _("A yes or a no is expected here."),
            _("Or: don't know, don't want to say, not now."),
        )
    return found


def _choice(asked: Asked, text: str) -> Any:
    options = dict(asked.fact.options)
    if "none" in options and (says_none(text) or says_yes(text) is False):
        return asked.canonical("none")
    return asked.canonical(asked.listed.read(text, private=asked.private))


def _choices(asked: Asked, text: str) -> Any:
    if says_none(text) or says_yes(text) is False or text.strip() == "0":
        return frozenset()
    listed = asked.listed
    options = [word for word, _label in asked.fact.options if word != NONE]
    if len(options) == 2 and says_both(text):
        return asked.canonical(";".join(options))
    found = items(text, listed.names.exactly)
    words = [listed.read(item, private=asked.private) for item in found]
    return asked.canonical(";".join(words) or ";")


def _country(asked: Asked, text: str) -> Any:
    return asked.canonical(asked.words.countries.read(text, private=asked.private))


def _countries(asked: Asked, text: str) -> Any:
    if says_none(text) or text.strip() == "0":
        return frozenset()
    countries = asked.words.countries
    found = items(text, countries.names.exactly)
    alone = len(set(map(fold, found))) == 1
    codes = [countries.read(item, private=asked.private, alone=alone) for item in found]
    if not codes:
        raise fault("PF122", _("The name of a country is expected here."))
    return asked.canonical(";".join(codes))


_AROUND_NUMBER = re.compile(
    r"(?:\b(?:мне|i|am|im|i'm|about|около|примерно|full|полных|years?|old|y\.?o|of|age|aged|год|года|лет"
    r"|months?|days?)\b|[\s.,!-])*"
)
_FIGURES = re.compile(r"-?[0-9][0-9.,]*(?<![.,])")


def _number(asked: Asked, text: str) -> Any:
    words = plain(text[:100])
    found = _FIGURES.findall(words)
    around = _AROUND_NUMBER.fullmatch(_FIGURES.sub(" ", words))
    if len(found) != 1 or not around or len(text) > 100:
        least, most = asked.fact.minimum, asked.fact.maximum
        message = _("A whole number from {least} to {most} is expected here.")
        raise fault("PF114", message.format(least=least, most=most))
    return asked.canonical(found[0].replace(",", "."))


def _date(asked: Asked, text: str) -> Any:
    whole = asked.words.vocabulary.facts.get(asked.fact.name, asked.fact)
    ahead = (
        PAST if whole.kind in ("stays", "by_country") else FUTURE
    )  # a date of a trip, asked alone
    return one_day(text, asked.day, ahead)


def one_day(text: str, day: Day, ahead: int) -> Day:
    """The day that a text says; raises `Incomplete` or `Fault`."""
    parts = dates.read_parts(text, day, ahead)
    question = dates.missing(parts)
    if question:
        raise Incomplete(question)
    return dates.resolve(parts)


_NOTATION = {
    "stays": re.compile(r"\s*[A-Za-z]{2} +[0-9-]{10} *\.\. *(?:[0-9-]{10})?\s*"),
    "by_country": re.compile(r"\s*[A-Za-z]{2} +[0-9]{4}-[0-9]{2}-[0-9]{2}\s*"),
    "visas": re.compile(r"\s*[A-Za-z]+ +[A-Za-z]+ +[0-9]{4}-[0-9]{2}-[0-9]{2}\s*"),
}
"""Entries in the notation of profiles, which `answers` reads as they stand."""


def _entries(asked: Asked, text: str) -> Any:
    if says_none(text) or says_yes(text) is False or text.strip() == "0":
        return ()
    kind = _NOTATION[asked.fact.kind]
    parts = entries.split_entries(text, asked.day)
    written = [part if kind.fullmatch(part) else _entry(asked, part) for part in parts]
    if not written:
        raise nothing_written()
    return asked.canonical(";".join(written))


def _entry(asked: Asked, text: str) -> str:
    """One entry in the notation of profiles."""
    countries = asked.words.countries
    try:
        if asked.fact.kind == "stays":
            return stay(text, countries, asked.day)
        if asked.fact.kind == "by_country":
            return dated_country(text, countries, asked.day)
        return visa(text, countries, asked.listed, asked.day)
    except Incomplete as incomplete:
        incomplete.part = text
        raise


def _text(asked: Asked, text: str) -> Any:
    return asked.canonical(text)


READERS: Mapping[str, Callable[[Asked, str], Any]] = {
    "yes_no": _yes_no,
    "choice": _choice,
    "choices": _choices,
    "country": _country,
    "countries": _countries,
    "number": _number,
    "date": _date,
    "text": _text,
    "stays": _entries,
    "by_country": _entries,
    "visas": _entries,
}
