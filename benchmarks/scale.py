"""Loading and judging with rule books of 100, 1,000 and 10,000 generated pathways: how time grows with their number.

    pip install -e . && python benchmarks/scale.py

Every size is measured in every round, in a process of its own. Growth is the time a pathway takes in a larger book,
in that which it takes in the book of 100: 1 is linear. "load" reads the YAML files, "load from cache" what was kept of
them, "one person" makes the trees of the day and judges one person, "twenty people" goes on with 19 others. What is
measured is processor time.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pathfinder
import workload

SIZES = (100, 1_000, 10_000)
ROUNDS = 5
PEOPLE = 20
TARGET = 1.2


def seconds(work: Callable[[], Any]) -> float:
    """The processor time of something, with no garbage left from what was measured before."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def country_codes() -> list[str]:
    """The codes that files can be named for."""
    from pathfinder.rulebook.names import country_names

    return sorted(country_names("en"))


def measure(folder: Path) -> dict[str, float]:
    """The time for each of the works with one rule book."""
    people = list(workload.profiles(PEOPLE, seed=3))
    small = pathfinder.load_rules(
        folder.with_name(str(SIZES[0]))
    )  # imports what is imported on use
    assert pathfinder.judge({}, on=workload.DAY, rules=small).verdicts
    shutil.rmtree(os.environ["XDG_CACHE_HOME"], ignore_errors=True)
    found = {"load": seconds(lambda: pathfinder.load_rules(folder))}
    found["load from cache"] = seconds(lambda: pathfinder.load_rules(folder))
    book = pathfinder.load_rules(folder)

    def judge(some: list[dict[str, Any]]) -> None:
        for person in some:
            judgement = pathfinder.judge(person, on=workload.DAY, rules=book)
            assert len(judgement.verdicts) == len(book.pathways)
            assert len(judgement.destinations) == len(book.destinations)

    found["one person"] = seconds(lambda: judge(people[:1]))
    found["twenty people"] = found["one person"] + seconds(lambda: judge(people[1:]))
    return found


def main() -> int:
    """Measure, print, and say whether the target is met."""
    spawn = multiprocessing.get_context("spawn")
    times: dict[int, list[dict[str, float]]] = {size: [] for size in SIZES}
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = str(Path(folder, "cache"))
        codes = country_codes()
        for size in SIZES:
            workload.write_rule_book(Path(folder, str(size)), workload.rules(size), codes)
        for _turn in range(ROUNDS):
            for size in SIZES:
                with spawn.Pool(1) as process:
                    times[size].append(process.apply(measure, (Path(folder, str(size)),)))
    missed = 0
    for name in times[SIZES[0]][0]:
        a_pathway = [statistics.median(turn[name] for turn in times[size]) / size for size in SIZES]
        growth = [each / a_pathway[0] for each in a_pathway[1:]]
        missed += growth[-1] > TARGET
        shown = ", ".join(
            f"{size:,}: {each:.2f}" for size, each in zip(SIZES[1:], growth, strict=True)
        )
        print(
            f"{name}: times linear from {SIZES[0]} pathways to {shown} (target: at most {TARGET})"
        )
    print("target met" if not missed else "TARGET MISSED")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
