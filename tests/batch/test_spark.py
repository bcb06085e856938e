"""The bridge to Spark: what a cluster says of people is what the kernel says here."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import pickle
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from engine.shipped import book
from pathfinder import spark
from pathfinder.batch.kernel import Kernel
from pathfinder.rulebook.files import shipped_rules

if TYPE_CHECKING:
    from command_line import CommandLine

DAY = dt.date(2024, 1, 15)
JOB = Path(__file__).with_name("spark_job.py")
FORMS = ("wide", "long", "best", "full")
LOOPBACK = {"PATHFINDER_TEST_LOOPBACK": "spark"}

STAY = pa.struct([("country", pa.string()), ("entered", pa.date32()), ("left", pa.date32())])
VISA = pa.struct([("issuer", pa.string()), ("type", pa.string()), ("until", pa.date32())])
COLUMNS: dict[str, tuple[pa.DataType, list[Any]]] = {
    "citizenships": (pa.list_(pa.string()), [["RU"], ["RU", "IL"], ["UA"], None]),
    "passports": (pa.string(), ["internal", "internal; travel", "none", None, "unknown"]),
    "travel_passport_expires": (pa.date32(), [dt.date(2023, 3, 1), dt.date(2029, 3, 1), None]),
    "age": (pa.int64(), [17, 18, 60, None]),
    "lgbtq": (pa.bool_(), [True, False, None]),
    "lgbtq__said": (pa.string(), [None, None, "declined"]),
    "summons": (pa.string(), ["none", "paper", None, None, "burnt"]),
    "current_country": (pa.string(), ["KZ", "KG", "RU", None, None]),
    "stays": (
        pa.list_(STAY),
        [
            [{"country": "KZ", "entered": dt.date(2023, 1, 10), "left": None}],
            [{"country": "KZ", "entered": dt.date(2023, 9, 10), "left": dt.date(2023, 12, 1)}],
            [],
            None,
        ],
    ),
    "registered_on": (
        pa.map_(pa.string(), pa.date32()),
        [[("KG", dt.date(2023, 11, 20))], [], None],
    ),
    "visas": (
        pa.list_(VISA),
        [[{"issuer": "SCHENGEN", "type": "C", "until": dt.date(2024, 5, 1)}], [], None],
    ),
    "on": (pa.date32(), [None, None, dt.date(2023, 2, 1), None, None, None, None]),
}
"""Values that come round at different paces, so that most combinations stand somewhere; some contradict."""


def people(number: int = 150) -> pa.Table:
    """People with facts of every kind, and some who cannot be judged."""
    columns = {"case": pa.array([f"person-{index:03}" for index in range(number)])}
    for name, (kind, values) in COLUMNS.items():
        columns[name] = pa.array([values[i % len(values)] for i in range(number)], kind)
    return pa.table(columns)


def rows(table: pa.Table) -> list[dict[str, Any]]:
    """The rows, in an order that does not depend on partitions."""
    return sorted(table.to_pylist(), key=lambda row: (row["case"], row.get("pathway") or ""))


def judged_here(form: str) -> list[dict[str, Any]]:
    """The same people judged by the kernel in this process; a row of Spark has no number."""
    kernel = Kernel(book(), on=DAY.toordinal(), form=form, errors=True)
    (batch,) = people().combine_chunks().to_batches()
    table = pa.Table.from_batches([kernel.judge(batch).table])
    return rows(table.drop_columns([name for name in table.column_names if name == "row"]))


def needs_spark() -> None:
    """Skip where Spark cannot run, and say what is missing."""
    if importlib.util.find_spec("pyspark") is None:
        pytest.skip("PySpark is not installed: pip install 'pathfinder-advisor[spark]'")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs a Java runtime (17 or newer): `java` is not on the path")


def test_spark_says_what_the_kernel_says(cli: CommandLine, tmp_path: Path) -> None:
    """On a real Spark, over several partitions, every form holds what the kernel says, and nobody is lost."""
    needs_spark()
    source, output, rules = tmp_path / "people.parquet", tmp_path / "out", tmp_path / "rules"
    pq.write_table(people(), source)
    output.mkdir()
    shutil.copytree(shipped_rules(), rules)
    system = {name: os.environ[name] for name in ("JAVA_HOME",) if name in os.environ}
    system |= {
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONWARNINGS": "",
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_LOCAL_HOSTNAME": "localhost",
    }
    done = cli.python(JOB, source, output, rules, env=LOOPBACK | system, seconds=600)
    assert done.exit_code == 0, done.stderr[-3000:]
    for form in FORMS:
        assert len(list((output / form).glob("part-*"))) == 4
        assert rows(pq.read_table(output / form)) == judged_here(form), form
    assert rows(pq.read_table(output / "of-folder")) == judged_here("wide")
    refused = {row["case"] for row in judged_here("wide") if row["error"]}
    assert 0 < len(refused) < 150
    assert "cannot be judged" in (output / "stopped.txt").read_text("utf-8")


def work(*, on: int = DAY.toordinal(), form: str = "wide") -> spark.Work:
    """Work with the shipped rules."""
    return spark.Work.of(book(), on=on, form=form, countries=None, errors=True)


def test_a_process_makes_a_kernel_once() -> None:
    """Work that arrives again, for another partition, finds its kernel; work on another day does not."""
    kernel = work().kernel()
    again = pickle.loads(pickle.dumps(work()))  # noqa: S301 - as Spark does
    assert again.kernel() is kernel
    assert work(on=DAY.toordinal() + 1).kernel() is not kernel


def test_another_version_of_the_program_is_refused() -> None:
    """A worker with another version of the program judges nobody: what it would say may differ."""
    strange = msgspec.structs.replace(work(form="full"), program="0.0.0")
    with pytest.raises(RuntimeError, match=r"rules come from 0\.0\.0"):
        strange.kernel()


def test_a_column_that_is_no_fact_is_named() -> None:
    """A column by which nobody is judged is said, with the fact that may have been meant, and not read."""
    with pytest.warns(UserWarning, match="“pasports” is not a fact.*passports"):
        kept = spark.known_columns(["case", "age", "age__said", "pasports", "on"], book())
    assert kept == ["case", "age", "age__said", "on"]


@pytest.mark.parametrize("day", ["2024-01-15", DAY, DAY.toordinal()])
def test_a_day_has_three_notations(day: Any) -> None:
    """The date asked about is a text, a date or its ordinal, as for one person."""
    assert spark.day_of(day) == DAY.toordinal()


def test_no_day_is_refused() -> None:
    """What is not a day is an error before anything starts."""
    with pytest.raises(ValueError, match="not a day"):
        spark.day_of("soon")


CONNECT = "import socket; socket.create_connection(({!r}, 9), timeout=1)"


def test_only_the_process_of_spark_may_talk_to_itself(cli: CommandLine) -> None:
    """The exception that Spark needs holds for its process alone, and for the loopback address alone."""
    here, elsewhere = CONNECT.format("127.0.0.1"), CONNECT.format("192.0.2.1")
    assert "ConnectionRefusedError" in cli.python("-c", here, env=LOOPBACK).stderr
    assert "NetworkRefusedError" in cli.python("-c", here).stderr
    assert "NetworkRefusedError" in cli.python("-c", elsewhere, env=LOOPBACK).stderr
    assert (
        "NetworkRefusedError"
        in cli.python("-c", CONNECT.format("example.org"), env=LOOPBACK).stderr
    )
