"""Text from files shows, and does nothing: in a terminal, in tables, pages, calendars and workbooks."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from interview.asking_book import asking_book
from safety.every_command import DATED, Desk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

HOSTILE = {
    "clears the screen": "\x1b[2J\x1b[H",
    "a link of a terminal": "\x1b]8;;http://evil.example\x07click\x1b]8;;\x07",
    "the title of a window": "\x1b]0;owned\x07",
    "one byte controls": "\x9b2J\x85\x08\x7f",
    "turns words around": "may not \u202eton yam\u202c \u2066x\u2069",
    "without width": "a\u200bb\ufeffc\u2060",
    "markup of rich": "[bold red]x[/] [link=http://evil.example]y[/link]",
    "a formula": "=cmd|' /C calc'!A0",
    "a formula after a plus": "+1+HYPERLINK(0)",
    "a formula after an at": "@SUM(1)",
    "a formula after a tab": "\t=1+1",
    "HTML": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "an attribute": '"><svg onload=alert(1)>',
    "Markdown": "[x](javascript:alert(1)) ![y](http://evil.example/a.png) `c`",
    "lines of a calendar": "a\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nACTION:AUDIO",
    "a surrogate": "\\ud800",
}
"""Texts that would act where they are not made harmless."""

ACTING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)

CELL = re.compile(r'(?m)(?:^|,)"?[=+@\t-]')


class Tags(HTMLParser):
    """The elements and attributes of a page that a browser would act on."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag in ("script", "svg", "img", "iframe", "object", "embed", "base", "form"):
            self.found.append(tag)
        self.found += [name for name in named if name.startswith("on")]
        for name in ("href", "src"):
            if re.match(r"\s*(javascript|data):|.*evil", named.get(name) or "", re.IGNORECASE):
                self.found.append(f"{name}={named[name]}")


LABELS = [
    " ".join(part)
    for part in (
        list(HOSTILE.values())[:6],
        list(HOSTILE.values())[6:11],
        list(HOSTILE.values())[11:],
    )
]
"""The same texts as labels of people, which are cut at 200 characters."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A desk with people whose labels are hostile, and a rule book whose sentences are."""
    made = Desk(tmp_path_factory.mktemp("desk"))
    people = [
        {"case": text, "facts": {"citizenships": ["RU"], "passports": ["travel"], "age": 30,
                                 "stays": [{"country": "KZ", "entered": "2023-12-01"}]}}
        for text in LABELS
    ]  # fmt: skip
    (made.work / "people.jsonl").write_text("".join(json.dumps(one) + "\n" for one in people))
    for number, one in enumerate(people):
        (made.work / f"{number}.json").write_text(json.dumps(one))
    rules = made.work / "rules" / "destinations" / "KZ.yaml"
    told = json.dumps(" ".join(HOSTILE.values()) + ".")
    text = rules.read_text().replace("Register within a month.", told)
    text = text.replace("title: Stay without a visa", f"title: {told}")
    rules.write_text(text.replace("The person is of age.", told))
    return made


FORMS = {
    "check explain": ("check", "people.jsonl", "--explain"),
    "check markdown": ("check", "people.jsonl", "--format", "markdown", "--explain"),
    "whatif markdown": ("whatif", "people.jsonl", "--format", "markdown"),
    "calendar": ("calendar", "people.jsonl"),
    "days": ("days", "people.jsonl", "--country", "KZ"),
    "batch csv": ("batch", "people.jsonl", "-o", "-", "--format", "csv", "--as", "long"),
}


@pytest.mark.parametrize("arguments", FORMS.values(), ids=FORMS)
def test_texts_on_a_stream(arguments: tuple[str, ...], desk: Desk) -> None:
    """Labels and sentences of rules: no control, no formula, no element, no link that leads elsewhere."""
    done = desk.cli(*arguments, *DATED, cwd=desk.work)
    assert done.exit_code in (0, 1), done.stderr
    assert "fault of pathfinder" not in done.stderr
    assert done.stdout
    text = done.stdout.replace("\r\n", "\n").removeprefix("\ufeff")
    assert ACTING.findall(text + done.stderr) == []
    if arguments[0] == "batch":
        assert CELL.findall(text) == []
    if "markdown" in arguments:
        bare = text.replace("\\<", "").replace("\\[", "").replace("\\!", "").replace("\\]", "")
        assert "<script" not in bare
        assert "](javascript" not in bare
        assert "![y]" not in bare


@pytest.mark.parametrize("number", range(len(LABELS)))
def test_a_page_does_nothing(number: int, desk: Desk) -> None:
    """A browser finds no element and no address in a report that the program did not make."""
    done = desk.cli("report", f"{number}.json", "-o", "-", *DATED, cwd=desk.work)
    assert done.exit_code == 0, done.stderr
    tags = Tags()
    tags.feed(done.stdout)
    assert tags.found == []
    assert ACTING.findall(done.stdout) == []


def test_a_calendar_holds_only_its_own_lines(desk: Desk) -> None:
    """No text begins a line or a part of a calendar."""
    done = desk.cli("calendar", "people.jsonl", "-o", "-", *DATED, cwd=desk.work)
    lines = done.stdout_bytes.decode().split("\r\n")
    assert lines.count("BEGIN:VCALENDAR") == 1
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") > 0
    assert not any(line.startswith(("ACTION:AUDIO", "ATTACH")) for line in lines)
    assert ACTING.findall("".join(lines)) == []


