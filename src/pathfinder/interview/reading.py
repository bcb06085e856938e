"""What people type, in Russian or English, as canonical values, with a sentence that reads it back.

Either language is understood, whatever is spoken. Texts become the notation of profiles, and
`pathfinder.language.answers` reads that: limits and rules are one. What is sensitive is never repeated in a fault.
"""

from __future__ import annotations

from typing import Any

import msgspec

from pathfinder.i18n import _
from pathfinder.interview import dates
from pathfinder.interview.entries import FUTURE, PAST, Incomplete
from pathfinder.interview.faults import fault, nothing_written
from pathfinder.interview.readers import READERS, Asked, one_day
from pathfinder.interview.typed import plain, says_yes, unsaid
from pathfinder.interview.words import Words
from pathfinder.language.answers import MAX_TEXT, Fault
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day


class Read(msgspec.Struct, frozen=True):
    """What was read.

    `value` is canonical, or `UNKNOWN`, `DECLINED`, `LATER`; `echo` says it in the language that is spoken. Where
    something is still needed `partial` asks for it and `value` is None; `so_far` and `others` then hold what was typed,
    the entry that is not whole and the rest, for `completed`.
    """

    value: Any
    echo: str
    partial: str = ""
    so_far: str = ""
    others: str = ""


_KEPT = 4
_known: dict[int, Words] = {}


def know(rules: RuleBook) -> None:
    """Prepare for the vocabulary of a rule book: after this its labels are understood in every language it has."""
    _keep(Words(rules.vocabulary, rules.translations, {*rules.destinations, "RU"}))


def _keep(words: Words) -> Words:
    while len(_known) >= _KEPT:
        del _known[next(iter(_known))]
    _known[id(words.vocabulary)] = words
    return words


def _words(vocabulary: Vocabulary) -> Words:
    found = _known.get(id(vocabulary))
    if found is None or found.vocabulary is not vocabulary:
        _known.pop(id(vocabulary), None)
        found = _keep(Words(vocabulary, {}))
    return found


def read(fact: Fact, text: str, vocabulary: Vocabulary, day: Day) -> Read:
    """Read an answer to a fact. `day` is the day asked about, which “today” means. Raises `Fault`."""
    if len(text) > MAX_TEXT:
        raise fault("PF105", _("The text is too long."))
    words = _words(vocabulary)
    said = unsaid(text)
    if said is not None:
        return Read(said, words.shown(fact, said))
    if not text.strip():
        raise nothing_written()
    try:
        value = READERS[fact.kind](Asked(fact, words, day), text)
    except Incomplete as incomplete:
        part = incomplete.part if incomplete.part in text else ""
        others = text.replace(part, "", 1) if part else ""
        return Read(None, "", incomplete.question, part or text, others)
    return Read(value, words.shown(fact, value))


_TRIPS = Fact(
    name="stays", group="", kind="stays", label="", question="", help="", sensitive=False, cost=""
)
"""Stays as such, for trips that are read one at a time."""


def read_stay(text: str, vocabulary: Vocabulary, day: Day) -> Read:
    """Read one trip; `value` is a `Stay`."""
    found = read(_TRIPS, text, vocabulary, day)
    if not isinstance(found.value, tuple):
        return found
    if len(found.value) != 1:
        raise fault("PF114", _("One trip is expected here."))
    return Read(found.value[0], found.echo)


def read_country(text: str, vocabulary: Vocabulary) -> Read:
    """Read one country; `value` is its code."""
    words = _words(vocabulary)
    if len(text) > MAX_TEXT:
        raise fault("PF105", _("The text is too long."))
    code = words.countries.read(text, private=True)
    return Read(code, words.countries.name(code))


def read_date(text: str, day: Day) -> Read:
    """Read one day that has been; `value` is its ordinal."""
    try:
        found = one_day(text, day, PAST)
    except Incomplete as incomplete:
        return Read(None, "", incomplete.question, text)
    return Read(found, dates.day_words(found))


def completed(partial: Read, text: str, day: Day) -> str:
    """The text to be read where `partial` asked for the rest and `text` answers: “Oct 2022” and “5”.

    The text alone, where it does not look like the rest.
    """
    if unsaid(text) is not None:
        return text
    before = plain(partial.so_far)
    if len(before) == len(partial.so_far):
        before = partial.so_far  # capitals tell the code of India from a preposition
    asked = next((one for one in dates.scan(plain(before), day) if not one.parts.whole), None)
    if asked is None:
        if says_yes(text) is False and dates.scan(plain(before), day):
            text = "still there"  # "When did it end?" - "No."
        return f"{before} {text}; {partial.others}".rstrip("; ")
    try:
        more = dates.read_parts(text, day, FUTURE)
        whole = dates.written(dates.together(asked.parts, more))
    except Fault:
        return text
    return f"{before[: asked.start]}{whole}{before[asked.end :]}; {partial.others}".rstrip("; ")


def suggestions(
    fact: Fact, text: str, vocabulary: Vocabulary, limit: int = 8
) -> list[tuple[str, str]]:
    """What the last item of a text may become: pairs of what to insert and what to show."""
    return _words(vocabulary).suggestions(fact, text, limit)


def shown(fact: Fact, said: Any, vocabulary: Vocabulary) -> str:
    """An answer in words of the language that is spoken."""
    return _words(vocabulary).shown(fact, said)
