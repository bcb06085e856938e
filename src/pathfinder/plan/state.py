"""A person on the way: what holds of them after some steps, and what of it may be relied on for which question.

What has not been said stays not said. A step adds to it all the same: who has moved to a country with unsaid earlier
stays is certainly in it, and a window that begins after the plan did holds no unsaid day. So a fact is used for a
pathway only where every question that the pathway asks of it is settled by what is known; otherwise it is left unsaid.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from pathfinder.change.changes import SETS, Change, moved
from pathfinder.change.waiting import settled
from pathfinder.engine.questions import NOWHERE, PLACE, STAYS, Question, answer
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.dates import LAST_DAY, Day, Period, add_period
from pathfinder.values.stays import Stay, present_stay, where, window_start

Values = Mapping[str, Any]

_YEAR = Period(months=12)


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A person on `day`, after some steps of a plan that `started` on a day.

    `values` are the facts but for place and stays; `track` the stays as far as they are known, the present one open.
    `gap`: nothing is missing in `track` (empty), the present stay of that country is (`KG`), or any may be (`*`); from
    `known_from` on nothing is. `listed`: a list of stays was said; with a gap its last one stands for what is missing.
    `origin` is where the person certainly was when that began. `by` is the pathway by which they remain (empty:
    not told).
    `gained` are members of sets and maps that have otherwise not been said,
    `doubted` those that may be held besides. `resident` are countries of which
    residence was gained on the way, each with the last day of it (None: not stated).
    """

    started: Day
    day: Day
    place: str | None
    values: Values
    track: tuple[Stay, ...]
    gap: str
    listed: bool
    known_from: Day
    moves: int = 0
    gained: tuple[tuple[str, Any], ...] = ()
    resident: tuple[tuple[str, Day | None], ...] = ()
    doubted: tuple[tuple[str, Any], ...] = ()
    origin: str | None = None
    by: str = ""

    def key(self) -> tuple[Any, ...]:
        """Equal for people of whom the same holds."""
        said = tuple(sorted(self.values.items(), key=lambda pair: pair[0]))
        own = (self.gained, self.resident, self.doubted, self.by)
        return (self.day, self.place, said, self.track, self.gap, *own)

    def at(self, day: Day) -> State:
        """The same on a later day."""
        return msgspec.structs.replace(self, day=day)

    def staying(self, pathway: str) -> State:
        """The person who remains by a stay of this name, and by no other one."""
        return msgspec.structs.replace(self, by=pathway)

    @property
    def arrived(self) -> bool:
        """Whether the present stay certainly began on this very day."""
        known = bool(self.moves) or not self.gap
        here = [stay for stay in self.track if stay.country == self.place and stay.left is None]
        return known and bool(here) and here[-1].entered == self.day

    def ages(self, day: Day) -> list[int | None]:
        """The ages that the person may have on a day: nobody has said the birthday."""
        age = self.values.get("age")
        if age is None or day == self.started:
            return [age]
        years = _whole_years(self.started, day)
        return [age + years, age + years + 1]

    def values_for(
        self, questions: Iterable[Question], day: Day, age: int | None
    ) -> dict[str, Any]:
        """The facts as they may be relied on for these questions on a day."""
        asked = list(questions)
        found = dict(self.values)
        if age is not None:
            found["age"] = age
        members: dict[str, list[Any]] = {}
        for fact, member in self.gained:
            members.setdefault(fact, []).append(member)
        for fact, some in members.items():
            if all(_settles(some, question) for question in asked if question[1] == fact):
                pairs = isinstance(some[0], tuple)
                found[fact] = tuple(sorted(some)) if pairs else frozenset(some)
        for fact, member in self.doubted:
            if fact in found and not _indifferent(found[fact], member, fact, asked, day):
                del found[fact]
        if not self.gap or (
            self.moves and all(self.knows(each, day) for each in asked if each[1] == STAYS)
        ):
            found[STAYS] = self.track
        elif not self.moves and self.listed:
            found[STAYS] = self.track[:-1]  # as it was said, without the stay that is missing
        if self.place is not None and where(found.get(STAYS, ()), day) is None:
            found[PLACE] = self.place
        return found

    def knows(self, question: Question, day: Day) -> bool:
        """Whether what is known of the stays answers a question about them."""
        countries = question[2]
        if not self.gap or (self.gap != "*" and self.gap not in countries):
            return True
        if question[0] == "days":
            return (
                window_start(day, question[3]) > self.known_from
            )  # who came on that day was elsewhere too
        if self.place is None:
            return False
        begun = present_stay(self.track, countries, day)
        if begun == self.known_from:  # who was certainly outside begins the stay on that day
            return self.origin is not None and self.origin not in countries
        return begun is None or begun > self.known_from

    # Steps --------------------------------------------------------------------------------------------------------

    def entered(self, country: str, day: Day) -> State:
        """The person after entering a country."""
        return msgspec.structs.replace(
            self,
            day=day,
            place=country,
            track=moved(self.track, country, day),
            moves=self.moves + 1,
            by="",
        )

    def registered(self, country: str, day: Day, vocabulary: Vocabulary) -> State:
        """The person after registering the stay in a country."""
        return self.with_member("registered_on", (country, day), vocabulary)

    def unregistered(self, country: str) -> State:
        """The person without the registration in a country that a plan supposes."""
        values = dict(self.values)
        if "registered_on" in values:
            values["registered_on"] = tuple(
                pair for pair in values["registered_on"] if pair[0] != country
            )
        gained = (one for one in self.gained if one[0] != "registered_on" or one[1][0] != country)
        return msgspec.structs.replace(self, values=values, gained=tuple(gained))

    def residing(self, country: str, day: Day, until: Day | None, vocabulary: Vocabulary) -> State:
        """The person once they legally reside in a country: where they are already, since this day."""
        there = msgspec.structs.replace(self, day=day)._doubting("residence_permits", country)
        if self.place != country:
            if not self._resides(country):
                there = there._doubting("resident_since", (country, day))
            return msgspec.structs.replace(
                there, place=None, gap="*", known_from=LAST_DAY, moves=self.moves + 1, by=""
            )
        resident = (*(one for one in self.resident if one[0] != country), (country, until))
        there = msgspec.structs.replace(there, resident=resident)
        if "resident_since" not in vocabulary.facts or self._resides(country):
            return there
        return there.with_member("resident_since", (country, day), vocabulary)

    def _resides(self, country: str) -> bool:
        return any(code == country for code, _day in self.values.get("resident_since", ()))

    def protected(self, country: str, day: Day) -> State:
        """The person once they have asked for protection: whether that was for asylum is not said."""
        return msgspec.structs.replace(self, day=day)._doubting("asylum_applied_in", country)

    def _doubting(self, fact: str, member: Any) -> State:
        """The person who may hold one more member of a fact; what it cannot change stays as it was said."""
        if fact not in self.values or member in self.values[fact] or (fact, member) in self.doubted:
            return self
        return msgspec.structs.replace(self, doubted=(*self.doubted, (fact, member)))

    def with_member(self, fact: str, member: Any, vocabulary: Vocabulary) -> State:
        """The person with one more date by country, or one more member of a set."""
        if fact not in vocabulary.facts:
            return self
        if vocabulary.facts[fact].kind == "by_country":
            if fact in self.values:
                others = (pair for pair in self.values[fact] if pair[0] != member[0])
                return self._with({fact: tuple(sorted((*others, member)))})
            kept = tuple(one for one in self.gained if one[0] != fact or one[1][0] != member[0])
            return msgspec.structs.replace(self, gained=(*kept, (fact, member)))
        if fact in self.values:
            return self._with({fact: self.values[fact] | {member}})
        return msgspec.structs.replace(self, gained=(*self.gained, (fact, member)))

    def changed(self, changes: Iterable[Change], vocabulary: Vocabulary) -> State:
        """The person after obtaining papers and the like, each with the first of its values."""
        state = self
        for change in sorted(changes, key=lambda one: one.fact):
            kind = vocabulary.facts[change.fact].kind
            if kind in SETS and kind != "visas" and change.fact not in state.values:
                state = state.with_member(change.fact, change.values[0], vocabulary)
                continue
            state = msgspec.structs.replace(
                state, values=change.applied(state.values, vocabulary, state.day)
            )
        return state

    def _with(self, values: Values) -> State:
        return msgspec.structs.replace(self, values={**self.values, **values})


