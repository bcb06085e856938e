"""A rule file: its head, its citations, pathways and cautions."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language import records
from pathfinder.language.blocks import (
    CAUTION_VERDICTS, CLOSURE, DOUBT, DUTY, GRANT, PATHWAY_VERDICTS, SPAN, STATEMENT, case_form,
)  # fmt: skip
from pathfinder.language.conditions import (
    CITES, CONDITION, CONDITIONS, CountryName, RuleReader, condition_schema,
)  # fmt: skip
from pathfinder.language.kinds import (
    Choice, DayKind, Entries, Key, Kind, ListOf, Map, Reader, Schema, Text, YesNo, map_schema,
    read_keys, shown,
)  # fmt: skip
from pathfinder.language.tree import Node
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.sources.records import Citation

FORMAT = "pathfinder-rules/1"
GIVES = ("enter", "stay", "reside", "protection", "citizenship", "other")
CONDITIONS_ARE = ("stated", "stated in part", "not recorded")
CERTAINTIES = ("law", "practice", "incident", "opinion")
ENDANGERED = (
    "liberty", "expulsion", "entry", "stay", "papers", "property", "privacy", "livelihood",
    "housing", "mobilisation", "protection", "hostility",
)  # fmt: skip
_PATHWAY_ID = re.compile(r"[A-Z]{2}/[a-z0-9]+(?:-[a-z0-9]+)*")


class RuleFile(msgspec.Struct, frozen=True, kw_only=True):
    """What one rule file says. `kind`: `destination`, `origin` or `several countries`."""

    kind: str
    destination: records.Destination
    citations: tuple[Citation, ...] = ()
    pathways: tuple[records.Pathway, ...] = ()
    cautions: tuple[records.Caution, ...] = ()
    definitions: dict[str, Any] = {}


CITATION_KEYS = {
    "document": Key(Text(), N_("The id of a document of documents.yaml."), required=True),
    "section": Key(Text(), N_("The heading the passage stands under."), required=True),
    "from": Key(Text(), N_("The first words of the passage."), required=True),
    "to": Key(Text(), N_("The last words of the passage."), required=True),
}


def _citation(values: dict[str, Any], node: Node, reader: Reader) -> Citation:
    return Citation(
        id="", document=values["document"], section=values["section"], first=values["from"],
        last=values["to"], file=reader.file, line=node.line, column=node.column,
    )  # fmt: skip


CITATIONS = Entries(Map(CITATION_KEYS, _citation, N_("This citation")))


class _CoversKind(Kind):
    """`all`, a country, a region, a list of them, or citizens and former citizens told apart."""

    names = ListOf(CountryName(), single=True)
    apart = Map(
        {
            "citizens of": Key(names, required=True),
            "former citizens of": Key(names, required=True),
        },
        lambda values, node, reader: records.Covers(
            tuple(values["citizens of"]), tuple(values["former citizens of"])
        ),
        N_("This part"),
    )

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "map":
            return self.apart.read(node, reader)
        if node.text == "all" and node.kind == "text":
            return records.Covers(everyone=True)
        names = self.names.read(node, reader)
        return None if names is None else records.Covers(tuple(names))

    def schema(self) -> Schema:
        return {"anyOf": [self.names.schema(), self.apart.schema()]}


VERSION_KEYS: dict[str, Key] = {
    "in force": Key(SPAN, N_("From when to when the pathway stands."), required=True),
    "cite": Key(CITES, N_("The citation it rests on, by name."), required=True),
    "conditions": Key(Choice(*CONDITIONS_ARE), N_("How much of the conditions is stated."), required=True),
    "requires": Key(CONDITION, N_("What must be met.")),
    "refused to": Key(CONDITIONS, N_("Who meets one of these is ineligible.")),
    "closed": Key(ListOf(CLOSURE), N_("When it is closed for all whom it covers.")),
    "grants": Key(GRANT, N_("For how long.")),
    "duties": Key(ListOf(DUTY), N_("What the person must do.")),
    "open": Key(ListOf(DOUBT), N_("Doubts that do not decide.")),
}


def inherit(condition: Any, cites: tuple[str, ...]) -> Any:
    """A condition in which every part without a citation has that of what it stands in."""
    own = condition.cites or cites
    changes: dict[str, Any] = {"cites": own}
    if isinstance(condition, records.Group):
        changes["items"] = tuple(inherit(item, own) for item in condition.items)
    return msgspec.structs.replace(condition, **changes)


def _version(values: dict[str, Any], node: Node, reader: Reader) -> records.Version | None:
    cites = tuple(values["cite"])
    requires = values.get("requires")
    refused = tuple(inherit(item, cites) for item in values.get("refused to", ()))
    if values["conditions"] == "stated" and requires is None and not refused:
        reader.problem(
            "PF111",
            node,
            _("Its conditions are said to be stated, and none is written."),
            _("Write `requires: {all of: [...]}`, or `conditions: not recorded`."),
            severity="warning",
        )
    grants = values.get("grants")
    duties = [
        msgspec.structs.replace(
            duty, cites=duty.cites or cites, when=duty.when and inherit(duty.when, duty.cites or cites)
        )
        for duty in values.get("duties", ())
    ]

    def cited(items: Any) -> tuple[Any, ...]:
        return tuple(msgspec.structs.replace(item, cites=item.cites or cites) for item in items)

    return records.Version(
        span=values["in force"],
        cites=cites,
        conditions=values["conditions"],
        requires=inherit(requires, cites) if requires is not None else None,
        refused=refused,
        closed=cited(values.get("closed", ())),
        grants=msgspec.structs.replace(grants, cites=grants.cites or cites) if grants else None,
        duties=tuple(duties),
        open=cited(values.get("open", ())),
        line=node.line,
    )


VERSION = Map(VERSION_KEYS, _version, N_("This version"))

_PATHWAY_HEAD: dict[str, Key] = {
    "title": Key(Text(), N_("What it is, in a few words."), required=True),
    "gives": Key(Choice(*GIVES), N_("What it gives."), required=True),
    "covers": Key(_CoversKind(), N_("Whose citizens the documents speak of."), required=True),
    "at discretion": Key(YesNo(), N_("Whether an authority still decides."), required=True),
    "reached": Key(YesNo(), N_("Whether one has to be able to enter the country first."), required=True),
    "context": Key(ListOf(STATEMENT), N_("What helps to judge and decides nothing.")),
    "cases": Key(ListOf(case_form(*PATHWAY_VERDICTS)), N_("Examples that run as tests.")),
}


class _PathwayKind(Kind):
    """A pathway, with one version in place or a list of `versions`."""

    def read(self, node: Node, reader: Reader) -> Any:
        assert isinstance(reader, RuleReader)
        if node.kind != "map":
            reader.problem("PF112", node, _("Keys are expected here, not {got}.").format(got=shown(node)))
            return None
        several = "versions" in node.keys()
        own = {"versions": Key(ListOf(VERSION), required=True)} if several else VERSION_KEYS
        values = read_keys(node, {**_PATHWAY_HEAD, **own}, reader, N_("This pathway"))
        if values is None:
            return None
        versions = values["versions"] if several else [_version(values, node, reader)]
        self._overlaps(versions, node, reader)
        return records.Pathway(
            id=reader.within[-1], country=reader.country, title=values["title"],
            gives=values["gives"], covers=values["covers"],
            at_discretion=values["at discretion"], reached=values["reached"],
            versions=tuple(versions), context=tuple(values.get("context", ())),
            cases=tuple(values.get("cases", ())), file=reader.file, line=node.line - 1,
            column=node.column,
        )  # fmt: skip

    @staticmethod
    def _overlaps(versions: list[records.Version], node: Node, reader: Reader) -> None:
        ordered = sorted(versions, key=lambda version: version.span.certain_from)
        for one, two in zip(ordered, ordered[1:], strict=False):
            if one.span.certain_until >= two.span.certain_from:
                message = _("Two versions are in force on the same days.")
                reader.problem("PF140", node, message, _("End the first before the second begins."))

    def schema(self) -> Schema:
        whole = map_schema({**_PATHWAY_HEAD, **VERSION_KEYS})
        parts = map_schema({**_PATHWAY_HEAD, "versions": Key(ListOf(VERSION), required=True)})
        return {"anyOf": [whole, parts]}


class _Touches(Kind):
    """A condition, or `everybody` (read as False, so that it is told from a fault)."""

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "text" and node.text == "everybody":
            return False
        return CONDITION.read(node, reader)

    def schema(self) -> Schema:
        return {"anyOf": [{"const": "everybody"}, CONDITION.schema()]}


CAUTION_KEYS: dict[str, Key] = {
    "says": Key(Text(), N_("The danger, in a sentence a lawyer would sign."), required=True),
    "touches": Key(_Touches(), N_("Whom it touches: a condition, or `everybody`."), required=True),
    "certainty": Key(Choice(*CERTAINTIES), N_("How sure it is."), required=True),
    "endangers": Key(ListOf(Choice(*ENDANGERED)), N_("What it endangers."), required=True),
    "from": Key(SPAN.keys["from"].kind, N_("Since when."), required=True),
    "until": Key(SPAN.keys["until"].kind, N_("Until when."), required=True),
    "cite": Key(CITES, N_("The citation it rests on, by name."), required=True),
    "shown with": Key(ListOf(CountryName(), single=True), N_("Other countries under which it stands.")),
    "open": Key(ListOf(DOUBT), N_("Doubts about it.")),
    "cases": Key(ListOf(case_form(*CAUTION_VERDICTS)), N_("Examples that run as tests.")),
}


def _caution(values: dict[str, Any], node: Node, reader: Reader) -> records.Caution | None:
    from pathfinder.language.blocks import read_span

    assert isinstance(reader, RuleReader)
    span = read_span(values, node, reader)
    if span is None:
        return None
    cites = tuple(values["cite"])
    touches = values["touches"]
    doubts = tuple(
        msgspec.structs.replace(doubt, cites=doubt.cites or cites) for doubt in values.get("open", ())
    )
    own = (reader.country,) if reader.country else ()
    return records.Caution(
        id=reader.within[-1], countries=tuple(values.get("shown with", own)), says=values["says"],
        touches=inherit(touches, cites) if touches else None, certainty=values["certainty"],
        endangers=tuple(values["endangers"]), span=span, cites=cites, open=doubts,
        cases=tuple(values.get("cases", ())), file=reader.file, line=node.line - 1,
        column=node.column,
    )  # fmt: skip


class _Pathways(Kind):
    """Pathways by id, or `none` where the documents only name the country."""

    entries = Entries(_PathwayKind())

    def read(self, node: Node, reader: Reader) -> Any:
        if node.kind == "text" and node.text == "none":
            return {}
        assert isinstance(reader, RuleReader)
        found = self.entries.read(node, reader)
        for key in node.keys():
            if not _PATHWAY_ID.fullmatch(key) or not key.startswith(f"{reader.country}/"):
                message = _("“{id}” is no pathway id of this file.").format(id=key)
                help = _("Write {country}/words-with-hyphens.").format(country=reader.country or "XX")
                reader.problem("PF112", node, message, help)
        return found

    def schema(self) -> Schema:
        return {"anyOf": [{"const": "none"}, self.entries.schema()]}


FILE_KEYS: dict[str, Key] = {
    "format": Key(Choice(FORMAT), N_("The format of the file."), required=True),
    "destination": Key(Text(), N_("The country the file is about.")),
    "origin": Key(Text(), N_("The country the cautions come from.")),
    "several countries": Key(Text(), N_("Cautions stated for several countries at once.")),
    "last checked": Key(DayKind(), N_("When somebody last read the file against the documents."), required=True),
    "citations": Key(CITATIONS, N_("Passages, named once here and used by name."), required=True),
    "pathways": Key(_Pathways(), N_("Ways to enter, stay, settle or be protected.")),
    "cautions": Key(Entries(Map(CAUTION_KEYS, _caution, N_("This caution"))), N_("Dangers.")),
    "context": Key(ListOf(STATEMENT), N_("What helps to judge and decides nothing.")),
    "cite": Key(CITES, N_("Where the country is named, if it has no pathways.")),
}  # fmt: skip


def read_rule_file(tree: Node, reader: RuleReader) -> RuleFile | None:
    """Read one rule file; None where its head cannot be read."""
    head = _read_head(tree, reader)
    if head is None:
        return None
    kind, country = head
    citations_node = tree.get("citations")
    if citations_node is not None and citations_node.kind == "map":
        reader.citations = dict.fromkeys(citations_node.keys())
    values: dict[str, Any] = {}
    for key, node in tree.pairs:
        field = FILE_KEYS.get(key.text)
        if field is None:
            read_keys_problem(key, reader)
            continue
        values[key.text] = field.kind.read(node, reader)
    citations = tuple(
        msgspec.structs.replace(citation, id=f"{reader.stem}/{name}")
        for name, citation in (values.get("citations") or {}).items()
    )
    destination = records.Destination(
        country=country,
        named_only=kind == "destination" and values.get("pathways") == {},
        cites=tuple(values.get("cite") or ()),
        context=tuple(values.get("context") or ()),
        last_checked=values.get("last checked"),
        file=reader.file,
    )
    return RuleFile(
        kind=kind,
        destination=destination,
        citations=citations,
        pathways=tuple((values.get("pathways") or {}).values()),
        cautions=tuple((values.get("cautions") or {}).values()),
    )


def read_keys_problem(key: Node, reader: Reader) -> None:
    """Say that a rule file has no such key."""
    from pathfinder.language.problems import did_you_mean

    message = _("A rule file has no key {got}.").format(got=shown(key))
    reader.problem("PF110", key, message, did_you_mean(key.text, FILE_KEYS))


def _read_head(tree: Node, reader: RuleReader) -> tuple[str, str] | None:
    if tree.kind != "map":
        reader.problem("PF112", tree, _("A rule file consists of keys and what stands under them."))
        return None
    for word in ("format", "last checked", "citations"):
        if tree.get(word) is None:
            reader.problem("PF111", tree, _("A rule file needs the key “{key}”.").format(key=word))
    kinds = [word for word in ("destination", "origin", "several countries") if tree.get(word)]
    if len(kinds) != 1:
        reader.problem("PF111", tree, _("A rule file says what it is about in one of the keys destination, origin, several countries."))  # fmt: skip
        return None
    node = tree.get(kinds[0])
    assert node is not None
    country = node.text
    known = country in reader.vocabulary.countries or country in reader.vocabulary.regions
    if kinds[0] != "several countries" and not known:
        reader.problem("PF122", node, _("{got} is not the code of a country or a region.").format(got=shown(node)))
        return None
    reader.country = country if kinds[0] == "destination" else ""
    reader.within.append(country)
    return kinds[0], country


def rule_file_schema(vocabulary: Vocabulary) -> Schema:
    """The JSON Schema of a rule file, for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "pathfinder rule file",
        **map_schema(FILE_KEYS),
        "$defs": {"condition": condition_schema(vocabulary.facts)},
    }
