"""Every command of the program, as a table: how it is called, and which files it is asked to write.

A new command needs a line here: until it has one, tests fail.
"""

from __future__ import annotations

import hashlib
import stat
from typing import TYPE_CHECKING, NamedTuple

import click

from command_line import CommandLine
from interview.asking_book import ON, asking_book
from interview.whole_interviews import PROFILE
from pathfinder.cli import main_group

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "A heading\n\nWhoever comes at 18 with a Schengen visa may stay on 90 of 180 days in Kazakhstan. Nobody has to be"
    " asked.\n"
)
"""What the one document says, so that the rules of the small rule book can be signed."""

SMALL = ("--rules", "rules")
DATED = (*SMALL, "--on", ON)
DOCUMENTS = (*SMALL, "--library", "documents")


class Call(NamedTuple):
    """One way to call a command in the folder of `Desk`: what it may write, and which of that others may read."""

    arguments: tuple[str, ...]
    writes: tuple[str, ...] = ()
    shared: bool = False
    codes: tuple[int, ...] = (0,)


CALLS: dict[str, tuple[Call, ...]] = {
    "ask": (
        Call(("ask", "p.yaml", *DATED)),
        Call(("ask", "p.yaml", "--save", "new.yaml", *DATED), ("new.yaml",)),
        Call(("ask", "p.yaml", "--save", "p.yaml", *DATED), ("p.yaml",)),
        Call(("ask", "--save", "new.json", *DATED), ("new.json",)),
    ),
    "batch": (
        Call(("batch", "p.yaml", "-o", "-", *DATED)),
        Call(
            ("batch", "p.yaml", "bad.yaml", "-o", "out.jsonl", "--errors", "bad.csv", *DATED),
            ("out.jsonl", "out.jsonl.receipt.json", "bad.csv"), codes=(3,),
        ),
        Call(
            ("batch", "p.yaml", "-o", "out.parquet", *DATED), ("out.parquet", "out.parquet.receipt.json")
        ),
        Call(("batch", "p.yaml", "-o", "out.xlsx", *DATED), ("out.xlsx", "out.xlsx.receipt.json")),
        Call(("batch", "bad.yaml", "-o", "out.csv", "--strict", *DATED), codes=(1, 3)),
    ),
    "calendar": (
        Call(("calendar", "p.yaml", *DATED)),
        Call(("calendar", "p.yaml", "-o", "days.ics", *DATED), ("days.ics",)),
    ),
    "check": (
        Call(("check", "p.yaml", *DATED)),
        Call(("check", "p.yaml", "--explain", "--format", "json", *DATED)),
        Call(("check", "p.yaml", "--format", "markdown", *DATED)),
        Call(("check", "bad.yaml", *DATED), codes=(1,)),
    ),
    "days": (Call(("days", "p.yaml", "--country", "KZ", *DATED)),),
    "facts": (Call(("facts", *SMALL)), Call(("facts", "stays", *SMALL))),
    "report": (
        Call(("report", "p.yaml", "-o", "r.html", *DATED), ("r.html",)),
        Call(("report", "p.yaml", "-o", "r.md", *DATED), ("r.md",)),
        Call(("report", "p.yaml", "-o", "-", *DATED)),
    ),
    "template": (
        Call(("template", "-o", "sheet.xlsx", "--filled", *SMALL), ("sheet.xlsx",)),
        Call(("template", "-o", "sheet.csv", *SMALL), ("sheet.csv",)),
    ),
    "whatif": (
        Call(("whatif", "p.yaml", *DATED)),
        Call(("whatif", "p.yaml", "--set", "age=40", *DATED)),
    ),
    "plan": (Call(("plan", "p.yaml", "--to", "reside", "--within", "12m", *DATED)),),
    "rules check": (Call(("rules", "check", *SMALL), codes=(0, 1)),),
    "rules test": (Call(("rules", "test", "--coverage", *SMALL), codes=(0, 1)),),
    "rules diff": (Call(("rules", "diff", "rules", "rules")),),
    "rules prove": (Call(("rules", "prove", "nobody is eligible to stay in Kazakhstan", *SMALL), codes=(0, 1, 2)),),
    "rules outdated": (Call(("rules", "outdated", "--older", "1m", *SMALL), codes=(0, 1)),),
    "rules show": (Call(("rules", "show", "KZ", *SMALL)),),
    "rules explain": (Call(("rules", "explain", "PF101")),),
    "rules schema": (Call(("rules", "schema", "profile", *SMALL), codes=(0, 2)),),
    "review sign": (
        Call(("review", "sign", "KZ", "--as", "R", *DOCUMENTS), ("rules/reviews.yaml",), shared=True, codes=(0, 1)),
    ),
    "review status": (Call(("review", "status", *SMALL)),),
    "review dossier": (
        Call(("review", "dossier", "-o", "pages", *SMALL), ("pages/*",), shared=True),
        Call(("review", "dossier", "-o", "pages", *DOCUMENTS), ("pages/*",)),
    ),
    "sources add": (
        Call(
            ("sources", "add", "documents/text.txt", "--id", "009", "--title", "T", "--author", "A",
             "--published", "2025", "--kind", "text", *SMALL), ("rules/documents.yaml",), shared=True, codes=(0, 1),
        ),
    ),
    "sources concerns": (Call(("sources", "concerns", "001", *DOCUMENTS), codes=(0, 1)),),
    "sources check": (Call(("sources", "check", *DOCUMENTS), codes=(0, 1)),),
    "sources coverage": (
        Call(("sources", "coverage", *DOCUMENTS), codes=(0, 1)),
        Call(("sources", "coverage", "--format", "html", "-o", "pages", *DOCUMENTS), ("pages/*",), codes=(0, 1)),
    ),
    "sources lock": (Call(("sources", "lock", *DOCUMENTS), ("rules/citations.lock",), shared=True, codes=(0, 1)),),
}  # fmt: skip


def every_command(group: click.Command = main_group, before: str = "") -> list[str]:
    """The names of all commands, as they are typed."""
    if not isinstance(group, click.Group):
        return [before]
    ctx = click.Context(group)
    found = []
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name) if name in ("rules", "review", "sources") else None
        inner = click.Command(name) if command is None else command
        found += every_command(inner, f"{before} {name}".strip())
    return found


class Desk:
    """A fresh home, a folder to work in, and one for temporary files; nothing else can be meant to be written to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home, self.work, self.temporary = (
            folder / name for name in ("home", "work", "temporary")
        )
        for each in (self.home, self.work, self.temporary):
            each.mkdir(parents=True)
        (self.work / "p.yaml").write_text(PROFILE + "  age: 34\n", encoding="utf-8")
        (self.work / "bad.yaml").write_text("facts: {age: many}\n", encoding="utf-8")
        asking_book(self.work / "rules")
        (self.work / "documents").mkdir()
        (self.work / "documents" / "text.txt").write_text(TEXT, encoding="utf-8")
        self.cli = CommandLine(self.home, self.home)
        del self.cli.environment["XDG_CACHE_HOME"]
        self.cli.environment["TMPDIR"] = str(self.temporary)

    def seen(self) -> dict[str, tuple[int, str]]:
        """Mode and hash of every file, and the mode of every folder, by name."""
        found = {}
        for path in self.folder.rglob("*"):
            status = path.lstat()
            is_file = stat.S_ISREG(status.st_mode)
            digest = hashlib.sha256(path.read_bytes()).hexdigest() if is_file else ""
            found[str(path.relative_to(self.folder))] = (stat.S_IMODE(status.st_mode), digest)
        return found
