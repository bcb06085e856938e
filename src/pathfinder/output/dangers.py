"""Cautions: the dangers that follow a person, those of a country, and those of several countries.

What touches is said in full, once. What may touch is told by the fact that would settle it: a list
of twenty dangers that are somebody else's frightens and hides the one that matters.
"""

from __future__ import annotations

from collections.abc import Sequence

from pathfinder.engine.assessment import CautionResult, DestinationResult
from pathfinder.family.records import SharedCaution
from pathfinder.i18n import N_, _, ngettext, translate_rule
from pathfinder.output.cited import Citations
from pathfinder.output.page import Line, Run, Tone, item, section, text
from pathfinder.output.pathways import open_point
from pathfinder.output.words import (
    Labels,
    capital,
    certainty_word,
    endangers_word,
    endangers_words,
    fact_words,
    label,
    sentence,
    shortened,
)
from pathfinder.values.words import date_words

_GRAVEST = ("liberty", "mobilisation", "expulsion")
"""What is shown first, in this order; everything else keeps the order of the rules."""

_SUREST = ("law", "practice", "incident", "opinion")

_MARKS: dict[tuple[str, ...], str] = {
    ("liberty",): N_("to liberty"),
    ("expulsion",): N_("of expulsion"),
    ("mobilisation",): N_("of mobilisation"),
    ("liberty", "expulsion"): N_("to liberty and of expulsion"),
    ("liberty", "mobilisation"): N_("to liberty and of mobilisation"),
    ("expulsion", "mobilisation"): N_("of expulsion and mobilisation"),
    ("liberty", "expulsion", "mobilisation"): N_("to liberty, of expulsion and mobilisation"),
}
"""What a line that names a country says it is a danger of."""

_MARKED = ("liberty", "expulsion", "mobilisation")

_MARK_WORDS: tuple[tuple[str, str, Tone], ...] = (
    ("touched", N_("danger {of}"), "danger"),
    ("possibly", N_("possible danger {of}"), "doubt"),
)

_CLAUSE = 84
"""Columns of the beginning of a sentence that stands for a group of possible dangers."""


def ordered(cautions: list[CautionResult]) -> list[CautionResult]:
    """Those that touch before those that may, and the gravest of each first."""
    return sorted(cautions, key=lambda each: (each.touches != "touched", _gravity(each)))


def gravest_first(cautions: list[CautionResult]) -> list[CautionResult]:
    """Grave ones before all others, then those that touch, then by what they endanger and on what they rest."""
    return sorted(cautions, key=_grave_rank)


def _grave_rank(caution: CautionResult) -> tuple[bool, bool, int, int]:
    gravity = _gravity(caution)
    certainty = _SUREST.index(caution.certainty) if caution.certainty in _SUREST else len(_SUREST)
    return (gravity == len(_GRAVEST), caution.touches != "touched", gravity, certainty)


def _gravity(caution: CautionResult) -> int:
    ranks = [rank for rank, danger in enumerate(_GRAVEST) if danger in caution.endangers]
    return min(ranks, default=len(_GRAVEST))


def mark(destination: DestinationResult) -> Run:
    """`danger to liberty and of expulsion`: what every line that names a country says of it.

    Where no grave danger certainly touches the person, those that may.
    """
    return mark_of(destination.cautions)


def mark_of(cautions: Sequence[CautionResult | SharedCaution]) -> Run:
    """The same of cautions that stand together."""
    for touches, words, tone in _MARK_WORDS:
        those = [each for each in cautions if each.touches == touches]
        grave = tuple(
            danger for danger in _MARKED if any(danger in each.endangers for each in those)
        )
        if grave:
            return _(words).format(of=_(_MARKS[grave])), tone
    return "", ""


