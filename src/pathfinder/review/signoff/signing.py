"""What it takes to sign: which rules are meant, what stands against it, and the record that is made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language.problems import Place, Problem
from pathfinder.review.signoff.passages import GOOD, Passages
from pathfinder.review.signoff.reading import Reader, Reading, key_of, reading_key
from pathfinder.review.signoff.rests import Rule, rules_of
from pathfinder.review.signoff.reviews import Record
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, parse_uncertain


def chosen(book: RuleBook, name: str) -> list[str] | None:
    """The rules that a name means: one pathway or caution, or all of a country; None for a name that is none.

    The country's own file counts: what `several` says of it is signed there.
    """
    rules = rules_of(book)
    if name in rules:
        return [name]
    code = name.upper()
    if code in book.destinations:
        file = book.destinations[code].file
        return [rule.id for rule in rules.values() if rule.file == file]
    found = [known for known in rules if known.casefold() == name.casefold()]
    return found or None


def names_of(book: RuleBook) -> list[str]:
    """Everything that can be signed by name."""
    return [*rules_of(book), *book.destinations]


def obstacles(
    book: RuleBook, passages: Passages, rules: Iterable[Rule], problems: Iterable[Problem]
) -> list[Problem]:
    """What stands against signing some rules.

    A document that is not at hand, a citation that is not found there as it was verified, and those of `problems`
    (of their literals, of their cases) that are errors.
    """
    rules = list(rules)
    reader = Reader(book, passages)
    names = {rule.id for rule in rules}
    found = [
        problem
        for problem in problems
        if problem.severity == "error" and problem.within.partition(" › ")[0] in names
    ]
    for rule in rules:
        found += _of_citations(rule, reader)
    return sorted(found, key=Problem.sort_key)


def _of_citations(rule: Rule, reader: Reader) -> list[Problem]:
    """The citations of a rule and of the ways by which it is reached that are not verified."""
    found = []
    absent: set[str] = set()
    for cite in reader.cites(rule):
        finding = reader.passages.finding(cite)
        if finding.status in GOOD:
            continue
        document = finding.citation.document
        if finding.status == "not searched":
            if document not in absent:
                absent.add(document)
                message = _("It cannot be signed: document {document} is not at hand.")
                help = _(
                    "Its copy {file} is missing in the folder of documents, or cannot be read."
                )
                file = reader.book.documents[document].file
                found.append(
                    _problem(rule, message.format(document=document), help.format(file=file))
                )
            continue
        message = _("It cannot be signed: the citation {cite} is not verified: {why}.")
        help = _("Read the passage; `pathfinder sources check` says what is wrong with it.")
        text = message.format(cite=cite, why=_(_WHY[finding.status]))
        found.append(_problem(rule, text, help))
    return found


def newest_document(passages: Passages, rule: Rule) -> tuple[str, Day] | None:
    """Of the documents that a rule cites the one published last, and the first day that its date can mean."""
    documents = passages.book.documents
    cites = Reader(passages.book, passages).cites(rule)
    dated = [
        (date.first, name)
        for name in sorted({passages.book.citations[cite].citation.document for cite in cites})
        if (date := parse_uncertain(documents[name].published)) is not None
    ]
    return None if not dated else (max(dated)[1], max(dated)[0])


_WHY = {
    "changed": N_("the passage is not the one in citations.lock"),
    "ambiguous": N_("several passages fit"),
    "gone": N_("its words are not found"),
}


def _problem(rule: Rule, message: str, help: str) -> Problem:
    place = Place(rule.file, rule.line, rule.column)
    return Problem(code="PF490", message=message, place=place, within=rule.id, help=help)


class Signer(msgspec.Struct, frozen=True, kw_only=True):
    """Who signs, as what, on which day, and what they want to say."""

    name: str
    role: str
    day: Day
    note: str = ""


def make(
    book: RuleBook, passages: Passages, rules: Sequence[Rule], signer: Signer
) -> tuple[list[Record], list[Reading]]:
    """The signatures of some rules as they stand, still without a key, and what was read for each."""
    reader = Reader(book, passages)
    readings = [reader.read(rule) for rule in rules]
    return [_record(reading, signer) for reading in readings], readings


def _record(reading: Reading, signer: Signer) -> Record:
    def keys(contents: dict[str, dict[str, object]]) -> tuple[str, ...]:
        return tuple(key_of(name, content) for name, content in contents.items())

    return Record(
        rule=reading.id,
        name=signer.name,
        role=signer.role,
        day=signer.day,
        note=signer.note,
        hashes=reading.hashes,
        content=reading_key(reading),
        entries=keys(reading.entries),
        facts=keys(reading.facts),
        regions=keys(reading.regions),
    )
