"""`pathfinder batch`: judge files of people."""

from __future__ import annotations

import sys
from typing import Any

import click

from pathfinder.cli.common import country_option, on_option, open_rules, rules_option
from pathfinder.cli.keys import identity_option
from pathfinder.cli.speaking import Speaking

MOST_WORKERS = 256


@click.command(cls=Speaking)
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "--output", "-o", required=True, metavar="FILE",
    help="Where to write: .jsonl, .csv (also .gz, .zst), .xlsx, .parquet, .arrow; - for standard output.",
)  # fmt: skip
@click.option(
    "--as", "form", type=click.Choice(["wide", "long", "best", "full"]), default="wide", show_default=True,
    help="wide: a column for each pathway; long: a row for each person and pathway; best: where each person can go;"
    " full: the JSON of check.",
)  # fmt: skip
@click.option(
    "--format", type=click.Choice(["jsonl", "csv", "xlsx", "parquet", "arrow"]),
    help="The format of the output, where the name of the file does not say it.",
)  # fmt: skip
@on_option
@country_option
@click.option(
    "--errors", metavar="FILE",
    help="Write who could not be judged, and why, to this file (.csv or .jsonl) and not to the terminal.",
)  # fmt: skip
@click.option(
    "--error-column", is_flag=True,
    help="Keep the rows of people who could not be judged, with the reason in the column “error”.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Write nothing if any row cannot be judged.")
@click.option("--resume", is_flag=True, help="Go on with a batch that was interrupted.")
@click.option(
    "--restart", is_flag=True, help="Throw away what an interrupted batch left, and begin anew."
)
@click.option("--force", is_flag=True, help="Replace files that exist already.")
@click.option(
    "--workers", type=click.IntRange(1, MOST_WORKERS), metavar="N",
    help="So many pieces at the same time; otherwise as many as there are processors.",
)  # fmt: skip
@click.option(
    "--input-format", metavar="NAME",
    help="What the input is (jsonl, json, yaml, csv, xlsx, parquet, arrow), where it cannot be seen.",
)  # fmt: skip
@click.option("--encoding", metavar="NAME", help="The encoding of the input, e.g. cp1251.")
@click.option(
    "--csv-for-excel", is_flag=True, help="CSV as Excel opens it: semicolons, and a mark for UTF-8."
)
@click.option(
    "--save-every", type=click.FloatRange(0, 3600), default=2, show_default=True, metavar="SECONDS",
    help="How often what is done is saved for --resume.",
)  # fmt: skip
@click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
@identity_option
@rules_option
def batch(rules_folder: str | None, **options: Any) -> None:
    """Judge files of people: a spreadsheet of a few, or a register of millions.

    INPUT is JSON Lines, JSON, YAML, CSV, Excel, Parquet or Arrow, also compressed; several files, patterns such as
    'people-*.csv', or - for standard input. `pathfinder template` writes an empty sheet.

    Rows that cannot be judged cost only themselves: they are told with their number and the reason, never with what
    the person said. The output appears under its name when it is complete, with a receipt beside it.

    Exit code 0: all judged; 1: problems with files or rules; 2: wrong usage; 3: some rows could not be judged;
    130: interrupted.
    """
    from pathfinder.cli.batching import Wishes, need_libraries

    need_libraries("pyarrow", "numpy")
    wishes = Wishes(**options)
    wishes.check()
    from pathfinder.batch.light import arrow_without_pandas

    arrow_without_pandas()
    from pathfinder.cli.batch_run import run_batch

    sys.exit(run_batch(wishes, open_rules(rules_folder)))
