"""What a conversation holds: the interview, what the command lends it, and the commands that go on every page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Generator
from typing import Any, TypeVar

import msgspec

from pathfinder.i18n import _, current_language
from pathfinder.interview.reading import shown
from pathfinder.interview.saving import Keeper
from pathfinder.interview.session import Affected, Interview
from pathfinder.interview.terminal.commands import BACK, LANGUAGE, command_of
from pathfinder.interview.terminal.page import Event, Header, Line, Outcome, Page
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.values.dates import Day

T = TypeVar("T")

Talking = Generator[Page, Event, T]
"""A part of a conversation: gives pages, gets events, and comes to something."""


class Telling(msgspec.Struct, frozen=True):
    """What the command lends: everything that is written with the output of `check`, and the language."""

    why: Callable[[tuple[Affected, ...]], list[Line]]
    summary: Callable[[Interview], list[Line]]
    result: Callable[[Interview, str], str]
    whole: Callable[[Interview], list[Line]]
    missing: Callable[[Interview], list[str]]
    entry: Callable[[Interview], list[Line]]
    speak: Callable[[str], None]
    languages: tuple[str, ...]


class Back(Exception):
    """The person goes back; whoever catches it knows where that leads."""


class Revised(Exception):
    """Another question has been made the current one."""


class Done(Exception):
    """The conversation is over."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


class Manner(msgspec.Struct, frozen=True):
    """How the conversation is held.

    `line_by_line`: a line is a whole answer; `unattended`: the lines come from a file, so nobody can confirm
    anything; `unseen`: what is shown goes to a file.
    """

    line_by_line: bool = False
    unattended: bool = False
    unseen: bool = False


class Talk:
    """One conversation.

    `fact` is what is asked at the moment; `turn` counts the questions put; `countries` narrows what is decided;
    `drafts` holds entries of lists that do not count yet, by fact.
    """

    def __init__(
        self,
        interview: Interview,
        day: Day,
        telling: Telling,
        keeper: Keeper,
        *,
        countries: Collection[str] | None = None,
        manner: Manner = Manner(),  # noqa: B008 - it cannot change
    ) -> None:
        self.countries = countries
        self.line_by_line = manner.line_by_line
        self.unattended = manner.unattended
        self.unseen = manner.unseen
        self.interview = interview
        self.day = day
        self.telling = telling
        self.keeper = keeper
        self.fact: Fact | None = None
        self.last: tuple[Fact, Any] | None = None
        self.turn = 0
        self.drafts: dict[str, list[Any]] = {}
        self._opened = 0

    @property
    def vocabulary(self) -> Vocabulary:
        """What can be said."""
        return self.interview.rules.vocabulary

    def opened(self, name: str) -> str:
        """An id for a page that is opened anew, so that nothing of the last time stands on it."""
        self._opened += 1
        return f"{name}:{self._opened}"

    def header(self) -> Header:
        """How far the interview is; built anew for every page, for the language may have changed."""
        at = self.interview.progress()
        asked = _("Answered: {n}").format(n=at.asked)
        if at.likely_left:
            asked = _("Answered: {n}, left: about {left}").format(n=at.asked, left=at.likely_left)
        places = _("Open: {open}, possible: {possible}, out: {out}").format(
            open=len(at.feasible), possible=len(at.possible), out=len(at.out)
        )
        return Header(asked, places, self._last_answer())

    def _last_answer(self) -> str:
        """The answer before this question, read back; nothing of a sensitive one."""
        if self.last is None:
            return ""
        fact, said = self.last
        told = _("noted") if is_private(fact, said) else shown(fact, said, self.vocabulary)
        return _("Your last answer: {label}: {answer}").format(label=label_of(fact), answer=told)

    def switch_language(self) -> None:
        """Speak the next language there is."""
        known = self.telling.languages
        at = known.index(current_language()) if current_language() in known else 0
        self.telling.speak(known[(at + 1) % len(known)])

    def put(self, build: Callable[[], Page]) -> Talking[Event]:
        """Show a page until the person answers it; carry out the commands given in between.

        The page is built again each time: the language, the progress or what is saved may have changed. Raises
        `Back`, `Revised` or `Done` where the person goes elsewhere.
        """
        from pathfinder.interview.terminal.elsewhere import FromMenu, carry_out

        while True:
            page = build()
            event = yield page
            name = event.value if event.kind == "command" else None
            if event.kind == "text":
                name = command_of(event.value, page.words)
            if event.kind in ("end", "stop"):
                name = event.kind
            if name is None:
                return event
            if name == BACK:
                raise Back
            if name == LANGUAGE:
                self.switch_language()
            else:
                try:
                    yield from carry_out(self, name)
                except FromMenu:
                    raise Back from None


def label_of(fact: Fact) -> str:
    """How people call a fact, in the language that is spoken."""
    from pathfinder.i18n import translate_rule

    return translate_rule(fact.label)


def is_private(fact: Fact, said: Any) -> bool:
    """Whether an answer is shown in the review alone; that there is none may be seen."""
    if isinstance(said, str) and said in ("unknown", "declined", "later"):
        return False
    return fact.sensitive or fact.kind in ("stays", "by_country", "visas", "text")
