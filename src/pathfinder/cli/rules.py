"""`pathfinder rules`: for authors and reviewers of rule files."""

from __future__ import annotations

import sys

import click

from pathfinder.cli.common import ANSWERED, PROBLEMS, rules_option, show_problems, write_bytes
from pathfinder.cli.reviewing import grounding, outdated_command, test_command
from pathfinder.cli.sources import library_option
from pathfinder.cli.speaking import SpeakingGroup
from pathfinder.i18n import _, ngettext
from pathfinder.language.problems import Problem, did_you_mean
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders
from pathfinder.values.text import inert


@click.group(cls=SpeakingGroup)
def rules() -> None:
    """Check, show and explain rule files (for authors and legal reviewers)."""


@rules.command("check")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@library_option
@rules_option
def check_command(form: str, library: str | None, rules_folder: str | None) -> None:
    """Check all rule files: shape, names, dates, citations, cases. Says every problem of every file in one run.

    Where the documents are at hand, every number, date, period, country and listed profession has to stand in
    the passage that is cited for it, or say why it is `derived`; where they are not, the lock says when it did.
    Exit code 0: no errors (there may be warnings); 1: errors.
    """
    from pathfinder.review.cases import check_cases
    from pathfinder.rulebook.background import load_background

    folder = rules_folder or shipped_rules()
    loaded = load_folders([folder])
    background = load_background(folder, loaded.book.documents)[1] if loaded.book else []
    grounded = grounding(loaded.book, library, folder)
    problems = sorted(
        [*loaded.problems, *background, *check_cases(loaded), *grounded.problems],
        key=Problem.sort_key,
    )
    errors = sum(problem.severity == "error" for problem in problems)
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode(problems))
    else:
        show_problems(problems, err=False, rule_files=True)
        pathways = len(loaded.book.pathways) if loaded.book else 0
        cases = ngettext("{n} case", "{n} cases", len(loaded.cases)).format(n=len(loaded.cases))
        text = _("{pathways} pathways, {cases}: {errors} errors, {warnings} warnings")
        click.echo(
            text.format(
                pathways=pathways, cases=cases, errors=errors, warnings=len(problems) - errors
            )
        )
        if grounded.says:
            click.echo(grounded.says)
    sys.exit(PROBLEMS if errors else ANSWERED)


rules.add_command(outdated_command)
rules.add_command(test_command)


@rules.command("show")
@click.argument("country")
@rules_option
def show_command(country: str, rules_folder: str | None) -> None:
    """Show the rules of a country as a sheet that a lawyer reads."""
    from pathfinder.cli.common import open_rules

    book = open_rules(rules_folder)
    code = country.strip().upper()
    if code not in book.destinations:
        message = _("The rules have nothing on “{code}”.").format(code=inert(code[:20]))
        raise click.UsageError(f"{message} {did_you_mean(code, book.destinations)}")
    from pathfinder.output.sheet import render_sheet

    render_sheet(book, code, file=sys.stdout)


@rules.command("explain")
@click.argument("code")
def explain_command(code: str) -> None:
    """Explain the code of a problem (PF123), with a snippet that fails and one that passes."""
    from pathfinder.language.codes import PAGES

    page = PAGES.get(code.strip().upper())
    if page is None:
        message = _("There is no code “{code}”.").format(code=inert(code[:20]))
        raise click.UsageError(f"{message} {did_you_mean(code, PAGES)}")
    click.echo(page.text())


@rules.command("schema")
@click.argument("which", type=click.Choice(["rules", "profile"]))
@rules_option
def schema_command(which: str, rules_folder: str | None) -> None:
    """Print the JSON Schema of rule files or profiles, with which editors complete and check them."""
    import json

    from pathfinder.cli.common import open_rules
    from pathfinder.language.rulefile import rule_file_schema
    from pathfinder.language.schema import profile_schema

    vocabulary = open_rules(rules_folder).vocabulary
    schema = rule_file_schema(vocabulary) if which == "rules" else profile_schema(vocabulary)
    click.echo(json.dumps(schema, indent=1, ensure_ascii=False))
