"""`pathfinder rules`: for authors and reviewers of rule files."""

from __future__ import annotations

import click

from pathfinder.cli.lazy import LazyGroup
from pathfinder.i18n import N_

COMMANDS: dict[str, tuple[str, str]] = {
    "check": (
        "pathfinder.cli.rules_check:check_command",
        N_("Find what is wrong with rule files (for authors and reviewers)."),
    ),
    "test": (
        "pathfinder.cli.rules_test:test_command",
        N_("Run the cases, say what they cover (for authors and reviewers)."),
    ),
    "diff": (
        "pathfinder.cli.rules_diff:diff_command",
        N_("Compare two rule books by what they mean for people (for reviewers)."),
    ),
    "prove": (
        "pathfinder.cli.rules_prove:prove_command",
        N_("Check a claim against the whole rule book (for reviewers)."),
    ),
    "outdated": (
        "pathfinder.cli.rules_outdated:outdated_command",
        N_("Show what rests on old documents (for reviewers)."),
    ),
    "show": (
        "pathfinder.cli.rules_show:show_command",
        N_("Show the rules of a country as a sheet that a lawyer reads."),
    ),
    "explain": (
        "pathfinder.cli.rules_show:explain_command",
        N_("Explain the code of a problem, with examples (for authors)."),
    ),
    "schema": (
        "pathfinder.cli.rules_show:schema_command",
        N_("Print the JSON Schema of rule files or profiles (for editors)."),
    ),
}


@click.group(cls=LazyGroup, commands_at=COMMANDS)
def rules() -> None:
    """Check, test and show rule files (for authors and legal reviewers)."""
