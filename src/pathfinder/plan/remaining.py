"""Until when somebody may remain where they are, if they do nothing but renew a registration.

Between two steps a person waits somewhere, and no plan waits where the documents say that it is not lawful. Waiting is
certain while a stay is eligible on every day, or where a residence allows it; it is doubtful while one is undetermined.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from pathfinder.engine.questions import Question
from pathfinder.language.records import Pathway
from pathfinder.plan.days import Days
from pathfinder.plan.state import State
from pathfinder.values.dates import LAST_DAY, Day

How = Literal["own country", "residence", "stay", "not stated", "not known"]

LASTING = ("eligible", "undetermined")


class Remaining(msgspec.Struct, frozen=True, kw_only=True):
    """Until when remaining is certainly lawful, and until when it may be (each the day before the state's where not).

    `how`: in the `own country`, by a `residence`, by a `stay`; the documents state no stay there (`not stated`); where
    the person is was not said (`not known`). `pathways` are those of the certain days, in order; `renewals` the days
    on which a registration is renewed; `then` is the person who has renewed it, on the last of those days.
    """

    certain: Day
    perhaps: Day
    how: How
    pathways: tuple[str, ...] = ()
    renewals: tuple[Day, ...] = ()
    then: State


def stays_of(days: Days, country: str, day: Day) -> list[Pathway]:
    """The pathways that give a stay in a country, also those of a region that it belongs to."""
    return [
        pathway
        for pathway in days.book.pathways.values()
        if pathway.gives == "stay" and country in days.members(pathway.country, day)
    ]


def asks_registration(questions: tuple[Question, ...], country: str) -> bool:
    """Whether a pathway asks for a registration in a country that is no older than a period."""
    return any(
        question[:3] == ("since", "registered_on", country) and question[3] == "within"
        for question in questions
    )


def remaining(days: Days, state: State) -> Remaining:
    """Until when the person may remain where they are on the day of the state."""
    key = (*state.key(), state.moves)
    known: dict[object, Remaining] = days.remembered.setdefault("remaining", {})
    if key not in known:
        known[key] = _remaining(days, state)
    return known[key]


def _remaining(days: Days, state: State) -> Remaining:
    day, place = state.day, state.place
    if place is None:
        return Remaining(certain=day, perhaps=days.last, how="not known", then=state)
    if place in state.values.get("citizenships", ()):
        return Remaining(certain=days.last, perhaps=days.last, how="own country", then=state)
    gained = [until for country, until in state.resident if country == place]
    if gained or place in state.values.get("residence_permits", ()):
        until = min(gained[0] or LAST_DAY, days.last) if gained else days.last
        return Remaining(certain=until, perhaps=days.last, how="residence", then=state)
    stays = stays_of(days, place, day)
    if not any(days.judged(state, each, day).covered for each in stays):
        return Remaining(certain=day - 1, perhaps=days.last, how="not stated", then=state)
    return _by_stays(days, state, [each for each in stays if state.by in ("", each.id)])


def _by_stays(days: Days, state: State, stays: list[Pathway]) -> Remaining:
    """By the stay that the person has begun; where it is not told, by that which ends first of those that are open.

    Another stay that is open too, such as an extension, has to be asked for: it is a step of its own.
    """
    found = [_by_stay(days, state, each) for each in stays]
    nothing = Remaining(certain=state.day - 1, perhaps=state.day - 1, how="stay", then=state)
    certain = [each for each in found if each.certain >= state.day]
    if certain:
        return min(certain, key=lambda each: each.certain)
    return max(found, key=lambda each: each.perhaps, default=nothing)


def _by_stay(days: Days, state: State, stay: Pathway) -> Remaining:
    """The certain days of one stay, its registration renewed, then those that are doubtful."""
    day = state.day
    renewals: list[Day] = []
    now = state
    while day <= days.last:
        end = lasts(days, now, stay, day, ("eligible",))
        if end >= day:
            day = end + 1
            continue
        on = day - 1  # before it lapses: what follows when it has the documents do not say
        again = _renewed(days, now, stay, on) if on >= state.day else None
        if again is None or (renewals and renewals[-1] == on):
            break
        renewals.append(on)
        now = again
    certain = min(day - 1, days.last)
    perhaps = certain
    while perhaps < days.last:
        ahead = lasts(days, now, stay, perhaps + 1, LASTING)
        if ahead <= perhaps:
            break
        perhaps = ahead
    return Remaining(
        certain=certain, perhaps=min(perhaps, days.last), how="stay",
        pathways=(stay.id,) if certain >= state.day else (),
        renewals=tuple(renewals), then=now,
    )  # fmt: skip


def _renewed(days: Days, state: State, stay: Pathway, day: Day) -> State | None:
    """The person after registering anew on a day, if the stay asks for it and lasts longer then."""
    place = state.place
    assert place is not None
    if not asks_registration(days.questions(stay, day), place):
        return None
    again = state.registered(place, day, days.book.vocabulary)
    return again if lasts(days, again, stay, day, ("eligible",)) > day else None


def lasts(days: Days, state: State, pathway: Pathway, day: Day, verdicts: tuple[str, ...]) -> Day:
    """The last day in a row from `day` on with one of these verdicts; the day before where there is none."""
    if days.judged(state, pathway, day).verdict not in verdicts:
        return day - 1
    for turning in days.telling(state, pathway):
        if turning > day and days.judged(state, pathway, turning).verdict not in verdicts:
            return turning - 1
    return days.last
