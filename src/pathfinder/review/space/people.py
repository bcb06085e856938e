"""People made for cases: somebody changed in what one condition asks, and written as a line of a rule file."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any, Final

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.engine.questions import ELSEWHERE
from pathfinder.engine.rows import Scope
from pathfinder.engine.terms import Term
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Fact
from pathfinder.values.dates import format_day
from pathfinder.values.stays import Stay

ANYWHERE: Final = "UY"
"""The country written where a question only wants one that it does not name."""

Person = dict[str, Any]


def changed(
    on_day: BookOnDay, scope: Scope, term: Term, values: Mapping[str, Any]
) -> Iterator[Person]:
    """A person in every way of answering what a term asks: first not said, then each way of filling it in."""
    base: Person = {"citizenships": frozenset(("RU",)), **values}
    axes = [
        on_day.axes[number]
        for number in dict.fromkeys(scope.axes[ask.axis] for ask in term.questions())
    ]
    asked = {fact for axis in axes for fact in axis.facts}
    kept = {fact: value for fact, value in base.items() if fact not in asked}
    yield kept
    # Somebody without any citizenship comes last: few cases are about one.
    ways = [[{}, *sorted(map(_plain, axis.filled(kept)), key=_stateless)] for axis in axes]
    for chosen in itertools.product(*ways):
        person = dict(kept)
        for part in chosen:
            person.update(part)
        yield person


def _stateless(way: Person) -> bool:
    return not way.get("citizenships", True)


def _plain(filled: Mapping[str, Any]) -> Person:
    """A way of filling in as a person could say it: with real countries, and without what nobody asks."""
    return {fact: real(value) for fact, value in filled.items() if value is not None}


def real(value: Any) -> Any:
    """A value with countries that exist."""
    if isinstance(value, str):
        return ANYWHERE if value == ELSEWHERE else value
    if isinstance(value, frozenset):
        return frozenset(map(real, value))
    if isinstance(value, tuple):
        return tuple(
            Stay(real(s.country), s.entered, s.left) if isinstance(s, Stay) else s for s in value
        )
    return value


def one_line(on_day: BookOnDay, owner: str, person: Mapping[str, Any]) -> str:
    """A person as a case to paste: the verdict is what the rules give, the sentence is left to the author."""
    judgement = Judgement(on_day, Profile(case=None, values=dict(person)))
    if owner in on_day.book.cautions:
        verdict = judgement.caution(on_day.book.cautions[owner])[0]
    else:
        verdict = judgement.rows[owner].verdict
    facts = on_day.book.vocabulary.facts
    said = ", ".join(
        f"{name}: {_written(facts[name], person[name])}" for name in facts if name in person
    )
    return f"- {{says: …, on: {format_day(on_day.day)}, person: {{{said}}}, verdict: {verdict}}}"


def _written(fact: Fact, value: Any) -> str:
    """An answer as a rule file writes it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if fact.kind == "date":
        return format_day(value)
    if isinstance(value, frozenset):
        return f"[{', '.join(sorted(value))}]"
    if fact.kind == "by_country":
        return "{" + ", ".join(f"{country}: {format_day(day)}" for country, day in value) + "}"
    if fact.kind == "visas":
        return f"[{', '.join(f'{visa.issuer} {visa.type} {format_day(visa.until)}' for visa in value)}]"
    if fact.kind == "stays":
        return f"[{', '.join(map(_stay, value))}]"
    return str(value)


def _stay(stay: Stay) -> str:
    left = format_day(stay.left) if stay.left is not None else ""
    return f"{stay.country} {format_day(stay.entered)}..{left}"
