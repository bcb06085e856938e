"""Pieces made side by side and handed on in their order, a bounded number of them in flight.

Text is read in processes of their own, for making columns of it keeps an interpreter busy. Tables in columns are read
in threads: there the work is done outside the interpreter. Little is made on the spot.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import LifoQueue, SimpleQueue
from typing import Any

import msgspec

from pathfinder.batch.serving import serve
from pathfinder.batch.slots import content, new_slots, send_slots
from pathfinder.batch.work import Maker, Piece, Work
from pathfinder.i18n import current_language
from pathfinder.language.problems import ProblemsFound
from pathfinder.rulebook.book import RuleBook

AHEAD = 2
"""So many pieces a worker may be ahead of what has been written."""

Make = Callable[[Any, bool], Piece]
"""Makes a piece of a task; the second argument: only check."""


class WorkerEnded(Exception):
    """A process that did the work has ended on its own, or was ended by the system."""


class WorkerFault(Exception):
    """Something went wrong in a process that did the work; the text says what."""


class Pool:
    """Where pieces are made. `only_check` may be set at any time."""

    def __init__(self, makers: list[Make], close: Callable[[], None]) -> None:
        self.only_check = False
        self._makers = makers
        self._close = close
        self._executor: ThreadPoolExecutor | None = None

    def pieces(self, tasks: Iterable[Any]) -> Iterator[Piece]:
        """The pieces in the order of the tasks."""
        for piece in self._ordered(tasks):
            yield piece
            if piece.release is not None:
                piece.release()

    def _ordered(self, tasks: Iterable[Any]) -> Iterator[Piece]:
        if len(self._makers) == 1:
            yield from (self._makers[0](task, self.only_check) for task in tasks)
            return
        free: SimpleQueue[Make] = SimpleQueue()
        for make in self._makers:
            free.put(make)

        def one(task: Any) -> Piece:
            make = free.get()
            try:
                return make(task, self.only_check)
            finally:
                free.put(make)

        self._executor = ThreadPoolExecutor(len(self._makers))
        flying: deque[Future[Piece]] = deque()
        for task in tasks:
            flying.append(self._executor.submit(one, task))
            if len(flying) >= AHEAD * len(self._makers):
                yield flying.popleft().result()
        while flying:
            yield flying.popleft().result()

    def close(self) -> None:
        """Stop, wherever the work stands."""
        self._close()
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)


def on_the_spot(maker: Maker) -> Pool:
    """Everything in this thread."""
    return Pool([_here(maker)], lambda: None)


def in_threads(maker: Maker, count: int) -> Pool:
    """Some threads, which share what they have worked out."""
    return Pool([_in_full(_here(maker))] * count, lambda: None)


def _here(maker: Maker) -> Make:
    return lambda task, only_check: maker.piece(task, only_check=only_check)


def _in_full(make: Make) -> Make:
    """Makes all parts of the data in the thread that makes the piece."""

    def one(task: Any, only_check: bool) -> Piece:
        piece = make(task, only_check)
        piece.data = list(piece.data)
        return piece

    return one


def in_processes(work: Work, rules: RuleBook, count: int) -> Pool:
    """Processes of their own, which end with this one, however it ends."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    setup = (work, msgspec.msgpack.encode(rules), current_language())
    workers: list[_Worker] = []

    def close() -> None:
        for worker in workers:
            worker.process.kill()
        for worker in workers:
            worker.close()

    try:
        for _number in range(count):
            workers.append(_Worker(context, AHEAD * count))  # noqa: PERF401 - each is to be closed
        for worker in workers:
            worker.begin(setup)
    except BaseException:
        close()
        raise
    return Pool([worker.make for worker in workers], close)


class _Worker:
    """A process at the other end of a pipe, and the slots for what it makes."""

    def __init__(self, context: Any, slots: int) -> None:
        self._pipe, there = context.Pipe()
        self.process = context.Process(target=serve, args=(there,), daemon=True)
        self.process.start()
        there.close()
        self._slots = new_slots(slots)
        self._free: LifoQueue[int] = LifoQueue()
        for number in range(len(self._slots)):
            self._free.put(number)

    def begin(self, setup: Any) -> None:
        """Tell the process all it needs."""
        self._pipe.send(setup)
        send_slots(self._pipe, self._slots, self.process.pid)

    def make(self, task: Any, only_check: bool) -> Piece:
        """Have a piece made."""
        slot = self._free.get() if self._slots else None
        try:
            self._pipe.send((task, only_check, slot))
            found, length = self._pipe.recv()
            parts = self._pipe.recv() if slot is None and isinstance(found, Piece) else ()
        except (EOFError, OSError):
            raise WorkerEnded from None
        if not isinstance(found, Piece):
            raise WorkerFault(found) if isinstance(found, str) else ProblemsFound(found)
        found.data = parts
        if slot is not None:
            found.data = content(self._slots[slot], length)
            found.release = lambda: self._free.put(slot)
        return found

    def close(self) -> None:
        """Let go of the process, which has been ended, and of the slots."""
        self.process.join()
        self._pipe.close()
        for slot in self._slots:
            os.close(slot)


def usual_workers() -> int:
    """As many as there are processors for this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
