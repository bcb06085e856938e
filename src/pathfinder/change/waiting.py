"""What comes by itself: the first day on which a pathway is open to somebody who changes nothing.

Looked at are only the days on which anything can change: where a rule begins, ends, is closed or opened, where a region
gains or loses a member, and where an answer to a question about the person's own dates becomes another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

import msgspec

from pathfinder.change.ways import carrying
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.questions import PLACE, STAYS, Question, answer
from pathfinder.engine.truth import ELIGIBLE
from pathfinder.language.records import Pathway
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, Period, Span, add_period
from pathfinder.values.stays import where

Values = Mapping[str, Any]

AHEAD = Period(months=24)
"""So far ahead is looked: rules as old as these say little of what comes later."""

_YEAR = Period(months=12)
_TIMED = ("since", "visa", "days", "stay", "date")
"""Kinds of questions whose answer the mere passing of days can change."""


class Waited(msgspec.Struct, frozen=True):
    """The first day on which a destination is feasible with nothing changed, and the pathway that opens then."""

    day: Day
    pathway: str


class Waiting:
    """Looks ahead from one day for one person."""

    def __init__(self, book: RuleBook, values: Values, day: Day) -> None:
        self.book = book
        self.day = day
        self.last = add_period(day, AHEAD)
        self.values = settled(values, day)
        self._days: dict[Day, BookOnDay] = {}

    def first_day(self, pathways: list[Pathway]) -> Waited | None:
        """The first day on which one of the pathways of a destination that count is eligible; None within the time."""
        found: Waited | None = None
        for pathway in carrying(pathways):
            end = self.last if found is None else found.day - 1
            for day in self.telling_days(pathway):
                if self.day < day <= end and self.eligible(pathway, day):
                    found = Waited(day, pathway.id)
                    break
        return found

    def eligible(self, pathway: Pathway, day: Day) -> bool:
        """Whether a pathway is certainly eligible on a later day, at every age the person may have then."""
        on_day = self._on(day)
        scope = on_day.pathway(pathway)
        return all(
            on_day.row(scope, on_day.states(values)).outcomes == ELIGIBLE
            for values in self.later(day)
        )

    def later(self, day: Day) -> Iterator[Values]:
        """What holds of the person on a later day: the same, but for the age, which nobody knows to the day."""
        age = self.values.get("age")
        if age is None or day == self.day:
            yield self.values
            return
        years = next(n for n in range(200) if add_period(self.day, _YEAR, n + 1) > day)
        for passed in (years, years + 1):
            yield {**self.values, "age": age + passed}

    def telling_days(self, pathway: Pathway) -> list[Day]:
        """The days ahead on which the verdict of a pathway can change, in order."""
        found = {*self._of_rules[pathway.country], *self._of_regions, *self._of_person}
        ahead = sorted(day for day in found if self.day < day <= self.last)
        questions: dict[Question, None] = {}
        for day in (self.day, *ahead):
            terms = self._on(day).pathway(pathway).root.questions()
            questions.update(dict.fromkeys(term.value for term in terms))
        for question in questions:
            if question[0] in _TIMED:
                found.update(self._turns(question))
        return sorted(day for day in found if self.day < day <= self.last)

    def _on(self, day: Day) -> BookOnDay:
        if day not in self._days:
            self._days[day] = BookOnDay(self.book, day)
        return self._days[day]

    def _turns(self, question: Question) -> Iterator[Day]:
        """The days ahead on which the answer to a question is another than on the day before."""
        if question not in self._known_turns:
            self._known_turns[question] = list(self._turning(question))
        yield from self._known_turns[question]

    def _turning(self, question: Question) -> Iterator[Day]:
        if question[1] not in self.values:
            return
        before = answer(question, self.values, self.day)
        for day in range(self.day + 1, self.last + 1):
            after = answer(question, self.values, day)
            if after != before:
                yield day
            before = after

    @cached_property
    def _known_turns(self) -> dict[Question, list[Day]]:
        return {}

    @cached_property
    def _of_rules(self) -> dict[str, set[Day]]:
        """The days on which something in the rules of a country begins, ends, or may do so."""
        found: dict[str, set[Day]] = {}
        for pathway in self.book.pathways.values():
            days = found.setdefault(pathway.country, set())
            for span in _spans(pathway.versions):
                days |= {span.possible_from, span.certain_from}
                days |= {span.certain_until + 1, span.possible_until + 1}
        return found

    @cached_property
    def _of_regions(self) -> set[Day]:
        regions = self.book.vocabulary.regions.values()
        return {day for region in regions for _country, day in (*region.joined, *region.left)}

    @cached_property
    def _of_person(self) -> set[Day]:
        """The days on which the person comes or leaves, papers run out, or a year has passed."""
        found = {add_period(self.day, _YEAR, n) for n in (1, 2)} | {self.day + 1}
        found |= {stay.entered for stay in self.values.get(STAYS, ())}
        found |= {stay.left + 1 for stay in self.values.get(STAYS, ()) if stay.left is not None}
        expires = (self.values.get(c.facts[1]) for c in self.book.vocabulary.constraints)
        return found | {end + 1 for end in expires if isinstance(end, int)}


def settled(values: Values, day: Day) -> dict[str, Any]:
    """What was said, without a country that only repeats what the stays say of this day: they go on to say it."""
    found = dict(values)
    if PLACE in found and where(found.get(STAYS, ()), day) is not None:
        del found[PLACE]
    return found


def _spans(record: Any) -> Iterable[Span]:
    """Every span of dates in a record of the rules, however deep."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from _spans(item)
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from _spans(getattr(record, name))
