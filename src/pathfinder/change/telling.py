"""What is told of a destination after a change, and in which order suggestions stand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pathfinder.change.records import Opened, Suggestion
from pathfinder.engine.assessment import Assessment, CautionResult, PathwayResult, Reason

_GRAVE = ("liberty", "expulsion", "mobilisation")
"""What the dangers of going somewhere may bring about that is told with the step."""

_AGAINST = ("closed", "refused")
"""Parts of a pathway that stand against the person: met is bad."""


def is_grave(caution: CautionResult) -> bool:
    """Whether a danger certainly touches the person, and their liberty or their remaining abroad."""
    return caution.touches == "touched" and bool(set(caution.endangers) & set(_GRAVE))


def told(pathway: PathwayResult) -> PathwayResult:
    """The result of a pathway without its reasons: every condition is met."""
    return msgspec.structs.replace(pathway, reasons=[])


def surest(after: Sequence[CautionResult], before: Sequence[CautionResult]) -> list[CautionResult]:
    """Dangers after a change, and what touches already: what has not been said may be so all the same."""
    found = {each.id: each for each in after}
    for each in before:
        now = found.get(each.id)
        if now is None or (each.touches == "touched" and now.touches != "touched"):
            found[each.id] = each
    return sorted(found.values(), key=lambda each: each.touches != "touched")


def of_pathway(result: Assessment, name: str) -> PathwayResult:
    """A pathway of a result that holds one destination."""
    (destination,) = result.destinations
    return next(each for each in destination.pathways if each.id == name)


def turned(before: PathwayResult, after: PathwayResult) -> list[Reason]:
    """The conditions that are met on the second day and were not on the first, the innermost of them."""
    truths = {reason.condition: reason.truth for reason in before.reasons}
    found = [
        reason
        for reason in after.reasons
        if reason.truth == ("no" if reason.condition.startswith(_AGAINST) else "yes")
        and truths.get(reason.condition, "") != reason.truth
    ]
    names = [reason.condition for reason in found]
    return [
        reason
        for reason in found
        if not any(other.startswith(f"{reason.condition}.") for other in names)
    ]


def rank(suggestion: Suggestion) -> tuple[int, bool, int, int, list[str]]:
    """Few steps first, then those without a danger of their own, then what opens most."""
    dangers = sum(len(step.cautions) for step in suggestion.steps)
    grave = all(_grave_there(opened) for opened in suggestion.opens)
    return (
        len(suggestion.steps),
        grave,
        -len(suggestion.opens),
        dangers,
        [step.says for step in suggestion.steps],
    )


def _grave_there(opened: Opened) -> bool:
    return any(map(is_grave, opened.cautions))
