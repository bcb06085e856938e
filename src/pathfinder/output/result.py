"""The whole result of one person as a page: dangers, countries from best to worst, documents."""

from __future__ import annotations

from pathfinder.engine.assessment import Assessment, DestinationResult, DocumentNote
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output.cited import collect, documents
from pathfinder.output.countries import Countries, at_discretion, grouped
from pathfinder.output.dangers import everywhere
from pathfinder.output.page import Line, text, title
from pathfinder.output.words import Labels, age_words


def page(assessment: Assessment, labels: Labels, *, explain: bool) -> list[Line]:
    """The lines of a result; with `explain` every condition, open point and passage."""
    citations = collect(assessment, exact=explain)
    lines = _head(assessment)
    lines += everywhere(assessment.cautions, citations, labels)
    lines += Countries(assessment.on, citations, labels).lines(assessment.destinations)
    lines += documents(assessment, citations)
    if not explain:
        lines.append(text(_("To see every condition and passage, ask again with --explain.")))
    return lines


def _head(assessment: Assessment) -> list[Line]:
    if assessment.case:
        head = _("Where can this person legally go? Case {case}, on {on}")
    else:
        head = _("Where can this person legally go? On {on}")
    advice = _(
        "Laws and practice change: before anyone travels, applies or crosses a border, have a"
        " lawyer or an aid organisation confirm it."
    )
    return [
        title(head.format(case=assessment.case, on=assessment.on)),
        text(
            (_("This is not legal advice and no promise."), "strong"),
            f" {_rests_on(assessment.documents)} {advice}",
        ),
        text((_("In short: "), "strong"), _in_short(assessment.destinations)),
    ]


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


def _in_short(destinations: list[DestinationResult]) -> str:
    groups = grouped(destinations)
    names = ", ".join(_named(each) for each in groups["feasible"])
    feasible = _("{n} feasible ({names})").format(n=len(groups["feasible"]), names=names)
    parts = [feasible if names else _("no country is certainly feasible")]
    for words, group in (
        (_("{n} possible where saying more can help"), "facts"),
        (_("{n} possible where the documents are silent or disagree"), "documents"),
        (_("{n} not feasible"), "not_feasible"),
        (_("{n} not covered"), "not_covered"),
    ):
        if groups[group]:
            parts.append(words.format(n=len(groups[group])))
    return ", ".join(parts) + "."


def _named(destination: DestinationResult) -> str:
    name = translate_rule(destination.name)
    return (
        _("{name} if an authority agrees").format(name=name) if at_discretion(destination) else name
    )
