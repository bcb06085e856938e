"""`pathfinder review`: what a legal reviewer signs and reads."""

from __future__ import annotations

import click

from pathfinder.cli.lazy import LazyGroup
from pathfinder.i18n import N_

COMMANDS: dict[str, tuple[str, str]] = {
    "sign": (
        "pathfinder.cli.review_sign:sign_command",
        N_("Sign what you have read against the documents."),
    ),
    "status": (
        "pathfinder.cli.review_status:status_command",
        N_("Show what is signed, what has changed since, what nobody has read."),
    ),
    "dossier": (
        "pathfinder.cli.review_dossier:dossier_command",
        N_("Write every rule beside its passage, as pages for a browser or a printer."),
    ),
}


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def review() -> None:
    """Sign rules, see what changed since, write the dossier (for legal reviewers)."""
