"""`rules/documents.yaml`, and the finder over the documents themselves where they are at hand."""

from __future__ import annotations

import datetime
import random
import re
from pathlib import Path

import pytest
import yaml

from pathfinder.sources.library import open_library
from pathfinder.sources.passages import find, tokens
from pathfinder.sources.records import Document

FILE = Path(__file__).parents[2] / "rules" / "documents.yaml"
DATA = yaml.safe_load(FILE.read_text(encoding="utf-8"))
DOCUMENTS = [
    Document(id=name, **{key.replace(" ", "_"): value for key, value in fields.items()})
    for name, fields in DATA["documents"].items()
]
NOTE_MARK = re.compile(r"\[\d\]")


def test_the_file() -> None:
    """Five documents, every field a text, every hash a hash, every last day a day."""
    assert DATA["format"] == "pathfinder-documents/1"
    assert [document.id for document in DOCUMENTS] == ["000", "001", "002", "003", "004"]
    for fields in DATA["documents"].values():
        assert all(isinstance(value, str) and value for value in fields.values())
    for document in DOCUMENTS:
        assert re.fullmatch("[0-9a-f]{64}", document.sha256)
        last = datetime.date.fromisoformat(document.known_until).isoformat()
        if document.published != "not recorded":
            assert last.startswith(document.published)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_passages_of_the_documents(documents_folder: Path, document: Document) -> None:
    """Stretches of a document are found where they stand, and in a copy set in other lines."""
    copy = open_library(documents_folder, [document]).copy_of(document.id)
    assert (copy.status, copy.expected) == ("read", True), copy.detail
    again = tokens(copy.text.replace("\n", "\r\n\r\n").replace(" ", "\n").replace("'", "’"))
    assert [token.text for token in again] == [token.text for token in copy.tokens]
    chance = random.Random(document.id)  # noqa: S311 - the same stretches every time
    for _ in range(60):
        start = chance.randrange(len(copy.tokens) - 60)
        stretch = copy.tokens[start : start + chance.randrange(12, 60)]
        first = copy.text[stretch[0].start : stretch[7].end]
        last = copy.text[stretch[-8].start : stretch[-1].end]
        found = find(copy.tokens, first, last)
        assert (stretch[0].start, stretch[-1].end) in {(p.start, p.end) for p in found}
        hashes = [passage.sha256 for passage in found]
        assert [passage.sha256 for passage in find(again, first, last)] == hashes


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_no_digit_of_the_documents_is_lost(documents_folder: Path, document: Document) -> None:
    """Every ordinary digit of a document is part of a token, but for note marks in brackets."""
    copy = open_library(documents_folder, [document]).copy_of(document.id)
    covered = {place for token in copy.tokens for place in range(token.start, token.end)}
    lost = [i for i, char in enumerate(copy.text) if char.isdecimal() and i not in covered]
    for place in lost:
        mark = copy.text[place - 1 : place + 2]
        assert NOTE_MARK.fullmatch(mark), f"{copy.text[place - 20 : place + 20]!r}"
