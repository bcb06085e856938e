"""Interviews played through: who is asked answers as they are, and everything that was asked is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import msgspec

from engine.small_rules import book, pathways
from pathfinder.interview.session import Interview
from pathfinder.language.answers import DECLINED, UNKNOWN
from pathfinder.language.records import Destination, Pathway

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pathfinder.rulebook.book import RuleBook

UNSAID = st.sampled_from([UNKNOWN, DECLINED])
MOST_QUESTIONS = 200
"""No interview here has so many: one that goes on for ever is found."""


def play(
    talk: Interview,
    person: Mapping[str, Any],
    otherwise: Any = UNKNOWN,
    before: Callable[[Interview, str], None] | None = None,
) -> list[str]:
    """Answer every question as a person does; returns the facts in the order asked. `before` looks at each question."""
    asked: list[str] = []
    while (question := talk.next()) is not None:
        name = question.fact.name
        if before is not None:
            before(talk, name)
        asked.append(name)
        talk.answer(person.get(name, otherwise))
        assert len(asked) < MOST_QUESTIONS
    return asked


def small_book(*ways: Pathway) -> RuleBook:
    """A rule book of some pathways into one country."""
    return msgspec.structs.replace(book(*ways), destinations={"DE": Destination(country="DE")})


@st.composite
def small_books(draw: st.DrawFn) -> RuleBook:
    """A rule book of one to three pathways, with or without a way in."""
    ways = [draw(pathways(name=f"DE/way-{number}")) for number in range(draw(st.integers(1, 3)))]
    if draw(st.booleans()):
        ways.append(draw(pathways("enter", "DE/enter")))
    return small_book(*ways)
