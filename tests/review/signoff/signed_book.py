"""A small rule book in which everything occurs that a signature is made on, and its document."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

from language.small_book import DEFINITIONS, make_book, rule_file
from pathfinder.review.signoff.passages import Passages
from pathfinder.review.signoff.reading import Reader, Reading
from pathfinder.review.signoff.rests import rules_of
from pathfinder.sources.library import open_library

if TYPE_CHECKING:
    from pathlib import Path

    from pathfinder.rulebook.book import RuleBook
    from pathfinder.sources.library import Library

TEXT = (
    "A heading\n\nWhoever comes at 18 or later from a state of the EAEU may stay for 90 days within 180 days in"
    " Kazakhstan. Nobody has to be asked.\n\nThe border was closed in July 2023 for the sick.\n"
)
BORDER = "{document: '001', section: A heading, from: The border was, to: for the sick}"

ENTRY = """\
  KZ/entry:
    title: Enter without a visa
    gives: enter
    covers: RU
    at discretion: no
    reached: no
    in force: {from: not stated, until: not stated}
    cite: passage
    conditions: stated
    requires: {meets: holds a passport}
    cases:
      - {says: with it, on: 2023-06-01, person: {citizenships: [RU], passports: [travel]}, verdict: eligible}
      - {says: without, on: 2023-06-01, person: {citizenships: [RU], passports: []}, verdict: ineligible}
      - {says: unsaid, on: 2023-06-01, person: {citizenships: [RU]}, verdict: undetermined}
"""
STAY = """\
title: Stay for 90 days
covers: EAEU
reached: yes
conditions: stated
requires:
  all of:
    - says: The person was there on at most 90 of 180 days.
      days in: KZ
      within: 180 days
      at most: 90 days
    - {says: The person is of age., fact: age, at least: 18}
refused to:
  - {says: Men are turned away., fact: sex, is: male, derived: We made it up.}
closed:
  - {from: 2023-07, until: 2023-07, says: The border is closed., cite: border, derived: It is July.}
grants: {for: 90 days, within: 180 days, says: It is long.}
duties:
  - {says: Leave in time., due: the last lawful day}
open:
  - {kind: silent, says: What comes then is not said.}
context:
  - {says: Many were sick., cite: border}
cases:
  - {says: under age, on: 2023-06-01, person: {citizenships: [RU], age: 17, current_country: KZ}, verdict: ineligible}
"""
CAUTION = """\
cautions:
  KZ-X:
    says: The sick are sent back.
    touches: {says: The person is a woman., fact: sex, is: female}
    certainty: law
    endangers: [liberty, entry]
    from: not stated
    until: not stated
    cite: border
    cases:
      - {says: her, on: 2023-06-01, person: {citizenships: [RU], sex: female}, verdict: touched}
      - {says: him, on: 2023-06-01, person: {citizenships: [RU], sex: male}, verdict: not touched}
"""


def country(stay: str = STAY, more: str = ENTRY + CAUTION) -> str:
    """The file of the country."""
    text = rule_file(stay, more=more)
    return text.replace("citations: {passage:", f"citations: {{border: {BORDER}, passage:")


class Signed(NamedTuple):
    """The folders of a rule book and of its documents."""

    rules: Path
    library: Path

    @property
    def file(self) -> Path:
        return self.rules / "destinations" / "KZ.yaml"

    @property
    def reviews(self) -> Path:
        return self.rules / "reviews.yaml"

    def change(self, old: str, new: str, name: str = "destinations/KZ.yaml") -> None:
        """Put one text in the place of another that has to be there."""
        path = self.rules / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def book(self) -> RuleBook:
        """The rule book as it stands."""
        from pathfinder.rulebook.load import load_folders

        loaded = load_folders([str(self.rules)])
        assert loaded.book is not None, loaded.problems
        return loaded.book

    def documents(self, book: RuleBook) -> Library:
        """The documents as they stand."""
        return open_library(self.library, book.documents.values())

    def reading(self, rule: str = "KZ/stay") -> Reading:
        """What somebody reads who reads a rule now."""
        book = self.book()
        passages = Passages(book, str(self.rules), self.documents(book))
        return Reader(book, passages).read(rules_of(book)[rule])


def make(folder: Path) -> Signed:
    """Write the rule book and its document."""
    library = folder / "library"
    library.mkdir()
    (library / "text.txt").write_text(TEXT, encoding="utf-8")
    make_book(folder / "rules", country(), definitions=DEFINITIONS)
    return Signed(folder / "rules", library)


def without_key_program() -> bool:
    """Whether there is no `ssh-keygen` here."""
    return shutil.which("ssh-keygen") is None
