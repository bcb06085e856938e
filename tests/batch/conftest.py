"""What the tests of batches share."""

from __future__ import annotations

import pytest

from language.small_book import known_vocabulary
from pathfinder.language.vocabulary import Vocabulary


@pytest.fixture(scope="session")
def known() -> Vocabulary:
    """The vocabulary of the rules that ship, with the pathways of the small rule book."""
    return known_vocabulary()
