"""The dangers of the steps of plans: each told in full once, the gravest first, and where it was told after that."""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import CautionResult
from pathfinder.i18n import _, ngettext
from pathfinder.output.cited import Citations
from pathfinder.output.dangers import caution_lines, counted_kinds, gravest_first
from pathfinder.output.page import Line, Run, Tone, item
from pathfinder.output.words import Labels, endangers_words, fact_words, sentence

IN_WORDS = frozenset(("liberty", "expulsion"))
"""Possible dangers to these are told in words; of others only how many there are."""

Place = tuple[int, int]
"""The number of a plan and of its step; 0 where it has one step alone."""


class Dangers(msgspec.Struct):
    """What was told, and at which step; `place` is the step that is being told."""

    labels: Labels
    citations: Citations
    told: dict[str, Place]
    place: Place = (0, 0)

    def lines(self, depth: int, cautions: list[CautionResult]) -> list[Line]:
        """Those that touch and grave ones that may, in full at their first place; the others as a count."""
        new = [each for each in gravest_first(cautions) if each.id not in self.told]
        full = [each for each in new if self._in_full(each)]
        counted = [each for each in new if not self._in_full(each)]
        again = [each for each in cautions if each.id in self.told]
        lines: list[Line] = [self._again(depth, again)] if again else []
        for each in full:
            lines += self._whole(depth, each)
        if counted:
            lines.append(self._counted(depth, counted))
        self.told.update((each.id, self.place) for each in new)
        return lines

    def _whole(self, depth: int, caution: CautionResult) -> list[Line]:
        points = caution.open if self.citations.exact else []
        short = msgspec.structs.replace(caution, open=points, missing=[])
        lines = caution_lines(depth, _lead(caution), short, self.citations, self.labels)
        if caution.missing:
            told = _("Not said yet, and it would decide: {facts}")
            words = told.format(facts=sentence(fact_words(caution.missing, self.labels)))
            lines.insert(1, item(depth + 1, words))
        return lines

    def _in_full(self, caution: CautionResult) -> bool:
        return (
            self.citations.exact
            or caution.touches == "touched"
            or not caution.missing
            or bool(IN_WORDS & set(caution.endangers))
        )

    def _counted(self, depth: int, cautions: list[CautionResult]) -> Line:
        n = len(cautions)
        lead = ngettext("{n} possible danger ({kinds})", "{n} possible dangers ({kinds})", n)
        words = lead.format(n=n, kinds=counted_kinds(cautions))
        missing = list(dict.fromkeys(fact for each in cautions for fact in each.missing))
        told = _("not said yet, and it would decide: {facts}.")
        return item(
            depth, (f"{words}; ", "doubt"), told.format(facts=fact_words(missing, self.labels))
        )

    def _again(self, depth: int, cautions: list[CautionResult]) -> Line:
        """Dangers of this step that were told at another one, which is named."""
        places = dict.fromkeys(self.told[each.id] for each in cautions)
        n = len(cautions)
        told = ngettext(
            "{n} danger stands here too ({kinds}); it is told at: {places}.",
            "{n} dangers stand here too ({kinds}); they are told at: {places}.",
            n,
        )
        where = "; ".join(map(self._place, places))
        tone: Tone = "danger" if any(each.touches == "touched" for each in cautions) else "doubt"
        return item(depth, (told.format(n=n, kinds=counted_kinds(cautions), places=where), tone))

    def _place(self, place: Place) -> str:
        number, step = place
        if not step:
            return _("plan {n}").format(n=number)
        if number == self.place[0]:
            return _("step {n} of this plan").format(n=step)
        return _("plan {n}, step {step}").format(n=number, step=step)


def _lead(caution: CautionResult) -> Run:
    kinds = endangers_words(caution)
    if caution.touches == "touched":
        return _("Danger ({kinds}): ").format(kinds=kinds), "danger"
    return _("Possible danger ({kinds}): ").format(kinds=kinds), "doubt"
