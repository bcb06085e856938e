"""`reviews.yaml`: who signed which rule, and what they read.

The signatures come first, sorted by rule and day; behind them stands what was read, so that a later difference can be
said in words: each rule, fact and region as it then was, once, under its name and the beginning of its hash. Of the
documents there are hashes of passages with their first and last words. Nothing is ever taken out.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language.kinds import Choice, DayKind, Text
from pathfinder.language.maps import Entries, Key, ListOf, Map
from pathfinder.language.problems import Place, Problems, ProblemsFound
from pathfinder.language.reading import Kind, Reader, Schema
from pathfinder.language.tree import Node, parse_yaml
from pathfinder.review.signoff.content import Content
from pathfinder.review.signoff.reading import Hashes
from pathfinder.rulebook.files import decode
from pathfinder.values.dates import Day

FILE: Final = "reviews.yaml"
FORMAT: Final = "pathfinder-reviews/1"
ROLES: Final = ("program", "law")
MAX_BYTES: Final = 16_000_000
"""So many bytes the file may have."""

HEAD: Final = """\
# Who read which rule against the documents, and when: written by `pathfinder review sign`, told by `pathfinder review
# status`. What stands below the signatures is what was read; a signature holds for that and for nothing else.
"""


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """A signature as it stands in the file.

    `role` is empty where none was said; `key` is the SSH signature without its armour, empty where there is none.
    `entries`, `facts` and `regions` are names in the archive.
    """

    rule: str
    name: str
    day: Day
    hashes: Hashes
    role: str = ""
    note: str = ""
    content: str = ""
    entries: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    key: str = ""


class Archive(msgspec.Struct, frozen=True):
    """What was read, by name and the beginning of its hash.

    A passage has its whole hash (`sha256`) and the words by which it was `cited` (`from`, `to`).
    """

    rules: dict[str, Content] = {}
    facts: dict[str, Content] = {}
    regions: dict[str, Content] = {}
    passages: dict[str, Content] = {}


class Reviews(msgspec.Struct, frozen=True):
    """The signatures, oldest first for each rule, and what was read; `head` is the comment at the head of the file."""

    records: tuple[Record, ...] = ()
    archive: Archive = Archive()
    head: str = HEAD

    def of(self, rule: str) -> list[Record]:
        """The signatures of a rule, oldest first."""
        return [record for record in self.records if record.rule == rule]


def sort_key(record: Record) -> tuple[str, Day, str, str]:
    """The order of the file."""
    return record.rule, record.day, record.name.casefold(), record.role


class _Anything(Kind):
    """A content as it was read: keys, lists and texts."""

    def read(self, node: Node, reader: Reader) -> Any:
        return _plain(node)

    def schema(self) -> Schema:
        return {}


def _plain(node: Node) -> Any:
    if node.kind == "map":
        return {key.text: _plain(value) for key, value in node.pairs}
    if node.kind == "list":
        return [_plain(item) for item in node.items]
    return node.text


class _Armour(Text):
    """An SSH signature; what stands between its first and last line counts."""

    def read(self, node: Node, reader: Reader) -> str | None:
        text = super().read(node, reader)
        return text if text is None else "".join(_unarmoured(text))


def _unarmoured(text: str) -> Iterator[str]:
    for line in text.replace("-----BEGIN SSH SIGNATURE-----", " ").split():
        if line == "-----END":
            return
        yield line


class _Sha256(Text):
    """A hash in hexadecimal digits."""

    def read(self, node: Node, reader: Reader) -> str | None:
        text = super().read(node, reader)
        if text is not None and (len(text) != 64 or not set(text) <= set("0123456789abcdef")):
            reader.problem("PF491", node, _("A hash has 64 digits, 0 to 9 and a to f."))
            return None
        return text


_HASHES = Map(
    {name: Key(_Sha256(), required=True) for name in ("rule", "facts", "passages")},
    lambda values, _node, _reader: Hashes(values["rule"], values["facts"], values["passages"]),
    N_("These hashes"),
)
_NAMES = ListOf(Text(), least=0)


def _record(values: dict[str, Any], _node: Node, _reader: Any) -> Record:
    return Record(
        rule=values["rule"],
        name=values["by"],
        role=values.get("role", ""),
        day=values["on"],
        note=values.get("note", ""),
        hashes=values["hashes"],
        content=values.get("read", ""),
        entries=tuple(values.get("reached by", ())),
        facts=tuple(values.get("facts", ())),
        regions=tuple(values.get("regions", ())),
        key=values.get("ssh", ""),
    )


_SIGNATURE = Map(
    {
        "rule": Key(Text(), N_("The pathway or caution."), required=True),
        "by": Key(Text(), N_("Who read it."), required=True),
        "role": Key(Choice(*ROLES), N_("As what: `program` or `law`.")),
        "on": Key(DayKind(), N_("The day."), required=True),
        "note": Key(Text(), N_("What the reader wants to say.")),
        "hashes": Key(_HASHES, N_("The hashes of what was read."), required=True),
        "read": Key(Text(), N_("The rule below as it was read.")),
        "reached by": Key(_NAMES, N_("The ways into the country below, as they were read.")),
        "facts": Key(_NAMES, N_("The facts below as they were read.")),
        "regions": Key(_NAMES, N_("The regions below as they were read.")),
        "ssh": Key(_Armour(), N_("The signature of the SSH key.")),
    },
    _record,
    N_("This signature"),
)
_CONTENTS = Entries(_Anything())
_CITED = Map(
    {name: Key(Text(), required=True) for name in ("from", "to")},
    lambda values, _node, _reader: values,
    N_("This citation"),
)
_PASSAGE = Map(
    {"sha256": Key(_Sha256(), required=True), "cited": Key(ListOf(_CITED), required=True)},
    lambda values, _node, _reader: values,
    N_("This passage"),
)
_ARCHIVE = Map(
    {
        **{name: Key(_CONTENTS) for name in ("rules", "facts", "regions")},
        "passages": Key(Entries(_PASSAGE)),
    },
    lambda values, _node, _reader: Archive(**values),
    N_("What was read"),
)
_FILE: Mapping[str, Key] = {
    "format": Key(Choice(FORMAT), N_("The format of the file."), required=True),
    "signatures": Key(ListOf(_SIGNATURE, least=0, words=N_("signature {n}")), required=True),
    "what was read": Key(_ARCHIVE),
}
_WHOLE = Map(
    _FILE,
    lambda values, _node, _reader: (
        values["signatures"],
        values.get("what was read", Archive()),
    ),
    N_("This file"),
)


def reviews_file(folder: str) -> str:
    """Where the signatures of a rule book stand."""
    return os.path.join(folder, FILE)


def read_reviews(folder: str) -> Reviews:
    """The signatures of a rule book; none where there is no file. Raises `ProblemsFound` where it cannot be read."""
    path = reviews_file(folder)
    problems = Problems()
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        return Reviews()
    except OSError as error:
        message = _("The file cannot be read: {why}.").format(why=error.strerror or "")
        problems.add("PF491", Place(path), message)
        raise ProblemsFound(problems.sorted()) from None
    text = decode(data, path, problems, MAX_BYTES)
    found = None if text is None else _parsed(text, path, problems)
    if found is None:
        raise ProblemsFound(problems.sorted())
    return found


def _parsed(text: str, path: str, problems: Problems) -> Reviews | None:
    trees = parse_yaml(text, path, problems)
    if len(trees) != 1:
        if not problems.found:
            problems.add("PF491", Place(path), _("There are no signatures in this file."))
        return None
    read = _WHOLE.read(trees[0], Reader(path, problems))
    if read is None or problems.found:
        return None
    records, archive = read
    return Reviews(tuple(sorted(records, key=sort_key)), archive, head_of(text))


def head_of(text: str) -> str:
    """The comment at the head of a file, with the empty lines in it."""
    head: list[str] = []
    for line in text.removeprefix("\ufeff").splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            break
        head.append(line)
    kept = "\n".join(head).strip()
    return f"{kept}\n" if kept else ""
