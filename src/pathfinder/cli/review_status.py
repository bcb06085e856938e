"""`pathfinder review status`: what is signed, what has changed since, what nobody has read."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from pathfinder.cli.common import (
    ANSWERED,
    PROBLEMS,
    form_option,
    rules_option,
    show_problems,
    write_bytes,
)  # fmt: skip
from pathfinder.cli.documents import library_option, open_documents
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import N_, _, ngettext
from pathfinder.language.problems import ProblemsFound, did_you_mean
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.review.signoff.status import Signature, Status
    from pathfinder.rulebook.book import RuleBook
    from pathfinder.sources.library import Library

ROLE_WORDS = {"program": N_("for the program"), "law": N_("for the law")}
MAX_DEMANDED = 6


class RolesType(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """Roles with commas: `program,law`."""

    name = "ROLES"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, ...]:
        if isinstance(value, tuple):
            return value
        roles = tuple(role.strip().lower() for role in str(value).split(","))
        if not set(roles) <= set(ROLE_WORDS) or len(roles) > MAX_DEMANDED:
            message = _("{got} is no list of roles; write it as program,law.")
            self.fail(message.format(got=inert(str(value)[:40])), param, ctx)
        return roles


@click.command("status", cls=Speaking)
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--all", "everything", is_flag=True, help="Every rule; so it is without an ID.")
@form_option
@click.option(
    "--demand",
    type=RolesType(),
    metavar="ROLES",
    help="Exit with 1 where a rule lacks one of these readers, each another person: program,law.",
)
@click.option(
    "--verified", is_flag=True, help="For --demand only signatures that an SSH key proves count."
)
@library_option
@rules_option
def status_command(
    ids: tuple[str, ...],
    everything: bool,
    form: str,
    demand: tuple[str, ...] | None,
    verified: bool,
    library: str | None,
    rules_folder: str | None,
) -> None:
    """Say of each rule whether it is signed as it stands, has changed since, or was never read (for reviewers).

    ID is a pathway, a caution, or the code of a country. What has changed since the last signature is said in words.
    Where the documents are not at hand, passages are judged by the hashes in citations.lock. SSH signatures are
    verified with ssh-keygen against the file allowed_signers beside reviews.yaml; one that does not hold does not
    count. Exit code 0, whatever is found; with --demand 1 where a reader is lacking.
    """
    folder = rules_folder or shipped_rules()
    loaded = load_folders([folder])
    if loaded.book is None:
        show_problems(loaded.problems, rule_files=True)
        sys.exit(PROBLEMS)
    from pathfinder.review.signoff.status import country_of, lacking, statuses, strangers

    book = loaded.book
    only = None if everything or not ids else chosen(ids, book)
    documents = open_documents(library, book)
    try:
        found = statuses(book, folder, documents, only)
    except ProblemsFound as error:
        show_problems(error.problems, rule_files=True)
        sys.exit(PROBLEMS)
    missing = {name: lacking(status, demand or (), keys=verified) for name, status in found.items()}
    countries = {country_of(name) for name in found}
    if form == "json":
        _as_json(found, missing, demand)
    else:
        for name, status in found.items():
            _show(status, missing[name], demand)
        _sum_up(list(found.values()), documents, missing, demand)
    gone = [
        name for name in strangers(book, folder) if only is None or country_of(name) in countries
    ]
    _show_strangers(gone, err=form == "json")
    sys.exit(PROBLEMS if any(missing.values()) else ANSWERED)


def chosen(ids: tuple[str, ...], book: RuleBook) -> list[str]:
    """The rules that are meant, each once; a name that means nothing is wrong usage."""
    from pathfinder.review.signoff.signing import chosen as meant
    from pathfinder.review.signoff.signing import names_of

    found: dict[str, None] = {}
    for each in ids:
        rules = meant(book, each)
        if rules is None:
            message = _("There is no pathway, caution or country “{id}”.")
            text = message.format(id=inert(each[:60]))
            raise click.UsageError(f"{text} {did_you_mean(each, names_of(book))}".rstrip())
        if not rules:
            message = _("The rules of {code} have no pathway and no caution.")
            raise click.UsageError(message.format(code=inert(each.upper())))
        found.update(dict.fromkeys(rules))
    return list(found)


def _show(status: Status, missing: list[str], demand: tuple[str, ...] | None) -> None:
    states = {
        "signed": _("signed"),
        "changed": _("changed since it was signed"),
        "never": _("never read"),
    }
    click.echo(f"{inert(status.id)}: {states[status.state]}")
    for signature in status.signatures:
        click.echo("    " + _signature(signature))
        if not signature.current:
            for sentence in signature.changes:
                click.echo("        " + _("changed: {what}").format(what=inert(sentence)))
    if status.history:
        n = len(status.history)
        text = ngettext("and {n} earlier signature", "and {n} earlier signatures", n)
        click.echo("    " + text.format(n=n))
    if status.absent and status.signatures:
        text = _("judged by citations.lock, for these documents are not at hand: {documents}")
        click.echo("    " + text.format(documents=inert(", ".join(status.absent))))
    if status.unknown and status.signatures:
        text = _("not judged, neither the documents nor citations.lock know them: {cites}")
        click.echo("    " + text.format(cites=inert(", ".join(status.unknown))))
    if missing:
        click.echo("    " + _lacks(missing, demand or ()))


def _lacks(missing: list[str], demand: tuple[str, ...]) -> str:
    listed = _roles(missing)
    if set(missing) <= set(demand) and len(demand) > 1 and missing == list(demand[1:]):
        return _("lacks a reader: {roles} (each role needs another person)").format(roles=listed)
    return _("lacks a reader: {roles}").format(roles=listed)


def _roles(roles: Iterable[str]) -> str:
    return ", ".join(_(ROLE_WORDS[role]) for role in roles)


def _signature(signature: Signature) -> str:
    from pathfinder.review.signoff.keys import KEY_WORDS

    who = inert(signature.name)
    if signature.role:
        who = _("{name} ({role})").format(name=who, role=_(ROLE_WORDS[signature.role]))
    parts = [
        _("{who} on {day}").format(who=who, day=signature.day),
        _(KEY_WORDS[signature.key]),
    ]
    if not signature.current and signature.changes:
        parts.append(_("before the rule was changed"))
    text = ", ".join(parts)
    return f"{text}: “{inert(signature.note)}”" if signature.note else text


def _sum_up(
    found: list[Status],
    documents: Library | None,
    missing: dict[str, list[str]],
    demand: tuple[str, ...] | None,
) -> None:
    counts = {state: sum(one.state == state for one in found) for state in ("signed", "changed")}
    text = _(
        "{signed} of {all} rules are signed as they stand; changed since: {changed}; never read: {never}"
    )
    never = len(found) - sum(counts.values())
    click.echo(text.format(all=len(found), never=never, **counts))
    if documents is None:
        click.echo(
            _("Without the documents: passages were judged by the hashes in citations.lock.")
        )
    else:
        _say_absent(found, documents)
    if demand:
        n = sum(bool(roles) for roles in missing.values())
        text = _("{n} of {all} rules lack a reader that is demanded: {roles}")
        click.echo(text.format(n=n, all=len(found), roles=_roles(demand)))


def _say_absent(found: list[Status], documents: Library) -> None:
    """Say which documents could not be searched, and by what their passages were judged."""
    for name in sorted({name for status in found for name in status.absent}):
        text = _(
            "Document {document} cannot be searched ({why}): its passages were judged by the hashes in citations.lock."
        )
        why = documents.copy_of(name).detail
        click.echo(text.format(document=inert(name), why=inert(why)))


def _show_strangers(names: list[str], *, err: bool) -> None:
    """Say which signatures are of rules that are not there."""
    if names:
        text = _("There are signatures of rules that this rule book does not have: {ids}")
        click.echo(text.format(ids=inert(", ".join(names))), err=err)


def _as_json(
    found: dict[str, Status], missing: dict[str, list[str]], demand: tuple[str, ...] | None
) -> None:
    import msgspec

    rules = []
    for name, status in found.items():
        rule = msgspec.to_builtins(status)
        if demand:
            rule["lacks"] = missing[name]
        rules.append(rule)
    write_bytes(msgspec.json.encode(rules))
