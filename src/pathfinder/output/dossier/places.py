"""Where everything stands in a dossier: the names of its pages, the anchors in them, and links to both."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pathfinder.review.dossier.records import Dossier

INDEX, SEARCH, FACTS, CITATIONS, OPEN, CONTRADICTIONS, DEFINITIONS, DANGERS, STANDING = (
    "index.html", "search.html", "facts.html", "citations.html", "open.html", "contradictions.html",
    "definitions.html", "dangers.html", "standing.html",
)  # fmt: skip

_PLAIN = re.compile(r"[0-9A-Za-z_-]{1,40}")


class Places:
    """Names of pages and anchors, each once; a link is empty where the dossier has no such place.

    Ids come from rule books, also from strangers': what is no plain word never becomes part of a file's name.
    """

    def __init__(self, dossier: Dossier) -> None:
        self.book = dossier.book
        self.countries = _files("country", [country.code for country in dossier.countries])
        self.documents = _files("document", list(dossier.book.documents))
        self.home = {rule.id: rule.home for rule in dossier.rules.values()}
        self.rule_anchors = _anchors("", self.home)
        self.definition_anchors = _anchors("definition-", dossier.book.definitions)
        self.fact_anchors = _anchors("fact-", dossier.book.vocabulary.facts)
        known = {*self.home, *self.countries, *dossier.book.definitions}
        self.citation_anchors = _anchors(
            "citation-",
            [
                name
                for name, passage in dossier.passages.items()
                if dossier.whole or any(use.rule in known for use in passage.uses)
            ],
        )
        self.with_text = {one.document.id for one in dossier.covered if one.copy.searchable}
        self.found = {name for name, passage in dossier.passages.items() if passage.words}
        self.conditions: dict[int, str] = {}
        """Links to single conditions, by the identity of their record; filled while pages are made."""

    def country(self, code: str) -> str:
        return self.countries.get(code, "")

    def rule(self, name: str) -> str:
        """A pathway, a caution, a country or a definition, by its id."""
        if name in self.home:
            return f"{self.countries[self.home[name]]}#{self.rule_anchors[name]}"
        return self.country(name) or self.definition(name)

    def definition(self, name: str) -> str:
        anchor = self.definition_anchors.get(name)
        return f"{DEFINITIONS}#{anchor}" if anchor else ""

    def fact(self, name: str) -> str:
        anchor = self.fact_anchors.get(name)
        return f"{FACTS}#{anchor}" if anchor else ""

    def citation(self, name: str) -> str:
        anchor = self.citation_anchors.get(name)
        return f"{CITATIONS}#{anchor}" if anchor else ""

    def passage(self, name: str) -> str:
        """The place of a passage in the text of its document; without the text, on the page of the document."""
        anchor = self.citation_anchors.get(name)
        if anchor is None:
            return ""
        return f"{self.documents[self.book.citations[name].citation.document]}#{anchor}"


def _files(kind: str, names: list[str]) -> dict[str, str]:
    plain = len({name.lower() for name in names}) == len(names)  # some file systems know no case
    return {
        name: f"{kind}-{name if plain and _PLAIN.fullmatch(name) else f'number-{number}'}.html"
        for number, name in enumerate(names, 1)
    }


def _anchors(lead: str, names: Iterable[str]) -> dict[str, str]:
    """An anchor for each name: its letters and digits where those tell it apart, else its number."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for number, name in enumerate(names, 1):
        anchor = lead + re.sub(r"[^0-9A-Za-z]+", "-", name).strip("-")[:80]
        if anchor in taken or not re.fullmatch(r"[A-Za-z][0-9A-Za-z-]*[0-9A-Za-z]", anchor):
            anchor = f"{lead or 'rule-'}number-{number}"
        taken.add(anchor)
        found[name] = anchor
    return found
