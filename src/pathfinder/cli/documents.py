"""What commands about documents share: the copies, the lock, the rule book of a folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pathfinder.cli.common import PROBLEMS, show_problems
from pathfinder.i18n import _, current_language, use_rule_sentences
from pathfinder.language.problems import Place, Problem
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.load import load_folders
from pathfinder.sources.library import Library, open_library
from pathfinder.sources.lock import BrokenLock, Lock, read_lock
from pathfinder.values.files import SHARED, write_whole


def library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--library DIR`, or the environment variable PATHFINDER_SOURCES."""
    return click.option(
        "--library",
        type=click.Path(file_okay=False),
        envvar="PATHFINDER_SOURCES",
        metavar="DIR",
        help="The folder with copies of the documents; otherwise PATHFINDER_SOURCES.",
    )(command)


def documents_needed(folder: str | None, book: RuleBook) -> Library:
    """The copies of the documents in a folder; wrong usage where no folder was given."""
    found = open_documents(folder, book)
    if found is None:
        raise click.UsageError(
            _("The documents are needed: give --library DIR or set PATHFINDER_SOURCES.")
        )
    return found


def book_of(folder: str) -> RuleBook:
    """The rule book of a folder, also where cases or passages are wrong; ends the command where it has errors."""
    loaded = load_folders([folder])
    if loaded.book is None:
        show_problems(loaded.problems)
        sys.exit(PROBLEMS)
    use_rule_sentences(loaded.book.translations.get(current_language(), {}))
    return loaded.book


def open_documents(folder: str | None, book: RuleBook) -> Library | None:
    """The copies of the documents in a folder; None where no folder was given."""
    if folder is None:
        return None
    if not os.path.isdir(folder):
        raise click.UsageError(_("There is no folder of documents at {path}.").format(path=folder))
    return open_library(Path(folder), book.documents.values())


def read_lock_of(folder: str) -> Lock:
    """The lock of a rule book; an empty one, with a problem shown, where it cannot be read."""
    path = os.path.join(folder, "citations.lock")
    try:
        with open(path, encoding="utf-8") as file:
            lock = read_lock(file.read())
    except FileNotFoundError:
        return Lock()
    except (OSError, UnicodeDecodeError) as error:
        lock = BrokenLock(type(error).__name__, 0)
    if isinstance(lock, BrokenLock):
        problem = Problem(
            code="PF330",
            message=_("The lock cannot be read: {why}.").format(why=lock.detail),
            place=Place(path, lock.line or 0),
        )
        show_problems([problem])
        return Lock()
    return lock


def write_shown(path: str, text: str, mode: int = SHARED) -> None:
    """Write a file whole or not at all; a failure ends the command in words."""
    try:
        write_whole(path, text.encode(), mode)
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be written: {why}.").format(path=path, why=error.strerror)
        ) from None
