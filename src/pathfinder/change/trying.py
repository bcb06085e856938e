"""One thing said otherwise, and what differs: `--set fact=value`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from pathfinder.api import judge
from pathfinder.change.changes import moved
from pathfinder.change.records import Tried, TriedDestination, Turned
from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import Assessment, CautionResult, DestinationResult
from pathfinder.engine.judge import Judgement
from pathfinder.engine.questions import PLACE, STAYS
from pathfinder.language.answers import DECLINED, NONE, UNKNOWN
from pathfinder.language.problems import Problems, ProblemsFound
from pathfinder.language.profile import Profile, node_from_value, read_facts
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.language.write import row_cells
from pathfinder.values.dates import Day
from pathfinder.values.stays import where

_ORDER = ("feasible", "possible", "not_feasible", "not_covered")


def with_settings(
    profile: Profile, settings: Iterable[str], vocabulary: Vocabulary, day: Day
) -> tuple[Profile, list[str]]:
    """The profile with some facts said otherwise, and their names; raises `ProblemsFound`.

    `fact=value` says a fact anew, in the notation of a cell of a spreadsheet; nothing after the sign takes it back.
    `fact+=value` adds to a set or a list. A new country now ends the present stay and begins one there.
    """
    cells: dict[str, str] = row_cells(profile, vocabulary)
    cells.pop("case", None)
    names: dict[str, None] = {}
    for setting in settings:
        name, adds, written = _parts(setting)
        held = cells.get(name, "") if adds else ""
        members = held.lower() not in ("", NONE, UNKNOWN, DECLINED)
        cells[name] = f"{held}; {written}" if members else written
        names[name] = None
    problems = Problems()
    said = read_facts(node_from_value(cells), "--set", vocabulary, problems)
    if problems.errors:
        raise ProblemsFound(problems.sorted())
    values = said.values
    if PLACE in names and PLACE in values and STAYS not in names:
        stays = values.get(STAYS, ())
        if where(stays, day) is not None:
            values[STAYS] = moved(stays, values[PLACE], day)
    places = {name: place for name, place in profile.places.items() if name not in names}
    changed = msgspec.structs.replace(
        profile, values=values, unsaid=said.unsaid, places=dict.fromkeys(values, "") | places
    )
    return changed, list(names)


def _parts(setting: str) -> tuple[str, bool, str]:
    name, _equals, written = setting.partition("=")
    adds = name.endswith("+")
    return name.removesuffix("+").strip(), adds, written.strip()


def tried(
    before: Judgement,
    profile: Profile,
    names: list[str],
    *,
    countries: Collection[str] | None = None,
) -> Tried:
    """What differs between a judgement and that of a changed profile; raises `ProblemsFound`."""
    after = judge(profile, on=before.on_day.day, rules=before.on_day.book)
    old, new = assess(before, countries=countries), assess(after, countries=countries)
    destinations = {each.country: each for each in old.destinations}
    found = [_turned(destinations[each.country], each) for each in new.destinations]
    told = [each for each in found if each.before != each.after or each.pathways]
    known, now = _cautions(old), _cautions(new)
    return Tried(
        case=old.case,
        on=old.on,
        receipt=old.receipt,
        facts=names,
        destinations=sorted(told, key=_rank),
        new_cautions=[each for each in now.values() if _more(each, known.get(each.id))],
        gone_cautions=[each for name, each in known.items() if name not in now],
        citations=list({each.id: each for each in (*old.citations, *new.citations)}.values()),
        documents=list({each.id: each for each in (*old.documents, *new.documents)}.values()),
    )


def _turned(before: DestinationResult, after: DestinationResult) -> TriedDestination:
    verdicts = {pathway.id: pathway.verdict for pathway in before.pathways}
    return TriedDestination(
        country=after.country,
        name=after.name,
        before=before.verdict,
        after=after.verdict,
        possible_because=after.possible_because,
        pathways=[
            Turned(
                id=pathway.id,
                title=pathway.title,
                before=verdicts[pathway.id],
                after=pathway.verdict,
                now=pathway,
            )
            for pathway in after.pathways
            if verdicts[pathway.id] != pathway.verdict
        ],
    )


def _rank(destination: TriedDestination) -> tuple[bool, int, int, str]:
    """What becomes better first, the best of it first; then what becomes worse."""
    was, now = _ORDER.index(destination.before), _ORDER.index(destination.after)
    return (now >= was, -abs(was - now), now, destination.country)


def _cautions(result: Assessment) -> dict[str, CautionResult]:
    found = {each.id: each for each in result.cautions}
    for destination in result.destinations:
        found |= {each.id: each for each in destination.cautions}
    return found


def _more(now: CautionResult, before: CautionResult | None) -> bool:
    return before is None or (now.touches == "touched" and before.touches != "touched")
