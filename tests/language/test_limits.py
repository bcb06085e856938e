"""docs/limits.md says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from pathfinder.batch.reading import streams
from pathfinder.family import together
from pathfinder.interview.terminal import plain
from pathfinder.language import answers, profile, reading, tree
from pathfinder.rulebook import files, join
from pathfinder.sources import library
from pathfinder.values import age

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"

LIMITS = {
    "plain.MAX_LINE": plain.MAX_LINE,
    "tree.MAX_DEPTH": tree.MAX_DEPTH,
    "tree.MAX_NODES": tree.MAX_NODES,
    "profile.MAX_BYTES": profile.MAX_BYTES,
    "profile.MAX_LINE": profile.MAX_LINE,
    "profile.MAX_FAULTY": profile.MAX_FAULTY,
    "profile.MAX_KEYS": profile.MAX_KEYS,
    "profile.MAX_LABEL": profile.MAX_LABEL,
    "together.MAX_PEOPLE": together.MAX_PEOPLE,
    "answers.MAX_ITEMS": answers.MAX_ITEMS,
    "answers.MAX_TEXT": answers.MAX_TEXT,
    "files.MAX_RULE_FILE": files.MAX_RULE_FILE,
    "join.MAX_CHAIN": join.MAX_CHAIN,
    "join.MAX_PARTS": join.MAX_PARTS,
    "reading.MAX_SUGGESTIONS": reading.MAX_SUGGESTIONS,
    "library.SIZE_LIMIT": library.SIZE_LIMIT,
    "streams.MAX_SEALED": streams.MAX_SEALED,
    "age.MAX_WORK": age.MAX_WORK,
    "age.MAX_KEYS_FILE": age.MAX_KEYS_FILE,
}


def test_the_page_and_the_program_agree() -> None:
    """Every limit of the page is one of the program, with its number, and none is left out."""
    rows = re.findall(
        r"^\|[^|]+\| ([0-9,]+) [^|]*\| `(\w+\.\w+)` \|$",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert {name: int(number.replace(",", "")) for number, name in rows} == LIMITS
