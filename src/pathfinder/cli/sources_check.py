"""`pathfinder sources check`: whether every passage is where it was."""

from __future__ import annotations

import sys

import click

from pathfinder.cli.citations import report
from pathfinder.cli.common import form_option, rules_option
from pathfinder.cli.documents import book_of, library_option, open_documents, read_lock_of
from pathfinder.cli.speaking import Speaking
from pathfinder.rulebook.files import shipped_rules
from pathfinder.sources.lock import check


@click.command("check", cls=Speaking)
@library_option
@form_option
@rules_option
def check_command(library: str | None, form: str, rules_folder: str | None) -> None:
    """Say of every citation whether its passage is where it was.

    It is verified, moved, changed, ambiguous, gone or not searched. Without the documents the lock says what
    was verified and when, and whether the rule has changed since. Exit code 1 where a citation is changed,
    ambiguous or gone, or has never been verified as it stands.
    """
    folder = rules_folder or shipped_rules()
    book = book_of(folder)
    citations = [locked.citation for locked in book.citations.values()]
    findings = check(citations, open_documents(library, book), read_lock_of(folder))
    sys.exit(report(findings, form))
