"""Papers that run out: the travel passport, visas, and permits whose last day nobody has said."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.i18n import _, translate_rule
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.schedule.person import Person
from pathfinder.schedule.records import Entry, Notice

PASSPORT, VISAS, PERMITS = "travel_passport_expires", "visas", "residence_permits"


def passport(person: Person) -> Iterator[Entry | Notice]:
    """The last day of the travel passport, if it is held and its day was said."""
    day = person.values.get(PASSPORT)
    if day is None or "travel" not in person.values.get("passports", ("travel",)):
        return
    if day < person.on:
        says = _("The travel passport ran out on {day}.").format(day=person.written(day))
        yield Notice(kind="danger", country=None, says=says)
        return
    because = ""
    if person.papers_endangered:
        because = _(
            "Whoever asks a consulate for a new one may be in danger: read the dangers first."
        )
    yield Entry(
        kind="passport", day=day, country=None, about="passport",
        says=_("Travel passport: the last day on which it is valid"), because=because,
    )  # fmt: skip


def visas(person: Person, vocabulary: Vocabulary) -> Iterator[Entry]:
    """The last day of each visa that has not run out; visas of the same kind are told apart by their day."""
    kinds = dict(vocabulary.facts[VISAS].options)
    for visa in sorted(set(person.values.get(VISAS, ()))):
        if visa.until < person.on:
            continue
        name = person.name(visa.issuer)
        kind = translate_rule(kinds.get(visa.type, visa.type))
        yield Entry(
            kind="visa", day=visa.until, country=visa.issuer, about=f"{visa.issuer} {visa.type}",
            says=_("Visa: {country} ({kind}): the last day on which it is valid").format(
                country=name, kind=kind
            ),
            because=_("So it was said of the visa; the stay that it allows may end earlier."),
        )  # fmt: skip


def permits(person: Person) -> Iterator[Notice]:
    """Permits are said without a last day, so that each has to be looked at."""
    for country in sorted(person.values.get(PERMITS, ())):
        says = _(
            "Residence permit: {country}: its last day is not among what can be said here; look it"
            " up on the permit and put it into the calendar yourself."
        )
        yield Notice(kind="gap", country=country, says=says.format(country=person.name(country)))
