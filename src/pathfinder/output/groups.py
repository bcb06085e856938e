"""The countries of a result sorted out: groups by verdict, and which pathways decide in each."""

from __future__ import annotations

from collections.abc import Sequence

from pathfinder.engine.assessment import DestinationResult, PathwayResult
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output import dangers

_LASTING = ("stay", "reside", "protection", "citizenship")
"""What a pathway gives that makes a country feasible by itself; entry only where no such is stated."""

Destinations = list[DestinationResult]


def grouped(destinations: Destinations) -> dict[str, Destinations]:
    """By verdict; the possible ones apart: `facts` where saying more can help, else `documents`."""
    groups: dict[str, Destinations] = {
        "feasible": [],
        "facts": [],
        "documents": [],
        "not_feasible": [],
        "not_covered": [],
    }
    for each in destinations:
        group = each.verdict
        if group == "possible":
            group = "facts" if "facts" in each.possible_because else "documents"
        groups[group].append(each)
    return groups


def carriers(destination: DestinationResult) -> list[PathwayResult]:
    """The eligible pathways that make a destination feasible: those for a stay, else for entry."""
    eligible = of_verdict(destination, "eligible")
    lasting = [each for each in eligible if each.gives in _LASTING]
    return lasting or [each for each in eligible if each.gives == "enter"]


def at_discretion(destination: DestinationResult) -> bool:
    """Whether a destination is feasible only where an authority agrees: then never a bare yes."""
    found = carriers(destination) if destination.verdict == "feasible" else []
    return bool(found) and all(each.at_discretion for each in found)


def named(destination: DestinationResult) -> str:
    """A country in a row of names: `Germany (if an authority agrees; danger to liberty)`."""
    name = translate_rule(destination.name)
    marks = [_("if an authority agrees")] if at_discretion(destination) else []
    if danger := dangers.mark(destination)[0]:
        marks.append(danger)
    return f"{name} ({'; '.join(marks)})" if marks else name


def of_verdict(destination: DestinationResult, verdict: str) -> list[PathwayResult]:
    """The pathways of a country with a verdict, in the order of the rules."""
    return [pathway for pathway in destination.pathways if pathway.verdict == verdict]


def refused(destination: DestinationResult) -> list[PathwayResult]:
    """The pathways of a country that say no, for whatever reason."""
    known = ("eligible", "undetermined")
    return [pathway for pathway in destination.pathways if pathway.verdict not in known]


def main_refusal(destination: DestinationResult) -> PathwayResult:
    """The refused pathway that stands for a country: for a stay rather than for entry."""
    ways = refused(destination) or destination.pathways
    return min(ways, key=lambda each: each.gives in {"enter", "other"})


def counted(words: str, found: Sequence[object]) -> str:
    """`Feasible: 3 countries`."""
    n = len(found)
    return ngettext("{words}: {n} country", "{words}: {n} countries", n).format(words=words, n=n)
