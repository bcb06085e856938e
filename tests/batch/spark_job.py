"""A Spark job as a user would write it, for `test_spark`: `python spark_job.py PEOPLE OUTPUT RULES`.

Writes a folder of Parquet files for each form, and `stopped.txt`: what Spark said of a job that was told to stop at
a person who cannot be judged. RULES is a rule book that is gone before the workers begin.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

import pathfinder.spark

PARTITIONS = 4
FORMS = ("wide", "long", "best", "full")


def main(people: str, output: Path, rules: Path) -> None:
    """Judge the people in each form."""
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "16")
        .getOrCreate()
    )
    frame = session.read.parquet(people).repartition(PARTITIONS)
    of_folder = pathfinder.spark.judge(frame, on="2024-01-15", rules=rules)
    shutil.rmtree(rules)
    of_folder.write.parquet(str(output / "of-folder"))
    for form in FORMS:
        judged = pathfinder.spark.judge(frame, on="2024-01-15", form=form)
        judged.write.parquet(str(output / form))
    try:
        pathfinder.spark.judge(frame, on="2024-01-15", errors=False).collect()
    except PySparkException as error:
        (output / "stopped.txt").write_text(str(error), "utf-8")
    session.stop()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
