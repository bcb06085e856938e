"""Names that a rule file uses: citations of its own, countries and regions, facts, pathways, definitions."""

from __future__ import annotations

from collections.abc import Collection

from pathfinder.i18n import _
from pathfinder.language.maps import ListOf
from pathfinder.language.problems import Problems
from pathfinder.language.reading import Kind, Reader, Schema, shown
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import Vocabulary


class RuleReader(Reader):
    """Reads a rule file: knows the vocabulary and the names of the file's citations.

    `broken` names facts whose own entry has a problem: asking them is not a second one. `citations` is None where
    the file's citations cannot be read at all. Names of pathways and definitions may stand in any file, so they
    are gathered and looked up at the end.
    """

    def __init__(
        self,
        file: str,
        stem: str,
        problems: Problems,
        vocabulary: Vocabulary,
        broken: Collection[str] = (),
    ) -> None:
        super().__init__(file, problems)
        self.stem = stem
        self.vocabulary = vocabulary
        self.broken = broken
        self.citations: Collection[str] | None = None
        self.pathway_names: list[tuple[str, Node]] = []
        self.definition_names: list[tuple[str, Node]] = []
        self.country = ""

    def know_citations(self, tree: Node) -> None:
        """Take the names of the citations from the head of a file."""
        node = tree.get("citations")
        if node is not None and node.kind == "map":
            self.citations = dict.fromkeys(node.keys())


class Cite(Kind):
    """The name of a citation of the same file; read as its id."""

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, RuleReader)
        known = reader.citations
        if node.kind == "text" and (known is None or node.text in known):
            return f"{reader.stem}/{node.text}"
        message = _("This file has no citation named {got}.").format(got=shown(node))
        reader.problem("PF123", node, message, reader.suggest(node.text, known or ()))
        return None

    def schema(self) -> Schema:
        return {"type": "string"}


class CountryName(Kind):
    """A country code or, where `regions` is true, the name of a region."""

    def __init__(self, *, regions: bool = True) -> None:
        self.regions = regions

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, RuleReader)
        vocabulary = reader.vocabulary
        name = node.text if node.kind == "text" else ""
        if name in vocabulary.countries or (self.regions and name in vocabulary.regions):
            return name
        if self.regions:
            message = _("{got} is not the code of a country or a region.").format(got=shown(node))
        else:
            message = _("{got} is not the code of a country.").format(got=shown(node))
        known = [*(vocabulary.regions if self.regions else ()), *vocabulary.countries]
        reader.problem("PF122", node, message, reader.suggest(name, known))
        return None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^[A-Z]+$"}


class FactName(Kind):
    """The name of a fact of `facts.yaml`; with `kinds`, of one of these kinds. `also` are words besides."""

    def __init__(self, *kinds: str, also: Collection[str] = ()) -> None:
        self.kinds = kinds
        self.also = also

    def read(self, node: Node, reader: Reader) -> str | None:
        assert isinstance(reader, RuleReader)
        name = node.text if node.kind == "text" else ""
        facts = reader.vocabulary.facts
        if name in self.also or name in reader.broken:
            return name
        if name in facts and (not self.kinds or facts[name].kind in self.kinds):
            return name
        if name in facts:
            message = _("{got} is a fact of another kind.").format(got=shown(node))
        else:
            message = _("There is no fact {got}.").format(got=shown(node))
        fitting = [n for n, fact in facts.items() if not self.kinds or fact.kind in self.kinds]
        reader.problem("PF120", node, message, reader.suggest(name, [*self.also, *fitting]))
        return None

    def schema(self) -> Schema:
        return {"type": "string"}


CITES = ListOf(Cite(), single=True)
COUNTRIES = ListOf(CountryName(), single=True)
