"""Pages on claims of reviewers: PF480, PF481, PF483."""

from __future__ import annotations

from pathfinder.i18n import N_
from pathfinder.language.codes.page import Page

_WAY = "{pathway: KZ/stay, verdict: eligible}"

PF480 = Page(
    code="PF480",
    title=N_("A claim of a reviewer does not hold"),
    why=N_(
        "Somebody wrote down what the rules must never do, or must always do, and there is a person and a day for whom "
        "they do otherwise. Either a rule is wrong or the claim is."
    ),
    do=N_(
        "Read the witness that the message names against the document; then correct the rule, or the claim."
    ),
    where="claims",
    fails="- says: Nobody is undetermined.\n  nobody: {pathway: KZ/stay, verdict: undetermined}\n",
    passes=f"- says: Nobody is eligible.\n  nobody: {_WAY}\n",
)

PF481 = Page(
    code="PF481",
    title=N_("A claim speaks of people who cannot exist"),
    why=N_(
        "The conditions of the claim contradict each other, so it holds whatever the rules say and proves nothing."
    ),
    do=N_("Look for a word that is wrong in the part that says of whom the claim speaks."),
    where="claims",
    fails=(
        "- says: Nobody on two passports and on none is eligible.\n"
        "  nobody:\n"
        "    all of:\n"
        "      - {fact: passports, includes all of: [internal, travel]}\n"
        "      - {fact: passports, is empty: yes}\n"
        f"      - {_WAY}\n"
    ),
    passes=(
        "- says: Nobody without a passport is eligible.\n"
        "  nobody:\n"
        "    all of:\n"
        "      - {fact: passports, is empty: yes}\n"
        f"      - {_WAY}\n"
    ),
)

PF483 = Page(
    code="PF483",
    title=N_("A claim does not say what it claims"),
    why=N_(
        "A claim says of whom it speaks in one of three ways: there is nobody of whom this is true; of whoever this is "
        "true, that is true as well; on every day there is somebody of whom it is true."
    ),
    do=N_(
        "Write `nobody:`, or `whoever:` with `is:`, or `somebody:`, and only one of them; and days that do not end "
        "before they begin."
    ),
    where="claims",
    fails=f"- says: Whoever is eligible.\n  whoever: {_WAY}\n",
    passes=(
        "- says: Whoever is eligible is a Russian citizen.\n"
        f"  whoever: {_WAY}\n"
        "  is: {fact: citizenships, includes: RU}\n"
    ),
)

CLAIM_PAGES = (PF480, PF481, PF483)