def test_a_workbook_holds_texts(desk: Desk) -> None:
    """No cell of it is a formula, no part of it a link to elsewhere."""
    done = desk.cli("batch", "people.jsonl", "-o", "out.xlsx", "--as", "long", *DATED, cwd=desk.work)  # fmt: skip
    assert done.exit_code == 0, done.stderr
    with zipfile.ZipFile(desk.work / "out.xlsx") as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if "sheet" in name)
        assert not [name for name in book.namelist() if "external" in name or "vba" in name.lower()]
    assert b"<f>" not in sheets
    assert b"<f " not in sheets


@pytest.mark.parametrize("name", ["\x1b[2Jx.yaml", "[bold]x.yaml", "\u202etxt.yaml", "=cmd.csv"])
def test_the_name_of_a_file_does_nothing(name: str, desk: Desk) -> None:
    """A file that cannot be used is named visibly, on the terminal and in the table of errors."""
    (desk.work / name).write_text("facts: {age: many}\n" if "yaml" in name else "age\nmany\n")
    done = desk.cli("check", name, *DATED, cwd=desk.work)
    more = desk.cli("batch", name, "-o", "o.jsonl", "--errors", "e.csv", *DATED, cwd=desk.work)
    errors = desk.work / "e.csv"
    written = errors.read_text() if errors.exists() else ""
    assert done.exit_code == 1
    assert ACTING.findall(done.stderr + more.stderr + written.removeprefix("\ufeff")) == []
    assert CELL.findall(written) == []


def bomb() -> str:
    """YAML whose aliases would stand for a thousand million words."""
    rows = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for inner, outer in zip("abcdefgh", "bcdefghi", strict=True):
        rows.append(f"{outer}: &{outer} [{', '.join([f'*{inner}'] * 9)}]")
    return "\n".join(rows)


def huge(path: Path) -> None:
    """A file of three thousand million bytes that takes no room."""
    with path.open("wb") as file:
        file.truncate(3_000_000_000)


TRAPS: dict[str, Callable[[Path], object]] = {
    "a pipe": os.mkfifo,
    "a link to a device": lambda path: path.symlink_to("/dev/zero"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a folder": lambda path: path.mkdir(),
    "a bomb": lambda path: path.write_text(bomb()),
    "a deep one": lambda path: path.write_text("facts: " + "[" * 200_000),
    "a huge one": huge,
    "a long name": lambda path: path.write_text(f"facts: {{{'x' * 1_000_000}: {'y' * 900_000}}}"),
    "a tag that runs": lambda path: path.write_text("facts: !!python/object/apply:os.system [touch owned]"),
    "spaces for patterns": lambda path: path.write_text(f"facts: {{age: '{' ' * 900_000}!'}}\n{'-' * 900_000}"),
}  # fmt: skip
"""What may stand where a file is expected."""

BOUNDED = (
    "import resource; resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30));"
    " resource.setrlimit(resource.RLIMIT_CPU, (20, 20)); from pathfinder.cli import main; main()"
)
"""A process that has a gigabyte of memory and twenty seconds."""


PLACES = [("destinations/KZ.yaml", trap) for trap in TRAPS]
PLACES += [
    ("facts.yaml", "a pipe"),
    ("facts.yaml", "a bomb"),
    ("locales/ru.po", "a pipe"),
    ("locales/ru.po", "a huge one"),
]


@pytest.mark.parametrize("where, trap", PLACES)
def test_a_rule_book_of_a_stranger_is_read_in_bounds(where: str, trap: str, desk: Desk) -> None:
    """What is no file, a bomb or without end is a problem with a place, within bounds; nothing runs."""
    shutil.rmtree(desk.work / "strange", ignore_errors=True)
    asking_book(desk.work / "strange")
    path = desk.work / "strange" / where
    path.unlink()
    TRAPS[trap](path)
    arguments = ("check", "0.json", "--rules", "strange", "--on", "2024-01-15")
    done = desk.cli.python("-c", BOUNDED, *arguments, cwd=desk.work, seconds=60)
    assert done.exit_code == 1 or where.endswith(".po")
    assert done.exit_code in (0, 1)
    assert "fault of pathfinder" not in done.stderr
    assert len(done.stderr) < 20_000
    assert not (desk.work / "owned").exists()


def test_profiles_of_a_stranger_are_read_in_bounds(desk: Desk) -> None:
    """A device without end is read to the limit; a pipe is a way to hand a profile over, and is waited for."""
    names = []
    for number, (trap, make) in enumerate(TRAPS.items()):
        if trap != "a pipe":
            names.append(f"strange-{number}.yaml")
            make(desk.work / names[-1])
    done = desk.cli.python("-c", BOUNDED, "check", *names, *DATED, cwd=desk.work)
    assert done.exit_code == 1
    assert [name for name in names if f"{name}:" not in done.stderr] == []
    assert "fault of pathfinder" not in done.stderr
    assert len(done.stderr) < 20_000
    assert not (desk.work / "owned").exists()
