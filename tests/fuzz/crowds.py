"""People of every kind on every day of the calendar: alone and in case files, sound and with slips."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st

from engine.people import value_of
from engine.shipped import book
from fuzz.hostile import texts
from fuzz.times import TIMES
from fuzz.trees import EXTREME, Pool, pool_of
from language.test_write import values_of
from pathfinder.language.profile import Profile
from pathfinder.language.write import plain_facts
from pathfinder.values.dates import parse_day

FIRST, LAST = parse_day("1900-01-01") or 0, parse_day("2200-12-31") or 0
ON = [
    parse_day(day) or 0
    for day in (
        "2023-03-31",
        "2200-12-31",
        "1900-01-01",
        "2022-02-23",
        "2022-02-24",
        "2022-09-21",
        "2024-02-12",
        "2026-11-22",
    )
]
DAYS = st.sampled_from(ON if TIMES > 1 else ON[:2])
"""Few days, for a book on a day takes a while to make."""


@st.composite
def people(draw: st.DrawFn, day: int, case: str | None = None) -> Profile:
    """Somebody who says a part of what there is to say, of days near the one asked about and of any other."""
    facts = book().vocabulary.facts
    names = draw(st.lists(st.sampled_from(sorted(facts)), unique=True, max_size=25))
    values: dict[str, Any] = {}
    for name in names:
        near = FIRST + 1_000 < day < LAST - 1_000 and draw(st.booleans())
        values[name] = draw(value_of(facts[name], day) if near else values_of(facts[name]))
    if "visas" in values:
        values["visas"] = tuple(sorted(set(values["visas"])))
    if "spouse_citizenships" in values and "family_citizenships" in values:
        values["family_citizenships"] |= values["spouse_citizenships"]
    if draw(st.integers(0, 3)):
        values["citizenships"] = frozenset(("RU",))
    unsaid = draw(st.sets(st.sampled_from(sorted(facts)), max_size=3)) - set(values)
    word = draw(st.sampled_from(["unknown", "declined"]))
    return Profile(values=values, unsaid=dict.fromkeys(unsaid, word), case=case)


@st.composite
def case_files(draw: st.DrawFn, day: int) -> dict[str, Any]:
    """A case file as a tree: some people, and relations between them that may or may not be possible."""
    vocabulary = book().vocabulary
    count = draw(st.integers(1, 4))
    names = draw(st.lists(texts(most=2) | st.sampled_from("ABC"), min_size=count, max_size=count))
    kinds = st.sampled_from([word for word, _label in vocabulary.facts["relation"].options])
    relation = st.fixed_dictionaries(
        {"from": st.sampled_from(names), "to": st.sampled_from(names), "relation": kinds}
    )
    return {
        "case": draw(texts(most=2)),
        "people": [
            {"name": name, "facts": plain_facts(draw(people(day)), vocabulary)} for name in names
        ],
        "relations": draw(st.lists(relation, max_size=4)),
    }


SOUND: list[Any] = [
    {
        "case": "a",
        "facts": {
            "citizenships": ["RU", "DE"],
            "passports": ["internal"],
            "travel_passport_expires": "2025-01-01",
            "age": "34",
            "sex": "male",
            "current_country": "KZ",
            "stays": [
                "KZ 2023-01-01..",
                {"country": "TR", "entered": "2022-06-01", "left": "2022-07-15"},
            ],
            "registered_on": {"KG": "2023-11-20"},
            "visas": [
                {"issuer": "SCHENGEN", "type": "C", "until": "2024-05-01"},
                "DE D 2025-01-01",
            ],
            "proves_solvency": "yes",
            "lgbtq": "declined",
            "languages": ["ru"],
            "summons": "unknown",
            "family_citizenships": ["RU", "KZ"],
            "spouse_citizenships": ["KZ"],
        },
    },
    {
        "case": "b",
        "people": [
            {"name": "Anna", "facts": {"citizenships": ["RU"], "age": "40"}},
            {
                "name": "Misha",
                "facts": {"age": "9", "passports": ["travel"], "accompanies": ["DE/visa"]},
            },
            {"facts": {}},
        ],
        "relations": [
            {"from": "Misha", "to": "Anna", "relation": "minor_child"},
            {"from": "Anna", "to": "3", "relation": "spouse"},
        ],
    },
]
"""A profile and a case file in which every kind of answer occurs, to put slips in."""


def slips() -> Pool:
    """What slips in profiles take from: answers of every kind, right ones and those past an edge."""
    kinds: list[Any] = ["yes", "none", [], {}]
    words: list[Any] = [{key: kind} for key in book().vocabulary.facts for kind in kinds]
    edges: list[Any] = [{"age": number} for number in EXTREME["number"]]
    edges += [{"travel_passport_expires": day} for day in EXTREME["date"]]
    edges += [{"stays": [stay]} for stay in EXTREME["stay"]]
    return pool_of([*SOUND, *words, *edges])
