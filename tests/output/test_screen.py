"""What the command writes on a real terminal, and what it does not import for it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from command_line import CommandLine

EXAMPLE = Path(__file__).parents[2] / "examples" / "igor.yaml"
ARGUMENTS = ["-m", "pathfinder", "check", str(EXAMPLE), "--on", "2024-02-12", "--country", "KG"]
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def on_screen(cli: CommandLine, columns: int, **environment: str) -> str:
    """What the command writes on a pseudo-terminal of that many columns."""
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = {name: value for name, value in cli.environment.items() if name != "COLUMNS"}
    process = subprocess.Popen(
        [sys.executable, *ARGUMENTS],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=env | {"TERM": "xterm-256color"} | environment,
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # on Linux the end of a pseudo-terminal is an error
            break
        if not part:
            break
        written += part
    os.close(ours)
    _nothing, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")
    return written.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [60, 80])
def test_a_terminal_gets_colour_and_lines_that_fit(cli: CommandLine, columns: int) -> None:
    """Dangers are red, what is open green, and no line is wider than the terminal."""
    text = on_screen(cli, columns)
    assert "\x1b[1;31mDangers that follow this person everywhere" in text
    assert "\x1b[1;32mfeasible\x1b[0m" in text
    assert max(len(line) for line in ESCAPE.sub("", text).splitlines()) <= columns


def test_no_color_and_dumb_terminals_are_obeyed(cli: CommandLine) -> None:
    """With NO_COLOR, or where TERM is dumb, there is not one escape code."""
    assert "\x1b" not in on_screen(cli, 80, NO_COLOR="1")
    assert "\x1b" not in on_screen(cli, 80, TERM="dumb")


def test_a_pipe_gets_what_the_screen_shows_without_colour(cli: CommandLine) -> None:
    """The text of a pipe is that of a terminal with 80 columns, and has no escape code."""
    piped = cli.python(*ARGUMENTS).stdout
    assert "\x1b" not in piped
    assert ESCAPE.sub("", on_screen(cli, 80)) == piped


@pytest.mark.parametrize("form", ["json", "markdown", "text"])
def test_a_pipe_needs_no_library_for_colours(cli: CommandLine, form: str) -> None:
    """Rich takes a quarter of the time of a run and is left alone where nothing is coloured."""
    code = (
        "import sys; from pathfinder.cli import main_group\n"
        f"try: main_group({[*ARGUMENTS[2:], '--format', form]!r})\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.partition('.')[0] == 'rich'], file=sys.stderr)"
    )
    assert cli.python("-c", code).stderr == "[]\n"
