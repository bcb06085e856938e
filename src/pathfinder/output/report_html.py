"""The report as one page of HTML: nothing is fetched, nothing runs, and it prints well on A4.

The text comes from `output.report`; here it only gets its elements. Every value is escaped by the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from jinja2 import DictLoader, Environment, StrictUndefined

from pathfinder.i18n import _, current_language
from pathfinder.output.page import Line, Run
from pathfinder.output.report_parts import Part, Report
from pathfinder.output.report_templates import TEMPLATES
from pathfinder.values.text import inert

_WEB = re.compile(r"https?://[^\s<>\"']+")
_BARE = re.compile(r"www\.[a-z0-9.-]+\.[a-z]{2,}(?:/[^\s<>\"']*)?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TAG = re.compile(r" \[([0-9, –]+)\]")


class Inline(msgspec.Struct, frozen=True):
    """A run with its tone, or the numbers of passages behind a sentence: single ones, and first and last of a row."""

    text: str
    tone: str
    numbers: tuple[tuple[int, ...], ...] = ()


class Item(msgspec.Struct, frozen=True):
    """An item of a list and the items below it."""

    runs: tuple[Inline, ...]
    items: list[Item]


class Block(msgspec.Struct, frozen=True):
    """A paragraph (`text`), a list (`list`), or a country with the blocks about it (`country`)."""

    kind: str
    runs: tuple[Inline, ...] = ()
    items: list[Item] = []
    blocks: list[Block] = []


def render(report: Report) -> str:
    """The page."""
    environment = Environment(
        loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(inlines=inlines, blocks=blocks, inert=inert)
    return environment.get_template("report").render(
        language=current_language(),
        words=_words(),
        report=report,
        what=blocks(report.what),
        parts=[_part(part) for part in report.parts],
        addresses={source.id: address(source.where) for source in report.sources},
    )


def _part(part: Part) -> dict[str, Any]:
    return {
        "name": part.name,
        "heading": part.heading,
        "listed": part.heading if part.listed is None else part.listed,
        "tone": part.tone,
        "ordered": part.ordered,
        "blocks": blocks(part.lines),
        "table": part.table,
        "after": blocks(part.after),
    }


def inlines(runs: Iterable[Run]) -> tuple[Inline, ...]:
    """The runs, safe to show; a tag becomes its numbers."""
    return tuple(_inline(words, tone) for words, tone in runs)


def _inline(words: str, tone: str) -> Inline:
    tag = _TAG.fullmatch(words) if tone == "quiet" else None
    if tag is None:
        return Inline(inert(words), "date" if _DAY.fullmatch(words) else tone)
    parts = (part.split("–") for part in tag[1].split(", "))
    return Inline("", "tag", tuple(tuple(map(int, part)) for part in parts))


def blocks(lines: Sequence[Line]) -> list[Block]:
    """Lines as paragraphs and lists; what follows a country's heading is about that country."""
    found: list[Block] = []
    here = found
    for line in lines:
        runs = inlines(line.runs)
        if line.kind == "country":
            block = Block("country", runs, [], [])
            found.append(block)
            here = block.blocks
        elif line.kind == "item":
            if not here or here[-1].kind != "list":
                here.append(Block("list", (), []))
            _put(here[-1].items, Item(runs, []), line.depth)
        else:
            here.append(Block("text", runs))
    return found


def _put(items: list[Item], item: Item, depth: int) -> None:
    """Append an item as deep as it is; one that skips a level stands as deep as there is something above it."""
    while depth and items:
        items = items[-1].items
        depth -= 1
    items.append(item)


def address(where: str) -> str:
    """The address to link to; nothing where it is none of the web. A bare one of the web gets its scheme."""
    if _WEB.fullmatch(where):
        return where
    return f"https://{where}" if _BARE.fullmatch(where) else ""


def _words() -> dict[str, str]:
    return {
        "contents": _("Contents"),
        "skip": _("Skip to the result"),
        "sources": _("The documents that this rests on"),
        "passages": _("Passages"),
        "passages_are": _(
            "The numbers in brackets stand for these passages: where each begins and ends in its document."
        ),
        "document": _("Document"),
        "author": _("Author"),
        "published": _("Published"),
        "age": _("Age"),
        "where": _("Where to get it"),
        "no_address": _("no address recorded"),
        "passage": _("passage"),
    }
