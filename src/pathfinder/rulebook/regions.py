"""Whether the members of regions are countries: known only once the names of countries are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems
from pathfinder.language.tree import Node
from pathfinder.values.text import inert


def check_members(
    files: Iterable[tuple[str, Node]], countries: Collection[str], problems: Problems
) -> None:
    """Note every member of a region, in files by path, that is the code of no country."""
    for path, tree in files:
        regions = tree.get("regions")
        for _name, region in regions.pairs if regions is not None else ():
            for node in _codes(region):
                # Other shapes are told where the file is read.
                if len(node.text) == 2 and node.text.isupper() and node.text not in countries:
                    message = _("{got} is not the code of a country.")
                    place = Place(path, node.line, node.column)
                    problems.add("PF122", place, message.format(got=f"“{inert(node.text)}”"))


def _codes(region: Node) -> Iterator[Node]:
    members = region.get("members")
    yield from members.items if members is not None else ()
    for name in ("joined", "left"):
        listed = region.get(name)
        yield from (key for key, _value in listed.pairs) if listed is not None else ()
