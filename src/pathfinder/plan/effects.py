"""What taking a pathway changes about a person, in the vocabulary of facts: the one table of it.

A step changes only what it means in itself: who enters a country is in it from that day on. What it may change, and
nobody can tell whether it does, is `perhaps there`: for a question that it would answer otherwise the fact is then not
said, so that no plan rests on it. Every other fact stays as it was said, and none is ever made true by hope.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

How = Literal["is the country", "begins there", "since that day", "perhaps there", "renewed there"]


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that a step changes: how, and why."""

    fact: str
    how: How
    why: str


EFFECTS: Mapping[str, tuple[Effect, ...]] = {
    "enter": (
        Effect(
            fact="current_country", how="is the country", why="Whoever enters a country is in it."
        ),
        Effect(
            fact="stays", how="begins there",
            why="The present stay ends and one begins there on the same day; both days count.",
        ),
    ),
    "stay": (
        Effect(
            fact="registered_on", how="renewed there",
            why="Where a stay asks for it, the plan registers on the day of arrival and on the last day of each term.",
        ),
    ),
    "reside": (
        Effect(
            fact="resident_since", how="since that day",
            why="Legal residence begins with the permit: at the earliest on the day on which it is asked for.",
        ),
        Effect(
            fact="residence_permits", how="perhaps there",
            why="Some pathways to residence give a visa, which is no permit; which of them do is not told apart.",
        ),
    ),
    "protection": (
        Effect(
            fact="asylum_applied_in", how="perhaps there",
            why="Some pathways to protection are applications for asylum and some are visas.",
        ),
    ),
    "citizenship": (),
    "other": (),
}  # fmt: skip
"""By what a pathway gives. Citizenship is where a plan ends; what gives no stay of its own is no step."""

STEPS = ("enter", "stay", "reside", "protection")
"""What can be a step on the way; citizenship can be its end alone."""
