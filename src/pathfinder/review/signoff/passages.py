"""Which passage a citation names: as found in the documents, or as `citations.lock` remembers it, or as it was signed.

Only hashes of passages are kept, with the first and last words that the citation itself has.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Final

import msgspec

from pathfinder.rulebook.book import RuleBook
from pathfinder.sources.library import Library
from pathfinder.sources.lock import BrokenLock, Finding, Lock, check, fingerprint, read_lock
from pathfinder.sources.records import Citation

DOCUMENTS: Final = "documents"
LOCK: Final = "lock"
"""How passages were judged: in the documents, or by what the lock remembers of them."""

GOOD: Final = frozenset({"verified", "moved"})
"""How a citation may stand that is signed."""

Words = tuple[str, str, str]
"""A citation by document, first and last words."""

LENGTH: Final = 16
"""So many hexadecimal digits of a hash stand where a reader has to tell things apart; the whole ones are signed."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A passage by the hash of its words; `first` and `last` are those of a citation. An unknown one has no hash."""

    document: str
    sha256: str
    first: str
    last: str

    @property
    def word(self) -> str:
        """The passage as it stands in a content."""
        if self.sha256:
            return f"{self.document} {self.sha256[:LENGTH]}"
        return f"{self.document} {self.first} … {self.last}"

    @property
    def words(self) -> Words:
        return self.document, self.first, self.last


def words_of(citation: Citation) -> Words:
    """What a citation says of its passage, whatever it is called."""
    first, last = (" ".join(text.split()) for text in (citation.first, citation.last))
    return citation.document, first, last


class Passages:
    """The passages of the citations of a rule book; each is looked for once.

    `how` says by what they are judged. `findings` are those of the documents.
    """

    def __init__(self, book: RuleBook, folder: str, documents: Library | None) -> None:
        self.book = book
        self.how = LOCK if documents is None else DOCUMENTS
        self.documents = documents
        self.lock = lock_of(folder)
        self._locked = {entry.citation: entry.passage for entry in self.lock.entries.values()}
        self._findings: dict[str, Finding] = {}

    def finding(self, cite: str) -> Finding:
        """How a citation stands to the documents and to the lock."""
        if cite not in self._findings:
            citation = self.book.citations[cite].citation
            (self._findings[cite],) = check([citation], self.documents, self.lock)
        return self._findings[cite]

    def passage(self, cite: str, signed: Mapping[Words, str] | None = None) -> Passage:
        """The passage of a citation.

        Where neither the documents nor the lock can tell, it is taken to be that of `signed`, if the same words
        were signed.
        """
        citation = self.book.citations[cite].citation
        words = words_of(citation)
        return Passage(
            document=words[0],
            first=words[1],
            last=words[2],
            sha256=self._hash(cite) or self._as_signed(cite, (signed or {}).get(words, "")),
        )

    def absent(self, cites: Iterable[str]) -> tuple[str, ...]:
        """The documents of some citations that cannot be searched, sorted; their passages are judged by the lock.

        Without a folder of documents that goes for every passage, and no document is named.
        """
        if self.documents is None:
            return ()
        names = {self.book.citations[cite].citation.document for cite in cites}
        return tuple(sorted(name for name in names if not self.documents.copy_of(name).searchable))

    def known(self, cite: str) -> bool:
        """Whether the documents or the lock know the passage of a citation."""
        return bool(self._hash(cite))

    def _hash(self, cite: str) -> str:
        finding = self.finding(cite)
        if finding.status == "not searched":
            return self._locked.get(fingerprint(finding.citation), "")
        return finding.passage.sha256 if finding.passage is not None else ""

    def _as_signed(self, cite: str, sha256: str) -> str:
        """What was signed counts where nobody could look; words that a document lacks are not found there."""
        return sha256 if self.finding(cite).status == "not searched" else ""


def lock_of(folder: str) -> Lock:
    """The lock of a rule book; an empty one where it is missing or cannot be read."""
    try:
        with open(os.path.join(folder, "citations.lock"), encoding="utf-8") as file:
            lock = read_lock(file.read())
    except (OSError, UnicodeDecodeError):
        return Lock()
    return Lock() if isinstance(lock, BrokenLock) else lock
