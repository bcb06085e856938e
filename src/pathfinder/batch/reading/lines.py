"""JSON Lines: a person a line, read at the speed of a parser that looks at each byte once."""

from __future__ import annotations

import msgspec
import numpy as np

from pathfinder.batch.reading.raw import LONG, OneByOne, RawPerson, batch_of, decoders, is_utf8
from pathfinder.batch.reading.records import Block, FilePlan, Plan, Task
from pathfinder.batch.reading.streams import open_raw, unreadable
from pathfinder.i18n import _

_MARK = b"\xef\xbb\xbf"

_NEWLINE, _CLOSE, _OPEN, _RETURN = b"\n}{\r"


def read_lines(task: Task, plan: Plan) -> Block:
    """The people of a piece of JSON Lines."""
    file, facts = plan.files[task.file], tuple(plan.vocabulary.facts)
    shown, data = file.shown, _bytes(task, file)
    if task.start.at == 0:
        data = data.removeprefix(_MARK)
    people = _decode(data, facts)
    batch = batch_of(people, data, task.start.row, facts) if people else None
    if batch is not None:
        rows = batch.num_rows + len(task.refused)
        return Block(batch=batch, refusals=list(task.refused), rows=rows, shown=shown)
    slow = OneByOne(plan.vocabulary, shown)
    empty = 0
    lines = data.removesuffix(b"\n").split(b"\n") if data else []
    for number, line in enumerate(lines, task.start.row):
        if line.strip():
            slow.read(line, number)
        else:
            empty += 1
    return Block(
        batch=slow.batch(),
        refusals=slow.refusals(task.refused),
        rows=slow.rows + len(task.refused),
        shown=shown,
        empty=empty,
    )


def _bytes(task: Task, file: FilePlan) -> bytes:
    """The lines themselves."""
    if task.span is None:
        return task.data
    start, end = task.span
    with open_raw(file.path) as opened:
        opened.seek(start)
        data = opened.read(end - start)
    if len(data) < end - start:
        raise unreadable(file.path, _("The file is not the one that was read before."))
    return data


def _decode(data: bytes, facts: tuple[str, ...]) -> list[RawPerson] | None:
    """The people of lines that are all as they should be; None where one is not."""
    count = _count_lines(data) if is_utf8(data) else 0
    if not count:
        return None
    try:
        people: list[RawPerson] = decoders(facts).one.decode_lines(data)
    except (msgspec.MsgspecError, RecursionError):
        return None
    return people if len(people) == count else None


def _count_lines(data: bytes) -> int:
    """How many lines there are; 0 unless each begins an object and ends one, and none is long.

    At that the decoder does not look.
    """
    codes = np.frombuffer(data, np.uint8)
    if not len(codes) or codes[0] != _OPEN:
        return 0
    ends = np.flatnonzero(codes == _NEWLINE)
    if codes[-1] != _NEWLINE:
        ends = np.append(ends, len(codes))
    before = codes[ends - 1]
    if (before == _RETURN).any():
        before = np.where(before == _RETURN, codes[ends - 2], before)
    ended = bool((before == _CLOSE).all())
    begun = bool((codes[ends[:-1] + 1] == _OPEN).all())
    good = ended and begun and int(np.diff(ends, prepend=-1).max()) <= LONG
    return len(ends) if good else 0
