"""Ctrl-C ends every command with the exit code of what was stopped, and without a traceback."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from command_line import CommandLine

PRESS = """\
import os, sys
from pathfinder.cli import main

class Input:
    class buffer:
        @staticmethod
        def read(size):
            os.write(1, b"reads\\n")
            return os.read(0, 1)

sys.stdin = Input
sys.argv = ["pathfinder", "check", "-"]
main()
"""


def test_a_command_that_waits_for_input_is_stopped_with_130(cli: CommandLine) -> None:
    """Who presses Ctrl-C has got no answer: 130, not the code of problems, and one word."""
    with subprocess.Popen(
        [sys.executable, "-c", PRESS],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env=cli.environment, cwd=cli.home,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b"reads\n"
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        assert process.wait(60) == 130
    assert said.strip() == b"Aborted!"
