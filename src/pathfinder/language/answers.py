"""What a person says of a fact: text of every notation to one canonical value.

Canonical values: yes_no a bool; choice and country a str; choices and countries a frozenset of str; number an int or
float; date an ordinal day; stays a tuple of `Stay`; by_country a tuple of (country, day) pairs; visas a tuple of
`Visa`; text a str. `UNKNOWN` and `DECLINED` stand for "does not know" and "does not want to say".
"""

from __future__ import annotations

import re
from typing import Any, Literal

import msgspec

from pathfinder.i18n import _
from pathfinder.language.kinds import YesNo
from pathfinder.language.problems import Problems, did_you_mean
from pathfinder.language.tree import Node, text_node
from pathfinder.language.vocabulary import SCHENGEN, Fact, Vocabulary
from pathfinder.values.dates import Day, parse_day
from pathfinder.values.stays import Stay
from pathfinder.values.text import inert

Unsaid = Literal["unknown", "declined"]
UNKNOWN: Unsaid = "unknown"
DECLINED: Unsaid = "declined"
MAX_ITEMS = 2_000
MAX_TEXT = 20_000


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
        if len(node.text) > MAX_TEXT:
            raise Fault("PF105", _("The text is too long."), node)
        word = node.text.strip().lower()
        if word in (UNKNOWN, DECLINED):
            return word
        if not word:
            return None
    elif len(node.items) > MAX_ITEMS or len(node.pairs) > MAX_ITEMS:
        raise Fault("PF105", _("The list is too long."), node)
    return _READERS[fact.kind](fact, node, vocabulary)


def _got(fact: Fact, node: Node) -> str:
    """What was written, for a message; nothing of it where the fact is sensitive."""
    if node.kind != "text":
        return _("a list or a group of keys")
    return _("the value given") if fact.sensitive else f"“{inert(node.text[:60])}”"


def _text(fact: Fact, node: Node, what: str) -> str:
    if node.kind != "text":
        message = _("{what} is expected here, not {got}.").format(what=what, got=_got(fact, node))
        raise Fault("PF112", message, node)
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
    if fact.sensitive:
        help = _("Options: {names}.").format(names=", ".join(options))
    else:
        help = did_you_mean(word, options)
    raise Fault("PF121", message, node, help)


def _country(fact: Fact, node: Node, vocabulary: Vocabulary) -> str:
    word = _text(fact, node, _("the code of a country")).upper()
    if word in vocabulary.countries:
        return word
    message = _("{got} is not the code of a country.").format(got=_got(fact, node))
    help = "" if fact.sensitive else _country_help(word, vocabulary)
    raise Fault("PF122", message, node, help or _("Two letters, such as RU, KZ, NO."))


def _country_help(word: str, vocabulary: Vocabulary) -> str:
    for code, name in vocabulary.countries.items():
        if name.upper() == word:
            return _("Did you mean “{name}”?").format(name=code)
    return did_you_mean(word, vocabulary.countries) if len(word) == 2 else ""


def _members(node: Node) -> list[Node]:
    """The items of a list, or of a text in which `;` separates them."""
    if node.kind == "list":
        return node.items
    if node.kind == "map":
        return []
    parts = [part.strip() for part in node.text.split(";")]
    return [text_node(part, node.line, node.column) for part in parts if part]


def _set(fact: Fact, node: Node, vocabulary: Vocabulary) -> frozenset[str]:
    if node.kind == "map":
        raise Fault("PF112", _("A list is expected here, not keys."), node)
    items = _members(node)
    none = [item for item in items if item.kind == "text" and item.text.strip().lower() == "none"]
    if none and len(items) > 1:
        raise Fault("PF112", _("“none” stands alone: nothing can stand beside it."), none[0])
    if none:
        return frozenset()
    read = _country if fact.kind == "countries" else _option
    return frozenset(read(fact, item, vocabulary) for item in items)


def _number(fact: Fact, node: Node, vocabulary: Vocabulary) -> int | float:
    word = _text(fact, node, _("a number"))
    number: int | float | None = None
    if re.fullmatch(r"[0-9]{1,9}(?:\.[0-9]{1,6})?", word):
        number = float(word) if "." in word else int(word)
        number = int(number) if number == int(number) else number
    if number is None or not fact.minimum <= number <= fact.maximum:
        message = _("A number from {least} to {most} is expected here, not {got}.")
        text = message.format(least=fact.minimum, most=fact.maximum, got=_got(fact, node))
        raise Fault("PF114", text, node)
    return number


def _day(fact: Fact, node: Node) -> Day:
    word = _text(fact, node, _("a day"))
    day = parse_day(word)
    if day is None:
        message = _("A day of the calendar such as 2022-10-05 is expected here, not {got}.")
        raise Fault("PF114", message.format(got=_got(fact, node)), node)
    return day


def _part(fact: Fact, node: Node, name: str, required: bool = True) -> Node | None:
    found = node.get(name)
    if (found is None or found.empty) and required:
        raise Fault("PF111", _("{fact} needs the key “{key}” here.").format(fact=fact.name, key=name), node)
    return None if found is None or found.empty else found


