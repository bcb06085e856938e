"""The indexes: facts and who asks for them, citations, everything open, definitions, dangers by what they endanger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from markupsafe import Markup

from pathfinder.i18n import N_, _, current_language, translate_rule
from pathfinder.language.records import Caution
from pathfinder.language.vocabulary import Fact
from pathfinder.output.dossier.beside import Beside
from pathfinder.output.dossier.documents import Citing, citing
from pathfinder.output.dossier.places import DEFINITIONS, Places
from pathfinder.output.dossier.rows import Row, Rows
from pathfinder.output.dossier.saying import link, said, said_words
from pathfinder.output.outline import Outline, dates_words
from pathfinder.output.words import capital, certainty_word, endangers_word, open_word, sentence
from pathfinder.review.dossier.records import Ask, Dossier, Open
from pathfinder.sources.records import Document
from pathfinder.values.text import inert
from pathfinder.values.words import date_words

OPEN_KINDS = {
    "closure": N_("Closed by one document, not by another"),
    "readings": N_("A document can be read in several ways"),
    "in part": N_("The documents state a part of the conditions"),
    "not recorded": N_("The documents record no conditions"),
    "not stated": N_("A condition that the documents leave open"),
    "if not met": N_("What follows for who fails a condition is not stated"),
    "if met": N_("Whether meeting a condition is enough is not stated"),
    "asked for": N_("When a condition is asked for is not stated"),
    "list": N_("A list that the document gives in part"),
    "dated": N_("A date that the documents know only roughly"),
}
"""What decides and is open, in the order of the page; the kinds of doubts follow."""

DOUBT_KINDS = ("disputed", "assumed", "silent", "not modelled")


class Asking(msgspec.Struct, frozen=True):
    """A rule that asks for a fact, linked, and what it asks."""

    rule: Markup
    asked: tuple[str, ...]


class FactPage(msgspec.Struct, frozen=True, kw_only=True):
    """A fact and the rules that ask for it."""

    fact: Fact
    anchor: str
    label: Markup
    question: Markup
    rules: tuple[Asking, ...]


class DefinitionPage(msgspec.Struct, frozen=True, kw_only=True):
    """A definition, its condition as rows, and who uses it."""

    name: Markup
    anchor: str
    row: Row
    users: tuple[Markup, ...]


class DangerPage(msgspec.Struct, frozen=True, kw_only=True):
    """A danger in an index."""

    rule: Markup
    says: Markup
    told: str
    countries: tuple[Markup, ...]


def facts(dossier: Dossier, places: Places) -> list[tuple[str, list[FactPage]]]:
    """The facts by group."""
    outline = Outline(dossier.book.vocabulary, lambda _cites: "")
    asked: dict[str, dict[str, list[Ask]]] = {}
    for ask in dossier.asks:
        if places.rule(ask.owner):
            asked.setdefault(ask.fact, {}).setdefault(ask.owner, []).append(ask)
    groups: dict[str, list[FactPage]] = {}
    for fact in dossier.book.vocabulary.facts.values():
        rules = asked.get(fact.name, {})
        page = FactPage(
            fact=fact, anchor=places.fact_anchors[fact.name], label=said(fact.label),
            question=said(fact.question),
            rules=tuple(_asking(owner, found, outline, places) for owner, found in rules.items()),
        )  # fmt: skip
        groups.setdefault(capital(_(fact.group)), []).append(page)
    return list(groups.items())


def _asking(owner: str, asks: list[Ask], outline: Outline, places: Places) -> Asking:
    words = [
        outline.words(ask.condition) if ask.condition is not None else _("whom it is for")
        for ask in asks
    ]
    first = next((ask.condition for ask in asks if ask.condition is not None), None)
    target = places.conditions.get(id(first)) or places.rule(owner)
    return Asking(link(owner, target), tuple(inert(each) for each in dict.fromkeys(words)))


def citations(dossier: Dossier, places: Places) -> list[tuple[Document, list[Citing]]]:
    """The citations by document, in the order of the text as far as it is known."""
    found = []
    for document in dossier.book.documents.values():
        passages = [
            passage
            for name, passage in dossier.passages.items()
            if name in places.citation_anchors and passage.citation.document == document.id
        ]
        passages.sort(key=lambda passage: (passage.start, passage.citation.id))
        if passages:
            found.append((document, [citing(each, dossier, places) for each in passages]))
    return found


def opens(dossier: Dossier, places: Places, *, contradictions: bool) -> list[tuple[str, list[Row]]]:
    """Everything open by kind; with `contradictions` where documents contradict each other, with the passages."""
    kinds: dict[str, list[Row]] = {}
    points = (point for rule in dossier.rules.values() for point in rule.open)
    for number, point in enumerate(points, 1):
        if not contradictions:
            kinds.setdefault(point.kind, []).append(_open_row(point, places, None))
        elif point.contradiction:
            home = places.home[point.owner]
            beside = Beside(dossier.passages, dossier.book, places, f"point_{number}", home)
            kinds.setdefault(point.kind, []).append(_open_row(point, places, beside))
    order = ["disputed", *OPEN_KINDS] if contradictions else [*OPEN_KINDS, *DOUBT_KINDS]
    order += [kind for kind in kinds if kind not in order]
    return [(kind_words(kind), kinds[kind]) for kind in order if kind in kinds]


def kind_words(kind: str) -> str:
    """What is open, as a heading."""
    if kind in OPEN_KINDS:
        return _(OPEN_KINDS[kind])
    return capital(open_word(kind))


def _open_row(point: Open, places: Places, beside: Beside | None) -> Row:
    """Something open in a rule; its passages stand beside it, or are linked where there is no `beside`."""

    def row(says: Markup, cites: tuple[str, ...]) -> Row:
        if beside is None:
            return Row(says=Markup("{} {}").format(says, _links(cites, places)))
        return Row(says=says, cites=beside.cites(cites))

    because = said(point.because, stop=True)
    if point.kind == "dated":
        because = said_words(sentence(capital(date_words(point.because))))
    rule = Markup('<span class="strong">{}</span>').format(
        link(point.owner, places.rule(point.owner))
    )
    head = row(
        Markup("{} {} {}").format(
            rule, said(point.says, stop=True), because if not point.says else ""
        ),
        () if point.sides else point.cites,
    )
    items = [Row(says=because)] if point.because and point.says else []
    items += [row(said(says, stop=True), cites) for says, cites in point.sides]
    return msgspec.structs.replace(head, items=tuple(items))


def _links(names: Iterable[str], places: Places) -> Markup:
    """Citations as links to their passages."""
    linked = Markup(", ").join(link(name, places.passage(name)) for name in names)
    return Markup('<span class="again">{}</span>').format(linked)


def definitions(dossier: Dossier, places: Places) -> list[DefinitionPage]:
    """The definitions with their conditions and passages."""
    found = []
    for name, condition in dossier.book.definitions.items():
        anchor = places.definition_anchors[name]
        beside = Beside(dossier.passages, dossier.book, places, anchor, "definitions")
        row = Rows(dossier.book, places, beside, DEFINITIONS).condition(condition, ())
        users = dossier.definition_users.get(name, ())
        links = tuple(link(user, places.rule(user)) for user in users)
        found.append(DefinitionPage(name=said(name), anchor=anchor, row=row, users=links))
    return found


def dangers(dossier: Dossier, places: Places) -> list[tuple[str, str, list[DangerPage]]]:
    """The dangers by what they endanger: the word for it, an anchor, and the dangers, in the order of the files."""
    kinds: dict[str, list[DangerPage]] = {}
    for caution in _cautions(dossier):
        told = _("{certainty}; {dates}").format(
            certainty=capital(certainty_word(caution.certainty)), dates=dates_words(caution.span)
        )
        page = DangerPage(
            rule=link(caution.id, places.rule(caution.id)),
            says=said(caution.says, stop=True),
            told=inert(told),
            countries=tuple(
                link(country_name(dossier, code), places.country(code))
                for code in caution.countries
            ),
        )
        for kind in caution.endangers:
            kinds.setdefault(kind, []).append(page)
    return [
        (capital(endangers_word(kind)), f"danger_{number}", found)
        for number, (kind, found) in enumerate(kinds.items(), 1)
    ]


def _cautions(dossier: Dossier) -> Iterator[Caution]:
    for rule in dossier.rules.values():
        if isinstance(rule.record, Caution):
            yield rule.record


def country_name(dossier: Dossier, code: str) -> str:
    """A country, region or file of rules by the name that its readers know."""
    book = dossier.book
    region = book.vocabulary.regions.get(code)
    if region is not None:
        return inert(translate_rule(region.title))
    names = book.country_names.get(current_language()) or book.vocabulary.countries
    name = inert(names.get(code, code))
    record = book.destinations.get(code)
    folder = record.file.replace("\\", "/").split("/")[-2:-1] if record else []
    if folder == ["origin"]:
        return _("{country}: what follows a person everywhere").format(country=name)
    return _("Several countries at once") if folder == ["several"] else name
