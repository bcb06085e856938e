"""`pathfinder sources`: find every citation in local copies of the documents."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pathfinder.cli.common import ANSWERED, PROBLEMS, rules_option, show_problems
from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders
from pathfinder.sources.library import Library, open_library
from pathfinder.sources.lock import BrokenLock, Finding, Lock, check, make_lock, read_lock, write_lock


@click.group()
def sources() -> None:
    """Find every citation of the rules in local copies of the documents (for legal reviewers)."""


def library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--library DIR`, or the environment variable PATHFINDER_SOURCES."""
    return click.option(
        "--library",
        type=click.Path(file_okay=False),
        envvar="PATHFINDER_SOURCES",
        metavar="DIR",
        help="The folder with copies of the documents; otherwise PATHFINDER_SOURCES.",
    )(command)


def _book(folder: str) -> RuleBook:
    loaded = load_folders([folder])
    if loaded.book is None:
        show_problems(loaded.problems)
        sys.exit(PROBLEMS)
    return loaded.book


def _library(folder: str | None, book: RuleBook) -> Library | None:
    if folder is None:
        return None
    if not os.path.isdir(folder):
        raise click.UsageError(_("There is no folder of documents at {path}.").format(path=folder))
    return open_library(Path(folder), book.documents.values())


def _lock(folder: str) -> Lock:
    path = os.path.join(folder, "citations.lock")
    try:
        with open(path, encoding="utf-8") as file:
            lock = read_lock(file.read())
    except FileNotFoundError:
        return Lock()
    except (OSError, UnicodeDecodeError) as error:
        lock = BrokenLock(type(error).__name__, 0)
    if isinstance(lock, BrokenLock):
        problem = Problem(code="PF330", message=_("The lock cannot be read: {why}.").format(why=lock.detail), place=Place(path, lock.line or 0))
        show_problems([problem])
        return Lock()
    return lock


@sources.command("check")
@library_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@rules_option
def check_command(library: str | None, form: str, rules_folder: str | None) -> None:
    """Say of every citation whether its passage is where it was: verified, moved, changed, ambiguous, gone, not searched.

    Without the documents the lock says what was verified and when, and whether the rule has changed since. Exit
    code 1 where a citation is changed, ambiguous or gone, or has never been verified as it stands.
    """
    folder = rules_folder or shipped_rules()
    book = _book(folder)
    citations = [locked.citation for locked in book.citations.values()]
    findings = check(citations, _library(library, book), _lock(folder))
    sys.exit(_report(findings, form))


def _bad(finding: Finding) -> bool:
    return finding.status in ("changed", "ambiguous", "gone") or not finding.locked


def _report(findings: list[Finding], form: str) -> int:
    if form == "json":
        import msgspec

        from pathfinder.cli.common import write_bytes

        write_bytes(msgspec.json.encode([_as_json(finding) for finding in findings]))
    else:
        for finding in findings:
            if _bad(finding) or finding.status == "moved":
                _show(finding)
        counts = Counter(finding.status for finding in findings)
        listed = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
        unlocked = sum(not finding.locked for finding in findings)
        click.echo(_("{all} citations: {listed}; {unlocked} not in the lock as they stand").format(all=len(findings), listed=listed, unlocked=unlocked))
    return PROBLEMS if any(_bad(finding) for finding in findings) else ANSWERED


def _as_json(finding: Finding) -> dict[str, Any]:
    citation = finding.citation
    return {
        "citation": citation.id, "document": citation.document, "status": finding.status,
        "locked": finding.locked, "detail": finding.detail, "suggestion": finding.suggestion,
        "start": finding.passage.start if finding.passage else None,
        "end": finding.passage.end if finding.passage else None,
        "file": citation.file, "line": citation.line, "column": citation.column,
    }  # fmt: skip


def _show(finding: Finding) -> None:
    citation = finding.citation
    place = Place(citation.file, citation.line, citation.column)
    click.echo(f"{place}: {citation.id}: {finding.status}: {finding.detail}")
    if finding.suggestion:
        click.echo("  " + _("nearest place: {text}").format(text=finding.suggestion))


@sources.command("lock")
@library_option
@click.option("--accept-changed", is_flag=True, help="Lock passages whose text has changed since they were locked.")
@rules_option
def lock_command(library: str | None, accept_changed: bool, rules_folder: str | None) -> None:
    """Find every citation and record where it stands, with a hash of the passage, in citations.lock."""
    folder = rules_folder or shipped_rules()
    book = _book(folder)
    found = _library(library, book)
    if found is None:
        raise click.UsageError(_("The documents are needed: give --library DIR or set PATHFINDER_SOURCES."))
    citations = [locked.citation for locked in book.citations.values()]
    today = dt.date.today().isoformat()
    lock, _findings = make_lock(citations, found, today, _lock(folder), accept_changed=accept_changed)
    path = os.path.join(folder, "citations.lock")
    _write_whole(path, write_lock(lock))
    status = _report(check(citations, found, lock), "text")
    click.echo(_("written: {path}").format(path=path))
    sys.exit(status)


def _write_whole(path: str, text: str) -> None:
    """Write a file whole or not at all."""
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.replace(temporary, path)
    except OSError as error:
        raise click.ClickException(_("{path} cannot be written: {why}.").format(path=path, why=error.strerror)) from None
