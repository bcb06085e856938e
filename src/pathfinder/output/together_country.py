"""One country for the people of a case file, as lines: who goes how, who takes whom along, what endangers whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from pathfinder.family.records import (
    DestinationTogether,
    MemberThere,
    SharedCaution,
    TakenAlong,
)
from pathfinder.i18n import _, ngettext
from pathfinder.output import dangers
from pathfinder.output.cited import Citations
from pathfinder.output.page import PLAIN, Line, Run, country, item
from pathfinder.output.words import Labels, destination_word, fact_words, sentence

_FACTS = 4
"""So many facts that somebody has not said are named for a country; the person's own result has them all."""


class Words(msgspec.Struct, frozen=True):
    """How people call facts (`labels`) and relations, the titles of pathways by id.

    `cautions` are those that somebody's own result holds.
    """

    labels: Labels
    relations: Mapping[str, str]
    titles: Mapping[str, str]
    cautions: frozenset[str]


def asks_authority(destination: DestinationTogether) -> bool:
    """Whether somebody can be there only where an authority agrees."""
    return any(each.at_discretion for each in destination.people)


def country_lines(
    destination: DestinationTogether, words: Words, citations: Citations
) -> list[Line]:
    """One country; dangers only where all can certainly go, or where everything is told."""
    mark = dangers.mark_of(destination.cautions)
    authority: Run = (f" ({_('if an authority agrees')})", "doubt")
    head: list[Run] = [(destination.name, "strong")]
    if destination.verdict == "feasible" and asks_authority(destination):
        head.append(authority)
    if mark[0]:
        head += [(": ", ""), mark]
    lines = [country(*head), *ways(destination, words, citations)]
    if destination.until:
        told = _("First of the last lawful days: {day} ({names}).")
        until = told.format(day=destination.until, names=", ".join(destination.until_of))
        lines.append(item(0, (until, "strong")))
    if destination.verdict == "feasible" or citations.exact:
        lines += _dangers(destination, citations, words)
    return lines


def own_ways(destination: DestinationTogether, words: Words) -> list[str]:
    """`Anna, Misha: Stay without a visa`, in a few words for a table."""
    found: dict[str, list[str]] = {}
    for each in destination.people:
        titles = [words.titles.get(name, name) for name in _own(each)]
        along = [taken.title for taken in each.taken_along_by]
        told = _("a citizen") if each.own_country else "; ".join(dict.fromkeys(titles + along))
        found.setdefault(told, []).append(each.name)
    return [f"{', '.join(names)}: {told}" for told, names in found.items()]


def ways(destination: DestinationTogether, words: Words, citations: Citations) -> list[Line]:
    """How each can be in a country: those together of whom the same holds, and who takes whom along."""
    lines = [line for alike in _alike(destination.people) for line in _members(alike, words)]
    lines += what_it_hangs_on(destination)
    along: dict[tuple[str, str, str], list[tuple[MemberThere, TakenAlong]]] = {}
    for each in destination.people:
        for taken in each.taken_along_by if each.verdict == "feasible" else ():
            key = (taken.pathway, taken.by, taken.with_pathway)
            along.setdefault(key, []).append((each, taken))
    for group in along.values():
        lines += _along(group, words, citations)
    return lines


def _alike(people: Sequence[MemberThere]) -> list[list[MemberThere]]:
    """The people of whom the same is to be said, together."""
    groups: dict[object, list[MemberThere]] = {}
    for each in people:
        own = tuple(_own(each))
        same = (each.verdict, each.own_country, own, tuple(each.missing))
        groups.setdefault(same, []).append(each)
    return list(groups.values())


def _own(member: MemberThere) -> list[str]:
    """The ways of somebody who goes along with nobody."""
    taken = {each.pathway for each in member.taken_along_by}
    return [name for name in member.by if name not in taken]


def _members(alike: Sequence[MemberThere], words: Words) -> list[Line]:
    """How some people can be in a country by their own ways, or what they have not said."""
    one = alike[0]
    lead: Run = (", ".join(each.name for each in alike) + ": ", "strong")
    if one.own_country:
        return [item(0, lead, _("a citizen; the documents do not speak of it."))]
    if one.verdict == "possible":
        return [item(0, lead, (_possible(one, words), "doubt"))]
    if one.verdict != "feasible":
        return [item(0, lead, sentence(destination_word(one.verdict)))]
    own = [words.titles.get(name, name) for name in _own(one)]
    if not own and not one.missing:
        return []
    told = sentence("; ".join(own)) if own else ""
    return [item(0, lead, told, _asked(one, words))]


