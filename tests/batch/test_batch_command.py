"""`pathfinder batch` as a user runs it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import pty
import random
import string
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import openpyxl
import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from command_line import CommandLine
from language.small_book import known_vocabulary
from pathfinder.batch.cells import restore
from pathfinder.cli.batching import need_libraries

CANARY = "zq7canary"
ON = ("--on", "2024-01-15")

GOOD = [
    {"case": "a", "facts": {"citizenships": ["RU"], "passports": ["internal"], "age": 30}},
    {"case": "=1+1", "facts": {"citizenships": ["RU", "KZ"], "current_country": "KG"}},
    {"facts": {"citizenships": ["RU"], "stays": ["KZ 2023-10-05.."], "lgbtq": "declined"}},
]
BAD = [
    '{"case": "b", "facts": {"age": "old"}}',
    '{"case": "c", "facts": {"citizenshipz": ["RU"]}}',
    "no JSON",
    '{"case": "d", "facts": {"current_country": "KG", "stays": ["KZ 2023-10-05.."]}}',
]
MIXED = "\n".join([json.dumps(GOOD[0]), *BAD, *map(json.dumps, GOOD[1:])]) + "\n"
"""Seven people, of whom those in the rows 2 to 5 cannot be judged."""


@pytest.fixture
def folder(cli: CommandLine) -> Path:
    """Where the commands run, with two files of people."""
    (cli.home / "good.jsonl").write_text("".join(json.dumps(one) + "\n" for one in GOOD))
    (cli.home / "mixed.jsonl").write_text(MIXED)
    return cli.home


def lines(text: str) -> list[dict[str, Any]]:
    """The objects of JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]


def placeless(value: Any) -> Any:
    """A result without the places of answers."""
    if isinstance(value, dict):
        return {key: placeless(item) for key, item in value.items() if key != "place"}
    return [placeless(item) for item in value] if isinstance(value, list) else value


def test_everybody_is_judged(cli: CommandLine, folder: Path) -> None:
    """A row a person in the order of the input, a receipt that can be checked, and nothing else is left."""
    done = cli("batch", "good.jsonl", "-o", "out.jsonl", *ON)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert done.stderr == "good.jsonl: JSON Lines\n3 rows in = 3 judged + 0 refused.\n"
    rows = lines((folder / "out.jsonl").read_text())
    assert [row["case"] for row in rows] == ["a", "=1+1", None]
    assert {row["on"] for row in rows} == {"2024-01-15"}
    receipt = json.loads((folder / "out.jsonl.receipt.json").read_text())
    assert receipt["rows"] == {"in": 3, "judged": 3, "refused": 0, "written": 3, "empty": 0}
    assert receipt["on"] == "2024-01-15"
    assert receipt["rules"].startswith("sha256:")
    for named in (receipt["inputs"][0], receipt["output"]):
        data = (folder / named["file"]).read_bytes()
        assert named["sha256"] == hashlib.sha256(data).hexdigest()
    left = {path.name for path in folder.iterdir() if path.name.startswith("out")}
    assert left == {"out.jsonl", "out.jsonl.receipt.json"}
    for name in left:
        assert (folder / name).stat().st_mode & 0o777 == 0o600


def test_full_is_what_check_says(cli: CommandLine, folder: Path) -> None:
    """From standard input to standard output, the whole results are those of `check`, but for places in the file."""
    text = (folder / "good.jsonl").read_text()
    batch = cli("batch", "-", "-o", "-", "--as", "full", *ON, stdin=text)
    assert batch.exit_code == 0
    check = cli("check", "good.jsonl", "--format", "json", *ON)
    assert [placeless(one) for one in lines(batch.stdout)] == [
        placeless(one) for one in lines(check.stdout)
    ]
    assert {path.name for path in folder.iterdir()} <= {"good.jsonl", "mixed.jsonl"}


