"""Which rule uses which citation, and as what. A citation that no rule uses states nothing here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from pathfinder.i18n import N_
from pathfinder.language import records
from pathfinder.language.walking import parts_of
from pathfinder.rulebook.book import RuleBook
from pathfinder.sources.coverage import Use

PATHWAY: Final = N_("pathway")
CONDITION: Final = N_("condition")
REFUSAL: Final = N_("refusal")
CLOSURE: Final = N_("closure")
GRANT: Final = N_("grant")
DUTY: Final = N_("duty")
QUESTION: Final = N_("open question")
CONTEXT: Final = N_("context")
CAUTION: Final = N_("caution")
DEFINITION: Final = N_("definition")
DESTINATION: Final = N_("destination")


def uses(book: RuleBook) -> list[Use]:
    """Every use of a citation in a rule book, each once; `rule` is the id of the rule."""
    found: dict[Use, None] = {}
    for name, rule, role in _of_book(book):
        found[Use(name, rule, role)] = None
    return list(found)


def _of_book(book: RuleBook) -> Iterator[tuple[str, str, str]]:
    for name, condition in book.definitions.items():
        yield from _named(_conditions(condition), name, DEFINITION)
    for country, destination in book.destinations.items():
        yield from _named(destination.cites, country, DESTINATION)
        yield from _statements(destination.context, country)
    for pathway in book.pathways.values():
        for version in pathway.versions:
            yield from _version(version, pathway.id)
        yield from _statements(pathway.context, pathway.id)
    for caution in book.cautions.values():
        yield from _named(caution.cites, caution.id, CAUTION)
        yield from _named(_conditions(caution.touches), caution.id, CONDITION)
        yield from _doubts(caution.open, caution.id)


def _version(version: records.Version, rule: str) -> Iterator[tuple[str, str, str]]:
    yield from _named(version.cites, rule, PATHWAY)
    yield from _named(_conditions(version.requires), rule, CONDITION)
    for refused in version.refused:
        yield from _named(_conditions(refused), rule, REFUSAL)
    for closure in version.closed:
        yield from _named((*closure.cites, *closure.disputed_cites), rule, CLOSURE)
    if version.grants is not None:
        yield from _named(version.grants.cites, rule, GRANT)
    for duty in version.duties:
        yield from _named((*duty.cites, *_conditions(duty.when)), rule, DUTY)
    yield from _doubts(version.open, rule)


def _doubts(doubts: tuple[records.Doubt, ...], rule: str) -> Iterator[tuple[str, str, str]]:
    for doubt in doubts:
        sides = [name for _says, cites in doubt.sides for name in cites]
        yield from _named((*doubt.cites, *sides), rule, QUESTION)


def _statements(
    statements: tuple[records.Statement, ...], rule: str
) -> Iterator[tuple[str, str, str]]:
    for statement in statements:
        yield from _named(statement.cites, rule, CONTEXT)


def _conditions(condition: records.AnyCondition | None) -> tuple[str, ...]:
    """The citations of a condition and of all that it holds; what it `meets` is a definition of its own."""
    return tuple(name for part in parts_of(condition, through=False) for name in part.cites)


def _named(names: tuple[str, ...], rule: str, role: str) -> Iterator[tuple[str, str, str]]:
    for name in names:
        yield name, rule, role
