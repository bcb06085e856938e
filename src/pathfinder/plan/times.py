"""Days that the search looks at: until when one can wait, when a new stay begins anew, whether days are used up."""

from __future__ import annotations

from pathfinder.change.marks import NEVER_TO
from pathfinder.engine.questions import PLACE, STAYS, Question, answer
from pathfinder.engine.truth import YES
from pathfinder.plan.days import Days
from pathfinder.plan.remaining import remaining
from pathfinder.plan.state import State
from pathfinder.values.dates import Day


def bearable(days: Days, state: State) -> Day:
    """Until when the person can wait where they are; in Russia not a day longer than they must."""
    until = remaining(days, state).certain
    return min(until, state.day) if state.place in NEVER_TO else until


def fresh(days: Days, country: str, state: State) -> set[Day]:
    """The first days on which a new stay does not touch an earlier one in the same countries."""
    own = days.members(country, state.day)
    ends = {stay.left for stay in state.track if stay.country in own and stay.left is not None}
    if state.place in own:
        ends.add(state.day)
    return {end + 2 for end in ends if state.day < end + 2 <= days.last}


def over(question: Question, state: State) -> bool:
    """Whether more days are certainly used up than a question allows."""
    return answer(question, {STAYS: state.track, PLACE: state.place}, state.day) != YES
