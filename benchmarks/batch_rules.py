"""Rule books of any number of generated pathways, for `pathfinder batch --rules`."""

from __future__ import annotations

from pathlib import Path

import workload


def country_codes() -> list[str]:
    """The codes that rule files can be named for."""
    from pathfinder.rulebook.names import country_names

    return sorted(country_names("en"))


def write(folder: Path, pathways: int) -> Path:
    """The rule book of so many pathways; it stays where it is written once."""
    place = folder / f"rules-{pathways}"
    if not place.exists():
        workload.write_rule_book(place, workload.rules(pathways), country_codes())
    return place
