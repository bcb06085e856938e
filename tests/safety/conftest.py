"""What the tests of safety share: the small rule book of the interview."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from interview.asking_book import ON, asking_book

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="session")
def book_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small rule book, one for all tests, so that it is compiled once."""
    return asking_book(tmp_path_factory.mktemp("asking"))


@pytest.fixture
def small(book_folder: Path) -> list[str]:
    """The options that make a command use the small rule book on its day."""
    return ["--rules", str(book_folder), "--on", ON]
