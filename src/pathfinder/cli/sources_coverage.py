"""`pathfinder sources coverage`: what became of every sentence of the documents."""

from __future__ import annotations

import os
import sys

import click

from pathfinder.cli.common import ANSWERED, PROBLEMS, rules_option, show_problems
from pathfinder.cli.documents import book_of, documents_needed, library_option, write_shown
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _
from pathfinder.rulebook.files import shipped_rules
from pathfinder.values.files import PRIVATE


@click.command("coverage", cls=Speaking)
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
    book = book_of(folder)
    found = documents_needed(library, book)
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
        write_shown(os.path.join(folder, name), page, mode=PRIVATE)
    click.echo(_("written: {path}").format(path=os.path.join(folder, "index.html")))
