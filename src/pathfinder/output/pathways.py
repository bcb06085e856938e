"""One pathway in short: what it gives, until when, what to do, what is missing, what is open."""

from __future__ import annotations

from pathfinder.engine.assessment import Duty, Open, PathwayResult, Reason
from pathfinder.i18n import _, translate_rule
from pathfinder.output.cited import Citations
from pathfinder.output.page import PLAIN, Line, Run, Tone, item
from pathfinder.output.reasons import left_open, met
from pathfinder.output.words import (
    Labels,
    age_words,
    fact_words,
    gives_word,
    months_since,
    open_word,
    sentence,
    verdict_words,
)


def tone_of(verdict: str) -> Tone:
    """The tone of a verdict, of a pathway or a destination."""
    if verdict in {"eligible", "feasible"}:
        return "good"
    return "doubt" if verdict in {"undetermined", "possible"} else "strong"


def carrying(pathway: PathwayResult, on: str, citations: Citations, labels: Labels) -> list[Line]:
    """A pathway that is open or may be, with everything that a person has to know to judge it."""
    lines = [head(0, pathway, citations)]
    if pathway.verdict == "eligible":
        lines += (
            [item(1, _("Met: {conditions}").format(conditions=said))]
            if (said := _joined(met(pathway.reasons)))
            else []
        )
    lines += terms(1, pathway, on, citations)
    lines += asked(1, pathway, labels)
    for point in pathway.open:
        if point.decides:
            lines += open_point(1, point, citations)
        elif pathway.verdict == "eligible" and point.kind != "assumed":
            lines.append(item(1, _doubt(point), _tag(citations, point.citations)))
    if said := _unnamed(pathway):
        lines.append(item(1, _("Not stated: {conditions}").format(conditions=said)))
    return lines


def in_one_line(pathway: PathwayResult, citations: Citations, labels: Labels) -> Line:
    """A pathway that may be open, in a country where another one is."""
    end = _tag(citations, _own(pathway))
    if not pathway.missing:
        return head(0, pathway, citations)
    told = _("cannot be told yet; to know, say: {facts}.")
    facts = fact_words(pathway.missing, labels)
    return item(0, _titled(pathway), (told.format(facts=facts), "doubt"), end)


def unsettled(
    depth: int, pathway: PathwayResult, on: str, citations: Citations, lead: Run = PLAIN
) -> list[Line]:
    """A pathway that nothing the person says can settle: the gap itself stands in its first line."""
    plain = [point for point in pathway.open if point.decides and not point.sides]
    said = " ".join(_sentence_of(point.says) for point in plain) or _unnamed(pathway)
    words: Run = (sentence(said or verdict_words(pathway)), "")
    cited = [*_own(pathway), *(id_ for point in plain for id_ in point.citations)]
    lines = [item(depth, lead, _titled(pathway), words, _tag(citations, cited))]
    for point in pathway.open:
        if point.decides and point.sides:
            lines += open_point(depth + 1, point, citations)
    return lines + terms(depth + 1, pathway, on, citations)


def head(depth: int, pathway: PathwayResult, citations: Citations, *, lead: str = "") -> Line:
    """`Stay without a visa (gives a stay): every stated condition is met. [001 Turkey]`."""
    verdict: Run = (verdict_words(pathway), tone_of(pathway.verdict))
    return item(depth, lead + _titled(pathway), verdict, ".", _tag(citations, _own(pathway)))


def asked(depth: int, pathway: PathwayResult, labels: Labels) -> list[Line]:
    """What the person has to say before the verdict can be told."""
    if not pathway.missing:
        return []
    told = _("To know, say: {facts}.").format(facts=fact_words(pathway.missing, labels))
    return [item(depth, (told, "doubt"))]


def terms(depth: int, pathway: PathwayResult, on: str, citations: Citations) -> list[Line]:
    """Discretion, how long, until when, what to do by when, and how old the statement is."""
    lines = []
    if pathway.at_discretion and pathway.verdict != "eligible":
        lines.append(item(depth, _("At discretion: an authority decides and may refuse.")))
    if pathway.until:
        until = _("Last lawful day: {day}.").format(day=pathway.until)
        lines.append(item(depth, (until, "strong")))
    if pathway.grants:
        grants = sentence(translate_rule(pathway.grants))
        lines.append(item(depth, _("For how long: {grants}").format(grants=grants)))
    lines += [_duty(depth, duty, pathway, citations) for duty in pathway.duties]
    if pathway.as_of:
        lines.append(item(depth, _as_of(pathway.as_of, on)))
    return lines


def _duty(depth: int, duty: Duty, pathway: PathwayResult, citations: Citations) -> Line:
    """What to do and by when; in short without a citation that already stands with the pathway."""
    when = translate_rule(duty.due_says)
    if duty.due and when and when != duty.due:
        lead = _("To do by {day} ({when}): ").format(day=duty.due, when=when)
    elif duty.due:
        lead = _("To do by {day}: ").format(day=duty.due)
    elif when:
        lead = _("To do ({when}): ").format(when=when)
    else:
        lead = _("To do: ")
    known = not citations.exact and set(duty.citations) <= set(_own(pathway))
    tag = PLAIN if known else _tag(citations, duty.citations)
    return item(depth, (lead, "strong"), translate_rule(duty.says), tag)


def _as_of(date: str, on: str) -> str:
    months = months_since(date, on)
    if months is None:
        return _("Known only as of {date}; it may have changed.").format(date=date)
    return _("Known only as of {date}, {age}; it may have changed.").format(
        date=date, age=age_words(months)
    )


def open_point(depth: int, point: Open, citations: Citations) -> list[Line]:
    """What the documents leave open, with its reason and both sides of a dispute."""
    tag = _tag(citations, point.citations)
    if point.decides:
        lead: Run = (
            _("Open, and it decides ({kind}): ").format(kind=open_word(point.kind)),
            "doubt",
        )
        lines = [item(depth, lead, translate_rule(point.says), tag)]
    else:
        lines = [item(depth, _doubt(point), tag)]
    if point.because:
        why = _("Because: {why}").format(why=translate_rule(point.because))
        lines.append(item(depth + 1, why))
    for number, side in enumerate(point.sides, 1):
        says = _("Side {n}: {says}").format(n=number, says=translate_rule(side.says))
        lines.append(item(depth + 1, says, _tag(citations, side.citations)))
    return lines


def _doubt(point: Open) -> str:
    return _("Open, but it does not decide ({kind}): {says}").format(
        kind=open_word(point.kind), says=translate_rule(point.says)
    )


def _unnamed(pathway: PathwayResult) -> str:
    """What the documents leave, from the conditions, where no open point says it already."""
    if pathway.verdict != "undetermined" or any(point.decides for point in pathway.open):
        return ""
    return _joined(left_open(pathway.reasons))


def _joined(reasons: list[Reason]) -> str:
    return " ".join(dict.fromkeys(_sentence_of(each.says) for each in reasons if each.says))


def _sentence_of(says: str) -> str:
    return sentence(translate_rule(says))


def _titled(pathway: PathwayResult) -> str:
    return _("{title} ({gives}): ").format(
        title=translate_rule(pathway.title), gives=gives_word(pathway.gives)
    )


def _own(pathway: PathwayResult) -> list[str]:
    return [passage.id for passage in pathway.citations]


def _tag(citations: Citations, ids: list[str]) -> Run:
    return citations.tag(ids), "quiet"
