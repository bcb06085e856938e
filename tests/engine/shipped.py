"""The rule book of this repository, loaded once, and people judged by it."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

from pathfinder.api import judge
from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import PathwayResult
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.language.profile import Profile
from pathfinder.review.testing.cases import part_of
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import load_rules
from pathfinder.rulebook.files import shipped_rules


@functools.cache
def book() -> RuleBook:
    """The rules that come with the program."""
    return load_rules(shipped_rules())


def judged_alone(name: str, day: int, values: dict[str, Any]) -> Judgement:
    """A person judged by one pathway or caution and what it looks at: a whole book on a day takes long to make."""
    on_day = BookOnDay(part_of(book(), [name], day), day)
    on_day.prepare()
    return Judgement(on_day, Profile(values=values))


def judged(on: str | int, **facts: Any) -> Judgement:
    """A person judged on a day."""
    return judge(facts, on=on, rules=book())


def russian(on: str | int, **facts: Any) -> Judgement:
    """A Russian citizen judged on a day."""
    return judged(on, **({"citizenships": ["RU"]} | facts))


def told(judgement: Judgement, name: str) -> PathwayResult:
    """The whole result of one pathway."""
    country = book().pathways[name].country
    result = assess(judgement, countries={country})
    return next(one for one in result.destinations[0].pathways if one.id == name)


ABROAD = {"passports": ["travel"]}


def verdict(name: str, on: str, **facts: Any) -> str:
    """The verdict of a pathway for a Russian citizen with a travel passport, unless said otherwise."""
    return russian(on, **(ABROAD | facts)).verdicts[name]


def open_kinds(name: str, on: str, **facts: Any) -> set[str]:
    """The kinds of doubt that are shown."""
    return {point.kind for point in told(russian(on, **(ABROAD | facts)), name).open}


def days_before(on: str, days: int) -> str:
    """The day so many days before another."""
    return (dt.date.fromisoformat(on) - dt.timedelta(days)).isoformat()
