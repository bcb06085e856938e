"""The problem of a rule that cannot be judged in bounded time: nothing is said rather than something wrong."""

from __future__ import annotations

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem, ProblemsFound
from pathfinder.language.records import Caution, Pathway


def entangled(rule: Pathway | Caution | None) -> ProblemsFound:
    """The problem, with the place of the rule where it is known."""
    place = Place("") if rule is None else Place(rule.file, rule.line, rule.column)
    problem = Problem(
        code="PF127",
        message=_("This rule is too entangled to be judged exactly."),
        place=place,
        help=_("Divide it into several rules."),
        within="" if rule is None else rule.id,
    )
    return ProblemsFound([problem])
