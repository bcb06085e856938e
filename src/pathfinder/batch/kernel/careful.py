"""Rows that the quick way cannot take, read one by one by the reader of profiles: it says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
import pyarrow as pa

from pathfinder.batch.kernel.columns import is_text, node_of, notation_of
from pathfinder.batch.kernel.records import Refusal
from pathfinder.batch.kernel.values import TABLE
from pathfinder.engine.judge import contradictions
from pathfinder.engine.questions import PLACE
from pathfinder.i18n import _
from pathfinder.language.answers import DECLINED, UNKNOWN
from pathfinder.language.json_tree import parse_json
from pathfinder.language.problems import Place, Problems, ProblemsFound
from pathfinder.language.profile import Profile, read_facts
from pathfinder.language.tree import Node, text_node
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.dates import Day

SAID = "__said"
"""The end of the name of a column that says `unknown` or `declined` where the fact itself is null."""


def read_row(
    columns: Mapping[str, pa.Array],
    fields: Mapping[str, pa.Field],
    row: int,
    vocabulary: Vocabulary,
    day: Day,
) -> Profile | list[Refusal]:
    """The profile of one row of a batch, or why there is none."""
    problems = Problems()
    tree = Node("map", 0, 0)
    for name in vocabulary.facts:
        cell = _cell(name, columns, fields, row, problems)
        if cell is not None:
            tree.pairs.append((text_node(name), cell))
    try:
        profile = read_facts(tree, "", vocabulary, problems)
    except ProblemsFound as found:
        problems.found += found.problems
        profile = Profile(values={})
    faults = problems.sorted()
    if not problems.errors:
        faults = contradictions(profile, day)
    if not faults:
        return msgspec.structs.replace(profile, places={})  # a cell has no line and column
    return [
        Refusal(row, one.within or (PLACE if one.code == "PF212" else ""), one.code, one.message)
        for one in faults
    ]


def _cell(
    name: str,
    columns: Mapping[str, pa.Array],
    fields: Mapping[str, pa.Field],
    row: int,
    problems: Problems,
) -> Node | None:
    """What one cell says; None where it says nothing."""
    try:
        raw, told = (
            columns[column][row].as_py() if column in columns else None
            for column in (name, name + SAID)
        )
    except UnicodeDecodeError:
        problems.add("PF101", Place(""), _("The cell is not UTF-8 text."), within=name)
        return None
    except (OverflowError, ValueError):  # Python has no such day
        message = _("A day of the calendar such as 2022-10-05 is expected here.")
        problems.add("PF114", Place(""), message, within=name)
        return None
    word = str(told).strip().lower() if told is not None else ""
    if word:
        if word not in (UNKNOWN, DECLINED):
            message = _("Beside a fact stands unknown, declined, or nothing.")
            problems.add("PF121", Place(""), message, within=name + SAID)
            return None
        if raw is not None:
            message = _("A value and “{word}” cannot both be said.").format(word=word)
            problems.add("PF112", Place(""), message, within=name)
        return text_node(word)
    if raw is None:
        return None
    if not is_text(fields[name].type):
        return _tree(columns[name][row], name, problems)
    if notation_of(fields[name]) == TABLE:
        return text_node(raw)
    faults = Problems()
    node = parse_json(raw, "", faults, known=())
    for one in faults.found:
        problems.add(one.code, Place(""), one.message, within=name)
    return node


def _tree(cell: pa.Scalar, name: str, problems: Problems) -> Node | None:
    """What a cell of a natural type says."""
    try:
        return node_of(cell)
    except ProblemsFound as found:
        problems.found += found.problems
        return None
