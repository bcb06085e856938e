"""A batch as the command runs it: what it is made of, what is told on the way, how it ends."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import click

from pathfinder.batch.job import Job, Stopped, Told, run
from pathfinder.batch.journal import Found, Header, in_use, read_journal
from pathfinder.batch.places import Places, remove
from pathfinder.batch.pool import usual_workers
from pathfinder.batch.reading import Source
from pathfinder.batch.work import Order
from pathfinder.batch.writing.excel import MOST_ROWS
from pathfinder.batch.writing.formats import Format, compression_of, format_of
from pathfinder.cli.batch_end import Refusals, finished, stopped_early, too_many_rows
from pathfinder.cli.batching import Wishes, check_existing, check_terminal, need_libraries
from pathfinder.cli.common import PROBLEMS, chosen_countries, opened_file, show_problems
from pathfinder.i18n import _, current_language
from pathfinder.language.problems import Problems, ProblemsFound
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import format_day
from pathfinder.values.text import inert
from pathfinder.version import __version__

MOST_NAMED = 20
"""So many files are named with what they were taken for."""

_BAR_AFTER = 1 << 16
"""Below so many bytes no progress bar is worth its libraries."""


def run_batch(wishes: Wishes, book: RuleBook) -> int:
    """Run a batch; the exit code."""
    order = _order(wishes, book)
    errors_format = _errors_format(wishes.errors)
    try:
        source = Source(
            wishes.inputs, book.vocabulary, book.translations,
            form=wishes.input_format, encoding=wishes.encoding, unseal=_unseal,
        )  # fmt: skip
    except ProblemsFound as found:
        show_problems(found.problems)
        return PROBLEMS
    if not _columns_told(source, wishes) or not _fits(source, order, book):
        return PROBLEMS
    places = Places(wishes.path, wishes.errors_path)
    header = _header(wishes, order, book, source)
    interrupted = _interrupted(wishes, places, header)
    if not (interrupted and interrupted.header.options.get("force")):
        _check_files(wishes, interrupted)
    refusals = Refusals(every=wishes.strict)
    try:
        with _bar(wishes, source) as tell:
            job = Job(
                source=source, rules=book, order=order, places=places, header=header,
                errors_format=errors_format, strict=wishes.strict, workers=wishes.workers or usual_workers(),
                stdout=sys.stdout.buffer, tell=tell, refuse=refusals.show, clock=time.monotonic, now=_now,
                save_every=wishes.save_every,
            )  # fmt: skip
            outcome = run(job, interrupted)
    except Stopped as stopped:
        return stopped_early(stopped, wishes)
    refusals.end()
    return finished(outcome, wishes)


def _unseal(data: bytes, path: str) -> bytes:
    """What an encrypted file holds; raises `ProblemsFound`."""
    problems = Problems()
    opened = opened_file(data, path, problems)
    if opened is None:
        raise ProblemsFound(problems.sorted())
    return opened


def _order(wishes: Wishes, book: RuleBook) -> Order:
    """What is asked for; wrong usage where it makes no sense."""
    chosen = chosen_countries(wishes.countries, book)
    named = format_of(wishes.output) if wishes.path else Format("jsonl")
    if wishes.format:
        text = wishes.format in ("jsonl", "csv")
        named = Format(wishes.format, compression_of(wishes.output) if text else "")
    if named is None:
        message = _("What should {file} be? Give --format, or one of: {ends}.")
        ends = ".jsonl, .csv, .xlsx, .parquet, .arrow"
        raise click.UsageError(message.format(file=inert(wishes.output), ends=ends))
    if named.name == "xlsx":
        need_libraries("openpyxl")
        if wishes.form == "full":
            raise click.UsageError(_("The whole results do not fit into the cells of Excel."))
    if wishes.path is None and not named.is_text:
        check_terminal()
    excel = wishes.csv_for_excel and named.name == "csv"
    return Order(
        on=wishes.on, form=wishes.form, format=Format(named.name, named.compression, excel),
        countries=tuple(sorted(chosen)) if chosen else None, error_column=wishes.error_column,
    )  # fmt: skip


def _errors_format(path: str | None) -> Format:
    found = format_of(path) if path else Format("jsonl")
    if found is None or not found.is_text:
        raise click.UsageError(_("The file of --errors is .csv or .jsonl."))
    return found


def _columns_told(source: Source, wishes: Wishes) -> bool:
    """Say what the files were taken for, and which columns are missing or strange; False: that ends a strict run."""
    if not wishes.quiet:
        for name, words in source.taken[:MOST_NAMED]:
            click.echo(f"{inert(name)}: {words}", err=True)
        if len(source.taken) > MOST_NAMED:
            more = _("… and {count} more files.")
            click.echo(more.format(count=len(source.taken) - MOST_NAMED), err=True)
    show_problems(source.notes)
    if wishes.strict and any(note.code == "PF120" for note in source.notes):
        click.echo(_("With --strict nothing is judged where columns are not understood."), err=True)
        return False
    return True


def _fits(source: Source, order: Order, book: RuleBook) -> bool:
    """Whether an Excel sheet can hold the result, as far as that can be known; otherwise it is said."""
    if order.format.name != "xlsx" or source.rows is None:
        return True
    wanted = order.countries
    pathways = [p for p in book.pathways.values() if wanted is None or p.country in wanted]
    rows = source.rows * (len(pathways) if order.form == "long" else 1)
    if rows > MOST_ROWS:
        click.echo(too_many_rows(), err=True)
    return rows <= MOST_ROWS


def _header(wishes: Wishes, order: Order, book: RuleBook, source: Source) -> Header:
    return Header(
        program=f"pathfinder {__version__}",
        rules=f"sha256:{book.hash}",
        options={
            "on": format_day(order.on),
            "as": order.form,
            "format": order.format.name,
            "compression": order.format.compression,
            "csv_for_excel": order.format.excel,
            "country": list(order.countries) if order.countries else None,
            "error_column": order.error_column,
            "strict": wishes.strict,
            "language": current_language(),
            "errors_file": os.path.basename(wishes.errors) if wishes.errors else None,
            "force": wishes.force,
        },
        inputs=source.identity(),
        started=_now(),
    )


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _interrupted(wishes: Wishes, places: Places, header: Header) -> Found | None:
    """What is to be resumed. Wrong usage where there is something and nobody says what to do with it."""
    if places.output is None or not os.path.exists(places.journal):
        return None
    name = inert(places.output)
    if in_use(places.journal):
        message = _("Another pathfinder is writing {file} now.")
        raise click.UsageError(message.format(file=name))
    if wishes.restart:
        remove(places)
        return None
    if not wishes.resume:
        message = _(
            "A batch that writes {file} was interrupted. Go on with --resume, or begin anew with --restart."
        )
        raise click.UsageError(message.format(file=name))
    found = read_journal(places.journal)
    if found is None:
        return None
    differing = _differing(found.header, header)
    if differing:
        message = _(
            "The interrupted batch cannot be resumed, for this is different now: {names}. Begin anew with --restart."
        )
        raise click.UsageError(message.format(names=", ".join(differing)))
    return found


def _differing(then: Header, now: Header) -> list[str]:
    """What was asked for differently then."""
    names = [
        word
        for word, one, other in [
            (_("the program"), then.program, now.program),
            (_("the rules"), then.rules, now.rules),
            (_("the input"), then.inputs, now.inputs),
        ]
        if one != other
    ]
    options = [key for key in now.options if key not in ("language", "force")]
    names += [
        "--errors" if key == "errors_file" else f"--{key.replace('_', '-')}"
        for key in options
        if then.options.get(key) != now.options[key]
    ]
    return names + (["--lang"] if then.options.get("language") != now.options["language"] else [])


def _check_files(wishes: Wishes, interrupted: Found | None) -> None:
    if not wishes.force and not (interrupted and interrupted.finished):
        check_existing(wishes.path)
        check_existing(wishes.errors_path)


def _bar(wishes: Wishes, source: Source) -> AbstractContextManager[Callable[[Told], None]]:
    """A progress bar on a terminal, and nothing elsewhere."""
    small = source.total is not None and source.total < _BAR_AFTER
    if wishes.quiet or small or not sys.stderr.isatty():
        return nullcontext(lambda _told: None)
    from pathfinder.output.progress import progress_bar

    return progress_bar(source.total, sys.stderr)
