"""Groups of commands that import a command when it is used."""

from __future__ import annotations

from typing import Any

import click

from pathfinder.cli.speaking import SpeakingGroup
from pathfinder.i18n import _


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
