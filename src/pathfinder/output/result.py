"""The whole result of one person as a page: dangers, countries from best to worst, documents."""

from __future__ import annotations

from pathfinder.engine.assessment import Assessment, DestinationResult, DocumentNote
from pathfinder.i18n import _, ngettext
from pathfinder.output.cited import collect, documents
from pathfinder.output.countries import Countries
from pathfinder.output.dangers import everywhere, of_several, shared
from pathfinder.output.groups import grouped, named
from pathfinder.output.page import Line, text, title
from pathfinder.output.words import Labels, age_words, label

_ASKED_FIRST = 5
"""How many facts the hint on what to ask first names."""


def page(assessment: Assessment, labels: Labels, *, explain: bool) -> list[Line]:
    """The lines of a result; with `explain` every condition, open point and passage."""
    citations = collect(assessment, exact=explain)
    destinations = assessment.destinations
    countries = Countries(assessment.on, citations, labels, frozenset(shared(destinations)))
    lines = _head(assessment, labels)
    lines += everywhere(assessment.cautions, citations, labels)
    lines += of_several(destinations, citations, labels)
    lines += countries.lines(destinations)
    lines += documents(assessment, citations)
    if not explain:
        lines.append(text(_("To see every condition and passage, ask again with --explain.")))
    return lines


def _head(assessment: Assessment, labels: Labels) -> list[Line]:
    if assessment.case:
        head = _("Where can this person legally go? Case {case}, on {on}")
    else:
        head = _("Where can this person legally go? On {on}")
    advice = _(
        "Laws and practice change: before anyone travels, applies or crosses a border, have a"
        " lawyer or an aid organisation confirm it."
    )
    first = _asked_first(assessment, labels)
    return [
        title(head.format(case=assessment.case, on=assessment.on)),
        text(
            (_("This is not legal advice and no promise."), "strong"),
            f" {_rests_on(assessment.documents)} {advice}",
        ),
        text((_("In short: "), "strong"), in_short(assessment.destinations)),
        *([text((_("Ask first: "), "strong"), first)] if first else []),
    ]


def _asked_first(assessment: Assessment, labels: Labels) -> str:
    """The facts for which most countries wait that saying more can open, then most dangers.

    Nothing for one country: it says itself what it waits for.
    """
    waiting = grouped(assessment.destinations)["facts"]
    if len(waiting) < 2:
        return ""
    countries: dict[str, int] = {}
    for each in waiting:
        for fact in {fact: None for pathway in each.pathways for fact in pathway.missing}:
            countries[fact] = countries.get(fact, 0) + 1
    cautions = {each.id: each for one in assessment.destinations for each in one.cautions}
    dangers: dict[str, int] = {}
    for caution in [*assessment.cautions, *cautions.values()]:
        for fact in caution.missing:
            dangers[fact] = dangers.get(fact, 0) + 1
    facts = sorted(
        {**countries, **dangers},
        key=lambda fact: (-countries.get(fact, 0), -dangers.get(fact, 0)),
    )
    return "; ".join(
        _would_tell(label(fact, labels), countries.get(fact, 0), dangers.get(fact, 0))
        for fact in facts[:_ASKED_FIRST]
    ) + ("." if facts else "")


def _would_tell(fact: str, countries: int, dangers: int) -> str:
    """`Public activities (4 countries, 9 dangers)`."""
    told = []
    if countries:
        told.append(ngettext("{n} country", "{n} countries", countries).format(n=countries))
    if dangers:
        told.append(ngettext("{n} danger", "{n} dangers", dangers).format(n=dangers))
    return f"{fact} ({', '.join(told)})"


def _rests_on(notes: list[DocumentNote]) -> str:
    """How many documents, and the age of the newest: nothing in the result is younger than it."""
    n = len(notes)
    ages = [note.months_old for note in notes if note.months_old is not None]
    if not ages:
        return ngettext(
            "It repeats what {n} document states.", "It repeats what {n} documents state.", n
        ).format(n=n)
    return ngettext(
        "It repeats what {n} document states, dated {age}.",
        "It repeats what {n} documents state, the newest dated {age}.",
        n,
    ).format(n=n, age=age_words(min(ages)))


def in_short(destinations: list[DestinationResult]) -> str:
    """How many countries there are of each kind, the feasible ones by name."""
    groups = grouped(destinations)
    names = ", ".join(named(each) for each in groups["feasible"])
    feasible = _("{n} feasible: {names}").format(n=len(groups["feasible"]), names=names)
    parts = [feasible if names else _("no country is certainly feasible")]
    for words, group in (
        (_("{n} possible where saying more can help"), "facts"),
        (_("{n} possible where the documents are silent or disagree"), "documents"),
        (_("{n} not feasible"), "not_feasible"),
        (_("{n} not covered"), "not_covered"),
    ):
        if groups[group]:
            parts.append(words.format(n=len(groups[group])))
    return "; ".join(parts) + "."
