"""People drawn for the benchmark of the interview: complete, free of contradictions, seeded.

They are invented, and are no statistics. Most are Russian citizens; some are in Russia, most abroad in a country that
the rules name, on a stay that goes on; a good quarter have been active against the war or are persecuted. Countries
and options are drawn from the constants that the rules of the day compare with, the rest from the options of facts,
so that many come near to what pathways ask. Every fact has a value: nobody is drawn who does not know something.
"""

from __future__ import annotations

import random
from typing import Any

from pathfinder.engine.day import BookOnDay
from pathfinder.language.answers import Visa
from pathfinder.language.profile import Profile
from pathfinder.values.stays import Stay

HOME = "RU"


class Drawing:
    """Draws people for the rules of one day."""

    def __init__(self, on_day: BookOnDay, seed: int) -> None:
        on_day.prepare()
        self.on_day = on_day
        self.day = on_day.day
        self.facts = on_day.book.vocabulary.facts
        self.random = random.Random(seed)
        self.constants = constants(on_day)

    def person(self) -> Profile:
        """One complete person."""
        draw = self.random
        exposed, abroad = draw.random() < 0.3, draw.random() < 0.65
        man = draw.random() < 0.55
        age = draw.randint(17, 75)
        values: dict[str, Any] = {"age": age, "sex": "male" if man else "female"}
        values |= self._identity() | self._family() | self._where(abroad)
        values |= self._exposure(exposed) | self._service(man and age < 60)
        for name, fact in self.facts.items():
            if name not in values:
                values[name] = self._any(name, fact.kind, values)
        return Profile(values=values)

    def _some(self, chance: float) -> bool:
        return self.random.random() < chance

    def _named(self, fact: str) -> str | None:
        """A country or option that a rule compares with."""
        known = self.constants.get(fact)
        return self.random.choice(sorted(self.random.choice(known))) if known else None

    def _set(self, fact: str, chance: float, most: int = 2) -> frozenset[str]:
        """Mostly nothing; with a chance one or a few of what rules compare with, or of all options."""
        if not self._some(chance):
            return frozenset()
        found = set()
        for _time in range(self.random.randint(1, most)):
            named = self._named(fact) if self._some(0.6) else None
            options = [word for word, _label in self.facts[fact].options]
            found.add(named or (self.random.choice(options) if options else "US"))
        return frozenset(found)

    def _identity(self) -> dict[str, Any]:
        own = {HOME} if self._some(0.96) else set()
        own |= {self._named("citizenships") or "US"} if not own or self._some(0.06) else set()
        papers = {"internal"} if self._some(0.95) else set()
        papers |= {"travel"} if self._some(0.75) else set()
        left = self.random.randint(1, 3000) if "travel" in papers else -self.random.randint(1, 2000)
        return {
            "citizenships": frozenset(own),
            "former_citizenships": frozenset({"KZ"} if self._some(0.03) else ()),
            "passports": frozenset(papers),
            "travel_passport_expires": self.day + left,
        }

    def _family(self) -> dict[str, Any]:
        spouse = {HOME} if self._some(0.4) else set()
        others = {HOME} if self._some(0.7) else set()
        others |= {self._named("family_citizenships") or "US"} if self._some(0.06) else set()
        return {
            "spouse_citizenships": frozenset(spouse),
            "family_citizenships": frozenset(spouse | others),
        }

    def _where(self, abroad: bool) -> dict[str, Any]:
        draw = self.random
        place = (self._named("current_country") or self._named("stays") or HOME) if abroad else HOME
        begun = self.day - draw.randint(0, 700)
        stays = [] if place == HOME else [Stay(place, begun, None)]
        for _time in range(draw.choice((0, 0, 0, 1, 2))):
            begun -= draw.randint(40, 200)
            stays.insert(0, Stay(self._named("stays") or "US", begun, begun + draw.randint(1, 30)))
        return {
            "current_country": place,
            "stays": tuple(stays),
            "registered_on": ((place, self.day - draw.randint(0, 300)),)
            if place != HOME and self._some(0.5)
            else (),
            "resident_since": ((place, self.day - draw.randint(0, 1200)),)
            if place != HOME and self._some(0.25)
            else (),
            "residence_permits": frozenset((place,))
            if place != HOME and self._some(0.2)
            else self._set("residence_permits", 0.05, 1),
            "applying_from": place if self._some(0.9) else HOME,
            "employment_in": frozenset((place,)) if self._some(0.4) else frozenset(),
            "visas": self._visas(),
        }

    def _visas(self) -> tuple[Visa, ...]:
        if not self._some(0.2):
            return ()
        kind = self.random.choice([word for word, _label in self.facts["visas"].options])
        issuer = "SCHENGEN" if self._some(0.6) else self._named("visas") or "US"
        return (Visa(issuer, kind, self.day + self.random.randint(-30, 400)),)

    def _exposure(self, exposed: bool) -> dict[str, Any]:
        often = {
            "activities": 0.9, "persecuted_for": 0.6, "forced_to_leave_for": 0.5,
            "wanted_in_russia_for": 0.2,
        }  # fmt: skip
        yes = {
            "persecution_confirmed": 0.5, "recognised_at_risk": 0.5, "blacklisted_by_russia": 0.1,
            "public_antiwar_criticism": 0.7, "activism_abroad": 0.4, "on_german_protection_list": 0.1,
        }  # fmt: skip
        found: dict[str, Any] = {
            name: self._set(name, chance if exposed else 0.08, 3) for name, chance in often.items()
        }
        found |= {name: self._some(chance if exposed else 0.03) for name, chance in yes.items()}
        return found

    def _service(self, liable: bool) -> dict[str, Any]:
        return {
            "liable_for_mobilisation": self._some(0.7 if liable else 0.03),
            "military_acts": self._set("military_acts", 0.25 if liable else 0.01, 2),
            "summons": self.random.choice(("none", "paper", "electronic"))
            if liable and self._some(0.4)
            else "none",
        }

    def _any(self, name: str, kind: str, values: dict[str, Any]) -> Any:
        """A value of a fact of which nothing special is known."""
        if kind == "yes_no":
            return self._some(0.15)
        if kind == "choices" and name in ("occupations", "employers", "income", "languages"):
            return self._set(name, 0.9, 2)
        if kind in ("choices", "countries"):
            return self._set(name, 0.15, 2)
        if kind == "choice":
            return self.random.choice([word for word, _label in self.facts[name].options])
        if kind == "country":
            return (self._named(name) if self._some(0.15) else None) or values["current_country"]
        if kind == "number":
            return self.random.randint(self.facts[name].minimum, self.facts[name].maximum)
        if kind == "date":
            return self.day - self.random.randint(-400, 1500)
        return "" if kind == "text" else ()


def constants(on_day: BookOnDay) -> dict[str, list[frozenset[str]]]:
    """The countries and options that the rules of a day compare each fact with."""
    found: dict[str, dict[frozenset[str], None]] = {}
    for axis in on_day.axes:
        for question in axis.questions:
            sets: tuple[frozenset[str], ...] = ()
            if question[0] == "set":
                sets = question[3]
            elif question[0] in ("option", "visa", "days", "stay"):
                sets = (question[2],)
            for some in sets:
                if some:
                    found.setdefault(question[1], {})[some] = None
    return {fact: list(known) for fact, known in found.items()}
