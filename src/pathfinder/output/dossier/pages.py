"""Puts the pages of a dossier together, by the names of their files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from pathfinder.i18n import _, current_language, ngettext
from pathfinder.output.coverage_html import MARK, status_words
from pathfinder.output.dossier import indexes, search, standing
from pathfinder.output.dossier import places as at
from pathfinder.output.dossier.country import country_page, country_rows, document_rows
from pathfinder.output.dossier.documents import document_page
from pathfinder.output.dossier.frame import FRAME, MACROS
from pathfinder.output.dossier.index_templates import TEMPLATES as INDEXES
from pathfinder.output.dossier.page_templates import TEMPLATES as PAGES
from pathfinder.output.dossier.places import Places
from pathfinder.output.dossier.script import SCRIPT, policy
from pathfinder.output.dossier.style import STYLE
from pathfinder.output.dossier.words import menu, words
from pathfinder.review.dossier.records import Dossier
from pathfinder.values.dates import format_day
from pathfinder.values.text import inert
from pathfinder.version import __version__


def pages(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Every page of a dossier in the language of the reader, as the name of its file and its text."""
    places = Places(dossier)
    press = _Press(dossier)
    definitions = indexes.definitions(dossier, places)
    for number, country in enumerate(dossier.countries):
        page = places.countries[country.code]
        made = country_page(number, dossier, places)
        yield page, press.page("country", page, country=made)
    for document in dossier.book.documents.values():
        page = places.documents[document.id]
        shown = document_page(document, dossier, places)
        yield (
            page,
            press.page("document", page, document=shown, statuses=status_words(), marks=MARK),
        )
    yield at.INDEX, press.page(
        "start", at.INDEX, figures=list(standing.figures(dossier)), notices=_notices(dossier),
        attention=standing.attention(dossier, places), countries=country_rows(dossier, places),
        documents=document_rows(dossier, places),
    )  # fmt: skip
    yield at.DEFINITIONS, press.page("definitions", at.DEFINITIONS, found=definitions, narrow=False)
    yield from _indexes(dossier, places, press)
    yield from _search(dossier, places, press)


def _indexes(dossier: Dossier, places: Places, press: _Press) -> Iterator[tuple[str, str]]:
    yield (
        at.FACTS,
        press.page("facts", at.FACTS, groups=indexes.facts(dossier, places), narrow=True),
    )
    yield (
        at.CITATIONS,
        press.page("citations", at.CITATIONS, groups=indexes.citations(dossier, places)),
    )
    labels = press.words
    yield at.OPEN, press.page(
        "open", at.OPEN, groups=indexes.opens(dossier, places, contradictions=False),
        heading=labels["open_heading"], about=labels["about_open"], narrow=True,
    )  # fmt: skip
    yield at.CONTRADICTIONS, press.page(
        "open", at.CONTRADICTIONS, groups=indexes.opens(dossier, places, contradictions=True),
        heading=labels["contradictions_heading"], about=labels["about_contradictions"],
    )  # fmt: skip
    yield (
        at.DANGERS,
        press.page("dangers", at.DANGERS, groups=indexes.dangers(dossier, places), narrow=True),
    )
    found = standing.standings(dossier, places)
    yield at.STANDING, press.page("standing", at.STANDING, found=found)


def _search(dossier: Dossier, places: Places, press: _Press) -> Iterator[tuple[str, str]]:
    letters = search.letters(dossier, places)
    groups = search.entries(dossier, places)
    yield at.SEARCH, press.page(
        "search", at.SEARCH, letters=letters, groups=groups, narrow=True,
        policy=policy(STYLE, SCRIPT), script=Markup(SCRIPT),  # noqa: S704 - our own script
    )  # fmt: skip
    for letter in letters:
        yield (
            letter.page,
            press.page(
                "words", letter.page, letter=letter, letters=letters, narrow=True, under=at.SEARCH
            ),
        )


def _notices(dossier: Dossier) -> list[str]:
    """What has to be known before reading: whether it may be given away, what is missing, and what it is of."""
    labels = words()
    missing = [
        f"{one.document.id}: {one.copy.detail}"
        for one in dossier.covered
        if not one.copy.searchable
    ]
    told = [labels["own_use"]] if dossier.has_words else [labels["without"]]
    if missing:
        text = ngettext(
            "A document is not at hand: {what}.", "Documents are not at hand: {what}.", len(missing)
        )
        told.append(text.format(what=inert("; ".join(missing))))
    if not dossier.whole:
        told.append(
            _("Only some of the countries were asked for; what others rest on is not linked.")
        )
    return told


class _Press:
    """Renders templates with what every page needs."""

    def __init__(self, dossier: Dossier) -> None:
        self.words = words()
        self.environment = Environment(
            loader=DictLoader({"frame": FRAME, "macros": MACROS, **PAGES, **INDEXES}), autoescape=True,
            undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        made = _("Made by pathfinder {version} from the rules sha256:{hash}, for {day}.")
        self.environment.globals.update(
            language=current_language(), words=self.words, menu=menu(), inert=inert,
            style=Markup(STYLE),  # noqa: S704 - our own style
            policy=policy(STYLE), has_words=dossier.has_words, narrow=False, under="",
            made=made.format(
                version=__version__, hash=dossier.book.hash[:12], day=format_day(dossier.on)
            ),
        )  # fmt: skip

    def page(self, template: str, page: str, **values: Any) -> str:
        """One page; `values` are what its template names besides."""
        return self.environment.get_template(template).render(page=page, **values)
