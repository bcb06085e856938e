"""`pathfinder sources`: the documents behind the rules, and copies of them."""

from __future__ import annotations

import click

from pathfinder.cli.lazy import LazyGroup
from pathfinder.i18n import N_

COMMANDS: dict[str, tuple[str, str]] = {
    "check": (
        "pathfinder.cli.sources_check:check_command",
        N_("Say of every citation whether its passage is where it was."),
    ),
    "coverage": (
        "pathfinder.cli.sources_coverage:coverage_command",
        N_("Say what became of every sentence of the documents."),
    ),
    "lock": (
        "pathfinder.cli.sources_lock:lock_command",
        N_("Record where every citation stands, with a hash of its passage."),
    ),
    "add": ("pathfinder.cli.sources_new:add_command", N_("Enter a new document.")),
    "concerns": (
        "pathfinder.cli.sources_new:concerns_command",
        N_("Show what a new document may change."),
    ),
}


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def sources() -> None:
    """Find every citation of the rules in local copies of the documents (for legal reviewers)."""
