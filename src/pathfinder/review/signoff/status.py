"""Of every rule: is it signed as it stands, has it changed since, or has nobody read it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

import msgspec

from pathfinder.i18n import _
from pathfinder.review.signoff.compare import as_read, told
from pathfinder.review.signoff.keys import COUNTS, VERIFIED, Verifier
from pathfinder.review.signoff.passages import LOCK, Passages, Words
from pathfinder.review.signoff.reading import Reader, Reading
from pathfinder.review.signoff.rests import Rule, rules_of
from pathfinder.review.signoff.reviews import Archive, Record, read_reviews
from pathfinder.rulebook.book import RuleBook
from pathfinder.sources.library import Library
from pathfinder.values.dates import format_day

SIGNED, CHANGED, NEVER = "signed", "changed", "never"


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed, as what, on which day (`YYYY-MM-DD`).

    `current`: the rule is as it was signed, and the signature counts. `verified`: an SSH key proves it; `key` says
    what came of the key (see `keys`). `changes` says how the rule differs from the one that was signed.
    """

    name: str
    role: str
    day: str
    verified: bool
    current: bool
    key: str = ""
    note: str = ""
    changes: tuple[str, ...] = ()


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """How a pathway or caution stands.

    `state`: `signed` (as it stands now), `changed` (since it was signed last), `never` (read by nobody).
    `signatures` are the last ones of each reader and role; `history` the earlier ones, oldest first. `changes` says
    in sentences how the rule differs from the one that was signed last, where it has changed. `passages` says by
    what the passages were judged: `documents`, or `lock` where at least one of them could not be looked up; `absent`
    are then the documents that are missing among those at hand. `unknown` are citations that neither knows.
    """

    id: str
    state: str
    signatures: tuple[Signature, ...] = ()
    changes: tuple[str, ...] = ()
    history: tuple[Signature, ...] = ()
    passages: str = ""
    unknown: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


def statuses(
    book: RuleBook, folder: str, documents: Library | None, only: Iterable[str] | None = None
) -> dict[str, Status]:
    """The status of every pathway and caution, or of those in `only`, by id.

    `folder` is that of the rule book, `documents` the copies of the documents, None where there are none. Raises
    `ProblemsFound` where `reviews.yaml` cannot be read.
    """
    judge = _Judge(book, folder, documents)
    rules = rules_of(book)
    names = list(rules) if only is None else [name for name in only if name in rules]
    return {name: judge.status(rules[name]) for name in names}


def reviewed(folder: str) -> bool:
    """Whether a rule book has signatures at all."""
    return bool(read_reviews(folder).records)


def strangers(book: RuleBook, folder: str) -> list[str]:
    """The rules that were signed and that the rule book does not have: renamed, or taken out."""
    return sorted({record.rule for record in read_reviews(folder).records} - rules_of(book).keys())


def country_of(name: str) -> str:
    """The country in the name of a rule: `KZ` of `KZ/stay` and of `KZ-DATA`."""
    return name.partition("/")[0].partition("-")[0].upper()


class _Judge:
    """Judges one rule after the other by the same file of signatures."""

    def __init__(self, book: RuleBook, folder: str, documents: Library | None) -> None:
        self.reviews = read_reviews(folder)
        self.passages = Passages(book, folder, documents)
        self.reader = Reader(book, self.passages)
        self.verifier = Verifier(folder)
        self.records: dict[str, list[Record]] = {}
        for record in self.reviews.records:
            self.records.setdefault(record.rule, []).append(record)

    def status(self, rule: Rule) -> Status:
        records = self.records.get(rule.id, [])
        absent = self.passages.absent(self.reader.cites(rule))
        how = LOCK if absent else self.passages.how
        if not records:
            return Status(id=rule.id, state=NEVER, passages=how, absent=absent)
        signatures = [self.signature(record, rule) for record in records]
        last = {_reader(signature): number for number, signature in enumerate(signatures)}
        numbers = sorted(last.values())
        earlier = [number for number in range(len(signatures)) if number not in numbers]
        counting = [one for one in signatures if one.key in COUNTS]
        state = NEVER if not counting else CHANGED
        if any(one.current for one in signatures):
            state = SIGNED
        return Status(
            id=rule.id,
            state=state,
            signatures=tuple(signatures[number] for number in numbers),
            history=tuple(signatures[number] for number in earlier),
            changes=counting[-1].changes if state == CHANGED else (),
            passages=how,
            unknown=tuple(self.reader.unknown(rule)),
            absent=absent,
        )

    def signature(self, record: Record, rule: Rule) -> Signature:
        """What a signature is worth now."""
        key = self.verifier.verify(record)
        before = as_read(record, self.reviews.archive)
        now = self.reader.read(rule, _signed_words(before, self.reviews.archive))
        same = now.hashes == record.hashes
        return Signature(
            name=record.name,
            role=record.role,
            day=format_day(record.day),
            verified=key == VERIFIED,
            current=same and key in COUNTS,
            key=key,
            note=record.note,
            changes=() if same else tuple(_changes(before, now)),
        )


def _reader(signature: Signature) -> tuple[str, str]:
    return signature.name.casefold(), signature.role


def _signed_words(reading: Reading | None, archive: Archive) -> dict[Words, str]:
    """The passages that were signed, by every citation that is known to name them."""
    found: dict[Words, str] = {}
    for word, passage in reading.passages.items() if reading is not None else ():
        for cited in archive.passages[word].get("cited", ()):
            found[passage.document, str(cited["from"]), str(cited["to"])] = passage.sha256
    return found


def _changes(before: Reading | None, now: Reading) -> list[str]:
    if before is None:
        return [_("reviews.yaml does not hold what was read as it was signed: read the rule again")]
    found = told(before, now)
    return found or [_("it is not what was signed, and the difference has no words")]


def lacking(status: Status, demanded: Sequence[str], *, keys: bool = False) -> list[str]:
    """The roles of which a reader is lacking: each demanded role needs a person of its own.

    `keys`: only signatures that a key proves count.
    """
    everything = (*status.signatures, *status.history)
    current = [one for one in everything if one.current and (one.verified or not keys)]
    people = [
        sorted({one.name.casefold() for one in current if one.role == role}) for role in demanded
    ]
    missing = [role for role, named in zip(demanded, people, strict=True) if not named]
    if missing or _each_their_own(people):
        return missing
    return list(demanded[1:])


def _each_their_own(people: list[list[str]]) -> bool:
    """Whether every list can give a person who is taken from no other list."""
    everybody = sorted({name for named in people for name in named})
    return any(
        all(name in named for name, named in zip(chosen, people, strict=True))
        for chosen in permutations(everybody, len(people))
    )
