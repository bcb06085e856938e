"""What is shown and what comes back: pages, their rows and lines, and the events of a person who answers.

A conversation makes pages and knows no terminal; a driver (`screen`, `plain`) shows them and knows no question.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

Tone = Literal["", "strong", "quiet"]
"""How a line is set apart: by the terminal's own bold, never by a colour. Words carry the meaning."""


class Line(msgspec.Struct, frozen=True):
    """A paragraph, or with `bullet` an item of a list; `indent` in steps of two columns."""

    text: str
    tone: Tone = ""
    indent: int = 0
    bullet: bool = False


class Row(msgspec.Struct, frozen=True):
    """One line of a list to choose from.

    `option` and `action` are numbered and shown in order; an `aside` (do not know, do not want to say, not now) is an
    answer to every question and has no number.
    """

    key: str
    text: str
    kind: Literal["option", "action", "aside"] = "option"


class Header(msgspec.Struct, frozen=True):
    """What stays on top of every page: how far the interview is, where one can go so far, the last answer."""

    asked: str = ""
    places: str = ""
    last: str = ""


Suggest = Callable[[str], list[tuple[str, str]]]
"""What has been typed -> pairs of what to take and what to show."""

ALL_WORDS: frozenset[str] | None = None
"""Every command may be typed as a word."""


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """One page.

    A driver keeps what was typed, ticked and pointed at while `id` stays the same: so an error or another language
    loses nothing. `ticked` is a set where several rows can be chosen. `typed` says that a text is asked for. `alone`
    is a row that excludes all others ("none of these"). Line by line, `auto` is the row that is taken without asking,
    `empty` the one that an empty line takes. `confirming`: an empty text is an answer.
    A page with `reading` is there to be read: its lines scroll, its rows stand below them.
    """

    id: str
    heading: str
    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()
    ticked: frozenset[str] | None = None
    alone: str = ""
    typed: bool = False
    prompt: str = ""
    initial: str = ""
    at: str = ""
    notice: tuple[Line, ...] = ()
    header: Header = Header()
    suggest: Suggest | None = None
    reading: bool = False
    hint: str = ""
    plain_hint: str = ""
    auto: str = ""
    words: frozenset[str] | None = ALL_WORDS
    confirming: bool = False
    empty: str = ""

    def row(self, key: str) -> Row | None:
        """The row of a key."""
        return next((row for row in self.rows if row.key == key), None)

    def numbered(self) -> tuple[Row, ...]:
        """The rows that have a number, from 1."""
        return tuple(row for row in self.rows if row.kind != "aside")


def line_number(text: str) -> int | None:
    """The number of a line that somebody typed; None for anything else, "²" and a hundred nines among it."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


_DIGITS = 4
"""No page has lines whose number has more digits."""


class Event(msgspec.Struct, frozen=True):
    """What a person did on a page.

    `text`: wrote something; `row`: chose a row (`value` is its key); `ticks`: chose what is ticked; `command`: asked
    for something that goes on every page (`value` is its name); `end`: no more input; `stop`: broke off.
    `ticks` holds what is ticked at that moment.
    """

    kind: Literal["text", "row", "ticks", "command", "end", "stop"]
    value: str = ""
    ticks: frozenset[str] = frozenset()


class Outcome(msgspec.Struct, frozen=True):
    """How a conversation ended: with the result to be shown in a form, or without (`show` false)."""

    show: bool
    form: str = ""
    ended: bool = False
    """The input ended before the interview did."""
