"""How the documents are covered, as pages: each document with its passages marked and linked to the rules.

For a reviewer's own use, since a page holds the whole text of a document. The pages need no script and no network.
What a colour says is said as well by the line under the words and by the letter behind them, so that the pages can
be printed, and read by those who see no colours or hear the page. `pages` gives the files by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
from jinja2 import DictLoader, Environment, StrictUndefined

from pathfinder.i18n import _, current_language, translate_rule
from pathfinder.output.coverage_templates import TEMPLATES
from pathfinder.output.coverage_text import summary
from pathfinder.rulebook.book import RuleBook
from pathfinder.sources.coverage import BACKGROUND, CITED, UNTOUCHED, By, DocumentCoverage
from pathfinder.values.text import inert

MARK: Final = {CITED: "c", BACKGROUND: "b", UNTOUCHED: "u"}
"""The letter that stands with the number of a note, whatever the language."""

APART: Final = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)\s*")
"""What parts two paragraphs."""

WEB: Final = re.compile(r"https?://[^\s<>\"']+")
"""An address that may become a link."""


class Run(msgspec.Struct, frozen=True):
    """Sentences side by side with the same status by the same rules; `number` is that of its note."""

    number: int
    start: int
    end: int
    status: str
    by: tuple[By, ...]

    @property
    def roles(self) -> dict[str, list[str]]:
        """As what each rule cites it: roles by the id of the rule."""
        roles: dict[str, list[str]] = {}
        for by in self.by:
            if by.rule and by.role not in roles.setdefault(by.rule, []):
                roles[by.rule].append(by.role)
        return roles

    @property
    def reasons(self) -> list[str]:
        """Why it states no rule, in the words of the rule book; safe to show."""
        return [inert(_(by.reason)) for by in self.by if by.reason]


class Piece(msgspec.Struct, frozen=True):
    """A part of a paragraph: bare where `run` is None; `first` and `last`: the run begins, ends in it."""

    text: str
    run: Run | None = None
    first: bool = False
    last: bool = False


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as the pages name it: its id, what it says, where it stands, and the anchor of its entry."""

    id: str
    says: str
    place: str
    anchor: str


