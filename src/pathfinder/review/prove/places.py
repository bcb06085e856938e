"""Countries as people name them in a sentence: by code, in English, or in Russian in any case."""

from __future__ import annotations

from pathfinder.rulebook.book import RuleBook

ENDING = 2
"""So many letters at the end of a Russian name may differ by its case."""

SHORTEST = 4
"""A shorter name has to stand as it is: too little would be left of it."""


def country_named(word: str, book: RuleBook) -> str | None:
    """The code of a country or a region; None where nothing, or more than one thing, is named so."""
    folded = word.strip().casefold()
    codes = {**book.vocabulary.regions, **book.vocabulary.countries}
    if word.strip().upper() in codes:
        return word.strip().upper()
    names = _names(book)
    if folded in names:
        return names[folded]
    alike = {code for name, code in names.items() if _inflected(name, folded)}
    return alike.pop() if len(alike) == 1 else None


def _names(book: RuleBook) -> dict[str, str]:
    """The names of the countries and regions that rules are about, in small letters."""
    wanted = {each.country for each in book.pathways.values()} | set(book.destinations)
    found = {
        book.vocabulary.regions[code].title.casefold(): code
        for code in wanted & set(book.vocabulary.regions)
    }
    for names in (book.vocabulary.countries, *book.country_names.values()):
        found |= {name.casefold(): code for code, name in names.items() if code in wanted}
    return found


def _inflected(name: str, word: str) -> bool:
    """Whether a word is a Russian name in another case."""
    if (
        name.isascii()
        or min(len(name), len(word)) < SHORTEST
        or abs(len(name) - len(word)) > ENDING
    ):
        return False
    stem = max(SHORTEST, len(name) - ENDING)
    return name[:stem] == word[:stem]
