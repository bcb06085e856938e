"""`pathfinder review sign`: say that you have read a rule against the documents."""

from __future__ import annotations

import datetime as dt
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from pathfinder.cli.common import PROBLEMS, DayType, rules_option, show_problems
from pathfinder.cli.documents import library_option, open_documents
from pathfinder.cli.review_status import chosen
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import ProblemsFound
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import LoadedBook, load_folders
from pathfinder.values.dates import Day, format_day
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.review.signoff.passages import Passages
    from pathfinder.review.signoff.rests import Rule
    from pathfinder.review.signoff.reviews import Record

MAX_NAME, MAX_NOTE = 80, 500
"""So many characters a name and a note may have."""


@click.command("sign", cls=Speaking)
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@click.option("--as", "name", required=True, metavar="NAME", help="Who has read it.")
@click.option(
    "--role",
    type=click.Choice(["program", "law"]),
    help="As what: who knows the program, or who knows the law. Without it no demanded role is filled.",
)
@click.option(
    "--key",
    type=click.Path(dir_okay=False),
    metavar="KEYFILE",
    help="Sign the record with this SSH key, by ssh-keygen.",
)
@library_option
@click.option(
    "--on",
    type=DayType(),
    default=lambda: dt.date.today().toordinal(),  # noqa: DTZ011 - the reader's own day
    show_default="today",
    help="The day on which it was read.",
)
@rules_option
@click.option("--note", default="", metavar="TEXT", help="What you want to say with it.")
def sign_command(  # noqa: PLR0913, PLR0917 - one parameter an option
    ids: tuple[str, ...],
    name: str,
    role: str | None,
    key: str | None,
    library: str | None,
    on: Day,
    rules_folder: str | None,
    note: str,
) -> None:
    """Sign rules that you have read against the documents (for legal reviewers and those who know the program).

    ID is a pathway, a caution, or the code of a country: all of its file. What you sign is the rule as it stands:
    its conditions and sentences, the definitions and ways of entry it rests on, the facts it asks for, the regions it
    names, and every passage it cites, as the documents at hand have it. The signature goes into reviews.yaml.

    Nothing is signed where a document is not at hand, a citation is not verified, a number or date is not in its
    passage, or a case fails. Exit code 0: signed; 1: not signed; 2: wrong usage.
    """
    name, note = _said(name, note, on)
    folder = rules_folder or shipped_rules()
    loaded = load_folders([folder])
    if loaded.book is None:
        show_problems(loaded.problems, rule_files=True)
        _refuse(_("The rules have errors; nothing was signed."))
    book = loaded.book
    assert book is not None
    names = chosen(ids, book)
    documents = open_documents(library, book)
    if documents is None:
        raise click.UsageError(
            _(
                "Whoever signs has the documents at hand: give --library DIR or set PATHFINDER_SOURCES."
            )
        )
    from pathfinder.review.signoff import signing
    from pathfinder.review.signoff.passages import Passages
    from pathfinder.review.signoff.rests import rules_of

    passages = Passages(book, folder, documents)
    rules = [rules_of(book)[each] for each in names]
    _not_before(passages, rules, on)
    _check(loaded, passages, rules)
    signer = signing.Signer(name=name, role=role or "", day=on, note=note)
    records, readings = signing.make(book, passages, rules, signer)
    if key is not None:
        records = _with_key(records, key, name)
    _keep(folder, records, readings)
    if role is None:
        click.echo(_("No role was said: these signatures fill neither --role law nor program."))
    if key is not None:
        _say_of_key(folder, records[0])


def _refuse(text: str) -> NoReturn:
    click.echo(text, err=True)
    sys.exit(PROBLEMS)


def _said(name: str, note: str, on: Day) -> tuple[str, str]:
    """The name and the note on one line each; what cannot be a name or a day is wrong usage."""
    name, note = " ".join(name.split()), " ".join(note.split())
    if not name or len(name) > MAX_NAME or inert(name) != name:
        raise click.UsageError(
            _("A name has 1 to {n} characters, all of them visible.").format(n=MAX_NAME)
        )
    if len(note) > MAX_NOTE or inert(note) != note:
        raise click.UsageError(
            _("A note has up to {n} characters, all of them visible.").format(n=MAX_NOTE)
        )
    if on > dt.date.today().toordinal():  # noqa: DTZ011 - the reader's own day
        raise click.UsageError(_("Nobody has read it on a day that is still to come."))
    return name, note


