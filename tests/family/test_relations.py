"""Relations between the people of a case file: what follows from them, what contradicts them, what they may not be."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from engine.shipped import book
from pathfinder.language.casefile import kin_of
from pathfinder.language.kin import IMPLIED
from pathfinder.language.profile import Profile, ProfileProblems, node_from_value, read_profile

Facts = dict[str, Any]
A, B = ("a", "b")


def read(
    one: Facts, two: Facts, *relations: tuple[str, str, str]
) -> list[Profile | ProfileProblems]:
    """Two people, a and b, and relations `(from, relation, to)`."""
    case = {
        "people": [{"name": A, "facts": one}, {"name": B, "facts": two}],
        "relations": [{"from": f, "relation": r, "to": t} for f, r, t in relations],
    }
    return read_profile(node_from_value(case), "case.yaml", book().vocabulary)


def codes(found: list[Profile | ProfileProblems]) -> list[str]:
    """The codes of all problems."""
    return [each.code for one in found if isinstance(one, ProfileProblems) for each in one.problems]


AT_HOME: Facts = {
    "citizenships": ["KZ"],
    "residence_permits": ["GE"],
    "resident_since": {"AM": "2023-01-01"},
}


LT: Facts = {"citizenships": ["LT"]}
SPOUSE = "spouse_citizenships"


@pytest.mark.parametrize(
    "one, two, relation, follows",
    [
        pytest.param({}, {"citizenships": ["LT", "RU"]}, "spouse", {SPOUSE: {"LT", "RU"}}, id="spouse"),
        pytest.param(
            {}, AT_HOME, "spouse", {SPOUSE: {"KZ"}, "marriage_in": {"AM", "GE", "KZ"}}, id="spouse-at-home"
        ),
        pytest.param({SPOUSE: "unknown"}, LT, "spouse", {SPOUSE: {"LT"}}, id="not-known"),
        pytest.param({SPOUSE: "declined"}, LT, "spouse", {}, id="declined-stays-declined"),
        pytest.param({SPOUSE: ["LT"]}, LT, "spouse", {}, id="said"),
        pytest.param({}, {}, "spouse", {}, id="nothing-said"),
        pytest.param({}, {"citizenships": []}, "spouse", {}, id="stateless-is-not-unmarried"),
        pytest.param({}, {"citizenships": "declined"}, "spouse", {}, id="spouse-declines"),
        pytest.param({}, LT, "lgbt_partner", {}, id="partners-are-not-married"),
        pytest.param({}, LT, "minor_child", {}, id="a-parent-is-not-all-of-the-family"),
        pytest.param({}, LT, "sibling", {}, id="sibling"),
    ],
)  # fmt: skip
def test_what_follows_from_a_relation(
    one: Facts, two: Facts, relation: str, follows: Facts
) -> None:
    """A fact follows only where the relation makes it certain and complete, and the person has not said it."""
    for way in ((A, relation, B), *([(B, relation, A)] if relation == "spouse" else [])):
        first, second = read(one, two, way)
        assert isinstance(first, Profile)
        assert isinstance(second, Profile)
        assert {name: set(first.values[name]) for name in follows} == follows
        assert {each.fact for each in first.taken} == set(follows) <= set(IMPLIED)
        assert all(each.of == B and each.relation == relation for each in first.taken)
        assert not set(first.unsaid) & set(follows)


def test_a_fact_that_was_taken_is_not_taken_further() -> None:
    """What follows rests on what was said alone."""
    case = {
        "people": [
            {"name": "a", "facts": {"citizenships": ["LT"]}},
            {"name": "b", "facts": {}},
            {"name": "c", "facts": {}},
        ],
        "relations": [
            {"from": "a", "to": "b", "relation": "spouse"},
            {"from": "c", "to": "b", "relation": "minor_child"},
        ],
    }
    _one, two, three = read_profile(node_from_value(case), "", book().vocabulary)
    assert isinstance(two, Profile)
    assert isinstance(three, Profile)
    assert set(two.values) == {"spouse_citizenships"}
    assert three.values == {}


@pytest.mark.parametrize(
    "one, two, relation",
    [
        ({"spouse_citizenships": ["RU"]}, {"citizenships": ["LT"]}, "spouse"),
        ({"spouse_citizenships": []}, {"citizenships": ["RU"]}, "spouse"),
        ({"family_citizenships": ["RU"]}, {"citizenships": ["LT"]}, "spouse"),
        ({"family_citizenships": []}, {"citizenships": ["RU"]}, "minor_child"),
        ({"family_citizenships": ["RU"]}, {"citizenships": ["RU", "UA"]}, "parent"),
        ({"age": 18}, {"age": 40}, "minor_child"),
    ],
)
def test_what_a_relation_contradicts_is_told_at_the_answer(
    one: Facts, two: Facts, relation: str
) -> None:
    """A said fact that cannot be true beside a relation is told; both are judged by what they said alone."""
    told, first, second = read(one, two, (A, relation, B))
    assert isinstance(told, ProfileProblems)
    assert codes([told]) == ["PF514"]
    assert told.problems[0].within in one
    assert isinstance(first, Profile)
    assert isinstance(second, Profile)
    assert set(first.values) == set(one)
    assert set(second.values) == set(two)
    assert first.case_file is not None
    assert not first.case_file.sound


@pytest.mark.parametrize("relation", ["adult_child_in_care", "minor_child"])
def test_parents_are_older_than_their_children(relation: str) -> None:
    """A parent who is not older than the child is told, whichever way the relation is written."""
    assert codes(read({"age": 17}, {"age": 17}, (A, relation, B))) == ["PF514"]
    assert codes(read({"age": 17}, {"age": 17}, (B, "parent", A))) == ["PF514"]
    assert codes(read({"age": 17}, {"age": 18}, (A, relation, B))) == []


@pytest.mark.parametrize(
    "relations, found",
    [
        pytest.param([(A, "spouse", A)], ["PF510"], id="self"),
        pytest.param([(A, "spouse", B), (A, "spouse", B)], ["PF511"], id="twice"),
        pytest.param([(A, "spouse", B), (A, "sibling", B)], ["PF511"], id="two-things"),
        pytest.param([(A, "parent", B), (B, "parent", A)], ["PF511", "PF513"], id="parents-of-each-other"),
        pytest.param([(A, "minor_child", B), (B, "minor_child", A)], ["PF511", "PF513"], id="children-of-each-other"),
        pytest.param([(A, "minor_child", B), (B, "spouse", A)], ["PF511"], id="child-and-spouse"),
        pytest.param([(A, "minor_child", B), (B, "parent", A)], [], id="both-ways"),
        pytest.param([(A, "spouse", B), (B, "spouse", A)], [], id="spouse-both-ways"),
        pytest.param([(A, "spouse", "c")], ["PF111"], id="unknown-name"),
        pytest.param([(A, "wife", B)], ["PF121"], id="unknown-relation"),
    ],
)  # fmt: skip
def test_relations_that_cannot_be(relations: list[tuple[str, str, str]], found: list[str]) -> None:
    """Each has its code; the people are still judged, with nothing taken from a relation."""
    read_people = read({"citizenships": ["RU"]}, {"citizenships": ["LT"]}, *relations)
    assert sorted(codes(read_people)) == found
    people = [each for each in read_people if isinstance(each, Profile)]
    assert len(people) == 2
    if found:
        assert all(each.taken == () for each in people)
        assert all(each.case_file and not each.case_file.sound for each in people)


def test_nobody_has_two_spouses_nor_is_their_own_grandparent() -> None:
    """A second spouse and a circle of parents over three people are told."""
    people = [{"name": name, "facts": {}} for name in "abcd"]
    for kind, code in (("spouse", "PF512"), ("parent", "PF513")):
        pairs = [("a", "b"), ("b", "c"), ("c", "a")]
        relations = [{"from": f, "to": t, "relation": kind} for f, t in pairs]
        case = {"people": people, "relations": relations}
        found = codes(read_profile(node_from_value(case), "", book().vocabulary))
        assert set(found) == {code}


def test_a_thousand_generations_are_read() -> None:
    """A long line of parents is no circle, and costs no depth."""
    names = [str(number) for number in range(1000)]
    case = {
        "people": [{"name": name, "facts": {}} for name in names],
        "relations": [
            {"from": one, "to": two, "relation": "parent"} for one, two in itertools.pairwise(names)
        ],
    }
    assert codes(read_profile(node_from_value(case), "", book().vocabulary)) == []


@pytest.mark.parametrize(
    "relation, age, other_way",
    [
        ("spouse", None, "spouse"),
        ("sibling", None, "sibling"),
        ("minor_child", None, "parent"),
        ("adult_child_in_care", None, "parent"),
        ("parent", None, ""),
        ("parent", 17, "minor_child"),
        ("parent", 18, ""),
    ],
)
def test_the_other_side_of_a_relation(relation: str, age: int | None, other_way: str) -> None:
    """What one is to the other says what the other is to the one, as far as the words go."""
    first, _second = read({}, {} if age is None else {"age": age}, (A, relation, B))
    assert first.case_file is not None
    assert first.case_file.kin == {(0, 1): relation, (1, 0): other_way}


def test_what_was_written_comes_before_what_follows() -> None:
    """A relation that is written both ways stands as it is written."""
    first, _second = read({}, {}, (A, "parent", B), (B, "adult_child_in_care", A))
    assert first.case_file is not None
    assert first.case_file.kin[1, 0] == "adult_child_in_care"
    assert kin_of([], {}) == {}
