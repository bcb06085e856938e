"""What can be taken away without changing what any rule says, as edits of whole lines.

Safe are: a citation that nothing cites, a translation whose sentence is gone (it is marked, not lost), an exclusion
that meets nothing. Everything else is for a person to decide. Edits are tried on a copy first: the rules have to
say the same afterwards, word for word.
"""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, Final

import msgspec

from pathfinder.i18n import _
from pathfinder.language.problems import Problems
from pathfinder.language.tree import Node, parse_yaml
from pathfinder.review.lint.catalogue import read_entries
from pathfinder.review.lint.context import Context
from pathfinder.review.lint.edits import Edit, apply_edits, begins_its_line, last_line_of
from pathfinder.review.lint.exclusions import EXCLUSIONS_FILE
from pathfinder.review.lint.translations import written_sentences
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import read_bytes, rule_files, shown_path
from pathfinder.rulebook.load import load_folders
from pathfinder.rulebook.uses import uses
from pathfinder.values.files import SHARED, write_whole


class Fixed(msgspec.Struct, frozen=True, kw_only=True):
    """A file before and after its edits."""

    name: str
    path: str
    before: str
    after: str
    edits: tuple[Edit, ...]

    def diff(self) -> list[str]:
        """The change as a unified diff."""
        old, new = self.before.splitlines(), self.after.splitlines()
        path = self.path.replace(os.sep, "/")
        return list(difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", lineterm=""))


def fixes(context: Context, idle: Iterable[str]) -> list[Fixed]:
    """What can be fixed in a rule book without errors; `idle` are places of exclusions that meet nothing."""
    edits = [*_citations(context), *_translations(context), *_exclusions(context, set(idle))]
    fixed = []
    for name in dict.fromkeys(edit.name for edit in edits):
        own = tuple(edit for edit in edits if edit.name == name)
        before = _text(context.folder, name)
        path = os.path.join(context.folder, name)
        after = apply_edits(before, own)
        fixed.append(Fixed(name=name, path=shown_path(path), before=before, after=after, edits=own))
    return fixed if fixed and _says_the_same(context, fixed) else []


def write_fixes(context: Context, fixed: Iterable[Fixed]) -> None:
    """Write the files, each whole or not at all; one that has changed meanwhile is left. Raises `OSError`."""
    for one in fixed:
        if _text(context.folder, one.name) == one.before:
            path = os.path.join(context.folder, one.name)
            write_whole(path, one.after.encode(), SHARED)


def _text(folder: str, name: str) -> str:
    return read_bytes(folder, name).decode()


def _citations(context: Context) -> Iterator[Edit]:
    """Removes the citations that nothing cites, where each begins a line of its own and others remain."""
    used = {use.citation for use in uses(context.book)}
    for source in context.loaded.sources:
        cites = source.tree.get("citations")
        pairs = cites.pairs if cites is not None else []
        idle = [key for key, _v in pairs if _idle(f"{source.stem}/{key.text}", used, context)]
        if not idle or len(idle) == len(pairs):
            continue
        lines = _text(context.folder, source.name).split("\n")
        for key in idle:
            if begins_its_line(lines, key.line, key.column):
                yield Edit(
                    name=source.name,
                    first=key.line,
                    last=last_line_of(lines, key.line),
                    says=_("removed the citation “{cite}”").format(cite=key.text),
                    code="PF414",
                )


def _idle(name: str, used: set[str], context: Context) -> bool:
    return name in context.book.citations and name not in used


def _translations(context: Context) -> Iterator[Edit]:
    """Marks translations of sentences that are gone, as tools for catalogues do."""
    written = {sentence for sentence, _place in written_sentences(context)}
    for name in rule_files(context.folder):
        if not name.startswith("locales/"):
            continue
        lines = _text(context.folder, name).split("\n")
        for entry in read_entries("\n".join(lines)):
            if entry.sentence in written or not entry.translated:
                continue
            own = [line.rstrip("\r") for line in lines[entry.first - 1 : entry.last]]
            marked = tuple(
                line if line.startswith("#") else f"#~ {line}"
                for line in own
                if not line.startswith("#:")
            )
            says = _("marked a translation whose sentence is gone: “{sentence}”")
            yield Edit(
                name=name,
                first=entry.first,
                last=entry.last,
                says=says.format(sentence=entry.sentence[:60]),
                code="PF422",
                lines=marked,
            )


def _exclusions(context: Context, idle: set[str]) -> Iterator[Edit]:
    """Removes exclusions of which no name meets a finding; `idle` are the places of such names."""
    if not idle:
        return
    text = _text(context.folder, EXCLUSIONS_FILE)
    lines = text.split("\n")
    (tree,) = parse_yaml(text, EXCLUSIONS_FILE, Problems())
    listed = tree.get("exclusions")
    items = listed.items if listed is not None else []
    gone = [item for item in items if _places(item) <= idle]
    if len(gone) == len(items):
        return  # a list needs an item: who has none left removes the file
    for item in gone:
        if begins_its_line(lines, item.line, item.column) and "-" in lines[item.line - 1]:
            code = item.get("code")
            yield Edit(
                name=EXCLUSIONS_FILE,
                first=item.line,
                last=last_line_of(lines, item.line),
                says=_("removed the exclusion of {code}").format(code=code.text if code else ""),
                code="PF430",
            )


def _places(item: Node) -> set[str]:
    """Lines and columns of the names in an exclusion."""
    where = item.get("where")
    nodes = where.items if where is not None and where.kind == "list" else [where or item]
    return {f"{node.line}:{node.column}" for node in nodes}


_NOT_SAID: Final = frozenset(("line", "column", "file"))


def _says_the_same(context: Context, fixed: Iterable[Fixed]) -> bool:
    """Whether the rules say the same with the edits as without, tried on a copy."""
    changed = {one.name: one.after for one in fixed}
    with tempfile.TemporaryDirectory() as copy:
        for name in rule_files(context.folder):
            path = os.path.join(copy, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            data = read_bytes(context.folder, name)
            with open(path, "wb") as file:
                file.write(changed[name].encode() if name in changed else data)
        book = load_folders([copy]).book
    return book is not None and _said(book) == _said(context.book)


def _said(book: RuleBook) -> Any:
    """What the rules of a book say, without places."""
    return _without_places(
        msgspec.to_builtins([book.pathways, book.cautions, book.definitions, book.destinations])
    )


def _without_places(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _without_places(v) for k, v in value.items() if k not in _NOT_SAID}
    if isinstance(value, (list, tuple)):
        return [_without_places(item) for item in value]
    return value
