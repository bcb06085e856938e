"""`pathfinder whatif`: what would open the destinations that are not feasible."""

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
from pathfinder.cli.keys import identity_option
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _, translate_rule
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

if TYPE_CHECKING:
    from pathfinder.change.records import Tried, WhatIf


@click.command(cls=Speaking)
@click.argument("profile", nargs=-1, required=True)
@on_option
@country_option
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="FACT=VALUE",
    help="Try this: say a fact anew, as in a cell of a sheet; FACT+=VALUE adds to it. May be repeated.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Show every set of changes, not only the best ones."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
    help="How to write the result.",
)  # fmt: skip
@identity_option
@rules_option
def whatif(
    profile: tuple[str, ...],
    on: Day,
    countries: tuple[str, ...],
    settings: tuple[str, ...],
    everything: bool,
    form: str,
    rules_folder: str | None,
) -> None:
    """Show what would open more countries: the smallest changes that a person can make, and days that come.

    PROFILE is a YAML, JSON or JSON Lines file, or - for standard input. With --set the result shows what is different
    when a fact is said otherwise. Exit code 0: answered; 1: a profile or the rules have problems (the other profiles
    are still answered); 2: wrong usage.
    """
    for setting in settings:
        if "=" not in setting:
            raise click.UsageError(
                _("Write --set FACT=VALUE, for instance --set passports+=travel.")
            )
    book = open_rules(rules_folder)
    chosen = chosen_countries(countries, book)
    code = ANSWERED
    for number, found in enumerate(profiles(profile, book)):
        try:
            if isinstance(found, ProfileProblems):
                raise ProblemsFound(found.problems)
            result = _result(found, on, settings, chosen, book)
        except ProblemsFound as error:
            show_problems(error.problems)
            code = PROBLEMS
            continue
        _write(result, form, everything, book, number)
    sys.exit(code)


def _result(
    profile: Profile, on: Day, settings: tuple[str, ...], chosen: set[str] | None, book: RuleBook
) -> WhatIf | Tried:
    from pathfinder.api import judge

    judgement = judge(profile, on=on, rules=book)
    if settings:
        from pathfinder.change.trying import tried, with_settings

        changed, names = with_settings(profile, settings, book.vocabulary, on)
        return tried(judgement, changed, names, countries=chosen)
    from pathfinder.change.whatif import whatif as find

    return find(judgement, countries=chosen)


def _write(
    result: WhatIf | Tried, form: str, everything: bool, book: RuleBook, number: int
) -> None:
    """Write one result."""
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode(result))
        return
    from pathfinder.change.records import WhatIf
    from pathfinder.output import tried, whatif

    labels = {name: translate_rule(fact.label) for name, fact in book.vocabulary.facts.items()}
    if isinstance(result, WhatIf):
        lines = whatif.page(result, labels, everything=everything)
    else:
        lines = tried.page(result, labels)
    if form == "markdown":
        from pathfinder.output.markdown import written_lines

        click.echo(("\n---\n\n" if number else "") + written_lines(lines))
        return
    from pathfinder.output import terminal

    if number:
        click.echo()
    terminal.write(lines, file=sys.stdout)
