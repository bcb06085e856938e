"""One country for one person and for all: the verdicts put together, who blocks, what is missing from whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import Assessment, CautionResult, DestinationResult
from pathfinder.engine.judge import SETTLING, Judgement
from pathfinder.family.company import LEVELS, WORDS, Along, Company
from pathfinder.family.points import points
from pathfinder.family.records import (
    DestinationTogether,
    MemberThere,
    SharedCaution,
    TakenAlong,
    TouchedPerson,
)
from pathfinder.i18n import translate_rule

_WORST = ("feasible", "possible", "not_covered", "not_feasible")
"""From the best verdict of somebody to the worst; the worst is that of all."""

CHILDHOOD = 14
"""Years below which somebody is asked last for work, the army and acts against a state."""

GROWN_UP = frozenset(("military", "exposure", "work and means"))
"""The groups of facts that are asked of a child last; nothing is left out, for each may decide."""


class There:
    """Puts the verdicts of all together, country by country."""

    def __init__(
        self,
        names: Sequence[str],
        judgements: Sequence[Judgement],
        assessments: Sequence[Assessment],
        company: Company,
    ) -> None:
        self.names = names
        self.judgements = judgements
        self.company = company
        self.on_day = judgements[0].on_day
        self._own = [{each.country: each for each in one.destinations} for one in assessments]
        self._along: dict[tuple[int, str, str, str], DestinationResult] = {}

    def destination(self, country: str) -> DestinationTogether:
        """One country for all."""
        used = [self._used(number, country) for number in range(len(self.names))]
        members = [self._member(number, country, ways) for number, ways in enumerate(used)]
        waits = self._waits(used)
        people = [
            self._with_missing(number, member, waits.get(number, ()))
            for number, member in enumerate(members)
        ]
        counted = [each for each in people if not each.own_country]
        verdict = max((each.verdict for each in counted), key=_WORST.index, default="not_covered")
        because = self._because(used, members, country) if verdict == "possible" else []
        stopping = (
            [] if verdict == "feasible" else [e.name for e in counted if e.verdict == verdict]
        )
        ends = [each.until for each in people if each.until is not None]
        until = min(ends) if ends and verdict in ("feasible", "possible") else None
        return DestinationTogether(
            country=country,
            name=self._own[0][country].name,
            verdict=verdict,
            because=because,
            blocked_by=stopping,
            people=people,
            until=until,
            until_of=[each.name for each in people if until and each.until == until],
            cautions=self._cautions(country, used),
        )

    def _carrying(self, country: str) -> list[str]:
        """The pathways that make a country feasible: those for a stay, and entry where no stay is stated."""
        pathways = self.on_day.by_country[country]
        enough = SETTLING
        if not any(pathway.gives == "stay" for pathway in pathways):
            enough = SETTLING | {"enter"}
        return [pathway.id for pathway in pathways if pathway.gives in enough]

    def _used(self, number: int, country: str) -> list[Along]:
        """The ways in which somebody is taken along to a country, where the own ways do not carry further."""
        alone = self.judgements[number]
        carrying = self._carrying(country)
        found = [
            each
            for each in self.company.along[number].values()
            if each.pathway in carrying
            and alone.rows[each.pathway].verdict != "eligible"
            and each.level == self.company.levels[number][each.pathway]
        ]
        best = max((each.level for each in found), default=0)
        return [] if best < _level(alone.destinations[country].verdict) else found

    def _member(self, number: int, country: str, along: list[Along]) -> MemberThere:
        judgement = self.judgements[number]
        alone = judgement.destinations[country].verdict
        level = max([_level(alone), *(each.level for each in along)])
        verdict = {2: "feasible", 1: "possible", 0: alone}[level]
        carrying = self._carrying(country)
        levels = self.company.levels[number]
        by = [name for name in carrying if level and levels[name] == level]
        taking = [each for each in along if each.level == level]
        citizen = judgement.profile.values.get("citizenships", frozenset())
        own = not citizen.isdisjoint(self.on_day.book.vocabulary.members(country, self.on_day.day))
        pathways = self.on_day.book.pathways
        return MemberThere(
            name=self.names[number],
            verdict=verdict,
            alone=alone,
            own_country=own and verdict == "not_covered",
            by=by,
            taken_along_by=[self._taken(number, country, each) for each in taking],
            missing=self._missing(number, by, taking) if verdict == "possible" else [],
            at_discretion=bool(by) and all(pathways[name].at_discretion for name in by),
            until=self._until(number, country, by, taking),
        )

    def _missing(self, number: int, by: list[str], taking: list[Along]) -> list[str]:
        """What somebody has not said and would tell; of ways that others open, as one who goes along."""
        rows = self.judgements[number].rows
        taken = {each.pathway for each in taking}
        found = [fact for name in by if name not in taken for fact in rows[name].missing]
        found += [fact for each in taking for fact in each.missing]
        return list(dict.fromkeys(found))

    def _with_missing(self, number: int, member: MemberThere, waits: Sequence[str]) -> MemberThere:
        """A person, with what others wait for that this one has not said; of a child what children know first."""
        missing = list(dict.fromkeys([*member.missing, *waits]))
        age = self.judgements[number].profile.values.get("age")
        if age is not None and age < CHILDHOOD:
            facts = self.on_day.book.vocabulary.facts
            missing.sort(key=lambda fact: facts[fact].group in GROWN_UP)
        return msgspec.structs.replace(member, missing=missing)

    def _waits(self, used: Sequence[Sequence[Along]]) -> dict[int, list[str]]:
        """What those who would take others along have not said about the way they would take."""
        found: dict[int, list[str]] = {}
        for along in used:
            for each in along:
                row = self.judgements[each.by].rows[each.with_pathway]
                if (
                    LEVELS.get(row.verdict) == 1
                    and self.company.levels[each.by][each.with_pathway] == 1
                ):
                    found.setdefault(each.by, []).extend(row.missing)
        return found

    def _because(
        self, used: Sequence[Sequence[Along]], members: Sequence[MemberThere], country: str
    ) -> list[str]:
        """Why it is only possible: facts that have not been said, or what the documents leave."""
        facts, documents = False, False
        for number, member in enumerate(members):
            if member.verdict != "possible":
                continue
            facts |= bool(member.missing)
            taken = {each.pathway for each in used[number]}
            rows = self.judgements[number].rows
            documents |= any(rows[name].open for name in member.by if name not in taken)
            for each in used[number]:
                row = self.judgements[each.by].rows[each.with_pathway]
                waiting = self.company.levels[each.by][each.with_pathway] == 1
                facts |= waiting and bool(row.missing)
                documents |= each.open or (waiting and row.open)
        return [word for word, holds in (("facts", facts), ("documents", documents)) if holds]

    def _taken(self, number: int, country: str, along: Along) -> TakenAlong:
        pathways = self.on_day.book.pathways
        judgement = self.judgements[number]
        result = self._destination_along(number, country, along)
        told = next(each for each in result.pathways if each.id == along.pathway)
        theirs = pathways[along.with_pathway]
        return TakenAlong(
            pathway=along.pathway,
            title=told.title,
            verdict=WORDS[along.level],
            by=self.names[along.by],
            relation=along.relation,
            with_pathway=along.with_pathway,
            with_title=translate_rule(theirs.title),
            at_discretion=theirs.at_discretion or told.at_discretion,
            missing=list(along.missing),
            open=points(told.open, judgement.profile, along, self.on_day.day),
            citations=told.citations,
        )

    def _destination_along(self, number: int, country: str, along: Along) -> DestinationResult:
        """A country for somebody who goes along, told in full."""
        key = (number, country, along.with_pathway, along.relation)
        if key not in self._along:
            judged = self.company.judged(number, along.with_pathway, along.relation)
            assert judged is not None
            (self._along[key],) = assess(judged, countries={country}).destinations
        return self._along[key]

    def _until(self, number: int, country: str, by: list[str], taking: list[Along]) -> str | None:
        """The first of the last lawful days of the ways that somebody has: after it another of them is needed."""
        taken = {each.pathway for each in taking}
        ends = [
            each.until
            for each in self._own[number][country].pathways
            if each.id in by and each.id not in taken and each.until
        ]
        for along in taking:
            result = self._destination_along(number, country, along)
            ends += [e.until for e in result.pathways if e.id == along.pathway and e.until]
        return min(ends, default=None)

    def _cautions(self, country: str, used: Sequence[Sequence[Along]]) -> list[SharedCaution]:
        """The dangers there, also those that touch whoever goes along only because they do."""
        told = []
        for number, along in enumerate(used):
            own = list(self._own[number][country].cautions)
            for each in along:
                own += self._destination_along(number, country, each).cautions
            told.append((self.names[number], own))
        return shared_cautions(told)


def shared_cautions(told: Iterable[tuple[str, Sequence[CautionResult]]]) -> list[SharedCaution]:
    """The dangers of several people, each once, with whom it touches; those that touch come first."""
    cautions: dict[str, CautionResult] = {}
    touched: dict[str, dict[str, str]] = {}
    for name, own in told:
        for each in own:
            cautions.setdefault(each.id, each)
            people = touched.setdefault(each.id, {})
            if people.get(name) != "touched":
                people[name] = each.touches
    found = [
        SharedCaution(
            id=each.id,
            touches="touched" if "touched" in touched[each.id].values() else "possibly",
            people=[TouchedPerson(*pair) for pair in touched[each.id].items()],
            says=each.says,
            endangers=each.endangers,
            citations=each.citations,
        )
        for each in cautions.values()
    ]
    return sorted(found, key=lambda each: each.touches != "touched")


def _level(verdict: str) -> int:
    return {"feasible": 2, "possible": 1}.get(verdict, 0)
