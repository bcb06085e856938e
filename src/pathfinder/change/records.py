"""What would change a verdict, as records: the JSON of `pathfinder whatif`, from which every form is written."""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import (
    CautionResult,
    CitedPassage,
    DocumentNote,
    PathwayResult,
    Reason,
    Receipt,
)  # fmt: skip


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One change that a person can make.

    `kind` is `obtainable` (papers, contracts: somebody else takes part) or `choosable`. Each of `values` alone does
    it. `not_said`: nothing has been said of the fact, so it may be so already. `cautions` are the dangers of the step
    itself, by id, each with those of the countries in `values` where it waits (none: everywhere).
    """

    fact: str
    kind: str
    says: str
    values: list[str]
    not_said: bool
    cautions: dict[str, list[str]]


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A destination that becomes feasible: the pathways that open, and the dangers that touch the person there.

    Until when a stay lasts is left out where the stays, or the term of a new visa, have not been said.
    """

    country: str
    name: str
    verdict: str
    pathways: list[PathwayResult]
    cautions: list[CautionResult]


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """Changes that belong together, none of them in vain, and the destinations they open."""

    steps: list[Step]
    opens: list[Opened]


class Wait(msgspec.Struct, frozen=True, kw_only=True):
    """A destination that becomes feasible by itself on a day; `because` are the conditions that turn then."""

    on: str
    days: int
    opens: Opened
    because: list[Reason]


class Shut(msgspec.Struct, frozen=True, kw_only=True):
    """A destination that nothing opens which a person can do.

    `because`: `closed` (for everybody), `documents` (they are silent or disagree), `fixed` (it hangs on `facts`
    that nobody can change), `unsaid` (on such facts of which saying more can help). `why` says why nobody can.
    """

    country: str
    name: str
    verdict: str
    because: str
    facts: list[str]
    why: list[str]


class WhatIf(msgspec.Struct, frozen=True, kw_only=True):
    """What would open the destinations that are not feasible for one profile on one day.

    `names` are the names of the countries that steps speak of, by code.
    """

    case: str | None
    on: str
    receipt: Receipt
    feasible: list[str]
    suggestions: list[Suggestion]
    waits: list[Wait]
    shut: list[Shut]
    step_cautions: list[CautionResult]
    names: dict[str, str]
    citations: list[CitedPassage]
    documents: list[DocumentNote]


class Turned(msgspec.Struct, frozen=True, kw_only=True):
    """A pathway whose verdict differs; `now` is the whole of it afterwards."""

    id: str
    title: str
    before: str
    after: str
    now: PathwayResult


class TriedDestination(msgspec.Struct, frozen=True, kw_only=True):
    """A destination before and after, and its pathways whose verdict differs."""

    country: str
    name: str
    before: str
    after: str
    possible_because: list[str]
    pathways: list[Turned]


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What differs when some facts are said otherwise.

    `facts` are the names of what was set. `new_cautions` touch or may touch now, or more surely than before;
    `gone_cautions` do not any more.
    """

    case: str | None
    on: str
    receipt: Receipt
    facts: list[str]
    destinations: list[TriedDestination]
    new_cautions: list[CautionResult]
    gone_cautions: list[CautionResult]
    citations: list[CitedPassage]
    documents: list[DocumentNote]
