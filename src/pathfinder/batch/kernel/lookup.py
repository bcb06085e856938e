"""Looking verdicts up: what each kind of each part adds to the place in the table of a pathway."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pathfinder.batch.kernel.columns import Numbers
from pathfinder.batch.kernel.parts import Part
from pathfinder.batch.kernel.tables import Step, Table
from pathfinder.batch.kernel.values import Lock
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.rows import Scope

Codes = npt.NDArray[np.int8]

_DENSE = 1 << 20
"""Up to so many, keys are told apart by an array of all there could be."""


class Lookup:
    """The table of one pathway and the parts that lead to a place in it."""

    def __init__(
        self,
        on_day: BookOnDay,
        scope: Scope,
        parts: Sequence[Part],
        part_of: Mapping[int, int],
        lock: Lock,
    ) -> None:
        self.lock = lock
        self.table = Table(on_day, scope)
        self.parts = parts
        self._levels: dict[int, list[tuple[int, int]]] = {}
        for level, axis in enumerate(scope.axes):
            part = part_of[axis]
            self._levels.setdefault(part, []).append((level, parts[part].axes.index(axis)))
        self._seen: list[int] = []
        self._plan: list[tuple[Step, dict[int, Numbers]]] = []
        """The steps, and for each what every kind of a part adds to the place in its table; never changed in place."""

    def refresh(self) -> None:
        """Take in the kinds and states that came new."""
        with self.lock:
            version = self.table.version
            self.table.refresh()
            seen = [self.table.version, *(len(self.parts[part].kinds) for part in self._levels)]
            if seen == self._seen:
                return
            self._seen = seen
            before = self._plan
            if version != self.table.version:
                before = [(step, {}) for step in self.table.steps]
            self._plan = [(step, self._extended(step, dict(shares))) for step, shares in before]

    def _extended(self, step: Step, shares: dict[int, Numbers]) -> dict[int, Numbers]:
        """Shares with what the new kinds of each part contribute to the place in the table of a step."""
        last = step.first + len(step.strides)
        for part, levels in self._levels.items():
            own = [
                (column, self.table.levels[level].classes, step.strides[level - step.first])
                for level, column in levels
                if step.first <= level < last
            ]
            if not own:
                continue
            known = shares.get(part, _NONE)
            new = [
                sum(classes[states[column]] * stride for column, classes, stride in own)
                for states in self.parts[part].kinds[len(known) :]
            ]
            if new:
                shares[part] = np.concatenate([known, np.array(new, dtype=np.intp)])
        return shares

    def codes(self, kinds: Mapping[int, Numbers], rows: slice) -> Codes:
        """The code of the verdict for some rows; a part without kinds has said nothing. `refresh` comes first."""
        at: Any = None
        for step, shares in self._plan:
            place = None if at is None else at * step.cells
            base = 0
            for part, share in shares.items():
                own = kinds.get(part)
                if own is None:
                    base += int(share[0])
                else:
                    added = share.take(own[rows])
                    place = added if place is None else np.add(place, added, out=place)
            if place is None:
                length = rows.stop - rows.start
                place = np.zeros(length, dtype=np.intp)
            if base:
                place += base
            at = step.table.take(place)
        assert at is not None, "every pathway asks for a citizenship"
        found: Codes = at
        return found


_NONE: Numbers = np.zeros(0, dtype=np.intp)


def distinct(columns: Sequence[Numbers], length: int) -> tuple[Numbers, Numbers]:
    """A number for each row by what stands in all columns, and the first row of each number."""
    codes = np.zeros(length, dtype=np.intp)
    firsts = np.zeros(min(length, 1), dtype=np.intp)
    for column in columns if length else ():
        low = int(column.min())
        codes = codes * (int(column.max()) - low + 1) + (column - low)
        most = int(codes.max()) + 1
        if most <= _DENSE:
            first_of = np.full(most, -1, dtype=np.intp)
            first_of[codes[::-1]] = np.arange(length - 1, -1, -1)
            there = np.flatnonzero(first_of >= 0)
            numbers = np.zeros(most, dtype=np.intp)
            numbers[there] = np.arange(len(there))
            firsts, codes = first_of[there], numbers[codes]
        else:
            _keys, firsts, codes = np.unique(codes, return_index=True, return_inverse=True)
    return codes, firsts
