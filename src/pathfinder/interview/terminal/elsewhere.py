"""What is not a question: why, the keys, everything one can do, the review, the result so far, stopping."""

from __future__ import annotations

from collections.abc import Callable

from pathfinder.i18n import _, ngettext, translate_rule
from pathfinder.interview.reading import shown
from pathfinder.interview.session import Given
from pathfinder.interview.terminal import commands
from pathfinder.interview.terminal.page import Event, Line, Outcome, Page, Row
from pathfinder.interview.terminal.talk import (
    Back,
    Done,
    Revised,
    Talk,
    Talking,
    is_private,
    label_of,
)  # fmt: skip

GO_ON = "go on"


def carry_out(talk: Talk, name: str) -> Talking[None]:
    """Carry out a command and come back to the page it was given on."""
    todo: dict[str, Callable[[Talk], Talking[None]]] = {
        commands.WHY: why,
        commands.HELP: keys,
        commands.MENU: menu,
        commands.REVIEW: review,
        commands.RESULT: so_far,
        commands.QUIT: stop,
        commands.SAVE: _save,
        "stop": stop,
        "end": _end,
    }
    if name in todo:
        try:
            yield from todo[name](talk)
        except Back:
            return


def _end(talk: Talk) -> Talking[None]:
    yield from ()  # a part of the conversation, though it asks nothing
    raise Done(Outcome(show=True, ended=True))


def _save(talk: Talk) -> Talking[None]:
    from pathfinder.interview.terminal.keeping import keep_answers

    yield from keep_answers(talk)


def to_read(
    talk: Talk, name: str, heading: Callable[[], str], lines: Callable[[], list[Line]]
) -> Talking[None]:
    """A page to read; any answer closes it."""
    page_id = talk.opened("read")

    def build() -> Page:
        return Page(
            id=page_id,
            heading=heading(),
            lines=tuple(lines()),
            rows=(Row(GO_ON, _("Back to where I was"), "action"),),
            header=talk.header(),
            reading=True,
            hint=_("Enter goes back; arrows and Space read on"),
            auto=GO_ON,
        )

    event = yield from talk.put(build)
    assert event.kind != "command"


def why(talk: Talk) -> Talking[None]:
    """Why a question is asked: what it can still change, with the citations; and its whole help."""

    def heading() -> str:
        return _("Why am I asked this?")

    def lines() -> list[Line]:
        fact = talk.fact
        if fact is None:
            return [Line(_("No question is open here."))]
        found = [Line(translate_rule(fact.question), "strong")]
        if fact.help:
            found.append(Line(translate_rule(fact.help)))
        changed = talk.telling.why(talk.interview.why(fact.name))
        return found + (changed or [Line(_("Your answer can change no verdict any more."))])

    yield from to_read(talk, "why", heading, lines)


def keys(talk: Talk) -> Talking[None]:
    """The keys, and the words that do the same."""

    def lines() -> list[Line]:
        if talk.line_by_line:
            head = [Line(_("Instead of an answer you can write one of these words:"))]
            return head + [
                Line(f"{', '.join(each.words)}: {_(each.says)}", bullet=True)
                for each in commands.COMMANDS
            ]
        return [
            *_screen_keys(),
            *(
                Line(f"{each.keys}: {_(each.says)} ({', '.join(each.words)})", bullet=True)
                for each in commands.COMMANDS
                if each.keys
            ),
        ]

    yield from to_read(talk, "keys", lambda: _("Keys and words"), lines)


def _screen_keys() -> list[Line]:
    return [
        Line(_("Arrows up and down choose a line; so does its number. Enter takes it.")),
        Line(_("Where several can be chosen, Space ticks and unticks; Enter answers with what is ticked.")),
        Line(_("Typing looks for a line, or is the answer. “I do not know”, “I do not want to say” and “Not now”"
               " stand under every question.")),
        Line(_("These go everywhere, by key or by the word in brackets:")),
    ]  # fmt: skip


def menu(talk: Talk) -> Talking[None]:
    """Everything one can do, to choose from: for whoever knows no key."""
    listed = [each for each in commands.COMMANDS if each.keys and each.name != commands.MENU]

    page_id = talk.opened("menu")

    def build() -> Page:
        rows = [Row(GO_ON, _("Back to where I was"), "action")]
        rows += [
            Row(
                each.name,
                f"{_(each.says)} ({each.keys})" if not talk.line_by_line else _(each.says),
                "action",
            )
            for each in listed
            if each.name != commands.WHY or talk.fact is not None
        ]
        return Page(
            id=page_id,
            heading=_("What would you like to do?"),
            rows=tuple(rows),
            header=talk.header(),
            hint=_("Arrows or a number, then Enter"),
            plain_hint=_("A number"),
        )

    event = yield from talk.put(build)
    if event.kind != "row" or event.value == GO_ON:
        return
    if event.value == commands.BACK:
        raise FromMenu
    if event.value == commands.LANGUAGE:
        talk.switch_language()
        return
    yield from carry_out(talk, event.value)


