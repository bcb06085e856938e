"""Options as people name them: by number, by word, by label in either language, by the beginning of one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from pathfinder.i18n import _, current_language, translate_rule
from pathfinder.interview import other_names
from pathfinder.interview.countries import LANGUAGES, Countries
from pathfinder.interview.faults import fault
from pathfinder.interview.names import Names
from pathfinder.interview.typed import fold, other_layout
from pathfinder.language.vocabulary import Fact, Vocabulary

MOST_LISTED = 24
"""So many options fit a list in a message."""

MOST_ITEMS = 500
"""So many items one typed answer may have."""

_TWINS = {"с": "c", "д": "d"}
"""Cyrillic letters that stand for the Latin one-letter words of options: visas C and D."""


class Listed:
    """The options of a fact by all that they are called."""

    def __init__(
        self,
        fact: Fact,
        vocabulary: Vocabulary,
        countries: Countries,
        translations: Mapping[str, Mapping[str, str]],
    ) -> None:
        self.fact = fact
        self._labels: dict[str, Mapping[str, str]] = {}
        self._words = [word for word, _label in fact.options]
        if len(self._words) > MOST_LISTED and set(self._words) <= set(vocabulary.languages):
            self._labels = {language: _languages(language) for language in LANGUAGES}
        else:
            for language in LANGUAGES:
                sentences = translations.get(language, {})
                self._labels[language] = {
                    word: self._label(
                        word, sentences.get(" ".join(label.split()), label), language, countries
                    )
                    for word, label in fact.options
                }
        self.names = Names((word, self._names(word)) for word in self._words)
        self._countries = countries

    @staticmethod
    def _label(word: str, label: str, language: str, countries: Countries) -> str:
        """The label of an option; that of a pathway with its country, for several have the same title."""
        country, slash, _rest = word.partition("/")
        name = countries.shown[language].get(country, "") if slash else ""
        return f"{name}: {label}" if name else label

    def _names(self, word: str) -> list[str]:
        labels = [self._labels[language].get(word, "") for language in LANGUAGES]
        short = [label.partition("(")[0] for label in labels]
        plain = [dict(self.fact.options)[word]]
        return [*labels, *short, *plain, word, *other_names.OPTIONS.get(word, "").split(",")]

    def label(self, word: str) -> str:
        """The label of an option in the language that is spoken."""
        label = self._labels.get(current_language(), {}).get(word, "")
        english = self._labels["en"].get(word, "")
        if not label or label == english:
            own = dict(self.fact.options).get(word, "")
            return translate_rule(own) if own and english == own else english or word
        return label

    def number(self, text: str) -> str | None:
        """The option that stands at this place of the list, from 1; None where it is no number."""
        figures = text.strip().rstrip(".)").strip()
        if not (figures.isascii() and figures.isdigit() and len(figures) < 5):
            return None
        place = int(figures)
        return self._words[place - 1] if 1 <= place <= len(self._words) else ""

    def find(self, text: str) -> tuple[str, ...]:
        """The options that a text stands for."""
        numbered = self.number(text)
        if numbered is not None:
            return (numbered,) if numbered else ()
        twin = _TWINS.get(fold(text[:9]), text)
        return self.names.find(twin) or self.names.exactly(other_layout(text))

    def read(self, text: str, *, private: bool) -> str:
        """The word of an option; raises `Fault`."""
        found = self.find(text)
        if len(found) == 1:
            return found[0]
        message = _("This is not one of the options.")
        if found:
            message = _("This can be more than one of the options.")
        elif not text.strip():
            message = _("One of the options is expected here.")
        raise fault("PF121", message, self._help(text, found, private=private))

    def _help(self, text: str, found: Sequence[str], *, private: bool) -> str:
        """What to write; of a sensitive fact nothing that depends on what was typed."""
        if not private:
            near = tuple(found[:8]) or self.names.near(text)
            labels = "; ".join(self.label(word) for word in near)
            if found:
                return _("Which one: {names}?").format(names=labels)
            if near:
                return _("Did you mean {names}?").format(names=labels)
        if len(self._words) <= MOST_LISTED:
            numbered = (f"{n} {self.label(word)}" for n, word in enumerate(self._words, 1))
            return _("Options: {names}.").format(names="; ".join(numbered))
        return _("Write the beginning of its name.")


def _languages(language: str) -> dict[str, str]:
    """The names of languages from CLDR."""
    from babel import Locale

    return {code: name for code, name in Locale(language).languages.items() if len(code) == 2}


_COMMA = re.compile(r"[,\n]")
_AND = re.compile(r"\s(?:and|и)\s|\s*[/+&]\s*", re.IGNORECASE)
_NUMBERS = re.compile(r"\s*[0-9]{1,4}(?:\s+[0-9]{1,4})+\s*")


def items(text: str, exactly: Callable[[str], tuple[str, ...]]) -> list[str]:
    """The items of a text that names several things; a name that holds a comma or an “and” stays whole.

    `exactly` says what a text is the whole name of. Items are separated by semicolons, where there are any, else by
    commas, else by “and”, else, where each word is a name, by spaces.
    """
    if ";" in text:
        found = [part for part in re.split(r"[;\n]", text) if part.strip()]
    elif exactly(text):
        found = [text]
    else:
        found = [part for part in _COMMA.split(text) if part.strip()]
    if len(found) > MOST_ITEMS:
        raise fault("PF105", _("The list is too long."))
    parts: list[str] = []
    for item in found:
        parts += _split(item.strip(), exactly)
    if len(parts) > MOST_ITEMS:
        raise fault("PF105", _("The list is too long."))
    return parts


def _split(item: str, exactly: Callable[[str], tuple[str, ...]]) -> list[str]:
    if exactly(item):
        return [item]
    if _NUMBERS.fullmatch(item):
        return item.split()
    together = [part.strip() for part in _AND.split(item)]
    if len(together) > 1 and all(map(exactly, together)):
        return together
    words = item.split()
    if 1 < len(words) <= MOST_ITEMS and all(map(exactly, words)):
        return words
    return together
