"""A profile that is written and read again is the same profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.small_book import known_vocabulary
from pathfinder.language.answers import Visa
from pathfinder.language.problems import Problems
from pathfinder.language.profile import Profile, node_from_value, parse_profiles, read_facts
from pathfinder.language.write import row_cells, write_profile
from pathfinder.values.dates import parse_day
from pathfinder.values.stays import Stay, faults
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.language.vocabulary import Fact, Vocabulary

FIRST, LAST = parse_day("1900-01-01"), parse_day("2200-12-31")
COUNTRIES = ["DE", "KG", "KZ", "NO", "RU", "TR"]
DAYS = st.integers(FIRST, LAST)
LABELS = st.none() | st.text(max_size=30).map(inert).map(str.strip).filter(
    lambda text: text.lower() not in ("null", "~", "")
)


def values_of(fact: Fact) -> st.SearchStrategy[Any]:
    """Canonical values of a fact."""
    options = st.sampled_from([word for word, _label in fact.options] or [""])
    country = st.sampled_from(COUNTRIES)
    stay = st.builds(Stay, country, DAYS, st.none() | DAYS)
    visa = st.builds(Visa, country | st.just("SCHENGEN"), options, DAYS)
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "yes_no": st.booleans(),
        "choice": options.filter(lambda word: word != "none"),
        "choices": st.frozensets(options, max_size=4).filter(lambda some: "none" not in some),
        "country": country,
        "countries": st.frozensets(country, max_size=3),
        "number": st.integers(fact.minimum, fact.maximum),
        "date": DAYS,
        "stays": st.lists(stay, max_size=4).filter(lambda some: not faults(some)).map(_in_order),
        "by_country": st.dictionaries(country, DAYS).map(lambda some: tuple(sorted(some.items()))),
        "visas": st.frozensets(visa, max_size=3).map(lambda some: tuple(sorted(some))),
    }
    return kinds[fact.kind]


def _in_order(stays: list[Stay]) -> tuple[Stay, ...]:
    return tuple(sorted(stays, key=lambda s: (s.entered, s.left is None, s.left or 0, s.country)))


def people() -> st.SearchStrategy[Profile]:
    """Profiles of any facts that can be true together."""
    facts = known_vocabulary().facts
    free = {
        name: fact
        for name, fact in facts.items()
        if name not in ("spouse_citizenships", "accompanies")
    }
    unsaid = st.sampled_from(["unknown", "declined"])
    return st.builds(
        _profile,
        st.fixed_dictionaries({}, optional={name: values_of(fact) for name, fact in free.items()}),
        st.dictionaries(st.sampled_from(sorted(facts)), unsaid, max_size=4),
        LABELS,
    )


def _profile(values: dict[str, Any], unsaid: dict[str, str], case: str | None) -> Profile:
    said = {name: value for name, value in values.items() if name not in unsaid}
    return Profile(values=said, unsaid=unsaid, case=case)


def without_places(profile: object) -> Profile:
    """A profile without the places of its answers."""
    assert isinstance(profile, Profile), profile
    return msgspec.structs.replace(profile, places={}, place="")


@pytest.mark.parametrize("form", ["yaml", "json"])
@given(profile=st.deferred(people))
def test_reading_what_was_written_gives_the_same(form: str, profile: Profile) -> None:
    """YAML and JSON hold every answer, `unknown` and `declined` too, and the label."""
    vocabulary = known_vocabulary()
    text = write_profile(profile, form, vocabulary)
    for way in (form, "any"):
        [found] = parse_profiles(text, "", way, vocabulary)
        assert without_places(found) == profile
        assert write_profile(without_places(found), form, vocabulary) == text


@given(profile=st.deferred(people))
def test_a_row_holds_the_same(profile: Profile) -> None:
    """The cells of a row, in the notation of spreadsheets, hold every answer."""
    vocabulary = known_vocabulary()
    cells = row_cells(profile, vocabulary)
    assert cells.pop("case", None) == profile.case
    problems = Problems()
    found = read_facts(node_from_value(cells), "", vocabulary, problems)
    assert problems.found == []
    assert without_places(found) == msgspec.structs.replace(profile, case=None)


def test_a_profile_is_written_as_people_write_it(vocabulary: Vocabulary) -> None:
    """Facts in the order of the vocabulary, sets in that of the alphabet, quotation marks only where needed."""
    text = """\
case: "a: \\"b\\""
facts:
  citizenships: [KZ, RU]
  former_citizenships: []
  age: 48
  lgbtq: declined
  summons: none
  stays: [TR 2022-06-01..2022-07-15, KG 2022-10-05..]
  registered_on: {KG: 2023-11-20}
  visas: [SCHENGEN C 2023-05-01]
"""
    [profile] = parse_profiles(text, "", "yaml", vocabulary)
    assert isinstance(profile, Profile)
    assert write_profile(profile, "yaml", vocabulary) == text
    assert row_cells(profile, vocabulary) == {
        "case": 'a: "b"',
        "citizenships": "KZ; RU",
        "former_citizenships": "none",
        "age": "48",
        "lgbtq": "declined",
        "summons": "none",
        "stays": "TR 2022-06-01..2022-07-15; KG 2022-10-05..",
        "registered_on": "KG 2023-11-20",
        "visas": "SCHENGEN C 2023-05-01",
    }
    empty = Profile(values={}, unsaid={})
    assert write_profile(empty, "yaml", vocabulary) == "facts: {}\n"
    assert row_cells(empty, vocabulary) == {}
