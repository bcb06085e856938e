"""One step of a plan: taking a pathway on a day, with the entry that it takes, and the person afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import msgspec

from pathfinder.change.changes import Change
from pathfinder.change.knobs import Person
from pathfinder.change.marks import MARKS, Mark
from pathfinder.change.minimal import minimal_sets
from pathfinder.engine.questions import STAYS
from pathfinder.language.records import Pathway
from pathfinder.plan.days import Days, Found
from pathfinder.plan.remaining import LASTING, Remaining, asks_registration, remaining, stays_of
from pathfinder.plan.state import State
from pathfinder.values.dates import Day, add_period

NOT_NEEDS = frozenset(("current_country", "applying_from", "registered_on", "residence_permits"))
"""What steps of their own give: going, registering, residing."""

MOST_NEEDS = 2
"""So many papers at most are proposed for one step; what takes more is `whatif`'s business."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A pathway taken on a day.

    `entry` is that by which the country is entered on the same day, `found` and `entry_found` are the verdicts.
    `needs` are papers to get before. `registered`: the stay is registered on that day;
    `late`: after the day of arrival, with no registration that still holds. `waited` is how the person
    remained until then, in days that are certain or not. The pathway was `judged` for the person as they are then, the
    entry for who is `entering`; `after` is the person afterwards.
    """

    pathway: str
    day: Day
    found: Found
    entry: str | None = None
    entry_found: Found | None = None
    needs: tuple[Change, ...] = ()
    registered: bool = False
    late: bool = False
    waited: Remaining
    discretion: bool = False
    judged: State
    entering: State | None = None
    after: State

    @property
    def branches(self) -> tuple[str, ...]:
        """Why the step is a branch: what follows is certain only if it comes out well."""
        judged = [self.found, *([self.entry_found] if self.entry_found else [])]
        doubtful = [each for each in judged if each.verdict != "eligible"]
        found = []
        if self.needs:
            found.append("needs")
        if any(each.missing for each in doubtful):
            found.append("missing")
        if self.late or any(each.open or not each.missing for each in doubtful):
            found.append("open")
        if self.discretion:
            found.append("discretion")
        if self.day > max(self.waited.certain, self.waited.then.day):
            found.append("waiting")
        return tuple(found)

    @property
    def met(self) -> bool:
        """Whether every stated condition is met, once what it needs is there."""
        entered = self.entry_found is None or self.entry_found.verdict == "eligible"
        return entered and self.found.verdict == "eligible"

    @property
    def certain(self) -> bool:
        """Whether every stated condition is met and nobody has anything to decide."""
        return not self.branches


class Taking:
    """Takes pathways for a person on the way."""

    def __init__(self, days: Days, marks: Mapping[str, Mark] = MARKS) -> None:
        self.days = days
        self.book = days.book
        self.marks = {
            name: mark for name, mark in marks.items()
            if name not in NOT_NEEDS and mark.kind in ("obtainable", "choosable")
        }  # fmt: skip
        self._needs: dict[object, list[tuple[Change, ...]]] = {}

    def later(self, state: State, day: Day) -> State:
        """The person on a later day, with the registrations renewed until then."""
        waited = remaining(self.days, state)
        now = state
        for renewal in waited.renewals:
            if renewal <= day and state.place is not None and day > state.day:
                now = now.registered(state.place, renewal, self.book.vocabulary)
        return now.at(day)

    def take(
        self, state: State, pathway: Pathway, day: Day, *, needs: bool = True
    ) -> Iterator[Step]:
        """The step of a pathway that is taken where the person is, without moving; none where it is closed."""
        waited = remaining(self.days, state)
        if day > max(waited.perhaps, state.day):
            return
        if pathway.reached and not self.days.inside(state, pathway.country, day):
            return
        for now, got in self.ready(self.later(state, day), pathway, day, needs=needs):
            found, after, registered = self.judged(now, pathway, day)
            if found.verdict in LASTING:
                yield Step(
                    pathway=pathway.id, day=day, found=found, needs=got, registered=registered, waited=waited,
                    late=registered and not now.arrived, discretion=pathway.at_discretion, judged=after,
                    after=self.after(after, pathway, day),
                )  # fmt: skip

    def go(
        self, state: State, entry: Pathway, day: Day, stay: Pathway | None = None, *, needs: bool = True
    ) -> Iterator[Step]:  # fmt: skip
        """The step of entering a country: with a stay there, the given one or else the best one there is."""
        waited = remaining(self.days, state)
        if day > max(waited.perhaps, state.day) or state.place == entry.country:
            return
        for now, got in self.ready(self.later(state, day), entry, day, needs=needs):
            entered = self.days.judged(now, entry, day)
            if entered.verdict not in LASTING:
                continue
            there = now.entered(entry.country, day)
            stays = stays_of(self.days, entry.country, day)
            best = self._best(now, there, stays, day)
            if stay is not None:
                best = self._of_arrival(now, there, stay, best, day)
                if best is None:
                    continue
            if best is None:
                yield Step(
                    pathway=entry.id, day=day, found=entered, needs=got, waited=waited,
                    discretion=entry.at_discretion, judged=now, after=there,
                )  # fmt: skip
                continue
            taken, found, after, registered = best
            judged = after if self.days.judged(after, taken, day) == found else now
            yield Step(
                pathway=taken.id, day=day, found=found, entry=entry.id, entry_found=entered, needs=got,
                registered=registered, waited=waited, judged=judged, entering=now, after=after,
                discretion=entry.at_discretion or taken.at_discretion,
            )  # fmt: skip

    def _best(
        self, outside: State, there: State, stays: list[Pathway], day: Day
    ) -> tuple[Pathway, Found, State, bool] | None:
        """The stay that is certain, and of those the one that ends first; else one that is not refused.

        What lasts longer than that has to be asked for, and is a step of its own.
        """
        best: tuple[tuple[bool, Day], tuple[Pathway, Found, State, bool]] | None = None
        for stay in stays:
            found, after, registered = self.judged(there, stay, day)
            if found.verdict == "undetermined" and there.gap and not found.open:
                found = self._from_outside(outside, stay, day) or found
            if found.verdict not in LASTING:
                continue
            after = after.staying(stay.id)
            sure = found.verdict == "eligible"
            rank = (sure, (-1 if sure else 1) * remaining(self.days, after).certain)
            if best is None or rank > best[0]:
                best = rank, (stay, found, after, registered)
        return best[1] if best is not None else None

    def _of_arrival(
        self,
        outside: State,
        there: State,
        stay: Pathway,
        first: tuple[Pathway, Found, State, bool] | None,
        day: Day,
    ) -> tuple[Pathway, Found, State, bool] | None:
        """A stay, if it is one that begins with the arrival: no other that is certain ends before it."""
        own = self._best(outside, there, [stay], day)
        if own is None or first is None or first[1].verdict != "eligible":
            return own
        ends = [remaining(self.days, each[2]).certain for each in (first, own)]
        return own if own[1].verdict != "eligible" or ends[0] == ends[1] else None

    def _from_outside(self, outside: State, stay: Pathway, day: Day) -> Found | None:
        """The verdict before the move: where stays are missing, who is certainly outside begins one on that day."""
        asked = self.days.questions(stay, day)
        inside = any(outside.place in question[2] for question in asked if question[1] == STAYS)
        if outside.place is None or inside:
            return None
        found = self.days.judged(outside, stay, day)
        return found if found.verdict == "eligible" else None

    def judged(self, state: State, pathway: Pathway, day: Day) -> tuple[Found, State, bool]:
        """The verdict where the person is; with the stay registered on that day where that helps."""
        found = self.days.judged(state, pathway, day)
        place = state.place
        if found.verdict == "eligible" or place is None or pathway.country != place:
            return found, state, False
        if not asks_registration(self.days.questions(pathway, day), place):
            return found, state, False
        again = state.registered(place, day, self.book.vocabulary)
        registered = self.days.judged(again, pathway, day)
        if not state.at(day).arrived and found.missing:
            return found, state, False  # when the person registered can be said
        if registered.verdict == "eligible" or (
            registered.verdict in LASTING and found.verdict not in LASTING
        ):
            return registered, again, True
        return found, state, False

    def after(self, state: State, pathway: Pathway, day: Day) -> State:
        """The person once a pathway has been taken where they are."""
        if pathway.gives == "reside":
            versions = [each for each in pathway.versions if each.span.at(day) is not False]
            grants = [each.grants for each in versions if each.grants is not None]
            period = grants[0].period if grants else None
            until = add_period(day, period) if period is not None else None
            return state.residing(pathway.country, day, until, self.book.vocabulary)
        if pathway.gives == "protection":
            return state.protected(pathway.country, day)
        return state.at(day).staying(pathway.id) if pathway.gives == "stay" else state.at(day)

    def ready(
        self, state: State, pathway: Pathway, day: Day, *, needs: bool
    ) -> Iterator[tuple[State, tuple[Change, ...]]]:
        """The person as they are; where a pathway refuses them, with what they could get so that it does not."""
        found, _after, _registered = self.judged(state, pathway, day)
        if found.verdict != "ineligible" or not found.covered or not needs:
            yield state, ()
            return
        for changes in self.needs(state, pathway, day):
            yield state.changed(changes, self.book.vocabulary), changes

    def needs(self, state: State, pathway: Pathway, day: Day) -> list[tuple[Change, ...]]:
        """The smallest sets of papers and the like after which a pathway is open on a day."""
        asked = self.days.questions(pathway, day)
        values = state.values_for(asked, day, state.ages(day)[0])
        key = (pathway.id, day, tuple(sorted(values.items(), key=lambda pair: pair[0])))
        if key not in self._needs:
            on_day = self.days.on(day)
            person = Person(values, self.book.vocabulary, self.marks, day)
            sets = minimal_sets(on_day, on_day.pathway(pathway), person)
            enough = [tuple(sorted(one, key=repr)) for one in sets if 0 < len(one) <= MOST_NEEDS]
            self._needs[key] = enough or list(self._opening(state, pathway, day, person))
        return self._needs[key]

    def _opening(
        self, state: State, pathway: Pathway, day: Day, person: Person
    ) -> Iterator[tuple[Change, ...]]:
        """The single papers after which a pathway does not refuse the person any more, though it is not certain."""
        for knob in person.knobs(self.days.questions(pathway, day)):
            for change in knob:
                got = state.changed((change,), self.book.vocabulary)
                if self.days.judged(got, pathway, day).verdict in LASTING:
                    yield (change,)
