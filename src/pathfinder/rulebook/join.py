"""Puts definitions in the place of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from pathfinder.i18n import _
from pathfinder.language import records
from pathfinder.language.pathways import inherit
from pathfinder.language.problems import Place, Problems

MAX_CHAIN = 30
"""So many definitions may rest on one another."""

MAX_PARTS = 5_000
"""So many conditions a definition may come to, with all that it rests on written out."""


class Definition(msgspec.Struct, frozen=True):
    """A condition of `definitions.yaml` and the file it stands in."""

    condition: Any
    file: str


def inline_definitions(definitions: dict[str, Definition], problems: Problems) -> dict[str, Any]:
    """Conditions by name, in which every other definition stands in place.

    One that rests on itself, on too long a chain or that grows too large is a problem and left out.
    """
    done: dict[str, Any] = {}
    sizes: dict[str, int] = {}
    refused: set[str] = set()

    def refuse(name: str, message: str) -> None:
        found = definitions[name]
        place = Place(found.file, found.condition.line, found.condition.column)
        problems.add("PF126", place, message.format(name=name))
        refused.add(name)

    def finish(name: str, trail: tuple[str, ...]) -> Any:
        if name in done or name in refused or name not in definitions:
            return done.get(name)
        if name in trail:
            refuse(name, _("The definition “{name}” rests on itself."))
            return None
        if len(trail) >= MAX_CHAIN:
            refuse(name, _("The definition “{name}” ends too long a chain of definitions."))
            return None
        condition = definitions[name].condition
        whole = _replace(condition, lambda other: finish(other, (*trail, name)))
        if name in refused or not refused.isdisjoint(_names(condition)):
            refused.add(name)  # what it rests on has been told
            return None
        sizes[name] = _size(condition, sizes)
        if sizes[name] > MAX_PARTS:
            refuse(name, _("The definition “{name}” comes to too many conditions."))
            return None
        done[name] = inherit(whole, condition.cites)
        return done[name]

    for name in definitions:
        finish(name, ())
    return {name: done[name] for name in definitions if name in done}


def _names(condition: Any) -> Iterator[str]:
    """The definitions that a condition names itself."""
    if isinstance(condition, records.Meets):
        yield condition.name
    elif isinstance(condition, records.Group):
        for item in condition.items:
            yield from _names(item)


def _size(condition: Any, sizes: dict[str, int]) -> int:
    """How many conditions one comes to; `sizes` are those of the definitions that are done."""
    if isinstance(condition, records.Meets):
        return 1 + sizes.get(condition.name, 0)
    if isinstance(condition, records.Group):
        return 1 + sum(_size(item, sizes) for item in condition.items)
    return 1


def _replace(condition: Any, find: Callable[[str], Any]) -> Any:
    if isinstance(condition, records.Meets):
        return msgspec.structs.replace(condition, item=find(condition.name))
    if isinstance(condition, records.Group):
        items = tuple(_replace(item, find) for item in condition.items)
        return msgspec.structs.replace(condition, items=items)
    return condition


class Resolver:
    """Puts definitions in the place of their names; drops cases, which no verdict needs."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self.definitions = definitions

    def condition(self, condition: Any) -> Any:
        return None if condition is None else _replace(condition, self.definitions.get)

    def pathway(self, pathway: records.Pathway) -> records.Pathway:
        versions = tuple(
            msgspec.structs.replace(
                version,
                requires=self.condition(version.requires),
                refused=tuple(self.condition(item) for item in version.refused),
                duties=self._duties(version.duties),
            )
            for version in pathway.versions
        )
        return msgspec.structs.replace(pathway, versions=versions, cases=())

    def _duties(self, duties: Iterable[records.DutyRule]) -> tuple[records.DutyRule, ...]:
        return tuple(
            msgspec.structs.replace(duty, when=self.condition(duty.when)) for duty in duties
        )

    def caution(self, caution: records.Caution) -> records.Caution:
        return msgspec.structs.replace(caution, touches=self.condition(caution.touches), cases=())
