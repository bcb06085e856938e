"""Survivors that a rule book lets live, each with the reason, in its `survivors.yaml` (PF461)."""

from __future__ import annotations

import os
from typing import Any, Final

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language.kinds import Choice, Text
from pathfinder.language.maps import Key, ListOf, Map, read_keys
from pathfinder.language.problems import Place, Problem, Problems
from pathfinder.language.reading import Reader
from pathfinder.language.tree import Node, parse_yaml
from pathfinder.rulebook.files import MAX_RULE_FILE, decode, read_bytes

SURVIVORS_FILE: Final = "survivors.yaml"

Name = tuple[str, str, str]
"""What names a mutant: the rule, the mistake in English, the sentence of the condition."""


class Known(msgspec.Struct, frozen=True):
    """A mutant that may survive, and why."""

    name: Name
    reason: str
    place: Place


def _known(values: dict[str, Any], node: Node, reader: Reader) -> Known:
    sentence = " ".join(values.get("in", "").split())
    return Known((values["rule"], values["if"], sentence), values["reason"], reader.place(node))


_SURVIVOR = Map(
    {
        "rule": Key(Text(), N_("The pathway, the caution or `definition: NAME`."), required=True),
        "if": Key(
            Text(), N_("What nobody would notice, as `rules test --mutants` says it."), required=True
        ),
        "in": Key(Text(), N_("The sentence of the condition, refusal or closure, if it has one.")),
        "reason": Key(Text(), N_("Why no case can or need show it."), required=True),
    },
    _known,
    N_("This survivor"),
)  # fmt: skip

_FILE = {
    "format": Key(Choice("pathfinder-survivors/1"), required=True),
    "survivors": Key(ListOf(_SURVIVOR), required=True),
}


def load_known(folder: str) -> tuple[list[Known], list[Problem]]:
    """The known survivors of a rule book and what is wrong with the file; a rule book need not have it."""
    path = os.path.join(folder, SURVIVORS_FILE)
    near = os.path.relpath(path)
    shown = path if near.startswith("..") else near
    problems = Problems()
    text = None
    try:
        text = decode(read_bytes(folder, SURVIVORS_FILE), shown, problems, MAX_RULE_FILE)
    except FileNotFoundError:
        pass
    except OSError as error:
        message = _("The file cannot be read: {why}.").format(why=error.strerror or "")
        problems.add("PF101", Place(shown), message)
    found: list[Known] = []
    for tree in parse_yaml(text, shown, problems) if text is not None else []:
        values = read_keys(tree, _FILE, Reader(shown, problems), N_("survivors.yaml")) or {}
        found += values.get("survivors", [])
    return found, problems.sorted()


def gone(known: list[Known], survivors: set[Name]) -> list[Problem]:
    """A warning for each that is not among the survivors (or among all mutants): it is noticed, or none at all."""
    return [
        Problem(
            code="PF461",
            message=_("No such mistake goes unnoticed: {change}.").format(change=one.name[1]),
            place=one.place,
            within=one.name[0],
            help=_("Remove it, or correct its words."),
            severity="warning",
        )
        for one in known
        if one.name not in survivors
    ]
