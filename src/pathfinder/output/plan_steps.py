"""One plan as lines: step by step, the dangers of each before what it takes."""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import CautionResult, PathwayResult
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output.cited import Citations
from pathfinder.output.dangers import caution_lines, counted_kinds, mark_of, ordered
from pathfinder.output.page import PLAIN, Line, Run, country, item
from pathfinder.output.pathways import terms
from pathfinder.output.plan_words import branch_words, plan_words, step_lead, step_words
from pathfinder.output.reasons import met
from pathfinder.output.tree import full
from pathfinder.output.words import (
    Labels,
    capital,
    endangers_words,
    fact_words,
    sentence,
)
from pathfinder.plan.records import Need, Plan, PlanStep, Wait


class Speaker(msgspec.Struct):
    """What plans of one page share: labels, citations, the dangers that were told in full already."""

    labels: Labels
    citations: Citations
    following: dict[str, CautionResult]
    told: set[str]
    on: str
    to: str

    def plan(self, plan: Plan) -> list[Line]:
        """A plan in full."""
        lines = [country((f"{plan.number}. {plan_words(plan, self.to)}", "strong"))]
        for step in plan.steps:
            lines += self.step(step, alone=len(plan.steps) == 1)
        return lines

    def step(self, step: PlanStep, *, alone: bool) -> list[Line]:
        """A step: what to do and when, then its dangers, then what it takes and what follows."""
        words, tone = mark_of(step.dangers)
        danger: Run = (f" {capital(sentence(words))}", tone) if words else PLAIN
        lines = [item(0, (step_lead(step, alone=alone), "strong"), step_words(step), danger)]
        lines += self._consulate(step.needs)
        lines += self.cautions(step.dangers, step.name)
        lines += self._waiting(step.wait)
        lines += [
            item(1, (_("First: "), "strong"), f"{each.says} {_how_long()}") for each in step.needs
        ]
        lines += self._takes(step)
        lines += self._remaining(step)
        if step.branch:
            why = _("A branch: {why}. Times after it are not added up.")
            lines.append(item(1, (why.format(why=branch_words(step.branch)), "doubt")))
        return lines

    # Dangers ------------------------------------------------------------------------------------------------------

    def _consulate(self, needs: list[Need]) -> list[Line]:
        """The warning that stands before any way to an authority of the own state."""
        ids = list(
            dict.fromkeys(name for each in needs if each.consulate for name in each.cautions)
        )
        if not ids:
            return []
        warning = _(
            "Warning: getting it may mean asking a Russian consulate or office. Read these dangers before going there,"
            " and ask an aid organisation or a lawyer first."
        )
        lines = [item(1, (warning, "danger"))]
        cautions = ordered([self.following[name] for name in ids])
        return [*lines, *self._told(2, cautions, everywhere=True)]

    def cautions(self, cautions: list[CautionResult], name: str) -> list[Line]:
        """Those of a country that touch, in full at their first place; those that may, by what would tell."""
        touched = [each for each in ordered(cautions) if each.touches == "touched"]
        unsettled = [each for each in cautions if each.touches != "touched" and not each.missing]
        lines = self._told(1, [*touched, *ordered(unsettled)], name=name)
        possible = [each for each in cautions if each.touches != "touched" and each.missing]
        if possible and self.citations.exact:
            return lines + self._told(1, ordered(possible), name=name)
        if possible:
            lines.append(self._possible(possible))
        return lines

    def _told(
        self, depth: int, cautions: list[CautionResult], *, name: str = "", everywhere: bool = False
    ) -> list[Line]:
        new = [each for each in cautions if each.id not in self.told]
        lines: list[Line] = []
        for each in new:
            short = each if self.citations.exact else msgspec.structs.replace(each, open=[])
            lines += caution_lines(depth, _danger_lead(each), short, self.citations, self.labels)
        self.told.update(each.id for each in new)
        if len(new) < len(cautions):
            again = _("The dangers of getting it that are told above stand here too.")
            if not everywhere:
                again = _("The dangers of {country} that are told above stand here too.").format(
                    country=name
                )
            lines.append(item(depth, (again, "danger")))
        return lines

    def _possible(self, possible: list[CautionResult]) -> Line:
        n = len(possible)
        lead = ngettext("{n} possible danger ({kinds})", "{n} possible dangers ({kinds})", n)
        words = lead.format(n=n, kinds=counted_kinds(possible))
        missing = list(dict.fromkeys(fact for each in possible for fact in each.missing))
        told = _("to know, say: {facts}.").format(facts=fact_words(missing, self.labels))
        return item(1, (f"{words}; ", "doubt"), told)

    # What it takes and what follows -------------------------------------------------------------------------------

    def _waiting(self, wait: Wait | None) -> list[Line]:
        """How the person remains before the step."""
        if wait is None:
            return []
        place = wait.name or _("where they are")
        if wait.days is not None:
            told = ngettext(
                "Before: {n} day in {country}.", "Before: {n} days in {country}.", wait.days
            ).format(n=wait.days, country=place)
        else:
            told = _("Before: a wait in {country}.").format(country=place)
        if wait.how == "not stated":
            told += " " + _("The documents state no stay there whose days could be counted.")
        if wait.how == "residence":
            told += " " + _(
                "For how long the residence is given may not be stated: it may have to be renewed."
            )
        if wait.renew_on:
            told += " " + _("Renew the registration by {days}.").format(
                days=", ".join(wait.renew_on)
            )
        return [item(1, told)]

    def _takes(self, step: PlanStep) -> list[Line]:
        lines: list[Line] = []
        for pathway in filter(None, (step.entry, step.pathway)):
            if self.citations.exact:
                lines += [msgspec.structs.replace(line, kind="item", depth=line.depth + 1)
                          for line in full(pathway, step.earliest, self.citations, self.labels)]  # fmt: skip
            else:
                lines += self._short(pathway)
        if step.missing:
            told = _("To know, say: {facts}.").format(facts=fact_words(step.missing, self.labels))
            lines.append(item(1, (told, "doubt")))
        return lines

    def _short(self, pathway: PathwayResult) -> list[Line]:
        """The conditions that are met, what is left open, until when it is known, and the duties."""
        said = " ".join(
            dict.fromkeys(capital(sentence(translate_rule(each.says))) for each in met(pathway.reasons) if each.says)
        )  # fmt: skip
        tag: Run = (self.citations.tag([each.id for each in pathway.citations]), "quiet")
        title = translate_rule(pathway.title)
        words = (
            _("{title}: met: {conditions}").format(title=title, conditions=said)
            if said
            else f"{title}."
        )
        known = _("Known only as of {date}.").format(date=pathway.as_of) if pathway.as_of else ""
        lines = [item(1, words, (f" {known}" if known else "", "quiet"), tag)]
        deciding = [point for point in pathway.open if point.decides]
        left = " ".join(
            dict.fromkeys(capital(sentence(translate_rule(point.says))) for point in deciding)
        )
        if left:
            lines.append(item(1, (_("Open, and it decides: "), "doubt"), left))
        disputed = [
            point for point in pathway.open if point.kind == "disputed" and not point.decides
        ]
        if disputed:
            says = " ".join(
                dict.fromkeys(capital(sentence(translate_rule(point.says))) for point in disputed)
            )
            lines.append(item(1, (_("Disputed, but it does not decide: "), "doubt"), says))
        return lines + terms(1, msgspec.structs.replace(pathway, until=None), self.citations)

    @staticmethod
    def _remaining(step: PlanStep) -> list[Line]:
        """Until when the person may remain there, and what to renew for it."""
        lines: list[Line] = []
        if step.register:
            told = _("Register the stay on the day of arrival: the plan counts on it.")
            if step.entry is None and step.pathway.gives == "stay":
                told = _("Register the stay anew on that day: the plan counts on it.")
            lines.append(item(1, (told, "strong")))
        if step.remain_how == "not stated" and step.pathway.gives in ("enter", "stay"):
            lines.append(item(1, _("How long one may remain there the documents do not state.")))
        if step.renew_on:
            told = _("Renew the registration by {days}.").format(days=", ".join(step.renew_on))
            lines.append(item(1, (told, "strong")))
        if step.remain_until is not None:
            told = _("Last day on which remaining there is certainly lawful: {day}.").format(
                day=step.remain_until
            )
            lines.append(item(1, (told, "strong")))
            if step.may_remain_until and step.may_remain_until != step.remain_until:
                told = _("After that until {day} it is open.").format(day=step.may_remain_until)
                lines.append(item(1, (told, "doubt")))
        return lines


def _danger_lead(caution: CautionResult) -> Run:
    kinds = endangers_words(caution)
    if caution.touches == "touched":
        return _("Danger ({kinds}): ").format(kinds=kinds), "danger"
    return _("Possible danger ({kinds}): ").format(kinds=kinds), "doubt"


def _how_long() -> str:
    return _("How long that takes is not known.")
