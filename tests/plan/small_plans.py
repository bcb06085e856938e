"""Small rule books of two countries, and every chain of steps through them tried on every day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st
import msgspec

from engine.completions import DAY
from engine.small_rules import VOCABULARY, book, span
from pathfinder.change.changes import moved
from pathfinder.engine.day import BookOnDay
from pathfinder.language import records
from pathfinder.language.vocabulary import Fact
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import LAST_DAY, Period, Span
from pathfinder.values.stays import Stay, where

LAST = DAY + 6
COUNTRIES = ("DE", "US")
Values = dict[str, Any]


def _by_country(name: str) -> Fact:
    return msgspec.structs.replace(VOCABULARY.facts["registered_on"], name=name)


WORDS = msgspec.structs.replace(
    VOCABULARY,
    facts={**VOCABULARY.facts, "resident_since": _by_country("resident_since")},
)
"""The small vocabulary with residence."""


def _days(n: int) -> Period:
    return Period(days=n, text=f"{n} days")


def _from(day: int) -> Span:
    return Span(day, day, LAST_DAY, LAST_DAY)


def _to(day: int) -> Span:
    return Span(1, 1, day, day)


SPANS = st.one_of(
    st.just(span(None, None)),
    st.just(span(None, None)),
    st.integers(DAY + 1, DAY + 5).map(_from),
    st.integers(DAY, DAY + 4).map(_to),
)


def _place(negated: bool, *codes: str) -> records.OptionFact:
    return records.OptionFact(fact="current_country", values=codes, negated=negated)


FLAG = records.YesNoFact(fact="flag", value=True)
ENTRY = st.sampled_from([None, None, FLAG, _place(True, "RU"), _place(False, "RU")])
REST = st.sampled_from(
    [None, FLAG, _place(False, "RU"), _place(True, "RU", "DE"), _place(True, "US")]
)


@st.composite
def _pathway(draw: st.DrawFn, country: str, gives: str) -> records.Pathway:
    needs: Any
    if gives == "enter":
        needs = draw(ENTRY)
    elif gives == "stay":
        most = draw(st.integers(1, 4))
        stay = records.PresentStay(countries=(country,), at_most=_days(most))
        window = records.DaysIn(countries=(country,), within=_days(most + 2), at_most=_days(most))
        renewed = records.SinceFact(
            fact="registered_on", country=country, how="within", period=_days(most)
        )
        needs = draw(st.sampled_from([stay, stay, window, window, renewed, None]))
    elif gives == "reside":
        needs = draw(REST)
    else:
        needs = records.SinceFact(
            fact="resident_since", country=country, how="for at least", period=_days(draw(st.integers(1, 4)))
        )  # fmt: skip
    return records.Pathway(
        id=f"{country}/{gives}", country=country, title=gives, gives=gives,
        covers=records.Covers(everyone=True), at_discretion=False,
        reached=gives == "stay" or (gives == "reside" and draw(st.booleans())),
        versions=(
            records.Version(
                span=draw(SPANS), cites=(), conditions="stated", requires=needs,
            ),
        ),
    )  # fmt: skip


@st.composite
def books(draw: st.DrawFn) -> RuleBook:
    """A rule book of two countries, each with an entry, a stay, a residence and a citizenship, or some of them."""
    pathways = []
    for country in COUNTRIES:
        kinds = [
            "enter",
            *(kind for kind in ("stay", "reside", "citizenship") if draw(st.integers(0, 4))),
        ]
        pathways += [draw(_pathway(country, kind)) for kind in kinds]
    made = book(*pathways)
    return msgspec.structs.replace(made, vocabulary=WORDS)


@st.composite
def people(draw: st.DrawFn) -> Values:
    """A Russian citizen who has said everything these rules ask, in Russia or in Germany."""
    place = draw(st.sampled_from(["RU", "RU", "DE"]))
    since = draw(st.integers(DAY - 3, DAY))
    earlier = draw(
        st.sampled_from([(), (Stay("US", DAY - 4, DAY - 3),), (Stay("DE", DAY - 6, DAY - 5),)])
    )
    present = (Stay("DE", since, None),) if place == "DE" else (Stay("RU", DAY - 3, None),)
    return {
        "citizenships": frozenset(("RU",)),
        "flag": draw(st.booleans()),
        "stays": tuple(sorted((*earlier, *present), key=lambda stay: stay.entered)),
        "registered_on": draw(st.sampled_from([(), (("DE", DAY - 1),)])),
        "resident_since": (),
    }


class BruteForce:
    """Every step on every day, for somebody who has said everything; only the engine is shared with the planner."""

    def __init__(self, rules: RuleBook) -> None:
        self.rules = rules
        self.days = {day: BookOnDay(rules, day) for day in range(DAY, LAST + 1)}
        self.known: dict[Any, bool] = {}

    def eligible(self, name: str, values: Values, day: int) -> bool:
        """Whether a pathway is eligible on a day."""
        key = (name, day, tuple(sorted(values.items())))
        if key not in self.known:
            on_day = self.days[day]
            scope = on_day.pathway(self.rules.pathways[name])
            self.known[key] = on_day.row(scope, on_day.states(values)).verdict == "eligible"
        return self.known[key]

    def _registered(self, values: Values, country: str, day: int) -> Values:
        others = tuple(pair for pair in values["registered_on"] if pair[0] != country)
        return {**values, "registered_on": tuple(sorted((*others, (country, day))))}

    def _stays(self, values: Values, country: str, day: int) -> bool:
        name = f"{country}/stay"
        return name in self.rules.pathways and self.eligible(name, values, day)

    def waits(self, values: Values, day: int) -> Iterator[tuple[int, Values]]:
        """The days up to which the person may lawfully wait where they are, registering anew on any of them or not."""
        place = where(values["stays"], day)
        assert place is not None
        free = place == "RU" or any(code == place for code, _day in values["resident_since"])
        yield day, values
        if free:
            yield from ((later, values) for later in range(day + 1, LAST + 1))
            return
        reach = [values] if self._stays(values, place, day) else []
        again = self._registered(values, place, day)
        reach += [again] if self._stays(again, place, day) else []
        for later in range(day + 1, LAST + 1):
            following = [each for each in reach if self._stays(each, place, later)]
            following += [
                new for new in (self._registered(each, place, later) for each in following)
                if new not in following
            ]  # fmt: skip
            reach = following
            yield from ((later, each) for each in reach)

    def steps(self, values: Values, day: int) -> Iterator[tuple[str, Values]]:
        """What can be taken on a day, and the person afterwards."""
        place = where(values["stays"], day)
        for pathway in self.rules.pathways.values():
            country, gives = pathway.country, pathway.gives
            if gives == "enter" and country != place and self.eligible(pathway.id, values, day):
                yield pathway.id, {**values, "stays": moved(values["stays"], country, day)}
            elif gives == "stay" and country == place:
                for each in (values, self._registered(values, country, day)):
                    if self.eligible(pathway.id, each, day):
                        yield pathway.id, each
                        break
            elif (
                gives == "reside"
                and (country == place or not pathway.reached)
                and self.eligible(pathway.id, values, day)
            ):
                if country != place:
                    yield pathway.id, {}
                elif not any(code == country for code, _day in values["resident_since"]):
                    since = tuple(sorted((*values["resident_since"], (country, day))))
                    yield pathway.id, {**values, "resident_since": since}
            elif gives == "citizenship" and self.eligible(pathway.id, values, day):
                yield pathway.id, {}

    def earliest(self, start: Values, most: int) -> dict[str, int]:
        """The first day on which each pathway can be taken, in at most so many steps.

        Entering a country and beginning a stay there on the same day are one step, as in a plan.
        """
        found: dict[str, int] = {}
        states: dict[Any, tuple[int, Values]] = {(DAY, _key(start)): (DAY, start)}
        for count in range(most):
            following: dict[Any, tuple[int, Values]] = {}
            for day, values in states.values():
                for later, now in self.waits(values, day):
                    for name, after in self.steps(now, later):
                        found[name] = min(found.get(name, LAST_DAY), later)
                        if after:
                            following[later, _key(after)] = (later, after)
                        if name.endswith("/enter") and after:
                            country = name.partition("/")[0]
                            for other, there in self.steps(after, later):
                                if other == f"{country}/stay":
                                    found[other] = min(found.get(other, LAST_DAY), later)
                                    following[later, _key(there)] = (later, there)
            states = following
            del count
        return found


def _key(values: Values) -> Any:
    return tuple(sorted(values.items()))
