"""The line of a rule file that a problem is about, with carets under what is wrong.

Only rule files are read again for this: a line of a profile may hold what nobody should see.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

import click

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem
from pathfinder.rulebook.files import MAX_RULE_FILE

_WIDTH = 110
"""So many characters of a line are shown."""

_BEFORE = 60
"""So many of them before the place, where the line is longer."""

_WRITTEN = re.compile(r"""(?:"[^"]*"|'[^']*'|(?:[^,\[\]{}:#"']|:(?=\S)|(?<=\S)['#])+)""")


def show_findings(problems: Sequence[Problem], *, by_harm: bool) -> None:
    """Write findings with their lines; `by_harm`: they come ranked, and where harms differ each has a heading."""
    from pathfinder.cli.common import show_problems
    from pathfinder.review.lint.harm import HARMS, harm_of

    if not by_harm or len({harm_of(problem.code) for problem in problems}) < 2:
        show_problems(list(problems), err=False, rule_files=True)
        return
    for harm, group in itertools.groupby(problems, key=lambda problem: harm_of(problem.code)):
        found = list(group)
        click.echo(f"── {_(HARMS[harm])} ({len(found)})")
        show_problems(found, err=False, rule_files=True)
        click.echo()


def excerpt(place: Place) -> list[str]:
    """The line that a place names and a line of carets under it; nothing where it cannot be shown."""
    lines = _lines(place.file) if place.line and place.column else ()
    if not lines or place.line > len(lines):
        return []
    line = "".join(c if c.isprintable() else "·" for c in lines[place.line - 1].rstrip())
    at = place.column - 1
    found = _WRITTEN.match(line, at)
    length = max(1, len(found[0].rstrip())) if found else 1
    start = at - _BEFORE if len(line) > _WIDTH and at > _BEFORE else 0
    number = f"{place.line:>5}"
    carets = " " * (at - start) + "^" * max(1, min(length, start + _WIDTH - at))
    return [f"{number} | {line[start : start + _WIDTH]}", f"{' ' * len(number)} | {carets}"]


@functools.lru_cache(maxsize=2)
def _lines(file: str) -> tuple[str, ...]:
    """The lines of a rule file; problems come file by file, so the last ones are kept."""
    try:
        with open(file, "rb") as source:
            data = source.read(MAX_RULE_FILE + 1)
    except OSError:
        return ()
    text = data.decode("utf-8-sig", errors="replace")
    return tuple(text.split("\n")) if len(data) <= MAX_RULE_FILE else ()
