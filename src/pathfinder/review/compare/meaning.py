"""What a rule means, without how it is written: two that have the same form mean the same for everybody.

Names of definitions and citations, sentences, order, lines and files leave the form alone, and so do groups of one.
Rules of different form may still mean the same; that is for the diagrams to say.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from pathfinder.language import records
from pathfinder.language.walking import parts_of
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Period, Span

Form = tuple[Any, ...]

_WORDS = frozenset(("says", "cites", "doubt", "derived", "line", "column", "out_of", "applies"))
_PLAIN = (False, False, None)


def condition_form(condition: Any) -> Form:
    """The form of a condition, with definitions in the place of their names."""
    marks = (condition.if_met_open, condition.if_not_met_open, _applies(condition.applies))
    if isinstance(condition, records.Meets):
        assert condition.item is not None
        form = condition_form(condition.item)
    elif isinstance(condition, records.Group):
        form = _group_form(condition)
    else:
        form = _leaf_form(condition)
    return form if marks == _PLAIN else ("marked", marks, form)


def _applies(applies: records.Applies | None) -> Form | None:
    if applies is None:
        return None
    return (_days(applies.span), applies.open_before, applies.open_after)


def _group_form(group: Any) -> Form:
    items = [condition_form(item) for item in group.items]
    kind = "least" if isinstance(group, records.AtLeast) else type(group).__name__
    if kind in ("AllOf", "AnyOf", "Readings") and len(items) == 1:
        return items[0]
    if kind in ("AllOf", "AnyOf"):
        flat: list[Form] = []
        for item in items:
            flat += item[2] if item[0] == kind else [item]
        items = list(dict.fromkeys(flat))
    count = getattr(group, "count", None)
    return (kind, count, tuple(sorted(items, key=repr)))


def _leaf_form(leaf: Any) -> Form:
    parts: list[Any] = [type(leaf).__name__]
    for name in leaf.__struct_fields__:
        if name in _WORDS or name in ("if_met_open", "if_not_met_open"):
            continue
        value = getattr(leaf, name)
        if isinstance(value, Period):
            value = (value.days, value.months)
        elif isinstance(value, tuple):
            value = tuple(sorted(set(value)))
        parts.append((name, value))
    return tuple(parts)


def _days(span: Span) -> Form:
    return (span.possible_from, span.certain_from, span.certain_until, span.possible_until)


def _ends(span: Span) -> Form:
    """The ends in words too: versions that meet in the same doubt leave no gap (`pathfinder.engine.terms.certain`)."""
    return (*_days(span), span.from_text, span.until_text)


def _version_form(version: records.Version, *, several: bool) -> Form:
    closed = sorted((_days(each.span), bool(each.disputed)) for each in version.closed)
    return (
        _ends(version.span) if several else _days(version.span),
        version.conditions == "stated",
        condition_form(version.requires) if version.requires is not None else None,
        tuple(sorted(map(condition_form, version.refused), key=repr)),
        tuple(closed),
    )


def pathway_form(book: RuleBook, pathway: records.Pathway, *, entries: bool = True) -> Form:
    """The form of a pathway, with those of the ways of entry it looks at and the regions it names."""
    several = len(pathway.versions) > 1
    covers = pathway.covers
    reached: Form | None = None
    if pathway.reached and entries:
        ways = [book.pathways[name] for name in book.entries.get(pathway.country, ())]
        reached = tuple(sorted((pathway_form(book, way, entries=False) for way in ways), key=repr))
    return (
        pathway.country,
        (tuple(sorted(covers.citizens)), tuple(sorted(covers.former)), covers.everyone),
        (pathway.reached, reached),
        tuple(sorted((_version_form(v, several=several) for v in pathway.versions), key=repr)),
        _regions(book, _named(pathway)),
    )


def caution_form(book: RuleBook, caution: records.Caution) -> Form:
    """The form of a caution."""
    touches = condition_form(caution.touches) if caution.touches is not None else None
    named = set(caution.countries)
    if caution.touches is not None:
        named |= names_in([caution.touches])
    return (touches, caution.span.possible_from, caution.span.possible_until, _regions(book, named))


def conditions_of(owner: records.Pathway | records.Caution) -> list[Any]:
    """The conditions that decide of a pathway or a caution."""
    if isinstance(owner, records.Caution):
        return [owner.touches] if owner.touches is not None else []
    return [
        condition
        for version in owner.versions
        for condition in (version.requires, *version.refused)
        if condition is not None
    ]


def facts_asked(book: RuleBook, owner: records.Pathway | records.Caution) -> set[str]:
    """The facts that a pathway or a caution asks, also by the ways of entry it looks at."""
    owners: list[Any] = [owner]
    found: set[str] = set()
    if isinstance(owner, records.Pathway):
        found |= {"citizenships"} | ({"former_citizenships"} if owner.covers.former else set())
        if owner.reached:
            found.add("current_country")
            owners += [book.pathways[name] for name in book.entries.get(owner.country, ())]
    for each in owners:
        for condition in conditions_of(each):
            for part in parts_of(condition):
                if isinstance(part, records.DaysIn | records.PresentStay):
                    found.add("stays")
                elif (fact := getattr(part, "fact", None)) is not None:
                    found.add(fact)
    return found


def names_in(conditions: Iterable[Any]) -> set[str]:
    """Countries, regions and other words that conditions name."""
    return {
        name
        for condition in conditions
        for part in parts_of(condition)
        for key in ("countries", "values", "issuers")
        for name in getattr(part, key, ())
    }


def _named(pathway: records.Pathway) -> set[str]:
    covers = pathway.covers
    return {pathway.country, *covers.citizens, *covers.former} | names_in(conditions_of(pathway))


def _regions(book: RuleBook, names: Iterable[str]) -> Form:
    found = []
    for name in sorted(set(names)):
        region = book.vocabulary.regions.get(name)
        if region is not None:
            members = tuple(sorted(set(region.members)))
            found.append((name, members, tuple(sorted(region.joined)), tuple(sorted(region.left))))
    return tuple(found)


def due_form(due: records.Due) -> Form:
    """When a duty falls due, without how the period is written."""
    after = (due.after.days, due.after.months) if due.after is not None else None
    return tuple(
        after if name == "after" else getattr(due, name) for name in msgspec.structs.asdict(due)
    )
