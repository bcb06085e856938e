"""The program as a user starts it: a process of its own, in an environment that the test knows."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pathfinder

if TYPE_CHECKING:
    from collections.abc import Mapping

OFFLINE = Path(__file__).parent / "offline"
"""Holds the `sitecustomize` that refuses the network to a Python process."""


class Finished(NamedTuple):
    """What a command left behind. The bytes are what was written, the text is the same as UTF-8."""

    exit_code: int
    stdout_bytes: bytes
    stderr_bytes: bytes

    @property
    def stdout(self) -> str:
        return self.stdout_bytes.decode()

    @property
    def stderr(self) -> str:
        return self.stderr_bytes.decode()


class CommandLine:
    """Runs `pathfinder …` as a process: `cli("check", "-", stdin=profile)`.

    The environment is clean: `HOME` is the test's own, the locale is C with UTF-8, the terminal is 100 columns
    wide, the network is refused, a warning is an error. The cache folder is shared by the tests of one process,
    because compiling the rules takes longer than most commands; a test about the cache gives its own in `env`.
    """

    def __init__(self, home: Path, cache: Path) -> None:
        self.home = home
        self.environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(home),
            "XDG_CACHE_HOME": str(cache),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "COLUMNS": "100",
            "PYTHONWARNINGS": "error",
            "PYTHONPATH": f"{OFFLINE}{os.pathsep}{_import_root()}",
        }

    def __call__(
        self,
        *arguments: str | Path,
        stdin: str | bytes = b"",
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        seconds: float = 120,
    ) -> Finished:
        """Run one command to its end; `env` adds to the environment, `cwd` is `HOME` where it is not given."""
        return self.python(
            "-m", "pathfinder", *arguments, stdin=stdin, env=env, cwd=cwd, seconds=seconds
        )

    def python(
        self,
        *arguments: str | Path,
        stdin: str | bytes = b"",
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        seconds: float = 120,
    ) -> Finished:
        """Run the interpreter in the same environment."""
        done = subprocess.run(
            [sys.executable, *map(str, arguments)],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env=self.environment | dict(env or {}),
            cwd=cwd or self.home,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
        return Finished(done.returncode, done.stdout, done.stderr)


def _import_root() -> Path:
    """The folder that this process imports `pathfinder` from, so that the command is the same program."""
    assert pathfinder.__file__ is not None
    return Path(pathfinder.__file__).parents[1]
