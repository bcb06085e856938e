"""What is typed before it counts: read, read back, completed, or told why it cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from pathfinder.i18n import _
from pathfinder.interview.faults import fault
from pathfinder.interview.reading import Read, completed, read
from pathfinder.interview.session import LATER
from pathfinder.interview.terminal.page import Line
from pathfinder.interview.terminal.talk import Talk
from pathfinder.interview.typed import says_yes
from pathfinder.language.answers import DECLINED, UNKNOWN, Fault
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.values.dates import Day

UNSAID = (UNKNOWN, DECLINED, LATER)

Reader = Callable[[Fact, str, Vocabulary, Day], Read]


class Tried:
    """What was typed last and could not count yet; read again for every page, in the language of that page."""

    def __init__(self, talk: Talk, fact: Fact, reader: Reader = read) -> None:
        self.talk = talk
        self.fact = fact
        self.reader = reader
        self.text: str | None = None

    def read(self, text: str) -> Read | None:
        """What a text says; None where it cannot be read or says only a part. The text is kept for `notice`."""
        before = self._look()
        if isinstance(before, Read) and before.value is None:
            # The rest of a date: "Oct 2022", then "5".
            text = completed(before, text, self.talk.day)
        self.text = text
        found = self._look()
        return found if isinstance(found, Read) and found.value is not None else None

    def _look(self) -> Read | Fault | None:
        if self.text is None:
            return None
        try:
            return self.reader(self.fact, self.text, self.talk.vocabulary, self.talk.day)
        except Fault as wrong:
            return wrong

    @property
    def begun(self) -> bool:
        """Whether a part of a date has been said, so that what is typed next is the rest of it."""
        found = self._look()
        return isinstance(found, Read) and found.value is None

    def notice(self) -> tuple[Line, ...]:
        """Why it does not count yet: a fault, a part that is missing, or a date that waits for a yes."""
        found = self._look()
        if found is None:
            return ()
        if isinstance(found, Fault):
            return fault_lines(found)
        if found.value is None:
            said = "" if self.talk.unseen else f"{self.text}: "
            return (Line(f"{said}{found.partial}", "strong"),)
        return (Line(_("Read as: {date}. Is that right?").format(date=found.echo), "strong"),)


def reading_more(talk: Talk, fact: Fact, entries: Collection[Any]) -> Tried:
    """What is typed for a list. Where it has entries a “no” may mean “no more”, so it does not empty the list."""

    def more(fact: Fact, text: str, vocabulary: Vocabulary, day: Day) -> Read:
        found = read(fact, text, vocabulary, day)
        if found.value == () and entries:
            message = _("There are entries already.")
            raise fault(
                "PF114", message, _("If that is all, write “done”; what is wrong can be removed.")
            )
        return found

    return Tried(talk, fact, more)


def fault_lines(wrong: Fault) -> tuple[Line, ...]:
    """Why an answer could not be read, in the person's words."""
    return (Line(f"{wrong.message} {wrong.help}".strip(), "strong"),)


def read_back(talk: Talk, value: Any) -> bool:
    """Whether a date has to be confirmed: by a person at a terminal, and not where it is no date."""
    return value not in UNSAID and not talk.unattended


def confirms(text: str, pending: str) -> bool:
    """Whether what came back confirms what was read: nothing more, the same text again, or a yes."""
    return not text or text == pending or says_yes(text) is True
