"""The calendar file is what RFC 5545 asks for: an independent reader gets back what was written."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import icalendar
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.schedule.icalendar import LINE_OCTETS, escaped, folded, write_calendar
from pathfinder.schedule.records import Entry, Schedule
from pathfinder.values.dates import parse_day
from pathfinder.values.text import inert
from schedule.people import schedule_of

STAMP = dt.datetime(2024, 2, 12, 10, 30, tzinfo=dt.UTC)
ON = parse_day("2024-02-12") or 0

FACTS = {
    "passports": ["travel"], "travel_passport_expires": "2025-03-01",
    "stays": ["KZ 2024-01-15.."], "visas": ["SCHENGEN C 2024-06-30"],
}  # fmt: skip


def entry(says: str = "Something", day: int = ON + 40, kind: str = "visa", **more: object) -> Entry:
    """An entry of a schedule."""
    fields = {"kind": kind, "day": day, "country": "KZ", "about": "a", "says": says, **more}
    return msgspec.convert(fields, Entry)


def of(*entries: Entry, case: str | None = None) -> Schedule:
    """A schedule of these entries."""
    return Schedule(case=case, on=ON, entries=entries, notices=())


def events(data: bytes) -> list[Any]:
    """The events that the independent reader finds; it must find no fault."""
    calendar: Any = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    found = list(calendar.walk("VEVENT"))
    assert not any(event.errors for event in found)
    return found


def test_an_event_is_read_back_as_it_was_meant() -> None:
    """Day, title, description, reminders and stamp come back from the independent reader."""
    data = write_calendar([schedule_of(FACTS)], stamp=STAMP)
    last = next(event for event in events(data) if "last lawful day" in event["SUMMARY"])
    assert last["DTSTART"].dt == dt.date(2024, 4, 13)
    assert last["DTEND"].dt == dt.date(2024, 4, 14)
    assert last["DTSTAMP"].dt == STAMP
    assert last["SUMMARY"] == "Kazakhstan: last lawful day of the present stay"
    assert "\nThis is not legal advice" in last["DESCRIPTION"]
    triggers = [alarm["TRIGGER"].dt for alarm in last.walk("VALARM")]
    nine = dt.timedelta(hours=9)
    assert triggers == [nine - dt.timedelta(days=days) for days in (30, 7, 1)]
    assert last["TRANSP"] == "TRANSPARENT"


def test_the_calendar_is_one_that_phones_take() -> None:
    """It has the properties that RFC 5545 requires, once each, and every event a UID of its own."""
    data = write_calendar([schedule_of(FACTS)], stamp=STAMP)
    calendar: Any = icalendar.Calendar.from_ical(data)
    assert (calendar["VERSION"], bool(calendar["PRODID"])) == ("2.0", True)
    found = events(data)
    assert len({str(event["UID"]) for event in found}) == len(found) == 4
    for event in found:
        assert len(event.walk("VALARM")) >= 1
        assert all(
            alarm["ACTION"] == "DISPLAY" and alarm["DESCRIPTION"] for alarm in event.walk("VALARM")
        )


def test_lines_are_short_and_end_as_they_must() -> None:
    """Every line ends with CR LF, none has more than 75 octets, and no letter is torn."""
    data = write_calendar([of(entry("Я" * 300 + "🕊" * 80))], stamp=STAMP)
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert all(len(line) <= LINE_OCTETS for line in lines)
    assert all(line.decode() for line in lines)
    assert b"\n" not in data.replace(b"\r\n", b"")


@given(st.text(max_size=300))
def test_any_text_comes_back_as_it_was_shown(text: str) -> None:
    """Whatever stands in a title, the reader gets its inert form, and no second event."""
    [event] = events(write_calendar([of(entry(text))], stamp=STAMP))
    assert str(event["SUMMARY"]) == inert(text)


@given(st.text(max_size=200))
def test_folding_loses_nothing(text: str) -> None:
    """The parts of a folded line put together are the line."""
    line = f"SUMMARY:{escaped(text)}"
    assert folded(line).replace(b"\r\n ", b"").removesuffix(b"\r\n").decode() == line


@pytest.mark.parametrize(
    "label",
    [
        "x\r\nEND:VEVENT\r\nBEGIN:VEVENT",
        "x\nATTACH:file:///etc/passwd",
        "a;b,c\\n\\;",
        "\u202egnitirw\u2028END:VCALENDAR",
        "<script>alert(1)</script>",
    ],
)
def test_a_hostile_label_stays_text(label: str) -> None:
    """A case label can end no line, open no event and add no property."""
    plain = write_calendar([of(entry()), of(entry(), case="b")], stamp=STAMP)
    data = write_calendar([of(entry(), case=label), of(entry(), case="b")], stamp=STAMP)
    found = events(data)
    assert [sorted(event) for event in found] == [sorted(event) for event in events(plain)]
    assert str(found[0]["SUMMARY"]).startswith(inert(label))
    names = re.findall(rb"(?m)^([A-Z-]+)[:;]", data.replace(b"\r\n ", b""))
    assert set(names) <= set(re.findall(rb"(?m)^([A-Z-]+)[:;]", plain.replace(b"\r\n ", b"")))


def test_an_event_keeps_its_uid_when_its_day_moves() -> None:
    """A phone then moves the event it has, instead of showing two."""
    before = schedule_of({"stays": ["KG 2022-10-05.."], "registered_on": {"KG": "2023-11-20"}})
    after = schedule_of({"stays": ["KG 2022-10-05.."], "registered_on": {"KG": "2024-01-20"}})
    [one] = events(write_calendar([before], stamp=STAMP))
    [other] = events(write_calendar([after], stamp=STAMP))
    assert one["UID"] == other["UID"]
    assert one["DTSTART"].dt != other["DTSTART"].dt


def test_two_people_share_no_uid() -> None:
    """The same day of two people is two events, each named with its case."""
    data = write_calendar([of(entry(), case="one"), of(entry(), case="two")], stamp=STAMP)
    one, other = events(data)
    assert one["UID"] != other["UID"]
    assert (one["SUMMARY"], other["SUMMARY"]) == ("one: Something", "two: Something")


def test_a_discreet_file_tells_nothing_but_days() -> None:
    """But for the days and the word for a reminder, files about quite different things are the same bytes."""
    flight = of(entry("Flee", kind="last_day", because="why", to_do=("Renew",)), case="igor")
    dentist = of(entry("Teeth", kind="passport", about="teeth", country=None))
    one = write_calendar([flight], stamp=STAMP, discreet=True)
    assert one == write_calendar([dentist], stamp=STAMP, discreet=True)
    [event] = events(one)
    assert event["SUMMARY"] == "Reminder 1"
    for word in (b"pathfinder", b"igor", b"Flee", b"Renew", b"KZ", b"legal"):
        assert word not in one


def test_discreet_reminders_on_one_day_are_told_apart() -> None:
    """Two entries of a day are two events, and a further one on another day leaves their UIDs as they are."""
    pair = (entry("a", about="a"), entry("b", about="b"))
    found = events(write_calendar([of(*pair)], stamp=STAMP, discreet=True))
    assert len({str(event["UID"]) for event in found}) == 2
    more = events(write_calendar([of(entry("c", day=ON + 3), *pair)], stamp=STAMP, discreet=True))
    assert [event["UID"] for event in more[1:]] == [event["UID"] for event in found]


def test_what_is_overdue_stands_on_the_day_asked_about() -> None:
    """A phone reminds of nothing that lies in the past; the true day is in the title."""
    late = entry("Renew", day=ON - 50, kind="duty", overdue=True)
    [event] = events(write_calendar([of(late)], stamp=STAMP))
    assert event["DTSTART"].dt == dt.date(2024, 2, 12)
    assert event["SUMMARY"] == "Overdue since 2023-12-24: Renew"
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [dt.timedelta(hours=9)]


def test_no_reminder_lies_before_the_day_asked_about() -> None:
    """An event in three days reminds on the day before, not a month ago."""
    [event] = events(write_calendar([of(entry(day=ON + 3))], stamp=STAMP))
    assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [-dt.timedelta(hours=15)]
