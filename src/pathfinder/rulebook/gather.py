"""Reads the files of several folders and gathers what they say, with every problem of every file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from pathfinder.i18n import N_, _, ngettext
from pathfinder.language.maps import Key, read_parts
from pathfinder.language.problems import Place, Problems, did_you_mean
from pathfinder.language.reading import Reader
from pathfinder.language.reference_files import (
    DOCUMENTS_FILE,
    FACTS_FILE,
    REGIONS_FILE,
    constraint_fits,
    read_definitions,
)
from pathfinder.language.rule_names import RuleReader
from pathfinder.language.rulefile import RuleFile, read_rule_file
from pathfinder.language.tree import Node, parse_yaml
from pathfinder.language.vocabulary import LANGUAGES, Fact, Region, Vocabulary
from pathfinder.rulebook.files import (
    FOLDERS,
    MAX_RULE_FILE,
    REFERENCE,
    decode,
    read_bytes,
    rule_files,
    shown_path,
)
from pathfinder.rulebook.join import Definition
from pathfinder.rulebook.names import country_names, language_codes
from pathfinder.rulebook.regions import check_members
from pathfinder.sources.records import Citation
from pathfinder.values.text import inert


class SourceFile(msgspec.Struct, frozen=True):
    """A rule file as a tree: its name inside the folder, its path as shown, its keys and values."""

    name: str
    path: str
    tree: Node

    @property
    def stem(self) -> str:
        return os.path.splitext(os.path.basename(self.name))[0]


class Gatherer:
    """What the files of several folders say. `unread` names files of which nothing is known."""

    def __init__(self, folders: Sequence[str]) -> None:
        self.folders = folders
        self.problems = Problems()
        self.contents: list[tuple[str, bytes]] = []
        self.sources: list[SourceFile] = []
        self.unread: set[str] = set()
        self.locks: list[tuple[str, str]] = []
        self.catalogues: list[tuple[str, str]] = []
        self.citations: dict[str, Citation] = {}
        self.files: list[RuleFile] = []
        self.definitions: dict[str, Definition] = {}
        self.documents: dict[str, Any] = {}
        self.broken: set[str] = set()
        self.lost: dict[str, list[Place]] = {}
        self.readers: list[RuleReader] = []
        self.regions: dict[str, Region] = {}

    def read(self) -> None:
        """Read every file to a tree."""
        for folder in self.folders:
            names = rule_files(folder)
            if not names:
                self.problems.add("PF101", Place(folder), _("This folder holds no rules."))
            for name in names:
                self._read_one(folder, name)

    def _read_one(self, folder: str, name: str) -> None:
        path = os.path.join(folder, name)
        shown = shown_path(path)
        text = None
        try:
            data = read_bytes(folder, name)
        except OSError as error:
            message = _("The file cannot be read: {why}.").format(why=error.strerror or "")
            self.problems.add("PF101", Place(shown), message)
        else:
            self.contents.append((name, data))
            text = decode(data, shown, self.problems, MAX_RULE_FILE)
        if text is None:
            self.unread.add(name)
        elif name.endswith(".lock"):
            self.locks.append((shown, text))
        elif name.endswith(".po"):
            self.catalogues.append((shown, path))
        else:
            self._parse(name, shown, text)

    def _parse(self, name: str, shown: str, text: str) -> None:
        before = len(self.problems.found)
        trees = parse_yaml(text, shown, self.problems)
        if len(trees) > 1:
            place = Place(shown, trees[1].line, trees[1].column)
            self.problems.add("PF112", place, _("A rule file is one YAML document."))
        elif not trees and len(self.problems.found) == before:
            self.problems.add("PF101", Place(shown), _("The file is empty."))
        if len(trees) == 1:
            self.sources.append(SourceFile(name, shown, trees[0]))
        else:
            self.unread.add(name)

    def written(self, folders: Iterable[str], key: str) -> set[str]:
        """The names that stand under a key of some files, also those whose entries have problems."""
        return {
            name
            for source in self.sources
            if source.name.split("/")[0] in folders
            for value in [source.tree.get(key)]
            if value is not None
            for name in value.keys()
        }

    def _reference(
        self, name: str, key: str, keys: dict[str, Key]
    ) -> tuple[dict[str, Any] | None, list[tuple[Any, Place]]]:
        """The entries under a key of the reference files of one name, and the constraints of facts.

        None in place of the entries where no such file has the key.
        """
        merged: dict[str, Any] | None = None
        constraints: list[tuple[Any, Place]] = []
        for source in self.sources:
            if source.name != name:
                continue
            reader = Reader(source.path, self.problems)
            values, _good = read_parts(source.tree, keys, reader, N_("This file"))
            if key not in values:
                continue
            merged = {} if merged is None else merged
            for entry, value in values[key].items():
                if entry in merged:
                    node = source.tree.get(key) or source.tree
                    self._twice(entry, reader.place(_key_of(node, entry)))
                merged[entry] = value
            node = source.tree.get("constraints") or source.tree
            places = [reader.place(item) for item in node.items]
            constraints += zip(values.get("constraints", []), places, strict=False)
        return merged, constraints

    def _twice(self, name: str, place: Place) -> None:
        message = _("“{id}” stands in two files.").format(id=name[:60])
        self.problems.add("PF103", place, message)

    def vocabulary(self) -> Vocabulary | None:
        """Facts, regions and documents; None where one of the files is missing or cannot be read."""
        facts, constraints = self._reference("facts.yaml", "facts", FACTS_FILE)
        regions, _none = self._reference("regions.yaml", "regions", REGIONS_FILE)
        documents, _none = self._reference("documents.yaml", "documents", DOCUMENTS_FILE)
        known = {source.name for source in self.sources} | self.unread
        for name in REFERENCE:
            if self.contents and name not in known:
                place = Place(os.path.join(self.folders[0], name))
                self.problems.add("PF101", place, _("A rule book needs this file."))
        if facts is None or regions is None or documents is None or self.unread & set(REFERENCE):
            return None
        if not facts and self.problems.errors:
            return None
        self.documents, self.regions = documents, regions
        self.broken = self.written({"facts.yaml"}, "facts") - set(facts)
        languages, countries = language_codes(), country_names("en")
        files = ((s.path, s.tree) for s in self.sources if s.name == "regions.yaml")
        check_members(files, countries, self.problems)
        return Vocabulary(
            facts={name: _with_languages(fact, languages) for name, fact in facts.items()},
            constraints=tuple(self._fitting(constraints, facts)),
            regions=regions,
            countries=countries,
            languages=tuple(languages),
        )

    def _fitting(
        self, constraints: list[tuple[Any, Place]], facts: dict[str, Fact]
    ) -> Iterable[Any]:
        for constraint, place in constraints:
            if constraint_fits(constraint, facts):
                yield constraint
            elif not self.broken & set(constraint.facts):
                message = _("This constraint names facts that do not exist or cannot be compared.")
                self.problems.add("PF120", place, message)

    def rules(self, vocabulary: Vocabulary) -> None:
        """Read definitions, destinations, origins and what stands for several countries."""
        for source in self.sources:
            reader = RuleReader(source.path, source.stem, self.problems, vocabulary, self.broken)
            if source.name == "definitions.yaml":
                found, citations = read_definitions(source.tree, reader)
                for name, condition in found.items():
                    if name in self.definitions:
                        self._twice(name, Place(source.path, condition.line, condition.column))
                    self.definitions[name] = Definition(condition, source.path)
                self._add_citations(citations)
            elif source.name.split("/")[0] in FOLDERS:
                file = read_rule_file(source.tree, reader)
                if file is None:
                    self.unread.add(source.name)
                    continue
                self.files.append(file)
                self._add_citations(file.citations)
            else:
                continue
            self.readers.append(reader)
        self._tell_lost()

    def _tell_lost(self) -> None:
        """Note each document that is cited and not there, once: it may be that it has another name now."""
        known = self.written({"documents.yaml"}, "documents")
        for document, places in self.lost.items():
            message = _("There is no document “{id}”.").format(id=inert(document[:60]))
            if len(places) > 1:
                n = len(places)
                text = ngettext("{n} citation names it.", "{n} citations name it.", n).format(n=n)
                message = f"{message} {text}"
            help = did_you_mean(document, known)
            self.problems.add("PF125", places[0], message, help)

    def _add_citations(self, citations: Sequence[Citation]) -> None:
        known = self.written({"documents.yaml"}, "documents")
        for citation in citations:
            place = Place(citation.file, citation.line, citation.column)
            if citation.document not in known:
                self.lost.setdefault(citation.document, []).append(place)
            if citation.id in self.citations:
                self._twice(citation.id, place)
            self.citations[citation.id] = citation


def _key_of(node: Node, name: str) -> Node:
    return next((key for key, _value in node.pairs if key.text == name), node)


def _with_languages(fact: Fact, languages: dict[str, str]) -> Fact:
    """A fact of languages with all of them as its options."""
    if fact.options != LANGUAGES:
        return fact
    return msgspec.structs.replace(fact, options=tuple(languages.items()))
