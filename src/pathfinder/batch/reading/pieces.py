"""Text cut into pieces of whole records, wherever the chunks that it is read in begin and end.

What is cut does not depend on the size of the pieces: a record is what its form says, and one that is longer than
`MAX_RECORD` is refused as one row, whose rest is not read.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple, Protocol

import numpy as np

from pathfinder.language.profile import MAX_LINE

MAX_RECORD = 4 * MAX_LINE
"""So many bytes a record may have: a character of UTF-8 has four at most."""


class Cut(NamedTuple):
    """Where to cut: so many bytes, with so many rows; or the row there is `bad`, and they are left out.

    No bytes: more have to be read. `bad` is `long`, `open` where a quotation mark is never closed, or `cut` where a
    list does not end.
    """

    size: int
    rows: int
    bad: str = ""


class Cutter(Protocol):
    """Finds where whole records end; `resumes` is whether another record begins after the end of a line."""

    resumes: bool

    def cut(self, data: bytes, *, final: bool) -> Cut: ...


class Lines:
    """A record a line."""

    resumes = True

    def cut(self, data: bytes, *, final: bool) -> Cut:
        end = len(data) if final else data.rfind(b"\n") + 1
        if end:
            return Cut(end, lines_in(data, end))
        return Cut(0, 0, "long" if len(data) > MAX_RECORD else "")


_LF, _CR, _QUOTE = b'\n\r"'


class Separated:
    """A record a row of cells, whose quoted cells may hold line ends."""

    resumes = True

    def __init__(self, separator: str) -> None:
        self.separator = ord(separator)
        after = re.escape(separator.encode())
        self.cell = re.compile(
            rb'(?:"[^"]*+(?:""[^"]*+)*+("?))?[^' + after + rb"\r\n]*+(" + after + rb"|\r\n|\r|\n)?"
        )

    def cut(self, data: bytes, *, final: bool) -> Cut:
        """The largest cut of good rows, else the first row if it is bad."""
        ends, opened = self.ends(data, final=final)
        starts = np.concatenate([[0], ends[:-1]]) if len(ends) else ends
        long = np.flatnonzero(ends - starts > MAX_RECORD)
        if len(long):
            good = int(long[0])
            return Cut(int(ends[good - 1]), good) if good else self._bad(data)
        if len(ends):
            return Cut(int(ends[-1]), len(ends))
        if opened and (final or len(data) > MAX_RECORD):
            return self._bad(data)
        return Cut(0, 0, "long" if len(data) > MAX_RECORD else "")

    def _bad(self, data: bytes) -> Cut:
        """The first line of a row that does not end where it should."""
        end = data.find(b"\n") + 1
        if max(end, len(data) if not end else 0) > MAX_RECORD:
            return Cut(end, 1, "long")
        return Cut(end or len(data), 1, "open")

    def ends(self, data: bytes, *, final: bool) -> tuple[np.ndarray, bool]:
        """Where each whole record ends, and whether a quotation mark stands open after the last."""
        codes = np.frombuffer(data, np.uint8)
        quotes = np.flatnonzero(codes == _QUOTE)
        if len(quotes) and not self._regular(codes, quotes):
            return self._slowly(data, final=final)
        ends = _line_ends(codes, final=final)
        if len(quotes):
            ends = ends[np.searchsorted(quotes, ends) % 2 == 0]
        opened = len(quotes) % 2 == 1
        if final and not opened and len(data) and (not len(ends) or ends[-1] < len(data)):
            ends = np.append(ends, len(data))
        return ends, opened

    def _regular(self, codes: np.ndarray, quotes: np.ndarray) -> bool:
        """Whether every other mark opens a cell or stands beside another: then counting them is enough."""
        opening = quotes[::2]
        before = codes[opening[opening > 0] - 1]
        known = (before == self.separator) | (before == _LF) | (before == _CR) | (before == _QUOTE)
        return bool(known.all())

    def _slowly(self, data: bytes, *, final: bool) -> tuple[np.ndarray, bool]:
        """The same, cell by cell, where a mark stands within a cell that does not begin with one."""
        ends: list[int] = []
        at = 0
        while at < len(data):
            found = self.cell.match(data, at)
            assert found is not None
            if found[1] == b"":
                return np.array(ends, np.int64), True
            at = found.end()
            mark = found[2]
            if mark is None:
                break
            if mark[0] in (_LF, _CR) and (final or mark != b"\r" or at < len(data)):
                ends.append(at)
        if final and len(data) and (not ends or ends[-1] < len(data)):
            ends.append(len(data))
        return np.array(ends, np.int64), False


def _line_ends(codes: np.ndarray, *, final: bool) -> np.ndarray:
    """The places after line ends: LF, CR LF, and CR alone, of which the last may still be half of a pair."""
    ends = np.flatnonzero(codes == _LF) + 1
    returns = np.flatnonzero(codes == _CR) + 1
    if len(returns):
        last = returns[-1] == len(codes)
        following = codes[returns[:-1] if last else returns]
        alone = returns[: len(following)][following != _LF]
        if last and final:
            alone = np.append(alone, len(codes))
        if len(alone):
            ends = np.sort(np.concatenate([ends, alone]))
    return ends


class Piece(NamedTuple):
    """Whole records: their bytes, where they begin and end, how many rows, the hash up to there.

    Or one row that is `bad`, without its bytes.
    """

    data: bytes
    start: int
    end: int
    rows: int
    sha256: str
    bad: str = ""


class TooLong(Exception):
    """A record is longer than the limit, and where the next one begins cannot be known."""


class OtherText(Exception):
    """The text up to where reading was to go on is not what it was."""


def pieces(
    chunks: Iterator[bytes], cutter: Cutter, size: int, at: int = 0, sha256: str = ""
) -> Iterator[Piece]:
    """Cut a text into pieces of about `size` bytes, from the byte `at` on, up to which it has the hash `sha256`."""
    reader = _Reader(chunks)
    reader.skip(at, sha256)
    wanted = size
    while reader.fill(wanted):
        found = cutter.cut(reader.buffer, final=reader.ended)
        wanted = size
        if found.size:
            data = b"" if found.bad else reader.buffer[: found.size]
            reader.drop(found.size)
            yield reader.piece(data, found.rows, found.bad)
        elif found.bad:
            if not cutter.resumes:
                raise TooLong
            reader.drop_line()
            yield reader.piece(b"", 1, found.bad)
        else:
            wanted += len(reader.buffer)


class _Reader:
    """What has been read of a text and not cut off yet."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks = chunks
        self.buffer = b""
        self.ended = False
        self.at = self.begun = 0
        self.hash = hashlib.sha256()

    def fill(self, size: int) -> bool:
        """Read until there are so many bytes, or no more; whether there are any."""
        parts, count = [self.buffer], len(self.buffer)
        while count < size and not self.ended:
            chunk = next(self.chunks, None)
            if chunk is None:
                self.ended = True
            else:
                parts.append(chunk)
                count += len(chunk)
        self.buffer = b"".join(parts)
        return bool(self.buffer)

    def drop(self, size: int) -> None:
        """Have done with so many bytes."""
        self.hash.update(memoryview(self.buffer)[:size])
        self.buffer = self.buffer[size:]
        self.at += size

    def skip(self, at: int, sha256: str) -> None:
        """Go to a byte; raises `OtherText` where what lies before it has another hash than the one given."""
        while self.at < at:
            if not self.fill(1):
                raise OtherText
            self.drop(min(at - self.at, len(self.buffer)))
        self.begun = self.at
        if sha256 and self.hash.hexdigest() != sha256:
            raise OtherText

    def drop_line(self) -> None:
        """Go on after the next line end, in the memory of a chunk."""
        while self.fill(1):
            end = self.buffer.find(b"\n") + 1
            self.drop(end or len(self.buffer))
            if end:
                return

    def piece(self, data: bytes, rows: int, bad: str) -> Piece:
        start, self.begun = self.begun, self.at
        return Piece(data, start, self.at, rows, self.hash.hexdigest(), bad)


def lines_in(data: bytes | bytearray, end: int) -> int:
    """How many lines end, or stand unended, before a place."""
    codes = np.frombuffer(data, np.uint8, end)
    return int(np.count_nonzero(codes == _LF)) + (data[end - 1] != _LF)
