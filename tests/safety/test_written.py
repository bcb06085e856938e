"""Nothing is written but what was asked for and the cache of the rules; whole, and for its owner alone."""

from __future__ import annotations

import os
import re
import resource
import stat
from fnmatch import fnmatch
from pathlib import Path

import pytest

from command_line import CommandLine
from pathfinder.values.files import write_whole
from safety.every_command import CALLS, DATED, SMALL, Call, Desk, every_command

CACHE = "home/.cache"

ALL = [
    pytest.param(call, id=" ".join(call.arguments))
    for name, calls in CALLS.items()
    if name in every_command()
    for call in calls
]


def test_every_command_has_a_line_in_the_table() -> None:
    """A new command is asked what it writes before it can be released."""
    assert [name for name in every_command() if name not in CALLS] == []


@pytest.mark.parametrize("call", ALL)
def test_a_command_writes_only_what_it_was_asked_for(call: Call, tmp_path: Path) -> None:
    """In a fresh home the one other thing is the cache of the rules; what people said is their own to read."""
    desk = Desk(tmp_path)
    before = desk.seen()
    done = desk.cli(*call.arguments, cwd=desk.work)
    assert done.exit_code in call.codes, done.stderr
    assert "fault of pathfinder" not in done.stderr
    changed = {name: seen for name, seen in desk.seen().items() if before.get(name) != seen}
    for name, (mode, digest) in changed.items():
        inside = name.removeprefix("work/")
        asked = any(fnmatch(inside, each) or f"{inside}/*" == each for each in call.writes)
        assert asked or name.startswith(CACHE), name
        if digest:
            assert mode == (0o644 if call.shared and not name.startswith(CACHE) else 0o600), name
    assert set(before) <= set(desk.seen())


def test_the_cache_holds_rules_and_nobody(tmp_path: Path) -> None:
    """What is kept after a run with a person is what a run without one keeps."""
    desk = Desk(tmp_path)
    desk.cli("facts", *SMALL, cwd=desk.work)
    without = desk.seen()
    assert any(name.startswith(CACHE) for name in without)
    desk.cli("check", "p.yaml", *DATED, cwd=desk.work)
    assert desk.seen() == without


WRITERS = [
    pytest.param(call, id=" ".join(call.arguments))
    for name, calls in CALLS.items()
    if name in every_command()
    for call in calls
    if call.writes
    and call.writes != ("pages/*",)
    and not {"bad.yaml", "new.json"} & {*call.arguments}
]


@pytest.mark.parametrize("call", WRITERS)
def test_what_does_not_fit_on_the_disk_leaves_the_old_file(
    call: Call, tmp_path: Path, cache_folder: Path
) -> None:
    """Where no byte more can be written the command says so, and every file is as it was."""
    desk = Desk(tmp_path)
    desk.cli.environment["XDG_CACHE_HOME"] = str(cache_folder)
    forced = [*call.arguments]
    if call.arguments[0] in ("batch", "calendar", "report", "template"):
        forced.append("--force")
        for name in call.writes:
            (desk.work / name).write_text("the old one")
    before = desk.seen()
    done = desk.cli.python("-c", FULL, *forced, cwd=desk.work)
    assert done.exit_code == 1, done.stderr
    assert "fault of pathfinder" not in done.stderr
    assert re.search("File too large|no room left|cannot be written", done.stderr)
    assert "Traceback" not in done.stderr
    if call.arguments[0] != "batch":
        assert desk.seen() == before
    else:
        kept = {name: seen for name, seen in desk.seen().items() if name in before}
        assert kept == before


FULL = (
    "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
    " resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64));"
    " from pathfinder.cli import main; main()"
)
"""A process whose files may have 64 bytes; a full disk looks the same to it."""


def test_a_write_that_is_killed_leaves_the_old_file(tmp_path: Path) -> None:
    """Between the first byte and the last the old file is whole; the new one appears in one step."""
    path = tmp_path / "answers.yaml"
    path.write_bytes(b"old")
    seen = []

    class Watched(bytes):
        pass

    for size in (1, 1_000_000):
        write_whole(str(path), b"x" * size)
        seen.append((len(path.read_bytes()), stat.S_IMODE(path.stat().st_mode)))
    assert seen == [(1, 0o600), (1_000_000, 0o600)]
    cli = CommandLine(tmp_path, tmp_path)
    killed = (
        "import os, signal; from pathfinder.values import files;"
        " os.replace = lambda *names: os.kill(os.getpid(), signal.SIGKILL);"
        " files.write_whole('answers.yaml', b'new')"
    )
    assert cli.python("-c", killed).exit_code == -9
    assert len(path.read_bytes()) == 1_000_000
    left = [each for each in tmp_path.iterdir() if each.suffix == ".part"]
    assert [stat.S_IMODE(each.stat().st_mode) for each in left] == [0o600]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_small_full_disk(tmp_path: Path) -> None:
    """A real disk without room: a report is not written, the one that was there stays."""
    desk = Desk(tmp_path)
    desk.cli("facts", *SMALL, cwd=desk.work)
    script = (
        "mount -t tmpfs -o size=16k none disk && cp r.md disk/ && dd if=/dev/zero of=disk/rest bs=1k 2>/dev/null;"
        f' "$0" -m pathfinder report p.yaml -o disk/r.md --force {" ".join(DATED)}; echo "code $?"; cat disk/r.md'
    )
    (desk.work / "disk").mkdir()
    (desk.work / "r.md").write_text("the old one\n")
    import subprocess
    import sys

    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script, sys.executable],  # noqa: S607
        cwd=desk.work, env=desk.cli.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "unshare" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"no mount is possible here: {done.stderr.strip()[:100]}")
    assert done.stdout == "code 1\nthe old one\n"
    assert "No space left on device" in done.stderr


def test_limits_of_files_are_known_here() -> None:
    """The tests of a full disk need a system that can limit the size of files."""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