def _not_before(passages: Passages, rules: list[Rule], on: Day) -> None:
    """Refuse a day on which a document that is signed for was not yet published."""
    from pathfinder.review.signoff.signing import newest_document

    for rule in rules:
        found = newest_document(passages, rule)
        if found is not None and on < found[1]:
            message = _(
                "{id} rests on document {document}, which was published on {day} or later: nobody read it on {on}."
            )
            document, day = found
            raise click.UsageError(
                message.format(
                    id=inert(rule.id),
                    document=inert(document),
                    day=format_day(day),
                    on=format_day(on),
                )
            )


def _check(loaded: LoadedBook, passages: Passages, rules: list[Rule]) -> None:
    """End the command where something stands against signing."""
    import msgspec

    from pathfinder.review.lint.grounding import ground
    from pathfinder.review.signoff.signing import obstacles
    from pathfinder.review.testing.cases import failures

    assert loaded.book is not None
    assert passages.documents is not None
    names = {rule.id for rule in rules}
    own = [case for case in loaded.cases if case.owner in names]
    problems = failures(msgspec.structs.replace(loaded, cases=own))
    problems += ground(loaded.book, passages.documents).problems
    found = obstacles(loaded.book, passages, rules, problems)
    if found:
        show_problems(found, rule_files=True)
        _refuse(_("Nothing was signed."))


def _with_key(records: list[Record], key: str, name: str) -> list[Record]:
    import msgspec

    from pathfinder.review.signoff.keys import NoSigning, fits_a_key, sign

    path = os.path.expanduser(key)
    if not fits_a_key(name):
        raise click.UsageError(
            _("With --key the name has none of these characters: {signs}").format(
                signs='* ? ! , " \\'
            )
        )
    if not os.path.isfile(path):
        raise click.UsageError(_("There is no key at {path}.").format(path=inert(key)))
    try:
        signed = sign(records, path)
    except NoSigning as why:
        click.echo(why.says, err=True)
        _refuse(_("Nothing was signed."))
    return [
        msgspec.structs.replace(record, key=body)
        for record, body in zip(records, signed, strict=True)
    ]


def _keep(folder: str, records: list[Record], readings: list[Any]) -> None:
    from pathfinder.review.signoff.keeping import Busy, keep
    from pathfinder.review.signoff.reviews import reviews_file

    path = reviews_file(folder)
    try:
        new = keep(folder, records, readings)
    except ProblemsFound as found:
        show_problems(found.problems, rule_files=True)
        _refuse(_("Nothing was signed."))
    except Busy as busy:
        message = _("Somebody else is signing. If nobody is, delete {path} and sign again.")
        raise click.ClickException(message.format(path=inert(busy.path))) from None
    except OSError as error:
        message = _("{path} cannot be written: {why}.")
        text = message.format(path=inert(path), why=error.strerror or "")
        raise click.ClickException(text) from None
    for record in new:
        click.echo(_("signed: {id}").format(id=inert(record.rule)))
    known = len(records) - len(new)
    if known:
        text = ngettext(
            "{n} signature was there already.", "{n} signatures were there already.", known
        )
        click.echo(text.format(n=known))
    if new:
        click.echo(_("written: {path}").format(path=inert(path)))


def _say_of_key(folder: str, record: Record) -> None:
    """Say whether the key is known, and what to add where it is not."""
    from pathfinder.review.signoff.keys import VERIFIED, Verifier, line_for, signers_file

    if Verifier(folder).verify(record) == VERIFIED:
        return
    message = _("The key is not yet known as that of {name}. Add this line to {path}:")
    click.echo(message.format(name=inert(record.name), path=inert(signers_file(folder))))
    click.echo(line_for(record.name, record.key))
