"""The values that cells stand for: every distinct cell is read once, by the one reader of answers."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from pathfinder.batch.kernel.quick import visas
from pathfinder.engine.fillings import constants
from pathfinder.engine.questions import Question
from pathfinder.language.answers import DECLINED, UNKNOWN, Fault, read_answer
from pathfinder.language.json_tree import parse_json
from pathfinder.language.problems import Problems, ProblemsFound
from pathfinder.language.profile import node_from_value
from pathfinder.language.tree import Node, text_node
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.values.dates import Day

Lock = AbstractContextManager[bool | None, None]
"""Held while something new is worked out: several threads may share what is known."""

UNSAID, FAULTY = 0, 1
"""Numbers of values: not said (unknown and declined too: no verdict tells them apart), and what cannot be read."""

MAX_REMEMBERED = 100_000
"""So many texts of one fact are remembered; then they are read anew."""

TABLE, JSON = "table", "json"
"""Notations of a cell of text: that of spreadsheets, and the JSON text of the value."""


def cell_node(text: str, notation: str) -> Node | None:
    """The tree of a cell; None where its JSON cannot be read."""
    return text_node(text) if notation == TABLE else parse_json(text, "", Problems())


class Values:
    """The values of one fact seen so far, numbered; those that are the `same` to every question share a number."""

    def __init__(
        self, fact: Fact, vocabulary: Vocabulary, same: Callable[[Any], Any], lock: Lock
    ) -> None:
        self.fact = fact
        self.lock = lock
        self.vocabulary = vocabulary
        self.same = same
        self.values: list[Any] = [None, None]
        self._numbers: dict[Any, int] = {}
        self._remembered: dict[str, dict[Any, int]] = {}
        self.packed: dict[int, int] = {}
        """Numbers by lists of members packed into one, see `pathfinder.batch.kernel.sets`."""

    def number(self, value: Any) -> int:
        """The number of a canonical value."""
        key = self.same(value)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.values)
            self.values.append(value)
        return found

    def of_texts(self, texts: Sequence[str | None], notation: str) -> list[int]:
        """The numbers of the values that some texts stand for."""

        def read(new: Sequence[str]) -> list[int]:
            quick: Sequence[Any] = [None] * len(new)
            if notation == JSON and self.fact.kind == "visas":
                quick = visas(self.fact, new, self.vocabulary)
            return [
                self.of_node(cell_node(text, notation)) if value is None else self.number(value)
                for text, value in zip(new, quick, strict=True)
            ]

        return self._of_all(texts, notation, read)

    def of_raws(self, raws: Sequence[Any], kind: str) -> list[int]:
        """The numbers of the values that plain Python values of one kind (numbers, dates, truth values) stand for."""
        return self._of_all(
            raws, kind, lambda new: [self.of_node(node_from_value(raw)) for raw in new]
        )

    def _of_all(
        self, cells: Sequence[Any], how: str, read: Callable[[Sequence[Any]], list[int]]
    ) -> list[int]:
        """The numbers of distinct cells; those that are new are read, all at once."""
        with self.lock:
            known = self._remembered.setdefault(how, {None: UNSAID})
            if len(known) > MAX_REMEMBERED:
                known = self._remembered[how] = {None: UNSAID}
            new = [cell for cell in cells if cell not in known]
            known.update(zip(new, read(new), strict=True))
        return [known[cell] for cell in cells]

    def of_node(self, node: Node | None) -> int:
        """The number of what a tree stands for."""
        value = canonical(self.fact, node, self.vocabulary)
        if isinstance(value, int):
            return value
        with self.lock:
            return self.number(value[0])


def canonical(fact: Fact, node: Node | None, vocabulary: Vocabulary) -> tuple[Any] | int:
    """The value of a fact in a tuple of one; or `UNSAID` or `FAULTY`."""
    if node is None:
        return FAULTY
    try:
        value = read_answer(fact, node, vocabulary)
    except (Fault, ProblemsFound):
        return FAULTY
    if value is None or (type(value) is str and value in (UNKNOWN, DECLINED)):
        return UNSAID
    return (value,)


def sameness(
    fact: Fact, questions: Iterable[Question], day: Day, *, tied: bool
) -> Callable[[Any], Any]:
    """What of a value the questions can tell: values for which it is equal are the same to them all.

    Of a visa counts whether it is still valid on the day; of a number or a date, between which of the limits it lies
    that it is compared with (the day itself is one, for papers that are held until a date); of a member of a set, in
    which of the sets it is that are asked for. A set that is `tied` to another fact is compared with that as a whole.
    """
    own = [question for question in questions if question[1] == fact.name]
    if fact.kind == "visas":
        return lambda visas: frozenset((one.issuer, one.type, one.until >= day) for one in visas)
    if fact.kind in ("number", "date"):
        limits = sorted({day, *(question[3] for question in own)})
        return lambda value: (bisect_left(limits, value), bisect_right(limits, value))
    if fact.kind in ("choices", "countries") and not tied:
        compared = constants(own)

        @cache
        def kind(member: str) -> tuple[bool, ...]:
            return tuple(member in one for one in compared)

        return lambda members: frozenset(map(kind, members))
    return lambda value: value