def test_bad_rows_cost_only_themselves(cli: CommandLine, folder: Path) -> None:
    """The others are judged; who was refused is told with file, row, label, field, code and reason: exit code 3."""
    done = cli("batch", "mixed.jsonl", "-o", "out.jsonl", "--errors", "bad.csv", *ON)
    assert done.exit_code == 3
    assert "7 rows in = 3 judged + 4 refused." in done.stderr
    assert "bad.csv" in done.stderr
    assert (folder / "out.jsonl").read_text() == cli("batch", "good.jsonl", "-o", "-", *ON).stdout
    with (folder / "bad.csv").open(newline="") as file:
        refused = list(csv.DictReader(file))
    assert list(refused[0]) == ["file", "row", "case", "field", "code", "reason"]
    assert [(one["file"], one["row"], one["case"]) for one in refused] == [
        ("mixed.jsonl", "2", "b"),
        ("mixed.jsonl", "3", "c"),
        ("mixed.jsonl", "4", ""),
        ("mixed.jsonl", "5", "d"),
    ]
    assert [one["field"] for one in refused] == ["age", "", "", "current_country"]
    assert [one["code"] for one in refused] == ["PF114", "PF120", "PF102", "PF212"]
    assert all(one["reason"] for one in refused)
    assert (folder / "bad.csv").stat().st_mode & 0o777 == 0o600


def test_bad_rows_as_json_lines(cli: CommandLine, folder: Path) -> None:
    """The same as objects, where the name of the file asks for it."""
    cli("batch", "mixed.jsonl", "-o", "out.jsonl", "--errors", "bad.jsonl", *ON)
    refused = lines((folder / "bad.jsonl").read_text())
    assert [(one["row"], one["case"]) for one in refused] == [
        (2, "b"),
        (3, "c"),
        (4, None),
        (5, "d"),
    ]


def test_a_few_bad_rows_are_shown(cli: CommandLine, folder: Path) -> None:
    """Without a file for them the first twenty are shown, and how many more there are."""
    (folder / "many.jsonl").write_text((BAD[0] + "\n") * 25 + json.dumps(GOOD[0]) + "\n")
    done = cli("batch", "many.jsonl", "-o", "out.csv", "--quiet", *ON)
    assert done.exit_code == 3
    shown = done.stderr.splitlines()
    assert len(shown) == 22
    assert shown[0].startswith("many.jsonl:1 (b): error PF114: age: ")
    assert "5 more" in shown[20]
    assert shown[21] == "26 rows in = 1 judged + 25 refused."


@pytest.mark.parametrize("form, rows", [("wide", 7), ("long", 7 * 5), ("best", 7), ("full", 7)])
def test_the_column_of_errors(form: str, rows: int, cli: CommandLine, folder: Path) -> None:
    """On request everybody stands in the result where they stood, the refused ones with the reason."""
    done = cli(
        "batch", "mixed.jsonl", "-o", "-", "--as", form, "--error-column", "--country", "MN", *ON
    )
    assert done.exit_code == 3
    found = lines(done.stdout)
    assert len(found) == rows
    wrong = [row for row in found if row.get("error")]
    assert len(wrong) == rows * 4 // 7
    assert list(dict.fromkeys(row["case"] for row in wrong)) == ["b", "c", None, "d"]
    assert found.index(wrong[0]) == rows // 7
    assert all(row.get("MN/visa-free-stay") is None for row in wrong)
    assert all(row.get("verdict") is None for row in wrong)


def test_strict_writes_nothing(cli: CommandLine, folder: Path) -> None:
    """With one bad row nothing is judged: all of them are told, no output is there, and the exit code is 1."""
    for output in ("out.parquet", "-"):
        done = cli("batch", "mixed.jsonl", "-o", output, "--strict", *ON)
        assert done.exit_code == 1
        assert done.stdout == ""
        assert done.stderr.count("error PF") == 4
        assert "4 of 7 rows" in done.stderr
    done = cli("batch", "mixed.jsonl", "-o", "out.csv", "--strict", "--errors", "bad.csv", *ON)
    assert done.exit_code == 1
    assert (folder / "bad.csv").read_text().count("\n") == 5
    assert not list(folder.glob("out*"))
    good = cli("batch", "good.jsonl", "-o", "-", "--strict", *ON)
    assert good.exit_code == 0
    assert good.stdout == cli("batch", "good.jsonl", "-o", "-", *ON).stdout


