"""What a rule rests on besides its passages: the facts it asks for, the regions it names, the ways into its country."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.engine.questions import PLACE, STAYS
from pathfinder.language import records
from pathfinder.language.walking import conditions_of, parts_of
from pathfinder.rulebook.book import RuleBook

Rule = records.Pathway | records.Caution

PRESENT_STAY = "the present stay"
"""How a duty says that its time is counted from the beginning of the stay."""


def rules_of(book: RuleBook) -> dict[str, Rule]:
    """Every pathway and caution of a rule book by id, in the order of the files."""
    return {**book.pathways, **book.cautions}


def entries_of(rule: Rule, book: RuleBook) -> list[records.Pathway]:
    """The pathways by which the country of a pathway is reached, where it asks for that."""
    if not isinstance(rule, records.Pathway) or not rule.reached:
        return []
    names = book.entries.get(rule.country, ())
    return [book.pathways[name] for name in sorted(names) if name != rule.id]


def facts_of(rule: Rule, book: RuleBook) -> list[str]:
    """The facts that a rule asks for, in the order of the vocabulary; those of its entries are among them."""
    named = set(_facts(rule))
    for entry in entries_of(rule, book):
        named |= set(_facts(entry))
    return [name for name in book.vocabulary.facts if name in named]


def regions_of(rule: Rule, book: RuleBook) -> list[str]:
    """The regions that a rule or one of its entries names."""
    named = set(_places(rule))
    for entry in entries_of(rule, book):
        named |= set(_places(entry))
    return sorted(named & book.vocabulary.regions.keys())


def _facts(rule: Rule) -> Iterator[str]:
    if isinstance(rule, records.Pathway):
        yield "citizenships"
        if rule.covers.former:
            yield "former_citizenships"
        if rule.reached:
            yield PLACE
        for due in (duty.due for version in rule.versions for duty in version.duties):
            if due.since:
                yield STAYS if due.since == PRESENT_STAY else due.since
    for condition in parts_of(*conditions_of(rule)):
        if isinstance(condition, records.DaysIn | records.PresentStay):
            yield from (STAYS, PLACE)
        else:
            yield getattr(condition, "fact", "")


def _places(rule: Rule) -> Iterator[str]:
    """The names of countries and regions, among other words."""
    if isinstance(rule, records.Pathway):
        yield from (*rule.covers.citizens, *rule.covers.former, rule.country)
    else:
        yield from rule.countries
    for condition in parts_of(*conditions_of(rule)):
        for field in ("values", "countries", "issuers"):
            yield from getattr(condition, field, ())
        yield getattr(condition, "country", "")
