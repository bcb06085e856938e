"""A reader of the dossier's pages that knows nothing of how they are made."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

VOID = {"meta", "link", "br", "img", "hr", "input"}
SHAPES = {"line", "rect", "circle", "path"}
"""Elements of a drawing that close themselves."""


class Page(HTMLParser):
    """Elements with attributes, ids, links, headings, tables and text; asserts that elements are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[int] = []
        self.text = ""
        self.style = ""
        self.script = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []
        self.ids = [str(named["id"]) for _tag, named in self.elements if "id" in named]
        self.links = [str(named["href"]) for _tag, named in self.elements if "href" in named]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append(int(tag[1]))
        if tag not in VOID | SHAPES:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.style += data
        elif "script" in self.open:
            self.script += data
        else:
            self.text += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]


def read_folder(folder: Path) -> dict[str, Page]:
    """The pages of a dossier by their names."""
    return {path.name: Page(path.read_text(encoding="utf-8")) for path in folder.glob("*.html")}


def lost_links(pages: dict[str, Page]) -> list[str]:
    """Links that lead to no page and no anchor of the dossier; addresses of the web are left out."""
    ids = {name: set(page.ids) for name, page in pages.items()}
    lost = []
    for name, page in pages.items():
        for link in page.links:
            target, _hash, anchor = link.partition("#")
            if link.startswith("https://"):
                continue
            if (target or name) not in ids or (anchor and anchor not in ids[target or name]):
                lost.append(f"{name}: {link}")
    return lost
