"""The result for one profile on one day: the JSON of the contract, as records.

`msgspec.to_builtins` or `msgspec.json.encode` of an `Assessment` is the object that scripts rely on; terminal,
Markdown and every other form are written from the same records. Dates are ISO text.
"""

from __future__ import annotations

import msgspec


class Side(msgspec.Struct, frozen=True):
    """One side of a dispute, with the ids of its citations."""

    says: str
    citations: list[str]


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """Something the documents leave open.

    `kind`: `disputed` (documents or readings disagree), `silent` (not stated), `dated` (the date is known only
    roughly), `assumed`, `not modelled`. `decides` is true where the verdict hangs on it.
    """

    kind: str
    says: str
    because: str | None = None
    decides: bool = False
    sides: list[Side] = []
    citations: list[str] = []


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """One condition with its truth for this person.

    `condition` is its place in the pathway (`covers`, `in force`, `closed 1`, `requires 1.2`, `refused 1`,
    `reached`); `depth` its nesting. `truth`: `yes`, `no`, `not_said` (the person can tell), `not_stated` (the
    documents leave it). `decisive` is true where a change of this truth could change the verdict. `values` are
    the facts that were read, each with its value in words (`masked` where sensitive) and its place in the profile.
    """

    condition: str
    depth: int
    truth: str
    says: str
    decisive: bool
    values: list[Value] = []
    citations: list[str]


class Value(msgspec.Struct, frozen=True):
    """A fact that a reason rests on: its value in words (None: not said) and its place (`file:line:column`)."""

    fact: str
    value: str | None
    place: str | None = None


class Duty(msgspec.Struct, frozen=True):
    """What the person must do; `due` is a day, or null where it cannot be computed (`due_says` says why or when)."""

    says: str
    due: str | None
    due_says: str
    citations: list[str]


class CitedPassage(msgspec.Struct, frozen=True, kw_only=True, rename={"from_": "from"}):
    """A citation as results show it; `verified` is what the lock says."""

    id: str
    document: str
    section: str
    from_: str
    to: str
    verified: bool
    checked: str | None = None


class Note(msgspec.Struct, frozen=True):
    """A statement that helps to judge and decides nothing."""

    says: str
    citations: list[str]


class PathwayResult(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict of one pathway: `eligible`, `ineligible`, `closed`, `not_in_force` or `undetermined`."""

    id: str
    title: str
    gives: str
    verdict: str
    covered: bool
    at_discretion: bool
    missing: list[str]
    open: list[Open]
    reasons: list[Reason]
    until: str | None
    grants: str | None
    duties: list[Duty]
    in_force: str
    as_of: str | None
    citations: list[CitedPassage]
    context: list[Note] = []


class CautionResult(msgspec.Struct, frozen=True, kw_only=True):
    """A danger: `touches` is `touched` or `possibly`; `missing` names the facts that would tell.

    `open` holds what the documents leave open or dispute about it.
    """

    id: str
    touches: str
    says: str
    certainty: str
    endangers: list[str]
    since: str | None
    missing: list[str]
    citations: list[str]
    open: list[Open] = []


class DestinationResult(msgspec.Struct, frozen=True, kw_only=True):
    """The verdict of one destination: `feasible`, `possible`, `not_feasible` or `not_covered`."""

    country: str
    name: str
    verdict: str
    possible_because: list[str]
    pathways: list[PathwayResult]
    cautions: list[CautionResult]
    context: list[Note] = []


class Receipt(msgspec.Struct, frozen=True):
    """What a result can be reproduced from: program version, hash of the rules, the day asked about."""

    program: str
    rules: str
    on: str


class DocumentNote(msgspec.Struct, frozen=True):
    """A document that the result rests on, and how old it is on the day asked about (whole months)."""

    id: str
    title: str
    author: str
    published: str
    months_old: int | None
    where: str


class Assessment(msgspec.Struct, frozen=True, kw_only=True):
    """The result for one profile on one day."""

    case: str | None
    on: str
    receipt: Receipt
    destinations: list[DestinationResult]
    cautions: list[CautionResult]
    citations: list[CitedPassage]
    documents: list[DocumentNote]
