"""Every way of filling in what is not said, one by one, over small domains.

The domains are at least as fine as what the questions of `small_rules` can tell apart. Sets: every subset of all
options, of countries every subset of the three that rules name and of one that they do not. Numbers and dates: every
one within two steps of any constant. Windows are at most four days long and limits of a stay at most three, so every
set of days among the three before the day asked about, for each country, and every first day up to four days back,
covers whatever a longer history could do: what lies before the longest window is not seen by any question, and a
stay of five days is longer than every limit.

Constraints of the contract, as coordinates of what a person could say:

- `passports` and `travel_passport_expires`: a travel passport is held together with every expiry that is not past,
  none with one that is past; said without an expiry it is valid.
- `spouse_citizenships` is part of `family_citizenships`.
- `stays` and `current_country`: a stay that includes the day says the country, so that no way of filling in has the
  country alone differ. Without such a stay the contract leaves the first day of the present stay unsaid. The
  coordinates are therefore the country (for `current_country`), and the first day of the present stay with the
  earlier stays (for `stays`; the latter are fixed where a list was given).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from pathfinder.language.answers import Visa
from pathfinder.values.stays import Stay

DAY = 738655
"""15 May 2023, the day on which everything here is judged."""

REGIONS = {"SCHENGEN": frozenset(("DE", "FR"))}
NAMED, OUTSIDER = ("RU", "DE", "FR"), "US"
PLACES = ("RU", "DE", "FR", "US")
Values = dict[str, Any]
Completion = tuple[dict[str, Any], Values]
"""What was filled in, by fact, and the values of all facts of a group."""


def members(names: tuple[str, ...]) -> frozenset[str]:
    """The countries that names of countries and regions stand for."""
    return frozenset().union(*(REGIONS.get(name, frozenset((name,))) for name in names))


def subsets(options: tuple[str, ...]) -> list[frozenset[str]]:
    """Every set that can be said."""
    sizes = range(len(options) + 1)
    return [frozenset(c) for size in sizes for c in itertools.combinations(options, size)]


_VISAS = [
    Visa(issuer, kind, DAY)
    for issuer, kind in itertools.product(("DE", "SCHENGEN", "US"), ("C", "D"))
]
SINGLE: dict[str, list[Any]] = {
    "citizenships": subsets((*NAMED, OUTSIDER)),
    "former_citizenships": subsets((*NAMED, OUTSIDER)),
    "flag": [True, False],
    "option": ["a", "b", "c", "d"],
    "acts": subsets(("p", "q", "r", "s")),
    "age": [0, *range(14, 23), 130],
    "applied_on": list(range(DAY - 4, DAY + 5)),
    "registered_on": [
        tuple((country, day) for country, day in (("DE", one), ("FR", two)) if day)
        for one in (None, *range(DAY - 4, DAY + 2))
        for two in (None, *range(DAY - 4, DAY + 2))
    ],
    "visas": [
        tuple(chosen)
        for size in range(4)
        for chosen in itertools.combinations([*_VISAS, Visa("DE", "C", DAY - 1)], size)
    ],
}
EXPIRIES = list(range(DAY - 4, DAY + 5))
GROUPS = [
    *((name,) for name in SINGLE),
    ("passports", "travel_passport_expires"),
    ("spouse_citizenships", "family_citizenships"),
    ("current_country", "stays"),
]


def completions(group: tuple[str, ...], said: Values) -> Iterator[Completion]:
    """Every way of filling in what is not said of one group of facts."""
    if len(group) == 1:
        (name,) = group
        for value in [said[name]] if name in said else SINGLE[name]:
            yield ({} if name in said else {name: value}), {name: value}
    elif group[0] == "passports":
        yield from _passports(said)
    elif group[0] == "spouse_citizenships":
        yield from _family(said)
    else:
        yield from _whereabouts(said)


def _passports(said: Values) -> Iterator[Completion]:
    papers, expires = "passports", "travel_passport_expires"
    for held in [said[papers]] if papers in said else subsets(("internal", "travel")):
        for until in [said[expires]] if expires in said else EXPIRIES:
            past = until < DAY
            if past and "travel" in held and expires not in said:
                continue
            filled = {papers: held, expires: until}
            valid = held - {"travel"} if past else held
            yield (
                {name: value for name, value in filled.items() if name not in said},
                {papers: valid, expires: until},
            )


def _family(said: Values) -> Iterator[Completion]:
    every = subsets((*NAMED, OUTSIDER))
    names = ("spouse_citizenships", "family_citizenships")
    for spouse in [said[names[0]]] if names[0] in said else every:
        for family in [said[names[1]]] if names[1] in said else every:
            if spouse <= family:
                values = dict(zip(names, (spouse, family), strict=True))
                yield {name: values[name] for name in names if name not in said}, values


def place_of(stays: tuple[Stay, ...]) -> str | None:
    """The country of the stay that includes the day; the one entered later counts."""
    now = [s for s in stays if s.entered <= DAY and (s.left is None or s.left >= DAY)]
    key = {s: (s.entered, s.left is None, s.left or 0, stays.index(s)) for s in now}
    return max(now, key=key.__getitem__).country if now else None


def days_of(stays: tuple[Stay, ...]) -> dict[str, frozenset[int]]:
    """The days in each country, up to the day asked about."""
    found: dict[str, frozenset[int]] = {}
    for stay in stays:
        last = DAY if stay.left is None else min(stay.left, DAY)
        days = frozenset(range(stay.entered, last + 1))
        found[stay.country] = found.get(stay.country, frozenset()) | days
    return found


def _whereabouts(said: Values) -> Iterator[Completion]:
    stays: tuple[Stay, ...] | None = said.get("stays")
    there = place_of(stays or ())
    if stays is not None and there is not None:
        yield {}, {"current_country": there, "days": days_of(stays)}
        return
    week = [frozenset(chosen) for n in range(4) for chosen in itertools.combinations((1, 2, 3), n)]
    earlier: list[dict[str, frozenset[int]]]
    if stays is not None:
        earlier = [days_of(stays)]
    else:
        earlier = [
            {"DE": frozenset(DAY - n for n in de), "FR": frozenset(DAY - n for n in fr)}
            for de in week
            for fr in week
        ]
    for begun in range(DAY - 4 if stays is None else DAY - 12, DAY + 1):
        for number, before in enumerate(earlier):
            for place in PLACES if "current_country" not in said else [said["current_country"]]:
                filled: dict[str, Any] = {"stays": (begun, number)}
                if "current_country" not in said:
                    filled["current_country"] = place
                present = before.get(place, frozenset()) | frozenset(range(begun, DAY + 1))
                days = {**before, place: present}
                yield filled, {"current_country": place, "days": days}
