"""A part of a rule book on its own: some pathways and cautions with the ways of entry that they look at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pathfinder.engine.day import BookOnDay
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day


def alone(book: RuleBook, owners: Iterable[str]) -> RuleBook:
    """The book with these owners only; a pathway that is reached by others brings those along."""
    wanted = dict.fromkeys(owners)
    countries = {book.pathways[name].country for name in wanted if name in book.pathways}
    entries = {country: book.entries.get(country, ()) for country in countries}
    wanted.update(dict.fromkeys(name for names in entries.values() for name in names))
    small: RuleBook = msgspec.structs.replace(
        book,
        pathways={name: each for name, each in book.pathways.items() if name in wanted},
        cautions={name: each for name, each in book.cautions.items() if name in wanted},
        entries=entries,
        destinations={name: each for name, each in book.destinations.items() if name in countries},
    )
    return small


def known_to(book: RuleBook, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a person says, as far as a book has the facts for it."""
    return {name: value for name, value in values.items() if name in book.vocabulary.facts}


def prepared(book: RuleBook, day: Day) -> BookOnDay:
    """The book on a day with every tree made, ready for people."""
    on_day = BookOnDay(book, day)
    on_day.prepare()
    return on_day
