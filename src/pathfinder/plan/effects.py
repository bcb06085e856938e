"""What taking a pathway changes about a person, in the vocabulary of facts: the one table of it.

A step changes only what it means in itself: who enters a country is in it from that day on. What it may change, and
nobody can tell whether it does, becomes `not said`: the next step is then judged on every way of filling it in, so that
no plan rests on it. No fact is ever made true by hope.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

How = Literal["is the country", "begins there", "since that day", "not said", "renewed there"]


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """One fact that a step changes: how, and why.

    `only`: `certain` or `uncertain` steps alone have it; empty: both.
    """

    fact: str
    how: How
    why: str
    only: str = ""


EFFECTS: Mapping[str, tuple[Effect, ...]] = {
    "enter": (
        Effect(
            fact="current_country", how="is the country", why="Whoever enters a country is in it."
        ),
        Effect(
            fact="stays", how="begins there",
            why="The present stay ends and one begins there on the same day; both days count.",
        ),
        Effect(
            fact="visas", how="not said", only="uncertain",
            why="An entry whose conditions are not certainly met may take a visa that nobody has spoken of.",
        ),
        Effect(
            fact="housing_proof", how="not said",
            why="What was said of the place where the person lives is not said of the next one.",
        ),
        Effect(
            fact="district_closed_to_foreigners", how="not said",
            why="What was said of the place where the person lives is not said of the next one.",
        ),
    ),
    "stay": (
        Effect(
            fact="registered_on", how="renewed there",
            why="Where a stay asks for it, the plan registers on the first day and on the last of each term.",
        ),
    ),
    "reside": (
        Effect(
            fact="resident_since", how="since that day",
            why="Legal residence begins with the permit: at the earliest on the day on which it is asked for.",
        ),
        Effect(
            fact="residence_permits", how="not said",
            why="Some pathways to residence give a visa, which is no permit; which of them do is not told apart.",
        ),
    ),
    "protection": (
        Effect(
            fact="asylum_applied_in", how="not said",
            why="Some pathways to protection are applications for asylum and some are visas.",
        ),
    ),
    "citizenship": (),
    "other": (),
}  # fmt: skip
"""By what a pathway gives. Citizenship is where a plan ends; what gives no stay of its own is no step."""

STEPS = ("enter", "stay", "reside", "protection")
"""What can be a step on the way; citizenship can be its end alone."""


def effects(gives: str, *, certain: bool) -> list[Effect]:
    """What taking a pathway changes, for a step that is certain or not."""
    return [
        each for each in EFFECTS[gives] if each.only in ("", "certain" if certain else "uncertain")
    ]
