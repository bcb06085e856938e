"""One question: its page, and what the person does on it turned into an answer."""

from __future__ import annotations

from typing import Any

from pathfinder.i18n import _, translate_rule
from pathfinder.interview.reading import Read, shown, suggestions
from pathfinder.interview.session import LATER, Asked
from pathfinder.interview.terminal.page import Line, Page, Row
from pathfinder.interview.terminal.talk import Talk, Talking, is_private
from pathfinder.interview.terminal.tried import UNSAID, Tried, confirms, read_back
from pathfinder.interview.typed import says_something_else
from pathfinder.language.answers import DECLINED, NONE, UNKNOWN
from pathfinder.language.vocabulary import Fact

KEEP = "keep"
"""The row that leaves an old answer as it is."""


class Kept(Exception):
    """The person leaves the old answer as it is."""


def ask(talk: Talk, asked: Asked) -> Talking[Any]:
    """Put a question until there is an answer: canonical, `unknown`, `declined` or `later`. Raises `Kept`."""
    if talk.unseen and is_private(asked.fact, asked.offered):
        asked = Asked(asked.fact, None, again=False)  # an old answer would be written to a file
    kind = asked.fact.kind
    if kind in ("stays", "by_country", "visas"):
        from pathfinder.interview.terminal.entries import ask_entries

        return (yield from ask_entries(talk, asked))
    if kind in ("choice", "yes_no"):
        return (yield from _ask_one(talk, asked))
    if kind in ("choices", "countries"):
        from pathfinder.interview.terminal.several import ask_several

        return (yield from ask_several(talk, asked))
    return (yield from _ask_typed(talk, asked))


def asides(asked: Asked) -> tuple[Row, ...]:
    """The answers that every question takes besides a value."""
    rows = [
        Row(UNKNOWN, _("I do not know"), "aside"),
        Row(DECLINED, _("I do not want to say"), "aside"),
        Row(LATER, _("Not now"), "aside"),
    ]
    if asked.offered is not None:
        rows.append(Row(KEEP, _("Leave my answer as it was and go on"), "aside"))
    return tuple(rows)


def aside_answer(key: str) -> str | None:
    """The answer that an aside stands for, or None where the key is another row. Raises `Kept`."""
    if key == KEEP:
        raise Kept
    return key if key in UNSAID else None


def help_lines(asked: Asked) -> tuple[Line, ...]:
    """What stands below a question: that it is asked again, and its help."""
    lines = []
    if asked.offered is not None:
        lines.append(Line(_("You have answered this before; your answer is offered."), "strong"))
    elif asked.again:
        lines.append(Line(_("You put this off; it is asked once more."), "strong"))
    help = translate_rule(asked.fact.help)
    return (*lines, Line(help)) if help else tuple(lines)


_MANY = 24
"""A longer list of options is in the order of the alphabet, for it is searched."""


def options_of(talk: Talk, fact: Fact) -> tuple[Row, ...]:
    """The options of a fact as rows; of a set without `none`, which has a row of its own."""
    if fact.kind == "yes_no":
        return (Row("yes", _("Yes")), Row("no", _("No")))
    several = fact.kind == "choices"
    rows = [
        Row(key, shown(fact, frozenset((key,)) if several else key, talk.vocabulary))
        for key, _text in fact.options
        if not (several and key == NONE)
    ]
    return tuple(sorted(rows, key=lambda row: row.text) if len(rows) > _MANY else rows)


def offered_row(asked: Asked) -> str:
    """The row under the pointer at first: that of the old answer, if it is one."""
    if isinstance(asked.offered, bool):
        return "yes" if asked.offered else "no"
    return asked.offered if isinstance(asked.offered, str) else ""


def kept(asked: Asked) -> str:
    """What an empty line does to a question that has an answer: it leaves it."""
    return KEEP if asked.offered is not None else ""


def _ask_one(talk: Talk, asked: Asked) -> Talking[Any]:
    fact = asked.fact
    tried = Tried(talk, fact)

    def build() -> Page:
        return Page(
            id=f"{fact.name}:{talk.turn}",
            heading=translate_rule(fact.question),
            lines=help_lines(asked),
            rows=(*options_of(talk, fact), *asides(asked)),
            at=offered_row(asked),
            notice=tried.notice(),
            header=talk.header(),
            hint=_("Arrows or a number, then Enter"),
            plain_hint=_("A number, or the answer in words"),
            empty=kept(asked),
        )

    while True:
        event = yield from talk.put(build)
        if event.kind == "row":
            unsaid = aside_answer(event.value)
            if unsaid is not None:
                return unsaid
            return event.value == "yes" if fact.kind == "yes_no" else event.value
        found = tried.read(event.value.strip())
        if found is not None:
            return found.value


def _ask_typed(talk: Talk, asked: Asked) -> Talking[Any]:
    """A date, a number, a country or a text. A date counts only when it has been read back and confirmed."""
    fact = asked.fact
    tried = Tried(talk, fact)
    pending: Read | None = None
    unsaid_before = asked.offered is None or asked.offered in UNSAID
    initial = "" if unsaid_before else shown(fact, asked.offered, talk.vocabulary)

    def build() -> Page:
        return Page(
            id=f"{fact.name}:{talk.turn}:{tried.text if tried.begun else ''}",
            heading=translate_rule(fact.question),
            lines=help_lines(asked),
            rows=asides(asked),
            typed=True,
            prompt=prompt_of(fact),
            initial="" if tried.begun else initial,
            at=offered_row(asked) if unsaid_before else "",
            notice=tried.notice(),
            header=talk.header(),
            suggest=suggesting(talk, fact) if fact.kind == "country" else None,
            hint=typed_hint(fact.kind, confirming=pending is not None),
            plain_hint=typed_hint(fact.kind, confirming=pending is not None),
            empty=kept(asked),
            confirming=pending is not None,
        )

    while True:
        event = yield from talk.put(build)
        unsaid = aside_answer(event.value) if event.kind == "row" else None
        if unsaid is not None:
            return unsaid
        text = event.value.strip()
        if pending is not None and confirms(text, tried.text or ""):
            return pending.value
        found = tried.read(text)
        pending = found
        if found is not None and not (fact.kind == "date" and read_back(talk, found.value)):
            return found.value


def prompt_of(fact: Fact) -> str:
    """What stands before the text that is typed."""
    words = {"date": _("Date"), "number": _("Number"), "country": _("Country")}
    return words.get(fact.kind, _("Answer"))


def typed_hint(kind: str, *, confirming: bool = False) -> str:
    """How something is typed."""
    if confirming:
        return _("Enter if this is right; or type it again")
    if kind == "date":
        return _("As you write dates: 05.10.2022, 5 October 2022, 2022-10-05")
    if kind == "country":
        return _("Begin to type the name, in Russian or English, then Enter")
    if kind == "number":
        return _("Type a number, then Enter")
    return _("Type your answer, then Enter")


def suggesting(talk: Talk, fact: Fact) -> Any:
    """What to offer while a country is typed: nothing for a no, which is not the beginning of Norway."""
    return lambda text: (
        [] if says_something_else(text) else suggestions(fact, text, talk.vocabulary)
    )
