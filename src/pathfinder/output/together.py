"""The people of a case file as a page: where all of them can be together first, then each person alone."""

from __future__ import annotations

from collections.abc import Mapping

from pathfinder.family.records import DestinationTogether, FamilyResult, Together
from pathfinder.i18n import _
from pathfinder.language.kin import IMPLIED
from pathfinder.output import dangers
from pathfinder.output.cited import Citations
from pathfinder.output.groups import counted
from pathfinder.output.page import Line, Tone, item, section, text, title
from pathfinder.output.result import page as person_page
from pathfinder.output.together_country import (
    Words,
    asks_authority,
    country_lines,
    danger_lines,
    what_it_hangs_on,
)
from pathfinder.output.words import Labels, label

Countries = list[DestinationTogether]

_GOOD: Tone = "good"
_DOUBT: Tone = "doubt"


def words_of(result: FamilyResult, labels: Labels, relations: Mapping[str, str]) -> Words:
    """The words for a result."""
    found = [each for person in result.people for each in person.destinations]
    titles = {pathway.id: pathway.title for each in found for pathway in each.pathways}
    cautions = frozenset(caution.id for each in found for caution in each.cautions)
    return Words(labels, relations, titles, cautions)


def page(
    result: FamilyResult, labels: Labels, relations: Mapping[str, str], *, explain: bool
) -> list[Line]:
    """All lines: what holds for all together, then everybody's own result."""
    words = words_of(result, labels, relations)
    lines = [*_head(result), *from_relations(result, words, explain=explain)]
    if result.together is None:
        lines.append(text((nothing_together(), "doubt")))
    else:
        citations = citations_of(result.together, explain=explain)
        lines += lines_of(result.together, words, citations)
    for person in result.people:
        lines += person_page(person, labels, explain=explain)
    return lines


def citations_of(together: Together, *, explain: bool) -> Citations:
    """The passages that the part on all together names."""
    return Citations({each.id: each for each in together.citations}, explain)


def nothing_together() -> str:
    """Why nothing is said of all."""
    return _(
        "Where all can be together cannot be told: somebody could not be judged, or the relations have"
        " faults."
    )


def _head(result: FamilyResult) -> list[Line]:
    head = _("Where can these people legally go together? On {on}")
    if result.case:
        head = _("Where can these people legally go together? Case {case}, on {on}")
    lines = [
        title(head.format(case=result.case, on=result.on)),
        text((_("This is not legal advice and no promise."), "strong"), f" {how_it_is_judged()}"),
    ]
    if result.together is not None:
        lines.append(text((_("In short: "), "strong"), in_short(result.together)))
    return lines


def how_it_is_judged() -> str:
    """What the part on all together is."""
    return _(
        "Everybody is judged alone, by what they said. Somebody goes along where a pathway is stated for"
        " family of whoever goes by another one. Each person's own result stands below."
    )


def sorted_out(together: Together) -> dict[str, Countries]:
    """By verdict; the possible ones apart: `facts` where saying more can help, else `documents`."""
    groups: dict[str, Countries] = {
        name: [] for name in ("feasible", "facts", "documents", "not_feasible", "not_covered")
    }
    for each in together.destinations:
        group = each.verdict
        if group == "possible":
            group = "facts" if "facts" in each.because else "documents"
        groups[group].append(each)
    return groups


def in_short(together: Together) -> str:
    """How many countries there are of each kind, those for all by name."""
    groups = sorted_out(together)
    names = ", ".join(_named(each) for each in groups["feasible"])
    feasible = _("{n} feasible for all: {names}").format(n=len(groups["feasible"]), names=names)
    parts = [feasible if names else _("no country is certainly feasible for all")]
    for words, group in (
        (_("{n} possible where saying more can help"), "facts"),
        (_("{n} possible where the documents are silent or disagree"), "documents"),
        (_("{n} not feasible"), "not_feasible"),
        (_("{n} not covered"), "not_covered"),
    ):
        if groups[group]:
            parts.append(words.format(n=len(groups[group])))
    return "; ".join(parts) + "."


def _named(destination: DestinationTogether) -> str:
    marks = [_("if an authority agrees")] if asks_authority(destination) else []
    if danger := dangers.mark_of(destination.cautions)[0]:
        marks.append(danger)
    return f"{destination.name} ({'; '.join(marks)})" if marks else destination.name


def from_relations(result: FamilyResult, words: Words, *, explain: bool = False) -> list[Line]:
    """The facts that nobody said and that follow from relations; with `explain` why that is certain."""
    found = [(person.name, each) for person in result.people for each in person.from_relations]
    if not found:
        return []
    lead = _("Not said, but certain from the relations:")
    told = _("{name}: {fact}, from what {of} said ({relation})")
    return [
        text((lead, "quiet")),
        *(
            item(
                0,
                told.format(
                    name=name,
                    fact=label(each.fact, words.labels),
                    of=each.of,
                    relation=words.relations.get(each.relation, each.relation),
                ),
                (f". {_(IMPLIED[each.fact])}" if explain else "", "quiet"),
            )
            for name, each in found
        ),
    ]


def lines_of(together: Together, words: Words, citations: Citations) -> list[Line]:
    """The countries group by group, and the dangers that follow somebody everywhere."""
    groups = sorted_out(together)
    lines = _everywhere(together, citations)
    for head, group, tone in (
        (_("Feasible for all"), "feasible", _GOOD),
        (_("Possible for all, and saying more can help"), "facts", _DOUBT),
    ):
        found = groups[group]
        if found:
            lines.append(section(counted(head, found), tone))
        for each in found:
            lines += country_lines(each, words, citations)
    return [
        *lines,
        *_silent(groups["documents"]),
        *_blocked(_("Not for all"), groups["not_feasible"]),
        *_blocked(_("Not covered for all"), groups["not_covered"]),
    ]


def _everywhere(together: Together, citations: Citations) -> list[Line]:
    """The dangers that certainly follow somebody, by whom; each person's own result says them in full."""
    touched = [each for each in together.cautions if each.touches == "touched"]
    if not touched:
        return []
    lines = [section(_("Dangers that follow somebody of them everywhere"), "danger")]
    return lines + danger_lines(touched, citations, set())


def _silent(found: Countries) -> list[Line]:
    """Countries that nothing settles that anybody says, with those on whom it hangs."""
    if not found:
        return []
    head = counted(_("Possible for all, but the documents are silent or disagree"), found)
    lines = [section(head, "doubt")]
    for names, countries in _by_names(found):
        told = _("It hangs on {people}: {countries}.")
        if not names:
            told = _("For everybody: {countries}.")
        lines.append(item(0, told.format(people=names, countries=countries)))
    for each in found:
        points = what_it_hangs_on(each)
        lines += [item(0, (f"{each.name}:", "strong")), *points] if points else []
    return lines


def _blocked(head: str, found: Countries) -> list[Line]:
    if not found:
        return []
    lines = [section(counted(head, found))]
    for names, countries in _by_names(found):
        lead = _("Not for {people}: ").format(people=names) if names else _("Not for anybody: ")
        lines.append(item(0, (lead, "strong"), f"{countries}."))
    return lines


def _by_names(found: Countries) -> list[tuple[str, str]]:
    """Who stops some countries, and which; no name where it is everybody."""
    groups: dict[str, list[str]] = {}
    for each in found:
        everybody = len(each.blocked_by) == sum(not one.own_country for one in each.people)
        names = "" if everybody and len(each.people) > 1 else ", ".join(each.blocked_by)
        groups.setdefault(names, []).append(each.name)
    return [(names, ", ".join(countries)) for names, countries in groups.items()]
