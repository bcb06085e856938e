"""Encrypted files of commands: which keys were given, and the passphrase, asked for on the terminal alone.

A passphrase is never taken from the command line, from a variable or from standard input: others can read those.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import click

from pathfinder.cli.keys import given
from pathfinder.i18n import _
from pathfinder.values import age
from pathfinder.values.age import Seal, SealedFault
from pathfinder.values.sealed import is_sealed, is_sealed_name
from pathfinder.values.text import inert

SHORT = 12
"""A passphrase of fewer characters is called short."""


def _passphrases() -> dict[str, str]:
    """The passphrases that opened files, by file, for as long as the command runs."""
    found: dict[str, str] = click.get_current_context().meta.setdefault("pathfinder.opened", {})
    return found


def unsealed(data: bytes, path: str) -> bytes:
    """What an encrypted file holds; `path` is how it was named. Raises `SealedFault`."""
    age.library()
    if not age.stanzas(data):
        raise SealedFault(_("The encrypted file is damaged or cut off"))
    if age.needs_passphrase(data):
        return _with_passphrase(data, path)
    identities = _identities()
    if not identities:
        why = _("It is encrypted for a key, not with a passphrase")
        raise SealedFault(why, _("Name the file of the private key with --identity FILE."))
    return age.open_with_keys(data, identities)


def _with_passphrase(data: bytes, path: str) -> bytes:
    known = _passphrases()
    for passphrase in dict.fromkeys(known.values()):
        try:
            found = age.open_with_passphrase(data, passphrase)
        except SealedFault:
            continue
        known[path] = passphrase
        return found
    passphrase = _ask(_("Passphrase of {file}: ").format(file=inert(path)))
    found = age.open_with_passphrase(data, passphrase)
    known[path] = passphrase
    return found


def _ask(words: str) -> str:
    """A passphrase, typed on the terminal without being shown. Raises `SealedFault` where there is none."""
    try:
        if os.name == "posix":
            os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
        elif not sys.stdin.isatty():
            raise OSError
        from getpass import getpass

        return getpass(words)
    except (OSError, EOFError):
        why = _("There is no terminal on which the passphrase could be asked for")
        help = _("Scripts use a key: --identity FILE opens, --recipient KEY encrypts.")
        raise SealedFault(why, help) from None
    except UnicodeError:
        raise SealedFault(_("The passphrase is not text in the encoding of the terminal")) from None


def _identities() -> tuple[str, ...]:
    return tuple(key for path in given("identity") for key in _keys_of(path))


def _keys_of(path: str) -> tuple[str, ...]:
    """The private keys of a file, which may be encrypted with a passphrase itself."""
    data = _read(path)
    if is_sealed(data):
        data = _with_passphrase(data, path) if age.needs_passphrase(data) else b""
    return age.identities_in(data.decode("utf-8", "replace"))


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(age.MAX_KEYS_FILE)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else ""
        message = _("{file} cannot be read: {why}").format(file=inert(path), why=why)
        raise SealedFault(message) from None


def _recipients() -> tuple[str, ...]:
    """The public keys of `--recipient`, those of files among them."""
    found: list[str] = []
    for text in given("recipient"):
        if text.upper().startswith("AGE-SECRET-KEY"):
            why = _("What --recipient names is a private key")
            raise SealedFault(why, _("Give the public one; age-keygen -y FILE shows it."))
        lines = [text]
        if not text.startswith(("age1", "ssh-")):
            lines = [line.strip() for line in _read(text).decode("utf-8", "replace").splitlines()]
        keys = [line for line in lines if line and not line.startswith("#")]
        for key in keys or [""]:
            age.recipient(key)
        found += keys
    return tuple(found)


def seal_for(path: str, read_from: str | None = None) -> Seal | None:
    """How a file of this name is encrypted; None where it is not. Raises `SealedFault`.

    For the keys of `--recipient`, else that of `--identity`, else with a passphrase: the one that has opened the same
    file, or a new one that is asked for twice.
    """
    if not is_sealed_name(path):
        return None
    age.library()
    if recipients := _recipients():
        return Seal(recipients=recipients)
    same = read_from is not None and os.path.exists(path) and os.path.samefile(path, read_from)
    if identities := _identities():
        if same:
            _check_others(path)
        return Seal(recipients=age.public_keys(identities))
    if same and read_from in (known := _passphrases()):
        return Seal(passphrase=known[read_from])
    return Seal(passphrase=_new_passphrase(path))


def _check_others(path: str) -> None:
    """A file that others can open too is not taken from them without a word."""
    if age.keys_needed(_read(path)) > 1:
        why = _("{file} is encrypted for several keys").format(file=inert(path))
        raise SealedFault(why, _("Name all of them with --recipient; yours too."))


def _new_passphrase(path: str) -> str:
    first = _ask(_("New passphrase for {file}: ").format(file=inert(path)))
    if not first.strip():
        raise SealedFault(_("The passphrase is empty"))
    if _ask(_("The same passphrase again: ")) != first:
        raise SealedFault(_("The two passphrases are not the same"))
    if len(first) < SHORT:
        words = _(
            "This passphrase is short: whoever has the file can try many. Six words drawn by lot are better."
        )
        click.echo(words, err=True)
    return first


def stop(path: str, fault: SealedFault) -> NoReturn:
    """End the command where a file cannot be encrypted as asked."""
    words = _("{file} cannot be encrypted: {why}.").format(file=inert(path), why=fault.why)
    click.echo(f"{words} {fault.help}".rstrip(), err=True)
    sys.exit(1)
