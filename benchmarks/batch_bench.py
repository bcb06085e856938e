"""What the comparisons of `batch` share: sizes, files of people, programs to run, figures and their targets."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

import batch_rules
import batch_values
import pathfinder
import workload
from batch_measure import Run, run
from batch_people import People
from batch_verify import verify

HERE = Path(__file__).parent
SMALL, SOME, MANY, TENFOLD = 100, 96, 800, 960


class Sizes(msgspec.Struct, frozen=True):
    """How many people each comparison has."""

    rate: int
    openfisca: int
    openfisca_many: int
    lines: int
    zen: int
    few: int
    pathways: int


FULL = Sizes(1_000_000, 1_000_000, 1_000_000, 300_000, 60_000, 1_000_000, 100_000)
QUICK = Sizes(300_000, 200_000, 100_000, 60_000, 20_000, 50_000, 30_000)


class Line(msgspec.Struct, frozen=True):
    """A figure, and what it has to be; `most` says that it is an upper bound."""

    name: str
    figure: float
    target: float
    most: bool = False

    @property
    def met(self) -> bool:
        return self.figure <= self.target if self.most else self.figure >= self.target

    def __str__(self) -> str:
        bound = "at most" if self.most else "at least"
        missed = "" if self.met else "  MISSED"
        return (
            f"{self.name}: {_number(self.figure)} (target: {bound} {_number(self.target)}){missed}"
        )


def _number(figure: float) -> str:
    return f"{figure:,.0f}" if figure >= 100 else f"{figure:.2f}"


class Bench:
    """The folder of the files, the programs, and what was found."""

    def __init__(self, folder: Path, sizes: Sizes, rounds: int, peers: str) -> None:
        self.folder, self.sizes, self.rounds, self.peers = folder, sizes, rounds, peers
        root = str(Path(str(pathfinder.__file__)).parents[1])
        self.environment = {
            **os.environ,
            "XDG_CACHE_HOME": str(folder / "cache"),
            "PYTHONPATH": root,
            "LC_ALL": "C.UTF-8",
        }
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled
        self.lines: list[Line] = []
        self._crowds: dict[str, People] = {}
        self._books: dict[int, Any] = {}

    def crowd(self, who: str) -> People:
        """The people of a kind."""
        if who not in self._crowds:
            self._crowds[who] = People(who)
        return self._crowds[who]

    def people(self, who: str, number: int, form: str = "parquet") -> Path:
        """A file of people; it is written once."""
        path = self.folder / f"{who}-{number}.{form}"
        if not path.exists():
            files = {form: path.with_suffix(".part")}
            self.crowd(who).write(number, **files)
            files[form].rename(path)
        return path

    def book(self, pathways: int) -> Any:
        """A rule book: the shipped one for 0, else a generated one."""
        if pathways not in self._books:
            folder = batch_rules.write(self.folder, pathways) if pathways else None
            self._books[pathways] = pathfinder.load_rules(folder)
        return self._books[pathways]

    def ours(self, source: Path, target: Path, pathways: int = 0, *, memory: bool = False) -> Run:
        """One run of `pathfinder batch`."""
        day = workload.DAY if pathways else batch_values.DAY
        command = [sys.executable, "-m", "pathfinder", "batch", str(source), "-o", str(target)]
        command += ["--as", "wide", "--on", day.isoformat()]
        if pathways:
            command += ["--rules", str(batch_rules.write(self.folder, pathways))]
        target.unlink(missing_ok=True)
        return run(command, self.environment, memory=memory)

    def peer(self, what: str, source: Path, target: Path, pathways: int = SOME) -> Run:
        """One run of another program."""
        command = [self.peers, str(HERE / "batch_peers.py"), what, str(source), str(target)]
        return run([*command, "--pathways", str(pathways)], self.environment)

    def base(self) -> Run:
        """One run of what 100 people are measured by."""
        return run([sys.executable, "-c", "import click"], self.environment)

    def check(self, who: str, number: int, output: Path, pathways: int = 0) -> None:
        """Check an output."""
        day = workload.DAY if pathways else batch_values.DAY
        verify(self.crowd(who), number, output, self.book(pathways), day)

    def turns(self, *works: Callable[[], Run], rounds: int = 0) -> list[list[Run]]:
        """Runs of each program, in turns, after one that warms up."""
        for work in works:
            work()
        found: list[list[Run]] = [[] for _ in works]
        for _turn in range(rounds or self.rounds):
            for runs, work in zip(found, works, strict=True):
                runs.append(work())
        return found

    def say(self, name: str, figure: float, target: float, *, most: bool = False) -> None:
        """Keep and print a figure."""
        self.lines.append(Line(name, figure, target, most))
        print(self.lines[-1], flush=True)

    def note(self, text: str) -> None:
        """Print something that has no target."""
        print(f"    {text}", flush=True)
