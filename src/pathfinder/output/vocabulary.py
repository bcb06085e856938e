"""The vocabulary as a page: what can be said about a person, how it is asked and how it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from pathfinder.i18n import N_, _, ngettext, translate_rule
from pathfinder.language.vocabulary import Fact
from pathfinder.output.page import Line, Run, item, section, text, title
from pathfinder.output.terminal import write
from pathfinder.output.words import capital

_KINDS = {
    "yes_no": N_("yes or no"),
    "choice": N_("one option"),
    "choices": N_("any number of options"),
    "country": N_("one country"),
    "countries": N_("any number of countries"),
    "number": N_("a number"),
    "date": N_("a date"),
    "text": N_("text"),
    "stays": N_("stays: country, day of entry, day of leaving"),
    "by_country": N_("a date by country"),
    "visas": N_("visas: issuer, type, last day"),
}
_GROUPS = {
    "identity": N_("identity"),
    "family": N_("family"),
    "military": N_("military"),
    "exposure": N_("exposure"),
    "work and means": N_("work and means"),
    "where": N_("where"),
}
_COSTS = {
    "private": N_("painful or dangerous to say"),
    "hard": N_("difficult to find out"),
}
_EXAMPLES = {
    "yes_no": ("yes", "yes"),
    "country": ("KZ", "KZ"),
    "countries": ("[RU, AM]", "RU; AM"),
    "number": ("34", "34"),
    "date": ("2027-03-31", "2027-03-31"),
    "text": ("some words", "some words"),
    "stays": (
        "[{country: KG, entered: 2022-10-05}, {country: TR, entered: 2022-06-01, left: 2022-07-15}]",
        "KG 2022-10-05..; TR 2022-06-01..2022-07-15",
    ),
    "by_country": ("{KG: 2023-11-20}", "KG 2023-11-20"),
}
"""How a value is written in YAML and in a cell of a spreadsheet, by kind."""

_SHORT_LIST = 24
"""So many options fit a list; of longer ones (languages, pathways) only the number is told."""

_COMMON = ("en", "ru")
"""Languages that stand in the example; the first two of the alphabet mean nothing to most people."""

_SETS = ("choices", "countries", "stays", "by_country", "visas")


def render_facts(facts: Sequence[Fact], full: bool, file: TextIO) -> None:
    """Write facts to `file`, group by group; `full` adds the help and how they are written."""
    write(facts_page(facts, full=full), file=file)


def facts_page(facts: Sequence[Fact], *, full: bool) -> list[Line]:
    """Facts as lines of a page."""
    n = len(facts)
    lines = [
        title(ngettext("{n} fact about a person", "{n} facts about a person", n).format(n=n)),
        text(
            _(
                "What has not been said may be left out. A person who does not know says unknown,"
                " one who does not want to say says declined; neither counts as a no."
            )
        ),
    ]
    for group in dict.fromkeys(fact.group for fact in facts):
        lines.append(section(capital(_(_GROUPS.get(group, group)))))
        for fact in facts:
            if fact.group == group:
                lines += _fact(fact, full=full)
    if not full:
        more = _("For its help and how it is written, name a fact: pathfinder facts stays.")
        lines.append(text(more))
    return lines


def _fact(fact: Fact, *, full: bool) -> list[Line]:
    marks = [_(_KINDS.get(fact.kind, fact.kind))]
    if fact.unit:
        marks.append(_("in {unit}").format(unit=_(fact.unit)))
    if full and fact.kind == "number":
        marks.append(_("{least} to {most}").format(least=fact.minimum, most=fact.maximum))
    sensitive: Run = (_("; sensitive: never repeated"), "danger") if fact.sensitive else ("", "")
    if fact.cost in _COSTS:
        marks.append(_(_COSTS[fact.cost]))
    label = translate_rule(fact.label)
    lines = [
        item(0, (fact.name, "strong"), f": {label} ({', '.join(marks)}", sensitive, ")"),
        item(1, translate_rule(fact.question)),
    ]
    lines += _options(fact, full=full)
    if full:
        lines.append(item(1, _("Help: {help}").format(help=translate_rule(fact.help))))
        lines += _notation(fact)
    return lines


def _options(fact: Fact, *, full: bool) -> list[Line]:
    if not fact.options:
        return []
    n = len(fact.options)
    if not full and n > _SHORT_LIST:
        return [item(1, _("{n} options.").format(n=n))]
    if not full:
        names = ", ".join(word for word, _label in fact.options)
        return [item(1, _("Options: {names}.").format(names=names))]
    plain = all(not label or label == word for word, label in fact.options)
    if plain or n > _SHORT_LIST:
        words = ", ".join(word for word, _label in fact.options)
        return [item(1, _("Options: {names}.").format(names=words))]
    return [
        item(1, _("Options:")),
        *(item(2, (word, "strong"), f": {translate_rule(label)}") for word, label in fact.options),
    ]


def _notation(fact: Fact) -> list[Line]:
    """How the fact is written in a profile and in a spreadsheet."""
    written, cell = example(fact)
    lines = [
        item(1, _("In a profile: "), (f"{fact.name}: {written}", "strong")),
        item(1, _("In a cell of a spreadsheet: "), (cell, "strong")),
    ]
    if fact.kind in _SETS:
        none = _("Nothing of the kind: {empty} in a profile, none in a cell.")
        lines.append(item(1, none.format(empty="{}" if fact.kind == "by_country" else "[]")))
    return lines


def example(fact: Fact) -> tuple[str, str]:
    """How a value is written in a profile and in a cell of a spreadsheet."""
    words = [word for word, _label in fact.options if word != "none"]
    if fact.kind == "choice" and words:
        return words[0], words[0]
    if fact.kind == "choices" and words:
        two = [word for word in _COMMON if word in words] or words[:2]
        return f"[{', '.join(two)}]", "; ".join(two)
    if fact.kind == "visas":
        type_ = words[0] if words else "C"
        return (
            f"[{{issuer: SCHENGEN, type: {type_}, until: 2023-05-01}}]",
            f"SCHENGEN {type_} 2023-05-01",
        )
    return _EXAMPLES.get(fact.kind, ("...", "..."))
