"""Pathways: whom they cover, and what each version of them asks, refuses and gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.blocks import (
    CLOSURES,
    DOUBTS,
    DUTIES,
    GRANT,
    PATHWAY_VERDICTS,
    SPAN,
    STATEMENTS,
    cases,
)
from pathfinder.language.condition_parts import CONDITION, CONDITIONS
from pathfinder.language.kinds import Choice, Text, YesNo
from pathfinder.language.maps import Entries, Key, ListOf, Map, map_schema, needs_map, read_keys
from pathfinder.language.reading import Kind, Reader, Schema
from pathfinder.language.rule_names import CITES, COUNTRIES, RuleReader
from pathfinder.language.tree import Node
from pathfinder.values.text import inert

GIVES = ("enter", "stay", "reside", "protection", "citizenship", "other")
CONDITIONS_ARE = ("stated", "stated in part", "not recorded")
_PATHWAY_ID = "[A-Z]{2}/[a-z0-9]+(?:-[a-z0-9]+)*"


class _CoversKind(Kind):
    """`all`, a country, a region, a list of them, or citizens and former citizens told apart."""

    apart = Map(
        {
            "citizens of": Key(COUNTRIES, required=True),
            "former citizens of": Key(COUNTRIES, required=True),
        },
        lambda values, node, reader: records.Covers(
            tuple(values["citizens of"]), tuple(values["former citizens of"])
        ),
        N_("“covers”"),
    )

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "map":
            return self.apart.read(node, reader)
        if node.text == "all":
            return records.Covers(everyone=True)
        names = COUNTRIES.read(node, reader)
        return None if names is None else records.Covers(tuple(names))

    def schema(self) -> Schema:
        return {"anyOf": [{"const": "all"}, COUNTRIES.schema(), self.apart.schema()]}


VERSION_KEYS: dict[str, Key] = {
    "in force": Key(SPAN, N_("From when to when the pathway stands."), required=True),
    "cite": Key(CITES, N_("The citation it rests on, by name."), required=True),
    "conditions": Key(
        Choice(*CONDITIONS_ARE), N_("How much of the conditions is stated."), required=True
    ),
    "requires": Key(CONDITION, N_("What must be met.")),
    "refused to": Key(CONDITIONS, N_("Who meets one of these is ineligible.")),
    "closed": Key(CLOSURES, N_("When it is closed for all whom it covers.")),
    "grants": Key(GRANT, N_("For how long.")),
    "duties": Key(DUTIES, N_("What the person must do.")),
    "open": Key(DOUBTS, N_("Doubts that do not decide.")),
}


def inherit(condition: Any, cites: tuple[str, ...]) -> Any:
    """A condition in which every part without a citation has that of what it stands in."""
    own = condition.cites or cites
    changes: dict[str, Any] = {"cites": own}
    if isinstance(condition, records.Group):
        changes["items"] = tuple(inherit(item, own) for item in condition.items)
    return msgspec.structs.replace(condition, **changes)


def _cited(items: Any, cites: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(msgspec.structs.replace(item, cites=item.cites or cites) for item in items)


def check_dates(condition: Any, reader: Reader, role: str = "") -> None:
    """Note a problem for each `applies` that would say the opposite of what its author means.

    Outside its dates a condition counts as met. So it may stand in what is required, alone or under `all of`; under
    `any of` or `none of` it would decide for the group, in `touches` or `when` it would touch everybody. A refusal
    as a whole (`role` "refused to") is dropped outside its dates; it cannot be half open.
    """
    applies = condition.applies
    half_open = applies is not None and (applies.open_before or applies.open_after)
    wrong = list(_dated(condition, role == "requires"))
    if role == "refused to" and not half_open:
        wrong = [found for found in wrong if found is not condition]
    for found in wrong:
        reader.problem(
            "PF132",
            Node("map", found.line, found.column),
            _("“applies” cannot stand in this place."),
            _("Write `versions`, one with the condition and one without."),
        )


def _dated(condition: Any, allowed: bool) -> Iterator[Any]:
    if condition.applies is not None and not allowed:
        yield condition
    if isinstance(condition, records.Group):
        below = allowed and isinstance(condition, records.AllOf | records.Readings)
        for item in condition.items:
            yield from _dated(item, below)


def _version(values: dict[str, Any], node: Node, reader: Reader) -> records.Version:
    cites = tuple(values["cite"])
    requires, refused = values.get("requires"), values.get("refused to", ())
    if values["conditions"] == "stated" and requires is None and not refused:
        reader.problem(
            "PF133",
            node.get("conditions") or node,
            _("Its conditions are said to be stated, and none is written."),
            _("Write `requires: {all of: [...]}`, or `conditions: not recorded`."),
            severity="warning",
        )
    if requires is not None:
        check_dates(requires, reader, "requires")
    for item in refused:
        check_dates(item, reader, "refused to")
    grants = values.get("grants")
    return records.Version(
        span=values["in force"],
        cites=cites,
        conditions=values["conditions"],
        requires=inherit(requires, cites) if requires is not None else None,
        refused=tuple(inherit(item, cites) for item in refused),
        closed=_cited(values.get("closed", ()), cites),
        grants=msgspec.structs.replace(grants, cites=grants.cites or cites) if grants else None,
        duties=tuple(_owed(duty, cites, reader) for duty in values.get("duties", ())),
        open=_cited(values.get("open", ()), cites),
        line=node.line,
    )


def _owed(duty: records.DutyRule, cites: tuple[str, ...], reader: Reader) -> records.DutyRule:
    """A duty whose parts have their citations."""
    own = duty.cites or cites
    if duty.when is not None:
        check_dates(duty.when, reader)
    return msgspec.structs.replace(duty, cites=own, when=duty.when and inherit(duty.when, own))


VERSIONS = ListOf(Map(VERSION_KEYS, _version, N_("This version")), words=N_("version {n}"))

_HEAD: dict[str, Key] = {
    "title": Key(Text(), N_("What it is, in a few words."), required=True),
    "gives": Key(Choice(*GIVES), N_("What it gives."), required=True),
    "covers": Key(_CoversKind(), N_("Whose citizens the documents speak of."), required=True),
    "at discretion": Key(YesNo(), N_("Whether an authority still decides."), required=True),
    "reached": Key(YesNo(), N_("Whether one has to be able to enter it first."), required=True),
    "context": Key(STATEMENTS, N_("What helps to judge and decides nothing.")),
    "cases": Key(cases(*PATHWAY_VERDICTS), N_("Examples that run as tests.")),
}
_ONE_VERSION = {**_HEAD, **VERSION_KEYS}
_SEVERAL = {**_HEAD, "versions": Key(VERSIONS, N_("One for each period."), required=True)}


class _PathwayKind(Kind):
    """A pathway, with one version in place or a list of `versions`."""

    def read(self, node: Node, reader: Reader) -> Any:
        assert isinstance(reader, RuleReader)
        if not needs_map(node, reader):
            return None
        several = node.get("versions")
        keys = _SEVERAL if several is not None else _ONE_VERSION
        values = read_keys(node, keys, reader, N_("This pathway"))
        if values is None:
            return None
        versions = values["versions"] if several is not None else [_version(values, node, reader)]
        self._overlaps(versions, reader)
        key = reader.entries[-1]
        return records.Pathway(
            id=key.text,
            country=reader.country,
            title=values["title"],
            gives=values["gives"],
            covers=values["covers"],
            at_discretion=values["at discretion"],
            reached=values["reached"],
            versions=tuple(versions),
            context=tuple(values.get("context", ())),
            cases=tuple(values.get("cases", ())),
            file=reader.file,
            line=key.line,
            column=key.column,
        )

    @staticmethod
    def _overlaps(versions: list[records.Version], reader: Reader) -> None:
        ordered = sorted(versions, key=lambda version: version.span.certain_from)
        for one, two in pairwise(ordered):
            if one.span.certain_until >= two.span.certain_from:
                message = _("Two versions are in force on the same days.")
                help = _("End the first before the second begins.")
                reader.problem("PF140", Node("map", two.line, 1), message, help)

    def schema(self) -> Schema:
        return {"anyOf": [map_schema(_ONE_VERSION), map_schema(_SEVERAL)]}


class PathwaysKind(Kind):
    """Pathways by id, or `none` where the documents only name the country."""

    entries = Entries(_PathwayKind())

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "text" and node.text == "none":
            return {}
        assert isinstance(reader, RuleReader)
        for key, _value in node.pairs:
            if not re.fullmatch(_PATHWAY_ID, key.text) or key.text[:2] != reader.country:
                message = _("“{id}” is no pathway id of this file.").format(id=inert(key.text[:60]))
                help = _("Write {country}/words-with-hyphens.")
                known = reader.country or "XX"
                reader.problem("PF112", key, message, help.format(country=known))
        return self.entries.read(node, reader)

    def schema(self) -> Schema:
        ids = {"propertyNames": {"pattern": f"^{_PATHWAY_ID}$"}}
        return {"anyOf": [{"const": "none"}, {**self.entries.schema(), **ids}]}
