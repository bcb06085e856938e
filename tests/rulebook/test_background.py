"""`background.yaml`: passages that were read and state no rule."""

from __future__ import annotations

from typing import TYPE_CHECKING

from language.small_book import make_book
from pathfinder.rulebook.background import load_background
from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.load import load_folders

if TYPE_CHECKING:
    from pathlib import Path

PASSAGE = "{document: '001', section: A heading, from: Whoever, to: asked, why: a story}"


def test_passages_are_read_with_their_place(tmp_path: Path) -> None:
    """Each passage is a citation with a reason; the file counts for the hash and changes no rule."""
    folder = make_book(tmp_path)
    before = load_folders([str(folder)]).book
    (folder / "background.yaml").write_text(
        f"format: pathfinder-background/1\npassages:\n  - {PASSAGE}\n"
    )
    [found], problems = load_background(str(folder), ["001"])
    assert problems == []
    assert (found.passage.id, found.passage.line, found.passage.first) == (
        "background/3",
        3,
        "Whoever",
    )
    after = load_folders([str(folder)]).book
    assert before is not None
    assert after is not None
    assert after.pathways == before.pathways


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    """No file is no problem; one that cannot be read, with an unknown key or document is."""
    folder = make_book(tmp_path)
    assert load_background(str(folder), ["001"]) == ([], [])
    path = folder / "background.yaml"
    for text, code in (
        ("", "PF101"),
        ("a: [b", "PF102"),
        ("format: pathfinder-background/1", "PF111"),
        (f"format: pathfinder-background/1\npassages: [{PASSAGE.replace('001', '009')}]", "PF125"),
    ):
        path.write_text(text)
        assert [problem.code for problem in load_background(str(folder), ["001"])[1]] == [code]
    path.unlink()
    path.mkdir()
    assert [problem.code for problem in load_background(str(folder), ["001"])[1]] == ["PF101"]


def test_the_background_that_ships_is_without_problems() -> None:
    """The passages of the program's own file name its documents."""
    book = load_folders([shipped_rules()]).book
    assert book is not None
    assert load_background(shipped_rules(), book.documents)[1] == []
