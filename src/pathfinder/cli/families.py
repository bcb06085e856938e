"""What commands do with the people of a case file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from pathfinder.i18n import translate_rule
from pathfinder.language.problems import Problem, ProblemsFound
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

if TYPE_CHECKING:
    from pathfinder.engine.judge import Judgement
    from pathfinder.family.records import FamilyResult


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What a result is asked for: the day, the destinations (None: all), how much is told."""

    on: Day
    countries: set[str] | None
    explain: bool = False
    with_sensitive: bool = False


def judged(
    found: Sequence[Profile | ProfileProblems], on: Day, book: RuleBook
) -> tuple[list[Judgement], list[Problem]]:
    """Everybody of a case file who can be judged, and all problems."""
    from pathfinder.api import judge

    judgements, problems = [], []
    for each in found:
        try:
            if isinstance(each, ProfileProblems):
                raise ProblemsFound(each.problems)
            judgements.append(judge(each, on=on, rules=book))
        except ProblemsFound as error:
            problems += error.problems
    return judgements, problems


def of_family(
    found: Sequence[Profile | ProfileProblems], wanted: Wanted, book: RuleBook
) -> tuple[FamilyResult | None, list[Problem]]:
    """The result of a case file (None where nobody can be judged), and all problems."""
    from pathfinder.family.together import family, too_many

    judgements, problems = judged(found, wanted.on, book)
    if not judgements:
        return None, problems
    many = too_many([each.profile for each in judgements])
    result = family(
        judgements,
        countries=wanted.countries,
        explain=wanted.explain,
        with_sensitive=wanted.with_sensitive,
    )
    return result, [*problems, *([many] if many else [])]


def relation_words(book: RuleBook) -> dict[str, str]:
    """How people call the relations."""
    fact = book.vocabulary.facts.get("relation")
    return {name: translate_rule(words) for name, words in fact.options} if fact else {}
