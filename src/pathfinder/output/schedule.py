"""A schedule as a page: what must be known first, then the days, the earliest first."""

from __future__ import annotations

from collections.abc import Callable

from pathfinder.i18n import _, ngettext
from pathfinder.output.page import PLAIN, Line, Run, item, section, text, title
from pathfinder.output.words import sentence
from pathfinder.schedule.records import Entry, Notice, Schedule
from pathfinder.values.dates import format_day

Number = Callable[[Entry], int | None]
"""The number of an entry in the calendar file; None where it has none to show."""


def schedule_page(schedule: Schedule, number: Number = lambda _entry: None) -> list[Line]:
    """The lines of a schedule; with `number` each day says as which reminder it stands in a discreet file."""
    head = _("By when? Case {case}, on {on}") if schedule.case else _("By when? On {on}")
    on = format_day(schedule.on)
    lines = [title(head.format(case=schedule.case, on=on))]
    lines += notices(schedule)
    lines.append(section(_("Days that must not be missed")))
    if schedule.entries:
        lines += day_lines(schedule, number)
    else:
        lines.append(text(_("None follows from what was said.")))
    lines.append(
        text(
            _(
                "Only days that follow from what was said and from what the documents state are here."
                " This is not legal advice: have a lawyer or an aid organisation confirm a day before"
                " relying on it."
            )
        )
    )
    return lines


def notices(schedule: Schedule) -> list[Line]:
    """What has no day and has to be known, the dangers first."""
    if not schedule.notices:
        return []
    return [section(_("Know first")), *map(_notice, schedule.notices)]


def _notice(notice: Notice) -> Line:
    if notice.kind == "danger":
        return item(0, (_("Danger: "), "danger"), notice.says)
    return item(0, notice.says)


def day_lines(schedule: Schedule, number: Number = lambda _entry: None) -> list[Line]:
    """Each day in an item: the day, how far it is, what falls on it, and on what that rests."""
    lines = []
    for entry in schedule.entries:
        lines.append(item(0, *_head(entry, schedule, number(entry))))
        if entry.because:
            lines.append(item(1, sentence(entry.because)))
        lead: Run = (_("To do by then: "), "strong")
        lines += [item(1, lead, sentence(duty)) for duty in entry.to_do]
    return lines


def _head(entry: Entry, schedule: Schedule, number: int | None) -> list[Run]:
    day, away = format_day(entry.day), away_words(entry.day - schedule.on)
    lead: Run = (f"{day} ({away}): ", "danger" if entry.overdue else "strong")
    doubt: Run = PLAIN
    if entry.overdue:
        doubt = (" " + _("Overdue, if it was not done."), "danger")
    elif not entry.sure:
        doubt = (" " + _("Not certain."), "doubt")
    which: Run = PLAIN
    if number is not None:
        which = (" " + _("In the file: Reminder {n}.").format(n=number), "quiet")
    return [lead, (sentence(entry.says), ""), doubt, which]


def away_words(days: int) -> str:
    """How far a day is from the day asked about."""
    if days == 0:
        return _("that day")
    if days > 0:
        return ngettext("in {n} day", "in {n} days", days).format(n=days)
    return ngettext("{n} day ago", "{n} days ago", -days).format(n=-days)
