"""What is asked of a batch, as far as it can be checked before any rule or file is read."""

from __future__ import annotations

import importlib.util
import os
import stat
import sys

import click
import msgspec

from pathfinder.i18n import _
from pathfinder.values.dates import Day
from pathfinder.values.text import inert

STANDARD = "-"
"""Standard input or output."""


def need_libraries(*names: str) -> None:
    """End with one line where what the batch commands need besides is not installed."""
    missing = [name for name in names if importlib.util.find_spec(name) is None]
    if missing:
        message = _("{names} is missing; install it with: pip install 'pathfinder-advisor[batch]'")
        raise click.UsageError(message.format(names=", ".join(missing)))


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """The options of the command, as they were given."""

    inputs: tuple[str, ...]
    output: str
    form: str
    format: str | None
    on: Day
    countries: tuple[str, ...]
    errors: str | None
    error_column: bool
    strict: bool
    resume: bool
    restart: bool
    force: bool
    workers: int | None
    input_format: str | None
    encoding: str | None
    csv_for_excel: bool
    save_every: float
    quiet: bool

    @property
    def path(self) -> str | None:
        """The file that is written; None for standard output. A link is followed."""
        return None if self.output == STANDARD else os.path.realpath(self.output)

    @property
    def errors_path(self) -> str | None:
        """The file of people who could not be judged."""
        return None if self.errors is None else os.path.realpath(self.errors)

    def check(self) -> None:
        """Raises `click.UsageError` where the options do not fit together."""
        if self.resume and self.restart:
            raise click.UsageError(_("--resume and --restart exclude each other."))
        if self.path is None and (self.resume or self.restart):
            raise click.UsageError(_("What goes to standard output cannot be resumed."))
        written = [path for path in (self.path, self.errors_path) if path is not None]
        if len(set(written)) < len(written):
            raise click.UsageError(_("--output and --errors are the same file."))
        read = {os.path.realpath(path) for path in self.inputs if path != STANDARD}
        for path in written:
            if path in read:
                message = _("{file} is read and cannot be written as well.")
                raise click.UsageError(message.format(file=inert(path)))
            _check_place(path)


def _check_place(path: str) -> None:
    """A file can be written only in a folder that exists, and not in place of what is no file."""
    folder = os.path.dirname(path)
    if not os.path.isdir(folder):
        message = _("There is no folder {folder}.")
        raise click.UsageError(message.format(folder=inert(folder)))
    try:
        kind = os.stat(path).st_mode
    except OSError:
        return
    if not stat.S_ISREG(kind):
        message = _("{file} is no ordinary file; write to standard output with “-o -”.")
        raise click.UsageError(message.format(file=inert(path)))


def check_existing(path: str | None) -> None:
    """A file that is there already is not replaced without being asked to."""
    if path is not None and os.path.exists(path):
        message = _("{file} exists already; give another name, or --force to replace it.")
        raise click.UsageError(message.format(file=inert(path)))


def check_terminal() -> None:
    """A terminal does not show tables in columns."""
    if sys.stdout.isatty():
        raise click.UsageError(_("This format is not for a terminal; write it to a file."))
