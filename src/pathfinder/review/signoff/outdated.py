"""Rules that rest on old documents: for each pathway and caution the newest document that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from pathfinder.engine.assess import months_between
from pathfinder.language import records
from pathfinder.rulebook.book import RuleBook
from pathfinder.sources.records import Document
from pathfinder.values.dates import Day, Period, add_period, parse_day


class Outdated(msgspec.Struct, frozen=True, kw_only=True):
    """A rule whose newest document is older than asked for; `known_until` is the last day it can speak of."""

    id: str
    title: str
    document: str
    document_title: str
    known_until: str
    months: int
    file: str
    line: int


_UNITS = {"d": (1, 0), "w": (7, 0), "m": (0, 1), "y": (0, 12)}


def parse_age(text: str) -> Period | None:
    """Read `12m`, `18m`, `2y`, also `90d` and `6w`."""
    found = re.fullmatch(r"([1-9][0-9]{0,3})([dwmy])", text.strip().lower())
    if not found:
        return None
    days, months = _UNITS[found[2]]
    return Period(days=days * int(found[1]), months=months * int(found[1]), text=text.strip())


def outdated(book: RuleBook, older: Period, on: Day) -> list[Outdated]:
    """Every pathway and caution whose newest document is older than a period on a day, oldest first."""
    found = []
    rules: list[records.Pathway | records.Caution] = [
        *book.pathways.values(),
        *book.cautions.values(),
    ]
    for owner in rules:
        newest = _newest(book, set(cites_of(owner)))
        if newest is None:
            continue
        known, document = newest
        if add_period(known, older) < on:
            found.append(_outdated(owner, book.documents[document], months_between(known, on)))
    return sorted(found, key=lambda rule: (rule.known_until, rule.id))


def _outdated(
    owner: records.Pathway | records.Caution, document: Document, months: int
) -> Outdated:
    return Outdated(
        id=owner.id,
        title=owner.title if isinstance(owner, records.Pathway) else owner.says,
        document=document.id,
        document_title=document.title,
        known_until=document.known_until,
        months=months,
        file=owner.file,
        line=owner.line,
    )


def _newest(book: RuleBook, cites: set[str]) -> tuple[Day, str] | None:
    dated = []
    for document in {book.citations[cite].citation.document for cite in cites}:
        day = parse_day(book.documents[document].known_until)
        if day is not None:
            dated.append((day, document))
    return max(dated, default=None)


def cites_of(record: Any) -> Iterator[str]:
    """Every citation that a pathway or caution rests on, wherever in it; what is only `context` or `open` is not."""
    if isinstance(record, records.Pathway):
        for version in record.versions:
            yield from _of_version(version)
    else:
        yield from record.cites
        yield from _of_condition(record.touches)


def _of_version(version: records.Version) -> Iterator[str]:
    yield from version.cites
    for condition in (version.requires, *version.refused):
        yield from _of_condition(condition)
    for closure in version.closed:
        yield from (*closure.cites, *closure.disputed_cites)
    if version.grants is not None:
        yield from version.grants.cites
    for duty in version.duties:
        yield from duty.cites
        yield from _of_condition(duty.when)


def _of_condition(condition: Any) -> Iterator[str]:
    if condition is None:
        return
    yield from condition.cites
    for item in condition.items if isinstance(condition, records.Group) else ():
        yield from _of_condition(item)
