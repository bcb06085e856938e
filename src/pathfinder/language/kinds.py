"""What may stand in a field: each kind reads a node into a value, and describes itself as JSON Schema.

Reading and the schema for editors come from the same object, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pathfinder.i18n import _
from pathfinder.language.reading import Kind, Reader, Schema, shown
from pathfinder.language.tree import Node
from pathfinder.values.dates import Period, Uncertain, parse_day, parse_period, parse_uncertain

DAY_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


def any_case(word: str) -> str:
    """A pattern for a word in upper or lower case: JSON Schema has no flag for it."""
    return "".join(f"[{c.upper()}{c.lower()}]" if c.isalpha() else c for c in word)


class Text(Kind):
    """A sentence or a name."""

    def read(self, node: Node, reader: Reader) -> str | None:
        if node.kind != "text" or not node.text.strip() or node.empty:
            message = _("A text is expected here, not {got}.").format(got=shown(node))
            reader.problem("PF112", node, message)
            return None
        return " ".join(node.text.split())

    def schema(self) -> Schema:
        return {"type": ["string", "number"], "pattern": "\\S"}


class Choice(Kind):
    """One word of a fixed list."""

    def __init__(self, *options: str) -> None:
        self.options = options

    def read(self, node: Node, reader: Reader) -> str | None:
        if node.kind == "text" and node.text in self.options:
            return node.text
        message = _("{got} is not one of the words that may stand here.").format(got=shown(node))
        reader.problem("PF113", node, message, reader.suggest(node.text, self.options))
        return None

    def schema(self) -> Schema:
        return {"enum": list(self.options)}


class YesNo(Kind):
    """`yes` or `no` (also `true` and `false`, in any case)."""

    WORDS: Mapping[str, bool] = {"yes": True, "true": True, "no": False, "false": False}

    def read(self, node: Node, reader: Reader) -> bool | None:
        value = self.WORDS.get(node.text.lower()) if node.kind == "text" else None
        if value is None:
            message = _("yes or no is expected here, not {got}.").format(got=shown(node))
            reader.problem("PF112", node, message)
        return value

    def schema(self) -> Schema:
        words = "|".join(any_case(word) for word in self.WORDS)
        return {"type": ["boolean", "string"], "pattern": f"^({words})$"}


class Integer(Kind):
    """A whole number within bounds."""

    def __init__(self, least: int = 0, most: int = 1_000_000) -> None:
        self.least = least
        self.most = most

    def read(self, node: Node, reader: Reader) -> int | None:
        text = node.text
        if node.kind == "text" and text.isascii() and text.isdigit() and len(text) < 10:
            number = int(text)
            if self.least <= number <= self.most:
                return number
        message = _("A whole number from {least} to {most} is expected here, not {got}.")
        text = message.format(least=self.least, most=self.most, got=shown(node))
        reader.problem("PF114", node, text)
        return None

    def schema(self) -> Schema:
        return {
            "type": ["integer", "string"],
            "minimum": self.least,
            "maximum": self.most,
            "pattern": "^[0-9]{1,9}$",
        }


class DayKind(Kind):
    """A day, `2023-01-26`."""

    def read(self, node: Node, reader: Reader) -> int | None:
        day = parse_day(node.text) if node.kind == "text" else None
        if day is None:
            message = _("A day of the calendar such as 2023-01-26 is expected here, not {got}.")
            reader.problem("PF114", node, message.format(got=shown(node)))
        return day

    def schema(self) -> Schema:
        return {"type": "string", "pattern": DAY_PATTERN}


NOT_STATED = Uncertain(0, 0, "not stated")


class UncertainKind(Kind):
    """A date as a document knows it, or `not stated` (read as `NOT_STATED`)."""

    def read(self, node: Node, reader: Reader) -> Uncertain | None:
        text = node.text if node.kind == "text" else ""
        if text == "not stated":
            return NOT_STATED
        found = parse_uncertain(text)
        if found is None:
            message = _("{got} is not a date as rules write it.").format(got=shown(node))
            help = _(
                "Write 2023-01-26, 2023-01, 2023, spring 2023, between A and B, or not stated."
            )
            reader.problem("PF114", node, message, help)
        return found

    def schema(self) -> Schema:
        return {"type": ["string", "integer"], "pattern": "[0-9]{4}|^not stated$"}


class PeriodKind(Kind):
    """A length of time: `90 days`, `6 months`, `1 year`; where `unstated` is true also `not stated`.

    `not stated` is read as an empty period.
    """

    def __init__(self, *, unstated: bool = False) -> None:
        self.unstated = unstated

    def read(self, node: Node, reader: Reader) -> Period | None:
        text = node.text if node.kind == "text" else ""
        if self.unstated and text == "not stated":
            return Period()
        period = parse_period(text)
        if period is None:
            message = _("A length of time such as 90 days or 6 months is expected here, not {got}.")
            reader.problem("PF114", node, message.format(got=shown(node)))
        return period

    def schema(self) -> Schema:
        also = "|^not stated$" if self.unstated else ""
        return {"type": "string", "pattern": f"^[0-9]{{1,4}} (day|week|month|year)s?${also}"}


class Later(Kind):
    """A kind that is defined further down (conditions hold conditions); `name` is its name in the schema."""

    reads: Callable[[Node, Any], Any]

    def __init__(self, name: str) -> None:
        self.name = name

    def read(self, node: Node, reader: Reader) -> Any:
        return self.reads(node, reader)

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.name}"}
