"""Whether two conditions, of one rule book and of another, are the same for everybody on every day."""

from __future__ import annotations

from typing import Any

from pathfinder.engine.day import BookOnDay
from pathfinder.engine.terms import TermMaker
from pathfinder.language.walking import parts_of
from pathfinder.review.compare.meaning import condition_form, names_in
from pathfinder.review.space.eras import eras, kinds
from pathfinder.review.space.joint import Joint, together
from pathfinder.rulebook.book import RuleBook


def same_conditions(
    old: RuleBook,
    new: RuleBook,
    one: Any,
    two: Any,
    mixed: set[str] = frozenset(),  # type: ignore[assignment]
) -> bool:
    """Whether they come to the same, exactly; facts of `mixed` kinds cannot be compared and are taken as other ones."""
    regions = names_in([one, two])
    same = all(old.vocabulary.regions.get(n) == new.vocabulary.regions.get(n) for n in regions)
    if same and condition_form(one) == condition_form(two):
        return True
    asked = {getattr(part, "fact", "") for each in (one, two) for part in parts_of(each)}
    if asked & set(mixed):
        return False
    both = together(new, old) if not mixed else new
    for era in kinds(eras(old, new, owners=[], jointly=[one, two])):
        terms = [
            TermMaker(book.vocabulary, era.first).condition(condition)
            for book, condition in ((old, one), (new, two))
        ]
        joint = Joint(BookOnDay(both, era.first), terms)
        if joint.nodes[0] != joint.nodes[1]:
            return False
    return True
