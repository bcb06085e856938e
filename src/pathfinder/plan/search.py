"""The search for chains: from what is wanted backwards to what it takes, at most four steps, each on a day that tells.

A step is put in only where something that a later one asks would be otherwise without it: the place, the stays, the
residence; or where the days until then could not be waited for lawfully. Of chains to the same pathway the search keeps
every one that is certain earlier, or takes other countries with no more steps.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Literal

from pathfinder.change.marks import NEVER_TO
from pathfinder.engine.questions import PLACE, STAYS, Question
from pathfinder.language.records import Pathway
from pathfinder.plan.days import Days
from pathfinder.plan.remaining import remaining, stays_of
from pathfinder.plan.state import State
from pathfinder.plan.steps import Step, Taking
from pathfinder.plan.times import bearable, fresh, over
from pathfinder.values.dates import Day

MOST_STEPS = 4
MOST_FOR_ONE = 40_000
"""So many judgements one goal may take, so that the others are looked for too."""

Chain = tuple[Step, ...]

Purpose = Literal["goal", "way", "time"]
"""What a step is for: it is the goal itself, it makes a later one possible, or it is a place to wait in."""


def taken(step: Step) -> tuple[object, ...]:
    """What tells steps apart: what is taken, by which entry, on which day, with what got before."""
    return (step.pathway, step.entry, step.day, step.needs)


class Search:
    """Looks for the ways of one person to pathways."""

    def __init__(self, taking: Taking, avoided: Collection[str] = ()) -> None:
        self.taking = taking
        self.days: Days = taking.days
        self.book = taking.book
        self.avoided = frozenset(avoided) | NEVER_TO
        self.cut = False
        self._most = 0
        self._wanted: frozenset[Day] = frozenset()

    def chains(self, goal: Pathway, start: State) -> list[Chain]:
        """The chains of at most four steps that end with a pathway."""
        if goal.country in self.avoided:
            return []
        around = [each for each in self.book.pathways.values() if each.country == goal.country]
        self._wanted = frozenset().union(*(self.days.of_rules(each) for each in around))
        self._most = self.days.judged_so_far + MOST_FOR_ONE
        found = self._to(goal, start, MOST_STEPS, purpose="goal")
        return list({tuple(map(taken, chain)): chain for chain in found}.values())

    def _to(
        self, target: Pathway, state: State, left: int, *, purpose: Purpose, moved: frozenset[str] = frozenset()
    ) -> Iterator[Chain]:  # fmt: skip
        """Chains from a person to a target: taken at once, later, or after steps that make it possible.

        `moved` are the targets for whose sake the person has gone elsewhere already: once is enough.
        """
        if left < 1:
            return
        if self.days.exhausted or self.days.judged_so_far > self._most:
            self.cut = True
            return
        direct = list(self._direct(target, state, left, purpose=purpose, moved=moved))
        yield from direct
        if any(len(chain) == 1 and chain[0].day == state.day and chain[0].met for chain in direct):
            return
        for before, again in self._enabling(target, state, left - 1, moved):
            end = before[-1].after
            room = left - len(before)
            for chain in self._to(target, end, room, purpose=purpose, moved=again):
                yield (*before, *chain)

    # Taking the target itself -------------------------------------------------------------------------------------

    def _direct(
        self, target: Pathway, state: State, left: int, *, purpose: Purpose, moved: frozenset[str]
    ) -> Iterator[Chain]:
        inside = self.days.inside(state, target.country, state.day)
        if target.gives == "enter":
            if not inside:
                yield from self._entering(target, state, None, purpose=purpose)
        elif target.gives == "stay" and not inside and target.country in self.book.entries:
            yield from self._arriving(target, state, left, purpose=purpose, moved=moved)
        elif target.reached and not inside:
            for before in self._into(target.country, state, left - 1):
                room = left - len(before)
                for chain in self._to(target, before[-1].after, room, purpose=purpose, moved=moved):
                    yield (*before, *chain)
        else:
            for day in self._days_for(target, state, purpose=purpose):
                yield from ((step,) for step in self.taking.take(state, target, day))

    def _arriving(
        self, stay: Pathway, state: State, left: int, *, purpose: Purpose, moved: frozenset[str]
    ) -> Iterator[Chain]:
        """A stay that begins with the entry; where that is not certain at once, also one that begins after it."""
        at_once = False
        for name in self.book.entries[stay.country]:
            for chain in self._entering(self.book.pathways[name], state, stay, purpose=purpose):
                at_once = at_once or (chain[0].met and chain[0].day == state.day)
                yield chain
        if at_once:
            return
        for before in self._into(stay.country, state, left - 1):
            if before[-1].pathway == stay.id and before[-1].found.verdict == "eligible":
                continue  # that is the stay already
            room = left - len(before)
            for chain in self._to(stay, before[-1].after, room, purpose=purpose, moved=moved):
                yield (*before, *chain)

    def _entering(
        self, entry: Pathway, state: State, stay: Pathway | None, *, purpose: Purpose
    ) -> Iterator[Chain]:
        days = set(self._days_for(entry, state, purpose=purpose))
        if stay is not None:
            days |= set(self._days_for(stay, state, purpose=purpose))
        lasting = remaining(self.days, state).certain
        days |= {day for day in fresh(self.days, entry.country, state) if day <= lasting}
        certain = False
        for day in sorted(days):
            for step in self.taking.go(state, entry, day, stay):
                if purpose == "goal" and certain and step.certain:
                    continue
                certain = certain or step.certain
                yield (step,)

    def _into(
        self, country: str, state: State, left: int, purpose: Purpose = "way"
    ) -> Iterator[Chain]:
        """Chains that end with entering a country, in which the person can then take a next step."""
        if country in self.avoided or left < 1:
            return
        for name in self.book.entries.get(country, ()):
            yield from self._to(self.book.pathways[name], state, left, purpose=purpose)

    def _days_for(self, pathway: Pathway, state: State, *, purpose: Purpose) -> list[Day]:
        """The days on which taking a pathway can lead somewhere that no other day does.

        At the end of a chain: the first certain day, and the first doubtful one before it. On the way also the days on
        which something turns at the goal, and the last ones: who arrives later may often remain longer.
        """
        waited = remaining(self.days, state)
        lasting = waited.perhaps if purpose == "goal" else waited.certain
        limit = min(max(lasting, state.day), self.days.last)
        turning = [state.day, *self.days.telling(state, pathway)]
        if purpose != "goal":
            ends = {day - 1 for day in turning} | {waited.certain}
            wanted = self._wanted if purpose == "way" else ()
            turning = sorted({*turning, *wanted, *ends})
        days: list[Day] = []
        doubtful = False
        for day in turning:
            if not state.day <= day <= limit:
                continue
            rank = self._on_arrival(self.taking.later(state, day), pathway, day)
            if rank == _RANK["eligible"]:
                days.append(day)
                if purpose == "goal" and day <= max(waited.certain, state.day):
                    break
            elif not doubtful and (rank or day == state.day):
                doubtful = True
                days.append(day)
        return days

    # What makes it possible ---------------------------------------------------------------------------------------

    def _enabling(
        self, target: Pathway, state: State, left: int, moved: frozenset[str]
    ) -> Iterator[tuple[Chain, frozenset[str]]]:
        """Chains after which an answer to what a target asks is another one, or there is time to wait for it."""
        if left < 1:
            return
        telling = (state.day, *self.days.telling(state, target))
        asked = list(dict.fromkeys(q for day in telling for q in self.days.questions(target, day)))
        for question in asked:
            if question[:2] == ("since", "resident_since"):
                for chain in self._residing(question[2], state, left):
                    yield chain, moved
        helping = set() if target.id in moved else self._elsewhere(target, state, asked)
        for country in sorted(helping):
            for chain in self._into(country, state, left, "way"):
                yield chain, moved | {target.id}
        if self._needs_time(target, state):
            for chain in self._time(state, left, helping):
                yield chain, moved

    def _time(self, state: State, left: int, known: Collection[str]) -> Iterator[Chain]:
        """Chains after which the person may certainly remain longer: by a residence there, or in another country."""
        until = bearable(self.days, state)
        chains = [self._residing(state.place, state, left)] if state.place is not None else []
        chains.append(self._staying(state, left))
        chains += [
            self._into(country, state, left, "time")
            for country in self._enterable(state)
            if country not in known
        ]
        chains += [self._residing(country, state, left) for country in self._enterable(state)]
        for some in chains:
            for chain in some:
                leaves = state.place not in NEVER_TO or chain[0].day == state.day
                if leaves and remaining(self.days, chain[-1].after).certain > until:
                    yield chain
                    if state.place in NEVER_TO:
                        break  # one way out to each country is enough to wait there

    def _staying(self, state: State, left: int) -> Iterator[Chain]:
        """Another stay where the person is, such as an extension: it has to be asked for."""
        if state.place is None or state.place in self.avoided:
            return
        present = remaining(self.days, state).pathways
        for pathway in stays_of(self.days, state.place, state.day):
            if pathway.id not in present:
                yield from self._to(pathway, state, left, purpose="way")

    def _residing(self, country: str, state: State, left: int) -> Iterator[Chain]:
        if country in self.avoided or any(code == country for code, _until in state.resident):
            return
        for pathway in self.book.pathways.values():
            if pathway.gives != "reside" or pathway.country != country:
                continue
            if pathway.reached or state.place == country:
                yield from self._to(pathway, state, left, purpose="way")
                continue
            for before in self._into(country, state, left - 1):  # residence begins where one is
                room = left - len(before)
                for chain in self._to(pathway, before[-1].after, room, purpose="way"):
                    yield (*before, *chain)

    def _elsewhere(self, target: Pathway, state: State, asked: Iterable[Question]) -> set[str]:
        """The countries from which a target may be open to who is not there."""
        enters = target.reached or target.gives in ("enter", "stay")
        own = self.days.members(target.country, state.day) if enters else frozenset()
        found: set[str] = set()
        for question in asked:
            kind, fact, named = question[:3]
            if fact == PLACE and kind == "option":
                here = state.place in named
                found |= {one for one in self._enterable(state) if (one in named) is not here}
            elif fact == STAYS and state.place in named and over(question, state):
                found |= {one for one in self._enterable(state) if one not in named}
        sets = [question[2] for question in asked if question[1] in (PLACE, STAYS)]
        alike: dict[tuple[bool, ...], list[str]] = {}
        for one in sorted(found - own):
            alike.setdefault(tuple(one in named for named in sets), []).append(one)
        helping = (some for some in alike.values() if self._helps(target, state, some[0]))
        return {one for some in helping for one in some}

    def _helps(self, target: Pathway, state: State, country: str) -> bool:
        """Whether being in a country can better the verdict of a target on any day that tells, or none is good."""
        day = state.day
        there = state.entered(country, day)
        return any(
            self._rank(there, target, telling) > self._rank(state, target, telling)
            for telling in (day, *self.days.telling(there, target))
        )

    def _rank(self, state: State, target: Pathway, day: Day) -> int:
        """How good the verdict of a target is, with what can be got before."""
        ready = self.taking.ready(state, target, day, needs=True)
        found = (self.days.judged(now, target, day).verdict for now, _got in ready)
        return max((_RANK[verdict] for verdict in found), default=0)

    def _needs_time(self, target: Pathway, state: State) -> bool:
        """Whether a target is better only on a day until which the person may not certainly remain where they are."""
        until = bearable(self.days, state)
        if until >= self.days.last:
            return False
        inside = self.days.inside(state, target.country, state.day)
        entries = [self.book.pathways[name] for name in self.book.entries.get(target.country, ())]
        for pathway in (target, *([] if inside else entries)):
            telling = {state.day, *self.days.telling(state, pathway)}
            if not inside and pathway.gives == "stay":
                telling |= fresh(self.days, target.country, state)
            ranks = [(day, self._on_arrival(state, pathway, day)) for day in telling]
            before = max((rank for day, rank in ranks if day <= max(until, state.day)), default=0)
            # What can be tried today is not waited for in Russia, nor where saying the stays settles it.
            now = before > 0 and (state.place in NEVER_TO or state.gap == "*")
            if not now and any(rank > before for day, rank in ranks if day > until):
                return True
        return False

    def _on_arrival(self, state: State, pathway: Pathway, day: Day) -> int:
        """How good a pathway is on a day: a stay for who has arrived, anything else from where one is."""
        outside = state.place is not None and not self.days.inside(state, pathway.country, day)
        if pathway.gives != "stay" or not outside or pathway.country not in self.book.entries:
            return _RANK[self.taking.judged(state, pathway, day)[0].verdict]
        there = state.entered(pathway.country, day)
        found = _RANK[self.taking.judged(there, pathway, day)[0].verdict]
        before = _RANK[self.days.judged(state, pathway, day).verdict] if state.gap else 0
        return max(found, before)

    def _enterable(self, state: State) -> Iterator[str]:
        for country in self.book.entries:
            if country not in self.avoided and country != state.place:
                yield country


_RANK = {"eligible": 2, "undetermined": 1, "ineligible": 0, "closed": 0, "not_in_force": 0}
