"""One document about one person, to print or to send: its parts, put together once for every form.

What a helper needs first stands first: what this is and is not, where to go, what to do, what to ask. The rest are
the sentences of the terminal, so that no form says something else than another.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from pathfinder.engine.assessment import (
    Assessment,
    CautionResult,
    DestinationResult,
    DocumentNote,
    PathwayResult,
    Receipt,
)
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.language.vocabulary import Fact
from pathfinder.output import dangers
from pathfinder.output.cited import collect
from pathfinder.output.groups import at_discretion, carriers, grouped, of_verdict
from pathfinder.output.page import Line, item, text
from pathfinder.output.references import References, passage_words
from pathfinder.output.report_countries import ReportCountries
from pathfinder.output.report_parts import Cell, Part, Reference, Report, Source, Table
from pathfinder.output.report_words import (
    first_steps,
    how_to_use,
    old_words,
    only_entry,
    people_named,
    what_it_is,
)
from pathfinder.output.result import in_short
from pathfinder.output.schedule import day_lines, notices
from pathfinder.output.words import Labels, age_words, endangers_word
from pathfinder.schedule.records import Schedule


def report(
    assessment: Assessment, schedule: Schedule, facts: Mapping[str, Fact], said: Part | None
) -> Report:
    """The document. `said` holds the answers of the person, see `pathfinder.output.answers`."""
    references = References(collect(assessment, exact=False).passages, False, {}, {})
    return Report(
        title=_("Where can this person legally go?"),
        about=_about(assessment),
        what=tuple(what_it_is(assessment)),
        parts=tuple(person_parts(assessment, schedule, facts, said, references)),
        sources=tuple(source(note) for note in assessment.documents),
        references=tuple(references_listed(references)),
        made=made_by(assessment.receipt),
    )


def person_parts(
    assessment: Assessment,
    schedule: Schedule,
    facts: Mapping[str, Fact],
    said: Part | None,
    references: References,
    in_full: Collection[str] | None = None,
) -> list[Part]:
    """What the document says about one person; `in_full` are the countries that are told in full (None: all)."""
    labels = {name: translate_rule(fact.label) for name, fact in facts.items()}
    destinations = assessment.destinations
    own = ReportCountries(
        assessment.on, references, labels, frozenset(dangers.shared(destinations))
    )
    parts = [
        _first(assessment, schedule, labels),
        _where(assessment),
        _perhaps(assessment),
        _days(schedule),
        _missing(assessment, facts, labels),
        *_dangers(assessment, references, labels),
        *_countries(own, [e for e in destinations if in_full is None or e.country in in_full]),
        said,
    ]
    return [part for part in parts if part is not None]


def _about(assessment: Assessment) -> str:
    if assessment.case:
        return _("Case {case}, judged for {on}").format(case=assessment.case, on=assessment.on)
    return _("Judged for {on}").format(on=assessment.on)


def made_by(receipt: Receipt) -> str:
    """From what program and rules the document was made."""
    return _("Made by {program} from the rules {rules}, for {day}.").format(
        program=receipt.program, rules=receipt.rules[: len("sha256:") + 12], day=receipt.on
    )


def _where(assessment: Assessment) -> Part:
    """In short, with a row for each country that is feasible."""
    found = grouped(assessment.destinations)["feasible"]
    columns = (_("Country"), _("How"), _("Until"), _("Danger there"), _("Known as of"))
    rows = tuple(_feasible_row(each, assessment.on) for each in found)
    return Part(
        name="where",
        heading=_("Where to go"),
        lines=(text((_("In short: "), "strong"), in_short(assessment.destinations)),),
        table=Table(columns, rows) if rows else None,
        after=(text(how_to_use()),) if rows else (),
    )


def _feasible_row(destination: DestinationResult, on: str) -> tuple[Cell, ...]:
    ways = carriers(destination)
    until = [way.until for way in ways if way.until]
    last: Cell = ((min(until), "") if until else (_("not stated"), ""),)
    name: Cell = ((translate_rule(destination.name), "strong"),)
    if at_discretion(destination):
        name = (*name, (" " + _("(if an authority agrees)"), "doubt"))
    how: Cell = ((_titles(ways), ""),)
    if only_entry(destination):
        how = (*how, (" " + _("(how long one may stay is not stated)"), "doubt"))
    return (name, how, last, _danger(destination), _age(ways, on))


def _perhaps(assessment: Assessment) -> Part | None:
    """A row for each country that is possible and that an answer can settle."""
    found = grouped(assessment.destinations)["facts"]
    if not found:
        return None
    rows = tuple(_possible_row(each, assessment.on) for each in found)
    return Part(
        name="perhaps",
        heading=_("Where it may be possible, if more is said"),
        lines=(text(_("What would have to be said stands in the table of questions below.")),),
        table=Table((_("Country"), _("How"), _("Danger there"), _("Known as of")), rows),
    )


def _possible_row(destination: DestinationResult, on: str) -> tuple[Cell, ...]:
    ways = [way for way in of_verdict(destination, "undetermined") if way.missing]
    name: Cell = ((translate_rule(destination.name), "strong"),)
    return (name, ((_titles(ways), ""),), _danger(destination), _age(ways, on))


def _danger(destination: DestinationResult) -> Cell:
    """The gravest danger there; else what lesser ones endanger, for silence would read as safety."""
    mark = dangers.mark(destination)
    if mark[0]:
        return (mark,)
    for touches, words in (("touched", "{kinds}"), ("possibly", _("possibly: {kinds}"))):
        found = [each for each in destination.cautions if each.touches == touches]
        if found:
            kinds = ", ".join(endangers_word(kind) for kind in _kinds(found))
            return ((words.format(kinds=kinds), "doubt"),)
    return ((_("none named"), ""),)


def _kinds(cautions: Sequence[CautionResult]) -> list[str]:
    return list(dict.fromkeys(kind for each in cautions for kind in each.endangers))


def _age(ways: Sequence[PathwayResult], on: str) -> Cell:
    """The date of the oldest statement on which a country rests, and how old it is."""
    known = [way.as_of for way in ways if way.as_of]
    if not known:
        return ((_("not stated"), ""),)
    return ((min(known), ""), (old_words(min(known), on), "quiet"))


def _titles(ways: Sequence[PathwayResult]) -> str:
    return "; ".join(translate_rule(way.title) for way in ways)


def _first(assessment: Assessment, schedule: Schedule, labels: Labels) -> Part:
    steps = [item(0, *step) for step in first_steps(assessment, schedule, labels)]
    return Part(
        name="first", heading=_("What to do first"), lines=tuple(steps), ordered=True, tone="notice"
    )


def _days(schedule: Schedule) -> Part | None:
    """By when; the part is left out where nothing can be said."""
    known = [line for line in notices(schedule) if line.kind == "item"]
    lines = [*known, *day_lines(schedule)]
    if not lines:
        return None
    return Part(name="days", heading=_("Days that must not be missed"), lines=tuple(lines))


def _missing(assessment: Assessment, facts: Mapping[str, Fact], labels: Labels) -> Part | None:
    """What has not been said and would tell more, as the questions to ask; what opens most countries first."""
    countries: dict[str, list[str]] = {}
    for each in grouped(assessment.destinations)["facts"]:
        for fact in dict.fromkeys(fact for way in each.pathways for fact in way.missing):
            countries.setdefault(fact, []).append(translate_rule(each.name))
    counts = people_named(assessment)
    names = sorted(
        {**countries, **counts},
        key=lambda fact: (-len(countries.get(fact, ())), -counts.get(fact, 0)),
    )
    if not names:
        return None
    rows = [_question(name, facts, labels, countries.get(name, []), counts) for name in names]
    columns = (_("Ask"), _("May decide about"), _("Would tell of"))
    return Part(
        name="missing",
        heading=_("What has not been said"),
        lines=(
            text(
                _(
                    "Nobody has to answer. What is painful or dangerous to say may stay unsaid: nothing"
                    " here counts silence as a no."
                )
            ),
        ),
        table=Table(columns, tuple(rows)),
    )


def _question(
    name: str,
    facts: Mapping[str, Fact],
    labels: Labels,
    countries: list[str],
    counts: Mapping[str, int],
) -> tuple[Cell, ...]:
    n = counts.get(name, 0)
    told = ngettext("{n} danger", "{n} dangers", n).format(n=n) if n else "–"
    fact = facts.get(name)
    question = f" {translate_rule(fact.question)}" if fact is not None else ""
    return (
        ((f"{labels.get(name, name)}.", "strong"), (question, "")),
        ((", ".join(countries) or "–", ""),),
        ((told, ""),),
    )


def _dangers(assessment: Assessment, references: References, labels: Labels) -> list[Part | None]:
    everywhere = dangers.everywhere(assessment.cautions, references, labels)
    several = dangers.of_several(assessment.destinations, references, labels)
    return [
        Part(name="dangers", heading=_heading(everywhere), lines=tuple(everywhere[1:]), tone="danger"),
        Part(name="dangers-several", heading=_heading(several), lines=tuple(several[1:]), tone="danger")
        if several
        else None,
    ]  # fmt: skip


def _heading(lines: Sequence[Line]) -> str:
    return "".join(words for words, _tone in lines[0].runs)


def _countries(own: ReportCountries, destinations: list[DestinationResult]) -> list[Part]:
    """Each group of countries as a part of its own."""
    parts: list[Part] = []
    for line in own.lines(destinations):
        if line.kind == "section":
            heading = "".join(words for words, _tone in line.runs)
            parts.append(Part(name=f"countries-{len(parts) + 1}", heading=heading))
        else:
            last = parts[-1]
            parts[-1] = msgspec.structs.replace(last, lines=(*last.lines, line))
    return parts


def source(note: DocumentNote) -> Source:
    """A document in the list of them."""
    dated = note.published if note.published != "not recorded" else _("undated")
    where = note.where if note.where != "not recorded" else ""
    return Source(
        id=note.id, title=note.title, author=note.author, published=dated,
        age=age_words(note.months_old), where=where,
    )  # fmt: skip


def references_listed(references: References) -> list[Reference]:
    """The numbered passages."""
    found = []
    for number, passage, id_ in references.listed():
        words = (
            passage_words(passage)
            if passage is not None
            else _("{name}: no such citation.").format(name=id_)
        )
        found.append(Reference(number, passage.document if passage is not None else "", words))
    return found
