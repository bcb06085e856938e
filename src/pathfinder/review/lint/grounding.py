"""Whether the numbers, dates, periods, countries and listed words of the rules stand in the passages they cite.

Where the documents are at hand every literal is looked up (PF214). Where they are not, the lock says of each pathway
and caution whether it was verified as it stands now (PF215): a fingerprint of its literals and citations.
"""

from __future__ import annotations

import functools
import hashlib
import json
import re
from collections.abc import Collection

import msgspec

from pathfinder.i18n import _
from pathfinder.language.problems import Place, Problem
from pathfinder.review.literals import Grounded, Literal, Reader
from pathfinder.review.wording import (
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
from pathfinder.sources.lock import Lock, fingerprint
from pathfinder.sources.passages import find
from pathfinder.values.dates import parse_period


class Verified(msgspec.Struct, frozen=True):
    """What looking up found.

    `fingerprints` are those of the pathways and cautions all of whose literals were found; `unsearched` the names of
    those of which a document is not at hand.
    """

    problems: list[Problem]
    fingerprints: dict[str, str]
    unsearched: tuple[str, ...] = ()


class _Text(msgspec.Struct, frozen=True):
    """A passage for searching: its plain words, its heading and the title of its document, and its language."""

    words: str
    around: str
    language: str


def parts_of(book: RuleBook) -> dict[str, list[Grounded]]:
    """The parts of every pathway and caution that have literals, by owner."""
    reader = Reader(book.vocabulary, _definitions_file(book))
    found = {pathway.id: reader.pathway(pathway) for pathway in book.pathways.values()}
    return found | {caution.id: reader.caution(caution) for caution in book.cautions.values()}


def _definitions_file(book: RuleBook) -> str:
    named = (
        locked.citation.file
        for name, locked in book.citations.items()
        if name.startswith("definitions/")
    )
    return next(named, "definitions.yaml")


def fingerprints_of(book: RuleBook) -> dict[str, str]:
    """The fingerprint of every pathway and caution: of its literals, why some are derived, and its citations."""
    return {owner: _fingerprint(parts, book) for owner, parts in parts_of(book).items()}


def _fingerprint(parts: list[Grounded], book: RuleBook) -> str:
    said = [
        [
            sorted([literal.kind, literal.text] for literal in part.literals),
            [fingerprint(book.citations[cite].citation) for cite in part.cites],
            part.derived,
        ]
        for part in parts
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def ground(book: RuleBook, library: Library) -> Verified:
    """Look every literal up in its cited passages."""
    seeker = _Seeker(book, library)
    problems: dict[tuple[str, int, str], Problem] = {}
    verified: dict[str, str] = {}
    unsearched: list[str] = []
    for owner, parts in parts_of(book).items():
        cites = {cite for part in parts for cite in part.cites}
        found = [problem for part in parts for problem in seeker.problems(part, owner)]
        lost = sorted(cite for cite in cites if seeker.text(cite) is None)
        if not all(map(seeker.at_hand, cites)):
            unsearched.append(owner)
        elif lost:
            why = _("the documents at hand do not hold {cites}").format(cites=", ".join(lost))
            found.append(_not_verified(book, owner, why))
        elif not found:
            verified[owner] = _fingerprint(parts, book)
        for problem in found:
            problems.setdefault((problem.place.file, problem.place.line, problem.message), problem)
    return Verified(list(problems.values()), verified, tuple(unsearched))


def recall(book: RuleBook, lock: Lock, owners: Collection[str] | None = None) -> list[Problem]:
    """Without the documents: which rules (all, or those named) the lock does not know as they stand.

    A rule book whose lock knows no rule at all has never been near its documents, and each of its rules would be
    told: nothing is said.
    """
    found = []
    for owner, now in fingerprints_of(book).items() if lock.rules else ():
        if owners is not None and owner not in owners:
            continue
        known = lock.rules.get(owner)
        if known is None:
            found.append(_not_verified(book, owner, _("they never were")))
        elif known.rule != now:
            why = _("they have changed since {day}").format(day=known.verified)
            found.append(_not_verified(book, owner, why))
    return found


def _not_verified(book: RuleBook, owner: str, why: str) -> Problem:
    record = book.pathways.get(owner) or book.cautions[owner]
    return Problem(
        code="PF215",
        message=_(
            "Its numbers, dates and names are not verified against the documents: {why}."
        ).format(why=why),
        place=Place(record.file, record.line, record.column),
        within=owner,
        help=_("Run `pathfinder sources lock` where the documents are at hand."),
        severity="warning",
    )


class _Seeker:
    """Finds literals in passages; each passage is looked up once."""

    def __init__(self, book: RuleBook, library: Library) -> None:
        self.book = book
        self.library = library
        self._texts: dict[str, _Text | None] = {}

    def text(self, cite: str) -> _Text | None:
        """The passage of a citation; None where there is no copy or not one passage."""
        if cite not in self._texts:
            self._texts[cite] = self._find(cite)
        return self._texts[cite]

    def at_hand(self, cite: str) -> bool:
        """Whether there is a copy of the document of a citation that can be read."""
        return self.library.copy_of(self.book.citations[cite].citation.document).searchable

    def _find(self, cite: str) -> _Text | None:
        citation = self.book.citations[cite].citation
        copy = self.library.copy_of(citation.document)
        if not copy.searchable:
            return None
        places = find(copy.tokens, citation.first, citation.last, citation.section)
        if len({place.sha256 for place in places}) != 1:
            return None
        document = self.book.documents[citation.document]
        words = copy.text[places[0].start : places[0].end]
        return _Text(
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
        return [self._lacking(literal, part, owner, known) for literal in lacking]

    def holds(self, literal: Literal, texts: list[_Text]) -> bool:
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

    def _lacking(self, literal: Literal, part: Grounded, owner: str, texts: list[_Text]) -> Problem:
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
