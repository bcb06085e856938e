"""The points that cases have to show: single conditions, refusals and closures, and the truths they can come to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.rows import Scope
from pathfinder.engine.terms import Term, in_force
from pathfinder.engine.truth import NO, YES
from pathfinder.language import records
from pathfinder.values.dates import Day

TRUTHS = ("met", "not met", "unknown")


def scope_of(on_day: BookOnDay, owner: str) -> Scope | None:
    """The tree of a pathway or caution on a day; None where there is none to speak of."""
    book = on_day.book
    if owner in book.pathways:
        pathway = book.pathways[owner]
        return on_day.pathway(pathway) if in_force(pathway, on_day.day) else None
    caution = book.cautions[owner]
    span = caution.span
    held = span.possible_from <= on_day.day <= span.possible_until
    return on_day.caution(caution) if held and caution.touches is not None else None


def points_of(root: Term) -> Iterator[tuple[Any, Term]]:
    """The single conditions and refusals of a tree, with their terms; those of an entry are its own."""
    for item, about in _walk(root, None):
        yield about, item


def _walk(term: Term, about: Any) -> Iterator[tuple[Term, Any]]:
    if term.role in ("covers", "reached"):
        return
    about = term.about or about
    if term.role.startswith("refused") and "." not in term.role and term.op != "ask":
        yield term, term.about
    if term.op == "ask" and about is not None:
        yield term, about
    for item in term.items:
        yield from _walk(item, about)


def truth_of(outcomes: int) -> str:
    """What somebody is to a term, from what it can come to for them."""
    return {YES: "met", NO: "not met"}.get(outcomes, "unknown")


def possible_truths(outcomes: int) -> set[str]:
    """What a term can be seen as, from what it can come to when nothing is said."""
    found = {truth_of(bit) for bit in (YES, NO) if outcomes & bit}
    return found if outcomes in (YES, NO) else {*found, "unknown"}


def truth_of_closure(closure: records.Closure, day: Day) -> str:
    """Whether a pathway is closed on a day: met, not met, or unknown where it is doubtful or disputed."""
    closed = closure.span.at(day)
    if closed is None or (closed and closure.disputed):
        return "unknown"
    return "met" if closed else "not met"
