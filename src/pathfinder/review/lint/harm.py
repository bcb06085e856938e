"""How much harm lies in what a finding is about: what is worst is said first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from pathfinder.i18n import N_
from pathfinder.language.problems import Problem

WRONG: Final = "wrong"
UNVERIFIED: Final = "unverified"
UNNOTICED: Final = "unnoticed"
UNREAD: Final = "unread"
TIDY: Final = "tidy"

HARMS: Final = {
    WRONG: N_("An answer may be wrong"),
    UNVERIFIED: N_("Nobody can be sure that the documents say so"),
    UNNOTICED: N_("A mistake would not be noticed"),
    UNREAD: N_("Some readers will not understand it"),
    TIDY: N_("Left over"),
}
"""The harms, worst first, as headings."""

_LESSER: Final = {
    UNVERIFIED: "PF215 PF330 PF403 PF404 PF405 PF411 PF407 PF408 PF423 PF490 PF491",
    UNNOTICED: "PF150 PF431 PF460 PF461 PF481",
    UNREAD: "PF106 PF421 PF422",
    TIDY: "PF412 PF413 PF414 PF415 PF430 PF442 PF443",
}
_OF: Final = {code: harm for harm, codes in _LESSER.items() for code in codes.split()}
_PLACE: Final = {"PF406": -1, "PF480": 1, "PF483": 1}
_RANK: Final = {harm: number for number, harm in enumerate(HARMS)}


def harm_of(code: str) -> str:
    """The harm in what a code is about. A code that is not known here is taken for the worst."""
    return _OF.get(code, WRONG)


def ranked(problems: Iterable[Problem]) -> list[Problem]:
    """Problems with the worst first: by harm, then errors before warnings, then in file order.

    A file that nothing reads comes before what is lacking without it; a claim that does not hold comes behind what may
    have broken it: a number that is not in its passage.
    """
    return sorted(
        problems,
        key=lambda problem: (
            _RANK[harm_of(problem.code)],
            problem.severity != "error",
            _PLACE.get(problem.code, 0),
            problem.sort_key(),
        ),
    )
