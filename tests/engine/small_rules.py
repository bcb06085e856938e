"""Hypothesis strategies for small rule books over a reduced vocabulary, and for people in them.

Every kind of condition, closure, version and date occurs; constants lie around the day of `completions`.
"""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st

from engine.completions import (
    DAY,
    EXPIRIES,
    GROUPS,
    PLACES,
    REGIONS,
    SINGLE,
    completions,
    place_of,
    subsets,
)
from pathfinder.language import records
from pathfinder.language.vocabulary import Constraint, Fact, Region, Vocabulary
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Period, Span, make_span, parse_uncertain
from pathfinder.values.stays import Stay

KINDS = {
    "citizenships": "countries", "former_citizenships": "countries", "flag": "yes_no", "option": "choice",
    "acts": "choices", "age": "number", "applied_on": "date", "registered_on": "by_country", "visas": "visas",
    "passports": "choices", "travel_passport_expires": "date", "spouse_citizenships": "countries",
    "family_citizenships": "countries", "current_country": "country", "stays": "stays",
}  # fmt: skip
OPTIONS = {
    "option": "abcd", "acts": "pqrs", "passports": ("internal", "travel"), "visas": ("C", "D"),
}  # fmt: skip


def _fact(name: str, kind: str) -> Fact:
    return Fact(
        name=name, group="", kind=kind, label="", question="", help="", sensitive=False, cost="",
        options=tuple((word, word) for word in OPTIONS.get(name, ())),
        maximum=130 if kind == "number" else 0,
    )  # fmt: skip


VOCABULARY = Vocabulary(
    facts={name: _fact(name, kind) for name, kind in KINDS.items()},
    constraints=(
        Constraint(kind="part of", facts=("spouse_citizenships", "family_citizenships"), says=""),
        Constraint(
            kind="held while valid", facts=("passports", "travel_passport_expires"), says="",
            option="travel",
        ),
        Constraint(kind="place from stays", facts=("current_country", "stays"), says=""),
    ),
    regions={
        name: Region(name=name, title=name, source="", members=tuple(sorted(members)))
        for name, members in REGIONS.items()
    },
    countries={name: name for name in PLACES},
    languages=(),
)  # fmt: skip

COUNTRIES = st.sampled_from(["RU", "DE", "FR", "SCHENGEN"])
SOME_COUNTRIES = st.lists(COUNTRIES, min_size=1, max_size=2, unique=True).map(tuple)
DATES = st.integers(DAY - 2, DAY + 2)
PERIODS = st.integers(1, 3).map(lambda days: Period(days=days, text=f"{days} days"))
IN = st.sampled_from([("DE",), ("SCHENGEN",)])


def span(start: str | None, end: str | None) -> Span:
    """A span as a rule file writes it."""
    return make_span(
        parse_uncertain(start) if start else None, parse_uncertain(end) if end else None
    )


SPANS = st.sampled_from([
    span(None, None), span(None, None), span("2023-05-15", None), span(None, "2023-05-15"),
    span("2023-05", None), span(None, "spring 2023"), span("between 2023-05-01 and 2023-05-20", None),
    span("2023-05-16", None), span(None, "2023-05-14"),
])  # fmt: skip
ADJOINING = [
    (span(None, "2023-05"), span("2023-05", None)),
    (span(None, "2023-04-30"), span("2023-05", None)),
    (span(None, "2023-05"), span("2023-06", None)),
    (span(None, "2023-05-14"), span("2023-05-15", None)),
]
APPLIES = st.builds(records.Applies, SPANS, st.booleans(), st.booleans())


def _words(options: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True).map(tuple)


HOW = st.sampled_from(["any", "all", "none", "only"])
COMMON = {
    "if_met_open": st.sampled_from([False] * 7 + [True]),
    "if_not_met_open": st.sampled_from([False] * 7 + [True]),
    "applies": st.one_of(st.none(), st.none(), st.none(), APPLIES),
}
LISTS = {"complete": st.sampled_from([True, True, False])}
SETS = st.sampled_from(["citizenships", "spouse_citizenships", "family_citizenships"])

