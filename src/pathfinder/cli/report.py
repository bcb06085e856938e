"""`pathfinder report`: one document about one person or one family, to print or to send."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click
import msgspec

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
from pathfinder.cli.families import Wanted, judged, relation_words
from pathfinder.cli.keys import check_recipients, identity_option, recipient_option
from pathfinder.cli.speaking import Speaking
from pathfinder.cli.writing import STDOUT, form_name, refuse_existing, write_file
from pathfinder.i18n import _, current_language
from pathfinder.language.casefile import by_case
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

if TYPE_CHECKING:
    from pathfinder.output.report_parts import Part, Report

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
@click.option(
    "--whole", is_flag=True,
    help="Of a family: tell everybody every country in full, not only where all may be together.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a file that exists already.")
@identity_option
@recipient_option
@rules_option
def report(  # noqa: PLR0913, PLR0917 - one parameter an option
    profile: str,
    output: str,
    on: Day,
    countries: tuple[str, ...],
    with_sensitive: bool,
    whole: bool,
    force: bool,
    rules_folder: str | None,
) -> None:
    """Write one document to print or to send: where to go, why, what is missing, what to do first, what endangers.

    FILE.html is one page that needs no network and prints on A4 (a browser makes a PDF of it); FILE.md is for e-mail
    and messengers. PROFILE holds one person, or a case file of several: then the document says first where all of
    them can be together. The file is for its owner alone; --lang ru writes it in Russian.
    """
    form = "html" if output == STDOUT else _FORMS.get(os.path.splitext(form_name(output))[1], "")
    if not form:
        raise click.UsageError(_("The name of the file ends in .html or .md."))
    check_recipients(output)
    refuse_existing(output, force=force)
    book = open_rules(rules_folder)
    chosen = chosen_countries(countries, book)
    wanted = Wanted(on=on, countries=chosen, with_sensitive=with_sensitive)
    try:
        document = _document(profile, wanted, book, whole=whole)
    except ProblemsFound as error:
        show_problems(error.problems)
        sys.exit(PROBLEMS)
    from pathfinder.output import report_html, report_markdown

    made = report_html.render(document) if form == "html" else report_markdown.render(document)
    write_file(output, made.encode())
    sys.exit(ANSWERED)


def _document(path: str, wanted: Wanted, book: RuleBook, *, whole: bool) -> Report:
    """The document of a profile, or of a case file; it is about everybody, or there is none.

    Several profiles are wrong usage, for a document goes to one person or one family.
    """
    found = list(by_case(profiles((path,), book)))
    if len(found) > 1:
        message = _("A report is about one person or one case file, and this file holds several.")
        raise click.UsageError(message)
    first = found[0]
    if isinstance(first, list):
        return _of_family(first, wanted, book, whole=whole)
    if isinstance(first, ProfileProblems):
        raise ProblemsFound(first.problems)
    return _of_person(first, wanted, book)


def _of_person(profile: Profile, wanted: Wanted, book: RuleBook) -> Report:
    from pathfinder.api import judge
    from pathfinder.engine.assess import assess
    from pathfinder.output import report
    from pathfinder.schedule.make import schedule

    judgement = judge(profile, on=wanted.on, rules=book)
    whole = assess(judgement)
    return report.report(
        whole if wanted.countries is None else assess(judgement, countries=wanted.countries),
        schedule(judgement, whole, countries=wanted.countries),
        book.vocabulary.facts,
        _said(profile, wanted, book),
    )


def _of_family(
    found: list[Profile | ProfileProblems], wanted: Wanted, book: RuleBook, *, whole: bool
) -> Report:
    from pathfinder.engine.assess import assess
    from pathfinder.family.together import family, too_many
    from pathfinder.output import together_report
    from pathfinder.schedule.make import schedule

    judgements, problems = judged(found, wanted.on, book)
    many = too_many([each.profile for each in judgements])
    if problems or many:
        raise ProblemsFound([*problems, *([many] if many else [])])
    own = [
        together_report.Own(
            schedule(each, assess(each), countries=wanted.countries),
            _said(each.profile, wanted, book),
            each.place,
        )
        for each in judgements
    ]
    result = family(judgements, countries=wanted.countries, with_sensitive=wanted.with_sensitive)
    words = relation_words(book)
    return together_report.report(result, own, book.vocabulary.facts, words, whole=whole)


def _said(profile: Profile, wanted: Wanted, book: RuleBook) -> Part | None:
    """What a person said: what follows from relations is no answer of theirs."""
    from pathfinder.output.answers import Answers

    names = book.country_names.get(current_language()) or book.vocabulary.countries
    answers = Answers(book.vocabulary, names, with_sensitive=wanted.with_sensitive)
    taken = {each.fact for each in profile.taken}
    values = {fact: value for fact, value in profile.values.items() if fact not in taken}
    return answers.part(msgspec.structs.replace(profile, values=values))
