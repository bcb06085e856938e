"""Encrypted files: the ordinary `age` opens what the program writes, and the program what `age` writes."""

from __future__ import annotations

import os
import stat
import subprocess
from typing import TYPE_CHECKING

import pyrage
import pytest

from interview.whole_interviews import PROFILE
from pathfinder.interview.saving import Behind
from pathfinder.values import age
from safety.sealed_files import LIGHT, OTHER, PASSPHRASE, Key, needs_age, typed

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import CommandLine

CANARY = "zq7canary"
SECRET = PROFILE.replace("facts:", f"case: {CANARY}\nfacts:", 1)


@pytest.fixture
def key(tmp_path: Path) -> Key:
    """A pair of keys."""
    return Key(tmp_path)


@pytest.fixture
def case(tmp_path: Path, key: Key) -> Path:
    """A profile, encrypted for the key."""
    path = tmp_path / "case.age"
    path.write_bytes(key.sealed(SECRET.encode()))
    return path


def left_in(folder: Path) -> set[str]:
    """The files of a folder."""
    return {path.name for path in folder.iterdir()}


@needs_age
def test_age_opens_what_is_saved_with_a_passphrase_and_the_other_way_round(
    cli: CommandLine, tmp_path: Path, small: list[str]
) -> None:
    """A case goes from `age -p` through the interview and back to `age -d`, with the passphrase typed once."""
    (tmp_path / "p.yaml").write_text(SECRET, encoding="utf-8")
    twice = (("Enter passphrase", PASSPHRASE), ("Confirm", PASSPHRASE))
    code, said = typed(cli, ["-p", "-o", "case.age", "p.yaml"], *twice, program=["age"])
    assert code == 0, said
    (tmp_path / "p.yaml").unlink()
    arguments = ["ask", "case.age", "--save", "case.age", "--plain", *small]
    answers = (("Passphrase of case.age", PASSPHRASE), ("How old", "34"), ("1 End", ""))
    code, said = typed(cli, arguments, *answers)
    assert code == 0, said
    assert "Saved in case.age: 11 answers." in said
    assert PASSPHRASE not in said
    code, said = typed(cli, ["-d", "case.age"], ("Enter", PASSPHRASE), program=["age"])
    assert code == 0, said
    assert f"case: {CANARY}" in said
    assert "  age: 34" in said
    assert left_in(tmp_path) == {"case.age"}
    assert stat.S_IMODE((tmp_path / "case.age").stat().st_mode) == 0o600


@needs_age
@pytest.mark.parametrize("armor", [(), ("--armor",)], ids=["binary", "armored"])
def test_what_age_encrypts_for_a_key_is_read(
    cli: CommandLine, tmp_path: Path, key: Key, small: list[str], armor: tuple[str, ...]
) -> None:
    """By the content and not by the name, from a file and from standard input."""
    done = subprocess.run(
        ["age", *armor, "--recipient", key.public],  # noqa: S607 - the one that is installed
        input=SECRET.encode(),
        capture_output=True,
        check=True,
    )
    (tmp_path / "case.bin").write_bytes(done.stdout)
    identity = ("--identity", key.file)
    told = cli("check", "case.bin", *identity, *small)
    assert (told.exit_code, told.stderr) == (0, "")
    assert cli("check", "-", *identity, *small, stdin=done.stdout).stdout == told.stdout
    assert told.stdout == cli("check", "-", *small, stdin=SECRET).stdout


@needs_age
def test_age_opens_a_report_with_the_key(
    cli: CommandLine, tmp_path: Path, case: Path, key: Key
) -> None:
    """`-o FILE.html.age` is the page, encrypted for the key that opened the case."""
    done = cli("report", case, "-o", "r.html.age", "--identity", key.file)
    assert done.exit_code == 0, done.stderr
    opened = subprocess.run(
        ["age", "--decrypt", "-i", key.file, tmp_path / "r.html.age"],  # noqa: S607
        capture_output=True,
        check=True,
    )
    assert opened.stdout.startswith(b"<!DOCTYPE html>")


COMMANDS = {
    "check": ("check", "case.age"),
    "check --format json": ("check", "case.age", "--format", "json"),
    "days": ("days", "case.age", "--country", "KZ"),
    "whatif": ("whatif", "case.age"),
    "calendar": ("calendar", "case.age"),
    "report": ("report", "case.age", "-o", "-"),
    "batch": ("batch", "case.age", "-o", "-"),
}