def _asked(member: MemberThere, words: Words) -> Run:
    """What others wait for that this person, who can go, has not said."""
    if not member.missing:
        return PLAIN
    told = _("for the others it matters to know: {facts}.")
    return " " + told.format(facts=fact_words(member.missing, words.labels)), "doubt"


def _possible(member: MemberThere, words: Words) -> str:
    told = _missing(member, words)
    if member.taken_along_by and not _own(member):
        names = ", ".join(dict.fromkeys(each.by for each in member.taken_along_by))
        if not member.missing:
            return _("perhaps along with {names}.").format(names=names)
        return _("perhaps along with {names}: {told}").format(names=names, told=told)
    return told


def _missing(member: MemberThere, words: Words) -> str:
    if not member.missing:
        return _("the documents do not settle it.")
    named = fact_words(member.missing[:_FACTS], words.labels)
    rest = len(member.missing) - _FACTS
    if rest > 0:
        more = ngettext("{facts}; {n} more fact", "{facts}; {n} more facts", rest)
        named = more.format(facts=named, n=rest)
    return _("to know, say: {facts}.").format(facts=named)


def _along(
    group: Sequence[tuple[MemberThere, TakenAlong]], words: Words, citations: Citations
) -> list[Line]:
    """Who goes along with somebody, by which way, and what the documents leave open about it."""
    _member, taken = group[0]
    points: dict[str, list[str]] = {}
    for member, each in group:
        for point in each.open:
            if point.kind in ("silent", "disputed"):
                points.setdefault(point.says, []).append(member.name)
    names = ", ".join(_related(member.name, each.relation, words) for member, each in group)
    told = _("along with {name}, if {name} goes by “{theirs}”: {title}.")
    said = told.format(name=taken.by, theirs=taken.with_title, title=taken.title)
    tag: Run = (citations.tag(each.id for each in taken.citations), "quiet")
    return [
        item(0, (f"{names}: ", "strong"), said, tag),
        *(
            item(1, (_point(says, names if len(names) < len(group) else ()), "doubt"))
            for says, names in points.items()
        ),
    ]


def _point(says: str, people: Sequence[str]) -> str:
    """What stays open, and for whom where it is not for all who are named before."""
    if not people:
        return _("Open: {says}").format(says=sentence(says))
    told = _("Open for {people}: {says}")
    return told.format(people=", ".join(people), says=sentence(says))


def what_it_hangs_on(destination: DestinationTogether) -> list[Line]:
    """What decides whether somebody goes along, where that is only possible; each once."""
    points: dict[str, list[str]] = {}
    for member in destination.people:
        for taken in member.taken_along_by if member.verdict == "possible" else ():
            for point in taken.open:
                names = points.setdefault(point.says, []) if point.decides else []
                if member.name not in names:
                    names.append(member.name)
    return [item(1, (_point(says, names), "doubt")) for says, names in points.items()]


def _related(name: str, relation: str, words: Words) -> str:
    """`Anna (spouse)`."""
    return f"{name} ({words.relations.get(relation, relation)})" if relation else name


def _dangers(destination: DestinationTogether, citations: Citations, words: Words) -> list[Line]:
    """The dangers that certainly touch somebody there, and how many may."""
    touched = [each for each in destination.cautions if each.touches == "touched"]
    n = len(destination.cautions) - len(touched)
    lines = danger_lines(touched, citations, {each.id for each in touched} - words.cautions)
    if n:
        told = ngettext(
            "{n} danger more may touch somebody of them there.",
            "{n} dangers more may touch somebody of them there.",
            n,
        )
        lines.append(item(0, (told.format(n=n), "doubt")))
    return lines


def danger_lines(
    touched: Sequence[SharedCaution], citations: Citations, in_full: set[str]
) -> list[Line]:
    """Dangers by the people they touch: counted, or each in full where it is told nowhere else."""
    groups: dict[str, list[SharedCaution]] = {}
    lines = []
    for each in touched:
        names = ", ".join(one.name for one in each.people if one.touches == "touched")
        if citations.exact or each.id in in_full:
            tag: Run = (citations.tag(each.citations), "quiet")
            lines.append(item(0, (f"{names}: ", "danger"), sentence(each.says), tag))
        else:
            groups.setdefault(names, []).append(each)
    for names, found in groups.items():
        of = ngettext("{n} danger", "{n} dangers", len(found)).format(n=len(found))
        told = f"{of} ({dangers.counted_kinds(found)})."
        lines.append(item(0, (f"{names}: ", "danger"), told))
    return lines
