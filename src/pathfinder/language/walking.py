"""Walks through conditions: what stands in what, and what a rule asks altogether."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.language import records


def parts_of(
    *conditions: records.AnyCondition | None, through: bool = True
) -> Iterator[records.AnyCondition]:
    """Some conditions and all that stand in them, in the order in which they are written; None is passed over.

    `through`: what a condition `meets` by name is looked into as well; otherwise a definition is its own.
    """
    waiting = list(reversed(conditions))
    while waiting:
        condition = waiting.pop()
        if condition is None:
            continue
        yield condition
        if isinstance(condition, records.Group):
            waiting += reversed(condition.items)
        elif through and isinstance(condition, records.Meets):
            waiting.append(condition.item)


def conditions_of(
    rule: records.Pathway | records.Caution,
) -> Iterator[records.AnyCondition]:
    """What a pathway or caution asks: what it requires, whom it refuses, whom its duties bind, whom it touches."""
    if isinstance(rule, records.Caution):
        if rule.touches is not None:
            yield rule.touches
        return
    for version in rule.versions:
        yield from (one for one in (version.requires, *version.refused) if one is not None)
        yield from (duty.when for duty in version.duties if duty.when is not None)
