"""Judge a register of people on Spark: `python spark_batch.py PEOPLE VERDICTS 2024-01-15`.

PEOPLE is a folder of Parquet files with a column a fact; VERDICTS gets Parquet files with a column a pathway. Here
Spark runs on this machine with two cores; on a cluster leave `master` out and start this with `spark-submit`.
"""

from __future__ import annotations

import sys

from pyspark.sql import SparkSession

import pathfinder.spark


def main(people: str, verdicts: str, day: str) -> None:
    """Read, judge, write."""
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "65536")
        .config("spark.ui.enabled", "false")
        .getOrCreate()
    )
    frame = session.read.parquet(people)
    judged = pathfinder.spark.judge(frame, on=day)
    judged.write.parquet(verdicts)
    written = session.read.parquet(verdicts)
    refused = written.where("error is not null").count()
    sys.stdout.write(f"{written.count()} people, {refused} of them could not be judged\n")
    session.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
