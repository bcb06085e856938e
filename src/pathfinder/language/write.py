"""Profiles written out again: as YAML, as JSON, or as the cells of a row, so that reading gives the same profile.

People are written in the notations that the contract gives to files and to spreadsheets. Facts stand in the order of
the vocabulary, members of sets in that of the alphabet, so that the same profile is always the same text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from pathfinder.language.profile import Profile
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.dates import format_day

Plain = str | int | float | bool | list[str] | dict[str, str]


def write_profile(profile: Profile, form: str, vocabulary: Vocabulary) -> str:
    """The text of a profile; `form` is `yaml` or `json`. Places are not written."""
    facts = plain_facts(profile, vocabulary)
    label = {} if profile.case is None else {"case": profile.case}
    if form == "json":
        return json.dumps({**label, "facts": facts}, ensure_ascii=False) + "\n"
    lines = [f"{key}: {_yaml(text)}" for key, text in label.items()]
    lines.append("facts:" if facts else "facts: {}")
    lines += [f"  {name}: {_yaml(value)}" for name, value in facts.items()]
    return "\n".join(lines) + "\n"


def plain_facts(profile: Profile, vocabulary: Vocabulary) -> dict[str, Plain]:
    """The answers as text, numbers, truth values, lists and maps, by fact."""
    found: dict[str, Plain] = {}
    for name, fact in vocabulary.facts.items():
        if name in profile.unsaid:
            found[name] = profile.unsaid[name]
        elif name in profile.values:
            written: Callable[[Any], Plain] = _PLAIN.get(fact.kind, _same)
            found[name] = written(profile.values[name])
    return found


def row_cells(profile: Profile, vocabulary: Vocabulary) -> dict[str, str]:
    """The cells of a row by column, `case` among them; a fact that has not been said has none."""
    cells = {} if profile.case is None else {"case": profile.case}
    for name, value in plain_facts(profile, vocabulary).items():
        cells[name] = _cell(value)
    return cells


def _cell(value: Plain) -> str:
    if isinstance(value, dict):
        value = [f"{key} {text}" for key, text in value.items()]
    if isinstance(value, list):
        return "; ".join(value) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _same(value: Any) -> Any:
    return value


def _number(number: float) -> int | str:
    """A whole number, or a fraction as text: never with an exponent, which no form says."""
    return number if isinstance(number, int) else f"{number:.6f}".rstrip("0")


def _stays(stays: Any) -> list[str]:
    def end(day: int | None) -> str:
        return "" if day is None else format_day(day)

    return [f"{stay.country} {format_day(stay.entered)}..{end(stay.left)}" for stay in stays]


def _visas(visas: Any) -> list[str]:
    return [f"{visa.issuer} {visa.type} {format_day(visa.until)}" for visa in visas]


_PLAIN: dict[str, Callable[[Any], Plain]] = {
    "choices": sorted,
    "countries": sorted,
    "number": _number,
    "date": format_day,
    "stays": _stays,
    "by_country": lambda pairs: {country: format_day(day) for country, day in pairs},
    "visas": _visas,
}
"""How the kinds are written whose canonical value is not plain itself."""

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9_/.-]*(?: [A-Za-z0-9_/.-]+)*")
_NULL = re.compile("null", re.IGNORECASE)


def _yaml(value: Plain) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_yaml(text)}" for key, text in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_yaml(text) for text in value) + "]"
    text = _cell(value)
    if _WORD.fullmatch(text) and not _NULL.fullmatch(text):
        return text
    return '"' + "".join(_escaped(character) for character in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    return character if character.isprintable() else f"\\U{ord(character):08x}"
