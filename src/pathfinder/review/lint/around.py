"""Checks that rest on other desks: cases and their limits, survivors, claims, signatures; and what states no rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem, did_you_mean
from pathfinder.review.lint.context import Context
from pathfinder.rulebook.files import shown_path
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.review.signoff.status import Status
    from pathfinder.sources.coverage import Background


def background(context: Context) -> list[Problem]:
    """What is wrong with `background.yaml`; where the documents are at hand, also passages that are not in them."""
    from pathfinder.rulebook.background import load_background

    passages, problems = load_background(context.folder, context.book.documents)
    return [*problems, *_not_placed(context, passages)]


def _not_placed(context: Context, passages: Iterable[Background]) -> Iterator[Problem]:
    """Passages set aside that are gone, or of which several fit."""
    from pathfinder.sources.passages import find

    for passage in (one.passage for one in passages if context.documents is not None):
        assert context.documents is not None
        copy = context.documents.copy_of(passage.document)
        if not copy.searchable:
            continue
        found = find(copy.tokens, passage.first, passage.last, passage.section)
        if len({one.sha256 for one in found}) == 1:
            continue
        message = _("The passage that is set aside is not in document {document}.")
        if found:
            message = _("Several passages of document {document} fit the one that is set aside.")
        yield Problem(
            code="PF401" if found else "PF400",
            message=message.format(document=passage.document),
            place=Place(passage.file, passage.line, passage.column),
            within="background",
            help=_("Correct its first or last words, or its section."),
            severity="warning",
        )


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
    """Rules that have changed after somebody signed them, and signatures of rules that are gone (PF423).

    Where nobody has signed a rule nothing is said: `review status` lists those. A signature of a rule that is gone is
    history, and nothing is said of it, once all rules of its country are signed: before that one of them may be the
    same rule under another name.
    """
    from pathfinder.language.problems import ProblemsFound
    from pathfinder.review.signoff.status import (
        CHANGED,
        NEVER,
        country_of,
        reviewed,
        statuses,
        strangers,
    )

    try:
        if not reviewed(context.folder):
            return []
        found = statuses(context.book, context.folder, context.documents)
    except ProblemsFound as broken:
        return broken.problems
    changed = [_changed(status, context) for status in found.values() if status.state == CHANGED]
    never = [name for name, status in found.items() if status.state == NEVER]
    gone = {
        name: own
        for name in strangers(context.book, context.folder)
        if (own := [other for other in never if country_of(other) == country_of(name)])
    }
    return [*changed, *(_renamed(name, own, context) for name, own in gone.items())]


def _renamed(name: str, unread: list[str], context: Context) -> Problem:
    from pathfinder.review.signoff.reviews import reviews_file

    message = _("“{id}” was signed, and this rule book has no such rule.")
    help = did_you_mean(name, unread)
    more = _("Under another name a rule has to be signed anew.")
    return Problem(
        code="PF423",
        message=message.format(id=inert(name[:60])),
        place=Place(shown_path(reviews_file(context.folder))),
        within=inert(name[:60]),
        help=f"{help} {more}".strip(),
        severity="warning",
    )


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
