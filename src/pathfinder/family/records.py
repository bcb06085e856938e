"""The result for the people of one case file: the JSON of the contract, as records. Days are ISO text."""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import Assessment, CitedPassage, Open, Receipt
from pathfinder.language.casefile import FromRelation


class PersonResult(Assessment, frozen=True, kw_only=True):
    """The result of one person, judged alone; `from_relations` are the facts that were not said but follow."""

    name: str
    from_relations: list[FromRelation]


class TakenAlong(msgspec.Struct, frozen=True, kw_only=True):
    """How somebody goes along: by `pathway`, because `by` goes by `with_pathway`.

    `verdict` is what follows if both do: `eligible`, or `undetermined` where either way is. `relation` is what the
    person is to `by`; empty where that is not certain.
    """

    pathway: str
    title: str
    verdict: str
    by: str
    relation: str
    with_pathway: str
    with_title: str
    at_discretion: bool
    missing: list[str]
    open: list[Open]
    citations: list[CitedPassage]


class MemberThere(msgspec.Struct, frozen=True, kw_only=True):
    """One person in one country: the verdict with those who take along, and the ways it rests on.

    `verdict` is that of a destination; `alone` that of the person without the others. `by` are ids of pathways that
    are eligible (or undetermined, where it is `possible`), own ones and those by which others take along. `missing`
    are facts of this person on which it hangs. `own_country`: a citizen, of whom the documents do not speak there.
    """

    name: str
    verdict: str
    alone: str
    own_country: bool
    by: list[str]
    taken_along_by: list[TakenAlong]
    missing: list[str]
    at_discretion: bool
    until: str | None


class TouchedPerson(msgspec.Struct, frozen=True):
    """Whom a danger touches, or may touch."""

    name: str
    touches: str


class SharedCaution(msgspec.Struct, frozen=True, kw_only=True):
    """A danger that touches somebody, or may, and whom; `touches` is the worse of both."""

    id: str
    touches: str
    people: list[TouchedPerson]
    says: str
    endangers: list[str]
    citations: list[str]


class DestinationTogether(msgspec.Struct, frozen=True, kw_only=True):
    """One country for all: `feasible`, `possible`, `not_feasible` or `not_covered`.

    `because` says why it is only possible (`facts`, `documents`); `blocked_by` who stands in the way of more;
    `until` is the first of the last lawful days, `until_of` whose it is.
    """

    country: str
    name: str
    verdict: str
    because: list[str]
    blocked_by: list[str]
    people: list[MemberThere]
    until: str | None
    until_of: list[str]
    cautions: list[SharedCaution]


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """Where all can be together, the best first; `cautions` follow somebody everywhere."""

    destinations: list[DestinationTogether]
    cautions: list[SharedCaution]
    citations: list[CitedPassage]


class FamilyResult(msgspec.Struct, frozen=True, kw_only=True):
    """The result of a case file. `together` is null where somebody could not be judged, or relations have faults."""

    case: str | None
    on: str
    receipt: Receipt
    people: list[PersonResult]
    together: Together | None
