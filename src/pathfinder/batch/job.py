"""A batch from beginning to end: what is kept on the way, how it goes on after an interruption, how it ends."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import msgspec

from pathfinder.batch.journal import Checkpoint, Counts, Finished, Found, Header, InUse, Journal
from pathfinder.batch.log import Damaged, Log, Mark, sync_folder
from pathfinder.batch.outputs import Output, StreamOutput, TableOutput, TextOutput
from pathfinder.batch.places import Places, publish, remove
from pathfinder.batch.pool import Pool, in_processes, in_threads, on_the_spot
from pathfinder.batch.reading import Position, Source
from pathfinder.batch.receipt import receipt_of
from pathfinder.batch.refused import Refused, RefusedLines
from pathfinder.batch.work import Maker, Order, Piece, Work
from pathfinder.batch.writing.excel import TooManyRows
from pathfinder.batch.writing.formats import Format
from pathfinder.language.problems import ProblemsFound
from pathfinder.rulebook.book import RuleBook

SMALL = 4
"""An input of fewer pieces is judged on the spot, and begun anew where that was interrupted."""

PIECES = {
    "wide": (8 << 20, 1 << 16),
    "best": (8 << 20, 1 << 16),
    "long": (1 << 20, 1 << 11),
    "full": (1 << 18, 1 << 8),
}
"""By form: the bytes of a text, and the rows of a table in columns, that make a piece."""

TEXT_BYTES, TEXT_ROWS = 1 << 22, 1 << 13
"""The same at most where text is made, which takes many times the room of a table."""


class Told(msgspec.Struct, frozen=True):
    """How far a batch is: bytes read, rows read, rows refused."""

    done: int
    rows: int
    refused: int


class Job(msgspec.Struct, kw_only=True):
    """All that a batch needs.

    `header` says what is asked for, in the journal and in the receipt. `tell` is called after every piece, `refuse`
    with the people who were refused where there is no file for them. `clock` gives seconds, for how often what is done
    is made safe (every `save_every` of them).
    """

    source: Source
    rules: RuleBook
    order: Order
    places: Places
    header: Header
    errors_format: Format
    strict: bool
    workers: int
    stdout: BinaryIO
    tell: Callable[[Told], None]
    refuse: Callable[[list[Refused]], None]
    clock: Callable[[], float]
    now: Callable[[], str]
    save_every: float


class Outcome(msgspec.Struct, frozen=True):
    """What came of a batch. `written` is false where a strict one was refused."""

    counts: Counts
    written: bool


class Stopped(Exception):
    """A batch ended before its time; `cause` says why. `resumable` where something of it is kept to go on with."""

    def __init__(self, cause: BaseException, *, resumable: bool) -> None:
        super().__init__(type(cause).__name__)
        self.cause = cause
        self.resumable = resumable


def run(job: Job, found: Found | None) -> Outcome:
    """Do the work, from the beginning or from where a journal says that it was. Raises `Stopped`."""
    if found is not None and found.finished is not None:
        journal = Journal.again(job.places.journal, found)
        publish(job.places, found.finished.receipt, journal)
        return Outcome(msgspec.convert(found.finished.receipt["rows"], Counts), written=True)
    running = _Running(job, found)
    try:
        return running.finish(running.work())
    except (Exception, KeyboardInterrupt) as cause:
        raise Stopped(cause, resumable=running.stop(cause)) from cause


class _Running:
    """A batch that is going on."""

    def __init__(self, job: Job, found: Found | None) -> None:
        self.job = job
        self.last = found.checkpoint if found is not None else None
        self.counts = self.last.counts if self.last else Counts()
        self.output: Output | None = None
        self.errors: Log | None = None
        self.journal: Journal | None = None
        self.pool: Pool | None = None
        self.found = found

    def work(self) -> Counts:
        """Judge everybody there is."""
        job = self.job
        tasks, small = self._tasks()
        self._open(small=small)
        assert self.pool is not None
        assert self.output is not None
        saved = job.clock()
        for piece in self.pool.pieces(tasks):
            self._take(piece)
            if self.journal is not None and job.clock() - saved >= job.save_every:
                self._save(piece)
                saved = job.clock()
        return self.counts

    def _tasks(self) -> tuple[Iterator[Any], bool]:
        """The tasks that are left, and whether they are but a few."""
        job = self.job
        size, rows = PIECES[job.order.form]
        if job.order.format.is_text:
            size, rows = min(size, TEXT_BYTES), min(rows, TEXT_ROWS)
        position = msgspec.convert(self.last.position, Position) if self.last else None
        tasks = job.source.tasks(position, size=size, rows=rows)
        if self.found is not None:
            return tasks, False
        first = list(itertools.islice(tasks, SMALL))
        return itertools.chain(first, tasks), len(first) < SMALL

    def _open(self, *, small: bool) -> None:
        """Open what is written, and have somebody to do the work."""
        job, places = self.job, self.job.places
        if places.output is not None and not small:
            self.journal = (
                Journal.new(places.journal, job.header)
                if self.found is None
                else Journal.again(places.journal, self.found)
            )
        spooled = self.journal is not None and not job.order.format.is_text
        elsewhere = not small and job.workers > 1
        processes = elsewhere and not job.source.columnar
        work = Work(order=job.order, plan=job.source.plan, travels=processes)
        if processes:
            self.pool = in_processes(work, job.rules, job.workers)
        maker = Maker(work, job.rules)
        if self.pool is None:
            self.pool = in_threads(maker, job.workers) if elsewhere else on_the_spot(maker)
        self.output = self._output(maker, spooled=spooled)
        if places.errors is not None:
            mark = self.last.errors if self.last else None
            self.errors = (
                Log.new(places.errors_part) if mark is None else Log.again(places.errors_part, mark)
            )
            if mark is None:
                self.errors.write(RefusedLines(job.errors_format).head())
        if self.journal is not None:
            sync_folder(places.journal)

    def _output(self, maker: Maker, *, spooled: bool) -> Output:
        job, places = self.job, self.job.places
        if places.output is None:
            return StreamOutput(job.stdout, job.order, maker.head(), maker.schema, hold=job.strict)
        mark = self.last.output if self.last else None
        if job.order.format.is_text:
            return TextOutput(places.part, maker.head(), mark)
        spool = places.spool if spooled else None
        return TableOutput(places.part, spool, job.order, maker.schema, mark)

    def _take(self, piece: Piece) -> None:
        """Write what came of a piece, and count it."""
        job = self.job
        assert self.output is not None
        assert self.pool is not None
        self.counts = self.counts.plus(piece.counts)
        if piece.refused:
            self.pool.only_check = job.strict
            if self.errors is not None:
                for part in RefusedLines(job.errors_format).of(piece.refused):
                    self.errors.write(part)
            else:
                job.refuse(piece.refused)
        if not self.pool.only_check:
            self.output.take(piece)
        job.tell(Told(piece.done, self.counts.rows, self.counts.refused))

    def _save(self, piece: Piece) -> None:
        """Make safe what is done; first the results, then the line that speaks of them."""
        assert self.output is not None
        assert self.journal is not None
        if self.job.strict and self.counts.refused:
            return
        self.last = Checkpoint(
            position=msgspec.to_builtins(piece.end),
            done=piece.done,
            counts=self.counts,
            output=self.output.sync(),
            errors=self.errors.sync() if self.errors is not None else None,
        )
        self.journal.note(self.last)

    def finish(self, counts: Counts) -> Outcome:
        """Complete the files and give them their names."""
        job, places = self.job, self.job.places
        assert self.output is not None
        assert self.pool is not None
        self.pool.close()
        errors = self.errors.sync() if self.errors is not None else None
        refused = job.strict and counts.refused > 0
        mark = None if refused else self.output.finish()
        self.close()
        if refused:
            remove(places, keep_errors=True)
            if self.journal is not None:
                self.journal.close()
            if places.errors is not None:
                os.replace(places.errors_part, places.errors)
            return Outcome(counts, written=False)
        receipt = self._receipt(counts, mark, errors)
        if self.journal is not None:
            self.journal.note(Finished(receipt=receipt))
        publish(places, receipt, self.journal)
        return Outcome(counts, written=True)

    def _receipt(self, counts: Counts, output: Mark | None, errors: Mark | None) -> dict[str, Any]:
        job = self.job
        files = {"output": (job.places.output, output), "errors": (job.places.errors, errors)}
        return receipt_of(job.header, counts, job.source.digests(), files, job.now())

    def close(self) -> None:
        """Let go of the files."""
        for held in (self.output, self.errors):
            if held is not None:
                with contextlib.suppress(OSError):
                    held.close()

    def stop(self, cause: BaseException) -> bool:
        """End the work where it stands; whether it can go on later. Otherwise nothing is left of it."""
        if self.pool is not None:
            self.pool.close()
        self.close()
        if isinstance(cause, InUse | Damaged):  # nothing of it is ours to remove
            if self.journal is not None:
                self.journal.close()
            return False
        hopeless = isinstance(cause, ProblemsFound | TooManyRows)
        resumable = self.journal is not None and self.last is not None and not hopeless
        if not resumable:
            remove(self.job.places)
        if self.journal is not None:
            self.journal.close()
        return resumable
