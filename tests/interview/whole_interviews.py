"""Answers to every question of the small rule book, and a person who types them."""

from __future__ import annotations

import functools
import gettext
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from interview.pseudo_terminal import DOWN, ENTER, PATIENCE, SPACE, Terminal
from pathfinder.i18n import LOCALES, read_po
from pathfinder.interview.reading import read
from pathfinder.interview.session import Interview
from pathfinder.rulebook.cache import load_rules
from pathfinder.rulebook.files import shipped_rules
from pathfinder.values.dates import parse_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KEYS: dict[str, tuple[str, ...]] = {
    "citizenships": ("Russia", ENTER, ENTER),
    "passports": (DOWN, SPACE, ENTER),
    "travel_passport_expires": ("1.5.2030", ENTER, ENTER),
    "age": ("34", ENTER),
    "current_country": ("Georgia", ENTER),
    "stays": ("KZ 01.12.2023 - 10.12.2023", ENTER, ENTER, ENTER),
    "proves_solvency": (ENTER,),
    "visas": ("Schengen C 1.5.2025", ENTER, ENTER, ENTER),
    "registered_on": ("Kazakhstan 1.12.2023", ENTER, ENTER, ENTER),
    "employment_in": ("Каз", ENTER, ENTER),
    "housing_proof": (ENTER,),
    "military_acts": ("6", ENTER),
    "public_antiwar_criticism": (DOWN, ENTER),
}
"""Keys that let a person in: each kind of question is answered in its own way."""


PROFILE = """\
facts:
  citizenships: [RU]
  passports: [travel]
  military_acts: declined
  employment_in: [KZ, GE]
  proves_solvency: yes
  current_country: GE
  stays: [TR 2022-06-01..2022-07-15, KZ 2023-12-01..2023-12-10]
  registered_on: {KZ: 2023-12-01}
  visas: [SCHENGEN C 2025-05-01]
  housing_proof: owner_present
"""
"""Everything but the age, so that it is the one question."""


@functools.cache
def words(language: str) -> Callable[[str], str]:
    """What the program says for an English message, or for a sentence of the rules, in a language."""
    if language == "en":
        return str
    messages = gettext.translation("pathfinder", LOCALES, [language])
    sentences = read_po(Path(shipped_rules()) / "locales" / f"{language}.po")
    return lambda text: sentences.get(" ".join(text.split())) or messages.gettext(text)


@functools.cache
def question(fact: str, language: str) -> str:
    """The beginning of a question, short enough to stand in one row of a narrow screen."""
    text = words(language)(load_rules().vocabulary.facts[fact].question)
    return text[:40].rsplit(" ", 1)[0]


def over(language: str) -> str:
    """The beginning of the heading of the last page."""
    return words(language)("Every question that can change a verdict has been asked")[:40]


def asked_now(terminal: Terminal, language: str) -> str:
    """The fact that the screen asks; the end of the interview is `over`."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if over(language) in terminal.text:
            return "over"
        for fact in KEYS:
            if question(fact, language) in terminal.text:
                return fact
        terminal.read()
    pytest.fail(f"an unknown question\n{terminal.text}")


def begin(terminal: Terminal, language: str = "en") -> str:
    """Pass the first page; the fact that is asked first."""
    terminal.say(words(language)("Where can you legally go?"), ENTER)
    terminal.settle()
    return asked_now(terminal, language)


def answer(terminal: Terminal, *keys: str, language: str = "en") -> str:
    """Press the keys of an answer; the fact that is asked next."""
    for key in keys:
        terminal.press(key)
        terminal.settle()
    return asked_now(terminal, language)


def answer_all(
    terminal: Terminal, others: Mapping[str, tuple[str, ...]] | None = None, *, language: str = "en"
) -> list[str]:
    """Answer whatever is asked until the end, `others` instead of the usual; the facts in their order."""
    keys = {**KEYS, **(others or {})}
    asked: list[str] = []
    while (fact := asked_now(terminal, language)) != "over":
        asked.append(fact)
        answer(terminal, *keys[fact], language=language)
    return asked


def answer_until(terminal: Terminal, fact: str, *, language: str = "en") -> None:
    """Answer as usual until a fact is asked."""
    while (now := asked_now(terminal, language)) != fact:
        assert now != "over", f"{fact} was not asked"
        answer(terminal, *KEYS[now], language=language)


def in_order(folder: Path, day: str, lines: Mapping[str, str]) -> list[str]:
    """The facts of a rule book in the order in which they are asked, where each is answered by what `lines` says."""
    book = load_rules(str(folder))
    on = parse_day(day)
    assert on is not None
    interview = Interview(book, on)
    order: list[str] = []
    while (asked := interview.next()) is not None:
        order.append(asked.fact.name)
        text = ";".join(lines[asked.fact.name].splitlines()[:1])
        interview.answer(read(asked.fact, text, book.vocabulary, on).value)
    return order


def row(fact: str) -> int:
    """The number under which the review shows an answer of the profile."""
    said = [name for name in load_rules().vocabulary.facts if f"  {name}: " in PROFILE]
    return 2 + said.index(fact)
