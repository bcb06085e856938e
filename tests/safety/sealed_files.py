"""Encrypted files for tests: made and opened by the program, by the library, and by the ordinary `age`."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pyrage
import pytest

from interview.pseudo_terminal import ENTER, Terminal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from command_line import CommandLine

PASSPHRASE = "осень lantern 47 gravel"  # noqa: S105 - of nothing but test files
"""Not ASCII, for the people this is for type in Russian."""

OTHER = "another passphrase altogether"

LIGHT = b"""-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCA3Lys0VUExUytmaURVa0ta
ZmJmN2dnIDgKMWdEZ0pPMW50d1p5bEFMUno3MmtBTEIxUzc2bDM3RExzcG5xeng3
MnpCawotLS0geXF5UUNxMGRsTXlJaEZwL0Q2SkxkTkVWZEQ5K1VEK0RFY24vZXg2
dDdWZwq7g4Pyme9L6f/S9cB8MGsriaujJHhhK5ljBgjXyaXX7B8MBWEJm1g7/30M
3cwT6ojBQDHJWQEyskh0ak0=
-----END AGE ENCRYPTED FILE-----
"""
"""`facts: {citizenships: [RU]}` with `PASSPHRASE`, stretched so little that opening it takes no time."""

needs_age = pytest.mark.skipif(
    shutil.which("age") is None, reason="the program `age` is not here: apt-get install age"
)


def typed(
    cli: CommandLine,
    arguments: Sequence[str | Path],
    *answers: tuple[str, str],
    program: Sequence[str] = (),
) -> tuple[int, str]:
    """Run a command in a terminal of its own and answer its prompts; exit code, and all that it wrote."""
    with Terminal(
        cli, [str(each) for each in arguments], columns=200, program=program, controlling=True
    ) as terminal:
        for prompt, answer in answers:
            terminal.say(prompt, answer, ENTER)
        code = terminal.finish()
        return code, terminal.written.decode().replace("\r\n", "\n")


class Key:
    """A pair of keys: `file` holds the private one, `public` is the other."""

    def __init__(self, folder: Path, name: str = "key.txt") -> None:
        identity = pyrage.x25519.Identity.generate()
        self.public = str(identity.to_public())
        self.file = folder / name
        self.file.write_text(f"# a key\n{identity}\n")
        self.identity = identity

    def sealed(self, data: bytes, *, armored: bool = False) -> bytes:
        """Data encrypted for this key."""
        return bytes(pyrage.encrypt(data, [self.identity.to_public()], armored=armored))

    def opened(self, data: bytes) -> bytes:
        """Data opened with this key."""
        return bytes(pyrage.decrypt(data, [self.identity]))
