"""Circles of stays as lines: a calendar of entries and exits, the dangers of each country first."""

from __future__ import annotations

from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output.dangers import mark_of
from pathfinder.output.page import PLAIN, Line, Run, country, item, section, text
from pathfinder.output.plan_steps import Speaker
from pathfinder.output.words import capital, sentence
from pathfinder.plan.records import CirclePlan, Plans, Stop

SHOWN = 2
"""So many circles are shown with their calendar."""


def circle_lines(plans: Plans, speaker: Speaker, *, everything: bool) -> list[Line]:
    """The circles, and the countries where none is needed."""
    if not plans.circles and not plans.alone:
        return []
    lines = [section(_("To remain abroad the whole time"))]
    if plans.alone:
        names = ", ".join(translate_rule(plans.names.get(code, code)) for code in plans.alone)
        told = _(
            "In one country a stay certainly lasts until {until} if its duties are done: {countries}."
        )
        lines.append(text(told.format(until=plans.until, countries=names)))
    shown = plans.circles if everything else plans.circles[:SHOWN]
    for circle in shown:
        lines += _circle(circle, plans, speaker)
    if rest := plans.circles[len(shown) :]:
        names = "; ".join(_names(each, plans) for each in rest)
        lines.append(text(_("Other circles, --all shows them: {circles}.").format(circles=names)))
    return lines


def _names(circle: CirclePlan, plans: Plans) -> str:
    return " + ".join(translate_rule(plans.names.get(code, code)) for code in circle.countries)


def _circle(circle: CirclePlan, plans: Plans, speaker: Speaker) -> list[Line]:
    n = sum(stop.entry is not None for stop in circle.stops)
    head = ngettext(
        "{number}. {countries}: {n} journey, every window of days respected.",
        "{number}. {countries}: {n} journeys, every window of days respected.",
        n,
    )
    words = head.format(number=circle.number, countries=_names(circle, plans), n=n)
    speaker.dangers.place = (circle.number, 0)
    lines = [country((words, "strong"))]
    for code in circle.countries:
        cautions = circle.dangers.get(code, [])
        marked, tone = mark_of(cautions)
        if marked:
            name = translate_rule(plans.names.get(code, code))
            lines.append(item(0, (f"{name}: {sentence(marked)}", tone)))
        lines += speaker.dangers.lines(1, cautions)
    lines += [line for stop in circle.stops for line in _stop(stop, speaker)]
    if circle.doubtful:
        names = ", ".join(translate_rule(plans.names.get(code, code)) for code in circle.doubtful)
        doubt = _(
            "Not certain: the documents do not say whether earlier visits count in {countries}; this circle supposes"
            " that they do not. A border guard may refuse a return."
        )
        lines.append(item(0, (doubt.format(countries=names), "doubt")))
    return lines


def _stop(stop: Stop, speaker: Speaker) -> list[Line]:
    days = ngettext("{n} day", "{n} days", stop.days).format(n=stop.days)
    told = _("{entered} to {left} ({days}): {country}.")
    words = told.format(
        entered=stop.entered, left=stop.left, days=days, country=translate_rule(stop.name)
    )
    doubt: Run = (" " + _("Earlier visits: open."), "doubt") if stop.earlier_open else PLAIN
    tag: Run = (speaker.citations.tag(stop.citations), "quiet")
    lines = [item(0, words, doubt, tag)]
    if stop.register:
        lines.append(item(1, _("Register the stay on the day of arrival: the plan counts on it.")))
    if stop.renew_on:
        renew = _("Renew the registration by {days}.").format(days=", ".join(stop.renew_on))
        lines.append(item(1, capital(renew)))
    return lines
