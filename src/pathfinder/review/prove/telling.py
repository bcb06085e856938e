"""A witness in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pathfinder.i18n import _
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.review.prove.records import Told
from pathfinder.review.space.telling import person_words, verdict_word


def witness_says(
    on: str, person: Mapping[str, Any], told: Sequence[Told], vocabulary: Vocabulary
) -> str:
    """Who it is, on which day, and the verdicts."""
    words = _("On {on}, who says “{person}”: {verdicts}.")
    verdicts = "; ".join(f"{each.name} {verdict_word(each.verdict)}" for each in told)
    if not verdicts:
        words = _("On {on}, who says “{person}”.")
    return words.format(on=on, person=person_words(person, vocabulary), verdicts=verdicts)
