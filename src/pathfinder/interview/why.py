"""Why a fact is asked: what it can still change, and the conditions that ask it, with their citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from pathfinder.engine.judge import Judgement
from pathfinder.engine.terms import Term
from pathfinder.language.records import Caution, Pathway


class Asking(msgspec.Struct, frozen=True):
    """A condition that asks a fact: its record, its sentence (English; empty where it has none), its citation ids.

    `role` is its place in the tree; `covers` and `there` stand for whom a pathway speaks of, and for being in the
    country: their record is the pathway.
    """

    record: Any
    role: str
    says: str
    cites: tuple[str, ...]


class AffectedPathway(msgspec.Struct, frozen=True):
    """A pathway whose verdict can change, with the conditions that ask."""

    pathway: Pathway
    conditions: tuple[Asking, ...]

    @property
    def id(self) -> str:
        return self.pathway.id

    @property
    def title(self) -> str:
        """Its title, in English."""
        return self.pathway.title


class AffectedCaution(msgspec.Struct, frozen=True):
    """A danger of which the fact tells whether it touches."""

    caution: Caution
    conditions: tuple[Asking, ...]


class Affected(msgspec.Struct, frozen=True):
    """What a fact can change in one destination; `country` is empty for dangers that no country has to itself."""

    country: str
    pathways: tuple[AffectedPathway, ...]
    cautions: tuple[AffectedCaution, ...] = ()


def affected(
    judgement: Judgement, fact: str, pathways: Sequence[Pathway], cautions: Sequence[Caution]
) -> tuple[Affected, ...]:
    """Everything among the pathways and cautions that a fact can change, country by country."""
    on_day = judgement.on_day
    together = on_day.book.vocabulary.group_of(fact)
    ways: dict[str, list[AffectedPathway]] = {}
    dangers: dict[str, list[AffectedCaution]] = {}
    for pathway in pathways:
        if fact in judgement.rows[pathway.id].missing:
            asking = _asking(on_day.pathway(pathway).root, fact, together)
            ways.setdefault(pathway.country, []).append(AffectedPathway(pathway, asking))
    for caution in cautions:
        touches, missing = judgement.caution(caution)
        if touches != "possibly" or fact not in missing or caution.touches is None:
            continue
        asking = _asking(on_day.caution(caution).root, fact, together)
        for country in caution.countries or ("",):
            dangers.setdefault(country, []).append(AffectedCaution(caution, asking))
    countries = dict.fromkeys((*ways, *dangers))
    return tuple(
        Affected(country, tuple(ways.get(country, ())), tuple(dangers.get(country, ())))
        for country in countries
    )


def _asking(root: Term, fact: str, together: tuple[str, ...]) -> tuple[Asking, ...]:
    """The conditions that ask a fact; where none does, those that ask what it is tied to."""
    found = tuple(dict.fromkeys(_conditions(root, {fact}, None)))
    return found or tuple(dict.fromkeys(_conditions(root, set(together), None)))


def _conditions(term: Term, facts: set[str], nearest: Term | None) -> Iterator[Asking]:
    if term.about is not None:
        nearest = term
    if term.op == "ask":
        if term.value[1] in facts and nearest is not None:
            yield _made(nearest)
        return
    for item in term.items:
        yield from _conditions(item, facts, nearest)


def _made(term: Term) -> Asking:
    about = term.about
    if isinstance(about, Pathway):
        return Asking(about, term.role, "", about.versions[0].cites)
    return Asking(about, term.role, about.says, tuple(about.cites))
