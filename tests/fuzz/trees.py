"""Trees of plain values (maps, lists and text, as YAML has them) and slips in them, where trees are cut and grafted.

A slip keeps the file well formed, so that it gets past the reader of YAML to what reads the meaning.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable
from typing import Any, NamedTuple

import hypothesis.strategies as st
import yaml

from fuzz.hostile import texts

Path = tuple[Any, ...]

EXTREME = {
    "date": ["0001-01-01", "9999-12-31", "1899-12-31", "1900-01-01", "2200-12-31", "2201-01-01", "2023-02-29",
             "2024-02-29", "0000-00-00", "2022", "2022-07", "spring 2022", "between 2023-07-01 and 2023-06-01",
             "between 1900-01-01 and 2200-12-31", "about 9999-12", "not stated", "late 2200", "early 1900",
             "the date asked about", "10000-01-01", "-2022-01-01", "2022-13", "2022-7-1"],
    "period": ["0 days", "1 day", "1000000000 days", "99999999999999999999 days", "-1 days", "1.5 years", "0 months",
               "12000 months", "1000 years", "9999 years", "1 month", "2 months", "not stated", "90", "days",
               "100000 days", "110000 days", "3600 months", "300 years"],
    "number": ["0", "-1", "1", "999999999", "99999999999999999999", "1e308", "0.5", "-0", "007", "NaN", "1e400", "130"],
    "stay": ["KZ 0001-01-01..", "KZ 9999-12-31..", "KZ 2023-01-01..2022-01-01", "KZ 1900-01-01..2200-12-31",
             "KZ 2022-01-01..2022-01-01", "XX 2022-01-01..", "KZ", "KZ ..", "KZ 2022-01-01"],
}  # fmt: skip
"""What stands at the edge of a calendar, a window or a number, and past it."""

_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_PERIOD = re.compile(r"\d+ (?:days?|months?|years?)")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_STAY = re.compile(r"[A-Z]{2,} \d{4}-\d\d-\d\d\.\.")


def read_plain(text: str) -> Any:
    """The tree of a YAML text, all scalars as text."""
    return yaml.load(text, getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - only text comes of it


def written(tree: Any, depth: int = 0) -> str:
    """The YAML text of a tree: two levels in lines, what is below them in braces."""
    if depth < 2 and isinstance(tree, dict) and tree:
        lines = []
        for key, value in tree.items():
            below = written(value, depth + 1)
            deep = depth < 1 and isinstance(value, dict) and value
            lines.append("  " * depth + f"{_scalar(key)}:" + ("\n" if deep else " ") + below)
        return "\n".join(lines) + ("\n" if depth == 0 else "")
    return _flow(tree) + ("\n" if depth == 0 else "")


def _flow(tree: Any) -> str:
    """A tree in braces, however deep it is."""
    pieces: list[str] = []
    stack: list[Any] = [("tree", tree)]
    while stack:
        kind, value = stack.pop()
        if kind == "text":
            pieces.append(value)
        elif isinstance(value, dict):
            inside: list[Any] = [("text", "{")]
            for number, (key, below) in enumerate(value.items()):
                inside += [
                    ("text", (", " if number else "") + f"{_scalar(key)}: "),
                    ("tree", below),
                ]
            stack += reversed([*inside, ("text", "}")])
        elif isinstance(value, list):
            inside = [("text", "[")]
            for number, below in enumerate(value):
                inside += [("text", ", ")] * bool(number) + [("tree", below)]
            stack += reversed([*inside, ("text", "]")])
        else:
            pieces.append(_scalar(value))
    return "".join(pieces)


_PLAIN = re.compile(r"[A-Za-z0-9](?:[\w /.-]*[\w/.-])?", re.ASCII)


def _scalar(value: Any) -> str:
    text = "" if value is None else str(value)
    if _PLAIN.fullmatch(text):
        return text
    return json.dumps(text, ensure_ascii=False)


def places(tree: Any, at: Path = ()) -> list[Path]:
    """The places of everything in a tree but the tree itself."""
    below = (
        tree.items()
        if isinstance(tree, dict)
        else enumerate(tree)
        if isinstance(tree, list)
        else ()
    )
    found = []
    for key, value in below:
        found += [(*at, key), *places(value, (*at, key))]
    return found


def at(tree: Any, place: Path) -> Any:
    """What stands at a place."""
    for key in place:
        tree = tree[key]
    return tree


def put(tree: Any, place: Path, value: Any) -> None:
    """Put something at a place."""
    at(tree, place[:-1])[place[-1]] = value


def _retyped(draw: st.DrawFn, value: Any) -> Any:
    """The same as another kind of thing."""
    if isinstance(value, dict):
        return draw(st.sampled_from([list(value), list(value.values()), "none", "", [value]]))
    if isinstance(value, list):
        first = value[0] if value else ""
        return draw(
            st.sampled_from([first, {str(v)[:20]: v for v in value}, "none", [], value * 2])
        )
    return draw(st.sampled_from([[value], {str(value): value}, "", [], {}, [[value]], None]))


def edge(draw: st.DrawFn, value: str) -> str:
    """Another text in place of one: of the same kind at its edge mostly, sometimes of another kind."""
    kinds = {"date": _DATE, "period": _PERIOD, "number": _NUMBER, "stay": _STAY}
    own = [name for name, pattern in kinds.items() if pattern.match(value)]
    name = draw(st.sampled_from([*own, *own, *own, *EXTREME]))
    return draw(st.sampled_from(EXTREME[name]))


def _around(draw: st.DrawFn, value: Any) -> Any:
    """The same inside a group of conditions, or several."""
    word = draw(st.sampled_from(["all of", "any of", "none of", "at least 1 of", "at least 2 of"]))
    for _level in range(draw(st.sampled_from([1, 1, 2, 5, 40]))):
        value = {word: [value]}
    return value


class Pool(NamedTuple):
    """What slips take from: pieces of other files, words that stand as keys, and what stands under each of them."""

    pieces: list[Any]
    keys: list[str]
    under: dict[str, list[Any]]


SLIPS = (
    *["kin"] * 6, *["edge"] * 5, "delete", "twice", "twice", "swap", "graft", "retype", "rename", "around", "around",
    "text", "text",
)  # fmt: skip
"""Slips that leave a file readable are the more frequent ones: they get further."""


def slip(draw: st.DrawFn, tree: Any, pool: Pool) -> None:
    """One slip somewhere in a tree."""
    found = places(tree)
    if not found:
        return
    place = draw(st.sampled_from(found))
    if draw(st.integers(0, 5)) == 0:
        place = place[: draw(st.integers(1, len(place)))]
    _KINDS[draw(st.sampled_from(SLIPS))](draw, tree, pool, place)


def _kin(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    """What stands under the same key elsewhere."""
    named = next((key for key in reversed(place) if key in pool.under), None)
    if named is not None:
        put(tree, place[: len(place) - place[::-1].index(named)], _copied(draw, pool.under[named]))


def _delete(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    del at(tree, place[:-1])[place[-1]]


def _twice(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    parent = at(tree, place[:-1])
    if isinstance(parent, list):
        parent.insert(place[-1], copy.deepcopy(at(tree, place)))


def _swap(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    other = draw(st.sampled_from(places(tree)))
    if place[: len(other)] != other and other[: len(place)] != place:
        one, two = copy.deepcopy(at(tree, place)), copy.deepcopy(at(tree, other))
        put(tree, place, two)
        put(tree, other, one)


def _graft(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    put(tree, place, _copied(draw, pool.pieces))


def _retype(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    put(tree, place, _retyped(draw, at(tree, place)))


def _rename(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    parent = at(tree, place[:-1])
    if isinstance(parent, dict):
        parent[draw(st.sampled_from(pool.keys) | texts(most=2))] = parent.pop(place[-1])


def _group(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    """Some condition inside a group, or several."""
    found = [at(tree, one) for one in places(tree)]
    some = [
        one
        for one, what in zip(places(tree), found, strict=True)
        if isinstance(what, dict) and "says" in what
    ]
    if some:
        chosen = draw(st.sampled_from(some))
        put(tree, chosen, _around(draw, at(tree, chosen)))


def _edge(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    leaf = draw(st.sampled_from(_leaves(tree) or [place]))
    put(tree, leaf, edge(draw, str(at(tree, leaf))))


def _text(draw: st.DrawFn, tree: Any, pool: Pool, place: Path) -> None:
    put(tree, draw(st.sampled_from(_leaves(tree) or [place])), draw(texts()))


def _leaves(tree: Any) -> list[Path]:
    return [one for one in places(tree) if not isinstance(at(tree, one), dict | list)]


_KINDS: dict[str, Callable[[st.DrawFn, Any, Pool, Path], None]] = {
    "kin": _kin, "delete": _delete, "twice": _twice, "swap": _swap, "graft": _graft, "retype": _retype,
    "rename": _rename, "around": _group, "edge": _edge, "text": _text,
}  # fmt: skip


def _copied(draw: st.DrawFn, pieces: list[Any]) -> Any:
    return copy.deepcopy(draw(st.sampled_from(pieces)))


@st.composite
def with_slips(draw: st.DrawFn, tree: Any, pool: Pool, most: int = 4) -> Any:
    """A copy of a tree with a few slips."""
    made = copy.deepcopy(tree)
    for _number in range(draw(st.integers(1, most))):
        if isinstance(made, dict | list):
            slip(draw, made, pool)
    return made


def pool_of(trees: list[Any]) -> Pool:
    """Everything that stands in some trees, each thing once."""
    pieces: dict[str, Any] = {}
    under: dict[str, dict[str, Any]] = {}
    for tree in trees:
        for place in places(tree):
            piece = at(tree, place)
            text = json.dumps(piece, ensure_ascii=False)
            pieces.setdefault(text, piece)
            if isinstance(place[-1], str):
                under.setdefault(place[-1], {})[text] = piece
    return Pool(
        list(pieces.values()),
        list(under),
        {key: list(found.values()) for key, found in under.items()},
    )
