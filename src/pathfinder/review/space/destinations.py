"""Destinations in a diagram: for whom a country is feasible, possible or out, all its pathways taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pathfinder.engine.diagram import Node
from pathfinder.engine.judge import SETTLING
from pathfinder.engine.questions import PLACE
from pathfinder.engine.terms import Term
from pathfinder.engine.truth import NO, NOT_COVERED, OPEN, YES
from pathfinder.language.records import Caution, Pathway
from pathfinder.review.space.joint import Joint, term_of
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

VERDICTS = ("feasible", "possible", "not_feasible", "not_covered")


def carrying(pathways: list[Pathway]) -> list[Pathway]:
    """The pathways that can make a destination feasible: those that let a person settle, else those of entry."""
    enough = SETTLING
    if not any(pathway.gives == "stay" for pathway in pathways):
        enough = SETTLING | {"enter"}
    return [pathway for pathway in pathways if pathway.gives in enough]


def verdict_nodes(
    joint: Joint, pathways: list[Pathway], nodes: Mapping[str, Node]
) -> dict[str, Node]:
    """For each verdict of a destination a node: yes for whom it comes to that. `nodes` are those of its pathways."""
    outside = joint.all_of(joint.where(nodes[each.id], (NOT_COVERED,)) for each in pathways)
    inside = joint.negate(outside)
    counted = carrying(pathways)
    yes = joint.any_of(joint.where(nodes[each.id], (YES,)) for each in counted)
    left = joint.any_of(joint.where(nodes[each.id], (OPEN,)) for each in counted)
    feasible = joint.all_of((inside, yes))
    possible = joint.all_of((inside, joint.negate(yes), left))
    out = joint.all_of((inside, joint.negate(yes), joint.negate(left)))
    return {"feasible": feasible, "possible": possible, "not_feasible": out, "not_covered": outside}


def members(book: RuleBook, names: tuple[str, ...], day: Day) -> frozenset[str]:
    """The countries and regions for which names stand on a day."""
    found: frozenset[str] = frozenset(names)
    for name in names:
        found |= book.vocabulary.members(name, day)
    return found


def everybody_terms(book: RuleBook, caution: Caution, day: Day) -> list[Term]:
    """What decides whom a caution without conditions touches: the place, and what carries its countries."""
    countries = members(book, caution.countries, day)
    there = Term("ask", (), ("option", PLACE, countries, False, True))
    ways = [way for country in sorted(countries) for way in carrying(book.of_country(country))]
    return [there, *(term_of(book, way.id, day) for way in ways)]


def everybody_node(joint: Joint, caution: Caution, day: Day, nodes: Sequence[Node]) -> Node:
    """Whom a caution without conditions touches; `nodes` are those of `everybody_terms`."""
    span = caution.span
    if not span.possible_from <= day <= span.possible_until:
        return NO
    if not caution.countries:
        return YES
    there, *ways = nodes
    return joint.any_of([there, *(joint.where(way, (YES, OPEN)) for way in ways)])
