"""A batch that was interrupted, in whatever way, goes on without losing or doubling a row."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from pyarrow import parquet

from command_line import CommandLine
from pathfinder.batch.journal import (
    Checkpoint,
    Counts,
    Finished,
    Found,
    Header,
    InUse,
    Journal,
    in_use,
    read_journal,
)
from pathfinder.batch.log import Damaged, Log, Mark

PIECE = 1 << 20
"""So many bytes of people make a piece where the form is long."""

WIDE = 1 << 16
"""So many bytes has a person: JSON may hold spaces, so that few people make many pieces."""

FORM = (
    "--as",
    "long",
    "--country",
    "MN",
    "--on",
    "2024-01-15",
    "--workers",
    "2",
    "--save-every",
    "0",
)


def people(number: int) -> bytes:
    """People in long lines, some of whom cannot be judged."""
    lines = []
    for one in range(number):
        age = '"old"' if one % 13 == 5 else str(one % 90)
        line = f'{{"case": "p-{one}", "facts": {{"citizenships": ["RU"], "age": {age}}}}}'
        lines.append(line.ljust(WIDE - 1) + "\n")
    return "".join(lines).encode()


PEOPLE = people(12 * PIECE // WIDE)


class Running:
    """A batch that reads what the test gives it, so that it can be stopped at any place."""

    def __init__(self, cli: CommandLine, *arguments: str) -> None:
        self.folder = cli.home
        self.process = subprocess.Popen(
            [sys.executable, "-m", "pathfinder", "batch", "-", *arguments],
            env=cli.environment,
            cwd=cli.home,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    @property
    def stdin(self) -> IO[bytes]:
        assert self.process.stdin is not None
        return self.process.stdin

    def give(self, data: bytes) -> None:
        """Give some people."""
        self.stdin.write(data)
        self.stdin.flush()

    def wait_for(self, journal: Path, checkpoints: int) -> None:
        """Wait until so much has been saved."""
        until = time.monotonic() + 60
        while not journal.exists() or journal.read_bytes().count(b"\n") <= checkpoints:
            assert self.process.poll() is None, self.process.stderr and self.process.stderr.read()
            assert time.monotonic() < until
            time.sleep(0.01)

    def end(self, number: int) -> tuple[int, str]:
        """End it by a signal to all its processes; the exit code and what it said."""
        if number == signal.SIGKILL:
            self.process.send_signal(number)  # only the first: the others have to see it
        else:
            os.killpg(self.process.pid, number)
        self.stdin.close()
        assert self.process.stderr is not None
        said = self.process.stderr.read().decode()
        code = self.process.wait(30)
        for stream in (self.process.stdout, self.process.stderr):
            assert stream is not None
            stream.close()
        return code, said

    def gone(self) -> bool:
        """Whether none of its processes is left, soon."""
        until = time.monotonic() + 30
        while time.monotonic() < until:
            try:
                os.killpg(self.process.pid, 0)
            except ProcessLookupError:
                return True
            time.sleep(0.02)
        return False


Start = Callable[..., Running]


@pytest.fixture
def start(cli: CommandLine) -> Iterator[Start]:
    """Start batches, which end with the test."""
    started: list[Running] = []

    def begin(*arguments: str) -> Running:
        started.append(Running(cli, *arguments))
        return started[-1]

    yield begin
    for one in started:
        if one.process.poll() is None:
            os.killpg(one.process.pid, signal.SIGKILL)
            one.end(signal.SIGKILL)


def rows(path: Path) -> list[object]:
    """What a table says."""
    found: list[object] = parquet.read_table(path).to_pylist()
    return found


def half_way(start: Start, cli: CommandLine, name: str, number: int) -> tuple[int, str, Running]:
    """A batch ended by a signal when part of it had been saved."""
    running = start("-o", name, "--errors", "bad.csv", *FORM)
    running.give(PEOPLE[: 9 * PIECE])
    running.wait_for(cli.home / f"{name}.journal", 2)
    code, said = running.end(number)
    return code, said, running


@pytest.mark.parametrize("name", ["out.jsonl", "out.csv.gz", "out.parquet"])
def test_a_killed_batch_goes_on(name: str, cli: CommandLine, start: Start) -> None:
    """After kill -9 no process is left, no output is there, and --resume gives what there would have been."""
    code, _said, running = half_way(start, cli, name, signal.SIGKILL)
    assert code == -signal.SIGKILL
    assert running.gone()
    assert not (cli.home / name).exists()
    assert not (cli.home / "bad.csv").exists()
    found = read_journal(str(cli.home / f"{name}.journal"))
    assert found is not None
    assert found.checkpoint is not None
    assert 0 < found.checkpoint.counts.rows < len(PEOPLE) // WIDE
    refused = cli("batch", "-", "-o", name, "--errors", "bad.csv", *FORM, stdin=PEOPLE)
    assert refused.exit_code == 2
    assert "--resume" in refused.stderr
    assert "--restart" in refused.stderr
    done = cli("batch", "-", "-o", name, "--errors", "bad.csv", *FORM, "--resume", stdin=PEOPLE)
    assert done.exit_code == 3, done.stderr
    whole = cli("batch", "-", "-o", f"whole-{name}", "--errors", "all.csv", *FORM, stdin=PEOPLE)
    assert whole.exit_code == 3, whole.stderr
    assert done.stderr.splitlines()[-2] == whole.stderr.splitlines()[-2]
    one, other = cli.home / name, cli.home / f"whole-{name}"
    if name.endswith(".parquet"):
        assert rows(one) == rows(other)
    else:
        assert one.read_bytes() == other.read_bytes()
    assert (cli.home / "bad.csv").read_bytes() == (cli.home / "all.csv").read_bytes()
    left = {path.name for path in cli.home.iterdir() if path.name.startswith("out")}
    assert left == {name, f"{name}.receipt.json"}
    receipts = [json.loads(Path(f"{path}.receipt.json").read_text()) for path in (one, other)]
    assert receipts[0]["rows"] == receipts[1]["rows"]
    assert receipts[0]["inputs"] == receipts[1]["inputs"]


def test_ctrl_c_ends_cleanly(cli: CommandLine, start: Start) -> None:
    """Ctrl-C stops all processes, says how to go on, and ends with 130; --restart begins anew."""
    code, said, running = half_way(start, cli, "out.jsonl", signal.SIGINT)
    assert code == 130
    assert "--resume" in said
    assert "Traceback" not in said
    assert running.gone()
    other = cli(
        "batch", "-", "-o", "out.jsonl", *FORM, "--resume", "--errors", "bad.csv", stdin=b""
    )
    assert other.exit_code != 0
    done = cli(
        "batch", "-", "-o", "out.jsonl", "--errors", "bad.csv", *FORM, "--restart", stdin=PEOPLE
    )
    assert done.exit_code == 3
    assert (cli.home / "out.jsonl").exists()


def test_ctrl_c_before_anything_was_saved_leaves_nothing(cli: CommandLine, start: Start) -> None:
    """Where nothing can be resumed, nothing is left either."""
    running = start("-o", "out.jsonl")
    running.give(PEOPLE[:PIECE])
    time.sleep(1)
    code, said = running.end(signal.SIGINT)
    assert code in (130, -signal.SIGINT)  # the second one while Python is still starting
    assert "--resume" not in said
    assert not list(cli.home.glob("out*"))


def limited(
    cli: CommandLine, size: int, *arguments: str | Path
) -> subprocess.CompletedProcess[bytes]:
    """A command for which no file may become larger than a size, as if a disk were full."""
    return subprocess.run(
        [sys.executable, "-m", "pathfinder", *map(str, arguments)],
        env=cli.environment,
        cwd=cli.home,
        capture_output=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )


@pytest.mark.parametrize("name", ["out.jsonl", "out.parquet"])
def test_a_full_disk_is_no_end(name: str, cli: CommandLine, tmp_path: Path) -> None:
    """Where there is no room a batch ends with a clear message, and goes on when there is."""
    (tmp_path / "people.jsonl").write_bytes(PEOPLE)
    whole = cli("batch", "people.jsonl", "-o", f"whole-{name}", *FORM)
    assert whole.exit_code == 3
    size = 150_000 if name == "out.jsonl" else 60_000
    full = limited(cli, size, "batch", "people.jsonl", "-o", name, *FORM)
    assert full.returncode == 1, full.stderr
    said = full.stderr.decode()
    assert "There is no room left" in said
    assert "--resume" in said
    assert "Traceback" not in said
    assert not (tmp_path / name).exists()
    done = cli("batch", "people.jsonl", "-o", name, *FORM, "--resume")
    assert done.exit_code == 3, done.stderr
    assert rows_or_bytes(tmp_path / name) == rows_or_bytes(tmp_path / f"whole-{name}")


def rows_or_bytes(path: Path) -> object:
    """What is in a file."""
    return rows(path) if path.suffix == ".parquet" else path.read_bytes()


CHANGES = {
    "--on": ("--on", "2024-02-15"),
    "--as": ("--as", "best"),
    "--country": ("--country", "KZ"),
    "--error-column": ("--error-column",),
    "--lang": ("--lang", "ru"),
}


def test_nothing_else_is_resumed(interrupted: CommandLine) -> None:
    """What was asked for differently is named, and the batch is left as it is."""
    for named, changed in CHANGES.items():
        done = interrupted("batch", "people.jsonl", "-o", "out.jsonl", *FORM, "--resume", *changed)
        assert done.exit_code == 2
        assert f": {named}. " in done.stderr
    done = interrupted("batch", "people.jsonl", "-o", "out.jsonl", *FORM, "--resume")
    assert done.exit_code == 3


@pytest.fixture
def interrupted(cli: CommandLine, tmp_path: Path) -> CommandLine:
    """A batch of `people.jsonl` that a full disk has interrupted."""
    (tmp_path / "people.jsonl").write_bytes(PEOPLE)
    assert limited(cli, 150_000, "batch", "people.jsonl", "-o", "out.jsonl", *FORM).returncode == 1
    return cli


def test_another_input_is_not_resumed(interrupted: CommandLine) -> None:
    """A file that has changed since is another one."""
    path = interrupted.home / "people.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"p-0"', b'"q-0"'))
    done = interrupted("batch", "people.jsonl", "-o", "out.jsonl", *FORM, "--resume")
    assert done.exit_code == 2
    assert "the input" in done.stderr


def test_a_changed_result_is_not_resumed(interrupted: CommandLine) -> None:
    """What is not what the batch wrote is not continued; --restart helps."""
    part = interrupted.home / "out.jsonl.part"
    part.write_bytes(part.read_bytes()[:100].upper() + part.read_bytes()[100:])
    done = interrupted("batch", "people.jsonl", "-o", "out.jsonl", *FORM, "--resume")
    assert done.exit_code == 1
    assert "--restart" in done.stderr
    again = interrupted("batch", "people.jsonl", "-o", "out.jsonl", *FORM, "--restart")
    assert again.exit_code == 3


def test_a_resumed_batch_honours_its_own_end(interrupted: CommandLine) -> None:
    """Interrupted between the last row and the names of the files, a batch needs nothing but the names."""
    name = "out.jsonl"
    journal = interrupted.home / f"{name}.journal"
    finished = Finished(receipt={"rows": {"in": 7, "judged": 7, "refused": 0, "written": 35}})
    with journal.open("ab") as file:
        file.write(json.dumps({"receipt": finished.receipt}).encode() + b"\n")
    part = (interrupted.home / f"{name}.part").read_bytes()
    done = interrupted("batch", "people.jsonl", "-o", name, *FORM, "--resume")
    assert done.exit_code == 0, done.stderr
    assert "7 rows in = 7 judged + 0 refused." in done.stderr
    assert (interrupted.home / name).read_bytes() == part
    assert not journal.exists()


HEADER = Header(program="p", rules="r", options={}, inputs=[], started="then")
CHECKPOINT = Checkpoint(position={"at": 1}, done=1, counts=Counts(2, 1, 1, 1), output=Mark(3, "x"))


def test_half_a_line_does_not_count(tmp_path: Path) -> None:
    """Wherever a journal is cut off, what it says is what its whole lines say."""
    path = str(tmp_path / "journal")
    journal = Journal.new(path, HEADER)
    journal.note(CHECKPOINT)
    journal.note(Finished(receipt={}))
    journal.close()
    data = Path(path).read_bytes()
    ends = [number for number, byte in enumerate(data, 1) if byte == ord("\n")]
    for length in range(len(data) + 1):
        Path(path).write_bytes(data[:length])
        found = read_journal(path)
        if length < ends[0]:
            assert found is None
            continue
        assert found == Found(
            HEADER,
            CHECKPOINT if length >= ends[1] else None,
            Finished(receipt={}) if length >= ends[2] else None,
            max(end for end in ends if end <= length),
        )


def test_zeros_after_a_power_cut_do_not_count(tmp_path: Path) -> None:
    """A file that was made longer and never filled holds zeros; going on cuts them off."""
    path = str(tmp_path / "journal")
    Journal.new(path, HEADER).close()
    with Path(path).open("ab") as file:
        file.write(b"\0" * 100 + b"\n")
    found = read_journal(path)
    assert found is not None
    assert found.checkpoint is None
    journal = Journal.again(path, found)
    journal.note(CHECKPOINT)
    journal.close()
    again = read_journal(path)
    assert again is not None
    assert again.checkpoint == CHECKPOINT


def test_two_do_not_write_one_journal(tmp_path: Path) -> None:
    """Who comes second is told, and what the first has written stays."""
    path = str(tmp_path / "journal")
    journal = Journal.new(path, HEADER)
    assert in_use(path)
    with pytest.raises(InUse):
        Journal.new(path, HEADER)
    journal.close()
    assert not in_use(path)
    assert read_journal(path) is not None


def test_a_log_is_cut_back_to_its_mark(tmp_path: Path) -> None:
    """What came after a mark is cut off, and what is not what was written is not gone on with."""
    path = str(tmp_path / "log")
    log = Log.new(path)
    log.write(b"one")
    mark = log.sync()
    log.write(b"two")
    log.close()
    assert Path(path).stat().st_mode & 0o777 == 0o600
    again = Log.again(path, mark)
    again.write(b"three")
    again.close()
    assert Path(path).read_bytes() == b"onethree"
    for data in (b"on", b"oNe and more", b""):
        Path(path).write_bytes(data)
        with pytest.raises(Damaged):
            Log.again(path, mark)
    Path(path).unlink()
    with pytest.raises(Damaged):
        Log.again(path, mark)
