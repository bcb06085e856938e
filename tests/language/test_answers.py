"""What a person says of a fact, in every notation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.small_book import known_vocabulary
from pathfinder.language.answers import MAX_ITEMS, MAX_TEXT, Visa
from pathfinder.language.problems import Problems, ProblemsFound
from pathfinder.language.profile import (
    MAX_FAULTY,
    MAX_KEYS,
    MAX_LINE,
    Profile,
    ProfileProblems,
    node_from_value,
    parse_profiles,
    profile_from_mapping,
    read_facts,
)
from pathfinder.language.tree import MAX_DEPTH
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.values.dates import Day, parse_day
from pathfinder.values.stays import Stay

if TYPE_CHECKING:
    from collections.abc import Mapping


def day(text: str) -> Day:
    """A day as an ordinal."""
    found = parse_day(text)
    assert found is not None
    return found


def read(facts: str, vocabulary: Vocabulary) -> Profile:
    """The profile of some facts written as YAML."""
    [found] = parse_profiles(f"facts:\n  {facts}\n", "p.yaml", "yaml", vocabulary)
    assert isinstance(found, Profile), found
    return found


def problems_of(text: str, vocabulary: Vocabulary, form: str = "yaml") -> list[str]:
    """The problems of a text that holds profiles, as `line:column code`."""
    return [
        f"{problem.place.line}:{problem.place.column} {problem.code}"
        for found in parse_profiles(text, "p.yaml", form, vocabulary)
        if isinstance(found, ProfileProblems)
        for problem in found.problems
    ]


STAYS = (Stay("KG", day("2022-10-05")), Stay("TR", day("2022-06-01"), day("2022-07-15")))
VISAS = (Visa("DE", "D", day("2024-01-01")), Visa("SCHENGEN", "C", day("2023-05-01")))


@pytest.mark.parametrize(
    "text, value",
    [
        ("citizenships: [RU]", frozenset({"RU"})),
        ("citizenships: RU", frozenset({"RU"})),
        ("citizenships: ru; Kz ;", frozenset({"RU", "KZ"})),
        ("citizenships: [NO, 'NO']", frozenset({"NO"})),
        ("citizenships: NO", frozenset({"NO"})),
        ("citizenships: []", frozenset()),
        ("citizenships: none", frozenset()),
        ("citizenships: [None]", frozenset()),
        ("passports: internal; travel", frozenset({"internal", "travel"})),
        ("proves_solvency: yes", True),
        ("proves_solvency: on", None),
        ("proves_solvency: TRUE", True),
        ("proves_solvency: 'no'", False),
        ("proves_solvency: No", False),
        ("current_country: NO", "NO"),
        ("current_country: no", "NO"),
        ("age: 48", 48),
        ("age: 48.0", 48),
        ("age: '48.5'", None),
        ("age: 1:30", None),
        ("age: 0o17", None),
        ("age: -1", None),
        ("age: 131", None),
        ("travel_passport_expires: 2023-01-26", day("2023-01-26")),
        ("travel_passport_expires: '2023-01-26'", day("2023-01-26")),
        ("travel_passport_expires: 2023-1-26", None),
        ("sex: male", "male"),
        ("sex: ' male '", "male"),
        ("stays: KG 2022-10-05..; TR 2022-06-01..2022-07-15", STAYS[::-1]),
        ("stays: [KG 2022-10-05.. , TR 2022-06-01 .. 2022-07-15]", STAYS[::-1]),
        ("stays: [{country: KG, entered: 2022-10-05, left: }, TR 2022-06-01..2022-07-15]", STAYS[::-1]),
        ("stays: [{country: kg, entered: 2022-10-05}]", STAYS[:1]),
        ("stays: none", ()),
        ("stays: []", ()),
        ("registered_on: {KG: 2023-11-20}", (("KG", day("2023-11-20")),)),
        ("registered_on: KG 2023-11-20", (("KG", day("2023-11-20")),)),
        ("registered_on: [TR 2022-01-01, KG 2023-11-20]", (("KG", day("2023-11-20")), ("TR", day("2022-01-01")))),
        ("registered_on: {}", ()),
        ("registered_on: none", ()),
        ("visas: DE D 2024-01-01; schengen C 2023-05-01", VISAS),
        ("visas: [{issuer: SCHENGEN, type: C, until: 2023-05-01}, DE D 2024-01-01]", VISAS),
        ("visas: [DE D 2024-01-01, DE D 2024-01-01]", VISAS[:1]),
    ],
)  # fmt: skip
def test_an_answer_is_read_as_its_fact_means_it(
    text: str, value: object, vocabulary: Vocabulary
) -> None:
    """Every notation of an answer comes to one value; what YAML 1.1 would make of a word plays no part."""
    name = text.partition(":")[0]
    if value is None:
        assert len(problems_of(f"facts: {{{text}}}", vocabulary)) == 1
    else:
        assert read(text, vocabulary).values == {name: value}


@pytest.mark.parametrize("word", ["unknown", "Unknown", "DECLINED", "' declined '"])
@pytest.mark.parametrize("fact", ["citizenships", "age", "stays", "registered_on", "lgbtq", "sex"])
def test_unknown_and_declined_are_answers_to_every_fact(
    fact: str, word: str, vocabulary: Vocabulary
) -> None:
    """Whoever does not know, or does not want to say, has not said anything that decides."""
    profile = read(f"{fact}: {word}", vocabulary)
    assert (profile.values, profile.unsaid) == ({}, {fact: word.strip("' ").lower()})


@pytest.mark.parametrize("empty", ["", "~", "null", "''", "'  '"])
def test_an_empty_answer_has_not_been_said(empty: str, vocabulary: Vocabulary) -> None:
    """An empty cell is neither an answer nor an empty set."""
    profile = read(f"citizenships: {empty}", vocabulary)
    assert (profile.values, profile.unsaid) == ({}, {})


@pytest.mark.parametrize(
    "text, found",
    [
        ("citizenships: {RU: 1}", "1:23 PF112"),
        ("citizenships: [RU, none]", "1:28 PF112"),
        ("citizenships: [[RU]]", "1:24 PF112"),
        ("citizenships: [RUS]", "1:24 PF122"),
        ("citizenships: ['']", "1:24 PF122"),
        ("passports: [travell]", "1:21 PF121"),
        ("sex: [male]", "1:14 PF112"),
        ("age: [48]", "1:14 PF112"),
        ("lgbtq: perhaps", "1:16 PF112"),
        ("travel_passport_expires: 2023-02-29", "1:34 PF114"),
        ("stays: {country: KG}", "1:16 PF112"),
        ("stays: [{country: KG}]", "1:17 PF111"),
        ("stays: [{country: KG, entered: }]", "1:17 PF111"),
        ("stays: [{country: KG, entered: 2022-10-05, until: 2022-11-05}]", "1:52 PF110"),
        ("stays: [KG 2022-10-05]", "1:17 PF114"),
        ("stays: [KGZ 2022-10-05..]", "1:17 PF114"),
        ("stays: [XX 2022-10-05..]", "1:17 PF122"),
        ("stays: [KG 2022-13-05..]", "1:17 PF114"),
        ("stays: [KG 2022-10-05..2022-10-04]", "1:17 PF210"),
        ("stays: [KG 2022-10-05.., TR 2022-11-05..]", "1:34 PF211"),
        ("registered_on: KG", "1:24 PF114"),
        ("registered_on: {KG: soon}", "1:29 PF114"),
        ("registered_on: {KG: 2023-01-01, kg: 2023-01-02}", "1:41 PF103"),
        ("registered_on: {Kyrgyzstan: 2023-01-01}", "1:25 PF122"),
        ("visas: {issuer: DE}", "1:16 PF112"),
        ("visas: [DE D]", "1:17 PF114"),
        ("visas: [{issuer: DE, type: X, until: 2023-01-01}]", "1:36 PF121"),
        ("visas: [{issuer: [DE], type: D, until: 2023-01-01}]", "1:26 PF112"),
        ("{}: 1", "1:9 PF112"),
        ("citizenship: [RU]", "1:9 PF120"),
        ("spouse_citizenships: [KZ], family_citizenships: [RU]", "1:30 PF213"),
    ],
)
def test_a_fault_is_told_once_with_its_place(text: str, found: str, vocabulary: Vocabulary) -> None:
    """One fault, one message, at the answer that is wrong."""
    assert problems_of(f"facts: {{{text}}}", vocabulary) == [found]


@pytest.mark.parametrize(
    "text, found",
    [
        ("a: 1", ["1:1 PF110"]),
        ("case: a", ["1:1 PF111"]),
        ("facts: [RU]", ["1:8 PF112"]),
        ("facts: {}\nage: 48", ["2:1 PF110"]),
        ("facts: {}\nfats: {}", ["2:1 PF110"]),
        ("facts: {}\ncase: [a]", ["2:7 PF112"]),
        ("- a", ["1:3 PF112"]),
        ("[]", ["1:1 PF112"]),
        ("people: []", ["1:9 PF112"]),
        ("people: a", ["1:9 PF112"]),
        ("people: [a]", ["1:10 PF112"]),
        ("people: [{name: a, facts: {}}, {name: a, facts: {}}]", ["1:39 PF103"]),
        ("people: [{name: a, facts: {}}]\nrelations: a", ["2:12 PF112"]),
        ("people: [{name: a, facts: {}}]\nrelations: [b]", ["2:13 PF111"]),
        (
            "people: [{name: a, facts: {}}]\nrelations: [{from: a, to: b, relation: spuose}]",
            ["2:27 PF111", "2:40 PF121"],
        ),
        (
            "people: [{name: a, facts: {}}]\nrelations: [{from: a, to: a, relation: spouse, foo: 1}]",
            ["2:48 PF110"],
        ),
        (
            "people: [{name: a, facts: {}}]\nrelations: [{from: a, to: a, relation: spouse}]",
            ["2:13 PF510"],
        ),
        ("people: [{name: [a], facts: {}}]", ["1:17 PF112"]),
        ("people: [{facts: {}}]\nfacts: {}", ["2:1 PF110"]),
        ("people: [{case: a, facts: {}}]", ["1:11 PF110"]),
        ("# a remark", ["0:0 PF101"]),
        ("facts: {age: 48\n", ["2:1 PF102"]),
        ("facts: {age: 1}\n---\nfacts: {age: x}", ["3:14 PF114"]),
        ("[{facts: {age: 1}}, {facts: {age: x}}]", ["1:35 PF114"]),
    ],
)
def test_what_is_no_profile_is_told(text: str, found: list[str], vocabulary: Vocabulary) -> None:
    """The frame of a profile is checked as its facts are."""
    assert problems_of(text, vocabulary) == found


def test_people_of_a_case_are_profiles_of_their_own(vocabulary: Vocabulary) -> None:
    """Each person of a case is judged alone; a fault of one leaves the others standing."""
    text = "case: c\npeople: [{name: a, facts: {age: 1}}, {facts: }, {name: b, facts: {age: x}}]\nrelations: []"
    one, two, three = parse_profiles(text, "p.yaml", "yaml", vocabulary)
    assert isinstance(one, Profile)
    assert isinstance(two, Profile)
    assert (one.case, one.values, one.place) == ("c/a", {"age": 1}, "p.yaml:2:10")
    assert (two.case, two.values) == ("c/2", {})
    assert isinstance(three, ProfileProblems)
    assert three.case == "c/b"


@pytest.mark.parametrize(
    "text, form",
    [
        ('{"facts": {"age": 1}}', "json"),
        (' [ {"facts": {"age": 1}}]', "json"),
        ('{"facts": {"age": 1}}\n{"facts": {"age": 1}}', "lines"),
        ('{"facts": {"age": 1}} \r\n\n{"facts": {"age": 1}}\n', "lines"),
        ("{facts: {age: 1}}", "yaml"),
        ("facts:\n  age: 1", "yaml"),
        ("--- {facts: {age: 1}}\n--- {facts: {age: 1}}", "yaml"),
        ('{"facts":\n {"age":\t1}}', "json"),
    ],
)
def test_standard_input_is_read_by_its_look(text: str, form: str, vocabulary: Vocabulary) -> None:
    """YAML, JSON and JSON Lines are told apart where no file name says what it is."""
    found = list(parse_profiles(text, "-", "any", vocabulary))
    assert found == list(parse_profiles(text, "-", form, vocabulary))
    assert all(isinstance(one, Profile) and one.values == {"age": 1} for one in found)


def test_a_broken_line_leaves_the_others_standing(vocabulary: Vocabulary) -> None:
    """JSON Lines are read line by line, and a place counts the lines of the file."""
    text = '{"facts": {"age": 1}}\n{"facts": {"age": }}\n\n{"facts": {"age": 3}}\n'
    one, two, three = parse_profiles(text, "p.jsonl", "lines", vocabulary)
    assert isinstance(one, Profile)
    assert isinstance(three, Profile)
    assert (one.values, three.values) == ({"age": 1}, {"age": 3})
    assert isinstance(two, ProfileProblems)
    assert [str(problem.place) for problem in two.problems] == ["p.jsonl:2:19"]


def test_after_a_thousand_faults_the_rest_is_left(vocabulary: Vocabulary) -> None:
    """A file of nothing but faults ends with a word on it, and a line may not be endless."""
    bad, good = '{"fact": 1}\n', '{"facts": {}}\n'
    found = list(parse_profiles(good + bad * 2 * MAX_FAULTY + good, "p", "lines", vocabulary))
    assert len(found) == 1 + MAX_FAULTY + 1
    assert isinstance(found[-1], ProfileProblems)
    assert [problem.code for problem in found[-1].problems] == ["PF105"]
    assert problems_of(good + " " * MAX_LINE + good, vocabulary, "lines") == ["2:0 PF105"]


@pytest.mark.parametrize(
    "facts, code",
    [
        ({"citizenships": ["RU"] * (MAX_ITEMS + 1)}, "PF105"),
        ({"registered_on": dict.fromkeys(map(str, range(MAX_ITEMS + 1)), "x")}, "PF105"),
        ({"sex": "x" * (MAX_TEXT + 1)}, "PF105"),
        ({"citizenships": ["x" * (MAX_TEXT + 1)]}, "PF105"),
        (dict.fromkeys(map(str, range(MAX_KEYS + 1))), "PF105"),
        ({"age": {}}, "PF112"),
        ({"age": b"48"}, "PF114"),
    ],
)
def test_answers_are_bounded(facts: dict[str, Any], code: str, vocabulary: Vocabulary) -> None:
    """Too long a text, too many members, stays or facts are one problem, and looking for it is quick."""
    with pytest.raises(ProblemsFound) as raised:
        profile_from_mapping(facts, vocabulary)
    assert [problem.code for problem in raised.value.problems] == [code]


def test_a_value_that_holds_itself_is_refused(vocabulary: Vocabulary) -> None:
    """A caller's list in itself ends in a problem."""
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(ProblemsFound, match=r"1 problem"):
        profile_from_mapping({"citizenships": endless}, vocabulary)
    nested: object = "RU"
    for _level in range(MAX_DEPTH):
        nested = [nested]
    assert node_from_value(nested).kind == "list"


