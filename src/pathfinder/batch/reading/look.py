"""What a file is: its form, compression, encoding and columns, found by its name and by a look at its beginning.

Nothing is guessed silently: `Look.taken` says in words what a file was taken for.
"""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Callable, Mapping

import msgspec

from pathfinder.batch.reading.header import Names, known_names
from pathfinder.batch.reading.records import FilePlan
from pathfinder.batch.reading.streams import (
    STANDARD_INPUT,
    Raw,
    Unseal,
    open_raw,
    opened_sealed,
    shown_path,
    texts,
    unreadable,
)  # fmt: skip
from pathfinder.i18n import N_, _
from pathfinder.language.problems import Problem, ProblemsFound, did_you_mean
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.sealed import inner_name, is_sealed
from pathfinder.values.text import inert

HEAD = 1 << 20
"""So many bytes are looked at."""


class Look(msgspec.Struct, frozen=True):
    """What was found out about a file; `head` is what was read of standard input to find it out."""

    file: FilePlan
    notes: list[Problem]
    taken: str
    head: bytes = b""


class Beginning(msgspec.Struct, frozen=True):
    """The beginning of a file, and what is needed to make sense of it."""

    file: FilePlan
    head: bytes
    vocabulary: Vocabulary
    names: Names
    whole: bool

    def text(self) -> bytes:
        """The beginning as text in UTF-8, or in an encoding that is like ASCII."""
        raw = Raw(io.BytesIO(self.head), hashed=False)
        chunks: list[bytes] = []
        try:
            chunks.extend(texts(raw, self.file))
        except ProblemsFound:  # a beginning is cut off somewhere
            if self.whole:
                raise
        return b"".join(chunks)


FORMS = {
    "json lines": "lines", "lines": "lines", "jsonl": "lines", "ndjson": "lines", "json": "json",
    "yaml": "yaml", "yml": "yaml", "csv": "csv", "tsv": "csv", "txt": "csv", "xlsx": "excel",
    "xlsm": "excel", "excel": "excel", "parquet": "parquet", "pq": "parquet", "arrow": "arrow",
    "arrows": "arrow", "ipc": "arrow", "feather": "arrow",
}  # fmt: skip
"""Endings of file names, and what a user may call a form."""

_COMPRESSED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}

_BINARY = {b"PAR1": "parquet", b"ARROW1": "arrow", b"PK\x03\x04": "excel"}

_OLD = {
    b"\xd0\xcf\x11\xe0": N_("This is an Excel file of the old kind, or one with a password."),
    b"FEA1": N_("This is a Feather file of the old kind (version 1)."),
}

_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument"
"""Stands where the first name in the archive does."""

TITLES = {
    "lines": "JSON Lines", "json": "JSON", "yaml": "YAML", "csv": "CSV", "excel": "Excel",
    "parquet": "Parquet", "arrow": "Arrow",
}  # fmt: skip


def look(
    path: str,
    vocabulary: Vocabulary,
    translations: Mapping[str, Mapping[str, str]],
    *,
    form: str | None = None,
    encoding: str | None = None,
    unseal: Unseal | None = None,
) -> Look:
    """Find out what a file is; `unseal` opens one that is encrypted. Raises `ProblemsFound` where it cannot be used."""
    with_size, head = _head(path)
    if unseal is not None and is_sealed(head):
        with_size, head = opened_sealed(with_size, head, unseal)
    names = known_names(vocabulary, translations)
    file = msgspec.structs.replace(with_size, compression=_by_magic(head, _COMPRESSED) or "")
    beginning = Beginning(file, head, vocabulary, names, bool(file.sealed) or len(head) < HEAD)
    told = _named(form, FORMS, path) if form else None
    encoding = _named(encoding, ENCODINGS, path) if encoding else None
    found = _binary(beginning) if not file.compression else None
    if found is None:
        found = _text(beginning, told, encoding)
    elif told not in (None, found.file.form):
        message = _("The file is {found}, not {told}.")
        raise unreadable(path, message.format(found=TITLES[found.file.form], told=form))
    in_memory = path == STANDARD_INPUT or bool(found.file.sealed)
    kept = head if in_memory and found.file.content is None else b""
    return msgspec.structs.replace(found, head=kept)


def _named(word: str, table: Mapping[str, str], path: str) -> str:
    """What the user calls a form or an encoding."""
    found = table.get(word.strip().lower())
    if found is None:
        message = _("“{name}” is no form or encoding of files.").format(name=inert(word[:40]))
        raise unreadable(path, message, "PF101", did_you_mean(word, table))
    return found


def _head(path: str) -> tuple[FilePlan, bytes]:
    """The file as far as its name and size tell, and its first bytes."""
    opened = open_raw(path)
    try:
        status = os.fstat(opened.fileno()) if path != STANDARD_INPUT else None
        size = status.st_size if status and stat.S_ISREG(status.st_mode) else None
        head = opened.read(HEAD)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else ""
        message = _("The file cannot be read: {why}.").format(why=why)
        raise unreadable(path, message) from None
    finally:
        if path != STANDARD_INPUT:
            opened.close()
    if not head:
        raise unreadable(path, _("The file is empty."))
    return FilePlan(path=path, shown=shown_path(path), form="", size=size), head


