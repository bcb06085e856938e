"""The environment: streams that are full or closed, a home that is missing, a wrong clock, other locales, no room."""

from __future__ import annotations

import ast
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import pathfinder
from interview.whole_interviews import PROFILE
from safety.every_command import DATED, SMALL, Desk

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One desk for all of them: nothing here is written."""
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def usual(desk: Desk) -> str:
    """What is answered where nothing is strange."""
    return desk.cli(*ANSWERS["check json"], cwd=desk.work).stdout


ANSWERS = {
    "check": ("check", "p.yaml", *DATED),
    "check json": ("check", "p.yaml", "--format", "json", *DATED),
    "check markdown": ("check", "p.yaml", "--format", "markdown", *DATED),
    "whatif": ("whatif", "p.yaml", *DATED),
    "calendar": ("calendar", "p.yaml", *DATED),
    "report": ("report", "p.yaml", "-o", "-", *DATED),
    "batch": ("batch", "p.yaml", "-o", "-", "-q", *DATED),
    "ask": ("ask", "p.yaml", *DATED),
    "help": ("--help",),
}


def started(desk: Desk, arguments: tuple[str, ...], how: str) -> subprocess.CompletedProcess[str]:
    """A command started by a shell, whose redirections say what its streams are."""
    script = f'"$0" -m pathfinder "$@" {how}'
    return subprocess.run(
        ["sh", "-c", script, sys.executable, *arguments],  # noqa: S607 - the one there is
        cwd=desk.work, env=desk.cli.environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="/dev/full is not here")  # noqa: PTH110
@pytest.mark.parametrize("arguments", ANSWERS.values(), ids=ANSWERS)
def test_an_output_that_cannot_be_written_is_said_in_words(
    arguments: tuple[str, ...], desk: Desk
) -> None:
    """On a full disk and where the caller closed the output: one sentence, exit code 1, no fault, no traceback."""
    for how, why in (("> /dev/full", "No space left"), (">&-", "Bad file descriptor")):
        done = started(desk, arguments, how)
        assert done.returncode == 1, done.stderr
        assert why in done.stderr or "no room left" in done.stderr
        assert "fault of pathfinder" not in done.stderr
        assert "Traceback" not in done.stderr
        assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("how", ["2>/dev/full", "<&- 2>&-"])
def test_other_streams_may_be_closed(how: str, desk: Desk) -> None:
    """The answer comes all the same; complaints that nobody can read are dropped."""
    whole = started(desk, ANSWERS["check"], "")
    assert whole.returncode == 0
    done = started(desk, ANSWERS["check"], how)
    assert (done.returncode, done.stdout) == (0, whole.stdout)
    bad = started(desk, ("check", "bad.yaml", *DATED), how)
    assert (bad.returncode, bad.stdout) == (1, "")


@pytest.mark.parametrize("name", ["check", "batch"])
def test_who_reads_no_more_is_told_nothing(name: str, desk: Desk) -> None:
    """A pipe that is closed early (`| head`) ends the command without a word."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pathfinder", *ANSWERS[name]],
        cwd=desk.work, env=desk.cli.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    told = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() in (1, 120, 141)
    assert told in ("", "p.yaml: YAML\n")


PLACES: dict[str, dict[str, str]] = {
    "a home that is a file, the first time zone": {"HOME": "/dev/null", "TZ": "Pacific/Kiritimati"},
    "a home that is not there, Turkish": {"HOME": "/nonexistent/home", "LC_ALL": "tr_TR.UTF-8"},
    "a home that cannot be written, the last time zone": {"HOME": "/proc", "TZ": "Etc/GMT+12"},
    "a cache that is no absolute name, no asserts": {
        "XDG_CACHE_HOME": "here",
        "PYTHONOPTIMIZE": "2",
    },
    "no temporary files, the plainest locale": {"TMPDIR": "/nonexistent", "LC_ALL": "POSIX"},
    "no UTF-8": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "a locale and a time zone that are none": {"LC_ALL": "xx_YY.KOI8-R", "TZ": ":::"},
    "no width, no search path": {"COLUMNS": "0", "PATH": ""},
}


@pytest.mark.parametrize("env", PLACES.values(), ids=PLACES)
def test_the_answer_does_not_depend_on_the_surroundings(
    env: Mapping[str, str], desk: Desk, usual: str
) -> None:
    """The same object, byte for byte, and no other file than before."""
    before = desk.seen()
    here = desk.cli(*ANSWERS["check json"], cwd=desk.work, env=env)
    assert (here.exit_code, here.stderr) == (0, "")
    assert here.stdout == usual
    assert {name for name in desk.seen() if not name.startswith("home")} <= set(before)


