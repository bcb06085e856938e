"""From Arrow batches of facts to Arrow batches of verdicts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from threading import RLock
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pathfinder.batch.kernel.careful import read_row
from pathfinder.batch.kernel.columns import Numbers, days_of, is_day, is_text, looked_up, with_days
from pathfinder.batch.kernel.day import DayKernel, Kinds
from pathfinder.batch.kernel.forms import FORMS
from pathfinder.batch.kernel.found import CODES, PROFILES, TOLD, Found, Told
from pathfinder.batch.kernel.quick import FIRST, LAST
from pathfinder.batch.kernel.records import Judged, Refusal
from pathfinder.batch.kernel.tables import code_of
from pathfinder.i18n import _
from pathfinder.language.profile import Profile
from pathfinder.language.records import Pathway
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, parse_day

CHUNK = 1 << 13
"""So many rows are looked up at a time: what they need stays in the processor's cache."""

_DAYS_KEPT = 32
"""So many days are kept, where people are asked about on days of their own."""

_NO_DAY = 0


class Kernel:
    """Judges record batches by one rule book.

    A batch has the columns `case`, facts, `FACT__said`, `on` and `__row` (all optional); others are not looked at.
    `form` is `wide`, `long`, `best` or `full`, see `pathfinder.batch.kernel.forms`; with `errors` the people who are
    refused stand in the table too, with nulls and the reason in the column `error`. Several threads may share a kernel.
    """

    def __init__(
        self,
        rules: RuleBook,
        *,
        on: Day,
        form: str = "wide",
        countries: Collection[str] | None = None,
        errors: bool = False,
    ) -> None:
        self.rules = rules
        self.on = on
        self.countries = countries
        every = enumerate(rules.pathways.values())
        chosen = [p for p in every if countries is None or p[1].country in countries]
        self.places = [place for place, _pathway in chosen]
        self.pathways: list[Pathway] = [pathway for _place, pathway in chosen]
        self.told: list[Told] = []
        self._told_at: dict[Any, int] = {}
        self._days: dict[Day, DayKernel] = {}
        self.lock = RLock()
        self.form = FORMS[form](self, errors=errors)
        self.schema: pa.Schema = self.form.schema

    def judge(self, batch: pa.RecordBatch) -> Judged:
        """Judge the people of a batch."""
        batch = with_days(batch)
        days = self._days_asked(batch)
        found = Found(batch, len(self.pathways), days, self.form.needs)
        for row in np.flatnonzero(days == _NO_DAY):
            message = _("A day of the calendar such as 2022-10-05 is expected here.")
            found.refuse([Refusal(int(row), "on", "PF114", message)])
        for day, rows in _by_day(days):
            part = batch if len(rows) == batch.num_rows else batch.take(pa.array(rows))
            self._judge_on(day, part, rows, found)
        found.refusals.sort(key=lambda refusal: refusal.row)
        return Judged(self.form.table(found), found.judged(), found.refusals)

    def _days_asked(self, batch: pa.RecordBatch) -> Numbers:
        """The day for each row; `_NO_DAY` where the cell is no day."""
        length = batch.num_rows
        column = batch.column("on") if "on" in batch.schema.names else pa.nulls(length)
        if pa.types.is_null(column.type):
            return np.full(length, self.on, dtype=np.intp)
        if is_day(column.type):
            days = days_of(column).astype(np.intp)
            known = (days >= FIRST) & (days <= LAST)
            return np.where(days == 0, self.on, np.where(known, days, _NO_DAY))
        if not is_text(column.type):
            return np.full(length, _NO_DAY, dtype=np.intp)
        empty = pc.is_null(column).to_numpy(zero_copy_only=False)
        return np.where(empty, self.on, looked_up(column, self._day_of))

    def _day_of(self, text: str) -> int:
        text = text.strip().strip('"')
        return self.on if text in ("", "null") else parse_day(text) or _NO_DAY

    def _judge_on(self, day: Day, batch: pa.RecordBatch, rows: Numbers, found: Found) -> None:
        """Judge those who are asked about on one day."""
        kernel = self._on_day(day)
        columns = dict(zip(batch.schema.names, batch.columns, strict=True))
        fields = {field.name: field for field in batch.schema}
        kinds = kernel.kinds(columns, fields, batch.num_rows)
        if CODES in found.needs:
            self._look_up(kernel, kinds, rows, found)
        if TOLD in found.needs:
            with self.lock, kernel.lock:
                self._tell(kernel, kinds, rows, found)
        every = PROFILES in found.needs
        for place in range(batch.num_rows) if every else np.flatnonzero(kinds.careful).tolist():
            row = int(rows[place])
            profile = read_row(columns, fields, place, self.rules.vocabulary, day)
            if isinstance(profile, Profile):
                with self.lock, kernel.lock:
                    self._judge_alone(kernel, profile, row, found)
            else:
                found.refuse([Refusal(row, one.field, one.code, one.message) for one in profile])

    def _on_day(self, day: Day) -> DayKernel:
        with self.lock:
            found = self._days.get(day)
            if found is None:
                while len(self._days) >= _DAYS_KEPT:
                    del self._days[next(iter(self._days))]
                found = self._days[day] = DayKernel(self.rules, day)
            return found

    def _look_up(self, kernel: DayKernel, kinds: Kinds, rows: Numbers, found: Found) -> None:
        lookups = [kernel.lookups[place] for place in self.places]
        for lookup in lookups:
            lookup.refresh()
        whole = len(rows) == found.length
        for start in range(0, kinds.length, CHUNK):
            part = slice(start, min(start + CHUNK, kinds.length))
            where = part if whole else rows[part]
            for codes, lookup in zip(found.codes, lookups, strict=True):
                codes[where] = lookup.codes(kinds.of_part, part)

    def _tell(self, kernel: DayKernel, kinds: Kinds, rows: Numbers, found: Found) -> None:
        for told, place, pathway in zip(found.told, self.places, self.pathways, strict=True):
            codes, states = kernel.states(kinds, place)
            numbers = [self._tell_kind(kernel, place, pathway, some) for some in states]
            told[rows] = np.array(numbers, dtype=np.intp)[codes]

    def _tell_kind(
        self, kernel: DayKernel, place: int, pathway: Pathway, states: Sequence[int]
    ) -> int:
        """The number of what is told of a pathway to everybody with these states."""
        key = (kernel.day, place, kernel.scopes[place].read(states))
        number = self._told_at.get(key)
        if number is None:
            one = kernel.tell(pathway, place, states)
            number = self._told_at.setdefault(msgspec.json.encode(one), len(self.told))
            if number == len(self.told):
                self.told.append(one)
            self._told_at[key] = number
        return number

    def _judge_alone(self, kernel: DayKernel, profile: Profile, row: int, found: Found) -> None:
        """Judge one person whom the careful reader has read."""
        if PROFILES in found.needs:
            found.profiles[row] = profile
            return
        states = kernel.on_day.states(profile.values)
        for at, (place, pathway) in enumerate(zip(self.places, self.pathways, strict=True)):
            if CODES in found.needs:
                own = kernel.on_day.row(kernel.scopes[place], states)
                found.codes[at][row] = code_of(own.outcomes)
            if TOLD in found.needs:
                found.told[at][row] = self._tell_kind(kernel, place, pathway, states)


def _by_day(days: Numbers) -> Iterator[tuple[Day, Numbers]]:
    """The days that are asked about, each with its rows."""
    for day in np.unique(days):
        if day != _NO_DAY:
            yield int(day), np.flatnonzero(days == day)
