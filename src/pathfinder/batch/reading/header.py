"""What the columns of a table mean, and what is said about those that mean nothing and those that are not there."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

import msgspec

from pathfinder.batch.cells import restore
from pathfinder.batch.reading.records import CASE, ON, SAID
from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import Place, Problem, ProblemsFound, did_you_mean
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.text import inert

MAX_COLUMNS = 5_000
"""So many columns a table may have."""

_MAX_NOTES = 20
"""After so many notes on columns the others are counted."""

_SHOWN = 60

Names = Mapping[str, str]
"""What a column may be called, to what it is."""


class Header(msgspec.Struct, frozen=True):
    """The columns of a table in our words, None where one is none of ours; and notes on them."""

    columns: tuple[str | None, ...]
    notes: list[Problem]


def known_names(vocabulary: Vocabulary, translations: Mapping[str, Mapping[str, str]]) -> Names:
    """Every name of a column: facts by their names and by their labels in every language."""
    labels: dict[str, str | None] = {}
    for fact in vocabulary.facts.values():
        plain = " ".join(fact.label.split())
        for label in {plain, *(sentences.get(plain, plain) for sentences in translations.values())}:
            folded = _folded(label)
            labels[folded] = None if labels.get(folded, fact.name) != fact.name else fact.name
    found = {label: name for label, name in labels.items() if name is not None}
    for fact_name in vocabulary.facts:
        found |= {fact_name: fact_name, fact_name + SAID: fact_name + SAID}
    return {**found, CASE: CASE, ON: ON}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def column_name(text: str, names: Names) -> str | None:
    """What a cell of a header means."""
    word = restore(text).strip()
    return names.get(word) or names.get(_folded(word))


def facts_named(row: Sequence[str], names: Names) -> int:
    """How many columns a row names if it is a header: columns of facts, for any table may have a `case`."""
    found = {column_name(cell, names) for cell in row if cell}
    return len(found - {None, CASE, ON})


def read_header(row: Sequence[str], place: Place, vocabulary: Vocabulary, names: Names) -> Header:
    """Read a header; raises `ProblemsFound` where it names no fact, or one twice."""
    if len(row) > MAX_COLUMNS:
        message = _("There are more than {limit} columns.").format(limit=MAX_COLUMNS)
        raise ProblemsFound([Problem(code="PF105", message=message, place=place)])
    columns = tuple(column_name(cell, names) for cell in row)
    if not {name for name in columns if name} - {CASE, ON}:
        message = _("No column has the name of a fact.")
        help = _("The first row names the columns; `pathfinder template` writes one.")
        raise ProblemsFound([Problem(code="PF111", message=message, place=place, help=help)])
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        message = _("Two columns are called {name}.")
        raise ProblemsFound(
            [Problem(code="PF103", message=message.format(name=n), place=place) for n in twice]
        )
    notes = _superfluous(row, columns, place, vocabulary)
    return Header(columns, [*notes, *_missing(columns, place, vocabulary)])


def width(row: Sequence[str]) -> int:
    """How many columns a header has: after the last that has a name there is none."""
    return max((number for number, cell in enumerate(row, 1) if cell.strip()), default=0)


def _superfluous(
    row: Sequence[str], columns: tuple[str | None, ...], place: Place, vocabulary: Vocabulary
) -> list[Problem]:
    """Notes on columns that are none of ours."""
    note = functools.partial(Problem, code="PF120", place=place, severity="warning")
    named = width(row)
    strange = [
        (number, cell.strip())
        for number, (cell, name) in enumerate(zip(row, columns, strict=True), 1)
        if name is None and number <= named
    ]
    notes = []
    known = [*vocabulary.facts, CASE, ON]
    for number, cell in strange[:_MAX_NOTES]:
        if cell:
            shown = inert(cell[:_SHOWN])
            message = _("There is no fact “{name}”; the column is not judged.").format(name=shown)
            notes.append(note(message=message, help=did_you_mean(cell, known)))
        else:
            message = _("Column {number} has no name; it is not judged.").format(number=number)
            notes.append(note(message=message))
    if len(strange) > _MAX_NOTES:
        more = len(strange) - _MAX_NOTES
        message = ngettext(
            "{count} more column is not judged.", "{count} more columns are not judged.", more
        )
        notes.append(note(message=message.format(count=more)))
    return notes


def _missing(
    columns: tuple[str | None, ...], place: Place, vocabulary: Vocabulary
) -> list[Problem]:
    """One note on the facts that have no column."""
    there = {(name or "").removesuffix(SAID) for name in columns}
    count = sum(name not in there for name in vocabulary.facts)
    if not count:
        return []
    message = ngettext(
        "{count} of {all} facts has no column; it counts as not said.",
        "{count} of {all} facts have no column; they count as not said.",
        count,
    ).format(count=count, all=len(vocabulary.facts))
    return [Problem(code="PF111", message=message, place=place, severity="warning")]
