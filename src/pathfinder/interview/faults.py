"""What cannot be read, said so that nothing of what was typed is repeated."""

from __future__ import annotations

from pathfinder.i18n import _
from pathfinder.language.answers import Fault
from pathfinder.language.tree import text_node


def fault(code: str, message: str, help: str = "") -> Fault:
    """A fault of what was typed; the place holds nothing of it."""
    return Fault(code, message, text_node(""), help)


def nothing_written() -> Fault:
    """That an answer is empty."""
    help = _("Or: don't know, don't want to say, not now.")
    return fault("PF112", _("Nothing has been written."), help)
