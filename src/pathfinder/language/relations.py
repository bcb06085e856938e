"""The people of a case file told apart, and how they are related: nothing that is written there is ignored."""

from __future__ import annotations

from collections.abc import Sequence

from pathfinder.i18n import _
from pathfinder.language.casefile import CHILDREN, MUTUAL, Relation
from pathfinder.language.problems import Place, Problems, did_you_mean
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import Vocabulary

_KEYS = ("from", "to", "relation")


def read_relations(
    tree: Node, file: str, vocabulary: Vocabulary, problems: Problems
) -> list[Relation]:
    """The relations of a case file; noted is every fault in them, and every name that two people share."""
    numbers = _numbers(tree, file, problems)
    relations = tree.get("relations")
    if relations is None or relations.empty:
        return []
    if relations.kind != "list":
        problems.add("PF112", _place(file, relations), _("Relations are a list."))
    found = []
    for node in relations.items:
        before = len(problems.found)
        _check_one(node, file, numbers, vocabulary, problems)
        one, to, kind = (node.get(key) for key in _KEYS)
        if len(problems.found) == before and one and to and kind:
            place = _place(file, node)
            found.append(
                Relation(one=numbers[one.text], to=numbers[to.text], kind=kind.text, place=place)
            )
    _check_together(found, problems)
    return found


def _numbers(tree: Node, file: str, problems: Problems) -> dict[str, int]:
    """The number of each person by name."""
    numbers: dict[str, int] = {}
    people = tree.get("people")
    for number, person in enumerate(people.items if people is not None else ()):
        node = person.get("name")
        if node is None:
            continue
        if node.text in numbers:
            message = _("Two people of this case have the same name.")
            problems.add("PF103", _place(file, node), message)
        numbers.setdefault(node.text, number)
    return numbers


def _check_one(
    relation: Node, file: str, names: dict[str, int], vocabulary: Vocabulary, problems: Problems
) -> None:
    for key, value in relation.pairs:
        if key.text not in _KEYS:
            message = _("A relation has the keys from, to and relation.")
            problems.add("PF110", _place(file, key), message, did_you_mean(key.text, _KEYS))
        elif key.text == "relation":
            fact = vocabulary.facts.get("relation")
            options = dict(fact.options) if fact is not None else {}
            if value.text not in options:
                message = _("This is not an option of {fact}.").format(fact="relation")
                problems.add(
                    "PF121", _place(file, value), message, did_you_mean(value.text, options)
                )
        elif value.text not in names:
            message = _("A relation names somebody who is not among the people of this case.")
            problems.add("PF111", _place(file, value), message)
    lacking = [word for word in _KEYS if relation.get(word) is None]
    if lacking:
        message = _("A relation lacks these keys: {keys}.").format(keys=", ".join(lacking))
        problems.add("PF111", _place(file, relation), message)


def _check_together(relations: Sequence[Relation], problems: Problems) -> None:
    """Note relations that cannot be, each by itself and all together."""
    kinds: dict[tuple[int, int], str] = {}
    spouse: dict[int, int] = {}
    for each in relations:
        if each.one == each.to:
            message = _("A relation is one of two people; this one names the same person twice.")
            problems.add("PF510", each.place, message)
            continue
        if (each.one, each.to) in kinds:
            message = _("What these two are to each other is said twice.")
            problems.add("PF511", each.place, message, _("Keep one of the two relations."))
        elif not _fit(each.kind, kinds.get((each.to, each.one))):
            message = _("What these two are to each other does not fit what was said before.")
            help = _("“from” is the child, “to” the parent; one of the two relations is enough.")
            problems.add("PF511", each.place, message, help)
        kinds.setdefault((each.one, each.to), each.kind)
        if each.kind == "spouse" and any(
            spouse.setdefault(one, other) != other
            for one, other in ((each.one, each.to), (each.to, each.one))
        ):
            message = _("Somebody in this case has two spouses.")
            problems.add("PF512", each.place, message)
    _check_descent(relations, problems)


def _fit(kind: str, other_way: str | None) -> bool:
    """Whether two relations between the same people can both be true."""
    if other_way is None:
        return True
    if kind in MUTUAL or other_way in MUTUAL:
        return kind == other_way
    return (kind in CHILDREN) != (other_way in CHILDREN)


def _check_descent(relations: Sequence[Relation], problems: Problems) -> None:
    """Note a circle of parents: whoever is in one is their own descendant."""
    edges: list[tuple[int, int, Relation]] = []
    for each in relations:
        if each.one != each.to and (each.kind in CHILDREN or each.kind == "parent"):
            child, parent = (each.to, each.one) if each.kind == "parent" else (each.one, each.to)
            edges.append((child, parent, each))
    while edges:  # whoever has no parent here, or no child, is in no circle
        inside = {child for child, _parent, _each in edges}
        inside &= {parent for _child, parent, _each in edges}
        left = [edge for edge in edges if edge[0] in inside and edge[1] in inside]
        if len(left) == len(edges):
            message = _("These relations make somebody a parent of their own parents.")
            problems.add("PF513", left[-1][2].place, message)
            return
        edges = left


def _place(file: str, node: Node) -> Place:
    return Place(file, node.line, node.column)
