"""One plan as lines: step by step, the dangers of each before what it takes."""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import CautionResult, PathwayResult
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output.cited import Citations
from pathfinder.output.dangers import mark_of
from pathfinder.output.page import PLAIN, Line, Run, country, item
from pathfinder.output.pathways import terms
from pathfinder.output.plan_dangers import Dangers
from pathfinder.output.plan_now import open_lines, passport_lines
from pathfinder.output.plan_words import branch_words, plan_words, step_lead, step_words
from pathfinder.output.reasons import met
from pathfinder.output.tree import full
from pathfinder.output.words import (
    Labels,
    capital,
    label,
    sentence,
)
from pathfinder.plan.records import Need, Plan, Plans, PlanStep, Wait


class Speaker(msgspec.Struct):
    """What plans of one page share: labels, questions, citations, the dangers that were told in full already."""

    labels: Labels
    questions: Labels
    citations: Citations
    following: dict[str, CautionResult]
    dangers: Dangers
    plans: Plans

    def plan(self, plan: Plan) -> list[Line]:
        """A plan in full."""
        lines = [country((f"{plan.number}. {plan_words(plan, self.plans.to)}", "strong"))]
        for step in plan.steps:
            self.dangers.place = (plan.number, step.number if len(plan.steps) > 1 else 0)
            lines += self.step(step, alone=len(plan.steps) == 1)
            lines += passport_lines(step, plan, self.plans)
            if step.branch:
                why = _("A branch: {why}. Times after it are not added up.")
                lines.append(item(1, (why.format(why=branch_words(step.branch)), "doubt")))
        return lines

    def step(self, step: PlanStep, *, alone: bool) -> list[Line]:
        """A step: what to do and when, then its dangers, then what it takes and what follows."""
        words, tone = mark_of(step.dangers)
        danger: Run = (f" {capital(sentence(words))}", tone) if words else PLAIN
        lines = [item(0, (step_lead(step, alone=alone), "strong"), step_words(step), danger)]
        lines += self._consulate(step.needs)
        lines += _late(step)
        lines += self.dangers.lines(1, step.dangers)
        lines += self._waiting(step.wait)
        lines += [
            item(1, (_("First: "), "strong"), f"{each.says} {_how_long()}") for each in step.needs
        ]
        lines += [*_registering(step), *self._takes(step)]
        return [*lines, *self._remaining(step)]

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
        return [*lines, *self.dangers.lines(2, [self.following[name] for name in ids])]

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
        return [*self.dangers.lines(1, wait.dangers), item(1, told)]

    def _takes(self, step: PlanStep) -> list[Line]:
        lines: list[Line] = []
        for pathway in filter(None, (step.entry, step.pathway)):
            if self.citations.exact:
                lines += [msgspec.structs.replace(line, kind="item", depth=line.depth + 1)
                          for line in full(pathway, step.earliest, self.citations, self.labels)]  # fmt: skip
            else:
                lines += self._short(pathway, step)
        if step.missing:
            asked = " ".join(
                self.questions.get(fact) or sentence(label(fact, self.labels))
                for fact in step.missing
            )
            told = _("Not said yet, and it would decide: {facts}").format(facts=asked)
            lines.append(item(1, (told, "doubt")))
        return lines

    def _short(self, pathway: PathwayResult, step: PlanStep) -> list[Line]:
        """The conditions that are met or supposed, what is left open, until when it is known, and the duties."""
        reasons = [each for each in met(pathway.reasons) if each.says]
        supposed = [each for each in reasons if each.condition in step.supposed]
        said = _sentences([each.says for each in reasons if each not in supposed])
        tag: Run = (self.citations.tag([each.id for each in pathway.citations]), "quiet")
        title = translate_rule(pathway.title)
        words = (
            _("{title}: met: {conditions}").format(title=title, conditions=said)
            if said
            else f"{title}."
        )
        known = _("Known only as of {date}.").format(date=pathway.as_of) if pathway.as_of else ""
        lines = [item(1, words, (f" {known}" if known else "", "quiet"), tag)]
        if supposed:
            lead = _("Supposed, because the person registers on {day}: ").format(
                day=step.supposed_on or step.earliest
            )
            lines.append(item(1, (lead, "doubt"), _sentences([each.says for each in supposed])))
        left = _sentences([point.says for point in pathway.open if point.decides])
        if left:
            lines.append(item(1, (_("Open, and it decides: "), "doubt"), left))
        lines += open_lines(pathway)
        return lines + terms(1, msgspec.structs.replace(pathway, until=None), self.citations)

    @staticmethod
    def _remaining(step: PlanStep) -> list[Line]:
        """Until when the person may remain there, and what to renew for it."""
        lines: list[Line] = []
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


def _late(step: PlanStep) -> list[Line]:
    """The warning of a step that begins with a registration that is overdue."""
    if not step.late:
        return []
    told = _(
        "The registration has lapsed or was never made, and what follows when it is made up for the documents do not"
        " say. Ask a lawyer or an aid organisation before going to any office."
    )
    return [item(1, (told, "danger"))]


def _registering(step: PlanStep) -> list[Line]:
    """That a stay has to be registered, before what rests on it."""
    if not step.register:
        return []
    told = _("Register the stay on the day of arrival: the plan counts on it.")
    if step.entry is None and step.pathway.gives == "stay":
        told = _("Register the stay anew on that day: the plan counts on it.")
    return [item(1, (told, "strong"))]


def _sentences(said: list[str]) -> str:
    """Some sentences one after the other, each once."""
    return " ".join(dict.fromkeys(capital(sentence(translate_rule(each))) for each in said))


def _how_long() -> str:
    return _("How long that takes is not known.")
