"""What rule files say, as records. `cites` are ids of citations; `line` is where it stands in its file."""

from __future__ import annotations

from typing import Any

import msgspec

from pathfinder.values.dates import Day, Period, Span


class Applies(msgspec.Struct, frozen=True):
    """When a condition is asked for; outside, failing it is no matter (`not required`) or is left `open`."""

    span: Span
    open_before: bool = False
    open_after: bool = False


class Condition(msgspec.Struct, frozen=True, kw_only=True):
    """What every condition has.

    `if_not_met_open`: whoever fails it is undetermined; `if_met_open`: whoever meets it is; `doubt` says why.
    """

    says: str = ""
    cites: tuple[str, ...] = ()
    doubt: str = ""
    derived: str = ""
    if_met_open: bool = False
    if_not_met_open: bool = False
    applies: Applies | None = None
    line: int = 0
    column: int = 0


class AllOf(Condition, frozen=True, kw_only=True, tag="all"):
    """Every one of the items is met."""

    items: tuple[AnyCondition, ...]


class AnyOf(Condition, frozen=True, kw_only=True, tag="any"):
    """At least one of the items is met."""

    items: tuple[AnyCondition, ...]


class NoneOf(Condition, frozen=True, kw_only=True, tag="none"):
    """Not one of the items is met."""

    items: tuple[AnyCondition, ...]


class AtLeast(Condition, frozen=True, kw_only=True, tag="least"):
    """At least `count` of the items are met."""

    count: int
    items: tuple[AnyCondition, ...]


class Meets(Condition, frozen=True, kw_only=True, tag="meets"):
    """A condition of `definitions.yaml`, by name; `item` is that condition once the book is put together."""

    name: str
    item: AnyCondition | None = None


class Readings(Condition, frozen=True, kw_only=True, tag="readings"):
    """The documents can be read in several ways: equal answers stand, others are undetermined."""

    about: str
    items: tuple[AnyCondition, ...]


class NotStated(Condition, frozen=True, kw_only=True, tag="open"):
    """Something the documents leave: never met, never failed."""


class YesNoFact(Condition, frozen=True, kw_only=True, tag="yes_no"):
    """A yes-or-no fact has this answer."""

    fact: str
    value: bool


class OptionFact(Condition, frozen=True, kw_only=True, tag="option"):
    """A choice or a country is one of `values` (`negated`: none of them)."""

    fact: str
    values: tuple[str, ...]
    negated: bool = False
    complete: bool = True
    out_of: int | None = None


class SetFact(Condition, frozen=True, kw_only=True, tag="set"):
    """A set of options or countries includes `any`, `all`, `none` or `only` members of `values`."""

    fact: str
    how: str
    values: tuple[str, ...]
    complete: bool = True
    out_of: int | None = None


class EmptyFact(Condition, frozen=True, kw_only=True, tag="empty"):
    """A set is said to be empty (`value` true), or not."""

    fact: str
    value: bool


class NumberFact(Condition, frozen=True, kw_only=True, tag="number"):
    """A number compared: `at least`, `at most`, `more than`, `less than`."""

    fact: str
    operator: str
    number: int


class DateFact(Condition, frozen=True, kw_only=True, tag="date"):
    """A date compared with a day (None: the date asked about)."""

    fact: str
    operator: str
    day: Day | None


class SinceFact(Condition, frozen=True, kw_only=True, tag="since"):
    """A date by country: `within` a period before the date asked about, `for at least` a period, or `recorded`."""

    fact: str
    country: str
    how: str
    period: Period | None = None
    recorded: bool = True


class VisaOf(Condition, frozen=True, kw_only=True, tag="visa"):
    """A visa of one of `issuers`, of one of `types` (empty: any), valid on the date asked about."""

    fact: str
    issuers: tuple[str, ...]
    types: tuple[str, ...]


class DaysIn(Condition, frozen=True, kw_only=True, tag="days"):
    """Days in `countries` within the window that ends with the date asked about, that date counted as one."""

    countries: tuple[str, ...]
    within: Period
    at_most: Period


class PresentStay(Condition, frozen=True, kw_only=True, tag="stay"):
    """The present stay in `countries` lasts `at_most` a period, or `began_before` a day."""

    countries: tuple[str, ...]
    at_most: Period | None = None
    began_before: Day | None = None


