"""One pathway in full, for whoever checks it: every condition with its truth, value and source."""

from __future__ import annotations

from pathfinder.engine.assessment import Note, PathwayResult, Reason, Value
from pathfinder.i18n import _, translate_rule
from pathfinder.output.cited import Citations, passage_lines
from pathfinder.output.page import Line, Run, Tone, item
from pathfinder.output.pathways import asked, head, known_as_of, open_point, terms
from pathfinder.output.words import (
    Labels,
    capital,
    condition_words,
    label,
    part_of,
    sentence,
    truth_words,
)

_TONES: dict[str, Tone] = {"yes": "", "no": "strong", "not_said": "doubt", "not_stated": "doubt"}


def full(pathway: PathwayResult, on: str, citations: Citations, labels: Labels) -> list[Line]:
    """Verdict, dates, terms, the tree of conditions, open points, notes, passages of one pathway."""
    lines = [head(0, pathway, citations, lead=f"{pathway.id}: ")]
    if pathway.in_force:
        lines.append(item(1, _("In force: {when}").format(when=sentence(pathway.in_force))))
    lines += terms(1, pathway, citations)
    if pathway.as_of:
        lines.append(item(1, known_as_of(pathway.as_of, on)))
    lines += asked(1, pathway, labels)
    lines += conditions(1, pathway.reasons, citations, labels)
    for point in pathway.open:
        lines += open_point(1, point, citations)
    lines += notes(1, pathway.context, citations)
    if pathway.citations:
        lines.append(item(1, _("Passages:")))
        lines += passage_lines(2, pathway.citations)
    return lines


def conditions(
    depth: int, reasons: list[Reason], citations: Citations, labels: Labels
) -> list[Line]:
    """The tree of conditions; a nested one stands below what it is part of."""
    lines: list[Line] = []
    top = min((reason.depth for reason in reasons), default=0)
    for reason in reasons:
        if part_of(reason) == "in force" and reason.truth == "yes":
            continue  # the dates stand above already
        at = depth + reason.depth - top
        truth: Run = (truth_words(reason), _TONES.get(reason.truth, ""))
        decisive = _(", decisive") if reason.decisive else ""
        says = f": {translate_rule(reason.says)}" if reason.says else "."
        tag: Run = (citations.tag(reason.citations), "quiet")
        lines.append(item(at, f"{condition_words(reason)}, ", truth, decisive + says, tag))
        lines += [item(at + 1, _value_words(value, labels)) for value in reason.values]
    return lines


def _value_words(value: Value, labels: Labels) -> str:
    """`Valid passports: internal (said at profile.yaml:4:13).`."""
    name = capital(label(value.fact, labels))
    if value.value is None:
        return _("{fact}: not said.").format(fact=name)
    if value.place is None:
        return _("{fact}: {value}.").format(fact=name, value=value.value)
    return _("{fact}: {value} (said at {place}).").format(
        fact=name, value=value.value, place=value.place
    )


def notes(depth: int, context: list[Note], citations: Citations) -> list[Line]:
    """What helps to judge and decides nothing."""
    return [
        item(
            depth,
            _("To judge it by: {says}").format(says=translate_rule(note.says)),
            (citations.tag(note.citations), "quiet"),
        )
        for note in context
    ]
