"""Where the person is now and until when that is lawful, a passport that runs out, and what stays open on a step."""

from __future__ import annotations

from pathfinder.engine.assessment import Open, PathwayResult
from pathfinder.i18n import N_, _, translate_rule
from pathfinder.output.cited import Citations
from pathfinder.output.page import PLAIN, Line, Run, item, text
from pathfinder.output.plan_words import in_words
from pathfinder.output.words import capital, sentence
from pathfinder.plan.records import Plan, Plans, PlanStep, Present

_KINDS = {
    "disputed": N_("Disputed, but it does not decide: "),
    "silent": N_("Not stated: "),
    "dated": N_("Dated only roughly: "),
    "assumed": N_("Assumed: "),
    "not modelled": N_("Not judged here: "),
}
"""What the documents leave open and does not decide, in the order in which it is told."""


def now_lines(plans: Plans, citations: Citations) -> list[Line]:
    """Where the person is, and until when remaining there is lawful by what the documents state."""
    present = plans.present
    if present is None:
        return []
    lead: Run = (_("Now: "), "strong")
    says, tone = _until(present, plans)
    words: Run = (says, "danger" if tone else "strong")
    tag: Run = (citations.tag(present.citations), "quiet") if present.citations else PLAIN
    runs: list[Run | str] = [lead, words, tag]
    if present.renew_on:
        renew = _("Renew the registration by {days}.").format(days=", ".join(present.renew_on))
        runs.append((f" {renew}", "strong"))
    expires = plans.passport_expires
    if expires is not None and expires <= (present.until or plans.until):
        runs.append(
            (" " + _("The travel passport runs out on {day}.").format(day=expires), "danger")
        )
    return [text(*runs)]


def _until(present: Present, plans: Plans) -> tuple[str, bool]:
    """What is told of the place, and whether it is bad news."""
    place = capital(in_words(present.country, present.name))
    if present.how == "own country":
        return _("{place}, the own country of this person.").format(place=place), False
    if present.how == "not stated":
        told = _("{place}. Until when remaining there is lawful the documents do not state.")
        return told.format(place=place), True
    if present.until is None:
        told = _("{place}. On {on} no stay that the documents state is certainly open there.")
        if present.may_until is None:
            told = _(
                "{place}. On {on} no stay that the documents state is open there, if no permit allows it."
            )
        said = told.format(place=place, on=plans.on)
        if present.may_until is not None:
            said += " " + _("Until {day} one may be open.").format(day=present.may_until)
        return said, True
    if present.beyond:
        told = _("{place}. By what the documents state remaining there is lawful beyond {day}.")
        if present.how == "residence":
            told = _(
                "{place}, where a residence permit was said; until when it is valid was not said."
            )
        return told.format(place=place, day=plans.until), False
    told = _(
        "{place}. By what the documents state remaining there is lawful until {day}, that day included."
    )
    said = told.format(place=place, day=present.until)
    if present.may_until is not None and present.may_until > present.until:
        said += " " + _("After that until {day} it is open.").format(day=present.may_until)
    return said, False


def passport_lines(step: PlanStep, plan: Plan, plans: Plans) -> list[Line]:
    """That the travel passport runs out before a step, or while what it gives lasts."""
    expires = plans.passport_expires
    if expires is None:
        return []
    place = plan.steps.index(step)
    since = plan.steps[place - 1].earliest if place else plans.on
    following = plan.steps[place + 1].earliest if place + 1 < len(plan.steps) else None
    until = following or step.may_remain_until or step.remain_until or plans.until
    told = ""
    if since <= expires < step.earliest:
        told = _("The travel passport runs out on {day}, before this step.")
    elif step.earliest <= expires <= until:
        told = _(
            "The travel passport runs out on {day}, after this step and before what it leads to is over."
        )
    return [item(1, (told.format(day=expires), "danger"))] if told else []


def open_lines(pathway: PathwayResult) -> list[Line]:
    """What the documents leave open without deciding the answer: a person has to know it to act."""
    lines = []
    for kind, lead in _KINDS.items():
        points = [each for each in pathway.open if each.kind == kind and not each.decides]
        if points:
            lines.append(item(1, (_(lead), "doubt"), " ".join(dict.fromkeys(map(_says, points)))))
    return lines


def _says(point: Open) -> str:
    return capital(sentence(translate_rule(point.says)))
