"""Walks through what a rule asks: every condition of it, whatever part it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.language import records
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.language.walking import conditions_of, parts_of
from pathfinder.review.dossier.records import Ask
from pathfinder.rulebook.book import RuleBook

STAYS, PLACE, CITIZENSHIPS, FORMER = (
    "stays", "current_country", "citizenships", "former_citizenships",
)  # fmt: skip
"""Facts that rules ask for without naming them."""


def parts(condition: records.AnyCondition | None) -> Iterator[records.AnyCondition]:
    """A condition and all that stands in it; what it `meets` is a definition of its own."""
    return parts_of(condition, through=False)


def conditions(record: records.Pathway | records.Caution) -> Iterator[records.AnyCondition]:
    """Every condition of a rule, that of a duty too."""
    return parts_of(*conditions_of(record), through=False)


def facts_of(condition: records.AnyCondition, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The facts for which a condition itself asks."""
    if isinstance(condition, records.DaysIn | records.PresentStay):
        named: tuple[str, ...] = (STAYS, PLACE)
    elif isinstance(condition, records.Question):
        named = (condition.fact,)
    else:
        named = ()
    return tuple(name for name in named if name in vocabulary.facts)


def asks(book: RuleBook) -> Iterator[Ask]:
    """Which rule asks for which fact; definitions ask for their own."""
    for name, definition in book.definitions.items():
        yield from _asks(book, name, parts(definition))
    for pathway in book.pathways.values():
        for fact in _covers(pathway, book.vocabulary):
            yield Ask(fact, pathway.id, None)
        yield from _asks(book, pathway.id, conditions(pathway))
    for caution in book.cautions.values():
        yield from _asks(book, caution.id, conditions(caution))


def _asks(book: RuleBook, owner: str, found: Iterator[records.AnyCondition]) -> Iterator[Ask]:
    for condition in found:
        for fact in facts_of(condition, book.vocabulary):
            yield Ask(fact, owner, condition)


def _covers(pathway: records.Pathway, vocabulary: Vocabulary) -> Iterator[str]:
    """The facts that tell whether a pathway speaks of a person and whether they reach it."""
    if not pathway.covers.everyone:
        yield CITIZENSHIPS
    if pathway.covers.former:
        yield FORMER
    if pathway.reached and PLACE in vocabulary.facts:
        yield PLACE
    for version in pathway.versions:
        for duty in version.duties:
            if duty.due.since in vocabulary.facts:
                yield duty.due.since


def users(book: RuleBook) -> dict[str, tuple[str, ...]]:
    """The rules and definitions that use each definition."""
    found: dict[str, dict[str, None]] = {name: {} for name in book.definitions}
    named = [(name, parts(definition)) for name, definition in book.definitions.items()]
    named += [(each.id, conditions(each)) for each in book.pathways.values()]
    named += [(each.id, conditions(each)) for each in book.cautions.values()]
    for owner, walked in named:
        for condition in walked:
            if isinstance(condition, records.Meets):
                found.setdefault(condition.name, {})[owner] = None
    return {name: tuple(owners) for name, owners in found.items()}
