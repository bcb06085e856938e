"""Cautions: the dangers that follow a person, and those of a country."""

from __future__ import annotations

from pathfinder.engine.assessment import CautionResult
from pathfinder.i18n import _, translate_rule
from pathfinder.output.cited import Citations
from pathfinder.output.page import Line, Run, item, section, text
from pathfinder.output.words import Labels, certainty_word, endangers_words, fact_words, sentence

_GRAVEST = ("liberty", "mobilisation", "expulsion")
"""What is shown first, in this order; everything else keeps the order of the rules."""


def ordered(cautions: list[CautionResult]) -> list[CautionResult]:
    """Those that touch before those that may, and the gravest of each first."""
    return sorted(cautions, key=lambda each: (each.touches != "touched", _gravity(each)))


def grave(caution: CautionResult) -> bool:
    """Whether a danger is one of those that are shown first."""
    return _gravity(caution) < len(_GRAVEST)


def _gravity(caution: CautionResult) -> int:
    ranks = [rank for rank, danger in enumerate(_GRAVEST) if danger in caution.endangers]
    return min(ranks, default=len(_GRAVEST))


def everywhere(cautions: list[CautionResult], citations: Citations, labels: Labels) -> list[Line]:
    """The dangers that go with the person, before any country is named."""
    lines = [section(_("Dangers that follow this person everywhere"), "danger")]
    if not cautions:
        none = _("The documents name none for what has been said; there may be some all the same.")
        return [*lines, text(none)]
    in_order = ordered(cautions)
    touched = [each for each in in_order if each.touches == "touched"]
    possible = in_order[len(touched) :]
    if touched:
        lines.append(text((_("They touch this person:"), "danger")))
        for each in touched:
            lines += _caution(0, (_lead(each), "danger"), each, citations, labels)
    if possible:
        may = _("They may touch this person; what has not been said would tell:")
        lines.append(text((may, "doubt")))
        for each in possible:
            lines += _caution(0, (_lead(each), "doubt"), each, citations, labels)
    return lines


def of_country(
    depth: int, cautions: list[CautionResult], citations: Citations, labels: Labels
) -> list[Line]:
    """The dangers of one country as items of its list, each named as such."""
    lines: list[Line] = []
    for each in ordered(cautions):
        kinds = endangers_words(each)
        of = f" ({kinds})" if kinds else ""
        if each.touches == "touched":
            lead: Run = (_("Danger{of}: ").format(of=of), "danger")
        else:
            lead = (_("Possible danger{of}: ").format(of=of), "doubt")
        lines += _caution(depth, lead, each, citations, labels)
    return lines


def _lead(caution: CautionResult) -> str:
    kinds = endangers_words(caution)
    return f"{_capital(kinds)}: " if kinds else ""


def _caution(
    depth: int, lead: Run, caution: CautionResult, citations: Citations, labels: Labels
) -> list[Line]:
    certainty = _capital(certainty_word(caution.certainty))
    if caution.since:
        certainty = _("{certainty}, since {since}").format(certainty=certainty, since=caution.since)
    tag: Run = (citations.tag(caution.citations), "quiet")
    says = sentence(translate_rule(caution.says))
    lines = [item(depth, lead, f"{says} {sentence(certainty)}", tag)]
    if caution.missing:
        told = _("To know, say: {facts}.").format(facts=fact_words(caution.missing, labels))
        lines.append(item(depth + 1, told))
    return lines


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
