"""Case files of several people: who is what to whom, and what follows from that."""

from __future__ import annotations

import pytest

from language.small_book import known_vocabulary
from pathfinder.language.casefile import MAJORITY, RELATED, Relation, by_case, kin_of
from pathfinder.language.problems import Place
from pathfinder.language.profile import Profile, ProfileProblems, parse_profiles
from pathfinder.language.write import plain_facts
from pathfinder.rulebook.cache import load_rules

FILE = """
case: family
people:
  - {{name: A, facts: {{citizenships: [RU], residence_permits: [], resident_since: {{}}}}}}
  - {{name: B, facts: {b}}}
relations:
  - {{from: A, to: B, relation: spouse}}
  - {{from: B, to: A, relation: spouse}}
"""


def read(text: str) -> list[Profile | ProfileProblems]:
    """The people of a case file."""
    return list(parse_profiles(text, "family.yaml", "yaml", load_rules(None).vocabulary))


def test_a_relation_written_both_ways_gives_a_fact_once() -> None:
    """What follows from a spouse follows once, however often the relation is written."""
    one, two = read(FILE.format(b="{citizenships: [RU, KZ]}"))
    assert isinstance(one, Profile)
    assert isinstance(two, Profile)
    assert plain_facts(one, load_rules(None).vocabulary)["spouse_citizenships"] == ["KZ", "RU"]
    assert [each.fact for each in one.taken] == ["spouse_citizenships"]
    assert [each.fact for each in two.taken] == ["spouse_citizenships", "marriage_in"]


def test_nothing_follows_from_somebody_who_cannot_be_read() -> None:
    """A person with a faulty answer gives nothing to others, and the others are read."""
    one, two = read(FILE.format(b="{citizenships: [XQ]}"))
    assert isinstance(one, Profile)
    assert isinstance(two, ProfileProblems)
    assert one.taken == ()


@pytest.mark.parametrize(
    "kind, age, other",
    [
        ("spouse", 30, "spouse"),
        ("minor_child", 30, "parent"),
        ("parent", MAJORITY - 1, "minor_child"),
        ("parent", MAJORITY, RELATED),
        ("neighbour", 30, RELATED),
    ],
)
def test_a_relation_is_seen_from_both_sides(kind: str, age: int, other: str) -> None:
    """The other side of each relation is what the page on families says."""
    relation = Relation(one=0, to=1, kind=kind, place=Place("family.yaml", 3, 1))
    assert kin_of([relation], {1: age}) == {(0, 1): kind, (1, 0): other}


def test_people_of_one_case_file_come_together() -> None:
    """People of one file come as a list, others one by one, in order."""
    single = list(parse_profiles("facts: {}", "one.yaml", "yaml", known_vocabulary()))
    family = read(FILE.format(b="{}"))
    more = read(FILE.format(b="{}"))
    assert list(by_case([*single, *family, *more, *single])) == [*single, family, more, *single]
    assert list(by_case([*single, *family])) == [*single, family]
