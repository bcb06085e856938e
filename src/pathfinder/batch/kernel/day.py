"""The kernel on one day: a batch of facts to the kind of each person in each part, and these to what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import RLock

import numpy as np
import pyarrow as pa

from pathfinder.batch.kernel.careful import SAID
from pathfinder.batch.kernel.columns import Numbers, is_text, looked_up, notation_of, valid
from pathfinder.batch.kernel.entries import Entries, Flags, entries_of
from pathfinder.batch.kernel.found import Told
from pathfinder.batch.kernel.lookup import Lookup, distinct
from pathfinder.batch.kernel.parts import NO_KIND, DatedPart, Part, PlainPart
from pathfinder.batch.kernel.presence import NOWHERE, People, PresencePart
from pathfinder.batch.kernel.sets import numbers_of
from pathfinder.batch.kernel.values import FAULTY, UNSAID, Values, sameness
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.groups import Group
from pathfinder.engine.questions import PLACE, STAYS
from pathfinder.engine.reasons import Teller
from pathfinder.engine.rows import Scope
from pathfinder.engine.tracing import Trace
from pathfinder.language.answers import DECLINED, UNKNOWN
from pathfinder.language.profile import Profile
from pathfinder.language.records import Pathway
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

_NOBODYS: Numbers = np.zeros(0, dtype=np.intp)

_NOBODY = Profile(values={})
"""What is open does not hang on the values that somebody gave, only on what follows from them."""


class Kinds:
    """A batch as kinds: an array for each part that says something, and the rows left to the careful reader."""

    def __init__(self, length: int) -> None:
        self.length = length
        self.of_part: dict[int, Numbers] = {}
        self.careful: Flags = np.zeros(length, dtype=bool)


class DayKernel:
    """A rule book on a day, made for batches. What it has seen once it knows; every answer is the same without."""

    def __init__(self, rules: RuleBook, day: Day) -> None:
        self.rules = rules
        self.day = day
        self.on_day = BookOnDay(rules, day)
        self.lock = RLock()
        self.scopes: list[Scope] = [self.on_day.pathway(one) for one in rules.pathways.values()]
        self.values = self._make_values()
        self.parts: list[Part] = []
        self._plain: list[tuple[int, PlainPart]] = []
        self._dated: dict[str, list[tuple[int, DatedPart]]] = {}
        self._presence: list[tuple[int, PresencePart]] = []
        for facts in dict.fromkeys(map(rules.vocabulary.group_of, rules.vocabulary.facts)):
            self._add_parts(facts)
        self._part_of = {axis: n for n, part in enumerate(self.parts) for axis in part.axes}
        self.lookups = [
            Lookup(self.on_day, one, self.parts, self._part_of, self.lock) for one in self.scopes
        ]

    def _make_values(self) -> dict[str, Values]:
        vocabulary = self.rules.vocabulary
        asked = [question for axis in self.on_day.axes for question in axis.questions]
        return {
            name: Values(
                fact,
                vocabulary,
                sameness(fact, asked, self.day, tied=len(vocabulary.group_of(name)) > 1),
                self.lock,
            )
            for name, fact in vocabulary.facts.items()
        }

    def _add_parts(self, facts: tuple[str, ...]) -> None:
        axes = [number for number, axis in enumerate(self.on_day.axes) if axis.facts == facts]
        if STAYS in facts:
            asking = [n for n in axes if any(q[1] == STAYS for q in self.on_day.axes[n].questions)]
            others = [number for number in axes if number not in asking]
            for some in [*([number] for number in asking), *([others] if others else [])]:
                presence = PresencePart(self.on_day, some, self.lock)
                self._presence.append((len(self.parts), presence))
                self.parts.append(presence)
            return
        fact = self.rules.vocabulary.facts[facts[0]]
        if fact.kind == "by_country":
            by_country: dict[str, list[int]] = {}
            for number in axes:
                by_country.setdefault(self.on_day.axes[number].questions[0][2], []).append(number)
            for country, some in by_country.items():
                dated = DatedPart(self.on_day, some, self.lock, fact.name, country)
                self._dated.setdefault(fact.name, []).append((len(self.parts), dated))
                self.parts.append(dated)
            return
        group = Group(facts, self.day)
        for number in axes:
            group.add(number, self.on_day.axes[number])
        part = PlainPart(self.on_day, axes, self.lock, group, [self.values[name] for name in facts])
        self._plain.append((len(self.parts), part))
        self.parts.append(part)

    # --- facts to kinds

    def kinds(
        self, columns: Mapping[str, pa.Array], fields: Mapping[str, pa.Field], length: int
    ) -> Kinds:
        """The kinds of a batch, given as columns by name."""
        found = Kinds(length)
        unsaid = self._unsaid(columns, found)
        for number, part in self._plain:
            names = [one.fact.name for one in part.values]
            if not any(name in columns for name in names):
                continue
            numbers = [self._numbers(name, columns, fields, found, unsaid) for name in names]
            kinds = part.kinds_of(numbers)
            if NO_KIND in kinds:
                found.careful |= kinds == NO_KIND
            found.of_part[number] = kinds
        for name in self._entry_facts():
            if name in columns:
                entries = self._entries(name, columns, fields, found, unsaid)
                for number, dated in self._dated.get(name, ()):
                    found.of_part[number] = dated.kinds_of(entries)
        if PLACE in columns or STAYS in columns:
            self._place(columns, fields, found, unsaid)
        careful = np.flatnonzero(found.careful)
        for kinds in found.of_part.values() if len(careful) else ():
            kinds[careful] = 0
        return found

    def _entry_facts(self) -> list[str]:
        facts = self.rules.vocabulary.facts.values()
        return [fact.name for fact in facts if fact.kind == "by_country"]

    def _place(
        self,
        columns: Mapping[str, pa.Array],
        fields: Mapping[str, pa.Field],
        found: Kinds,
        unsaid: Mapping[str, Numbers],
    ) -> None:
        stays = self._entries(STAYS, columns, fields, found, unsaid)
        numbers = self._numbers(PLACE, columns, fields, found, unsaid)
        index = {name: number for number, name in enumerate(stays.names)}
        known = [NOWHERE if value is None else index[value] for value in self.values[PLACE].values]
        people = People(stays, np.array(known, dtype=np.intp)[numbers], self.day)
        found.careful |= people.contradicted
        for number, part in self._presence:
            found.of_part[number] = part.kinds_of(people)

    def _unsaid(self, columns: Mapping[str, pa.Array], found: Kinds) -> dict[str, Numbers]:
        """The rows in which a column beside a fact says `unknown` or `declined`; other words are left to the reader."""
        marks: dict[str, Numbers] = {}
        for name in self.rules.vocabulary.facts:
            told = columns.get(name + SAID)
            if told is None or pa.types.is_null(told.type):
                continue
            rows = np.flatnonzero(valid(told)) if told.null_count < len(told) else _NOBODYS
            if not is_text(told.type):  # no word, whatever stands in it
                found.careful[rows] = True
                continue
            codes = looked_up(told.take(pa.array(rows)), _said_code)
            found.careful[rows[codes == 2]] = True
            marks[name] = rows[codes == 1]
        return marks

    def _numbers(
        self,
        name: str,
        columns: Mapping[str, pa.Array],
        fields: Mapping[str, pa.Field],
        found: Kinds,
        unsaid: Mapping[str, Numbers],
    ) -> Numbers:
        """The numbers of the values of one fact."""
        if name not in columns:
            return np.zeros(found.length, dtype=np.intp)
        numbers = numbers_of(self.values[name], columns[name], notation_of(fields[name]), self.day)
        if FAULTY in numbers:
            found.careful |= numbers == FAULTY
        if name in unsaid:
            rows = unsaid[name]
            found.careful[rows[numbers[rows] != UNSAID]] = True
        return numbers

    def _entries(
        self,
        name: str,
        columns: Mapping[str, pa.Array],
        fields: Mapping[str, pa.Field],
        found: Kinds,
        unsaid: Mapping[str, Numbers],
    ) -> Entries:
        fact = self.rules.vocabulary.facts[name]
        if name not in columns:
            return Entries(list(self.rules.vocabulary.countries), found.length)
        entries = entries_of(fact, columns[name], notation_of(fields[name]), self.rules.vocabulary)
        found.careful |= entries.faulty
        if name in unsaid:
            rows = unsaid[name]
            found.careful[rows[entries.said[rows]]] = True
        return entries

    # --- kinds to what follows

    def states(self, kinds: Kinds, pathway: int) -> tuple[Numbers, list[list[int]]]:
        """For each row a number, and for each number the states on all axes that the pathway asks."""
        parts = list(dict.fromkeys(self._part_of[axis] for axis in self.scopes[pathway].axes))
        said = [kinds.of_part[part] for part in parts if part in kinds.of_part]
        codes, firsts = distinct(said, kinds.length)
        found = []
        for first in firsts:
            own = {n: int(kinds.of_part[n][first]) if n in kinds.of_part else 0 for n in parts}
            found.append(self.numbers(own))
        return codes, found

    def tell(self, pathway: Pathway, place: int, states: Sequence[int]) -> Told:
        """What is told of a pathway to who has these states, as the whole result tells it."""
        scope = self.scopes[place]
        row = self.on_day.row(scope, list(states))
        trace = Trace(self.on_day, scope, list(states), {})
        teller = Teller(trace, _NOBODY, self.rules.vocabulary, row.verdict, with_sensitive=False)
        teller.tell(pathway, scope.root)
        return Told(row.outcomes, row.verdict, row.missing, tuple(teller.open.values()))

    def numbers(self, kinds: Mapping[int, int]) -> list[int]:
        """The numbers of states on all axes, for the kinds of some parts; the others count as nothing said."""
        numbers = [0] * len(self.on_day.axes)
        for number, kind in kinds.items():
            part = self.parts[number]
            for axis, state in zip(part.axes, part.kinds[kind], strict=True):
                numbers[axis] = state
        return numbers


def _said_code(word: object) -> int:
    text = str(word).strip().lower()
    return 1 if text in (UNKNOWN, DECLINED) else 0 if not text else 2
