"""What a person says of a fact: text of every notation to one canonical value.

Canonical values: yes_no a bool; choice and country a str; choices and countries a frozenset of str; number an int;
date an ordinal day; stays a tuple of `Stay`; by_country a tuple of (country, day) pairs; visas a tuple of
`Visa`; text a str. `UNKNOWN` and `DECLINED` stand for "does not know" and "does not want to say".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal

import msgspec

from pathfinder.i18n import _
from pathfinder.language.kinds import YesNo
from pathfinder.language.problems import did_you_mean
from pathfinder.language.tree import Node, text_node
from pathfinder.language.vocabulary import SCHENGEN, Fact, Vocabulary
from pathfinder.values.dates import Day, parse_day
from pathfinder.values.stays import Stay, faults
from pathfinder.values.text import inert

Unsaid = Literal["unknown", "declined"]
UNKNOWN: Unsaid = "unknown"
DECLINED: Unsaid = "declined"
NONE = "none"

MAX_ITEMS = 2_000
"""So many members, stays or visas one fact may have."""

MAX_TEXT = 20_000
"""So many characters one answer may have."""

_SHOWN = 40
"""So many characters of an answer stand in a message, where it is not sensitive."""


class Visa(msgspec.Struct, frozen=True, order=True):
    """A visa: a country or SCHENGEN, its type, the last day it is valid."""

    issuer: str
    type: str
    until: Day


class Fault(Exception):
    """An answer that cannot be read; `message` never holds the value of a sensitive fact."""

    def __init__(self, code: str, message: str, node: Node, help: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.node = node
        self.help = help


def read_answer(fact: Fact, node: Node, vocabulary: Vocabulary) -> Any:
    """Read a value of a fact; `UNKNOWN`, `DECLINED`, or None where it is left empty (not said). Raises `Fault`."""
    if node.empty:
        return None
    if node.kind == "text":
        word = _text(fact, node, "").lower()
        if word in (UNKNOWN, DECLINED):
            return word
        if not word:
            return None
    elif len(node.items) > MAX_ITEMS or len(node.pairs) > MAX_ITEMS:
        raise Fault("PF105", _("The list is too long."), node)
    return _READERS[fact.kind](fact, node, vocabulary)


def _is_private(fact: Fact) -> bool:
    """Whether nothing of an answer may be shown: also where a person was when is nobody's business."""
    return fact.sensitive or fact.kind in ("stays", "by_country", "visas", "text")


def _got(fact: Fact, node: Node) -> str:
    """What was written, for a message; nothing of it where the fact is sensitive."""
    if node.kind != "text":
        return _("a list or a group of keys")
    if not node.text:
        return _("nothing")
    return _("the value given") if _is_private(fact) else f"“{inert(node.text[:_SHOWN])}”"


def _text(fact: Fact, node: Node, what: str) -> str:
    if node.kind != "text":
        message = _("{what} is expected here, not {got}.").format(what=what, got=_got(fact, node))
        raise Fault("PF112", message, node)
    if len(node.text) > MAX_TEXT:
        raise Fault("PF105", _("The text is too long."), node)
    return node.text.strip()


def _yes_no(fact: Fact, node: Node, vocabulary: Vocabulary) -> bool:
    value = YesNo.WORDS.get(_text(fact, node, _("yes or no")).lower())
    if value is None:
        message = _("yes or no is expected here, not {got}.").format(got=_got(fact, node))
        raise Fault("PF112", message, node, _("Or unknown, or declined."))
    return value


def _option(fact: Fact, node: Node, vocabulary: Vocabulary) -> str:
    word = _text(fact, node, _("an option"))
    options = dict(fact.options)
    if word in options:
        return word
    message = _("{got} is not an option of {fact}.").format(got=_got(fact, node), fact=fact.name)
    # The nearest option would tell what a person has said of a sensitive fact.
    listed = _("Options: {names}.").format(names=", ".join(options))
    help = listed if _is_private(fact) else did_you_mean(word, options)
    raise Fault("PF121", message, node, help)


def _country(fact: Fact, node: Node, vocabulary: Vocabulary) -> str:
    word = _text(fact, node, _("the code of a country")).upper()
    if word in vocabulary.countries:
        return word
    message = _("{got} is not the code of a country.").format(got=_got(fact, node))
    help = "" if _is_private(fact) else _country_help(word, vocabulary)
    raise Fault("PF122", message, node, help or _("Two letters, such as RU, KZ, NO."))


def _country_help(word: str, vocabulary: Vocabulary) -> str:
    for code, name in vocabulary.countries.items():
        if name.upper() == word:
            return _("Did you mean “{name}”?").format(name=code)
    return ""


def _items(fact: Fact, node: Node) -> list[Node]:
    """The items of a list, or of a text in which `;` separates them; none of them for `none` alone."""
    if node.kind == "map":
        raise Fault("PF112", _("A list is expected here, not keys."), node)
    items = node.items
    if node.kind == "text":
        parts = (part.strip() for part in node.text.split(";"))
        items = [text_node(part, node.line, node.column) for part in parts if part]
    none = [item for item in items if item.kind == "text" and item.text.strip().lower() == NONE]
    if none and len(items) > 1:
        raise Fault("PF112", _("“none” stands alone: nothing can stand beside it."), none[0])
    return [] if none else items


def _set(fact: Fact, node: Node, vocabulary: Vocabulary) -> frozenset[str]:
    read = _country if fact.kind == "countries" else _option
    return frozenset(read(fact, item, vocabulary) for item in _items(fact, node))


_NUMBER = re.compile(r"([0-9]{1,9})(?:\.0{1,6})?")


