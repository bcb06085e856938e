"""Batches as whole processes, file in to file out, beside other engines and beside floors.

    pip install -e '.[batch,bench]' && python benchmarks/batch.py [--quick] [--only NAME ...]

Programs that are compared run in turns, several times each; what counts is the median of the seconds by the clock.
Every output is checked: each person stands in it once, and a sample is judged again by `pathfinder.judge`.

Two rule books are used. The shipped one, with the people of `batch_people` on its facts; and generated ones, of the
same kind and of any number of pathways (`workload`), because neither openfisca-core nor zen-engine can be told the
shipped rules: days counted in stays, entries that other pathways rest on, what documents leave open. In those both
programs judge the same people by the same rules from the same file; unknown facts are emulated for them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from batch_bench import FULL, MANY, QUICK, SMALL, SOME, TENFOLD, Bench
from batch_measure import median
from batch_verify import WrongError, agreement


def rate(bench: Bench, who: str, target: float) -> None:
    """People a second, Parquet to Parquet, the shipped rules; and the floors of reading and of writing."""
    number, out = bench.sizes.rate, bench.folder / f"{who}.parquet"
    source, copy = bench.people(who, number), bench.folder / "copy.parquet"
    bench.ours(source, out)
    bench.check(who, number, out)
    ours, reading, writing, empty = bench.turns(
        lambda: bench.ours(source, out),
        lambda: bench.peer("arrow-read", source, copy),
        lambda: bench.peer("arrow-copy", out, copy),
        lambda: bench.ours(bench.people(who, SMALL), bench.folder / "few.parquet"),
    )
    bench.say(f"{who}: Parquet to Parquet, people a second", number / median(ours), target)
    bench.note(
        f"{median(ours):.2f} s; reading alone {median(reading):.2f}, reading and writing the verdicts alone "
        f"{median(writing):.2f}, {SMALL} people {median(empty):.2f}; processors {ours[0].processor:.2f} s"
    )


def openfisca(bench: Bench, number: int, pathways: int, target: float) -> None:
    """The rate in that of openfisca-core, Parquet to Parquet."""
    source = bench.people("generated", number)
    out, theirs = bench.folder / "ours.parquet", bench.folder / "openfisca.parquet"
    ours, peer = bench.turns(
        lambda: bench.ours(source, out, pathways),
        lambda: bench.peer("openfisca", source, theirs, pathways),
    )
    bench.check("generated", number, out, pathways)
    _agree(bench, out, theirs)
    name = f"{pathways} pathways, {number:,} people: times the rate of openfisca-core"
    bench.say(name, median(peer) / median(ours), target)
    bench.note(f"{number / median(ours):,.0f} and {number / median(peer):,.0f} people a second")


def _agree(bench: Bench, out: Path, theirs: Path) -> None:
    every, only, against = agreement(out, theirs)
    bench.note(f"{every:,} verdicts compared: {only} that the other leaves open are decided here")
    if against:
        raise WrongError(f"{against} verdicts contradict those of {theirs.name}")


def orjson(bench: Bench) -> None:
    """JSON Lines to Parquet, in the time orjson takes to parse the file."""
    number, out = bench.sizes.lines, bench.folder / "lines.parquet"
    source = bench.people("mixed", number, "jsonl")
    ours, floor = bench.turns(
        lambda: bench.ours(source, out), lambda: bench.peer("orjson", source, out)
    )
    bench.check("mixed", number, out)
    name = "JSON Lines to Parquet: times orjson's parsing of the file on one core"
    bench.say(name, median(ours) / median(floor), 1.5, most=True)
    bench.note(
        f"{number / median(ours):,.0f} people a second; orjson {number / median(floor):,.0f}"
    )


def zen(bench: Bench) -> None:
    """JSON Lines to JSON Lines, in the rate of zen-engine."""
    number, source = bench.sizes.zen, bench.people("generated", bench.sizes.zen, "jsonl")
    out, theirs = bench.folder / "ours.jsonl", bench.folder / "zen.jsonl"
    ours, peer = bench.turns(
        lambda: bench.ours(source, out, SOME), lambda: bench.peer("zen", source, theirs)
    )
    bench.check("generated", number, out, SOME)
    _agree(bench, out, theirs)
    name = "JSON Lines to JSON Lines: times the rate of zen-engine"
    bench.say(name, median(peer) / median(ours), 8)
    bench.note(f"{number / median(ours):,.0f} and {number / median(peer):,.0f} people a second")
    shipped, many = bench.people("mixed", bench.sizes.lines, "jsonl"), bench.sizes.lines
    (found,) = bench.turns(lambda: bench.ours(shipped, out))
    bench.check("mixed", many, out)
    bench.note(f"the shipped rules, mixed people: {many / median(found):,.0f} people a second")


def people(bench: Bench) -> None:
    """Ten times the people: the time, and the memory of all processes."""
    few, many = bench.sizes.few, 10 * bench.sizes.few
    one, ten = bench.people("mixed", few), bench.people("mixed", many)
    out = bench.folder / "people.parquet"
    short, long = bench.turns(
        lambda: bench.ours(one, out, memory=True),
        lambda: bench.ours(ten, out, memory=True),
        rounds=5,
    )
    bench.check("mixed", many, out)
    name = f"{few:,} people and ten times as many: times as long"
    bench.say(name, median(long) / median(short), 11, most=True)
    small, large = (max(each.memory for each in runs) / 1e6 for runs in (short, long))
    bench.say(f"memory of {many:,} people, MB", large, 500, most=True)
    bench.note(f"{small:.0f} MB with a tenth of them")


def pathways(bench: Bench) -> None:
    """Ten times the pathways."""
    number, out = bench.sizes.pathways, bench.folder / "pathways.parquet"
    source = bench.people("generated", number)
    few, many = bench.turns(
        lambda: bench.ours(source, out, SOME), lambda: bench.ours(source, out, TENFOLD)
    )
    bench.check("generated", number, out, TENFOLD)
    name = f"{SOME} pathways and ten times as many, {number:,} people: times as long"
    bench.say(name, median(many) / median(few), 8, most=True)


def small(bench: Bench) -> None:
    """100 people as a whole process."""
    for form, target in (("jsonl", "jsonl"), ("parquet", "parquet"), ("jsonl", "parquet")):
        source, out = bench.people("mixed", SMALL, form), bench.folder / f"small.{target}"
        ours, base = bench.turns(lambda: bench.ours(source, out), bench.base, rounds=11)  # noqa: B023
        bench.check("mixed", SMALL, out)
        name = f"{SMALL} people, {form} to {target}: times `import click`"
        bench.say(name, median(ours) / median(base), 9, most=True)


PARTS: dict[str, Callable[[Bench], None]] = {
    "flat": lambda bench: rate(bench, "flat", 700_000),
    "mixed": lambda bench: rate(bench, "mixed", 400_000),
    "openfisca": lambda bench: openfisca(bench, bench.sizes.openfisca, SOME, 4),
    "openfisca-many": lambda bench: openfisca(bench, bench.sizes.openfisca_many, MANY, 6),
    "orjson": orjson,
    "zen": zen,
    "people": people,
    "pathways": pathways,
    "small": small,
}


def main() -> int:
    """Measure, print, and say whether the targets are met."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--quick", action="store_true", help="fewer people: some minutes")
    arguments.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--folder", type=Path, help="keep the files of people here")
    arguments.add_argument("--peers", default=sys.executable, help="the Python of the peers")
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = chosen.folder or Path(temporary)
        folder.mkdir(exist_ok=True)
        sizes = QUICK if chosen.quick else FULL
        bench = Bench(folder, sizes, chosen.rounds, chosen.peers)
        try:
            for name in chosen.only:
                PARTS[name](bench)
        except WrongError as error:
            sys.exit(f"WRONG: {error}")
    missed = [line for line in bench.lines if not line.met]
    print("targets met" if not missed else f"{len(missed)} TARGETS MISSED")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
