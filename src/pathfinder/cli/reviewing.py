"""`pathfinder rules outdated` and `rules test`, and what `rules check` asks of the documents."""

from __future__ import annotations

import sys
from typing import Any, NamedTuple

import click

from pathfinder.cli.common import (
    ANSWERED,
    PROBLEMS,
    on_option,
    rules_option,
    show_problems,
    write_bytes,
)
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import Place, Problem
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import LoadedBook, load_folders
from pathfinder.values.dates import Day, Period, format_day
from pathfinder.values.text import inert

FORM = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the result.",
)


class Grounding(NamedTuple):
    """What the documents, or the lock without them, say of the literals of the rules; `says` in one sentence."""

    problems: list[Problem]
    says: str = ""


def grounding(book: RuleBook | None, library: str | None, folder: str) -> Grounding:
    """Look every literal up in the documents, where they are; ask the lock where they are not."""
    if book is None:
        return Grounding([])
    from pathfinder.cli.sources import open_documents, read_lock_of
    from pathfinder.review.grounding import ground, recall

    lock = read_lock_of(folder)
    everything = len(book.pathways) + len(book.cautions)
    documents = open_documents(library, book)
    if documents is None:
        problems = recall(book, lock)
        if not lock.rules:
            return Grounding(problems)
        text = _(
            "{n} of {all} rules were verified against the documents as they stand, last on {day}"
        )
        day = max(rule.verified for rule in lock.rules.values())
        return Grounding(
            problems, text.format(n=everything - len(problems), all=everything, day=day)
        )
    verified = ground(book, documents)
    problems = [*verified.problems, *recall(book, lock, verified.unsearched)]
    text = _(
        "{n} of {all} rules: every number, date and name stands in the documents or is derived"
    )
    return Grounding(problems, text.format(n=len(verified.fingerprints), all=everything))


class AgeType(click.ParamType):  # type: ignore[type-arg,unused-ignore]
    """An age: `12m`, `2y`."""

    name = "AGE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> Period:
        from pathfinder.review.outdated import parse_age

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
    help="How old the newest document has to be: 12m, 18m, 2y.",
)
@on_option
@FORM
@rules_option
def outdated_command(older: Period, on: Day, form: str, rules_folder: str | None) -> None:
    """Show every pathway and caution whose newest document is older than asked for, oldest first.

    How old a document is counts from the last day of which it can speak. Exit code 0, whatever is found.
    """
    from pathfinder.cli.common import open_rules
    from pathfinder.review.outdated import outdated

    book = open_rules(rules_folder)
    found = outdated(book, older, on)
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode(found))
        return
    for rule in found:
        months = ngettext("{n} month", "{n} months", rule.months).format(n=rule.months)
        click.echo(f"{rule.known_until}  {months:>10}  {rule.document}  {rule.id}")
    text = _(
        "{n} of {all} pathways and cautions rest on documents that are older than {age} on {day}"
    )
    everything = len(book.pathways) + len(book.cautions)
    click.echo(text.format(n=len(found), all=everything, age=older.text, day=format_day(on)))


@click.command("test", cls=Speaking)
@click.option(
    "--coverage",
    is_flag=True,
    help="Say also which conditions no case shows met, failed or unknown, with cases to paste.",
)
@FORM
@rules_option
def test_command(coverage: bool, form: str, rules_folder: str | None) -> None:
    """Run the cases of the rule files.

    Exit code 0: every case comes out as it says; 1: some do not, or the rules have errors.
    """
    from pathfinder.review.cases import failures

    loaded = load_folders([rules_folder or shipped_rules()])
    if loaded.book is None:
        show_problems(loaded.problems, err=False)
        sys.exit(PROBLEMS)
    failed = failures(loaded)
    places = {str(problem.place) for problem in failed}
    if form == "json":
        _as_json(loaded, failed, len(places), coverage)
    else:
        show_problems(failed, err=False)
        if coverage:
            _show_coverage(loaded)
        passed = len(loaded.cases) - len(places)
        click.echo(
            _("{passed} cases passed, {failed} failed").format(passed=passed, failed=len(places))
        )
    sys.exit(PROBLEMS if failed else ANSWERED)


def _show_coverage(loaded: LoadedBook) -> None:
    from pathfinder.review.coverage import uncovered

    asked, points = uncovered(loaded)
    for point in points:
        truths = ", ".join(_(truth) for truth in point.unseen)
        place = inert(str(Place(point.file, point.line)))
        text = _("{place}: {owner}: no case shows this {truths}: {says}")
        click.echo(
            text.format(place=place, owner=point.owner, truths=truths, says=inert(point.says))
        )
        for case in point.cases:
            click.echo(f"      {inert(case)}")
    unseen = sum(len(point.unseen) for point in points)
    text = _("{seen} of {asked} truths of conditions, refusals and closures are shown by cases")
    click.echo(text.format(seen=asked - unseen, asked=asked))


def _as_json(loaded: LoadedBook, failed: list[Problem], count: int, coverage: bool) -> None:
    import msgspec

    result: dict[str, Any] = {"cases": len(loaded.cases), "failed": count, "problems": failed}
    if coverage:
        from pathfinder.review.coverage import uncovered

        asked, points = uncovered(loaded)
        unseen = sum(len(point.unseen) for point in points)
        result["coverage"] = {"asked": asked, "seen": asked - unseen, "points": points}
    write_bytes(msgspec.json.encode(result))
