"""What becomes of people when one rule book takes the place of another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pathfinder.api import judge
from pathfinder.engine.judge import Judgement
from pathfinder.language.problems import Problem, ProblemsFound
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.review.compare.records import ProfileChange, Profiles, Refused, Turned
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, format_day

Read = Profile | ProfileProblems
"""A profile as a book reads it: a person, or what is wrong with it."""


def compare_profiles(
    people: Iterable[tuple[Read, Read]], old: RuleBook, new: RuleBook, on: Day
) -> Profiles:
    """Judge everybody by both books; each person comes as the old book reads them and as the new one does."""
    count = 0
    refused: list[Refused] = []
    changes: list[ProfileChange] = []
    for number, (before, after) in enumerate(people, 1):
        count = number
        judged = (_judged(before, old, on), _judged(after, new, on))
        if isinstance(judged[0], list) and isinstance(judged[1], list):
            case = before.case or after.case
            refused.append(Refused(case=case, number=number, problems=judged[1]))
            continue
        change = _change(before.case or after.case, number, *judged)
        if change is not None:
            changes.append(change)
    return Profiles(
        on=format_day(on), people=count, unreadable=len(refused), changes=changes, refused=refused
    )


def _judged(profile: Read, book: RuleBook, on: Day) -> Judgement | list[Problem]:
    """The judgement, or the problems of a profile that cannot be judged."""
    if isinstance(profile, ProfileProblems):
        return list(profile.problems)
    try:
        return judge(profile, on=on, rules=book)
    except ProblemsFound as found:
        return list(found.problems)


def _change(
    case: str | None,
    number: int,
    before: Judgement | list[Problem],
    after: Judgement | list[Problem],
) -> ProfileChange | None:
    if isinstance(before, list) or isinstance(after, list):
        return ProfileChange(
            case=case,
            number=number,
            refused_before=_messages(before),
            refused_after=_messages(after),
        )
    change = ProfileChange(
        case=case,
        number=number,
        destinations=_turned(_destinations(before), _destinations(after)),
        pathways=_turned(before.verdicts, after.verdicts),
        cautions=_turned(_cautions(before), _cautions(after)),
    )
    return change if change.destinations or change.pathways or change.cautions else None


def _messages(judged: Judgement | list[Problem]) -> list[str]:
    return [f"{each.place}: {each.message}" for each in judged] if isinstance(judged, list) else []


def _destinations(judgement: Judgement) -> dict[str, str]:
    return {country: each.verdict for country, each in judgement.destinations.items()}


def _cautions(judgement: Judgement) -> dict[str, str]:
    cautions = judgement.on_day.book.cautions
    return {name: judgement.caution(caution)[0] for name, caution in cautions.items()}


def _turned(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Turned]:
    return [
        Turned(name, before.get(name), after.get(name))
        for name in dict.fromkeys([*before, *after])
        if before.get(name) != after.get(name)
    ]
