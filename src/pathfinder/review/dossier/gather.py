"""Gathers a dossier: the rules, their passages, cases, coverage, what is open, and who has signed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping

import msgspec

from pathfinder.engine.assess import months_between
from pathfinder.language.problems import Problem
from pathfinder.language.records import Caution, Destination, Pathway
from pathfinder.review.dossier.opens import opens
from pathfinder.review.dossier.passages import passages_of
from pathfinder.review.dossier.records import (
    Ask,
    CaseResult,
    Commit,
    Country,
    Dossier,
    Passage,
    Rule,
    Signed,
)  # fmt: skip
from pathfinder.review.dossier.walk import asks, users
from pathfinder.review.testing.cases import by_day, profile_of, run_case
from pathfinder.review.testing.coverage import Point, uncovered
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.load import LoadedBook
from pathfinder.rulebook.uses import CONTEXT, QUESTION, uses
from pathfinder.sources.coverage import Background, cover
from pathfinder.sources.library import Library
from pathfinder.sources.lock import Lock
from pathfinder.sources.records import Document
from pathfinder.values.dates import Day, parse_day


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What is at hand besides the rules.

    `faults` are problems found elsewhere, those of a rule with its id in `within`; `signed` is None where nothing is
    known of signatures; `commits` are by the path of a file inside the folder of rules.
    """

    lock: Lock = Lock()
    library: Library | None = None
    background: tuple[Background, ...] = ()
    faults: tuple[Problem, ...] = ()
    signed: Mapping[str, Signed] | None = None
    commits: Mapping[str, tuple[Commit, ...]] = {}


def gather(
    loaded: LoadedBook, given: Given, on: Day, countries: Collection[str] | None = None
) -> Dossier:
    """The dossier of some countries (None: of all) on a day; the rule book has no errors."""
    book = loaded.book
    assert book is not None
    truths, points = uncovered(loaded)
    made = _Maker(book, given, on, _results(loaded), points)
    chosen = [
        record for code, record in book.destinations.items() if not countries or code in countries
    ]
    citations = [locked.citation for locked in book.citations.values()]
    covered = cover(given.library, citations, uses(book), given.background) if given.library else ()
    return Dossier(
        book=book, on=on, truths=truths, whole=not countries,
        countries=tuple(made.country(record) for record in chosen),
        passages=made.passages, asks=made.asks, definition_users=made.users,
        covered=tuple(covered),
        problems=tuple(each for each in given.faults if not made.owner_of(each)),
    )  # fmt: skip


def _results(loaded: LoadedBook) -> dict[str, list[CaseResult]]:
    """What came of the cases, by rule and in the order of the files."""
    book = loaded.book
    assert book is not None
    differences: dict[int, tuple[str, ...]] = {}
    for on_day, cases in by_day(book, loaded.cases):
        for case in cases:
            found = run_case(case, on_day)
            differences[id(case)] = tuple(problem.message for problem in found)
    results: dict[str, list[CaseResult]] = {}
    for case in loaded.cases:
        profile, _faults = profile_of(case, book)
        result = CaseResult(case=case.case, profile=profile, differences=differences[id(case)])
        results.setdefault(case.owner, []).append(result)
    return results


class _Maker:
    """Puts the rules together from what was found, each under the id of its rule."""

    def __init__(
        self, book: RuleBook, given: Given, on: Day, results: dict[str, list[CaseResult]],
        points: Iterable[Point],
    ) -> None:  # fmt: skip
        self.book, self.given, self.on, self.results = book, given, on, results
        self.passages: dict[str, Passage] = passages_of(book, given.library, given.lock)
        self.asks: tuple[Ask, ...] = tuple(asks(book))
        self.users = users(book)
        self.points: dict[str, list[Point]] = {}
        for point in points:
            self.points.setdefault(point.owner, []).append(point)
        self.rests: dict[str, set[str]] = {}
        for use in uses(book):
            if use.role not in (CONTEXT, QUESTION) and use.citation in book.citations:
                document = book.citations[use.citation].citation.document
                self.rests.setdefault(use.rule, set()).add(document)

    def owner_of(self, problem: Problem) -> str:
        """The rule that a problem is about; empty where it is about none."""
        owner = problem.within.partition(" ")[0]
        return owner if owner in self.book.pathways or owner in self.book.cautions else ""

    def country(self, record: Destination) -> Country:
        code = record.country
        cautions = self.book.cautions.values()
        return Country(
            record=record,
            pathways=tuple(self.rule(each, code) for each in self.book.of_country(code)),
            cautions=tuple(self.rule(each, code) for each in cautions if each.file == record.file),
            shown=tuple(c for c in cautions if c.file != record.file and code in c.countries),
            commits=self.given.commits.get(_inside(record.file), ()),
        )

    def rule(self, record: Pathway | Caution, home: str) -> Rule:
        name = record.id
        newest = self._newest(name)
        known = parse_day(newest.known_until) if newest else None
        locked = self.given.lock.rules.get(name)
        signed = self.given.signed
        return Rule(
            record=record,
            home=home,
            cases=tuple(self.results.get(name, ())),
            points=tuple(self.points.get(name, ())),
            open=tuple(opens(record)),
            facts=tuple(self._facts(name, set())),
            newest=newest,
            months=months_between(known, self.on) if known else None,
            grounded=locked.verified if locked else None,
            faults=tuple(each for each in self.given.faults if self.owner_of(each) == name),
            signed=signed.get(name, Signed(state="never")) if signed is not None else None,
        )

    def _facts(self, owner: str, seen: set[str]) -> dict[str, None]:
        """The facts that a rule asks for, those of the definitions that it uses among them."""
        seen.add(owner)
        found = dict.fromkeys(ask.fact for ask in self.asks if ask.owner == owner)
        for name, named in self.users.items():
            if owner in named and name not in seen:
                found |= self._facts(name, seen)
        return found

    def _newest(self, rule: str) -> Document | None:
        """The document that speaks latest of those a rule rests on; what is only context does not count."""
        names = [name for name in self.rests.get(rule, ()) if name in self.book.documents]
        documents = [self.book.documents[name] for name in sorted(names)]
        dated = [each for each in documents if parse_day(each.known_until) is not None]
        return max(dated, key=lambda each: each.known_until, default=None)


def _inside(file: str) -> str:
    """The path of a rule file inside its folder: the last folder and the name."""
    return "/".join(file.replace(os.sep, "/").split("/")[-2:])
