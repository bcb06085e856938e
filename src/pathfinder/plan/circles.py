"""Circles: stays in several countries one after the other that together last the whole time, every window respected.

In each country the person remains to the last day that is certainly lawful and goes on to another one on that day: the
day of travel counts in both. Only stays and entries that are certain are used. Sets of countries are tried from the
smallest; one that holds a set which suffices already is left out, for a country of it could be left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from pathfinder.plan.days import Days
from pathfinder.plan.remaining import remaining
from pathfinder.plan.state import State
from pathfinder.plan.steps import Step, Taking
from pathfinder.values.dates import Day

MOST_COUNTRIES = 4
MOST_STOPS = 40
"""So many entries a circle may have: within some years every window of 30 days is reached."""

SHORTEST = 7
"""A stop shorter than a week, the last one apart, is not proposed."""


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """Stops in order, each entered by a step (None: the person is there already), and until when each lasts."""

    start: State
    stops: tuple[tuple[str, Day, Day, Step | None], ...]

    @property
    def countries(self) -> frozenset[str]:
        """The countries of the circle."""
        return frozenset(stop[0] for stop in self.stops)


class Circles:
    """Finds the circles of one person."""

    def __init__(self, taking: Taking, start: State, avoided: frozenset[str]) -> None:
        self.taking = taking
        self.days: Days = taking.days
        self.book = taking.book
        self.start = start
        self.avoided = avoided
        self.cut = False

    def found(self) -> tuple[list[str], list[Circle]]:
        """The countries that alone last the whole time, and the circles without them."""
        able = [code for code in self._countries() if self._first(code) is not None]
        alone = [code for code in able if self._circle((code,)) is not None]
        rest = [code for code in able if code not in alone]
        circles: list[Circle] = []
        for size in range(2, MOST_COUNTRIES + 1):
            for chosen in itertools.combinations(rest, size):
                if any(each.countries <= set(chosen) for each in circles):
                    continue
                if self.days.exhausted:
                    self.cut = True
                    return alone, circles
                circle = self._circle(chosen)
                if circle is not None and circle.countries == frozenset(chosen):
                    circles.append(circle)
        return alone, circles

    def _countries(self) -> list[str]:
        place = self.start.place
        own = self.start.values.get("citizenships", frozenset())
        codes = dict.fromkeys(self.book.entries)
        if place is not None:
            codes[place] = None
        return [code for code in codes if code not in self.avoided and code not in own]

    def _first(self, country: str) -> State | None:
        """The person in a country at the start, if that is certainly lawful."""
        if country == self.start.place:
            waited = remaining(self.days, self.start)
            return self.start if waited.how == "stay" and waited.certain > self.start.day else None
        step = self._entered(self.start, country, self.start.day)
        return step.after if step is not None else None

    def _entered(self, state: State, country: str, day: Day) -> Step | None:
        """The certain step into a country with a stay of some length, the longest there is."""
        best: Step | None = None
        length = -1
        for name in self.book.entries.get(country, ()):
            for step in self.taking.go(state, self.book.pathways[name], day, needs=False):
                if step.certain and step.entry is not None:
                    lasting = remaining(self.days, step.after).certain - day
                    if lasting > length:
                        best, length = step, lasting
        return best

    def _circle(self, chosen: Sequence[str]) -> Circle | None:
        """A circle through these countries, begun in the one that lets the person begin; None if there is none."""
        place = self.start.place
        if place is not None and place in chosen:
            if self._first(place) is None:
                return None
            stops = self._on(self.start, None, chosen, ())
            return Circle(start=self.start, stops=stops) if stops is not None else None
        for country in chosen:
            step = self._entered(self.start, country, self.start.day)
            if step is not None:
                stops = self._on(step.after, step, chosen, ())
                if stops is not None:
                    return Circle(start=self.start, stops=stops)
        return None

    def _on(
        self,
        state: State,
        step: Step | None,
        chosen: Sequence[str],
        before: tuple[tuple[str, Day, Day, Step | None], ...],
    ) -> tuple[tuple[str, Day, Day, Step | None], ...] | None:
        """The stops from here to the end of the time, the longest next stay first."""
        place = state.place
        assert place is not None
        until = remaining(self.days, state).certain
        stops = (*before, (place, state.day, until, step))
        if until >= self.days.last:
            return stops
        if len(stops) >= MOST_STOPS or until - state.day < SHORTEST:
            return None
        for following in self._next(state, until, chosen):
            found = self._on(following.after, following, chosen, stops)
            if found is not None:
                return found
        return None

    def _next(self, state: State, day: Day, chosen: Sequence[str]) -> Iterator[Step]:
        if self.days.exhausted:
            self.cut = True
            return
        steps = [
            step
            for country in chosen
            if country != state.place and (step := self._entered(state, country, day)) is not None
        ]
        yield from sorted(
            steps, key=lambda step: remaining(self.days, step.after).certain, reverse=True
        )