def test_columns_are_told_about(cli: CommandLine, folder: Path) -> None:
    """What is missing and what is strange is said at the start; --strict refuses what is strange."""
    (folder / "a.csv").write_text("case,citizenships,agee\na,RU,30\n")
    done = cli("batch", "a.csv", "-o", "-", *ON)
    assert done.exit_code == 0
    assert "Did you mean “age”?" in done.stderr
    assert "have no column" in done.stderr
    assert cli("batch", "a.csv", "-o", "-", "--strict", *ON).exit_code == 1


FACTS = known_vocabulary().facts


@pytest.mark.parametrize("output", ["out.jsonl", "out.csv"])
def test_no_output_holds_what_was_said(output: str, cli: CommandLine, folder: Path) -> None:
    """Of a sensitive fact nothing reaches the result, the file of errors, the receipt or the screen."""
    people: list[dict[str, Any]] = []
    for name, fact in FACTS.items():
        if fact.sensitive or fact.kind in {"stays", "by_country", "visas", "text"}:
            people += [{"facts": {name: value}} for value in (CANARY, [CANARY], {CANARY: CANARY})]
            people += [{"facts": {CANARY: 1, name: CANARY}}, {CANARY: 1}]
    (folder / "people.jsonl").write_text("".join(json.dumps(one) + "\n" for one in people))
    rows = [",".join(["case", *FACTS]), *(",".join([str(n), *[CANARY] * len(FACTS)]) for n in "12")]
    (folder / "people.csv").write_text("\n".join(rows))
    for inputs in ("people.jsonl", "people.csv"):
        done = cli(
            "batch", inputs, "-o", output, "--errors", "bad.csv", "--error-column", "--force", *ON
        )
        assert done.exit_code == 3
        shown = cli("batch", inputs, "-o", "-", *ON)
        said = done.stderr + done.stdout + shown.stderr + shown.stdout
        said += "".join(path.read_text() for path in folder.glob("out*"))
        bad = (folder / "bad.csv").read_text()
        if inputs == "people.jsonl":
            assert CANARY not in said + bad
            continue
        for line in csv.DictReader(io.StringIO(bad)):
            fact = FACTS[line["field"]]
            assert not fact.sensitive or CANARY not in line["reason"]


def test_several_files_are_one_batch(cli: CommandLine, folder: Path) -> None:
    """In their order, each row with the number in its own file."""
    done = cli("batch", "mixed.jsonl", "good.jsonl", "-o", "-", "--errors", "bad.jsonl", *ON)
    assert done.exit_code == 3
    assert [row["case"] for row in lines(done.stdout)] == ["a", "=1+1", None] * 2
    assert "10 rows in = 6 judged + 4 refused." in done.stderr
    done = cli("batch", "good.jsonl", "mixed.jsonl", "-o", "-", "--errors", "two.jsonl", *ON)
    assert (folder / "bad.jsonl").read_text() == (folder / "two.jsonl").read_text()


def test_formats_say_the_same(cli: CommandLine, folder: Path) -> None:
    """CSV, Excel, Parquet, Arrow and JSON Lines hold the same verdicts."""
    names = ["out.jsonl", "out.csv", "out.xlsx", "out.parquet", "out.arrow", "out.jsonl.zst"]
    for name in names:
        assert cli("batch", "good.jsonl", "-o", name, *ON).exit_code == 0
    wanted = lines((folder / "out.jsonl").read_text())
    with (folder / "out.csv").open(newline="") as file:
        found = list(csv.DictReader(file))
    assert [{k: restore(v) or None for k, v in row.items()} for row in found] == wanted
    assert found[1]["case"] == "'=1+1"
    (sheet,) = openpyxl.load_workbook(folder / "out.xlsx").worksheets
    names_, *cells = sheet.iter_rows(values_only=True)
    for row, one in zip(cells, wanted, strict=True):
        values = [restore(str(cell)) if cell is not None else None for cell in row]
        values[1] = values[1] and values[1][:10]
        assert dict(zip(map(str, names_), values, strict=True)) == one
    for table in (
        parquet.read_table(folder / "out.parquet"),
        pa.ipc.open_file(folder / "out.arrow").read_all(),
    ):
        assert [{**row, "on": str(row["on"])} for row in table.to_pylist()] == wanted
    with pa.input_stream(str(folder / "out.jsonl.zst"), compression="zstd") as stream:
        assert stream.read() == (folder / "out.jsonl").read_bytes()


