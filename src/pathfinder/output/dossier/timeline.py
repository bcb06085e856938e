"""When a rule holds, as a drawing and as the rows of a table that say the same.

Places in the drawing are in per cent of its width, so that it is as wide as the page while its words keep their size.
What certainly holds is filled, what may hold is hatched; an arrow says that an end or start is not stated.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from pathfinder.i18n import _
from pathfinder.language import records
from pathfinder.output.outline import dates_words, derived_words
from pathfinder.review.dossier.records import Rule
from pathfinder.review.dossier.walk import conditions
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import FIRST_DAY, LAST_DAY, Day, Span, format_day, parse_day
from pathfinder.values.text import inert
from pathfinder.values.words import date_words

ROW, HEAD = 34, 6
"""The height of a row and the space above the first, in CSS pixels."""

_FURTHEST = 40 * 366
"""Days that a drawing spans at most; what lies further off is at its edge."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the drawing: `x` to `x + width` may hold, `sure` to `sure + sure_width` certainly does."""

    label: str
    kind: str
    y: int
    x: str
    width: str
    sure: str
    sure_width: str
    opens: bool
    goes_on: bool


class Mark(msgspec.Struct, frozen=True):
    """A point: of a case, of a document's last word, or of a year."""

    x: str
    label: str = ""
    kind: str = ""


class TimeLine(msgspec.Struct, frozen=True, kw_only=True):
    """The drawing; `table` holds what, from when, until when, and remarks, and `told` is the same in words."""

    bars: tuple[Bar, ...]
    cases: tuple[Mark, ...]
    documents: tuple[Mark, ...]
    years: tuple[Mark, ...]
    on: str
    cases_y: int
    documents_y: int
    axis: int
    height: int
    table: tuple[tuple[str, str, str, str], ...]
    told: str


Dated = tuple[str, str, Span]
"""What it is, its kind (`force`, `closed`, `asked`, `danger`), and when it holds."""


def time_line(rule: Rule, book: RuleBook, documents: Iterable[str], on: Day) -> TimeLine:
    """The time line of a rule that cites these documents."""
    dated = list(_dated(rule.record))
    known = [
        (name, day)
        for name in documents
        if (day := parse_day(book.documents[name].known_until)) is not None
    ]
    cases = sorted({case.case.on for case in rule.cases})
    scale = _Scale([*_days(dated), *(day for _name, day in known), *cases, on])
    cases_y = HEAD + ROW * len(dated)
    documents_y = cases_y + (ROW if cases else 0)
    axis = documents_y + (ROW if known else 0) + 4
    return TimeLine(
        bars=tuple(_bar(number, each, scale) for number, each in enumerate(dated)),
        cases=tuple(Mark(scale.x(day)) for day in cases),
        documents=tuple(Mark(scale.x(day), inert(name)) for name, day in known),
        years=tuple(scale.years()),
        on=scale.x(on),
        cases_y=cases_y,
        documents_y=documents_y,
        axis=axis,
        height=axis + 20,
        table=tuple(map(_row, dated)),
        told="; ".join(f"{label}: {inert(dates_words(span))}" for label, _kind, span in dated),
    )


def _dated(record: records.Pathway | records.Caution) -> Iterator[Dated]:
    if isinstance(record, records.Caution):
        yield _("Danger"), "danger", record.span
    else:
        several = len(record.versions) > 1
        for number, version in enumerate(record.versions, 1):
            lead = _("Version {n}, in force").format(n=number) if several else _("In force")
            yield lead, "force", version.span
            for closure in version.closed:
                yield _("Closed"), "closed", closure.span
    for condition in conditions(record):
        if condition.applies is not None:
            yield _("A condition is asked for"), "asked", condition.applies.span


def _days(dated: Iterable[Dated]) -> Iterator[Day]:
    for _label, _kind, span in dated:
        for day in (span.possible_from, span.certain_from, span.certain_until, span.possible_until):
            if 1 < day < LAST_DAY:
                yield day


class _Scale:
    """Days as per cents of the width: whole years, from before the first day to behind the last."""

    def __init__(self, days: Sequence[Day]) -> None:
        first = max(min(days), FIRST_DAY - _FURTHEST)
        last = min(max(days), first + _FURTHEST)
        self.from_year = dt.date.fromordinal(first).year
        self.to_year = dt.date.fromordinal(last).year + 1
        self.first = dt.date(self.from_year, 1, 1).toordinal()
        self.last = dt.date(self.to_year, 1, 1).toordinal()

    def share(self, day: Day) -> float:
        within = min(max(day, self.first), self.last)
        return 100 * (within - self.first) / (self.last - self.first)

    def x(self, day: Day) -> str:
        return f"{self.share(day):.2f}%"

    def years(self) -> Iterator[Mark]:
        step = 1 + (self.to_year - self.from_year) // 6
        for year in range(self.from_year, self.to_year, step):
            yield Mark(self.x(dt.date(year, 1, 1).toordinal()), str(year))


def _bar(number: int, dated: Dated, scale: _Scale) -> Bar:
    label, kind, span = dated
    start, end = scale.share(span.possible_from), scale.share(span.possible_until + 1)
    sure = scale.share(span.certain_from)
    sure_end = max(scale.share(min(span.certain_until, LAST_DAY - 1) + 1), sure)
    return Bar(
        label=label, kind=kind, y=HEAD + ROW * number, x=f"{start:.2f}%",
        width=f"{max(end - start, 0.6):.2f}%", sure=f"{sure:.2f}%", sure_width=f"{sure_end - sure:.2f}%",
        opens=span.from_text == "not stated", goes_on=span.possible_until >= LAST_DAY,
    )  # fmt: skip


def _row(dated: Dated) -> tuple[str, str, str, str]:
    label, _kind, span = dated
    remarks = list(map(inert, derived_words(span.derived)))
    for first, last in (
        (span.possible_from, span.certain_from - 1),
        (span.certain_until + 1, span.possible_until),
    ):
        if first <= last:
            told = _("Doubtful from {first} to {last}.")
            remarks.insert(0, told.format(first=format_day(first), last=format_day(last)))
    start, end = (inert(date_words(text)) for text in (span.from_text, span.until_text))
    return label, start, end, " ".join(remarks)
