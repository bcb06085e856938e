"""A page drawn into so many columns and rows: pure, so that every width can be tested without a terminal.

Set apart by the terminal's own bold and reverse only: what is drawn looks right on light and dark, without colours,
and over a slow line.
"""

from __future__ import annotations

import msgspec

from pathfinder.i18n import _
from pathfinder.interview.terminal.page import Header, Line, Page, Row
from pathfinder.interview.terminal.wrapping import cut, laid_out, width_of, wrapped
from pathfinder.interview.typed import fold

WIDEST = 100
"""Longer lines are hard to follow with the eyes, however wide the terminal is."""

NARROWEST = 20
"""Below this nothing is wrapped any more; what does not fit is cut by the terminal."""

LEAST_ROWS = 4
"""So many rows of a list are seen at least, before its help is shortened."""

MOST_OFFERED = 6
"""So many countries are offered while one is typed."""

Style = str
"""A style of prompt_toolkit: `bold`, `reverse`, `underline`, or nothing."""

Drawn = list[tuple[Style, str]]
"""One row of the screen: its style and text, piece by piece."""


class State(msgspec.Struct):
    """Where a person is on a page: what is typed, ticked, pointed at (-1: at the text), and scrolled to."""

    text: str = ""
    cursor: int = 0
    ticked: frozenset[str] = frozenset()
    scroll: int = 0
    offer: int = 0
    note: str = ""


def lines_drawn(lines: tuple[Line, ...], columns: int) -> list[Drawn]:
    """Paragraphs and items, wrapped under their own beginning."""
    rows: list[Drawn] = []
    for line in lines:
        style = "bold" if line.tone == "strong" else ""
        rows += [[("", lead), (style, row)] for lead, row in laid_out(line, columns)]
    return rows


def shown_rows(page: Page, state: State) -> list[Row]:
    """The rows that fit what has been typed to look for one; all of them where nothing has, or nothing fits."""
    return looked_for(page, state) or list(page.rows)


def looked_for(page: Page, state: State) -> list[Row]:
    """The rows that a text stands for: those that begin so, or have a word that does, else those that hold it."""
    key = fold(state.text)
    if page.typed or page.reading or not key or key.isdigit():
        return []
    words = [row for row in page.rows if f" {key}" in f" {fold(row.text)}"]
    return words or [row for row in page.rows if key in fold(row.text)]


def offers(page: Page, state: State) -> list[tuple[str, str]]:
    """What is offered to complete what is typed."""
    if page.suggest is None or not state.text.strip() or page.confirming:
        return []
    return page.suggest(state.text)[:MOST_OFFERED]


def header_drawn(header: Header, columns: int) -> list[Drawn]:
    """How far the interview is, in one row where it fits, reversed; the last answer below."""
    if not header.asked:
        return []
    parts = [header.asked, header.places]
    width = sum(map(width_of, parts))
    if width + 4 <= columns:
        whole = f" {parts[0]}{' ' * (columns - width - 2)}{parts[1]} "
        rows: list[Drawn] = [[("reverse", whole)]]
    else:
        rows = [[("reverse", _padded(f" {part}", columns))] for part in parts if part]
    if header.last:
        rows.append([("", cut(f" {header.last}", columns))])
    return rows


def _padded(text: str, columns: int) -> str:
    text = cut(text, columns)
    return text + " " * (columns - width_of(text))


def row_drawn(page: Page, row: Row, state: State, columns: int, *, here: bool) -> list[Drawn]:
    """One row of the list: a pointer, a box where several can be ticked, its number, its words."""
    numbered = page.numbered()
    number = f"{numbered.index(row) + 1} " if row in numbered else ""
    if number and len(numbered) > 9:
        number = number.rjust(len(str(len(numbered))) + 1)
    box = ""
    if page.ticked is not None and row.kind == "option":
        box = "[x] " if row.key in state.ticked else "[ ] "
    lead = ("> " if here else "  ") + box + number
    style = "reverse" if here else ""
    found: list[Drawn] = []
    for n, text in enumerate(wrapped(row.text, columns - len(lead))):
        found.append([(style, lead + text if n == 0 else " " * len(lead) + text)])
    return found


def list_drawn(page: Page, state: State, columns: int, height: int) -> list[Drawn]:
    """The list of rows, as much of it as there is room for, the row that is pointed at among it."""
    rows = shown_rows(page, state)
    blocks: list[list[Drawn]] = []
    for at, row in enumerate(rows):
        block = row_drawn(page, row, state, columns, here=at == state.cursor)
        if row.kind == "aside" and at and rows[at - 1].kind != "aside" and height > len(rows) + 1:
            block = [[], *block]
        blocks.append(block)
    flat = [drawn for block in blocks for drawn in block]
    if len(flat) <= height:
        return flat
    asides = any(row.kind == "aside" for row in rows)
    return _around(blocks, state.cursor, columns, height, asides=asides)


