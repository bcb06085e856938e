"""Which of a pathway's conditions say why: the innermost ones that decide."""

from __future__ import annotations

from pathfinder.engine.assessment import PathwayResult, Reason
from pathfinder.output.words import part_of


def met(reasons: list[Reason]) -> list[Reason]:
    """The conditions that were met and decide, so that the person can say "no, that is wrong"."""
    return [
        each
        for each in _leaves(reasons)
        if each.decisive and each.truth == "yes" and part_of(each) == "requires"
    ]


def left_open(reasons: list[Reason]) -> list[Reason]:
    """The conditions that decide and of which the documents say nothing."""
    return [each for each in _leaves(reasons) if each.decisive and each.truth == "not_stated"]


def why_not(pathway: PathwayResult) -> list[Reason]:
    """The innermost reasons that refuse: of each part that says no, what makes it say no."""
    found: list[Reason] = []
    top = min((reason.depth for reason in pathway.reasons), default=0)
    for index, reason in enumerate(pathway.reasons):
        if reason.depth == top and _refuses(reason):
            found += _innermost(pathway.reasons, index)
    decisive = [reason for reason in found if reason.decisive]
    return decisive or found


def _leaves(reasons: list[Reason]) -> list[Reason]:
    after = [*reasons[1:], None]
    return [
        each
        for each, following in zip(reasons, after, strict=False)
        if following is None or following.depth <= each.depth
    ]


def _refuses(reason: Reason) -> bool:
    return reason.truth == ("yes" if part_of(reason) in {"refused", "closed"} else "no")


def _innermost(reasons: list[Reason], index: int) -> list[Reason]:
    """The leaves below a reason that share its truth; the reason itself where there are none."""
    top = reasons[index]
    below: list[Reason] = []
    for at in range(index + 1, len(reasons)):
        if reasons[at].depth <= top.depth:
            break
        if reasons[at].depth == top.depth + 1 and reasons[at].truth == top.truth:
            below += _innermost(reasons, at)
    return below or [top]
