"""`pathfinder plan`: chains of steps to a goal, and circles of stays."""

from __future__ import annotations

import datetime as dt
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
from pathfinder.cli.keys import check_recipients, identity_option, recipient_option
from pathfinder.cli.speaking import Speaking
from pathfinder.cli.writing import STDOUT, refuse_existing, write_file
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.language.problems import ProblemsFound, did_you_mean
from pathfinder.language.profile import ProfileProblems
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, Period, parse_period
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.plan.records import Plans
    from pathfinder.schedule.records import Schedule

GOALS = ("enter", "stay", "reside", "protection", "citizenship")

LONGEST = 120
"""Months ahead at most: what the documents say of today they do not say of a later decade."""

_SHORT = {"d": "days", "w": "weeks", "m": "months", "y": "years"}


class WithinType(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A length of time, `24m`, `2y`, `90d` or `6 months`."""

    name = "TIME"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        if isinstance(value, Period):
            return value
        written = str(value).strip().lower()
        unit = _SHORT.get(written[-1:], "")
        found = parse_period(f"{written[:-1].strip()} {unit}") if unit else None
        found = found or parse_period(written)
        if found is None:
            self.fail(
                _("{got} is no length of time; write it as 24m, 2y or 90d.").format(got=inert(written[:40])),
                param, ctx,
            )  # fmt: skip
        if found.months > LONGEST or found.days > LONGEST * 30:
            self.fail(_("Plans look at most ten years ahead."), param, ctx)
        return found


@click.command(cls=Speaking)
@click.argument("profile", nargs=-1, required=True)
@click.option(
    "--to", "goal", type=click.Choice(GOALS), default="reside", show_default=True,
    help="What the plan has to lead to.",
)  # fmt: skip
@click.option(
    "--within", type=WithinType(), default="24m", show_default=True, metavar="TIME",
    help="By when: 24m, 2y, 90d from the date asked about.",
)  # fmt: skip
@on_option
@country_option
@click.option(
    "--avoid",
    multiple=True,
    metavar="CODE",
    help="Never go through these countries, e.g. KZ or KZ,KG.",
)
@click.option(
    "--all", "everything", is_flag=True, help="Show every plan in full, also those folded away."
)
@click.option(
    "--explain", is_flag=True, help="Show every condition of every step, with its passage."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "markdown"]), default="text", show_default=True,
    help="How to write the result.",
)  # fmt: skip
@click.option(
    "-o",
    "--output",
    metavar="FILE.ics",
    help="Write the days of a plan as iCalendar; - for standard output.",
)
@click.option(
    "--number", type=click.IntRange(min=1), default=1, show_default=True, metavar="N",
    help="Which of the plans goes into the calendar.",
)  # fmt: skip
@click.option(
    "--discreet", is_flag=True, help="Nothing in the calendar tells what it is about: “Reminder 1”."
)
@click.option("--force", is_flag=True, help="Replace a file that exists already.")
@identity_option
@recipient_option
@rules_option
def plan(  # noqa: PLR0913, PLR0917 - one parameter an option
    profile: tuple[str, ...],
    goal: str,
    within: Period,
    on: Day,
    countries: tuple[str, ...],
    avoid: tuple[str, ...],
    everything: bool,
    explain: bool,
    form: str,
    output: str | None,
    number: int,
    discreet: bool,
    force: bool,
    rules_folder: str | None,
) -> None:
    """Show how one step leads to the next: enter, stay, reside, citizenship; and circles of visa-free stays.

    PROFILE is a YAML, JSON or JSON Lines file, or - for standard input. --country says where the goal is to be reached,
    --avoid where never to go. At most four steps; the dangers of a step come first. Exit code 0: answered; 1: a profile
    or the rules have problems (the other profiles are still answered); 2: wrong usage.
    """
    check_recipients(output)
    _check_output(output)
    if output is not None:
        refuse_existing(output, force=force)
    book = open_rules(rules_folder)
    chosen = chosen_countries(countries, book)
    avoided = _avoided(avoid, book)
    _check_filters(countries, chosen, avoid, avoided, book)
    made, status = _made(profile, goal, within, on, chosen, avoided, everything, explain, book)
    if output is not None and len(made) > 1:
        raise click.UsageError(
            _("A calendar holds one plan of one person: give one profile with -o.")
        )
    schedule = _schedule(made[0], number) if output is not None and made else None
    if output != STDOUT:
        _show(made, form, book, everything=everything, explain=explain)
    if output is not None and schedule is not None:
        _calendar(schedule, output, discreet=discreet)
    sys.exit(status)


def _avoided(names: tuple[str, ...], book: RuleBook) -> set[str]:
    """The countries that are never gone through; an unknown one is wrong usage."""
    codes = {code.strip().upper() for name in names for code in name.split(",") if code.strip()}
    for code in sorted(codes):
        if code not in book.vocabulary.countries and code not in book.vocabulary.regions:
            message = _("There is no country “{code}”.").format(code=inert(code[:20]))
            raise click.UsageError(
                f"{message} {did_you_mean(code, sorted(book.vocabulary.countries))}".rstrip()
            )
    return codes


def _made(  # noqa: PLR0913, PLR0917 - what was given, as it was given
    paths: tuple[str, ...], goal: str, within: Period, on: Day, chosen: set[str] | None, avoided: set[str],
    everything: bool, explain: bool, book: RuleBook,
) -> tuple[list[Plans], int]:  # fmt: skip
    """The plans of every person that can be judged, and the exit code; problems are shown."""
    from pathfinder.api import judge
    from pathfinder.plan.make import plan as make

    made, status = [], ANSWERED
    for found in profiles(paths, book):
        try:
            if isinstance(found, ProfileProblems):
                raise ProblemsFound(found.problems)
            judgement = judge(found, on=on, rules=book)
        except ProblemsFound as error:
            show_problems(error.problems)
            status = PROBLEMS
            continue
        made.append(
            make(judgement, to=goal, within=within, countries=chosen, avoid=avoided, everything=everything,
                 explain=explain)
        )  # fmt: skip
    return made, status


def _show(made: list[Plans], form: str, book: RuleBook, *, everything: bool, explain: bool) -> None:
    """Write the results in the form that was asked for."""
    if form == "json":
        import msgspec

        for each in made:
            write_bytes(msgspec.json.encode(each))
        return
    from pathfinder.output.plan import page

    labels = {name: translate_rule(fact.label) for name, fact in book.vocabulary.facts.items()}
    questions = {
        name: translate_rule(fact.question) for name, fact in book.vocabulary.facts.items()
    }
    for number, each in enumerate(made):
        lines = page(each, labels, questions, everything=everything, explain=explain)
        if form == "markdown":
            from pathfinder.output.markdown import written_lines

            click.echo(("\n---\n\n" if number else "") + written_lines(lines))
            continue
        from pathfinder.output import terminal

        if number:
            click.echo()
        terminal.write(lines, file=sys.stdout)


def _check_output(output: str | None) -> None:
    """A file of another kind would get a calendar all the same: wrong usage."""
    if output is None or output == STDOUT or output.removesuffix(".age").endswith(".ics"):
        return
    raise click.UsageError(
        _("-o writes a calendar: give the file a name that ends with .ics, or with .ics.age.")
    )


def _check_filters(
    countries: tuple[str, ...], chosen: set[str] | None, avoid: tuple[str, ...], avoided: set[str], book: RuleBook
) -> None:  # fmt: skip
    """An empty filter, and filters that leave nothing: wrong usage."""
    if countries and chosen is None:
        raise click.UsageError(_("--country names no country."))
    if avoid and not avoided:
        raise click.UsageError(_("--avoid names no country."))
    regions = book.vocabulary.regions
    never = avoided.union(*(regions[code].members for code in avoided if code in regions))
    if chosen is not None and chosen <= never:
        raise click.UsageError(_("--avoid leaves out every country that --country names."))


def _schedule(result: Plans, number: int) -> Schedule:
    """The days of one plan; wrong usage where there is none of that number, or none with a certain day."""
    from pathfinder.plan.calendar import calendar_of

    known = {plan.number for plan in result.plans} | {circle.number for circle in result.circles}
    if known and number not in known:
        message = ngettext("There is {n} plan.", "There are {n} plans.", len(known))
        raise click.UsageError(message.format(n=len(known)))
    schedule = calendar_of(result, number)
    asked = click.get_current_context().get_parameter_source("number")
    if not schedule.entries and asked is not click.core.ParameterSource.DEFAULT:
        raise click.UsageError(
            _("Plan {n} has no certain day, so there is no calendar of it.").format(n=number)
        )
    return schedule


def _calendar(schedule: Schedule, output: str, *, discreet: bool) -> None:
    """Write the days of one plan; where none is certain, say so."""
    if not schedule.entries:
        click.echo(_("This plan has no certain day; no calendar was written."), err=True)
        return
    from pathfinder.schedule.icalendar import write_calendar

    write_file(output, write_calendar([schedule], stamp=dt.datetime.now(dt.UTC), discreet=discreet))
