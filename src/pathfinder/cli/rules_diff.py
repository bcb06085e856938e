"""`pathfinder rules diff`: what one rule book means for people beside another."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import click

from pathfinder.cli.common import (
    ANSWERED,
    FORMS,
    PROBLEMS,
    on_option,
    read_input,
    show_problems,
    write_bytes,
)  # fmt: skip
from pathfinder.cli.keys import identity_option
from pathfinder.cli.speaking import Speaking
from pathfinder.cli.writing import STDOUT, refuse_existing, write_file
from pathfinder.i18n import _, current_language, use_rule_sentences
from pathfinder.language.problems import Problem, Problems
from pathfinder.language.profile import parse_profiles
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import rule_files
from pathfinder.rulebook.load import load_folders
from pathfinder.values.dates import Day
from pathfinder.values.sealed import inner_name
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.output.page import Line
    from pathfinder.review.compare.profiles import Read
    from pathfinder.review.compare.records import Comparison, Profiles

DIFFERS = 1
"""Exit code with `--exit-code`, as of `git diff`."""


@click.command("diff", cls=Speaking)
@click.argument("old")
@click.argument("new")
@click.option(
    "--rules-path", default="rules", show_default=True, metavar="PATH",
    help="Where the rules are inside a revision, or inside a folder that holds none itself.",
)  # fmt: skip
@click.option(
    "--profiles", "files", multiple=True, metavar="FILE",
    help="Say also which of these people get another result (any form that check reads). May be repeated.",
)  # fmt: skip
@on_option
@identity_option
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "html", "json"]), default="text",
    show_default=True, help="How to write the result.",
)  # fmt: skip
@click.option("-o", "--output", default=STDOUT, metavar="FILE", help="Write to this file.")
@click.option("--force", is_flag=True, help="Replace a file that exists already.")
@click.option("--exit-code", is_flag=True, help="End with 1 where the meaning differs.")
def diff_command(  # noqa: PLR0913, PLR0917 - one parameter an option
    old: str,
    new: str,
    rules_path: str,
    files: tuple[str, ...],
    on: Day,
    form: str,
    output: str,
    force: bool,
    exit_code: bool,
) -> None:
    """Compare two rule books by what they mean for people, not by their text (for legal reviewers).

    OLD and NEW are folders, or revisions of the git repository you stand in (HEAD~1, main, a tag, a commit); nothing
    is checked out. Every pathway and caution is the same, wider, narrower, shifted, added or removed, since which day,
    with the plainest person who is answered otherwise; then what else follows, sentences and citations that changed.
    Exact: all people and all days are looked through. --on is the day for --profiles.

    Exit code 0: compared, also where they differ (with --exit-code then 1); 1: a rule book has errors, or somebody of
    --profiles cannot be judged by either.
    """
    refuse_existing(output, force=force)
    with ExitStack() as stack:
        books = [_opened(name, rules_path, stack) for name in (old, new)]
    use_rule_sentences(
        {**books[0].translations.get(current_language(), {}),
         **books[1].translations.get(current_language(), {})}
    )  # fmt: skip
    from pathfinder.review.compare.books import compare

    names = (inert(old), inert(new))
    comparison = compare(books[0], books[1], names)
    if files:
        import msgspec

        people = _profiles(files, books[0], books[1], on)
        comparison = msgspec.structs.replace(comparison, profiles=people)
    _write(comparison, form, output)
    refused = comparison.profiles is not None and comparison.profiles.unreadable > 0
    differs = exit_code and not comparison.same_meaning
    sys.exit(PROBLEMS if refused else DIFFERS if differs else ANSWERED)


def _opened(name: str, rules_path: str, stack: ExitStack) -> RuleBook:
    """The rule book of a folder or a revision; ends the command where it cannot be read."""
    folder, shown = name, name
    if os.path.isdir(name):
        inside = os.path.join(name, rules_path)
        if not rule_files(name) and os.path.isdir(inside):
            folder = shown = inside
    else:
        from pathfinder.review.compare.revisions import NoSuchRules, Repository

        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="pathfinder-"))
        shown = f"{name}:{rules_path}"
        try:
            Repository(os.getcwd()).extract(name, rules_path, folder)
        except NoSuchRules as error:
            raise click.UsageError(str(error)) from None
    loaded = load_folders([folder])
    if loaded.book is None:
        errors = [each for each in loaded.problems if each.severity == "error"]
        show_problems([_placed(each, folder, shown) for each in errors])
        click.echo(
            _("The rules of {name} have errors; nothing was compared.").format(name=inert(name)),
            err=True,
        )
        sys.exit(PROBLEMS)
    return _shown_as(loaded.book, folder, shown)


def _placed(problem: Problem, folder: str, shown: str) -> Problem:
    """A problem whose place is what the user named."""
    import msgspec

    file = _named(problem.place.file, folder, shown)
    moved: Problem = msgspec.structs.replace(
        problem, place=msgspec.structs.replace(problem.place, file=file)
    )
    return moved


def _named(file: str, folder: str, shown: str) -> str:
    within = os.path.relpath(os.path.abspath(file), os.path.abspath(folder))
    return (
        f"{shown.rstrip('/')}/{within}" if folder != shown and not within.startswith("..") else file
    )


def _shown_as(book: RuleBook, folder: str, shown: str) -> RuleBook:
    """The book with places that the user can find: not those of a copy that is gone afterwards."""
    if folder == shown:
        return book
    import msgspec

    def moved(owners: dict[str, Any]) -> dict[str, Any]:
        return {
            name: msgspec.structs.replace(each, file=_named(each.file, folder, shown))
            for name, each in owners.items()
        }

    renamed: RuleBook = msgspec.structs.replace(
        book, pathways=moved({**book.pathways}), cautions=moved({**book.cautions})
    )
    return renamed


def _profiles(files: tuple[str, ...], old: RuleBook, new: RuleBook, on: Day) -> Profiles:
    from pathfinder.review.compare.profiles import compare_profiles

    return compare_profiles(_people(files, old, new), old, new, on)


def _people(files: tuple[str, ...], old: RuleBook, new: RuleBook) -> Iterator[tuple[Read, Read]]:
    """Everybody in some files, read once and understood by each book; ends where a file cannot be read."""
    for path in files:
        problems = Problems()
        text = read_input(path, problems)
        if text is None:
            show_problems(problems.sorted())
            sys.exit(PROBLEMS)
        form = FORMS.get(os.path.splitext(inner_name(path))[1].lower(), "any")
        read = (parse_profiles(text, path, form, book.vocabulary) for book in (old, new))
        yield from zip(*read, strict=False)


def _write(comparison: Comparison, form: str, output: str) -> None:
    if form == "json":
        import msgspec

        data = msgspec.json.encode(comparison)
        write_bytes(data) if output == STDOUT else write_file(output, data + b"\n")
        return
    from pathfinder.output.compare import page

    lines = page(comparison)
    if form == "text" and output == STDOUT:
        from pathfinder.output import terminal

        terminal.write(lines, file=sys.stdout)
        return
    write_file(output, _made(lines, form).encode())


def _made(lines: list[Line], form: str) -> str:
    if form == "html":
        from pathfinder.output.compare_html import render

        return render(lines)
    if form == "markdown":
        from pathfinder.output.markdown import written_lines

        return written_lines(lines)
    import io

    from pathfinder.output import terminal

    buffer = io.StringIO()
    terminal.write(lines, file=buffer, colour=False)
    return buffer.getvalue()
