"""People read one by one by the reader of profiles: what the quick readers do not take, and every fault by its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
import pyarrow as pa

from pathfinder.batch.kernel import Refusal
from pathfinder.batch.reading.records import CASE, JSON, ROW
from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem, Problems
from pathfinder.language.profile import MAX_LINE, Profile, ProfileProblems, read_profile
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.language.write import plain_facts

Cells = dict[str, str]
"""What one person says: by column the JSON text of each value; under `case` the label itself."""


def cells_of(profile: Profile, vocabulary: Vocabulary) -> Cells:
    """The cells of a person."""
    facts = plain_facts(profile, vocabulary)
    cells = {name: msgspec.json.encode(value).decode() for name, value in facts.items()}
    return cells if profile.case is None else {CASE: profile.case, **cells}


def refusals_of(row: int, problems: Iterable[Problem], case: str | None = None) -> list[Refusal]:
    """Why a person cannot be judged, a refusal a fault."""
    return [
        Refusal(row, one.within, one.code, f"{one.message} {one.help}".strip(), case)
        for one in problems
        if one.severity == "error"
    ]


def read_json(text: str, shown: str, vocabulary: Vocabulary) -> Iterator[Profile | ProfileProblems]:
    """The people of one JSON value: a profile, or a case file."""
    from pathfinder.language.json_tree import parse_json

    problems = Problems()
    if len(text) > MAX_LINE:
        problems.add("PF105", Place(shown), _("The line is too long."))
        yield ProfileProblems(None, problems.sorted())
        return
    tree = parse_json(text, shown, problems, known=keys_shown(vocabulary))
    if tree is None:
        yield ProfileProblems(None, problems.sorted())
    else:
        yield from read_profile(tree, shown, vocabulary)


def keys_shown(vocabulary: Vocabulary) -> set[str]:
    """The keys that a message about a profile may repeat."""
    return {*vocabulary.facts, *vocabulary.countries, CASE, "facts", "name", "people", "relations"}


class People:
    """Collects people who were read one by one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.numbers: list[int] = []
        self.cells: list[Cells] = []
        self.refusals: list[Refusal] = []
        self.refused = 0

    def read(self, row: int, found: Iterable[Profile | ProfileProblems]) -> Iterator[Cells]:
        """The cells of those who can be judged; of the others, why not is noted."""
        for one in found:
            if isinstance(one, ProfileProblems):
                self.refused += 1
                self.refusals += refusals_of(row, one.problems, one.case)
            else:
                yield cells_of(one, self.vocabulary)

    def add(self, row: int, found: Iterable[Profile | ProfileProblems]) -> None:
        """Take what was read of a row."""
        for cells in self.read(row, found):
            self.numbers.append(row)
            self.cells.append(cells)

    def refuse(self, row: int, code: str, message: str, field: str = "") -> None:
        """Take a row that holds nobody who could be read."""
        self.refused += 1
        self.refusals.append(Refusal(row, field, code, message))

    def batch(self) -> pa.RecordBatch:
        """Those who can be judged, a column a fact."""
        return batch_of(list(self.vocabulary.facts), self.numbers, self.cells)


def batch_of(facts: Sequence[str], numbers: list[int], cells: list[Cells]) -> pa.RecordBatch:
    """People as columns of JSON text, with `case` and `__row`."""
    columns = [pa.array([cell.get(name) for cell in cells], pa.string()) for name in (CASE, *facts)]
    return with_rows(facts, pa.array(numbers, pa.int64()), columns)


def with_rows(facts: Sequence[str], numbers: pa.Array, columns: list[pa.Array]) -> pa.RecordBatch:
    """A batch of `__row`, `case` and facts in JSON text."""
    fields = [pa.field(ROW, pa.int64()), pa.field(CASE, columns[0].type)]
    fields += [
        pa.field(name, column.type, metadata=JSON)
        for name, column in zip(facts, columns[1:], strict=True)
    ]
    return pa.RecordBatch.from_arrays([numbers, *columns], schema=pa.schema(fields))
