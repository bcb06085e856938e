"""What git remembers of the files of a rule book, asked for on demand only.

A folder from a stranger may hold settings that make git start other programs; none of those that `git log` obeys is
left on, nothing is fetched, and nothing is written.
"""

from __future__ import annotations

import os
import subprocess

from pathfinder.review.dossier.records import Commit

_LIMIT_SECONDS = 30
_QUIET = (
    "--no-pager", "--no-optional-locks", "--no-replace-objects",
    "-c", "core.fsmonitor=false", "-c", "log.showSignature=false", "-c", "core.hooksPath=/dev/null",
    "-c", "protocol.allow=never",
)  # fmt: skip
_MARK = "\x01"


def commits(folder: str) -> dict[str, tuple[Commit, ...]] | None:
    """The commits of each rule file, newest first, by its path inside the folder; None where git knows nothing."""
    command = [
        "git", *_QUIET, "-C", folder, "log", "--no-ext-diff", "--no-textconv", "--no-show-signature",
        "--no-renames", "--no-mailmap", "--relative", "--name-only", "-z",
        f"--format={_MARK}%ad%x02%s%x02%h", "--date=short", "--", ".",
    ]  # fmt: skip
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "LC_ALL": "C.UTF-8", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_NOSYSTEM": "1",
    }  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, the folder is an argument of its own
            command, capture_output=True, env=environment, timeout=_LIMIT_SECONDS, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return _read(done.stdout.decode(errors="replace")) if done.returncode == 0 else None


def _read(log: str) -> dict[str, tuple[Commit, ...]]:
    found: dict[str, tuple[Commit, ...]] = {}
    for entry in log.split(_MARK)[1:]:
        head, _nul, names = entry.partition("\0")
        day, _sep, rest = head.partition("\x02")
        subject, _sep, name = rest.rpartition("\x02")
        commit = Commit(day, subject, name)
        for file in names.split("\0"):
            if file.strip():
                found[file.strip()] = (*found.get(file.strip(), ()), commit)
    return found
