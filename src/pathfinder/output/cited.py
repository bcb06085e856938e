"""Citations as short tags in the text, and as a list of documents and passages."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from pathfinder.engine.assessment import Assessment, CitedPassage, DocumentNote, Receipt
from pathfinder.i18n import _, ngettext
from pathfinder.output.page import Line, item, section, text
from pathfinder.output.words import age_words, shortened
from pathfinder.values.dates import parse_uncertain

_LONGEST = 32
"""Columns of a heading that a tag shows; some headings of the documents fill a line."""

_TITLE = 44
"""Columns of a document's title in the short list."""


class Citations(msgspec.Struct, frozen=True):
    """The passages of a result by id.

    With `exact` a tag names the passage itself, for people who look it up; otherwise its heading.
    """

    passages: dict[str, CitedPassage]
    exact: bool

    def tag(self, ids: Iterable[str]) -> str:
        """` [001 Visa-free countries; 002]` with a space before it; nothing for no ids.

        The first passage has its heading, of the others only their documents are named. An id
        without a passage stands as it is: a missing source has to be seen.
        """
        named = list(dict.fromkeys(self._name(id_) for id_ in ids))
        if not self.exact:
            first = named[:1]
            others = dict.fromkeys(name.partition(" ")[0] for name in named[1:])
            named = first + [name for name in others if not first[0].startswith(f"{name} ")]
        return f" [{'; '.join(named)}]" if named else ""

    def _name(self, id_: str) -> str:
        passage = self.passages.get(id_)
        if passage is None:
            return id_
        if self.exact:
            return f"{passage.document} {id_}"
        return f"{passage.document} {shortened(passage.section, _LONGEST)}".strip()


def collect(assessment: Assessment, *, exact: bool) -> Citations:
    """Every passage that the result or one of its pathways names."""
    found = {passage.id: passage for passage in assessment.citations}
    for passage in _of_pathways(assessment):
        found.setdefault(passage.id, passage)
    return Citations(found, exact)


def _of_pathways(assessment: Assessment) -> list[CitedPassage]:
    return [
        passage
        for destination in assessment.destinations
        for pathway in destination.pathways
        for passage in pathway.citations
    ]


def passage_lines(depth: int, passages: list[CitedPassage]) -> list[Line]:
    """Passages by section, first and last words, and whether they were found in the text."""
    words = _('{document}, {section}: from "{first}" to "{last}" ({verified})')
    return [
        item(
            depth,
            (each.id, "strong"),
            ": ",
            words.format(
                document=each.document,
                section=each.section,
                first=each.from_,
                last=each.to,
                verified=_verified(each),
            ),
        )
        for each in passages
    ]


def _verified(passage: CitedPassage) -> str:
    if not passage.verified:
        return _("not verified")
    if passage.checked is None:
        return _("found in the text")
    return _("found in the text, checked {day}").format(day=passage.checked)


def documents(assessment: Assessment, citations: Citations) -> list[Line]:
    """The list at the end: each document, how old it is, whether its passages were found in it.

    With exact citations also the passages that stand with no pathway, those of dangers and notes.
    """
    lines = [section(_("The documents that this rests on"))]
    shown = {passage.id for passage in _of_pathways(assessment)}
    for note in assessment.documents:
        passages = [each for each in citations.passages.values() if each.document == note.id]
        words = _document_words(note) if citations.exact else _document_briefly(note)
        words = f" {words} {_unverified_words(passages)}".rstrip()
        lines.append(item(0, (note.id, "strong"), words))
        if citations.exact:
            if note.where:
                lines.append(item(1, _("Where to get it: {where}").format(where=note.where)))
            lines += passage_lines(1, [each for each in passages if each.id not in shown])
    found = _found_words([each for each in citations.passages.values() if each.verified])
    lines.append(_receipt(assessment.receipt, citations.exact, found))
    return lines


def _receipt(receipt: Receipt, exact: bool, found: str) -> Line:
    rules = receipt.rules if exact else _short_hash(receipt.rules)
    made = _("Made by {program} from the rules {rules}, for {day}.")
    words = made.format(program=receipt.program, rules=rules, day=receipt.on)
    return text((f"{found} {words}".strip(), "quiet"))


def _document_words(note: DocumentNote) -> str:
    words = _("{title}, by {author}. Published: {published} ({age}).")
    if parse_uncertain(note.published) is None and note.months_old is not None:
        words = _(
            "{title}, by {author}. Published: {published}; it speaks of nothing later than {age}."
        )
    return words.format(
        title=note.title,
        author=note.author,
        published=note.published,
        age=age_words(note.months_old),
    )


def _document_briefly(note: DocumentNote) -> str:
    """In short enough for one line: the head says how old the newest is."""
    title = shortened(note.title, _TITLE)
    when = note.published if parse_uncertain(note.published) else _("undated")
    return _("{title} ({author}, {when}).").format(title=title, author=note.author, when=when)


def _unverified_words(passages: list[CitedPassage]) -> str:
    """How many of the passages that were used nobody has found in the text."""
    n, doubtful = len(passages), sum(not each.verified for each in passages)
    if not doubtful:
        return ""
    return ngettext(
        "{doubtful} of {n} passage not verified: look it up before relying on it.",
        "{doubtful} of {n} passages not verified: look them up before relying on them.",
        n,
    ).format(n=n, doubtful=doubtful)


def _found_words(passages: list[CitedPassage]) -> str:
    """How many of the passages that were used were found in their texts, and when."""
    n = len(passages)
    if not n:
        return ""
    days = sorted({each.checked for each in passages if each.checked})
    when = (
        _(" (checked {day})").format(day=" - ".join(dict.fromkeys((days[0], days[-1]))))
        if days
        else ""
    )
    return ngettext(
        "{n} passage was found in its text{when}.",
        "{n} passages were found in their texts{when}.",
        n,
    ).format(n=n, when=when)


def _short_hash(name: str) -> str:
    """`sha256:` and twelve figures tell two rule books apart; the JSON has them all."""
    head, colon, figures = name.partition(":")
    return f"{head}{colon}{figures[:12]}"