def test_python_values_are_read_as_text_is(vocabulary: Vocabulary) -> None:
    """Truth values, numbers, dates, sets and None of a caller mean what they mean in a file."""
    import datetime as dt

    facts: Mapping[str, Any] = {
        "citizenships": {"RU"},
        "proves_solvency": False,
        "lgbtq": True,
        "age": 48,
        "travel_passport_expires": dt.date(2023, 1, 26),
        "sex": None,
        "stays": ({"country": "KG", "entered": dt.date(2022, 10, 5), "left": None},),
    }
    assert profile_from_mapping(facts, vocabulary).values == {
        "citizenships": frozenset({"RU"}),
        "proves_solvency": False,
        "lgbtq": True,
        "age": 48,
        "travel_passport_expires": day("2023-01-26"),
        "stays": STAYS[:1],
    }


def test_a_fact_of_text_keeps_it(vocabulary: Vocabulary) -> None:
    """A rule book may have a fact of free text."""
    fact = Fact(
        name="note", group="", kind="text", label="", question="", help="", sensitive=True, cost=""
    )
    known = Vocabulary(facts={"note": fact}, constraints=(), regions={}, countries={}, languages=())
    assert profile_from_mapping({"note": " a; b "}, known).values == {"note": "a; b"}
    problems = Problems()
    read_facts(node_from_value({"note": ["a"]}), "", known, problems)
    assert [problem.code for problem in problems.found] == ["PF112"]


WORDS = st.one_of(
    st.sampled_from(["RU", "KG 2022-10-05..", "none", "unknown", "no", "NO", "48", "2023-01-26"]),
    st.text(alphabet="KGRU;. 0123456789-"),
)
VALUES = st.one_of(WORDS, st.lists(WORDS, max_size=3), st.none(), st.booleans(), st.integers())


@given(number=st.integers(0, 1000), value=VALUES)
def test_json_yaml_and_python_values_say_the_same(number: int, value: object) -> None:
    """A profile of JSON text reads the same as YAML, as JSON and as the values it stands for."""
    vocabulary = known_vocabulary()
    names = sorted(vocabulary.facts)
    name = names[number % len(names)]
    text = json.dumps({"facts": {name: value}})
    as_json, as_yaml = (
        list(parse_profiles(text, "p", form, vocabulary)) for form in ("json", "yaml")
    )
    assert as_json == as_yaml
    problems = Problems()
    profile = read_facts(node_from_value({name: value}), "", vocabulary, problems)
    [found] = as_json
    if isinstance(found, Profile):
        assert (found.values, found.unsaid) == (profile.values, profile.unsaid)
    else:
        assert [p.code for p in found.problems] == [p.code for p in problems.sorted()]