def pages(covered: Sequence[DocumentCoverage], book: RuleBook) -> dict[str, str]:
    """The pages by file name: `index.html`, `rules.html`, and one for each document that was read."""
    rules = _rules(book)
    names = _page_names(covered)
    environment = Environment(
        loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(
        language=current_language(), words=_words(), marks=MARK, status_words=status_words(),
        inert=inert, rules=rules,
    )  # fmt: skip
    runs = {one.document.id: runs_of(one) for one in covered}
    made = {"index.html": environment.get_template("index").render(documents=_rows(covered, names))}
    for one in covered:
        if one.copy.searchable:
            made[names[one.document.id]] = environment.get_template("document").render(
                row=_row(one, names),
                document=one.document,
                runs=runs[one.document.id],
                paragraphs=list(_paragraphs(one.copy.text, runs[one.document.id])),
            )
    entries = list(_entries(covered, runs, rules, names))
    made["rules.html"] = environment.get_template("rules").render(entries=entries)
    return made


def _page_names(covered: Sequence[DocumentCoverage]) -> dict[str, str]:
    """The file of each document: its id where that is a plain word, for an id comes from a rule book."""
    names: dict[str, str] = {}
    for number, one in enumerate(covered, 1):
        plain = re.fullmatch(r"[0-9A-Za-z_-]{1,40}", one.document.id)
        names[one.document.id] = f"document-{one.document.id if plain else f'number-{number}'}.html"
    return names


def _rules(book: RuleBook) -> dict[str, Rule]:
    said = {name: (name, "definitions.yaml") for name in book.definitions}
    for country, destination in book.destinations.items():
        title = book.country_names.get(current_language(), {}).get(country, country)
        said[country] = (title, destination.file)
    for pathway in book.pathways.values():
        said[pathway.id] = (translate_rule(pathway.title), f"{pathway.file}:{pathway.line}")
    for caution in book.cautions.values():
        said[caution.id] = (translate_rule(caution.says), f"{caution.file}:{caution.line}")
    return {
        name: Rule(id=inert(name), says=inert(says), place=inert(place), anchor=f"rule-{number}")
        for number, (name, (says, place)) in enumerate(said.items(), 1)
    }


def runs_of(one: DocumentCoverage) -> list[Run]:
    """The sentences of a document, those side by side taken together that the same rules account for alike."""
    runs: list[Run] = []
    for span in one.spans:
        last = runs[-1] if runs else None
        if last is not None and (last.status, last.by) == (span.status, span.by):
            runs[-1] = msgspec.structs.replace(last, end=span.end)
        else:
            runs.append(Run(len(runs) + 1, span.start, span.end, span.status, span.by))
    return runs


def _paragraphs(text: str, runs: Sequence[Run]) -> Iterator[list[Piece]]:
    """The text by paragraphs, each in pieces; a run that an empty line parts has a piece in both."""
    ends = [match.span() for match in APART.finditer(text)]
    starts = [0, *(end for _start, end in ends)]
    for start, end in zip(starts, [*(start for start, _end in ends), len(text)], strict=True):
        pieces = list(_pieces(text, start, end, runs))
        if any(piece.text.strip() for piece in pieces):
            yield pieces


def _pieces(text: str, start: int, end: int, runs: Sequence[Run]) -> Iterator[Piece]:
    at = start
    for run in runs:
        begin, stop = max(run.start, start), min(run.end, end)
        if begin >= stop:
            continue
        if at < begin:
            yield Piece(inert(text[at:begin]))
        yield Piece(inert(text[begin:stop]), run, begin == run.start, stop == run.end)
        at = stop
    if at < end:
        yield Piece(inert(text[at:end]))


def _rows(covered: Iterable[DocumentCoverage], names: dict[str, str]) -> list[dict[str, Any]]:
    return [_row(one, names) for one in covered]


def _row(one: DocumentCoverage, names: dict[str, str]) -> dict[str, Any]:
    document = one.document
    where = document.where
    return {
        "id": inert(document.id),
        "title": inert(document.title),
        "author": inert(document.author),
        "published": inert(document.published),
        "address": where if WEB.fullmatch(where) else "",
        "page": names[document.id] if one.copy.searchable else "",
        "summary": summary(one) if one.copy.searchable else inert(one.copy.detail),
        "expected": one.copy.expected or not one.copy.searchable,
        "untouched": [run.number for run in runs_of(one) if run.status == UNTOUCHED],
    }


def _entries(
    covered: Iterable[DocumentCoverage],
    runs: dict[str, list[Run]],
    rules: dict[str, Rule],
    names: dict[str, str],
) -> Iterator[dict[str, Any]]:
    """For each rule that cites anything: the passages, with role, document and line."""
    passages: dict[str, list[dict[str, Any]]] = {}
    for one in covered:
        for run in runs[one.document.id]:
            line = one.copy.text.count("\n", 0, run.start) + 1
            link = f"{names[one.document.id]}#passage-{run.number}"
            place = {"link": link, "document": inert(one.document.id), "line": line}
            for rule, roles in run.roles.items():
                passages.setdefault(rule, []).append({**place, "roles": role_words(roles)})
    for name, entry in rules.items():
        if name in passages:
            yield {"rule": entry, "passages": passages[name]}


def role_words(roles: Iterable[str]) -> str:
    """As what a rule cites a passage."""
    return ", ".join(_(role) for role in roles)


def status_words() -> dict[str, str]:
    """What became of a sentence."""
    return {CITED: _("cited"), BACKGROUND: _("background"), UNTOUCHED: _("untouched")}


def _words() -> dict[str, Any]:
    """The words of the program on the pages, in the language of the user."""
    return {
        "title": _("How the documents are covered"),
        "own_use": _(
            "For a reviewer's own use: these pages hold the text of documents that belong to their authors."
        ),
        "contents": _("Contents"),
        "documents": _("Documents"),
        "document": _("Document"),
        "author": _("Author"),
        "published": _("Published"),
        "covered": _("Coverage"),
        "rules": _("Rules and their passages"),
        "text": _("Text"),
        "notes": _("Notes"),
        "legend": _("How to read the marks"),
        "of_cited": _("a rule cites it; line below the words, letter c"),
        "of_background": _("read, states no rule; dotted line below the words, letter b"),
        "of_untouched": _("nobody has accounted for it yet; framed, letter u"),
        "other_copy": _("This copy is not the one that documents.yaml names."),
        "as_roles": role_words,
        "back": _("back to the passage"),
        "note": _("note"),
        "line": _("line"),
        "skip": _("Go to the notes"),
        "address": _("Address"),
    }
