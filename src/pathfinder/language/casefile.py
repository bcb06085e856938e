"""Case files: several people and how they are related, as read.

A relation is written once, `{from: Misha, to: Anna, relation: minor_child}`: Misha is the minor child of Anna. What
Anna is to Misha follows where the word alone makes it certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec

from pathfinder.language.problems import Place

if TYPE_CHECKING:
    from pathfinder.language.profile import Profile, ProfileProblems

CHILDREN = frozenset(("minor_child", "adult_child_in_care"))
"""Relations of a child to a parent."""

MUTUAL = frozenset(("spouse", "lgbt_partner", "unmarried_partner", "sibling", "other"))
"""Relations that are the same seen from the other side."""

MAJORITY = 18
"""Years below which a child is a minor: in Russian law, and in that of every state whose rules name minor children."""

RELATED = ""
"""The relation of two people who are related in a way that what is written does not tell."""


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """Who is what to whom; people by their number in the file, from 0."""

    one: int
    to: int
    kind: str
    place: Place


class FromRelation(msgspec.Struct, frozen=True, kw_only=True):
    """A fact that was not said and follows from a relation: `of` is the other person, `relation` what they are."""

    fact: str
    relation: str
    of: str


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """What the people of a case file share.

    `kin` holds what one is to another, by the numbers of both; `sound` is false where the relations cannot be used.
    """

    case: str | None
    names: tuple[str, ...]
    kin: dict[tuple[int, int], str] = {}
    sound: bool = True


def kin_of(relations: Iterable[Relation], ages: dict[int, int]) -> dict[tuple[int, int], str]:
    """What each is to each, both ways; what was written comes before what follows from it.

    Of a parent's child only the age tells what kind of child it is; without one it is `RELATED`.
    """
    written = {(each.one, each.to): each.kind for each in relations}
    found = dict(written)
    for (one, to), kind in written.items():
        if (to, one) in written:
            continue
        if kind in MUTUAL:
            found[to, one] = kind
        elif kind in CHILDREN:
            found[to, one] = "parent"
        elif kind == "parent":
            minor = ages.get(to, MAJORITY) < MAJORITY
            found[to, one] = "minor_child" if minor else RELATED
        else:  # a word of another vocabulary
            found[to, one] = RELATED
    return found


def by_case(
    found: Iterable[Profile | ProfileProblems],
) -> Iterator[Profile | ProfileProblems | list[Profile | ProfileProblems]]:
    """People as they were read, those of one case file together as a list."""
    together: list[Profile | ProfileProblems] = []
    for each in found:
        if together and each.case_file is not together[0].case_file:
            yield together
            together = []
        if each.case_file is None:
            yield each
        else:
            together.append(each)
    if together:
        yield together
