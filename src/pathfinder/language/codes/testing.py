"""Pages on what cases do not show: PF460 and PF461."""

from __future__ import annotations

from pathfinder.i18n import N_
from pathfinder.language.codes.page import Page

PF460 = Page(
    code="PF460",
    title=N_("No case stands on one side of a number, period or date"),
    why=N_(
        "A limit that is off by one is the mistake that is made most, and only a case exactly on it and one just "
        "beyond it would notice."
    ),
    do=N_("Add the case that the message offers, after reading in the passage what has to follow for that person."),
    where="pathway",
    fails=(
        "conditions: stated\n"
        "requires: {says: Of age., fact: age, at least: 18}\n"
        "cases:\n"
        "  - {says: of age, on: 2023-06-01, person: {citizenships: [RU], age: 30}, verdict: eligible}\n"
    ),
    passes=(
        "conditions: stated\n"
        "requires: {says: Of age., fact: age, at least: 18}\n"
        "cases:\n"
        "  - {says: just of age, on: 2023-06-01, person: {citizenships: [RU], age: 18}, verdict: eligible}\n"
        "  - {says: not yet, on: 2023-06-01, person: {citizenships: [RU], age: 17}, verdict: ineligible}\n"
    ),
)  # fmt: skip

PF461 = Page(
    code="PF461",
    title=N_("A mistake that survivors.yaml lets survive does not survive"),
    why=N_("Either a case notices it now, or its words have changed. The entry would hide another mistake some day."),
    do=N_("Remove the entry, or take its words over from `pathfinder rules test --mutants`."),
    where="example",
    fails=(
        "rule: KZ/visa-free-stay\n"
        "if: it covered everybody  # no such mistake is tried: its words are others\n"
        "reason: It is meant for whoever asks.\n"
    ),
    passes=(
        "rule: KZ/visa-free-stay\n"
        "if: it covered all foreigners\n"
        "reason: It is meant for whoever asks.\n"
    ),
)  # fmt: skip

TESTING_PAGES = (PF460, PF461)
