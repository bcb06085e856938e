"""The main part of a process that makes pieces for another one.

It is the first module of ours that such a process imports, so that it can see to what the others import.
"""

from __future__ import annotations

import contextlib
import signal
from typing import TYPE_CHECKING, Any

from pathfinder.batch.light import arrow_without_pandas

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from pathfinder.batch.work import Maker


def serve(there: Connection) -> None:
    """Make pieces until the other end of the pipe is closed, which it is however the other process ends."""
    with contextlib.suppress(EOFError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # it reaches all; the first process decides
        arrow_without_pandas()
        maker = _maker(*there.recv())
        from pathfinder.batch.slots import receive_slots

        slots = receive_slots(there)
        while True:
            task, only_check, slot = there.recv()
            _answer(
                there, maker, task, None if slot is None else slots[slot], only_check=only_check
            )


def _answer(
    there: Connection, maker: Maker, task: Any, slot: int | None, *, only_check: bool
) -> None:
    """Make a piece and send it; or why there is none."""
    from pathfinder.batch.slots import fill
    from pathfinder.language.problems import ProblemsFound

    try:
        piece = maker.piece(task, only_check=only_check)
        data, piece.data, piece.table = piece.data, (), None
        length = 0 if slot is None else fill(slot, data)
        parts = [bytes(part) for part in data] if slot is None else []
    except ProblemsFound as found:
        there.send((found.problems, 0))
    except Exception:  # noqa: BLE001 - whatever it is, the other end has to know
        import traceback

        there.send((traceback.format_exc(), 0))
    else:
        there.send((piece, length))
        if slot is None:
            there.send(parts)


def _maker(work: Any, rules: bytes, language: str) -> Maker:
    import msgspec
    import pyarrow as pa

    from pathfinder.batch.work import Maker
    from pathfinder.i18n import use_language, use_rule_sentences
    from pathfinder.rulebook.book import RuleBook
    from pathfinder.rulebook.cache import without_collections

    pa.set_cpu_count(1)
    use_language(language)
    with without_collections():
        book = msgspec.msgpack.decode(rules, type=RuleBook)
    use_rule_sentences(book.translations.get(language, {}))
    return Maker(work, book)
