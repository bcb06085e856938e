"""Files that a command writes for its user: never over another without being told, whole, for the owner alone."""

from __future__ import annotations

import os
import sys

import click

from pathfinder.cli.common import PROBLEMS
from pathfinder.i18n import _
from pathfinder.values.files import NotReplaced, refuse_odd, why_not, write_whole
from pathfinder.values.sealed import inner_name, is_sealed_name
from pathfinder.values.text import inert

STDOUT = "-"


def refuse_existing(path: str, *, force: bool) -> None:
    """End with wrong usage where the file is there already, or is none; asked before the work, so that none is lost."""
    if path == STDOUT:
        return
    try:
        refuse_odd(path)
    except NotReplaced as error:
        message = _("{file} cannot be written: {why}.")
        raise click.UsageError(message.format(file=inert(path), why=why_not(error))) from None
    if not force and os.path.lexists(path):
        message = _("{file} exists already; --force replaces it.").format(file=inert(path))
        raise click.UsageError(message)


def form_name(path: str) -> str:
    """The name that tells the form of a file, in small letters: that without `.age`."""
    return inner_name(path).lower()


def _sealed(path: str, data: bytes) -> bytes:
    """The data as they are written: encrypted where the name says so."""
    if not is_sealed_name(path):
        return data
    from pathfinder.cli.sealing import seal_for, stop
    from pathfinder.values.age import SealedFault

    try:
        seal = seal_for(path)
        return data if seal is None else seal.seal(data)
    except SealedFault as fault:
        stop(path, fault)


def write_file(path: str, data: bytes) -> None:
    """Write what was asked for, to a file or to standard output; ends the command where that fails."""
    if path == STDOUT:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        write_whole(path, _sealed(path, data))
    except OSError as error:
        message = _("{file} cannot be written: {why}.")
        message = message.format(file=inert(path), why=why_not(error))
        click.echo(message, err=True)
        sys.exit(PROBLEMS)
    click.echo(_("{file} is written.").format(file=inert(path)), err=True)