def _only(fact: Fact, node: Node, *names: str) -> None:
    for key, _value in node.pairs:
        if key.text not in names:
            message = _("There is no such key here; known are {names}.").format(names=", ".join(names))
            raise Fault("PF110", message, key)


_STAY = re.compile(r"([A-Za-z]{2}) +(\S+?) *\.\. *(\S*)")


def _stay(fact: Fact, node: Node, vocabulary: Vocabulary) -> Stay:
    if node.kind == "map":
        _only(fact, node, "country", "entered", "left")
        country, entered = _part(fact, node, "country"), _part(fact, node, "entered")
        left = _part(fact, node, "left", required=False)
        assert country is not None and entered is not None
    else:
        found = _STAY.fullmatch(_text(fact, node, _("a stay")))
        if not found:
            message = _("{got} is not a stay.").format(got=_got(fact, node))
            raise Fault("PF114", message, node, _("Write KG 2022-10-05..2023-01-15, or KG 2022-10-05.. while it goes on."))  # fmt: skip
        country, entered, left = (text_node(part, node.line, node.column) for part in found.groups())
        left = left if left.text else None
    stay = Stay(
        _country(fact, country, vocabulary), _day(fact, entered), _day(fact, left) if left else None
    )
    if stay.left is not None and stay.left < stay.entered:
        raise Fault("PF210", _("This stay ends before it begins."), node)
    return stay


def _stays(fact: Fact, node: Node, vocabulary: Vocabulary) -> tuple[Stay, ...]:
    if node.kind == "map":
        raise Fault("PF112", _("A list of stays is expected here, not keys."), node)
    items = _none_or_items(node)
    stays = tuple(_stay(fact, item, vocabulary) for item in items)
    open_ended = [index for index, stay in enumerate(stays) if stay.left is None]
    if len(open_ended) > 1:
        one, two = (stays[index] for index in open_ended[:2])
        message = _("Two stays have no end: {one} and {two}. A person is in one country at a time.")
        where = items[open_ended[1]]
        raise Fault("PF211", message.format(one=one.country, two=two.country), where)
    return tuple(sorted(stays, key=lambda s: (s.entered, s.left is None, s.left or 0, s.country)))


def _none_or_items(node: Node) -> list[Node]:
    items = _members(node)
    if len(items) == 1 and items[0].kind == "text" and items[0].text.lower() == "none":
        return []
    return items


def _by_country(fact: Fact, node: Node, vocabulary: Vocabulary) -> tuple[tuple[str, Day], ...]:
    pairs: dict[str, Day] = {}
    entries: list[tuple[Node, Node]] = []
    if node.kind == "map":
        entries = node.pairs
    else:
        for item in _none_or_items(node):
            words = _text(fact, item, _("a country and a day")).split()
            if len(words) != 2:
                message = _("{got} is not a country and a day.").format(got=_got(fact, item))
                raise Fault("PF114", message, item, _("Write KG 2023-11-20."))
            entries.append(tuple(text_node(word, item.line, item.column) for word in words))  # type: ignore[arg-type]
    for key, value in entries:
        country = _country(fact, key, vocabulary)
        if country in pairs:
            raise Fault("PF103", _("The country {code} stands here twice.").format(code=country), key)
        pairs[country] = _day(fact, value)
    return tuple(sorted(pairs.items()))


def _visa(fact: Fact, node: Node, vocabulary: Vocabulary) -> Visa:
    if node.kind == "map":
        _only(fact, node, "issuer", "type", "until")
        parts = [_part(fact, node, name) for name in ("issuer", "type", "until")]
    else:
        words = _text(fact, node, _("a visa")).split()
        if len(words) != 3:
            message = _("{got} is not a visa.").format(got=_got(fact, node))
            raise Fault("PF114", message, node, _("Write SCHENGEN C 2023-05-01."))
        parts = [text_node(word, node.line, node.column) for word in words]
    issuer, kind, until = parts
    assert issuer is not None and kind is not None and until is not None
    code = issuer.text.strip().upper() if issuer.kind == "text" else ""
    if code != SCHENGEN:
        code = _country(fact, issuer, vocabulary)
    return Visa(code, _option(fact, kind, vocabulary), _day(fact, until))


def _visas(fact: Fact, node: Node, vocabulary: Vocabulary) -> tuple[Visa, ...]:
    if node.kind == "map":
        raise Fault("PF112", _("A list of visas is expected here, not keys."), node)
    return tuple(sorted(_visa(fact, item, vocabulary) for item in _none_or_items(node)))


_READERS: dict[str, Any] = {
    "yes_no": _yes_no,
    "choice": _option,
    "choices": _set,
    "country": _country,
    "countries": _set,
    "number": _number,
    "date": lambda fact, node, vocabulary: _day(fact, node),
    "text": lambda fact, node, vocabulary: _text(fact, node, _("a text")),
    "stays": _stays,
    "by_country": _by_country,
    "visas": _visas,
}

__all__ = ["DECLINED", "UNKNOWN", "Fault", "Problems", "Visa", "read_answer"]
