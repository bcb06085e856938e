"""`pathfinder report`: one document about one person, to print or to send."""

from __future__ import annotations

import os
import sys

import click

from pathfinder.cli.common import (
    ANSWERED,
    PROBLEMS,
    chosen_countries,
    country_option,
    on_option,
    open_rules,
    profiles,
    rules_option,
    show_problems,
)  # fmt: skip
from pathfinder.cli.speaking import Speaking
from pathfinder.cli.writing import STDOUT, refuse_existing, write_file
from pathfinder.i18n import _, current_language
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

_FORMS = {".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown"}


@click.command(cls=Speaking)
@click.argument("profile")
@click.option(
    "-o", "--output", required=True, metavar="FILE",
    help="Where to write: FILE.html or FILE.md; - for HTML on standard output.",
)  # fmt: skip
@on_option
@country_option
@click.option(
    "--with-sensitive", is_flag=True, help="Show what was said of sensitive facts, which is masked."
)
@click.option("--force", is_flag=True, help="Replace a file that exists already.")
@rules_option
def report(
    profile: str,
    output: str,
    on: Day,
    countries: tuple[str, ...],
    with_sensitive: bool,
    force: bool,
    rules_folder: str | None,
) -> None:
    """Write one document to print or to send: where to go, why, what is missing, what to do first, what endangers.

    FILE.html is one page that needs no network and prints on A4 (a browser makes a PDF of it); FILE.md is for e-mail
    and messengers. PROFILE holds one person. The file is for its owner alone; --lang ru writes it in Russian.
    """
    form = "html" if output == STDOUT else _FORMS.get(os.path.splitext(output)[1].lower(), "")
    if not form:
        raise click.UsageError(_("The name of the file ends in .html or .md."))
    refuse_existing(output, force=force)
    book = open_rules(rules_folder)
    chosen = chosen_countries(countries, book)
    try:
        made = _made(_one(profile, book), on, chosen, book, form, with_sensitive=with_sensitive)
    except ProblemsFound as error:
        show_problems(error.problems)
        sys.exit(PROBLEMS)
    write_file(output, made.encode())
    sys.exit(ANSWERED)


def _one(path: str, book: RuleBook) -> Profile:
    """The one person of a file; several are wrong usage, for a document goes to one of them."""
    found = list(profiles((path,), book))
    if len(found) > 1:
        raise click.UsageError(_("A report is about one person, and this file holds several."))
    if isinstance(found[0], ProfileProblems):
        raise ProblemsFound(found[0].problems)
    return found[0]


def _made(
    profile: Profile, on: Day, chosen: set[str] | None, book: RuleBook, form: str, *, with_sensitive: bool
) -> str:  # fmt: skip
    from pathfinder.api import judge
    from pathfinder.engine.assess import assess
    from pathfinder.output import report, report_html, report_markdown
    from pathfinder.output.answers import Answers
    from pathfinder.schedule.make import schedule

    judgement = judge(profile, on=on, rules=book)
    whole = assess(judgement)
    names = book.country_names.get(current_language()) or book.vocabulary.countries
    answers = Answers(book.vocabulary, names, with_sensitive=with_sensitive)
    document = report.report(
        whole if chosen is None else assess(judgement, countries=chosen),
        schedule(judgement, whole, countries=chosen),
        book.vocabulary.facts,
        answers.part(profile),
    )
    return report_html.render(document) if form == "html" else report_markdown.render(document)
