"""Find a passage in a text by its first and last words, whatever typography a copy has.

Copies of one document differ in white space, hyphenation, quotation marks, markup and footnote
marks; none of that may hide a passage. A digit or a "not" is the law itself: every ordinary digit
and every word becomes a token, in order. What is dropped stands in `_SCANNER` and nowhere else.
Upper and lower case count ("May" is not "may").
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from typing import Final

import msgspec

PASSAGE_LIMIT: Final = 3000
"""The greatest length of a passage in characters; last words further away are not its own."""

HEADING_LIMIT: Final = 12
"""The greatest number of words of a line that can be a heading."""


class Token(msgspec.Struct, frozen=True):
    """A word, a number or a sign that bears meaning, normalised.

    `start` and `end` (not included) are characters of the text; `line` counts from 1; `stop` says
    that a full stop, comma, colon or semicolon follows (headings have none).
    """

    text: str
    start: int
    end: int
    line: int
    stop: bool = False


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A place in a text: characters `start` to `end` (not included), hash of its normalised words.

    `section_known` is false where a section was needed to choose and the text has no such words.
    """

    start: int
    end: int
    line: int
    sha256: str
    section_known: bool = True


_QUOTE = r"'\u2018\u2019\u201b`\u00b4\u02bc\uff07\u2032"
# Hyphens, en dash and minus join words and numbers; an em dash always parts words.
_DASH = r"-\u2010-\u2013\u2212"
_DASHES = _DASH + r"\u2014\u2015"
_NOTE_DIGIT = "⁰¹²³⁴-⁹"
# Digits that are no decimal digits (½, ①, ₂, Ⅷ): they count, but they are no letters.
_OTHER_DIGIT = "¼-¾₀-₉⅐-↋①-⓿❶-➓"
_LETTER = f"[^\\W\\d_{_NOTE_DIGIT}{_OTHER_DIGIT}]"
_INVISIBLE = r"\u200b-\u200f\u2060\ufeff"
# Named tags only, and attributes only in their form: "<not 90 days>" is text.
_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))*+\s*"""
_INLINE = rf"</?(?:u|b|i|em|strong|s|small|span|font|a|code|q|cite|abbr){_ATTRIBUTES}>"
_BLOCK = rf"</?(?:p|br|hr|div|h[1-6]|ul|ol|li|table|tr|td|th|blockquote){_ATTRIBUTES}/?>"
_APOSTROPHE = f"[{_QUOTE}]|&(?:[rl]squo|apos|\\#39|\\#821[67]);"
_HYPHEN = f"[{_DASH}\u00ad]|&shy;"
_ENTITY = r"&(?:nbsp|quot|apos|[lr][sd]quo|[nm]dash|shy|amp|\#(?:34|39|160|821[1267]|822[01]));"
_INSIDE = f"(?:[*{_INVISIBLE}\u0300-\u036f]|{_INLINE})*+"
# "resi-\ndence" is "residence", and "draft-\ndodgers" is "draft-dodgers": only one form fits both,
# so a hyphen between letters joins always, with or without white space behind it.
_JOIN = f"{_INSIDE}(?:{_APOSTROPHE}|(?:{_HYPHEN})\\s*+)?+{_INSIDE}"

_SCANNER = re.compile(
    rf"""
      (?P<skip>
          <sup>\s*\[?\d{{1,3}}\]?\s*</sup>          # note marks: raised digits,
        | [{_NOTE_DIGIT}]+
        | \[\^\d{{1,3}}\]                           # [^1],
        | (?:(?<=[^\W_]|[.,;!?)\]%\u201d\u2019\u00bb\u2026])|(?<=[\w.,!?]["']))
          \[\d{{1,3}}\]                            # [1] that adheres to a word or stop;
        | (?<=\])\((?:[#/][^()\s]*|[a-z]+://[^()\s]*|mailto:[^()\s]*)?\)  # a link's address
        | {_INLINE} | {_BLOCK} | {_ENTITY}
      )
    | (?P<word>{_LETTER}+(?:{_JOIN}{_LETTER}+)*+[\u0300-\u036f]*)
    | (?P<number>\d+(?:[.,:/]\d+)*+)
    | (?P<other>[{_OTHER_DIGIT}])
    | (?P<range>(?<=\d)\s*+[{_DASHES}]\s*+(?=\d))
    | (?P<minus>(?<![\w)\]%])[{_DASH}](?=\d))
    | (?P<sign>[%‰§$€£₽₸₾°≥≤±]|[+<>](?=\d)|(?<=\d)\+)
    """,
    re.VERBOSE,
)
_IN_WORD = re.compile(f"{_INLINE}|[*{_INVISIBLE}]|(?:{_HYPHEN})\\s*")
_ANY_QUOTE = re.compile(_APOSTROPHE)
_STOP = re.compile(r"""["'\u201d\u2019)\]*]*[.,;:!?]""")


def tokens(text: str) -> list[Token]:
    """The words, numbers and meaningful signs of a text, normalised, with their places."""
    found: list[Token] = []
    line, counted = 1, 0
    for match in _SCANNER.finditer(text):
        kind = match.lastgroup
        if kind == "skip" or kind is None:
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        stop = _STOP.match(text, match.end()) is not None
        found.append(Token(_normal(kind, match[0]), match.start(), match.end(), line, stop))
    return found


def _normal(kind: str, written: str) -> str:
    if kind in ("range", "minus"):
        return "-"
    if kind == "word":
        written = _ANY_QUOTE.sub("'", _IN_WORD.sub("", written))
    return written if written.isascii() else unicodedata.normalize("NFKC", written)


def words(text: str) -> list[str]:
    """The normalised words of a text, without places."""
    return [token.text for token in tokens(text)]


def passage_hash(passage: list[str]) -> str:
    """SHA-256, in hex, of normalised words joined by one space."""
    return hashlib.sha256(" ".join(passage).encode()).hexdigest()


def find(document: list[Token], first: str, last: str, section: str | None = None) -> list[Passage]:
    """All places where the words `first` are followed by the nearest words `last`, in order.

    Of several `first` before one `last` the nearest begins the passage; the two may overlap.

    `section` only chooses among several places: those under that heading, else those behind it.
    Places whose words are the same are given one by one.
    """
    begins, ends = words(first), words(last)
    if not begins or not ends:
        return []
    texts = [token.text for token in document]
    spans = _spans(document, _places(texts, begins), _places(texts, ends), len(begins), len(ends))
    known = True
    if len(spans) > 1 and section and words(section):
        headings = _headings(document, section)
        known = bool(headings)
        spans = _under(document, spans, headings) or spans
    return [
        Passage(
            start=document[i].start,
            end=document[j - 1].end,
            line=document[i].line,
            sha256=passage_hash(texts[i:j]),
            section_known=known,
        )
        for i, j in spans
    ]


def _places(texts: list[str], phrase: list[str]) -> list[int]:
    size = len(phrase)
    return [
        i for i, text in enumerate(texts) if text == phrase[0] and texts[i : i + size] == phrase
    ]


def _spans(
    document: list[Token], begins: list[int], ends: list[int], first: int, last: int
) -> list[tuple[int, int]]:
    """Pairs of token numbers (first, behind the last); `first`, `last`: lengths of the phrases."""
    spans: list[tuple[int, int]] = []
    for place in ends:
        stop = place + last
        before = [i for i in begins if i <= place and i + first <= stop]
        if not before or (spans and spans[-1][0] == before[-1]):
            continue
        if document[stop - 1].end - document[before[-1]].start <= PASSAGE_LIMIT:
            spans.append((before[-1], stop))
    return spans


def _headings(document: list[Token], section: str) -> list[int]:
    """Token numbers behind the heading: where it fills a line, else wherever its words stand.

    Of `Reactions / Georgia` the last part counts; of `ENDNOTES (12)` the brackets do not. Case
    does not count.
    """
    named = re.sub(r"\s*\([^()]*\)\s*$", "", re.split(r"\s[/\u203a>]\s", section)[-1])
    phrase = [word.casefold() for word in words(named) or words(section)]
    places = _places([token.text.casefold() for token in document], phrase)
    size = len(phrase)
    alone = [
        i
        for i in places
        if (i == 0 or document[i - 1].line < document[i].line)
        and (i + size == len(document) or document[i + size].line > document[i + size - 1].line)
    ]
    return [i + size for i in alone or places]


def _under(
    document: list[Token], spans: list[tuple[int, int]], headings: list[int]
) -> list[tuple[int, int]]:
    if not headings:
        return []
    bounds = [(start, _section_end(document, start)) for start in headings]
    inside = [span for span in spans if any(a <= span[0] < b for a, b in bounds)]
    return inside or [span for span in spans if span[0] >= headings[0]]


def _section_end(document: list[Token], start: int) -> int:
    """The next line that looks like a heading: short, behind an empty line, without a stop."""
    i = start
    while i < len(document):
        j = i + 1
        while j < len(document) and document[j].line == document[i].line:
            j += 1
        apart = i > 0 and document[i].line - document[i - 1].line > 1
        if i > start and apart and j - i <= HEADING_LIMIT and not document[j - 1].stop:
            return i
        i = j
    return len(document)


def nearest(text: str, document: list[Token], phrase: str) -> str | None:
    """The words of a text that share most with a phrase that is not found; None below 3 in 5.

    A suggestion for a person to judge, never a match.
    """
    wanted = [word.casefold() for word in words(phrase)]
    size = len(wanted)
    if not size or len(document) < size:
        return None
    texts = [token.text.casefold() for token in document]
    here = Counter(texts[:size])
    need = Counter(wanted)
    best, place = 0.0, 0
    for i in range(len(texts) - size + 1):
        if i:
            here[texts[i - 1]] -= 1
            here[texts[i + size - 1]] += 1
        shared = sum(min(count, here[word]) for word, count in need.items())
        ordered = sum(a == b for a, b in zip(wanted, texts[i : i + size], strict=True))
        if (score := shared + ordered / (size + 1)) > best:
            best, place = score, i
    if best < 0.6 * size:
        return None
    return " ".join(text[document[place].start : document[place + size - 1].end].split())