COMPARED = st.sampled_from(["at least", "at most", "more than", "less than"])
DATED = st.sampled_from(["on or after", "on or before", "before", "after"])
PAPERS = st.sampled_from([("travel",), ("internal", "travel")])
ONE_COUNTRY = st.sampled_from(["DE", "FR"])
EMPTIES = ["acts", "family_citizenships", "spouse_citizenships", "passports"]


def _leaf(record: Any, **parts: Any) -> st.SearchStrategy[Any]:
    strategies = {
        name: part if isinstance(part, st.SearchStrategy) else st.just(part)
        for name, part in (COMMON | parts).items()
    }
    return st.builds(record, **strategies)


def _stays() -> list[st.SearchStrategy[Any]]:
    windows = st.integers(1, 4).map(lambda days: Period(days=days))
    return [
        _leaf(records.DaysIn, countries=IN, within=windows, at_most=PERIODS),
        _leaf(records.DaysIn, countries=IN, within=windows, at_most=PERIODS),
        _leaf(records.PresentStay, countries=IN, at_most=PERIODS),
        _leaf(records.PresentStay, countries=IN, began_before=st.integers(DAY - 2, DAY + 1)),
    ]


def _dates() -> list[st.SearchStrategy[Any]]:
    since = {"fact": "registered_on", "country": ONE_COUNTRY}
    how = st.sampled_from(["within", "for at least"])
    return [
        _leaf(
            records.DateFact,
            fact=st.sampled_from(["applied_on", "travel_passport_expires"]),
            operator=DATED,
            day=st.one_of(st.none(), DATES),
        ),
        _leaf(records.SinceFact, **since, how=how, period=PERIODS),
        _leaf(records.SinceFact, **since, how="recorded", recorded=st.booleans()),
    ]


def _sets() -> list[st.SearchStrategy[Any]]:
    return [
        _leaf(records.SetFact, fact="acts", how=HOW, values=_words("pqrs"), **LISTS),
        _leaf(records.SetFact, fact=SETS, how=HOW, values=SOME_COUNTRIES, **LISTS),
        _leaf(records.SetFact, fact=SETS, how=HOW, values=SOME_COUNTRIES),
        _leaf(records.SetFact, fact="passports", how=HOW, values=PAPERS),
        _leaf(records.EmptyFact, fact=st.sampled_from(EMPTIES), value=st.booleans()),
    ]


LEAVES: st.SearchStrategy[Any] = st.one_of(
    _leaf(records.YesNoFact, fact="flag", value=st.booleans()),
    _leaf(records.OptionFact, fact="option", values=_words("abc"), negated=st.booleans(), **LISTS),
    _leaf(
        records.OptionFact,
        fact="current_country",
        values=SOME_COUNTRIES,
        negated=st.booleans(),
    ),
    _leaf(records.NumberFact, fact="age", operator=COMPARED, number=st.integers(16, 20)),
    _leaf(
        records.VisaOf,
        fact="visas",
        issuers=st.sampled_from([("DE",), ("SCHENGEN",)]),
        types=st.sampled_from([(), ("C",), ("C", "D")]),
    ),
    _leaf(records.NotStated),
    *_sets(),
    *_dates(),
    *_stays(),
)


