"""Who takes whom along: read from the rules alone.

A rule says it of the person who goes along: one of its conditions asks whether they accompany somebody who goes by
another pathway (the fact `accompanies`). So a pathway takes along wherever another one of the same country names it
there. Whether it does so for this person is then judged like everything else, with two facts supposed: that they
accompany that pathway, and what they are to the one who goes by it. A person who has said whom they accompany, or how
they are related, is taken at their word. Where a rule asks for family and does not say which relatives are, only those
who are family in any meaning of the word go along for certain.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.language.casefile import RELATED
from pathfinder.language.profile import Profile

ACCOMPANIES, RELATION = "accompanies", "relation"

LEVELS = {"eligible": 2, "undetermined": 1}
"""How far a way carries; any other verdict carries nobody."""

FAMILY_ANYWAY = frozenset(("spouse", "minor_child"))
"""Relations that are family in any meaning of the word; of any other one the documents would have to say it."""

WORDS = {level: word for word, level in LEVELS.items()}


class Along(msgspec.Struct, frozen=True, kw_only=True):
    """A way of going along: `pathway` of the one, because person number `by` goes by `with_pathway`.

    `level` is that of the weaker of both; `missing` are facts of the person who goes along, with `open` whether the
    documents leave something open about them; `doubtful`: whether such a relative is family is not stated.
    """

    pathway: str
    by: int
    with_pathway: str
    relation: str
    level: int
    missing: tuple[str, ...]
    open: bool
    doubtful: bool


def company(on_day: BookOnDay) -> dict[str, frozenset[str]]:
    """For each pathway that asks for company on this day: those of its country that can be accompanied."""
    found: dict[str, frozenset[str]] = {}
    for name, pathway in on_day.book.pathways.items():
        asked: set[str] = set()
        for term in on_day.pathway(pathway).root.questions():
            if term.value[0] == "set" and term.value[1] == ACCOMPANIES:
                asked |= frozenset().union(*term.value[3])
        known = (on_day.book.pathways.get(each) for each in asked)
        takers = frozenset(
            each.id for each in known if each is not None and each.country == pathway.country
        )
        if takers:
            found[name] = takers
    return found


def supposed(profile: Profile, with_pathway: str, relation: str) -> Profile | None:
    """The profile of somebody who goes along with `with_pathway`; None where that is not what they said."""
    values = dict(profile.values)
    if values.get(ACCOMPANIES, {with_pathway}).isdisjoint((with_pathway,)):
        return None
    values.setdefault(ACCOMPANIES, frozenset((with_pathway,)))
    if relation != RELATED and values.setdefault(RELATION, relation) != relation:
        return None
    unsaid = {fact: word for fact, word in profile.unsaid.items() if fact not in values}
    return msgspec.structs.replace(profile, values=values, unsaid=unsaid)


class Company:
    """The ways in which the people of a case file take each other along.

    What somebody can go by is worked out from what each can go by alone, and then from those whom others take, until
    nothing is added: nobody is taken along by somebody who goes along with them.
    """

    def __init__(self, judgements: Sequence[Judgement], kin: dict[tuple[int, int], str]) -> None:
        self.judgements = judgements
        self.kin = kin
        self.on_day = judgements[0].on_day
        self.takers = company(self.on_day)
        self._supposed: dict[tuple[int, str, str], Judgement | None] = {}
        self._anyhow: dict[tuple[int, str], Judgement] = {}
        self.levels = [
            {name: LEVELS.get(row.verdict, 0) for name, row in each.rows.items()}
            for each in judgements
        ]
        self.along: list[dict[tuple[str, int, str], Along]] = [{} for _each in judgements]
        self._settle()

    def judged(self, number: int, with_pathway: str, relation: str) -> Judgement | None:
        """A person judged as one who goes along."""
        key = (number, with_pathway, relation)
        if key not in self._supposed:
            profile = supposed(self.judgements[number].profile, with_pathway, relation)
            self._supposed[key] = None if profile is None else Judgement(self.on_day, profile)
        return self._supposed[key]

    def _doubtful(self, number: int, name: str, with_pathway: str, relation: str) -> bool:
        """Whether somebody goes along only if the word family, which a rule does not define, means such a relative.

        A rule that tells relatives apart says which it means: then how they are related makes a difference.
        """
        said = self.judgements[number].profile.values
        if with_pathway in said.get(ACCOMPANIES, ()):
            return False
        if said.get(RELATION, relation) in FAMILY_ANYWAY:
            return False
        key = (number, with_pathway)
        if key not in self._anyhow:
            profile = supposed(self.judgements[number].profile, with_pathway, RELATED)
            assert profile is not None
            values = {fact: value for fact, value in profile.values.items() if fact != RELATION}
            anyhow = msgspec.structs.replace(profile, values=values)
            self._anyhow[key] = Judgement(self.on_day, anyhow)
        row = self._anyhow[key].rows[name]
        return row.verdict in LEVELS and RELATION not in row.missing

    def _settle(self) -> None:
        changed = bool(self.takers)
        while changed:
            changed = False
            for (number, by), relation in self.kin.items():
                for name, takers in self.takers.items():
                    for with_pathway in sorted(takers):
                        changed |= self._add(number, by, relation, name, with_pathway)

    def _add(self, number: int, by: int, relation: str, name: str, with_pathway: str) -> bool:
        """Note a way of going along; whether it is new, or better than it was."""
        carried = self.levels[by].get(with_pathway, 0)
        judged = self.judged(number, with_pathway, relation) if carried else None
        if judged is None:
            return False
        row = judged.rows[name]
        level = min(carried, LEVELS.get(row.verdict, 0))
        doubtful = bool(level) and self._doubtful(number, name, with_pathway, relation)
        level = min(level, LEVELS["undetermined"]) if doubtful else level
        key = (name, by, with_pathway)
        known = self.along[number].get(key)
        if not level or (known is not None and known.level >= level):
            return False
        self.along[number][key] = Along(
            pathway=name, by=by, with_pathway=with_pathway, relation=relation, level=level,
            missing=row.missing, open=doubtful or (row.verdict == "undetermined" and row.open),
            doubtful=doubtful,
        )  # fmt: skip
        self.levels[number][name] = max(self.levels[number][name], level)
        return True
