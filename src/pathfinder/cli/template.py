"""`pathfinder template`: an empty sheet to be filled with people."""

from __future__ import annotations

import os
import sys

import click

from pathfinder.cli.common import PROBLEMS, chosen_countries, open_rules, rules_option
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _, current_language
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.text import inert


@click.command(cls=Speaking)
@click.option(
    "--output",
    "-o",
    required=True,
    metavar="FILE",
    help="Where to write: .xlsx (with drop-down lists and a page of explanation), .csv or .jsonl.",
)
@click.option("--filled", is_flag=True, help="With invented people, to show how answers look.")
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CODE",
    help="Only the facts that these destinations ask for, e.g. KZ or KZ,KG.",
)
@click.option("--force", is_flag=True, help="Replace a file that exists already.")
@rules_option
def template(
    output: str, filled: bool, countries: tuple[str, ...], force: bool, rules_folder: str | None
) -> None:
    """Write an empty sheet with all facts as columns, to be filled in and given to `pathfinder batch`.

    Exit code 0: written; 1: the file cannot be written, or the rules have problems; 2: wrong usage.
    """
    from pathfinder.batch.template import FORMATS

    ending = os.path.splitext(output)[1].lower().removeprefix(".")
    shown = inert(output)
    if ending not in FORMATS:
        message = _("{file} has to end in {endings}.")
        endings = ", ".join("." + name for name in FORMATS)
        raise click.UsageError(message.format(file=shown, endings=endings))
    if ending == "xlsx":
        from pathfinder.cli.batching import need_libraries

        need_libraries("openpyxl")
    if os.path.lexists(output) and not force:
        message = _("{file} exists; --force replaces it.")
        raise click.UsageError(message.format(file=shown))
    book = open_rules(rules_folder)
    data = _content(ending, book, chosen_countries(countries, book), filled=filled)
    _write(output, data)
    click.echo(_("{file} is written.").format(file=shown), err=True)


def _content(form: str, book: RuleBook, countries: set[str] | None, *, filled: bool) -> bytes:
    """The bytes of the file."""
    from pathfinder.batch.template import example_people, facts_of, write_csv, write_lines

    facts, vocabulary = facts_of(book, countries), book.vocabulary
    people = example_people(vocabulary, facts) if filled else []
    if form == "jsonl":
        return write_lines(facts, people, vocabulary)
    if form == "csv":
        separator = "," if current_language() == "en" else ";"  # what Excel takes in that country
        return write_csv(facts, people, vocabulary, separator)
    from pathfinder.batch.template_excel import write_excel

    names = book.country_names.get(current_language(), vocabulary.countries)
    return write_excel(facts, people, vocabulary, names)


def _write(path: str, data: bytes) -> None:
    from pathfinder.values.files import why_not, write_whole

    try:
        write_whole(path, data)
    except OSError as error:
        message = _("{file} cannot be written: {why}.")
        message = message.format(file=inert(path), why=why_not(error))
        click.echo(message, err=True)
        sys.exit(PROBLEMS)
