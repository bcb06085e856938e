"""A schedule: days with what falls on them, and what has to be said without a day."""

from __future__ import annotations

from typing import Literal

import msgspec

from pathfinder.values.dates import Day

Kind = Literal["last_day", "duty", "leave_by", "return", "passport", "visa", "booked"]
"""`last_day` of the present stay, a `duty` with a day of its own, the day to `leave_by` for a booked stay, the first
day of a `return`, the last day of a `passport` or a `visa`, the last lawful day of a `booked` stay."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A day that a person must not miss, in the reader's language.

    `about` tells entries of one kind apart and stays the same when the day moves (a pathway, a visa, a stay).
    `sure` is false where it holds only if something not said or not stated is so; `because` tells on what it rests.
    `overdue`: the day lies before the day asked about, and nothing says that it was done.
    """

    kind: Kind
    day: Day
    country: str | None
    about: str
    says: str
    because: str = ""
    to_do: tuple[str, ...] = ()
    sure: bool = True
    overdue: bool = False
    citations: tuple[str, ...] = ()


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """Something without a day that a person has to know to trust the list: `danger` comes first."""

    kind: Literal["danger", "gap"]
    country: str | None
    says: str


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """The days of one person, the earliest first, and what goes with them."""

    case: str | None
    on: Day
    entries: tuple[Entry, ...]
    notices: tuple[Notice, ...]
