"""Pages on case files of several people: PF510 to PF519."""

from __future__ import annotations

from pathfinder.i18n import N_
from pathfinder.language.codes.page import Page

_TWO = "people:\n  - {name: Anna, facts: {citizenships: [RU]}}\n  - {name: Boris, facts: {citizenships: [RU]}}\n"
_THREE = f"{_TWO}  - {{name: Olga, facts: {{citizenships: [RU]}}}}\n"

PF510 = Page(
    code="PF510",
    title=N_("A relation names the same person twice"),
    why=N_("A relation says what one person is to another."),
    do=N_("Name the other person under `from` or `to`."),
    where="profile",
    fails=f"{_TWO}relations:\n  - {{from: Anna, to: Anna, relation: spouse}}\n",
    passes=f"{_TWO}relations:\n  - {{from: Anna, to: Boris, relation: spouse}}\n",
)

PF511 = Page(
    code="PF511",
    title=N_("Two relations of the same people do not fit together"),
    why=N_(
        "Which pathways take somebody along depends on the relation; of two that differ one is wrong."
    ),
    do=N_(
        "Keep one: `from` is what `relation` says to `to`, a minor child to a parent for instance."
    ),
    where="profile",
    fails=(
        f"{_TWO}relations:\n  - {{from: Anna, to: Boris, relation: parent}}\n"
        "  - {from: Boris, to: Anna, relation: spouse}\n"
    ),
    passes=(
        f"{_TWO}relations:\n  - {{from: Anna, to: Boris, relation: parent}}\n"
        "  - {from: Boris, to: Anna, relation: minor_child}\n"
    ),
)

PF512 = Page(
    code="PF512",
    title=N_("Somebody has two spouses"),
    why=N_("The citizenships of the spouse are those of one person."),
    do=N_("Keep the marriage that exists; for other couples there are other relations."),
    where="profile",
    fails=(
        f"{_THREE}relations:\n  - {{from: Anna, to: Boris, relation: spouse}}\n"
        "  - {from: Olga, to: Boris, relation: spouse}\n"
    ),
    passes=(
        f"{_THREE}relations:\n  - {{from: Anna, to: Boris, relation: spouse}}\n"
        "  - {from: Olga, to: Boris, relation: sibling}\n"
    ),
)

PF513 = Page(
    code="PF513",
    title=N_("Parents and children go round in a circle"),
    why=N_("Nobody is a parent of their own parents; one of the relations is the wrong way round."),
    do=N_(
        "Turn it round: `from` is the child where `relation` is a child, the parent where it is a parent."
    ),
    where="profile",
    fails=(
        f"{_THREE}relations:\n  - {{from: Anna, to: Boris, relation: parent}}\n"
        "  - {from: Boris, to: Olga, relation: parent}\n"
        "  - {from: Olga, to: Anna, relation: parent}\n"
    ),
    passes=(
        f"{_THREE}relations:\n  - {{from: Anna, to: Boris, relation: parent}}\n"
        "  - {from: Boris, to: Olga, relation: parent}\n"
        "  - {from: Olga, to: Anna, relation: other}\n"
    ),
)

PF514 = Page(
    code="PF514",
    title=N_("An answer does not fit a relation"),
    why=N_(
        "A case file says some things twice: what a person says of the family, and what the family says of itself."
    ),
    do=N_(
        "Correct the answer or the relation; an answer that is left out is taken from the relation where that is"
        " certain."
    ),
    where="profile",
    fails=(
        "people:\n  - {name: Anna, facts: {citizenships: [LT]}}\n"
        "  - {name: Boris, facts: {citizenships: [RU], spouse_citizenships: [RU]}}\n"
        "relations:\n  - {from: Anna, to: Boris, relation: spouse}\n"
    ),
    passes=(
        "people:\n  - {name: Anna, facts: {citizenships: [LT]}}\n"
        "  - {name: Boris, facts: {citizenships: [RU], spouse_citizenships: [LT]}}\n"
        "relations:\n  - {from: Anna, to: Boris, relation: spouse}\n"
    ),
)  # fmt: skip

FAMILY_PAGES = (PF510, PF511, PF512, PF513, PF514)
