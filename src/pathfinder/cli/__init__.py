"""The command line. Click lives here and nowhere else; a command reads, calls, writes and ends."""

from __future__ import annotations

import gc
import os
import sys

import click

from pathfinder.cli.lazy import LazyGroup
from pathfinder.cli.speaking import speak
from pathfinder.cli.streams import open_closed_streams, output_told
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
    "plan": (
        "pathfinder.cli.plan:plan",
        N_("Show how one step leads to the next: enter, stay, reside, citizenship."),
    ),
    "report": (
        "pathfinder.cli.report:report",
        N_("Write one document to print or send: where to go, why, what to do first."),
    ),
    "review": (
        "pathfinder.cli.review:review",
        N_("Sign rules, see what changed since, write the dossier (for legal reviewers)."),
    ),
    "rules": (
        "pathfinder.cli.rules:rules",
        N_("Check, test, compare and show rule files (for authors and reviewers)."),
    ),
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


STOPPED = 130
"""Exit code of what its user stopped before the end, as of every other program that Ctrl-C ends."""


class _Program(LazyGroup):
    """The whole program: stopped, it says so and ends with its own code, not with that of problems."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, click.Abort):
            click.echo(_("Aborted!"), err=True)
            sys.exit(STOPPED)


@click.group(
    cls=_Program,
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
    open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    speak(language_of_environment(os.environ))
    if "--lang" in sys.argv[1:-1]:
        speak(sys.argv[sys.argv.index("--lang") + 1])
    try:
        with output_told():
            main_group(prog_name="pathfinder")
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except Exception as error:  # noqa: BLE001 - whatever it is, it ends in words
        _show_if_told(error)
        if os.environ.get("PATHFINDER_DEBUG"):
            _show_where(error)
        at = error.__traceback__
        while at is not None and at.tb_next is not None:
            at = at.tb_next
        place = f"{os.path.basename(at.tb_frame.f_code.co_filename)}:{at.tb_lineno}" if at else "?"
        fault = _("This is a fault of pathfinder itself ({kind} at {place}); nothing was judged.")
        click.echo(fault.format(kind=type(error).__name__, place=place), err=True)
        sys.exit(1)
    finally:
        gc.freeze()


def _show_if_told(error: Exception) -> None:
    """End with the problems of a rule that cannot be judged, which only shows when somebody is judged by it."""
    from pathfinder.language.problems import ProblemsFound

    if isinstance(error, ProblemsFound):
        from pathfinder.cli.common import show_problems

        show_problems(error.problems)
        sys.exit(1)


def _show_where(error: BaseException) -> None:
    """Where a fault happened, for developers; not what it says, for that may repeat what a person said."""
    from traceback import format_tb

    while error is not None:
        click.echo("".join(format_tb(error.__traceback__)) + type(error).__name__, err=True)
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
