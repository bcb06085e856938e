"""A reader of the report's HTML that knows nothing of how it is made."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "hr", "input"}


class ReportPage(HTMLParser):
    """Elements, ids, links, headings and text of a page; asserts that elements are closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.headings: list[tuple[int, str]] = []
        self.text = ""
        self.style = ""
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag in {"h1", "h2", "h3", "h4"}:
            self.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            self.style += data
            return
        self.text += data
        if any(tag in self.open for tag in ("h1", "h2", "h3")):
            level, words = self.headings[-1]
            self.headings[-1] = (level, words + data)

    @property
    def ids(self) -> list[str]:
        return [value for _tag, named in self.elements if (value := named.get("id"))]

    @property
    def links(self) -> list[str]:
        return [named["href"] or "" for _tag, named in self.elements if "href" in named]

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a name."""
        return [attributes for name, attributes in self.elements if name == tag]
