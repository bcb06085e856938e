"""The result of a case file: each person alone, and where all of them can be together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pathfinder.api import judge
from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import Assessment, CitedPassage
from pathfinder.engine.judge import Judgement
from pathfinder.family.company import Company
from pathfinder.family.records import (
    DestinationTogether,
    FamilyResult,
    PersonResult,
    Together,
)
from pathfinder.family.there import There, shared_cautions
from pathfinder.i18n import _
from pathfinder.language.casefile import CaseFile
from pathfinder.language.problems import Place, Problem, ProblemsFound, place_of
from pathfinder.language.profile import Profile, ProfileProblems, node_from_value, read_profile
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

MAX_PEOPLE = 50
"""So many people one case file may have for `together`; each is judged however many there are."""

_RANK = {"feasible": 0, "possible": 1, "not_feasible": 3, "not_covered": 4}


def judge_family(
    case: Mapping[str, Any], *, on: str | dt.date | Day, rules: RuleBook
) -> FamilyResult:
    """Judge a case file given as a mapping; raises `ProblemsFound` with every problem of every person."""
    found = read_profile(node_from_value(case), "", rules.vocabulary)
    problems = [each for one in found if isinstance(one, ProfileProblems) for each in one.problems]
    if problems:
        raise ProblemsFound(problems)
    people = [each for each in found if isinstance(each, Profile)]
    return family([judge(each, on=on, rules=rules) for each in people])


def family(
    judgements: Sequence[Judgement],
    *,
    countries: Collection[str] | None = None,
    explain: bool = False,
    with_sensitive: bool = False,
) -> FamilyResult:
    """The result of all people of a case file, in their order there.

    `together` is left out unless everybody is there: where somebody is missing nothing can be said of all. So it is
    where there are more people than `MAX_PEOPLE`.
    """
    case_file = _case_file(judgements)
    assessments = [
        assess(each, countries=countries, explain=explain, with_sensitive=with_sensitive)
        for each in judgements
    ]
    together = None
    if case_file.sound and len(judgements) == len(case_file.names) <= MAX_PEOPLE:
        together = _together(case_file, judgements, assessments)
    return FamilyResult(
        case=case_file.case,
        on=assessments[0].on,
        receipt=assessments[0].receipt,
        people=[
            _person(assessment, judgement.profile)
            for assessment, judgement in zip(assessments, judgements, strict=True)
        ],
        together=together,
    )


def _case_file(judgements: Sequence[Judgement]) -> CaseFile:
    profile = judgements[0].profile
    if profile.case_file is None:
        return CaseFile(case=profile.case, names=tuple(each.profile.name for each in judgements))
    return profile.case_file


def too_many(profiles: Sequence[Profile]) -> Problem | None:
    """The problem of a case file with more people than can be taken together."""
    if len(profiles) <= MAX_PEOPLE:
        return None
    message = _("Where all can be together is worked out for at most {limit} people.")
    place = place_of(profiles[0].place) if profiles[0].place else Place("")
    return Problem(code="PF105", message=message.format(limit=MAX_PEOPLE), place=place)


def _person(assessment: Assessment, profile: Profile) -> PersonResult:
    fields = {name: getattr(assessment, name) for name in Assessment.__struct_fields__}
    return PersonResult(**fields, name=profile.name, from_relations=list(profile.taken))


def _together(
    case_file: CaseFile, judgements: Sequence[Judgement], assessments: Sequence[Assessment]
) -> Together:
    company = Company(judgements, case_file.kin)
    there = There(case_file.names, judgements, assessments, company)
    found = [there.destination(each.country) for each in assessments[0].destinations]
    everywhere = zip(case_file.names, (each.cautions for each in assessments), strict=True)
    return Together(
        destinations=sorted(found, key=_order),
        cautions=shared_cautions(everywhere),
        citations=_passages(assessments, found),
    )


def _order(destination: DestinationTogether) -> tuple[int, int, int, str]:
    """The best first; what an authority decides after what it does not, what stops few before what stops many."""
    rank = _RANK[destination.verdict]
    if destination.verdict == "possible" and "facts" not in destination.because:
        rank = 2
    asking = sum(each.at_discretion for each in destination.people)
    return rank, len(destination.blocked_by), asking, destination.country


def _passages(
    assessments: Sequence[Assessment], found: Sequence[DestinationTogether]
) -> list[CitedPassage]:
    """Every passage that the dangers and the ways of going along name."""
    passages = {each.id: each for one in assessments for each in one.citations}
    for destination in found:
        for member in destination.people:
            for taken in member.taken_along_by:
                passages.update((each.id, each) for each in taken.citations)
    return [passages[name] for name in sorted(passages)]
