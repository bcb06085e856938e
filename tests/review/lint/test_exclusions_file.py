"""A file of exclusions that is no list of them is told, and excludes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from review.lint.example_books import check, lay


@pytest.mark.parametrize("written", ["none of them", "[]", "{code: PF412}"])
def test_what_is_no_list_is_told(written: str, tmp_path: Path) -> None:
    """Instead of a list of exclusions only a list will do."""
    book = lay(tmp_path, "PF412/bad")
    (book / "rules" / "exclusions.yaml").write_text(
        f"format: pathfinder-exclusions/1\nexclusions: {written}\n", encoding="utf-8"
    )
    run = check(book)
    assert "PF412" in run.codes
    assert any("exclusions.yaml" in finding["place"]["file"] for finding in run.findings)
