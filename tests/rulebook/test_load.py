"""Rule books from one folder and from several."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from language.small_book import (
    CAUTION,
    CITATION,
    DEFINITIONS,
    PATHWAY,
    block,
    codes,
    indented,
    load,
    make_book,
    rule_file,
    with_condition,
)
from pathfinder.language import records
from pathfinder.rulebook import files
from pathfinder.rulebook.files import MAX_RULE_FILE, book_hash, rule_files, shipped_rules
from pathfinder.rulebook.join import MAX_CHAIN
from pathfinder.rulebook.load import load_folders
from pathfinder.sources.lock import Entry, Lock, fingerprint, write_lock

if TYPE_CHECKING:
    from pathlib import Path

ENTER = "  KZ/enter:\n" + indented(block({**PATHWAY, "gives": "enter"}), 4)


def test_the_rules_that_ship_are_without_problems() -> None:
    """The rule book of the program loads without an error or a warning."""
    loaded = load_folders([shipped_rules()])
    assert loaded.problems == []
    assert loaded.book is not None
    assert loaded.cases != []


def test_a_book_holds_what_its_files_say(tmp_path: Path) -> None:
    """Pathways, the ones that give entry, languages and the pathways as options of facts."""
    book = load(tmp_path, rule_file(more=ENTER)).book
    assert book is not None
    assert list(book.pathways) == ["KZ/stay", "KZ/enter"]
    assert book.entries == {"KZ": ("KZ/enter",)}
    assert [pathway.id for pathway in book.of_country("KZ")] == ["KZ/stay", "KZ/enter"]
    assert book.vocabulary.facts["accompanies"].options == (
        ("KZ/stay", "Stay without a visa"),
        ("KZ/enter", "Stay without a visa"),
    )
    assert ("ru", "Russian") in book.vocabulary.facts["languages"].options
    assert book.country_names["en"]["KZ"] == "Kazakhstan"
    assert not book.citations["KZ/passage"].verified


def test_the_hash_is_of_names_and_bytes(tmp_path: Path) -> None:
    """The receipt names the rules by the SHA-256 of their files; a changed byte is another book."""
    one, two = load(tmp_path / "one").book, load(tmp_path / "two", rule_file() + "\n").book
    assert one is not None
    assert two is not None
    assert one.hash != two.hash
    folder = tmp_path / "one"
    contents = [(name, (folder / name).read_bytes()) for name in rule_files(str(folder))]
    assert one.hash == book_hash(contents)
    text = b"".join(f"{name}\0{len(data)}\0".encode() + data for name, data in contents)
    assert one.hash == hashlib.sha256(text).hexdigest()


def test_another_folder_adds_to_the_first(tmp_path: Path) -> None:
    """A rule book of another package brings a country and needs no vocabulary of its own."""
    first = make_book(tmp_path / "one")
    second = tmp_path / "two"
    (second / "destinations").mkdir(parents=True)
    text = rule_file().replace("KZ", "TR")
    (second / "destinations" / "TR.yaml").write_text(text)
    book = load_folders([str(first), str(second)]).book
    assert book is not None
    assert list(book.destinations) == ["KZ", "TR"]


def test_what_stands_twice_in_several_folders_is_told(tmp_path: Path) -> None:
    """A second book cannot change the facts, definitions, citations or pathways of the first in silence."""
    folders = [str(make_book(tmp_path / name)) for name in ("one", "two")]
    loaded = load_folders(folders)
    assert loaded.book is None
    assert set(codes(loaded)) == {"PF103"}
    messages = {problem.message for problem in loaded.problems}
    assert {
        f"“{name}” stands in two files."
        for name in ("age", "EU", "001", "holds a passport", "KZ/stay")
    } <= messages
    assert "“KZ/passage” stands in two files." in messages


CHAIN = "".join(f"  d{n}: {{meets: d{n + 1}}}\n" for n in range(MAX_CHAIN + 5))
WIDE = "".join(
    f"  w{n}: {{all of: [{{meets: w{n + 1}}}, {{meets: w{n + 1}}}]}}\n" for n in range(20)
)
LEAF = "{says: It is safe., fact: proves_solvency, is: yes, cite: passage}\n"
LAST = f"  d{MAX_CHAIN + 5}: {LEAF}"


@pytest.mark.parametrize(
    "definitions, found",
    [
        ("  a: {meets: a}\n", ["The definition “a” rests on itself."]),
        ("  a: {meets: b}\n  b: {any of: [{meets: a}]}\n", ["The definition “a” rests on itself."]),
        ("  a: {meets: c}\n", ["There is no definition “c”."]),
        (CHAIN + LAST, [f"The definition “d{MAX_CHAIN}” ends too long a chain of definitions."]),
        (WIDE + f"  w20: {LEAF}", ["The definition “w9” comes to too many conditions."]),
        (f"  a: {LEAF}".replace("cite", "applies: {from: 2023}, cite"), ["“applies” cannot stand in this place."]),
    ],
)  # fmt: skip
def test_definitions_cannot_grow_without_bounds(
    definitions: str, found: list[str], tmp_path: Path
) -> None:
    """A circle, a long chain and doubling definitions are problems in bounded time, each told once."""
    loaded = load(tmp_path, definitions=DEFINITIONS + definitions)
    assert loaded.book is None
    assert [problem.message for problem in loaded.problems] == found
    assert all(problem.place.line for problem in loaded.problems)


def test_definitions_stand_in_place_of_their_names(tmp_path: Path) -> None:
    """A definition that rests on another is written out, also in duties, refusals and cautions."""
    more = "refused to: [{meets: b}]\nduties: [{says: A., due: not stated, when: {any of: [{meets: b}]}}]\n"
    caution = "cautions:\n  KZ-X:\n" + indented(block(CAUTION, "touches: {meets: b}\n"), 4)
    definitions = DEFINITIONS + f"  b: {{meets: a}}\n  a: {LEAF}"
    book = load(tmp_path, rule_file(more, more=caution), definitions=definitions).book
    assert book is not None
    [version] = book.pathways["KZ/stay"].versions
    when = version.duties[0].when
    assert isinstance(when, records.AnyOf)
    touches = book.cautions["KZ-X"].touches
    for found in (version.refused[0], when.items[0], touches):
        assert isinstance(found, records.Meets)
        assert isinstance(found.item, records.Meets)
        assert isinstance(found.item.item, records.YesNoFact)
        assert found.item.item.cites == ("definitions/passage",)


def test_what_a_book_needs_is_told(tmp_path: Path) -> None:
    """A folder without rules, a file that is missing, one that is too large; an empty list of regions is fine."""
    (tmp_path / "empty").mkdir()
    assert codes(load_folders([str(tmp_path / "empty")])) == ["PF101"]
    folder = make_book(tmp_path / "rules", regions="format: pathfinder-regions/1\nregions: {}\n")
    assert [problem.code for problem in load_folders([str(folder)]).problems] == []
    (folder / "documents.yaml").write_bytes(b" " * (MAX_RULE_FILE + 1))
    (folder / "regions.yaml").unlink()
    loaded = load_folders([str(folder)])
    assert [problem.message for problem in loaded.problems] == [
        f"The file is larger than {MAX_RULE_FILE} bytes.",
        "A rule book needs this file.",
    ]


def test_the_rules_travel_with_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package holds the rules itself; a checkout has them beside the source."""
    package = tmp_path / "checkout" / "src" / "pathfinder"
    (package / "rulebook").mkdir(parents=True)
    monkeypatch.setattr(files, "__file__", str(package / "rulebook" / "files.py"))
    assert files.shipped_rules() == str(tmp_path / "checkout" / "rules")
    (package / "rules").mkdir()
    assert files.shipped_rules() == str(package / "rules")


