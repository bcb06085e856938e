"""Values of the shipped facts, drawn one by one as people might have them, near the constants of the rules."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any

from pathfinder.language.vocabulary import LANGUAGES, Fact

DAY = dt.date(2024, 1, 15)
"""The day on which the people of the benchmark are judged, the day of the first examples."""

FIRST = dt.date(2022, 2, 24)
SIZE = 4_096
"""So many values of a fact are drawn; people take theirs from among them."""

PLACES = (
    "RU", "RU", "RU", "RU", "KZ", "KZ", "KZ", "GE", "GE", "AM", "AM", "KG", "KG", "TR", "TR", "RS", "MN", "IL",
    "UZ", "DE", "LT", "FI", "AR", "TH", "ME", "LK",
)  # fmt: skip
DESTINATIONS = (
    "KZ", "KG", "GE", "AM", "TR", "RS", "MN", "DE", "FR", "CZ", "LT", "LV", "EE", "FI", "PL", "ES", "PT", "IT",
    "GR", "BG", "IL", "AR", "LK", "TH", "ME", "AE", "CA", "MD",
)  # fmt: skip
CITIZEN = ("RU",) * 36 + ("BY", "UA", "KZ", "IL")
LANGUAGE_CODES = ("ru", "en", "de", "kk", "hy", "ka", "he", "tt", "ky", "tr", "fr", "es")

Values = tuple[list[Any], str]


def drawer(fact: Fact, draw: random.Random, pathways: list[str]) -> Callable[[], Any]:
    """What draws a value of a fact."""
    options = [word for word, _label in fact.options]
    if fact.options == LANGUAGES:
        options = list(LANGUAGE_CODES)
    if fact.name == "accompanies":
        options = pathways
    if fact.name == "citizenships":
        return lambda: _citizenships(draw)
    of_kind: dict[str, Callable[[], Any]] = {
        "yes_no": lambda: draw.random() < 0.4,
        "choice": lambda: draw.choice(options),
        "choices": lambda: _some([word for word in options if word != "none"], draw),
        "country": lambda: draw.choice(PLACES),
        "countries": lambda: _some(DESTINATIONS, draw, 0.6),
        "number": lambda: int(draw.triangular(1, 85, 34)),
        "date": lambda: _day(draw, FIRST, DAY + dt.timedelta(2000)),
        "by_country": lambda: _dates(draw),
        "visas": lambda: _visas(options, draw),
    }
    return of_kind[fact.kind]


def together(draw: random.Random, stays: int) -> dict[str, Values]:
    """Facts that rest on each other: one index draws all of a group, so that they agree."""
    lists = [_stays(draw) for _ in range(stays)]
    present = [
        next((stay["country"] for stay in some if "left" not in stay), None) for some in lists
    ]
    places = [place or draw.choice(PLACES) for place in present]
    spouses = [_some(CITIZEN, draw, 0.5, most=1) for _ in range(SIZE)]
    families = [sorted({*spouse, *_some(CITIZEN, draw, 0.4)}) for spouse in spouses]
    return {
        "stays": (lists, ""),
        "current_country": (places, "stays"),
        "spouse_citizenships": (spouses, ""),
        "family_citizenships": (families, "spouse_citizenships"),
    }


def _some(options: Any, draw: random.Random, none: float = 0.3, most: int = 3) -> list[str]:
    """A set of options, often none of them."""
    if draw.random() < none:
        return []
    return sorted({draw.choice(options) for _ in range(draw.randint(1, most))})


def _citizenships(draw: random.Random) -> list[str]:
    second = draw.choice(DESTINATIONS) if draw.random() < 0.06 else None
    return sorted({draw.choice(CITIZEN), *([second] if second else [])}, key=lambda c: c != "RU")


def _day(draw: random.Random, first: dt.date, last: dt.date) -> dt.date:
    return first + dt.timedelta(draw.randint(0, (last - first).days))


def _stays(draw: random.Random) -> list[dict[str, Any]]:
    """Up to five stays one after the other; in half the lists the last one goes on."""
    number = draw.choices(range(6), (2, 4, 3, 2, 1, 1))[0]
    days = sorted(_day(draw, FIRST, DAY - dt.timedelta(1)) for _ in range(2 * number))
    found: list[dict[str, Any]] = [
        {"country": draw.choice(PLACES), "entered": entered, "left": left}
        for entered, left in zip(days[::2], days[1::2], strict=True)
    ]
    if found and draw.random() < 0.5:
        del found[-1]["left"]
    return found


def _dates(draw: random.Random) -> dict[str, dt.date]:
    number = draw.choices(range(4), (5, 4, 2, 1))[0]
    return {
        draw.choice(DESTINATIONS[:10]): _day(draw, dt.date(2019, 1, 1), DAY) for _ in range(number)
    }


def _visas(options: list[str], draw: random.Random) -> list[dict[str, Any]]:
    number = draw.choices(range(3), (6, 3, 1))[0]
    return [
        {
            "issuer": draw.choice(("SCHENGEN", *DESTINATIONS)),
            "type": draw.choice(options),
            "until": _day(draw, dt.date(2023, 6, 1), dt.date(2025, 6, 1)),
        }
        for _ in range(number)
    ]
