"""What may stand in a field: each kind reads a node into a value, and describes itself as JSON Schema.

Reading and the schema for editors come from the same object, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language.problems import Place, Problems, did_you_mean
from pathfinder.language.tree import Node
from pathfinder.values.dates import Uncertain, parse_day, parse_period, parse_uncertain
from pathfinder.values.text import inert

Schema = dict[str, Any]


class Reader:
    """What reading a file needs to know: its name, where problems go, and where in the file we are (in words)."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.within: list[str] = []

    def place(self, node: Node) -> Place:
        return Place(self.file, node.line, node.column)

    def problem(
        self, code: str, node: Node, message: str, help: str = "", severity: str = "error"
    ) -> None:
        """Note a problem at a node."""
        where = " › ".join(self.within)
        self.problems.add(code, self.place(node), message, help, where, severity)


class Kind:
    """What may stand in a field. `read` gives None where it noted a problem."""

    def read(self, node: Node, reader: Reader) -> Any:
        raise NotImplementedError

    def schema(self) -> Schema:
        raise NotImplementedError


def shown(node: Node) -> str:
    """What was written, safe to show in a message about a rule file."""
    if node.kind == "map":
        return _("a group of keys")
    if node.kind == "list":
        return _("a list")
    return f"“{inert(node.text[:60])}”" if node.text else _("nothing")


class Text(Kind):
    """A sentence or a name."""

    def read(self, node: Node, reader: Reader) -> str | None:
        if node.kind != "text" or not node.text.strip() or node.empty:
            reader.problem("PF112", node, _("A text is expected here, not {got}.").format(got=shown(node)))
            return None
        return " ".join(node.text.split())

    def schema(self) -> Schema:
        return {"type": ["string", "number"]}


class Choice(Kind):
    """One word of a fixed list."""

    def __init__(self, *options: str, code: str = "PF113") -> None:
        self.options = options
        self.code = code

    def read(self, node: Node, reader: Reader) -> str | None:
        if node.kind == "text" and node.text in self.options:
            return node.text
        message = _("{got} is not one of the words that may stand here.").format(got=shown(node))
        reader.problem(self.code, node, message, did_you_mean(node.text, self.options))
        return None

    def schema(self) -> Schema:
        return {"enum": list(self.options)}


class YesNo(Kind):
    """`yes` or `no` (also `true` and `false`, in any case)."""

    WORDS: Mapping[str, bool] = {"yes": True, "true": True, "no": False, "false": False}

    def read(self, node: Node, reader: Reader) -> bool | None:
        value = self.WORDS.get(node.text.lower()) if node.kind == "text" else None
        if value is None:
            reader.problem("PF112", node, _("yes or no is expected here, not {got}.").format(got=shown(node)))
        return value

    def schema(self) -> Schema:
        return {"enum": ["yes", "no", True, False]}


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
        reader.problem(
            "PF114", node, message.format(least=self.least, most=self.most, got=shown(node))
        )
        return None

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class DayKind(Kind):
    """A day, `2023-01-26`."""

    def read(self, node: Node, reader: Reader) -> int | None:
        day = parse_day(node.text) if node.kind == "text" else None
        if day is None:
            message = _("A day of the calendar such as 2023-01-26 is expected here, not {got}.")
            reader.problem("PF114", node, message.format(got=shown(node)))
        return day

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


NOT_STATED = Uncertain(0, 0, "not stated")


class UncertainKind(Kind):
    """A date as a document knows it, or `not stated` (read as `NOT_STATED`)."""

    def read(self, node: Node, reader: Reader) -> Uncertain | None:
        text = node.text if node.kind == "text" else ""
        if text == "not stated":
            return NOT_STATED
        found = parse_uncertain(text)
        if found is None:
            reader.problem(
                "PF114",
                node,
                _("{got} is not a date as rules write it.").format(got=shown(node)),
                _("Write 2023-01-26, 2023-01, 2023, spring 2023, between A and B, or not stated."),
            )
        return found

    def schema(self) -> Schema:
        return {"type": ["string", "integer"]}


class PeriodKind(Kind):
    """A length of time: `90 days`, `6 months`, `1 year`."""

    def read(self, node: Node, reader: Reader) -> Any:
        period = parse_period(node.text) if node.kind == "text" else None
        if period is None:
            message = _("A length of time such as 90 days or 6 months is expected here, not {got}.")
            reader.problem("PF114", node, message.format(got=shown(node)))
        return period

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[0-9]+ (day|week|month|year)s?$"}


