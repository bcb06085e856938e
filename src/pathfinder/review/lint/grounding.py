"""Whether the numbers, dates, periods, countries and listed words of the rules stand in the passages they cite.

Where the documents are at hand every literal is looked up (PF214; PF410 where another passage of the file holds it).
Where they are not, the lock says of each pathway and caution whether it was verified as it stands now (PF215): a
fingerprint of its literals and citations.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping

import msgspec

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem
from pathfinder.review.lint.literals import Grounded, Reader
from pathfinder.review.lint.seeker import Seeker
from pathfinder.rulebook.book import RuleBook
from pathfinder.sources.library import Library
from pathfinder.sources.lock import Finding, Lock, fingerprint


class Verified(msgspec.Struct, frozen=True):
    """What looking up found.

    `fingerprints` are those of the pathways and cautions all of whose literals were found; `unsearched` the names of
    those of which a document is not at hand. `seeker` knows the passages.
    """

    problems: list[Problem]
    fingerprints: dict[str, str]
    unsearched: tuple[str, ...]
    seeker: Seeker


def parts_of(book: RuleBook) -> dict[str, list[Grounded]]:
    """The parts of every pathway and caution that have literals, by owner."""
    reader = Reader(book.vocabulary, _definitions_file(book))
    found = {pathway.id: reader.pathway(pathway) for pathway in book.pathways.values()}
    return found | {caution.id: reader.caution(caution) for caution in book.cautions.values()}


def _definitions_file(book: RuleBook) -> str:
    named = (
        locked.citation.file
        for name, locked in book.citations.items()
        if name.startswith("definitions/")
    )
    return next(named, "definitions.yaml")


def fingerprints_of(book: RuleBook) -> dict[str, str]:
    """The fingerprint of every pathway and caution: of its literals, why some are derived, and its citations."""
    return {owner: _fingerprint(parts, book) for owner, parts in parts_of(book).items()}


def _fingerprint(parts: list[Grounded], book: RuleBook) -> str:
    said = [
        [
            sorted([literal.kind, literal.text] for literal in part.literals),
            [fingerprint(book.citations[cite].citation) for cite in part.cites],
            part.derived,
        ]
        for part in parts
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def ground(
    book: RuleBook, library: Library, looked_up: Mapping[str, Finding] | None = None
) -> Verified:
    """Look every literal up in its cited passages; `looked_up` are citations found already, by id."""
    seeker = Seeker(book, library, looked_up)
    problems: dict[tuple[str, int, str], Problem] = {}
    verified: dict[str, str] = {}
    unsearched: list[str] = []
    for owner, parts in parts_of(book).items():
        cites = {cite for part in parts for cite in part.cites}
        found = [problem for part in parts for problem in seeker.problems(part, owner)]
        lost = sorted(cite for cite in cites if seeker.text(cite) is None)
        if not all(map(seeker.at_hand, cites)):
            unsearched.append(owner)
        elif lost:
            if looked_up is None:  # otherwise the citations themselves are told
                why = _("the documents at hand do not hold {cites}").format(cites=", ".join(lost))
                found.append(_not_verified(book, owner, why))
        elif not found:
            verified[owner] = _fingerprint(parts, book)
        for problem in found:
            problems.setdefault((problem.place.file, problem.place.line, problem.message), problem)
    return Verified(list(problems.values()), verified, tuple(unsearched), seeker)


def recall(book: RuleBook, lock: Lock, owners: Collection[str] | None = None) -> list[Problem]:
    """Without the documents: which rules (all, or those named) the lock does not know as they stand.

    A rule book whose lock knows no rule at all has never been near its documents, and each of its rules would be
    told: nothing is said.
    """
    found = []
    for owner, now in fingerprints_of(book).items() if lock.rules else ():
        if owners is not None and owner not in owners:
            continue
        known = lock.rules.get(owner)
        if known is None:
            found.append(_not_verified(book, owner, _("they never were")))
        elif known.rule != now:
            why = _("they have changed since {day}").format(day=known.verified)
            found.append(_not_verified(book, owner, why))
    return found


def _not_verified(book: RuleBook, owner: str, why: str) -> Problem:
    record = book.pathways.get(owner) or book.cautions[owner]
    return Problem(
        code="PF215",
        message=_(
            "Its numbers, dates and names are not verified against the documents: {why}."
        ).format(why=why),
        place=Place(record.file, record.line, record.column),
        within=owner,
        help=_("Run `pathfinder sources lock` where the documents are at hand."),
        severity="warning",
    )
