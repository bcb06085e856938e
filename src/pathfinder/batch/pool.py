"""Pieces made side by side and handed on in their order, a bounded number of them in flight.

Text is read in processes of their own, for making columns of it keeps an interpreter busy. Tables in columns are read
in threads: there the work is done outside the interpreter. Little is made on the spot.
"""

from __future__ import annotations

import contextlib
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

import msgspec

from pathfinder.batch.work import Maker, Piece, Work
from pathfinder.i18n import current_language, use_language, use_rule_sentences
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


def in_threads(work: Work, rules: RuleBook, count: int) -> Pool:
    """Threads that share what has been worked out."""
    first = Maker(work, rules)
    makers = [first, *(Maker(work, rules, first.kernel) for _number in range(count - 1))]
    return Pool([_here(maker) for maker in makers], lambda: None)


def _here(maker: Maker) -> Make:
    return lambda task, only_check: maker.piece(task, only_check=only_check)


def in_processes(work: Work, rules: RuleBook, count: int) -> Pool:
    """Processes of their own, which end with this one, however it ends."""
    import multiprocessing

    context = multiprocessing.get_context("spawn")
    setup = (work, msgspec.msgpack.encode(rules), current_language())
    ends: list[tuple[Any, Connection]] = []
    for _number in range(count):
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(there,), daemon=True)
        process.start()
        there.close()
        ends.append((process, here))

    def close() -> None:
        for process, _here in ends:
            process.kill()
        for process, here in ends:
            process.join()
            here.close()

    pool = Pool([_there(here) for _process, here in ends], close)
    try:
        for _process, here in ends:
            here.send(setup)
    except BaseException:
        pool.close()
        raise
    return pool


def _there(here: Connection) -> Make:
    """Has pieces made in the process at the other end."""

    def make(task: Any, only_check: bool) -> Piece:
        try:
            here.send((task, only_check))
            found, follows = here.recv()
            data = here.recv_bytes() if follows else b""
        except (EOFError, OSError):
            raise WorkerEnded from None
        if isinstance(found, Piece):
            found.data = data
            return found
        raise WorkerFault(found) if isinstance(found, str) else ProblemsFound(found)

    return make


def _serve(there: Connection) -> None:
    """Make pieces until there are no more tasks: the main part of a process."""
    with contextlib.suppress(EOFError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches all; the first process decides
        work, rules, language = there.recv()
        import pyarrow as pa

        pa.set_cpu_count(1)
        maker = _maker(work, rules, language)
        while True:
            task, only_check = there.recv()
            _answer(there, maker, task, only_check=only_check)


def _maker(work: Work, rules: bytes, language: str) -> Maker:
    from pathfinder.rulebook.cache import without_collections

    use_language(language)
    with without_collections():
        book = msgspec.msgpack.decode(rules, type=RuleBook)
    use_rule_sentences(book.translations.get(language, {}))
    return Maker(work, book)


def _answer(there: Connection, maker: Maker, task: Any, *, only_check: bool) -> None:
    try:
        piece = maker.piece(task, only_check=only_check)
    except ProblemsFound as found:
        there.send((found.problems, False))
        return
    except Exception:  # noqa: BLE001 - whatever it is, the other end has to know
        import traceback

        there.send((traceback.format_exc(), False))
        return
    data, piece.data, piece.table = piece.data, b"", None
    there.send((piece, len(data) > 0))
    if len(data):
        there.send_bytes(data)


def usual_workers() -> int:
    """As many as there are processors for this process."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
