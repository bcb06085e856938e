"""A schedule as iCalendar (RFC 5545): days as all-day events with reminders.

Written by hand, for it takes eight properties: a library would bring two more packages and every time zone of the
world to a program that people at risk have to trust. The tests read it back with one.

A phone takes an event with a known UID for a change of the one it has. The UID therefore rests on what an event is
about and not on its day; in discreet files, where it may not rest on anything that could be guessed, on the day alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

import msgspec

from pathfinder.i18n import _
from pathfinder.schedule.records import Entry, Schedule
from pathfinder.values.dates import Day
from pathfinder.values.text import inert

LINE_OCTETS = 75
"""So many octets a line may have, without its end (RFC 5545, 3.1)."""

REMINDERS = {"last_day": (30, 7, 1), "leave_by": (30, 7, 1), "booked": (30, 7, 1), "duty": (30, 7, 1),
             "passport": (180, 60, 14), "visa": (30, 7, 1), "return": (7, 0)}  # fmt: skip
"""Days before the event on which the phone reminds, by kind; at nine in the morning, not at midnight."""

_ALIKE = (30, 7, 1)
"""The same for every event of a discreet file: how early one is reminded would tell of what."""

_NINE = 9
_DISCREET_PRODUCT = "-//Calendar//EN"
_PRODUCT = "-//pathfinder//schedule//EN"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One all-day event; texts as they came, escaped when they are written. `description` is in paragraphs."""

    uid: str
    day: Day
    summary: str
    description: tuple[str, ...] = ()
    reminders: tuple[int, ...] = ()


def write_calendar(
    schedules: Sequence[Schedule], *, stamp: dt.datetime, discreet: bool = False
) -> bytes:
    """The file, of at least one entry: a calendar without any is none.

    `stamp` is when it was made, in UTC; it is the only thing in it that a clock says.
    """
    events = _discreet_events(schedules) if discreet else _open_events(schedules)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    lines.append(f"PRODID:{_DISCREET_PRODUCT if discreet else _PRODUCT}")
    lines.append("CALSCALE:GREGORIAN")
    for event in events:
        lines += _event_lines(event, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(folded(line) for line in lines)


def numbered(schedules: Sequence[Schedule]) -> Iterator[tuple[int, Schedule, Entry]]:
    """Every entry with its number in the file and the schedule it stands in."""
    pairs = ((schedule, entry) for schedule in schedules for entry in schedule.entries)
    for number, (schedule, entry) in enumerate(pairs, 1):
        yield number, schedule, entry


def _open_events(schedules: Sequence[Schedule]) -> Iterator[Event]:
    for _number, schedule, entry in numbered(schedules):
        summary = entry.says
        if entry.overdue:
            date = dt.date.fromordinal(entry.day).isoformat()
            summary = _("Overdue since {day}: {what}").format(day=date, what=summary)
        elif not entry.sure:
            summary = _("{what} (not certain)").format(what=summary)
        if schedule.case and len(schedules) > 1:
            summary = f"{schedule.case}: {summary}"
        about = (schedule.case or "", entry.kind, entry.country or "", entry.about)
        yield Event(
            uid=f"{_uid(*about)}@pathfinder",
            day=_shown_on(schedule, entry),
            summary=summary,
            description=_description(entry),
            reminders=_ahead(schedule, entry, REMINDERS[entry.kind]),
        )


def _discreet_events(schedules: Sequence[Schedule]) -> Iterator[Event]:
    on_day: dict[Day, int] = {}
    for number, schedule, entry in numbered(schedules):
        day = _shown_on(schedule, entry)
        on_day[day] = on_day.get(day, 0) + 1
        yield Event(
            uid=_uid(str(day), str(on_day[day])),
            day=day,
            summary=_("Reminder {n}").format(n=number),
            reminders=_ahead(schedule, entry, _ALIKE),
        )


def _shown_on(schedule: Schedule, entry: Entry) -> Day:
    """The day of an event: what is overdue stands on the day asked about, for no phone reminds of the past."""
    return max(entry.day, schedule.on)


def _ahead(schedule: Schedule, entry: Entry, days: tuple[int, ...]) -> tuple[int, ...]:
    """The reminders that do not lie before the day asked about; on the day itself where all of them do."""
    day = _shown_on(schedule, entry)
    return tuple(each for each in days if day - each >= schedule.on) or (0,)


def _description(entry: Entry) -> tuple[str, ...]:
    parts = [entry.because, *(_("To do by then: {what}").format(what=each) for each in entry.to_do)]
    parts.append(
        _("This is not legal advice: have a lawyer or an aid organisation confirm the day.")
    )
    return tuple(part for part in parts if part)


def _uid(*parts: str) -> str:
    """A UUID of what an event is about: the same for the same parts, and no part can be read from it."""
    import uuid

    digest = hashlib.sha256("\0".join(parts).encode()).digest()
    return str(uuid.UUID(bytes=digest[:16], version=5))


def _event_lines(event: Event, stamp: dt.datetime) -> list[str]:
    summary = escaped(event.summary)
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{_date(event.day)}",
        f"DTEND;VALUE=DATE:{_date(event.day + 1)}",
        f"SUMMARY:{summary}",
    ]
    if event.description:
        paragraphs = "\\n".join(map(escaped, event.description))
        lines.append(f"DESCRIPTION:{paragraphs}")
    lines += ["CLASS:PRIVATE", "TRANSP:TRANSPARENT"]
    for days in event.reminders:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{summary}",
            f"TRIGGER:{_trigger(days)}",
        ]
        lines.append("END:VALARM")
    lines.append("END:VEVENT")
    return lines


def _date(day: Day) -> str:
    return dt.date.fromordinal(day).strftime("%Y%m%d").zfill(8)


def _trigger(days: int) -> str:
    """Nine in the morning so many days before an event that begins at midnight."""
    if days == 0:
        return f"PT{_NINE}H"
    hours = 24 - _NINE
    return f"-P{days - 1}DT{hours}H" if days > 1 else f"-PT{hours}H"


def escaped(text: str) -> str:
    """A text value in one line: what acts on a reader made visible, what iCalendar acts on behind a backslash."""
    return inert(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def folded(line: str) -> bytes:
    """A line as octets with its end, folded between letters so that no part is longer than 75 octets."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        octets = letter.encode("utf-8", "replace")
        if len(part) + len(octets) > LINE_OCTETS:
            parts.append(part)
            part = b" "
        part += octets
    return b"\r\n".join([*parts, part]) + b"\r\n"
