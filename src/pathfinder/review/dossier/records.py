"""What a dossier holds, as plain records; how it looks is the business of `pathfinder.output.dossier`."""

from __future__ import annotations

import msgspec

from pathfinder.language.problems import Problem
from pathfinder.language.profile import Profile
from pathfinder.language.records import AnyCondition, Case, Caution, Destination, Pathway
from pathfinder.review.testing.coverage import Point
from pathfinder.rulebook.book import RuleBook
from pathfinder.sources.coverage import DocumentCoverage, Use
from pathfinder.sources.records import Citation, Document
from pathfinder.values.dates import Day


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A citation, the rules that rest on it and, where the copy is at hand, its words.

    `status` is that of `pathfinder.sources.lock.Finding`; `checked` the day on which the citation, as it stands, was
    last found. `before` and `after` are the rest of the sentences in which the passage begins and ends. `start` and
    `end` are characters of the copy (of the copy that the lock knows, where there is none), `line` counts from 1.
    """

    citation: Citation
    status: str
    checked: str | None
    uses: tuple[Use, ...]
    suggestion: str = ""
    line: int = 0
    start: int = 0
    end: int = 0
    before: str = ""
    words: str = ""
    after: str = ""

    @property
    def lost(self) -> bool:
        """Whether somebody has to read it again: it is changed, ambiguous or gone."""
        return self.status in ("changed", "ambiguous", "gone")


class CaseResult(msgspec.Struct, frozen=True, kw_only=True):
    """A case of a rule, the person it tells of, and how what follows differs from what it says (none: it passes)."""

    case: Case
    profile: Profile
    differences: tuple[str, ...]


class Open(msgspec.Struct, frozen=True, kw_only=True):
    """Something the documents leave open.

    `kind` is that of a doubt (`assumed`, `disputed`, `silent`, `not modelled`), or what in a rule is open: `closure`
    (disputed by another document), `readings`, `if not met`, `if met`, `not stated`, `list`, `in part`,
    `not recorded`, `dated`, `asked for`. `decides`: a verdict can hang on it.
    """

    owner: str
    kind: str
    says: str
    because: str = ""
    sides: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cites: tuple[str, ...] = ()
    decides: bool = False

    @property
    def contradiction(self) -> bool:
        """Whether documents contradict each other, or one can be read in several ways."""
        return self.kind in ("disputed", "closure", "readings")


class Ask(msgspec.Struct, frozen=True):
    """That a rule (or definition) asks for a fact, in a condition; None: it asks whom it covers."""

    fact: str
    owner: str
    condition: AnyCondition | None


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """Who signed a rule, as what, on which day (`YYYY-MM-DD`).

    `key` says in words what came of the key, `counts` whether the signature is valid; `current`: the rule is as it was
    signed, else `changes` says how it differs.
    """

    name: str
    role: str
    day: str
    key: str = ""
    counts: bool = True
    current: bool = True
    note: str = ""
    changes: tuple[str, ...] = ()


class Signed(msgspec.Struct, frozen=True, kw_only=True):
    """How a rule stands to its signatures: `signed`, `changed` since (`changes` in words), or `never`.

    `signatures` are the last ones of each reader, `earlier` those that they have signed anew.
    """

    state: str
    signatures: tuple[Signature, ...] = ()
    earlier: tuple[Signature, ...] = ()
    changes: tuple[str, ...] = ()


class Commit(msgspec.Struct, frozen=True):
    """A change of a rule file that git remembers: its day (ISO), its first line, its short name."""

    day: str
    subject: str
    name: str


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A pathway or caution and all that a reader wants to know of it.

    `newest` is the document of those it rests on that speaks latest, `months` how long before the day asked about its
    last word is (None: it cannot be told). `grounded` is the day on which every number, date and name of the rule was
    last found, `faults` what was not. `signed` is None where nothing is known of signatures.
    """

    record: Pathway | Caution
    home: str
    cases: tuple[CaseResult, ...] = ()
    points: tuple[Point, ...] = ()
    open: tuple[Open, ...] = ()
    facts: tuple[str, ...] = ()
    newest: Document | None = None
    months: int | None = None
    grounded: str | None = None
    faults: tuple[Problem, ...] = ()
    signed: Signed | None = None

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def failing(self) -> tuple[CaseResult, ...]:
        """The cases whose result is not what they say."""
        return tuple(case for case in self.cases if case.differences)


class Country(msgspec.Struct, frozen=True, kw_only=True):
    """A file of rules; `shown` are the cautions of other files that stand with it."""

    record: Destination
    pathways: tuple[Rule, ...]
    cautions: tuple[Rule, ...]
    shown: tuple[Caution, ...] = ()
    commits: tuple[Commit, ...] = ()

    @property
    def code(self) -> str:
        return self.record.country

    @property
    def rules(self) -> tuple[Rule, ...]:
        return (*self.pathways, *self.cautions)


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about some countries of a rule book, on a day.

    `covered` is empty without copies of the documents; `folder` says where copies were looked for. `truths` is how
    many truths of conditions there are for cases to show. `problems` are those of no rule in particular.
    """

    book: RuleBook
    on: Day
    countries: tuple[Country, ...]
    passages: dict[str, Passage]
    asks: tuple[Ask, ...]
    definition_users: dict[str, tuple[str, ...]]
    covered: tuple[DocumentCoverage, ...] = ()
    problems: tuple[Problem, ...] = ()
    truths: int = 0
    whole: bool = True
    """Whether all countries of the rule book are in it."""

    @property
    def rules(self) -> dict[str, Rule]:
        """The rules by id, in the order of the files."""
        return {rule.id: rule for country in self.countries for rule in country.rules}

    @property
    def has_words(self) -> bool:
        """Whether it holds words of the documents, which belong to their authors."""
        return any(one.copy.searchable for one in self.covered)
