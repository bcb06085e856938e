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
from pathfinder.cli.families import Wanted, of_family, relation_words
from pathfinder.cli.keys import identity_option
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import translate_rule
from pathfinder.language.casefile import by_case
from pathfinder.language.problems import Problem, ProblemsFound
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

if TYPE_CHECKING:
    from pathfinder.engine.assessment import Assessment
    from pathfinder.family.records import FamilyResult


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
@identity_option
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

    PROFILE is a YAML, JSON or JSON Lines file, or - for standard input. Of a case file of several people the result
    says first where all of them can be together, and who takes whom along. Exit code 0: answered; 1: a profile or the
    rules have problems (the other profiles are still answered); 2: wrong usage.
    """
    book = open_rules(rules_folder)
    wanted = Wanted(
        on=on,
        countries=chosen_countries(countries, book),
        explain=explain,
        with_sensitive=with_sensitive,
    )
    code = ANSWERED
    for number, found in enumerate(by_case(profiles(profile, book))):
        result, problems = _result(found, wanted, book)
        show_problems(problems)
        code = PROBLEMS if problems else code
        if result is not None:
            write(result, form, explain, book, number)
    sys.exit(code)


def _result(
    found: Profile | ProfileProblems | list[Profile | ProfileProblems],
    wanted: Wanted,
    book: RuleBook,
) -> tuple[Assessment | FamilyResult | None, list[Problem]]:
    """The result of one profile or of a case file, or why there is none."""
    from pathfinder.api import judge
    from pathfinder.engine.assess import assess

    if isinstance(found, list):
        return of_family(found, wanted, book)
    if isinstance(found, ProfileProblems):
        return None, found.problems
    try:
        judgement = judge(found, on=wanted.on, rules=book)
    except ProblemsFound as error:
        return None, error.problems
    result = assess(
        judgement,
        countries=wanted.countries,
        explain=wanted.explain,
        with_sensitive=wanted.with_sensitive,
    )
    return result, []


def write(
    result: Assessment | FamilyResult, form: str, explain: bool, book: RuleBook, number: int
) -> None:
    """Write one result: of a person, or of the people of a case file."""
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode(result))
        return
    from pathfinder.engine.assessment import Assessment
    from pathfinder.output import result as of_person

    labels = {name: translate_rule(fact.label) for name, fact in book.vocabulary.facts.items()}
    if isinstance(result, Assessment):
        lines = of_person.page(result, labels, explain=explain)
    else:
        from pathfinder.output import together

        lines = together.page(result, labels, relation_words(book), explain=explain)
    if form == "markdown":
        from pathfinder.output.markdown import written_lines

        click.echo(("\n---\n\n" if number else "") + written_lines(lines))
        return
    from pathfinder.output import terminal

    if number:
        click.echo()
    terminal.write(lines, file=sys.stdout)