def _number(fact: Fact, node: Node, vocabulary: Vocabulary) -> int:
    word = _text(fact, node, _("a number"))
    found = _NUMBER.fullmatch(word)
    if found and fact.minimum <= int(found[1]) <= fact.maximum:
        return int(found[1])
    message = _("A whole number from {least} to {most} is expected here, not {got}.")
    got = _got(fact, node)
    raise Fault("PF114", message.format(least=fact.minimum, most=fact.maximum, got=got), node)


def _day(fact: Fact, node: Node) -> Day:
    day = parse_day(_text(fact, node, _("a day")))
    if day is None:
        message = _("A day of the calendar such as 2022-10-05 is expected here, not {got}.")
        help = _("Year, month, day, with hyphens: 2022-10-05 is the fifth of October.")
        raise Fault("PF114", message.format(got=_got(fact, node)), node, help)
    return day


def _date(fact: Fact, node: Node, vocabulary: Vocabulary) -> Day:
    return _day(fact, node)


def _part(fact: Fact, node: Node, name: str) -> Node:
    found = node.get(name)
    if found is None or found.empty:
        message = _("{fact} needs the key “{key}” here.").format(fact=fact.name, key=name)
        raise Fault("PF111", message, node)
    return found


def _only(node: Node, *names: str) -> None:
    for key, _value in node.pairs:
        if key.text not in names:
            message = _("There is no such key here; known are {names}.")
            raise Fault("PF110", message.format(names=", ".join(names)), key)


_STAY = re.compile(r"([A-Za-z]{2}) +([0-9-]{10}) *\.\. *([0-9-]{10})?")


def _stay(fact: Fact, node: Node, vocabulary: Vocabulary) -> Stay:
    left: Node | None
    if node.kind == "map":
        _only(node, "country", "entered", "left")
        country, entered = _part(fact, node, "country"), _part(fact, node, "entered")
        left = node.get("left")
        left = None if left is None or left.empty else left
    else:
        found = _STAY.fullmatch(_text(fact, node, _("a stay")))
        if not found:
            message = _("{got} is not a stay.").format(got=_got(fact, node))
            help = _("Write KG 2022-10-05..2023-01-15, or KG 2022-10-05.. while it goes on.")
            raise Fault("PF114", message, node, help)
        country, entered, end = (
            text_node(part or "", node.line, node.column) for part in found.groups()
        )
        left = end if end.text else None
    where, first = _country(fact, country, vocabulary), _day(fact, entered)
    return Stay(where, first, _day(fact, left) if left else None)


def _stays(fact: Fact, node: Node, vocabulary: Vocabulary) -> tuple[Stay, ...]:
    items = _items(fact, node)
    stays = [_stay(fact, item, vocabulary) for item in items]
    for fault in faults(stays):
        place = items[fault.index]
        if fault.other_index is None:
            raise Fault("PF210", _("This stay ends before it begins."), place)
        one, two = (stays[index].country for index in (fault.other_index, fault.index))
        message = _("Two stays have no end: {one} and {two}. A person is in one country at a time.")
        raise Fault("PF211", message.format(one=one, two=two), place)
    return tuple(sorted(stays, key=lambda s: (s.entered, s.left is None, s.left or 0, s.country)))


def _words(fact: Fact, node: Node, names: tuple[str, ...], example: str) -> list[Node]:
    """The parts of an entry: under its keys, or as words in their order."""
    if node.kind == "map":
        _only(node, *names)
        return [_part(fact, node, name) for name in names]
    words = _text(fact, node, example).split()
    if len(words) != len(names):
        message = _("{got} cannot be read.").format(got=_got(fact, node))
        raise Fault("PF114", message, node, _("Write {example}.").format(example=example))
    return [text_node(word, node.line, node.column) for word in words]


def _by_country(fact: Fact, node: Node, vocabulary: Vocabulary) -> tuple[tuple[str, Day], ...]:
    if node.kind == "map":
        entries = [list(pair) for pair in node.pairs]
    else:
        names = ("country", "date")
        entries = [_words(fact, item, names, "KG 2023-11-20") for item in _items(fact, node)]
    pairs: dict[str, Day] = {}
    for key, value in entries:
        country = _country(fact, key, vocabulary)
        if country in pairs:
            message = _("The country {code} stands here twice.").format(code=country)
            raise Fault("PF103", message, key)
        pairs[country] = _day(fact, value)
    return tuple(sorted(pairs.items()))


def _visa(fact: Fact, node: Node, vocabulary: Vocabulary) -> Visa:
    names = ("issuer", "type", "until")
    issuer, kind, until = _words(fact, node, names, "SCHENGEN C 2023-05-01")
    code = issuer.text.strip().upper()
    if code != SCHENGEN:
        code = _country(fact, issuer, vocabulary)
    return Visa(code, _option(fact, kind, vocabulary), _day(fact, until))


def _visas(fact: Fact, node: Node, vocabulary: Vocabulary) -> tuple[Visa, ...]:
    return tuple(sorted({_visa(fact, item, vocabulary) for item in _items(fact, node)}))


def _free_text(fact: Fact, node: Node, vocabulary: Vocabulary) -> str:
    return _text(fact, node, _("a text"))


_READERS: dict[str, Callable[[Fact, Node, Vocabulary], Any]] = {
    "yes_no": _yes_no,
    "choice": _option,
    "choices": _set,
    "country": _country,
    "countries": _set,
    "number": _number,
    "date": _date,
    "text": _free_text,
    "stays": _stays,
    "by_country": _by_country,
    "visas": _visas,
}
