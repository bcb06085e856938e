"""The words for plans, steps and branches."""

from __future__ import annotations

from collections.abc import Iterable

from pathfinder.i18n import N_, _, ngettext, translate_rule
from pathfinder.output.dangers import mark_of
from pathfinder.output.page import PLAIN, Line, Run, item
from pathfinder.output.words import Labels, capital, fact_words, gives_word, sentence
from pathfinder.plan.records import Plan, PlanStep

_BRANCH = {
    "needs": N_("something has to be got first"),
    "missing": N_("it depends on what has not been said"),
    "open": N_("the documents leave it open"),
    "discretion": N_("an authority decides"),
    "waiting": N_("remaining until then is not certainly lawful"),
}
_GOAL = {
    "enter": N_("entry"),
    "stay": N_("a stay"),
    "reside": N_("residence"),
    "protection": N_("protection"),
    "citizenship": N_("citizenship"),
}


_WITH_ARTICLE = frozenset(("EU", "SCHENGEN", "US", "AE", "NL", "GB", "EAEU"))
"""Codes of places that are called by an article in English."""


def place_words(code: str, name: str) -> str:
    """A country or region as it stands in a sentence: `Georgia`, `the European Union`."""
    name = translate_rule(name)
    return _("the {place}").format(place=name) if code in _WITH_ARTICLE else name


def in_words(code: str, name: str) -> str:
    """`in Georgia`, `in the European Union`."""
    return _("in {place}").format(place=place_words(code, name))


def goal_word(goal: str) -> str:
    """What a plan leads to, as a noun."""
    return _(_GOAL[goal])


def branch_words(branches: Iterable[str]) -> str:
    """Why a step is a branch."""
    return "; ".join(_(_BRANCH[each]) for each in branches)


def plan_words(plan: Plan, to: str) -> str:
    """`Argentina: citizenship, certain, 2026-02-12 (in 731 days)`."""
    words = f"{translate_rule(plan.name)}: {goal_word(to)}"
    if plan.certain and plan.days is not None:
        days = (
            _("that day")
            if plan.days == 0
            else ngettext("in {n} day", "in {n} days", plan.days).format(n=plan.days)
        )
        told = _("{plan}. Certain as far as stated, {day} at the earliest ({days}).")
        return told.format(plan=words, day=plan.reached_on, days=days)
    branches = list(dict.fromkeys(each for step in plan.steps for each in step.branch))
    return _("{plan}. Not certain: {why}.").format(plan=words, why=branch_words(branches))


def brief(plan: Plan, to: str, labels: Labels) -> Line:
    """A plan in one item: what it leads to, its dangers, its steps, and what has not been said."""
    dangers = {each.id: each for step in plan.steps for each in step.dangers}
    words, tone = mark_of(list(dangers.values()))
    danger: Run = (f" {capital(sentence(words))}", tone) if words else PLAIN
    consulate = any(need.consulate and need.cautions for step in plan.steps for need in step.needs)
    papers: Run = (" " + _("Danger to papers at a consulate."), "danger") if consulate else PLAIN
    steps = sentence(" → ".join(
        f"{translate_rule(step.name)}: {translate_rule(step.pathway.title)}" for step in plan.steps
    ))  # fmt: skip
    if plan.special or plan.unstated:
        missing = list(dict.fromkeys(fact for step in plan.steps for fact in step.missing))
        told = (
            _("Not said yet: {facts}.").format(facts=fact_words(missing, labels)) if missing else ""
        )
        head: Run = (f"{plan.number}. {steps}", "strong")
        return item(0, head, papers, danger, f" {told}" if told else "")
    head = (f"{plan.number}. {plan_words(plan, to)}", "strong")
    return item(0, head, papers, danger, f" {steps}")


def step_words(step: PlanStep) -> str:
    """What is done, in a sentence."""
    name, title = place_words(step.country, step.name), translate_rule(step.pathway.title)
    if step.entry is not None:
        told = _("go to {country} ({entry}) and remain there ({title}).")
        return told.format(country=name, entry=translate_rule(step.entry.title), title=title)
    if step.pathway.gives == "enter" or (step.moves and step.pathway.gives == "stay"):
        return _("go to {country} ({title}).").format(country=name, title=title)
    if step.pathway.gives == "stay":
        return _("remain in {country} ({title}).").format(country=name, title=title)
    told = _("{place}, apply for: {title} ({gives}).")
    return told.format(
        place=in_words(step.country, step.name), title=title, gives=gives_word(step.pathway.gives)
    )


def step_lead(step: PlanStep, *, alone: bool) -> str:
    """Which step it is, and its day if it has one."""
    words = _("Step {n}").format(n=step.number)
    if step.on is None:
        return _("{step}, without a day: ").format(step=words)
    if alone:
        return _("On {day}: ").format(day=step.on)
    return _("{step}, on {day}: ").format(step=words, day=step.on)
