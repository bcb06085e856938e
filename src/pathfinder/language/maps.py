"""Lists, maps with known keys, and maps whose keys are names that the author gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pathfinder.i18n import _
from pathfinder.language.problems import nearest
from pathfinder.language.reading import Kind, Reader, Schema, shown
from pathfinder.language.tree import Node


class ListOf(Kind):
    """A list of at least `least` items; where `single` is true one item may stand without brackets.

    `words` name an item by its number `n` in messages: "condition 2".
    """

    def __init__(
        self, item: Kind, *, single: bool = False, least: int = 1, words: str = ""
    ) -> None:
        self.item = item
        self.single = single
        self.least = least
        self.words = words

    def read(self, node: Node, reader: Reader) -> list[Any] | None:
        if node.kind != "list":
            if self.single and not node.empty:
                value = self.item.read(node, reader)
                return None if value is None else [value]
            message = _("A list is expected here, not {got}.").format(got=shown(node))
            reader.problem("PF112", node, message)
            return None
        if len(node.items) < self.least:
            reader.problem("PF112", node, _("The list is too short."))
            return None
        values = [self._item(number, item, reader) for number, item in enumerate(node.items, 1)]
        return None if any(value is None for value in values) else values

    def _item(self, number: int, node: Node, reader: Reader) -> Any:
        if not self.words:
            return self.item.read(node, reader)
        with reader.inside(_(self.words).format(n=number)):
            return self.item.read(node, reader)

    def schema(self) -> Schema:
        many = {"type": "array", "items": self.item.schema(), "minItems": self.least}
        return {"anyOf": [self.item.schema(), many]} if self.single else many


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
        build: Callable[[dict[str, Any], Node, Any], Any],
        name: str,
    ) -> None:
        self.keys = keys
        self.build = build
        self.name = name

    def read(self, node: Node, reader: Reader) -> Any:
        values = read_keys(node, self.keys, reader, self.name)
        return None if values is None else self.build(values, node, reader)

    def schema(self) -> Schema:
        return map_schema(self.keys)


def map_schema(keys: Mapping[str, Key]) -> Schema:
    """The JSON Schema of a map with known keys."""
    properties = {
        name: {**key.kind.schema(), **({"description": key.doc} if key.doc else {})}
        for name, key in keys.items()
    }
    schema: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    required = [name for name, key in keys.items() if key.required]
    return {**schema, "required": required} if required else schema


def needs_map(node: Node, reader: Reader) -> bool:
    """Whether keys stand here; a problem where something else does."""
    if node.kind != "map":
        message = _("Keys are expected here, not {got}.").format(got=shown(node))
        reader.problem("PF112", node, message)
    return node.kind == "map"


def read_parts(
    node: Node, keys: Mapping[str, Key], reader: Reader, name: str
) -> tuple[dict[str, Any], bool]:
    """The values of a map that can be read, and whether nothing at all was wrong with it."""
    if not needs_map(node, reader):
        return {}, False
    values: dict[str, Any] = {}
    unknown: list[str] = []
    good = True
    for key_node, value_node in node.pairs:
        key = keys.get(key_node.text)
        if key is None:
            message = _("{part} has no key {got}.").format(part=_(name), got=shown(key_node))
            reader.problem("PF110", key_node, message, reader.suggest(key_node.text, keys))
            unknown.append(key_node.text)
            continue
        value = key.kind.read(value_node, reader)
        if value is None:
            good = False
        else:
            values[key_node.text] = value
    missing = [word for word, key in keys.items() if key.required and node.get(word) is None]
    # A misspelled key is told as such, not a second time as the one that is missing.
    meant = {nearest(word, missing) for word in unknown[:20]} if missing else set()
    for word in missing:
        if word not in meant:
            message = _("{part} needs the key “{key}”.").format(part=_(name), key=word)
            reader.problem("PF111", node, message, _(keys[word].doc) if keys[word].doc else "")
    return values, good and not unknown and not missing


def read_keys(
    node: Node, keys: Mapping[str, Key], reader: Reader, name: str
) -> dict[str, Any] | None:
    """Read a map's values by key; None where anything is wrong, after every key has been looked at."""
    values, good = read_parts(node, keys, reader, name)
    return values if good else None


class Entries(Kind):
    """A map whose keys are names that the author gives; read as a dict from name to value, in file order.

    What is wrong in one entry leaves the others standing.
    """

    def __init__(self, item: Kind) -> None:
        self.item = item

    def read(self, node: Node, reader: Reader) -> dict[str, Any] | None:
        if not needs_map(node, reader):
            return None
        values = {}
        for key, value in node.pairs:
            title = value.get("title")
            with reader.inside(title.text if title is not None and title.text else key.text):
                reader.entries.append(key)
                values[key.text] = self.item.read(value, reader)
                reader.entries.pop()
        return {name: value for name, value in values.items() if value is not None}

    def schema(self) -> Schema:
        return {"type": "object", "additionalProperties": self.item.schema()}