@pytest.fixture
def many(cli: CommandLine) -> Path:
    """Ten pieces of people, for JSON may hold spaces: whatever they say, in long lines and as Parquet."""
    people = []
    for number in range(160):
        facts = {
            "citizenships": ["RU"],
            "age": number % 80,
            "passports": ["internal"][: number % 2],
        }
        people.append({"case": f"p-{number}", "facts": facts})
    path = cli.home / "many.jsonl"
    path.write_text("".join(json.dumps(one).ljust(65535) + "\n" for one in people))
    flat = {
        "case": [one["case"] for one in people] * 60,
        "age": [one["facts"]["age"] for one in people] * 60,  # type: ignore[index]
        "citizenships": [["RU"]] * (60 * len(people)),
    }
    parquet.write_table(pa.table(flat), cli.home / "many.parquet")
    return cli.home


@pytest.mark.parametrize("name", ["many.jsonl", "many.parquet"])
def test_the_number_of_workers_changes_nothing(name: str, cli: CommandLine, many: Path) -> None:
    """One, two or three workers write the same bytes; processes for text, threads for tables in columns."""
    written = set()
    for workers in ("1", "2", "3"):
        done = cli(
            "batch", name, "-o", "out.jsonl", "--force", "--as", "long", "--country", "MN",
            "--workers", workers, *ON,
        )  # fmt: skip
        assert done.exit_code == 0, done.stderr
        written.add((many / "out.jsonl").read_bytes())
    assert len(written) == 1


@pytest.mark.parametrize("output", ["out.parquet", "out.arrow"])
def test_large_pieces_of_tables_come_whole(output: str, cli: CommandLine, folder: Path) -> None:
    """Tables of several megabytes a piece, made in processes, hold what one process writes."""
    draw = random.Random(3)  # noqa: S311 - labels, from a seed
    lines = []
    for number in range(24_000):
        label = "".join(draw.choices(string.ascii_letters, k=180))
        facts = {"citizenships": ["RU"], "age": number % 90}
        lines.append(json.dumps({"case": label, "facts": facts}).ljust(1400))
    (folder / "wordy.jsonl").write_text("\n".join(lines))
    tables = []
    for workers in ("1", "2"):
        done = cli(
            "batch", "wordy.jsonl", "-o", output, "--force", "--country", "MN",
            "--workers", workers, *ON,
        )  # fmt: skip
        assert done.exit_code == 0, done.stderr
        read = parquet.read_table if output.endswith("parquet") else feather.read_table
        tables.append(read(folder / output))
    assert tables[0].num_rows == len(lines)
    assert tables[0].cast(tables[1].schema) == tables[1]


def test_rows_in_which_nothing_stands_are_counted_apart(cli: CommandLine, folder: Path) -> None:
    """An empty line between people is no person; it is said, and stands in the receipt."""
    person = json.dumps(GOOD[0])
    (folder / "gaps.jsonl").write_text(f"{person}\n\n{person}\n\n")
    done = cli("batch", "gaps.jsonl", "-o", "out.csv", *ON)
    assert done.stderr.endswith(
        "2 rows in = 2 judged + 0 refused.\nRows in which nothing stands: 2.\n"
    )
    assert json.loads((folder / "out.csv.receipt.json").read_text())["rows"]["empty"] == 2


