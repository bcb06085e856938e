"""Plans as a page: the three best first, then the rest in a line each, circles, and what it all rests on."""

from __future__ import annotations

from pathfinder.engine.assessment import Assessment, DestinationResult
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output.cited import collect, documents
from pathfinder.output.dangers import everywhere, mark_of
from pathfinder.output.page import Line, item, section, text, title
from pathfinder.output.plan_circles import circle_lines
from pathfinder.output.plan_steps import Speaker
from pathfinder.output.plan_words import brief, goal_word
from pathfinder.output.words import Labels, capital, sentence
from pathfinder.plan.records import Plan, Plans

BEST = 3
"""So many plans are shown in full."""

BRIEFLY = 9
"""So many more in a line each."""


def page(plans: Plans, labels: Labels, *, everything: bool, explain: bool) -> list[Line]:
    """The lines of a result; `everything`: every plan in full, `explain`: with every condition."""
    citations = collect(_as_assessment(plans), exact=explain)
    speaker = Speaker(
        labels=labels, citations=citations, following={each.id: each for each in plans.cautions},
        told=set(), on=plans.on, to=plans.to,
    )  # fmt: skip
    stated = [plan for plan in plans.plans if everything or not plan.unstated]
    best = stated if everything else _best(stated)
    lines = [*_head(plans), *_plans(plans, stated, best, speaker)]
    lines += circle_lines(plans, speaker, everything=everything)
    if not everything:
        lines += _unstated([plan for plan in plans.plans if plan.unstated])
    lines += everywhere(plans.cautions, citations, labels)
    return [*lines, *documents(_as_assessment(plans), citations)]


def _as_assessment(plans: Plans) -> Assessment:
    """The same as a result of `check`, for what the two have in common: passages and documents."""
    steps = [step for plan in plans.plans for step in plan.steps]
    destinations = [
        DestinationResult(
            country=step.country, name=step.name, verdict="", possible_because=[],
            pathways=[each for each in (step.entry, step.pathway) if each is not None], cautions=step.dangers,
        )
        for step in steps
    ]  # fmt: skip
    return Assessment(
        case=plans.case, on=plans.on, receipt=plans.receipt, destinations=destinations, cautions=plans.cautions,
        citations=plans.citations, documents=plans.documents,
    )  # fmt: skip


def _best(plans: list[Plan]) -> list[Plan]:
    """The first plans, in different countries as far as there are any; certain ones before all others."""
    found: list[Plan] = []
    for plan in plans:
        if len(found) < BEST and plan.country not in {each.country for each in found}:
            found.append(plan)
    for plan in plans:
        if len(found) < BEST and plan not in found:
            found.append(plan)
    return sorted(found, key=lambda each: each.number)


def _head(plans: Plans) -> list[Line]:
    goal = goal_word(plans.to)
    head = _("Which steps lead to {goal} by {until}? On {on}")
    if plans.case:
        head = _("Which steps lead to {goal} by {until}? Case {case}, on {on}")
    advice = _(
        "Each step is judged on its own day by what the documents state. They speak of the past, and the plans"
        " suppose that nothing changes and that offices decide at once: days are the earliest. Have each step confirmed"
        " by a lawyer or an aid organisation before taking it."
    )
    lines = [
        title(head.format(goal=goal, until=plans.until, case=plans.case, on=plans.on)),
        text((_("This is not legal advice and no promise."), "strong"), f" {advice}"),
        text((_("In short: "), "strong"), _in_short(plans)),
    ]
    words, tone = mark_of(plans.cautions)
    if words:
        told = _("Everywhere: {danger}; the end of the page says which.")
        lines.append(text((told.format(danger=words), tone)))
    lines += [text((notice, "doubt")) for notice in plans.notices]
    if plans.cut:
        cut = _(
            "The search was ended before it was complete: there may be other plans. A shorter --within, --country or"
            " --avoid makes it complete."
        )
        lines.append(text((cut, "danger")))
    return lines


def _in_short(plans: Plans) -> str:
    certain = [plan for plan in plans.plans if plan.certain]
    branched = [plan for plan in plans.plans if not plan.certain and not plan.unstated]
    parts = [_("certain plans: {n}").format(n=len(certain))]
    if certain:
        first = min(filter(None, (plan.reached_on for plan in certain)))
        parts[0] = _("certain plans: {n}, the first on {day}").format(n=len(certain), day=first)
    parts.append(_("with a branch: {n}").format(n=len(branched)))
    if plans.circles:
        parts.append(_("circles of stays: {n}").format(n=len(plans.circles)))
    if unstated := sum(plan.unstated for plan in plans.plans):
        parts.append(_("named without conditions: {n}").format(n=unstated))
    return capital(sentence("; ".join(parts)))


def _plans(plans: Plans, stated: list[Plan], best: list[Plan], speaker: Speaker) -> list[Line]:
    if not stated:
        none = _(
            "Within that time, and in at most four steps, the documents state no way there for this person."
        )
        more = _("pathfinder whatif shows what would open one.")
        return [section(_("No plan")), text(f"{none} {more}")]
    lines = [section(_("The plans that come first") if len(best) < len(stated) else _("The plans"))]
    for plan in best:
        lines += speaker.plan(plan)
    rest = [plan for plan in stated if plan not in best]
    if rest:
        lines.append(section(_("Other plans")))
        lines += [brief(plan, plans.to) for plan in rest[:BRIEFLY]]
    told = []
    if (left := len(rest) - BRIEFLY) > 0:
        told.append(ngettext("{n} more plan", "{n} more plans", left).format(n=left))
    hidden = plans.folded if len(best) < len(stated) or not rest else 0
    if hidden and len(best) <= BEST:
        words = ngettext(
            "{n} that leads to the same later, longer or through more danger",
            "{n} that lead to the same later, longer or through more danger",
            hidden,
        )
        told.append(words.format(n=hidden))
    if told:
        lines.append(text(_("Not shown: {plans}. --all shows them.").format(plans="; ".join(told))))
    return lines


def _unstated(plans: list[Plan]) -> list[Line]:
    """Ways of which the documents give the name and no conditions, in a line each."""
    if not plans:
        return []
    lines = [section(_("Named without their conditions"))]
    lines.append(
        text(
            _(
                "Whether these are open to this person the documents do not say; --all shows them in full."
            )
        )
    )
    for plan in plans:
        steps = " → ".join(
            f"{translate_rule(step.name)}: {translate_rule(step.pathway.title)}"
            for step in plan.steps
        )
        dangers = {each.id: each for step in plan.steps for each in step.dangers}
        words, tone = mark_of(list(dangers.values()))
        lines.append(
            item(0, sentence(steps), (f" {capital(sentence(words))}" if words else "", tone))
        )
    return lines
