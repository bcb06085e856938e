"""The command line. Click lives here and nowhere else; a command reads, calls, writes and ends."""

from __future__ import annotations

import gc
import os
import sys
from typing import Any

import click

from pathfinder.cli.speaking import SpeakingGroup, speak
from pathfinder.i18n import N_, _, language_of_environment
from pathfinder.version import __version__

COMMANDS: dict[str, tuple[str, str]] = {
    "ask": (
        "pathfinder.cli.ask:ask",
        N_("Lead through the questions and show where the person can go."),
    ),
    "batch": ("pathfinder.cli.batch:batch", N_("Judge files of people, of any size.")),
    "calendar": (
        "pathfinder.cli.calendar:calendar",
        N_("Show by when: last lawful days, what runs out; as a calendar for the phone."),
    ),
    "check": (
        "pathfinder.cli.check:check",
        N_("Judge one or more profiles: where can the person go?"),
    ),
    "days": (
        "pathfinder.cli.days:days",
        N_("Count days in a country: used, left, last lawful day."),
    ),
    "facts": ("pathfinder.cli.facts:facts", N_("Show what can be said about a person.")),
    "report": (
        "pathfinder.cli.report:report",
        N_("Write one document to print or send: where to go, why, what to do first."),
    ),
    "rules": ("pathfinder.cli.rules:rules", N_("Check, show and explain rule files.")),
    "sources": ("pathfinder.cli.sources:sources", N_("Find every citation in the documents.")),
    "template": (
        "pathfinder.cli.template:template",
        N_("Write an empty sheet to be filled with people, for batch."),
    ),
    "whatif": (
        "pathfinder.cli.whatif:whatif",
        N_("Show what would open more countries for a person."),
    ),
}


class LazyGroup(SpeakingGroup):
    """A group that imports a command when it is used; its help needs none of them."""

    def __init__(
        self, *args: Any, commands_at: dict[str, tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.commands_at = commands_at or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands_at)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.commands_at:
            return None
        from importlib import import_module

        module, _colon, attribute = self.commands_at[name][0].partition(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (_at, text) in self.commands_at.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands_at and not args[0].startswith("-"):
            from pathfinder.language.problems import did_you_mean
            from pathfinder.values.text import inert

            message = _("There is no command “{name}”.").format(name=inert(args[0][:40]))
            ctx.fail(f"{message} {did_you_mean(args[0], self.commands_at)}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyGroup,
    commands_at=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=N_(
        "This is not legal advice. Nothing is sent anywhere; nothing is written but what you ask for,"
        " and a cache of rules."
    ),
)
@click.version_option(__version__, prog_name="pathfinder")
def main_group() -> None:
    """Where a Russian citizen driven out by the war can legally go, as named documents state it.

    Shell completion: eval "$(_PATHFINDER_COMPLETE=bash_source pathfinder)" (also zsh_source, fish_source).
    """


def main() -> None:
    """Run the program. A fault of the program itself ends in one line, never in a traceback.

    One run keeps most of what it makes: looking for garbage, above all at the end, would take a sixth of its time.
    """
    gc.set_threshold(100_000)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    speak(language_of_environment(os.environ))
    if "--lang" in sys.argv[1:-1]:
        speak(sys.argv[sys.argv.index("--lang") + 1])
    try:
        main_group(prog_name="pathfinder")
    except Exception as error:
        if os.environ.get("PATHFINDER_DEBUG"):
            raise
        at = error.__traceback__
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        place = f"{os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}" if at else "?"
        fault = _("This is a fault of pathfinder itself ({kind} at {place}); nothing was judged.")
        click.echo(fault.format(kind=type(error).__name__, place=place), err=True)
        sys.exit(1)
    finally:
        gc.freeze()
