"""`pathfinder rules outdated`: what rests on old documents or old reviews."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from pathfinder.cli.common import (
    PROBLEMS,
    form_option,
    on_option,
    rules_option,
    show_problems,
    write_bytes,
)  # fmt: skip
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import ProblemsFound
from pathfinder.rulebook.files import shipped_rules
from pathfinder.values.dates import Day, Period, format_day
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.review.signoff.outdated import Outdated
    from pathfinder.review.signoff.status import Status
    from pathfinder.rulebook.book import RuleBook


class AgeType(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """An age: `12m`, `2y`."""

    name = "AGE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        from pathfinder.review.signoff.outdated import parse_age

        age = value if isinstance(value, Period) else parse_age(str(value))
        if age is None:
            self.fail(
                _("{got} is no age; write it as 12m, 18m or 2y.").format(
                    got=inert(str(value)[:40])
                ),
                param,
                ctx,
            )
        return age


@click.command("outdated", cls=Speaking)
@click.option(
    "--older",
    type=AgeType(),
    required=True,
    help="How old a document or a review has to be: 12m, 18m, 2y.",
)
@on_option
@form_option
@rules_option
def outdated_command(older: Period, on: Day, form: str, rules_folder: str | None) -> None:
    """Show what rests on old documents or old reviews, worst first (for legal reviewers).

    Listed is every pathway and caution whose newest document is older than asked for; and, where the rules have
    signatures, what was signed longer ago than that, has changed since, or was never read. How old a document is
    counts from the last day of which it can speak. Whether a passage has changed is judged by citations.lock.

    Worst is a wrong yes: first come pathways that can still tell somebody yes (those with `conditions: stated`), then
    cautions, without which somebody is not warned, then pathways that can only refuse or leave open. In each of the
    three the oldest document comes first, and of equally old ones what was never read or was signed longest ago. Exit
    code 0, whatever is found.
    """
    from pathfinder.cli.common import open_rules
    from pathfinder.review.signoff.outdated import outdated

    book = open_rules(rules_folder)
    reviews = _reviews(book, rules_folder or shipped_rules())
    found = outdated(book, older, on, reviews)
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode(found))
        return
    if found:
        heads = (_("Speaks until"), _("Age"), _("Document"), _("Rule"))
        wide = [len(heads[0]), 10, max(len(heads[2]), *(len(rule.document) for rule in found))]
        click.echo(f"{heads[0]}  {heads[1]:>{wide[1]}}  {heads[2]:<{wide[2]}}  {heads[3]}")
        for rule in found:
            _show(rule, wide)
    everything = len(book.pathways) + len(book.cautions)
    text = _(
        "{n} of {all} pathways and cautions rest on documents that are older than {age} on {day}"
    )
    old = sum("document" in rule.reasons for rule in found)
    click.echo(text.format(n=old, all=everything, age=older.text, day=format_day(on)))
    if reviews is not None:
        text = _("signed longer ago: {review}; changed since: {changed}; never read: {never}")
        reasons = ("review", "changed", "never")
        counts = {key: sum(key in rule.reasons for rule in found) for key in reasons}
        click.echo(text.format(**counts))


def _reviews(book: RuleBook, folder: str) -> dict[str, Status] | None:
    """How the rules are signed; None where nobody has signed any. Ends the command where that cannot be read."""
    from pathfinder.review.signoff.status import reviewed, statuses

    try:
        return statuses(book, folder, None) if reviewed(folder) else None
    except ProblemsFound as found:
        show_problems(found.problems, rule_files=True)
        sys.exit(PROBLEMS)


def _show(rule: Outdated, wide: list[int]) -> None:
    """One rule as a row of the table; `wide` are the widths of its first columns, in letters."""
    months = ngettext("{n} month", "{n} months", rule.months).format(n=rule.months)
    document = f"{inert(rule.document):<{wide[2]}}"
    line = f"{rule.known_until:<{wide[0]}}  {months:>{wide[1]}}  {document}  {inert(rule.id)}"
    click.echo(line)
    if rule.oldest_known_until != rule.known_until:
        text = _("oldest citation: {cite}, document {document}, {day}")
        told = text.format(
            cite=rule.oldest, document=rule.oldest_document, day=rule.oldest_known_until
        )
        click.echo(f"    {inert(told)}")
    for reason in rule.reasons:
        if reason != "document":
            click.echo("    " + inert(_review_words(rule, reason)))


def _review_words(rule: Outdated, reason: str) -> str:
    if reason == "never":
        return _("never read")
    if reason == "changed":
        return _("changed since {name} signed it on {day}").format(
            name=rule.signed_by, day=rule.signed
        )
    n = rule.signed_months or 0
    text = ngettext(
        "signed by {name} on {day}, {n} month ago", "signed by {name} on {day}, {n} months ago", n
    )
    return text.format(name=rule.signed_by, day=rule.signed, n=n)
