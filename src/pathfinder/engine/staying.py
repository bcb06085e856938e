"""The ways of filling in a stay: the first day of the present one, and the days of earlier ones.

What questions ask of stays comes to thresholds: so many days in a window at most, a present stay no older than. For
each side of every threshold there is one way of filling in that leaves every other threshold as far as it can be, so
that all joint answers are reached. This holds for countries and regions that are equal, apart, or one within the
other where the larger has a state that no other question names: as the rules of one pathway ask.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Sequence

from pathfinder.engine.questions import PLACE, STAYS, Question, answer
from pathfinder.values.dates import Day
from pathfinder.values.stays import Stay, window_start

Filling = tuple[Day, tuple[Stay, ...]]
"""The first day of the present stay, and the stays before it."""

EARLIEST = dt.date(1900, 1, 1).toordinal()
"""No profile names an earlier day."""

_LEVELS = ("within", "over if there", "over anywhere")


def fillings(
    questions: Sequence[Question], day: Day, known: tuple[Stay, ...] | None, places: Sequence[str]
) -> list[Filling]:
    """Ways of filling in; `known` are the stays that were said where only the present one is missing in them."""
    asked = [question for question in questions if question[1] == STAYS]
    if known is not None:
        return [(begun, known) for begun in _telling_begins(asked, day, known, places)]
    counted = [question for question in asked if question[0] == "days"]
    begins = _telling_begins(asked, day, (), [min(question[2]) for question in asked])
    return list(
        dict.fromkeys(
            (begun, earlier)
            for begun in begins
            for days in _leading(asked, begun, day)
            for earlier in _earlier(counted, days, begun, day)
        )
    )


def with_present(
    questions: Sequence[Question], earlier: tuple[Stay, ...], place: str, begun: Day
) -> tuple[Stay, ...]:
    """The stays with the present one in a place, where a question asks for stays there."""
    if any(question[1] == STAYS and place in question[2] for question in questions):
        return (*earlier, Stay(place, begun, None))
    return earlier


def _telling_begins(
    asked: Sequence[Question], day: Day, known: tuple[Stay, ...], places: Sequence[str]
) -> list[Day]:
    """First days on both sides of each threshold. The later a stay began, the more is met: so one is searched."""
    found = {day}
    for question in asked:
        for place in places:
            if place not in question[2]:
                continue
            low, high = EARLIEST, day
            first = _met(question, known, place, low, day)
            if first == _met(question, known, place, high, day):
                continue
            while high - low > 1:
                middle = (low + high) // 2
                if _met(question, known, place, middle, day) == first:
                    low = middle
                else:
                    high = middle
            found |= {low, high}
    return sorted(found)


def _met(question: Question, known: tuple[Stay, ...], place: str, begun: Day, day: Day) -> int:
    stays = (*known, Stay(place, begun, None))
    return answer(question, {STAYS: stays, PLACE: place}, day)


def _leading(asked: Sequence[Question], begun: Day, day: Day) -> Iterator[dict[str, set[Day]]]:
    """Days that lead without a break to the present stay, in another state of the same region.

    Only where questions ask for different countries is the stay in the region longer than the one in the state.
    """
    regions = list(dict.fromkeys(question[2] for question in asked))
    firsts: list[list[Day]] = []
    for countries in regions if len(regions) > 1 else ():
        limits = [one for one in asked if one[0] == "stay" and one[2] == countries]
        telling = _telling_begins(limits, day, (), [min(countries)])
        firsts.append([begun, *(first for first in telling if first < begun)])
    for chosen in itertools.product(*firsts):
        days: dict[str, set[Day]] = {}
        for countries, first in zip(regions, chosen, strict=False):
            days.setdefault(_own(countries, asked), set()).update(range(first, begun))
        yield days


def _own(countries: frozenset[str], asked: Sequence[Question]) -> str:
    """The country of a question that as few others as possible ask for too."""
    return min(countries, key=lambda name: (sum(name in other[2] for other in asked), name))


def _earlier(
    counted: Sequence[Question], leading: dict[str, set[Day]], begun: Day, day: Day
) -> Iterator[tuple[Stay, ...]]:
    """Earlier stays that bring every choice of allowances over their limit, with as few days as that takes.

    An allowance can be over for who is there since `begun`, or for who is elsewhere and would enter, too. The days
    lie as early in their window as they can, where smaller windows do not see them. Days that touch the present stay,
    or those `leading` to it, make it longer: they are tried with and without.
    """
    firsts = {begun, *(min(days) for days in leading.values() if days)}
    ordered = sorted(counted, key=lambda question: window_start(day, question[3]), reverse=True)
    apart = dict.fromkeys((frozenset(firsts), frozenset((begun,)), frozenset[Day]()))
    levels_of_each = itertools.product(_LEVELS, repeat=len(ordered))
    for levels, untouched in itertools.product(levels_of_each, apart):
        days = {country: set(some) for country, some in leading.items()}
        for question, level in zip(ordered, levels, strict=True):
            if level != "within" and not _fill(
                question, counted, level, days, (begun, untouched), day
            ):
                break
        else:
            yield tuple(
                stay for country in sorted(days) for stay in _as_stays(country, days[country])
            )


def _fill(
    question: Question,
    counted: Sequence[Question],
    level: str,
    days: dict[str, set[Day]],
    present: tuple[Day, frozenset[Day]],
    day: Day,
) -> bool:
    """Add the days that bring a question over its limit; False where the window has no room for them.

    `present` is the first day of the present stay, and the days that no added day may come just before.
    """
    begun, untouched = present
    _kind, _fact, countries, within, allowed = question
    start = window_start(day, within)
    taken = set(range(max(begun, start), day + 1)) if level == "over if there" else {day}
    for country, spent in days.items():
        if country in countries:
            taken |= {one for one in spent if start <= one < day}
    missing = allowed + 1 - len(taken)
    if missing <= 0:
        return True
    free = [one for one in range(start, day) if one not in taken and one + 1 not in untouched]
    if len(free) < missing:
        return False
    days.setdefault(_own(countries, counted), set()).update(free[:missing])
    return True


def _as_stays(country: str, days: set[Day]) -> list[Stay]:
    found: list[Stay] = []
    for one in sorted(days):
        if found and found[-1].left == one - 1:
            found[-1] = Stay(country, found[-1].entered, one)
        else:
            found.append(Stay(country, one, one))
    return found
