"""The page as Markdown: the sentences of the terminal, and nothing in them that acts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from output.people import EVERYTHING, IN_COURT, LABELS, TURKEY, assessment, with_text
from pathfinder.output import markdown
from pathfinder.output.result import page
from pathfinder.values.text import inert

TRANSCRIPT = Path(__file__).with_name("transcript.md")


def test_the_page_reads_so() -> None:
    """A result is written word for word as in its transcript."""
    written = markdown.render(assessment([TURKEY], [IN_COURT]), labels=LABELS)
    assert written == TRANSCRIPT.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text, written",
    [
        ("plain words, 2024-01-15 (a note).", "plain words, 2024-01-15 (a note)."),
        ("*a* _b_ `c` ~d~", r"\*a\* \_b\_ \`c\` \~d\~"),
        ("[x](https://y.example)", r"\[x\](https\://y.example)"),
        ("<b>&amp;", r"\<b\>\&amp;"),
        ("www.example.org", r"www\.example.org"),
        ("# no heading", r"\# no heading"),
        ("- no item", r"\- no item"),
        ("12. no item", r"12\. no item"),
        ("---", r"\---"),
        ("back\\slash", r"back\\slash"),
        ("\x1b[0m", r"\<U+001B\>\[0m"),
    ],
)
def test_what_acts_is_escaped(text: str, written: str) -> None:
    """Whatever Markdown would act on has a backslash before it; ordinary text has none."""
    assert markdown.escaped(text) == written


def read_back(written: str) -> tuple[set[str], list[str]]:
    """The kinds of a page's elements as a reader of Markdown sees them, and the text of each."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = reader.parse(written)
    inline = [each for token in tokens for each in token.children or []]
    kinds = {token.type.removesuffix("_open").removesuffix("_close") for token in tokens + inline}
    return kinds, [
        "".join(each.content for each in token.children or [])
        for token in tokens
        if token.type == "inline"
    ]


@given(st.text() | st.from_regex(r"[\[\]()<>*_`#~|!&:=+\-. \n0-9a-z]{0,30}"), st.booleans())
def test_no_text_becomes_markup(text: str, explain: bool) -> None:
    """Whatever stands in a result, a reader of Markdown sees headings, lists and that very text."""
    result = with_text(EVERYTHING, text)
    kinds, seen = read_back(markdown.render(result, labels=LABELS, explain=explain))
    assert kinds <= {"heading", "paragraph", "bullet_list", "list_item", "inline", "text"}
    lines = page(result, LABELS, explain=explain)
    assert [plain(words) for words in seen] == [
        plain(inert("".join(run for run, _ in line.runs))) for line in lines
    ]


def plain(words: str) -> str:
    """Without brackets and outer spaces: citations have round ones in Markdown."""
    return words.translate(str.maketrans("[]", "()")).strip()
