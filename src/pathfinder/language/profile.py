"""Profiles: what people say about themselves, from YAML, JSON or JSON Lines, with the place of every answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pathfinder.i18n import _
from pathfinder.language.answers import DECLINED, UNKNOWN, Fault, read_answer
from pathfinder.language.json_tree import parse_json
from pathfinder.language.problems import Place, Problem, Problems, did_you_mean
from pathfinder.language.tree import Node, parse_yaml, text_node
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.text import inert

MAX_BYTES = 32_000_000
MAX_LINE = 1_000_000


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What one person has said.

    `values` holds canonical values by fact (see `pathfinder.language.answers`); `unsaid` the facts answered with
    `unknown` or `declined`; `places` says where each answer stands in its file.
    """

    values: dict[str, Any]
    unsaid: dict[str, str] = {}
    case: str | None = None
    places: dict[str, str] = {}
    place: str = ""


class ProfileProblems(msgspec.Struct, frozen=True):
    """A profile that cannot be judged, and why."""

    case: str | None
    problems: list[Problem]


def read_profile(tree: Node, file: str, vocabulary: Vocabulary) -> list[Profile | ProfileProblems]:
    """Read one object: a profile, or a case file of several people (each judged alone)."""
    problems = Problems()
    if tree.kind != "map":
        problems.add("PF112", _place(file, tree), _("A profile consists of keys and what stands under them."),
                     _("Begin it with `facts:`."))  # fmt: skip
        return [ProfileProblems(None, problems.found)]
    case_node = tree.get("case")
    case = inert(case_node.text)[:200] if case_node is not None and case_node.kind == "text" else None
    people = tree.get("people")
    if people is None:
        return [_read_person(tree, ("case", "facts"), case, file, vocabulary)]
    found: list[Profile | ProfileProblems] = []
    for number, person in enumerate(people.items, 1):
        name_node = person.get("name") if person.kind == "map" else None
        name = inert(name_node.text)[:80] if name_node is not None else str(number)
        label = f"{case}/{name}" if case else name
        found.append(_read_person(person, ("name", "facts"), label, file, vocabulary))
    if not found:
        problems.add("PF112", _place(file, people), _("A case file needs at least one person."))
        return [ProfileProblems(case, problems.found)]
    return found


def _place(file: str, node: Node) -> Place:
    return Place(file, node.line, node.column)


def _read_person(
    tree: Node, keys: tuple[str, ...], case: str | None, file: str, vocabulary: Vocabulary
) -> Profile | ProfileProblems:
    problems = Problems()
    if tree.kind == "map":
        _unknown_keys(tree, keys, file, problems, vocabulary)
    facts = tree.get("facts") if tree.kind == "map" else None
    if facts is None:
        problems.add("PF111", _place(file, tree), _("A profile needs the key “facts”."),
                     _("Put what the person says under `facts:`."))  # fmt: skip
        return ProfileProblems(case, problems.found)
    if facts.empty:
        facts = Node("map", facts.line, facts.column)
    profile = read_facts(facts, file, vocabulary, problems)
    if problems.errors:
        return ProfileProblems(case, problems.sorted())
    return msgspec.structs.replace(profile, case=case, place=str(_place(file, tree)))


def _unknown_keys(
    tree: Node, keys: tuple[str, ...], file: str, problems: Problems, vocabulary: Vocabulary
) -> None:
    for key, _value in tree.pairs:
        if key.text in keys:
            continue
        help = _("Facts stand under `facts:`.") if key.text in vocabulary.facts else did_you_mean(key.text, keys)
        problems.add("PF110", _place(file, key), _("A profile has no key {got}.").format(got=_name(key)), help)


def _name(node: Node) -> str:
    """A key as a message may show it: a plain name, or nothing of it."""
    word = node.text
    plain = word.isascii() and word.replace("_", "").isalnum() and len(word) <= 40
    return f"“{word}”" if plain else _("of this name")


