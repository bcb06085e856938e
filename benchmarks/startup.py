"""The whole program, started as a user starts it, against `python -c "import click"`, in turns.

    pip install -e . && python benchmarks/startup.py [--rounds N]

`check` is given the first example and the whole rule book. The first run finds nothing cached: it looks for rule
books of other packages, reads every rule file, and writes the cache. What is measured is processor time, which other
work on the machine disturbs least; each of these programs does one thing at a time.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "igor.yaml"
CHECK = ("check", str(EXAMPLE), "--on", "2024-01-15")
BASE = "import click"

TARGETS: dict[str, tuple[tuple[str, ...], float]] = {
    "pathfinder --help": (("--help",), 1.6),
    "check, JSON": ((*CHECK, "--format", "json"), 3.0),
    "check, text": (CHECK, 4.0),
    "check, JSON, first run": ((*CHECK, "--format", "json"), 30.0),
}


def program() -> list[str]:
    """The installed command; without one, the same from the checkout."""
    installed = Path(sys.executable).with_name("pathfinder")
    if installed.exists():
        return [str(installed)]
    return [sys.executable, "-c", "from pathfinder.cli import main; main()"]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """The processor time of a command from its start to its end."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure, print, and say whether every target is met."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--rounds", type=int, default=21)
    rounds = arguments.parse_args().rounds
    start, base = program(), [sys.executable, "-c", BASE]
    ratios: dict[str, list[float]] = {name: [] for name in TARGETS}
    with tempfile.TemporaryDirectory() as folder:
        warm = {**os.environ, "XDG_CACHE_HOME": str(Path(folder, "warm")), "LC_ALL": "C.UTF-8"}
        warm.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        seconds([*start, *CHECK], warm)
        for turn in range(rounds):
            for name, (options, _target) in TARGETS.items():
                first = "first run" in name
                cold = {**warm, "XDG_CACHE_HOME": str(Path(folder, str(turn)))}
                mine = seconds([*start, *options], cold if first else warm)
                ratios[name].append(mine / seconds(base, warm))
    return report(ratios)


def report(ratios: dict[str, list[float]]) -> int:
    """Print the medians; 1 where a target is missed."""
    missed = 0
    for name, (_options, target) in TARGETS.items():
        found = statistics.median(ratios[name])
        missed += found > target
        print(f"{name}: {found:.2f} times `{BASE}` (target: at most {target:.1f})")
    print("target met" if not missed else "TARGET MISSED")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
