"""What a document may change: its sentences that no rule cites yet, beside the rules of the countries they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from pathfinder.review.lint.wording import country_pattern, plain
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.names import country_names
from pathfinder.rulebook.uses import uses
from pathfinder.sources.coverage import UNTOUCHED, DocumentCoverage, Span

ORIGIN = "RU"
"""Named in most sentences; a sentence is of Russia only where it names no other country."""

_LAST_VOWEL = re.compile("[аеёиоуыэюяйь]$")


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence that no rule cites: its line in the copy, and the characters it takes there."""

    line: int
    start: int
    end: int


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as it stands: `known_until` is the last day of which its newest document can speak."""

    id: str
    title: str
    documents: tuple[str, ...]
    known_until: str
    older: bool


class Concern(msgspec.Struct, frozen=True, kw_only=True):
    """A country or region that the document names in sentences that no rule cites, and its rules."""

    country: str
    mentions: tuple[Mention, ...]
    rules: tuple[Standing, ...]


class Concerns(msgspec.Struct, frozen=True, kw_only=True):
    """All of one document; `elsewhere` are sentences that name no country."""

    document: str
    title: str
    sentences: int
    countries: tuple[Concern, ...]
    elsewhere: tuple[Mention, ...]


def concerns(covered: DocumentCoverage, book: RuleBook) -> Concerns:
    """The sentences of a document that nothing accounts for, by the countries they name; those with rules first."""
    patterns = _patterns(book, covered.document.language)
    by_country: dict[str, list[Mention]] = {}
    elsewhere: list[Mention] = []
    text = covered.copy.text
    untouched = [span for span in covered.spans if span.status == UNTOUCHED]
    before: tuple[int, list[str]] = (0, [])
    for span in untouched:
        mention = _mention(text, span)
        named = _named(plain(text[span.start : span.end]), patterns)
        if not named and before[0] == mention.line:
            named = before[
                1
            ]  # "Before that they could stay longer": it goes on about the same country
        before = (mention.line, named)
        for code in named:
            by_country.setdefault(code, []).append(mention)
        if not named:
            elsewhere.append(mention)
    standing = _standing(book, covered.document.known_until)
    found = [
        Concern(country=code, mentions=tuple(mentions), rules=tuple(standing.get(code, ())))
        for code, mentions in by_country.items()
    ]
    found.sort(key=lambda one: (not one.rules, -len(one.mentions), one.country))
    return Concerns(
        document=covered.document.id, title=covered.document.title, sentences=len(untouched),
        countries=tuple(found), elsewhere=tuple(elsewhere),
    )  # fmt: skip


def _mention(text: str, span: Span) -> Mention:
    return Mention(line=text.count("\n", 0, span.start) + 1, start=span.start, end=span.end)


def _patterns(book: RuleBook, language: str) -> dict[str, re.Pattern[str]]:
    """How each country and region is named in the language of a document, and in English."""
    own = country_names(language) if language != "en" else {}
    found = {}
    for code, name in book.vocabulary.countries.items():
        stem = _LAST_VOWEL.sub("", own.get(code, ""))
        found[code] = re.compile(country_pattern(code, (name, stem)))
    for code, region in book.vocabulary.regions.items():
        found[code] = re.compile(country_pattern(code, (region.title,)))
    return found


def _named(sentence: str, patterns: Mapping[str, re.Pattern[str]]) -> list[str]:
    named = [code for code, pattern in patterns.items() if pattern.search(sentence)]
    return [code for code in named if code != ORIGIN] or named


def _standing(book: RuleBook, known_until: str) -> dict[str, list[Standing]]:
    """The rules by country; a caution stands with every country it is shown under."""
    cited: dict[str, dict[str, None]] = {}
    for use in uses(book):
        document = book.citations[use.citation].citation.document
        cited.setdefault(use.rule, {})[document] = None
    found: dict[str, list[Standing]] = {}
    for pathway in book.pathways.values():
        one = _of_rule(book, pathway.id, pathway.title, cited.get(pathway.id, {}), known_until)
        found.setdefault(pathway.country, []).append(one)
    for caution in book.cautions.values():
        one = _of_rule(book, caution.id, caution.says, cited.get(caution.id, {}), known_until)
        for country in caution.countries or (ORIGIN,):
            found.setdefault(country, []).append(one)
    return found


def _of_rule(
    book: RuleBook, rule: str, title: str, documents: Iterable[str], known_until: str
) -> Standing:
    days = [book.documents[document].known_until for document in documents]
    newest = max(days, default="")
    return Standing(
        id=rule, title=title, documents=tuple(documents), known_until=newest, older=newest < known_until
    )  # fmt: skip
