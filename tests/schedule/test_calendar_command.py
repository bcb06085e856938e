"""`pathfinder calendar` as users start it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import icalendar
import pytest

from command_line import CommandLine

PROFILE = """
case: kz
facts:
  citizenships: [RU]
  passports: [internal, travel]
  travel_passport_expires: 2025-03-01
  stays: [KZ 2024-01-15.., KZ 2024-05-10..2024-06-20]
"""
ON = ("--on", "2024-02-12")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile file."""
    path = tmp_path / "person.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    return path


def test_the_list_is_shown_and_the_file_is_for_its_owner_alone(
    cli: CommandLine, profile: Path, tmp_path: Path
) -> None:
    """The days stand on the screen and in a file of mode 0600 that a calendar program reads."""
    out = tmp_path / "days.ics"
    done = cli("calendar", profile, "-o", out, *ON)
    assert done.exit_code == 0
    assert (
        "2024-04-13 (in 61 days): Kazakhstan: last lawful day of the present stay." in done.stdout
    )
    assert "it breaks a booked one" in done.stdout.replace("\n    ", " ")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    calendar: Any = icalendar.Calendar.from_ical(out.read_bytes())
    found = calendar.walk("VEVENT")
    assert [event["DTSTART"].dt.isoformat() for event in found] == sorted(
        event["DTSTART"].dt.isoformat() for event in found
    )
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_file_is_replaced_only_with_force(
    cli: CommandLine, profile: Path, tmp_path: Path
) -> None:
    """A file that is there is left alone, also a link that points nowhere; --force replaces it."""
    out = tmp_path / "days.ics"
    out.write_text("mine", encoding="utf-8")
    refused = cli("calendar", profile, "-o", out, *ON)
    assert (refused.exit_code, out.read_text(encoding="utf-8")) == (2, "mine")
    assert "--force" in refused.stderr
    assert cli("calendar", profile, "-o", out, "--force", *ON).exit_code == 0
    assert out.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    link = tmp_path / "link.ics"
    link.symlink_to(tmp_path / "nowhere")
    assert cli("calendar", profile, "-o", link, *ON).exit_code == 2


def test_the_list_says_which_discreet_reminder_is_which(
    cli: CommandLine, profile: Path, tmp_path: Path
) -> None:
    """What the file does not tell, the screen does."""
    out = tmp_path / "days.ics"
    done = cli("calendar", profile, "-o", out, "--discreet", *ON)
    assert "In the file: Reminder 2." in done.stdout.replace("\n    ", " ")
    data = out.read_bytes()
    assert b"SUMMARY:Reminder 2" in data
    for word in (b"Kazakhstan", b"pathfinder", b"kz", b"passport"):
        assert word not in data


def test_the_file_goes_to_standard_output(cli: CommandLine, profile: Path) -> None:
    """With -o - only the calendar is written, so that it can be encrypted without touching the disk."""
    done = cli("calendar", "-", "-o", "-", *ON, stdin=PROFILE)
    assert done.stdout_bytes.startswith(b"BEGIN:VCALENDAR\r\n")
    assert done.stdout_bytes.endswith(b"END:VCALENDAR\r\n")
    assert cli("calendar", profile, *ON).stdout.startswith("By when? Case kz")


def test_scripts_get_days_as_text(cli: CommandLine, profile: Path) -> None:
    """JSON holds the same entries, one object a person."""
    done = cli("calendar", profile, profile, "--format", "json", *ON)
    one, other = map(json.loads, done.stdout.splitlines())
    assert one == other
    assert (one["case"], one["on"]) == ("kz", "2024-02-12")
    assert {"kind": "last_day", "day": "2024-04-13"}.items() <= one["entries"][1].items()
    assert one["notices"][0]["kind"] == "danger"


def test_without_a_day_no_file_is_written(cli: CommandLine, tmp_path: Path) -> None:
    """A calendar without an event is none; that nothing was written is said."""
    out = tmp_path / "days.ics"
    done = cli("calendar", "-", "-o", out, *ON, stdin="facts: {citizenships: [RU]}")
    assert (done.exit_code, out.exists()) == (0, False)
    assert "no calendar was written" in done.stderr


def test_a_profile_with_a_fault_ends_in_one(cli: CommandLine, tmp_path: Path) -> None:
    """Problems are shown without what the person said, and nothing is written."""
    out = tmp_path / "days.ics"
    done = cli("calendar", "-", "-o", out, *ON, stdin="facts: {stays: [KZ canary-value]}")
    assert (done.exit_code, out.exists()) == (1, False)
    assert "canary-value" not in done.stdout + done.stderr


def test_a_folder_that_is_not_there_is_named(cli: CommandLine, profile: Path) -> None:
    """A file that cannot be written ends in 1 with the reason."""
    done = cli("calendar", profile, "-o", "nowhere/days.ics", *ON)
    assert done.exit_code == 1
    assert "nowhere/days.ics cannot be written" in done.stderr
