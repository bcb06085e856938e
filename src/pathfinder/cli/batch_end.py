"""How a batch ends, in words and as an exit code."""

from __future__ import annotations

import errno
import os
import sys

import click

from pathfinder.batch.job import Outcome, Stopped
from pathfinder.batch.journal import InUse
from pathfinder.batch.log import Damaged
from pathfinder.batch.pool import WorkerEnded
from pathfinder.batch.refused import Refused
from pathfinder.batch.writing.excel import MOST_ROWS, TooManyRows
from pathfinder.cli.batching import Wishes
from pathfinder.cli.common import ANSWERED, PROBLEMS
from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import ProblemsFound
from pathfinder.values.text import inert

SOME_REFUSED, INTERRUPTED = 3, 130
"""Exit codes besides those that all commands have."""

SHOWN = 20
"""So many reasons are shown where there is no file for them."""

_FULL = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Refusals:
    """Shows who could not be judged, where there is no file for it; the first ones, or `every` one."""

    def __init__(self, *, every: bool) -> None:
        self._every = every
        self._count = 0

    def show(self, people: list[Refused]) -> None:
        """Show some."""
        for one in people:
            self._count += 1
            if self._every or self._count <= SHOWN:
                place = inert(f"{one.place} ({one.case})" if one.case else one.place)
                field = f"{one.field}: " if one.field else ""
                kind = _("error")
                click.echo(f"{place}: {kind} {one.code}: {inert(field + one.reason)}", err=True)

    def end(self) -> None:
        """Say how many were not shown."""
        more = 0 if self._every else self._count - SHOWN
        if more > 0:
            message = ngettext(
                "… and {count} more; --errors FILE writes all of them.",
                "… and {count} more; --errors FILE writes all of them.",
                more,
            )
            click.echo(message.format(count=more), err=True)


def finished(outcome: Outcome, wishes: Wishes) -> int:
    """Say what became of all rows."""
    counts = outcome.counts
    if not outcome.written:
        message = _("{refused} of {rows} rows cannot be judged; with --strict nothing was written.")
        click.echo(message.format(refused=counts.refused, rows=counts.rows), err=True)
        _say_where(wishes)
        return PROBLEMS
    if counts.refused or not wishes.quiet:
        message = _("{rows} rows in = {judged} judged + {refused} refused.")
        words = {"rows": counts.rows, "judged": counts.judged, "refused": counts.refused}
        click.echo(message.format(**words), err=True)
    if counts.empty and not wishes.quiet:
        click.echo(_("Rows in which nothing stands: {n}.").format(n=counts.empty), err=True)
    if counts.refused:
        _say_where(wishes)
    return SOME_REFUSED if counts.refused else ANSWERED


def _say_where(wishes: Wishes) -> None:
    if wishes.errors:
        message = _("Which rows, and why, stands in {file}.")
        click.echo(message.format(file=inert(wishes.errors)), err=True)


def too_many_rows() -> str:
    """That Excel does not hold a result."""
    message = _("An Excel sheet holds {rows} rows, and these are more; write .csv or .parquet.")
    return message.format(rows=MOST_ROWS)


def stopped_early(stopped: Stopped, wishes: Wishes) -> int:
    """Say why a batch ended before its time, and what to do now."""
    cause = stopped.cause
    if isinstance(cause, BrokenPipeError):  # who reads our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PROBLEMS
    if isinstance(cause, ProblemsFound):
        from pathfinder.cli.common import show_problems

        show_problems(cause.problems)
        click.echo(_("Nothing was written."), err=True)
        return PROBLEMS
    why = _why(cause, wishes)
    if why is None:
        raise cause
    click.echo(why, err=True)
    if not isinstance(cause, Damaged | InUse):
        if stopped.resumable:
            message = _("What was done is kept; go on with the same command and --resume.")
        else:
            message = _("Nothing was written.")
        click.echo(message, err=True)
    return INTERRUPTED if isinstance(cause, KeyboardInterrupt) else PROBLEMS


def _why(cause: BaseException, wishes: Wishes) -> str | None:
    """Why a batch ended; None where it is a fault of the program."""
    if isinstance(cause, KeyboardInterrupt):
        return _("Interrupted.")
    if isinstance(cause, TooManyRows):
        return too_many_rows()
    if isinstance(cause, WorkerEnded):
        return _(
            "A worker process has ended, perhaps for want of memory; try fewer with --workers."
        )
    if isinstance(cause, Damaged):
        message = _("{file} is not what the interrupted batch left; begin anew with --restart.")
        return message.format(file=inert(str(cause)))
    if isinstance(cause, InUse):
        message = _("Another pathfinder is writing {file} now.")
        return message.format(file=inert(wishes.output))
    if isinstance(cause, OSError):
        reason = os.strerror(cause.errno) if cause.errno else _("cannot be written")
        if cause.errno in _FULL:
            reason = _("There is no room left")
        return f"{inert(wishes.output)}: {reason}."
    return None
