"""`pathfinder rules check`: everything that is wrong with rule files, and what to do about it."""

from __future__ import annotations

import os
import sys

import click
import msgspec

from pathfinder.cli.common import ANSWERED, PROBLEMS, on_option, rules_option, write_bytes
from pathfinder.cli.documents import library_option, open_documents
from pathfinder.cli.findings import show_findings
from pathfinder.cli.speaking import Speaking
from pathfinder.cli.wrapping import echo_wrapped
from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import Problem
from pathfinder.review.lint.checks import Checked, run_checks
from pathfinder.review.lint.context import Context, look_up
from pathfinder.review.lint.exclusions import Excluded
from pathfinder.review.lint.harm import ranked
from pathfinder.review.lint.strays import strays
from pathfinder.rulebook.cache import without_collections
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import LoadedBook, load_folders
from pathfinder.sources.lock import BrokenLock, Lock, read_lock
from pathfinder.values.dates import Day


class Outcome(msgspec.Struct, frozen=True):
    """What one run found; `context` is None where nothing of the rule book could be tried."""

    loaded: LoadedBook
    problems: list[Problem]
    excluded: list[Excluded]
    context: Context | None


def check_folder(folder: str, library: str | None, today: Day) -> Outcome:
    """Run all checks over a rule book; shape errors of one file do not stop those of the others."""
    with without_collections():
        loaded = load_folders([folder])
        book = loaded.to_try().book
        documents = open_documents(library, book) if book is not None else None
        context = look_up(loaded, folder, today, _lock_of(folder), documents)
        checked = Checked(strays(folder), []) if context is None else run_checks(context)
    problems = ranked([*loaded.problems, *checked.problems])
    return Outcome(loaded, problems, checked.excluded, context)


def _lock_of(folder: str) -> Lock:
    """The lock of a rule book; an empty one where it cannot be read, which loading the rules has told."""
    try:
        with open(os.path.join(folder, "citations.lock"), encoding="utf-8") as file:
            lock = read_lock(file.read())
    except (OSError, UnicodeDecodeError):
        return Lock()
    return Lock() if isinstance(lock, BrokenLock) else lock


@click.command("check", cls=Speaking)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif", "github"]),
    default="text",
    show_default=True,
    help="How to write the findings; github: as annotations of a pull request.",
)
@click.option(
    "--order",
    type=click.Choice(["harm", "file"]),
    default="harm",
    show_default=True,
    help="What harms most first, or file by file.",
)
@click.option(
    "--fix", "mend", flag_value="fix", help="Take away what is left over, where that is safe."
)
@click.option(
    "--diff", "mend", flag_value="diff", help="Show what --fix would change; write nothing."
)
@click.option("--strict", is_flag=True, help="End with 1 also where there are only warnings.")
@on_option
@library_option
@rules_option
def check_command(
    form: str,
    order: str,
    mend: str | None,
    strict: bool,
    on: Day,
    library: str | None,
    rules_folder: str | None,
) -> None:
    """Find what is wrong with rule files, the worst first (for authors and legal reviewers).

    Looked at are shape, names and dates; cases, and numbers or dates without a case on either side; what a condition
    means beside the others; citations and, where the documents are at hand, whether every number, date and name
    stands in its passage; translations, signatures, and what nothing uses. `rules explain CODE` has a page on each
    finding. What a rule book lets stand for a while is in its exclusions.yaml.

    Exit code 0: no errors (there may be warnings); 1: errors.
    """
    folder = rules_folder or shipped_rules()
    outcome = check_folder(folder, library, on)
    if mend:
        from pathfinder.cli.rules_fix import apply_fixes

        beside = form != "text"
        if apply_fixes(outcome.context, outcome.problems, write=mend == "fix", err=beside):
            outcome = check_folder(folder, library, on)
    if order == "file":
        problems = sorted(outcome.problems, key=Problem.sort_key)
        outcome = msgspec.structs.replace(outcome, problems=problems)
    _show(outcome, form, by_harm=order == "harm")
    severities = {problem.severity for problem in outcome.problems}
    sys.exit(PROBLEMS if "error" in severities or (strict and severities) else ANSWERED)


def _show(outcome: Outcome, form: str, *, by_harm: bool) -> None:
    from pathfinder.output.findings import as_annotations, as_json, as_sarif

    if form == "json":
        write_bytes(as_json(outcome.problems))
    elif form == "sarif":
        write_bytes(as_sarif(outcome.problems, outcome.excluded))
    elif form == "github":
        for line in as_annotations(outcome.problems):
            click.echo(line)
    else:
        show_findings(outcome.problems, by_harm=by_harm)
    if form in ("text", "github"):
        for line in _summary(outcome):
            echo_wrapped(line)


def _summary(outcome: Outcome) -> list[str]:
    """How much was looked at and what came of it, in a few lines."""
    tried = outcome.loaded.to_try()
    errors = sum(problem.severity == "error" for problem in outcome.problems)
    number = len(tried.cases) if tried.book else 0
    cases = ngettext("{n} case", "{n} cases", number).format(n=number)
    warnings = len(outcome.problems) - errors
    pathways = len(tried.book.pathways) if tried.book else 0
    text = _("{pathways}, {cases}: {errors}, {warnings}")
    lines = [
        text.format(
            pathways=ngettext("{n} pathway", "{n} pathways", pathways).format(n=pathways),
            cases=cases,
            errors=ngettext("{n} error", "{n} errors", errors).format(n=errors),
            warnings=ngettext("{n} warning", "{n} warnings", warnings).format(n=warnings),
        )
    ]
    if outcome.context is not None:
        lines += [_grounding(outcome.context)]
        if not outcome.context.whole:
            lines.append(
                _(
                    "Files with errors were left out; what needs the whole rule book was not looked at."
                )
            )
    number = len(outcome.excluded)
    if number:
        text = ngettext(
            "{n} finding is let stand by exclusions.yaml",
            "{n} findings are let stand by exclusions.yaml",
            number,
        )
        lines.append(text.format(n=number))
    return [line for line in lines if line]


def _grounding(context: Context) -> str:
    """What the documents, or the lock without them, say of the literals of the rules, in one sentence."""
    everything = len(context.book.pathways) + len(context.book.cautions)
    if context.verified is not None:
        text = _(
            "{n} of {all} rules: every number, date and name stands in the documents or is derived"
        )
        return text.format(n=len(context.verified.fingerprints), all=everything)
    known = context.lock.rules
    if not known:
        return ""
    from pathfinder.review.lint.grounding import recall

    text = _("{n} of {all} rules were verified against the documents as they stand, last on {day}")
    day = max(rule.verified for rule in known.values())
    return text.format(
        n=everything - len(recall(context.book, context.lock)), all=everything, day=day
    )