@pytest.mark.parametrize("arguments", COMMANDS.values(), ids=COMMANDS)
def test_every_command_that_reads_a_profile_reads_an_encrypted_one(
    arguments: tuple[str, ...], cli: CommandLine, tmp_path: Path, case: Path, key: Key
) -> None:
    """The answer is the same as for the profile itself."""
    on = ("--on", "2024-02-12")
    sealed = cli(*arguments, *on, "--identity", key.file)
    assert sealed.exit_code == 0, sealed.stderr
    (tmp_path / "case.yaml").write_text(SECRET, encoding="utf-8")
    plain = cli(*(each.replace(".age", ".yaml") for each in arguments), *on)
    assert sealed.stdout == plain.stdout.replace("case.yaml:", "case.age:")


TABLE = "case,citizenships,age\nanna,RU,34\nboris,RU,51\n"


def test_a_batch_reads_an_encrypted_table(cli: CommandLine, tmp_path: Path, key: Key) -> None:
    """What the file is is told by what it holds; the receipt has the hash of the encrypted file, not of its text."""
    (tmp_path / "people.csv.age").write_bytes(key.sealed(TABLE.encode()))
    arguments = ("batch", "people.csv.age", "-o", "out.jsonl", "--identity", key.file)
    done = cli(*arguments)
    assert done.exit_code == 0, done.stderr
    assert "2 rows in = 2 judged" in done.stderr
    receipt = next(tmp_path.glob("out.jsonl.*")).read_text()
    import hashlib

    assert hashlib.sha256((tmp_path / "people.csv.age").read_bytes()).hexdigest() in receipt
    assert hashlib.sha256(TABLE.encode()).hexdigest() not in receipt


def damaged(data: bytes, key: Key) -> dict[str, tuple[bytes, str]]:
    """Files that cannot be opened, and what is said of them."""
    other = pyrage.x25519.Identity.generate()
    header = data.index(b"\n---")
    return {
        "for another key": (pyrage.encrypt(SECRET.encode(), [other.to_public()]), "another key"),
        "cut in the header": (data[:50], "damaged or cut off"),
        "cut after the header": (data[: header + 20], "damaged or cut off"),
        "cut in the text": (data[:-5], "damaged or cut off"),
        "changed in the text": (data[:-9] + b"x" + data[-8:], "damaged or cut off"),
        "changed in the header": (
            data[: header + 6] + b"AAAA" + data[header + 10 :],
            "damaged or cut",
        ),
        "no header": (b"age-encryption.org/v1\n", "damaged or cut off"),
        "another version": (data.replace(b"/v1", b"/v9", 1), "damaged or cut off"),
        "more after it": (data + b"more", "damaged or cut off"),
        "armor cut off": (key.sealed(SECRET.encode(), armored=True)[:400], "damaged or cut off"),
        "armor alone": (b"-----BEGIN AGE ENCRYPTED FILE-----\n%%%", "damaged or cut off"),
        "too much memory": (
            b"age-encryption.org/v1\n-> scrypt bG9uZyBzYWx0IGxvbmc 23\nYWFh\n--- YWFh\n",
            "more memory than is allowed",
        ),
        "a number without end": (
            b"age-encryption.org/v1\n-> scrypt bG9uZyBzYWx0IGxvbmc " + b"9" * 60_000 + b"\n",
            "more memory than is allowed",
        ),
        "no profile in it": (
            key.sealed(f"facts: {{military_acts: {CANARY}}}".encode()),
            "error PF1",
        ),
    }


def test_what_cannot_be_opened_is_said_in_words(
    cli: CommandLine, tmp_path: Path, case: Path, key: Key, small: list[str]
) -> None:
    """Nothing of what was said, of the key or of the library is told, and nothing is written."""
    files = damaged(case.read_bytes(), key)
    secret = key.file.read_text().split()[-1]
    for number, (name, (data, words)) in enumerate(files.items()):
        path = tmp_path / f"{number}.age"
        path.write_bytes(data)
        before = left_in(tmp_path)
        done = cli("check", path, "--identity", key.file, *small)
        assert (name, done.exit_code, done.stdout) == (name, 1, "")
        assert words in done.stderr, name
        assert done.stderr.count(" error PF1") == 1
        assert CANARY not in done.stderr
        assert secret not in done.stderr
        assert left_in(tmp_path) == before


def test_a_wrong_passphrase_is_said_and_nothing_is_written(
    cli: CommandLine, tmp_path: Path, small: list[str]
) -> None:
    """Neither passphrase is shown; the file stays as it is."""
    (tmp_path / "case.age").write_bytes(data := LIGHT)
    arguments = ["ask", "case.age", "--save", "case.age", "--plain", *small]
    code, said = typed(cli, arguments, ("Passphrase of case.age", OTHER))
    assert (code, (tmp_path / "case.age").read_bytes()) == (1, data)
    assert "The file cannot be opened: The passphrase is wrong." in said
    assert OTHER not in said
    assert left_in(tmp_path) == {"case.age"}


