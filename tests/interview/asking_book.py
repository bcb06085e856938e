"""A small rule book that asks a fact of every kind, in both languages, so that an interview is short and quick."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from language.small_book import block, indented, make_book, rule_file
from pathfinder.rulebook.files import shipped_rules

if TYPE_CHECKING:
    from pathlib import Path

ON = "2024-01-15"

CONDITIONS = """\
conditions: stated
requires:
  all of:
    - {says: The person holds a travel passport., fact: passports, includes: travel}
    - {says: It is valid on the day., fact: travel_passport_expires, on or after: the date asked about}
    - {says: The person is of age., fact: age, at least: 18}
    - {says: At most 90 days in Kazakhstan., days in: KZ, within: 180 days, at most: 90 days}
    - {says: The person can prove solvency., fact: proves_solvency, is: yes}
    - {says: The person holds a visa., visa of: SCHENGEN}
    - {says: The person is registered., fact: registered_on, country: KZ, recorded: yes}
    - {says: The person has work there., fact: employment_in, includes: KZ}
    - {says: The person has the housing confirmed., fact: housing_proof, is none of: [none]}
refused to:
  - {says: The person deserted., fact: military_acts, includes: deserted}
duties:
  - {says: Register within a month., due: not stated}
"""

CAUTION = """\
says: People who spoke against the war are detained.
touches: {says: The person spoke against the war., fact: public_antiwar_criticism, is: yes}
certainty: practice
endangers: [liberty]
from: not stated
until: not stated
cite: passage
"""


def asking_book(folder: Path) -> Path:
    """Write the rule book; its sentences are English, the facts are those that ship, in both languages."""
    caution = "cautions:\n  KZ-TALK:\n" + indented(block({}, CAUTION), 4)
    made = make_book(folder, rule_file(CONDITIONS, more=caution))
    (made / "locales").mkdir(exist_ok=True)
    shutil.copy(f"{shipped_rules()}/locales/ru.po", made / "locales" / "ru.po")
    return made
