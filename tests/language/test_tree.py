"""YAML and JSON text to a tree that knows its places."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.language.json_tree import parse_json
from pathfinder.language.problems import Problem, Problems
from pathfinder.language.tree import MAX_DEPTH, MAX_NODES, Node, parse_yaml


def plain(node: Node) -> Any:
    """A tree as Python values."""
    if node.kind == "map":
        return {key.text: plain(value) for key, value in node.pairs}
    if node.kind == "list":
        return [plain(item) for item in node.items]
    return node.text


def read_yaml(text: str) -> tuple[list[Any], list[Problem]]:
    """The documents of a YAML text, and its problems."""
    problems = Problems()
    return [plain(tree) for tree in parse_yaml(text, "f", problems)], problems.found


def read_json(text: str) -> tuple[list[Any], list[Problem]]:
    """The value of a JSON text as a list of one, and its problems."""
    problems = Problems()
    tree = parse_json(text, "f", problems)
    return ([] if tree is None else [plain(tree)]), problems.found


@pytest.mark.parametrize(
    "text, value",
    [
        ("a: NO", {"a": "NO"}),
        ("on: yes", {"on": "yes"}),
        ("a: 1:30", {"a": "1:30"}),
        ("a: 2023-01-26", {"a": "2023-01-26"}),
        ("a: 0o17", {"a": "0o17"}),
        ("a: 1_000", {"a": "1_000"}),
        ("a: .inf", {"a": ".inf"}),
        ("a: ~", {"a": "~"}),
        ("a:", {"a": ""}),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
        ("a: =", {"a": "="}),
        ("? a\n: b", {"a": "b"}),
        ('"a": "\\t"', {"a": "\t"}),
    ],
)
def test_scalars_of_yaml_stay_text(text: str, value: object) -> None:
    """What a field means is decided by the field, never by the rules of YAML 1.1."""
    assert read_yaml(text) == ([value], [])


@pytest.mark.parametrize(
    "text, empty",
    [("a:", True), ("a: ~", True), ("a: null", True), ("a: ''", False), ("a: 'null'", False), ("a: []", False)],
)  # fmt: skip
def test_only_plain_null_is_empty(text: str, empty: bool) -> None:
    """A value that was left out is empty; one in quotation marks is a text."""
    [tree] = parse_yaml(text, "f", Problems())
    [(_key, value)] = tree.pairs
    assert value.empty is empty


@pytest.mark.parametrize(
    "text, code, place",
    [
        ("a: [b", "PF102", "f:2:1"),
        ("a: b\n\tc: d", "PF102", "f:2:1"),
        ("a: b: c", "PF102", "f:1:5"),
        ("a: 'b\nc: d", "PF102", "f:1:4"),
        ("@a", "PF102", "f:1:1"),
        ("a: b\n- c", "PF102", "f:2:1"),
        ("a: \x07", "PF102", "f:1:4"),
        ("a: b\nc: \ufeff", "PF102", "f:2:4"),
        ("a: \ud800", "PF102", "f:1:4"),
        ("a: b\u2028c: d", "PF102", "f:1:5"),
        ("a: b\x85c: d", "PF102", "f:1:5"),
        ("a: b\na: c", "PF103", "f:2:1"),
        ("{a: b, 'a': c}", "PF103", "f:1:8"),
        ("a: {b: c, b: d}", "PF103", "f:1:11"),
        ("a: &b c", "PF104", "f:1:4"),
        ("a: *b", "PF104", "f:1:4"),
        ("a: !!int 1", "PF104", "f:1:4"),
        ("a: !!python/object/apply:os.system [id]", "PF104", "f:1:4"),
        ("[a]: b", "PF112", "f:1:1"),
        ("{{a: b}: c}", "PF112", "f:1:2"),
    ],
)
def test_what_is_wrong_in_yaml_has_a_place(text: str, code: str, place: str) -> None:
    """A problem of YAML is told with line and column, and nothing of the text is used."""
    documents, found = read_yaml(text)
    assert documents == []
    assert [(problem.code, str(problem.place)) for problem in found] == [(code, place)]


@pytest.mark.parametrize(
    "text, code, place",
    [
        ("", "PF102", "f:1:1"),
        ("{", "PF102", "f:1:2"),
        ("[1", "PF102", "f:1:3"),
        ("[1,", "PF102", "f:1:4"),
        ("[1 2]", "PF102", "f:1:4"),
        ('{"a"', "PF102", "f:1:5"),
        ('{"a" 1}', "PF102", "f:1:6"),
        ('{"a": 1', "PF102", "f:1:8"),
        ('{"a": 1 "b": 2}', "PF102", "f:1:9"),
        ('{"a": 1,}', "PF102", "f:1:9"),
        ("{a: 1}", "PF102", "f:1:2"),
        ('{\n"a": NaN}', "PF102", "f:2:6"),
        ('["a', "PF102", "f:1:2"),
        ('["\\x"]', "PF102", "f:1:3"),
        ('["a\nb"]', "PF102", "f:1:4"),
        ('["\\ud800"]', "PF102", "f:1:2"),
        ("[01]", "PF102", "f:1:3"),
        ("{} {}", "PF102", "f:1:4"),
        ('{"a": 1,\n "a": 2}', "PF103", "f:2:2"),
        ('{"\\u0061": 1, "a": 2}', "PF103", "f:1:15"),
    ],
)
def test_what_is_wrong_in_json_has_a_place(text: str, code: str, place: str) -> None:
    """A problem of JSON is told with line and column, and nothing of the text is used."""
    documents, found = read_json(text)
    assert documents == []
    assert [(problem.code, str(problem.place)) for problem in found] == [(code, place)]


def test_all_duplicate_keys_of_a_yaml_text_are_told() -> None:
    """Keys that stand twice do not hide one another."""
    _documents, found = read_yaml("a: 1\na: 2\nb: {c: 1, c: 2}\n")
    assert [str(problem.place) for problem in found] == ["f:2:1", "f:3:11"]


def test_a_key_of_a_profile_is_shown_only_if_it_is_a_known_name() -> None:
    """A key that stands twice may be what a person said; in a rule file it is shown, made visible."""
    problems = Problems()
    parse_yaml("secret: 1\nsecret: 2\nage: 1\nage: 2\n", "f", problems, known={"age"})
    parse_json('{"secret": 1, "secret": 2}', "f", problems, known={"age"})
    parse_yaml('"\\e": 1\n"\\e": 2\n', "f", problems)
    assert [problem.message for problem in problems.found] == [
        "A key stands here twice.",
        "The key “age” stands here twice.",
        "A key stands here twice.",
        "The key “<U+001B>” stands here twice.",
    ]


LAUGHS = "\n".join(
    ["a0: &a0 ha", *(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}*a{n - 1}]" for n in range(1, 12))]
)


@pytest.mark.parametrize(
    "text, code",
    [
        (LAUGHS, "PF104"),
        ("[" * 10_000, "PF105"),
        ("{a: " * 10_000, "PF105"),
        ("- " * 10_000 + "a", "PF105"),
        ("? " * 10_000 + "a", "PF105"),
        ("[" + "a," * MAX_NODES + "a]", "PF105"),
        ("---\n" * (MAX_NODES + 1), "PF105"),
    ],
)
def test_hostile_yaml_costs_little(text: str, code: str) -> None:
    """What grows without bounds is refused in seconds."""
    start = time.process_time()
    documents, found = read_yaml(text)
    assert documents == []
    assert [problem.code for problem in found] == [code]
    assert time.process_time() - start < 30


@pytest.mark.parametrize("text", ["[" * 10_000, '{"a":' * 10_000, "[" + "1," * MAX_NODES + "1]"])
def test_hostile_json_costs_little(text: str) -> None:
    """The same of JSON."""
    documents, found = read_json(text)
    assert documents == []
    assert [problem.code for problem in found] == ["PF105"]


def test_every_value_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists and maps count as texts do."""
    monkeypatch.setattr("pathfinder.language.tree.MAX_NODES", 4)
    assert read_yaml("[[], [], []]")[1] == []
    assert [problem.code for problem in read_yaml("[[], [], [], []]")[1]] == ["PF105"]