@pytest.mark.parametrize(
    "first, second, words",
    [
        pytest.param(PASSPHRASE, OTHER, "are not the same", id="mistyped"),
        pytest.param("", "", "is empty", id="empty"),
    ],
)
def test_a_new_passphrase_is_typed_twice(
    cli: CommandLine, tmp_path: Path, small: list[str], first: str, second: str, words: str
) -> None:
    """A passphrase that was mistyped would lock the answers up for good."""
    answers = [("New passphrase for new.age", first)]
    answers += [("The same passphrase again", second)] if first else []
    code, said = typed(cli, ["ask", "--save", "new.age", "--plain", *small], *answers)
    assert code == 1
    assert words in said
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(("check", "case.age"), id="check"),
        pytest.param(("ask", "--save", "new.age"), id="ask"),
    ],
)
def test_a_passphrase_is_not_taken_from_standard_input(
    arguments: tuple[str, ...], cli: CommandLine, tmp_path: Path, small: list[str]
) -> None:
    """Without a terminal there is nobody to type it; the message says what scripts do."""
    (tmp_path / "case.age").write_bytes(LIGHT)
    before = left_in(tmp_path)
    done = cli(*arguments, *small, stdin=f"{PASSPHRASE}\n{PASSPHRASE}\n")
    assert done.exit_code == 1
    assert "no terminal on which the passphrase could be asked for" in done.stderr
    assert "--identity FILE" in done.stderr
    assert left_in(tmp_path) == before


def test_answers_are_kept_for_a_key_after_every_question(
    cli: CommandLine, tmp_path: Path, key: Key, small: list[str]
) -> None:
    """The file opens with the key, is its owner's alone, and holds what was answered; JSON by its name."""
    for name, begins in (("new.age", b"facts:"), ("new.json.age", b"{")):
        done = cli("ask", "--save", name, "--recipient", key.public, *small, stdin="Russia\nstop\n")
        assert "Saved in " in done.stderr, done.stderr
        path = tmp_path / name
        assert key.opened(path.read_bytes()).startswith(begins)
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_public_key_may_stand_in_a_file(
    cli: CommandLine, tmp_path: Path, key: Key, small: list[str]
) -> None:
    """`--recipient FILE` holds keys one a line, with remarks; each of them opens the file."""
    other = Key(tmp_path, "other.txt")
    (tmp_path / "keys").write_text(f"# helpers\n{key.public}\n\n{other.public}\n")
    cli("ask", "--save", "new.age", "--recipient", "keys", *small, stdin="Russia\n")
    data = (tmp_path / "new.age").read_bytes()
    assert key.opened(data) == other.opened(data)


def test_what_others_can_open_is_not_taken_from_them(
    cli: CommandLine, tmp_path: Path, key: Key, small: list[str]
) -> None:
    """A file for several keys is saved only where all of them are named."""
    other = Key(tmp_path, "other.txt")
    both = [key.identity.to_public(), other.identity.to_public()]
    (tmp_path / "case.age").write_bytes(before := pyrage.encrypt(SECRET.encode(), both))
    arguments = ["ask", "case.age", "--save", "case.age", "--identity", str(key.file), *small]
    done = cli(*arguments, stdin="34\n")
    assert done.exit_code == 1
    assert "is encrypted for several keys" in done.stderr
    assert (tmp_path / "case.age").read_bytes() == before
    named = ("--recipient", key.public, "--recipient", other.public)
    assert cli(*arguments, *named, stdin="34\n").exit_code == 0
    assert b"age: 34" in other.opened((tmp_path / "case.age").read_bytes())


@pytest.mark.parametrize(
    "arguments, words",
    [
        pytest.param(("ask", "--save", "a.yaml"), "for files that are encrypted", id="plain-ask"),
        pytest.param(("ask",), "for files that are encrypted", id="nothing-saved"),
        pytest.param(("report", "p.yaml", "-o", "a.md"), "that are encrypted", id="plain-report"),
        pytest.param(("calendar", "p.yaml"), "that are encrypted", id="no-calendar"),
    ],
)
def test_a_public_key_for_a_plain_file_is_wrong_usage(
    arguments: tuple[str, ...], words: str, cli: CommandLine, tmp_path: Path, key: Key
) -> None:
    """Whoever names a key relies on the encryption, so nothing is written without it."""
    (tmp_path / "p.yaml").write_text(SECRET, encoding="utf-8")
    done = cli(*arguments, "--recipient", key.public)
    assert (done.exit_code, words in done.stderr) == (2, True)
    assert left_in(tmp_path) == {"p.yaml", "key.txt"}


