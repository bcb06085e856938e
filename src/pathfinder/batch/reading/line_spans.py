"""Lines found in a file as it is, without copying them: who reads them takes them from the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from pathfinder.batch.reading.pieces import MAX_RECORD, OtherText, Piece, lines_in


def line_spans(file: BinaryIO, size: int, at: int = 0, sha256: str = "") -> Iterator[Piece]:
    """What `pieces` says of lines, without their bytes, in one buffer: to copy costs more than to find line ends."""
    seen = hashlib.sha256()
    for rest in _counted(at, size):
        data = file.read(rest)
        seen.update(data)
        if len(data) < rest:
            raise OtherText
    if sha256 and seen.hexdigest() != sha256:
        raise OtherText
    buffer = bytearray(size)
    begun, filled = at, 0
    while filled := filled + _fill(file, buffer, filled):
        final = filled < len(buffer)
        end = filled if final else buffer.rfind(b"\n", 0, filled) + 1
        if not end and filled <= MAX_RECORD:
            buffer += bytes(len(buffer))
            continue
        bad = "" if end else "long"
        rows = lines_in(buffer, end) if end else 1
        view = memoryview(buffer)
        seen.update(view[: end or filled])
        length = end or filled + _drop_line(file, seen)
        yield Piece(b"", begun, begun + length, rows, seen.hexdigest(), bad)
        begun += length
        rest = filled - end if end else 0
        view[:rest] = bytes(view[filled - rest : filled])
        view.release()
        filled = rest


def _counted(total: int, size: int) -> Iterator[int]:
    """Sizes of at most `size` that come to `total`."""
    for done in range(0, total, size):
        yield min(size, total - done)


def _fill(file: BinaryIO, buffer: bytearray, filled: int) -> int:
    """Read into the rest of a buffer; how many bytes there were."""
    with memoryview(buffer) as view:
        return file.readinto(view[filled:])  # type: ignore[attr-defined,no-any-return]


def _drop_line(file: BinaryIO, seen: Any) -> int:
    """Read to the end of a line, in the memory of a chunk; how many bytes there were."""
    count = 0
    while data := file.readline(1 << 20):
        seen.update(data)
        count += len(data)
        if data.endswith(b"\n"):
            break
    return count
