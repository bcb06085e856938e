"""All mutants of a rule book tried, by one process or by several, and told."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping

from pathfinder.review.testing.mutants.known import Known, Name, gone
from pathfinder.review.testing.mutants.records import Fate, Mutant, Told, Tried, told
from pathfinder.review.testing.mutants.rules import mutants_of, owners_of
from pathfinder.review.testing.mutants.telling import fate_of
from pathfinder.review.testing.mutants.trying import Cases
from pathfinder.review.testing.trial import readable
from pathfinder.rulebook.book import CaseOf, RuleBook

ENOUGH_FOR_PROCESSES = 6_000
"""With fewer mutants one process is done before others have begun; unless some are asked for."""


def try_mutants(
    book: RuleBook,
    cases: list[CaseOf],
    known: Iterable[Known] = (),
    *,
    owners: Collection[str] | None = None,
    jobs: int | None = None,
) -> Tried:
    """Try every mutant of some pathways, cautions and definitions (None: of all) on the cases of the book.

    So many processes as `jobs` share the work; without it as many as there are processors, where that is worth it.
    """
    chosen = [name for name in owners_of(book) if owners is None or name in owners]
    mutants = {owner: mutants_of(book, owner) for owner in chosen}
    fates = _fates(book, cases, mutants, jobs)
    listed = [one for one in known if owners is None or one.name[0] in owners]
    reasons = {one.name: one.reason for one in listed}
    pairs = [
        (mutant, fate)
        for owner in chosen
        for mutant, fate in zip(mutants[owner], fates[owner], strict=True)
    ]
    count = len(pairs)
    equivalent = _of_kind(pairs, "equivalent", {})
    survivors = _of_kind(pairs, "survived", reasons)
    killed = count - len(equivalent) - len(survivors)
    telling = count - len(equivalent)
    return Tried(
        mutants=count, killed=killed, equivalent=len(equivalent),
        share=100 * killed / telling if telling else 100.0,
        survivors=survivors, equivalents=equivalent,
        gone=tuple(gone(listed, {name_of(m) for m, fate in pairs if fate.what == "survived"})),
    )  # fmt: skip


def name_of(mutant: Mutant) -> Name:
    """What names a mutant in `survivors.yaml`."""
    return mutant.owner, mutant.change.english, " ".join(mutant.says.split())


def names_in(book: RuleBook, owners: Collection[str]) -> set[Name]:
    """The names of all mutants of some rules, without trying one; an owner that the book lacks has none."""
    known = [name for name in owners_of(book) if name in owners]
    return {name_of(mutant) for owner in known for mutant in mutants_of(book, owner)}


def _of_kind(
    pairs: list[tuple[Mutant, Fate]], what: str, reasons: Mapping[Name, str]
) -> tuple[Told, ...]:
    return tuple(
        told(mutant, fate, reasons.get(name_of(mutant), ""))
        for mutant, fate in pairs
        if fate.what == what
    )


def _fates(
    book: RuleBook, cases: list[CaseOf], mutants: Mapping[str, list[Mutant]], jobs: int | None
) -> dict[str, list[Fate]]:
    if jobs is None:
        many = sum(map(len, mutants.values())) >= ENOUGH_FOR_PROCESSES
        jobs = (os.cpu_count() or 1) if many else 1
    if jobs > 1 and mutants:
        return _in_processes(book, cases, list(mutants), jobs)
    trial = Cases(book, readable(book, cases))
    return {owner: [fate_of(trial, one) for one in those] for owner, those in mutants.items()}


_here: Cases | None = None


def _begin(book: RuleBook, cases: list[CaseOf]) -> None:
    """What a process of its own does first. Ctrl-C reaches all processes; the first one decides."""
    import signal

    global _here
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _here = Cases(book, readable(book, cases))


def _of_owner(owner: str) -> list[Fate]:
    assert _here is not None
    return [fate_of(_here, mutant) for mutant in mutants_of(_here.book, owner)]


def _in_processes(
    book: RuleBook, cases: list[CaseOf], owners: list[str], jobs: int
) -> dict[str, list[Fate]]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context("spawn")
    workers = min(jobs, len(owners))
    pool = ProcessPoolExecutor(workers, context, initializer=_begin, initargs=(book, cases))
    try:
        return dict(zip(owners, pool.map(_of_owner, owners), strict=True))
    finally:
        pool.shutdown(cancel_futures=True)
