"""The keys of the screen, and what each does to the page that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

from pathfinder.i18n import _
from pathfinder.interview.terminal import commands
from pathfinder.interview.terminal.commands import command_of
from pathfinder.interview.terminal.drawing import looked_for, offers, shown_rows
from pathfinder.interview.terminal.page import Event, Row, line_number

if TYPE_CHECKING:
    from pathfinder.interview.terminal.screen import Screen

KEYS: dict[str, tuple[str, ...]] = {
    commands.BACK: ("escape", "c-b", "c-z"),
    commands.WHY: ("f2",),
    commands.REVIEW: ("c-r", "f3"),
    commands.LANGUAGE: ("c-t", "f4"),
    commands.RESULT: ("c-f", "f5"),
    commands.SAVE: ("c-s", "f6"),
    commands.HELP: ("f1",),
    commands.MENU: ("tab", "f10"),
}
"""The keys of the commands that go on every page."""


def bindings(screen: Screen) -> KeyBindings:
    """All keys of a screen; what is not among them edits the text, as everywhere."""
    made = KeyBindings()
    empty = Condition(lambda: not screen.buffer.text)
    reading = Condition(lambda: screen.page.reading)
    ticking = Condition(lambda: screen.page.ticked is not None and screen.state.cursor >= 0)
    for name, keys in KEYS.items():
        for key in keys:
            made.add(key, eager=True)(_commands(screen, name))
    made.add("left", filter=empty)(_commands(screen, commands.BACK))
    made.add("?", filter=empty)(_commands(screen, commands.WHY))
    made.add(" ", filter=empty & reading)(lambda event: screen.turn(1))
    made.add(" ", filter=empty & ticking)(lambda event: tick(screen, _pointed(screen)))
    for key, by in (("up", -1), ("down", 1), ("c-p", -1), ("c-n", 1)):
        made.add(key)(_moves(screen, by))
    for key, by in (("pageup", -1), ("pagedown", 1)):
        made.add(key)(_turns(screen, by))
    made.add("enter")(lambda event: enter(screen))
    made.add("c-l")(lambda event: event.app.renderer.clear())
    for key in ("c-c", "c-d", "c-q"):
        made.add(key, eager=True)(lambda event: screen.send(Event("stop")))
    return made


def _commands(screen: Screen, name: str):  # type: ignore[no-untyped-def]
    def pressed(event: KeyPressEvent) -> None:
        screen.send(Event("command", name, screen.state.ticked))

    return pressed


def _moves(screen: Screen, by: int):  # type: ignore[no-untyped-def]
    return lambda event: screen.move(by)


def _turns(screen: Screen, by: int):  # type: ignore[no-untyped-def]
    return lambda event: screen.turn(by)


def _pointed(screen: Screen) -> Row | None:
    rows = shown_rows(screen.page, screen.state)
    at = screen.state.cursor
    return rows[at] if 0 <= at < len(rows) else None


def tick(screen: Screen, row: Row | None) -> None:
    """Tick a row or untick it; “none of these” and the others exclude each other."""
    if row is None or row.kind != "option":
        return
    state, alone = screen.state, screen.page.alone
    if row.key in state.ticked:
        state.ticked -= {row.key}
    elif row.key == alone:
        state.ticked = frozenset((row.key,))
    else:
        state.ticked = (state.ticked | {row.key}) - {alone}


def enter(screen: Screen) -> None:
    """Answer with what is typed, pointed at, or ticked."""
    page, state = screen.page, screen.state
    text = state.text.strip()
    row = _pointed(screen)
    number = line_number(text)
    if command_of(text, page.words) is not None:
        screen.buffer.text = ""
        screen.send(Event("text", text, state.ticked))
    elif page.typed and state.cursor < 0:
        _enter_text(screen, text)
    elif number is not None and not page.typed and not 1 <= number <= len(page.numbered()):
        state.note = _("There is no line of this number.")
    elif row is None or (
        text and not page.typed and number is None and not looked_for(page, state)
    ):
        screen.send(Event("text", text, state.ticked))
    elif page.ticked is not None and row.kind == "option":
        _enter_ticks(screen, row, looked_for=bool(text) and not page.typed)
    else:
        if not page.typed:
            screen.buffer.text = ""  # it looked for the row, and has found it
        screen.send(Event("row", row.key, state.ticked))


def _enter_text(screen: Screen, text: str) -> None:
    page, state = screen.page, screen.state
    found = offers(page, state)
    numbered = page.numbered()
    number = line_number(text)
    if number is not None and 1 <= number <= len(numbered):
        screen.buffer.text = ""
        _enter_number(screen, numbered[number - 1])
    elif found:
        screen.send(Event("text", found[state.offer][0], state.ticked))
    elif text or page.confirming:
        screen.send(Event("text", text, state.ticked))
    elif page.ticked is not None and state.ticked:
        screen.send(Event("ticks", "", state.ticked))
    else:
        state.note = _("Type an answer, or choose a line with the arrows.")


def _enter_number(screen: Screen, row: Row) -> None:
    """A line of a page that also takes a text, by its number."""
    if screen.page.ticked is None:
        screen.send(Event("row", row.key, screen.state.ticked))
    else:
        _enter_ticks(screen, row, looked_for=True)


def _enter_ticks(screen: Screen, row: Row, *, looked_for: bool) -> None:
    """Of a set: a row that was looked for is ticked; what is ticked is the answer; a first one is only ticked."""
    state = screen.state
    if row.key == screen.page.alone:
        screen.send(Event("ticks", "", frozenset((row.key,))))
    elif looked_for:
        tick(screen, row)
        screen.buffer.text = ""
        state.cursor = screen.page.rows.index(row)
    elif state.ticked:
        screen.send(Event("ticks", "", state.ticked))
    else:
        tick(screen, row)
        state.note = _("Ticked. Space ticks more; Enter again answers with this.")
