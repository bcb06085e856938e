"""Files as streams of bytes: decompressed, as UTF-8, hashed as they are read, in the memory of one chunk."""

from __future__ import annotations

import codecs
import glob
import hashlib
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import BinaryIO

import msgspec

from pathfinder.batch.reading.records import FilePlan
from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem, ProblemsFound

CHUNK = 1 << 20
"""So many bytes are read at once."""

STANDARD_INPUT = "-"

MAX_SEALED = 1 << 28
"""So many bytes an encrypted file may have: all of it is held in memory."""

Unseal = Callable[[bytes, str], bytes]
"""Opens an encrypted file: its bytes, and how it was named. Raises `ProblemsFound`."""


def shown_path(path: str) -> str:
    """How a file is called in messages."""
    return _("standard input") if path == STANDARD_INPUT else path


def unreadable(path: str, why: str, code: str = "PF101", help: str = "") -> ProblemsFound:
    """A file that cannot be used."""
    place = Place(shown_path(path))
    return ProblemsFound([Problem(code=code, message=why, place=place, help=help)])


def expand(paths: Sequence[str]) -> list[str]:
    """The files that paths and patterns name; a pattern is expanded here where the shell does not do it."""
    found: list[str] = []
    for path in paths:
        if path == STANDARD_INPUT or os.path.exists(path) or not glob.has_magic(path):
            found.append(path)
            continue
        names = sorted(name for name in glob.glob(path, recursive=True) if os.path.isfile(name))
        if not names:
            raise unreadable(path, _("No file fits this pattern."))
        found += names
    if found.count(STANDARD_INPUT) > 1:
        raise unreadable(STANDARD_INPUT, _("Standard input can be read only once."))
    return found


def open_raw(path: str) -> BinaryIO:
    """A file, or standard input; raises `ProblemsFound`."""
    try:
        return sys.stdin.buffer if path == STANDARD_INPUT else open(path, "rb")
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else ""
        message = _("The file cannot be read: {why}.").format(why=why)
        raise unreadable(path, message) from None


def opened_sealed(file: FilePlan, head: bytes, unseal: Unseal) -> tuple[FilePlan, bytes]:
    """An encrypted file and all that it holds."""
    opened = open_raw(file.path)
    try:
        data = head if file.path == STANDARD_INPUT else b""
        data += opened.read(MAX_SEALED + 1 - len(data))
    finally:
        if file.path != STANDARD_INPUT:
            opened.close()
    if len(data) > MAX_SEALED:
        message = _("The file is larger than {limit} bytes.").format(limit=MAX_SEALED)
        raise unreadable(file.path, message)
    content = unseal(data, file.path)
    if not content:
        raise unreadable(file.path, _("The file is empty."))
    digest = hashlib.sha256(data).hexdigest()
    return msgspec.structs.replace(file, sealed=digest, size=None), content


class Raw(io.RawIOBase):
    """The bytes of a file as they are, hashed and counted on the way; `head` is what was looked at before."""

    def __init__(self, stream: BinaryIO, head: bytes = b"", *, hashed: bool = True) -> None:
        super().__init__()
        self.stream = stream
        self.head = head
        self.sha256 = hashlib.sha256() if hashed else None
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]
        data = self.take(len(view))
        view[: len(data)] = data
        return len(data)

    def take(self, size: int) -> bytes:
        """At most so many bytes; none at the end."""
        data = self.head[:size] if self.head else self.stream.read(size)
        self.head = self.head[size:]
        if self.sha256 is not None:
            self.sha256.update(data)
        self.count += len(data)
        return data


def texts(raw: Raw, file: FilePlan, size: int = CHUNK) -> Iterator[bytes]:
    """The text of a file as UTF-8 or what is like ASCII, in chunks. Raises `ProblemsFound` where it is cut off."""
    size = min(size, CHUNK)
    chunks: Iterable[bytes] = iter(lambda: raw.take(size), b"")
    if file.compression:
        chunks = decompressed(raw, file.path, file.compression, size)
    if is_recoded(file):
        chunks = recoded(chunks, file.path, file.encoding)
    for chunk in chunks:
        yield chunk.replace(b"\r", b"\n") if file.newline == "\r" else chunk


def is_recoded(file: FilePlan) -> bool:
    """Whether the text is made UTF-8 before it is cut. Rows of a table are cut in any encoding that is like ASCII."""
    return file.encoding.startswith("utf-16") or (file.encoding == "cp1251" and file.form != "csv")


def decompressed(raw: Raw, path: str, compression: str, size: int) -> Iterator[bytes]:
    """What a compressed file holds, of several members or frames one after the other."""
    import pyarrow as pa

    try:
        with pa.CompressedInputStream(pa.PythonFile(raw, "r"), compression) as stream:
            while data := stream.read(size):
                yield data
    except OSError:
        message = _("The file is not what its compression says, or it is cut off.")
        raise unreadable(path, message) from None


def recoded(chunks: Iterable[bytes], path: str, encoding: str) -> Iterator[bytes]:
    """Another encoding as UTF-8; half a character stays one, so that it costs only its own row."""
    errors = "surrogatepass" if encoding.startswith("utf") else "strict"
    decoder = codecs.getincrementaldecoder(encoding)(errors)
    try:
        for chunk in chunks:
            yield decoder.decode(chunk).encode("utf-8", "surrogatepass")
        yield decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")
    except UnicodeError:
        message = _("The file is not {encoding} text.").format(encoding=encoding.upper())
        raise unreadable(path, message) from None