def test_a_lock_says_what_is_verified(tmp_path: Path) -> None:
    """A citation that stands as it was verified is; a broken lock is a warning and verifies nothing."""
    folder = make_book(tmp_path)
    book = load_folders([str(folder)]).book
    assert book is not None
    citation = book.citations["KZ/passage"].citation
    entry = Entry(
        document="001", document_sha256="0" * 64, citation=fingerprint(citation), start=0, end=1,
        passage="0" * 64, verified="2026-11-22",
    )  # fmt: skip
    lock = folder / "citations.lock"
    lock.write_text(write_lock(Lock(entries={"KZ/passage": entry})))
    book = load_folders([str(folder)]).book
    assert book is not None
    locked = {name: (one.verified, one.checked) for name, one in book.citations.items()}
    assert locked == {"KZ/passage": (True, "2026-11-22"), "definitions/passage": (False, None)}
    lock.write_text("{")
    broken = load_folders([str(folder)])
    assert broken.book is not None
    assert [(problem.code, problem.severity) for problem in broken.problems] == [
        ("PF330", "warning")
    ]
    assert not any(one.verified for one in broken.book.citations.values())


def test_sentences_in_other_languages(tmp_path: Path) -> None:
    """A catalogue translates sentences; one that cannot be read is a warning, and English stands."""
    folder = make_book(tmp_path)
    (folder / "locales").mkdir()
    (folder / "locales" / "ru.po").write_text(
        'msgid "Stay without a visa"\nmsgstr "Без визы"\n', encoding="utf-8"
    )
    book = load_folders([str(folder)]).book
    assert book is not None
    assert book.translations == {"ru": {"Stay without a visa": "Без визы"}}
    (folder / "locales" / "ru.po").write_text('msgid "A"\n\nmsgid "B"\n\nmsgid "C"\n')
    loaded = load_folders([str(folder)])
    assert codes(loaded) == ["PF106"]
    assert loaded.book is not None


def test_a_broken_file_does_not_make_its_users_wrong(tmp_path: Path) -> None:
    """Names that a broken file would have held are not told as missing."""
    condition = (
        "all of:\n  - {meets: of age}\n  - {says: A., fact: accompanies, includes: TR/stay}\n"
    )
    folder = make_book(tmp_path, with_condition(condition), definitions="definitions: [a\n")
    (folder / "destinations" / "TR.yaml").write_text("a: [b\n")
    assert codes(load_folders([str(folder)])) == ["PF102", "PF102"]
    (folder / "destinations" / "TR.yaml").write_text("a: b\n")
    assert codes(load_folders([str(folder)])) == ["PF102", "PF111"]


def test_an_entry_with_a_problem_still_has_its_name(tmp_path: Path) -> None:
    """A pathway or definition that cannot be read is told once, not by all who name it."""
    condition = (
        "all of:\n  - {meets: of age}\n  - {says: A., fact: accompanies, includes: KZ/stay}\n"
    )
    text = with_condition(condition).replace("gives: stay", "gives: say")
    definitions = DEFINITIONS + "  of age: {says: A., fact: age, at least: x}\n"
    assert codes(load(tmp_path, text, definitions=definitions)) == ["PF114", "PF113"]


def test_the_citation_of_the_fixture_is_in_every_file(tmp_path: Path) -> None:
    """Citations are named by the stem of their file."""
    book = load(tmp_path).book
    assert book is not None
    assert set(book.citations) == {"KZ/passage", "definitions/passage"}
    assert CITATION.startswith("{document")