def test_the_depth_that_is_allowed_is_read() -> None:
    """The limit is a limit: what stands at it is read, in both languages."""
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert read_yaml(text) == ([json.loads(text)], [])
    assert read_json(text) == ([json.loads(text)], [])
    assert read_yaml(f"[{text}]")[1] != []
    assert read_json(f"[{text}]")[1] != []


@pytest.mark.parametrize(
    "text", ["a: 1\nb: [NO, {c: 'd'}]", "a: [b", "a: &b c", 'a: "\\U00110000"', "a: b: c"]
)
def test_without_libyaml_the_answer_is_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML may be built without the C library; then reading is slower and nothing else."""
    documents, found = read_yaml(text)
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    slow, slowly_found = read_yaml(text)
    assert slow == documents
    assert [problem.code for problem in slowly_found] == [problem.code for problem in found]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.floats(allow_nan=False, allow_infinity=False)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
)  # fmt: skip


def as_text(value: Any) -> Any:
    """JSON values with every scalar as the text that JSON writes."""
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_text(item) for item in value]
    return value if isinstance(value, str) else json.dumps(value)


@given(JSON, st.sampled_from([None, 1]))
def test_json_is_read_as_the_standard_library_reads_it(value: Any, indent: int | None) -> None:
    """Whatever JSON holds arrives, with its scalars as text."""
    assert read_json(json.dumps(value, indent=indent)) == ([as_text(value)], [])


@given(JSON)
def test_a_place_in_json_is_where_the_value_stands(value: Any) -> None:
    """Line and column point to the first character of a value."""
    text = json.dumps(value, indent=1)
    problems = Problems()
    tree = parse_json(text, "f", problems)
    assert tree is not None
    lines = text.split("\n")

    def check(node: Node) -> None:
        start = lines[node.line - 1][node.column - 1]
        assert {"map": start == "{", "list": start == "[", "text": start not in "{[,]}"}[node.kind]
        for key, item in node.pairs:
            assert lines[key.line - 1][key.column - 1] == '"'
            check(item)
        for item in node.items:
            check(item)

    check(tree)
