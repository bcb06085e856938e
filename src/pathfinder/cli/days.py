"""`pathfinder days`: count days in a country."""

from __future__ import annotations

import re
import sys
from typing import Any

import click

from pathfinder.cli.common import (
    ANSWERED, PROBLEMS, on_option, open_rules, profiles, rules_option, show_problems, write_bytes,
)  # fmt: skip
from pathfinder.i18n import _, ngettext
from pathfinder.language import records
from pathfinder.language.problems import Place, Problem, did_you_mean
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, Period, format_day, parse_period
from pathfinder.values.stays import DaysReport, report
from pathfinder.values.text import inert


class PeriodType(click.ParamType):
    """A window: a number of days, or `6 months`."""

    name = "WINDOW"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Period:
        if isinstance(value, Period):
            return value
        text = f"{value} days" if re.fullmatch("[0-9]{1,4}", str(value)) else str(value)
        period = parse_period(text)
        if period is None:
            self.fail(_("{got} is no length of time; write 180 or 6 months.").format(got=inert(str(value)[:40])), param, ctx)
        return period


@click.command()
@click.argument("profile", nargs=-1, required=True)
@click.option("--country", required=True, metavar="CODE", help="The country, or a region such as SCHENGEN.")
@on_option
@click.option("--allow", type=click.IntRange(0, 36_600), metavar="N", help="Days allowed, where no rule says it.")
@click.option("--within", type=PeriodType(), metavar="M", help="The window: a number of days, or “6 months”.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to write the result.")
@rules_option
def days(
    profile: tuple[str, ...], country: str, on: Day, allow: int | None, within: Period | None, form: str,
    rules_folder: str | None,
) -> None:  # fmt: skip
    """Count the days a person has used in a country, and how long they may lawfully stay or when they may return.

    The window comes from the rules (Kazakhstan: 90 days in 180); --allow and --within give another.
    """
    book = open_rules(rules_folder)
    code = country.strip().upper()
    if code not in book.vocabulary.countries and code not in book.vocabulary.regions:
        message = _("{got} is not the code of a country or a region.").format(got=inert(country[:20]))
        known = [*book.vocabulary.regions, *book.vocabulary.countries]
        raise click.UsageError(f"{message} {did_you_mean(code, known)}")
    if (allow is None) != (within is None):
        raise click.UsageError(_("--allow and --within go together."))
    window = (within, allow) if within is not None and allow is not None else window_of(book, code, on)
    if window is None:
        raise click.UsageError(_("On that date no rule gives a window of days for {code}; use --allow and --within.").format(code=code))
    status = ANSWERED
    for found in profiles(profile, book):
        problems = found.problems if isinstance(found, ProfileProblems) else _without_stays(found)
        if problems:
            show_problems(problems)
            status = PROBLEMS
            continue
        assert isinstance(found, Profile)
        counted = report(found.values["stays"], book.vocabulary.members(code, on), window[0], window[1], on)
        _write(found, counted, code, on, window, form)
    sys.exit(status)


def _without_stays(profile: Profile) -> list[Problem]:
    if "stays" in profile.values:
        return []
    file, line, *_rest = (*profile.place.split(":"), "0")
    message = _("This profile says nothing of stays, so no days can be counted.")
    help = _("Add `stays:`; an empty list says that there were none.")
    place = Place(file, int(line) if line.isdigit() else 0)
    return [Problem(code="PF111", message=message, place=place, help=help)]


def window_of(book: RuleBook, country: str, on: Day) -> tuple[Period, int] | None:
    """The window and the days allowed in it that a rule in force gives for a country."""
    for pathway in book.pathways.values():
        for version in pathway.versions:
            if version.span.at(on) is False or version.requires is None:
                continue
            for question in _questions(version.requires):
                if country in question.countries:
                    return question.within, question.at_most.days
    return None


def _questions(condition: Any) -> list[records.DaysIn]:
    if isinstance(condition, records.DaysIn):
        return [condition]
    if isinstance(condition, records.Meets):
        return _questions(condition.item)
    if isinstance(condition, records.Group):
        return [found for item in condition.items for found in _questions(item)]
    return []


def _day(day: Day | None) -> str | None:
    return None if day is None else format_day(day)


def _write(
    profile: Profile, counted: DaysReport, code: str, on: Day, window: tuple[Period, int], form: str
) -> None:
    within, allowed = window
    if form == "json":
        import msgspec

        result = {
            "case": profile.case, "country": code, "on": format_day(on), "allow": allowed, "within": within.text,
            "used": counted.used, "used_if_there": counted.used_if_there, "remaining": counted.remaining,
            "overstay": counted.overstay, "longest_stay": counted.longest_stay,
            "latest_exit": _day(counted.latest_exit), "earliest_entry": _day(counted.earliest_entry),
        }  # fmt: skip
        write_bytes(msgspec.json.encode(result))
        return
    for line in _lines(counted, code, on, within, allowed, profile.case):
        click.echo(line)


def _lines(counted: DaysReport, code: str, on: Day, within: Period, allowed: int, case: str | None) -> list[str]:
    head = _("{case}: days in {country} on {on}").format(case=case or _("This person"), country=code, on=format_day(on))
    lines = [
        head,
        "  " + _("allowed: {allowed} in {within} that end with the day asked about").format(allowed=allowed, within=within.text),
        "  " + ngettext("used: {n} day", "used: {n} days", counted.used).format(n=counted.used),
    ]
    if counted.overstay:
        over = ngettext("over: {n} day too many", "over: {n} days too many", counted.overstay)
        lines.append("  " + over.format(n=counted.overstay))
    else:
        left = ngettext("left: {n} day", "left: {n} days", counted.remaining)
        lines.append("  " + left.format(n=counted.remaining))
    if counted.longest_stay is None:
        lines.append("  " + _("a stay from that day on has no limit"))
    elif counted.longest_stay == 0:
        lines.append("  " + _("a stay on that day is not lawful"))
    else:
        stay = ngettext("a stay from that day on may last {n} day", "a stay from that day on may last {n} days", counted.longest_stay)
        lines.append("  " + stay.format(n=counted.longest_stay))
        lines.append("  " + _("last lawful day: {day}").format(day=_day(counted.latest_exit)))
    entry = _day(counted.earliest_entry) or _("never, with this allowance")
    lines.append("  " + _("outside until then, the first lawful day there: {day}").format(day=entry))
    return lines
