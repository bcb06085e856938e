"""What a mutant is, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from pathfinder.i18n import _, translate_rule
from pathfinder.language.problems import Problem
from pathfinder.values.dates import Period
from pathfinder.values.words import period_words

Word = str | int | Period


class Change(msgspec.Struct, frozen=True):
    """A mistake in words: a sentence that goes on after "nobody would notice if", and what fills its gaps."""

    template: str
    words: tuple[tuple[str, Word], ...] = ()

    @property
    def english(self) -> str:
        """The sentence as a file of known survivors names it."""
        words = {name: w.text if isinstance(w, Period) else w for name, w in self.words}
        return self.template.format(**words)

    @property
    def text(self) -> str:
        """The sentence in the language that is spoken."""
        words = {n: period_words(w) if isinstance(w, Period) else w for n, w in self.words}
        return _(self.template).format(**words)


class Mutant(msgspec.Struct, frozen=True, kw_only=True):
    """A rule with one mistake. `rules` are all pathways and cautions as they then are; `operator` names its kind.

    `owner` is the pathway, the caution or the definition in which the mistake stands, `says` the sentence of the
    condition, refusal or closure.
    """

    owner: str
    operator: str
    change: Change
    says: str
    file: str
    line: int
    rules: Mapping[str, Any]


class Fate(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a mutant: `killed` by a case, `equivalent` (nobody's verdict differs on any day) or `survived`.

    A survivor has a case to paste that kills it, and the pathway or caution it belongs to.
    """

    what: str
    case: str = ""
    of: str = ""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A mutant that was not killed, for its reader; `reason`: why it may survive, if somebody said."""

    owner: str
    operator: str
    change: str
    says: str
    file: str
    line: int
    case: str = ""
    of: str = ""
    reason: str = ""


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """Every mutant of a rule book, counted. `share` is that of the killed among those that are not equivalent, in %.

    `gone` are problems of `survivors.yaml`: what it lists and does not survive.
    """

    mutants: int
    killed: int
    equivalent: int
    share: float
    survivors: tuple[Told, ...]
    equivalents: tuple[Told, ...]
    gone: tuple[Problem, ...] = ()


def told(mutant: Mutant, fate: Fate, reason: str = "") -> Told:
    """A mutant in words."""
    return Told(
        owner=mutant.owner, operator=mutant.operator, change=mutant.change.text,
        says=translate_rule(mutant.says), file=mutant.file, line=mutant.line, case=fate.case,
        of=fate.of, reason=reason,
    )  # fmt: skip
