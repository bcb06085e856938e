"""An empty sheet to be filled with people, and a filled example; what is written is read back without loss."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

import msgspec

from pathfinder.batch.cells import neutralise
from pathfinder.language.problems import Problems
from pathfinder.language.profile import Profile, node_from_value, read_facts
from pathfinder.language.records import DaysIn, Meets, PresentStay
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.language.write import plain_facts, row_cells
from pathfinder.rulebook.book import RuleBook

FORMATS = ("xlsx", "csv", "jsonl")

_ALWAYS = ("citizenships", "passports")
"""Whom pathways cover and how people travel is asked of everybody."""

_WHERE = ("stays", "current_country")


def facts_of(book: RuleBook, countries: Collection[str] | None) -> list[Fact]:
    """The facts that can matter for some destinations, in order; None: all facts that there are."""
    known = book.vocabulary.facts
    if countries is None:
        return list(known.values())
    found = {name for name in _ALWAYS if name in known}
    for pathway in book.pathways.values():
        if pathway.country in countries:
            found |= set(_named(pathway, book))
            found |= {name for name in _WHERE if name in known}
    for caution in book.cautions.values():
        found |= set(_named(caution, book))
    tied = {name for fact in found for name in book.vocabulary.group_of(fact)}
    return [fact for name, fact in known.items() if name in tied]


def _named(record: Any, book: RuleBook) -> Iterator[str]:
    """The facts that a rule names, in its conditions and in those that it refers to."""
    if isinstance(record, (tuple, list)):
        for item in record:
            yield from _named(item, book)
    elif isinstance(record, msgspec.Struct):
        if isinstance(record, (DaysIn, PresentStay)):
            yield from (name for name in _WHERE if name in book.vocabulary.facts)
        if isinstance(record, Meets) and record.item is None:
            yield from _named(book.definitions[record.name], book)
        for key in record.__struct_fields__:
            value = getattr(record, key)
            if key in ("fact", "since") and value in book.vocabulary.facts:
                yield str(value)
            elif not isinstance(value, str):
                yield from _named(value, book)


INVENTED: tuple[tuple[str, dict[str, Any]], ...] = (
    (
        "example-1",
        {
            "citizenships": "RU",
            "passports": "internal; travel",
            "travel_passport_expires": "2031-05-14",
            "age": "34",
            "sex": "female",
            "languages": "en; ru",
            "pregnant": "no",
            "family_citizenships": "none",
            "spouse_citizenships": "none",
            "occupations": "it_specialist; freelancer",
            "income": "freelance",
            "proves_solvency": "yes",
            "current_country": "KZ",
            "stays": "KZ 2023-10-01..; GE 2023-03-05..2023-06-20",
            "visas": "SCHENGEN C 2024-05-01",
            "residence_permits": "none",
        },
    ),
    (
        "example-2",
        {
            "citizenships": "RU",
            "passports": "internal",
            "age": "27",
            "sex": "male",
            "descent": "declined",
            "liable_for_mobilisation": "unknown",
            "summons": "electronic",
            "military_acts": "ignored_summons",
            "activities": "none",
            "persecuted_for": "none",
            "current_country": "KG",
            "stays": "KG 2023-09-21..",
            "registered_on": "KG 2023-09-25",
            "housing_proof": "owner_present",
            "arrival_mode": "land_checkpoint",
        },
    ),
    (
        "example-3",
        {
            "citizenships": "RU; IL",
            "age": "58",
            "activities": "journalism; antiwar_speech",
            "persecuted_for": "journalism",
            "persecution_confirmed": "yes",
            "recognised_at_risk": "yes",
            "current_country": "RU",
            "applying_from": "RU",
            "applying_in_city": "moscow",
            "stays": "none",
            "relation": "parent",
        },
    ),
)
"""People who do not exist; together they show every kind of fact, `none`, `unknown` and `declined`."""


def example_people(vocabulary: Vocabulary, facts: Sequence[Fact]) -> list[Profile]:
    """The invented people as far as these facts can say of them."""
    names = {fact.name for fact in facts}
    found = []
    for case, cells in INVENTED:
        said: dict[str, Any] = {}
        for name in cells:
            if name in names and _is_possible({**said, name: cells[name]}, vocabulary):
                said[name] = cells[name]
        profile = read_facts(node_from_value(said), "", vocabulary, Problems())
        found.append(Profile(values=profile.values, unsaid=profile.unsaid, case=case))
    return found


def _is_possible(cells: dict[str, Any], vocabulary: Vocabulary) -> bool:
    """Whether answers can be read by a vocabulary, which may be that of other rules."""
    problems = Problems()
    read_facts(node_from_value(cells), "", vocabulary, problems)
    return not problems.errors


def write_csv(
    facts: Sequence[Fact], people: Sequence[Profile], vocabulary: Vocabulary, separator: str
) -> bytes:
    """A table that Excel opens as one: with a mark that says UTF-8, and the separator of the reader's country."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator)
    for row in table(facts, people, vocabulary):
        writer.writerow([neutralise(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def table(
    facts: Sequence[Fact], people: Sequence[Profile], vocabulary: Vocabulary
) -> list[list[str]]:
    """A header and a row a person."""
    names = ["case", *(fact.name for fact in facts)]
    rows = [row_cells(one, vocabulary) for one in people]
    return [names, *([row.get(name, "") for name in names] for row in rows)]


def write_lines(facts: Sequence[Fact], people: Sequence[Profile], vocabulary: Vocabulary) -> bytes:
    """A line a person, with every fact that can be said; null has not been said. Without people one empty line."""
    nothing = {fact.name: None for fact in facts}
    lines = [
        json.dumps(
            {"case": one.case, "facts": {**nothing, **plain_facts(one, vocabulary)}},
            ensure_ascii=False,
        )
        for one in people or [Profile(values={})]
    ]
    return "".join(line + "\n" for line in lines).encode()
