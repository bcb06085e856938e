"""What the words of a rule are: its sentences and the passages they rest on, and what of them has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from pathfinder.language import records
from pathfinder.language.walking import parts_of
from pathfinder.review.compare.meaning import conditions_of
from pathfinder.review.compare.records import Passage, PassageTurned, Turned
from pathfinder.rulebook.book import RuleBook

MOST_PAIRED = 60
"""So many sentences on either side are paired by likeness; of more, the rest stand as gone and new."""

ALIKE = 0.5
"""So alike, from 0 to 1, a sentence and another have to be to be shown as before and after."""


class Said(msgspec.Struct, frozen=True):
    """A sentence of a rule: what it is, its words, and the ids of the citations it rests on."""

    what: str
    text: str
    cites: tuple[str, ...] = ()


def said_by(owner: records.Pathway | records.Caution) -> list[Said]:
    """Every sentence of a pathway or a caution, in order."""
    if isinstance(owner, records.Caution):
        found = [Said("sentence", owner.says, owner.cites), *_of_span(owner.span.derived)]
        found += [each for one in conditions_of(owner) for each in _of_condition(one)]
        return found + [each for doubt in owner.open for each in _of_doubt(doubt)]
    found = [Said("title", owner.title)]
    for version in owner.versions:
        found += _of_version(version)
    return found + [Said("context", each.says, each.cites) for each in owner.context]


def _of_version(version: records.Version) -> Iterator[Said]:
    yield Said("in force", "", version.cites)
    yield from _of_span(version.span.derived)
    for condition in (version.requires, *version.refused):
        if condition is not None:
            yield from _of_condition(condition)
    for closure in version.closed:
        yield Said("closure", closure.says, closure.cites)
        yield from _of_span(closure.span.derived)
        if closure.disputed:
            yield Said("dispute", closure.disputed, closure.disputed_cites)
    if version.grants is not None:
        yield Said("grant", version.grants.says, version.grants.cites)
        yield from _of_span(version.grants.derived)
    for duty in version.duties:
        yield Said("duty", duty.says, duty.cites)
        yield from _of_span(duty.derived)
        if duty.when is not None:
            yield from _of_condition(duty.when)
    for doubt in version.open:
        yield from _of_doubt(doubt)


def _of_condition(condition: records.AnyCondition) -> Iterator[Said]:
    for part in parts_of(condition):
        if part.says or part.cites:
            yield Said("condition", part.says, part.cites)
        if part.doubt:
            yield Said("doubt", part.doubt, part.cites)
        if isinstance(part, records.Readings):
            yield Said("readings", part.about, part.cites)
        if part.derived:
            yield Said("derived", part.derived)
        if part.applies is not None:
            yield from _of_span(part.applies.span.derived)


def _of_span(derived: str) -> list[Said]:
    return [Said("derived", derived)] if derived else []


def _of_doubt(doubt: records.Doubt) -> Iterator[Said]:
    yield Said(f"open ({doubt.kind})", doubt.says, doubt.cites)
    if doubt.because:
        yield Said("because", doubt.because)
    for says, cites in doubt.sides:
        yield Said("side", says, cites)


def sentences_turned(before: Iterable[Said], after: Iterable[Said]) -> list[Turned]:
    """The sentences that are gone, new or written anew. Order, and how often one stands, is no difference."""
    olds = dict.fromkeys((one.what, one.text) for one in before if one.text)
    news = dict.fromkeys((one.what, one.text) for one in after if one.text)
    gone, come = [one for one in olds if one not in news], [one for one in news if one not in olds]
    found: list[Turned] = []
    for what, text in gone:
        partner = _partner(what, text, come[:MOST_PAIRED]) if len(gone) <= MOST_PAIRED else None
        if partner is not None:
            come.remove(partner)
        found.append(Turned(what, text, partner[1] if partner is not None else None))
    return [*found, *(Turned(what, None, text) for what, text in come)]


def _partner(what: str, text: str, among: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The sentence of the same kind that is most like one; a title has no other partner than the title."""
    from difflib import SequenceMatcher

    fitting = [each for each in among if each[0] == what]
    if what == "title" and fitting:
        return fitting[0]
    best, found = ALIKE, None
    words = text.split()
    for each in fitting:
        likeness = SequenceMatcher(None, words, each[1].split(), autojunk=False).ratio()
        if likeness >= best:
            best, found = likeness, each
    return found


def passages_turned(
    old: RuleBook, before: Iterable[Said], new: RuleBook, after: Iterable[Said]
) -> list[PassageTurned]:
    """The passages cited no more, newly, or for other sentences than before."""
    olds, news = _by_passage(old, before), _by_passage(new, after)
    gone = [each for each in olds if each not in news]
    come = [each for each in news if each not in olds]
    found: list[PassageTurned] = []
    for passage in gone:
        partner = next((each for each in come if _same_place(passage, each)), None)
        if partner is not None:
            come.remove(partner)
        found.append(PassageTurned(passage, partner))
    found += [PassageTurned(None, passage) for passage in come]
    return found + list(_moved(olds, news))


def _moved(olds: dict[Passage, set[str]], news: dict[Passage, set[str]]) -> Iterator[PassageTurned]:
    """Passages that some sentence which stands in both books rests on in one of them only."""
    known = {text for texts in olds.values() for text in texts}
    known &= {text for texts in news.values() for text in texts}
    for passage, texts in olds.items():
        if passage in news:
            lost = (texts - news[passage]) & known
            won = (news[passage] - texts) & known
            if lost:
                yield PassageTurned(passage, None, tuple(sorted(lost)))
            if won:
                yield PassageTurned(None, passage, tuple(sorted(won)))


def _same_place(one: Passage, two: Passage) -> bool:
    """Whether a passage is another cut of the same text."""
    same = (one.document, one.section) == (two.document, two.section)
    return same and (one.first == two.first or one.last == two.last)


def _by_passage(book: RuleBook, sentences: Iterable[Said]) -> dict[Passage, set[str]]:
    found: dict[Passage, set[str]] = {}
    for one in sentences:
        for cite in one.cites:
            found.setdefault(passage_of(book, cite), set()).add(one.text)
    return found


def passage_of(book: RuleBook, cite: str) -> Passage:
    """What a citation names."""
    locked = book.citations.get(cite)
    if locked is None:
        return Passage("", cite, "", "")
    citation = locked.citation
    return Passage(citation.document, citation.section, citation.first, citation.last)
