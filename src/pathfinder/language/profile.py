"""Profiles: what people say about themselves, from YAML, JSON or JSON Lines, with the place of every answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from pathfinder.i18n import _
from pathfinder.language.answers import DECLINED, UNKNOWN, Fault, read_answer
from pathfinder.language.casefile import CaseFile, FromRelation
from pathfinder.language.problems import Place, Problem, Problems, ProblemsFound, did_you_mean
from pathfinder.language.tree import MAX_DEPTH, Node, parse_yaml, text_node
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.text import inert

MAX_BYTES = 32_000_000
"""So many bytes a file of profiles may have."""

MAX_LINE = 1_000_000
"""So many characters a line of JSON Lines may have."""

MAX_KEYS = 500
"""So many keys the facts of one person may have."""

MAX_LABEL = 200
"""So many characters of a label are kept."""

MAX_FAULTY = 1_000
"""After so many people who cannot be judged the rest of a text is not read."""

_PERSON = ("case", "facts")
MEMBER = ("name", "facts")
GROUP = ("case", "people", "relations")


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What one person has said.

    `values` holds canonical values by fact (see `pathfinder.language.answers`); `unsaid` the facts answered with
    `unknown` or `declined`; `places` says where each answer stands in its file. Of a person in a case file `name` is
    the name there, `number` the place among the people (from 0), `taken` what follows from relations.
    """

    values: dict[str, Any]
    unsaid: dict[str, str] = {}
    case: str | None = None
    places: dict[str, str] = {}
    place: str = ""
    name: str = ""
    number: int = 0
    taken: tuple[FromRelation, ...] = ()
    case_file: CaseFile | None = None


class ProfileProblems(msgspec.Struct, frozen=True):
    """A profile that cannot be judged, and why."""

    case: str | None
    problems: list[Problem]
    case_file: CaseFile | None = None


def read_profile(tree: Node, file: str, vocabulary: Vocabulary) -> list[Profile | ProfileProblems]:
    """Read one object: a profile, or a case file of several people (each judged alone)."""
    problems = Problems()
    case = read_label(tree, "case", file, problems)
    people = tree.get("people")
    if people is None:
        return [read_person(tree, _PERSON, case, file, vocabulary, problems)]
    from pathfinder.language.case_reading import read_case

    return read_case(tree, people, case, file, vocabulary, problems)


def _place(file: str, node: Node) -> Place:
    return Place(file, node.line, node.column)


def read_label(tree: Node, key: str, file: str, problems: Problems) -> str | None:
    """The label of a profile or the name of a person, with nothing in it that acts on a terminal."""
    node = tree.get(key)
    if node is None or node.empty:
        return None
    if node.kind != "text":
        problems.add("PF112", _place(file, node), _("A label is a text, not a list or keys."))
    return inert(node.text[:MAX_LABEL]) or None


def read_person(
    tree: Node,
    keys: tuple[str, ...],
    case: str | None,
    file: str,
    vocabulary: Vocabulary,
    problems: Problems,
) -> Profile | ProfileProblems:
    """One person: a profile, or one of the people of a case file."""
    if tree.kind != "map":
        message = _("A profile consists of keys and what stands under them.")
        problems.add("PF112", _place(file, tree), message, _("Begin it with `facts:`."))
        return ProfileProblems(case, problems.sorted())
    check_keys(tree, keys, file, problems, vocabulary)
    facts = tree.get("facts")
    if facts is None:
        if not problems.errors:  # an unknown key may be a misspelled "facts"
            message = _("A profile needs the key “facts”.")
            help = _("Put what the person says under `facts:`.")
            problems.add("PF111", _place(file, tree), message, help)
        return ProfileProblems(case, problems.sorted())
    if facts.empty:
        facts = Node("map", facts.line, facts.column)
    profile = read_facts(facts, file, vocabulary, problems)
    if problems.errors:
        return ProfileProblems(case, problems.sorted())
    return msgspec.structs.replace(profile, case=case, place=str(_place(file, tree)))


def check_keys(
    tree: Node, keys: tuple[str, ...], file: str, problems: Problems, vocabulary: Vocabulary
) -> None:
    """Note unknown keys. What was written is not shown: it may be what a person said."""
    for key, _value in tree.pairs[:MAX_KEYS]:
        if key.text in keys:
            continue
        misplaced = key.text in vocabulary.facts
        help = _("Facts stand under `facts:`.") if misplaced else did_you_mean(key.text, keys)
        problems.add("PF110", _place(file, key), _("A profile has no such key."), help)


def read_facts(facts: Node, file: str, vocabulary: Vocabulary, problems: Problems) -> Profile:
    """Read the facts of one person; every fault is noted, none is dropped."""
    profile = Profile(values={}, unsaid={}, places={})
    if facts.kind != "map":
        problems.add("PF112", _place(file, facts), _("Facts are keys with values."))
    if len(facts.pairs) > MAX_KEYS:
        message = _("There are more than {limit} facts here.").format(limit=MAX_KEYS)
        problems.add("PF105", _place(file, facts), message)
        return profile
    for key, node in facts.pairs:
        fact = vocabulary.facts.get(key.text)
        if fact is None:
            help = did_you_mean(key.text, vocabulary.facts)
            help = help or _("`pathfinder facts` lists them.")
            problems.add("PF120", _place(file, key), _("There is no fact of this name."), help)
            continue
        try:
            value = read_answer(fact, node, vocabulary)
        except Fault as fault:
            problems.add(fault.code, _place(file, fault.node), fault.message, fault.help, fact.name)
            continue
        if isinstance(value, str) and value in (UNKNOWN, DECLINED):
            profile.unsaid[fact.name] = value
        elif value is not None:
            profile.values[fact.name] = value
            profile.places[fact.name] = str(_place(file, node))
    _together(profile.values, facts, file, vocabulary, problems)
    return profile


