"""SSH signatures of signatures, made and verified by the `ssh-keygen` that the reviewer has.

What a key signs is the record without its SSH signature: who read what as what, on which day, and the hashes. Whose
keys count stands in `allowed_signers`, in the form of ssh-keygen(1). No key is ever read here: `ssh-keygen` does it,
and asks for the passphrase itself.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from typing import Final

from pathfinder.i18n import N_, _
from pathfinder.review.signoff.keeping import armoured
from pathfinder.review.signoff.reading import plain_hashes
from pathfinder.review.signoff.reviews import FORMAT, Record
from pathfinder.values.dates import format_day

NAMESPACE: Final = "pathfinder-review"
SIGNERS: Final = "allowed_signers"

UNSIGNED: Final = ""
VERIFIED: Final = "verified"
TAMPERED: Final = "tampered"
ANOTHER_NAME: Final = "another name"
UNKNOWN_KEY: Final = "unknown key"
NOT_CHECKED: Final = "not checked"
"""What comes of an SSH signature: there is none; it holds; the record is not the one that was signed; the key is
somebody else's; nobody is known to have the key; it cannot be checked here."""

KEY_WORDS: Final = {
    UNSIGNED: N_("without a key"),
    VERIFIED: N_("the key verifies"),
    TAMPERED: N_("NOT VALID: the record was changed after the key signed it"),
    ANOTHER_NAME: N_("NOT VALID: the key is not that of this name"),
    UNKNOWN_KEY: N_("NOT VALID: the key is not in allowed_signers"),
    NOT_CHECKED: N_("the key was not checked: there is no ssh-keygen here"),
}
COUNTS: Final = frozenset({UNSIGNED, VERIFIED, NOT_CHECKED})
"""Signatures that count; one that claims a proof which does not hold is worth less than one that claims none."""

_NO_NAME: Final = frozenset('*?!,"\\')
_SECONDS: Final = 60


class NoSigning(Exception):
    """`ssh-keygen` is missing, or did not sign; `says` in the reader's language."""

    def __init__(self, says: str) -> None:
        super().__init__(says)
        self.says = says


def signers_file(folder: str) -> str:
    """Where the keys of reviewers stand."""
    return os.path.join(folder, SIGNERS)


def fits_a_key(name: str) -> bool:
    """Whether a name can stand in `allowed_signers`: none of its characters has a meaning of its own there."""
    return not _NO_NAME & set(name)


def message_of(record: Record) -> bytes:
    """What a key signs."""
    said = {
        "format": FORMAT,
        "rule": record.rule,
        "by": record.name,
        "role": record.role,
        "on": format_day(record.day),
        "note": record.note,
        "hashes": plain_hashes(record.hashes),
    }
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def _program() -> str | None:
    return shutil.which("ssh-keygen")


def sign(records: Sequence[Record], key: str) -> list[str]:
    """The SSH signatures of some records by one key file, without their armour.

    The passphrase is asked for once, on the terminal. Raises `NoSigning`.
    """
    program = _program()
    if program is None:
        raise NoSigning(
            _("There is no ssh-keygen here. It comes with OpenSSH (package openssh-client).")
        )
    with tempfile.TemporaryDirectory(prefix="pathfinder-") as folder:
        paths = [os.path.join(folder, f"record-{number}") for number in range(len(records))]
        for path, record in zip(paths, records, strict=True):
            with open(path, "wb") as file:
                file.write(message_of(record))
        # Standard input stays the terminal: ssh-keygen asks for a passphrase only there.
        done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
            [program, "-q", "-Y", "sign", "-n", NAMESPACE, "-f", os.path.abspath(key), *paths],
            stdout=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode != 0:
            raise NoSigning(_("ssh-keygen did not sign with this key."))
        try:
            return [_body(path + ".sig") for path in paths]
        except OSError:
            raise NoSigning(_("ssh-keygen did not sign with this key.")) from None


def _body(path: str) -> str:
    with open(path, encoding="ascii") as file:
        return "".join(line.strip() for line in file if not line.startswith("-----"))


def line_for(name: str, key: str) -> str:
    """The line that `allowed_signers` needs for the key of an SSH signature; empty where it holds no key."""
    try:
        blob = base64.b64decode(key, validate=True)
        start = len(b"SSHSIG") + 4
        size = int.from_bytes(blob[start : start + 4], "big")
        public = blob[start + 4 : start + 4 + size]
        kind = public[4 : 4 + int.from_bytes(public[:4], "big")].decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return ""
    return f'"{name}" namespaces="{NAMESPACE}" {kind} {base64.b64encode(public).decode()}'


class Verifier:
    """Verifies SSH signatures against the `allowed_signers` of a rule book."""

    def __init__(self, folder: str) -> None:
        self.signers = signers_file(folder)
        self.program = _program()

    def verify(self, record: Record) -> str:
        """What comes of the SSH signature of a record."""
        if not record.key:
            return UNSIGNED
        if self.program is None:
            return NOT_CHECKED
        with tempfile.TemporaryDirectory(prefix="pathfinder-") as folder:
            signature = os.path.join(folder, "signature")
            with open(signature, "w", encoding="utf-8") as file:
                file.write(armoured(record.key))
            return self._verified(record, signature)

    def _verified(self, record: Record, signature: str) -> str:
        message = message_of(record)
        known = os.path.isfile(self.signers)
        proof = ("-n", NAMESPACE, "-s", signature)
        signers = ("-f", os.path.abspath(self.signers))
        named = (*proof, *signers, "-I", record.name)
        if known and fits_a_key(record.name) and self._run("verify", *named, message=message):
            return VERIFIED
        if not self._run("check-novalidate", *proof, message=message):
            return TAMPERED
        somebody = known and self._run("find-principals", "-s", signature, *signers)
        return ANOTHER_NAME if somebody else UNKNOWN_KEY

    def _run(self, what: str, *arguments: str, message: bytes = b"") -> bool:
        assert self.program is not None
        try:
            done = subprocess.run(  # noqa: S603 - a list of arguments, no shell
                [self.program, "-Y", what, *arguments],
                input=message,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0
