"""The last lawful day of a stay that is told to the same person by two rule books."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pathfinder.engine.assess import assess
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.engine.truth import YES
from pathfinder.language.profile import Profile
from pathfinder.review.space.alone import alone, known_to, prepared
from pathfinder.review.space.eras import eras, kinds
from pathfinder.review.space.examples import example
from pathfinder.review.space.joint import Joint, term_of, together
from pathfinder.review.space.people import Person
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day

MOST_ERAS = 12
"""On so many eras an eligible person is asked until when; a difference is hardly ever on one of them alone."""


def until_of(book: RuleBook, pathway: str, day: Day, person: Mapping[str, Any]) -> str | None:
    """The last lawful day that a book tells a person, as ISO text; None where it tells none."""
    judgement = Judgement(
        prepared(alone(book, [pathway]), day), Profile(values=known_to(book, person))
    )
    country = book.pathways[pathway].country
    for destination in assess(judgement, countries={country}).destinations:
        for told in destination.pathways:
            if told.id == pathway:
                return told.until
    return None


def until_turned(
    old: RuleBook, new: RuleBook, before: str, after: str
) -> Iterator[tuple[Day, Person, tuple[str | None, str | None]]]:
    """An eligible person who is told another last lawful day, if the eras that are tried show one."""
    if "stay" not in (old.pathways[before].gives, new.pathways[after].gives):
        return
    books = (alone(old, [before]), alone(new, [after]))
    both = together(books[1], books[0])
    every = kinds(eras(*books, owners=[before, after]))
    for era in every[:: max(1, len(every) // MOST_ERAS)]:
        on_day = BookOnDay(both, era.first)
        terms = [term_of(books[0], before, era.first), term_of(books[1], after, era.first)]
        joint = Joint(on_day, terms)
        node = joint.all_of(joint.where(each, (YES,)) for each in joint.nodes)
        own = [prepared(book, era.first) for book in books]

        def eligible(values: Mapping[str, Any], own: list[BookOnDay] = own) -> bool:
            return all(
                on.row(
                    on.pathway(on.book.pathways[name]), on.states(known_to(on.book, values))
                ).outcomes
                == YES
                for on, name in zip(own, (before, after), strict=True)
            )

        try:
            person = example(joint, node, eligible)
        except AssertionError:  # nobody exists for both books
            continue
        if person is None:
            continue
        told = (until_of(old, before, era.first, person), until_of(new, after, era.first, person))
        if told[0] != told[1]:
            yield era.first, person, told
            return
