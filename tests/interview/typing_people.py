"""Answers as people type them, read with the rules that ship."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from engine.shipped import book
from pathfinder import i18n
from pathfinder.interview import reading
from pathfinder.interview.reading import Read, know
from pathfinder.language.answers import Fault
from pathfinder.values.dates import Day, parse_day

VOCABULARY = book().vocabulary
FACTS = VOCABULARY.facts
know(book())


def day(text: str) -> Day:
    """A day as an ordinal."""
    found = parse_day(text)
    assert found is not None
    return found


TODAY = day("2024-01-15")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language, the rules too, and English afterwards."""
    try:
        assert i18n.use_language(language)
        i18n.use_rule_sentences(book().translations.get(language, {}))
        yield
    finally:
        i18n.use_language("en")


def read(name: str, text: str) -> Read:
    """What is read of a fact."""
    return reading.read(FACTS[name], text, VOCABULARY, TODAY)


def shown(name: str, said: Any) -> str:
    """An answer to a fact in words."""
    return reading.shown(FACTS[name], said, VOCABULARY)


def value(name: str, text: str) -> Any:
    """The value that is read of a fact."""
    return read(name, text).value


def fault(name: str, text: str) -> Fault:
    """The fault that a text has as an answer to a fact."""
    with pytest.raises(Fault) as found:
        read(name, text)
    return found.value
