"""Texts that have broken programs before: of other scripts, invisible, steering, long, or of somebody else's syntax."""

from __future__ import annotations

import hypothesis.strategies as st

PIECES = [
    "", " ", "\t", "\n", "\r\n", "\r", "\x00", "\x07", "\x1b[2J", "\x1b]0;title\x07", "\x7f", "\x85", "\x9b31m",
    "\u2028", "\u2029", "\u00a0", "\u00ad", "\u200b", "\u200d", "\u202e", "\u2066", "\ufeff", "\ufffe", "\uffff",
    "e\u0301", "и\u0306", "ﬁ", "ß", "İ", "ı", "ﷺ", "٣", "５", "½", "²", "👩‍👩‍👧‍👦", "🇷🇺", "\U000e0041", "𝟗𝟎", "漢",
    "שלום",
    "<script>alert(1)</script>", "</style>", "<!--", "-->", "&amp;", "&#0;", "\"><img src=x>", "'", '"', "`", "``", "|",
    "\\", "\\n", "\\,", ";", ",", ":", "=", "=1+1", "+1", "-1", "@SUM(A1)", "[bold]", "[/]", "[link=http://a]", "**",
    "__", "# ", "> ", "- ", "1. ", "![x](http://a)", "](javascript:1)", "{x}", "{0}", "{", "}", "{{ x }}", "{% x %}",
    "%s", "%", "$HOME", "../../etc/passwd", "END:VEVENT", "BEGIN:VALARM", "none", "null", "~", "yes", "no", "NO", "on",
    "unknown", "declined", "everybody", "all", "not stated", "-0", "1e9", "0x10", "1_000", "NaN", "inf", "9" * 30,
]  # fmt: skip
"""One thing each; a text is made of some of them and of ordinary words."""

LONG = [
    "a" * 5_000, "ж" * 5_000, "a " * 3_000, "9" * 5_000, "\u202e" * 500, "[" * 300, "{" * 300, "<b>" * 300,
    ("word " * 12 + "\n") * 100,
]  # fmt: skip


def texts(*, most: int = 6) -> st.SearchStrategy[str]:
    """Hostile texts, short ones mostly; never half a surrogate pair, which no file of UTF-8 holds."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    pieces = st.lists(st.sampled_from(PIECES) | anything, min_size=1, max_size=most)
    return st.one_of(
        pieces.map("".join), pieces.map(" ".join), st.sampled_from(PIECES), st.sampled_from(LONG)
    )