def _around(
    blocks: list[list[Drawn]], cursor: int, columns: int, height: int, *, asides: bool
) -> list[Drawn]:
    """The part of a long list around the row that is pointed at, with a word on what is above and below."""
    flat: list[tuple[int, Drawn]] = [(at, row) for at, block in enumerate(blocks) for row in block]
    pointed = [n for n, (at, _row) in enumerate(flat) if at == max(0, cursor)]
    room = max(1, height - 2)
    first = max(0, min(pointed[0] - room // 2, len(flat) - room)) if pointed else 0
    window = flat[first : first + room]
    above = len({at for at, _row in flat[:first]} - {window[0][0]})
    below = len({at for at, _row in flat[first + room :]} - {window[-1][0]})
    if height < 3:
        return [row for _at, row in window]
    top: Drawn = [("", _("  ... {n} above").format(n=above) if above else "")]
    words = _("  ... {n} below, “I do not know” among them") if asides else _("  ... {n} below")
    bottom: Drawn = [("", words.format(n=below) if below else "")]
    return [_cut(top, columns), *(row for _at, row in window), _cut(bottom, columns)]


def _cut(row: Drawn, columns: int) -> Drawn:
    return [(style, cut(text, columns)) for style, text in row]


def page_drawn(page: Page, state: State, columns: int, height: int) -> list[Drawn]:
    """The page above the line where one types, in so many rows exactly or fewer."""
    wide = max(NARROWEST, min(columns, WIDEST))
    top = header_drawn(page.header, min(wide, columns))
    if page.reading:
        top = top[:-1] if page.header.last else top  # what is read needs the room
    heading: list[Drawn] = [[("bold", row)] for row in wrapped(page.heading, wide)]
    below = _below(page, state, wide, max(1, height // 2))
    room = height - len(top) - len(heading) - len(below)
    ample = room > LEAST_ROWS + (12 if page.reading else 6)
    blank: list[Drawn] = [[]] if ample else []
    room -= 2 * len(blank)
    draw = _reading if page.reading else _asking
    middle = draw(page, state, wide, max(1, room))
    return [*top, *blank, *heading, *blank, *middle, *below][: max(1, height)]


def _below(page: Page, state: State, columns: int, most: int) -> list[Drawn]:
    """What stands right above the text that is typed: why it does not count yet, and what is offered."""
    rows = lines_drawn(page.notice, columns)
    if state.note:
        rows += lines_drawn((Line(state.note, "strong"),), columns)
    for at, (_insert, words) in enumerate(offers(page, state)):
        here = at == state.offer and state.cursor < 0
        rows.append([("reverse" if here else "", cut(("> " if here else "  ") + words, columns))])
    return [[], *rows][-most:] if rows else []


def _asking(page: Page, state: State, columns: int, room: int) -> list[Drawn]:
    """A question: its help, as far as the list leaves room, then the list."""
    help = lines_drawn(page.lines, columns)
    wanted = sum(
        len(row_drawn(page, row, state, columns, here=False)) for row in shown_rows(page, state)
    )
    least = min(wanted + 1, LEAST_ROWS + 2)
    if len(help) + 1 + least > room:
        spare = max(0, room - least - 1)
        more = [[("", cut(_("... (? shows the rest)"), columns))]] if help else []
        help = [*help[: max(0, spare - 1)], *more][: max(0, spare)]
    listed = list_drawn(page, state, columns, max(1, room - len(help)))
    gap: list[Drawn] = [[]] if help and listed and len(help) + len(listed) < room else []
    return [*help, *gap, *listed]


def _reading(page: Page, state: State, columns: int, room: int) -> list[Drawn]:
    """A page to read: its lines scroll, its rows stand below them."""
    rows = list_drawn(page, state, columns, max(1, room // 2))
    height = max(1, room - len(rows) - 2)
    lines = lines_drawn(page.lines, columns)
    last = max(0, len(lines) - height)
    state.scroll = max(0, min(state.scroll, last))
    seen = lines[state.scroll : state.scroll + height]
    left = len(lines) - state.scroll - height
    more = _("... {n} more lines: arrow down or Space").format(n=left) if left > 0 else ""
    return [*seen, [("", cut(more, columns))], *rows] if last else [*seen, [], *rows]


def scrolls(page: Page, state: State, columns: int, height: int) -> bool:
    """Whether there is more to read below what is seen."""
    before = State(state.text, state.cursor, state.ticked, state.scroll + 1)
    page_drawn(page, before, columns, height)
    return before.scroll > state.scroll
