"""Which numbers, periods and dates no case stands on, or on the other side of which none stands.

Every limit has two sides. A case shows one of them if the condition would come out otherwise for its person with the
limit moved by the least there is, a day or one: then it stands exactly on the limit, or just beyond it. A start or an
end of a rule is shown by a case on each of the two days that it parts. What nobody could be shown by is not asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import msgspec

from pathfinder.i18n import _, translate_rule
from pathfinder.language import records
from pathfinder.language.problems import Place, Problem
from pathfinder.review.testing.limits import ends_of, limits_of, moved_span
from pathfinder.review.testing.mutants.rules import DEFINITION, definitions_file
from pathfinder.review.testing.mutants.telling import plainest, telling_person
from pathfinder.review.testing.near import Near
from pathfinder.review.testing.parts import (
    Dated,
    Spot,
    dated_parts,
    in_place,
    spots_of,
    with_definition,
)
from pathfinder.review.testing.trial import Shown, Trial, as_case, readable
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.load import LoadedBook
from pathfinder.values.dates import Period, format_day
from pathfinder.values.words import period_words


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A side of a number, period or date that no case shows.

    `wanted` says in words which case is missing, `case` is one to paste under `cases:` of `of`, a line of YAML.
    `span`: it is a start or an end of the rule or a part of it.
    """

    owner: str
    says: str
    file: str
    line: int
    wanted: str
    case: str = ""
    of: str = ""
    span: bool = False


class Sides(msgspec.Struct, frozen=True, kw_only=True):
    """How many sides there are to show, and those that are not shown."""

    asked: int
    missing: tuple[Side, ...]


def missing_sides(loaded: LoadedBook) -> list[Side]:
    """The sides of numbers, periods and dates that no case shows, in the order of the files."""
    return list(sides(loaded).missing)


def sides(loaded: LoadedBook, owners: Collection[str] | None = None) -> Sides:
    """All sides of the numbers, periods and dates of a rule book, counted, and the missing ones.

    `owners`: only those of these pathways, cautions and definitions (`definition: NAME`).
    """
    if loaded.book is None:
        return Sides(asked=0, missing=())
    found = _Finder(loaded.book, readable(loaded.book, loaded.cases))
    missing = list(found.all(owners))
    missing.sort(key=lambda side: (side.file, side.line))
    return Sides(asked=found.asked, missing=tuple(missing))


def problems(loaded: LoadedBook) -> list[Problem]:
    """The missing sides as findings of `rules check`."""
    return [
        Problem(
            code="PF460",
            message=_("No case shows {wanted}: {says}").format(wanted=side.wanted, says=side.says),
            place=_place(side, loaded),
            within=side.owner,
            help=_("Add one under `cases:`, for example {case}").format(case=side.case),
            severity="warning",
        )
        for side in missing_sides(loaded)
    ]


def _place(side: Side, loaded: LoadedBook) -> Place:
    """Where a side stands; that of a pathway without versions of its own at its dates, not at its name."""
    for source in loaded.sources:
        pathways = source.tree.get("pathways") if source.path == side.file else None
        for key, pathway in pathways.pairs if pathways is not None else ():
            if key.text == side.owner and side.line in (key.line, pathway.line) and side.span:
                found = next((k for k, _value in pathway.pairs if k.text == "in force"), None)
                if found is not None:
                    return Place(side.file, found.line, found.column)
    return Place(side.file, side.line)


class _Finder:
    def __init__(self, book: RuleBook, shown: Mapping[str, list[Shown]]) -> None:
        self.book = book
        self.shown = shown
        self.trial = Trial(book)
        self.asked = 0

    def all(self, owners: Collection[str] | None) -> Iterator[Side]:
        """The missing sides of the rules with these names, or of all."""
        rules: dict[str, Any] = self.book.pathways | self.book.cautions
        for owner, rule in rules.items():
            if owners is not None and owner not in owners:
                continue
            place = Place(rule.file, rule.line)
            for dated in dated_parts(rule):
                yield from self.of_span(owner, dated, place)
            for spot in spots_of(rule):
                yield from self.of_condition(owner, spot, [owner], place)
        for name, condition in self.book.definitions.items():
            if owners is not None and f"{DEFINITION}{name}" not in owners:
                continue
            users = with_definition(self.book, name, records.NotStated())
            for spot in spots_of(condition) if users else ():
                place = Place(definitions_file(users), condition.line)
                yield from self.of_condition(name, spot, list(users), place)

    def of_condition(
        self, owner: str, spot: Spot, users: list[str], place: Place
    ) -> Iterator[Side]:
        """The sides of every limit of a condition, shown by the cases of those that look at it."""
        for limit in limits_of(spot.condition):
            near = Near(self.trial, spot, limit)
            cases = [case for user in users for case in self.shown.get(user, ())]
            for met in (True, False):
                if any(near.shows(case, met=met) for case in cases):
                    self.asked += 1
                    continue
                found = self._nearest(near, users, met=met)
                if found is not None:
                    self.asked += 1
                    wanted = _("somebody for whom this is just met ({limit})") if met else _(
                        "somebody for whom this is just not met ({limit})"
                    )  # fmt: skip
                    text = wanted.format(limit=_words(limit.field, limit.value))
                    yield self._side(owner, spot.condition, text, place, found)

    def _nearest(self, near: Near, users: list[str], *, met: bool) -> tuple[str, str] | None:
        for user in users:
            days = [case.case.on for case in self.shown.get(user, ())]
            found = near.person(user, dict.fromkeys(days), met=met)
            if found is not None:
                return user, as_case(self.book, user, *found)
        return None

    def of_span(self, owner: str, dated: Dated, place: Place) -> Iterator[Side]:
        """The two days of every start and end of a span, as far as anything differs between them for somebody."""
        for end in ends_of(dated.span):
            for day, step in zip(end.days, (-1, 1), strict=True):
                moved = dated.put(moved_span(dated.span, end, step))
                other = in_place(self.book, {owner: moved})
                if plainest(self.book, other, owner, day) is None:
                    continue
                self.asked += 1
                if any(case.case.on == day for case in self.shown.get(owner, ())):
                    continue
                person = telling_person(self.book, other, owner, day)
                assert person is not None
                case = as_case(self.book, owner, day, person)
                wanted = _("somebody on {day}").format(day=format_day(day))
                yield self._side(owner, dated.record, wanted, place, (owner, case), span=True)

    def _side(
        self,
        owner: str,
        record: Any,
        wanted: str,
        place: Place,
        found: tuple[str, str],
        *,
        span: bool = False,
    ) -> Side:
        says = getattr(record, "says", "") or getattr(record, "title", "")
        return Side(
            owner=owner, says=translate_rule(says), file=place.file,
            line=getattr(record, "line", 0) or place.line, wanted=wanted, case=found[1], of=found[0], span=span,
        )  # fmt: skip


def _words(field: str, value: Any) -> str:
    if isinstance(value, Period):
        return period_words(value)
    if value is None:
        return _("the date asked about")
    return format_day(value) if field in ("day", "began_before") else str(value)