def everywhere(cautions: list[CautionResult], citations: Citations, labels: Labels) -> list[Line]:
    """The dangers that go with the person, before any country is named."""
    lines = [section(_("Dangers that follow this person everywhere"), "danger")]
    if not cautions:
        none = _("The documents name none for what has been said; there may be some all the same.")
        return [*lines, text(none)]
    in_order = ordered(cautions)
    touched = [each for each in in_order if each.touches == "touched"]
    possible = [each for each in in_order if each.touches != "touched" and each.missing]
    unsettled = [each for each in in_order if each.touches != "touched" and not each.missing]
    if not touched:
        none = _("None that certainly touches what has been said of this person.")
        lines.append(text(none))
    for each in touched:
        lines += caution_lines(0, (_lead(each), "danger"), each, citations, labels)
    for each in unsettled:
        lead = _("Perhaps, the documents do not settle it. {kinds}").format(kinds=_lead(each))
        lines += caution_lines(0, (lead, "doubt"), each, citations, labels)
    if possible and citations.exact:
        may = _("They may touch this person; what has not been said would tell:")
        lines.append(text((may, "doubt")))
        for each in possible:
            lines += caution_lines(0, (_lead(each), "doubt"), each, citations, labels)
    elif possible:
        lines += _possible(possible, labels, more=bool(touched))
    return lines


def _possible(cautions: list[CautionResult], labels: Labels, *, more: bool) -> list[Line]:
    """What may touch the person, by the fact that would tell; the gravest group first."""
    n = len(cautions)
    told = _("What has not been said would tell whether these touch this person too ({n}):")
    if not more:
        told = _("What has not been said would tell whether these touch this person ({n}):")
    lines = [text((told.format(n=n), "doubt"))]
    for fact, group in by_fact(cautions):
        name = label(fact, labels)
        of = ngettext("{n} danger", "{n} dangers", len(group)).format(n=len(group))
        words = f"{of} ({counted_kinds(group)})"
        if _gravity(group[0]) < len(_GRAVEST):
            words = _("{dangers}, for example: {clause}").format(
                dangers=words, clause=_clause(group)
            )
        lines.append(item(0, (f"{capital(name)}: ", "doubt"), sentence(words)))
    return lines


def _clause(cautions: list[CautionResult]) -> str:
    """How the shortest sentence among the gravest dangers begins: what such a danger can be."""
    gravest = [each for each in cautions if _gravity(each) == _gravity(cautions[0])]
    clauses = [translate_rule(each.says).partition(";")[0] for each in gravest]
    return shortened(min(clauses, key=len), _CLAUSE)


def by_fact(cautions: list[CautionResult]) -> list[tuple[str, list[CautionResult]]]:
    """Cautions under the fact that most of them wait for, grave ones counting first.

    Each stands once.
    """
    groups: list[tuple[str, list[CautionResult]]] = []
    left = ordered(cautions)
    while left:
        facts = dict.fromkeys(fact for each in left for fact in each.missing)
        chosen = max(facts, key=lambda fact: _weight(fact, left))
        groups.append((chosen, [each for each in left if chosen in each.missing]))
        left = [each for each in left if chosen not in each.missing]
    return groups


def _weight(fact: str, cautions: list[CautionResult]) -> tuple[int, int]:
    found = [each for each in cautions if fact in each.missing]
    return sum(_gravity(each) < len(_GRAVEST) for each in found), len(found)


def counted_kinds(cautions: Sequence[CautionResult | SharedCaution]) -> str:
    """`liberty 2, expulsion, papers`: what is endangered and how often, the gravest first."""
    counts: dict[str, int] = dict.fromkeys(_GRAVEST, 0)
    for each in cautions:
        for danger in each.endangers:
            counts[danger] = counts.get(danger, 0) + 1
    return ", ".join(
        endangers_word(danger) + (f" {n}" if n > 1 else "") for danger, n in counts.items() if n
    )


