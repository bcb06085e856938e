"""What every check of the rules gets to see: the book, its documents, its lock, and the day."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from pathfinder.language.problems import Place
from pathfinder.language.tree import Node
from pathfinder.review.lint.grounding import Verified, ground
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.gather import SourceFile
from pathfinder.rulebook.load import LoadedBook
from pathfinder.sources.library import Library
from pathfinder.sources.lock import Finding, Lock, check
from pathfinder.values.dates import Day


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """A rule book as the checks see it.

    `loaded` is the book, or where it has errors its sound part; `whole` says which. `folder` is where it stands,
    `today` the day on which it is checked. `documents` is None where they are not at hand; then `citations`, what
    became of every citation, comes from the lock alone, and `verified` is None.
    """

    loaded: LoadedBook
    book: RuleBook
    whole: bool
    folder: str
    today: Day
    lock: Lock
    documents: Library | None = None
    citations: tuple[Finding, ...] = ()
    verified: Verified | None = None

    def source(self, name: str) -> SourceFile | None:
        """A file of the book by its name inside the folder, such as `facts.yaml`."""
        return next((source for source in self.loaded.sources if source.name == name), None)

    def place(self, name: str, *keys: str) -> Place:
        """Where a key stands in a file of the book; the file alone where the key is not found."""
        source = self.source(name)
        if source is None:
            return Place(name)
        return place_of_key(source, *keys)


def place_of_key(source: SourceFile, *keys: str) -> Place:
    """Where the last of some keys stands, each below the one before; as far as they are found."""
    node: Node | None = source.tree
    place = Place(source.path)
    for key in keys:
        found = next(((k, v) for k, v in node.pairs if k.text == key), None) if node else None
        if found is None:
            break
        place, node = Place(source.path, found[0].line, found[0].column), found[1]
    return place


def look_up(
    loaded: LoadedBook, folder: str, today: Day, lock: Lock, documents: Library | None
) -> Context | None:
    """Find every citation once and every literal in it; None where nothing of the book can be tried."""
    tried = loaded.to_try()
    book = tried.book
    if book is None:
        return None
    findings = check([locked.citation for locked in book.citations.values()], documents, lock)
    passages: Mapping[str, Finding] = {finding.citation.id: finding for finding in findings}
    return Context(
        loaded=tried,
        book=book,
        whole=loaded.book is not None,
        folder=folder,
        today=today,
        lock=lock,
        documents=documents,
        citations=tuple(findings),
        verified=ground(book, documents, passages) if documents is not None else None,
    )
