"""Pages on signatures: PF490 and PF491."""

from __future__ import annotations

from pathfinder.i18n import N_
from pathfinder.language.codes.page import Page

PF490 = Page(
    code="PF490",
    title=N_("A rule cannot be signed"),
    why=N_(
        "A signature says that the rule was read against its passages. Nobody can have done so where a document is "
        "missing or a passage is not found."
    ),
    do=N_(
        "Give the folder with all documents; correct the citation, or read the passage that changed and lock it anew."
    ),
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

PF491 = Page(
    code="PF491",
    title=N_("The signatures cannot be read"),
    why=N_(
        "reviews.yaml says who read which rule. Where it is damaged, nobody can tell what is signed, so nothing "
        "counts as signed and nothing is added."
    ),
    do=N_(
        "Take the last good version. The file is written by `pathfinder review sign`, not by hand."
    ),
    where="reviews",
    fails=(
        "format: pathfinder-reviews/1\n"
        "signatures:\n"
        "  - rule: KZ/stay\n"
        "    by: Anna\n"
        "    on: 2026-11-22\n"
        "    hashes: {rule: e3b0, facts: e3b0, passages: e3b0}\n"
    ),
    passes="format: pathfinder-reviews/1\nsignatures: []\n",
)

SIGNOFF_PAGES = (PF490, PF491)
