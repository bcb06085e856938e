"""Stays that are booked for later: whether they will be lawful, and by when the present stay has to end for it.

Each is judged on its first day with the engine, in the journey as it would be by then: the present stay ended, and
the stays booked before it made as they were booked. What else the person said is taken to hold on that day too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from pathfinder.api import on_day
from pathfinder.engine.judge import Judgement
from pathfinder.i18n import _
from pathfinder.schedule.person import LASTING_VERDICTS, Person, assessed
from pathfinder.schedule.records import Entry, Notice
from pathfinder.schedule.windows import earlier_visits, hangs_on_absence
from pathfinder.values.dates import LAST_DAY, Day, parse_day
from pathfinder.values.stays import Stay

MOST = 20
"""So many booked stays are looked at; nobody has more, and each costs some ten judgements."""


class Outcome(msgspec.Struct, frozen=True):
    """What becomes of a booked stay, and its last lawful day.

    `how`: `lawful`, `too long`, `not lawful`, `open` (cannot be told), or `not covered` by the documents.
    """

    how: str
    until: Day | None = None


def booked(person: Person) -> Iterator[Entry | Notice]:
    """What has to be said of the stays that begin after the day asked about."""
    trips = [stay for stay in person.stays if stay.entered > person.on]
    for number, trip in enumerate(trips[:MOST]):
        if person.has_permit(trip.country):
            continue
        journey = _Journey(person, trips[: number + 1])
        yield from _told(person, trip, journey)
    if len(trips) > MOST:
        says = _("Only the first {n} booked stays were looked at.").format(n=MOST)
        yield Notice(kind="gap", country=None, says=says)


class _Journey:
    """The stays up to a booked one; the last of `trips` is the one that is judged."""

    def __init__(self, person: Person, trips: list[Stay]) -> None:
        self.person = person
        self.trip = trips[-1]
        self.before = trips[:-1]
        self.past = [stay for stay in person.stays if stay.entered <= person.on]
        self.latest = self._latest(trips[0].entered)

    def _latest(self, next_entry: Day) -> Day | None:
        """The last day to which the present stay would go on; None where there is no present stay."""
        going_on = [stay for stay in self.past if stay.left is None or stay.left > self.person.on]
        if not going_on:
            return None
        planned = min(stay.left or LAST_DAY for stay in going_on)
        return min(planned, next_entry, self._last_lawful_day())

    def _last_lawful_day(self) -> Day:
        person = self.person
        if person.place is None:
            return LAST_DAY
        ways = list(person.stay_ways(person.assessment, person.covering(person.place, person.on)))
        for verdict in LASTING_VERDICTS:
            ends = [each.until for each in ways if each.verdict == verdict]
            if ends:
                return max((parse_day(end) if end else None) or LAST_DAY for end in ends)
        return LAST_DAY if not ways or person.has_permit(person.place) else person.on

    def outcome(self, leaving: Day | None) -> Outcome:
        """What becomes of the booked stay if the present one ends on `leaving`: the stay, and the way in."""
        there = self._judged(leaving, (Stay(self.trip.country, self.trip.entered, None),), None)
        came_from = self._came_from()
        if there.how != "lawful" or came_from is None:
            return there
        entering = self._judged(leaving, (), came_from)
        return there if entering.how in ("lawful", "too long") else entering

    def _came_from(self) -> str | None:
        """The country the person arrives from, where it is known and lies outside the one booked."""
        last = self.before[-1].country if self.before else self.person.place
        inside = self.person.covering(self.trip.country, self.trip.entered)
        if last is None or inside & self.person.covering(last, self.trip.entered):
            return None
        return last

    def _judged(self, leaving: Day | None, there: tuple[Stay, ...], place: str | None) -> Outcome:
        """The verdict on the first day, `there` already or still in another `place` and about to enter."""
        person, trip = self.person, self.trip
        before = (*(_ended(stay, leaving) for stay in self.past), *self.before)
        if (
            not there
        ):  # on the day of travel the person has not left yet, and stays in no list elsewhere
            before = tuple(stay for stay in before if (stay.left or LAST_DAY) < trip.entered)
        values = {name: said for name, said in person.values.items() if name != "current_country"}
        values["stays"] = (*before, *there)
        if place is not None:
            values["current_country"] = place
        profile = msgspec.structs.replace(person.judgement.profile, values=values)
        judgement = Judgement(on_day(person.book, trip.entered), profile)
        countries = person.covering(trip.country, trip.entered)
        result = assessed(judgement, countries)
        return _outcome(list(person.stay_ways(result, countries)), trip)

    def leave_by(self) -> Day | None:
        """The last day on which the present stay may end so that the booked one is lawful; None if no day helps.

        Fewer days before can only help, so that one day parts those that help from those that do not.
        """
        low, high = self.person.on, self.latest
        if high is None or self.outcome(low).how != "lawful":
            return None
        while low < high:
            middle = (low + high + 1) // 2
            if self.outcome(middle).how == "lawful":
                low = middle
            else:
                high = middle - 1
        return low


def _ended(stay: Stay, leaving: Day | None) -> Stay:
    if leaving is None or (stay.left is not None and stay.left <= leaving):
        return stay
    return Stay(stay.country, stay.entered, max(stay.entered, leaving))


def _outcome(ways: list[Any], trip: Stay) -> Outcome:
    if not ways:
        return Outcome("not covered")
    eligible = [way for way in ways if way.verdict == "eligible"]
    ends = [parse_day(way.until) if way.until else None for way in eligible]
    if eligible and None in ends:
        return Outcome("lawful")
    if eligible:
        until = max(end for end in ends if end is not None)
        fits = (trip.left or trip.entered) <= until
        return Outcome("lawful" if fits else "too long", until)
    open_too = any(way.verdict == "undetermined" for way in ways)
    return Outcome("open" if open_too else "not lawful")


def _told(person: Person, trip: Stay, journey: _Journey) -> Iterator[Entry | Notice]:
    outcome = journey.outcome(journey.latest)
    words = _words(person, trip)
    about = f"{trip.country} {person.written(trip.entered)}"
    earlier = (*(_ended(stay, journey.latest) for stay in journey.past), *journey.before)
    there = Stay(trip.country, trip.entered, None)
    yield from earlier_visits(person, trip.country, trip.entered, (*earlier, there))
    if outcome.how == "lawful":
        if outcome.until is not None:
            yield Entry(
                kind="booked", day=outcome.until, country=trip.country, about=about, sure=False,
                says=_("{country}: last lawful day of the booked stay").format(
                    country=person.name(trip.country)
                ),
                because=_because(person, journey, words),
            )  # fmt: skip
        return
    by = None
    if outcome.how != "not covered" and not hangs_on_absence(
        person, trip.country, trip.entered, earlier
    ):
        by = journey.leave_by()
    if by is not None:
        yield _leave_by(person, trip, by, journey, words)
    yield from _broken(person, trip, outcome, by, journey)


def _leave_by(person: Person, trip: Stay, by: Day, journey: _Journey, words: str) -> Entry:
    place = person.name(person.place or "")
    because = _("A longer stay breaks the booked one: {stay}.").format(stay=words)
    return Entry(
        kind="leave_by", day=by, country=person.place, about=f"{trip.country} {person.written(trip.entered)}",
        says=_("{country}: last day to leave, or a booked stay is not lawful").format(country=place),
        because=because, sure=True,
    )  # fmt: skip


def _because(person: Person, journey: _Journey, words: str) -> str:
    if journey.latest is None:
        return _("Booked: {stay}.").format(stay=words)
    told = _("Booked: {stay}; if the present stay ends on {day} and not later.")
    return told.format(stay=words, day=person.written(journey.latest))


def _words(person: Person, trip: Stay) -> str:
    """`Kazakhstan, 2024-05-01 to 2024-05-31`."""
    first = person.written(trip.entered)
    if trip.left is None:
        told = _("{country}, from {first}, its end not said")
        return told.format(country=person.name(trip.country), first=first)
    told = _("{country}, {first} to {last}")
    return told.format(
        country=person.name(trip.country), first=first, last=person.written(trip.left)
    )


def _broken(
    person: Person, trip: Stay, outcome: Outcome, by: Day | None, journey: _Journey
) -> Iterator[Notice]:
    """In words that a booked stay is broken, or that nobody can tell."""
    words = _words(person, trip)
    if by is not None and journey.latest is not None:
        says = _(
            "If the present stay goes on to {latest}, it breaks a booked one: {stay}. It is lawful if"
            " the person leaves by {day}."
        )
        if outcome.how == "open":
            says = _(
                "If the present stay goes on to {latest}, a booked one is no longer certainly lawful:"
                " {stay}. It is if the person leaves by {day}."
            )
        told = says.format(
            latest=person.written(journey.latest), stay=words, day=person.written(by)
        )
    elif outcome.how == "too long" and outcome.until is not None:
        says = _("A booked stay is longer than allowed: {stay}. Its last lawful day is {day}.")
        told = says.format(stay=words, day=person.written(outcome.until))
    elif outcome.how == "not lawful":
        says = _(
            "A booked stay is not lawful without a visa or permit: {stay}. On its first day no stay"
            " that the documents state is open to this person. pathfinder check --on {day} --country"
            " {code} shows why."
        )
        told = says.format(
            stay=words, day=person.written(trip.entered), code=_destination(person, trip)
        )
    elif outcome.how == "open":
        says = _(
            "Whether a booked stay is lawful cannot be told: {stay}. pathfinder check --on {day}"
            " --country {code} shows what is missing."
        )
        told = says.format(
            stay=words, day=person.written(trip.entered), code=_destination(person, trip)
        )
    else:
        says = _("Of a booked stay the documents say nothing that could be counted: {stay}.")
        told = says.format(stay=words)
    kind = "danger" if outcome.how in ("too long", "not lawful") or by is not None else "gap"
    yield Notice(kind="danger" if kind == "danger" else "gap", country=trip.country, says=told)


def _destination(person: Person, trip: Stay) -> str:
    """The code by which `check` knows the country."""
    names = person.covering(trip.country, trip.entered)
    return trip.country if trip.country in names else min(names, default=trip.country)
