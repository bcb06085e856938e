"""The people of a case file told apart, and how they are related: nothing that is written there is ignored."""

from __future__ import annotations

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems, did_you_mean
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import Vocabulary

_KEYS = ("from", "to", "relation")


def check_relations(tree: Node, file: str, vocabulary: Vocabulary, problems: Problems) -> None:
    """Note names that two people share, and relations of unknown people or of an unknown kind."""
    names: set[str] = set()
    people = tree.get("people")
    for person in people.items if people is not None else ():
        node = person.get("name")
        if node is not None and node.text in names:
            message = _("Two people of this case have the same name.")
            problems.add("PF103", _place(file, node), message)
        names |= {node.text} if node is not None else set()
    relations = tree.get("relations")
    if relations is None or relations.empty:
        return
    if relations.kind != "list":
        problems.add("PF112", _place(file, relations), _("Relations are a list."))
    for relation in relations.items:
        _check_one(relation, file, names, vocabulary, problems)


def _check_one(
    relation: Node, file: str, names: set[str], vocabulary: Vocabulary, problems: Problems
) -> None:
    for key, value in relation.pairs:
        if key.text not in _KEYS:
            message = _("A relation has the keys from, to and relation.")
            problems.add("PF110", _place(file, key), message, did_you_mean(key.text, _KEYS))
        elif key.text == "relation":
            options = dict(vocabulary.facts["relation"].options)
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


def _place(file: str, node: Node) -> Place:
    return Place(file, node.line, node.column)
