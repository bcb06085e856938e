"""Case files of several people: each is read as a profile of their own, and then beside the others."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pathfinder.i18n import _
from pathfinder.language.casefile import CaseFile, Relation, kin_of
from pathfinder.language.kin import AGE, Read, contradictions, with_relations
from pathfinder.language.problems import Place, Problems
from pathfinder.language.profile import (
    GROUP,
    MEMBER,
    Profile,
    ProfileProblems,
    check_keys,
    read_label,
    read_person,
)
from pathfinder.language.relations import read_relations
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import Vocabulary


def read_case(
    tree: Node,
    people: Node,
    case: str | None,
    file: str,
    vocabulary: Vocabulary,
    problems: Problems,
) -> list[Read]:
    """The people of a case file, and before them the problems of its frame."""
    check_keys(tree, GROUP, file, problems, vocabulary)
    if not people.items:
        message = _("A case file needs a list of people, with one at least.")
        problems.add("PF112", Place(file, people.line, people.column), message)
    relations = read_relations(tree, file, vocabulary, problems)
    names = []
    found: list[Read] = []
    for number, person in enumerate(people.items):
        own = Problems()
        names.append(read_label(person, "name", file, own) or str(number + 1))
        label = f"{case}/{names[-1]}" if case else names[-1]
        read = read_person(person, MEMBER, label, file, vocabulary, own)
        if isinstance(read, Profile):
            read = msgspec.structs.replace(read, name=names[-1], number=number)
        found.append(read)
    return _related(case, names, found, relations, problems, vocabulary)


def _related(
    case: str | None,
    names: Sequence[str],
    people: list[Read],
    relations: Sequence[Relation],
    problems: Problems,
    vocabulary: Vocabulary,
) -> list[Read]:
    """The people with what they share; where relations have faults, or do not fit, nothing follows from them."""
    if not problems.errors:
        for each in contradictions(people, relations):
            problems.found.append(each)
    sound = not problems.errors
    kin: dict[tuple[int, int], str] = {}
    if sound:
        people = with_relations(people, relations, vocabulary)
        known = [each for each in people if isinstance(each, Profile) and AGE in each.values]
        kin = kin_of(relations, {each.number: each.values[AGE] for each in known})
    else:
        people = [ProfileProblems(case, problems.sorted()), *people]
    whole = CaseFile(case=case, names=tuple(names), kin=kin, sound=sound)
    return [msgspec.structs.replace(each, case_file=whole) for each in people]
