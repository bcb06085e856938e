"""A small rule book: the facts, regions and definitions of the rules that ship, one document, one country.

It loads in a fraction of the time of the whole, and a test can break one file of it.
"""

from __future__ import annotations

import functools
import shutil
from typing import TYPE_CHECKING, Any

from pathfinder.rulebook.files import shipped_rules
from pathfinder.rulebook.gather import Gatherer
from pathfinder.rulebook.load import LoadedBook, load_folders

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pathfinder.language.vocabulary import Vocabulary


DOCUMENTS = """\
format: pathfinder-documents/1
documents:
  "001":
    {title: A text, author: Nobody, published: "2024", known until: "2024-12-31", language: en, kind: text,
     file: text.txt, sha256: "0", where: not recorded}
"""

TEXT = "A heading\n\nWhoever comes may stay for 90 days in Kazakhstan. Nobody has to be asked.\n"
"""What the one document says."""

CITATION = "{document: '001', section: A heading, from: Whoever comes, to: to be asked}"

DEFINITIONS = f"""\
format: pathfinder-definitions/1
citations:
  passage: {CITATION}
definitions:
  holds a passport:
    says: The person holds a valid passport.
    cite: passage
    fact: passports
    includes any of: [internal, travel]
"""

HEAD = {
    "format": "pathfinder-rules/1",
    "destination": "KZ",
    "last checked": "2026-11-22",
    "citations": f"{{passage: {CITATION}}}",
}

PATHWAY = {
    "title": "Stay without a visa",
    "gives": "stay",
    "covers": "RU",
    "at discretion": "no",
    "reached": "no",
    "in force": "{from: not stated, until: not stated}",
    "cite": "passage",
    "conditions": "not recorded",
}

CAUTION = {
    "says": "It is dangerous.",
    "touches": "everybody",
    "certainty": "law",
    "endangers": "[liberty]",
    "from": "not stated",
    "until": "not stated",
    "cite": "passage",
}


def block(keys: Mapping[str, str], own: str = "") -> str:
    """Keys of a map as YAML; `own` is YAML whose keys go before those of `keys`."""
    written = {
        line.partition(":")[0] for line in own.splitlines() if line[:1] not in ("", " ", "-")
    }
    rest = [f"{key}: {value}\n" for key, value in keys.items() if key not in written]
    return own + "".join(rest)


def indented(text: str, spaces: int) -> str:
    """YAML moved to the right."""
    return "".join(" " * spaces + line + "\n" for line in text.splitlines())


def rule_file(pathway: str = "", head: str = "", more: str = "") -> str:
    """The file of a country with one pathway; what is given goes before what is usual there."""
    if "pathways:" not in head:
        more = "pathways:\n  KZ/stay:\n" + indented(block(PATHWAY, pathway), 4) + more
    return block(HEAD, head) + more


def with_condition(condition: str) -> str:
    """The file of a country with one pathway that asks one condition."""
    return rule_file("conditions: stated\nrequires:\n" + indented(condition, 2))


def with_caution(keys: str) -> str:
    """The file of a country with a caution."""
    return rule_file(more="cautions:\n  KZ-X:\n" + indented(block(CAUTION, keys), 4))


def make_book(folder: Path, text: str | None = None, **files: str) -> Path:
    """Write a rule book; `text` is the file of its country, `files` replace others by their stem."""
    (folder / "destinations").mkdir(parents=True, exist_ok=True)
    for name in ("facts.yaml", "regions.yaml"):
        shutil.copy(f"{shipped_rules()}/{name}", folder / name)
    written: dict[str, Any] = {"documents": DOCUMENTS, "definitions": DEFINITIONS, **files}
    for stem, content in written.items():
        (folder / f"{stem}.yaml").write_text(content, encoding="utf-8")
    country = rule_file() if text is None else text
    (folder / "destinations" / "KZ.yaml").write_text(country, encoding="utf-8")
    return folder


def load(folder: Path, text: str | None = None, **files: str) -> LoadedBook:
    """The rule book in a folder, after writing it."""
    return load_folders([str(make_book(folder, text, **files))])


@functools.cache
def known_vocabulary() -> Vocabulary:
    """The vocabulary of the rules that ship, without their pathways."""
    found = Gatherer([shipped_rules()])
    found.read()
    vocabulary = found.vocabulary()
    assert vocabulary is not None, found.problems.found
    return vocabulary


def codes(loaded: LoadedBook) -> list[str]:
    """The codes of the problems, in their order."""
    return [problem.code for problem in loaded.problems]
