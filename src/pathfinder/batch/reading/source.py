"""The input of a batch: files of people, what they are, and the pieces they are read in."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

import msgspec

from pathfinder.batch.kernel import Refusal
from pathfinder.batch.reading.line_spans import line_spans
from pathfinder.batch.reading.look import Look, encoding_of, look
from pathfinder.batch.reading.pieces import (
    MAX_RECORD,
    Cutter,
    Lines,
    OtherText,
    Piece,
    Separated,
    TooLong,
    pieces,
)  # fmt: skip
from pathfinder.batch.reading.records import FilePlan, Plan, Position, Task
from pathfinder.batch.reading.streams import (
    STANDARD_INPUT,
    Raw,
    Unseal,
    expand,
    is_recoded,
    open_raw,
    texts,
    unreadable,
)  # fmt: skip
from pathfinder.i18n import N_, _
from pathfinder.language.problems import Problem, ProblemsFound
from pathfinder.language.vocabulary import Vocabulary

COLUMNAR = ("parquet", "arrow")


class Source:
    """Files of people.

    `paths` may hold patterns, and `-` for standard input; `translations` those of the rule book, by language, for
    columns that are called by the labels of facts; `form` and `encoding` are what the user says they are; `unseal`
    opens encrypted files.

    `notes` are warnings on columns, `taken` says by file in words what it was taken for; `columnar` is whether all
    are tables in columns, which threads read as well as processes; `plan` is what `read` needs besides a task;
    `total` is the bytes of all files, `rows` the people where that is known without reading them. Raises
    `ProblemsFound` where one of the files cannot be used.
    """

    def __init__(
        self,
        paths: Sequence[str],
        vocabulary: Vocabulary,
        translations: Mapping[str, Mapping[str, str]] | None = None,
        *,
        form: str | None = None,
        encoding: str | None = None,
        unseal: Unseal | None = None,
    ) -> None:
        found: list[Look] = []
        problems: list[Problem] = []
        for path in expand(paths):
            try:
                said = translations or {}
                found.append(
                    look(path, vocabulary, said, form=form, encoding=encoding, unseal=unseal)
                )
            except ProblemsFound as fault:
                problems += fault.problems
        if problems:
            raise ProblemsFound(problems)
        self.plan = Plan(vocabulary, tuple(one.file for one in found))
        self.notes = [note for one in found for note in one.notes]
        self.taken = [(one.file.shown, _words(one)) for one in found]
        self.columnar = all(file.form in COLUMNAR for file in self.plan.files)
        sizes = [file.size for file in self.plan.files]
        self.total = None if None in sizes else sum(size or 0 for size in sizes)
        counts = [file.rows for file in self.plan.files]
        self.rows = None if None in counts else sum(count or 0 for count in counts)
        self._heads = [one.head for one in found]
        self._digests: dict[int, str] = {}

    def tasks(
        self, start: Position | None = None, *, size: int = 8 << 20, rows: int = 65_536
    ) -> Iterator[Task]:
        """The pieces of all files in order, from a position on: texts of about `size` bytes, tables of `rows` rows.

        Raises `ProblemsFound` where a file cannot be read to its end, or is not what it was up to the position.
        """
        start = start or Position()
        before = 0
        for number, file in enumerate(self.plan.files):
            if number >= start.file:
                at = start if number == start.file and start.at else file.first
                for task in self._pieces(number, file, at, size, rows):
                    yield msgspec.structs.replace(task, done=before + task.done)
            before += file.size or 0

    def _pieces(
        self, number: int, file: FilePlan, start: Position, size: int, rows: int
    ) -> Iterator[Task]:
        if file.form in COLUMNAR:
            from pathfinder.batch.reading.columnar import columnar_tasks as tasks
        elif file.form == "excel":
            from pathfinder.batch.reading.workbook import excel_tasks as tasks
        else:
            return self._texts(number, file, start, size)
        return tasks(number, file, start, rows)

    def _texts(self, number: int, file: FilePlan, start: Position, size: int) -> Iterator[Task]:
        """The pieces of a text; at its end the hash of the file is known."""
        opened = io.BytesIO(self._heads[number]) if file.sealed else open_raw(file.path)
        head = b"" if file.sealed else self._heads[number]
        raw = Raw(opened, head, hashed=_is_unpacked(file))
        self._heads[number] = b""
        now = start
        sha256 = start.sha256
        try:
            for piece in _cut(opened, raw, file, size, start):
                task = _text_task(number, file, piece, now, raw.count or piece.end)
                yield task
                now, sha256 = task.end, piece.sha256
        except TooLong:
            message = _("A person takes more than {limit} bytes.").format(limit=MAX_RECORD)
            raise unreadable(file.path, message, "PF105") from None
        except OtherText:
            message = _("The file is not the one that was read before.")
            raise unreadable(file.path, message) from None
        finally:
            if file.path != STANDARD_INPUT:
                opened.close()
        self._digests[number] = raw.sha256.hexdigest() if raw.sha256 is not None else sha256

    def digests(self) -> dict[str, str]:
        """The SHA-256 of every file as it is, by name, as far as they have been read to their end."""
        for number, file in enumerate(self.plan.files):
            if file.sealed or (number not in self._digests and file.form in (*COLUMNAR, "excel")):
                self._digests[number] = _digest(file)
        found = sorted(self._digests.items())
        return {self.plan.files[number].shown: text for number, text in found}

    def identity(self) -> list[list[str]]:
        """What can be known of the files without reading all of them: name, form, size, hash of the ends."""
        return [_identity(file) for file in self.plan.files]


def _is_unpacked(file: FilePlan) -> bool:
    """Whether what is cut is not the file itself, so that its bytes have to be hashed apart."""
    return bool(file.compression) or is_recoded(file)


def _is_plain(file: FilePlan) -> bool:
    """Whether a worker can take the bytes of a piece from the file itself: sending them would cost more."""
    return file.form == "lines" and not _is_unpacked(file) and file.size is not None


def _cut(opened: BinaryIO, raw: Raw, file: FilePlan, size: int, start: Position) -> Iterator[Piece]:
    """The pieces of a text from a position on."""
    if _is_plain(file):
        return line_spans(opened, size, start.at, start.sha256)
    return pieces(texts(raw, file, size), _cutter(file), size, start.at, start.sha256)


def _words(look: Look) -> str:
    """What a file was taken for."""
    parts = [look.taken, look.file.compression]
    if look.file.form != "csv" and is_recoded(look.file):
        parts.insert(1, look.file.encoding.upper())
    return ", ".join(part for part in parts if part)


def _cutter(file: FilePlan) -> Cutter:
    if file.form == "csv":
        return Separated(file.separator)
    if file.form == "lines":
        return Lines()
    from pathfinder.batch.reading.documents import Elements, Whole

    return Elements() if file.form == "list" else Whole()


_BAD = {
    "long": ("PF105", N_("The line is too long.")),
    "open": ("PF102", N_("A quotation mark that opens a cell is never closed.")),
    "cut": ("PF102", N_("The list does not end: the file is cut off.")),
}


def _text_task(number: int, file: FilePlan, piece: Piece, now: Position, done: int) -> Task:
    encoding = now.encoding or file.encoding
    if encoding == "ascii" and file.form == "csv" and not piece.data.isascii():
        encoding = encoding_of(piece.data) or encoding
    end = Position(number, piece.end, now.row + piece.rows, piece.sha256, encoding)
    refused: tuple[Refusal, ...] = ()
    if piece.bad:
        code, message = _BAD[piece.bad]
        refused = (Refusal(now.row, "", code, _(message)),)
    span = None if piece.bad or not _is_plain(file) else (piece.start, piece.end)
    return Task(
        file=number, start=now, end=end, data=piece.data, span=span, refused=refused, done=done
    )


def _digest(file: FilePlan) -> str:
    if file.sealed:
        return file.sealed
    if file.content is not None:
        return hashlib.sha256(file.content).hexdigest()
    with open(file.path, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


_END = 1 << 20


def _identity(file: FilePlan) -> list[str]:
    if file.sealed:
        return [file.shown, file.form, "", file.sealed]
    if file.path == STANDARD_INPUT:
        content = hashlib.sha256(file.content or b"").hexdigest()
        return [file.shown, file.form, "", content]
    with open(file.path, "rb") as opened:
        size = os.fstat(opened.fileno()).st_size
        seen = hashlib.sha256(opened.read(_END))
        opened.seek(max(size - _END, 0))
        seen.update(opened.read(_END))
    return [file.shown, file.form, str(size), seen.hexdigest()]
