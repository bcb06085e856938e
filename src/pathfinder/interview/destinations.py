"""When the verdict of a destination can no longer change, and which of its pathways can still change it."""

from __future__ import annotations

from collections.abc import Sequence

from pathfinder.engine.judge import SETTLING, Judgement
from pathfinder.engine.truth import ELIGIBLE, OPEN
from pathfinder.interview.said import Said
from pathfinder.language.records import Pathway


def carrying(pathways: Sequence[Pathway]) -> list[Pathway]:
    """The pathways on which the verdict of their destination rests."""
    enough = SETTLING
    if not any(pathway.gives == "stay" for pathway in pathways):
        enough = SETTLING | {"enter"}
    return [pathway for pathway in pathways if pathway.gives in enough]


def telling(judgement: Judgement, said: Said, country: str) -> tuple[list[str], bool]:
    """The pathways whose answers can still change the verdict of a destination, and whether only a yes would.

    One that is eligible makes the destination feasible for good: none counts. One that will stay undetermined makes
    it possible: then it only matters whether another may become eligible.
    """
    rows = {
        pathway.id: judgement.rows[pathway.id]
        for pathway in carrying(judgement.on_day.by_country[country])
    }
    if any(row.verdict == "eligible" for row in rows.values()):
        return [], False
    open_ones = [name for name, row in rows.items() if said.askable(row.missing)]
    staying = any(
        row.outcomes == OPEN or (row.verdict == "undetermined" and name not in open_ones)
        for name, row in rows.items()
    )
    if staying:
        return [name for name in open_ones if rows[name].outcomes & ELIGIBLE], True
    return open_ones, False
