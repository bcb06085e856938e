"""Mistakes in one condition: what else might have been written there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder.i18n import N_
from pathfinder.language import records
from pathfinder.review.testing.limits import ends_of, limits_of, moved_span, stepped
from pathfinder.review.testing.mutants.records import Change
from pathfinder.review.testing.parts import replaced, without
from pathfinder.values.dates import Day, format_day

Mistake = tuple[str, Change, Any]
"""The kind of mistake, its words, and the condition with it (None: without the condition)."""


def mistakes(condition: Any) -> Iterator[Mistake]:
    """Every mistake in a condition itself; those in its items are theirs."""
    yield from _limits(condition)
    yield from _lists(condition)
    yield from _groups(condition)
    yield from _opposites(condition)
    yield from _openness(condition)
    yield from _asked_for(condition)


def _limits(condition: Any) -> Iterator[Mistake]:
    for limit in limits_of(condition):
        for step in (-1, 1):
            moved = stepped(limit, step)
            if moved is None or (limit.field == "count" and moved == len(condition.items) + 1):
                continue
            dated = limit.field in ("day", "began_before")
            old, new = (_word(value, dated=dated) for value in (limit.value, moved))
            yield (
                "shift a date" if dated else "shift a number" if isinstance(moved, int) else "shift a period",
                Change(N_("{old} were {new}"), (("old", old), ("new", new))),
                replaced(condition, **{limit.field: moved}),
            )  # fmt: skip
    if isinstance(condition, records.DateFact) and condition.day is None:
        other = _NEXT[condition.operator]
        yield (
            "shift a date",
            Change(N_("“{old}” were “{new}”"), (("old", condition.operator), ("new", other))),
            replaced(condition, operator=other),
        )


_NEXT = {
    "on or after": "after", "after": "on or after", "on or before": "before",
    "before": "on or before",
}  # fmt: skip


def _word(value: Any, *, dated: bool) -> Any:
    return format_day(value) if dated else value


def _lists(condition: Any) -> Iterator[Mistake]:
    for field in ("values", "types", "issuers", "countries"):
        listed = getattr(condition, field, ())
        for number, name in enumerate(listed if len(listed) > 1 else ()):
            yield (
                "drop a list member",
                Change(N_("“{name}” were left out of the list"), (("name", name),)),
                replaced(condition, **{field: without(listed, number, None)}),
            )
    if not getattr(condition, "complete", True):
        change = Change(N_("the list were taken for complete"))
        yield "complete a list", change, replaced(condition, complete=True)


_OTHER_GROUP: dict[type[Any], tuple[tuple[type[Any], str], ...]] = {
    records.AllOf: ((records.AnyOf, N_("any of these were enough, not all of them")),),
    records.AnyOf: ((records.AllOf, N_("all of these were asked for, not any of them")),),
    records.Readings: (
        (records.AllOf, N_("both readings had to be met")),
        (records.AnyOf, N_("either reading were enough")),
    ),
}


def _groups(condition: Any) -> Iterator[Mistake]:
    if not isinstance(condition, records.Group) or len(condition.items) < 2:
        return
    for kind, says in _OTHER_GROUP.get(type(condition), ()):
        yield "swap all and any", Change(says), _as(kind, condition, condition.items)
    if isinstance(condition, records.NoneOf):
        every = _as(records.AllOf, None, condition.items)
        change = Change(N_("only meeting all of these counted, not meeting any of them"))
        yield "swap all and any", change, replaced(condition, items=(every,))


def _as(kind: type[Any], like: Any, items: tuple[Any, ...]) -> Any:
    """A group of another kind with the same sentence, doubts and dates."""
    fields = records.Condition.__struct_fields__ if like is not None else ()
    return kind(items=items, **{field: getattr(like, field) for field in fields})


def _opposites(condition: Any) -> Iterator[Mistake]:
    other = _opposite(condition)
    if other is not None:
        yield "negate", Change(N_("the opposite were asked for")), other
    if isinstance(condition, records.SetFact):
        for how in _OTHER_HOW.get(condition.how, ()):
            if how == "any" or len(condition.values) > 1:
                words = (("old", _HOW[condition.how]), ("new", _HOW[how]))
                change = Change(N_("“{old}” were “{new}”"), words)
                yield "swap all and any", change, replaced(condition, how=how)


_HOW = {
    "any": "includes any of", "all": "includes all of", "none": "includes none of",
    "only": "includes only",
}  # fmt: skip
_OTHER_HOW = {"any": ("all",), "all": ("any",), "only": ("any",)}


def _opposite(condition: Any) -> Any:
    """A single condition turned round; groups are not, for what stands in them is."""
    if isinstance(condition, records.YesNoFact | records.EmptyFact):
        return replaced(condition, value=not condition.value)
    if isinstance(condition, records.OptionFact):
        return replaced(condition, negated=not condition.negated)
    if isinstance(condition, records.SetFact) and condition.how in ("any", "none"):
        return replaced(condition, how="none" if condition.how == "any" else "any")
    if isinstance(condition, records.Group | records.NotStated):
        return None
    inner = replaced(condition, applies=None, if_met_open=False, if_not_met_open=False)
    return _as(records.NoneOf, condition, (inner,))


def _openness(condition: Any) -> Iterator[Mistake]:
    if condition.if_met_open:
        change = Change(N_("meeting this were enough and left nothing open"))
        yield "drop “if met: open”", change, replaced(condition, if_met_open=False)
    if condition.if_not_met_open:
        change = Change(N_("failing this were a plain no and left nothing open"))
        yield "drop “if not met: open”", change, replaced(condition, if_not_met_open=False)


def _asked_for(condition: Any) -> Iterator[Mistake]:
    applies = condition.applies
    if applies is None:
        return
    change = Change(N_("this were asked for at all times"))
    yield "drop “applies”", change, replaced(condition, applies=None)
    for field, says in (
        ("open_before", N_("failing this before its time counted otherwise")),
        ("open_after", N_("failing this after its time counted otherwise")),
    ):
        other = replaced(applies, **{field: not getattr(applies, field)})
        yield "swap “open” and “not required”", Change(says), replaced(condition, applies=other)
    for moved, change in moves(applies.span):
        other = replaced(applies, span=moved)
        yield "shift a date", change, replaced(condition, applies=other)


def moves(span: Any) -> Iterator[tuple[Any, Change]]:
    """A span with each of its starts and ends a day earlier and a day later."""
    for end in ends_of(span):
        for step in (-1, 1):
            yield moved_span(span, end, step), _of_end(end.fields, end.day, end.day + step)


_ENDS = {
    ("possible_from", "certain_from"): N_("the first day were {new}, not {old}"),
    ("possible_from",): N_("the first possible day were {new}, not {old}"),
    ("certain_from",): N_("the first certain day were {new}, not {old}"),
    ("certain_until", "possible_until"): N_("the last day were {new}, not {old}"),
    ("certain_until",): N_("the last certain day were {new}, not {old}"),
    ("possible_until",): N_("the last possible day were {new}, not {old}"),
}


def _of_end(fields: tuple[str, ...], old: Day, new: Day) -> Change:
    words = (("old", format_day(old)), ("new", format_day(new)))
    return Change(_ENDS[fields], words)