def _by_magic(head: bytes, table: Mapping[bytes, str]) -> str | None:
    return next((name for magic, name in table.items() if head.startswith(magic)), None)


def _ending(path: str) -> str:
    """The ending of a name, before that of a compression."""
    root, ending = os.path.splitext(inner_name(path).lower())
    if ending in (".gz", ".zst", ".zstd"):
        ending = os.path.splitext(root)[1]
    return ending.removeprefix(".")


def _binary(beginning: Beginning) -> Look | None:
    """A file that is no text."""
    head, path = beginning.head, beginning.file.path
    if (old := _by_magic(head, _OLD)) is not None:
        help = _("Save it as .xlsx without a password, or as CSV.")
        raise unreadable(path, _(old), help=help)
    form = _by_magic(head, _BINARY)
    if form == "excel" and head.startswith(_OPEN_DOCUMENT, 30):
        message = _("This is an OpenDocument file, as LibreOffice saves them.")
        raise unreadable(path, message, help=_("Save it as .xlsx without a password, or as CSV."))
    if form is None and head.startswith(b"\xff\xff\xff\xff"):  # a stream begins with its schema
        form = "arrow"
    if form is None:
        return None
    content = head + open_raw(path).read() if path == STANDARD_INPUT else None
    if beginning.file.sealed:
        content = head
    file = msgspec.structs.replace(beginning.file, form=form, content=content)
    whole = msgspec.structs.replace(beginning, file=file)
    return _look_at(form)(whole)


def _look_at(form: str) -> Callable[[Beginning], Look]:
    """What looks at a file of a form; its libraries are imported only here."""
    if form == "parquet":
        from pathfinder.batch.reading.columnar import look_at_parquet as found
    elif form == "arrow":
        from pathfinder.batch.reading.columnar import look_at_arrow as found
    elif form == "excel":
        from pathfinder.batch.reading.workbook import look_at_workbook as found
    elif form == "csv":
        from pathfinder.batch.reading.separated import look_at_separated as found
    else:
        from pathfinder.batch.reading.documents import look_at_json as found
    return found


_MARKS = {b"\xef\xbb\xbf": "utf-8", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

ENCODINGS = {
    "utf-8": "utf-8", "utf8": "utf-8", "utf-16": "utf-16", "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be", "cp1251": "cp1251", "windows-1251": "cp1251",
}  # fmt: skip


def _text(beginning: Beginning, told: str | None, encoding: str | None) -> Look:
    """A file that is text."""
    file = beginning.file
    start = beginning.text() if file.compression else beginning.head
    known = encoding or _wide(start)
    file = msgspec.structs.replace(file, encoding=known or "ascii")
    text = msgspec.structs.replace(beginning, file=file).text()
    if not text.removeprefix(b"\xef\xbb\xbf").strip():
        raise unreadable(file.path, _("The file is empty."))
    form = told or _form(text, file.path, beginning.names)
    if b"\0" in text and form in ("json", "yaml"):
        raise unreadable(file.path, _("The file is of no form that can be read."))
    newline = "\n"
    if form != "csv":
        known = known or "utf-8"
    else:
        shown = _by_mark(text) or encoding_of(text, whole=beginning.whole) or "ascii"
        known = known or shown
        newline = "\r" if b"\r" in text and b"\n" not in text else "\n"
    file = msgspec.structs.replace(file, encoding=known, form=form, newline=newline)
    return _look_at(form)(msgspec.structs.replace(beginning, file=file))


def _by_mark(text: bytes) -> str | None:
    return _by_magic(text, _MARKS)


def _wide(text: bytes) -> str | None:
    """UTF-16, by its mark or by the zeros between letters."""
    if (marked := _by_mark(text)) == "utf-16":
        return marked
    sample = text[:1000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 3 < len(sample):
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


_BEYOND = re.compile(rb"[\x80-\xff]")


def encoding_of(text: bytes, *, whole: bool = True) -> str | None:
    """UTF-8 or CP1251, as the first line that is not ASCII shows; None where no whole line does."""
    found = _BEYOND.search(text)
    if found is None:
        return None
    first = text.rfind(b"\n", 0, found.start()) + 1
    last = text.find(b"\n", found.start())
    if last < 0 and not whole:
        return None
    try:
        text[first : last if last >= 0 else len(text)].decode()
    except UnicodeDecodeError:
        return "cp1251"
    return "utf-8"


_LINES = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{[^\n]*\}[ \t\r]*\n\s*\{\s*["}]')
_JSON = re.compile(rb'(?:\xef\xbb\xbf)?[\s\[]*\{\s*["}]|(?:\xef\xbb\xbf)?\s*\[\s*\]\s*$')


def _form(text: bytes, path: str, names: Names) -> str:
    """The form of a text, by its look and by the ending of its name."""
    ending = FORMS.get(_ending(path))
    if _JSON.match(text):
        if ending == "lines" or _LINES.match(text):
            return "lines"
        return "yaml" if ending == "yaml" else "json"
    if ending in ("csv", "json", "lines", "yaml"):
        return ending
    from pathfinder.batch.reading.separated import is_separated

    return "csv" if is_separated(text, names) else "yaml"
