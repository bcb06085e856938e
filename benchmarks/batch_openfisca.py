"""The rules of `workload` for openfisca-core, unknown facts included: two masks for every condition.

openfisca-core knows no unknown: a value that is not given is the default of its variable. So a fact has a variable
for its value and one that says whether it is known, a condition has one where it is certainly met and one where it
is certainly not, and so has a pathway. Each distinct condition is a variable, computed once and kept: the fastest
way found, and faster with every pathway that shares one. Stays are handed in as counted days, for it has no lists.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

import workload

EPOCH = 719_163
"""The ordinal of 1970-01-01, from which Arrow counts days."""

Formula = Callable[[Any, Any], Any]

core: Any = importlib.import_module("openfisca_core")
entities: Any = importlib.import_module("openfisca_core.entities")
enums: Any = importlib.import_module("openfisca_core.indexed_enums")
periods: Any = importlib.import_module("openfisca_core.periods")
simulations: Any = importlib.import_module("openfisca_core.simulations")
systems: Any = importlib.import_module("openfisca_core.taxbenefitsystems")
variables: Any = importlib.import_module("openfisca_core.variables")

MONTH = periods.period(workload.DAY.isoformat()[:7])


class System:
    """A tax and benefit system that holds the facts, the conditions and the pathways."""

    def __init__(self, trees: list[Any]) -> None:
        self.person = entities.build_entity(
            key="person", plural="persons", label="person", is_person=True
        )
        self.system = systems.TaxBenefitSystem([self.person])
        self.enums = {name: self._enum(name, size) for name, size in workload.CHOICES.items()}
        self.atoms: dict[Any, str] = {}
        self._facts()
        for number, tree in enumerate(trees):
            for wanted in (True, False):
                self._add(f"way_{number}_{wanted}", bool, formula=self._tree(tree, wanted))

    def _enum(self, name: str, size: int) -> Any:
        return enums.Enum(name, {workload.option(number): number for number in range(size)})

    def _add(self, name: str, kind: Any, **more: Any) -> None:
        what = {"value_type": kind, "entity": self.person, "label": name}
        what |= {"definition_period": periods.DateUnit.MONTH, **more}
        self.system.add_variable(type(name, (variables.Variable,), what))

    def _facts(self) -> None:
        import datetime as dt

        kinds: dict[str, Any] = dict.fromkeys(workload.YES_NO, bool)
        kinds |= dict.fromkeys([*workload.NUMBERS, *counted()], int)
        kinds |= dict.fromkeys(workload.DATES, dt.date)
        for name, enum in self.enums.items():
            options = {"possible_values": enum, "default_value": next(iter(enum))}
            self._add(name, enums.Enum, **options)
        for name, kind in kinds.items():
            self._add(name, kind)
        for name in [*kinds, *self.enums]:
            self._add(f"known_{name}", bool)

    def _tree(self, tree: Any, wanted: bool) -> Formula:
        if isinstance(tree, workload.Atom):
            name = f"{self._atom(tree)}_{wanted}"
            return lambda person, month: person(name, month)
        if tree.how == "not":
            return self._tree(tree.items[0], not wanted)
        parts = [self._tree(item, wanted) for item in tree.items]
        join = np.logical_and if (tree.how == "all") == wanted else np.logical_or

        def formula(person: Any, month: Any) -> Any:
            found = parts[0](person, month)
            for part in parts[1:]:
                found = join(found, part(person, month))
            return found

        return formula

    def _atom(self, atom: Any) -> str:
        """The name of the two variables of a condition."""
        if atom not in self.atoms:
            self.atoms[atom] = name = f"atom_{len(self.atoms)}"
            test, known, fact = _test(atom), f"known_{atom.fact}", atom.fact

            def met(person: Any, month: Any) -> Any:
                return person(known, month) & test(person(fact, month))

            def unmet(person: Any, month: Any) -> Any:
                return person(known, month) & ~test(person(fact, month))

            self._add(f"{name}_True", bool, formula=met)
            self._add(f"{name}_False", bool, formula=unmet)
        return self.atoms[atom]


def _test(atom: Any) -> Callable[[Any], Any]:
    value = atom.value
    if isinstance(value, bool):
        return (lambda column: column) if value else (lambda column: ~column)
    if atom.fact in workload.CHOICES:
        words = value if atom.how == "in" else (value,)
        chosen = np.zeros(workload.CHOICES[atom.fact], bool)
        chosen[[int(word.rpartition("_")[2]) for word in words]] = True
        return lambda column: chosen[column.view(np.ndarray)]
    if atom.how == "between":
        least, most = value
        return lambda column: (column >= least) & (column <= most)
    if atom.fact in workload.DATES:
        value = np.datetime64(value)
    signs: dict[str, Any] = {
        "on or after": np.greater_equal, "at least": np.greater_equal, "on or before": np.less_equal,
        "at most": np.less_equal, "less than": np.less, "more than": np.greater,
    }  # fmt: skip
    sign = signs[atom.how]
    return lambda column: sign(column, value)


def counted() -> list[str]:
    """The days in a country within a window, as facts."""
    return [
        f"days_{country}_{window}" for country in workload.COUNTRIES for window in workload.WINDOWS
    ]


def columns(path: str, system: System) -> tuple[pa.Array, dict[str, Any], dict[str, Any]]:
    """The labels, the values as openfisca-core takes them, and which of them are known."""
    plain = [*workload.YES_NO, *workload.CHOICES, *workload.NUMBERS, *workload.DATES]
    table = pq.read_table(path, columns=["case", *plain, "stays"]).combine_chunks()
    values, known = {}, {}
    for name in plain:
        column = table[name].combine_chunks()
        known[name] = np.asarray(column.is_valid())
        if name in workload.YES_NO:
            values[name] = np.asarray(column.fill_null(False))
        elif name in workload.CHOICES:
            words = pa.array([option.name for option in system.enums[name]])
            index = pc.fill_null(pc.index_in(column, value_set=words), 0)
            values[name] = enums.EnumArray(np.asarray(index).astype(np.uint8), system.enums[name])
        elif name in workload.NUMBERS:
            values[name] = np.asarray(column.fill_null(0)).astype(np.int32)
        else:
            days = np.asarray(column.cast(pa.int32()).fill_null(0))
            values[name] = days.astype("datetime64[D]")
    stays = table["stays"].combine_chunks()
    for name, days in _days(stays).items():
        values[name], known[name] = days, np.asarray(stays.is_valid())
    return table["case"].combine_chunks(), values, known


def _days(stays: Any) -> dict[str, Any]:
    """Days of stay by country and window; the day asked about counts as one, as the rules have it."""
    flat = stays.flatten()
    lengths = np.asarray(pc.fill_null(pc.list_value_length(stays), 0))
    person = np.repeat(np.arange(len(stays)), lengths)
    last = workload.DAY.toordinal() - EPOCH
    entered = np.asarray(flat.field("entered").cast(pa.int32()))
    left = np.asarray(flat.field("left").cast(pa.int32()).fill_null(last))
    country = np.asarray(pc.index_in(flat.field("country"), value_set=pa.array(workload.COUNTRIES)))
    found = {}
    for name in counted():
        _word, code, window = name.split("_")
        within = np.minimum(left, last) - np.maximum(entered, last - int(window) + 1) + 1
        days = np.clip(within, 0, None) * (country == workload.COUNTRIES.index(code))
        found[name] = np.bincount(person, days, len(stays)).astype(np.int32) + 1
    return found


def judge(source: str, target: str, pathways: int) -> None:
    """From a Parquet file of people to one of verdicts."""
    from batch_peers import VERDICTS, pathway_names

    system = System(workload.rules(pathways))
    labels, values, known = columns(source, system)
    build = simulations.SimulationBuilder()
    simulation = build.build_default_simulation(system.system, count=len(labels))
    for name, column in values.items():
        simulation.set_input(name, MONTH, column)
        simulation.set_input(f"known_{name}", MONTH, known[name])
    words = pa.array(VERDICTS)
    found = {"case": labels}
    for number, name in enumerate(pathway_names(pathways)):
        yes = simulation.calculate(f"way_{number}_True", MONTH)
        no = simulation.calculate(f"way_{number}_False", MONTH)
        index = np.where(yes, 1, np.where(no, 0, 2)).astype(np.int8)
        found[name] = pa.DictionaryArray.from_arrays(index, words)
    pq.write_table(pa.table(found), target)
