"""The parts of an entry: how each is read, shown and chosen."""

from __future__ import annotations

from typing import Any

import msgspec

from pathfinder.i18n import _, translate_rule
from pathfinder.interview.reading import Read, read, shown
from pathfinder.interview.terminal.page import Line, Page, Row
from pathfinder.interview.terminal.talk import Talk, Talking
from pathfinder.interview.typed import fold
from pathfinder.language.answers import Visa
from pathfinder.language.vocabulary import SCHENGEN, Fact, Vocabulary
from pathfinder.values.dates import Day

_SCHENGEN_WORDS = frozenset(
    ("schengen", "шенген", "шенгенская", "шенгенская виза", "schengen states")
)


class Part(msgspec.Struct, frozen=True):
    """One part of an entry: its question, the fact as which it is read, and a row that stands for no value."""

    question: str
    fact: Fact
    instead: str = ""


def parts_of(fact: Fact) -> tuple[Part, ...]:
    """What an entry of a fact consists of, with the questions in the language that is spoken."""
    date = _piece(fact, "date")
    if fact.kind == "stays":
        return (
            Part(_("Which country was it?"), _piece(fact, "country")),
            Part(_("On which day did you enter?"), date),
            Part(_("On which day did you leave?"), date, _("I am still there")),
        )
    if fact.kind == "visas":
        return (
            Part(_("Which country issued the visa? (Or: Schengen)"), _piece(fact, "issuer")),
            Part(_("Of which type is it?"), _piece(fact, "choice")),
            Part(_("Until which day is it valid?"), date),
        )
    return (Part(_("Which country?"), _piece(fact, "country")), Part(_("Since which day?"), date))


def _piece(fact: Fact, kind: str) -> Fact:
    """The fact as which a part is read: private as the whole is."""
    return msgspec.structs.replace(fact, kind=kind)


def country_piece(fact: Fact) -> Fact:
    """The part as a country, which is what is offered while it is typed."""
    return _piece(fact, "country")


def read_part(fact: Fact, text: str, vocabulary: Vocabulary, day: Day) -> Read:
    """Read one part; `issuer` is a country or Schengen. Raises `Fault`."""
    if fact.kind == "issuer":
        if fold(text) in _SCHENGEN_WORDS:
            return Read(SCHENGEN, _("Schengen"))
        fact = _piece(fact, "country")
    return read(fact, text, vocabulary, day)


def part_said(talk: Talk, fact: Fact, value: Any) -> str:
    """A part as it could be typed."""
    if value == SCHENGEN:
        return _("Schengen")
    piece = _piece(fact, "country") if fact.kind == "issuer" else fact
    return shown(piece, value, talk.vocabulary)


def so_far(talk: Talk, fact: Fact, taken: list[Any]) -> tuple[Line, ...]:
    """The parts of an entry that have been said, so that nobody has to remember them."""
    parts = parts_of(fact)
    said = [part_said(talk, parts[n].fact, value) for n, value in enumerate(taken)]
    return (Line("; ".join(said), "strong"),) if said and not talk.unseen else ()


def choose_type(talk: Talk, fact: Fact, taken: list[Any], old: Any | None) -> Talking[str]:
    """Choose the type of a visa."""
    notice: tuple[Line, ...] = ()

    page_id = talk.opened("read")

    def build() -> Page:
        return Page(
            id=page_id,
            heading=parts_of(fact)[1].question,
            lines=so_far(talk, fact, taken),
            rows=tuple(Row(key, translate_rule(text)) for key, text in fact.options),
            at=str(old) if old is not None else "",
            notice=notice,
            header=talk.header(),
            hint=_("Arrows or a number, then Enter"),
            plain_hint=_("A number, or the answer in words"),
        )

    while True:
        event = yield from talk.put(build)
        if event.kind == "row":
            return event.value
        words = fold(event.value)
        for row in build().rows:
            if words and words in (fold(row.key), fold(row.text)):
                return row.key
        notice = (Line(_("Choose one of the lines."), "strong"),)


def old_parts(old: Any | None) -> list[Any]:
    """The parts of an entry that is entered anew, to be offered."""
    if isinstance(old, Visa):
        return [old.issuer, old.type, old.until]
    if old is None or isinstance(old, tuple):
        return list(old or ())
    return [old.country, old.entered, old.left]
