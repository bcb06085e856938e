"""The line of a rule file that a problem is about, with carets under what is wrong.

Only rule files are read again for this: a line of a profile may hold what nobody should see.
"""

from __future__ import annotations

import functools
import re

from pathfinder.language.problems import Place
from pathfinder.rulebook.files import MAX_RULE_FILE

_WIDTH = 110
"""So many characters of a line are shown."""

_BEFORE = 60
"""So many of them before the place, where the line is longer."""

_WRITTEN = re.compile(r"""(?:"[^"]*"|'[^']*'|(?:[^,\[\]{}:#"']|:(?=\S)|(?<=\S)['#])+)""")


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
