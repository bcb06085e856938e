"""What follows from a verdict, beside the verdict: what is given, for how long, what has to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from pathfinder.language import records
from pathfinder.review.compare.meaning import condition_form, due_form
from pathfinder.review.compare.records import Turned
from pathfinder.values.dates import Period, format_day

SameCondition = Callable[[Any, Any], bool]
"""Whether a condition of the old book and one of the new are the same for everybody on every day."""


def effects_turned(
    before: records.Pathway | records.Caution,
    after: records.Pathway | records.Caution,
    same: SameCondition,
) -> list[Turned]:
    """What follows otherwise than before, though the answers may be the same."""
    if isinstance(before, records.Caution) or isinstance(after, records.Caution):
        assert isinstance(before, records.Caution)
        assert isinstance(after, records.Caution)
        return _of_caution(before, after)
    found = _plain("gives", before.gives, after.gives)
    found += _plain("at discretion", _word(before.at_discretion), _word(after.at_discretion))
    found += _plain("how much is stated", *_stated(before, after))
    found += _plain("how long", *_grants(before, after))
    return found + _duties(before, after, same)


def _plain(what: str, before: str | None, after: str | None) -> list[Turned]:
    return [Turned(what, before, after)] if before != after else []


def _word(value: bool) -> str:
    return "yes" if value else "no"


def _of_caution(before: records.Caution, after: records.Caution) -> list[Turned]:
    found = _plain("certainty", before.certainty, after.certainty)
    found += _plain("endangers", *(", ".join(sorted(one.endangers)) for one in (before, after)))
    return found + _plain(
        "countries", *(", ".join(sorted(one.countries)) for one in (before, after))
    )


def _by_version(
    pathway: records.Pathway, words: Callable[[records.Version], str | None]
) -> str | None:
    """What the versions say, each with its dates where it is more than one thing."""
    versions = sorted(pathway.versions, key=lambda version: version.span.possible_from)
    told = {_dates(version): words(version) for version in versions}
    kinds = set(told.values())
    if len(kinds) == 1:
        return kinds.pop()
    return "; ".join(f"{dates}: {said}" for dates, said in told.items() if said is not None)


def _dates(version: records.Version) -> str:
    return f"{version.span.from_text} – {version.span.until_text}"


def _stated(before: records.Pathway, after: records.Pathway) -> tuple[str | None, str | None]:
    def words(version: records.Version) -> str:
        return version.conditions

    return _by_version(before, words), _by_version(after, words)


def _grants(before: records.Pathway, after: records.Pathway) -> tuple[str | None, str | None]:
    if _measures(before) == _measures(after):
        return None, None
    return _by_version(before, _grant_words), _by_version(after, _grant_words)


def _measures(pathway: records.Pathway) -> object:
    """How long it is given for; by version only where versions differ in it."""
    found = {}
    for version in pathway.versions:
        grant = version.grants
        days = (version.span.possible_from, version.span.certain_from)
        found[days] = None if grant is None else (_measure(grant.period), _measure(grant.within))
    kinds = set(found.values())
    return kinds.pop() if len(kinds) == 1 else found


def _measure(period: Period | None) -> tuple[int, int] | None:
    return None if period is None else (period.days, period.months)


def _grant_words(version: records.Version) -> str | None:
    grant = version.grants
    if grant is None:
        return None
    words = grant.period.text if grant.period and grant.period.text else "not stated"
    return f"{words} within {grant.within.text}" if grant.within else words


def _duties(before: records.Pathway, after: records.Pathway, same: SameCondition) -> list[Turned]:
    """Duties that are gone, new, or fall on others or another day. Their sentences are words and stand elsewhere."""
    olds = [duty for version in before.versions for duty in version.duties]
    news = [duty for version in after.versions for duty in version.duties]
    rest = Counter(map(_duty_key, news)) - Counter(map(_duty_key, olds))
    gone = Counter(map(_duty_key, olds)) - Counter(map(_duty_key, news))
    left = _taken(olds, gone)
    come = _taken(news, rest)
    found: list[Turned] = []
    for duty in left:
        alike = [each for each in come if _same_duty(duty, each, same)]
        if alike:
            come.remove(alike[0])
            continue
        partner = next((each for each in come if each.says == duty.says), None)
        if partner is not None:
            come.remove(partner)
        found.append(Turned("duty", _duty_words(duty), _duty_words(partner) if partner else None))
    return [*found, *(Turned("duty", None, _duty_words(duty)) for duty in come)]


def _taken(duties: list[records.DutyRule], keys: Counter[Any]) -> list[records.DutyRule]:
    found = []
    left = Counter(keys)
    for duty in duties:
        key = _duty_key(duty)
        if left[key] > 0:
            left[key] -= 1
            found.append(duty)
    return found


def _duty_key(duty: records.DutyRule) -> tuple[Any, ...]:
    return (due_form(duty.due), condition_form(duty.when) if duty.when is not None else None)


def _same_duty(one: records.DutyRule, two: records.DutyRule, same: SameCondition) -> bool:
    """Whether two duties fall due alike for the same people, and either says so: the rest is words."""
    if due_form(one.due) != due_form(two.due) or (one.when is None) is not (two.when is None):
        return False
    return one.when is None or same(one.when, two.when)


def _duty_words(duty: records.DutyRule) -> str:
    return f"{duty.says} ({due_words(duty.due)})"


def due_words(due: records.Due) -> str:
    """When a duty falls due, as a rule file writes it."""
    if due.how == "day" and due.day is not None:
        return format_day(due.day)
    if due.how == "after" and due.after is not None:
        return f"{due.after.text} after {due.since} {due.country}".strip()
    return "the last lawful day" if due.how == "last day" else due.how
