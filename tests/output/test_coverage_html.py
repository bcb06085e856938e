"""The pages that show how the documents are covered are safe, whole, and readable without colours."""

from __future__ import annotations

import re
import stat
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest

from command_line import CommandLine
from pathfinder.output.coverage_html import pages
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.load import load_folders
from pathfinder.sources.coverage import Background, Use, cover
from pathfinder.sources.library import Copy, Library
from pathfinder.sources.passages import tokens
from pathfinder.sources.records import Citation, Document

RULES = Path(__file__).parents[2] / "rules"
VOID = {"meta", "link", "br", "img", "hr", "input"}

TEXT = """<script>alert(1)</script> They may stay a year, as of

26 May 2023 & "later". A wish\u202e of his.

Nobody has read this.
"""


class Page(HTMLParser):
    """The elements, ids, links and text of a page; asserts that elements are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    @property
    def ids(self) -> list[str]:
        return [value for _tag, named in self.elements if (value := named.get("id"))]

    @property
    def links(self) -> list[str]:
        return [named["href"] or "" for _tag, named in self.elements if "href" in named]


@pytest.fixture(scope="module")
def book() -> RuleBook:
    """The rule book that comes with the program."""
    loaded = load_folders([str(RULES)])
    assert loaded.book is not None
    return loaded.book


@pytest.fixture(scope="module")
def made(book: RuleBook) -> dict[str, str]:
    """The pages of a small document with markup in its text, and of one that is missing."""
    one = Document(
        id="../evil", title="<b>A report</b>", author="A & B", published="2023", known_until="2023-12-31",
        language="en", kind="report", file="one.txt", sha256="0" * 64, where="https://example.org/report",
    )  # fmt: skip
    other = msgspec.structs.replace(one, id="002", title="Lost", where="javascript:alert(1)")
    copies = {
        one.id: Copy(document=one.id, status="read", text=TEXT, tokens=tokens(TEXT)),
        other.id: Copy(document=other.id, status="missing", detail="it is not there"),
    }
    library = Library(folder="", documents={one.id: one, other.id: other}, copies=copies)
    rule = next(iter(book.pathways))
    stay = Citation(id="a", document=one.id, section="", first="They may stay", last="26 May 2023")
    wish = Citation(id="b", document=one.id, section="", first="A wish", last="of his")
    covered = cover(library, [stay], [Use("a", rule, "condition")], [Background(wish, "a <wish>")])
    return pages(covered, book)


def test_the_files(made: dict[str, str]) -> None:
    """There is a page for each document that was read, and no name leaves the folder."""
    assert set(made) == {"index.html", "rules.html", "document-number-1.html"}


def test_nothing_acts_and_nothing_is_fetched(made: dict[str, str]) -> None:
    """No page has a script, a handler, an image or a style from elsewhere; text of a document stays text."""
    for page in made.values():
        read = Page(page)
        names = {tag for tag, _named in read.elements}
        assert not names & {"script", "img", "link", "iframe", "object", "form", "b", "wish"}
        assert not any(
            name.startswith("on") or name == "src" for _tag, a in read.elements for name in a
        )
        assert "url(" not in page
        assert "@import" not in page
        assert "default-src 'none'" in page
    shown = Page(made["document-number-1.html"]).text
    assert "<script>alert(1)</script> They may stay" in shown
    assert "<U+202E>" in shown
    assert "a <wish>" in shown
    assert "<b>A report</b>" in shown


def test_links(made: dict[str, str]) -> None:
    """Every link leads to an id of one of the pages, or to the address of a document."""
    read = {name: Page(page) for name, page in made.items()}
    outside = set()
    for name, page in read.items():
        assert len(page.ids) == len(set(page.ids))
        for link in page.links:
            if link.startswith("http"):
                outside.add(link)
                continue
            target, _hash, anchor = link.partition("#")
            assert not anchor or anchor in read[target or name].ids, link
            assert not target or target in read
    assert outside == {"https://example.org/report"}


def test_colours_are_not_the_only_carrier(made: dict[str, str]) -> None:
    """Each status has a line of its own form, a letter behind the words, and a word in the note."""
    page = made["document-number-1.html"]
    style = page[page.index("<style>") : page.index("</style>")]
    forms = {
        status: re.sub(r"(background:[^;]+|#[0-9a-f]+);?", "", found[1])
        for status in ("cited", "background", "untouched")
        if (found := re.search(rf"\.{status} {{(.+?)}}", style))
    }
    assert len(set(forms.values())) == 3
    assert all("border" in form or "outline" in form for form in forms.values())
    text = Page(page).text
    for letter, status in (("c", "cited"), ("b", "background"), ("u", "untouched")):
        assert re.search(rf"\d{letter}\b", text)
        assert re.search(rf"^{status}\b", text[text.rindex("Notes") :], re.MULTILINE)


def test_a_reader_without_sight(made: dict[str, str]) -> None:
    """Every page names its language and title, has one main part and one first heading, and labels its marks."""
    for page in made.values():
        read = Page(page)
        tags = [tag for tag, _named in read.elements]
        assert (tags.count("main"), tags.count("h1"), tags.count("title")) == (1, 1, 1)
        assert read.elements[0] == ("html", {"lang": "en"})
        ids = set(read.ids)
        assert all(
            a["aria-labelledby"] in ids for _tag, a in read.elements if "aria-labelledby" in a
        )
    marks = [
        named["aria-label"]
        for tag, named in Page(made["document-number-1.html"]).elements
        if tag == "a" and str(named.get("href")).startswith("#note-")
    ]
    assert marks
    assert all(re.fullmatch(r"note \d+, (cited|background|untouched)", str(mark)) for mark in marks)


def test_the_command_writes_for_its_owner_only(
    cli: CommandLine, documents_folder: Path, tmp_path: Path
) -> None:
    """The pages of the shipped rules are whole, their links resolve, and only their owner can read them."""
    folder = tmp_path / "pages"
    done = cli(
        "sources", "coverage", "--library", documents_folder, "--format", "html", "-o", folder
    )
    assert done.exit_code == 0, done.stdout + done.stderr
    found = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert len(found) == 7
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    read = {name: Page(page) for name, page in found.items()}
    ids = {name: set(page.ids) for name, page in read.items()}
    for name, page in read.items():
        for link in page.links:
            target, _hash, anchor = link.partition("#")
            if not link.startswith("https://www.themoscowtimes.com/"):
                assert not anchor or anchor in ids[target or name], link
