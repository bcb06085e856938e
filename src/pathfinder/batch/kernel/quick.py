"""Stays, visas and dates by country in JSON, read many at once where they are written as nearly all are.

What is written otherwise (a key that stands twice, a null written out, days as no date has them) is left to the reader
of answers: None stands in its place.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from pathfinder.language.answers import Visa
from pathfinder.language.vocabulary import SCHENGEN, Fact, Vocabulary

FIRST = dt.date(1900, 1, 1).toordinal()
LAST = dt.date(2200, 12, 31).toordinal()
"""The days that an answer may name."""

Triples = list[tuple[str, int, int | None]]
"""Country, first day, last day (None: not said, or none) of each entry."""


class _Stay(msgspec.Struct, forbid_unknown_fields=True):
    country: str
    entered: dt.date
    left: dt.date | None = None


class _Visa(msgspec.Struct, forbid_unknown_fields=True):
    issuer: str
    type: str
    until: dt.date


_ONE = {"stays": list[_Stay], "visas": list[_Visa], "by_country": dict[str, dt.date]}
_BRACKET = {"stays": "[", "visas": "[", "by_country": "{"}
_MANY = {kind: msgspec.json.Decoder(list[one]) for kind, one in _ONE.items()}  # type: ignore[valid-type]


def entries(fact: Fact, texts: Sequence[str]) -> list[Triples | None]:
    """The entries of stays or dates by country; whether their countries and days exist is not looked at."""
    return _read(fact.kind, texts, _stays if fact.kind == "stays" else _dates)


def visas(
    fact: Fact, texts: Sequence[str], vocabulary: Vocabulary
) -> list[tuple[Visa, ...] | None]:
    """The canonical values of visas."""
    issuers = {SCHENGEN, *vocabulary.countries}
    kinds = {word for word, _label in fact.options}

    def value(some: list[_Visa], colons: int) -> tuple[Visa, ...] | None:
        found = {Visa(v.issuer.strip().upper(), v.type, v.until.toordinal()) for v in some}
        good = all(
            v.issuer in issuers and v.type in kinds and FIRST <= v.until <= LAST for v in found
        )
        return tuple(sorted(found)) if good and colons == 3 * len(some) else None

    return _read("visas", texts, value)


def _read(kind: str, texts: Sequence[str], value: Callable[[Any, int], Any]) -> list[Any]:
    """Values where they can be told; `value` gets what was decoded, and how many keys stand in the text."""
    bracket = _BRACKET[kind]
    found: list[Any] = [None] * len(texts)
    there = [place for place, text in enumerate(texts) if text.startswith(bracket)]
    decoded = _decode(kind, [texts[place] for place in there])
    for place, one in zip(there, decoded, strict=True):
        if one is not None:
            found[place] = value(one, texts[place].count('":'))
    return found


def _decode(kind: str, texts: Sequence[str]) -> list[Any]:
    """What each text holds; None where one cannot be decoded."""
    try:
        return list(_MANY[kind].decode("[" + ",".join(texts) + "]"))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        if len(texts) < 2:
            return [None] * len(texts)
    half = len(texts) // 2
    return _decode(kind, texts[:half]) + _decode(kind, texts[half:])


def _stays(stays: list[_Stay], colons: int) -> Triples | None:
    if colons != 2 * len(stays) + sum(stay.left is not None for stay in stays):
        return None
    return [
        (
            stay.country.strip().upper(),
            stay.entered.toordinal(),
            None if stay.left is None else stay.left.toordinal(),
        )
        for stay in stays
    ]


def _dates(dates: dict[str, dt.date], colons: int) -> Triples | None:
    if colons != len(dates):
        return None
    return [(country.strip().upper(), day.toordinal(), None) for country, day in dates.items()]
