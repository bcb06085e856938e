"""Programs that stand beside `pathfinder batch`: other engines on the same people and rules, and floors.

    python benchmarks/batch_peers.py WHAT INPUT OUTPUT --pathways N

`openfisca` and `zen` judge the people of `workload` by its rules, from file to file. `orjson` merely parses a file of
JSON Lines, `arrow-read` merely reads a Parquet file, `arrow-copy` writes a table of verdicts again: floors, below
which a program that does the same work with the same libraries cannot come. Each is a process of its own.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

VERDICTS = ("ineligible", "eligible", "undetermined")
WORDS = dict(enumerate(VERDICTS))
NOT_SAID = ("unknown", "declined")
ZEN_LINES = 2_000
"""So many lines of zen's verdicts are kept before they are written."""


def openfisca(source: str, target: str, pathways: int) -> None:
    """openfisca-core, all people at once."""
    from batch_openfisca import judge

    judge(source, target, pathways)


def zen(source: str, target: str, pathways: int) -> None:
    """zen-engine, one compiled list expression, people one after the other."""
    import orjson

    import workload

    engine: Any = importlib.import_module("zen")
    trees = workload.rules(pathways)
    evaluate = engine.compile_expression(workload.zen_expression(trees)).evaluate
    names, counted = pathway_names(pathways), _counted(trees)
    day = workload.DAY.isoformat()
    with Path(source).open("rb") as lines, Path(target).open("wb") as out:
        done = []
        for line in lines:
            person = orjson.loads(line)
            verdicts = evaluate(_facts(person["facts"], counted))
            words = dict(zip(names, map(WORDS.__getitem__, verdicts), strict=True))
            done.append(orjson.dumps({"case": person["case"], "on": day, **words}))
            if len(done) == ZEN_LINES:
                out.write(b"\n".join(done) + b"\n")
                done.clear()
        out.writelines(line + b"\n" for line in done)


def _counted(trees: list[Any]) -> list[tuple[str, str, int]]:
    """The counted days that rules ask for: name, country, window."""
    import workload

    def facts(tree: Any) -> Iterator[str]:
        if isinstance(tree, workload.Atom):
            yield tree.fact
        else:
            for item in tree.items:
                yield from facts(item)

    names = sorted({fact for tree in trees for fact in facts(tree) if fact.startswith("days_")})
    return [(name, name.split("_")[1], int(name.split("_")[2])) for name in names]


def _facts(facts: dict[str, Any], counted: list[tuple[str, str, int]]) -> dict[str, Any]:
    """What zen can take: what is unknown or declined is missing, and stays are days counted in Python.

    The day asked about counts as one in the country, as the rules have it.
    """
    import workload

    last = workload.DAY.toordinal()
    known = {name: value for name, value in facts.items() if value not in NOT_SAID}
    if "stays" in known:
        stays = [
            (stay["country"], _ordinal(stay["entered"]), _ordinal(stay["left"]))
            for stay in known.pop("stays")
        ]
        for name, country, window in counted:
            days, first = 1, last - window + 1
            for where, entered, left in stays:
                if where == country and left >= first:
                    days += left - max(entered, first) + 1
            known[name] = days
    return known


@cache
def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day).toordinal()


def pathway_names(pathways: int) -> list[str]:
    """The ids of the generated pathways, in their order."""
    import workload
    from batch_rules import country_codes

    codes = country_codes()
    return [f"{codes[number // workload.A_FILE]}/way-{number}" for number in range(pathways)]


def orjson_parse(source: str, target: str, pathways: int) -> None:
    """orjson, every line parsed and forgotten."""
    from orjson import loads

    with Path(source).open("rb") as lines:
        for line in lines:
            loads(line)


def arrow_read(source: str, target: str, pathways: int) -> None:
    """pyarrow, every column of a Parquet file."""
    import pyarrow.parquet as pq

    for _batch in _batches(pq.ParquetFile(source)):
        pass


def _batches(file: Any) -> Iterator[Any]:
    for group in range(file.num_row_groups):
        yield file.read_row_group(group)


def arrow_copy(source: str, target: str, pathways: int) -> None:
    """pyarrow, a Parquet file of verdicts read with its dictionaries and written anew."""
    import pyarrow.parquet as pq

    file = pq.ParquetFile(source)
    with pq.ParquetWriter(target, file.schema_arrow, compression="zstd") as writer:
        for batch in _batches(file):
            writer.write_table(batch)


PROGRAMS: dict[str, Callable[[str, str, int], None]] = {
    "openfisca": openfisca, "zen": zen, "orjson": orjson_parse, "arrow-read": arrow_read, "arrow-copy": arrow_copy,
}  # fmt: skip


def main() -> int:
    """Run one of the programs."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("what", choices=PROGRAMS)
    arguments.add_argument("source")
    arguments.add_argument("target")
    arguments.add_argument("--pathways", type=int, default=96)
    chosen = arguments.parse_args()
    PROGRAMS[chosen.what](chosen.source, chosen.target, chosen.pathways)
    return 0


if __name__ == "__main__":
    sys.exit(main())
