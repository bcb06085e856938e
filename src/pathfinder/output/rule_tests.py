"""What the cases of rule files show, and which mistakes they would notice, as lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import Place
from pathfinder.review.testing.boundaries import Sides
from pathfinder.review.testing.coverage import Point
from pathfinder.review.testing.mutants.records import Told, Tried
from pathfinder.values.text import inert


def coverage_lines(asked: int, points: list[Point]) -> Iterator[str]:
    """The truths of conditions that no case shows, each with cases to paste, and their number."""
    for point in points:
        truths = ", ".join(_(truth) for truth in point.unseen)
        text = _("{place}: {owner}: no case shows this {truths}: {says}")
        place = inert(str(Place(point.file, point.line)))
        yield text.format(place=place, owner=point.owner, truths=truths, says=inert(point.says))
        yield from (f"      {inert(case)}" for case in point.cases)
    unseen = sum(len(point.unseen) for point in points)
    text = _("{seen} of {asked} truths of conditions, refusals and closures are shown by cases")
    yield text.format(seen=asked - unseen, asked=asked)


def side_lines(sides: Sides) -> Iterator[str]:
    """The sides of numbers, periods and dates that no case shows, each with a case to paste, and their number."""
    for side in sides.missing:
        text = _("{place}: {owner}: no case shows {wanted}: {says}")
        if not side.says:
            text = _("{place}: {owner}: no case shows {wanted}")
        place = inert(str(Place(side.file, side.line)))
        yield text.format(place=place, owner=side.owner, wanted=side.wanted, says=inert(side.says))
        yield _paste(side.case, side.of, side.owner)
    text = _("{seen} of {asked} sides of numbers, periods and dates are shown by cases")
    yield text.format(seen=sides.asked - len(sides.missing), asked=sides.asked)


def mutant_lines(tried: Tried, *, equivalent: bool) -> Iterator[str]:
    """The mistakes that no case notices, each with a case to paste, and how many are noticed.

    `equivalent` lists also those that change nobody's verdict on any day.
    """
    for one in tried.survivors:
        yield _told(one, _("{place}: {owner}: nobody would notice if {change}"))
        if one.reason:
            yield "      " + _("It may be so: {reason}").format(reason=inert(one.reason))
        else:
            yield _paste(one.case, one.of, one.owner)
    for one in tried.equivalents if equivalent else ():
        text = _("{place}: {owner}: nobody's verdict would differ on any day if {change}")
        yield _told(one, text)
    noticed = ngettext(
        "{n} mistake was made, one at a time: {killed} noticed by cases, {equivalent} that change nothing, {survivors} "
        "not noticed",
        "{n} mistakes were made, one at a time: {killed} noticed by cases, {equivalent} that change nothing, "
        "{survivors} not noticed",
        tried.mutants,
    )
    yield noticed.format(
        n=tried.mutants, killed=tried.killed, equivalent=tried.equivalent,
        survivors=len(tried.survivors),
    )  # fmt: skip
    yield _("{share} % of the mistakes that change something are noticed").format(
        share=share_text(tried.share)
    )


def share_text(share: float) -> str:
    """A share in per cent, never rounded up to one that was not reached."""
    return f"{int(share * 10) / 10:g}"


def _told(one: Told, text: str) -> str:
    line = text.format(
        place=inert(str(Place(one.file, one.line))), owner=one.owner, change=inert(one.change)
    )
    return f"{line}: {inert(one.says)}" if one.says else line


def _paste(case: str, of: str, owner: str) -> str:
    """A case to paste; where it belongs, if that is another rule."""
    where = "" if of == owner else " " + _("(under {id})").format(id=of)
    return f"      {inert(case)}{where}"
