"""Commands that speak the reader's language: their help, their options, and click's own words.

Click looks its words up with `gettext` in the domain of the process; ours holds them too, see `CLICK_WORDS`.
"""

from __future__ import annotations

import gettext
import os
from typing import Any

import click

from pathfinder.i18n import LOCALES, N_, _, available_languages, use_language

CLICK_WORDS = (
    N_("Usage:"), N_("Options"), N_("Commands"), N_("Error: {message}"), N_("Aborted!"),
    N_("Show this message and exit."), N_("Show the version and exit."), N_("default: {default}"), N_("required"),
    N_("Missing argument"), N_("Missing option"), N_("Missing command."),
    N_("No such option {name!r}."), N_("No such command {name!r}."),
    N_("Invalid value for {param_hint}: {message}"), N_("Invalid value: {message}"),
    N_("Option {name!r} does not take a value."), N_("Try '{command} {option}' for help."),
    N_("{name} {filename!r} is a file."), N_("{value!r} is not one of {choices}."),
)  # fmt: skip


def speak(code: str) -> bool:
    """Use a language from now on, for our messages and for click's; False where there is none of this code."""
    known = use_language(code)
    if known:
        gettext.bindtextdomain("pathfinder", LOCALES)
        gettext.textdomain("pathfinder")
        os.environ["LANGUAGE"] = code
    return known


def _chosen(ctx: click.Context, param: click.Parameter, code: str | None) -> None:
    if code is not None and not speak(code):
        known = ", ".join(available_languages())
        message = _("There is no language “{code}”; there are: {known}.")
        raise click.UsageError(message.format(code=code[:20], known=known), ctx)


def lang_option() -> click.Option:
    """`--lang CODE`, at any place of the command line."""
    return click.Option(
        ["--lang"],
        metavar="CODE",
        is_eager=True,
        expose_value=False,
        callback=_chosen,
        help=N_("Language of the output: en, ru. Otherwise that of the system."),
    )


def paragraphs(text: str) -> str:
    """A help text with each paragraph on one line, as translators get it."""
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


class Speaking(click.Command):
    """A command whose help is translated when it is shown, after the language has been chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(lang_option())

    def translate(self) -> None:
        """Put what is shown into the reader's language."""
        self.help = _(paragraphs(self.help)) if self.help else self.help
        self.epilog = _(self.epilog) if self.epilog else self.epilog
        for param in self.params:
            if isinstance(param, click.Option) and param.help:
                param.help = _(param.help)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.translate()
        super().format_help(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        self.translate()
        return super().get_short_help_str(limit)


class SpeakingGroup(Speaking, click.Group):
    """A group of such commands."""

    command_class = Speaking