def test_a_folder_that_takes_no_files_is_named(cli: CommandLine, folder: Path) -> None:
    """Where nothing can be written it says so, and nothing else fails on the way out."""
    (folder / "taken.csv.part").mkdir()
    done = cli("batch", "good.jsonl", "-o", "taken.csv", *ON)
    assert done.exit_code == 1
    assert "taken.csv" in done.stderr
    assert "pathfinder itself" not in done.stderr


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("good.jsonl", "-o", "out.txt"), "--format"),
        (("good.jsonl", "-o", "none/out.csv"), "folder"),
        (("good.jsonl", "-o", "good.jsonl"), "is read"),
        (("good.jsonl", "-o", "out.csv", "--errors", "out.csv"), "same file"),
        (("good.jsonl", "-o", "out.csv", "--errors", "bad.xlsx"), ".csv or .jsonl"),
        (("good.jsonl", "-o", "mixed.jsonl"), "--force"),
        (("good.jsonl", "-o", "out.csv", "--errors", "mixed.jsonl"), "--force"),
        (("good.jsonl", "-o", "/dev/null"), "ordinary"),
        (("good.jsonl", "-o", "-", "--resume"), "standard output"),
        (("good.jsonl", "-o", "out.csv", "--resume", "--restart"), "exclude"),
        (("good.jsonl", "-o", "out.xlsx", "--as", "full"), "Excel"),
        (("good.jsonl", "-o", "out.csv", "--country", "XX"), "XX"),
        (("good.jsonl",), "-o"),
    ],
)
def test_wrong_usage(arguments: tuple[str, ...], said: str, cli: CommandLine, folder: Path) -> None:
    """What cannot be meant is said before anything is read, with exit code 2."""
    before = (folder / "mixed.jsonl").read_bytes()
    done = cli("batch", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert (folder / "mixed.jsonl").read_bytes() == before
    assert not list(folder.glob("out*"))


def test_what_is_there_is_replaced_when_asked(cli: CommandLine, folder: Path) -> None:
    """--force replaces the output, and only when the new one is complete."""
    (folder / "out.jsonl").write_text("old")
    assert cli("batch", "mixed.jsonl", "-o", "out.jsonl", "--strict", "--force").exit_code == 1
    assert (folder / "out.jsonl").read_text() == "old"
    assert cli("batch", "good.jsonl", "-o", "out.jsonl", "--force").exit_code == 0
    assert len(lines((folder / "out.jsonl").read_text())) == 3


def test_a_file_that_cannot_be_read(cli: CommandLine, folder: Path) -> None:
    """No file, and one that ends within itself: exit code 1, and no output."""
    assert cli("batch", "none.jsonl", "-o", "out.csv").exit_code == 1
    whole = cli("batch", "good.jsonl", "-o", "some.jsonl.gz", *ON)
    assert whole.exit_code == 0
    packed = (folder / "some.jsonl.gz").read_bytes()
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    done = cli("batch", "cut.jsonl.gz", "-o", "out.csv")
    assert done.exit_code == 1
    assert "Traceback" not in done.stderr
    assert not list(folder.glob("out*"))


def test_who_reads_may_have_enough(cli: CommandLine, many: Path) -> None:
    """A reader that goes away, such as `head`, ends a batch without a complaint."""
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "pathfinder",
            "batch",
            "many.jsonl",
            "-o",
            "-",
            "--as",
            "full",
            "-q",
        ],
        env=cli.environment,
        cwd=many,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 1


def test_a_terminal_gets_a_bar(cli: CommandLine, many: Path) -> None:
    """On a terminal the progress is shown and wiped away again; nothing of it is left in a pipe."""
    here, there = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "pathfinder", "batch", "many.jsonl", "-o", "out.csv", *ON],
        env={**cli.environment, "TERM": "xterm"},
        cwd=many,
        stdin=subprocess.DEVNULL,
        stderr=there,
    )
    os.close(there)
    seen = b""
    try:
        while data := os.read(here, 65536):
            seen += data
    except OSError:  # the terminal is gone when the last process has let go of it
        pass
    os.close(here)
    assert process.wait(30) == 0
    assert b"people" in seen
    assert b"160 rows in = 160 judged + 0 refused." in seen
    piped = cli("batch", "many.jsonl", "-o", "out.csv", "--force", *ON)
    assert piped.stderr == "many.jsonl: JSON Lines\n160 rows in = 160 judged + 0 refused.\n"


def test_what_is_not_installed_is_named() -> None:
    """Where a library is missing, one line says what to install."""
    with pytest.raises(click.UsageError, match=r"pathfinder-advisor\[batch\]"):
        need_libraries("sys", "no_such_library")


def test_pandas_is_not_imported(cli: CommandLine, folder: Path) -> None:
    """PyArrow would import pandas, where it is installed, for nothing."""
    code = (
        "import sys; from pathfinder.batch.light import arrow_without_pandas; arrow_without_pandas();"
        "import pathfinder.batch.job; print('pandas' in sys.modules, 'rich' in sys.modules)"
    )
    assert cli.python("-c", code).stdout == "False False\n"
