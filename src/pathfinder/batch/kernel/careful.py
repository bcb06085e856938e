"""Rows that the quick way cannot take, read one by one by the reader of profiles: it says what is wrong."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from pathfinder.batch.kernel.columns import is_text, notation_of, plain
from pathfinder.batch.kernel.records import Refusal
from pathfinder.batch.kernel.values import cell_node
from pathfinder.engine.judge import contradictions
from pathfinder.engine.questions import PLACE
from pathfinder.i18n import _
from pathfinder.language.answers import DECLINED, UNKNOWN
from pathfinder.language.problems import Place, Problems, ProblemsFound
from pathfinder.language.profile import Profile, node_from_value, read_facts
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
        return profile
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
        raw = columns[name][row].as_py() if name in columns else None
    except UnicodeDecodeError:
        problems.add("PF101", Place(""), _("The cell is not UTF-8 text."), within=name)
        return None
    told = columns[name + SAID][row].as_py() if name + SAID in columns else None
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
        try:
            return node_from_value(plain(raw))
        except ProblemsFound as found:
            problems.found += found.problems
            return None
    node = cell_node(raw, notation_of(fields[name]))
    if node is None:
        problems.add("PF102", Place(""), _("The cell cannot be read as JSON."), within=name)
    return node
