"""Which keys a command was given for encrypted files. What uses them is `cli.sealing`, which most runs never need."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from pathfinder.i18n import _
from pathfinder.values.sealed import is_sealed_name

F = TypeVar("F", bound=Callable[..., Any])


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value:
        ctx.meta[f"pathfinder.{param.name}"] = value


def identity_option(command: F) -> F:
    """`--identity FILE`: the private keys that open encrypted files."""
    return click.option(
        "--identity",
        metavar="FILE",
        type=click.Path(dir_okay=False),
        multiple=True,
        expose_value=False,
        callback=_keep,
        help="A file with the private key that opens encrypted files (age or SSH); else a passphrase is asked for.",
    )(command)


def recipient_option(command: F) -> F:
    """`--recipient KEY`: for whom files are encrypted."""
    return click.option(
        "--recipient",
        metavar="KEY",
        multiple=True,
        expose_value=False,
        callback=_keep,
        help="Encrypt FILE.age for this public key (age1…, ssh-…, or a file of them); else with a passphrase.",
    )(command)


def given(name: str) -> tuple[str, ...]:
    """What the command line said for `identity` or `recipient`."""
    ctx = click.get_current_context(silent=True)
    return ctx.meta.get(f"pathfinder.{name}", ()) if ctx else ()


def check_recipients(path: str | None) -> None:
    """A public key for a file that would not be encrypted is wrong usage: somebody relies on it."""
    if given("recipient") and not (path and is_sealed_name(path)):
        raise click.UsageError(_("--recipient is for files that are encrypted: FILE.age."))
