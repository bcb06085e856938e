"""`pathfinder rules show`, `rules explain` and `rules schema`: what rule files say and mean."""

from __future__ import annotations

import sys

import click

from pathfinder.cli.common import open_rules, rules_option
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _
from pathfinder.language.problems import did_you_mean
from pathfinder.values.text import inert


@click.command("show", cls=Speaking)
@click.argument("country")
@rules_option
def show_command(country: str, rules_folder: str | None) -> None:
    """Show the rules of a country as a sheet that a lawyer reads."""
    book = open_rules(rules_folder)
    code = country.strip().upper()
    if code not in book.destinations:
        message = _("The rules have nothing on “{code}”.").format(code=inert(code[:20]))
        raise click.UsageError(f"{message} {did_you_mean(code, book.destinations)}")
    from pathfinder.output.sheet import render_sheet

    render_sheet(book, code, file=sys.stdout)


@click.command("explain", cls=Speaking)
@click.argument("code")
def explain_command(code: str) -> None:
    """Explain the code of a problem (PF123), with a snippet that fails and one that passes."""
    from pathfinder.language.codes import PAGES

    page = PAGES.get(code.strip().upper())
    if page is None:
        message = _("There is no code “{code}”.").format(code=inert(code[:20]))
        raise click.UsageError(f"{message} {did_you_mean(code, PAGES)}")
    from pathfinder.cli.wrapping import echo_wrapped

    echo_wrapped(page.text(), hanging=0)


@click.command("schema", cls=Speaking)
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
