"""An example person in a sentence: who it is, on which day, and what both rule books say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathfinder.i18n import _
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.review.space.telling import person_words, verdict_word


def example_says(
    person: Mapping[str, Any],
    on: str,
    verdicts: tuple[str, str],
    until: tuple[str | None, str | None],
    vocabulary: Vocabulary,
) -> str:
    """The sentence of an example."""
    words = _("A person who says “{person}” was {before} on {on} and is now {after}.")
    if verdicts[0] == verdicts[1]:
        words = _("A person who says “{person}” is {after} on {on}, as before.")
    told = words.format(
        on=on,
        person=person_words(person, vocabulary),
        before=verdict_word(verdicts[0]),
        after=verdict_word(verdicts[1]),
    )
    if until[0] == until[1]:
        return told
    lawful = _("Last lawful day: {before}, now {after}.")
    if until[1] is None:
        lawful = _("Last lawful day: {before}; now no last day is told.")
    elif until[0] is None:
        lawful = _("No last lawful day was told; now it is {after}.")
    return f"{told} {lawful.format(before=until[0], after=until[1])}"
