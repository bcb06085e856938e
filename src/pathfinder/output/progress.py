"""How far long work is: a bar on a terminal, with the rate, what is left, and how many could not be judged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol, TextIO

from pathfinder.i18n import _


class Told(Protocol):
    """How far the work is: bytes of the input, people, and those refused among them."""

    @property
    def done(self) -> int: ...
    @property
    def rows(self) -> int: ...
    @property
    def refused(self) -> int: ...


@contextmanager
def progress_bar(total: int | None, file: TextIO) -> Iterator[Callable[[Told], None]]:
    """A bar while the work goes on; it is gone afterwards. `total` is in bytes, None where it is not known."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )  # fmt: skip

    known = [BarColumn(), TaskProgressColumn()] if total else [SpinnerColumn(), TimeElapsedColumn()]
    rest = [TextColumn(_("left:")), TimeRemainingColumn(compact=True)] if total else []
    console = Console(file=file, highlight=False, markup=False, emoji=False)
    bar = Progress(
        *known, TextColumn("{task.fields[words]}", markup=False), *rest,
        console=console, transient=True, refresh_per_second=4,
    )  # fmt: skip
    with bar:
        task = bar.add_task("", total=total, words="")
        started = bar.get_time()

        def tell(told: Told) -> None:
            rate = told.rows / max(bar.get_time() - started, 0.001)
            words = _("{rows} people, {rate} a second, {refused} refused").format(
                rows=told.rows, rate=round(rate), refused=told.refused
            )
            bar.update(task, completed=told.done, words=words)

        yield tell
