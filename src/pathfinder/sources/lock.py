"""`citations.lock`: where each citation was found, when, and a hash of the passage.

The documents are not part of the project. The lock lets a copy of the rules without them say what
was verified and when, and it notices when a passage, a document or a citation changes afterwards.
It never believes a changed passage by itself: see `make_lock`. Of each pathway and caution it
remembers when its numbers, dates and names were last found in the passages: see `remember`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Final

import msgspec

from pathfinder.sources.library import Copy, Library
from pathfinder.sources.passages import PASSAGE_LIMIT, Passage, find, nearest
from pathfinder.sources.records import Citation

FORMAT: Final = "pathfinder-lock/1"

Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Date = Annotated[str, msgspec.Meta(pattern="^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
Count = Annotated[int, msgspec.Meta(ge=0)]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was found for a citation: characters `start` to `end` of the copy, and when.

    `citation` is the fingerprint of the citation as it was then, `passage` the hash of its words.
    """

    document: str
    document_sha256: Sha256
    citation: Sha256
    start: Count
    end: Count
    passage: Sha256
    verified: Date


class GroundedRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When the literals of a pathway or caution were found; `rule` is their fingerprint of then."""

    rule: Sha256
    verified: Date


class Lock(msgspec.Struct, frozen=True):
    """The entries by citation id, and the hash of the copy that was searched by document id.

    `rules` are the pathways and cautions by id whose literals were found.
    """

    documents: dict[str, Sha256] = {}
    entries: dict[str, Entry] = {}
    rules: dict[str, GroundedRule] = {}

    def status(self, citation: Citation) -> tuple[bool, str | None]:
        """Whether the citation, as it is now, has been verified, and the day when it was."""
        entry = self.entries.get(citation.id)
        if entry is None or entry.citation != fingerprint(citation):
            return False, None
        return True, entry.verified


class BrokenLock(msgspec.Struct, frozen=True):
    """Why a text is no lock; `line` counts from 1, 0 where no line is to blame."""

    detail: str
    line: int = 0


class Finding(msgspec.Struct, frozen=True):
    """How a citation stands to the local copy of its document and to the lock.

    | status | meaning |
    |---|---|
    | `verified` | the words are found once, and nothing in the lock says otherwise |
    | `moved` | the passage is the same, its place or the rest of the document is not |
    | `changed` | first and last words are found, but what they enclose is not what was verified |
    | `ambiguous` | several different passages fit |
    | `gone` | the words are not found; `suggestion` may name the nearest ones |
    | `not searched` | there is no copy that can be read; `detail` says what the lock knows |

    `locked` is true where the lock holds an entry for the citation as it is now. `passage` is the
    place in the copy where there is one.
    """

    citation: Citation
    status: str
    detail: str
    suggestion: str | None = None
    locked: bool = False
    passage: Passage | None = None


def fingerprint(citation: Citation) -> str:
    """The hash of what a citation says: document, section, first and last words."""
    said = [citation.document, citation.section, citation.first, citation.last]
    plain = json.dumps([" ".join(text.split()) for text in said], ensure_ascii=False)
    return hashlib.sha256(plain.encode()).hexdigest()


def check(citations: Iterable[Citation], library: Library | None, lock: Lock) -> list[Finding]:
    """Look every citation up and compare with the lock; without a library nothing is searched."""
    return [_check(citation, library, lock) for citation in citations]


def _check(citation: Citation, library: Library | None, lock: Lock) -> Finding:
    entry = lock.entries.get(citation.id)
    locked = lock.status(citation)[0]
    copy = library.copy_of(citation.document) if library else None
    if copy is None or not copy.searchable:
        why = copy.detail if copy else "no folder of documents was given"
        return Finding(citation, "not searched", f"{why}; {_memory(entry, locked)}", None, locked)
    found = find(copy.tokens, citation.first, citation.last, citation.section)
    if not found:
        detail, suggestion = _gone(citation, copy)
        return Finding(citation, "gone", detail, suggestion, locked)
    if len({passage.sha256 for passage in found}) > 1:
        lines = ", ".join(str(passage.line) for passage in found)
        known = "" if found[0].section_known else f'; there is no section "{citation.section}"'
        detail = f"{len(found)} different passages fit, in lines {lines}{known}"
        return Finding(citation, "ambiguous", detail, None, locked)
    # Two places with the very same words (a sentence and its pull quote) state the same.
    passage = _same_place(found, entry)
    status, detail = _compare(passage, copy, entry if locked else None)
    return Finding(citation, status, detail, None, locked, passage)


def _same_place(found: list[Passage], entry: Entry | None) -> Passage:
    for passage in found:
        if entry is not None and (passage.start, passage.end) == (entry.start, entry.end):
            return passage
    return found[0]


def _memory(entry: Entry | None, locked: bool) -> str:
    if entry is None:
        return "never verified"
    if locked:
        return f"verified on {entry.verified} and not changed since"
    return f"the citation has changed since it was verified on {entry.verified}"


def _compare(passage: Passage, copy: Copy, entry: Entry | None) -> tuple[str, str]:
    here = f"line {passage.line}"
    if not copy.expected:
        here += " of a copy that is not the one documents.yaml names"
    if entry is None:
        return "verified", f"found in {here}; not in the lock yet"
    if passage.sha256 != entry.passage:
        then = f"what was verified on {entry.verified}"
        return "changed", f"the passage in {here} is not {then}: read it again"
    if (passage.start, passage.end) != (entry.start, entry.end):
        return "moved", f"the same words now begin at character {passage.start}, {here}"
    if copy.sha256 != entry.document_sha256:
        return "moved", f"the same words in {here}, but the document has changed elsewhere"
    return "verified", f"found in {here}"


def _gone(citation: Citation, copy: Copy) -> tuple[str, str | None]:
    """Which words are missing, and the nearest ones: a suggestion that decides nothing."""
    missing = {
        name: phrase
        for name, phrase in (("first", citation.first), ("last", citation.last))
        if not find(copy.tokens, phrase, phrase)
    }
    if not missing:
        detail = "the last words do not follow the first"
        return f"{detail} within {PASSAGE_LIMIT} characters", None
    near = [
        f'{name} words: "{words}"'
        for name, phrase in missing.items()
        if (words := nearest(copy.text, copy.tokens, phrase)) is not None
    ]
    which = " and the ".join(missing)
    return f"the {which} words are not in the document", "; ".join(near) or None


def make_lock(
    citations: Iterable[Citation],
    library: Library,
    on: str,
    old_lock: Lock,
    *,
    accept_changed: bool = False,
) -> tuple[Lock, list[Finding]]:
    """The new lock for these citations, dated `on` (YYYY-MM-DD), and what was found.

    Nothing changes where nothing has changed, the date included. What cannot be searched keeps its
    entry; what is gone or ambiguous loses it. A changed passage keeps its old entry, so that it is
    reported until the citation is written anew or somebody has read it and says `accept_changed`.
    """
    findings = check(citations, library, old_lock)
    entries: dict[str, Entry] = {}
    for finding in findings:
        entry = _entry(finding, library, on, old_lock, accept_changed)
        if entry is not None:
            entries[finding.citation.id] = entry
    documents: dict[str, Sha256] = {}
    for document in {finding.citation.document for finding in findings}:
        copy = library.copy_of(document)
        sha256 = copy.sha256 if copy.searchable else old_lock.documents.get(document)
        if sha256:
            documents[document] = sha256
    return Lock(documents=documents, entries=entries), findings


def remember(
    lock: Lock, fingerprints: Mapping[str, str], on: str, old_lock: Lock, kept: Iterable[str] = ()
) -> Lock:
    """The lock with the rules whose literals were found, dated `on`; unchanged ones keep their day.

    `kept` are the rules that could not be searched; they stay as they were.
    """
    rules = {name: old_lock.rules[name] for name in kept if name in old_lock.rules}
    for name, fingerprint_now in fingerprints.items():
        old = old_lock.rules.get(name)
        same = old is not None and old.rule == fingerprint_now
        rules[name] = old if old and same else GroundedRule(rule=fingerprint_now, verified=on)
    return msgspec.structs.replace(lock, rules=rules)


def _entry(
    finding: Finding, library: Library, on: str, old_lock: Lock, accept_changed: bool
) -> Entry | None:
    citation, passage = finding.citation, finding.passage
    old = old_lock.entries.get(citation.id)
    if finding.status == "not searched" or (finding.status == "changed" and not accept_changed):
        return old
    if passage is None:
        return None
    new = Entry(
        document=citation.document,
        document_sha256=library.copy_of(citation.document).sha256,
        citation=fingerprint(citation),
        start=passage.start,
        end=passage.end,
        passage=passage.sha256,
        verified=on,
    )
    same = old is not None and msgspec.structs.replace(new, verified=old.verified) == old
    return old if same else new


def write_lock(lock: Lock) -> str:
    """The lock as JSON, sorted, one citation a line, so that two versions compare well."""
    documents = ",\n".join(
        f"    {_json(name)}: {_json(sha256)}" for name, sha256 in sorted(lock.documents.items())
    )
    entries = ",\n".join(
        f"    {_json(name)}: {_json(msgspec.to_builtins(entry))}"
        for name, entry in sorted(lock.entries.items())
    )
    rules = ",\n".join(
        f"    {_json(name)}: {_json(msgspec.to_builtins(rule))}"
        for name, rule in sorted(lock.rules.items())
    )
    rules = f',\n  "rules": {{\n{rules}\n  }}' if rules else ""
    return (
        f'{{\n  "format": {_json(FORMAT)},\n'
        f'  "documents": {{\n{documents}\n  }},\n'
        f'  "citations": {{\n{entries}\n  }}{rules}\n}}\n'
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class _File(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    documents: dict[str, Sha256]
    citations: dict[str, Entry]
    rules: dict[str, GroundedRule] = {}


def read_lock(text: str) -> Lock | BrokenLock:
    """Read the text of a lock file; whatever is wrong with it comes back as a `BrokenLock`."""
    try:
        data = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_without_repeats)
        if isinstance(data, dict) and data.get("format", FORMAT) != FORMAT:
            return BrokenLock(f'the format is {data["format"]!r}, not "{FORMAT}"')
        file = msgspec.convert(data, _File)
    except json.JSONDecodeError as error:
        return BrokenLock(f"it is no JSON: {error.msg}", error.lineno)
    except (ValueError, RecursionError, msgspec.MsgspecError) as error:
        return BrokenLock(str(error))
    for name, entry in file.citations.items():
        if entry.start >= entry.end:
            return BrokenLock(f'"{name}" ends before it begins')
    return Lock(documents=file.documents, entries=file.citations, rules=file.rules)


def _without_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object as a dict; a name that stands twice (two versions merged badly) is an error."""
    result: dict[str, object] = {}
    for name, value in pairs:
        if name in result:
            raise ValueError(f'"{name}" stands there twice')
        result[name] = value
    return result
