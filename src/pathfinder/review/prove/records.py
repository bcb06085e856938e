"""Claims of reviewers about a rule book, and what came of them."""

from __future__ import annotations

from typing import Any

import msgspec

from pathfinder.language.records import AnyCondition
from pathfinder.values.dates import FIRST_DAY, LAST_DAY, Day

NOBODY, WHOEVER, SOMEBODY = "nobody", "whoever", "somebody"
"""How a claim speaks of people. `nobody`: there is no such person. `whoever`: of whom the one is true the other is too.

`somebody`: on every day there is such a person.
"""

HOLDS, FAILS, VACUOUS, UNDECIDED = "holds", "fails", "vacuous", "not decided"
"""What comes of a claim. `vacuous`: it holds because the people of whom it speaks cannot exist.

`not decided`: the diagram grew beyond the budget; nothing is guessed.
"""

OUTCOMES: dict[str, tuple[int, ...]] = {
    "eligible": (2,),
    "undetermined": (4,),
    "ineligible": (1, 32),
    "closed": (8,),
    "not_in_force": (16,),
}
"""The verdicts of a pathway, and the outcomes of people who have said everything (`pathfinder.engine.truth`)."""

TOUCHES: dict[str, int] = {"not touched": 1, "touched": 2, "possibly": 4}


class Asked(msgspec.Struct, frozen=True):
    """A condition as rules write it. What the documents leave open is not met."""

    condition: AnyCondition


class Ways(msgspec.Struct, frozen=True):
    """Any (or, with `every`, each) of some pathways has one of the verdicts. `named` is how the claim calls them."""

    ids: tuple[str, ...]
    verdicts: tuple[str, ...]
    named: str
    every: bool = False


class Goes(msgspec.Struct, frozen=True):
    """A destination has one of the verdicts."""

    country: str
    verdicts: tuple[str, ...]


class Warned(msgspec.Struct, frozen=True):
    """A caution touches in one of the ways."""

    caution: str
    verdicts: tuple[str, ...]


class Joined(msgspec.Struct, frozen=True):
    """Parts joined: `all`, `any`, `none`, or at `least` `count` of them."""

    how: str
    items: tuple[Part, ...]
    count: int = 0


Part = Asked | Ways | Goes | Warned | Joined


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """What a reviewer claims of every day from `first` to `last`; `then` only with `whoever`."""

    says: str
    how: str
    people: Part
    then: Part | None = None
    first: Day = FIRST_DAY
    last: Day = LAST_DAY
    file: str = ""
    line: int = 0
    column: int = 0


class Told(msgspec.Struct, frozen=True):
    """What the engine says of a witness: a pathway, destination or caution, its verdict, and why in short."""

    name: str
    verdict: str
    reasons: list[str] = []


class Witness(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of whom a claim is not true, on a day; replayed through the engine. `says` is it in words."""

    on: str
    person: dict[str, Any]
    says: str
    told: list[Told]


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one claim.

    `result` is one of `HOLDS`, `FAILS`, `VACUOUS`, `UNDECIDED`. `days` are the stretches on which it fails, first and
    last day as ISO text (a last day of None: it goes on). `note` says what a reader should know besides. `eras` and
    `nodes` are how much was looked through.
    """

    says: str
    result: str
    days: list[tuple[str, str | None]] = []
    witness: Witness | None = None
    note: str = ""
    eras: int = 0
    nodes: int = 0
    file: str = ""
    line: int = 0
