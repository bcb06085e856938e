"""A new document as an entry of `documents.yaml`."""

from __future__ import annotations

import hashlib
import json
import os
import re

import msgspec

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem, Problems
from pathfinder.language.tree import parse_yaml
from pathfinder.rulebook.load import load_folders
from pathfinder.sources.records import Document
from pathfinder.values.dates import Day, format_day, parse_day, parse_uncertain
from pathfinder.values.files import SHARED, write_whole
from pathfinder.values.text import inert

FILE = "documents.yaml"

_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38}[A-Za-z0-9])?")


class NotEntered(Exception):
    """Why a document could not be entered; `problems` where the file that would come of it has any."""

    def __init__(self, why: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.problems = problems


def known_until(published: str) -> str | None:
    """The last day that a date of publication can mean; None where it is no date."""
    date = parse_uncertain(published)
    return None if date is None else format_day(date.last)


def hash_of(path: str) -> str:
    """The SHA-256 of a copy."""
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def line_of(text: str, name: str) -> int:
    """The line, from 1, on which a document stands in `documents.yaml`; 0 where it does not."""
    for tree in parse_yaml(text, FILE, Problems()):
        documents = tree.get("documents")
        for key, _value in documents.pairs if documents is not None else ():
            if key.text == name:
                return key.line
    return 0


def faults_of(document: Document, today: Day) -> list[str]:
    """What cannot be so of a new document, in sentences: its name, and days that are still to come."""
    found = []
    if not _NAME.fullmatch(document.id):
        text = _("{got} is no name for a document: it has letters a to z, digits and hyphens only.")
        found.append(text.format(got=f"“{inert(document.id[:40])}”"))
    published, until = parse_uncertain(document.published), parse_day(document.known_until)
    if published is None:
        return found  # “not recorded”: the last day of which it can speak was given
    if published.first > today:
        text = _("Nothing can be entered that is published on a day still to come: {day}.")
        found.append(text.format(day=document.published))
    elif until is not None and until < published.first:
        text = _("It is known until {until}, and that is before it was published: {published}.")
        found.append(text.format(until=document.known_until, published=document.published))
    return found


def same_copy(folder: str, document: Document) -> str:
    """The id of another document of the rule book that has the same copy; empty where none has."""
    loaded = load_folders([folder]).to_try()
    documents = loaded.book.documents if loaded.book is not None else {}
    for name, other in documents.items():
        if other.sha256 == document.sha256 and name != document.id:
            return name
    return ""


def enter(folder: str, document: Document) -> None:
    """Write a document at the end of `documents.yaml`. Where the rules cannot be read with it, nothing has changed."""
    path = os.path.join(folder, FILE)
    try:
        with open(path, encoding="utf-8") as file:
            before = file.read()
    except (OSError, UnicodeDecodeError):
        raise NotEntered(_("{path} cannot be read.").format(path=inert(path))) from None
    line = line_of(before, document.id)
    if line:
        message = _("The document “{id}” is already in {path} (line {line}); nothing was changed.")
        raise NotEntered(message.format(id=inert(document.id), path=FILE, line=line))
    known = {_key(one) for one in load_folders([folder]).problems}
    _write(path, f"{before.rstrip()}\n\n{entry(document)}")
    loaded = load_folders([folder])
    new = tuple(one for one in loaded.problems if one.place.file == path and _key(one) not in known)
    if new or (loaded.book is not None and document.id not in loaded.book.documents):
        _write(path, before)
        raise NotEntered(_("The entry would not be right; nothing was changed."), new)


def _key(problem: Problem) -> tuple[str, Place, str]:
    return problem.code, problem.place, problem.message


def _write(path: str, text: str) -> None:
    try:
        write_whole(path, text.encode(), SHARED)
    except OSError:
        raise NotEntered(_("{path} cannot be written.").format(path=inert(path))) from None


def entry(document: Document) -> str:
    """The lines of an entry. Every text is quoted, so that none of it can mean anything to YAML."""
    values = msgspec.structs.asdict(document)
    lines = [f"  {_quoted(values.pop('id'))}:"]
    for key, value in values.items():
        lines.append(f"    {key.replace('_', ' ')}: {_quoted(value)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(inert(text), ensure_ascii=False)