class ListOf(Kind):
    """A list; where `single` is true one item may stand without brackets."""

    def __init__(self, item: Kind, *, single: bool = False, least: int = 1) -> None:
        self.item = item
        self.single = single
        self.least = least

    def read(self, node: Node, reader: Reader) -> list[Any] | None:
        if node.kind != "list":
            if self.single and not node.empty:
                value = self.item.read(node, reader)
                return None if value is None else [value]
            reader.problem("PF112", node, _("A list is expected here, not {got}.").format(got=shown(node)))
            return None
        if len(node.items) < self.least:
            reader.problem("PF112", node, _("The list is too short."))
            return None
        values = [self.item.read(item, reader) for item in node.items]
        return None if any(value is None for value in values) else values

    def schema(self) -> Schema:
        many = {"type": "array", "items": self.item.schema(), "minItems": self.least}
        return {"oneOf": [self.item.schema(), many]} if self.single else many


class Key:
    """A key of a map: what may stand in it, whether it has to, and what it means."""

    __slots__ = ("doc", "kind", "required")

    def __init__(self, kind: Kind, doc: str = "", *, required: bool = False) -> None:
        self.kind = kind
        self.doc = doc
        self.required = required


class Map(Kind):
    """A map with known keys; `build` makes the record from the values that were read."""

    def __init__(
        self,
        keys: Mapping[str, Key],
        build: Callable[[dict[str, Any], Node, Reader], Any],
        name: str = "",
    ) -> None:
        self.keys = keys
        self.build = build
        self.name = name or N_("this part")

    def read(self, node: Node, reader: Reader) -> Any:
        values = read_keys(node, self.keys, reader, self.name)
        return None if values is None else self.build(values, node, reader)

    def schema(self) -> Schema:
        return map_schema(self.keys)


def map_schema(keys: Mapping[str, Key]) -> Schema:
    """The JSON Schema of a map with known keys."""
    properties = {}
    for name, key in keys.items():
        properties[name] = {**key.kind.schema(), **({"description": key.doc} if key.doc else {})}
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    required = [name for name, key in keys.items() if key.required]
    return {**schema, "required": required} if required else schema


def read_keys(
    node: Node, keys: Mapping[str, Key], reader: Reader, name: str
) -> dict[str, Any] | None:
    """Read a map's values by key; None where anything is wrong, after every key has been looked at."""
    if node.kind != "map":
        reader.problem("PF112", node, _("Keys are expected here, not {got}.").format(got=shown(node)))
        return None
    good = True
    values: dict[str, Any] = {}
    for key_node, value_node in node.pairs:
        key = keys.get(key_node.text)
        if key is None:
            message = _("{part} has no key {got}.").format(part=_(name), got=shown(key_node))
            reader.problem("PF110", key_node, message, did_you_mean(key_node.text, keys))
            good = False
            continue
        value = key.kind.read(value_node, reader)
        good = good and value is not None
        values[key_node.text] = value
    present = set(node.keys())
    for word, key in keys.items():
        if key.required and word not in present:
            message = _("{part} needs the key “{key}”.").format(part=_(name), key=word)
            reader.problem("PF111", node, message, _(key.doc))
            good = False
    return values if good else None


class Entries(Kind):
    """A map whose keys are names that the author gives; read as a dict from name to value, in file order."""

    def __init__(self, item: Kind, *, titled: bool = False) -> None:
        self.item = item
        self.titled = titled

    def read(self, node: Node, reader: Reader) -> dict[str, Any] | None:
        if node.kind != "map":
            reader.problem("PF112", node, _("Keys are expected here, not {got}.").format(got=shown(node)))
            return None
        values = {}
        for key, value in node.pairs:
            reader.within.append(inert(key.text))
            values[key.text] = self.item.read(value, reader)
            reader.within.pop()
        return {name: value for name, value in values.items() if value is not None}

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.item.schema()}


class Later(Kind):
    """A kind that is defined further down (conditions hold conditions); `name` is its name in the schema."""

    def __init__(self, name: str, find: Callable[[], Kind]) -> None:
        self.name = name
        self.find = find

    def read(self, node: Node, reader: Reader) -> Any:
        return self.find().read(node, reader)

    def schema(self) -> Schema:
        return {"$ref": f"#/$defs/{self.name}"}
