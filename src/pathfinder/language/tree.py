"""YAML and JSON text to a located tree of maps, lists and plain text.

Every scalar stays text until a field says what it is: plain YAML would turn the country code `NO` into false, `on`
into true and `1:30` into 90. Duplicate keys, anchors, aliases and tags are problems; size, depth and number of
nodes are bounded, so that hostile text costs bounded time and memory.
"""

from __future__ import annotations

from collections.abc import Iterator

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problems
from pathfinder.values.text import inert

MAX_DEPTH = 60
MAX_NODES = 400_000


class Node:
    """A map (`pairs`), a list (`items`) or text (`text`), with its line and column in the file.

    `quoted` is true for text in quotation marks, `empty` for a value left out or written `null`.
    """

    __slots__ = ("column", "items", "kind", "line", "pairs", "quoted", "text")

    def __init__(self, kind: str, line: int, column: int) -> None:
        self.kind = kind
        self.line = line
        self.column = column
        self.text = ""
        self.quoted = False
        self.items: list[Node] = []
        self.pairs: list[tuple[Node, Node]] = []

    @property
    def empty(self) -> bool:
        return self.kind == "text" and not self.quoted and self.text in ("", "~", "null", "Null", "NULL")

    def get(self, key: str) -> Node | None:
        """The value under a key of a map."""
        for name, value in self.pairs:
            if name.text == key:
                return value
        return None

    def keys(self) -> Iterator[str]:
        return (name.text for name, _value in self.pairs)


def text_node(text: str, line: int = 0, column: int = 0, *, quoted: bool = True) -> Node:
    """A text node that no file holds, for values that come as Python objects."""
    node = Node("text", line, column)
    node.text = text
    node.quoted = quoted
    return node


def parse_yaml(text: str, file: str, problems: Problems) -> list[Node]:
    """Read a YAML stream: one tree a document; an empty list where a problem was found."""
    import yaml

    loader = getattr(yaml, "CParser", None)
    try:
        stream = loader(text) if loader is not None else yaml.Loader(text)
        return _build(stream, file, problems)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
        problems.add(
            "PF102", place, _("This is not YAML: {why}.").format(why=_yaml_words(error.problem))
        )
    except yaml.YAMLError:
        problems.add("PF102", Place(file), _("This is not YAML: a character that YAML does not allow."))
    except (ValueError, OverflowError, RecursionError):
        problems.add("PF102", Place(file), _("This is not YAML that can be read."))
    return []


_KNOWN_YAML = {
    "found character '\\t' that cannot start any token": "a tab stands where only spaces may",
    "mapping values are not allowed in this context": "a colon stands where no new key can begin",
    "did not find expected key": "a key was expected here; look at the indentation of the lines above",
    "could not find expected ':'": "a colon is missing after a key",
    "did not find expected '-' indicator": "an item of a list was expected here; look at the indentation",
    "did not find expected ',' or ']'": "a comma or ] is missing",
    "did not find expected ',' or '}'": "a comma or } is missing",
    "found unexpected end of stream": "the file ends inside a quotation",
}


def _yaml_words(problem: str | None) -> str:
    """What libyaml found, in words; never a piece of the file."""
    return _(_KNOWN_YAML.get(problem or "", "the line cannot be read; look at indentation and quotation marks"))


class _Builder:
    """Builds trees from parser events without recursion."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.documents: list[Node] = []
        self.stack: list[tuple[Node, list[Node], set[str]]] = []
        self.count = 0

    def refuse(self, code: str, message: str, line: int, column: int) -> None:
        self.problems.add(code, Place(self.file, line, column), message)

    def put(self, node: Node) -> bool:
        """Attach a finished or opened node to what it stands in; False where a limit is reached."""
        self.count += 1
        if self.count > MAX_NODES:
            self.refuse("PF105", _("The file holds too many values."), node.line, node.column)
            return False
        if not self.stack:
            self.documents.append(node)
            return True
        parent, keys, seen = self.stack[-1]
        if parent.kind == "list":
            parent.items.append(node)
        elif not keys:
            keys.append(node)
        else:
            self.pair(parent, keys.pop(), node, seen)
        return True

    def pair(self, parent: Node, key: Node, value: Node, seen: set[str]) -> None:
        if key.kind != "text":
            self.refuse("PF112", _("A key has to be a word."), key.line, key.column)
        elif key.text in seen:
            message = _("The key “{key}” stands here twice.").format(key=inert(key.text[:60]))
            self.refuse("PF103", message, key.line, key.column)
        else:
            seen.add(key.text)
            parent.pairs.append((key, value))

    def open(self, kind: str, line: int, column: int) -> bool:
        node = Node(kind, line, column)
        if not self.put(node):
            return False
        if len(self.stack) >= MAX_DEPTH:
            self.refuse("PF105", _("The file is nested too deeply."), line, column)
            return False
        self.stack.append((node, [], set()))
        return True


def _build(stream: object, file: str, problems: Problems) -> list[Node]:
    import yaml

    builder = _Builder(file, problems)
    before = len(problems.found)
    while stream.check_event():  # type: ignore[attr-defined]
        event = stream.get_event()  # type: ignore[attr-defined]
        mark = event.start_mark
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            builder.refuse("PF104", _("Anchors (&) and aliases (*) are not used here."), line, column)
            return []
        if getattr(event, "tag", None) not in (None, "!"):
            builder.refuse("PF104", _("Tags (!) are not used here."), line, column)
            return []
        if isinstance(event, yaml.ScalarEvent):
            node = text_node(event.value, line, column, quoted=event.style in ("'", '"', "|", ">"))
            if not builder.put(node):
                return []
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            kind = "map" if isinstance(event, yaml.MappingStartEvent) else "list"
            if not builder.open(kind, line, column):
                return []
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            builder.stack.pop()
    return builder.documents if len(problems.found) == before else []
