"""What can be searched for: every rule, definition, fact and passage with its words, and the words letter by letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec
from markupsafe import Markup

from pathfinder.i18n import _, translate_rule
from pathfinder.language import records
from pathfinder.output.dossier.indexes import country_name
from pathfinder.output.dossier.places import Places
from pathfinder.output.dossier.saying import foreign, link, said, said_words
from pathfinder.output.words import endangers_word
from pathfinder.review.dossier.records import Dossier
from pathfinder.values.text import inert

_SENTENCES = ("title", "says", "doubt", "because", "derived", "disputed", "about")
"""The fields of a rule that hold sentences."""

_WORD = re.compile(r"[^\W\d_]{3,}|[0-9]{2,}")
_MOST = 0.25
"""A word that stands in more than this share of the rules tells none of them apart."""


class Entry(msgspec.Struct, frozen=True):
    """Something to be found: a link with its words, where it belongs, and its sentences."""

    link: Markup
    where: Markup
    sentences: tuple[Markup, ...]


class Letter(msgspec.Struct, frozen=True):
    """A letter, the page of its words, and the words with links to the rules in which they stand."""

    letter: str
    page: str
    words: tuple[tuple[str, tuple[Markup, ...]], ...]


def sentences_of(record: Any) -> Iterator[str]:
    """Every sentence of a rule, in order; what it `meets` has its own."""
    if isinstance(record, tuple):
        for item in record:
            yield from _side(item) if _is_side(item) else sentences_of(item)
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            value = getattr(record, name)
            if isinstance(value, str):
                if name in _SENTENCES and value:
                    yield value
            elif name != "cases" and not (isinstance(record, records.Meets) and name == "item"):
                yield from sentences_of(value)


def _is_side(item: Any) -> bool:
    return isinstance(item, tuple) and len(item) == 2 and isinstance(item[1], tuple)


def _side(item: tuple[str, Any]) -> Iterator[str]:
    yield item[0]


def entries(dossier: Dossier, places: Places) -> list[tuple[str, list[Entry]]]:
    """Everything that can be found, by what it is."""
    found = {
        _("Countries"): list(_countries(dossier, places)),
        _("Rules"): list(_rules(dossier, places)),
        _("Definitions"): list(_definitions(dossier, places)),
        _("Facts"): list(_facts(dossier, places)),
        _("Passages"): list(_passages(dossier, places)),
    }
    return [(kind, listed) for kind, listed in found.items() if listed]


def _countries(dossier: Dossier, places: Places) -> Iterator[Entry]:
    for country in sorted(dossier.countries, key=lambda each: country_name(dossier, each.code)):
        name = link(country_name(dossier, country.code), places.country(country.code))
        notes = dict.fromkeys(sentences_of(country.record.context))
        yield Entry(name, said_words(country.code), tuple(said(each) for each in notes))


def _rules(dossier: Dossier, places: Places) -> Iterator[Entry]:
    for rule in dossier.rules.values():
        where = said_words(country_name(dossier, rule.home))
        told = dict.fromkeys(sentences_of(rule.record))
        extra = []
        if isinstance(rule.record, records.Caution):
            extra = [said_words(", ".join(map(endangers_word, rule.record.endangers)))]
        yield Entry(
            link(rule.id, places.rule(rule.id)), where, (*extra, *(said(each) for each in told))
        )


def _definitions(dossier: Dossier, places: Places) -> Iterator[Entry]:
    for name, condition in dossier.book.definitions.items():
        told = dict.fromkeys(sentences_of(condition))
        yield Entry(
            link(said(name), places.definition(name)),
            Markup(""),
            tuple(said(each) for each in told),
        )


def _facts(dossier: Dossier, places: Places) -> Iterator[Entry]:
    for fact in dossier.book.vocabulary.facts.values():
        yield Entry(
            link(said(fact.label), places.fact(fact.name)), said_words(fact.name), (said(fact.question),)
        )  # fmt: skip


def _passages(dossier: Dossier, places: Places) -> Iterator[Entry]:
    for name in places.citation_anchors:
        passage = dossier.passages[name]
        citation = passage.citation
        document = dossier.book.documents[citation.document]
        words = passage.words or f"{citation.first} … {citation.last}"
        where = Markup("{}, {}").format(document.id, foreign(citation.section, document.language))
        yield Entry(
            link(name, places.passage(name)), where, (foreign(words, document.language),)
        )  # fmt: skip


def letters(dossier: Dossier, places: Places) -> list[Letter]:
    """The words of the rules in the reader's language, letter by letter; figures come first."""
    found: dict[str, dict[str, None]] = {}
    rules = dossier.rules
    for rule in rules.values():
        for told in sentences_of(rule.record):
            for word in _WORD.findall(inert(translate_rule(told))):
                found.setdefault(word.casefold(), {})[rule.id] = None
    most = max(3, _MOST * len(rules))
    by_letter: dict[str, dict[str, dict[str, None]]] = {}
    for word, where in found.items():
        if len(where) <= most:
            by_letter.setdefault(_letter(word), {})[word] = where
    return [
        Letter(
            letter=letter,
            page=_page(letter),
            words=tuple(
                (word, tuple(link(name, places.rule(name)) for name in words[word]))
                for word in sorted(words, key=_order)
            ),
        )
        for letter, words in sorted(by_letter.items(), key=lambda item: _order(item[0]))
    ]


def _letter(word: str) -> str:
    """The first letter without its accents; one place for all figures."""
    if word[0].isdecimal():
        return "0–9"
    return unicodedata.normalize("NFD", word[0])[0].upper()


def _order(word: str) -> tuple[bool, str, str]:
    """Figures by their value, then letters without their accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return not word[0].isdecimal(), plain.zfill(12) if word.isdecimal() else plain, word


def _page(letter: str) -> str:
    if letter[0].isdecimal():
        return "words-0.html"
    return f"words-{letter.lower() if letter.isascii() else f'{ord(letter):04x}'}.html"
