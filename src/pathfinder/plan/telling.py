"""Chains and circles told: every step with its reasons, duties, dangers and citations, from the engine itself."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from pathfinder.change.changes import Change
from pathfinder.change.marks import MARKS, NEVER_TO
from pathfinder.change.telling import surest
from pathfinder.change.words import country_name, step_words, written
from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import Assessment, CautionResult, PathwayResult
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.language.profile import Profile
from pathfinder.language.records import Pathway
from pathfinder.plan.choice import Candidate
from pathfinder.plan.circles import Circle
from pathfinder.plan.days import Days
from pathfinder.plan.order import special
from pathfinder.plan.records import CirclePlan, Need, Plan, PlanStep, Stop, Wait
from pathfinder.plan.remaining import Remaining, remaining
from pathfinder.plan.state import State
from pathfinder.plan.steps import Step
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, format_day
from pathfinder.values.stays import Stay

CONSULATE = "papers"
"""What a step endangers that leads to an authority of the own state."""

_UNDATED = frozenset(("needs", "waiting"))
"""Branches of which not even the day of the step itself is certain."""

_EARLIER = 365
"""Visits within so many days are ones of which the documents would have to say whether they count."""


class Teller:
    """Tells the plans of one person; `now` is their result on the first day."""

    def __init__(self, days: Days, profile: Profile, now: Assessment, *, explain: bool) -> None:
        self.days = days
        self.book = days.book
        self.profile = profile
        self.now = now
        self.explain = explain
        self.used: list[Assessment] = [now]
        self.everywhere: dict[str, CautionResult] = {each.id: each for each in now.cautions}
        self._before = {each.country: each.cautions for each in now.destinations}
        self._books: dict[str, RuleBook] = {}
        self._on: dict[tuple[str, Day], BookOnDay] = {}
        self._told: dict[tuple[Any, ...], Assessment] = {}

    def plan(self, number: int, candidate: Candidate) -> Plan:
        """A plan with its steps; after a branch no step has a day."""
        steps: list[PlanStep] = []
        dated = True
        before: Step | None = None
        start = candidate.chain[0].waited.then.started
        for count, step in enumerate(candidate.chain, 1):
            told = self.step(count, step, before, dated=dated and not _UNDATED & set(step.branches))
            dated = dated and step.certain
            steps.append(told)
            before = step
        end = candidate.end if dated else None
        return Plan(
            number=number, goal=candidate.goal, country=candidate.country, name=self.name(candidate.country),
            certain=dated, reached_on=format_day(end) if end is not None else None,
            days=end - start if end is not None else None, unstated=candidate.unstated,
            special=special(candidate), steps=steps,
        )  # fmt: skip

    def step(self, number: int, step: Step, before: Step | None, *, dated: bool) -> PlanStep:
        """One step; its day only where it is certain."""
        pathway = self.book.pathways[step.pathway]
        country = pathway.country
        waits = remaining(self.days, step.after)
        stays = pathway.gives in ("enter", "stay") or step.after.place == country
        last = self.days.last
        missing = dict.fromkeys(
            fact for found in (step.entry_found, step.found) if found is not None
            for fact in found.missing if found.verdict != "eligible"
        )  # fmt: skip
        until = (
            waits.certain if stays and not step.late and step.day <= waits.certain < last else None
        )
        perhaps = waits.perhaps if stays and step.day <= waits.perhaps < last else None
        return PlanStep(
            number=number, country=country, name=self.name(country),
            pathway=self.pathway(step.pathway, step.judged, step.day),
            entry=self.pathway(step.entry, step.entering, step.day) if step.entry and step.entering else None,
            on=format_day(step.day) if dated else None, earliest=format_day(step.day),
            branch=list(step.branches), missing=list(missing), needs=self.needs(step),
            moves=step.entry is not None or pathway.gives == "enter" or self._goes(pathway, step),
            register=step.registered, wait=self.wait(step, before, dated=dated),
            remain_until=format_day(until) if until is not None else None,
            may_remain_until=format_day(perhaps) if perhaps is not None else None,
            remain_how=waits.how if stays else "not known",
            renew_on=[format_day(day) for day in waits.renewals if day > step.day] if stays else [],
            dangers=self.dangers(country, step), late=step.late, supposed=self.supposed(step),
            supposed_on=format_day(step.day) if step.registered else None,
        )  # fmt: skip

    def supposed(self, step: Step) -> list[str]:
        """The conditions of a step that hold only because the plan supposes a registration on its day."""
        if not step.registered or step.judged.place is None:
            return []
        without = step.judged.unregistered(step.judged.place)
        found = self.pathway(step.pathway, step.judged, step.day).reasons
        others = {
            each.condition: each.truth
            for each in self.pathway(step.pathway, without, step.day).reasons
        }
        return [each.condition for each in found if others.get(each.condition) != each.truth]

    def _goes(self, pathway: Pathway, step: Step) -> bool:
        """Whether who takes a stay is outside of where it holds, such as a region without a country of its own."""
        if pathway.gives != "stay" or step.judged.place is None:
            return False
        return not self.days.inside(step.judged, pathway.country, step.day)

    def needs(self, step: Step) -> list[Need]:
        """What to get before a step, with the dangers of getting it; dangers that begin on the way are noted too."""
        state = step.entering or step.judged
        result = self.assessed("", state, step.day, self._asked_by_cautions("", step.day))
        following = surest(result.cautions, self.now.cautions)
        for each in following:
            known = self.everywhere.get(each.id)
            if known is None or (known.touches != "touched" and each.touches == "touched"):
                self.everywhere[each.id] = each
        return [self._need(each, following) for each in step.needs]

    def _need(self, change: Change, following: list[CautionResult]) -> Need:
        mark = MARKS[change.fact]
        cautions = [each.id for each in following if set(each.endangers) & set(mark.endangers)]
        return Need(
            fact=change.fact, values=written(change), says=step_words(change, mark, self.book),
            consulate=CONSULATE in mark.endangers, cautions=cautions,
        )  # fmt: skip

    def wait(self, step: Step, before: Step | None, *, dated: bool) -> Wait | None:
        """The wait before a step; None where there is none."""
        since = before.day if before is not None else step.waited.then.started
        if step.day <= since:
            return None
        place = before.after.place if before is not None else step.waited.then.place
        return Wait(
            country=place, name=self.name(place) if place is not None else None,
            days=step.day - since if dated else None, certain="waiting" not in step.branches,
            how=step.waited.how, renew_on=[format_day(day) for day in step.waited.renewals if day <= step.day],
            dangers=self._of_waiting(place, step),
        )  # fmt: skip

    def _of_waiting(self, place: str | None, step: Step) -> list[CautionResult]:
        """The dangers of Russia for who waits there: those that follow everywhere and its own."""
        if place not in NEVER_TO:
            return []
        state, day = step.waited.then, step.waited.then.day
        result = self.assessed(place, state, day, self._asked_by_cautions(place, day))
        own = [each for found in result.destinations for each in found.cautions]
        return [*self.now.cautions, *surest(own, self._before.get(place, ()))]

    def dangers(self, country: str, step: Step) -> list[CautionResult]:
        """The cautions of a country on the day of a step, and those that touched there from the start."""
        state = step.judged if step.after.place is None else step.after
        result = self.assessed(country, state, step.day, self._asked_by_cautions(country, step.day))
        return surest(result.destinations[0].cautions, self._before.get(country, ()))

    def _asked_by_cautions(self, country: str, day: Day) -> list[Any]:
        on_day = self._reduced(country, day)
        scopes = [on_day.caution(each) for each in on_day.book.cautions.values() if each.touches]
        scopes += [on_day.pathway(each) for each in on_day.book.pathways.values()]
        return [term.value for scope in scopes for term in scope.root.questions()]

    # From the engine ----------------------------------------------------------------------------------------------

    def pathway(self, name: str, state: State, day: Day) -> PathwayResult:
        """The whole result of a pathway for a person on the way, as `check` gives it."""
        pathway = self.book.pathways[name]
        asked = self.days.questions(pathway, day)
        result = self.assessed(pathway.country, state, day, asked)
        return next(each for each in result.destinations[0].pathways if each.id == name)

    def assessed(self, country: str, state: State, day: Day, asked: Iterable[Any]) -> Assessment:
        """The result of one destination on a day, for what may be relied on for some questions."""
        values = state.values_for(asked, day, state.ages(day)[0])
        key = (country, day, *sorted(values.items(), key=lambda pair: pair[0]))
        if key not in self._told:
            places = {name: self.profile.places.get(name, "") for name in values}
            profile = msgspec.structs.replace(self.profile, values=values, places=places)
            judgement = Judgement(self._reduced(country, day), profile)
            self._told[key] = assess(judgement, countries={country}, explain=self.explain)
            self.used.append(self._told[key])
        return self._told[key]

    def _reduced(self, country: str, day: Day) -> BookOnDay:
        """The rules of one destination alone on a day; of none, the dangers that follow everywhere."""
        if (country, day) not in self._on:
            if country not in self._books:
                members = self.book.vocabulary.regions
                names = {country, *(name for name in members if country in members[name].members)}
                own = self.book.destinations.get(country)
                self._books[country] = msgspec.structs.replace(
                    self.book,
                    pathways={each.id: each for each in self.book.of_country(country)},
                    cautions={
                        name: each for name, each in self.book.cautions.items()
                        if not names.isdisjoint(each.countries) or (not country and not each.countries)
                    },
                    destinations={country: own} if own is not None else {},
                )  # fmt: skip
            on_day = self._on[country, day] = BookOnDay(self._books[country], day)
            on_day.prepare()
        return self._on[country, day]

    # Circles ------------------------------------------------------------------------------------------------------

    def circle(self, number: int, circle: Circle, limiting: frozenset[str]) -> CirclePlan:
        """A circle with its calendar; `limiting` are countries that limit one stay and say nothing of earlier ones."""
        stops: list[Stop] = []
        dangers: dict[str, list[CautionResult]] = {}
        track = circle.stops[-1][3].after.track if circle.stops[-1][3] else ()
        for country, entered, left, step in circle.stops:
            state = step.after if step is not None else circle.start
            waits = remaining(self.days, state)
            if step is not None and country not in dangers:
                dangers[country] = self.dangers(country, step)
            stops.append(self._stop(country, entered, left, step, waits, limiting, track))
        for country in circle.countries - set(dangers):
            dangers[country] = list(self._before.get(country, ()))
        doubtful = [stop.country for stop in stops if stop.earlier_open]
        return CirclePlan(
            number=number, countries=list(dict.fromkeys(stop.country for stop in stops)),
            doubtful=list(dict.fromkeys(doubtful)), stops=stops, dangers=dangers,
        )  # fmt: skip

    def _stop(
        self, country: str, entered: Day, left: Day, step: Step | None, waits: Remaining,
        limiting: frozenset[str], track: tuple[Stay, ...],
    ) -> Stop:  # fmt: skip
        ids = [step.entry] if step is not None and step.entry is not None else []
        cites = [
            cite for name in (*ids, *waits.pathways)
            for version in self.book.pathways[name].versions for cite in version.cites
        ]  # fmt: skip
        return Stop(
            country=country, name=self.name(country), entered=format_day(entered), left=format_day(left),
            days=left - entered + 1, entry=ids[0] if ids else None, stays=list(waits.pathways),
            register=step is not None and step.registered,
            renew_on=[format_day(day) for day in waits.renewals if entered < day <= left],
            earlier_open=country in limiting and _earlier_visit(track, country, entered),
            citations=list(dict.fromkeys(cites)),
        )  # fmt: skip

    def name(self, code: str) -> str:
        """A country or a region in the reader's language."""
        return country_name(code, self.book)


def _earlier_visit(track: tuple[Stay, ...], country: str, entered: Day) -> bool:
    """Whether there was a stay in a country within the year before it is entered."""
    return any(
        stay.country == country and stay.entered < entered
        and (stay.left or entered) >= entered - _EARLIER
        for stay in track
    )  # fmt: skip
