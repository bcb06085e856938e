"""The conversation line by line: no cursor is moved, so that screen readers, pipes and scripts can use it."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TextIO

from pathfinder.i18n import _
from pathfinder.interview.terminal.commands import OPTIONS, command_of
from pathfinder.interview.terminal.page import Event, Line, Outcome, Page, Row
from pathfinder.interview.terminal.wrapping import laid_out
from pathfinder.interview.typed import fold
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from pathfinder.interview.terminal.talk import Talking

WIDEST = 100
PIPED = 80
"""Columns: at most, and where nobody says how many there are."""

MANY_ROWS = 40
"""A longer list is written when it is asked for."""

MAX_LINE = 100_000
"""So many characters of a line are read."""

_NUMBERS = re.compile(r"[0-9]{1,4}(?:[\s,;]+[0-9]{1,4})*")


class Lines:
    """Writes pages to `out`, reads answers from `lines`."""

    def __init__(self, talking: Talking[Outcome], lines: TextIO, out: TextIO) -> None:
        self.talking = talking
        self.lines = lines
        self.out = out
        self.shown = ("", "")
        self.explained = False

    def run(self) -> Outcome:
        """Lead the conversation to its end; breaking off ends it at once."""
        try:
            with _typing(self.lines):
                page = next(self.talking)
                while True:
                    page = self.talking.send(self._answered(page))
        except StopIteration as end:
            outcome: Outcome = end.value
            return outcome
        except KeyboardInterrupt:
            self._say("")
            return Outcome(show=False)

    def _answered(self, page: Page) -> Event:
        """Show a page and read until there is an event."""
        self._show(page)
        if page.auto:
            return Event("row", page.auto)
        while True:
            self.out.write("> ")
            self.out.flush()
            line = self.lines.readline(MAX_LINE)
            if not line:
                self._say("")
                return Event("end")
            if not self.lines.isatty():
                self._say("")  # nobody pressed Enter
            if command_of(line, page.words) == OPTIONS:
                self._rows(page, every=True)
                continue
            return event_of(page, inert(line).strip())

    def _show(self, page: Page) -> None:
        """Write a page; of one that stands there already only what is new."""
        if (page.id, page.heading) != self.shown:  # another heading: another language
            self._say("")
            if page.header.asked:
                self._say(f"[{page.header.asked}. {page.header.places}.]")
            if page.header.last:
                self._say(page.header.last)
            self._say(page.heading)
            for line in page.lines:
                self._line(line)
            if not page.auto:
                self._rows(page)
        self.shown = (page.id, page.heading)
        for line in page.notice:
            self._line(line)
        if page.plain_hint and not page.auto:
            self._say(f"({page.plain_hint})")
            if not self.explained:
                self.explained = True
                told = _(
                    "(At any question: “don't know”, “don't want to say”, “not now”, “back”, “?” for why,"
                    " “help” for more.)"
                )
                self._say(told)

    def _rows(self, page: Page, *, every: bool = False) -> None:
        numbered = page.numbered()
        if len(numbered) > MANY_ROWS and not every:
            words = _("There are {n} options; write the name, or “options” to list them.")
            self._say(words.format(n=len(numbered)))
            return
        for n, row in enumerate(numbered, 1):
            box = ""
            if page.ticked:
                box = "[x] " if row.key in page.ticked else "[ ] "
            chosen = _(" (your answer)") if page.at == row.key and row.kind == "option" else ""
            self._say(f"{n} {box}{row.text}{chosen}")

    def _line(self, line: Line) -> None:
        for lead, row in laid_out(line, self._columns()):
            self.out.write(f"{lead}{inert(row)}\n")

    def _say(self, text: str) -> None:
        self._line(Line(text))

    def _columns(self) -> int:
        try:
            columns = os.get_terminal_size(self.out.fileno()).columns
        except (OSError, ValueError):
            columns = PIPED
        return max(20, min(columns or PIPED, WIDEST))


def event_of(page: Page, text: str) -> Event:
    """What a line means on a page: a number of its list, the words of a row, or a text."""
    numbered = page.numbered()
    if not text:
        if page.empty and not page.confirming:
            return Event("row", page.empty)
        return Event("text", "")
    if numbered and _NUMBERS.fullmatch(text):
        places = [int(number) for number in re.findall("[0-9]+", text)]
        if all(1 <= place <= len(numbered) for place in places):
            keys = [numbered[place - 1].key for place in places]
            if page.ticked is not None:
                return Event("ticks", "", frozenset(keys))
            if len(keys) == 1:
                return Event("row", keys[0])
    row = _named(page, fold(text))
    if row is not None:
        return Event("row", row.key)
    return Event("text", text, page.ticked or frozenset())


def _named(page: Page, words: str) -> Row | None:
    """The action that some words name; where there is nothing else to say, the beginning of its words is enough."""
    actions = [row for row in page.rows if row.kind == "action"]
    for row in actions:
        if fold(row.text) == words:
            return row
    if page.typed or any(row.kind == "option" for row in page.rows):
        return None
    begun = [row for row in actions if fold(row.text).startswith(words)]
    return begun[0] if len(begun) == 1 else None


@contextlib.contextmanager
def _typing(lines: TextIO) -> Iterator[None]:
    """Let a person type into the terminal, also where a pager behind the pipe has prepared it for itself."""
    try:
        import termios
    except ImportError:  # Windows
        yield
        return
    if not lines.isatty():
        yield
        return
    handle = lines.fileno()
    before = termios.tcgetattr(handle)
    now = termios.tcgetattr(handle)
    now[0] |= termios.ICRNL
    now[3] |= termios.ICANON | termios.ECHO | termios.ISIG
    try:
        termios.tcsetattr(handle, termios.TCSADRAIN, now)
        yield
    finally:
        termios.tcsetattr(handle, termios.TCSADRAIN, before)
