"""Puts a rule book together from its folders, and says every problem of every file in one run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.conditions import RuleReader
from pathfinder.language.problems import Place, Problem, Problems, did_you_mean
from pathfinder.language.reference_files import (
    DOCUMENTS_FILE, FACTS_FILE, REGIONS_FILE, read_definitions, read_file,
)  # fmt: skip
from pathfinder.language.rulefile import RuleFile, read_rule_file
from pathfinder.language.tree import Node, parse_yaml
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.rulebook.book import CaseOf, LockedCitation, RuleBook
from pathfinder.rulebook.files import FOLDERS, MAX_RULE_FILE, book_hash, decode, read_bytes, rule_files
from pathfinder.rulebook.names import country_names, language_codes
from pathfinder.sources.lock import read_lock
from pathfinder.sources.records import Citation


class LoadedBook(msgspec.Struct, frozen=True):
    """A rule book, the cases of its files, and the problems that were found; `book` is None with errors."""

    book: RuleBook | None
    cases: list[CaseOf]
    problems: list[Problem]


class _Loader:
    """Reads the files of several folders into one book."""

    def __init__(self, folders: Sequence[str]) -> None:
        self.folders = folders
        self.problems = Problems()
        self.contents: list[tuple[str, bytes]] = []
        self.trees: list[tuple[str, str, Node]] = []
        self.lock_text: list[str] = []
        self.catalogues: list[tuple[str, str]] = []
        self.citations: dict[str, Citation] = {}
        self.files: list[RuleFile] = []
        self.definitions: dict[str, Any] = {}
        self.documents: dict[str, Any] = {}
        self.readers: list[RuleReader] = []

    def read(self) -> None:
        """Read every file to a tree."""
        for folder in self.folders:
            names = rule_files(folder)
            if not names:
                message = _("This folder holds no rules.")
                self.problems.add("PF101", Place(folder), message)
            for name in names:
                self.read_one(folder, name)

    def read_one(self, folder: str, name: str) -> None:
        path = os.path.join(folder, name)
        shown = os.path.relpath(path) if not os.path.relpath(path).startswith("..") else path
        try:
            data = read_bytes(folder, name)
        except OSError as error:
            message = _("The file cannot be read: {why}.").format(why=error.strerror or "")
            self.problems.add("PF101", Place(shown), message)
            return
        self.contents.append((name, data))
        text = decode(data, shown, self.problems, MAX_RULE_FILE)
        if text is None:
            return
        if name == "citations.lock":
            self.lock_text.append(text)
        elif name.endswith(".po"):
            self.catalogues.append((os.path.splitext(os.path.basename(name))[0], path))
        else:
            trees = parse_yaml(text, shown, self.problems)
            if len(trees) > 1:
                place = Place(shown, trees[1].line, 1)
                self.problems.add("PF112", place, _("A rule file is one YAML document."))
            elif trees:
                self.trees.append((name, shown, trees[0]))

    def reference(self, name: str, keys: dict[str, Any]) -> dict[str, Any]:
        """The values of the reference files of one name, merged over the folders."""
        merged: dict[str, Any] = {}
        for file, shown, tree in self.trees:
            if file != name:
                continue
            reader = RuleReader(shown, "", self.problems, _NO_VOCABULARY)
            for key, value in read_file(tree, keys, reader, N_("This file")).items():
                if isinstance(value, dict):
                    merged.setdefault(key, {}).update(value)
                else:
                    merged[key] = [*merged.get(key, []), *value] if isinstance(value, list) else value
        return merged

    def vocabulary(self) -> Vocabulary:
        facts = self.reference("facts.yaml", FACTS_FILE)
        regions = self.reference("regions.yaml", REGIONS_FILE)
        self.documents = self.reference("documents.yaml", DOCUMENTS_FILE).get("documents", {})
        languages = language_codes()
        known = dict(facts.get("facts", {}))
        for name, fact in known.items():
            if fact.options == (("ISO 639-1", "ISO 639-1"),):
                known[name] = msgspec.structs.replace(fact, options=tuple(languages.items()))
        return Vocabulary(
            facts=known,
            constraints=tuple(
                constraint
                for constraint in facts.get("constraints", [])
                if all(name in known for name in constraint.facts)
            ),
            regions=regions.get("regions", {}),
            countries=country_names("en"),
            languages=tuple(languages),
        )

    def rules(self, vocabulary: Vocabulary) -> None:
        """Read definitions, destinations, origins and what stands for several countries."""
        for name, shown, tree in self.trees:
            stem = os.path.splitext(os.path.basename(name))[0]
            reader = RuleReader(shown, stem, self.problems, vocabulary)
            if name == "definitions.yaml":
                found, citations = read_definitions(tree, reader)
                self.definitions.update(found)
                self.add_citations(citations)
            elif name.split("/")[0] in FOLDERS:
                file = read_rule_file(tree, reader)
                if file is None:
                    continue
                self.files.append(file)
                self.add_citations(file.citations)
            else:
                continue
            self.readers.append(reader)

    def add_citations(self, citations: Sequence[Citation]) -> None:
        for citation in citations:
            if citation.document not in self.documents:
                message = _("There is no document “{id}”.").format(id=citation.document)
                place = Place(citation.file, citation.line, citation.column)
                help = did_you_mean(citation.document, self.documents)
                self.problems.add("PF125", place, message, help)
            self.citations[citation.id] = citation


_NO_VOCABULARY = Vocabulary(facts={}, constraints=(), regions={}, countries={}, languages=())


def load_folders(folders: Sequence[str]) -> LoadedBook:
    """Load the rule book that stands in some folders; later folders add to earlier ones."""
    loader = _Loader(folders)
    loader.read()
    vocabulary = loader.vocabulary()
    loader.rules(vocabulary)
    pathways, cautions, destinations = _merge(loader)
    _check_names(loader, pathways)
    definitions = _inline_definitions(loader)
    vocabulary = _with_pathways(vocabulary, pathways)
    cases = [
        CaseOf(owner.id, case, owner.file)
        for owner in (*pathways.values(), *cautions.values())
        for case in owner.cases
    ]
    problems = loader.problems
    if problems.errors:
        return LoadedBook(None, cases, problems.sorted())
    resolve = _Resolver(definitions)
    book = RuleBook(
        hash=book_hash([item for item in loader.contents if not item[0].startswith("locales/")]),
        vocabulary=vocabulary,
        documents=loader.documents,
        citations=_locked(loader),
        definitions=definitions,
        destinations=destinations,
        pathways={name: resolve.pathway(pathway) for name, pathway in pathways.items()},
        cautions={name: resolve.caution(caution) for name, caution in cautions.items()},
        entries=_entries(pathways),
        translations=_translations(loader),
        country_names={"en": vocabulary.countries, "ru": country_names("ru")},
    )
    return LoadedBook(book, cases, problems.sorted())


def _merge(loader: _Loader) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    pathways: dict[str, records.Pathway] = {}
    cautions: dict[str, records.Caution] = {}
    destinations: dict[str, records.Destination] = {}
    for file in loader.files:
        for owner, known in ((file.pathways, pathways), (file.cautions, cautions)):
            for record in owner:
                if record.id in known:
                    message = _("“{id}” stands in two files.").format(id=record.id)
                    place = Place(record.file, record.line, record.column)
                    loader.problems.add("PF103", place, message)
                known[record.id] = record  # type: ignore[assignment]
        destinations[file.destination.country] = file.destination
    return pathways, cautions, destinations


def _entries(pathways: dict[str, records.Pathway]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for pathway in pathways.values():
        if pathway.gives == "enter":
            found[pathway.country] = (*found.get(pathway.country, ()), pathway.id)
    return found


def _check_names(loader: _Loader, pathways: dict[str, Any]) -> None:
    for reader in loader.readers:
        for name, node in reader.pathway_names:
            if name not in pathways:
                message = _("There is no pathway “{id}”.").format(id=name[:60])
                reader.problem("PF125", node, message, did_you_mean(name, pathways))
        for name, node in reader.definition_names:
            if name not in loader.definitions:
                message = _("There is no definition “{name}”.").format(name=name[:60])
                reader.problem("PF124", node, message, did_you_mean(name, loader.definitions))


def _inline_definitions(loader: _Loader) -> dict[str, Any]:
    """Definitions in which every other definition stands in place; a circle is a problem."""
    done: dict[str, Any] = {}

    def finish(name: str, trail: tuple[str, ...]) -> Any:
        if name in done:
            return done[name]
        if name in trail or name not in loader.definitions:
            if name in trail:
                message = _("The definition “{name}” rests on itself.").format(name=name)
                loader.problems.add("PF126", Place("definitions.yaml"), message)
            return None
        from pathfinder.language.rulefile import inherit

        condition = loader.definitions[name]
        done[name] = inherit(_replace(condition, lambda n: finish(n, (*trail, name))), condition.cites)
        return done[name]

    for name in loader.definitions:
        finish(name, ())
    return {name: condition for name, condition in done.items() if condition is not None}


def _replace(condition: Any, find: Any) -> Any:
    if isinstance(condition, records.Meets):
        return msgspec.structs.replace(condition, item=find(condition.name))
    if isinstance(condition, records.Group):
        items = tuple(_replace(item, find) for item in condition.items)
        return msgspec.structs.replace(condition, items=items)
    return condition


class _Resolver:
    """Puts definitions in the place of their names; drops cases, which no verdict needs."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self.definitions = definitions

    def condition(self, condition: Any) -> Any:
        return None if condition is None else _replace(condition, self.definitions.get)

    def pathway(self, pathway: records.Pathway) -> records.Pathway:
        versions = tuple(
            msgspec.structs.replace(
                version,
                requires=self.condition(version.requires),
                refused=tuple(self.condition(item) for item in version.refused),
                duties=tuple(
                    msgspec.structs.replace(duty, when=self.condition(duty.when))
                    for duty in version.duties
                ),
            )
            for version in pathway.versions
        )
        return msgspec.structs.replace(pathway, versions=versions, cases=())

    def caution(self, caution: records.Caution) -> records.Caution:
        return msgspec.structs.replace(caution, touches=self.condition(caution.touches), cases=())


def _with_pathways(vocabulary: Vocabulary, pathways: dict[str, Any]) -> Vocabulary:
    options = tuple((name, pathway.title) for name, pathway in pathways.items())
    facts = {
        name: msgspec.structs.replace(fact, options=options)
        if fact.options == (("pathways", "pathways"),)
        else fact
        for name, fact in vocabulary.facts.items()
    }
    return msgspec.structs.replace(vocabulary, facts=facts)


def _locked(loader: _Loader) -> dict[str, LockedCitation]:
    locks = [read_lock(text) for text in loader.lock_text]
    found = {}
    for name, citation in loader.citations.items():
        statuses = [lock.status(citation) for lock in locks if hasattr(lock, "status")]
        verified, checked = next((s for s in statuses if s[0]), (False, None))
        found[name] = LockedCitation(citation, verified, checked)
    return found


def _translations(loader: _Loader) -> dict[str, dict[str, str]]:
    if not loader.catalogues:
        return {}
    from pathlib import Path

    from pathfinder.i18n import read_po

    found: dict[str, dict[str, str]] = {}
    for language, path in loader.catalogues:
        found.setdefault(language, {}).update(read_po(Path(path)))
    return found
