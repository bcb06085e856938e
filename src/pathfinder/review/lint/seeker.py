"""Looks numbers, dates, periods and names up in the passages that are cited for them."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

import msgspec

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem
from pathfinder.review.lint.literals import Grounded, Literal
from pathfinder.review.lint.wording import (
    country_pattern,
    date_patterns,
    number_pattern,
    option_pattern,
    period_pattern,
    plain,
)  # fmt: skip
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.names import country_names
from pathfinder.sources.library import Library
from pathfinder.sources.lock import Finding
from pathfinder.sources.passages import find
from pathfinder.values.dates import parse_period


class PassageText(msgspec.Struct, frozen=True):
    """A passage for searching: its plain words, its heading and the title of its document, and its language."""

    words: str
    around: str
    language: str


class Seeker:
    """Finds literals in passages; each passage is looked up once."""

    def __init__(
        self, book: RuleBook, library: Library, looked_up: Mapping[str, Finding] | None = None
    ) -> None:
        self.book = book
        self.library = library
        self.looked_up = looked_up or {}
        self._texts: dict[str, PassageText | None] = {}
        self._countries: dict[tuple[str, str], re.Pattern[str]] = {}

    def text(self, cite: str) -> PassageText | None:
        """The passage of a citation; None where there is no copy or not one passage."""
        if cite not in self._texts:
            self._texts[cite] = self._find(cite)
        return self._texts[cite]

    def at_hand(self, cite: str) -> bool:
        """Whether there is a copy of the document of a citation that can be read."""
        return self.library.copy_of(self.book.citations[cite].citation.document).searchable

    def _find(self, cite: str) -> PassageText | None:
        citation = self.book.citations[cite].citation
        copy = self.library.copy_of(citation.document)
        if not copy.searchable:
            return None
        if cite in self.looked_up:
            passage = self.looked_up[cite].passage
            places = [passage] if passage is not None else []
        else:
            places = find(copy.tokens, citation.first, citation.last, citation.section)
        if len({place.sha256 for place in places}) != 1:
            return None
        document = self.book.documents[citation.document]
        words = copy.text[places[0].start : places[0].end]
        return PassageText(
            plain(words), plain(f"{citation.section}. {document.title}"), document.language
        )

    def problems(self, part: Grounded, owner: str) -> list[Problem]:
        """A problem for each literal that its passages do not hold."""
        if part.derived:
            return []
        texts = [self.text(cite) for cite in part.cites]
        known = [text for text in texts if text is not None]
        if len(known) < len(texts):
            return []
        lacking = [literal for literal in part.literals if not self.holds(literal, known)]
        if not lacking:
            return []
        elsewhere = self._elsewhere(part)
        if elsewhere:
            return [self._misplaced(lacking, part, owner, elsewhere)]
        return [self._lacking(literal, part, owner, known) for literal in lacking]

    def _elsewhere(self, part: Grounded) -> str:
        """Another citation of the same file whose passage holds every literal of a part; empty where none does."""
        home = part.cites[0].partition("/")[0] if part.cites else ""
        for name in self.book.citations:
            if name.partition("/")[0] == home and name not in part.cites:
                text = self.text(name)
                if text is not None and all(self.holds(one, [text]) for one in part.literals):
                    return name
        return ""

    def _misplaced(
        self, lacking: list[Literal], part: Grounded, owner: str, elsewhere: str
    ) -> Problem:
        message = _("{literals} is not in the cited passage, but in that of “{cite}”.")
        help = _("Cite “{cite}”, if that is what this rests on; otherwise correct it.")
        name = elsewhere.partition("/")[2]
        written = ", ".join(self._shown(literal) for literal in lacking)
        return Problem(
            code="PF410",
            message=message.format(literals=written, cite=name),
            place=_place(part, lacking[0]),
            within=f"{owner} › {part.what}",
            help=help.format(cite=name),
        )

    def speaks_of(self, cite: str, country: str) -> bool:
        """Whether a passage, its heading or its document's title names a country or a region that it is in."""
        text = self.text(cite)
        regions = self.book.vocabulary.regions
        names = [country, *(name for name, one in regions.items() if country in one.members)]
        words = text.words + text.around if text is not None else ""
        language = text.language if text is not None else "en"
        return any(self._country(name, language).search(words) for name in names)

    def _country(self, name: str, language: str) -> re.Pattern[str]:
        key = (name, language)
        if key not in self._countries:
            self._countries[key] = re.compile(self._pattern(Literal("country", name), language))
        return self._countries[key]

    def holds(self, literal: Literal, texts: list[PassageText]) -> bool:
        """Whether one of the passages holds a literal; a year may stand in another than its day."""
        if literal.kind == "date":
            words = "".join(text.words for text in texts)
            languages = {text.language for text in texts}
            return any(
                all(re.search(pattern, words) for pattern in date_patterns(literal.text, language))
                for language in languages
            )
        around = literal.kind == "country"
        return any(
            re.search(
                self._pattern(literal, text.language), text.words + (text.around if around else "")
            )
            for text in texts
        )

    def _pattern(self, literal: Literal, language: str) -> str:
        vocabulary = self.book.vocabulary
        if literal.kind == "number":
            return f" {number_pattern(int(literal.text))} "
        if literal.kind == "period":
            period = parse_period(literal.text)
            return re.escape(literal.text) if period is None else period_pattern(period)
        if literal.kind == "option":
            label = dict(vocabulary.facts[literal.fact].options).get(literal.text, literal.text)
            return option_pattern(literal.text, label)
        region = vocabulary.regions.get(literal.text)
        names = [region.title] if region else [vocabulary.countries.get(literal.text, "")]
        names.append(country_names(language).get(literal.text, ""))
        return country_pattern(literal.text, tuple(names))

    def _lacking(
        self, literal: Literal, part: Grounded, owner: str, texts: list[PassageText]
    ) -> Problem:
        figures = re.findall(r" (\d[\d.]*)(?= )", "".join(text.words for text in texts))
        listed = ", ".join(dict.fromkeys(figures))
        help = _("Correct it, cite the passage that has it, or add `derived:` with the reason.")
        if listed and literal.kind in ("number", "period", "date"):
            help = (
                _("The passage has these figures: {figures}.").format(figures=listed) + " " + help
            )
        return Problem(
            code="PF214",
            message=_("{literal} is not in the cited passage.").format(
                literal=self._shown(literal)
            ),
            place=_place(part, literal),
            within=f"{owner} › {part.what}",
            help=help,
        )

    def _shown(self, literal: Literal) -> str:
        if literal.kind == "country":
            name = self.book.vocabulary.countries.get(literal.text)
            return f"{literal.text} ({name})" if name else literal.text
        return literal.text


_LINES_OF_A_PART = 25
_SENTENCE = re.compile(r"\s*(?:- )?(?:says|doubt|derived|because|cite):")


def _place(part: Grounded, literal: Literal) -> Place:
    """Where in its file a literal is written as a value; the place of its part where that is not found."""
    written = re.compile(rf"(?:[:\[,{{]\s*|-\s+)[\"']?({re.escape(literal.text)})(?![\w-])")
    for number, line in enumerate(_lines(part.file)[part.line - 1 :][:_LINES_OF_A_PART], part.line):
        found = None if _SENTENCE.match(line) else written.search(line)
        if found:
            return Place(part.file, number, found.start(1) + 1)
    return Place(part.file, part.line, part.column)


@functools.lru_cache(maxsize=4)
def _lines(file: str) -> list[str]:
    try:
        with open(file, encoding="utf-8", errors="replace") as source:
            return source.read().split("\n")
    except OSError:
        return []
