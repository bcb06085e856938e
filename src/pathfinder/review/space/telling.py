"""People and verdicts in words, as every desk tells them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pathfinder.i18n import N_, _, translate_rule
from pathfinder.language.vocabulary import Vocabulary

VERDICTS = {
    "eligible": N_("eligible"),
    "undetermined": N_("undetermined"),
    "ineligible": N_("ineligible"),
    "closed": N_("closed"),
    "not_in_force": N_("not in force"),
    "touched": N_("touched"),
    "possibly": N_("possibly touched"),
    "not touched": N_("not touched"),
    "feasible": N_("feasible"),
    "possible": N_("possible"),
    "not_feasible": N_("not feasible"),
    "not_covered": N_("not covered"),
}


def verdict_word(verdict: str) -> str:
    """A verdict in the reader's language."""
    return _(VERDICTS[verdict]) if verdict in VERDICTS else verdict


def person_words(person: Mapping[str, Any], vocabulary: Vocabulary) -> str:
    """What a person says, in words: labels of facts and values as a cell of a sheet holds them."""
    told = [f"{_label(name, vocabulary)}: {value_words(value)}" for name, value in person.items()]
    return "; ".join(told) or _("nothing said")


def _label(name: str, vocabulary: Vocabulary) -> str:
    fact = vocabulary.facts.get(name)
    return translate_rule(fact.label) if fact is not None and fact.label else name


def value_words(value: Any) -> str:
    """A value as text: members with commas, an empty list as none."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        value = [f"{country} {day}" for country, day in value.items()]
    if isinstance(value, list):
        return ", ".join(map(str, value)) or _("none")
    return str(value)
