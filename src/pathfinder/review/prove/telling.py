"""A witness in a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from pathfinder.i18n import _, current_language
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.review.prove.records import Told
from pathfinder.review.space.telling import person_words, verdict_word
from pathfinder.rulebook.book import RuleBook


def in_language(book: RuleBook) -> Vocabulary:
    """The vocabulary with labels in the reader's language, also where the command itself shows no sentence of rules."""
    sentences = book.translations.get(current_language(), {})
    facts = {
        name: msgspec.structs.replace(fact, label=sentences.get(fact.label, fact.label))
        for name, fact in book.vocabulary.facts.items()
    }
    spoken: Vocabulary = msgspec.structs.replace(book.vocabulary, facts=facts)
    return spoken


def witness_says(
    on: str, person: Mapping[str, Any], told: Sequence[Told], vocabulary: Vocabulary
) -> str:
    """Who it is, on which day, and the verdicts."""
    words = _("A person who says “{person}”, on {on}: {verdicts}.")
    verdicts = "; ".join(f"{each.name} {verdict_word(each.verdict)}" for each in told)
    if not verdicts:
        words = _("A person who says “{person}”, on {on}.")
    return words.format(on=on, person=person_words(person, vocabulary), verdicts=verdicts)
