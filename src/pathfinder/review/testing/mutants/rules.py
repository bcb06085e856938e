"""Every mutant of a rule book, in the order of its files."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from pathfinder.i18n import N_
from pathfinder.language import records
from pathfinder.language.problems import Place
from pathfinder.review.testing.mutants.conditions import Mistake, mistakes, moves
from pathfinder.review.testing.mutants.records import Change, Mutant
from pathfinder.review.testing.parts import (
    Spot,
    replaced,
    spots_of,
    version_put,
    with_definition,
    without,
)
from pathfinder.rulebook.book import RuleBook

Made = tuple[str, Change, Any, Any]
"""The kind of mistake, its words, the rule with it, and the record in which it stands."""


def mutants_of(book: RuleBook, owner: str) -> list[Mutant]:
    """Every mutant of one pathway, caution or definition (`definition: NAME`)."""
    if owner.startswith(DEFINITION):
        return list(_of_definition(book, owner))
    rule: Any = book.pathways.get(owner) or book.cautions[owner]
    made = _of_pathway(rule) if owner in book.pathways else _of_caution(rule)
    place = Place(rule.file, rule.line)
    found: list[Mutant] = []
    for operator, change, other, about in made:
        if other == rule or any(other == known.rules[owner] for known in found):
            continue
        found.append(_mutant(owner, operator, change, about, place, {owner: other}))
    return found


DEFINITION = "definition: "


def owners_of(book: RuleBook, countries: Collection[str] | None = None) -> list[str]:
    """The pathways, cautions and definitions of a rule book; with `countries` the rules of these alone."""
    pathways = [p.id for p in book.pathways.values() if countries is None or p.country in countries]
    cautions = [
        caution.id
        for caution in book.cautions.values()
        if countries is None or set(countries) & set(caution.countries)
    ]
    definitions = [f"{DEFINITION}{name}" for name in book.definitions] if countries is None else []
    return [*pathways, *cautions, *definitions]


def _mutant(
    owner: str, operator: str, change: Change, about: Any, place: Place, rules: dict[str, Any]
) -> Mutant:
    return Mutant(
        owner=owner, operator=operator, change=change,
        says=getattr(about, "says", "") or getattr(about, "name", "") or getattr(about, "about", ""),
        file=place.file, line=getattr(about, "line", 0) or place.line, rules=rules,
    )  # fmt: skip


def _of_definition(book: RuleBook, owner: str) -> Iterator[Mutant]:
    name = owner.removeprefix(DEFINITION)
    users = with_definition(book, name, records.NotStated())
    if not users:
        return
    place = Place(definitions_file(users), book.definitions[name].line)
    for spot in spots_of(book.definitions[name]):
        for operator, change, other in _at(spot):
            if spot.role != "definition" or other is not None:
                rules = with_definition(book, name, spot.put(other))
                yield _mutant(owner, operator, change, spot.condition, place, rules)


def definitions_file(users: Mapping[str, Any]) -> str:
    """The file of definitions beside some rules that use one."""
    folder = os.path.dirname(os.path.dirname(next(iter(users.values())).file))
    return os.path.join(folder, "definitions.yaml")


def _at(spot: Spot) -> Iterator[Mistake]:
    """The mistakes at one place, leaving the condition out among them."""
    yield from mistakes(spot.condition)
    only = isinstance(spot.holder, records.Group) and len(spot.holder.items) == 1
    short = isinstance(spot.holder, records.AtLeast) and len(spot.holder.items) <= spot.holder.count
    if not only and not short:
        yield _drop(spot), Change(_DROPPED[_drop(spot)]), None


_DROPPED = {
    "drop a condition": N_("this condition were left out"),
    "drop a refusal": N_("this refusal were left out"),
    "drop an exception": N_("this exception were left out"),
    "drop a reading": N_("this reading were left out"),
}


def _drop(spot: Spot) -> str:
    if spot.role == "refused":
        return "drop a refusal"
    if isinstance(spot.holder, records.NoneOf):
        return "drop an exception"
    return "drop a reading" if isinstance(spot.holder, records.Readings) else "drop a condition"


def _of_conditions(rule: Any) -> Iterator[Made]:
    for spot in spots_of(rule):
        for operator, change, other in _at(spot):
            yield operator, change, spot.put(other), spot.condition


def _of_caution(caution: records.Caution) -> Iterator[Made]:
    for span, change in moves(caution.span):
        other = replaced(caution, span=span)
        if (span.possible_from, span.possible_until) != (
            caution.span.possible_from,
            caution.span.possible_until,
        ):
            yield "shift a date", change, other, caution
    if caution.touches is None and len(caution.countries) > 1:
        for number, name in enumerate(caution.countries):
            fewer = replaced(caution, countries=without(caution.countries, number, None))
            yield "drop a list member", _left_out(name), fewer, caution
    yield from _of_conditions(caution)


def _left_out(name: str) -> Change:
    return Change(N_("“{name}” were left out of the list"), (("name", name),))


def _of_pathway(pathway: records.Pathway) -> Iterator[Made]:
    says = N_("being there or able to enter were required") if not pathway.reached else _UNREACHED
    yield (
        "swap “reached”",
        Change(says),
        replaced(pathway, reached=not pathway.reached),
        pathway,
    )
    yield from _covers(pathway)
    for number, version in enumerate(pathway.versions):
        put = version_put(pathway, number)
        if len(pathway.versions) > 1:
            yield "drop a version", Change(N_("this version were left out")), put(None), version
        yield from _of_version(version, put)
    yield from _of_conditions(pathway)


_UNREACHED = N_("being there or able to enter were not required")


def _covers(pathway: records.Pathway) -> Iterator[Made]:
    covers = pathway.covers
    for field in ("citizens", "former"):
        listed = getattr(covers, field)
        alone = len(covers.citizens) + len(covers.former) == 1
        for number, name in enumerate(() if alone else listed):
            fewer = replaced(covers, **{field: without(listed, number, None)})
            change = Change(N_("“{name}” were left out of those whom it covers"), (("name", name),))
            yield "drop a list member", change, replaced(pathway, covers=fewer), pathway
    if not covers.everyone:
        everyone = replaced(pathway, covers=records.Covers(everyone=True))
        yield "cover everybody", Change(N_("it covered all foreigners")), everyone, pathway
    else:
        russians = replaced(pathway, covers=records.Covers(citizens=("RU",)))
        yield "cover fewer", Change(N_("it covered Russian citizens alone")), russians, pathway


def _of_version(version: records.Version, put: Callable[[Any], Any]) -> Iterator[Made]:
    for span, change in moves(version.span):
        yield "shift a date", change, put(replaced(version, span=span)), version
    stated = version.conditions == "stated"
    says = (
        N_("the conditions were stated in part only") if stated
        else N_("the conditions were stated in full")
    )  # fmt: skip
    other = replaced(version, conditions="stated in part" if stated else "stated")
    yield "swap “conditions”", Change(says), put(other), version
    for number, closure in enumerate(version.closed):
        fewer = replaced(version, closed=without(version.closed, number, None))
        yield "drop a closure", Change(N_("this closure were left out")), put(fewer), closure
        mistaken = [
            ("shift a date", change, replaced(closure, span=span))
            for span, change in moves(closure.span)
        ]
        if closure.disputed:
            change = Change(N_("nothing disputed this closure"))
            mistaken.append(("drop a dispute", change, replaced(closure, disputed="")))
        for operator, change, wrong in mistaken:
            closed = without(version.closed, number, wrong)
            yield operator, change, put(replaced(version, closed=closed)), closure
