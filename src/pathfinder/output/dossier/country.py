"""The page of a country: its pathways and dangers, what helps to judge, and the history of its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from markupsafe import Markup

from pathfinder.i18n import _, ngettext
from pathfinder.output.dossier.beside import Beside
from pathfinder.output.dossier.indexes import country_name
from pathfinder.output.dossier.places import Places
from pathfinder.output.dossier.rows import Part, Row, Rows
from pathfinder.output.dossier.rule_page import RulePage, rule_page
from pathfinder.output.dossier.saying import age_then, link, said, said_words
from pathfinder.output.outline import day_words
from pathfinder.review.dossier.records import Country, Dossier
from pathfinder.values.dates import format_day
from pathfinder.values.text import inert


class Neighbour(msgspec.Struct, frozen=True):
    """The page before or after."""

    name: str
    page: str


class CountryPage(msgspec.Struct, frozen=True, kw_only=True):
    """A country, ready for its template."""

    name: str
    code: str
    told: str
    contents: tuple[tuple[str, tuple[RulePage, ...]], ...]
    head: Row | None
    pathways: tuple[RulePage, ...]
    cautions: tuple[RulePage, ...]
    shown: tuple[tuple[Markup, Markup], ...]
    context: Part | None
    history: tuple[tuple[str, str], ...]
    before: Neighbour | None
    after: Neighbour | None


def country_page(place: int, dossier: Dossier, places: Places) -> CountryPage:
    """The page of the country at a place of the dossier."""
    country = dossier.countries[place]
    page = places.countries[country.code]
    pathways = tuple(rule_page(rule, dossier, places) for rule in country.pathways)
    cautions = tuple(rule_page(rule, dossier, places) for rule in country.cautions)
    beside = Beside(dossier.passages, dossier.book, places, "the-country", country.code)
    rows = Rows(dossier.book, places, beside, page)
    head = _head(country, beside)
    contents = ((_("Pathways"), pathways), (_("Dangers"), cautions))
    return CountryPage(
        name=country_name(dossier, country.code),
        code=inert(country.code),
        told=_told(country),
        contents=tuple((heading, listed) for heading, listed in contents if listed),
        head=head,
        pathways=pathways,
        cautions=cautions,
        shown=tuple(
            (link(c.id, places.rule(c.id)), said(c.says, stop=True)) for c in country.shown
        ),
        context=rows.statements(country.record.context) if country.record.context else None,
        history=tuple(_history(country)),
        before=_neighbour(country.code, -1, dossier, places),
        after=_neighbour(country.code, 1, dossier, places),
    )


def _told(country: Country) -> str:
    counts = [
        ngettext("{n} pathway", "{n} pathways", len(country.pathways)),
        ngettext("{n} danger", "{n} dangers", len(country.cautions)),
    ]
    numbers = (len(country.pathways), len(country.cautions))
    told = ", ".join(words.format(n=n) for words, n in zip(counts, numbers, strict=True))
    where = _("A condition without a citation rests on that of what it stands in.")
    return f"{told}. {where}" if any(numbers) else f"{told}."


def _head(country: Country, beside: Beside) -> Row | None:
    record = country.record
    if record.named_only:
        says = _("The documents name this country and state no conditions for it.")
    elif record.cites:
        says = _("Named in:")
    else:
        return None
    return Row(says=said_words(says), cites=beside.cites(record.cites))


def _history(country: Country) -> Iterator[tuple[str, str]]:
    yield day_words(country.record.last_checked), _("Last checked by its author, as the file says.")
    for commit in country.commits:
        yield inert(commit.day), f"{inert(commit.subject)} ({inert(commit.name)})"


def _neighbour(code: str, step: int, dossier: Dossier, places: Places) -> Neighbour | None:
    """The country beside one in the table of the first page."""
    listed = by_name(dossier)
    place = listed.index(code) + step
    if not 0 <= place < len(listed):
        return None
    return Neighbour(country_name(dossier, listed[place]), places.countries[listed[place]])


def by_name(dossier: Dossier) -> list[str]:
    """The codes of the countries by name; what is no single country comes first."""
    single = dossier.book.vocabulary.countries
    origin = {country.code for country in dossier.countries if "origin" in country.record.file}
    return sorted(
        (country.code for country in dossier.countries),
        key=lambda code: (code in single and code not in origin, country_name(dossier, code)),
    )


def country_rows(dossier: Dossier, places: Places) -> list[dict[str, Any]]:
    """The countries of the first page, in the order of `by_name`."""
    found = []
    countries = {country.code: country for country in dossier.countries}
    for country in (countries[code] for code in by_name(dossier)):
        rules = country.rules
        failing = sum(len(rule.failing) for rule in rules)
        cases = sum(len(rule.cases) for rule in rules)
        signed = sum(rule.signed is not None and rule.signed.state == "signed" for rule in rules)
        known = any(rule.signed is not None for rule in rules)
        found.append(
            {
                "name": country_name(dossier, country.code),
                "code": inert(country.code),
                "page": places.countries[country.code],
                "named_only": country.record.named_only,
                "pathways": len(country.pathways),
                "dangers": len(country.cautions),
                "open": sum(len(rule.open) for rule in rules),
                "cases": _("{n}, {failing} failing").format(n=cases, failing=failing) if failing else cases,
                "signed": _("{n} of {all}").format(n=signed, all=len(rules)) if known else "–",
            }
        )  # fmt: skip
    return found


def document_rows(dossier: Dossier, places: Places) -> list[dict[str, Any]]:
    """The documents of the first page."""
    from pathfinder.output.words import months_since

    copies = {one.document.id: one.copy for one in dossier.covered}
    found = []
    for document in dossier.book.documents.values():
        age = age_then(months_since(document.known_until, format_day(dossier.on)), dossier.on)
        copy = copies.get(document.id)
        if copy is None or not copy.searchable:
            told = _("not at hand")
        else:
            told = _("at hand") if copy.expected else _("at hand, but another one than named")
        found.append(
            {
                "title": inert(f"{document.id} {document.title}"),
                "language": document.language,
                "page": places.documents[document.id],
                "author": inert(document.author),
                "known": inert(f"{document.known_until} ({age})"),
                "at_hand": told,
            }
        )
    return found