def _groups(items: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(items, min_size=1, max_size=3).map(tuple)
    two = st.lists(items, min_size=2, max_size=2).map(tuple)
    return st.one_of(
        st.builds(records.AllOf, items=some, **COMMON),
        st.builds(records.AnyOf, items=some, **COMMON),
        st.builds(records.NoneOf, items=some, **COMMON),
        st.lists(items, min_size=2, max_size=3).map(tuple).flatmap(
            lambda many: st.builds(
                records.AtLeast, count=st.integers(1, len(many)), items=st.just(many), **COMMON
            )
        ),
        st.builds(records.Readings, about=st.just("it"), items=two, **COMMON),
        st.builds(records.Meets, name=st.just("it"), item=items, **COMMON),
    )  # fmt: skip


CONDITIONS = st.recursive(LEAVES, _groups, max_leaves=5)
CLOSURES = st.builds(
    records.Closure, span=SPANS, says=st.just("closed"), cites=st.just(()),
    disputed=st.sampled_from(["", "", "another document says open"]),
)  # fmt: skip


def versions(when: Span) -> st.SearchStrategy[records.Version]:
    """A version with a few conditions, refusals and closures."""
    return st.builds(
        records.Version, span=st.just(when), cites=st.just(()),
        conditions=st.sampled_from(["stated", "stated", "stated", "stated in part", "not recorded"]),
        requires=st.one_of(st.none(), CONDITIONS, CONDITIONS),
        refused=st.lists(LEAVES, max_size=1).map(tuple),
        closed=st.one_of(st.just(()), st.just(()), st.lists(CLOSURES, max_size=2).map(tuple)),
    )  # fmt: skip


@st.composite
def pathways(draw: st.DrawFn, gives: str = "stay", name: str = "DE/way") -> records.Pathway:
    """A pathway into DE or into the region."""
    spans: tuple[Span, ...] = (draw(SPANS),)
    if draw(st.integers(0, 3)) == 0:
        spans = draw(st.sampled_from(ADJOINING))
    covers = draw(
        st.sampled_from([
            records.Covers(citizens=("RU",)), records.Covers(citizens=("RU",)),
            records.Covers(everyone=True), records.Covers(citizens=("FR", "RU"), former=("RU",)),
        ])
    )  # fmt: skip
    return records.Pathway(
        id=name, country="DE", title="", gives=gives, covers=covers, at_discretion=False,
        reached=gives == "stay" and draw(st.booleans()),
        versions=tuple(draw(versions(one)) for one in spans),
    )  # fmt: skip


def book(*pathways: records.Pathway) -> RuleBook:
    """A rule book of some pathways."""
    entries: dict[str, tuple[str, ...]] = {}
    for pathway in pathways:
        if pathway.gives == "enter":
            entries[pathway.country] = (*entries.get(pathway.country, ()), pathway.id)
    return RuleBook(
        hash="", vocabulary=VOCABULARY, documents={}, citations={}, definitions={},
        destinations={}, pathways={pathway.id: pathway for pathway in pathways}, cautions={},
        entries=entries,
    )  # fmt: skip


STAYS = st.builds(
    lambda country, entered, length: Stay(country, entered, None if length is None else entered + length),
    st.sampled_from(PLACES), st.integers(DAY - 6, DAY + 2), st.sampled_from([None, 0, 1, 2, 4]),
)  # fmt: skip


@st.composite
def people(draw: st.DrawFn) -> dict[str, Any]:
    """What somebody says: each fact or not, and nothing that contradicts itself."""
    said: dict[str, Any] = {}
    for name, domain in SINGLE.items():
        if draw(st.booleans()):
            said[name] = draw(st.sampled_from(domain))
    if draw(st.integers(0, 3)):
        said["citizenships"] = frozenset(("RU",))
    if draw(st.booleans()):
        said["passports"] = draw(st.sampled_from(subsets(("internal", "travel"))))
    if draw(st.integers(0, 2)) == 0:
        said["travel_passport_expires"] = draw(st.sampled_from(EXPIRIES))
    families = list(completions(GROUPS[-2], {}))
    family = draw(st.sampled_from(families))[0]
    said |= {name: value for name, value in family.items() if draw(st.booleans())}
    if draw(st.booleans()):
        stays = draw(st.lists(STAYS, max_size=3))
        stays = [one for one in stays if one.left is not None] + [
            s for s in stays if s.left is None
        ][:1]
        said["stays"] = tuple(
            sorted(stays, key=lambda s: (s.entered, s.left is None, s.left or 0, s.country))
        )
    if draw(st.booleans()):
        there = place_of(said["stays"]) if "stays" in said else None
        said["current_country"] = there or draw(st.sampled_from(PLACES))
    return said
