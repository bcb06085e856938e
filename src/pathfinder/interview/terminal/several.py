"""A question whose answer is a set: options to tick, or countries to name one after the other."""

from __future__ import annotations

from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.interview.reading import shown
from pathfinder.interview.session import Asked
from pathfinder.interview.terminal.asking import (
    aside_answer,
    asides,
    help_lines,
    kept,
    offered_row,
    options_of,
    suggesting,
)  # fmt: skip
from pathfinder.interview.terminal.page import Event, Line, Page, Row
from pathfinder.interview.terminal.talk import Talk, Talking
from pathfinder.interview.terminal.tried import Tried
from pathfinder.language.answers import NONE
from pathfinder.language.vocabulary import Fact

Chosen = frozenset[str]


class Several:
    """What has been chosen so far: the ticks, and the countries that have been named."""

    def __init__(self, talk: Talk, asked: Asked) -> None:
        said = asked.offered
        self.talk = talk
        self.asked = asked
        self.ticked: Chosen = said if isinstance(said, frozenset) else frozenset()
        if isinstance(said, frozenset) and not said:
            self.ticked = frozenset((NONE,))
        self.listed = sorted(self.ticked - {NONE})
        self.tried = Tried(talk, asked.fact)
        self.added = 0
        self.beside = False

    def page(self) -> Page:
        """The question with what has been chosen."""
        talk, fact = self.talk, self.asked.fact
        countries = fact.kind == "countries"
        return Page(
            id=f"{fact.name}:{talk.turn}:{self.added}",
            heading=translate_rule(fact.question),
            lines=help_lines(self.asked),
            rows=(*_members(talk, fact, self.listed), *asides(self.asked)),
            ticked=self.ticked,
            alone=NONE,
            typed=countries,
            prompt=_("Country") if countries else "",
            at=offered_row(self.asked),
            notice=_alone() if self.beside else self.tried.notice(),
            header=talk.header(),
            suggest=suggesting(talk, fact) if countries else None,
            hint=_several_hint(countries, len(self.ticked)),
            plain_hint=_several_plain_hint(countries),
            empty=kept(self.asked),
        )

    def taken(self, event: Event) -> Chosen | str | None:
        """The answer that an event gives; None where it only adds to what is chosen, or says nothing."""
        self.beside = False
        if event.kind in ("ticks", "row"):
            chosen = event.ticks if event.kind == "ticks" else frozenset((event.value,))
            self.beside = NONE in chosen and len(chosen) > 1
            return None if self.beside else chosen - {NONE}
        found = self.tried.read(event.value.strip())
        if found is None:
            return None
        if not isinstance(found.value, frozenset):
            return str(found.value)
        if self.talk.line_by_line or not found.value:
            return found.value
        self._add(found.value, event.ticks)
        return None

    def _add(self, named: Chosen, ticks: Chosen) -> None:
        """What was named is ticked, and stands in the list to be unticked."""
        self.listed += sorted(named - set(self.listed))
        self.ticked = (ticks | named) - {NONE}
        self.tried, self.added = Tried(self.talk, self.asked.fact), self.added + 1


def ask_several(talk: Talk, asked: Asked) -> Talking[Chosen | str]:
    """Put the question until there is an answer; a set, or one of the words for having none."""
    several = Several(talk, asked)
    while True:
        event = yield from talk.put(several.page)
        unsaid = aside_answer(event.value) if event.kind == "row" else None
        if unsaid is not None:
            return unsaid
        found = several.taken(event)
        if found is not None:
            return found


def _alone() -> tuple[Line, ...]:
    return (Line(_("“None” stands alone: nothing can stand beside it."), "strong"),)


def _members(talk: Talk, fact: Fact, listed: list[str]) -> tuple[Row, ...]:
    """The options of a set, or the countries named so far, and the row for none of them."""
    if fact.kind == "choices":
        return (*options_of(talk, fact), Row(NONE, _("None of them")))
    named = (Row(code, shown(fact, frozenset((code,)), talk.vocabulary)) for code in listed)
    return (*named, Row(NONE, _("None")))


def _several_hint(countries: bool, n: int) -> str:
    if not countries:
        return _("Space ticks; Enter answers with what is ticked")
    if n:
        return ngettext(
            "{n} chosen: type another one, or Enter if that is all",
            "{n} chosen: type another one, or Enter if these are all",
            n,
        ).format(n=n)
    return _("Type a country and Enter; one after the other")


def _several_plain_hint(countries: bool) -> str:
    if countries:
        return _("Countries, separated by commas; “none” if there is none")
    return _("Numbers or words, separated by commas; “none” for none of these")
