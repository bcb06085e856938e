"""The words of the report that stand nowhere else: what it is, what to do first, how old what it says is."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.engine.assessment import Assessment, DestinationResult
from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.output import dangers
from pathfinder.output.groups import carriers, grouped
from pathfinder.output.page import Line, Run, text
from pathfinder.output.schedule import away_words
from pathfinder.output.words import (
    Labels,
    age_words,
    fact_words,
    months_since,
    months_words,
    sentence,
)
from pathfinder.schedule.records import Schedule
from pathfinder.values.dates import format_day

_DAYS_FIRST = 3
"""So many days stand among what to do first; the list of days has them all."""

_SOON = 366
"""Days that lie further off than this are no thing to do first."""

_QUESTIONS_FIRST = 5
"""So many facts are asked for first; the table has them all."""


def what_it_is(assessment: Assessment) -> list[Line]:
    """What the document is and is not, in words that help: what to do with it."""
    n = len(assessment.documents)
    ages = [note.months_old for note in assessment.documents if note.months_old is not None]
    rests = ngettext(
        "It repeats what {n} document states, and nothing else.",
        "It repeats what {n} documents state, and nothing else.",
        n,
    ).format(n=n)
    if ages:
        rests += " " + _("The newest of them is dated {age}.").format(age=age_words(min(ages)))
    return [
        text(
            (_("This is not legal advice."), "strong"),
            f" {rests} "
            + _(
                "Laws and practice change, and a border guard may decide otherwise. Show it to a"
                " lawyer or an aid organisation before anyone travels, applies or crosses a border:"
                " the numbers in brackets lead them to the passages, so that they can check quickly."
            ),
        ),
        text(
            (_("Keep it safe."), "strong"),
            " "
            + _(
                "It says things about a person whom a state may look for. Do not carry it over a border"
                " and do not leave it on a telephone that others can open; destroy it when it has"
                " served."
            ),
        ),
    ]


def how_to_use() -> str:
    """How the table is to be read."""
    return _(
        "“Feasible” means that every condition the documents state is met; it is no promise that the"
        " border or an office will see it so. The last day is that of whoever is there on the day asked"
        " about, or enters on it. “Possible” hangs on what has not been said."
    )


def old_words(as_of: str, on: str) -> str:
    """` (18 months old)`; nothing for what is no older than a month, or later than the day asked about."""
    months = months_since(as_of, on)
    if not months or months < 0:
        return ""
    return " " + _("({months} old)").format(months=months_words(months))


def people_named(assessment: Assessment) -> dict[str, int]:
    """Of how many dangers a fact would tell whether they touch the person; a danger of several countries once."""
    cautions = {each.id: each for one in assessment.destinations for each in one.cautions}
    counts: dict[str, int] = {}
    for caution in [*assessment.cautions, *cautions.values()]:
        for fact in caution.missing:
            counts[fact] = counts.get(fact, 0) + 1
    return counts


def first_steps(
    assessment: Assessment, schedule: Schedule, labels: Labels
) -> Iterator[tuple[Run, ...]]:
    """What to do first: what presses, what endangers, what to ask, and whom."""
    for notice in schedule.notices:
        if notice.kind == "danger":
            yield ((notice.says, "danger"),)
    soon = [entry for entry in schedule.entries if entry.day - schedule.on <= _SOON]
    for entry in soon[:_DAYS_FIRST]:
        day = format_day(entry.day)
        lead: Run = (f"{day} ({away_words(entry.day - schedule.on)}): ", "strong")
        warning = [entry.because] if entry.kind == "passport" and entry.because else []
        words = [sentence(each) for each in (entry.says, *entry.to_do, *warning)]
        yield (lead, (" ".join(words), ""))
    yield from _know(assessment)
    yield from _questions(assessment, labels)
    yield from _confirm(assessment)


def _know(assessment: Assessment) -> Iterator[tuple[Run, ...]]:
    """How many dangers certainly follow the person everywhere, and what they endanger."""
    touched = [each for each in assessment.cautions if each.touches == "touched"]
    if touched:
        told = ngettext(
            "{n} danger follows this person everywhere ({kinds}).",
            "{n} dangers follow this person everywhere ({kinds}).",
            len(touched),
        ).format(n=len(touched), kinds=dangers.counted_kinds(touched))
        yield ((_("Read the dangers below before any step: "), "danger"), (told, ""))


def _questions(assessment: Assessment, labels: Labels) -> Iterator[tuple[Run, ...]]:
    counts: dict[str, int] = {}
    for each in grouped(assessment.destinations)["facts"]:
        for fact in dict.fromkeys(fact for way in each.pathways for fact in way.missing):
            counts[fact] = counts.get(fact, 0) + 1
    facts = sorted(counts, key=lambda fact: -counts[fact])[:_QUESTIONS_FIRST]
    if facts:
        told = _("Ask, if the person is willing to say: {facts}.")
        yield ((told.format(facts=fact_words(facts, labels)), ""),)


def only_entry(destination: DestinationResult) -> bool:
    """Whether a country is feasible because one may enter, and nothing is stated about staying."""
    return all(way.gives == "enter" for way in carriers(destination))


def _confirm(assessment: Assessment) -> Iterator[tuple[Run, ...]]:
    """What a lawyer is to be asked about: the open countries, the safest first."""
    feasible = grouped(assessment.destinations)["feasible"]
    safest = sorted(
        feasible,
        key=lambda each: (bool(dangers.mark(each)[0]), only_entry(each), bool(each.cautions)),
    )
    if not safest:
        told = _(
            "Ask a lawyer or an aid organisation what else there may be: no country is certainly feasible."
        )
        yield ((told, ""),)
        return
    names = ", ".join(translate_rule(each.name) for each in safest[:_DAYS_FIRST])
    told = _("Have a lawyer or an aid organisation confirm, before any step: {names}.")
    yield ((told.format(names=names), ""),)
