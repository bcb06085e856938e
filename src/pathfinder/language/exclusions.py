"""`exclusions.yaml`: findings that are known and let stand, each with the reason and the day on which that ends."""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language.kinds import Choice, DayKind, Text
from pathfinder.language.maps import Key, ListOf, Map, read_parts
from pathfinder.language.problems import Place
from pathfinder.language.reading import Kind, Reader, Schema, shown
from pathfinder.language.tree import Node
from pathfinder.values.dates import Day


class Exclusion(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of a code at each of some places is let stand, through the day `until`.

    `where` are ids of pathways, cautions, citations, facts or definitions, or names of files; `places` say where
    each of them is written.
    """

    code: str
    where: tuple[str, ...]
    reason: str
    until: Day
    places: tuple[Place, ...]
    place: Place


_CODES: Final = re.compile(r"PF(?:150|215|4[0-24-9][0-9])")
"""Codes that may be excluded: not those that keep rules from being read, fail a case, or are about exclusions."""


class _Code(Kind):
    """The code of a finding that may be let stand."""

    def read(self, node: Node, reader: Reader) -> str | None:
        if node.kind == "text" and _CODES.fullmatch(node.text):
            return node.text
        message = _("{got} is no code of a finding that may be excluded.").format(got=shown(node))
        help = _("PF150, PF215 and those from PF400 on may be, but not PF430 and PF431.")
        reader.problem("PF113", node, message, help)
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_CODES.pattern}$"}


def _exclusion(values: dict[str, Any], node: Node, reader: Reader) -> Exclusion:
    where = node.get("where")
    nodes = where.items if where is not None and where.kind == "list" else [where or node]
    return Exclusion(
        code=values["code"],
        where=tuple(values["where"]),
        reason=values["reason"],
        until=values["until"],
        places=tuple(reader.place(one) for one in nodes),
        place=reader.place(node),
    )


EXCLUSION = Map(
    {
        "code": Key(_Code(), N_("The code of the finding."), required=True),
        "where": Key(
            ListOf(Text(), single=True),
            N_("The id of what it is about, or the name of a file; several in a list."),
            required=True,
        ),
        "reason": Key(Text(), N_("Why it is let stand."), required=True),
        "until": Key(DayKind(), N_("The day on which somebody looks again."), required=True),
    },
    _exclusion,
    N_("This exclusion"),
)


class _Each(ListOf):
    """A list in which what is wrong with one item leaves the others standing."""

    def read(self, node: Node, reader: Reader) -> list[Any] | None:
        if node.kind != "list" or len(node.items) < self.least:
            return super().read(node, reader)
        values = [self._item(number, item, reader) for number, item in enumerate(node.items, 1)]
        return [value for value in values if value is not None]


EXCLUSIONS_FILE = {
    "format": Key(Choice("pathfinder-exclusions/1"), required=True),
    "exclusions": Key(
        _Each(EXCLUSION, words=N_("exclusion {n}")), N_("What is let stand."), required=True
    ),
}


def read_exclusions(tree: Node, reader: Reader) -> list[Exclusion]:
    """The exclusions of the file, in its order, without those that have problems."""
    values, _good = read_parts(tree, EXCLUSIONS_FILE, reader, N_("exclusions.yaml"))
    found: list[Exclusion] = values.get("exclusions", [])
    return found
