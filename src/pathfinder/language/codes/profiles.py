"""Pages on answers that cannot all be true, and on what the documents do not bear out: PF210 to PF330."""

from __future__ import annotations

from pathfinder.i18n import N_
from pathfinder.language.codes.page import Page

PF210 = Page(
    code="PF210",
    title=N_("A stay ends before it begins"),
    why=N_("Days in a country decide what is lawful; they cannot be counted for such a stay."),
    do=N_("Correct the day of entry or of leaving."),
    where="profile",
    fails="facts:\n  stays: [KG 2022-10-05..2022-10-01]\n",
    passes="facts:\n  stays: [KG 2022-10-01..2022-10-05]\n",
)

PF211 = Page(
    code="PF211",
    title=N_("Two stays have no end"),
    why=N_("A stay without an end goes on, and a person is in one country at a time."),
    do=N_("Give the day on which the person left, for all stays but one."),
    where="profile",
    fails="facts:\n  stays: [KG 2022-10-05.., TR 2023-01-15..]\n",
    passes="facts:\n  stays: [KG 2022-10-05..2023-01-15, TR 2023-01-15..]\n",
)

PF212 = Page(
    code="PF212",
    title=N_("The stays and the current country say different places"),
    why=N_("One of the two is wrong, and what is lawful depends on which."),
    do=N_(
        "Correct the one that is wrong, or leave current_country out: it follows from the stays."
    ),
    where="profile",
    fails="facts:\n  current_country: TR\n  stays: [KG 2022-10-05..]\n",
    passes="facts:\n  current_country: KG\n  stays: [KG 2022-10-05..]\n",
)

PF213 = Page(
    code="PF213",
    title=N_("Two answers cannot both be true"),
    why=N_("The spouse is family, for example: a citizenship of the spouse is one of the family."),
    do=N_("Correct one of the two; the message says how they hang together."),
    where="profile",
    fails="facts:\n  spouse_citizenships: [KZ]\n  family_citizenships: [RU]\n",
    passes="facts:\n  spouse_citizenships: [KZ]\n  family_citizenships: [KZ, RU]\n",
)

PF214 = Page(
    code="PF214",
    title=N_("A number, date or name is not in the cited passage"),
    why=N_(
        "A rule says what its passage says and nothing more. A number from elsewhere is a guess, or a slip."
    ),
    do=N_("Correct it, cite the passage that has it, or say under `derived` why it is not there."),
    where="pathway",
    fails="grants: {for: 60 days, says: A stay., cite: passage}  # the passage says 90 days\n",
    passes="grants: {for: 90 days, says: A stay., cite: passage}\n",
)

PF215 = Page(
    code="PF215",
    title=N_("A rule is not verified against the documents as it stands"),
    why=N_("Its numbers, dates and names were not looked up since it was written or changed."),
    do=N_("Run `pathfinder sources lock` where the documents are at hand."),
    where="head",
    fails=(
        "citations:\n"
        "  passage:\n"
        '    document: "001"\n'
        "    section: A heading\n"
        "    from: Whoever leaves  # not in the document\n"
        "    to: to be asked\n"
    ),
    passes=(
        "citations:\n"
        "  passage:\n"
        '    document: "001"\n'
        "    section: A heading\n"
        "    from: Whoever comes\n"
        "    to: to be asked\n"
    ),
)

PF330 = Page(
    code="PF330",
    title=N_("The lock of citations cannot be read"),
    why=N_(
        "citations.lock records which passages were verified and when. Without it no citation counts as verified."
    ),
    do=N_(
        "Take the last good version, or make it anew with `pathfinder sources lock` and compare the two."
    ),
    where="lock",
    fails='{"format": "pathfinder-lock/1", "documents": {\n',
    passes='{"format": "pathfinder-lock/1", "documents": {}, "citations": {}}\n',
)

PROFILE_PAGES = (PF210, PF211, PF212, PF213, PF214, PF215, PF330)