@pytest.mark.parametrize("bad", ["age1zzz", "ssh-ed25519 AAAA", "nothing-there", "AGE-SECRET-KEY"])
def test_a_public_key_that_is_none_is_not_repeated(
    bad: str, cli: CommandLine, tmp_path: Path, small: list[str]
) -> None:
    """It may be the private key, put in the wrong place; nothing is written."""
    secret = str(pyrage.x25519.Identity.generate())
    given = secret if bad == "AGE-SECRET-KEY" else bad
    done = cli("ask", "--save", "new.age", "--recipient", given, *small, stdin="Russia\n")
    assert done.exit_code == 1
    assert "cannot be encrypted" in done.stderr
    assert secret not in done.stderr
    assert left_in(tmp_path) == set()


@pytest.mark.parametrize("text", ["", "AGE-SECRET-KEY-1ZZZ\n", PROFILE, "\xff\x00"])
def test_a_file_of_keys_that_holds_none_is_said(
    text: str, cli: CommandLine, tmp_path: Path, case: Path, small: list[str]
) -> None:
    """Nothing of it is shown."""
    (tmp_path / "bad.txt").write_text(text, encoding="latin-1")
    done = cli("check", case, "--identity", "bad.txt", *small)
    assert (done.exit_code, done.stdout) == (1, "")
    assert "holds no private key" in done.stderr
    assert "ZZZ" not in done.stderr


def test_without_the_library_it_is_said_how_to_install_it(
    cli: CommandLine, tmp_path: Path, case: Path, key: Key, small: list[str]
) -> None:
    """Reading and saving end in one line; what is not encrypted needs no library."""
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "pyrage.py").write_text("raise ImportError")
    without = {"PYTHONPATH": os.pathsep.join([str(tmp_path / "none"), cli.environment["PYTHONPATH"]])}  # fmt: skip
    for arguments in (("check", case, "--identity", key.file), ("ask", "--save", "new.age")):
        done = cli(*arguments, *small, env=without, stdin="Russia\n")
        assert done.exit_code == 1
        assert "pip install 'pathfinder-advisor[age]'" in done.stderr
    assert cli("check", "-", *small, env=without, stdin=PROFILE).exit_code == 0
    assert not (tmp_path / "new.age").exists()


def test_a_name_that_asks_for_encryption_never_holds_plain_text(
    cli: CommandLine, tmp_path: Path, small: list[str]
) -> None:
    """A file chosen during an interview that began without encryption is not written as plain text."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    answers = "save\nanswers.age\n"
    done = cli("ask", "p.yaml", "--plain", *small, stdin=answers)
    assert "begin the interview with --save FILE.age" in done.stderr
    assert not (tmp_path / "answers.age").exists()


def test_the_worker_leaves_no_image_of_its_memory(cli: CommandLine) -> None:
    """The process in which a passphrase is stretched may not write its memory to the disk when it ends badly."""
    code = (
        "import resource; from pathfinder.values import age_worker;"
        " age_worker._no_image_of_memory(); print(resource.getrlimit(resource.RLIMIT_CORE))"
    )
    assert cli.python("-c", code).stdout == "(0, 0)\n"


def test_answers_that_come_while_the_last_are_encrypted_are_not_lost(
    tmp_path: Path, key: Key
) -> None:
    """Only the newest text is written; at the end of the conversation it is the one in the file, whole."""
    path = tmp_path / "new.age"
    behind = Behind(str(path), age.Seal(recipients=(key.public,)))
    assert behind.write("first") == ""
    for number in range(200):
        assert behind.hand(f"answer {number}") == ""
        assert key.opened(path.read_bytes()).startswith((b"first", b"answer "))
    assert behind.finish() == ""
    assert key.opened(path.read_bytes()) == b"answer 199"


def test_a_fault_of_writing_beside_the_conversation_is_told(tmp_path: Path, key: Key) -> None:
    """With the next answer, or at the end."""
    folder = tmp_path / "folder"
    folder.mkdir()
    behind = Behind(str(folder / "new.age"), age.Seal(recipients=(key.public,)))
    assert behind.write("first") == ""
    (folder / "new.age").unlink()
    folder.rmdir()
    behind.hand("second")
    assert behind.finish() == "No such file or directory"


def test_a_seal_with_keys_takes_no_time_and_one_with_a_passphrase_is_slow() -> None:
    """Only what stretches a passphrase is done beside the interview."""
    public = str(pyrage.x25519.Identity.generate().to_public())
    assert age.Seal(passphrase=PASSPHRASE).is_slow
    assert not age.Seal(recipients=(public,)).is_slow