def shared(destinations: list[DestinationResult]) -> dict[str, list[DestinationResult]]:
    """The cautions that stand with more than one of the countries, by id, with the countries."""
    found: dict[str, list[DestinationResult]] = {}
    for destination in destinations:
        for each in destination.cautions:
            found.setdefault(each.id, []).append(destination)
    return {id_: countries for id_, countries in found.items() if len(countries) > 1}


def of_several(
    destinations: list[DestinationResult], citations: Citations, labels: Labels
) -> list[Line]:
    """The dangers of more than one country, each said once and not in every country."""
    found = shared(destinations)
    if not found:
        return []
    records = {each.id: each for one in destinations for each in one.cautions if each.id in found}
    lines = [section(_("Dangers in several of the countries"), "danger")]
    waiting: dict[str, list[CautionResult]] = {}
    for each in ordered(list(records.values())):
        names = ", ".join(translate_rule(one.name) for one in found[each.id])
        if each.touches != "touched" and each.missing and not citations.exact:
            waiting.setdefault(names, []).append(each)
            continue
        tone: Tone = "danger" if each.touches == "touched" else "doubt"
        lead: Run = (f"{capital(endangers_words(each))} ({names}): ", tone)
        lines += caution_lines(0, lead, each, citations, labels)
    for names, group in waiting.items():
        lines.append(_possible_there(0, group, labels, names))
    return lines


def of_country(
    depth: int, cautions: list[CautionResult], citations: Citations, labels: Labels
) -> list[Line]:
    """The dangers of one country as items of its list, each named as such."""
    lines: list[Line] = []
    in_order = ordered(cautions)
    for each in in_order:
        of = f" ({endangers_words(each)})" if each.endangers else ""
        if each.touches == "touched":
            lead: Run = (_("Danger{of}: ").format(of=of), "danger")
        elif citations.exact or not each.missing:
            lead = (_("Possible danger{of}: ").format(of=of), "doubt")
        else:
            continue
        lines += caution_lines(depth, lead, each, citations, labels)
    possible = [each for each in in_order if each.touches != "touched" and each.missing]
    if possible and not citations.exact:
        lines.append(_possible_there(depth, possible, labels))
    return lines


def _possible_there(
    depth: int, cautions: list[CautionResult], labels: Labels, names: str = ""
) -> Line:
    n = len(cautions)
    lead = ngettext("{n} possible danger ({kinds})", "{n} possible dangers ({kinds})", n)
    words = lead.format(n=n, kinds=counted_kinds(cautions))
    if names:
        words = _("{dangers} in {countries}").format(dangers=words, countries=names)
    missing = list(dict.fromkeys(fact for each in cautions for fact in each.missing))
    told = _("to know, say: {facts}.").format(facts=fact_words(missing, labels))
    return item(depth, (f"{words}; ", "doubt"), told)


def _lead(caution: CautionResult) -> str:
    kinds = endangers_words(caution)
    return f"{capital(kinds)}: " if kinds else ""


def caution_lines(
    depth: int, lead: Run, caution: CautionResult, citations: Citations, labels: Labels
) -> list[Line]:
    """One danger in full: what it is, on what it rests, since when, and what would tell."""
    certainty = capital(certainty_word(caution.certainty))
    if caution.since:
        certainty = _("{certainty}, since {since}").format(
            certainty=certainty, since=date_words(caution.since)
        )
    tag: Run = (citations.tag(caution.citations), "quiet")
    says = sentence(translate_rule(caution.says))
    lines = [item(depth, lead, f"{says} {sentence(certainty)}", tag)]
    if caution.missing:
        told = _("To know, say: {facts}.").format(facts=fact_words(caution.missing, labels))
        lines.append(item(depth + 1, told))
    for point in caution.open:
        if citations.exact:
            lines += open_point(depth + 1, point, citations)
        elif point.kind == "disputed":
            disputed = sentence(translate_rule(point.says))
            lines.append(item(depth + 1, _("Disputed: {says}").format(says=disputed)))
    return lines
