"""Claims as reviewers write them: a file `claims.yaml` beside the rules, or one on the command line."""

from __future__ import annotations

import os
from typing import Any

from pathfinder.i18n import N_, _
from pathfinder.language.kinds import Choice, DayKind, Text
from pathfinder.language.maps import Key, ListOf, Map, needs_map, read_parts
from pathfinder.language.problems import Place, Problem, Problems
from pathfinder.language.reading import Kind, Reader, Schema
from pathfinder.language.tree import Node, parse_yaml
from pathfinder.review.prove.parts import PART, ClaimReader
from pathfinder.review.prove.records import NOBODY, SOMEBODY, WHOEVER, Claim
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import MAX_RULE_FILE, decode, read_bytes
from pathfinder.values.dates import FIRST_DAY, LAST_DAY, format_day

FILE_NAME = "claims.yaml"
FORMAT = "pathfinder-claims/1"
STATEMENT = "STATEMENT"
"""What stands in place of a file name for a claim on the command line."""

_KEYS = {
    "says": Key(Text(), N_("The claim in a sentence."), required=True),
    NOBODY: Key(PART, N_("There is no such person.")),
    WHOEVER: Key(PART, N_("Of whom this is true …")),
    "is": Key(PART, N_("… this is true as well.")),
    SOMEBODY: Key(PART, N_("On every day there is such a person.")),
    "on": Key(DayKind(), N_("On this day only.")),
    "from": Key(DayKind(), N_("From this day on.")),
    "until": Key(DayKind(), N_("Until this day, which is one of them.")),
}


def _claim(values: dict[str, Any], node: Node, reader: Reader) -> Claim | None:
    """The claim of a map; a problem where it does not say of whom, or of which days."""
    written = [how for how in (NOBODY, WHOEVER, SOMEBODY) if how in values]
    if len(written) != 1 or ("is" in values) is not (written[0] == WHOEVER):
        message = _("A claim says one of these: nobody; whoever with is; somebody.")
        reader.problem("PF483", node, message)
        return None
    if "on" in values and ("from" in values or "until" in values):
        message = _("Write either “on” or “from” and “until”.")
        reader.problem("PF483", node, message)
        return None
    first = values.get("on", values.get("from", FIRST_DAY))
    last = values.get("on", values.get("until", LAST_DAY))
    if last < FIRST_DAY:
        message = _("The documents speak of no day before {day}.").format(day=format_day(FIRST_DAY))
        reader.problem("PF483", node, message)
        return None
    if first > last:
        reader.problem("PF483", node, _("The claim ends before it begins."))
        return None
    return Claim(
        says=values["says"],
        how=written[0],
        people=values[written[0]],
        then=values.get("is"),
        first=first,
        last=last,
        file=reader.file,
        line=node.line,
        column=node.column,
    )


_CLAIM = Map(_KEYS, _claim, N_("This claim"))


class _Claims(Kind):
    """A list of claims, each read by itself: what is wrong with one leaves the others standing."""

    def read(self, node: Node, reader: Reader) -> list[Claim] | None:
        if node.kind != "list":
            return ListOf(_CLAIM).read(node, reader)
        found = []
        for number, item in enumerate(node.items, 1):
            with reader.inside(_("claim {n}").format(n=number)):
                found.append(_CLAIM.read(item, reader))
        return [claim for claim in found if claim is not None]

    def schema(self) -> Schema:
        return ListOf(_CLAIM).schema()


_FILE = {
    "format": Key(Choice(FORMAT), N_("The format of the file."), required=True),
    "claims": Key(_Claims(), N_("What reviewers claim."), required=True),
}


def read_claims_file(folder: str, book: RuleBook) -> tuple[list[Claim], list[Problem]] | None:
    """The claims of `claims.yaml` in the folder of a rule book, and its problems; None where there is no such file."""
    path = os.path.join(folder, FILE_NAME)
    if not os.path.lexists(path):
        return None
    short = os.path.relpath(path)
    shown = path if short.startswith("..") else short
    problems = Problems()
    try:
        text = decode(read_bytes(folder, FILE_NAME), shown, problems, MAX_RULE_FILE)
    except OSError as error:
        message = _("The file cannot be read: {why}.").format(why=error.strerror or "")
        problems.add("PF101", Place(shown), message)
        text = None
    claims = [] if text is None else read_claims(text, shown, problems, book)
    return claims, problems.sorted()


def read_claims(text: str, file: str, problems: Problems, book: RuleBook) -> list[Claim]:
    """The claims of a text in the format of `claims.yaml`."""
    trees = parse_yaml(text, file, problems)
    if len(trees) != 1:
        if not problems.errors:
            problems.add("PF112", Place(file), _("A file of claims is one YAML document."))
        return []
    reader = ClaimReader(file, problems, book)
    values, _good = read_parts(trees[0], _FILE, reader, N_("A file of claims"))
    return list(values.get("claims", []))


def read_statement(text: str, problems: Problems, book: RuleBook) -> Claim | None:
    """One claim written on the command line as a map; it need not have a sentence."""
    trees = parse_yaml(text, STATEMENT, problems)
    if len(trees) != 1:
        return None
    reader = ClaimReader(STATEMENT, problems, book)
    if not needs_map(trees[0], reader):
        return None
    keys = {**_KEYS, "says": Key(Text())}

    def build(values: dict[str, Any], node: Node, inside: Reader) -> Claim | None:
        return _claim({"says": " ".join(text.split()), **values}, node, inside)

    found = Map(keys, build, N_("This claim")).read(trees[0], reader)
    return found if isinstance(found, Claim) else None
