"""What a person has said in an interview: the answers, in which order, what was put off, what no longer fits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Literal

from pathfinder.engine.questions import PLACE, STAYS
from pathfinder.language.answers import DECLINED, UNKNOWN
from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.dates import Day
from pathfinder.values.stays import where

Later = Literal["later"]
LATER: Later = "later"
"""“Not now”: asked behind all others, and after a second time left unsaid."""

MOST_TIMES = 2
"""So often a question is put off, or an incomplete answer asked for again."""


def unsaid_word(said: Any) -> bool:
    """Whether an answer is one of the two words for having none."""
    return isinstance(said, str) and said in (UNKNOWN, DECLINED)


class Said:
    """The answers of one person, those of a profile first.

    `order` holds the facts in the order in which they were answered or put off; `aside` answers that a later one
    contradicts, by fact: they do not count, and are offered when the fact is asked again.
    """

    def __init__(self, vocabulary: Vocabulary, day: Day, profile: Profile | None) -> None:
        self.vocabulary = vocabulary
        self.day = day
        self.case = profile.case if profile is not None else None
        self.values: dict[str, Any] = dict(profile.values) if profile is not None else {}
        self.unsaid: dict[str, str] = dict(profile.unsaid) if profile is not None else {}
        self.aside: dict[str, Any] = {}
        self.later: dict[str, int] = {}
        self.times: dict[str, int] = dict.fromkeys(self.values, 1)
        self.order: list[str] = [
            name for name in vocabulary.facts if name in self.values or name in self.unsaid
        ]
        self.loaded = len(self.order)

    def of(self, fact: str) -> Any | None:
        """What was said of a fact, or said before and set aside; None for nothing."""
        if fact in self.values:
            return self.values[fact]
        return self.unsaid.get(fact, self.aside.get(fact))

    def settled(self, fact: str) -> bool:
        """Whether a fact that is missing is not asked any more: it has an answer, or was put off twice.

        Stays can be missing though they were said, where the present one is not among them: then they are asked for
        once more, as soon as it is known where the person is.
        """
        if fact == STAYS and fact in self.values:
            return PLACE not in self.values or self.times.get(fact, 0) >= MOST_TIMES
        if fact in self.values or fact in self.unsaid:
            return True
        return self.later.get(fact, 0) >= MOST_TIMES

    def askable(self, facts: Collection[str]) -> bool:
        """Whether one of the facts may still be asked."""
        return any(not self.settled(name) for name in facts)

    def ready(self, facts: Collection[str]) -> bool:
        """Whether one of the facts may be asked now: it is not put off either."""
        return any(name not in self.later and not self.settled(name) for name in facts)

    @property
    def shut(self) -> frozenset[str]:
        """The facts that have no value and will have none unless the person changes their mind."""
        put_off = {name for name, times in self.later.items() if times >= MOST_TIMES}
        return frozenset((*self.unsaid, *put_off))

    def put(self, fact: str, said: Any, *, again: bool = False) -> tuple[str, ...]:
        """Take an answer; returns the facts whose answers contradict it and are set aside.

        `again`: the person went back to it. “Not now” to what has an answer leaves the answer as it is.
        """
        if not again:
            self._asked_last(fact)
        if isinstance(said, str) and said == LATER:
            if fact not in self.values and fact not in self.unsaid:
                self.later[fact] = self.later.get(fact, 0) + (not again or fact not in self.later)
            return ()
        for kept in (self.values, self.unsaid, self.aside, self.later):
            kept.pop(fact, None)
        if unsaid_word(said):
            self.unsaid[fact] = said
            return ()
        self.values[fact] = said
        self.times[fact] = self.times.get(fact, 0) + (not again or fact not in self.times)
        out = self._contradicting(fact)
        for name in out:
            self.aside[name] = self.values.pop(name)
        return out

    def _asked_last(self, fact: str) -> None:
        if fact in self.order:
            place = self.order.index(fact)
            self.loaded -= place < self.loaded
            del self.order[place]
        self.order.append(fact)

    def _contradicting(self, fact: str) -> tuple[str, ...]:
        """The other facts whose answers cannot be true together with the one to `fact`."""
        found: list[str] = []
        for constraint in self.vocabulary.constraints:
            one, two = constraint.facts
            if fact not in (one, two) or one not in self.values or two not in self.values:
                continue
            if not fit(constraint.kind, self.values, (one, two), self.day):
                found.append(two if fact == one else one)
        return tuple(found)

    def profile(self) -> Profile:
        """The profile of what has been said, as it would be saved; it has no places in a file."""
        names = [name for name in self.vocabulary.facts if name in self.values]
        return Profile(
            values={name: self.values[name] for name in names},
            unsaid={
                name: self.unsaid[name] for name in self.vocabulary.facts if name in self.unsaid
            },
            case=self.case,
            places=dict.fromkeys(names, ""),
        )


def fit(kind: str, values: Mapping[str, Any], facts: tuple[str, str], day: Day) -> bool:
    """Whether two answers that a constraint ties together can both be true."""
    if kind == "part of":
        return bool(values[facts[0]] <= values[facts[1]])
    if kind == "place from stays":
        return where(values[STAYS], day) in (None, values[PLACE])
    return True
