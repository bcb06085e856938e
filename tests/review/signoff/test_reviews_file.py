"""`reviews.yaml` holds what was put into it, keeps its head, and loses nobody's signature."""

from __future__ import annotations

import string
import threading
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pathfinder.language.problems import ProblemsFound
from pathfinder.review.signoff import keeping
from pathfinder.review.signoff.compare import as_read, told
from pathfinder.review.signoff.keeping import Busy, keep, written
from pathfinder.review.signoff.passages import Passage
from pathfinder.review.signoff.reading import Hashes, Reading, key_of, reading_key
from pathfinder.review.signoff.reviews import Archive, Record, Reviews, read_reviews, sort_key
from pathfinder.review.signoff.signing import Signer, make
from pathfinder.values.dates import FIRST_DAY
from review.signoff.signed_book import Signed
from review.signoff.signed_book import make as make_book

if TYPE_CHECKING:
    from pathlib import Path

HASH = "0123456789abcdef" * 4
ONE = f"""\
format: pathfinder-reviews/1
signatures:
  - {{rule: A, by: B, on: 2024-01-01, hashes: {{rule: {HASH}, facts: {HASH}, passages: {HASH}}}}}
"""
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)
NAMES = TEXT.map(lambda text: " ".join(text.split())).filter(bool)
CONTENTS: st.SearchStrategy[Any] = st.recursive(
    TEXT | st.just(""),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.builds(
    Record,
    rule=NAMES,
    name=NAMES,
    day=st.integers(FIRST_DAY, FIRST_DAY + 2000),
    role=st.sampled_from(["", "program", "law"]),
    note=st.just("") | NAMES,
    hashes=st.just(Hashes(HASH, HASH, HASH)),
    content=NAMES,
    facts=st.lists(NAMES, max_size=3).map(tuple),
    key=st.just("") | st.text(string.ascii_letters + "+/=", min_size=1, max_size=200),
)


@settings(max_examples=60)
@given(st.lists(RECORDS, max_size=4), st.dictionaries(NAMES, CONTENTS, max_size=3))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, records: list[Record], contents: dict[str, Any]
) -> None:
    """Whatever stands in names, notes and sentences, reading the file gives what was written."""
    folder = tmp_path_factory.mktemp("rules")
    whole = Reviews(tuple(sorted(records, key=sort_key)), Archive(rules=contents))
    (folder / "reviews.yaml").write_text(written(whole), encoding="utf-8", newline="\n")
    read = read_reviews(str(folder))
    assert read.records == whole.records
    assert read.archive.rules == contents


@pytest.fixture
def signed(tmp_path: Path) -> Signed:
    """A rule book and its document."""
    return make_book(tmp_path)


def signatures(
    signed: Signed, name: str, day: int = FIRST_DAY
) -> tuple[list[Record], list[Reading]]:
    """The signatures of somebody under every rule, not yet kept."""
    from pathfinder.review.signoff.passages import Passages
    from pathfinder.review.signoff.rests import rules_of

    book = signed.book()
    passages = Passages(book, str(signed.rules), signed.documents(book))
    signer = Signer(name=name, role="law", day=day)
    return make(book, passages, list(rules_of(book).values()), signer)


def test_the_head_and_earlier_signatures_stay(signed: Signed) -> None:
    """Remarks at the head are the reviewers' own; a new signature takes none away, and the rules come in order."""
    signed.reviews.write_text(
        "# Ours.\n\n# Read these first.\nformat: pathfinder-reviews/1\nsignatures: []\n"
    )
    keep(str(signed.rules), *signatures(signed, "Boris"))
    keep(str(signed.rules), *signatures(signed, "Anna", FIRST_DAY + 1))
    text = signed.reviews.read_text(encoding="utf-8")
    assert text.startswith("# Ours.\n\n# Read these first.\n\nformat: ")
    found = [(record.rule, record.name) for record in read_reviews(str(signed.rules)).records]
    rules = ["KZ-X", "KZ/entry", "KZ/stay"]
    assert found == [(rule, name) for rule in rules for name in ("Boris", "Anna")]


def test_the_same_signature_is_kept_once(signed: Signed) -> None:
    """Who signs twice on a day has signed once; on another day it is a signature of its own."""
    assert len(keep(str(signed.rules), *signatures(signed, "Anna"))) == 3
    before = signed.reviews.read_bytes()
    assert keep(str(signed.rules), *signatures(signed, "Anna")) == []
    assert signed.reviews.read_bytes() == before
    assert len(keep(str(signed.rules), *signatures(signed, "Anna", FIRST_DAY + 1))) == 3


