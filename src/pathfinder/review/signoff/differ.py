"""What is different between two contents, in sentences that a reviewer reads.

Items of lists are told apart by their sentences: one that only moved is no difference, one whose sentence was changed
is still the same item where most of its words are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from pathfinder.i18n import _
from pathfinder.review.signoff.content import NOT_HASHED, Content, hash_of
from pathfinder.review.signoff.telling import (
    GROUPS,
    added,
    changed,
    describe,
    label,
    listed,
    regrouped,
    removed,
)

_ALIKE: Final = 0.6
"""This share of two sentences has to be the same for them to be one sentence that was changed."""

_PAIRS: Final = 10_000
"""So many pairs of items are compared at most; beyond it none of them is taken for the other."""

_SHOWN: Final = 200
"""So many characters of a place stand before a difference."""


def differences(before: Content, after: Content) -> list[str]:
    """How a rule that was read differs from the rule as it is."""
    return list(_of_map(before, after, ()))


def _told(where: Sequence[str], sentence: str) -> str:
    place = " › ".join(where)
    if len(place) > _SHOWN:
        place = "… " + place[-_SHOWN:]
    return _("{place}: {what}").format(place=place, what=sentence) if place else sentence


def _of_map(before: Content, after: Content, where: tuple[str, ...]) -> Iterator[str]:
    old_group, new_group = _group(before), _group(after)
    skipped = {NOT_HASHED}
    if old_group and new_group and old_group != new_group:
        yield _told(where, regrouped(old_group, new_group))
        yield from _of_items(new_group, before[old_group], after[new_group], where)
        skipped |= {old_group, new_group}
    for key in dict.fromkeys((*after, *before)):
        if key not in skipped:
            yield from _of_value(key, before.get(key), after.get(key), after, where)


def _group(content: Content) -> str:
    return next((key for key in GROUPS if key in content), "")


def _of_value(
    key: str, before: Any, after: Any, whole: Content, where: tuple[str, ...]
) -> Iterator[str]:
    if before == after:
        return
    if key in ("requires", "touches", "when"):
        before, after = _alike(before, after)
    if before is None or after is None or type(before) is not type(after):
        if after is not None:
            yield _told(where, added(key, after))
        if before is not None:
            yield _told(where, removed(key, before))
    elif isinstance(after, str):
        yield _told(where, changed(key, before, after, whole))
    elif isinstance(after, dict):
        inner = label(key, after)
        yield from _of_map(before, after, (*where, inner) if inner else where)
    elif _texts(before) and _texts(after):
        yield _told(where, listed(key, before, after))
    else:
        yield from _of_items(key, before, after, where)


def _texts(values: list[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _alike(before: Any, after: Any) -> tuple[Any, Any]:
    """A condition on its own and one of several have the same form, so that the others count as added."""
    if not isinstance(before, dict) or not isinstance(after, dict):
        return before, after
    if len(after.get("all of", ())) > 1 and not _group(before):
        before = {"all of": [before]}
    elif len(before.get("all of", ())) > 1 and not _group(after):
        after = {"all of": [after]}
    return before, after


def _of_items(
    key: str, before: list[Any], after: list[Any], where: tuple[str, ...]
) -> Iterator[str]:
    pairs, gone, new = _matched(before, after)
    several = len(before) > 1 or len(after) > 1
    for old_item, new_item in pairs:
        inner = label(key, new_item) if several or key != "versions" else ""
        yield from _of_map(old_item, new_item, (*where, inner) if inner else where)
    for item in new:
        yield _told(where, added(key, item))
    for item in gone:
        yield _told(where, removed(key, item))


def _matched(
    before: list[Any], after: list[Any]
) -> tuple[list[tuple[Content, Content]], list[Any], list[Any]]:
    """Which items of two lists are the same item, and which are gone or new; equal ones are left out."""
    gone = _without(before, after)
    new = _without(after, before)
    pairs: list[tuple[Content, Content]] = []
    few = len(gone) * len(new) <= _PAIRS
    for likeness in (_same_name, _same_form, _similar) if few else ():
        for item in list(new):
            other = next((old for old in gone if likeness(old, item)), None)
            if other is not None:
                pairs.append((other, item))
                gone.remove(other)
                new.remove(item)
    return pairs, gone, new


def _without(items: list[Any], others: list[Any]) -> list[Any]:
    """The items of a list that another has not, or has less often."""
    left = Counter(map(hash_of, others))
    found = []
    for item in items:
        name = hash_of(item)
        if left[name]:
            left[name] -= 1
        else:
            found.append(item)
    return found


def _same_name(before: Any, after: Any) -> bool:
    return describe(before) == describe(after)


def _same_form(before: Any, after: Any) -> bool:
    """Whether all but the sentence is the same."""
    return bool(_without_says(before) == _without_says(after))


def _without_says(item: Any) -> Any:
    return {key: value for key, value in item.items() if key not in ("says", NOT_HASHED, "because")}


def _similar(before: Any, after: Any) -> bool:
    from difflib import SequenceMatcher

    spans = before.get("in force"), after.get("in force")
    if all(isinstance(span, dict) for span in spans):
        return bool({*before["in force"].items()} & {*after["in force"].items()})
    words = describe(before).split(), describe(after).split()
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= _ALIKE
