"""Hypothesis strategies for people over the real vocabulary, and for the same people who say less."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st

from engine.shipped import book
from pathfinder.language.answers import Visa
from pathfinder.language.vocabulary import Fact
from pathfinder.values.dates import parse_day
from pathfinder.values.stays import Stay, where

DAYS = st.sampled_from(
    [
        parse_day(text) or 0
        for text in (
            "2022-03-10", "2022-07-05", "2022-09-25", "2023-01-26",
            "2023-04-10", "2023-12-01", "2024-05-10", "2025-06-01",
        )
    ]
)  # fmt: skip
"""Days that lie differently to the dates of the rules; few, for a book on a day takes a while to make."""
COUNTRIES = st.sampled_from(
    ["RU", "RU", "KZ", "KG", "AM", "GE", "DE", "LT", "TR", "MN", "IL", "AR", "BY", "US", "CZ", "NL"]
)
SETS_OF_COUNTRIES = st.frozensets(COUNTRIES, max_size=3)


@st.composite
def stays(draw: st.DrawFn, day: int) -> tuple[Stay, ...]:
    """A few stays before and around a day, of which one at most has no end."""
    found: list[Stay] = []
    for _number in range(draw(st.integers(0, 4))):
        entered = day + draw(st.integers(-400, 20))
        length = draw(st.integers(0, 200))
        going_on = draw(st.booleans()) and all(stay.left is not None for stay in found)
        found.append(Stay(draw(COUNTRIES), entered, None if going_on else entered + length))
    return tuple(sorted(found, key=lambda s: (s.entered, s.left is None, s.left or 0, s.country)))


def value_of(fact: Fact, day: int) -> st.SearchStrategy[Any]:
    """Anything that can be said of a fact."""
    options = st.sampled_from([word for word, _label in fact.options] or [""])
    near = st.integers(day - 800, day + 40)
    return {
        "yes_no": st.booleans(),
        "choice": options,
        "choices": st.frozensets(options, max_size=3).map(lambda words: words - {"none"}),
        "country": COUNTRIES,
        "countries": SETS_OF_COUNTRIES,
        "number": st.integers(fact.minimum, fact.maximum),
        "date": near,
        "by_country": st.dictionaries(COUNTRIES, near, max_size=3).map(
            lambda pairs: tuple(sorted(pairs.items()))
        ),
        "visas": st.lists(
            st.builds(Visa, st.sampled_from(["SCHENGEN", "DE", "LK", "NO"]), options, near),
            max_size=2,
        ).map(lambda some: tuple(sorted(some))),
        "stays": stays(day),
        "text": st.just(""),
    }[fact.kind]


@st.composite
def people(draw: st.DrawFn, day: int) -> dict[str, Any]:
    """Somebody who says everything, and nothing that contradicts itself."""
    said = {name: draw(value_of(fact, day)) for name, fact in book().vocabulary.facts.items()}
    if draw(st.integers(0, 3)):
        said["citizenships"] = frozenset(("RU",))
    if draw(st.booleans()):
        said["passports"] = frozenset(("internal", "travel"))
        said["travel_passport_expires"] = day + 1000
    said["family_citizenships"] |= said["spouse_citizenships"]
    said["current_country"] = where(said["stays"], day) or said["current_country"]
    return said


@st.composite
def less_and_more(draw: st.DrawFn) -> tuple[int, dict[str, Any], dict[str, Any]]:
    """A day, what somebody says, and what they say with some more facts.

    A passport and its expiry are one group: the expiry is not said later than the passport.
    """
    day = draw(DAYS)
    everything = draw(people(day))
    names = sorted(everything)
    more = {name for name in names if draw(st.integers(0, 4))}
    less = {name for name in more if draw(st.integers(0, 2))}
    for names_said in (more, less):
        if "passports" in names_said:
            names_said.add("travel_passport_expires")
    return (
        day,
        {name: everything[name] for name in less},
        {name: everything[name] for name in more | less},
    )
