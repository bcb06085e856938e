"""Stays, visas and dates by country: a list that is filled entry by entry, with what it counts to.

An entry is taken part by part, read back as a whole, and counts when it has been confirmed. Whoever prefers it writes
a whole entry in one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.interview.entries import goes_on
from pathfinder.interview.session import Asked
from pathfinder.interview.terminal.asking import (
    Kept,
    aside_answer,
    asides,
    help_lines,
    suggesting,
    typed_hint,
)  # fmt: skip
from pathfinder.interview.terminal.confirming import AGAIN, OUT, YES, confirm, entry_words, take
from pathfinder.interview.terminal.counts import count_lines
from pathfinder.interview.terminal.page import Line, Page, Row
from pathfinder.interview.terminal.parts import (
    choose_type,
    country_piece,
    old_parts,
    part_said,
    parts_of,
    read_part,
    so_far,
)  # fmt: skip
from pathfinder.interview.terminal.talk import Back, Talk, Talking
from pathfinder.interview.terminal.tried import UNSAID, Tried, reading_more
from pathfinder.interview.typed import says_done
from pathfinder.language.answers import Fault, Visa
from pathfinder.language.vocabulary import Fact
from pathfinder.values.stays import Stay

ADD, ALL, NOTHING = "+add", "+all", "+none"
REMOVE, LEAVE = "+remove", "+leave"
STILL = "+still"


def ask_entries(talk: Talk, asked: Asked) -> Talking[Any]:
    """Put a question whose answer is a list of entries; canonical, `unknown`, `declined` or `later`.

    What has been entered is kept in `talk.drafts` until it counts: going back and coming again loses nothing.
    """
    fact = asked.fact
    said = list(asked.offered) if isinstance(asked.offered, tuple) else []
    entries = talk.drafts.setdefault(fact.name, said)
    try:
        found = yield from _filled(talk, asked, entries)
    except Kept:
        del talk.drafts[fact.name]
        raise
    del talk.drafts[fact.name]
    return found


def _filled(talk: Talk, asked: Asked, entries: list[Any]) -> Talking[Any]:
    fact = asked.fact
    tried, page_id = reading_more(talk, fact, entries), talk.opened(fact.name)
    while True:
        event = yield from talk.put(partial(_list_page, talk, asked, entries, tried, page_id))
        unsaid = aside_answer(event.value) if event.kind == "row" else None
        if unsaid is not None:
            return unsaid
        if tried.begun and (event.value == OUT or _is_done("text", event.value, entries)):
            tried, page_id = reading_more(talk, fact, entries), talk.opened(fact.name)
            continue
        if _is_done(event.kind, event.value, entries):
            return canonical(fact, entries)
        at = int(event.value) if event.kind == "row" and event.value != ADD else None
        given = _country_alone(talk, fact, event.value) if event.kind == "text" else None
        if event.kind == "row" or given is not None:
            yield from _change(talk, fact, entries, at, given)
            tried, page_id = reading_more(talk, fact, entries), talk.opened(fact.name)
            continue
        found = tried.read(event.value.strip())
        if found is None:
            continue
        if not isinstance(found.value, tuple) or not found.value:
            return found.value
        for entry in found.value:
            yield from _checked(talk, fact, entries, entry)
        tried, page_id = reading_more(talk, fact, entries), talk.opened(fact.name)


def _list_page(talk: Talk, asked: Asked, entries: list[Any], tried: Tried, page_id: str) -> Page:
    """The question with the entries there are, what they count to, and what can be done with them.

    While half an entry waits for its rest there is no row with a number: a day is a number too.
    """
    fact = asked.fact
    plain_hint = _("An entry such as {example}, or a number, or “done”")
    begun = tried.begun
    rows = (Row(OUT, _("Leave it out"), "aside"),) if begun else _listed(talk, fact, entries)
    return Page(
        id=f"{page_id}:{tried.text}" if begun and not talk.line_by_line else page_id,
        heading=translate_rule(fact.question),
        lines=(*help_lines(asked), *_counted(talk, fact, entries)),
        rows=(*rows, *asides(asked)),
        typed=True,
        prompt=_("Entry"),
        at="" if begun else _first_row(asked, entries),
        notice=tried.notice(),
        header=talk.header(),
        suggest=suggesting(talk, fact),
        hint=_("Choose a line, or write an entry: {example}").format(example=_example(fact)),
        plain_hint="" if begun else plain_hint.format(example=_example(fact)),
        empty=ALL if entries and not begun else "",
    )


def _country_alone(talk: Talk, fact: Fact, text: str) -> str | None:
    """The country that is the whole text, so that the rest of the entry is asked for."""
    try:
        found = read_part(parts_of(fact)[0].fact, text.strip(), talk.vocabulary, talk.day)
    except Fault:
        return None
    return None if found.value in UNSAID else str(found.value)


def _is_done(kind: str, value: str, entries: list[Any]) -> bool:
    if kind == "row":
        return value in (ALL, NOTHING)
    return bool(entries) and says_done(value)


def canonical(fact: Fact, entries: Sequence[Any]) -> tuple[Any, ...]:
    """Entries as the one answer that they are: sorted as in a profile that is read."""
    if fact.kind == "stays":
        order = sorted(entries, key=lambda s: (s.entered, s.left is None, s.left or 0, s.country))
        return tuple(order)
    return tuple(sorted(set(entries)))


def _first_row(asked: Asked, entries: list[Any]) -> str:
    if entries:
        return ALL
    return asked.offered if isinstance(asked.offered, str) else ADD


def _listed(talk: Talk, fact: Fact, entries: list[Any]) -> tuple[Row, ...]:
    rows = [Row(str(at), entry_words(talk, fact, entry)) for at, entry in enumerate(entries)]
    words = {
        "stays": (_("Add a stay"), _("None: I was in no other country")),
        "visas": (_("Add a visa"), _("None: I hold no visa")),
    }
    add, none = words.get(fact.kind, (_("Add a country"), _("None: in no country")))
    rows.append(Row(ADD, add, "action"))
    if not entries:
        rows.append(Row(NOTHING, none, "action"))
        return tuple(rows)
    told = ngettext("That is all: {n} entry", "That is all: {n} entries", len(entries))
    rows.append(Row(ALL, told.format(n=len(entries)), "action"))
    return tuple(rows)


def _counted(talk: Talk, fact: Fact, entries: list[Any]) -> tuple[Line, ...]:
    if fact.kind != "stays" or talk.unseen:
        return ()
    return count_lines(entries, talk.day, talk.vocabulary)


def _example(fact: Fact) -> str:
    examples = {
        "stays": _("Turkey 01.06.2022 - 15.07.2022"),
        "visas": _("Schengen C 01.05.2023"),
    }
    return examples.get(fact.kind, _("Kyrgyzstan 20.11.2023"))


def _change(
    talk: Talk, fact: Fact, entries: list[Any], at: int | None, given: str | None = None
) -> Talking[None]:
    """Add an entry, or change or remove the one at a place; going back leaves everything as it was."""
    try:
        if at is not None:
            what = yield from _what_with(talk, fact, entries[at])
            if what == REMOVE:
                del entries[at]
            if what != AGAIN:
                return
        old = entries[at] if at is not None else None
        entry = yield from _take_parts(talk, fact, old, given)
        yield from _checked(talk, fact, entries, entry, at)
    except Back:
        return


def _checked(
    talk: Talk, fact: Fact, entries: list[Any], entry: Any, at: int | None = None
) -> Talking[None]:
    """Read an entry back until the person says that it is right, corrects it, or leaves it out."""
    while True:
        try:
            what = yield from confirm(talk, fact, entries, entry, at)
            if what == AGAIN:
                entry = yield from _take_parts(talk, fact, entry)
                continue
        except Back:
            return
        if what == YES:
            take(fact, entries, entry, at)
        return


def _what_with(talk: Talk, fact: Fact, entry: Any) -> Talking[str]:
    page_id = talk.opened(fact.name)

    def build() -> Page:
        return Page(
            id=page_id,
            heading=entry_words(talk, fact, entry),
            rows=(
                Row(AGAIN, _("Enter it anew"), "action"),
                Row(REMOVE, _("Remove it"), "action"),
                Row(LEAVE, _("Leave it as it is"), "action"),
            ),
            header=talk.header(),
            hint=_("Arrows or a number, then Enter"),
            plain_hint=_("A number"),
        )

    while True:
        event = yield from talk.put(build)
        if event.kind == "row":
            return event.value
        if not event.value.strip():
            return LEAVE


def _take_parts(talk: Talk, fact: Fact, old: Any | None, given: str | None = None) -> Talking[Any]:
    """The parts of an entry one after the other; back goes to the part before, and from the first one out."""
    taken: list[Any] = [given] if given is not None else []
    offered = [*old_parts(old), None, None, None]
    while len(taken) < len(parts_of(fact)):
        n = len(taken)
        try:
            value = yield from _take_part(talk, fact, taken, offered[n])
        except Back:
            if not taken:
                raise
            offered[n - 1 : n] = [taken.pop()]
            continue
        taken.append(value)
    if fact.kind == "stays":
        return Stay(taken[0], taken[1], taken[2])
    return Visa(*taken) if fact.kind == "visas" else tuple(taken)


def _take_part(talk: Talk, fact: Fact, taken: list[Any], old: Any | None) -> Talking[Any]:
    n = len(taken)
    if parts_of(fact)[n].fact.kind == "choice":
        return (yield from choose_type(talk, fact, taken, old))
    tried, page_id = Tried(talk, parts_of(fact)[n].fact, read_part), talk.opened(fact.name)
    unsaid = False

    def build() -> Page:
        part = parts_of(fact)[n]
        country = part.fact.kind in ("country", "issuer")
        return Page(
            id=f"{page_id}:{tried.text if tried.begun else ''}",
            heading=part.question,
            lines=so_far(talk, fact, taken),
            rows=(Row(STILL, part.instead, "action"),) if part.instead and not tried.begun else (),
            typed=True,
            prompt=_("Country") if country else _("Date"),
            initial="" if old is None or tried.begun else part_said(talk, part.fact, old),
            notice=_part_needed() if unsaid else tried.notice(),
            header=talk.header(),
            suggest=suggesting(talk, country_piece(part.fact)) if country else None,
            hint=typed_hint("country" if country else "date"),
            plain_hint=typed_hint("country" if country else "date"),
        )

    while True:
        event = yield from talk.put(build)
        if event.kind == "row" or (parts_of(fact)[n].instead and goes_on(event.value)):
            return None
        found = tried.read(event.value.strip())
        unsaid = found is not None and found.value in UNSAID
        if found is not None and not unsaid:
            return found.value


def _part_needed() -> tuple[Line, ...]:
    words = _("Without this the entry says nothing. Go back, and answer the whole question so.")
    return (Line(words, "strong"),)
