"""`pathfinder sources lock`: where every citation stands, recorded."""

from __future__ import annotations

import datetime as dt
import os
import sys

import click

from pathfinder.cli.citations import report
from pathfinder.cli.common import rules_option, show_problems
from pathfinder.cli.documents import (
    book_of,
    documents_needed,
    library_option,
    read_lock_of,
    write_shown,
)  # fmt: skip
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _
from pathfinder.rulebook.files import shipped_rules
from pathfinder.sources.lock import check, make_lock, remember, write_lock


@click.command("lock", cls=Speaking)
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
    from pathfinder.review.lint.grounding import ground

    folder = rules_folder or shipped_rules()
    book = book_of(folder)
    found = documents_needed(library, book)
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
    write_shown(path, write_lock(lock))
    show_problems(verified.problems, err=False)
    status = report(check(citations, found, lock), "text")
    click.echo(_("written: {path}").format(path=path))
    sys.exit(status)
