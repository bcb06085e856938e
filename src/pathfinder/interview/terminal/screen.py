"""The conversation on a screen of its own, with prompt_toolkit: one page at a time, drawn only where it changes.

The screen is the terminal's second one, so that nothing of the interview is left above the prompt afterwards. There
are no colours, no mouse and no history.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, Any

from prompt_toolkit.application import Application, get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.layout import HSplit, Layout, Window
from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
from prompt_toolkit.layout.dimension import Dimension
from prompt_toolkit.layout.processors import BeforeInput
from prompt_toolkit.output import ColorDepth

from pathfinder.i18n import _
from pathfinder.interview.terminal.drawing import (
    WIDEST,
    Drawn,
    State,
    offers,
    page_drawn,
    scrolls,
    shown_rows,
)  # fmt: skip
from pathfinder.interview.terminal.page import Event, Outcome, Page, line_number
from pathfinder.interview.terminal.wrapping import width_of, wrapped
from pathfinder.values.text import inert

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.output import Output

    from pathfinder.interview.terminal.talk import Talking

ESCAPE_SECONDS = 0.3
"""So long after Esc the rest of a key may come: over a slow line the bytes of an arrow do not come at once."""


def can_draw() -> bool:
    """Whether there is a terminal to draw on: on Windows some look like one and are none."""
    from prompt_toolkit.output.defaults import create_output

    try:
        create_output()
    except Exception as error:
        if type(error).__name__ == "NoConsoleScreenBufferError":
            return False
        raise
    return True


class Screen:
    """Shows pages and sends events until the conversation ends."""

    def __init__(
        self,
        talking: Talking[Outcome],
        *,
        keyboard: Input | None = None,
        output: Output | None = None,
    ) -> None:
        from pathfinder.interview.terminal.keys import bindings

        self.talking = talking
        self.page: Page = next(talking)
        self.states: dict[str, State] = {}
        self.buffer = Buffer(multiline=False, on_text_changed=self._typed)
        self.state = State()
        self._loading = False
        self.open_page(self.page)
        self.application: Application[Outcome] = Application(
            layout=self._layout(),
            key_bindings=bindings(self),
            full_screen=True,
            mouse_support=False,
            color_depth=ColorDepth.DEPTH_1_BIT,
            input=keyboard,
            output=output,
        )
        self.application.ttimeoutlen = ESCAPE_SECONDS
        self.application.timeoutlen = ESCAPE_SECONDS

    def run(self) -> Outcome:
        """Lead the conversation to its end."""
        with _ended_by_signals(self):
            return self.application.run(handle_sigint=False)

    def _layout(self) -> Layout:
        def prompt() -> str:
            return f"{self.page.prompt}: " if self.page.prompt else "> "

        top = Window(
            FormattedTextControl(self._top, get_cursor_position=lambda: Point(0, 0)),
            always_hide_cursor=True,
            height=Dimension(min=0),
        )
        typed = Window(BufferControl(self.buffer, input_processors=[BeforeInput(prompt)]), height=1)
        bottom = Window(
            FormattedTextControl(self._bottom),
            height=lambda: len(self._footer()),
            dont_extend_height=True,
        )
        return Layout(HSplit([top, typed, bottom]), focused_element=typed)

    def size(self) -> tuple[int, int]:
        """Columns, and rows above the line where one types."""
        size = get_app().output.get_size()
        return size.columns, max(1, size.rows - 1 - len(self._footer()))

    def _top(self) -> StyleAndTextTuples:
        columns, height = self.size()
        return _joined(page_drawn(self.page, self.state, columns, height))

    def _bottom(self) -> StyleAndTextTuples:
        return _joined(
            [[("underline" if n == 0 else "", row)] for n, row in enumerate(self._footer())]
        )

    def _footer(self) -> list[str]:
        size = get_app().output.get_size()
        columns = max(1, min(size.columns, WIDEST) - 1)
        rows = wrapped(self.page.hint, columns)[:2] if self.page.hint else []
        keys = keys_line(self.page, columns)
        return [*rows, keys] if size.rows > 8 else [keys]

    def open_page(self, page: Page) -> None:
        """Show a page; one that was shown before is found as it was left."""
        self.page = page
        state = self.states.get(page.id)
        if state is None:
            state = State(text=page.initial, ticked=page.ticked or frozenset())
            keys = [row.key for row in page.rows]
            state.cursor = keys.index(page.at) if page.at in keys else -1 if page.typed else 0
            self.states[page.id] = state
        self.state = state
        state.note = ""
        self._loading = True
        self.buffer.set_document(_document(state.text), bypass_readonly=True)
        self._loading = False

    def send(self, event: Event) -> None:
        """Give an event to the conversation, and show what it answers."""
        try:
            page = self.talking.send(event)
        except StopIteration as end:
            self.application.exit(result=end.value)
            return
        same = page.id == self.page.id and event.kind == "text"
        self.open_page(page)
        if same and not page.notice:
            if page.reading:
                self.buffer.text = ""
            self.state.note = _("Choose one of the lines.")

    def _typed(self, buffer: Buffer) -> None:
        """What is typed looks for a row, or is the answer: the pointer follows."""
        if self._loading:
            return
        state, page = self.state, self.page
        state.text = inert_line(buffer.text)
        state.note, state.offer = "", 0
        if page.typed:
            state.cursor = -1
            return
        text = state.text.strip()
        if (number := line_number(text)) is not None:
            numbered = page.numbered()
            if 1 <= number <= len(numbered):
                state.cursor = page.rows.index(numbered[number - 1])
            return
        state.cursor = min(max(0, state.cursor), max(0, len(shown_rows(page, state)) - 1))
        if text:
            state.cursor = 0

    def move(self, by: int) -> None:
        """Point at another row or offer; on a page to read, scroll first."""
        state, page = self.state, self.page
        state.note = ""
        found = offers(page, state)
        if found and state.cursor < 0 and 0 <= state.offer + by < len(found):
            state.offer += by
            return
        if page.reading and self._scrolled(by):
            return
        rows = shown_rows(page, state)
        first = -1 if page.typed else 0
        if abs(by) == 1 and not page.reading and rows:
            # Up from the first row leads to the last ones: "I do not know" and the like.
            state.cursor = (state.cursor - first + by) % (len(rows) - first) + first
        else:
            state.cursor = max(first, min(state.cursor + by, len(rows) - 1))

    def _scrolled(self, by: int) -> bool:
        columns, height = self.size()
        state = self.state
        if by > 0 and scrolls(self.page, state, columns, height):
            state.scroll += by
            return True
        if by < 0 and state.cursor <= 0 and state.scroll > 0:
            state.scroll -= 1
            return True
        return False

    def turn(self, by: int) -> None:
        """Scroll by a screen, or point so many rows further."""
        _columns, height = self.size()
        if self.page.reading:
            self.state.scroll = max(0, self.state.scroll + by * max(1, height // 2))
        else:
            self.move(by * max(1, height // 2))


def keys_line(page: Page, columns: int) -> str:
    """The keys that go everywhere, in one line that fits."""
    lines = (
        _("Esc back   ? why   Tab everything else   F1 keys   Ctrl-T по-русски/English"),
        _("Esc back   ? why   Tab everything else   F1 keys"),
        _("Esc back   ? why   Tab more"),
        _("Tab more"),
    )
    return next((line for line in lines if width_of(line) <= columns), lines[-1])


def inert_line(text: str) -> str:
    """A text without anything that acts on a terminal; its spaces stay as they are."""
    return " ".join(inert(part) for part in text.split(" "))


def _document(text: str) -> Any:
    from prompt_toolkit.document import Document

    return Document(text, len(text))


def _joined(rows: list[Drawn]) -> StyleAndTextTuples:
    found: StyleAndTextTuples = []
    for n, row in enumerate(rows):
        if n:
            found.append(("", "\n"))
        found += [(style, inert_line(text)) for style, text in row]
    return found


class _ended_by_signals:  # noqa: N801 - used as a statement
    """Ends the screen in good order where the program is told to end, as far as the system has such signals."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen
        self.before: dict[int, Any] = {}

    def __enter__(self) -> None:
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None:
                self.before[number] = signal.signal(number, self._end)

    def _end(self, number: int, frame: Any) -> None:
        application = self.screen.application
        loop = application.loop
        if loop is not None and application.is_running:
            loop.call_soon_threadsafe(lambda: application.exit(result=Outcome(show=False)))

    def __exit__(self, *fault: object) -> None:
        for number, handler in self.before.items():
            signal.signal(number, handler)
