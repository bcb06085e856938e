"""Emptying the screen and what can be scrolled back to, so that nothing of an interview stays in sight."""

from __future__ import annotations

from typing import TextIO

SCROLLED_BACK = "\x1b[3J"
"""Empties what has been scrolled away (CSI 3 J), on terminals that know it."""


def clear(stream: TextIO) -> None:
    """Empty the terminal that a stream goes to."""
    from prompt_toolkit.output.defaults import create_output

    output = create_output(stdout=stream)
    output.erase_screen()
    output.cursor_goto(0, 0)
    output.write_raw(SCROLLED_BACK)
    output.flush()