Group = AllOf | AnyOf | NoneOf | AtLeast | Readings
Question = (
    YesNoFact | OptionFact | SetFact | EmptyFact | NumberFact | DateFact | SinceFact | VisaOf
    | DaysIn | PresentStay
)  # fmt: skip
AnyCondition = (
    AllOf | AnyOf | NoneOf | AtLeast | Meets | Readings | NotStated
    | YesNoFact | OptionFact | SetFact | EmptyFact | NumberFact | DateFact | SinceFact | VisaOf
    | DaysIn | PresentStay
)  # fmt: skip


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Something left open that does not decide. `sides` are pairs of a sentence and citation ids."""

    kind: str
    says: str
    because: str = ""
    sides: tuple[tuple[str, tuple[str, ...]], ...] = ()
    cites: tuple[str, ...] = ()


class Closure(msgspec.Struct, frozen=True, kw_only=True):
    """A pathway closed for all whom it covers; `disputed` says what another document says."""

    span: Span
    says: str
    cites: tuple[str, ...]
    disputed: str = ""
    disputed_cites: tuple[str, ...] = ()
    line: int = 0


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """For how long; `period` None where the documents do not say."""

    period: Period | None
    within: Period | None = None
    says: str = ""
    cites: tuple[str, ...] = ()
    derived: str = ""
    line: int = 0


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """When a duty falls due: `last day`, `day`, `after` a period since a fact or the present stay, `not stated`."""

    how: str
    day: Day | None = None
    after: Period | None = None
    since: str = ""
    country: str = ""


class DutyRule(msgspec.Struct, frozen=True, kw_only=True):
    """What the person must do, by when, and who must."""

    says: str
    due: Due
    cites: tuple[str, ...]
    when: AnyCondition | None = None
    derived: str = ""
    line: int = 0


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What helps to judge and decides nothing."""

    says: str
    cites: tuple[str, ...]


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """An example inside a rule file; `person` is written as in a profile."""

    says: str
    on: Day
    person: dict[str, Any]
    verdict: str
    missing: tuple[str, ...] | None = None
    until: Day | None = None
    open_kinds: tuple[str, ...] | None = None
    line: int = 0
    column: int = 0


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A pathway as it stood during one span. `conditions`: `stated`, `stated in part`, `not recorded`."""

    span: Span
    cites: tuple[str, ...]
    conditions: str
    requires: AnyCondition | None = None
    refused: tuple[AnyCondition, ...] = ()
    closed: tuple[Closure, ...] = ()
    grants: Grant | None = None
    duties: tuple[DutyRule, ...] = ()
    open: tuple[Doubt, ...] = ()
    line: int = 0


class Covers(msgspec.Struct, frozen=True):
    """Whose citizens a pathway speaks of; `everyone`: all foreigners. Regions may stand for countries."""

    citizens: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    everyone: bool = False


class Pathway(msgspec.Struct, frozen=True, kw_only=True):
    """A way to enter, stay, settle or be protected."""

    id: str
    country: str
    title: str
    gives: str
    covers: Covers
    at_discretion: bool
    reached: bool
    versions: tuple[Version, ...]
    context: tuple[Statement, ...] = ()
    cases: tuple[Case, ...] = ()
    file: str = ""
    line: int = 0
    column: int = 0


class Caution(msgspec.Struct, frozen=True, kw_only=True):
    """A danger: whom it touches (None: everybody), how sure it is, what it endangers, since when."""

    id: str
    countries: tuple[str, ...]
    says: str
    touches: AnyCondition | None
    certainty: str
    endangers: tuple[str, ...]
    span: Span
    cites: tuple[str, ...]
    open: tuple[Doubt, ...] = ()
    cases: tuple[Case, ...] = ()
    file: str = ""
    line: int = 0
    column: int = 0


class Destination(msgspec.Struct, frozen=True, kw_only=True):
    """A country of a rule file; `named_only`: the documents name it without conditions."""

    country: str
    named_only: bool = False
    cites: tuple[str, ...] = ()
    context: tuple[Statement, ...] = ()
    last_checked: Day | None = None
    file: str = ""
