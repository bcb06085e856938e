"""One document about the people of a case file: where all of them can be together, then everybody's own part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from pathfinder.engine.assessment import CautionResult, DocumentNote
from pathfinder.family.records import (
    DestinationTogether,
    FamilyResult,
    PersonResult,
    SharedCaution,
    Together,
)
from pathfinder.i18n import _, translate_rule
from pathfinder.language.vocabulary import Fact
from pathfinder.output import dangers
from pathfinder.output.cited import collect
from pathfinder.output.groups import grouped, named
from pathfinder.output.page import Line, Run, item, text
from pathfinder.output.references import References
from pathfinder.output.report import made_by, person_parts, references_listed, source
from pathfinder.output.report_parts import Cell, Part, Report, Table
from pathfinder.output.report_words import how_to_use, what_it_is
from pathfinder.output.together import (
    from_relations,
    how_it_is_judged,
    in_short,
    lines_of,
    nothing_together,
    sorted_out,
    words_of,
)
from pathfinder.output.together_country import Words, asks_authority, own_ways
from pathfinder.output.words import endangers_word
from pathfinder.schedule.records import Schedule
from pathfinder.values.text import inert


class Own(msgspec.Struct, frozen=True):
    """What the document says of one person besides the result: the days, the answers, the country they are in."""

    schedule: Schedule
    said: Part | None
    here: str | None = None


def report(
    result: FamilyResult,
    own: Sequence[Own],
    facts: Mapping[str, Fact],
    relations: Mapping[str, str],
    *,
    whole: bool = False,
) -> Report:
    """The document; `own` in the order of the people, `relations` how relations are called.

    Of each person it tells in full the countries for all and that where the person is, and the others in a line each
    of a table; every country where it is to be `whole`, or where nothing can be said of all.
    """
    labels = {name: translate_rule(fact.label) for name, fact in facts.items()}
    words = words_of(result, labels, relations)
    references = _references(result)
    parts = _together(result, words, references)
    for number, (person, of_person) in enumerate(zip(result.people, own, strict=True), 1):
        in_full = _in_full(result.together, of_person, whole=whole)
        schedule, said = of_person.schedule, of_person.said
        found = person_parts(person, schedule, facts, said, references, in_full)
        found += [_others(person)] if in_full is not None else []
        parts += [_of(person.name, number, part) for part in found]
    what = [text(how_it_is_judged()), *what_it_is(result.people[0])]
    return Report(
        title=_("Where can these people legally go together?"),
        about=_about(result),
        what=tuple(what),
        parts=tuple(parts),
        sources=tuple(source(note) for note in _documents(result.people)),
        references=tuple(references_listed(references)),
        made=made_by(result.receipt),
    )


def _in_full(together: Together | None, own: Own, *, whole: bool) -> frozenset[str] | None:
    """The countries that are told in full of a person: those for all, and that where the person is; None is all."""
    if whole or together is None:
        return None
    chosen = {each.country for each in together.destinations if each.verdict == "feasible"}
    return frozenset(chosen | ({own.here} if own.here else set()))


def _others(person: PersonResult) -> Part:
    """The countries that no table names, by what holds for the person alone; and how to have all in full."""
    groups = grouped(person.destinations)
    lines = [text(_("To have every country in full, ask again with --whole."))]
    for head, group in (
        (_("Possible, but the documents are silent or disagree"), "documents"),
        (_("Not feasible on that day"), "not_feasible"),
        (_("Not covered"), "not_covered"),
    ):
        names = ", ".join(named(each) for each in groups[group])
        lines += [item(0, (f"{head}: ", "strong"), f"{names}.")] if names else []
    return Part(name="others", heading=_("The other countries"), lines=tuple(lines))


def _references(result: FamilyResult) -> References:
    """All passages of all people, to be numbered once."""
    passages = {} if result.together is None else {e.id: e for e in result.together.citations}
    for person in result.people:
        passages |= collect(person, exact=False).passages
    return References(passages, False, {}, {})


def _documents(people: Sequence[PersonResult]) -> list[DocumentNote]:
    found = {note.id: note for person in people for note in person.documents}
    return [found[name] for name in sorted(found)]


def _about(result: FamilyResult) -> str:
    if result.case:
        return _("Case {case}, judged for {on}").format(case=result.case, on=result.on)
    return _("Judged for {on}").format(on=result.on)


def _of(name: str, number: int, part: Part) -> Part:
    """A part about one person, under their name; among the contents the first stands for all of them."""
    heading = _("{name}: {heading}").format(name=name, heading=part.heading)
    listed = inert(name) if part.name == "first" else ""
    anchor = f"person-{number}-{part.name}"
    return msgspec.structs.replace(part, name=anchor, heading=heading, listed=listed)


def _together(result: FamilyResult, words: Words, references: References) -> list[Part]:
    relations = tuple(from_relations(result, words))
    heading = _("Where all can be together")
    if result.together is None:
        lines = (text((nothing_together(), "doubt")), *relations)
        return [Part(name="together", heading=heading, lines=lines)]
    found = sorted_out(result.together)["feasible"]
    columns = (_("Country"), _("How"), _("Until"), _("Danger there"))
    rows = tuple(_row(each, words) for each in found)
    short = text((_("In short: "), "strong"), in_short(result.together))
    first = Part(
        name="together",
        heading=heading,
        lines=(short, *relations),
    )
    glance = Part(
        name="together-glance",
        heading=_("Feasible for all, at a glance"),
        table=Table(columns, rows),
        after=(text(how_to_use()),),
        listed="",
    )
    return [first, *([glance] if rows else []), *_groups(result.together, words, references)]


def _row(destination: DestinationTogether, words: Words) -> tuple[Cell, ...]:
    name: Cell = ((destination.name, "strong"),)
    if asks_authority(destination):
        name = (*name, (" " + _("(if an authority agrees)"), "doubt"))
    how = "; ".join(own_ways(destination, words))
    until = _("not stated")
    if destination.until:
        until = f"{destination.until} ({', '.join(destination.until_of)})"
    return (name, ((how, ""),), ((until, ""),), (_danger(destination.cautions),))


def _danger(cautions: Sequence[CautionResult | SharedCaution]) -> Run:
    """The gravest danger there; else what lesser ones endanger, for silence would read as safety."""
    mark = dangers.mark_of(cautions)
    if mark[0]:
        return mark
    for touches, words in (("touched", "{kinds}"), ("possibly", _("possibly: {kinds}"))):
        found = [each for each in cautions if each.touches == touches]
        if found:
            kinds = dict.fromkeys(kind for each in found for kind in each.endangers)
            return words.format(kinds=", ".join(map(endangers_word, kinds))), "doubt"
    return _("none named"), ""


def _groups(together: Together, words: Words, references: References) -> list[Part]:
    """Each group of countries as a part of its own."""
    parts: list[Part] = []
    for line in lines_of(together, words, references):
        if line.kind == "section":
            parts.append(_begun(line, len(parts) + 1))
        else:
            last = parts[-1]
            parts[-1] = msgspec.structs.replace(last, lines=(*last.lines, line))
    return parts


def _begun(line: Line, number: int) -> Part:
    heading = "".join(words for words, _tone in line.runs)
    danger = any(tone == "danger" for _words, tone in line.runs)
    return Part(name=f"together-{number}", heading=heading, tone="danger" if danger else "")
