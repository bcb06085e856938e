"""The days counted in a country as a page: the rule, the days that count, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

import msgspec

from pathfinder.i18n import _, current_language, ngettext, translate_rule
from pathfinder.output.page import Line, Run, item, section, text, title
from pathfinder.output.terminal import write
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, Period, format_day
from pathfinder.values.stays import DaysReport, Stay, days_in, window_start
from pathfinder.values.words import period_words


class Window(msgspec.Struct, frozen=True):
    """At most `allowed` days within a period; `pathway` and `cites` say which rule gives it, if one does."""

    within: Period
    allowed: int
    pathway: str = ""
    cites: tuple[str, ...] = ()


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """The days of one person in one country or region on one day."""

    case: str | None
    country: str
    on: Day
    window: Window
    stays: Sequence[Stay]
    report: DaysReport


def render_days(counted: Counted, book: RuleBook, *, file: TextIO) -> None:
    """Write what was counted to `file`."""
    write(days_page(counted, book), file=file)


def days_page(counted: Counted, book: RuleBook) -> list[Line]:
    """What was counted, as lines of a page."""
    name = _name(counted.country, book)
    with_case = _("Days in {country} on {on}, case {case}")
    head = with_case if counted.case else _("Days in {country} on {on}")
    on = format_day(counted.on)
    return [
        title(head.format(country=name, on=on, case=counted.case)),
        section(_("What follows")),
        *_results(counted),
        section(_("How it is counted")),
        _rule(counted.window, book),
        *_counting(counted, book),
        text(
            _(
                "Only days are counted here. Whether the stay is open to this person at all, and"
                " what endangers them there, says pathfinder check."
            )
        ),
    ]


def _results(counted: Counted) -> list[Line]:
    report = counted.report
    used = ngettext("Used: {n} day.", "Used: {n} days.", report.used).format(n=report.used)
    return [
        item(0, (used, "strong"), f" {_left(report)}"),
        item(0, *_stay(report)),
        item(0, _first_day(counted)),
    ]


def _left(report: DaysReport) -> str:
    if report.overstay:
        over = ngettext("{n} day too many.", "{n} days too many.", report.overstay)
        return over.format(n=report.overstay)
    left = ngettext("Left: {n} day.", "Left: {n} days.", report.remaining)
    return left.format(n=report.remaining)


def _stay(report: DaysReport) -> list[Run | str]:
    """How long the person may be there from the day asked about on."""
    if report.longest_stay is None:
        return [_("There from that day on: the rule sets no limit.")]
    if report.longest_stay == 0 or report.latest_exit is None:
        return [(_("There on that day: not lawful under this rule."), "danger")]
    n = report.longest_stay
    told = ngettext(
        "There from that day on: {n} day in a row, that day among them. ",
        "There from that day on: {n} days in a row, that day among them. ",
        n,
    )
    last = _("Last lawful day: {day}.").format(day=format_day(report.latest_exit))
    return [told.format(n=n), (last, "strong")]


def _first_day(counted: Counted) -> str:
    entry = counted.report.earliest_entry
    if entry is None:
        return _("Outside: no day of return is lawful with this allowance.")
    if entry == counted.on:
        return _("Outside: a return is lawful on that very day.")
    return _("Outside from then on: the first lawful day of return is {day}.").format(
        day=format_day(entry)
    )


def _rule(window: Window, book: RuleBook) -> Line:
    words = ngettext(
        "The rule: at most {n} day within {period}", "The rule: at most {n} days within {period}",
        window.allowed,
    ).format(n=window.allowed, period=period_words(window.within))  # fmt: skip
    pathway = book.pathways.get(window.pathway)
    if pathway is None:
        return item(0, _("{rule}, as given with --allow and --within.").format(rule=words))
    told = _("{rule}, from {id} ({title}).").format(
        rule=words, id=pathway.id, title=translate_rule(pathway.title)
    )
    cited = [book.citations[name].citation for name in window.cites if name in book.citations]
    named = "; ".join(f"{each.document} {each.section}" for each in cited)
    return item(0, told, (f" [{named}]" if named else "", "quiet"))


def _counting(counted: Counted, book: RuleBook) -> list[Line]:
    """The window and the stays in it with their days, so that they can be checked by hand."""
    first, last = window_start(counted.on, counted.window.within), counted.on
    told = _("The window that ends with the day asked about: {first} to {last}.")
    lines = [item(0, told.format(first=format_day(first), last=format_day(last)))]
    members = book.vocabulary.members(counted.country, counted.on)
    here = [each for each in counted.stays if each.country in members]
    for stay in sorted(here, key=lambda each: each.entered):
        days = days_in([stay], frozenset((stay.country,)), first, last)
        lines.append(item(1, _stay_words(stay, days)))
    if not here:
        lines.append(item(1, _("No stay there is recorded.")))
    lines.append(
        item(
            0,
            _(
                "The day of entry and the day of leaving both count; a day in two stays counts"
                " once; a stay without an end goes on to the day asked about; later days do not"
                " count."
            ),
        )
    )
    return lines


def _stay_words(stay: Stay, days: int) -> str:
    if stay.left is None:
        told = ngettext(
            "{country} from {first}, not left: {n} day in the window.",
            "{country} from {first}, not left: {n} days in the window.",
            days,
        )
        return told.format(country=stay.country, first=format_day(stay.entered), n=days)
    told = ngettext(
        "{country} {first} to {last}: {n} day in the window.",
        "{country} {first} to {last}: {n} days in the window.",
        days,
    )
    first, last = format_day(stay.entered), format_day(stay.left)
    return told.format(country=stay.country, first=first, last=last, n=days)


def _name(country: str, book: RuleBook) -> str:
    region = book.vocabulary.regions.get(country)
    if region is not None:
        return translate_rule(region.title)
    names = book.country_names.get(current_language()) or book.vocabulary.countries
    return names.get(country, country)
