"""A claim as several smaller ones that hold together exactly when it does: each looks at fewer rules at once."""

from __future__ import annotations

import itertools

import msgspec

from pathfinder.review.prove.records import NOBODY, WHOEVER, Claim, Joined, Part, Ways

MOST = 400
"""Into so many a claim is divided at most; a larger product is left together."""


def smaller(claim: Claim) -> list[Claim]:
    """Nobody is A or B: nobody is A, and nobody is B. Whoever is A or B is C and D: whoever is A is C, and so on."""
    if claim.how not in (NOBODY, WHOEVER):
        return [claim]
    people = _alternatives(claim.people)
    then = [None] if claim.then is None else _together(claim.then)
    if len(people) * len(then) > MOST:
        return [claim]
    return [
        msgspec.structs.replace(claim, people=one, then=two)
        for one, two in itertools.product(people, then)
    ]


def _alternatives(part: Part) -> list[Part]:
    """Parts of which one is true exactly where this one is."""
    if isinstance(part, Ways) and not part.every:
        return [msgspec.structs.replace(part, ids=(name,)) for name in part.ids]
    if not isinstance(part, Joined) or part.how not in ("all", "any"):
        return [part]
    choices = [_alternatives(item) for item in part.items]
    if part.how == "any":
        return [each for items in choices for each in items]
    count = 1
    for items in choices:
        count *= len(items)
    if count > MOST:
        return [part]
    return [Joined("all", way) for way in itertools.product(*choices)]


def _together(part: Part) -> list[Part]:
    """Parts all of which are true exactly where this one is."""
    if isinstance(part, Ways) and part.every:
        return [msgspec.structs.replace(part, ids=(name,)) for name in part.ids]
    if isinstance(part, Joined) and part.how == "all":
        return [each for item in part.items for each in _together(item)]
    return [part]