def test_what_was_read_can_be_read_again(signed: Signed) -> None:
    """The file holds each rule as it was signed, and no words of a document but those of its citations."""
    records, readings = signatures(signed, "Anna")
    keep(str(signed.rules), records, readings)
    reviews = read_reviews(str(signed.rules))
    for record, reading in zip(records, readings, strict=True):
        assert as_read(record, reviews.archive) == reading
    text = signed.reviews.read_text(encoding="utf-8")
    assert "Whoever comes" in text
    assert "state of the EAEU" not in text
    assert "closed in July" not in text


def test_what_was_read_and_changed_in_the_file_is_not_believed(signed: Signed) -> None:
    """A rule in the file that is not the one that was signed is no ground for a difference."""
    records, readings = signatures(signed, "Anna")
    keep(str(signed.rules), records, readings)
    signed.change("at most: 90 days", "at most: 60 days", "reviews.yaml")
    archive = read_reviews(str(signed.rules)).archive
    found = {record.rule: as_read(record, archive) for record in records}
    assert [rule for rule, reading in found.items() if reading is None] == ["KZ/stay"]


WORDS = "says,all of,any of,versions,in force,from,requires,cite,meets,fact,at most,closed,dates"
KEYS = st.sampled_from([*WORDS.split(","), "options", "readings", "definition", "duties"])
STRANGE: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["", "90 days", "2023", "about", "001 0123"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=12,
)


@settings(max_examples=150)
@given(rule=st.dictionaries(KEYS, STRANGE), fact=st.dictionaries(KEYS, STRANGE))
def test_a_file_of_a_stranger_stops_nothing(rule: dict[str, Any], fact: dict[str, Any]) -> None:
    """Whatever a file says was read, with hashes that fit, it is compared or not believed, and never an error."""
    now = _SOME_READING
    strange = msgspec.structs.replace(now, rule=rule, facts={"age": fact}, entries={}, regions={})
    strange = msgspec.structs.replace(strange, passages={})
    record = Record(
        rule=now.id,
        name="A stranger",
        day=FIRST_DAY,
        hashes=strange.hashes,
        content=reading_key(strange),
        facts=(key_of("age", fact),),
    )
    archive = Archive(rules={record.content: rule}, facts={record.facts[0]: fact})
    before = as_read(record, archive)
    if before is not None:
        assert all(told(before, now))


_SOME_READING = Reading(
    id="KZ/stay",
    rule={
        "title": "Stay",
        "versions": [
            {
                "in force": {"from": "2023", "until": "not stated"},
                "requires": {
                    "all of": [{"says": "One.", "at most": "90 days", "cite": ["001 ab"]}]
                },
                "closed": [{"says": "Two.", "dates": {"from": "2023", "until": "2024"}}],
            }
        ],
    },
    entries={},
    facts={"age": {"label": "Age", "options": {"a": "b"}}},
    regions={},
    passages={"001 ab": Passage(document="001", sha256=HASH, first="One", last="two")},
)


def test_people_who_sign_at_the_same_time_lose_nothing(signed: Signed) -> None:
    """However many sign at once, every signature is in the file afterwards."""
    made = [signatures(signed, f"Reader {number}") for number in range(8)]
    threads = [threading.Thread(target=keep, args=(str(signed.rules), *one)) for one in made]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read_reviews(str(signed.rules)).records) == 8 * 3
    assert sorted(path.name for path in signed.rules.glob("reviews*")) == ["reviews.yaml"]


def test_nobody_waits_for_ever(signed: Signed, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where somebody else holds the file nothing is written, and the one who waited is told by which file."""
    monkeypatch.setattr(keeping, "PATIENCE", 0.1)
    (signed.rules / "reviews.yaml.busy").touch()
    with pytest.raises(Busy) as busy:
        keep(str(signed.rules), *signatures(signed, "Anna"))
    assert busy.value.path == str(signed.rules / "reviews.yaml.busy")
    assert not signed.reviews.exists()


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "PF101"),
        ("[", "PF102"),
        ("- a\n- b\n", "PF112"),
        ("format: pathfinder-reviews/2\nsignatures: []\n", "PF113"),
        ("format: pathfinder-reviews/1\n", "PF111"),
        ("format: pathfinder-reviews/1\nsignatures: [{rule: KZ/stay}]\n", "PF111"),
        ("format: pathfinder-reviews/1\nsignatures: [{ruel: KZ/stay}]\n", "PF110"),
        (ONE.replace(HASH, "0123", 1), "PF491"),
        (ONE.replace("2024-01-01", "yesterday"), "PF114"),
        ("format: pathfinder-reviews/1\nsignatures: []\n---\nformat: x\n", "PF491"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_told(tmp_path: Path, text: str, code: str) -> None:
    """A file that is not as the program writes it is a problem with its place, and nothing in it counts."""
    (tmp_path / "reviews.yaml").write_text(text)
    with pytest.raises(ProblemsFound) as found:
        read_reviews(str(tmp_path))
    assert code in [problem.code for problem in found.value.problems]
    assert all(problem.place.file.endswith("reviews.yaml") for problem in found.value.problems)
