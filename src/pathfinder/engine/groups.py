"""Groups of facts: the states that a person's answers to one of them give on all its axes at once.

Each question is put to a person once, however many pathways ask it, and those who answer all of them alike share
their states.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import Any

from pathfinder.engine.axes import Axis
from pathfinder.engine.questions import PLACE, STAYS, Question, answer
from pathfinder.values.dates import Day
from pathfinder.values.stays import where

MAX_REMEMBERED = 200_000
"""So many answers to a group are remembered; then they are worked out anew."""

States = tuple[tuple[int, int], ...]
"""Pairs of the number of an axis and the number of a state on it."""


class Group:
    """A fact, or facts that a constraint ties together, with the axes that ask them on a day."""

    __slots__ = ("_axes", "_by_answers", "_limits", "_questions", "day", "facts", "known")

    def __init__(self, facts: tuple[str, ...], day: Day) -> None:
        self.facts = facts
        self.day = day
        self.known: dict[Any, States] = {}
        self._axes: list[tuple[int, Axis, list[int]]] = []
        self._questions: dict[Question, int] = {}
        self._limits: list[int] | None = None
        self._by_answers: dict[Any, States] = {}

    def add(self, number: int, axis: Axis) -> None:
        """Put another axis to the group."""
        places = [
            self._questions.setdefault(question, len(self._questions))
            for question in axis.questions
        ]
        self._axes.append((number, axis, places))
        self._limits = None
        self.known.clear()
        self._by_answers.clear()

    def states(self, key: Any, values: Mapping[str, Any]) -> States:
        """The states that a person's values give; `known` remembers them by `key`, the values of the group."""
        if self._limits is None:
            self._limits = self._compared()
        if self._limits:
            return self._of_answers(values)
        if len(self.known) > MAX_REMEMBERED:
            self.known.clear()
        settled = self._settled(values)
        if settled is None:
            found = tuple(
                (number, axis.state(values).number) for number, axis, _places in self._axes
            )
        else:
            found = self._of_answers(settled)
        self.known[key] = found
        return found

    def _compared(self) -> list[int]:
        """What a number or a date is compared with, in order; nothing where other things are asked."""
        if len(self.facts) > 1 or any(q[0] not in ("number", "date") for q in self._questions):
            return []
        return sorted({question[3] for question in self._questions})

    def _settled(self, values: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """The values of all facts of the group, where what is said leaves no choice between several."""
        if len(self.facts) == 1:
            return values
        if not self._axes:
            return None
        if STAYS in self.facts:
            if STAYS not in values or not self._placed(values):
                return None
        elif not all(name in values for name in self.facts):
            return None
        return next(self._axes[0][1].filled(values))

    def _placed(self, values: Mapping[str, Any]) -> bool:
        """Whether the stays say where the person is, or it is a country in which nobody asks about stays."""
        if where(values[STAYS], self.day) is not None:
            return True
        place = values.get(PLACE)
        return place is not None and not any(
            place in question[2] for question in self._questions if question[1] == STAYS
        )

    def _of_answers(self, values: Mapping[str, Any]) -> States:
        key = self._between(values) if self._limits else self._answers(values)
        found = self._by_answers.get(key)
        if found is None:
            answers = self._answers(values)
            found = self._by_answers[key] = tuple(
                (number, axis.decided(tuple([answers[place] for place in places])).number)
                for number, axis, places in self._axes
            )
        return found

    def _answers(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        return tuple([answer(question, values, self.day) for question in self._questions])

    def _between(self, values: Mapping[str, Any]) -> int:
        """Between which limits a number or a date lies, or on which: those who share it answer every question alike."""
        assert self._limits
        value = values[self.facts[0]]
        place = bisect_left(self._limits, value)
        on = place < len(self._limits) and self._limits[place] == value
        return 2 * place + on
