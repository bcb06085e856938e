"""What would change a verdict, as a page: the best changes first, each with what it opens and what it risks."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from pathfinder.change.records import Opened, Shut, Step, Suggestion, Wait, WhatIf
from pathfinder.engine.assessment import Assessment, CautionResult, DestinationResult, PathwayResult
from pathfinder.i18n import N_, _, ngettext, translate_rule
from pathfinder.output.cited import Citations, collect, documents
from pathfinder.output.dangers import caution_lines, mark, ordered
from pathfinder.output.page import PLAIN, Line, Run, country, item, section, text, title
from pathfinder.output.words import (
    Labels,
    capital,
    endangers_words,
    fact_words,
    gives_word,
    open_word,
    sentence,
)

_SHUT: tuple[tuple[str, str], ...] = (
    ("unsaid", N_("Only saying more can open these (`pathfinder check` tells what to say)")),
    ("fixed", N_("These hang on what cannot be changed")),
    ("documents", N_("The documents are silent or disagree there")),
    ("closed", N_("Closed on that day, or not in force")),
)


def page(result: WhatIf, labels: Labels, *, everything: bool) -> list[Line]:
    """The lines of a result; not `everything`: the best way to each country only."""
    citations = _citations(result)
    shown = result.suggestions if everything else _best(result.suggestions)
    lines = [*_head(result), *_steps(result, shown, citations, labels)]
    if left := len(result.suggestions) - len(shown):
        more = ngettext("{n} more set of changes", "{n} more sets of changes", left)
        told = _("{more} would open one of these countries too: --all shows them.")
        lines.append(text(told.format(more=more.format(n=left))))
    lines += _waits(result, citations)
    lines += _shut(result.shut, labels, everything=everything)
    return [*lines, *documents(_as_assessment(result), citations)]


def _citations(result: WhatIf) -> Citations:
    return collect(_as_assessment(result), exact=False)


def _as_assessment(result: WhatIf) -> Assessment:
    """The same as a result of `check`, for what the two have in common: passages and documents."""
    opened = [one for suggestion in result.suggestions for one in suggestion.opens]
    opened += [wait.opens for wait in result.waits]
    return Assessment(
        case=result.case,
        on=result.on,
        receipt=result.receipt,
        destinations=[_as_destination(each) for each in opened],
        cautions=[],
        citations=result.citations,
        documents=result.documents,
    )


def _as_destination(opened: Opened) -> DestinationResult:
    return DestinationResult(
        country=opened.country,
        name=opened.name,
        verdict=opened.verdict,
        possible_because=[],
        pathways=opened.pathways,
        cautions=opened.cautions,
    )


def _best(suggestions: list[Suggestion]) -> list[Suggestion]:
    """Of the suggestions, in their order, those that open a country which none before them does."""
    found: list[Suggestion] = []
    told: set[str] = set()
    for each in suggestions:
        countries = {opened.country for opened in each.opens}
        if not countries <= told:
            found.append(each)
            told |= countries
    return found


def _head(result: WhatIf) -> list[Line]:
    if result.case:
        head = _("What would open more countries? Case {case}, on {on}")
    else:
        head = _("What would open more countries? On {on}")
    advice = _(
        "These are changes after which every condition that the documents state is met. Whether one"
        " can be made, and safely, they do not say: ask a lawyer or an aid organisation first."
    )
    return [
        title(head.format(case=result.case, on=result.on)),
        text((_("This is not legal advice and no promise."), "strong"), f" {advice}"),
        text((_("In short: "), "strong"), _in_short(result)),
    ]


def _in_short(result: WhatIf) -> str:
    steps: dict[str, int] = {}
    for suggestion in result.suggestions:
        for opened in suggestion.opens:
            steps.setdefault(opened.country, len(suggestion.steps))
    parts = [_("countries feasible already: {n}").format(n=len(result.feasible))]
    for count in sorted(set(steps.values())):
        words = ngettext("open after {n} change", "open after {n} changes", count).format(n=count)
        parts.append(f"{words}: {sum(one == count for one in steps.values())}")
    if result.waits:
        parts.append(_("open by themselves within two years: {n}").format(n=len(result.waits)))
    shut = sum(each.verdict != "not_covered" for each in result.shut)
    parts.append(_("opened by nothing a person can do: {n}").format(n=shut))
    if bare := len(result.shut) - shut:
        parts.append(_("without stated conditions: {n}").format(n=bare))
    return capital(sentence("; ".join(parts)))


def _steps(
    result: WhatIf, shown: list[Suggestion], citations: Citations, labels: Labels
) -> list[Line]:
    lines = [section(_("What a person can change"))]
    if not result.suggestions:
        none = _("Nothing that a person can change opens another country for certain.")
        return [*lines, text(none)]
    told: set[str] = set()
    known = {each.id: each for each in result.step_cautions}
    names = result.names
    for suggestion in shown:
        lines.append(country(*_runs_of(suggestion.steps)))
        lines += _dangers(suggestion.steps, known, told, citations, labels, names)
        if unsaid := [step.fact for step in suggestion.steps if step.not_said]:
            words = _("Not said so far: {facts}. If it is so already, say so.")
            lines.append(item(0, (words.format(facts=fact_words(unsaid, labels)), "doubt")))
        for opened in suggestion.opens:
            lines += _opened(opened, citations)
    return lines


def _runs_of(steps: list[Step]) -> list[Run]:
    """The steps, numbered where they are several."""
    if len(steps) == 1:
        return [(steps[0].says, "strong")]
    words = [f"{number}. {step.says}" for number, step in enumerate(steps, 1)]
    return [(" ".join(words), "strong")]


def _dangers(
    steps: list[Step],
    known: Mapping[str, CautionResult],
    told: set[str],
    citations: Citations,
    labels: Labels,
    names: Mapping[str, str],
) -> list[Line]:
    """The dangers of steps, before what they open; what has been `told` above is only recalled."""
    places: dict[str, list[str]] = {}
    for step in steps:
        places |= step.cautions
    lines: list[Line] = []
    for each in ordered([known[name] for name in places if name not in told]):
        short = msgspec.structs.replace(each, open=[])
        where = [names.get(code, code) for code in places[each.id]]
        lines += caution_lines(0, _lead(each, where), short, citations, labels)
    if any(name in told for name in places):
        lines.append(item(0, (_("Dangers that are told above stand here too."), "danger")))
    told.update(places)
    return lines


def _lead(caution: CautionResult, where: list[str]) -> Run:
    kinds = endangers_words(caution)
    if where:
        kinds = _("{kinds}; in {countries}").format(kinds=kinds, countries=", ".join(where))
    if caution.touches == "touched":
        return _("Danger of this step ({kinds}): ").format(kinds=kinds), "danger"
    return _("Possible danger of this step ({kinds}): ").format(kinds=kinds), "doubt"


def _opened(opened: Opened, citations: Citations) -> list[Line]:
    """A country in a line or two: the way, until when, the grave dangers, what remains open, how old it is."""
    words, tone = mark(_as_destination(opened))
    danger: Run = (f" {capital(sentence(words))}", tone) if words else PLAIN
    lines: list[Line] = []
    for number, pathway in enumerate(opened.pathways):
        name: Run = (f"{translate_rule(opened.name)}: ", "strong")
        if number:
            lines.append(item(1, *_way(pathway, citations)))
        else:
            lines.append(item(0, name, *_way(pathway, citations), danger))
        remains = _remains(pathway)
        if pathway.as_of:
            remains.append(_("Known only as of {date}.").format(date=pathway.as_of))
        if remains:
            lines.append(item(1 + bool(number), (" ".join(remains), "quiet")))
    return lines


def _way(pathway: PathwayResult, citations: Citations) -> list[Run]:
    gives = gives_word(pathway.gives)
    if pathway.at_discretion:
        gives = _("{gives}, if an authority agrees").format(gives=gives)
    told = f"{translate_rule(pathway.title)} ({gives})."
    if pathway.until:
        told += " " + _("Last lawful day: {day}.").format(day=pathway.until)
    tag = citations.tag([passage.id for passage in pathway.citations])
    return [(told, ""), (tag, "quiet")]


def _remains(pathway: PathwayResult) -> list[str]:
    """What the documents leave open all the same, the disputes in words and the rest counted."""
    points = [point for point in pathway.open if point.kind != "assumed"]
    disputed = [
        sentence(translate_rule(point.says)) for point in points if point.kind == "disputed"
    ]
    told = [_("Disputed: {says}").format(says=says) for says in dict.fromkeys(disputed)]
    kinds: dict[str, int] = {}
    for point in points:
        if point.kind != "disputed":
            kinds[point.kind] = kinds.get(point.kind, 0) + 1
    if kinds:
        counted = ", ".join(f"{open_word(kind)} {n}" for kind, n in kinds.items())
        told.append(_("Left open: {kinds}.").format(kinds=counted))
    return told


def _waits(result: WhatIf, citations: Citations) -> list[Line]:
    lines = [section(_("What opens by itself"))]
    if not result.waits:
        none = _("Nothing within two years, as far as these documents say.")
        return [*lines, text(none)]
    told = _(
        "If the person remains where they are and nothing else changes. Whether the stay until then"
        " is lawful is another question, and the law may be another by then."
    )
    lines.append(text(told))
    for wait in result.waits:
        lines += _wait(wait, citations)
    return lines


def _wait(wait: Wait, citations: Citations) -> list[Line]:
    days = ngettext("in {n} day", "in {n} days", wait.days).format(n=wait.days)
    when = _("From {day} ({days}): ").format(day=wait.on, days=days)
    lines = _opened(wait.opens, citations)
    lines[0] = item(0, (when, "strong"), *lines[0].runs)
    why = " ".join(dict.fromkeys(sentence(translate_rule(each.says)) for each in wait.because))
    if why:
        lines.insert(1, item(1, _("Met from then on: {conditions}").format(conditions=why)))
    return lines


def _shut(shut: list[Shut], labels: Labels, *, everything: bool) -> list[Line]:
    found = [each for each in shut if each.verdict != "not_covered"]
    lines = [section(_("What nothing opens that a person can do"))] if found else []
    for because, words in _SHUT:
        group = [each for each in found if each.because == because]
        if group and (because == "fixed" or (because == "unsaid" and everything)):
            lines.append(text((f"{_(words)}:", "strong")))
            for each in group:
                name: Run = (f"{translate_rule(each.name)}: ", "strong")
                why = " ".join(each.why) if because == "fixed" else ""
                lines.append(
                    item(0, name, f"{sentence(fact_words(each.facts, labels))} {why}".rstrip())
                )
        elif group:
            names = ", ".join(translate_rule(each.name) for each in group)
            lines.append(text((f"{_(words)}: ", "strong"), sentence(names)))
    if bare := [translate_rule(each.name) for each in shut if each.verdict == "not_covered"]:
        lead: Run = (_("The documents state no conditions for this person: "), "strong")
        lines.append(text(lead, sentence(", ".join(bare))))
    return lines
