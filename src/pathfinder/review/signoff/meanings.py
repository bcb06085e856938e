"""What facts and regions mean, in the same form as what rules say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pathfinder.language.vocabulary import Fact, Region, Vocabulary
from pathfinder.review.signoff.content import Content, filled, plain, unordered
from pathfinder.values.dates import format_day


def fact_content(fact: Fact, vocabulary: Vocabulary, pathways: Iterable[str]) -> Content:
    """What a fact means: its question and options, and what ties it to other facts.

    Lists that are made elsewhere (all languages, all pathways) stand by their names: another pathway somewhere
    changes no meaning here.
    """
    words = dict(fact.options)
    options: Any = {word: plain(label) for word, label in sorted(words.items())}
    if words and words.keys() == set(pathways):
        options = "all pathways"
    elif words and words.keys() == set(vocabulary.languages):
        options = "all languages"
    ties = [
        [tie.kind, *tie.facts, tie.option, plain(tie.says)]
        for tie in vocabulary.constraints
        if fact.name in tie.facts
    ]
    numbers = {"from": str(fact.minimum), "to": str(fact.maximum)}
    return filled(
        {
            "kind": fact.kind,
            "label": plain(fact.label),
            "question": plain(fact.question),
            "help": plain(fact.help),
            "options": options,
            "unit": fact.unit,
            **(numbers if fact.kind == "number" else {}),
            "constraints": unordered(" · ".join(filter(None, tie)) for tie in ties),
        }
    )


def region_content(region: Region) -> Content:
    """Whom a region stands for, and since when."""
    return filled(
        {
            "title": plain(region.title),
            "members": sorted(region.members),
            "joined": {country: format_day(day) for country, day in sorted(region.joined)},
            "left": {country: format_day(day) for country, day in sorted(region.left)},
        }
    )
