"""`pathfinder review dossier`: every rule beside its passage, as pages for a browser or a printer."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from pathfinder.cli.common import (
    ANSWERED,
    PROBLEMS,
    country_option,
    on_option,
    rules_option,
    show_problems,
)
from pathfinder.cli.documents import library_option, open_documents, read_lock_of
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _, current_language, ngettext, use_rule_sentences
from pathfinder.language.problems import Problem, ProblemsFound, did_you_mean
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import LoadedBook, load_folders
from pathfinder.sources.library import Library
from pathfinder.sources.lock import Lock
from pathfinder.values.dates import Day
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.review.dossier.records import Commit, Dossier, Signed


@click.command("dossier", cls=Speaking)
@click.option(
    "-o", "--output", required=True, metavar="DIR", type=click.Path(file_okay=False),
    help="The folder to write; an older dossier in it is replaced, nothing else ever is.",
)  # fmt: skip
@country_option
@on_option
@library_option
@click.option(
    "--git", is_flag=True, help="Show when each file of rules was changed, as git remembers it."
)
@rules_option
def dossier_command(
    output: str,
    countries: tuple[str, ...],
    on: Day,
    library: str | None,
    git: bool,
    rules_folder: str | None,
) -> None:
    """Write every rule beside its passage, as pages for a browser or a printer (for legal reviewers).

    Open index.html in DIR: what needs attention first, a page for each country with all its pathways and dangers, a
    page for each document coloured by what rests on it, and indexes. The pages need no network and no script.

    With --library the pages hold passages of the documents and are for you alone, not for publication. --on is the
    day for which the age of the documents is told.
    """
    from pathfinder.output.dossier.folder import Refused, check_folder, write_folder
    from pathfinder.output.dossier.pages import pages

    try:
        check_folder(output)
        dossier = _gathered(countries, on, library, git, rules_folder)
        write_folder(output, pages(dossier), private=dossier.has_words)
    except ProblemsFound as found:
        show_problems(found.problems, rule_files=True)
        sys.exit(PROBLEMS)
    except Refused as refused:
        message = _("{folder} is not replaced: {why}.")
        raise click.UsageError(
            message.format(folder=inert(output), why=inert(str(refused)))
        ) from None
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else type(error).__name__
        message = _("{folder} cannot be written: {why}.").format(folder=inert(output), why=why)
        click.echo(message, err=True)
        sys.exit(PROBLEMS)
    _tell(dossier, output)
    sys.exit(ANSWERED)


def _gathered(
    countries: tuple[str, ...], on: Day, library: str | None, git: bool, rules_folder: str | None
) -> Dossier:
    """Everything that the pages show."""
    from pathfinder.review.dossier.gather import Given, gather
    from pathfinder.rulebook.background import load_background

    folder = rules_folder or shipped_rules()
    loaded = load_folders([folder])
    book = loaded.book
    if book is None:
        show_problems(loaded.problems, rule_files=True)
        click.echo(_("The rules have errors; no dossier was written."), err=True)
        sys.exit(PROBLEMS)
    use_rule_sentences(book.translations.get(current_language(), {}))
    chosen = _chosen(countries, book)
    documents = open_documents(library, book)
    lock = read_lock_of(folder)
    background, problems = load_background(folder, book.documents)
    given = Given(
        lock=lock,
        library=documents,
        background=tuple(background),
        faults=(*loaded.problems, *problems, *_faults(loaded, book, documents, lock)),
        signed=_signed(book, folder, documents),
        commits=_commits(folder) if git else {},
    )
    return gather(loaded, given, on, chosen)


def _chosen(names: tuple[str, ...], book: RuleBook) -> set[str] | None:
    """The countries asked for, or files such as that of origin; an unknown one is wrong usage."""
    codes = {code.strip().upper() for name in names for code in name.split(",") if code.strip()}
    for code in sorted(codes):
        if code not in book.destinations:
            message = _("The rules have no destination “{code}”.").format(code=inert(code[:20]))
            help = did_you_mean(code, sorted(book.destinations))
            raise click.UsageError(f"{message} {help}".rstrip())
    return codes or None


def _faults(
    loaded: LoadedBook, book: RuleBook, documents: Library | None, lock: Lock
) -> list[Problem]:
    """What checking finds: cases that are missing, and numbers, dates and names that no passage holds."""
    from pathfinder.review.lint.grounding import ground, recall
    from pathfinder.review.testing.cases import check_cases

    missing = [problem for problem in check_cases(loaded) if problem.code == "PF150"]
    if documents is None:
        return [*missing, *recall(book, lock)]
    verified = ground(book, documents)
    return [*missing, *verified.problems, *recall(book, lock, verified.unsearched)]


def _signed(book: RuleBook, folder: str, documents: Library | None) -> dict[str, Signed]:
    """How every rule stands to its signatures."""
    from pathfinder.cli.review_status import ROLE_WORDS
    from pathfinder.review.dossier.records import Signature, Signed
    from pathfinder.review.signoff.keys import COUNTS, KEY_WORDS
    from pathfinder.review.signoff.status import Signature as Known
    from pathfinder.review.signoff.status import statuses

    def read(each: Known) -> Signature:
        return Signature(
            name=each.name, role=_(ROLE_WORDS[each.role]) if each.role else "", day=each.day,
            key=_(KEY_WORDS[each.key]),
            counts=each.key in COUNTS, current=each.current, note=each.note, changes=each.changes,
        )  # fmt: skip

    return {
        name: Signed(
            state=status.state,
            signatures=tuple(map(read, status.signatures)),
            earlier=tuple(map(read, status.history)),
            changes=status.changes,
        )
        for name, status in statuses(book, folder, documents).items()
    }


def _commits(folder: str) -> dict[str, tuple[Commit, ...]]:
    from pathfinder.review.dossier.history import commits

    found = commits(folder)
    if found is None:
        click.echo(
            _("git knows nothing of {folder}; its history is left out.").format(
                folder=inert(folder)
            ),
            err=True,
        )
    return found or {}


def _tell(dossier: Dossier, output: str) -> None:
    """What was written, and whom it is for."""
    rules = len(dossier.rules)
    told = ngettext("{n} rule: {path}", "{n} rules: {path}", rules)
    click.echo(told.format(n=rules, path=inert(os.path.join(output, "index.html"))))
    if dossier.has_words:
        click.echo(_("It holds passages of the documents: for you alone, not for publication."))
    else:
        click.echo(
            _("Without the passages: --library DIR names the folder with copies of the documents.")
        )
