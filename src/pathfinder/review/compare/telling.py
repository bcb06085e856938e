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
    words = _("On {on}, who says “{person}” was {before} and is now {after}.")
    if verdicts[0] == verdicts[1]:
        words = _("On {on}, who says “{person}” is {after}, as before.")
    told = words.format(
        on=on,
        person=person_words(person, vocabulary),
        before=verdict_word(verdicts[0]),
        after=verdict_word(verdicts[1]),
    )
    if until[0] == until[1]:
        return told
    ends = [day or _("not told") for day in until]
    lawful = _("Last lawful day: {before}, now {after}.").format(before=ends[0], after=ends[1])
    return f"{told} {lawful}"
