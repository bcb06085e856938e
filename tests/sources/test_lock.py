"""The lock says what was verified and when, and never vouches for what has changed since."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathfinder.sources.library import Library, open_library
from pathfinder.sources.lock import (
    BrokenLock,
    Entry,
    Finding,
    Lock,
    check,
    fingerprint,
    make_lock,
    read_lock,
    write_lock,
)
from pathfinder.sources.records import Citation, Document

TEXT = "Rules\n\nRussians may not stay for more than 90 days.\n\nThey need no visa for 30 days.\n"
STAY = Citation(
    id="KZ/stay", document="001", section="Rules", first="Russians may not", last="90 days"
)
VISA = Citation(id="KZ/visa", document="001", section="Rules", first="They need", last="30 days")


def library(folder: Path, text: str | None, usual: str = TEXT) -> Library:
    """A library with one document; None where there is no copy of it."""
    folder.mkdir(exist_ok=True)
    file = folder / "one.txt"
    file.unlink(missing_ok=True)
    if text is not None:
        file.write_text(text, encoding="utf-8", newline="")
    document = Document(
        id="001",
        title="A report",
        author="Nobody",
        published="2023-06",
        known_until="2023-06-30",
        language="en",
        kind="report",
        file=file.name,
        sha256=hashlib.sha256(usual.encode()).hexdigest(),
        where="not recorded",
    )
    return open_library(folder, [document])


@pytest.fixture
def lock(tmp_path: Path) -> Lock:
    """What was verified on 1 March 2026."""
    made, findings = make_lock([STAY, VISA], library(tmp_path, TEXT), "2026-03-01", Lock())
    assert [finding.status for finding in findings] == ["verified", "verified"]
    return made


def only(citation: Citation, at: Library | None, lock: Lock) -> Finding:
    """The finding on one citation."""
    [finding] = check([citation], at, lock)
    return finding


@pytest.mark.parametrize(
    "text, status, told",
    [
        (TEXT, "verified", "line 3"),
        (TEXT.replace(" for more", "\nfor more"), "moved", "the document has changed elsewhere"),
        (TEXT + "Later on it rained.", "moved", "the document has changed elsewhere"),
        ("A new title. " + TEXT, "moved", "character"),
        (TEXT.replace("more than", "fewer than"), "changed", "2026-03-01"),
        (TEXT.replace("90", "60"), "gone", "last words"),
        (TEXT.replace(" not", ""), "gone", "first words"),
        ("90 days is what Russians may not stay.", "gone", "do not follow"),
        (TEXT + "Russians may not leave for 90 days.", "ambiguous", "lines 3, 6"),
        (TEXT + "Russians may not stay for more than 90 days.", "moved", "line 3"),
        (None, "not searched", "verified on 2026-03-01 and not changed since"),
    ],
)
def test_statuses(tmp_path: Path, lock: Lock, text: str | None, status: str, told: str) -> None:
    """Every way in which a copy can differ from what was verified has its own answer."""
    finding = only(STAY, library(tmp_path, text), lock)
    assert finding.status == status
    assert told in finding.detail
    assert finding.locked


def test_the_nearest_words_are_only_suggested(tmp_path: Path, lock: Lock) -> None:
    """A near match never verifies; it is named for a person to judge."""
    citation = msgspec.structs.replace(STAY, first="Russians must not stay")
    finding = only(citation, library(tmp_path, TEXT), lock)
    assert (finding.status, finding.locked) == ("gone", False)
    assert finding.suggestion == 'first words: "Russians may not stay"'


@pytest.mark.parametrize("at", ["no library", "no copy"])
def test_without_a_copy_the_lock_still_knows(tmp_path: Path, lock: Lock, at: str) -> None:
    """Not searched is no verdict, but it says what was verified and whether it still counts."""
    empty = library(tmp_path, None) if at == "no copy" else None
    edited = msgspec.structs.replace(STAY, last="60 days")
    added = msgspec.structs.replace(STAY, id="KZ/new")
    for citation, told, locked in [
        (STAY, "verified on 2026-03-01 and not changed since", True),
        (edited, "has changed since it was verified on 2026-03-01", False),
        (added, "never verified", False),
    ]:
        finding = only(citation, empty, lock)
        assert (finding.status, finding.locked) == ("not searched", locked)
        assert told in finding.detail


def test_a_copy_that_is_not_the_usual_one_is_told(tmp_path: Path) -> None:
    """Another edition can be searched, and the finding says that it is another."""
    finding = only(STAY, library(tmp_path, TEXT, usual="something else"), Lock())
    assert finding.status == "verified"
    assert "not the one documents.yaml names" in finding.detail
    assert "not in the lock yet" in finding.detail


def test_locking_again_changes_nothing(tmp_path: Path, lock: Lock) -> None:
    """The date of the first verification stays while nothing changes, so the file is stable."""
    again, _ = make_lock([VISA, STAY], library(tmp_path, TEXT), "2026-09-09", lock)
    assert write_lock(again) == write_lock(lock)


def test_what_changed_is_locked_anew(tmp_path: Path, lock: Lock) -> None:
    """An edited citation gets the new day, the others keep theirs, those that left are dropped."""
    edited = msgspec.structs.replace(STAY, last="than 90 days")
    new, _ = make_lock([edited], library(tmp_path, TEXT), "2026-09-09", lock)
    assert set(new.entries) == {"KZ/stay"}
    assert new.status(edited) == (True, "2026-09-09")
    assert new.status(STAY) == (False, None)


def test_a_changed_passage_is_not_accepted_by_itself(tmp_path: Path, lock: Lock) -> None:
    """Locking over a changed passage keeps reporting it until somebody says that it was read."""
    changed = library(tmp_path, TEXT.replace("more than", "fewer than"))
    for _ in range(2):
        lock, findings = make_lock([STAY], changed, "2026-09-09", lock)
        assert [finding.status for finding in findings] == ["changed"]
        assert lock.status(STAY) == (True, "2026-03-01")
    accepted, _ = make_lock([STAY], changed, "2026-09-09", lock, accept_changed=True)
    assert accepted.status(STAY) == (True, "2026-09-09")
    assert only(STAY, changed, accepted).status == "verified"


@pytest.mark.parametrize(
    "text, kept",
    [(None, True), ("nothing of it", False), (TEXT + "Russians may not go for 90 days.", False)],
)
def test_what_the_new_lock_keeps(tmp_path: Path, lock: Lock, text: str | None, kept: bool) -> None:
    """What could not be searched stays verified; what is gone or ambiguous does not."""
    new, _ = make_lock([STAY], library(tmp_path, text), "2026-09-09", lock)
    assert new.status(STAY) == ((True, "2026-03-01") if kept else (False, None))
    assert set(new.documents) == {"001"}


def test_the_fingerprint_is_what_the_citation_says() -> None:
    """Where a citation stands and how its lines are folded do not matter, its words do."""
    same = msgspec.structs.replace(STAY, id="x", line=9, first="Russians\n may not")
    assert fingerprint(same) == fingerprint(STAY)
    for field in ["document", "section", "first", "last"]:
        other = msgspec.structs.replace(STAY, **{field: "other"})
        assert fingerprint(other) != fingerprint(STAY)


def test_one_citation_a_line(lock: Lock) -> None:
    """Sorted, one line each, so that a comparison of two versions shows what changed."""
    lines = write_lock(lock).splitlines()
    assert lines[1] == '  "format": "pathfinder-lock/1",'
    assert [line.split(":")[0].strip() for line in lines if "passage" in line] == [
        '"KZ/stay"',
        '"KZ/visa"',
    ]


HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
ENTRIES = st.builds(
    Entry,
    document=NAMES,
    document_sha256=HASHES,
    citation=HASHES,
    start=st.integers(0, 9),
    end=st.integers(10, 10**6),
    passage=HASHES,
    verified=st.dates().map(str),
)
LOCKS = st.builds(Lock, st.dictionaries(NAMES, HASHES), st.dictionaries(NAMES, ENTRIES))


@given(LOCKS)
def test_what_is_written_can_be_read(lock: Lock) -> None:
    """Writing and reading is the identity."""
    assert read_lock(write_lock(lock)) == lock


@given(LOCKS, st.data())
def test_a_damaged_lock_is_told(lock: Lock, data: st.DataObject) -> None:
    """A lock that was cut off is broken, never half a lock."""
    text = write_lock(lock).strip()
    cut = data.draw(st.integers(0, len(text) - 1))
    assert isinstance(read_lock(text[:cut]), BrokenLock)


def test_broken_locks(lock: Lock) -> None:
    """Each fault is a value with words a person can act on."""
    text = write_lock(lock)
    [stay] = [line for line in text.splitlines() if "KZ/stay" in line]
    start = lock.entries["KZ/stay"].start
    faults = [
        ("", "no JSON", 1),
        ("<<<<<<< HEAD\n" + text, "no JSON", 1),
        (
            text.replace(stay, f"=======\n{stay}"),
            "no JSON",
            text[: text.index(stay)].count("\n") + 1,
        ),
        (text.replace(stay, f"{stay}\n{stay}"), "twice", 0),
        (text.replace("lock/1", "lock/2"), "pathfinder-lock/2", 0),
        (text.replace('"passage"', '"passages"', 1), "passage", 0),
        (text.replace("2026-03-01", "yesterday", 1), "verified", 0),
        (text.replace(f'"start": {start}', '"start": 9999', 1), "ends before it begins", 0),
        (text.replace(f'"start": {start}', '"start": -1', 1), "start", 0),
        ("[" * 100_000, "", 0),
        ("[]", "object", 0),
        ("{}", "format", 0),
        ('{"format": 9' + "9" * 5000 + "}", "", 0),
    ]
    for broken, told, line in faults:
        result = read_lock(broken)
        assert isinstance(result, BrokenLock), broken[:80]
        assert told in result.detail
        assert result.line == line
