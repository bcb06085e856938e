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
from pathfinder.cli.speaking import SpeakingGroup
from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders
from pathfinder.sources.library import Library, open_library
from pathfinder.sources.lock import (
    BrokenLock,
    Finding,
    Lock,
    check,
    make_lock,
    read_lock,
    remember,
    write_lock,
)
from pathfinder.values.files import PRIVATE, SHARED, write_whole


@click.group(cls=SpeakingGroup)
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


@sources.command("check")
@library_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@rules_option
def check_command(library: str | None, form: str, rules_folder: str | None) -> None:
    """Say of every citation whether its passage is where it was.

    It is verified, moved, changed, ambiguous, gone or not searched. Without the documents the lock says what
    was verified and when, and whether the rule has changed since. Exit code 1 where a citation is changed,
    ambiguous or gone, or has never been verified as it stands.
    """
    folder = rules_folder or shipped_rules()
    book = _book(folder)
    citations = [locked.citation for locked in book.citations.values()]
    findings = check(citations, open_documents(library, book), read_lock_of(folder))
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
        searched = [finding for finding in findings if finding.status != "not searched"]
        if not searched:
            click.echo(
                _(
                    "No documents were searched: this is what the lock remembers of the citations as they stand."
                )
            )
            known = sum(finding.locked for finding in findings)
            click.echo(
                _("{known} verified earlier and unchanged since; {new} changed or new").format(
                    known=known, new=len(findings) - known
                )
            )
        click.echo(
            _("{all} citations: {listed}; {unlocked} not in the lock as they stand").format(
                all=len(findings), listed=listed, unlocked=unlocked
            )
        )
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
@click.option(
    "--accept-changed",
    is_flag=True,
    help="Lock passages whose text has changed since they were locked.",
)
@rules_option
def lock_command(library: str | None, accept_changed: bool, rules_folder: str | None) -> None:
    """Find every citation and record where it stands, with a hash of the passage, in citations.lock.

    The lock also remembers of which pathways and cautions every number, date and name was found.
    """
    from pathfinder.review.grounding import ground

    folder = rules_folder or shipped_rules()
    book = _book(folder)
    found = open_documents(library, book)
    if found is None:
        raise click.UsageError(
            _("The documents are needed: give --library DIR or set PATHFINDER_SOURCES.")
        )
    citations = [locked.citation for locked in book.citations.values()]
    today = dt.date.today().isoformat()  # noqa: DTZ011 - the day where the reviewer is
    lock, _findings = make_lock(
        citations, found, today, read_lock_of(folder), accept_changed=accept_changed
    )
    verified = ground(book, found)
    lock = remember(
        lock, verified.fingerprints, today, read_lock_of(folder), kept=verified.unsearched
    )
    path = os.path.join(folder, "citations.lock")
    _write_whole(path, write_lock(lock))
    show_problems(verified.problems, err=False)
    status = _report(check(citations, found, lock), "text")
    click.echo(_("written: {path}").format(path=path))
    sys.exit(status)


def _write_whole(path: str, text: str, mode: int = SHARED) -> None:
    """Write a file whole or not at all."""
    try:
        write_whole(path, text.encode(), mode)
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be written: {why}.").format(path=path, why=error.strerror)
        ) from None


@sources.command("coverage")
@library_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
)
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help="The folder for the pages of --format html.",
)
@rules_option
def coverage_command(
    library: str | None, form: str, output: str | None, rules_folder: str | None
) -> None:
    """Say what became of every sentence of the documents: cited by a rule, background, or untouched.

    Background is what background.yaml names as read and stating no rule. The pages of --format html hold the whole
    text of the documents: they are for a reviewer's own use. Exit code 1 where a sentence is untouched, a document
    could not be read, or a passage is not found.
    """
    from pathfinder.output.coverage_text import as_json, as_lines
    from pathfinder.rulebook.background import load_background
    from pathfinder.rulebook.uses import uses
    from pathfinder.sources.coverage import cover

    if (form == "html") != (output is not None):
        raise click.UsageError(_("--format html and -o DIR go together."))
    folder = rules_folder or shipped_rules()
    book = _book(folder)
    found = open_documents(library, book)
    if found is None:
        raise click.UsageError(
            _("The documents are needed: give --library DIR or set PATHFINDER_SOURCES.")
        )
    background, problems = load_background(folder, book.documents)
    show_problems(problems)
    citations = [locked.citation for locked in book.citations.values()]
    covered = cover(found, citations, uses(book), background)
    if form == "json":
        click.echo(as_json(covered))
    else:
        for line in as_lines(covered):
            click.echo(line)
    if output is not None:
        from pathfinder.output.coverage_html import pages

        _write_pages(output, pages(covered, book))
    bad = any(
        not one.copy.searchable or one.not_placed or one.count("untouched") for one in covered
    )
    sys.exit(PROBLEMS if problems or bad else ANSWERED)


def _write_pages(folder: str, pages: dict[str, str]) -> None:
    """Write pages into a folder, each whole or not at all, readable for their owner only."""
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
    except OSError as error:
        raise click.ClickException(
            _("{path} cannot be written: {why}.").format(path=folder, why=error.strerror)
        ) from None
    for name, page in pages.items():
        _write_whole(os.path.join(folder, name), page, mode=PRIVATE)
    click.echo(_("written: {path}").format(path=os.path.join(folder, "index.html")))
