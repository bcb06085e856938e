"""Puts a rule book together from its folders, and says every problem of every file in one run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

import msgspec

from pathfinder.i18n import _
from pathfinder.language import records
from pathfinder.language.problems import Place, Problem, Problems
from pathfinder.language.rulefile import RuleFile
from pathfinder.language.vocabulary import PATHWAYS, Vocabulary
from pathfinder.rulebook.book import CaseOf, LockedCitation, RuleBook
from pathfinder.rulebook.bounds import check_bounds
from pathfinder.rulebook.catalogues import read_catalogues
from pathfinder.rulebook.files import FOLDERS, book_hash
from pathfinder.rulebook.gather import Gatherer, SourceFile
from pathfinder.rulebook.join import Resolver, inline_definitions
from pathfinder.rulebook.names import country_names
from pathfinder.rulebook.sound import sound_files
from pathfinder.sources.lock import BrokenLock, Lock, read_lock
from pathfinder.values.text import inert


class LoadedBook(msgspec.Struct, frozen=True):
    """A rule book, the cases of its files, and the problems that were found; `book` is None with errors.

    `sound` is then what the files without errors say: authors have it tried, nobody is ever judged by it. `sources`
    are the files as trees, for what is said about their places.
    """

    book: RuleBook | None
    cases: list[CaseOf]
    problems: list[Problem]
    sound: RuleBook | None = None
    sources: tuple[SourceFile, ...] = ()

    def to_try(self) -> LoadedBook:
        """The book, or where it has errors its sound part, with the cases that belong to it."""
        if self.book is not None or self.sound is None:
            return self
        known = {*self.sound.pathways, *self.sound.cautions}
        files = {one.file for one in self.sound.pathways.values()}
        files |= {one.file for one in self.sound.cautions.values()}
        cases = [case for case in self.cases if case.owner in known and case.file in files]
        return msgspec.structs.replace(self, book=self.sound, cases=cases)


def load_folders(folders: Sequence[str]) -> LoadedBook:
    """Load the rule book that stands in some folders; later folders add to earlier ones."""
    found = Gatherer(folders)
    found.read()
    beside = _Beside(_locks(found), read_catalogues(found.catalogues, found.problems))
    vocabulary = found.vocabulary()
    sources = tuple(found.sources)
    if vocabulary is None:
        return LoadedBook(None, [], found.problems.sorted(), sources=sources)
    found.rules(vocabulary)
    merged = _merge(found.files, found.problems)
    _check_names(found)
    definitions = inline_definitions(found.definitions, found.problems)
    owners: list[Any] = [*merged.pathways.values(), *merged.cautions.values()]
    cases = [CaseOf(owner.id, case, owner.file) for owner in owners for case in owner.cases]
    if not found.problems.errors:
        book = _put_together(found, merged, definitions, vocabulary, beside)
        if not check_bounds(book, found.problems):
            return LoadedBook(None, cases, found.problems.sorted(), sources=sources)
        return LoadedBook(book, cases, found.problems.sorted(), sources=sources)
    files = sound_files(found, definitions)
    sound = None
    if files:
        sound = _put_together(found, _merge(files, Problems()), definitions, vocabulary, beside)
        if not check_bounds(sound, found.problems):
            sound = None
    return LoadedBook(None, cases, found.problems.sorted(), sound, sources)


class _Merged(NamedTuple):
    """Pathways, cautions and destinations of all files, by id."""

    pathways: dict[str, records.Pathway]
    cautions: dict[str, records.Caution]
    destinations: dict[str, records.Destination]


class _Beside(NamedTuple):
    """What stands beside the rules: locks, and the sentences by language."""

    locks: list[Lock]
    translations: dict[str, dict[str, str]]


def _put_together(
    found: Gatherer,
    merged: _Merged,
    definitions: dict[str, Any],
    vocabulary: Vocabulary,
    beside: _Beside,
) -> RuleBook:
    pathways, cautions, destinations = merged
    resolve = Resolver(definitions)
    return RuleBook(
        hash=book_hash([item for item in found.contents if not item[0].startswith("locales/")]),
        vocabulary=_with_pathways(vocabulary, pathways, found.written(FOLDERS, "pathways")),
        documents=found.documents,
        citations=_locked(found, beside.locks),
        definitions=definitions,
        destinations=destinations,
        pathways={name: resolve.pathway(pathway) for name, pathway in pathways.items()},
        cautions={name: resolve.caution(caution) for name, caution in cautions.items()},
        entries=_entries(pathways),
        translations=beside.translations,
        country_names={"en": vocabulary.countries, "ru": country_names("ru")},
    )


def _merge(files: Iterable[RuleFile], problems: Problems) -> _Merged:
    """What the files say, by id; one that stands in two files is a problem."""
    pathways: dict[str, Any] = {}
    cautions: dict[str, Any] = {}
    destinations: dict[str, records.Destination] = {}
    for file in files:
        destinations[file.destination.country] = file.destination
        for owner, known in ((file.pathways, pathways), (file.cautions, cautions)):
            for record in owner:
                if record.id in known:
                    message = _("“{id}” stands in two files.").format(id=inert(record.id[:60]))
                    place = Place(record.file, record.line, record.column)
                    problems.add("PF103", place, message)
                known[record.id] = record
    return _Merged(pathways, cautions, destinations)


def _entries(pathways: dict[str, records.Pathway]) -> dict[str, tuple[str, ...]]:
    """The ids of the pathways that give entry, by country."""
    found: dict[str, tuple[str, ...]] = {}
    for pathway in pathways.values():
        if pathway.gives == "enter":
            found[pathway.country] = (*found.get(pathway.country, ()), pathway.id)
    return found


def _check_names(found: Gatherer) -> None:
    """Note names of pathways and definitions that stand nowhere.

    Names whose own entry has a problem count as known, and where a file cannot be read at all nobody knows what it
    would have held: one fault, one message.
    """
    files_known = not any(name.split("/")[0] in FOLDERS for name in found.unread)
    pathways = found.written(FOLDERS, "pathways")
    definitions = found.written({"definitions.yaml"}, "definitions")
    for reader in found.readers:
        for name, node in reader.pathway_names if files_known else ():
            if name not in pathways:
                message = _("There is no pathway “{id}”.").format(id=inert(name[:60]))
                reader.problem("PF125", node, message, reader.suggest(name, pathways))
        for name, node in reader.definition_names:
            if name not in definitions and "definitions.yaml" not in found.unread:
                message = _("There is no definition “{name}”.").format(name=inert(name[:60]))
                reader.problem("PF124", node, message, reader.suggest(name, definitions))


def _with_pathways(
    vocabulary: Vocabulary, pathways: dict[str, records.Pathway], written: Collection[str]
) -> Vocabulary:
    """The vocabulary in which a fact of pathways has all of them as its options.

    Those that are only written, for their files have errors, are options too: who accompanies such a programme has
    said nothing wrong.
    """
    titles = {name: pathway.title for name, pathway in pathways.items()}
    titles |= {name: name for name in sorted(written) if name not in titles}
    facts = {
        name: msgspec.structs.replace(fact, options=tuple(titles.items()))
        if fact.options == PATHWAYS
        else fact
        for name, fact in vocabulary.facts.items()
    }
    return msgspec.structs.replace(vocabulary, facts=facts)


def _locks(found: Gatherer) -> list[Lock]:
    """The locks that can be read. Without one nothing is verified, but the rules stand."""
    locks = []
    for path, text in found.locks:
        lock = read_lock(text)
        if isinstance(lock, BrokenLock):
            message = _("The lock of the citations cannot be read.")
            help = _("`pathfinder sources check` says what is wrong with it.")
            found.problems.add("PF330", Place(path, lock.line), message, help, severity="warning")
        else:
            locks.append(lock)
    return locks


def _locked(found: Gatherer, locks: list[Lock]) -> dict[str, LockedCitation]:
    """Every citation, and what the locks say of it as it stands now."""
    locked = {}
    for name, citation in found.citations.items():
        if citation.document not in found.documents:
            continue  # a problem, and told
        statuses = [lock.status(citation) for lock in locks]
        verified, checked = next((status for status in statuses if status[0]), (False, None))
        locked[name] = LockedCitation(citation, verified, checked)
    return locked