def read_facts(facts: Node, file: str, vocabulary: Vocabulary, problems: Problems) -> Profile:
    """Read the facts of one person; every fault is noted, none is dropped."""
    values: dict[str, Any] = {}
    unsaid: dict[str, str] = {}
    places: dict[str, str] = {}
    if facts.kind != "map":
        problems.add("PF112", _place(file, facts), _("Facts are keys with values."))
    for key, node in facts.pairs:
        fact = vocabulary.facts.get(key.text)
        if fact is None:
            message = _("There is no fact {got}.").format(got=_name(key))
            problems.add("PF120", _place(file, key), message, did_you_mean(key.text, vocabulary.facts))
            continue
        try:
            value = read_answer(fact, node, vocabulary)
        except Fault as fault:
            where = fault.node if fault.node.line else node
            problems.add(fault.code, _place(file, where), fault.message, fault.help, fact.name)
            continue
        if value in (UNKNOWN, DECLINED) and isinstance(value, str):
            unsaid[fact.name] = value
        elif value is not None:
            values[fact.name] = value
            places[fact.name] = str(_place(file, node))
    _together(values, facts, file, vocabulary, problems)
    return Profile(values=values, unsaid=unsaid, places=places)


def _together(
    values: Mapping[str, Any], facts: Node, file: str, vocabulary: Vocabulary, problems: Problems
) -> None:
    """Note answers that cannot both be true."""
    for constraint in vocabulary.constraints:
        part, whole = constraint.facts
        if constraint.kind == "part of" and part in values and whole in values:
            if not values[part] <= values[whole]:
                message = _("{one} and {two} do not fit together: {says}")
                text = message.format(one=part, two=whole, says=_(constraint.says))
                problems.add("PF213", _place(file, facts.get(part) or facts), text)


def profile_from_mapping(facts: Mapping[str, Any], vocabulary: Vocabulary) -> Profile:
    """A profile from Python values, as a caller of the library has them. Raises `ProblemsFound`."""
    from pathfinder.language.problems import ProblemsFound

    problems = Problems()
    profile = read_facts(node_from_value(facts), "", vocabulary, problems)
    if problems.errors:
        raise ProblemsFound(problems.sorted())
    return profile


def node_from_value(value: Any) -> Node:
    """A tree from Python values: mappings, sequences, sets, dates, numbers, booleans, text."""
    if isinstance(value, Mapping):
        node = Node("map", 0, 0)
        node.pairs = [(text_node(str(key)), node_from_value(item)) for key, item in value.items()]
        return node
    if isinstance(value, list | tuple | set | frozenset):
        node = Node("list", 0, 0)
        node.items = [node_from_value(item) for item in value]
        return node
    if value is None:
        return text_node("", quoted=False)
    if isinstance(value, bool):
        return text_node("yes" if value else "no")
    return text_node(str(value))


def parse_profiles(text: str, file: str, form: str, vocabulary: Vocabulary) -> Iterator[Profile | ProfileProblems]:
    """Read all profiles of a text. `form` is `yaml`, `json`, `lines`, or `any` (standard input: by its look)."""
    if form == "any":
        form = _look(text)
    if form == "lines":
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield from _parse_one(line, file, number, vocabulary)
        return
    problems = Problems()
    trees: list[Node] = []
    if form == "json":
        tree = parse_json(text, file, problems)
        trees = [tree] if tree is not None else []
    else:
        trees = parse_yaml(text, file, problems)
    if problems.errors:
        yield ProfileProblems(None, problems.sorted())
        return
    if not trees:
        empty = Problem(code="PF101", message=_("The file is empty."), place=Place(file))
        yield ProfileProblems(None, [empty])
    for tree in trees:
        for item in tree.items if tree.kind == "list" and tree.items else [tree]:
            yield from read_profile(item, file, vocabulary)


def _parse_one(line: str, file: str, number: int, vocabulary: Vocabulary) -> Iterator[Profile | ProfileProblems]:
    problems = Problems()
    if len(line) > MAX_LINE:
        problems.add("PF105", Place(file, number), _("The line is too long."))
    tree = parse_json(line, file, problems, number) if not problems.errors else None
    if tree is None:
        yield ProfileProblems(None, problems.sorted())
    else:
        yield from read_profile(tree, file, vocabulary)


def _look(text: str) -> str:
    start = text.lstrip()
    if not start.startswith(("{", "[")):
        return "yaml"
    lines = [line for line in start.split("\n") if line.strip()]
    if len(lines) > 1 and lines[0].rstrip().endswith("}") and lines[1].lstrip().startswith("{"):
        return "lines"
    return "json"
