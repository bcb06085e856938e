"""What the tests of the language share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from language.small_book import load

if TYPE_CHECKING:
    from pathfinder.language.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    """The vocabulary of the rules that ship, with the pathways of the small rule book."""
    loaded = load(tmp_path_factory.mktemp("book"))
    assert loaded.book is not None, loaded.problems
    return loaded.book.vocabulary
