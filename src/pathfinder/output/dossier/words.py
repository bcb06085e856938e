"""The words of the program on the pages, in the language of the reader."""

from __future__ import annotations

from typing import Any

import msgspec

from pathfinder.i18n import _
from pathfinder.output.dossier import places as at


class MenuPlace(msgspec.Struct, frozen=True):
    """A page that every page leads to."""

    page: str
    words: str
    about: str = ""


def menu() -> list[MenuPlace]:
    """The pages of the menu, in order."""
    return [
        MenuPlace(at.INDEX, _("Start")),
        MenuPlace(f"{at.INDEX}#countries_", _("Countries")),
        MenuPlace(f"{at.INDEX}#documents_", _("Documents")),
        MenuPlace(
            at.SEARCH, _("Search"), _("every rule, fact and passage; words letter by letter")
        ),
        MenuPlace(at.STANDING, _("How rules stand"), _("signatures, cases, coverage, age")),
        MenuPlace(
            at.CONTRADICTIONS, _("Contradictions"), _("where documents contradict each other")
        ),
        MenuPlace(at.OPEN, _("Open"), _("everything that the documents leave open")),
        MenuPlace(at.DANGERS, _("Dangers"), _("by what they endanger")),
        MenuPlace(at.FACTS, _("Facts"), _("which rule asks for what")),
        MenuPlace(at.DEFINITIONS, _("Definitions"), _("conditions that several rules share")),
        MenuPlace(at.CITATIONS, _("Citations"), _("every passage and the rules that rest on it")),
    ]


def words() -> dict[str, Any]:
    """Every label, by the name that templates know."""
    return {**_of_frame(), **_of_rules(), **_of_start(), **_of_documents(), **_of_indexes()}


def _of_frame() -> dict[str, Any]:
    return {
        "dossier": _("Dossier of the rules"),
        "skip": _("Skip to the text"),
        "own_use": _(
            "For a reviewer's own use: these pages hold words of documents that belong to their authors. Not for"
            " publication."
        ),
        "without": _(
            "Without copies of the documents a passage shows its first and last words only. Give --library DIR to see"
            " every passage in full."
        ),
        "on_page": _("On this page"),
        "nothing": _("Nothing."),
    }


def _of_rules() -> dict[str, Any]:
    return {
        "no_citation": _("no such citation"),
        "left_out": _("words left out"),
        "line": _("line"),
        "rests": _("as above:"),
        "drawing_says": _(
            "On the time lines: filled is certain, hatched doubtful; an arrow: it goes on; gaps at the start: the start"
            " is not stated; the dashed line is the day of this dossier."
        ),
        "cases": _("Cases"),
        "documents_until": _("Documents speak until"),
        "dates": _("Dates"),
        "what": _("What"),
        "from": _("From"),
        "until": _("Until"),
        "remarks": _("Remarks"),
        "cases_heading": _("Cases"),
        "case": _("Case"),
        "day": _("Day"),
        "person": _("What the person says"),
        "nothing_said": _("nothing"),
        "verdict": _("Verdict expected"),
        "result": _("Result"),
        "passes": _("passes"),
        "coverage": _("Coverage"),
        "unshown": _("No case shows it"),
        "all_shown": _("Cases show every condition met, not met and unknown, as far as it can be."),
        "stands": _("How the rule stands"),
        "history": _("History and signatures"),
        "state": {
            "signed": _("Signed as it stands."),
            "changed": _("Changed since it was signed:"),
            "never": _("Nobody has signed it."),
        },
        "read_by": _("Read against the documents by"),
    }


def _of_start() -> dict[str, Any]:
    return {
        "start": _("Start"),
        "what_it_is": _(
            "Every rule with its passages beside it, the conditions in words, dates, cases, open questions and"
            " signatures. For a lawyer who audits the rules."
        ),
        "attention": _("What needs attention first"),
        "and_more": _("and {n} more"),
        "countries": _("Countries"),
        "country": _("Country"),
        "pathways": _("Pathways"),
        "dangers": _("Dangers"),
        "open": _("Open"),
        "signed": _("Signed"),
        "named_only": _("only named"),
        "documents": _("Documents"),
        "document": _("Document"),
        "author": _("Author"),
        "until_when": _("Speaks of nothing later than"),
        "local_copy": _("Copy"),
        "indexes": _("Indexes"),
        "shown_too": _("Dangers of other files that stand with it"),
        "file_history": _("History of the file"),
    }


def _of_documents() -> dict[str, Any]:
    return {
        "address": _("Address"),
        "no_text": _("The text is not here:"),
        "legend": _("How to read the marks"),
        "of_cited": _("a rule cites it; line below the words, letter c"),
        "of_background": _("read, states no rule; dotted line below the words, letter b"),
        "of_untouched": _("nobody has accounted for it yet; framed, letter u"),
        "text": _("Text"),
        "note": _("note"),
        "back": _("back to the passage"),
        "citations": _("Citations"),
        "not_placed": _("Citations that are not found in this copy"),
        "no_rule": _("No rule uses it."),
    }


def _of_indexes() -> dict[str, Any]:
    return {
        "facts": _("Facts and the rules that ask for them"),
        "about_facts": _(
            "What a rule asks stands behind its name. A definition asks for its users too."
        ),
        "sensitive": _("Sensitive."),
        "nobody_asks": _("No rule asks for it."),
        "about_citations": _("In the order of each document, with the rules that rest on them."),
        "open_heading": _("Everything open"),
        "about_open": _("First what a verdict can hang on, then doubts that decide nothing."),
        "contradictions_heading": _("What the documents contradict"),
        "about_contradictions": _(
            "Where one document says otherwise than another, or can be read in several ways. None of them is decided"
            " here: what hangs on them is undetermined, or marked as disputed."
        ),
        "definitions": _("Definitions"),
        "about_definitions": _("Conditions that rules use by name, with who uses them."),
        "users": _("Used by"),
        "nobody_uses": _("Nobody uses it."),
        "about_dangers": _("A danger stands under everything that it endangers."),
        "standing": _("How rules stand"),
        "about_standing": _(
            "Every rule with its signatures, cases and coverage, and how old what it rests on is."
        ),
        "rule": _("Rule"),
        "literals": _("Numbers, dates, names"),
        "newest": _("Newest document"),
        "letters": _("Words, letter by letter"),
        "about_letters": _(
            "Words of the rules, and the rules in which they stand; words of very many rules are left out."
        ),
        "search": _("Search"),
        "about_search": _(
            "The search of the browser finds everything on this page. Where scripts may run, a box filters it."
        ),
        "entries": _("Everything"),
        "find": _("Words to look for"),
        "found": _("Found: {n}"),
    }
