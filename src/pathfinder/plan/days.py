"""Verdicts for a person on the way, on any day; and the days on which one can turn.

Nothing is tried day by day: looked at are the days on which a rule begins, ends, is closed or opened, a region gains
or loses a member, the person has a birthday, a paper runs out, or an answer to a question about their dates turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from pathfinder.engine.axes import State as AxisState
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.questions import PLACE, STAYS, Question, answer
from pathfinder.engine.rows import Row, Scope, verdict_of
from pathfinder.engine.truth import OPEN
from pathfinder.language.records import Caution, Pathway
from pathfinder.plan.state import State
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, Period, Span, add_period, last_day_of_stay
from pathfinder.values.stays import present_stay, where

MOST_JUDGED = 120_000
"""So many judgements a plan may take; a search that needs more is cut, and the result says so."""

_YEAR = Period(months=12)
_UNCERTAIN_AGE = ("age",)


class Found(msgspec.Struct, frozen=True):
    """What follows for a pathway: the verdict, the facts that are missing, whether the documents leave it open."""

    verdict: str
    missing: tuple[str, ...]
    open: bool
    covered: bool


class Days:
    """A rule book on any day up to `last`; what has been judged once is remembered."""

    def __init__(self, book: RuleBook, first: Day, last: Day) -> None:
        self.book = book
        self.first = first
        self.last = last
        self.judged_so_far = 0
        self._on: dict[Day, BookOnDay] = {}
        self._questions: dict[tuple[str, Day], tuple[Question, ...]] = {}
        self._states: dict[tuple[Any, ...], AxisState] = {}
        self._of_rules: dict[str, frozenset[Day]] = {}
        self._turns: dict[tuple[Any, ...], tuple[Day, ...]] = {}
        self._found: dict[tuple[Any, ...], Found] = {}
        self._members: dict[tuple[str, Day], frozenset[str]] = {}
        self.remembered: dict[str, dict[Any, Any]] = {}

    @property
    def exhausted(self) -> bool:
        """Whether the judgements that a plan may take are used up."""
        return self.judged_so_far >= MOST_JUDGED

    def on(self, day: Day) -> BookOnDay:
        """The rule book on a day."""
        found = self._on.get(day)
        if found is None:
            found = self._on[day] = BookOnDay(self.book, day)
        return found

    def questions(self, pathway: Pathway, day: Day) -> tuple[Question, ...]:
        """What a pathway asks on a day."""
        key = (pathway.id, day)
        if key not in self._questions:
            terms = self.on(day).pathway(pathway).root.questions()
            self._questions[key] = tuple(dict.fromkeys(term.value for term in terms))
        return self._questions[key]

    def members(self, name: str, day: Day) -> frozenset[str]:
        """The countries of a destination on a day: itself, or those of a region."""
        key = (name, day)
        if key not in self._members:
            self._members[key] = self.book.vocabulary.members(name, day)
        return self._members[key]

    def inside(self, state: State, country: str, day: Day) -> bool:
        """Whether the person is in a destination."""
        return state.place is not None and state.place in self.members(country, day)

    # Verdicts -----------------------------------------------------------------------------------------------------

    def judged(self, state: State, pathway: Pathway, day: Day) -> Found:
        """The verdict of a pathway on a day for a person who has done nothing since `state`."""
        asked = self.questions(pathway, day)
        rows: list[Row] = []
        for age in state.ages(day):
            values = state.values_for(asked, day, age)
            rows.append(self._row(day, self.on(day).pathway(pathway), values))
            if not any(question[1] == "age" for question in asked):
                break
        self.judged_so_far += 1
        return _together(rows)

    def touches(self, state: State, caution: Caution, day: Day) -> str:
        """Whether a caution with conditions touches the person on a day: `touched`, `possibly`, `not touched`."""
        scope = self.on(day).caution(caution)
        asked = tuple(dict.fromkeys(term.value for term in scope.root.questions()))
        row = self._row(day, scope, state.values_for(asked, day, state.ages(day)[0]))
        return {"eligible": "touched", "undetermined": "possibly"}.get(row.verdict, "not touched")

    def _row(self, day: Day, scope: Scope, values: dict[str, Any]) -> Row:
        on_day = self.on(day)
        states = []
        for number in scope.axes:
            axis = on_day.axes[number]
            key = (day, number, *(values.get(name) for name in axis.facts))
            found = self._states.get(key)
            if found is None:
                found = self._states[key] = axis.state(values)
            states.append(found)
        known = tuple(each.number for each in states)
        row = scope.rows.get(known)
        if row is None:
            row = scope.rows[known] = scope.row(states)
        return row

    # Days that tell -----------------------------------------------------------------------------------------------

    def telling(self, state: State, pathway: Pathway) -> list[Day]:
        """The days after that of the state, up to the last, on which the verdict of a pathway can turn."""
        found = set(self.of_rules(pathway)) | self._of_person(state)
        ahead = [day for day in found if state.day < day <= self.last]
        questions = dict.fromkeys(
            question for day in (state.day, *ahead) for question in self.questions(pathway, day)
        )
        for question in questions:
            found.update(self._turning(state, question))
        return sorted(day for day in found if state.day < day <= self.last)

    def of_rules(self, pathway: Pathway) -> frozenset[Day]:
        """The days on which something in the rules of a pathway, its entries or a region begins or ends."""
        if pathway.id not in self._of_rules:
            entries = [
                self.book.pathways[name] for name in self.book.entries.get(pathway.country, ())
            ]
            days: set[Day] = set()
            for each in (pathway, *entries):
                for span in _spans(each.versions):
                    days |= {span.possible_from, span.certain_from}
                    days |= {span.certain_until + 1, span.possible_until + 1}
            for region in self.book.vocabulary.regions.values():
                days |= {day for _country, day in (*region.joined, *region.left)}
            self._of_rules[pathway.id] = frozenset(
                day for day in days if self.first < day <= self.last
            )
        return self._of_rules[pathway.id]

    def _of_person(self, state: State) -> set[Day]:
        found: set[Day] = set()
        if "age" in state.values:
            years = range((self.last - state.started) // 365 + 1)
            found |= {add_period(state.started, _YEAR, n) for n in years} | {state.started + 1}
        for constraint in self.book.vocabulary.constraints:
            if constraint.kind == "held while valid" and constraint.facts[1] in state.values:
                found.add(state.values[constraint.facts[1]] + 1)
        return found

    def _turning(self, state: State, question: Question) -> tuple[Day, ...]:
        """The days after that of the state on which the answer to a question can be another than the day before."""
        kind, fact = question[0], question[1]
        if kind not in ("since", "visa", "days", "stay", "date"):
            return ()
        key = (
            question,
            state.day,
            state.track if fact == STAYS else state.values.get(fact),
            state.gained,
        )
        if key not in self._turns:
            turns = {"since": _since, "visa": _visa, "date": _date, "stay": _stay}
            found = (
                turns[kind](state, question) if kind != "days" else self._window(state, question)
            )
            self._turns[key] = tuple(found)
        return self._turns[key]

    def _window(self, state: State, question: Question) -> Iterator[Day]:
        """Where days in a window come over what is allowed, or under it again: once for who remains, or is away."""
        values = {STAYS: state.track, PLACE: state.place}
        yield from self._known_window(state, question)
        low, high = state.day, self.last
        first = answer(question, values, low)
        if first == answer(question, values, high):
            return
        while high - low > 1:
            middle = (low + high) // 2
            if answer(question, values, middle) == first:
                low = middle
            else:
                high = middle
        yield high

    @staticmethod
    def _known_window(state: State, question: Question) -> Iterator[Day]:
        """The first day whose window holds no unsaid day."""
        if state.gap:
            yield add_period(state.known_from, question[3])
            yield add_period(state.known_from, question[3]) + 1


def _since(state: State, question: Question) -> Iterator[Day]:
    _kind, fact, country, how, period, _recorded = question
    dates = [*state.values.get(fact, ()), *(pair for name, pair in state.gained if name == fact)]
    for code, begun in dates:
        if code == country:
            yield begun
            if how != "recorded":
                yield add_period(begun, period)
                yield add_period(begun, period) + 1


def _visa(state: State, question: Question) -> Iterator[Day]:
    for visa in state.values.get(question[1], ()):
        yield visa.until + 1


def _date(state: State, question: Question) -> Iterator[Day]:
    day = state.values.get(question[1])
    if day is not None:
        yield from (day, day + 1)


def _stay(state: State, question: Question) -> Iterator[Day]:
    _kind, _fact, countries, limit, _before = question
    begun = present_stay(state.track, countries, state.day)
    if begun is not None and limit is not None:
        yield last_day_of_stay(begun, limit) + 1
    if begun is None and where(state.track, state.day) is None and state.place in countries:
        yield state.day + 1


def _together(rows: list[Row]) -> Found:
    """One verdict of those at every age that the person may have."""
    outcomes, missing, open_, covered = 0, dict[str, None](), False, False
    for row in rows:
        outcomes |= row.outcomes
        missing.update(dict.fromkeys(row.missing))
        open_ = open_ or bool(row.outcomes & OPEN)
        covered = covered or row.covered
    verdict = verdict_of(outcomes)
    if verdict == "undetermined" and not missing and len({row.verdict for row in rows}) > 1:
        return Found(verdict, _UNCERTAIN_AGE, open_, covered)
    return Found(verdict, tuple(missing), open_, covered)


def _spans(record: Any) -> Iterator[Span]:
    """Every span of dates in a record of the rules, however deep."""
    if isinstance(record, Span):
        yield record
    elif isinstance(record, tuple):
        for item in record:
            yield from _spans(item)
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from _spans(getattr(record, name))
