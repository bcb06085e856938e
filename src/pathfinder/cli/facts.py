"""`pathfinder facts`: the vocabulary."""

from __future__ import annotations

import click

from pathfinder.cli.common import open_rules, rules_option, write_bytes
from pathfinder.cli.speaking import Speaking
from pathfinder.i18n import _
from pathfinder.language.problems import did_you_mean
from pathfinder.values.text import inert


@click.command(cls=Speaking)
@click.argument("name", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write them.",
)
@rules_option
def facts(name: tuple[str, ...], form: str, rules_folder: str | None) -> None:
    """Show what can be said about a person: every fact with its kind, its options and its question.

    NAME narrows it to some facts and shows their help.
    """
    book = open_rules(rules_folder)
    known = book.vocabulary.facts
    for word in name:
        if word not in known:
            message = _("There is no fact “{name}”.").format(name=inert(word[:40]))
            raise click.UsageError(f"{message} {did_you_mean(word, known)}")
    chosen = [known[word] for word in name] or list(known.values())
    if form == "json":
        import msgspec

        write_bytes(msgspec.json.encode({fact.name: fact for fact in chosen}))
        return
    import sys

    from pathfinder.output.vocabulary import render_facts

    render_facts(chosen, full=bool(name), file=sys.stdout)
