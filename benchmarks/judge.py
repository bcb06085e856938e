"""Judging people in a loop, against zen-engine: profiles a second of each, measured in turns.

    pip install -e '.[bench]' && python benchmarks/judge.py

zen-engine evaluates one compiled list expression, its fastest use, of which a letter a pathway is made; there are no
reasons. Its profiles are prepared, with the days of stays counted, before the clock runs. pathfinder gets mappings of
facts to raw values, checks them, counts the days, and returns a judgement from which reasons can be had. What is
measured is processor time, which other work on the machine disturbs least.
"""

from __future__ import annotations

import importlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pathfinder
import workload

zen: Any = importlib.import_module("zen")

PATHWAYS = 96
ROUND = 250
ROUNDS = 40
LETTERS = bytes([ord("I"), ord("E"), ord("U"), *[ord("?")] * 253])
WORDS = {ord("E"): "eligible", ord("I"): "ineligible", ord("U"): "undetermined"}


def seconds(work: Callable[[Any], Any], people: Iterable[Any]) -> float:
    """The processor time that a loop over people takes."""
    start = time.process_time()
    for person in people:
        work(person)
    return time.process_time() - start


def agreement(
    book: Any, evaluate: Callable[[Any], Any], people: list[dict[str, Any]]
) -> tuple[int, int, int]:
    """Verdicts compared: all of them, those that only pathfinder decides, those that contradict."""
    every = only = against = 0
    for person in people:
        verdicts = pathfinder.judge(person, on=workload.DAY, rules=book).verdicts
        for ours, letter in zip(verdicts.values(), evaluate(workload.for_zen(person)), strict=True):
            every += 1
            theirs = WORDS[letter]
            if ours != theirs:
                only += theirs == "undetermined"
                against += theirs != "undetermined"
    return every, only, against


def main() -> int:
    """Measure, print, and say whether the targets are met."""
    trees = workload.rules(PATHWAYS)
    with tempfile.TemporaryDirectory() as folder:
        workload.write_rule_book(Path(folder, "rules"), trees, ["AM", "KG", "KZ"])
        book = pathfinder.load_rules(Path(folder, "rules"))
    expression = zen.compile_expression(workload.zen_expression(trees)).evaluate

    def evaluate(person: dict[str, Any]) -> bytes:
        return bytes([int(number) for number in expression(person)]).translate(LETTERS)

    def judge(person: dict[str, Any]) -> Any:
        return pathfinder.judge(person, on=workload.DAY, rules=book).verdicts

    every, only, against = agreement(book, evaluate, list(workload.profiles(500, seed=1)))
    print(
        f"{every} verdicts compared: {against} contradict; {only} that zen-engine leaves open are decided here"
    )
    ratios, all_ours, all_theirs = [], 0.0, 0.0
    for turn in range(ROUNDS):
        people = list(workload.profiles(ROUND, seed=100 + turn))
        prepared = [workload.for_zen(person) for person in people]
        ours, theirs = seconds(judge, people), seconds(evaluate, prepared)
        all_ours, all_theirs = all_ours + ours, all_theirs + theirs
        ratios.append(theirs / ours)
    print(f"first {ROUND} people: {ratios[0]:.2f} of the rate of zen-engine")
    print(f"all {ROUND * ROUNDS} people: {all_theirs / all_ours:.2f}")
    settled = statistics.median(ratios[ROUNDS // 2 :])
    print(
        f"later people, median of {ROUNDS - ROUNDS // 2} rounds: {settled:.2f} (target: at least 0.50)"
    )
    empty = emptiness(judge)
    print(f"an empty profile takes {empty:.2f} times as long as a full one (target: at most 5.00)")
    met = settled >= 0.5 and empty <= 5 and not against
    print("target met" if met else "TARGET MISSED")
    return 0 if met else 1


def emptiness(judge: Callable[[Any], Any]) -> float:
    """The time for an empty profile in that for a full one, in a loop over the same two."""
    full = workload.full_profile(seed=7)
    pairs = [(seconds(judge, [{}] * 200), seconds(judge, [full] * 200)) for _ in range(15)]
    return statistics.median(one / two for one, two in pairs)


if __name__ == "__main__":
    sys.exit(main())
