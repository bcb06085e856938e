"""One thing said otherwise, as a page: each country before and after."""

from __future__ import annotations

import msgspec

from pathfinder.change.records import Tried, TriedDestination, Turned
from pathfinder.engine.assessment import Assessment, DestinationResult
from pathfinder.i18n import N_, _, translate_rule
from pathfinder.output.cited import Citations, collect, documents
from pathfinder.output.dangers import caution_lines, ordered
from pathfinder.output.page import PLAIN, Line, Run, country, item, section, text, title
from pathfinder.output.pathways import reason_of, tone_of
from pathfinder.output.words import (
    Labels,
    capital,
    destination_word,
    endangers_words,
    fact_words,
    gives_word,
    label,
)

_VERDICTS = {
    "eligible": N_("every stated condition is met"),
    "undetermined": N_("cannot be told"),
    "ineligible": N_("a stated condition is not met"),
    "closed": N_("closed"),
    "not_in_force": N_("not in force"),
}
_ORDER = ("feasible", "possible", "not_feasible", "not_covered")


def page(result: Tried, labels: Labels) -> list[Line]:
    """The lines of what differs."""
    whole = _as_assessment(result)
    citations = collect(whole, exact=False)
    facts = "; ".join(label(fact, labels) for fact in result.facts)
    head = _("What if something else is said? On {on}")
    if result.case:
        head = _("What if something else is said? Case {case}, on {on}")
    lines = [
        title(head.format(case=result.case, on=result.on)),
        text((_("This is not legal advice and no promise."), "strong")),
        text((_("Said otherwise: "), "strong"), f"{facts}."),
    ]
    moved = [each for each in result.destinations if each.before != each.after]
    better = [each for each in moved if _better(each)]
    worse = [each for each in moved if not _better(each)]
    for heading, group in ((_("Better than before"), better), (_("Worse than before"), worse)):
        if group:
            lines.append(section(heading))
            for each in group:
                lines += _destination(each, citations, labels)
    if not moved:
        lines.append(text(_("No country gets another verdict.")))
    if besides := [each for each in result.destinations if each.before == each.after]:
        lines.append(section(_("Single ways that differ")))
        for each in besides:
            lines += _destination(each, citations, labels)
    lines += _dangers(result, citations, labels)
    return [*lines, *documents(whole, citations)]


def _as_assessment(result: Tried) -> Assessment:
    return Assessment(
        case=result.case,
        on=result.on,
        receipt=result.receipt,
        destinations=[
            DestinationResult(
                country=each.country,
                name=each.name,
                verdict=each.after,
                possible_because=each.possible_because,
                pathways=[turned.now for turned in each.pathways],
                cautions=[],
            )
            for each in result.destinations
        ],
        cautions=[],
        citations=result.citations,
        documents=result.documents,
    )


def _better(destination: TriedDestination) -> bool:
    return _ORDER.index(destination.after) < _ORDER.index(destination.before)


def _destination(each: TriedDestination, citations: Citations, labels: Labels) -> list[Line]:
    name: Run = (f"{translate_rule(each.name)}: ", "strong")
    after: Run = (destination_word(each.after), tone_of(each.after))
    if each.before == each.after:
        told = country(name, after)
    else:
        before = _("{before}, now ").format(before=destination_word(each.before))
        told = country(name, before, after)
    return [told, *(_turned(turned, citations, labels) for turned in each.pathways)]


def _turned(turned: Turned, citations: Citations, labels: Labels) -> Line:
    now = turned.now
    lead = _("{title} ({gives}): {before}, now ").format(
        title=translate_rule(turned.title),
        gives=gives_word(now.gives),
        before=_(_VERDICTS[turned.before]),
    )
    after: Run = (_(_VERDICTS[turned.after]), tone_of(turned.after))
    if turned.after in ("ineligible", "closed"):
        says, tag = reason_of(now, citations)
        return item(0, lead, (says, tone_of(turned.after)), (tag, "quiet"))
    tail = ""
    if now.missing:
        tail = " " + _("To know, say: {facts}.").format(facts=fact_words(now.missing, labels))
    if now.at_discretion and turned.after == "eligible":
        tail += " " + _("An authority decides.")
    tag = citations.tag([passage.id for passage in now.citations])
    return item(0, lead, after, ".", (tail, "doubt") if tail else PLAIN, (tag, "quiet"))


def _dangers(result: Tried, citations: Citations, labels: Labels) -> list[Line]:
    lines: list[Line] = []
    if result.new_cautions:
        lines.append(section(_("Dangers that are new, or more certain"), "danger"))
    for each in ordered(result.new_cautions):
        kinds = capital(endangers_words(each))
        if each.touches == "touched":
            lead: Run = (f"{kinds}: ", "danger")
        else:
            lead = (_("Perhaps {kinds}: ").format(kinds=endangers_words(each)), "doubt")
        lines += caution_lines(0, lead, each, citations, labels)
    if result.gone_cautions:
        lines.append(section(_("Dangers that touch no longer")))
    for each in ordered(result.gone_cautions):
        lead = (f"{capital(endangers_words(each))}: ", "")
        short = msgspec.structs.replace(each, missing=[], open=[])
        lines += caution_lines(0, lead, short, citations, labels)
    return lines