def test_a_home_that_is_not_named(desk: Desk) -> None:
    """Without HOME a command answers as ever."""
    environment = {name: value for name, value in desk.cli.environment.items() if name != "HOME"}
    done = subprocess.run(
        [sys.executable, "-m", "pathfinder", *ANSWERS["check json"]],
        cwd=desk.work, env=environment | {"XDG_CACHE_HOME": str(desk.temporary)}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


CLOCK = """\
import datetime, sys
class Clock(datetime.date):
    @classmethod
    def today(cls):
        return cls({year}, 1, 1)
datetime.date = Clock
from pathfinder.cli import main
main()
"""


@pytest.mark.parametrize("year, doubted", [(1970, True), (2024, True), (2027, False), (2100, True)])
def test_a_clock_that_is_wrong_is_doubted(year: int, doubted: bool, desk: Desk) -> None:
    """Where today lies before the newest document, or far after it, the day is named and --on offered."""
    code = CLOCK.format(year=year)
    done = desk.cli.python("-c", code, "calendar", "p.yaml", *SMALL, cwd=desk.work)
    assert done.exit_code == 0
    assert ("The clock of this computer says" in done.stderr) is doubted
    given = desk.cli.python("-c", code, "calendar", "p.yaml", *DATED, cwd=desk.work)
    assert given.stderr == ""


NARROW = {
    **{name: ANSWERS[name] for name in ("whatif", "calendar", "help")},
    "explain": ("check", "p.yaml", "--explain", *DATED),
    "a problem": ("check", "bad.yaml", *DATED),
    "wrong usage": ("check", "--nothing"),
}


@pytest.mark.parametrize("arguments", NARROW.values(), ids=NARROW)
def test_a_terminal_of_twenty_columns(arguments: tuple[str, ...], desk: Desk) -> None:
    """What is written goes to its end; results are wrapped between words, and no line is wider."""
    code, text = in_a_terminal(desk, arguments, columns=20)
    assert code in (0, 1, 2)
    assert "fault of pathfinder" not in text
    if code == 0 and arguments[0] in ("check", "days", "whatif", "calendar"):
        long = [line for line in text.splitlines() if len(line) > 20]
        assert [line for line in long if len(line.split()) > 2] == []


def in_a_terminal(desk: Desk, arguments: tuple[str, ...], columns: int) -> tuple[int, str]:
    """Exit code, and all that a command wrote to a terminal, without colours."""
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {name: v for name, v in desk.cli.environment.items() if name != "COLUMNS"}
    process = subprocess.Popen(
        [sys.executable, "-m", "pathfinder", *arguments], cwd=desk.work,
        env=environment | {"TERM": "xterm", "NO_COLOR": "1"}, stdin=theirs, stdout=theirs, stderr=theirs,
    )  # fmt: skip
    os.close(theirs)
    written = b""
    while True:
        try:
            data = os.read(ours, 65536)
        except OSError:
            break
        if not data:
            break
        written += data
    os.close(ours)
    return process.wait(), written.decode().replace("\r\n", "\n")


def test_nothing_rests_on_asserts(desk: Desk) -> None:
    """Without them bad profiles, bad rules and wrong usage are refused in the same words."""
    for arguments in (("check", "bad.yaml", *DATED), ("rules", "check", *SMALL), ("check",)):
        usual = desk.cli(*arguments, cwd=desk.work)
        without = desk.cli(*arguments, cwd=desk.work, env={"PYTHONOPTIMIZE": "2"})
        assert without == usual


PURE = {"isinstance", "len", "set", "issubclass"}


def test_no_assert_does_anything() -> None:
    """An assert is left out where Python is asked to optimise, so none may call what does something."""
    found = []
    for path in Path(str(pathfinder.__file__)).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assert):
                calls = [each for each in ast.walk(node.test) if isinstance(each, ast.Call)]
                if any(ast.unparse(each.func) not in PURE for each in calls):
                    found.append(f"{path}:{node.lineno}")
    assert found == []


def test_an_interview_without_a_terminal_and_without_input(desk: Desk) -> None:
    """It ends with the result so far, as at the end of the answers."""
    done = started(desk, ("ask", "--rules", "rules", "--on", "2024-01-15"), "<&-")
    assert done.returncode == 0
    assert "Where can this person legally go?" in done.stdout
    assert PROFILE not in done.stdout
