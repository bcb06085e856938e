"""The rule books in `examples`: a small one that is in order, and for each code one that is not and one that is.

The folders of a code hold only the files that differ from those of `base`. `bad/place.txt` names where the code is
given; `command.txt` names another command than `rules check` that gives it.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from click.testing import CliRunner

from pathfinder.cli import main_group
from pathfinder.cli.rules_check import check_command

EXAMPLES = Path(__file__).parent / "examples"
BASE = EXAMPLES / "base"
CODES = sorted(folder.name for folder in EXAMPLES.iterdir() if folder.name.startswith("PF"))
ON = "2026-11-22"
COMMANDS = {
    path.parent.name: path.read_text(encoding="utf-8")
    for path in sorted(EXAMPLES.glob("*/command.txt"))
}


class Run(NamedTuple):
    """How `rules check` ended and what it wrote."""

    exit_code: int
    output: str
    errors: str

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The findings of `--format json`."""
        found: list[dict[str, Any]] = json.loads(self.output)
        return found

    @property
    def codes(self) -> list[str]:
        """Their codes, in order."""
        return [finding["code"] for finding in self.findings]


def lay(folder: Path, example: str = "base") -> Path:
    """Put the files of an example, such as `PF414/bad`, over those of the base book into a folder."""
    for source in (BASE, EXAMPLES / example):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    return folder


def check(folder: Path, *options: str, form: str = "json", library: bool | None = None) -> Run:
    """Run `rules check` over the rules of a folder, with its documents unless it says `no-library`."""
    at_hand = not (folder / "no-library").exists() if library is None else library
    arguments = ["--rules", str(folder / "rules"), "--format", form, "--on", ON, *options]
    if at_hand:
        arguments += ["--library", str(folder / "library")]
    runner = CliRunner(env={"PATHFINDER_SOURCES": None})
    done = runner.invoke(check_command, arguments, catch_exceptions=False)
    return Run(done.exit_code, done.stdout, done.stderr)


def told_by(command: str) -> list[tuple[str, str]]:
    """Run a command, such as `rules test --mutants`, in the folder of a book: place and code of each finding."""
    runner = CliRunner(env={"PATHFINDER_SOURCES": None})
    done = runner.invoke(main_group, shlex.split(command), catch_exceptions=False)
    return re.findall(r"^(\S+): (?:error|warning) (PF[0-9]{3}): ", done.output, re.MULTILINE)


def change(folder: Path, file: str, old: str, new: str) -> None:
    """Change a text in a file."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
