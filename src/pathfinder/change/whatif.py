"""What would open the destinations that are not feasible: changes, days to wait for, and what nothing opens."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any

import msgspec

from pathfinder.api import judge, on_day
from pathfinder.change.changes import Change
from pathfinder.change.knobs import Person
from pathfinder.change.marks import MARKS, Mark
from pathfinder.change.minimal import Set
from pathfinder.change.records import Opened, Shut, Step, Suggestion, Wait, WhatIf
from pathfinder.change.telling import is_grave, of_pathway, rank, surest, told, turned
from pathfinder.change.waiting import Waited, Waiting, settled
from pathfinder.change.ways import Way, Ways, carrying
from pathfinder.change.words import country_name, step_words, written
from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import (
    Assessment,
    CautionResult,
    CitedPassage,
    DestinationResult,
    DocumentNote,
    PathwayResult,
)  # fmt: skip
from pathfinder.engine.judge import Judgement
from pathfinder.engine.questions import PLACE, STAYS
from pathfinder.i18n import N_, _
from pathfinder.language.profile import Profile
from pathfinder.values.dates import Day, format_day
from pathfinder.values.stays import Stay

_UNMARKED = Mark(kind="fixed", why=N_("Nothing is known of how it can change."))

_SHUT_VERDICTS = ("closed", "not_in_force")


def whatif(
    judgement: Judgement,
    *,
    countries: Collection[str] | None = None,
    marks: Mapping[str, Mark] = MARKS,
) -> WhatIf:
    """What would open each destination that is not feasible; `countries` narrows the destinations."""
    return _Finder(judgement, marks).found(countries)


class _Finder:
    def __init__(self, judgement: Judgement, marks: Mapping[str, Mark]) -> None:
        self.judgement = judgement
        self.marks = marks
        self.on_day = judgement.on_day
        self.book = judgement.on_day.book
        self.day = judgement.on_day.day
        self.values = judgement.profile.values
        person = Person(self.values, self.book.vocabulary, marks, self.day)
        self.ways = Ways(self.on_day, person)
        self.waiting = Waiting(self.book, self.values, self.day)
        self.sources: list[Assessment] = []

    def found(self, countries: Collection[str] | None) -> WhatIf:
        verdicts = self.judgement.destinations
        chosen = [name for name in verdicts if countries is None or name in countries]
        wanted = [name for name in chosen if verdicts[name].verdict != "feasible"]
        ways = {country: self.ways.opening(country) for country in wanted}
        waits = {
            country: self.waiting.first_day(self.book.of_country(country)) for country in wanted
        }
        suggestions = self.suggestions(ways)
        told = [self.wait(name, waited) for name, waited in waits.items() if waited is not None]
        stuck = [name for name in wanted if not ways[name] and waits[name] is None]
        return WhatIf(
            case=self.judgement.profile.case,
            on=format_day(self.day),
            receipt=self.now.receipt,
            feasible=[name for name in chosen if verdicts[name].verdict == "feasible"],
            suggestions=suggestions,
            waits=sorted(told, key=lambda wait: (wait.on, wait.opens.country)),
            shut=[self.shut(name) for name in stuck],
            step_cautions=self.step_cautions(
                name for one in suggestions for step in one.steps for name in step.cautions
            ),
            names={
                code: country_name(code, self.book)
                for one in suggestions
                for step in one.steps
                for codes in step.cautions.values()
                for code in codes
            },
            citations=self.citations(),
            documents=self.documents(),
        )

    @cached_property
    def now(self) -> Assessment:
        """The result as it stands, of every destination."""
        return assess(self.judgement)

    @cached_property
    def by_country(self) -> dict[str, DestinationResult]:
        return {destination.country: destination for destination in self.now.destinations}

    # Changes ------------------------------------------------------------------------------------------------------

    def suggestions(self, ways: Mapping[str, Sequence[Way]]) -> list[Suggestion]:
        """The sets of changes, each with every destination that it opens; small and fruitful ones first."""
        grouped: dict[Set, dict[str, Way]] = {}
        for country, some in ways.items():
            for way in some:
                grouped.setdefault(way.changes, {})[country] = way
        made = [self.suggestion(changes, opens) for changes, opens in grouped.items()]
        return sorted(made, key=rank)

    def suggestion(self, changes: Set, opens: Mapping[str, Way]) -> Suggestion:
        changes = frozenset(map(self.safest_first, changes))
        after = self.changed(changes)
        result = assess(after, countries=set(opens))
        self.sources.append(result)
        ordered = sorted(changes, key=lambda one: (self.order[one.fact], repr(one.values)))
        return Suggestion(
            steps=[self.step(change) for change in ordered],
            opens=[
                self.opened(destination, opens[destination.country].pathways, changes)
                for destination in result.destinations
            ],
        )

    @cached_property
    def order(self) -> dict[str, int]:
        return {name: number for number, name in enumerate(self.book.vocabulary.facts)}

    def changed(self, changes: Set) -> Judgement:
        """The person after the changes, with the first of the values of each, for what is told about them."""
        values: dict[str, Any] = dict(self.values)
        vocabulary = self.book.vocabulary
        for change in sorted(changes, key=lambda one: one.fact):
            values = change.applied(values, vocabulary, self.day)
            if change.fact == PLACE:
                values.setdefault(STAYS, (Stay(change.values[0], self.day, None),))
        profile = msgspec.structs.replace(self.judgement.profile, values=values)
        return judge(profile, on=self.day, rules=self.book)

    def step(self, change: Change) -> Step:
        mark = self.marks[change.fact]
        return Step(
            fact=change.fact,
            kind=mark.kind,
            says=step_words(change, mark, self.book),
            values=written(change),
            not_said=self.ways.person.place is None
            if change.fact == PLACE
            else change.fact not in self.values,
            cautions=self.dangers_of(change, mark),
        )

    def dangers_of(self, change: Change, mark: Mark) -> dict[str, list[str]]:
        """The dangers of a step, each with the countries where it waits; none: it follows the person everywhere."""
        found: dict[str, list[str]] = {
            each.id: [] for each in self.now.cautions if set(each.endangers) & set(mark.endangers)
        }
        kind = self.book.vocabulary.facts[change.fact].kind
        if change.fact == PLACE or kind == "by_country":
            for code in change.values:
                for name in self.grave(code):
                    found.setdefault(name, []).append(code)
        return found

    def grave(self, country: str) -> list[str]:
        """The grave dangers that touch the person in a country."""
        there = self.by_country.get(country)
        cautions = there.cautions if there is not None else []
        return [each.id for each in cautions if is_grave(each)]

    def safest_first(self, change: Change) -> Change:
        """A change of place with its countries in the order of their grave dangers, the fewest first."""
        if change.fact != PLACE:
            return change
        ordered = sorted(change.values, key=lambda code: len(self.grave(code)))
        return Change(change.fact, tuple(ordered))

    def step_cautions(self, ids: Iterable[str]) -> list[CautionResult]:
        known = {each.id: each for each in self.now.cautions}
        for destination in self.now.destinations:
            known |= {each.id: each for each in destination.cautions}
        return [known[name] for name in dict.fromkeys(ids)]

    def opened(
        self, destination: DestinationResult, pathways: Sequence[str], changes: Set = frozenset()
    ) -> Opened:
        """A destination after the changes. A danger that was sure before, or is now, is told as sure."""
        ways = [told(each) for each in destination.pathways if each.id in pathways]
        visa = any(self.book.vocabulary.facts[one.fact].kind == "visas" for one in changes)
        if STAYS not in self.values or visa:
            ways = [msgspec.structs.replace(each, until=None) for each in ways]
        before = self.by_country[destination.country].cautions
        return Opened(
            country=destination.country,
            name=destination.name,
            verdict=destination.verdict,
            pathways=ways,
            cautions=surest(destination.cautions, before),
        )

    # Days ---------------------------------------------------------------------------------------------------------

    def wait(self, country: str, waited: Waited) -> Wait:
        before = self.on(country, waited, waited.day - 1)
        after = self.on(country, waited, waited.day)
        self.sources.append(after)
        (then,) = after.destinations
        return Wait(
            on=format_day(waited.day),
            days=waited.day - self.day,
            opens=self.opened(then, (waited.pathway,)),
            because=turned(of_pathway(before, waited.pathway), of_pathway(after, waited.pathway)),
        )

    def on(self, country: str, waited: Waited, day: Day) -> Assessment:
        values = settled(self.values, self.day)
        values |= next(iter(self.waiting.later(day)))
        profile: Profile = msgspec.structs.replace(self.judgement.profile, values=values)
        return assess(Judgement(on_day(self.book, day), profile), countries={country})

    # What nothing opens -------------------------------------------------------------------------------------------

    def shut(self, country: str) -> Shut:
        destination = self.by_country[country]
        names = {pathway.id for pathway in carrying(self.on_day.by_country[country])}
        ways = [each for each in destination.pathways if each.id in names]
        facts = [fact for each in ways for fact in self.standing(each)]
        open_ways = [each for each in ways if each.verdict not in _SHUT_VERDICTS]
        because = "documents"
        if ways and not open_ways:
            because = "closed"
        elif facts:
            because = "unsaid" if "facts" in destination.possible_because else "fixed"
        if because in ("closed", "documents"):
            facts = []
        told = list(dict.fromkeys(facts))
        whys = [_(self.marks.get(fact, _UNMARKED).why) for fact in told]
        return Shut(
            country=country,
            name=country_name(country, self.book),
            verdict=destination.verdict,
            because=because,
            facts=told,
            why=list(dict.fromkeys(filter(None, whys))),
        )

    def standing(self, pathway: PathwayResult) -> list[str]:
        """The facts that nobody can change on which a pathway hangs that others can take."""
        nobody = self.on_day.states({})
        row = self.on_day.row(self.on_day.pathway(self.book.pathways[pathway.id]), nobody)
        if row.verdict != "undetermined" or not row.missing:
            return []
        return [
            value.fact
            for reason in pathway.reasons
            if reason.decisive and reason.truth in ("no", "not_said")
            for value in reason.values
            if self.marks.get(value.fact, _UNMARKED).kind in ("fixed", "waits")
        ]

    # What it rests on ---------------------------------------------------------------------------------------------

    def citations(self) -> list[CitedPassage]:
        found = {each.id: each for source in (self.now, *self.sources) for each in source.citations}
        return list(found.values())

    def documents(self) -> list[DocumentNote]:
        sources = self.sources or [self.now]
        found = {note.id: note for source in sources for note in source.documents}
        own = {note.id: note for note in self.now.documents}
        return [own.get(name, found[name]) for name in sorted(found)]
