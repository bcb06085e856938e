"""Rules that allow so many days within a window: after which day a return is lawful again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from pathfinder.i18n import _, ngettext
from pathfinder.language import records
from pathfinder.language.walking import parts_of
from pathfinder.schedule.person import Person
from pathfinder.schedule.records import Entry, Notice
from pathfinder.values.dates import LAST_DAY, Day
from pathfinder.values.stays import Stay, earliest_entry, latest_exit, longest_stay, present_stay


class Allowance(msgspec.Struct, frozen=True):
    """The question of a pathway that counts days, with the countries it counts them in."""

    pathway: records.Pathway
    question: records.DaysIn
    countries: frozenset[str]


def allowances(person: Person) -> Iterator[Allowance]:
    """The windows of the pathways that cover the person and are certainly in force, each pathway's first."""
    for pathway in person.book.pathways.values():
        row = person.judgement.rows[pathway.id]
        versions = [each for each in pathway.versions if each.span.at(person.on)]
        found = [question for each in versions for question in _counting(each.requires)]
        if row.covered and found:
            members = person.book.vocabulary.members
            inside = [members(name, person.on) for name in found[0].countries]
            yield Allowance(pathway, found[0], frozenset().union(*inside))


def _counting(condition: Any) -> list[records.DaysIn]:
    return [found for found in parts_of(condition) if isinstance(found, records.DaysIn)]


def limits_one_stay(person: Person, country: str, day: Day) -> bool:
    """Whether the stay rules of a country limit one stay without a break and say nothing of earlier ones."""
    inside = person.covering(country, day)
    asked = [
        question
        for pathway in person.book.pathways.values()
        if pathway.country in inside and pathway.gives == "stay"
        for version in pathway.versions
        if version.span.at(day) is not False
        for question in parts_of(version.requires)
    ]
    if any(isinstance(question, records.DaysIn) for question in asked):
        return False
    return any(isinstance(each, records.PresentStay) and each.at_most for each in asked)


def earlier_visits(
    person: Person, country: str, day: Day, stays: tuple[Stay, ...]
) -> Iterator[Notice]:
    """That the documents do not say whether a visit within the year before counts, where there was one.

    Asked of the stay that includes `day`, one of `stays`. A person who left for a day and came back would otherwise be
    told a whole new stay as if it were certain.
    """
    inside = _together(person, country, day)
    begun = present_stay(stays, inside, day)
    if begun is None or not limits_one_stay(person, country, day):
        return
    ends = [each.left for each in stays if each.country in inside and each.left is not None]
    if any(begun - 366 <= end < begun for end in ends):
        says = _(
            "{country}: the documents do not say whether days of earlier visits count for the stay that"
            " begins on {day}; here they do not. Have it confirmed before relying on a day."
        )
        told = says.format(country=person.name(country), day=person.written(begun))
        yield Notice(kind="danger", country=country, says=told)


def hangs_on_absence(person: Person, country: str, day: Day, stays: Iterable[Stay]) -> bool:
    """Whether an earlier end of other stays would help only because the documents are silent on earlier visits."""
    inside = _together(person, country, day)
    return limits_one_stay(person, country, day) and any(each.country in inside for each in stays)


def _together(person: Person, country: str, day: Day) -> frozenset[str]:
    """The countries whose days a rule about a country may count with its own."""
    members = person.book.vocabulary.members
    names = person.covering(country, day)
    return frozenset((country,)).union(*(members(name, day) for name in names))


def returns(person: Person) -> Iterator[Entry]:
    """The first day of a lawful return to each country where days are counted and some are used up.

    Whoever is there is taken to leave on the last lawful day, or on the day asked about where there is none; booked
    stays are no part of it.
    """
    for allowance in allowances(person):
        entry = _return(person, allowance)
        if entry is not None:
            yield entry


def _return(person: Person, allowance: Allowance) -> Entry | None:
    within, allowed = allowance.question.within, allowance.question.at_most.days
    there = present_stay(person.stays, allowance.countries, person.on) is not None
    if not there and person.place in allowance.countries:
        return None  # since when was not said: any day would promise too much
    stays, leaving = _recorded(person), person.on
    if there:
        leaving = latest_exit(stays, allowance.countries, within, allowed, person.on) or person.on
        stays = tuple(_left_on(each, leaving) for each in stays)
    first = earliest_entry(
        stays, allowance.countries, within, allowed, leaving + 1 if there else person.on
    )
    if first is None or first <= leaving + 1 or leaving >= LAST_DAY:
        return None
    country = allowance.pathway.country
    days = longest_stay(stays, allowance.countries, within, allowed, first)
    return Entry(
        kind="return", day=first, country=country, about=allowance.pathway.id,
        says=_("{country}: first day on which a return is lawful").format(
            country=person.name(country)
        ),
        because=_because(person, allowance, leaving if there else None, days), sure=not there,
        citations=allowance.question.cites or allowance.pathway.versions[0].cites,
    )  # fmt: skip


def _recorded(person: Person) -> tuple[Stay, ...]:
    return tuple(each for each in person.stays if each.entered <= person.on)


def _left_on(stay: Stay, leaving: Day) -> Stay:
    """The stay as it is if the person leaves on a day; earlier ones end as they did."""
    if stay.left is not None and stay.left <= leaving:
        return stay
    return Stay(stay.country, stay.entered, leaving)


def _because(
    person: Person, allowance: Allowance, leaving: Day | None, days: int | None
) -> str:  # fmt: skip
    from pathfinder.values.words import period_words

    allowed = allowance.question.at_most.days
    told = ngettext(
        "At most {n} day within {period} counts there.",
        "At most {n} days within {period} count there.",
        allowed,
    ).format(n=allowed, period=period_words(allowance.question.within))
    parts = [told]
    if leaving is not None:
        left = _("This holds if the person leaves on {day} and not later.")
        parts.append(left.format(day=person.written(leaving)))
    if days:
        longest = ngettext(
            "From that day on {n} day in a row is lawful.",
            "From that day on {n} days in a row are lawful.",
            days,
        )
        parts.append(longest.format(n=days))
    return " ".join(parts)
