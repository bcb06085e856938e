"""How far an interview is: what is decided, what is open, how much is likely left to ask."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pathfinder.engine.judge import Judgement
from pathfinder.interview.said import Said


class Progress(msgspec.Struct, frozen=True):
    """How far an interview is.

    `asked`: the facts that have an answer; `likely_left`: an estimate of how many questions are left. `feasible`,
    `possible` and `out` are the countries whose verdict is so now. `destinations_decided`: nothing that may still be
    asked can change the verdict of a destination, though it may that of a single pathway.
    """

    asked: int
    likely_left: int
    feasible: tuple[str, ...]
    possible: tuple[str, ...]
    out: tuple[str, ...]
    destinations_decided: bool


def progress(
    judgement: Judgement,
    said: Said,
    countries: Sequence[str],
    *,
    likely_left: int,
    destinations_decided: bool,
) -> Progress:
    """How far an interview about some countries is."""
    found: dict[str, list[str]] = {}
    for country in countries:
        verdict = judgement.destinations.get(country)
        if verdict is not None:
            found.setdefault(verdict.verdict, []).append(country)
    return Progress(
        asked=len(said.values) + len(said.unsaid),
        likely_left=likely_left,
        feasible=tuple(found.get("feasible", ())),
        possible=tuple(found.get("possible", ())),
        out=tuple(found.get("not_feasible", ())),
        destinations_decided=destinations_decided,
    )
