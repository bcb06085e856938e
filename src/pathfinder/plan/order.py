"""The order in which plans are shown and numbered: ways of few people and ways without conditions come last."""

from __future__ import annotations

from collections.abc import Sequence

from pathfinder.change.marks import MARKS
from pathfinder.plan.choice import Candidate

BEST = 3
"""So many plans come first, in different countries as far as there are any."""


def in_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """All of them, in the order in which a page shows and numbers them."""
    usual = [each for each in candidates if not each.unstated and not special(each)]
    rare = [each for each in candidates if not each.unstated and special(each)]
    unstated = [each for each in candidates if each.unstated]
    best = _best(usual)
    chosen = {id(each) for each in best}
    return [*best, *(each for each in usual if id(each) not in chosen), *rare, *unstated]


def special(candidate: Candidate) -> bool:
    """Whether it is only for people whom nothing that was said points to: of a descent, a family, an occupation."""
    if candidate.fixed:
        return True
    found = [each for step in candidate.chain for each in (step.found, step.entry_found)]
    missing = [
        MARKS[fact].kind for each in found if each is not None and each.verdict != "eligible"
        for fact in each.missing if fact in MARKS
    ]  # fmt: skip
    return "fixed" in missing and set(missing) <= {"fixed", "waits"}


def _best(candidates: list[Candidate]) -> list[Candidate]:
    """The first ones, in different countries as far as there are any; in their own order."""
    found: list[Candidate] = []
    for each in candidates:
        if len(found) < BEST and each.country not in {one.country for one in found}:
            found.append(each)
    rest = [each for each in candidates if all(each is not one for one in found)]
    found += rest[: BEST - len(found)]
    return [each for each in candidates if any(each is one for one in found)]
