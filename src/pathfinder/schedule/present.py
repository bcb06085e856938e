"""The present stay: its last lawful day, and what must be done by when."""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.engine.assessment import Duty, PathwayResult
from pathfinder.i18n import _, translate_rule
from pathfinder.schedule.person import LASTING_VERDICTS, Person
from pathfinder.schedule.records import Entry, Notice
from pathfinder.schedule.windows import earlier_visits
from pathfinder.values.dates import Day, parse_day


def present(person: Person) -> Iterator[Entry | Notice]:
    """Every day that follows from where the person is; nothing in their own country, or where that is not known."""
    if person.place is None:
        says = _("Where the person is was not said, so no last lawful day can be told.")
        yield Notice(kind="gap", country=None, says=says)
        return
    inside = person.covering(person.place, person.on)
    ways = list(person.stay_ways(person.assessment, inside))
    for way in ways:
        yield from _of_way(person, way)
    if person.place in person.values.get("citizenships", ()) or person.has_permit(person.place):
        return
    yield from earlier_visits(person, person.place, person.on, person.stays)
    if not ways:
        yield _not_stated(person, person.place)
    elif not any(way.verdict in LASTING_VERDICTS for way in ways):
        yield _not_lawful(person, person.place)
    elif not any(way.until for way in ways):
        yield _no_last_day(person, person.place, ways)


def _of_way(person: Person, way: PathwayResult) -> Iterator[Entry]:
    """The last lawful day of one way with what is to be done by it, and duties that have a day of their own."""
    until = parse_day(way.until) if way.until else None
    by_then = [duty for duty in way.duties if until is not None and _due(duty) == until]
    if until is not None:
        yield _last_day(person, way, until, by_then)
    for duty in way.duties:
        due = _due(duty)
        if due is None or duty in by_then:
            continue
        if due >= person.on and way.verdict not in LASTING_VERDICTS:
            continue
        yield Entry(
            kind="duty", day=due, country=person.place, about=f"{way.id} {_number(way, duty)}",
            says=translate_rule(duty.says).rstrip("."), sure=way.verdict == "eligible",
            because=_("{country}: {title}. {when}").format(
                country=person.name(person.place or ""), title=way.title, when=_when(duty)
            ),
            overdue=due < person.on, citations=tuple(duty.citations),
        )  # fmt: skip


def _last_day(person: Person, way: PathwayResult, until: Day, by_then: list[Duty]) -> Entry:
    told = _("{country}: last lawful day of the present stay")
    if way.verdict != "eligible":
        told = _("{country}: last lawful day of the present stay, if it is lawful at all")
    return Entry(
        kind="last_day", day=until, country=person.place, about=way.id,
        says=told.format(country=person.name(person.place or "")),
        because=_sentence(way.title), sure=way.verdict == "eligible",
        to_do=tuple(translate_rule(duty.says) for duty in by_then),
        citations=tuple(passage.id for passage in way.citations[:3]),
    )  # fmt: skip


def _due(duty: Duty) -> Day | None:
    return parse_day(duty.due) if duty.due else None


def _number(way: PathwayResult, duty: Duty) -> int:
    return way.duties.index(duty) + 1


def _when(duty: Duty) -> str:
    return _sentence(duty.due_says[:1].upper() + duty.due_says[1:])


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _not_lawful(person: Person, place: str) -> Notice:
    """No way of remaining is open: a list without a last day would look as if there were none."""
    says = _(
        "{country}: on {day} no stay that the documents state is open to this person. If no visa or"
        " permit allows it, the present stay is not lawful: ask a lawyer or an aid organisation at"
        " once. pathfinder check shows why."
    )
    told = says.format(country=person.name(place), day=person.written(person.on))
    return Notice(kind="danger", country=place, says=told)


def _not_stated(person: Person, place: str) -> Notice:
    says = _(
        "{country}: the documents state no stay there whose days could be counted. Find out another"
        " way until when the present stay is lawful."
    )
    return Notice(kind="gap", country=place, says=says.format(country=person.name(place)))


def _no_last_day(person: Person, place: str, ways: list[PathwayResult]) -> Notice:
    """The stay may be lawful and has no last day that could be counted: said, so that nobody takes it for endless."""
    titles = "; ".join(way.title for way in ways if way.verdict in LASTING_VERDICTS)
    says = _(
        "{country}: no last lawful day can be counted from what was said and stated ({titles})."
    )
    return Notice(
        kind="gap", country=place, says=says.format(country=person.name(place), titles=titles)
    )
