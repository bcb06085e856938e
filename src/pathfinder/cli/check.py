"""`pathfinder check`: judge profiles."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

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
    write_bytes,
)  # fmt: skip
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import translate_rule
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import ProfileProblems
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

if TYPE_CHECKING:
    from pathfinder.engine.assessment import Assessment


@click.command(cls=Speaking)
@click.argument("profile", nargs=-1, required=True)
@on_option
@country_option
@click.option(
    "--explain", is_flag=True, help="Show every condition with its truth, and the passages."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
    help="How to write the result.",
)  # fmt: skip
@click.option(
    "--with-sensitive", is_flag=True, help="Show the values of sensitive facts in the reasons."
)
@rules_option
def check(
    profile: tuple[str, ...],
    on: Day,
    countries: tuple[str, ...],
    explain: bool,
    form: str,
    with_sensitive: bool,
    rules_folder: str | None,
) -> None:
    """Judge one or more profiles: where can the person go, why, and what endangers them there.

    PROFILE is a YAML, JSON or JSON Lines file, or - for standard input. Exit code 0: answered; 1: a profile or the
    rules have problems (the other profiles are still answered); 2: wrong usage.
    """
    from pathfinder.api import judge
    from pathfinder.engine.assess import assess

    book = open_rules(rules_folder)
    chosen = chosen_countries(countries, book)
    code = ANSWERED
    for number, found in enumerate(profiles(profile, book)):
        try:
            if isinstance(found, ProfileProblems):
                raise ProblemsFound(found.problems)
            judgement = judge(found, on=on, rules=book)
        except ProblemsFound as error:
            show_problems(error.problems)
            code = PROBLEMS
            continue
        result = assess(judgement, countries=chosen, explain=explain, with_sensitive=with_sensitive)
        write(result, form, explain, book, number)
    sys.exit(code)


def write(result: Assessment, form: str, explain: bool, book: RuleBook, number: int) -> None:
    """Write one result."""
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode(result))
        return
    labels = {name: translate_rule(fact.label) for name, fact in book.vocabulary.facts.items()}
    if form == "markdown":
        from pathfinder.output import markdown

        click.echo(
            ("\n---\n\n" if number else "")
            + markdown.render(result, labels=labels, explain=explain)
        )
        return
    from pathfinder.output import terminal

    if number:
        click.echo()
    terminal.render(result, labels=labels, explain=explain, file=sys.stdout)
