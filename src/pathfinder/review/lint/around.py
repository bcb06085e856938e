"""Checks that rest on other desks: cases and their limits, survivors, claims, signatures; and what states no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem
from pathfinder.review.lint.context import Context

if TYPE_CHECKING:
    from pathfinder.review.signoff.status import Status


def background(context: Context) -> list[Problem]:
    """What is wrong with `background.yaml`."""
    from pathfinder.rulebook.background import load_background

    return load_background(context.folder, context.book.documents)[1]


def cases(context: Context) -> list[Problem]:
    """Cases that fail, and kinds of verdict that no case shows."""
    from pathfinder.review.testing.cases import check_cases

    return check_cases(context.loaded)


def boundaries(context: Context) -> list[Problem]:
    """Numbers and dates of which no case stands on one side."""
    from pathfinder.review.testing.boundaries import problems

    return problems(context.loaded)


def survivors(context: Context) -> list[Problem]:
    """What is wrong with `survivors.yaml`, and what it lists that is no mistake in a rule (PF461).

    Whether a mistake survives takes trying it on every case: `rules test --mutants` says that.
    """
    from pathfinder.review.testing.mutants.known import gone, load_known

    known, problems = load_known(context.folder)
    if not known:
        return problems
    from pathfinder.review.testing.mutants.report import names_in

    return [*problems, *gone(known, names_in(context.book, {one.name[0] for one in known}))]


def claims(context: Context) -> list[Problem]:
    """What reviewers claim in `claims.yaml` and the rules do not keep."""
    from pathfinder.review.prove.proving import claims_problems

    return claims_problems(context.book, context.folder)


def signatures(context: Context) -> list[Problem]:
    """Rules that have changed after somebody signed them (PF423).

    Where nobody has signed a rule nothing is said: `review status` lists those.
    """
    from pathfinder.language.problems import ProblemsFound
    from pathfinder.review.signoff.status import CHANGED, reviewed, statuses

    try:
        if not reviewed(context.folder):
            return []
        found = statuses(context.book, context.folder, context.documents)
    except ProblemsFound as broken:
        return broken.problems
    return [_changed(status, context) for status in found.values() if status.state == CHANGED]


def _changed(status: Status, context: Context) -> Problem:
    book = context.book
    owner = book.pathways.get(status.id) or book.cautions[status.id]
    last = max(status.signatures, key=lambda signature: signature.day)
    message = _("It has changed since {name} signed it on {day}: {changes}.")
    changes = "; ".join(change.rstrip(".") for change in status.changes[:3])
    return Problem(
        code="PF423",
        message=message.format(name=last.name, day=last.day, changes=changes),
        place=Place(owner.file, owner.line, owner.column),
        within=status.id,
        help=_(
            "`pathfinder review status` says all that changed; let it be read and signed again."
        ),
        severity="warning",
    )
