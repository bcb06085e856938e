"""The summary at the end of an interview: where one can go, the dangers, what is missing, what to do next."""

from __future__ import annotations

from collections.abc import Mapping

from pathfinder.engine.assessment import Assessment, CautionResult, DestinationResult, PathwayResult
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.interview.terminal.page import Line
from pathfinder.output import dangers
from pathfinder.output.groups import carriers, grouped, named
from pathfinder.output.words import capital, endangers_word, sentence, verdict_words

_MOST_DANGERS = 8
"""So many dangers the summary names; the whole result has them all."""

_MOST_NEXT = 8
"""So many things to do it names."""


def lines(assessed: Assessment, labels: Mapping[str, str], unsaid: Mapping[str, str]) -> list[Line]:
    """The summary of a result; `unsaid` holds the facts answered with `unknown` or `declined`."""
    groups = grouped(assessed.destinations)
    found = _group(_("You can go there"), groups["feasible"], ways=True)
    for heading, group in (
        (_("Possible, if you can say more"), "facts"),
        (_("Possible, but the documents are silent or disagree"), "documents"),
        (_("Not on that day"), "not_feasible"),
        (_("The documents do not speak of you there"), "not_covered"),
    ):
        found += _group(heading, groups[group])
    return [*found, *_dangers(assessed), *_missing(assessed, labels, unsaid), *_next(assessed)]


def missing(assessed: Assessment) -> list[str]:
    """The facts that have not been said and could still change a verdict, or tell whether a danger touches."""
    parts: list[PathwayResult | CautionResult] = []
    for destination in assessed.destinations:
        parts += [*destination.pathways, *destination.cautions]
    parts += assessed.cautions
    return list(dict.fromkeys(fact for part in parts for fact in part.missing))


def _missing(
    assessed: Assessment, labels: Mapping[str, str], unsaid: Mapping[str, str]
) -> list[Line]:
    """What has not been said and could still change something."""
    waiting = missing(assessed)
    lines = [Line(""), Line(_("Still missing"), "strong")]
    if not waiting:
        return [*lines, Line(_("Nothing: whatever else you say changes no verdict."))]
    pathways = {
        fact for one in assessed.destinations for way in one.pathways for fact in way.missing
    }
    why = {"unknown": _(" (you do not know)"), "declined": _(" (you do not want to say)")}
    for fact in waiting:
        told = labels.get(fact, fact) + why.get(unsaid.get(fact, ""), "")
        if fact not in pathways:
            told = _("{label}: tells only whether dangers touch you").format(label=told)
        lines.append(Line(told, bullet=True))
    return lines


def _group(heading: str, found: list[DestinationResult], *, ways: bool = False) -> list[Line]:
    """The countries of one verdict; of those one can go to, by which ways."""
    if not found:
        return []
    head = _("{heading}: {n}").format(heading=heading, n=len(found))
    if not ways:
        return [Line(f"{head} ({', '.join(translate_rule(each.name) for each in found)})")]
    lines = [Line(head, "strong")]
    for each in found:
        told = [f"{translate_rule(way.title)}: {verdict_words(way)}" for way in carriers(each)]
        lines.append(Line(f"{named(each)}. {sentence('; '.join(told))}", bullet=True))
    return lines


def _dangers(assessed: Assessment) -> list[Line]:
    """The dangers that touch the person, the gravest first."""
    names: dict[str, list[str]] = {}
    found = {each.id: each for each in assessed.cautions}
    for destination in assessed.destinations:
        if destination.verdict not in ("feasible", "possible"):
            continue
        for each in destination.cautions:
            found[each.id] = each
            names.setdefault(each.id, []).append(translate_rule(destination.name))
    touched = [each for each in dangers.ordered(list(found.values())) if each.touches == "touched"]
    possible = len(found) - len(touched)
    lines = [Line(""), Line(_("Dangers"), "strong")]
    for each in touched[:_MOST_DANGERS]:
        where = ", ".join(names.get(each.id, [])) or _("everywhere")
        kinds = ", ".join(map(endangers_word, each.endangers))
        told = f"{capital(kinds)} ({where}): {sentence(translate_rule(each.says))}"
        lines.append(Line(told, bullet=True))
    if len(touched) > _MOST_DANGERS:
        n = len(touched) - _MOST_DANGERS
        words = ngettext("{n} more in the whole result.", "{n} more in the whole result.", n)
        lines.append(Line(words.format(n=n), bullet=True))
    if possible:
        words = ngettext("{n} more may touch you.", "{n} more may touch you.", possible)
        lines.append(Line(words.format(n=possible), bullet=True))
    if not touched and not possible:
        lines.append(
            Line(
                _("The documents name none for what you have said; there may be some all the same.")
            )
        )
    return lines


def _next(assessed: Assessment) -> list[Line]:
    """What to do: the duties of the ways that are open, by their day, and to have it confirmed."""
    lines = [Line(""), Line(_("What to do next"), "strong")]
    duties = [
        (duty.due or "9999", f"{translate_rule(each.name)}: {sentence(duty.says)}", duty.due)
        for each in assessed.destinations
        for way in carriers(each)
        if each.verdict == "feasible"
        for duty in way.duties
    ]
    for _order, says, due in sorted(dict.fromkeys(duties), key=lambda duty: duty[0])[:_MOST_NEXT]:
        lines.append(
            Line(_("By {day}: {says}").format(day=due, says=says) if due else says, bullet=True)
        )
    confirm = _(
        "Laws and practice change: before anyone travels, applies or crosses a border, have a"
        " lawyer or an aid organisation confirm it."
    )
    return [*lines, Line(confirm, bullet=True)]
