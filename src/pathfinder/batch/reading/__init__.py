"""Files of people, in any form, as record batches that the kernel judges."""

from __future__ import annotations

from collections.abc import Callable

from pathfinder.batch.reading.records import Block, FilePlan, Plan, Position, Task
from pathfinder.batch.reading.source import Source

__all__ = ["Block", "FilePlan", "Plan", "Position", "Source", "Task", "read"]


def read(task: Task, plan: Plan) -> Block:
    """The people of a piece."""
    return _reader(plan.files[task.file].form)(task, plan)


def _reader(form: str) -> Callable[[Task, Plan], Block]:
    """What reads a form; its libraries are imported only here."""
    if form == "lines":
        from pathfinder.batch.reading.lines import read_lines as reader
    elif form == "list":
        from pathfinder.batch.reading.documents import read_list as reader
    elif form == "csv":
        from pathfinder.batch.reading.separated import read_separated as reader
    elif form == "excel":
        from pathfinder.batch.reading.workbook import read_workbook as reader
    elif form in ("parquet", "arrow"):
        from pathfinder.batch.reading.columnar import read_columns as reader
    else:
        from pathfinder.batch.reading.documents import read_document as reader
    return reader
