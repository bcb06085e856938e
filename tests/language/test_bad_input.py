"""Bad input through the real command: a message with its place, exit code 1, no traceback, nothing written."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from language.small_book import make_book, rule_file, with_condition

if TYPE_CHECKING:
    from command_line import CommandLine, Finished

ON = ("--on", "2023-06-01")
LAUGHS = "\n".join(
    ["a: &a0 [ha]", *(f"b{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 30))]
)
DEEP = "[" * 10_000 + "]" * 10_000

YAML = {
    "a YAML error": (b"facts:\n  age: [1\n", "p:3:1: error PF102"),
    "a tab": (b"facts:\n\tage: 1\n", "p:2:1: error PF102"),
    "a wrong type": (b"facts: {age: [48]}\n", "p:1:14: error PF112"),
    "an unknown fact": (b"facts: {agee: 48}\n", "p:1:9: error PF120"),
    "an unknown option": (b"facts: {sex: man}\n", "p:1:14: error PF121"),
    "duplicate keys": (b"facts: {age: 48,\n  age: 49}\n", "p:2:3: error PF103"),
    "a date that does not exist": (b"facts: {travel_passport_expires: 2023-02-30}\n", "p:1:34: error PF114"),
    "1:30": (b"facts: {age: 1:30}\n", "p:1:14: error PF114"),
    "on": (b"facts: {proves_solvency: on}\n", "p:1:26: error PF112"),
    "a billion laughs": (LAUGHS.encode(), "p:1:4: error PF104"),
    "10,000 levels": (DEEP.encode(), "p:1:61: error PF105"),
    "invalid UTF-8": (b"facts:\n  \xc3\xa9\xff: 1\n", "p:2:4: error PF101"),
    "UTF-16": ("facts: {age: 48}".encode("utf-16"), "p:1:1: error PF101"),
    "a NUL byte": (b"facts: {age: 48}\n\0", "p:2:1: error PF101"),
    "a control character": (b"facts: {case: \x1b[2J}\n", "p:1:15: error PF102"),
    "an empty file": (b"", "p: error PF101"),
    "white space": (b" \n\t\n", "p: error PF101"),
    "a tag": (b"facts: !!python/object/apply:os.system [id]\n", "p:1:8: error PF104"),
}  # fmt: skip
JSON = {
    "a JSON error": (b'{"facts": {"age": }}', "p:1:19: error PF102"),
    "a wrong type": (b'{"facts": {"age": [48]}}', "p:1:19: error PF112"),
    "an unknown fact": (b'{"facts": {"agee": 48}}', "p:1:12: error PF120"),
    "an unknown option": (b'{"facts": {"sex": "man"}}', "p:1:19: error PF121"),
    "duplicate keys": (b'{"facts": {"age": 48, "age": 49}}', "p:1:23: error PF103"),
    "a date that does not exist": (b'{"facts": {"travel_passport_expires": "2023-02-30"}}', "p:1:39: error PF114"),
    "10,000 levels": (DEEP.encode(), "p:1:61: error PF105"),
    "half a character": (b'{"facts": {"sex": "\\ud800"}}', "p:1:19: error PF102"),
    "invalid UTF-8": (b'{"facts": {"sex": "\xff"}}', "p:1:20: error PF101"),
    "a NUL byte": (b'{"facts": {}}\0', "p:1:14: error PF101"),
    "an empty file": (b"", "p: error PF101"),
}  # fmt: skip
CASES = [
    pytest.param(ending, data, told, id=f"{name} in {ending}")
    for ending, table in {"yaml": YAML, "yml": YAML, "json": JSON, "jsonl": JSON}.items()
    for name, (data, told) in table.items()
]


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small rule book."""
    return make_book(tmp_path_factory.mktemp("rules"))


def refused(done: Finished, told: str) -> None:
    """The command ended with a problem at a place and nothing else."""
    assert done.exit_code == 1, done.stderr
    assert done.stdout_bytes == b""
    assert done.stderr.startswith(told)
    assert "Traceback" not in done.stderr
    assert "fault of pathfinder" not in done.stderr
    assert "\x1b" not in done.stderr


