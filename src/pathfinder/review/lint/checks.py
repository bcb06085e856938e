"""All checks of a rule book, and one run of them.

A check is a function from the context to problems. It stands here by name, so that only what is needed is
imported, and a desk beside this one can give a check without being imported by its modules.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Final

import msgspec

from pathfinder.language.problems import Problem
from pathfinder.review.lint.context import Context
from pathfinder.review.lint.exclusions import Excluded, exclude
from pathfinder.review.lint.harm import ranked

Find = Callable[[Context], list[Problem]]


class Check(msgspec.Struct, frozen=True):
    """A check by the place of its function; `whole`: it would say wrong things of half a book."""

    function: str
    whole: bool = True

    def find(self, context: Context) -> list[Problem]:
        """What it finds."""
        module, _colon, name = self.function.partition(":")
        find: Find = getattr(import_module(module), name)
        return find(context)


CHECKS: Final = (
    Check("pathfinder.review.lint.strays:find", whole=False),
    Check("pathfinder.review.lint.around:background", whole=False),
    Check("pathfinder.review.lint.around:cases", whole=False),
    Check("pathfinder.review.lint.citations:find", whole=False),
    Check("pathfinder.review.lint.passages:find", whole=False),
    Check("pathfinder.review.lint.days:find", whole=False),
    Check("pathfinder.review.lint.meaning:find"),
    Check("pathfinder.review.lint.around:boundaries"),
    Check("pathfinder.review.lint.around:survivors"),
    Check("pathfinder.review.lint.around:claims"),
    Check("pathfinder.review.lint.around:signatures"),
    Check("pathfinder.review.lint.unused:find"),
    Check("pathfinder.review.lint.translations:find"),
)
"""In the order in which they run; the order in which findings are shown is that of harm."""


class Checked(msgspec.Struct, frozen=True):
    """What one run found, the worst first, and what was excluded, each with its reason."""

    problems: list[Problem]
    excluded: list[Excluded]


def run_checks(context: Context) -> Checked:
    """Run every check, take away what is excluded, and rank the rest."""
    found = [
        problem
        for check in CHECKS
        if context.whole or not check.whole
        for problem in check.find(context)
    ]
    kept, excluded = exclude(found, context)
    once = {(problem.sort_key(), problem.message): problem for problem in kept}
    return Checked(ranked(once.values()), excluded)
