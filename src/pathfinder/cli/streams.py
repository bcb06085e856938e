"""Standard streams that are closed, full or no longer read: the program says so and ends, it never breaks."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from typing import TextIO

import click

from pathfinder.i18n import _
from pathfinder.values.text import inert

_ABSENT = ("stdin", "stdout", "stderr")


def open_closed_streams() -> None:
    """Where the caller closed a stream there is nothing to read, writing fails, and complaints go nowhere.

    They are opened before any file is, so that no file of a person takes the number of a standard stream. What is
    printed to a closed output fails as on a full disk: a command that answered nobody has not answered.
    """
    for number, name in enumerate(_ABSENT):
        if getattr(sys, name) is None:
            handle = os.open(os.devnull, os.O_WRONLY if number == 2 else os.O_RDONLY)
            mode = "w" if number else "r"
            stream = open(handle, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - open to the end
            setattr(sys, name, stream)


@contextlib.contextmanager
def output_told() -> Iterator[None]:
    """Say in words where something could not be written, and end with 1; say nothing where nobody reads on."""
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except OSError as error:
        _forget(sys.stdout)
        if error.errno != errno.EPIPE:
            with contextlib.suppress(OSError):
                click.echo(_told(error), err=True)
        sys.exit(1)
    finally:
        try:
            sys.stderr.flush()
        except OSError:
            _forget(sys.stderr)


def _told(error: OSError) -> str:
    why = os.strerror(error.errno) if error.errno else type(error).__name__
    if error.filename is None:
        return _("The output could not be written: {why}.").format(why=why)
    name = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "?"
    return _("{file} cannot be used: {why}.").format(file=inert(name), why=why)


def _forget(stream: TextIO) -> None:
    """What is left in the stream is not tried again at the end of the process."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
