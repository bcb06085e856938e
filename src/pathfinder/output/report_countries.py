"""The countries as the report shows them: what stays open without deciding is said, not counted.

On a screen `--explain` shows these points; a paper has no second page to ask for.
"""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import DestinationResult, Open, PathwayResult
from pathfinder.i18n import _, translate_rule
from pathfinder.output.countries import Countries
from pathfinder.output.groups import of_verdict
from pathfinder.output.page import Line, item
from pathfinder.output.words import open_word, sentence


class ReportCountries(Countries, frozen=True):
    """The part of the report about countries."""

    def _open_ways(self, destination: DestinationResult) -> list[Line]:
        lines = super()._open_ways(_without_doubts(destination))
        said: set[str] = set()
        for pathway in of_verdict(destination, "eligible"):
            for point in pathway.open:
                if _counts(point) and point.says not in said:
                    said.add(point.says)
                    lines.append(self._doubt(point))
        return lines

    def _doubt(self, point: Open) -> Line:
        lead = _("Open, but it does not decide ({kind}): ").format(kind=open_word(point.kind))
        words = sentence(translate_rule(point.says))
        return item(0, lead, words, (self.citations.tag(point.citations), "quiet"))


def _counts(point: Open) -> bool:
    """Whether the terminal would only count a point."""
    return point.kind not in {"assumed", "disputed"} and not point.decides


def _without_doubts(destination: DestinationResult) -> DestinationResult:
    pathways = [_rid(pathway) for pathway in destination.pathways]
    return msgspec.structs.replace(destination, pathways=pathways)


def _rid(pathway: PathwayResult) -> PathwayResult:
    if pathway.verdict != "eligible":
        return pathway
    return msgspec.structs.replace(
        pathway, open=[point for point in pathway.open if not _counts(point)]
    )
