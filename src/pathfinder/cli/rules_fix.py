"""`pathfinder rules check --fix` and `--diff`: take away what is left over in rule files, or show it."""

from __future__ import annotations

from collections.abc import Iterable

import click

from pathfinder.i18n import _
from pathfinder.language.problems import Problem
from pathfinder.review.lint.context import Context
from pathfinder.review.lint.exclusions import REMOVE
from pathfinder.review.lint.fixing import fixes, write_fixes
from pathfinder.values.text import inert


def apply_fixes(
    context: Context | None, problems: Iterable[Problem], *, write: bool, err: bool
) -> bool:
    """Fix what is safe, or show it as a diff; whether files were written. `err`: say so on standard error."""
    if context is None or not context.whole:
        click.echo(_("Nothing is fixed while files have errors of shape."), err=True)
        return False
    idle = {
        f"{problem.place.line}:{problem.place.column}"
        for problem in problems
        if problem.code == "PF430" and problem.help == _(REMOVE)
    }
    fixed = fixes(context, idle)
    if not write:
        for one in fixed:
            for line in one.diff():
                click.echo(" ".join(map(inert, line.split(" "))), err=err)
        return False
    try:
        write_fixes(context, fixed)
    except OSError as error:
        message = _("{path} cannot be written: {why}.")
        raise click.ClickException(
            message.format(path=error.filename, why=error.strerror)
        ) from None
    for one in fixed:
        for edit in one.edits:
            click.echo(
                inert(
                    _("fixed: {path}: {says} ({code})").format(
                        path=f"{one.path}:{edit.first}", says=edit.says, code=edit.code
                    )
                ),
                err=err,
            )
    return bool(fixed)
