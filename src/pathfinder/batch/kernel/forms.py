"""The forms in which verdicts are given: wide, long, best, full."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from pathfinder.batch.kernel.columns import Numbers
from pathfinder.batch.kernel.found import CODES, PROFILES, TOLD, Found, Told
from pathfinder.batch.kernel.tables import WORDS
from pathfinder.engine.judge import SETTLING
from pathfinder.engine.truth import NOT_COVERED

if TYPE_CHECKING:
    from pathfinder.batch.kernel.kernel import Kernel

_EPOCH = 719_163

WORD = pa.dictionary(pa.int8(), pa.string())
NAME = pa.dictionary(pa.int16(), pa.string())
NAMES = pa.list_(pa.string())
SIDE = pa.struct([("says", pa.string()), ("citations", NAMES)])
OPEN = pa.list_(
    pa.struct([("kind", pa.string()), ("says", pa.string()), ("sides", pa.list_(SIDE))])
)

_VERDICTS = pa.array(WORDS)


class Form:
    """Makes the table of a batch; says what it needs to know for it."""

    needs: tuple[str, ...] = (CODES,)
    columns: tuple[pa.Field, ...] = ()

    def __init__(self, kernel: Kernel, *, errors: bool) -> None:
        self.kernel = kernel
        self.errors = errors
        error = [pa.field("error", pa.string())] if errors else []
        self.schema = pa.schema([*self._fields(), *error])

    def _fields(self) -> Sequence[pa.Field]:
        return self.columns

    def table(self, found: Found) -> pa.RecordBatch:
        """The table of the people who were judged (with `errors`, of all)."""
        rows = np.arange(found.length) if self.errors else found.judged()
        columns = self._columns(found, rows)
        if self.errors:
            columns.append(self._errors(found, rows, columns))
        return pa.RecordBatch.from_arrays(columns, schema=self.schema)

    def _columns(self, found: Found, rows: Numbers) -> list[pa.Array]:
        raise NotImplementedError

    def _errors(self, found: Found, rows: Numbers, columns: list[pa.Array]) -> pa.Array:
        return pa.array(_reasons(found), pa.string())

    def _refused(self, found: Found, rows: Numbers) -> Any:
        """Which of the rows hold nothing because the person was refused; None where nobody was."""
        if not self.errors or not found.refusals:
            return None
        return ~np.isin(rows, found.judged())


def _reasons(found: Found) -> list[str | None]:
    reasons: list[str | None] = [None] * found.length
    for one in found.refusals:
        says = f"{one.field}: {one.message}" if one.field else one.message
        before = reasons[one.row]
        reasons[one.row] = says if before is None else f"{before} {says}"
    return reasons


def _case(found: Found, rows: Numbers) -> pa.Array:
    if "case" not in found.batch.schema.names:
        return pa.nulls(len(rows), pa.string())
    column = found.batch.column("case").cast(pa.string())
    return column if len(rows) == found.length else column.take(pa.array(rows))


def _row_numbers(found: Found, rows: Numbers) -> pa.Array:
    """The number of each row in its file; without one, its place in the batch, from 1."""
    if "__row" in found.batch.schema.names:
        return found.batch.column("__row").cast(pa.int64()).take(pa.array(rows))
    return pa.array(rows + 1, pa.int64())


def _days(found: Found, rows: Numbers) -> pa.Array:
    days = found.days[rows]
    return pa.array(
        (days - _EPOCH).astype(np.int32), mask=days == 0 if (days == 0).any() else None
    ).cast(pa.date32())


class Wide(Form):
    """A row a person: `case`, `on`, and a column named by each pathway that holds its verdict."""

    def _fields(self) -> Sequence[pa.Field]:
        ids = [pa.field(pathway.id, WORD) for pathway in self.kernel.pathways]
        return [pa.field("case", pa.string()), pa.field("on", pa.date32()), *ids]

    def _columns(self, found: Found, rows: Numbers) -> list[pa.Array]:
        refused = self._refused(found, rows)
        whole = len(rows) == found.length
        verdicts = [
            pa.DictionaryArray.from_arrays(
                pa.array(codes if whole else codes[rows], mask=refused), _VERDICTS
            )
            for codes in found.codes
        ]
        return [_case(found, rows), _days(found, rows), *verdicts]


class Long(Form):
    """A row for each person and pathway, with what is missing and what the documents leave open."""

    needs = (TOLD,)
    columns = (
        pa.field("case", pa.string()), pa.field("row", pa.int64()), pa.field("on", pa.date32()),
        pa.field("country", NAME), pa.field("pathway", NAME), pa.field("gives", NAME),
        pa.field("verdict", WORD), pa.field("at_discretion", pa.bool_()),
        pa.field("missing", NAMES), pa.field("open", OPEN),
    )  # fmt: skip

    def _columns(self, found: Found, rows: Numbers) -> list[pa.Array]:
        pathways = self.kernel.pathways
        people, count = len(rows), len(pathways)
        again = np.repeat(np.arange(people), count)
        each = np.tile(np.arange(count), people)
        told = np.stack([numbers[rows] for numbers in found.told], axis=1).ravel()
        refused = self._refused(found, rows)
        used, places = np.unique(told, return_inverse=True)
        some = [self.kernel.told[number] for number in used]
        if refused is not None:
            some.append(_NOTHING)
            places = np.where(refused[again], len(used), places)
        take = pa.array(places)
        words = np.array([_code(one) for one in some], dtype=np.int8)[places]
        open_points = [
            None if one is _NOTHING else [_plain(point) for point in one.open] for one in some
        ]
        missing = [None if one is _NOTHING else list(one.missing) for one in some]
        return [
            _case(found, rows).take(pa.array(again)),
            _row_numbers(found, rows).take(pa.array(again)),
            _days(found, rows).take(pa.array(again)),
            _named((pathway.country for pathway in pathways), each),
            _named((pathway.id for pathway in pathways), each),
            _named((pathway.gives for pathway in pathways), each),
            pa.DictionaryArray.from_arrays(pa.array(words, mask=words < 0), _VERDICTS),
            pa.array([pathway.at_discretion for pathway in pathways]).take(pa.array(each)),
            pa.array(missing, NAMES).take(take),
            pa.array(open_points, OPEN).take(take),
        ]

    def _errors(self, found: Found, rows: Numbers, columns: list[pa.Array]) -> pa.Array:
        again = np.repeat(np.arange(len(rows)), len(self.kernel.pathways))
        return pa.array(_reasons(found), pa.string()).take(pa.array(again))


_NOTHING = Told(0, "", (), ())
"""Of who was refused."""


def _code(told: Told) -> int:
    return -1 if told is _NOTHING else WORDS.index(told.verdict)


def _plain(point: Any) -> dict[str, Any]:
    sides = [{"says": side.says, "citations": list(side.citations)} for side in point.sides]
    return {"kind": point.kind, "says": point.says, "sides": sides}


def _named(names: Iterable[str], each: Numbers) -> pa.Array:
    every = list(names)
    distinct = list(dict.fromkeys(every))
    codes = np.array([distinct.index(name) for name in every], dtype=np.int16)[each]
    return pa.DictionaryArray.from_arrays(pa.array(codes), pa.array(distinct, pa.string()))


class Best(Form):
    """A row a person: where they can go, where perhaps, and the facts that are missing in most pathways, first."""

    needs = (TOLD,)
    columns = (
        pa.field("case", pa.string()), pa.field("row", pa.int64()), pa.field("on", pa.date32()),
        pa.field("feasible", NAMES), pa.field("possible", NAMES), pa.field("eligible", NAMES),
        pa.field("missing_most", NAMES),
    )  # fmt: skip

    def _columns(self, found: Found, rows: Numbers) -> list[pa.Array]:
        refused = self._refused(found, rows)
        told = np.stack([numbers[rows] for numbers in found.told], axis=1)
        kinds, places = np.unique(told, axis=0, return_inverse=True)
        lists = [self._best([self.kernel.told[number] for number in kind]) for kind in kinds]
        take = pa.array(places.ravel(), mask=refused)
        columns = [pa.array([one[n] for one in lists], NAMES).take(take) for n in range(4)]
        return [_case(found, rows), _row_numbers(found, rows), _days(found, rows), *columns]

    def _best(self, told: Sequence[Told]) -> tuple[list[str], ...]:
        """Feasible and possible destinations, eligible pathways, missing facts: of one person."""
        by_country: dict[str, list[tuple[str, Told]]] = {}
        missing: Counter[str] = Counter()
        for pathway, one in zip(self.kernel.pathways, told, strict=True):
            by_country.setdefault(pathway.country, []).append((pathway.gives, one))
            missing.update(one.missing)
        verdicts = {country: destination_verdict(some) for country, some in by_country.items()}
        return (
            [country for country, verdict in verdicts.items() if verdict == "feasible"],
            [country for country, verdict in verdicts.items() if verdict == "possible"],
            [
                pathway.id
                for pathway, one in zip(self.kernel.pathways, told, strict=True)
                if one.verdict == "eligible"
            ],
            [name for name, _count in missing.most_common()],
        )


def destination_verdict(told: Sequence[tuple[str, Told]]) -> str:
    """The verdict of a destination from what its pathways give and what is told of each."""
    if all(one.outcomes == NOT_COVERED for _gives, one in told):
        return "not_covered"
    enough = SETTLING
    if not any(gives == "stay" for gives, _one in told):
        enough = SETTLING | {"enter"}
    verdicts = {one.verdict for gives, one in told if gives in enough}
    if "eligible" in verdicts:
        return "feasible"
    return "possible" if "undetermined" in verdicts else "not_feasible"


class Full(Form):
    """A row a person with the whole result of `check`, as JSON."""

    needs = (PROFILES,)
    columns = (
        pa.field("case", pa.string()), pa.field("row", pa.int64()), pa.field("on", pa.date32()),
        pa.field("result", pa.string()),
    )  # fmt: skip

    def _columns(self, found: Found, rows: Numbers) -> list[pa.Array]:
        cases = _case(found, rows)
        results = [
            self._result(found, int(row), case.as_py())
            for row, case in zip(rows, cases, strict=True)
        ]
        return [
            cases,
            _row_numbers(found, rows),
            _days(found, rows),
            pa.array(results, pa.string()),
        ]

    def _result(self, found: Found, row: int, case: str | None) -> str | None:
        import msgspec

        from pathfinder.api import judge
        from pathfinder.engine.assess import assess

        profile = found.profiles.get(row)
        if profile is None:
            return None
        named = msgspec.structs.replace(profile, case=case)
        with self.kernel.lock:
            judgement = judge(named, on=int(found.days[row]), rules=self.kernel.rules)
            result = assess(judgement, countries=self.kernel.countries)
        return msgspec.json.encode(result).decode()


FORMS: dict[str, type[Form]] = {"wide": Wide, "long": Long, "best": Best, "full": Full}