def files_below(folder: Path) -> set[Path]:
    """The files in a folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("ending, data, told", CASES)
def test_a_bad_profile_is_refused(
    ending: str, data: bytes, told: str, cli: CommandLine, book: Path, tmp_path: Path
) -> None:
    """A file that cannot be judged is told with its place; nothing is written beside it."""
    (tmp_path / f"p.{ending}").write_bytes(data)
    before = files_below(tmp_path)
    refused(
        cli("check", f"p.{ending}", "--rules", book, *ON), told.replace("p:", f"p.{ending}:", 1)
    )
    assert files_below(tmp_path) == before


@pytest.mark.parametrize(
    "name", ["a YAML error", "invalid UTF-8", "an empty file", "a NUL byte", "an unknown fact"]
)
def test_bad_standard_input_is_refused(name: str, cli: CommandLine, book: Path) -> None:
    """Standard input is read as a file is, and the message says where it came from."""
    data, told = YAML[name]
    refused(
        cli("check", "-", "--rules", book, *ON, stdin=data),
        told.replace("p:", "standard input:", 1),
    )


@pytest.mark.parametrize("name", ["a JSON error", "duplicate keys", "an unknown option"])
def test_bad_json_on_standard_input_is_refused(name: str, cli: CommandLine, book: Path) -> None:
    """JSON and JSON Lines are known by their look; a bad line leaves the others standing."""
    data, told = JSON[name]
    told = told.replace("p:", "standard input:", 1)
    refused(cli("check", "-", "--rules", book, *ON, stdin=data), told)
    lines = b'{"case": "one", "facts": {}}\n' + data + b'\n{"case": "three", "facts": {}}\n'
    done = cli("check", "-", "--rules", book, *ON, "--format", "json", stdin=lines)
    assert done.exit_code == 1
    assert done.stderr.startswith(told.replace(":1:", ":2:", 1))
    assert [json.loads(line)["case"] for line in done.stdout.splitlines()] == ["one", "three"]


def test_what_is_no_file_is_refused(cli: CommandLine, book: Path, tmp_path: Path) -> None:
    """A folder, a file that is not there, a path through a file, a file that cannot be read."""
    (tmp_path / "file").write_text("facts: {}")
    for path in (
        tmp_path,
        tmp_path / "none.yaml",
        tmp_path / "file" / "p.yaml",
        Path("/proc/self/mem"),
    ):
        refused(
            cli("check", path, "--rules", book, *ON),
            f"{path}: error PF101: The file cannot be read: ",
        )


AS_OWNER_ONLY = """if True:
    import ctypes, sys
    libc = ctypes.CDLL(None)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    sets = (ctypes.c_uint32 * 6)()
    assert libc.capget(header, sets) == 0
    sets[0] &= ~0b110  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: what lets root open every file
    assert libc.capset(header, sets) == 0
    from pathfinder.cli import main
    main()
