"""docs/limits.md says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

from pathfinder.batch.reading import header, pieces, streams, workbook
from pathfinder.batch.writing import excel
from pathfinder.cli import batch
from pathfinder.cli import plan as plans
from pathfinder.engine import diagram
from pathfinder.family import together
from pathfinder.interview import entries, listed
from pathfinder.interview.terminal import plain
from pathfinder.language import answers, profile, reading, tree
from pathfinder.plan import circles, days, search
from pathfinder.review.compare import revisions
from pathfinder.review.prove import diagram as proofs
from pathfinder.review.signoff import reviews
from pathfinder.rulebook import bounds, files, join
from pathfinder.schedule import booked
from pathfinder.sources import library, passages
from pathfinder.values import age

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"

LIMITS = {
    "listed.MOST_ITEMS": listed.MOST_ITEMS,
    "entries.MOST_TYPED": entries.MOST_TYPED,
    "pieces.MAX_RECORD": pieces.MAX_RECORD,
    "header.MAX_COLUMNS": header.MAX_COLUMNS,
    "workbook.MAX_UNPACKED": workbook.MAX_UNPACKED,
    "workbook.MAX_SHARED": workbook.MAX_SHARED,
    "excel.MOST_ROWS": excel.MOST_ROWS,
    "batch.MOST_WORKERS": batch.MOST_WORKERS,
    "bounds.MAX_CONDITIONS": bounds.MAX_CONDITIONS,
    "bounds.MAX_STAYS": bounds.MAX_STAYS,
    "diagram.MOST_NODES": diagram.MOST_NODES,
    "passages.PASSAGE_LIMIT": passages.PASSAGE_LIMIT,
    "booked.MOST": booked.MOST,
    "plan.LONGEST": plans.LONGEST,
    "search.MOST_STEPS": search.MOST_STEPS,
    "circles.MOST_COUNTRIES": circles.MOST_COUNTRIES,
    "days.MOST_JUDGED": days.MOST_JUDGED,
    "revisions.MOST_FILES": revisions.MOST_FILES,
    "reviews.MAX_BYTES": reviews.MAX_BYTES,
    "proofs.BUDGET": proofs.BUDGET,
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
