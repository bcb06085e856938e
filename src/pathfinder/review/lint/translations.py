"""Sentences of the rules that a catalogue lacks, and entries that have no sentence any more (PF421, PF422)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import Place, Problem, Problems
from pathfinder.review.lint.catalogue import Entry, read_entries
from pathfinder.review.lint.context import Context
from pathfinder.rulebook.files import MAX_RULE_FILE, decode, read_bytes, rule_files, shown_path
from pathfinder.rulebook.sentences import sentences

_SHOWN: Final = 70
"""So many characters of a sentence stand in a message."""

LOCALES: Final = "locales"


def find(context: Context) -> list[Problem]:
    """For each catalogue of the rule book: what it lacks, file by file, and what is stale in it."""
    told = {
        os.path.basename(problem.place.file)
        for problem in context.loaded.problems
        if problem.code in ("PF101", "PF106")
    }
    found: list[Problem] = []
    for name in rule_files(context.folder):
        if name.startswith(f"{LOCALES}/") and os.path.basename(name) not in told:
            found += _of_catalogue(context, name)
    return found


def _text(folder: str, name: str) -> str:
    """The text of a file; empty where it is none, which others tell."""
    return decode(read_bytes(folder, name), name, Problems(), MAX_RULE_FILE) or ""


def written_sentences(context: Context) -> Iterator[tuple[str, Place]]:
    """Every sentence that users read, with its place, in the order of the files."""
    for source in context.loaded.sources:
        for sentence, node in sentences(source.tree):
            yield sentence, Place(source.path, node.line, node.column)


def _of_catalogue(context: Context, name: str) -> Iterator[Problem]:
    text = _text(context.folder, name)
    language = os.path.splitext(os.path.basename(name))[0]
    entries = read_entries(text)
    done = {entry.sentence for entry in entries if entry.translated}
    lacking: dict[str, dict[str, Place]] = {}
    written = set()
    for sentence, place in written_sentences(context):
        written.add(sentence)
        if sentence not in done:
            lacking.setdefault(place.file, {}).setdefault(sentence, place)
    for places in lacking.values():
        yield _missing(places, language)
    shown = shown_path(os.path.join(context.folder, name))
    gone = [entry for entry in entries if entry.translated and entry.sentence not in written]
    doubtful = [entry for entry in entries if entry.doubtful and entry.sentence in written]
    if gone:
        message = ngettext(
            "{n} translation is of a sentence that stands in no rule: “{sentence}”",
            "{n} translations are of sentences that stand in no rule, the first: “{sentence}”",
            len(gone),
        )
        help = _("Take over what still fits; `--fix` then marks them as gone.")
        yield _stale(gone, message, help, shown, language)
    if doubtful:
        message = ngettext(
            "{n} translation is marked as doubtful and not shown: “{sentence}”",
            "{n} translations are marked as doubtful and not shown, the first: “{sentence}”",
            len(doubtful),
        )
        help = _("Compare it with the sentence, and take the mark `fuzzy` away.")
        yield _stale(doubtful, message, help, shown, language)


def _missing(places: dict[str, Place], language: str) -> Problem:
    (sentence, place), *_more = places.items()
    message = ngettext(
        "{n} sentence of this file has no translation ({language}): “{sentence}”",
        "{n} sentences of this file have no translation ({language}), the first: “{sentence}”",
        len(places),
    )
    lines = ", ".join(str(one.line) for one in list(places.values())[:20])
    help = _("Add it to the catalogue {name}. Lines without one: {lines}.")
    return Problem(
        code="PF421",
        message=message.format(n=len(places), language=language, sentence=_short(sentence)),
        place=place,
        help=help.format(name=f"{LOCALES}/{language}.po", lines=lines),
        within=language,
        severity="warning",
    )


def _stale(entries: list[Entry], message: str, help: str, file: str, language: str) -> Problem:
    return Problem(
        code="PF422",
        message=message.format(n=len(entries), sentence=_short(entries[0].sentence)),
        place=Place(file, entries[0].line, 1),
        help=help,
        within=language,
        severity="warning",
    )


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= _SHOWN else sentence[: _SHOWN - 1] + "…"
