"""The literals of a rule: the numbers, dates, periods, countries and listed words in it that its passages must hold.

What counts
- every number, age, period and date of a condition, with the dates of its `applies` and the `out of` of a list;
- the dates of `in force`, of closures and of cautions; the periods and dates of grants and duties;
- every country and region, but not the file's own country: the whole file is about it;
- listed professions, descents, languages and cities. Other options are our own words for what a passage describes.

What does not: `not stated`, the date asked about, and the names in a condition with `if met: open`, which says in its
`doubt` that the documents do not name them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from pathfinder.language import records
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.dates import Day, Period, Span, format_day

NAMED_OPTIONS: Final = frozenset(("occupations", "descent", "languages", "applying_in_city"))
"""Facts whose options are the documents' own words: professions, peoples, languages, cities."""


class Literal(msgspec.Struct, frozen=True):
    """A literal: its kind (`number`, `period`, `date`, `country`, `option`), how it is written, of which fact."""

    kind: str
    text: str
    fact: str = ""


class Grounded(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a rule, its literals, and the citations that have to hold them, unless `derived` says why not.

    `what` is the part in words; `file`, `line` and `column` are its place.
    """

    what: str
    literals: tuple[Literal, ...]
    cites: tuple[str, ...]
    derived: str = ""
    file: str = ""
    line: int = 0
    column: int = 0


def _period(period: Period | None) -> list[Literal]:
    return [Literal("period", period.text)] if period is not None and period.text else []


def _number(number: int | None) -> list[Literal]:
    return [] if number is None else [Literal("number", str(number))]


def _day(day: Day | None) -> list[Literal]:
    return [] if day is None else [Literal("date", format_day(day))]


def _span(span: Span) -> list[Literal]:
    return [
        Literal("date", text) for text in (span.from_text, span.until_text) if text != "not stated"
    ]


class _Names:
    """Makes the literals of countries and listed words, in the file of one country."""

    def __init__(self, vocabulary: Vocabulary, own: tuple[str, ...]) -> None:
        self.vocabulary = vocabulary
        self.own = own

    def countries(self, names: tuple[str, ...]) -> list[Literal]:
        return [Literal("country", name) for name in names if name not in self.own]

    def values(self, condition: records.OptionFact | records.SetFact) -> list[Literal]:
        fact = self.vocabulary.facts[condition.fact]
        found: list[Literal] = []
        if not condition.if_met_open:
            if fact.kind in ("country", "countries"):
                found = self.countries(condition.values)
            elif fact.name in NAMED_OPTIONS:
                found = [Literal("option", value, fact.name) for value in condition.values]
        return [*found, *_number(condition.out_of)]


_OF: Final[dict[type, Callable[[Any, _Names], list[Literal]]]] = {
    records.AtLeast: lambda c, names: _number(c.count),
    records.OptionFact: lambda c, names: names.values(c),
    records.SetFact: lambda c, names: names.values(c),
    records.NumberFact: lambda c, names: _number(c.number),
    records.DateFact: lambda c, names: _day(c.day),
    records.SinceFact: lambda c, names: [*names.countries((c.country,)), *_period(c.period)],
    records.VisaOf: lambda c, names: names.countries(c.issuers) if not c.if_met_open else [],
    records.DaysIn: lambda c, names: [*names.countries(c.countries), *_period(c.within), *_period(c.at_most)],
    records.PresentStay: lambda c, names: [*names.countries(c.countries), *_period(c.at_most), *_day(c.began_before)],
}  # fmt: skip


class Reader:
    """Goes through pathways and cautions and tells the parts that have literals."""

    def __init__(self, vocabulary: Vocabulary, definitions_file: str) -> None:
        self.vocabulary = vocabulary
        self.definitions_file = definitions_file

    def pathway(self, pathway: records.Pathway) -> list[Grounded]:
        """The parts of a pathway, in the order of its file."""
        names = _Names(self.vocabulary, (pathway.country,))
        return [
            part
            for version in pathway.versions
            for part in self._version(version, pathway.file, names)
        ]

    def caution(self, caution: records.Caution) -> list[Grounded]:
        """The parts of a caution."""
        names = _Names(self.vocabulary, caution.countries)
        span, file = caution.span, caution.file
        dates = _part("from, until", _span(span), caution.cites, span.derived, file, caution.line)
        return [*dates, *self._condition(caution.touches, file, names, ())]

    def _version(self, version: records.Version, file: str, names: _Names) -> Iterator[Grounded]:
        span = version.span
        yield from _part("in force", _span(span), version.cites, span.derived, file, version.line)
        for condition in (version.requires, *version.refused):
            yield from self._condition(condition, file, names, ())
        for closure in version.closed:
            cites = (*closure.cites, *closure.disputed_cites)
            yield from _part(
                "closed", _span(closure.span), cites, closure.span.derived, file, closure.line
            )
        grant = version.grants
        if grant is not None:
            periods = [*_period(grant.period), *_period(grant.within)]
            yield from _part(
                "grants", periods, grant.cites, grant.derived, file, grant.line or version.line
            )
        for duty in version.duties:
            due = [*_day(duty.due.day), *_period(duty.due.after)]
            due += names.countries((duty.due.country,)) if duty.due.country else []
            yield from _part(
                "duties", due, duty.cites, duty.derived, file, duty.line or version.line
            )
            yield from self._condition(duty.when, file, names, ())

    def _condition(
        self, condition: Any, file: str, names: _Names, outer: tuple[str, ...]
    ) -> Iterator[Grounded]:
        """A condition and those in it; one of the definitions may also rest on what it is used for."""
        if condition is None:
            return
        cites = (*condition.cites, *outer)
        of = _OF.get(type(condition))
        literals = of(condition, names) if of else []
        literals += _span(condition.applies.span) if condition.applies else []
        yield from _part(
            condition.says,
            literals,
            cites,
            condition.derived,
            file,
            condition.line,
            condition.column,
        )
        if isinstance(condition, records.Meets):
            yield from self._condition(condition.item, self.definitions_file, names, cites)
        elif isinstance(condition, records.Group):
            for item in condition.items:
                yield from self._condition(item, file, names, outer)


def _part(
    what: str,
    literals: list[Literal],
    cites: tuple[str, ...],
    derived: str,
    file: str,
    line: int,
    column: int = 0,
) -> Iterator[Grounded]:
    if literals:
        yield Grounded(
            what=what, literals=tuple(dict.fromkeys(literals)), cites=tuple(dict.fromkeys(cites)),
            derived=derived, file=file, line=line, column=column,
        )  # fmt: skip
