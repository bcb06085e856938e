"""Claims in plain sentences, English or Russian, of a small grammar: people, a verdict, what it is about, days.

    nobody with only an internal passport is eligible to enter Georgia
    whoever is eligible for KZ/visa-free-stay is eligible for KZ/visa-free-entry
    no one is eligible for any pathway of EE after 2022-03-11
    никто только с внутренним паспортом не может въехать в Грузию

A sentence becomes the claim that a reviewer would write in `claims.yaml`. What is not understood is told, with what
would be; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pathfinder.i18n import _
from pathfinder.language.problems import did_you_mean
from pathfinder.review.prove.phrases import (
    DAYS,
    EVERYBODY,
    MONTHS,
    NO_DAY,
    NOBODY_IN_RUSSIAN,
    NOBODY_STARTS,
    PEOPLE,
    TARGETS,
    VERDICT_STARTS,
    WHOEVER_STARTS,
    Verdict,
)
from pathfinder.review.prove.places import country_named
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, format_day, parse_day
from pathfinder.values.text import inert

Plain = dict[str, object]
"""A claim, or a part of one, as `claims.yaml` would hold it."""


class NotUnderstood(Exception):
    """A sentence, or a piece of it, that is none of the grammar; the message says which, and what is known."""


class UnknownName(NotUnderstood):
    """The sentence is understood, and names a pathway or a country that the rules do not have."""


def claim_of(sentence: str, book: RuleBook) -> Plain:
    """The claim of a sentence, as `claims.yaml` holds it; raises `NotUnderstood`."""
    text = " ".join(sentence.split()).strip().rstrip(".").strip()
    text, days = _days(text)
    claim: Plain = {"says": " ".join(sentence.split()), **days}
    found = _start(text, NOBODY_STARTS)
    if found is not None:
        russian = _start(text, NOBODY_IN_RUSSIAN) is not None
        people, verdict = _people_and_verdict(found, book, twice_denied=russian)
        parts = [*people, verdict]
        return claim | {"nobody": parts[0] if len(parts) == 1 else {"all of": parts}}
    found = _start(text, WHOEVER_STARTS)
    if found is not None:
        return claim | _whoever(found, book)
    found = _start(text, EVERYBODY)
    if found is not None:
        people, verdict = _people_and_verdict(found, book)
        if not people:
            raise NotUnderstood(_("Say of whom: “everybody with a travel passport is …”."))
        return claim | {"whoever": people[0], "is": verdict}
    message = _(
        "A claim begins with nobody, no one, whoever or everybody. A claim of any "
        "other form can be written as in claims.yaml."
    )
    raise NotUnderstood(message)


def _start(text: str, starts: Iterable[str]) -> str | None:
    """What follows the words with which a sentence begins."""
    for start in starts:
        found = re.match(rf"{start}(?=[\s,])", text, re.IGNORECASE)
        if found:
            return text[found.end() :].strip(" ,")
    return None


def _days(text: str) -> tuple[str, Plain]:
    """The sentence without its days, and the days."""
    for pattern, keys in DAYS:
        found = re.search(rf"[\s,]+{pattern}$", text, re.IGNORECASE)
        if found is None:
            continue
        days: Plain = {}
        for word, (key, shift) in zip(found.groups(), keys, strict=True):
            day = _day(word)
            if day is None:
                raise _no_day(word)
            days[key] = format_day(day + shift)
        return text[: found.start()].strip(" ,"), days
    odd = re.search(NO_DAY, text, re.IGNORECASE)
    if odd is not None:
        raise _no_day(odd[1])
    return text, {}


def _day(word: str) -> Day | None:
    """A day in figures, or with the name of its month."""
    parts = word.casefold().split()
    if len(parts) < 3:
        return parse_day(word)
    return parse_day(f"{parts[2]}-{MONTHS[parts[1]]:02}-{int(parts[0]):02}")


def _no_day(word: str) -> NotUnderstood:
    message = _("“{word}” is no day; write it as 2024-01-15, or as 15 January 2024.")
    return NotUnderstood(message.format(word=inert(word[:20])))


def _people_and_verdict(
    text: str, book: RuleBook, *, twice_denied: bool = False
) -> tuple[list[Plain], Plain]:
    """Of whom a sentence speaks, and what it says of them.

    `twice_denied`: the verdict has to be denied in words and is not in meaning, as after the Russian nobody.
    """
    for start in VERDICT_STARTS:
        for found in re.finditer(rf"(?:^|[\s,]){start.pattern}(?=\s|$)", text, re.IGNORECASE):
            rest = text[found.end() :].strip(" ,")
            verdict = _target(rest, start, found[0].strip(" ,"), book)
            if verdict is None:
                continue
            if twice_denied and not start.denied:
                break
            people = _people(text[: found.start()].strip(" ,"), book)
            if start.denied and not twice_denied:
                verdict = {"none of": [verdict]}
            return people, verdict
    raise NotUnderstood(_not_said(text))


def _whoever(text: str, book: RuleBook) -> Plain:
    """Two sides: of whom the one is true, the other is too."""
    unknown: UnknownName | None = None
    for found in re.finditer(
        r",?\s+(?=(?:is|are|can|may|cannot)\s)|,\s*(?=для того|тот|тому|может|не может)", text
    ):
        left, right = text[: found.start()].strip(" ,"), text[found.end() :].strip(" ,")
        right = re.sub(r"^(?:для того|тот|тому)\s+", "", right, flags=re.IGNORECASE)
        try:
            people, verdict = _people_and_verdict(right, book)
            if not people:
                return {"whoever": _side(left, book), "is": verdict}
        except UnknownName as error:
            unknown = unknown or error
        except NotUnderstood:
            continue
    if unknown is not None:
        raise unknown
    sides = re.split(r",?\s+(?:is|are)\s+|,\s*", text)
    raise NotUnderstood(_not_said(sides[-1] or text))


def _side(text: str, book: RuleBook) -> Plain:
    try:
        people, verdict = _people_and_verdict(text, book)
    except UnknownName:
        raise
    except NotUnderstood:
        people = _people(text, book)
        return people[0]
    return {"all of": [*people, verdict]} if people else verdict


def _people(text: str, book: RuleBook) -> list[Plain]:
    """The condition of some words on people; none for no words."""
    if not text:
        return []
    for words in PEOPLE:
        found = re.fullmatch(words.pattern, text, re.IGNORECASE)
        if found is not None:
            return [
                words.part(
                    {key: _place(value, key, book) for key, value in found.groupdict().items()}
                )
            ]
    message = _(
        "“{words}” is not understood. Of people can be said: with only an internal passport, with an internal "
        "passport, with a travel passport, without a travel passport, without a passport, in COUNTRY, who is a "
        "citizen of COUNTRY. "
        "Everything else can be written as in claims.yaml."
    )
    raise NotUnderstood(message.format(words=inert(text[:60])))


def _target(text: str, start: Verdict, words: str, book: RuleBook) -> Plain | None:
    """What a verdict is about; None where the words are of no known form. `words` are those of the verdict itself."""
    for target in TARGETS:
        found = re.fullmatch(target.pattern, text, re.IGNORECASE)
        if found is None:
            continue
        if target.after is None or re.fullmatch(target.after, words, re.IGNORECASE):
            values = {key: _place(value, key, book) for key, value in found.groupdict().items()}
            return target.part(values) | {"verdict": start.verdict} | target.fixed
    return None


def _place(word: str, key: str, book: RuleBook) -> str:
    """The pathway or the country that a word names."""
    if key == "pathway":
        names = {name.casefold(): name for name in book.pathways}
        if word.casefold() in names:
            return names[word.casefold()]
        message = _("There is no pathway “{id}”.").format(id=inert(word[:60]))
        known = did_you_mean(word, book.pathways) or _(
            "A pathway is named as in the rules, e.g. {id}."
        ).format(id=next(iter(book.pathways), ""))
        raise UnknownName(f"{message} {known}".rstrip())
    country = country_named(word, book)
    if country is None:
        message = _("The rules have no destination “{code}”.").format(code=inert(word[:40]))
        known = did_you_mean(word, {each.country for each in book.pathways.values()})
        raise UnknownName(f"{message} {known}".rstrip())
    return country


def _not_said(text: str) -> str:
    message = _(
        "“{words}” is not understood. A verdict is said as: is eligible for PATHWAY, is eligible for any pathway of "
        "COUNTRY, is eligible to enter COUNTRY, can stay in COUNTRY. "
        "Everything else can be written as in claims.yaml."
    )
    return message.format(words=inert(text[:80]))