def _together(
    values: Mapping[str, Any], facts: Node, file: str, vocabulary: Vocabulary, problems: Problems
) -> None:
    """Note answers that cannot both be true."""
    for constraint in vocabulary.constraints:
        one, two = constraint.facts
        if constraint.kind != "part of" or one not in values or two not in values:
            continue
        if not values[one] <= values[two]:
            message = _("{one} and {two} do not fit together: {says}")
            text = message.format(one=one, two=two, says=_(constraint.says))
            place = _place(file, facts.get(one) or facts)
            problems.add("PF213", place, text, within=one)


def profile_from_mapping(facts: Mapping[str, Any], vocabulary: Vocabulary) -> Profile:
    """A profile from Python values, as a caller of the library has them. Raises `ProblemsFound`."""
    problems = Problems()
    profile = read_facts(node_from_value(facts), "", vocabulary, problems)
    if problems.errors:
        raise ProblemsFound(problems.sorted())
    return profile


def node_from_value(value: Any, depth: int = 0) -> Node:
    """A tree from Python values: mappings, sequences, sets, dates, numbers, booleans, text.

    Raises `ProblemsFound` where they are nested too deeply, or hold themselves.
    """
    if type(value) is str or type(value) is int:
        return text_node(str(value))
    if depth > MAX_DEPTH:
        problem = Problem(
            code="PF105", message=_("The values are nested too deeply."), place=Place("")
        )
        raise ProblemsFound([problem])
    if isinstance(value, (dict, Mapping)):  # of the two the quicker look first
        node = Node("map", 0, 0)
        node.pairs = [
            (text_node(str(key)), node_from_value(item, depth + 1)) for key, item in value.items()
        ]
        return node
    if isinstance(value, list | tuple | set | frozenset):
        node = Node("list", 0, 0)
        node.items = [node_from_value(item, depth + 1) for item in value]
        return node
    if value is None:
        return text_node("", quoted=False)
    if isinstance(value, bool):
        return text_node("true" if value else "false")
    return text_node(str(value))


def parse_profiles(
    text: str, file: str, form: str, vocabulary: Vocabulary
) -> Iterator[Profile | ProfileProblems]:
    """Read all profiles of a text. `form` is `yaml`, `json`, `lines`, or `any` (standard input: by its look)."""
    faulty = 0
    for found in _parse_all(text, file, _look(text) if form == "any" else form, vocabulary):
        yield found
        faulty += isinstance(found, ProfileProblems)
        if faulty == MAX_FAULTY:
            message = _("More than {limit} people cannot be judged; the rest was not read.")
            problem = Problem(
                code="PF105", message=message.format(limit=MAX_FAULTY - 1), place=Place(file)
            )
            yield ProfileProblems(None, [problem])
            return


def _parse_all(
    text: str, file: str, form: str, vocabulary: Vocabulary
) -> Iterator[Profile | ProfileProblems]:
    known = {*vocabulary.facts, *vocabulary.countries, *_PERSON, *MEMBER, *GROUP}
    if form == "lines":
        for number, line in enumerate(_lines(text), 1):
            if line.strip():
                yield from _parse_one(line, file, number, vocabulary, known)
        return
    problems = Problems()
    if form == "json":
        from pathfinder.language.json_tree import parse_json

        tree = parse_json(text, file, problems, known=known)
        trees = [tree] if tree is not None else []
    else:
        trees = parse_yaml(text, file, problems, known)
    if not trees:
        if not problems.errors:
            problems.add("PF101", Place(file), _("The file is empty."))
        yield ProfileProblems(None, problems.sorted())
    for tree in trees:
        for item in tree.items or [tree]:
            yield from read_profile(item, file, vocabulary)


def _lines(text: str) -> Iterator[str]:
    """The lines of a text, one at a time: a list of them would take many times its memory."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _parse_one(
    line: str, file: str, number: int, vocabulary: Vocabulary, known: set[str]
) -> Iterator[Profile | ProfileProblems]:
    problems = Problems()
    tree: Node | None = None
    if len(line) > MAX_LINE:
        problems.add("PF105", Place(file, number), _("The line is too long."))
    else:
        from pathfinder.language.json_tree import parse_json

        tree = parse_json(line, file, problems, number, known)
    if tree is None:
        yield ProfileProblems(None, problems.sorted())
    else:
        yield from read_profile(tree, file, vocabulary)


_JSON = re.compile(r'[\s\[]*\{\s*["}]')
_LINES = re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")


def _look(text: str) -> str:
    """JSON begins with an object whose first key is in quotation marks; in JSON Lines a second one follows."""
    if not _JSON.match(text):
        return "yaml"
    return "lines" if _LINES.match(text) else "json"
