"""Part a document into its sentences, so that a reviewer can say of each one what became of it.

A sentence here is what a reviewer reads in one go: a sentence, a heading, an item of a list, an endnote, or a
piece of a sentence that a pull quote has torn apart. Every letter and every digit lies in exactly one of them;
nothing is ever dropped, so that no passage can slip through between two sentences.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

import msgspec

from pathfinder.sources.passages import HEADING_LIMIT, Token


class Sentence(msgspec.Struct, frozen=True):
    """Characters `start` to `end` (not included) of the text; begins and ends with a visible character.

    `heading` is true only of a line that markup makes one (`== Georgia ==`, `# Georgia`), never by a guess.
    """

    start: int
    end: int
    heading: bool = False


NO_STOP: Final = frozenset(
    {
        "Art", "Col", "Dr", "Ed", "Fig", "Gen", "Lt", "Mr", "Mrs", "Ms", "No", "Nos", "Op",
        "Pp", "Prof", "Rev", "Sen", "Sgt", "Sr", "St", "Vol", "al", "approx", "art", "ca", "cf",
        "ed", "eg", "fig", "ibid", "ie", "incl", "no", "nos", "op", "p", "pp", "resp", "vol",
        "vs",
    }
)  # fmt: skip
"""Words whose full stop does not end a sentence."""

_NOTE_DIGIT = "⁰¹²³⁴-⁹"
_CLOSING = r"(?:[\"'”’»)\]*_]|</\w+>)*"
_NOTES = rf"(?:[{_NOTE_DIGIT}]+|\[\^?\d{{1,3}}\])*"
_BREAK = re.compile(rf"[.!?…]+{_CLOSING}{_NOTES}{_CLOSING}(?=\s)")
_ENDED = re.compile(rf"[.!?…:;]{_CLOSING}{_NOTES}{_CLOSING}\s*\Z")
_LAST_WORD = re.compile(r"(?:[^\W_]+\.)*[^\W_]+\Z")
_NEXT = re.compile(r"\s*[\"'“‘«(\[*_]*(?P<word>\w*)")
_SHORT_QUOTE = re.compile(r"\s*[^\s\"”.!?]+(?: [^\s\"”.!?]+)?[\"”]")
_MONTH = re.compile(
    r"\s*(?:Jan|Feb|Mär|March|Mar|Apr|May|Mai|June|Juni|Jun|July|Juli|Jul|Aug|Sep|Oct|Okt|Nov|Dec|Dez)"
)

_MARK = re.compile(rf"[ \t]*(?:[-*•–—] |\d{{1,3}}[.)] |[{_NOTE_DIGIT}]+ ?|\[\d{{1,3}}\] ?|=+|#+ )")
"""How a line begins that is no continuation: a list item, a footnote, a heading of a wiki."""

_ENDNOTE = re.compile(r"[ \t]*[-*•] ")
"""An item of a list, endnotes among them, stays whole: its stops are those of titles and dates."""

_HEADING = re.compile(r"\s*(?:(=+)[^=]+\1|#{1,6} .+)\s*")

_RUNS_ON = re.compile(r"(?:,|\band|\bor)\Z")
"""The end of a line behind which even a capital letter goes on with the sentence."""

_FULL_LINE: Final = 60
"""A line this long, in characters, without a stop, was broken by the width of a page and not by its author."""


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; what lies between them holds no letter and no digit."""
    found: list[Sentence] = []
    for start, end in _blocks(text):
        heading = _HEADING.fullmatch(text, start, end) is not None
        whole = heading or _ENDNOTE.match(text, start, end) is not None
        cuts = [] if whole else _cuts(text, start, end)
        for begin, stop in pairwise([start, *cuts, end]):
            piece = text[begin:stop]
            if any(char.isalnum() for char in piece):
                inside = begin + len(piece) - len(piece.lstrip())
                found.append(Sentence(inside, inside + len(piece.strip()), heading))
    return found


def sentence_tokens(found: list[Sentence], tokens: list[Token]) -> list[range]:
    """For each sentence the numbers of its tokens; a token belongs to the sentence in which it begins."""
    ranges: list[range] = []
    i = 0
    for place, _sentence in enumerate(found):
        following = found[place + 1].start if place + 1 < len(found) else None
        begin = i
        while i < len(tokens) and (following is None or tokens[i].start < following):
            i += 1
        ranges.append(range(begin, i))
    return ranges


def _blocks(text: str) -> list[tuple[int, int]]:
    """Stretches that hold whole sentences: lines, joined where a sentence runs on in the next one."""
    blocks: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\r\n]*[^\s][^\r\n]*", text):
        start, end = match.span()
        if blocks:
            apart = len(re.findall(r"\r\n?|\n", text[blocks[-1][1] : start])) > 1
            if _runs_on(text, blocks[-1], start, end, apart=apart):
                blocks[-1] = (blocks[-1][0], end)
                continue
        blocks.append((start, end))
    return blocks


def _runs_on(text: str, before: tuple[int, int], start: int, end: int, *, apart: bool) -> bool:
    """Whether the line from `start` to `end` goes on with the sentence that the block before has begun.

    Pages turned into text break sentences in the middle, with an empty line (`apart`) or without. A short line
    without a stop is a heading, which runs on into nothing.
    """
    line = text[before[0] : before[1]].rstrip()
    line = line[max(line.rfind("\n"), line.rfind("\r")) + 1 :]
    if _MARK.match(text, start, end) or _ENDED.search(line) or line.startswith("="):
        return False
    following = text[start:end].lstrip()
    goes_on = following[0].islower() or following[0].isdigit() or bool(_RUNS_ON.search(line))
    if len(line.split()) <= HEADING_LIMIT:
        return not apart and goes_on
    return goes_on or (not apart and len(line) >= _FULL_LINE)


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Where one sentence of a block ends and the next begins."""
    return [
        match.end()
        for match in _BREAK.finditer(text, start, end)
        if match.end() < end and _ends(text, start, match.start(), match.end(), end)
    ]


def _ends(text: str, start: int, stop: int, behind: int, end: int) -> bool:
    """Whether the full stop at `stop` ends a sentence; what follows it begins at `behind`."""
    following = _NEXT.match(text, behind, end)
    word = following["word"] if following else ""
    if word[:1].islower():
        return False
    if text[stop] != "." or text[stop : stop + 2] == "..":
        return True
    last = _LAST_WORD.search(text[max(start, stop - 40) : stop])
    before = last[0] if last else ""
    if before in NO_STOP or "." in before or (len(before) == 1 and before.isupper()):
        return False  # an abbreviation, "U.S.", the initial of a name
    if before.isdigit():
        head = text[start : stop - len(before)].split()
        if not head or head[-1].rstrip(".") in NO_STOP or _MONTH.match(text, behind, end):
            return False  # "1. ", "Fig. 1. ", "3. April"
    return not _SHORT_QUOTE.match(text, behind, end)  # a name such as “Novaya Gazeta. Europe”
