"""The truth of a single condition for a person of whom everything is known, as the table of rules/README.md says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.completions import DAY, members
from pathfinder.language import records

YES, NO, OPEN = "yes", "no", "open"


def truth(true: bool) -> str:
    """Yes or no."""
    return YES if true else NO


def leaf(question: Any, values: Mapping[str, Any]) -> str:
    """The truth of a single condition, as the table of rules/README.md says it."""
    if isinstance(question, records.PresentStay | records.DaysIn):
        return _of_stays(question, values)
    value = values[question.fact]
    if isinstance(question, records.YesNoFact):
        return truth(value is question.value)
    if isinstance(question, records.OptionFact):
        listed = value in members(question.values)
        if not question.complete and not listed:
            return OPEN
        return truth(listed is not question.negated)
    if isinstance(question, records.SetFact):
        return _of_set(question, value)
    if isinstance(question, records.EmptyFact):
        return truth((len(value) == 0) is question.value)
    if isinstance(question, records.NumberFact):
        return truth(_compared(question.operator, value, question.number))
    if isinstance(question, records.DateFact):
        limit = DAY if question.day is None else question.day
        return truth(_compared(question.operator, value, limit))
    if isinstance(question, records.SinceFact):
        return _of_dates(question, dict(value))
    issuers = members(question.issuers) | (frozenset(question.issuers) & {"SCHENGEN"})
    valid = [visa for visa in value if visa.until >= DAY and visa.issuer in issuers]
    return truth(any(not question.types or visa.type in question.types for visa in valid))


def _compared(operator: str, value: int, limit: int) -> bool:
    return {
        "at least": value >= limit, "on or after": value >= limit,
        "at most": value <= limit, "on or before": value <= limit,
        "more than": value > limit, "after": value > limit,
        "less than": value < limit, "before": value < limit,
    }[operator]  # fmt: skip


def _of_set(question: records.SetFact, value: frozenset[str]) -> str:
    hits = [bool(value & members((name,))) for name in question.values]
    if question.how == "all":
        return truth(all(hits))
    if question.how == "only":
        return truth(len(value) > 0 and value <= members(question.values))
    if not any(hits) and value and not question.complete:
        return OPEN
    return truth(any(hits) is (question.how == "any"))


def _of_dates(question: records.SinceFact, dates: dict[str, int]) -> str:
    date = dates.get(question.country)
    if date is not None and date > DAY:
        date = None
    if question.how == "recorded":
        return truth((date is not None) is question.recorded)
    if date is None or question.period is None:
        return NO
    ago = DAY - date
    return truth(
        ago <= question.period.days if question.how == "within" else ago >= question.period.days
    )


def _of_stays(question: records.PresentStay | records.DaysIn, values: Mapping[str, Any]) -> str:
    countries = members(question.countries)
    days = frozenset().union(*(values["days"].get(name, frozenset()) for name in countries))
    if isinstance(question, records.DaysIn):
        window = range(DAY - question.within.days + 1, DAY)
        return truth(sum(day in days for day in window) + 1 <= question.at_most.days)
    begun = DAY
    while values["current_country"] in countries and begun - 1 in days:
        begun -= 1
    if question.at_most is not None:
        return truth(DAY - begun + 1 <= question.at_most.days)
    return truth(question.began_before is not None and begun < question.began_before)
