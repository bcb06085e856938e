"""What a rule book holds once it is put together. Inert data: it is cached as it stands."""

from __future__ import annotations

import msgspec

from pathfinder.language.records import AnyCondition, Case, Caution, Destination, Pathway
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.sources.records import Citation, Document


class LockedCitation(msgspec.Struct, frozen=True):
    """A citation and what the lock says of it: verified as it stands now, and when."""

    citation: Citation
    verified: bool
    checked: str | None


class RuleBook(msgspec.Struct, frozen=True, kw_only=True):
    """All rules of one or more folders.

    `hash` is the SHA-256 of the rule files. `pathways` and `cautions` are in the order of the files; the cases of
    the files are kept apart (`pathfinder.rulebook.load.LoadedBook`), for no verdict needs them.
    """

    hash: str
    vocabulary: Vocabulary
    documents: dict[str, Document]
    citations: dict[str, LockedCitation]
    definitions: dict[str, AnyCondition]
    destinations: dict[str, Destination]
    pathways: dict[str, Pathway]
    cautions: dict[str, Caution]
    entries: dict[str, tuple[str, ...]]
    """The ids of the pathways that give entry, by country."""
    translations: dict[str, dict[str, str]] = {}
    """The sentences of the rules by language, from English."""
    country_names: dict[str, dict[str, str]] = {}
    """Names of countries by language and code, from CLDR."""

    def of_country(self, country: str) -> list[Pathway]:
        """The pathways of a destination, in the order of its file."""
        return [pathway for pathway in self.pathways.values() if pathway.country == country]


class CaseOf(msgspec.Struct, frozen=True):
    """A case and the pathway or caution it belongs to."""

    owner: str
    case: Case
    file: str
