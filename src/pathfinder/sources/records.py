"""What a citation and a document are, as the rest of the program sees them."""

from __future__ import annotations

import msgspec


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A published text that rules rest on.

    `file` is the usual name of a local copy; `sha256` is the hash of that copy's bytes. `published` is a date,
    a month or a year in ISO form, as far as the document says it; `known_until` is the last day of which the
    document can speak (the last day of `published` where it is known).
    """

    id: str
    title: str
    author: str
    published: str
    known_until: str
    language: str
    kind: str
    file: str
    sha256: str
    where: str


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A passage of a document, named by its first and last words.

    `id` is the rule file's stem and the citation's name, for example `KZ/window`. `file`, `line` and `column` are
    the place of the citation in the rule files.
    """

    id: str
    document: str
    section: str
    first: str
    last: str
    file: str = ""
    line: int = 0
    column: int = 0
