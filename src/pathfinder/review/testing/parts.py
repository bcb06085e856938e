"""The conditions of a rule, each with a way to write the rule with another in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import msgspec

from pathfinder.language import records
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Span


class Spot(NamedTuple):
    """Where a condition stands: `put` gives the rule with another there (None: without it).

    `holder` is the group it is an item of, the version that asks it or refuses by it, or nothing; `role` is
    `requires`, `refused`, `item`, `touches` or `definition`, `version` the version of a pathway it stands in.
    """

    condition: Any
    put: Callable[[Any], Any]
    role: str
    holder: Any = None
    version: Any = None


def replaced(record: Any, **changes: Any) -> Any:
    """A record with some fields changed."""
    return msgspec.structs.replace(record, **changes)


def without(items: tuple[Any, ...], number: int, other: Any) -> tuple[Any, ...]:
    """Items with another in the place of one; None leaves it out."""
    return (*items[:number], *(() if other is None else (other,)), *items[number + 1 :])


def spots_of(rule: Any) -> Iterator[Spot]:
    """Every condition of a pathway, a caution or a definition; what a definition holds is the definition's own."""
    if isinstance(rule, records.Pathway):
        for number, version in enumerate(rule.versions):
            yield from _of_version(rule, number, version)
    elif isinstance(rule, records.Caution):
        if rule.touches is not None:
            spot = Spot(
                rule.touches,
                lambda other: replaced(rule, touches=records.AllOf(items=()) if other is None else other),
                "touches",
            )  # fmt: skip
            yield from _with_items(spot)
    else:
        yield from _with_items(Spot(rule, lambda other: other, "definition"))


def version_put(rule: records.Pathway, number: int) -> Callable[[Any], Any]:
    """Writes a pathway with another version in the place of one."""
    return lambda other: replaced(rule, versions=without(rule.versions, number, other))


def _of_version(rule: records.Pathway, number: int, version: records.Version) -> Iterator[Spot]:
    put = version_put(rule, number)
    if version.requires is not None:
        spot = Spot(
            version.requires,
            lambda other: put(replaced(version, requires=other)),
            "requires",
            version,
            version,
        )
        yield from _with_items(spot)
    for place, refusal in enumerate(version.refused):
        spot = Spot(refusal, _refused_put(put, version, place), "refused", version, version)
        yield from _with_items(spot)


def _refused_put(
    put: Callable[[Any], Any], version: records.Version, place: int
) -> Callable[[Any], Any]:
    return lambda other: put(replaced(version, refused=without(version.refused, place, other)))


def _with_items(spot: Spot) -> Iterator[Spot]:
    yield spot
    group = spot.condition
    if isinstance(group, records.Group):
        for number, item in enumerate(group.items):
            put = _item_put(spot, number)
            yield from _with_items(Spot(item, put, "item", group, spot.version))


def _item_put(spot: Spot, number: int) -> Callable[[Any], Any]:
    group = spot.condition
    return lambda other: spot.put(replaced(group, items=without(group.items, number, other)))


class Dated(NamedTuple):
    """A record with a span; `put` gives the pathway or caution in which the span is another."""

    record: Any
    span: Span
    put: Callable[[Span], Any]


def dated_parts(rule: Any) -> Iterator[Dated]:
    """Everything in a rule that holds for a span: versions, closures, conditions that apply for a time, a caution."""
    if isinstance(rule, records.Caution):
        yield Dated(rule, rule.span, lambda span: replaced(rule, span=span))
    else:
        for number, version in enumerate(rule.versions):
            yield from _dated_of_version(version_put(rule, number), version)
    for spot in spots_of(rule):
        if spot.condition.applies is not None:
            yield Dated(spot.condition, spot.condition.applies.span, _applies_put(spot))


def _dated_of_version(put: Any, version: records.Version) -> Iterator[Dated]:
    yield Dated(version, version.span, lambda span: put(replaced(version, span=span)))
    for number in range(len(version.closed)):
        yield Dated(
            version.closed[number], version.closed[number].span, _closed_put(put, version, number)
        )


def _closed_put(put: Any, version: records.Version, number: int) -> Any:
    def other(span: Any) -> Any:
        closure = replaced(version.closed[number], span=span)
        return put(replaced(version, closed=without(version.closed, number, closure)))

    return other


def _applies_put(spot: Spot) -> Any:
    applies = spot.condition.applies
    return lambda span: spot.put(replaced(spot.condition, applies=replaced(applies, span=span)))


def with_definition(book: RuleBook, name: str, condition: Any) -> dict[str, Any]:
    """The pathways and cautions that look at a definition, with another condition under its name."""

    def put(one: Any) -> Any:
        if isinstance(one, records.Meets):
            item = condition if one.name == name else put(one.item)
            return one if item is one.item else replaced(one, item=item)
        if isinstance(one, records.Group):
            items = tuple(map(put, one.items))
            changed = any(new is not old for new, old in zip(items, one.items, strict=True))
            return replaced(one, items=items) if changed else one
        return one

    found: dict[str, Any] = {}
    for pathway in book.pathways.values():
        versions = tuple(_version_with(version, put) for version in pathway.versions)
        if any(new is not old for new, old in zip(versions, pathway.versions, strict=True)):
            found[pathway.id] = replaced(pathway, versions=versions)
    for caution in book.cautions.values():
        touches = put(caution.touches)
        if touches is not caution.touches:
            found[caution.id] = replaced(caution, touches=touches)
    return found


def _version_with(version: records.Version, put: Callable[[Any], Any]) -> records.Version:
    requires = put(version.requires)
    refused = tuple(map(put, version.refused))
    same = all(new is old for new, old in zip(refused, version.refused, strict=True))
    if requires is version.requires and same:
        return version
    changed: records.Version = replaced(version, requires=requires, refused=refused)
    return changed


def in_place(book: RuleBook, changed: dict[str, Any]) -> RuleBook:
    """A rule book with some of its pathways and cautions changed."""
    return msgspec.structs.replace(
        book,
        pathways=book.pathways | {name: r for name, r in changed.items() if name in book.pathways},
        cautions=book.cautions | {name: r for name, r in changed.items() if name in book.cautions},
    )
