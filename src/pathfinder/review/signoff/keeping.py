"""Writes `reviews.yaml`: whole or not at all, sorted, and so that nobody loses what another writes at the same time."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from textwrap import wrap
from typing import Any, Final

import msgspec

from pathfinder.review.signoff.reading import Reading, key_of, plain_hashes, reading_key
from pathfinder.review.signoff.reviews import (
    FORMAT,
    Archive,
    Record,
    Reviews,
    read_reviews,
    reviews_file,
    sort_key,
)
from pathfinder.values.dates import format_day
from pathfinder.values.files import SHARED, write_whole

PATIENCE: Final = 10.0
"""So many seconds somebody waits for another who is writing."""

WIDTH: Final = 110

_ARMOUR: Final = "-----BEGIN SSH SIGNATURE-----"


class Busy(Exception):
    """Another is writing; `path` is the file that says so."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def keep(folder: str, records: Sequence[Record], readings: Sequence[Reading]) -> list[Record]:
    """Add signatures, and what was read, to those of the file as it is now; what came into it is returned.

    A signature that is there already is not added twice. Raises `Busy`, `OSError`, `ProblemsFound`.
    """
    with _alone(folder):
        reviews = read_reviews(folder)
        known = {_same(record) for record in reviews.records}
        new = [record for record in records if _same(record) not in known]
        archive = reviews.archive
        for reading in readings:
            archive = _archived(archive, reading)
        everything = sorted((*reviews.records, *new), key=sort_key)
        found = Reviews(tuple(everything), archive, reviews.head)
        if new:
            write_whole(reviews_file(folder), written(found).encode(), SHARED)
    return new


def _same(record: Record) -> Any:
    """What makes two signatures one: an SSH signature made anew is another text, and no other signature."""
    return msgspec.structs.replace(record, key="key" if record.key else "")


@contextmanager
def _alone(folder: str) -> Iterator[None]:
    """Nobody else writes meanwhile: a file that only one can make says so."""
    path = reviews_file(folder) + ".busy"
    until = time.monotonic() + PATIENCE
    while True:
        try:
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            if time.monotonic() > until:
                raise Busy(path) from None
            time.sleep(0.05)
        else:
            break
    try:
        yield
    finally:
        with suppress(FileNotFoundError):
            os.remove(path)


def _archived(archive: Archive, reading: Reading) -> Archive:
    """The archive with everything that a reading holds."""
    rules = {key_of(name, content): content for name, content in reading.entries.items()}
    passages = {name: dict(content) for name, content in archive.passages.items()}
    for word, passage in reading.passages.items():
        words = {"from": passage.first, "to": passage.last}
        cited = passages.get(word, {}).get("cited", [])
        cited = cited if words in cited else [*cited, words]
        passages[word] = {"sha256": passage.sha256, "cited": cited}
    return Archive(
        rules={**archive.rules, **rules, reading_key(reading): reading.rule},
        facts={**archive.facts, **_by_key(reading.facts)},
        regions={**archive.regions, **_by_key(reading.regions)},
        passages=passages,
    )


def _by_key(contents: dict[str, Any]) -> dict[str, Any]:
    return {key_of(name, content): content for name, content in contents.items()}


def written(reviews: Reviews) -> str:
    """The text of the file."""
    archive = reviews.archive
    kept = {
        "rules": archive.rules,
        "facts": archive.facts,
        "regions": archive.regions,
        "passages": archive.passages,
    }
    parts = [f"{reviews.head}\n" if reviews.head else "", f"format: {FORMAT}\n\nsignatures:"]
    parts.append("\n" if reviews.records else " []\n")
    for record in reviews.records:
        lines = _lines(_plain(record), 4)
        parts.append("  - " + "\n".join(lines)[4:] + "\n")
    parts.append("\nwhat was read:\n")
    for name, contents in kept.items():
        if contents:
            parts.append(f"  {name}:\n")
            sorted_contents = dict(sorted(contents.items()))
            parts.append("\n".join(_lines(sorted_contents, 4)) + "\n")
    return "".join(parts) if any(kept.values()) else "".join(parts[:-1])


def _plain(record: Record) -> dict[str, Any]:
    """A signature with the keys of the file."""
    found: dict[str, Any] = {
        "rule": record.rule,
        "by": record.name,
        "role": record.role,
        "on": format_day(record.day),
        "note": record.note,
        "hashes": plain_hashes(record.hashes),
        "read": record.content,
        "reached by": list(record.entries),
        "facts": list(record.facts),
        "regions": list(record.regions),
        "ssh": armoured(record.key) if record.key else "",
    }
    return {key: value for key, value in found.items() if value}


def armoured(key: str) -> str:
    """An SSH signature as `ssh-keygen` writes it."""
    lines = [_ARMOUR, *wrap(key, 70), "-----END SSH SIGNATURE-----"]
    return "\n".join(lines) + "\n"


def _lines(contents: dict[str, Any], indent: int) -> Iterator[str]:
    """YAML of keys and values: what fits a line on one, the rest in blocks."""
    space = " " * indent
    for key, value in contents.items():
        name = f"{space}{_word(key)}:"
        if isinstance(value, str) and value.startswith(_ARMOUR):
            yield f"{name} |"
            yield from (f"{space}  {line}" for line in value.splitlines())
        elif not value or isinstance(value, str) or len(name) + len(_flow(value)) < WIDTH:
            yield f"{name} {_flow(value)}"
        elif isinstance(value, dict):
            yield name
            yield from _lines(value, indent + 2)
        else:
            yield name
            yield from _items(value, indent + 2)


def _items(values: list[Any], indent: int) -> Iterator[str]:
    space = " " * indent
    for value in values:
        if not value or not isinstance(value, dict) or indent + len(_flow(value)) < WIDTH:
            yield f"{space}- {_flow(value)}"
        else:
            first, *rest = _lines(value, indent + 2)
            yield f"{space}- {first[indent + 2 :]}"
            yield from rest


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_word(key)}: {_flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _word(value)


_BARE = re.compile(r"\w(?:[\w /.()'+=-]*[\w.)=+])?")


def _word(text: str) -> str:
    """A text as YAML: bare where it cannot be taken for anything else, otherwise in quotation marks."""
    if _BARE.fullmatch(text) and text.casefold() != "null":
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"
