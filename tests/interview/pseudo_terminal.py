"""A terminal as the program sees one: a pseudo-terminal, and a screen that shows what was written to it."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING, Any, Self

import pyte

if TYPE_CHECKING:
    from collections.abc import Sequence

    from command_line import CommandLine

ENTER, ESCAPE, TAB, SPACE = "\r", "\x1b", "\t", " "
UP, DOWN, LEFT = "\x1b[A", "\x1b[B", "\x1b[D"
CTRL_C, CTRL_D, CTRL_F, CTRL_R, CTRL_S, CTRL_T, CTRL_U = (
    "\x03", "\x04", "\x06", "\x12", "\x13", "\x14", "\x15",
)  # fmt: skip

QUIET = 0.08
"""Seconds without output after which a screen stands still."""

PATIENCE = 20.0
"""Seconds that anything may take before a test gives up."""


def _take_terminal() -> None:
    """Make standard input the terminal of the session, as a shell does."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """A program in a terminal of so many columns and rows; `controlling`: it is `/dev/tty` as well."""

    def __init__(
        self,
        cli: CommandLine,
        arguments: Sequence[str],
        *,
        columns: int = 80,
        rows: int = 24,
        env: dict[str, str] | None = None,
        program: Sequence[str] = (),
        controlling: bool = False,
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.written = b""
        self._text: str | None = None
        self.keyboard, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        environment: dict[str, Any] = {**cli.environment, "TERM": "xterm", **(env or {})}
        environment.pop("COLUMNS", None)
        self.at_first = termios.tcgetattr(end)
        self.end = end
        self.process = subprocess.Popen(
            [*(program or (sys.executable, "-m", "pathfinder")), *arguments],
            stdin=end,
            stdout=end,
            stderr=end,
            cwd=cli.home,
            env=environment,
            start_new_session=True,
            preexec_fn=_take_terminal if controlling else None,  # noqa: PLW1509 - two system calls
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *fault: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.end)
        os.close(self.keyboard)

    @property
    def text(self) -> str:
        """What the screen shows, without spaces at the ends of lines."""
        if self._text is None:
            self._text = "\n".join(line.rstrip() for line in self.screen.display).rstrip()
        return self._text

    def read(self, seconds: float = 0.05) -> bool:
        """Take in what the program writes within a time; whether it wrote anything."""
        ready, _, _ = select.select([self.keyboard], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self.keyboard, 65536)
        except OSError:
            return False
        self.written += data
        self.stream.feed(data)
        self._text = None
        return bool(data)

    def until(self, *words: str, without: str = "") -> str:
        """Wait until the screen shows all these words (and not `without`), and return it."""
        end = time.monotonic() + PATIENCE
        while not (
            all(word in self.text for word in words) and not (without and without in self.text)
        ):
            assert time.monotonic() < end, f"not seen: {words}\n{self.text}"
            self.read()
        while self.read(0.02):
            pass
        return self.text

    def settle(self) -> str:
        """Wait until the screen has changed and stands still, and return it."""
        before, end = self.text, time.monotonic() + PATIENCE
        while self.text == before and self.process.poll() is None:
            assert time.monotonic() < end, f"nothing happened\n{self.text}"
            self.read()
        while self.read(QUIET):
            pass
        return self.text

    def press(self, *keys: str) -> None:
        """Press keys, or type texts."""
        for key in keys:
            os.write(self.keyboard, key.encode())

    def say(self, question: str, *keys: str) -> None:
        """Wait for a question and answer it."""
        self.until(question)
        self.press(*keys)

    def finish(self) -> int:
        """Wait for the end of the program; its exit code."""
        end = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            assert time.monotonic() < end, f"still running\n{self.text}"
            self.read()
        while self.read(0.05):
            pass
        return self.process.wait()

    def sane(self) -> bool:
        """Whether the terminal is as it was before: it echoes, and takes lines."""
        return termios.tcgetattr(self.end) == self.at_first
