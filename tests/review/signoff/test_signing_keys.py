"""SSH signatures, made and verified by the real `ssh-keygen` with keys made for the test."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from interview.pseudo_terminal import ENTER, Terminal
from review.signoff.signed_book import Signed
from review.signoff.signed_book import make as make_book

if TYPE_CHECKING:
    from command_line import CommandLine, Finished

pytestmark = pytest.mark.skipif(
    shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen: package openssh-client"
)

PASSPHRASE = "correct horse"  # noqa: S105 - of a key that is made for the test


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    """A rule book and its document."""
    return make_book(tmp_path)


def make_key(folder: Path, name: str, passphrase: str = "") -> Path:
    """A key of its own."""
    path = folder / name
    program = shutil.which("ssh-keygen")
    assert program is not None
    arguments = ["-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", str(path)]
    subprocess.run([program, *arguments], check=True, stdin=subprocess.DEVNULL)
    return path


def sign(cli: CommandLine, signed: Signed, *arguments: str | Path) -> Finished:
    """Sign a caution."""
    where = ("--rules", signed.rules, "--library", signed.library)
    return cli("review", "sign", "KZ-X", *arguments, *where)


def keys(cli: CommandLine, signed: Signed) -> dict[str, dict[str, Any]]:
    """What came of the signatures of the caution, by name."""
    done = cli("review", "status", "KZ-X", "--rules", signed.rules, "--format", "json")
    (rule,) = json.loads(done.stdout)
    return {one["name"]: one for one in rule["signatures"]}


def test_a_key_proves_who_signed(cli: CommandLine, signed: Signed) -> None:
    """The first time the line for `allowed_signers` is printed; with it there the key verifies, Cyrillic names too."""
    key = make_key(signed.library, "key")
    done = sign(cli, signed, "--as", "Анна Иванова", "--role", "law", "--key", key)
    assert done.exit_code == 0, done.stderr
    line = done.stdout.splitlines()[-1]
    kind, public = (signed.library / "key.pub").read_text().split()[:2]
    assert line == f'"Анна Иванова" namespaces="pathfinder-review" {kind} {public}'
    assert keys(cli, signed)["Анна Иванова"]["key"] == "unknown key"
    (signed.rules / "allowed_signers").write_text(line + "\n", encoding="utf-8")
    found = keys(cli, signed)["Анна Иванова"]
    assert (found["key"], found["verified"], found["current"]) == ("verified", True, True)
    again = sign(cli, signed, "--as", "Анна Иванова", "--note", "Again.", "--key", key)
    assert "allowed_signers" not in again.stdout


@pytest.fixture
def proved(cli: CommandLine, signed: Signed) -> Signed:
    """A caution that Anna has signed with a key that is known."""
    done = sign(
        cli, signed, "--as", "Anna", "--role", "law", "--key", make_key(signed.library, "a")
    )
    (signed.rules / "allowed_signers").write_text(done.stdout.splitlines()[-1] + "\n")
    return signed


@pytest.mark.parametrize(
    "old, new",
    [
        ("role: law", "role: program"),
        ("on: 20", "note: More.\n    on: 20"),
        ("facts: ", "facts: 0"),
    ],
)
def test_a_record_that_was_changed_is_told(
    cli: CommandLine, proved: Signed, old: str, new: str
) -> None:
    """Whatever is changed in a record that a key has signed, the signature counts no more."""
    text = proved.reviews.read_text(encoding="utf-8")
    hashes = text.index("hashes:")
    at = text.index(old, hashes if old == "facts: " else 0)
    rest = text[at + len(old) :]
    spoilt = new + (rest[1:] if old == "facts: " else rest)
    assert rest[:1] != "0" or old != "facts: "
    proved.reviews.write_text(text[:at] + spoilt, encoding="utf-8")
    found = keys(cli, proved)["Anna"]
    assert (found["key"], found["verified"], found["current"]) == ("tampered", False, False)
    told = cli("review", "status", "KZ-X", "--rules", proved.rules).stdout
    assert told.startswith("KZ-X: never read\n")
    assert "NOT VALID: the record was changed after the key signed it" in told


def test_a_key_under_another_name_is_told(cli: CommandLine, proved: Signed) -> None:
    """Who signs with a key that is known as somebody else's is not believed."""
    sign(cli, proved, "--as", "Boris", "--role", "program", "--key", proved.library / "a")
    found = keys(cli, proved)
    assert found["Boris"]["key"] == "another name"
    assert found["Anna"]["key"] == "verified"
    done = cli("review", "status", "KZ-X", "--rules", proved.rules, "--demand", "program,law")
    assert done.exit_code == 1


def test_proof_can_be_demanded(cli: CommandLine, proved: Signed) -> None:
    """With `--verified` a signature without a key fills no role; one that a key proves does."""
    sign(cli, proved, "--as", "Boris", "--role", "program")
    demand = ("review", "status", "KZ-X", "--rules", proved.rules, "--demand")
    assert cli(*demand, "program,law").exit_code == 0
    assert cli(*demand, "program,law", "--verified").exit_code == 1
    assert cli(*demand, "law", "--verified").exit_code == 0
    sign(cli, proved, "--as", "Anna", "--role", "law", "--note", "Without my key.")
    assert cli(*demand, "law", "--verified").exit_code == 0


def test_without_the_program_it_is_said(cli: CommandLine, proved: Signed) -> None:
    """Where there is no `ssh-keygen` nothing can be signed with a key, and keys count as not checked."""
    nowhere = {"PATH": str(proved.library)}
    where = ("--rules", proved.rules, "--library", proved.library)
    key = ("--as", "Boris", "--key", proved.library / "a")
    done = cli("review", "sign", "KZ-X", *key, *where, env=nowhere)
    assert done.exit_code == 1
    assert "There is no ssh-keygen here" in done.stderr
    told = cli("review", "status", "KZ-X", "--rules", proved.rules, env=nowhere)
    assert told.exit_code == 0
    assert "the key was not checked" in told.stdout


def test_a_name_that_keys_cannot_have_is_refused(cli: CommandLine, signed: Signed) -> None:
    """A star in `allowed_signers` would be everybody; such a name is not signed with a key."""
    key = make_key(signed.library, "key")
    assert sign(cli, signed, "--as", "Anna*", "--key", key).exit_code == 2
    assert not signed.reviews.exists()


def test_what_is_no_key_signs_nothing(cli: CommandLine, signed: Signed) -> None:
    """`ssh-keygen` says what is wrong with a file that is no key, and no record is made."""
    done = sign(cli, signed, "--as", "Anna", "--key", signed.library / "text.txt")
    assert done.exit_code == 1
    assert done.stderr.endswith("Nothing was signed.\n")
    assert not signed.reviews.exists()


def test_a_passphrase_is_asked_for_once(cli: CommandLine, signed: Signed) -> None:
    """`ssh-keygen` asks on the terminal itself, once for all rules; the passphrase passes through nothing of ours."""
    key = make_key(signed.library, "locked", PASSPHRASE)
    arguments = ["review", "sign", "KZ", "--as", "Anna", "--key", str(key)]
    arguments += ["--rules", str(signed.rules), "--library", str(signed.library)]
    with Terminal(cli, arguments, columns=200, controlling=True) as terminal:
        terminal.say("Enter passphrase", PASSPHRASE, ENTER)
        terminal.until("Add this line")
        assert terminal.finish() == 0
    assert terminal.written.count(b"Enter passphrase") == 1
    assert PASSPHRASE.encode() not in terminal.written
    assert signed.reviews.read_text(encoding="utf-8").count("BEGIN SSH SIGNATURE") == 3
