"""One pathway in short: what it gives, until when, what to do, what is missing, what is open."""

from __future__ import annotations

from pathfinder.engine.assessment import Duty, Open, PathwayResult, Reason
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output.cited import Citations
from pathfinder.output.page import PLAIN, Line, Run, Tone, item
from pathfinder.output.reasons import left_open, met, why_not
from pathfinder.output.words import (
    Labels,
    age_words,
    capital,
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


def carrying(pathway: PathwayResult, citations: Citations) -> list[Line]:
    """A pathway that is open, with everything that a person has to know to judge it."""
    lines = [head(0, pathway, citations)]
    if said := _joined(met(pathway.reasons)):
        lines.append(item(1, _("Met: {conditions}").format(conditions=said)))
    lines += terms(1, pathway, citations)
    disputes = [each for each in pathway.open if each.kind == "disputed" and not each.decides]
    if said := " ".join(dict.fromkeys(_sentence_of(each.says) for each in disputes)):
        lead: Run = (_("Disputed, but it does not decide: "), "doubt")
        lines.append(item(1, lead, said))
    if said := _doubts(pathway):
        lines.append(item(1, said))
    return lines


def _doubts(pathway: PathwayResult) -> str:
    """How many points besides stay open without any effect on the answer; assumptions are none."""
    kinds: dict[str, int] = {}
    for each in pathway.open:
        if each.kind not in {"assumed", "disputed"} and not each.decides:
            kinds[each.kind] = kinds.get(each.kind, 0) + 1
    if not kinds:
        return ""
    n = sum(kinds.values())
    told = ngettext(
        "Open, but it does not decide: {n} point ({kinds}); --explain shows it.",
        "Open, but it does not decide: {n} points ({kinds}); --explain shows them.",
        n,
    )
    named = ", ".join(f"{open_word(kind)} {count}" for kind, count in kinds.items())
    return told.format(n=n, kinds=named if len(kinds) > 1 else open_word(next(iter(kinds))))


def waiting(
    pathway: PathwayResult, citations: Citations, labels: Labels, told_before: set[str]
) -> list[Line]:
    """A pathway that may be open: what would tell, and what the documents leave to decide.

    What `told_before` holds has been told with another pathway of the country; it is added to.
    """
    gap = _unnamed(pathway) if pathway.missing else ""
    told = _("to know, say: {facts}.").format(facts=fact_words(pathway.missing, labels))
    tag = _tag(citations, _own(pathway))
    lines = [item(0, _titled(pathway, discretion=True), (told, "doubt"), tag)]
    lines += _deciding(1, pathway, citations, told_before)
    if gap:
        lines.append(item(1, _("Not stated: {conditions}").format(conditions=gap)))
    return lines + dates(1, pathway, citations)


def may_be_open(pathway: PathwayResult, citations: Citations, labels: Labels) -> Line:
    """A pathway that waits for an answer, in a country where another one is open."""
    told = _("to know, say: {facts}.").format(facts=fact_words(pathway.missing, labels))
    if any(point.decides for point in pathway.open):
        told += " " + _("The documents leave a part of it open.")
    lead: Run = (_("May also be open: "), "doubt")
    return item(0, lead, _titled(pathway, discretion=True), told, _tag(citations, _own(pathway)))


def not_open(pathway: PathwayResult, citations: Citations) -> Line:
    """A refused pathway in one line, with its reason."""
    says, tag = because(pathway, citations)
    return item(0, _("Not open: "), says, (tag, "quiet"))


def because(pathway: PathwayResult, citations: Citations) -> tuple[str, str]:
    """Why a pathway is refused, after its title, and the tag of the source."""
    why, tag = reason_of(pathway, citations)
    return _("{title}, {why}").format(title=translate_rule(pathway.title), why=why), tag


def reason_of(pathway: PathwayResult, citations: Citations) -> tuple[str, str]:
    """Why a pathway is refused, with its date or its first reason, and the tag of the source."""
    words = verdict_words(pathway)
    reasons = [each for each in why_not(pathway) if each.says]
    ids = _own(pathway)
    if reasons and pathway.verdict != "not_in_force":
        words = f"{words}: {translate_rule(reasons[0].says)}"
        ids = reasons[0].citations or ids
    elif pathway.in_force:
        words = f"{words} ({pathway.in_force})"
    return sentence(words), citations.tag(ids)


def unsettled(
    depth: int, pathway: PathwayResult, citations: Citations, lead: tuple[Run, ...] = ()
) -> list[Line]:
    """A pathway that nothing the person says can settle: the gap itself stands in its first line."""
    plain = [point for point in pathway.open if point.decides and not point.sides]
    said = " ".join(dict.fromkeys(_sentence_of(point.says) for point in plain))
    words = sentence(said or _unnamed(pathway) or verdict_words(pathway))
    cited = [*_own(pathway), *(id_ for point in plain for id_ in point.citations)]
    tag = _tag(citations, cited)
    lines = [item(depth, *lead, _titled(pathway, discretion=True), words, tag)]
    disputes = [each for each in pathway.open if each.decides and each.sides]
    lines += [item(depth + 1, *_both_sides(each, citations)) for each in disputes]
    return lines + dates(depth + 1, pathway, citations)


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


def terms(depth: int, pathway: PathwayResult, citations: Citations) -> list[Line]:
    """Discretion, how long, until when, and what to do by when."""
    lines = []
    if pathway.at_discretion and pathway.verdict != "eligible":
        lines.append(item(depth, _("At discretion: an authority decides and may refuse.")))
    if pathway.until:
        until = _("Last lawful day: {day}.").format(day=pathway.until)
        lines.append(item(depth, (until, "strong")))
    if pathway.grants:
        grants = sentence(translate_rule(pathway.grants))
        lines.append(item(depth, _("For how long: {grants}").format(grants=grants)))
    return lines + [_duty(depth, duty, pathway, citations) for duty in pathway.duties]


def dates(depth: int, pathway: PathwayResult, citations: Citations) -> list[Line]:
    """The last lawful day and the duties that have a day, of a pathway that may be open."""
    lines = []
    if pathway.until:
        until = _("Last lawful day, if it is open: {day}.").format(day=pathway.until)
        lines.append(item(depth, (until, "strong")))
    due = [each for each in pathway.duties if each.due and each.due != pathway.until]
    return lines + [_duty(depth, duty, pathway, citations) for duty in due]


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
    return item(depth, (lead, "strong"), sentence(translate_rule(duty.says)), tag)


def known_as_of(date: str, on: str) -> str:
    """How old a statement is, in a sentence."""
    months = months_since(date, on)
    if months is None:
        return _("Known only as of {date}; it may have changed.").format(date=date)
    return _("Known only as of {date}, {age}; it may have changed.").format(
        date=date, age=age_words(months)
    )


def open_point(depth: int, point: Open, citations: Citations) -> list[Line]:
    """What the documents leave open, with its reason and both sides of a dispute."""
    tag = _tag(citations, point.citations)
    kind = open_word(point.kind)
    if point.decides:
        lead: Run = (_("Open, and it decides ({kind}): ").format(kind=kind), "doubt")
    else:
        lead = (_("Open, but it does not decide ({kind}): ").format(kind=kind), "")
    lines = [item(depth, lead, translate_rule(point.says), tag)]
    if point.because:
        why = _("Because: {why}").format(why=translate_rule(point.because))
        lines.append(item(depth + 1, why))
    for number, side in enumerate(point.sides, 1):
        says = _("Side {n}: {says}").format(n=number, says=translate_rule(side.says))
        lines.append(item(depth + 1, says, _tag(citations, side.citations)))
    return lines


def _deciding(
    depth: int, pathway: PathwayResult, citations: Citations, told_before: set[str]
) -> list[Line]:
    """What the documents leave to decide: each dispute in an item, the gaps together in one."""
    points = [each for each in pathway.open if each.decides]
    new = [each for each in points if each.says not in told_before]
    told_before.update(each.says for each in new)
    lines = [item(depth, *_both_sides(each, citations)) for each in new if each.sides]
    plain = [each for each in new if not each.sides]
    if said := " ".join(dict.fromkeys(_sentence_of(each.says) for each in plain)):
        cited = [id_ for each in plain for id_ in each.citations if id_ not in _own(pathway)]
        lead: Run = (_("Open, and it decides: "), "doubt")
        lines.append(item(depth, lead, said, _tag(citations, cited)))
    if len(new) < len(points):
        lines.append(item(depth, (_("What is open above is open here too."), "doubt")))
    return lines


def _both_sides(point: Open, citations: Citations) -> list[Run | str]:
    """A dispute in one item, one side after the other."""
    kind = open_word(point.kind)
    runs: list[Run | str] = [
        (_("Open, and it decides ({kind}): ").format(kind=kind), "doubt"),
        _sentence_of(point.says),
        _tag(citations, point.citations),
    ]
    for number, side in enumerate(point.sides, 1):
        says = _("Side {n}: {says}").format(n=number, says=_sentence_of(side.says))
        runs += [f" {says}", _tag(citations, side.citations)]
    return runs


def _unnamed(pathway: PathwayResult) -> str:
    """What the documents leave, from the conditions, where no open point says it already."""
    if pathway.verdict != "undetermined" or any(point.decides for point in pathway.open):
        return ""
    return _joined(left_open(pathway.reasons))


def _joined(reasons: list[Reason]) -> str:
    return " ".join(dict.fromkeys(_sentence_of(each.says) for each in reasons if each.says))


def _sentence_of(says: str) -> str:
    return capital(sentence(translate_rule(says)))


def _titled(pathway: PathwayResult, *, discretion: bool = False) -> str:
    """`Humanitarian visa (gives protection, at discretion): `."""
    gives = gives_word(pathway.gives)
    if discretion and pathway.at_discretion:
        gives = _("{gives}, at discretion").format(gives=gives)
    return _("{title} ({gives}): ").format(title=translate_rule(pathway.title), gives=gives)


def _own(pathway: PathwayResult) -> list[str]:
    return [passage.id for passage in pathway.citations]


def _tag(citations: Citations, ids: list[str]) -> Run:
    return citations.tag(ids), "quiet"
