"""Plans as a page: the three best first, then the rest in a line each, circles, and what it all rests on."""

from __future__ import annotations

from pathfinder.engine.assessment import Assessment, DestinationResult
from pathfinder.i18n import _, ngettext
from pathfinder.output.cited import Citations, collect, documents
from pathfinder.output.dangers import everywhere, mark_of
from pathfinder.output.page import Line, section, text, title
from pathfinder.output.plan_circles import circle_lines
from pathfinder.output.plan_dangers import Dangers
from pathfinder.output.plan_now import now_lines
from pathfinder.output.plan_steps import Speaker
from pathfinder.output.plan_words import brief, goal_word
from pathfinder.output.words import Labels, capital, sentence
from pathfinder.plan.records import Plan, Plans

BEST = 3
"""So many plans are shown in full."""

BRIEFLY = 9
"""So many more in a line each."""


def page(
    plans: Plans, labels: Labels, questions: Labels, *, everything: bool, explain: bool
) -> list[Line]:
    """The lines of a result; `everything`: every plan in full, `explain`: with every condition."""
    citations = collect(_as_assessment(plans), exact=explain)
    speaker = Speaker(
        labels=labels, questions=questions, citations=citations, plans=plans,
        following={each.id: each for each in plans.cautions},
        dangers=Dangers(labels=labels, citations=citations, told={}),
    )  # fmt: skip
    shown = plans.plans[: len(plans.plans) - plans.folded] if everything else plans.plans
    lines = _head(plans, shown, citations)
    lines += _plans(plans, shown, speaker, everything=everything)
    lines += circle_lines(plans, speaker, everything=everything)
    lines += _full(
        _("The same later, longer or through more danger"), plans.plans[len(shown) :], speaker
    )
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


def _head(plans: Plans, shown: list[Plan], citations: Citations) -> list[Line]:
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
        *now_lines(plans, citations),
        text((_("In short: "), "strong"), _in_short(plans, shown)),
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


def _in_short(plans: Plans, shown: list[Plan]) -> str:
    certain = [plan for plan in shown if plan.certain and not plan.unstated]
    branched = [plan for plan in shown if not plan.certain and not plan.unstated]
    special = sum(plan.special for plan in branched)
    parts = [_("certain plans: {n}").format(n=len(certain))]
    if certain:
        first = min(filter(None, (plan.reached_on for plan in certain)))
        parts[0] = _("certain plans: {n}, the first on {day}").format(n=len(certain), day=first)
    parts.append(_("with a branch: {n}").format(n=len(branched) - special))
    if special:
        parts.append(_("only for some people: {n}").format(n=special))
    if plans.circles:
        parts.append(_("circles of stays: {n}").format(n=len(plans.circles)))
    if unstated := sum(plan.unstated for plan in shown):
        parts.append(_("named without conditions: {n}").format(n=unstated))
    return capital(sentence("; ".join(parts)))


def _plans(plans: Plans, shown: list[Plan], speaker: Speaker, *, everything: bool) -> list[Line]:
    """The plans that come first in full, then all others in an item each; with `everything` all in full."""
    usual = [each for each in shown if not each.unstated and not each.special]
    special = [each for each in shown if not each.unstated and each.special]
    unstated = [each for each in shown if each.unstated]
    if everything:
        lines = _none(plans) if not usual and not special else _full(_("The plans"), usual, speaker)
        lines += _full(_special_head(), special, speaker)
        return lines + _full(_("Named without their conditions"), unstated, speaker)
    best, rest = usual[:BEST], usual[BEST:]
    if not best:
        best, special = special[:BEST], special[BEST:]
    first = _("The plans that come first") if rest or special else _("The plans")
    lines = _full(first, best, speaker) or _none(plans)
    lines += _briefly(_("Other plans"), rest, plans, speaker)
    lines += _briefly(_special_head(), special, plans, speaker)
    lines += _left_out(plans, len(rest[BRIEFLY:]) + len(special[BRIEFLY:]))
    return lines + _unstated(unstated, plans, speaker)


def _special_head() -> str:
    return _("Only for some people: by family, descent, occupation or what they did")


def _full(head: str, some: list[Plan], speaker: Speaker) -> list[Line]:
    return [section(head), *(line for plan in some for line in speaker.plan(plan))] if some else []


def _briefly(head: str, some: list[Plan], plans: Plans, speaker: Speaker) -> list[Line]:
    if not some:
        return []
    return [section(head), *(brief(plan, plans.to, speaker.labels) for plan in some[:BRIEFLY])]


def _left_out(plans: Plans, left: int) -> list[Line]:
    """How many plans are not on the page."""
    told = []
    if left:
        told.append(ngettext("{n} more plan", "{n} more plans", left).format(n=left))
    if plans.folded:
        words = ngettext(
            "{n} that leads to the same later, longer or through more danger",
            "{n} that lead to the same later, longer or through more danger",
            plans.folded,
        )
        told.append(words.format(n=plans.folded))
    if not told:
        return []
    return [text(_("Not shown: {plans}. --all shows them.").format(plans="; ".join(told)))]


def _none(plans: Plans) -> list[Line]:
    """That there is no plan; with a filter, that the filter left none."""
    if plans.countries or plans.avoided:
        none = _(
            "Within that time, and in at most four steps, no plan is left with these filters: {filters}. That says"
            " nothing of what they leave out."
        )
        some = [("--country", plans.countries), ("--avoid", plans.avoided)]
        told = " ".join(f"{name} {','.join(codes)}" for name, codes in some if codes)
        none = none.format(filters=told)
    else:
        none = _(
            "Within that time, and in at most four steps, the documents state no way there for this person."
        )
    more = _("pathfinder whatif shows what would open one.")
    return [section(_("No plan")), text(f"{none} {more}")]


def _unstated(some: list[Plan], plans: Plans, speaker: Speaker) -> list[Line]:
    """Ways of which the documents give the name and no conditions, in an item each."""
    lines = _briefly(_("Named without their conditions"), some, plans, speaker)
    told = _(
        "Whether these are open to this person the documents do not say; --all shows them in full."
    )
    return [lines[0], text(told), *lines[1:]] if lines else []
