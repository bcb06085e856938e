"""`pathfinder days`: count days in a country."""

from __future__ import annotations

import re
import sys
from typing import Any

import click

from pathfinder.cli.common import (
    ANSWERED,
    PROBLEMS,
    on_option,
    open_rules,
    profiles,
    rules_option,
    show_problems,
    write_bytes,
)  # fmt: skip
from pathfinder.cli.keys import identity_option
from pathfinder.cli.speaking import Speaking
from pathfinder.engine.judge import contradictions
from pathfinder.i18n import _
from pathfinder.language import records
from pathfinder.language.problems import Problem, did_you_mean, place_of
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.language.walking import parts_of
from pathfinder.output.days import Counted, Window, render_days
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, Period, format_day, parse_period
from pathfinder.values.stays import present_stay, report
from pathfinder.values.text import inert


class PeriodType(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A window: a number of days, or `6 months`."""

    name = "WINDOW"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        if isinstance(value, Period):
            return value
        text = f"{value} days" if re.fullmatch("[0-9]{1,4}", str(value)) else str(value)
        period = parse_period(text)
        if period is None:
            message = _("{got} is no length of time; write 180 or 6 months.")
            self.fail(message.format(got=inert(str(value)[:40])), param, ctx)
        return period


@click.command(cls=Speaking)
@click.argument("profile", nargs=-1, required=True)
@click.option(
    "--country", required=True, metavar="CODE", help="The country, or a region such as SCHENGEN."
)
@on_option
@click.option(
    "--allow",
    type=click.IntRange(0, 36_600),
    metavar="N",
    help="Days allowed, where no rule says it.",
)
@click.option(
    "--within", type=PeriodType(), metavar="M", help="The window: a number of days, or “6 months”."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="How to write the result.",
)  # fmt: skip
@identity_option
@rules_option
def days(
    profile: tuple[str, ...], country: str, on: Day, allow: int | None, within: Period | None, form: str,
    rules_folder: str | None,
) -> None:  # fmt: skip
    """Count the days a person has used in a country, and how long they may lawfully stay or when they may return.

    The window comes from the rules (Kazakhstan: 90 days in 180); --allow and --within give another.
    """
    book = open_rules(rules_folder)
    code = _known_country(country, book)
    window = _window(book, code, on, allow, within)
    status = ANSWERED
    for found in profiles(profile, book):
        problems = _problems(found, book.vocabulary.members(code, on), on)
        if problems:
            show_problems(problems)
            status = PROBLEMS
            continue
        assert isinstance(found, Profile)
        stays = found.values["stays"]
        counted = report(
            stays, book.vocabulary.members(code, on), window.within, window.allowed, on
        )
        told = Counted(
            case=found.case, country=code, on=on, window=window, stays=stays, report=counted
        )
        _write(told, book, form)
    sys.exit(status)


def _known_country(country: str, book: RuleBook) -> str:
    """The code of a country or a region; another one is wrong usage."""
    code = country.strip().upper()
    if code not in book.vocabulary.countries and code not in book.vocabulary.regions:
        message = _("{got} is not the code of a country or a region.").format(
            got=inert(country[:20])
        )
        known = [*book.vocabulary.regions, *book.vocabulary.countries]
        raise click.UsageError(f"{message} {did_you_mean(code, known)}")
    return code


def _window(book: RuleBook, code: str, on: Day, allow: int | None, within: Period | None) -> Window:
    """The window that was given, or that of a rule; wrong usage where there is neither."""
    if (allow is None) != (within is None):
        raise click.UsageError(_("--allow and --within go together."))
    if within is not None and allow is not None:
        if 0 < within.days < allow:
            raise click.UsageError(_("--allow is more than the days of --within."))
        return Window(within, allow)
    window = window_of(book, code, on)
    if window is None:
        message = _(
            "On that date no rule gives a window of days for {code}; use --allow and --within."
        )
        raise click.UsageError(message.format(code=code))
    return window


def _problems(
    found: Profile | ProfileProblems, countries: frozenset[str], on: Day
) -> list[Problem]:
    """Why no days can be counted for a person."""
    if isinstance(found, ProfileProblems):
        return found.problems
    wrong = _without_stays(found) or contradictions(found, on)
    return wrong or _since_not_said(found, countries, on)


def _without_stays(profile: Profile) -> list[Problem]:
    if "stays" in profile.values:
        return []
    message = _("This profile says nothing of stays, so no days can be counted.")
    help = _("Add `stays:`; an empty list says that there were none.")
    return [Problem(code="PF111", message=message, place=place_of(profile.place), help=help)]


def _since_not_said(profile: Profile, countries: frozenset[str], on: Day) -> list[Problem]:
    """A person who is there, with stays that do not say since when: any count would promise too much."""
    stays, place = profile.values["stays"], profile.values.get("current_country")
    if place not in countries or present_stay(stays, countries, on) is not None:
        return []
    message = _(
        "The person is in {country} and no stay says since when, so no days can be counted."
    )
    help = _("Add the present stay with the day it began, or correct current_country.")
    where = place_of(profile.places.get("stays", profile.place))
    return [Problem(code="PF111", message=message.format(country=place), place=where, help=help)]


def window_of(book: RuleBook, country: str, on: Day) -> Window | None:
    """The window and the days allowed in it that a rule in force gives for a country."""
    for pathway in book.pathways.values():
        for version in pathway.versions:
            if version.span.at(on) is False or version.requires is None:
                continue
            for question in parts_of(version.requires):
                if isinstance(question, records.DaysIn) and country in question.countries:
                    cites = question.cites or version.cites
                    return Window(question.within, question.at_most.days, pathway.id, cites)
    return None


def _day(day: Day | None) -> str | None:
    return None if day is None else format_day(day)


def _write(counted: Counted, book: RuleBook, form: str) -> None:
    if form != "json":
        render_days(counted, book, file=sys.stdout)
        return
    import msgspec

    window, report = counted.window, counted.report
    result = {
        "case": counted.case, "country": counted.country, "on": format_day(counted.on), "allow": window.allowed,
        "within": window.within.text, "used": report.used, "used_if_there": report.used_if_there,
        "remaining": report.remaining, "overstay": report.overstay, "longest_stay": report.longest_stay,
        "latest_exit": _day(report.latest_exit), "earliest_entry": _day(report.earliest_entry),
    }  # fmt: skip
    write_bytes(msgspec.json.encode(result))
