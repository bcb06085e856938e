"""Whole processes measured: the time by the clock, the processor time, the memory of all its processes together."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import msgspec

EVERY = 0.02
"""So many seconds lie between two looks at the memory."""

PAGE = os.sysconf("SC_PAGE_SIZE")


class Run(msgspec.Struct, frozen=True):
    """What a process took: seconds by the clock and of processors, and the largest memory in bytes."""

    seconds: float
    processor: float
    memory: int


def run(command: Sequence[str], environment: dict[str, str], *, memory: bool = False) -> Run:
    """Run a command to its end; it fails loudly. `memory` watches it and all that it starts."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    most = 0
    with tempfile.TemporaryFile() as said:
        with subprocess.Popen(
            command, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        ) as process:
            while memory and process.poll() is None:
                most = max(most, tree_memory(process.pid))
                time.sleep(EVERY)
            process.wait()
        seconds = time.perf_counter() - start
        if process.returncode:
            said.seek(0)
            text = said.read().decode(errors="replace")
            sys.exit(f"{' '.join(command)}: exit code {process.returncode}\n{text[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(seconds, processor, most)


def tree_memory(process: int) -> int:
    """The resident memory of a process and of all that it started, shared pages counted in each."""
    found, waiting = 0, [process]
    while waiting:
        number = waiting.pop()
        try:
            found += int(Path(f"/proc/{number}/statm").read_text().split()[1]) * PAGE
            for task in Path(f"/proc/{number}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except (OSError, IndexError):  # it has ended meanwhile
            continue
    return found


def median(runs: Sequence[Run]) -> float:
    """The median of the seconds by the clock."""
    return statistics.median(one.seconds for one in runs)
