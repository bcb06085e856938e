"""What commands share: options, reading files, showing problems."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import click

from pathfinder.i18n import _, current_language, use_rule_sentences
from pathfinder.language.problems import (
    Place,
    Problem,
    Problems,
    ProblemsFound,
    did_you_mean,
)
from pathfinder.language.profile import MAX_BYTES, Profile, ProfileProblems, parse_profiles
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import load_rules
from pathfinder.rulebook.files import decode
from pathfinder.values.dates import Day, format_day, parse_day
from pathfinder.values.sealed import inner_name, is_sealed
from pathfinder.values.text import inert

F = TypeVar("F", bound=Callable[..., Any])

CLOCK_TRUSTED = 5 * 366
"""So many days after the newest document the clock is still taken to be right."""

ANSWERED, PROBLEMS = 0, 1
"""Exit codes: answered; problems in rules, sources or a profile. Wrong usage is click's own, 2."""


class DayType(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """A day, `YYYY-MM-DD`, as an ordinal."""

    name = "DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Day:
        if isinstance(value, int):
            return value
        day = parse_day(str(value))
        if day is None:
            self.fail(
                _("{got} is no day; write it as 2024-01-15.").format(got=inert(str(value)[:40])),
                param,
                ctx,
            )
        return day


def on_option(command: F) -> F:
    """`--on DATE`, today where it is not given."""
    return click.option(
        "--on",
        type=DayType(),
        default=lambda: dt.date.today().toordinal(),  # noqa: DTZ011 - the asker's own day
        show_default="today",
        help="The date asked about.",
    )(command)


def form_option(command: F) -> F:
    """`--format text` or `json`, of commands for reviewers."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="How to write the result.",
    )(command)


def country_option(command: F) -> F:
    """`--country CODE`, several times or with commas: only these destinations."""
    return click.option(
        "--country",
        "countries",
        multiple=True,
        metavar="CODE",
        help="Only these destinations, e.g. KZ or KZ,KG.",
    )(command)


def chosen_countries(names: tuple[str, ...], book: RuleBook) -> set[str] | None:
    """The destinations asked for; an unknown one is wrong usage."""
    codes = {code.strip().upper() for name in names for code in name.split(",") if code.strip()}
    known = {pathway.country for pathway in book.pathways.values()}
    known |= {country for country, record in book.destinations.items() if record.named_only}
    for code in sorted(codes):
        if code not in known:
            message = _("The rules have no destination “{code}”.").format(code=inert(code[:20]))
            raise click.UsageError(f"{message} {did_you_mean(code, sorted(known))}".rstrip())
    return codes or None


def rules_option(command: F) -> F:
    """`--rules DIR`, another rule book."""
    return click.option(
        "--rules",
        "rules_folder",
        type=click.Path(file_okay=False),
        metavar="DIR",
        help="Use the rule book in this folder instead of the one that comes with the program.",
    )(command)


def open_rules(folder: str | None) -> RuleBook:
    """The rule book, in the language of the user; ends the command where it has errors."""
    try:
        book = load_rules(folder)
    except ProblemsFound as found:
        show_problems(found.problems, rule_files=True)
        click.echo(_("The rules have errors; nothing was judged."), err=True)
        sys.exit(PROBLEMS)
    use_rule_sentences(book.translations.get(current_language(), {}))
    _doubt_clock(book)
    return book


def _doubt_clock(book: RuleBook) -> None:
    """Say it where today is asked about and cannot be, or lies far from the documents: the clock may be wrong."""
    ctx = click.get_current_context()
    if ctx.get_parameter_source("on") is not click.core.ParameterSource.DEFAULT:
        return
    today: Day = ctx.params["on"]
    known = parse_day(max((each.known_until for each in book.documents.values()), default=""))
    if known is None or known <= today <= known + CLOCK_TRUSTED:
        return
    words = _(
        "The clock of this computer says {day}; the newest document is of {known}. If the clock is wrong, give the"
        " day with --on DATE."
    )
    click.echo(words.format(day=format_day(today), known=format_day(known)), err=True)


def show_problems(problems: list[Problem], *, err: bool = True, rule_files: bool = False) -> None:
    """Write problems, one a paragraph: place, code, message, and what to do.

    `rule_files`: they are about rule files, so the line is shown and the page of the code named.
    """
    from pathfinder.cli.wrapping import echo_wrapped

    for problem in problems:
        kind = _("error") if problem.severity == "error" else _("warning")
        place, message, help = (
            inert(str(problem.place)),
            inert(problem.message),
            inert(problem.help),
        )
        echo_wrapped(f"{place}: {kind} {problem.code}: {message}", err=err)
        if problem.within:
            echo_wrapped("  " + _("in {where}").format(where=inert(problem.within)), err=err)
        if rule_files:
            from pathfinder.cli.findings import excerpt

            for line in excerpt(problem.place):
                click.echo(line, err=err)
            more = _("More: pathfinder rules explain {code}").format(code=problem.code)
            help = f"{help} {more}".strip()
        if help:
            echo_wrapped("  " + _("help: {text}").format(text=help), err=err)


def read_input(path: str, problems: Problems) -> str | None:
    """The text of a file, or of standard input for `-`; None with a problem where it cannot be used."""
    shown = _("standard input") if path == "-" else path
    try:
        if path == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with open(path, "rb") as file:
                data = file.read(MAX_BYTES + 1)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else ""
        problems.add("PF101", Place(shown), _("The file cannot be read: {why}.").format(why=why))
        return None
    if is_sealed(data):
        opened = opened_file(data, path, problems)
        return None if opened is None else decode(opened, shown, problems, MAX_BYTES)
    return decode(data, shown, problems, MAX_BYTES)


def opened_file(data: bytes, path: str, problems: Problems) -> bytes | None:
    """What an encrypted file holds; None with a problem where it cannot be opened."""
    from pathfinder.cli.sealing import unsealed
    from pathfinder.values.age import SealedFault

    shown = _("standard input") if path == "-" else path
    try:
        return unsealed(data, path)
    except SealedFault as fault:
        message = _("The file cannot be opened: {why}.").format(why=fault.why)
        problems.add("PF101", Place(shown), message, fault.help)
        return None


FORMS = {".json": "json", ".jsonl": "lines", ".ndjson": "lines", ".yaml": "yaml", ".yml": "yaml"}


def profiles(paths: tuple[str, ...], book: RuleBook) -> Iterator[Profile | ProfileProblems]:
    """Every profile of some files, in order; what cannot be read comes as problems in its place."""
    for path in paths:
        problems = Problems()
        text = read_input(path, problems)
        if text is None:
            yield ProfileProblems(None, problems.sorted())
            continue
        form = FORMS.get(os.path.splitext(inner_name(path))[1].lower(), "any")
        shown = _("standard input") if path == "-" else path
        yield from parse_profiles(text, shown, form, book.vocabulary)


def write_bytes(data: bytes) -> None:
    """Write a line of JSON to standard output as UTF-8, whatever the system's encoding."""
    stream = sys.stdout.buffer
    stream.write(data + b"\n")
    stream.flush()
