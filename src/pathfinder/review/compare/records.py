"""What a comparison of two rule books found, as records: the same for terminal, Markdown, HTML and JSON.

Days are ISO text. Sentences of the rules stand in the language of the rule files; forms of output translate them.
"""

from __future__ import annotations

from typing import Any

import msgspec

from pathfinder.language.problems import Problem

SAME, WORDS, EFFECT, REASON = "same", "words", "effect", "reason"
WIDER, NARROWER, SHIFTED = "wider", "narrower", "shifted"
ADDED, REMOVED, RENAMED, APART = "added", "removed", "renamed", "not comparable"

ORDER = (
    REMOVED, NARROWER, SHIFTED, WIDER, ADDED, APART, REASON, EFFECT, RENAMED, WORDS, SAME,
)  # fmt: skip
"""The results, by the harm they can do: what takes something away from people first.

Person by person a no is less than open, and open less than a yes. `wider`: nobody has less and somebody has more;
`narrower`: the other way round; `shifted`: somebody has more and somebody less. `reason`: all answers are the same, and
some no is another kind of no. `effect`: all answers are the same, and what follows from them differs (what is given,
for how long, what has to be done). `words`: other sentences or citations only. `not comparable`: a fact that is asked
is of another kind in the other book.
"""

SAME_MEANING = (SAME, WORDS, RENAMED)
"""Nothing changes for people: nobody is answered otherwise, and nothing else follows."""


class Stretch(msgspec.Struct, frozen=True):
    """Days on which the answers differ, both included; `last` None: it goes on."""

    first: str
    last: str | None


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """The plainest person who is answered otherwise, and what both books say of them.

    `how` is `more`, `less`, `reason` or `until` (only the last lawful day differs). `until_before` and `until_after`
    are the last lawful days of a stay, where one is told. `says` is all of it in a sentence.
    """

    how: str
    on: str
    person: dict[str, Any]
    before: str
    after: str
    says: str
    until_before: str | None = None
    until_after: str | None = None


class Turned(msgspec.Struct, frozen=True):
    """One thing before and after; None: there is none. `what` says what it is."""

    what: str
    before: str | None
    after: str | None


class Passage(msgspec.Struct, frozen=True):
    """A citation by its content: documents and words, not by its name in a file."""

    document: str
    section: str
    first: str
    last: str


class PassageTurned(msgspec.Struct, frozen=True):
    """A passage that is cited no more (`after` None), newly (`before` None), or for other sentences than before."""

    before: Passage | None
    after: Passage | None
    sentences: tuple[str, ...] = ()


class OwnerChange(msgspec.Struct, frozen=True, kw_only=True):
    """What has become of one pathway or caution. `result` is a word of `ORDER`.

    `effects` are changes of what follows; `sentences` and `passages` those of words and citations. `facts` are facts
    that keep the two from being compared.
    """

    id: str
    kind: str
    country: str
    title: str
    result: str
    new_id: str | None = None
    stretches: list[Stretch] = []
    examples: list[Example] = []
    effects: list[Turned] = []
    sentences: list[Turned] = []
    passages: list[PassageTurned] = []
    facts: list[str] = []
    place_before: str | None = None
    place_after: str | None = None


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """A change beside the rules: of a fact, a constraint, a region, a document, a destination, a translation.

    `meaning` is true where answers or the people who can exist may differ by it; `used_by` names the rules that ask it.
    """

    kind: str
    name: str
    changes: list[Turned]
    meaning: bool
    used_by: list[str] = []


class ProfileChange(msgspec.Struct, frozen=True, kw_only=True):
    """One person whose result differs; `refused` are the problems of a profile that only one book can read."""

    case: str | None
    number: int
    destinations: list[Turned] = []
    pathways: list[Turned] = []
    cautions: list[Turned] = []
    refused_before: list[str] = []
    refused_after: list[str] = []


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom neither book can judge: the how-manieth of the files, and what is wrong, as `check` tells it."""

    case: str | None
    number: int
    problems: list[Problem]


class Profiles(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of a file of profiles on a day; `unreadable` counts those that neither book can judge: `refused`."""

    on: str
    people: int
    unreadable: int
    changes: list[ProfileChange]
    refused: list[Refused] = []


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two rule books compared. `same` counts the pathways and cautions of which nothing at all has changed."""

    old: str
    new: str
    old_hash: str
    new_hash: str
    owners: list[OwnerChange]
    around: list[Around]
    same: int
    same_meaning: bool
    profiles: Profiles | None = None
