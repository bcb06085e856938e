"""Two rule books compared by what they mean: every pathway, every caution, and what stands around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from pathfinder.language import records
from pathfinder.language.profile import Profile
from pathfinder.language.write import plain_facts
from pathfinder.review.compare import records as found
from pathfinder.review.compare.answers import LESS, MORE, Answers, Found, Pair
from pathfinder.review.compare.around import around, mixed_facts
from pathfinder.review.compare.conditions import same_conditions
from pathfinder.review.compare.effects import effects_turned
from pathfinder.review.compare.meaning import caution_form, facts_asked, pathway_form
from pathfinder.review.compare.records import Comparison, Example, OwnerChange, Turned
from pathfinder.review.compare.telling import example_says
from pathfinder.review.compare.until import until_of, until_turned
from pathfinder.review.compare.wording import passages_turned, said_by, sentences_turned
from pathfinder.review.space.people import Person
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import Day, format_day

Owner = records.Pathway | records.Caution
Ends = tuple[str | None, str | None]

MOST_RENAMES = 400
"""So many pairs of what is gone and what is new are compared for being one thing under another name."""

TOUCH_WORDS = {1: "not touched", 2: "touched", 4: "possibly"}
VERDICT_WORDS = {
    1: "ineligible", 2: "eligible", 4: "undetermined", 8: "closed", 16: "not_in_force",
    32: "ineligible",
}  # fmt: skip


def compare(old: RuleBook, new: RuleBook, names: tuple[str, str] = ("old", "new")) -> Comparison:
    """The comparison of two rule books; `names` are what they are called in it."""
    return _Comparer(old, new).compare(names)


class _Comparer:
    def __init__(self, old: RuleBook, new: RuleBook) -> None:
        self.old = old
        self.new = new
        self.mixed = mixed_facts(old, new)

    def compare(self, names: tuple[str, str]) -> Comparison:
        olds: dict[str, Owner] = {**self.old.pathways, **self.old.cautions}
        news: dict[str, Owner] = {**self.new.pathways, **self.new.cautions}
        changes = [self.change(olds[name], news[name]) for name in olds if name in news]
        gone = [olds[name] for name in olds if name not in news]
        come = [news[name] for name in news if name not in olds]
        changes += self.renamed(gone, come)
        changes += [self.one_sided(owner, found.REMOVED) for owner in gone]
        changes += [self.one_sided(owner, found.ADDED) for owner in come]
        told = [each for each in changes if each.result != found.SAME]
        beside = around(self.old, self.new)
        return Comparison(
            old=names[0],
            new=names[1],
            old_hash=f"sha256:{self.old.hash}",
            new_hash=f"sha256:{self.new.hash}",
            owners=sorted(told, key=lambda each: found.ORDER.index(each.result)),
            around=beside,
            same=len(changes) - len(told),
            same_meaning=all(each.result in found.SAME_MEANING for each in told)
            and not any(each.meaning for each in beside),
        )

    def change(self, before: Owner, after: Owner) -> OwnerChange:
        """What has become of one pathway or caution that both books have, perhaps under another id."""
        if type(before) is not type(after):
            return self.one_sided(after, found.APART)
        said = (said_by(before), said_by(after))
        change = OwnerChange(
            id=before.id,
            new_id=after.id if after.id != before.id else None,
            result=found.SAME,
            sentences=sentences_turned(*said),
            passages=passages_turned(self.old, said[0], self.new, said[1]),
            effects=effects_turned(before, after, self.same_condition),
            **_about(after, before),
        )
        if not self.alike(before, after):
            asked = facts_asked(self.old, before) | facts_asked(self.new, after)
            if mixed := sorted(asked & self.mixed):
                return _with(change, result=found.APART, facts=mixed)
            change = self.answered(change, before, after)
        return _with(change, result=_result(change))

    def answered(self, change: OwnerChange, before: Owner, after: Owner) -> OwnerChange:
        """With the days and people for whom the answers differ."""
        old, new = (self.without_mixed(book) for book in (self.old, self.new))
        answers = Pair(old, new, before.id, after.id).compare()
        examples = [self.example(each, before, after) for each in answers.found]
        if isinstance(before, records.Pathway) and not answers.stretches:
            told = until_turned(old, new, before.id, after.id)
            both = ("eligible", "eligible")
            examples += [self.told("until", day, person, both, ends) for day, person, ends in told]
        return _with(change, stretches=answers.stretches, examples=examples)

    def alike(self, before: Owner, after: Owner) -> bool:
        """Whether two mean the same by their form alone."""
        if isinstance(before, records.Pathway) and isinstance(after, records.Pathway):
            return pathway_form(self.old, before) == pathway_form(self.new, after)
        assert isinstance(before, records.Caution)
        assert isinstance(after, records.Caution)
        if before.touches is None and after.touches is None:
            spans = (before.span, after.span)
            days = [(span.possible_from, span.possible_until) for span in spans]
            if days[0] == days[1]:  # whom it touches then follows from the pathways alone
                return True
        return caution_form(self.old, before) == caution_form(self.new, after)

    def example(self, one: Found, before: Owner, after: Owner) -> Example:
        pathway = isinstance(before, records.Pathway)
        words = VERDICT_WORDS if pathway else TOUCH_WORDS
        ends: Ends = (None, None)
        if pathway:
            ends = (
                until_of(self.old, before.id, one.day, one.person),
                until_of(self.new, after.id, one.day, one.person),
            )
        return self.told(one.how, one.day, one.person, (words[one.before], words[one.after]), ends)

    def told(
        self, how: str, day: Day, person: Person, verdicts: tuple[str, str], ends: Ends
    ) -> Example:
        """An example as records and as a sentence."""
        vocabulary = msgspec.structs.replace(
            self.new.vocabulary, facts={**self.old.vocabulary.facts, **self.new.vocabulary.facts}
        )
        said = dict(plain_facts(Profile(values=person), vocabulary))
        on = format_day(day)
        return Example(
            how=how,
            on=on,
            person=said,
            before=verdicts[0],
            after=verdicts[1],
            says=example_says(said, on, verdicts, ends, vocabulary),
            until_before=ends[0],
            until_after=ends[1],
        )

    def renamed(self, gone: list[Owner], come: list[Owner]) -> Iterator[OwnerChange]:
        """What is gone and new with one meaning; it is taken out of both lists."""
        tries = 0
        for before in list(gone):
            for after in sorted(come, key=lambda each: _title(each) != _title(before)):
                tries += 1
                if tries > MOST_RENAMES or not _comparable(before, after):
                    continue
                change = self.change(before, after)
                if change.result in found.SAME_MEANING:
                    gone.remove(before)
                    come.remove(after)
                    yield _with(change, result=found.RENAMED)
                    break

    def one_sided(self, owner: Owner, result: str) -> OwnerChange:
        """A pathway or caution that one book lacks."""
        return OwnerChange(id=owner.id, result=result, **_about(owner, owner))

    def same_condition(self, one: Any, two: Any) -> bool:
        """Whether a condition of either book is met by the same people on all days."""
        return same_conditions(self.old, self.new, one, two, self.mixed)

    def without_mixed(self, book: RuleBook) -> RuleBook:
        """A book without the facts that cannot be compared; who asks them is not compared."""
        if not self.mixed:
            return book
        vocabulary = book.vocabulary
        kept = {name: fact for name, fact in vocabulary.facts.items() if name not in self.mixed}
        constraints = tuple(c for c in vocabulary.constraints if not self.mixed & set(c.facts))
        changed = msgspec.structs.replace(vocabulary, facts=kept, constraints=constraints)
        smaller: RuleBook = msgspec.structs.replace(book, vocabulary=changed)
        return smaller


def _with(change: OwnerChange, **values: Any) -> OwnerChange:
    made: OwnerChange = msgspec.structs.replace(change, **values)
    return made


def _result(change: OwnerChange) -> str:
    ways = {each.how for each in change.examples}
    if change.stretches:
        if not ways & {MORE, LESS}:
            return found.REASON
        return (
            found.SHIFTED
            if {MORE, LESS} <= ways
            else found.WIDER
            if MORE in ways
            else found.NARROWER
        )
    if change.effects or "until" in ways:
        return found.EFFECT
    return found.WORDS if change.sentences or change.passages else found.SAME


def _about(now: Owner, before: Owner) -> dict[str, Any]:
    kind = "pathway" if isinstance(now, records.Pathway) else "caution"
    country = now.country if isinstance(now, records.Pathway) else ", ".join(now.countries)
    return {
        "kind": kind,
        "country": country,
        "title": _title(now),
        "place_before": f"{before.file}:{before.line}",
        "place_after": f"{now.file}:{now.line}",
    }


def _title(owner: Owner) -> str:
    return owner.title if isinstance(owner, records.Pathway) else owner.says


def _comparable(before: Owner, after: Owner) -> bool:
    if isinstance(before, records.Pathway):
        return isinstance(after, records.Pathway) and after.country == before.country
    return isinstance(after, records.Caution) and after.countries == before.countries


def results(changes: Iterable[OwnerChange]) -> dict[str, int]:
    """How many pathways and cautions came to each result, in the order of harm."""
    told = [each.result for each in changes]
    return {result: told.count(result) for result in found.ORDER if result in told}


__all__ = ["Answers", "Turned", "compare", "results"]