class FromMenu(Exception):
    """“Back” was chosen in the menu: it is meant for the page below."""


def review(talk: Talk) -> Talking[None]:
    """All answers; choosing one makes its question the current one (raises `Revised`)."""
    page_id = talk.opened("review")

    def build() -> Page:
        given = talk.interview.given()
        return Page(
            id=page_id,
            heading=_("Your answers"),
            lines=(
                Line(_("Choose one to change it. Later answers stay, as far as they still fit.")),
            ),
            rows=(
                Row(GO_ON, _("Change nothing and go on"), "action"),
                *(Row(each.fact.name, answer_words(talk, each)) for each in given),
            ),
            header=talk.header(),
            hint=_("Arrows or a number, then Enter"),
            plain_hint=_("The number of an answer to change it, or Enter to go on"),
            empty=GO_ON,
        )

    event = yield from talk.put(build)
    if event.kind == "row" and event.value != GO_ON:
        talk.interview.revise(event.value)
        raise Revised


def answer_words(talk: Talk, given: Given) -> str:
    """An answer as the review shows it; where nobody looks at a screen, nothing of a private one."""
    hidden = talk.unseen and is_private(given.fact, given.said)
    told = _("noted") if hidden else shown(given.fact, given.said, talk.vocabulary)
    return _("{label}: {answer}").format(label=label_of(given.fact), answer=told)


def so_far(talk: Talk) -> Talking[None]:
    """The result as it is now, before all has been asked; the person may end with it."""
    page_id = talk.opened("so far")

    def build() -> Page:
        return Page(
            id=page_id,
            heading=_("The result so far"),
            lines=tuple(talk.telling.summary(talk.interview)),
            rows=(
                Row(GO_ON, _("Go on with the questions"), "action"),
                Row("end", _("End here: the whole result, and where to save it"), "action"),
            ),
            header=talk.header(),
            reading=True,
            hint=_("Arrows read and choose, Enter takes the line"),
            plain_hint=_("A number, or Enter to go on"),
            empty=GO_ON,
            auto="end" if talk.unattended else "",
        )

    event = yield from talk.put(build)
    if event.kind == "row" and event.value == "end":
        from pathfinder.interview.terminal.ending import ending

        fact = talk.fact
        try:
            yield from ending(talk, early=True)
        finally:
            talk.fact = fact


def stop(talk: Talk) -> Talking[None]:
    """Ask whether to stop, and what becomes of the answers. Breaking off here again ends at once."""
    from pathfinder.interview.terminal.keeping import keep_answers

    page_id = talk.opened("stop")
    event: Event = yield _stop_page(talk, page_id)
    while event.kind == "command" and event.value == commands.LANGUAGE:
        talk.switch_language()
        event = yield _stop_page(talk, page_id)
    if event.kind in ("stop", "end") or (event.kind == "row" and event.value == "quit"):
        raise Done(Outcome(show=False))
    if event.kind == "row" and event.value == "result":
        yield from so_far(talk)
    if event.kind == "row" and event.value == "save":
        yield from keep_answers(talk)
        if talk.keeper.path is not None and not talk.keeper.fault:
            raise Done(Outcome(show=False))


def _stop_page(talk: Talk, page_id: str) -> Page:
    profile = talk.interview.profile
    n = len(profile.values) + len(profile.unsaid)
    kept = talk.keeper.path is not None and not talk.keeper.fault
    saved = _("They are saved.") if kept else _("They are not saved.")
    have = ngettext("You have given {n} answer.", "You have given {n} answers.", n).format(n=n)
    rows = [
        Row(GO_ON, _("Go on with the questions"), "action"),
        Row("result", _("Show the result so far"), "action"),
        Row("quit", _("Stop without the result"), "action"),
    ]
    if not kept:
        rows.insert(2, Row("save", _("Save my answers in a file, and stop"), "action"))
    return Page(
        id=page_id,
        heading=_("Stop here?"),
        lines=(Line(f"{have} {saved}"),),
        rows=tuple(rows),
        header=talk.header(),
        hint=_("Enter takes the line; Ctrl-C again stops at once"),
        plain_hint=_("A number"),
        auto="quit" if talk.unattended else "",
    )