@functools.lru_cache(maxsize=4096)
def _whole_years(first: Day, last: Day) -> int:
    return next(n for n in range(200) if add_period(first, _YEAR, n + 1) > last)


def _settles(members: list[Any], question: Question) -> bool:
    """Whether members that are certainly held settle a question whatever else is held."""
    kind = question[0]
    if kind == "since":
        return any(pair[0] == question[2] for pair in members)
    if kind == "empty":
        return True
    if kind == "set":
        how, sets, held = question[2], question[3], frozenset(members)
        if how == "all":
            return all(held & one for one in sets)
        if how == "only":
            return not held <= frozenset().union(*sets)
        return any(held & one for one in sets)
    return False


def _indifferent(said: Any, member: Any, fact: str, asked: Iterable[Question], day: Day) -> bool:
    """Whether one more member of a fact answers none of these questions otherwise."""
    more = tuple(sorted((*said, member))) if isinstance(said, tuple) else said | {member}
    return all(
        answer(question, {fact: said}, day) == answer(question, {fact: more}, day)
        for question in asked
        if question[1] == fact
    )


def beginning(values: Values, place: str | None, day: Day) -> State:
    """The person at the start.

    Stays booked for later are no part of a plan, and the present one goes on as long as the plan needs it.
    """
    said = settled(values, day)
    stays: tuple[Stay, ...] | None = said.pop(STAYS, None)
    said.pop(PLACE, None)
    past = [stay for stay in stays or () if stay.entered <= day]
    present = [stay for stay in past if _lasts(stay, day)]
    there = where(present, day)
    track = [
        stay if stay not in present else Stay(stay.country, stay.entered, None if stay.country == there else day)
        for stay in past
    ]  # fmt: skip
    gap = "*" if stays is None else "" if there is not None else place or "*"
    if gap:
        track.append(Stay(place or NOWHERE, day, None))
    return State(
        started=day, day=day, place=place, values=said, track=tuple(track), gap=gap,
        listed=stays is not None,
        known_from=day if place is not None else LAST_DAY, origin=place,
    )  # fmt: skip


def _lasts(stay: Stay, day: Day) -> bool:
    return stay.entered <= day and (stay.left is None or stay.left >= day)
