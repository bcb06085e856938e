"""`pathfinder sources add` and `sources concerns`: a new document, and what it may change."""

from __future__ import annotations

import datetime as dt
import os
import sys

import click

from pathfinder.cli.common import PROBLEMS, form_option, rules_option, show_problems, write_bytes
from pathfinder.cli.documents import book_of, documents_needed, library_option
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _
from pathfinder.language.problems import did_you_mean
from pathfinder.rulebook.files import shipped_rules
from pathfinder.sources.records import Document
from pathfinder.values.text import inert


@click.command("add", cls=Speaking)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--id", "name", required=True, metavar="ID", help="How rules name it: 005.")
@click.option("--title", required=True, help="Its title.")
@click.option("--author", required=True, help="Who wrote it; “not recorded” where it does not say.")
@click.option(
    "--published", required=True, metavar="DATE", help="A day, a month or a year: 2026-05."
)
@click.option(
    "--known-until", metavar="DATE",
    help="The last day of which it can speak; otherwise the last day of --published.",
)  # fmt: skip
@click.option("--language", default="en", show_default=True, help="The language it is written in.")
@click.option("--kind", required=True, help="What it is: law, report, article.")
@click.option("--where", default="not recorded", show_default=True, help="The address it gives.")
@rules_option
def add_command(file: str, rules_folder: str | None, **told: str) -> None:
    """Enter a new document in documents.yaml (for legal reviewers).

    FILE is your copy, a text file in UTF-8; it stays where it is, in your folder of documents, and only its name and
    its hash are written down. `sources concerns ID` then shows what it may change.
    """
    from pathfinder.review.arrival.entry import NotEntered, enter, faults_of, hash_of, same_copy
    from pathfinder.review.arrival.entry import known_until as last_day

    until = told.pop("known_until") or last_day(told["published"])
    if until is None:
        message = _("{got} is no date; write 2026-05-31, 2026-05 or 2026.")
        raise click.UsageError(message.format(got=inert(told["published"][:40])))
    try:
        sha256 = hash_of(file)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else ""
        message = _("{path} cannot be read: {why}.").format(path=inert(file), why=why)
        raise click.UsageError(message) from None
    folder = rules_folder or shipped_rules()
    document = Document(
        id=told.pop("name"), known_until=until, file=os.path.basename(file), sha256=sha256, **told
    )
    faults = faults_of(document, dt.date.today().toordinal())  # noqa: DTZ011 - the reviewer's own day
    if faults:
        raise click.UsageError("\n".join(faults))
    same = same_copy(folder, document)
    try:
        enter(folder, document)
    except NotEntered as error:
        show_problems(list(error.problems))
        click.echo(error.why, err=True)
        sys.exit(PROBLEMS)
    click.echo(_("written: {path}").format(path=os.path.join(folder, "documents.yaml")))
    if same:
        message = _("The copy is the same, byte for byte, as that of document {other}.")
        click.echo(message.format(other=inert(same)), err=True)


@click.command("concerns", cls=Speaking)
@click.argument("document")
@library_option
@form_option
@rules_option
def concerns_command(
    document: str, library: str | None, form: str, rules_folder: str | None
) -> None:
    """Show what a new document may change (for legal reviewers).

    DOCUMENT is its id. Its sentences that no rule cites and that are not set aside are shown by the countries they
    name, beside the rules of those countries and how old the documents are on which these rest.
    """
    from pathfinder.output.concerns import as_lines
    from pathfinder.review.arrival.concerns import concerns
    from pathfinder.rulebook.background import load_background
    from pathfinder.rulebook.uses import uses
    from pathfinder.sources.coverage import cover

    folder = rules_folder or shipped_rules()
    book = book_of(folder)
    if document not in book.documents:
        message = _("The rules have no document “{name}”.").format(name=inert(document[:40]))
        raise click.UsageError(f"{message} {did_you_mean(document, book.documents)}".rstrip())
    found = documents_needed(library, book)
    background, problems = load_background(folder, book.documents)
    show_problems(problems)
    citations = [locked.citation for locked in book.citations.values()]
    covered = next(
        one
        for one in cover(found, citations, uses(book), background)
        if one.document.id == document
    )
    if not covered.copy.searchable:
        message = _("Your copy of {name} is not read: {why}.")
        click.echo(message.format(name=document, why=inert(covered.copy.detail)), err=True)
        sys.exit(PROBLEMS)
    told = concerns(covered, book)
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode(told))
        return
    for line in as_lines(told, covered, book):
        click.echo(line)
