"""People for the tests of schedules, judged with the rules that come with the program."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Any

from pathfinder.api import judge
from pathfinder.engine.assess import assess
from pathfinder.language.profile import profile_from_mapping
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import load_rules
from pathfinder.schedule.make import schedule
from pathfinder.schedule.records import Entry, Schedule
from pathfinder.values.dates import format_day

ON = "2024-02-12"


@cache
def book() -> RuleBook:
    """The rule book, read once."""
    return load_rules(None)


def schedule_of(
    facts: dict[str, Any],
    *,
    on: str = ON,
    case: str | None = None,
    countries: Collection[str] | None = None,
) -> Schedule:
    """The schedule of a Russian citizen with these facts."""
    import msgspec

    profile = profile_from_mapping({"citizenships": ["RU"], **facts}, book().vocabulary)
    judgement = judge(msgspec.structs.replace(profile, case=case), on=on, rules=book())
    return schedule(judgement, assess(judgement), countries=countries)


def days(found: Schedule, kind: str) -> list[str]:
    """The days of the entries of one kind."""
    return [format_day(each.day) for each in of_kind(found, kind)]


def of_kind(found: Schedule, kind: str) -> list[Entry]:
    """The entries of one kind."""
    return [each for each in found.entries if each.kind == kind]


def dangers(found: Schedule) -> list[str]:
    """What is said as a danger."""
    return [each.says for each in found.notices if each.kind == "danger"]


def gaps(found: Schedule) -> list[str]:
    """What is said as a gap."""
    return [each.says for each in found.notices if each.kind == "gap"]
