"""Pages on what rules mean: PF440 to PF448."""

from __future__ import annotations

from pathfinder.i18n import N_
from pathfinder.language.codes.page import Page

PF440 = Page(
    code="PF440",
    title=N_("Nobody can meet a condition where it would decide"),
    why=N_(
        "With what is asked beside it, it leaves nobody, or it is one way among several that nobody needs. Either a "
        "number or a list is wrong, or people are asked something that helps none of them."
    ),
    do=N_("Read the passage again: which of the conditions is too narrow? If none is, leave the idle one out."),
    where="condition",
    fails="all of:\n  - {says: Of age., fact: age, at least: 18}\n  - {says: A child., fact: age, less than: 14}\n",
    passes="all of:\n  - {says: Of age., fact: age, at least: 18}\n  - {says: Not old., fact: age, less than: 65}\n",
)  # fmt: skip

PF441 = Page(
    code="PF441",
    title=N_("Nobody can fail a condition where it would decide"),
    why=N_(
        "Whoever meets the other conditions meets it too. Either it should ask more, or it only looks as if something "
        "were asked."
    ),
    do=N_("Read the passage again: which of the conditions is too wide? If none is, leave the idle one out."),
    where="condition",
    fails="all of:\n  - {says: Of age., fact: age, at least: 18}\n  - {says: Over 20., fact: age, at least: 21}\n",
    passes="all of:\n  - {says: Of age., fact: age, at least: 18}\n  - {says: A man., fact: sex, is: male}\n",
)  # fmt: skip

PF442 = Page(
    code="PF442",
    title=N_("A pathway adds nothing to another"),
    why=N_(
        "The other one of the same country is at least as good for everybody on every day. Perhaps the one that adds "
        "nothing has a condition too many, or the other one too few."
    ),
    do=N_("Compare both with their passages. If both are right, let it stand in exclusions.yaml with the reason."),
    where="example",
    fails=(
        "requires: {meets: is of age}  # of the one way to stay\n"
        "requires:  # of the other\n"
        "  all of:\n"
        "    - {meets: is of age}\n"
        "    - {says: An engineer., fact: occupations, includes: engineer}\n"
    ),
    passes=(
        "requires: {meets: is of age}\n"
        "requires: {says: An engineer., fact: occupations, includes: engineer}\n"
    ),
)  # fmt: skip

PF443 = Page(
    code="PF443",
    title=N_("Two pathways mean the same"),
    why=N_("A reader takes them for two ways and looks for a difference that is not there."),
    do=N_("Keep one of them, with the passages of both; or correct the one that should ask something else."),
    where="example",
    fails=(
        "all of:  # of the one way to stay\n"
        "  - {meets: is of age}\n"
        "  - {says: An engineer., fact: occupations, includes: engineer}\n"
        "all of:  # of the other\n"
        "  - {says: An engineer., fact: occupations, includes: engineer}\n"
        "  - {meets: is of age}\n"
    ),
    passes=(
        "requires: {meets: is of age}\n"
        "requires: {says: An engineer., fact: occupations, includes: engineer}\n"
    ),
)  # fmt: skip

PF444 = Page(
    code="PF444",
    title=N_("Two pathways contradict each other"),
    why=N_(
        "They have one title, or rest on the same passages, and for somebody one is open and the other is not. Only "
        "one of the two answers can be what the document says."
    ),
    do=N_("Correct one, or give them titles and passages that differ. What documents dispute is `readings`."),
    where="example",
    fails=(
        "title: Stay without a visa\nrequires: {meets: is of age}\n"
        "title: Stay without a visa\nrequires: {says: An engineer., fact: occupations, includes: engineer}\n"
    ),
    passes=(
        "title: Stay without a visa\nrequires: {meets: is of age}\n"
        "title: Stay of engineers\nrequires: {says: An engineer., fact: occupations, includes: engineer}\n"
    ),
)  # fmt: skip

PF445 = Page(
    code="PF445",
    title=N_("No version of a pathway is in force on some days between two"),
    why=N_("On those days everybody is told that the pathway does not exist, although it did before and does after."),
    do=N_("Correct the dates; or write down for those days what the document says of them."),
    where="example",
    fails=(
        "- in force: {from: not stated, until: 2023-06-28}\n"
        "- in force: {from: 2023-07-01, until: not stated}\n"
    ),
    passes=(
        "- in force: {from: not stated, until: 2023-06-30}\n"
        "- in force: {from: 2023-07-01, until: not stated}\n"
    ),
)  # fmt: skip

PF446 = Page(
    code="PF446",
    title=N_("A closure never closes anything"),
    why=N_("It holds on no day on which its version is in force, so nobody is ever told of it."),
    do=N_("Correct one of the dates, or move the closure to the version in whose time it fell."),
    where="pathway",
    fails=(
        "in force: {from: 2024-01-01, until: not stated}\n"
        "closed: [{from: 2023-01-01, until: 2023-06-30, says: Suspended.}]\n"
    ),
    passes=(
        "in force: {from: 2022-03-01, until: not stated}\n"
        "closed: [{from: 2023-01-01, until: 2023-06-30, says: Suspended.}]\n"
    ),
)  # fmt: skip

PF447 = Page(
    code="PF447",
    title=N_("A caution can touch nobody"),
    why=N_("Nobody can be all that it asks for, so nobody is ever warned."),
    do=N_("Look whether `all of` should be `any of`, or a number or list is wrong."),
    where="caution",
    fails="touches: {all of: [{says: A child., fact: age, less than: 14}, {says: Old., fact: age, more than: 65}]}\n",
    passes="touches: {any of: [{says: A child., fact: age, less than: 14}, {says: Old., fact: age, more than: 65}]}\n",
)  # fmt: skip

PF448 = Page(
    code="PF448",
    title=N_("A refusal refuses nobody whom the conditions let pass"),
    why=N_("Whoever it names fails a condition already. Either it or a condition is narrower than the document says."),
    do=N_("Read both passages again. If both are right, let it stand in exclusions.yaml with the reason."),
    where="pathway",
    fails=(
        "conditions: stated\nrequires: {says: Of age., fact: age, at least: 18}\n"
        "refused to: [{says: A child., fact: age, less than: 14}]\n"
    ),
    passes=(
        "conditions: stated\nrequires: {says: Of age., fact: age, at least: 18}\n"
        "refused to: [{says: Evaded., fact: military_acts, includes: evaded_mobilisation}]\n"
    ),
)  # fmt: skip

MEANING_PAGES = (PF440, PF441, PF442, PF443, PF444, PF445, PF446, PF447, PF448)