"""


def test_a_file_without_permission_is_refused(cli: CommandLine, book: Path, tmp_path: Path) -> None:
    """A profile and a rule file that may not be opened are told; root gives that right up for this test."""
    profile = tmp_path / "p.yaml"
    profile.write_text("facts: {}")
    own = make_book(tmp_path / "rules")
    for closed, rules in ((profile, book), (own / "destinations" / "KZ.yaml", own)):
        closed.chmod(0)
        arguments = ("check", profile, "--rules", rules, *ON)
        done = cli.python("-c", AS_OWNER_ONLY, *arguments) if os.geteuid() == 0 else cli(*arguments)
        assert (done.exit_code, done.stdout) == (1, "")
        assert (
            f"{closed.name}: error PF101: The file cannot be read: Permission denied."
            in done.stderr
        )
        closed.chmod(0o644)


def limited() -> None:
    """Give a process so much memory and time and no more."""
    resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


STARTS = [b"", b"facts: {case: ", b'{"facts": {"sex": "', b"[" * 100, b"- " * 100, b"- a\n"]


@pytest.mark.parametrize(
    "ending, start, size",
    [
        *((ending, start, 31_000_000) for ending in ("yaml", "json", "jsonl") for start in STARTS),
        *((ending, b"", 100_000_000) for ending in ("yaml", "json", "jsonl")),
    ],
)
def test_large_files_cost_little(
    ending: str, start: bytes, size: int, cli: CommandLine, book: Path, tmp_path: Path
) -> None:
    """A hundred megabytes, and the most that may be read, are told in bounded time and memory."""
    path = tmp_path / f"p.{ending}"
    unit = start if start == b"- a\n" else b"x"
    path.write_bytes(start + unit * (size // len(unit)))
    done = subprocess.run(
        [sys.executable, "-m", "pathfinder", "check", path, "--rules", book, *ON],
        env=cli.environment, cwd=tmp_path, capture_output=True, check=False, timeout=120, preexec_fn=limited,
    )  # fmt: skip
    path.unlink()
    assert done.returncode == 1
    assert done.stdout == b""
    assert b"error PF1" in done.stderr
    assert len(done.stderr) < 200_000


RULE_FILES = {
    "a YAML error": (b"format: [a\n", "2:1: error PF102"),
    "a wrong type": (rule_file("reached: [no]\n").encode(), "7:14: error PF112"),
    "an unknown fact": (with_condition("says: A.\nfact: agee\nat least: 18").encode(), "10:13: error PF120"),
    "an unknown option": (with_condition("says: A.\nfact: sex\nis: man").encode(), "11:11: error PF121"),
    "duplicate keys": (b"format: a\nformat: b\n", "2:1: error PF103"),
    "a date that does not exist": (rule_file("closed: [{from: 2023-02-30, says: A.}]\n").encode(), "7:21: error PF114"),
    "on": (rule_file("reached: on\n").encode(), "7:14: error PF112"),
    "a billion laughs": (LAUGHS.encode(), "1:4: error PF104"),
    "10,000 levels": (DEEP.encode(), "1:61: error PF105"),
    "invalid UTF-8": (b"format: \xff\n", "1:9: error PF101"),
    "a NUL byte": (b"format: \0\n", "1:9: error PF101"),
    "an empty file": (b"", " error PF101"),
    "a remark": (b"# nothing\n", " error PF101"),
    "100 MB": (b"x" * 100_000_000, " error PF101"),
    "JSON that is wrong": (b'{"format": "pathfinder-rules/1"}', "1:1: error PF111"),
}  # fmt: skip


@pytest.mark.parametrize("name", RULE_FILES)
def test_a_bad_rule_file_is_refused(name: str, cli: CommandLine, tmp_path: Path) -> None:
    """`rules check` and `check` tell what is wrong with a rule file and where, and judge nobody."""
    data, told = RULE_FILES[name]
    book = make_book(tmp_path / "rules")
    path = book / "destinations" / "KZ.yaml"
    path.write_bytes(data)
    before = files_below(book)
    checked = cli("rules", "check", "--rules", book)
    assert checked.exit_code == 1
    assert checked.stdout.startswith(f"rules/destinations/KZ.yaml:{told}")
    assert "Traceback" not in checked.stdout + checked.stderr
    refused(
        cli("check", "-", "--rules", book, *ON, stdin="facts: {}"),
        f"rules/destinations/KZ.yaml:{told}",
    )
    as_json = cli("rules", "check", "--rules", book, "--format", "json")
    [first, *_rest] = json.loads(as_json.stdout)
    assert (first["place"]["file"], first["code"]) == ("rules/destinations/KZ.yaml", told[-5:])
    assert files_below(book) == before


@pytest.mark.parametrize("stem", ["facts", "regions", "documents", "definitions"])
@pytest.mark.parametrize("data", [b"a: [b", b"", b"\xff", b"{}", b"[]", b"facts: {}"])
def test_a_bad_reference_file_is_refused(
    stem: str, data: bytes, cli: CommandLine, tmp_path: Path
) -> None:
    """A broken vocabulary is told once; the rules that rest on it are not told one by one."""
    book = make_book(tmp_path / "rules")
    (book / f"{stem}.yaml").write_bytes(data)
    done = cli("check", "-", "--rules", book, *ON, stdin="facts: {}")
    refused(done, f"rules/{stem}.yaml:")
    assert "KZ.yaml" not in done.stderr


def test_a_folder_in_place_of_a_rule_file_is_refused(cli: CommandLine, tmp_path: Path) -> None:
    """A folder or a pipe named like a rule file, and a folder without rules."""
    book = make_book(tmp_path / "rules")
    (book / "destinations" / "TR.yaml").mkdir()
    os.mkfifo(book / "destinations" / "GE.yaml")
    done = cli("check", "-", "--rules", book, *ON, stdin="facts: {}")
    refused(
        done, "rules/destinations/GE.yaml: error PF101: The file cannot be read: it is not a file."
    )
    assert "rules/destinations/TR.yaml: error PF101" in done.stderr
    (tmp_path / "empty").mkdir()
    refused(
        cli("check", "-", "--rules", tmp_path / "empty", *ON, stdin="facts: {}"),
        f"{tmp_path / 'empty'}: error PF101",
    )
    (book / "facts.yaml").unlink()
    done = cli("check", "-", "--rules", book, *ON, stdin="facts: {}")
    assert f"{book / 'facts.yaml'}: error PF101: A rule book needs this file." in done.stderr


def test_a_finding_shows_the_line_with_carets(cli: CommandLine, tmp_path: Path) -> None:
    """A finding in a rule file reads as the manual shows it."""
    book = make_book(tmp_path / "rules", rule_file("grants: {for: 9 d, within: 180 days}\n"))
    done = cli("rules", "check", "--rules", book)
    assert (
        done.stdout
        == """\
rules/destinations/KZ.yaml:7:19: error PF114: A length of time such as 90 days or 6 months is expected here, not “9 d”.
  in Kazakhstan › Stay without a visa
    7 |     grants: {for: 9 d, within: 180 days}
      |                   ^^^
  help: More: pathfinder rules explain PF114
0 pathways, 0 cases: 1 error, 0 warnings
"""
    )


def test_a_long_or_strange_line_is_shown_in_part(cli: CommandLine, tmp_path: Path) -> None:
    """Of a long line the part around the place is shown; what acts on a terminal is a dot."""
    long = rule_file(f"title: '{'a' * 300}\u202e'\ngives: 'entry'\n").replace(
        "\n    gives", " \n    gives"
    )
    long = long.replace(
        "gives: 'entry'", "cases: [{says: " + "b" * 200 + "\u200f, verdict: maybe}]"
    )
    done = cli("rules", "check", "--rules", make_book(tmp_path / "rules", long))
    assert done.exit_code == 1
    assert all(len(line) < 200 for line in done.stdout.splitlines())
    assert "·, verdict: maybe}]\n" in done.stdout
    assert "                 ^^^^^\n" in done.stdout
    assert "\u200f" not in done.stdout
