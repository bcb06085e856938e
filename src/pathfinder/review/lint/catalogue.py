"""A catalogue of translations (gettext PO) as entries with their lines, so that a finding has a place."""

from __future__ import annotations

import re
from typing import Final

import msgspec


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a catalogue. `first` to `last` are its lines, from 1, with the remarks above it."""

    sentence: str
    translated: bool
    doubtful: bool
    first: int
    last: int
    line: int


_TEXT: Final = re.compile(r'^(?:(msgctxt|msgid_plural|msgid|msgstr)(?:\[[0-9]+\])?\s*)?"(.*)"\s*$')
_ESCAPED: Final = re.compile(r"\\(.)")
_MEANT: Final = {"n": "\n", "t": "\t", "r": "\r"}


def read_entries(text: str) -> list[Entry]:
    """The entries of a catalogue without its head and without what is marked as gone (`#~`).

    Whether the text is a catalogue at all has been looked at when the rule book was read.
    """
    entries: list[Entry] = []
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.strip():
            block.append((number, line))
        elif block:
            entries += _entry(block)
            block = []
    return entries


def _entry(block: list[tuple[int, str]]) -> list[Entry]:
    """The entry of a block of lines; none for the head and for what is gone."""
    texts: dict[str, str] = {}
    word, line, doubtful = "", 0, False
    for number, written in block:
        if written.startswith("#"):
            doubtful = doubtful or (written.startswith("#,") and "fuzzy" in written)
            continue
        found = _TEXT.match(written)
        if found is None:
            continue
        word = found[1] or word
        if word == "msgid" and not line:
            line = number
        texts[word] = texts.get(word, "") + found[2]
    sentence = _plain(texts.get("msgid", ""))
    if not sentence:
        return []
    return [
        Entry(
            sentence=sentence,
            translated=bool(texts.get("msgstr")),
            doubtful=doubtful,
            first=block[0][0],
            last=block[-1][0],
            line=line,
        )
    ]


def _plain(text: str) -> str:
    meant = _ESCAPED.sub(lambda found: _MEANT.get(found[1], found[1]), text)
    return " ".join(meant.split())
