"""A rule file: its head, its citations, pathways and cautions."""

from __future__ import annotations

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.blocks import STATEMENTS
from pathfinder.language.cautions import CAUTIONS
from pathfinder.language.citations import CITATIONS, of_file
from pathfinder.language.conditions import condition_schema
from pathfinder.language.kinds import Choice, DayKind, Text
from pathfinder.language.maps import Key, map_schema, read_parts
from pathfinder.language.pathways import PathwaysKind
from pathfinder.language.reading import Schema, shown
from pathfinder.language.rule_names import CITES, RuleReader
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.sources.records import Citation

FORMAT = "pathfinder-rules/1"
ABOUT = ("destination", "origin", "several countries")


class RuleFile(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule file says. `kind`: `destination`, `origin` or `several countries`."""

    kind: str
    destination: records.Destination
    citations: tuple[Citation, ...] = ()
    pathways: tuple[records.Pathway, ...] = ()
    cautions: tuple[records.Caution, ...] = ()


FILE_KEYS: dict[str, Key] = {
    "format": Key(Choice(FORMAT), N_("The format of the file."), required=True),
    "destination": Key(Text(), N_("The country the file is about.")),
    "origin": Key(Text(), N_("The country the cautions come from.")),
    "several countries": Key(Text(), N_("Cautions stated for several countries at once.")),
    "last checked": Key(
        DayKind(), N_("When somebody last read the file against the documents."), required=True
    ),
    "citations": Key(CITATIONS, N_("Passages, named once here and used by name."), required=True),
    "pathways": Key(PathwaysKind(), N_("Ways to enter, stay, settle or be protected.")),
    "cautions": Key(CAUTIONS, N_("Dangers.")),
    "context": Key(STATEMENTS, N_("What helps to judge and decides nothing.")),
    "cite": Key(CITES, N_("Where the country is named, if it has no pathways.")),
}


def read_rule_file(tree: Node, reader: RuleReader) -> RuleFile | None:
    """Read one rule file; None where its head cannot be read."""
    if tree.kind != "map":
        message = _("A rule file consists of keys and what stands under them.")
        reader.problem("PF112", tree, message)
        return None
    head = _read_head(tree, reader)
    if head is None:
        return None
    kind, country = head
    reader.know_citations(tree)
    with reader.inside(reader.vocabulary.countries.get(country, country)):
        values, _good = read_parts(tree, FILE_KEYS, reader, N_("A rule file"))
    pathways = tree.get("pathways")
    named_only = kind == "destination" and pathways is not None and pathways.text == "none"
    if named_only and pathways is not None and tree.get("cite") is None:
        message = _("Where the documents only name a country, the file says where.")
        reader.problem("PF111", pathways, message, _("Add `cite:`."))
    destination = records.Destination(
        country=country,
        named_only=named_only,
        cites=tuple(values.get("cite", ())),
        context=tuple(values.get("context", ())),
        last_checked=values.get("last checked"),
        file=reader.file,
    )
    return RuleFile(
        kind=kind,
        destination=destination,
        citations=of_file(reader.stem, values.get("citations")),
        pathways=tuple(values.get("pathways", {}).values()),
        cautions=tuple(values.get("cautions", {}).values()),
    )


def _read_head(tree: Node, reader: RuleReader) -> tuple[str, str] | None:
    """What the file is about: a word of `ABOUT`, and the country."""
    about = [(key, value) for key, value in tree.pairs if key.text in ABOUT]
    if not about:
        message = _("A rule file says what it is about in one of these keys: {keys}.")
        reader.problem("PF111", tree, message.format(keys=", ".join(ABOUT)))
        return None
    if len(about) > 1:
        message = _("A rule file is about one thing: one of {keys}.")
        reader.problem("PF131", about[1][0], message.format(keys=", ".join(ABOUT)))
        return None
    (key, node), known = about[0], reader.vocabulary
    country = node.text
    anywhere = key.text == "several countries"
    if not (anywhere or country in known.countries or country in known.regions):
        message = _("{got} is not the code of a country or a region.").format(got=shown(node))
        help = reader.suggest(country, [*known.regions, *known.countries])
        reader.problem("PF122", node, message, help)
        return None
    reader.country = country if key.text == "destination" else ""
    return key.text, country


def rule_file_schema(vocabulary: Vocabulary) -> Schema:
    """The JSON Schema of a rule file, for editors."""
    whole = map_schema(FILE_KEYS)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pathfinder rule file",
        **whole,
        "oneOf": [{"required": [word]} for word in ABOUT],
        "$defs": {"condition": condition_schema(vocabulary.facts)},
    }
