"""Answers in the words of the language that is spoken, and what to offer while one is typed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any

from pathfinder.i18n import N_, _, current_language, translate_rule
from pathfinder.interview.countries import Countries
from pathfinder.interview.dates import day_words
from pathfinder.interview.listed import Listed
from pathfinder.interview.said import LATER
from pathfinder.interview.typed import fold
from pathfinder.language.answers import DECLINED, UNKNOWN, Visa
from pathfinder.language.vocabulary import SCHENGEN, Fact, Vocabulary
from pathfinder.values.stays import Stay
from pathfinder.values.text import inert

_UNSAID = {
    UNKNOWN: N_("don't know"),
    DECLINED: N_("don't want to say"),
    LATER: N_("not now"),
}

_CLDR_UNITS = {"years": "duration-year", "months": "duration-month", "days": "duration-day"}

_ITEM = re.compile(r"[;\n]")
_ITEM_OR_COMMA = re.compile(r"[;,\n]")


class Words:
    """The names of everything in a vocabulary, both ways; made once, for it takes a tenth of a second."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        translations: Mapping[str, Mapping[str, str]],
        likely: Collection[str] = (),
    ) -> None:
        """`translations` are the sentences of the rules by language; of countries the `likely` are offered first."""
        self.vocabulary = vocabulary
        self.countries = Countries(vocabulary, likely)
        self._translations = translations
        self._listed: dict[str, Listed] = {}

    def listed(self, fact: Fact) -> Listed:
        """The options of a fact."""
        found = self._listed.get(fact.name)
        if found is None or found.fact is not fact:
            found = Listed(fact, self.vocabulary, self.countries, self._translations)
            self._listed[fact.name] = found
        return found

    def shown(self, fact: Fact, said: Any) -> str:
        """An answer in words; semicolons between several."""
        if said is None:
            return ""
        if isinstance(said, str) and said in _UNSAID:
            return _(_UNSAID[said])
        if fact.kind == "yes_no":
            return _("yes") if said else _("no")
        if fact.kind == "choice":
            return self.listed(fact).label(said)
        if fact.kind == "country":
            return self.countries.name(said)
        if fact.kind == "date":
            return day_words(said)
        if fact.kind == "number":
            return _number(fact, said)
        if fact.kind == "text":
            return inert(said)
        return "; ".join(self._members(fact, said)) or self._nothing(fact)

    def _members(self, fact: Fact, said: Any) -> list[str]:
        if fact.kind == "choices":
            order = [word for word, _label in fact.options if word in said]
            return [self.listed(fact).label(word) for word in order]
        if fact.kind == "countries":
            return sorted(map(self.countries.name, said), key=fold)
        if fact.kind == "stays":
            return [self.stay(stay) for stay in said]
        if fact.kind == "by_country":
            return [
                _("{country}: {date}").format(
                    country=self.countries.name(code), date=day_words(day, "long")
                )
                for code, day in said
            ]
        return [self._visa(fact, visa) for visa in said]

    def _nothing(self, fact: Fact) -> str:
        if fact.kind == "choices":
            if "none" in dict(fact.options):
                return self.listed(fact).label("none")
            return _("none of these")
        return _("none at all")

    def stay(self, stay: Stay) -> str:
        """A trip in words."""
        country, first = self.countries.name(stay.country), day_words(stay.entered, "long")
        if stay.left is None:
            return _("{country}: since {first}").format(country=country, first=first)
        last = day_words(stay.left, "long")
        return _("{country}: from {first} to {last}").format(
            country=country, first=first, last=last
        )

    def _visa(self, fact: Fact, visa: Visa) -> str:
        issuer = _("Schengen") if visa.issuer == SCHENGEN else self.countries.name(visa.issuer)
        kind = self.listed(fact).label(visa.type)
        return _("{issuer}: {kind}, until {date}").format(
            issuer=issuer, kind=kind, date=day_words(visa.until, "long")
        )

    def suggestions(self, fact: Fact, text: str, limit: int) -> list[tuple[str, str]]:
        """Pairs of what to insert and what to show for the last item of a text."""
        item = last_item(fact, text)
        if fact.kind == "yes_no":
            return [(word, word) for word in (_("yes"), _("no")) if word.startswith(fold(item))]
        if fact.kind in ("choice", "choices"):
            listed = self.listed(fact)
            return [self._offer(listed, word) for word in listed.names.ranked(item, limit)]
        if fact.kind in ("country", "countries", "stays", "by_country", "visas"):
            if not item or any(letter.isdigit() for letter in item):
                return []
            found = [self._country_offer(code) for code in self.countries.names.ranked(item, limit)]
            schengen = _("Schengen")
            if fact.kind == "visas" and fold(schengen).startswith(fold(item)):
                found.insert(0, (schengen, schengen))
            return found[:limit]
        return []

    def _offer(self, listed: Listed, word: str) -> tuple[str, str]:
        label = listed.label(word)
        return (label if listed.names.exactly(label) == (word,) else word), label

    def _country_offer(self, code: str) -> tuple[str, str]:
        own = self.countries.name(code)
        others = [names.get(code, "") for names in self.countries.shown.values()]
        other = next((name for name in others if name and name != own), "")
        return own, f"{own} ({', '.join(filter(None, (other, code)))})"


def last_item(fact: Fact, text: str) -> str:
    """The part of a text that is being typed: the last item of a set or list, else all of it."""
    if fact.kind in ("choice", "country", "yes_no", "number", "date", "text"):
        return text.lstrip()
    separator = _ITEM if ";" in text else _ITEM_OR_COMMA
    return separator.split(text)[-1].lstrip()


def _number(fact: Fact, number: int) -> str:
    unit = _CLDR_UNITS.get(fact.unit)
    if unit is not None:
        from babel.units import format_unit

        return format_unit(number, unit, locale=current_language())
    return f"{number} {translate_rule(fact.unit)}".rstrip()
