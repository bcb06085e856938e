"""What is wrong with what rules mean, whatever their words: conditions that cannot matter, rules that say the same."""

from __future__ import annotations

from typing import Protocol

from pathfinder.language.problems import Problem
from pathfinder.rulebook.book import RuleBook


class HasBook(Protocol):
    """What the search needs to be given."""

    @property
    def book(self) -> RuleBook | None: ...


def find(context: HasBook) -> list[Problem]:
    """Every finding on the meaning of a rule book, in the order of its files (PF440 to PF448)."""
    from pathfinder.review.lint.meaning.dated import dated_problems
    from pathfinder.review.lint.meaning.deciding import condition_problems
    from pathfinder.review.lint.meaning.pairs import pair_problems

    if context.book is None:
        return []
    found = [
        *condition_problems(context.book),
        *dated_problems(context.book),
        *pair_problems(context.book),
    ]
    return sorted(found, key=Problem.sort_key)
