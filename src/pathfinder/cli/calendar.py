"""`pathfinder calendar`: by when, as a list and as a calendar for the phone."""

from __future__ import annotations

import datetime as dt
import sys
from typing import TYPE_CHECKING, Any

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
from pathfinder.i18n import _
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import ProfileProblems
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, format_day

if TYPE_CHECKING:
    from pathfinder.schedule.records import Entry, Schedule


@click.command(cls=Speaking)
@click.argument("profile", nargs=-1, required=True)
@click.option(
    "-o", "--output", metavar="FILE.ics", help="Write the days as iCalendar; - for standard output."
)
@on_option
@country_option
@click.option(
    "--discreet",
    is_flag=True,
    help="Nothing in the file tells what it is about: “Reminder 1”; the list says which is which.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True,
    help="How to write the result.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a file that exists already.")
@identity_option
@recipient_option
@rules_option
def calendar(  # noqa: PLR0913, PLR0917 - one parameter an option
    profile: tuple[str, ...],
    output: str | None,
    on: Day,
    countries: tuple[str, ...],
    discreet: bool,
    form: str,
    force: bool,
    rules_folder: str | None,
) -> None:  # fmt: skip
    """Show by when: last lawful days, what to renew, papers that run out, the first day of a return.

    With -o the days are written as iCalendar, which phones and computers import, for the owner's eyes alone. A booked
    stay (one that begins after the day asked about) that another stay would break is said.
    """
    check_recipients(output)
    if output is not None:
        refuse_existing(output, force=force)
    book = open_rules(rules_folder)
    chosen = chosen_countries(countries, book)
    made, status = schedules(profile, on, chosen, book)
    if output != STDOUT:
        _show(made, form, discreet=discreet and output is not None)
    if output is not None:
        _write(made, output, discreet=discreet)
    sys.exit(status)


def _write(made: list[Schedule], output: str, *, discreet: bool) -> None:
    if not any(each.entries for each in made):
        click.echo(_("There is no day to write; no calendar was written."), err=True)
        return
    from pathfinder.schedule.icalendar import write_calendar

    write_file(output, write_calendar(made, stamp=dt.datetime.now(dt.UTC), discreet=discreet))


def schedules(
    paths: tuple[str, ...], on: Day, chosen: set[str] | None, book: RuleBook
) -> tuple[list[Schedule], int]:
    """The schedule of every person that can be judged, and the exit code; problems are shown."""
    from pathfinder.api import judge
    from pathfinder.engine.assess import assess
    from pathfinder.schedule.make import schedule

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
        made.append(schedule(judgement, assess(judgement), countries=chosen))
    return made, status


def _show(made: list[Schedule], form: str, *, discreet: bool) -> None:
    if form == "json":
        import msgspec

        for each in made:
            write_bytes(msgspec.json.encode(as_json(each)))
        return
    from pathfinder.output.schedule import schedule_page
    from pathfinder.output.terminal import write
    from pathfinder.schedule.icalendar import numbered

    numbers = {id(entry): n for n, _schedule, entry in numbered(made)}

    def number(entry: Entry) -> int | None:
        return numbers[id(entry)] if discreet else None

    for place, each in enumerate(made):
        if place:
            click.echo()
        write(schedule_page(each, number), file=sys.stdout)


def as_json(schedule: Schedule) -> dict[str, Any]:
    """The object that scripts rely on; days as text."""
    import msgspec

    plain: dict[str, Any] = msgspec.to_builtins(schedule)
    plain["on"] = format_day(schedule.on)
    for entry, found in zip(plain["entries"], schedule.entries, strict=True):
        entry["day"] = format_day(found.day)
    return plain
