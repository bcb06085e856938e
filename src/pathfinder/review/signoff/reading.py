"""What somebody reads who reads a rule: the rule, what it rests on, and the hashes that a signature is made on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from pathfinder.language import records
from pathfinder.review.signoff.content import Content, Describer, hash_of
from pathfinder.review.signoff.meanings import fact_content, region_content
from pathfinder.review.signoff.passages import LENGTH, Passage, Passages, Words
from pathfinder.review.signoff.rests import Rule, entries_of, facts_of, regions_of
from pathfinder.rulebook.book import RuleBook


class Hashes(msgspec.Struct, frozen=True):
    """SHA-256, in hex, of the rule with the ways by which it is reached, of its facts and regions, of its passages."""

    rule: str
    facts: str
    passages: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """The rule and what it rests on, by name; the passages that it and its entries cite, by their words in it."""

    id: str
    rule: Content
    entries: dict[str, Content]
    facts: dict[str, Content]
    regions: dict[str, Content]
    passages: dict[str, Passage]

    @property
    def hashes(self) -> Hashes:
        """What a signature is made on."""
        entries = {name: hash_of(content) for name, content in self.entries.items()}
        cited = sorted(f"{one.document} {one.sha256}" for one in self.passages.values())
        return Hashes(
            rule=hash_of({"rule": self.rule, "reached by": entries}),
            facts=hash_of({"facts": self.facts, "regions": self.regions}),
            passages=hash_of(cited),
        )


def key_of(name: str, content: Content) -> str:
    """The name under which a content is kept: of two versions of the same thing both are there."""
    return f"{name} {hash_of(content)[:LENGTH]}"


def reading_key(reading: Reading) -> str:
    """The name under which the rule of a reading is kept."""
    return key_of(reading.id, reading.rule)


class Reader:
    """Reads the rules of a rule book as they stand now."""

    def __init__(self, book: RuleBook, passages: Passages) -> None:
        self.book = book
        self.passages = passages
        self._facts: dict[str, Content] = {}

    def read(self, rule: Rule, signed: Mapping[Words, str] | None = None) -> Reading:
        """What a rule says now; `signed` stands in for passages that nobody can look up (see `Passages`)."""
        cited: dict[str, Passage] = {}

        def word_of(cite: str) -> str:
            found = self.passages.passage(cite, signed)
            cited.setdefault(found.word, found)
            return found.word

        describer = Describer(word_of)
        return Reading(
            id=rule.id,
            rule=self._content(rule, describer),
            entries={
                entry.id: describer.pathway(entry) for entry in entries_of(rule, self.book)
            },
            facts={name: self.fact(name) for name in facts_of(rule, self.book)},
            regions={
                name: region_content(self.book.vocabulary.regions[name])
                for name in regions_of(rule, self.book)
            },
            passages=cited,
        )  # fmt: skip

    def _content(self, rule: Rule, describer: Describer) -> Content:
        if isinstance(rule, records.Pathway):
            return describer.pathway(rule)
        return describer.caution(rule)

    def fact(self, name: str) -> Content:
        """What a fact means."""
        if name not in self._facts:
            vocabulary = self.book.vocabulary
            fact = vocabulary.facts[name]
            self._facts[name] = fact_content(fact, vocabulary, self.book.pathways)
        return self._facts[name]

    def unknown(self, rule: Rule) -> list[str]:
        """The citations of a rule and its entries whose passages neither the documents nor the lock know."""
        return [cite for cite in self.cites(rule) if not self.passages.known(cite)]

    def cites(self, rule: Rule) -> list[str]:
        """Every citation of a rule and its entries, sorted."""
        cites: set[str] = set()

        def note(cite: str) -> str:
            cites.add(cite)
            return cite

        describer = Describer(note)
        self._content(rule, describer)
        for entry in entries_of(rule, self.book):
            describer.pathway(entry)
        return sorted(cites)


def plain_hashes(hashes: Hashes) -> dict[str, Any]:
    """The hashes by name."""
    return {"rule": hashes.rule, "facts": hashes.facts, "passages": hashes.passages}
