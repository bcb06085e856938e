"""Encrypted files of the format age (age-encryption.org/v1), which the ordinary `age` program opens and makes.

The encryption is that of `pyrage`, a binding of rage; nothing of it is done here. What is done here: telling what a
file needs, refusing one that would take up the memory of the machine, and putting what goes wrong into words. No
message holds a passphrase, a key, or anything that was encrypted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import msgspec

from pathfinder.i18n import _
from pathfinder.values.sealed import ARMOR

MAX_WORK = 22
"""A passphrase may be stretched with 2 to the power of so many rounds (4 GiB of memory), as `age` has it."""

MAX_KEYS_FILE = 100_000
"""So many bytes a file of keys may have."""

_HEAD = 1 << 16
_SSH, _SECRET = "-----BEGIN OPENSSH PRIVATE KEY-----", "AGE-SECRET-KEY-1"


class SealedFault(Exception):
    """Why an encrypted file cannot be opened or written, in the user's words."""

    def __init__(self, why: str, help: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.help = help


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """How a file is encrypted: with a passphrase, which takes seconds, or for public keys, which takes no time."""

    passphrase: str = ""
    recipients: tuple[str, ...] = ()

    @property
    def is_slow(self) -> bool:
        """Whether each encryption stretches a passphrase."""
        return not self.recipients

    def seal(self, data: bytes) -> bytes:
        """The data, encrypted. Raises `SealedFault`."""
        if self.is_slow:
            return _work(b"seal", self.passphrase, data)
        made = [recipient(text) for text in self.recipients]
        return bytes(library().encrypt(data, made))


def library() -> Any:
    """The library of the encryption. Raises `SealedFault` where it is not installed."""
    try:
        import pyrage
    except ImportError:
        why = _("Encrypted files need the library pyrage, which is not installed")
        help = _("Install it with: pip install 'pathfinder-advisor[age]'")
        raise SealedFault(why, help) from None
    return pyrage


def stanzas(data: bytes) -> list[list[str]]:
    """What the header of an encrypted file says of each key: its kind and arguments. Empty where it is damaged."""
    head = data[:_HEAD].lstrip()
    if head.startswith(ARMOR):
        import binascii

        body = b"".join(head[len(ARMOR) :].partition(b"-----END")[0].split())
        try:
            head = binascii.a2b_base64(body[: len(body) // 4 * 4])
        except binascii.Error:
            return []
    lines = head.partition(b"\n---")[0].split(b"\n")
    return [
        line[3:].decode("ascii", "replace").split(" ") for line in lines if line.startswith(b"-> ")
    ]


def needs_passphrase(data: bytes) -> bool:
    """Whether a passphrase opens the file; otherwise a key does. Raises `SealedFault` where it asks for too much."""
    for kind, *arguments in stanzas(data):
        if kind != "scrypt":
            continue
        work = arguments[-1] if arguments else ""
        if work.isdecimal() and int(work[:4]) > MAX_WORK:
            raise SealedFault(_("Its passphrase would take more memory than is allowed"))
        return True
    return False


def keys_needed(data: bytes) -> int:
    """For how many keys a file is encrypted; a stanza that stands for nothing is not counted."""
    return sum(1 for kind, *_arguments in stanzas(data) if kind == "X25519" or kind[:4] == "ssh-")


def open_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """What a file holds. Raises `SealedFault`."""
    return _work(b"passphrase", passphrase, data)


def open_with_keys(data: bytes, identities: Sequence[str]) -> bytes:
    """What a file holds, opened with one of some private keys. Raises `SealedFault`."""
    return _work(b"keys", "\0".join(identities), data)


def identities_in(text: str) -> tuple[str, ...]:
    """The private keys of a file of keys: of age one a line, or one of SSH. Raises `SealedFault`."""
    if _SSH in text:
        found: tuple[str, ...] = (text[text.index(_SSH) :],)
    else:
        lines = (line.strip() for line in text.splitlines())
        found = tuple(line for line in lines if line.startswith(_SECRET))
    try:
        for each in found:
            _identity(each)
    except _problems():
        found = ()
    if not found:
        why = _("The file of --identity holds no private key of age or SSH that can be used")
        raise SealedFault(why, _("A key is made with: age-keygen -o key.txt"))
    return found


def public_keys(identities: Sequence[str]) -> tuple[str, ...]:
    """The public keys of private ones. Raises `SealedFault` for keys of SSH, which do not tell theirs here."""
    if any(text.startswith(_SSH) for text in identities):
        why = _("The public key cannot be told from this private key of SSH")
        raise SealedFault(why, _("Give it with --recipient as well."))
    return tuple(str(_identity(text).to_public()) for text in identities)


def recipient(text: str) -> Any:
    """A public key, of age (`age1…`) or of SSH. Raises `SealedFault`; the text is not repeated."""
    known = library()
    kind = known.ssh if text.startswith("ssh-") else known.x25519
    try:
        return kind.Recipient.from_str(text)
    except _problems():
        why = _("This is no public key of age or SSH that can be used")
        raise SealedFault(
            why, _("A public key begins with age1, ssh-ed25519 or ssh-rsa.")
        ) from None


def _identity(text: str) -> Any:
    known = library()
    if text.startswith(_SSH):
        return known.ssh.Identity.from_buffer(text.encode())
    return known.x25519.Identity.from_str(text)


def _problems() -> tuple[type[Exception], ...]:
    known = library()
    return (known.IdentityError, known.RecipientError, ValueError, TypeError)


def _work(action: bytes, secret: str, data: bytes) -> bytes:
    """Let `age_worker` carry out an order. Raises `SealedFault`."""
    import subprocess

    library()
    worker = os.path.join(os.path.dirname(__file__), "age_worker.py")
    parts = (action, secret.encode("utf-8", "surrogateescape"), data)
    order = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
    try:
        done = subprocess.run(  # noqa: S603 - this Python, and a file of this package
            [sys.executable, "-P", worker],
            input=order,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal is for the interview
            check=False,
        )
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        raise SealedFault(_("The encryption could not be started: {why}").format(why=why)) from None
    if done.returncode == 0:
        return done.stdout
    raise _why(action, done)


def _why(action: bytes, done: Any) -> SealedFault:
    """What the library said, in the user's words."""
    if done.returncode != 3:
        return SealedFault(
            _("The encryption ended before it was done; the memory may not have been enough")
        )
    reason = done.stdout.decode("ascii", "replace")
    if action == b"seal":
        return SealedFault(_("The encryption failed"))
    if action == b"passphrase" and "Decryption failed" in reason:
        return SealedFault(_("The passphrase is wrong"))
    if "Excessive work" in reason:
        return SealedFault(_("Its passphrase would take more time than this machine allows"))
    if action == b"keys" and "No matching keys" in reason:
        return SealedFault(_("It is encrypted for another key than that of --identity"))
    return SealedFault(_("The encrypted file is damaged or cut off"))
