"""Rules that tell many members of one set apart."""

from __future__ import annotations

import itertools

import msgspec
import pytest

from engine.completions import DAY
from engine.small_rules import VOCABULARY, book
from pathfinder.engine import day, groups
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.rows import Row
from pathfinder.language import records
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.values.dates import Span

LETTERS = "abcdefghijklmnopqrst"
TYPES = "CDEFGHIJ"


def many() -> Vocabulary:
    """The reduced vocabulary with twenty acts and eight types of visas."""
    acts = msgspec.structs.replace(
        VOCABULARY.facts["acts"], options=tuple((word, word) for word in LETTERS)
    )
    visas = msgspec.structs.replace(
        VOCABULARY.facts["visas"], options=tuple((word, word) for word in TYPES)
    )
    return msgspec.structs.replace(
        VOCABULARY, facts=VOCABULARY.facts | {"acts": acts, "visas": visas}
    )


def on_its_day(requires: records.AnyCondition) -> BookOnDay:
    """A book of one condition."""
    version = records.Version(span=Span(), cites=(), conditions="stated", requires=requires)
    pathway = records.Pathway(
        id="DE/way", country="DE", title="", gives="stay", covers=records.Covers(everyone=True),
        at_discretion=False, reached=False, versions=(version,),
    )  # fmt: skip
    on_day = BookOnDay(msgspec.structs.replace(book(pathway), vocabulary=many()), DAY)
    on_day.prepare()
    return on_day


def row_of(on_day: BookOnDay, **said: object) -> Row:
    """What follows for a Russian citizen."""
    numbers = on_day.states({"citizenships": frozenset(("RU",))} | said)
    return on_day.row(on_day.pathway(on_day.book.pathways["DE/way"]), numbers)


def judged(requires: records.AnyCondition, **said: object) -> Row:
    """A Russian citizen judged by one condition."""
    return row_of(on_its_day(requires), **said)


def acts(*words: str, how: str = "any") -> records.SetFact:
    """A question to acts."""
    return records.SetFact(fact="acts", how=how, values=words)


PAIRS = tuple(acts(one, two, how="all") for one, two in itertools.combinations(LETTERS, 2))


def test_twenty_members_told_apart_are_judged_exactly() -> None:
    """That one of any two of twenty acts is missing cannot be told beforehand; an answer settles it."""
    condition = records.AnyOf(items=PAIRS)
    assert (judged(condition).verdict, judged(condition).missing) == ("undetermined", ("acts",))
    assert judged(condition, acts=frozenset("ct")).verdict == "eligible"
    assert judged(condition, acts=frozenset("c")).verdict == "ineligible"


def test_what_holds_for_every_set_of_twenty_is_decided() -> None:
    """To hold one of twenty acts, or none of them and nothing, is true of everybody."""
    singles = tuple(acts(letter) for letter in LETTERS)
    empty = records.EmptyFact(fact="acts", value=True)
    assert judged(records.AnyOf(items=(*singles, empty))).verdict == "eligible"
    assert judged(records.AllOf(items=(*singles, empty))).verdict == "ineligible"


def test_many_kinds_of_visas_are_judged_exactly() -> None:
    """Visas of sixteen kinds are asked for by themselves, with the same answers."""
    kinds = [
        records.VisaOf(fact="visas", issuers=(issuer,), types=(kind,))
        for issuer in ("DE", "FR")
        for kind in TYPES
    ]
    any_type = records.VisaOf(fact="visas", issuers=("DE",), types=())
    none = records.NoneOf(items=(*kinds, any_type))
    row = judged(records.AnyOf(items=(*kinds, none)))
    assert (row.verdict, row.missing) == ("eligible", ())
    assert judged(records.AnyOf(items=tuple(kinds))).missing == ("visas",)


def test_every_form_of_question_to_a_set_of_twenty() -> None:
    """A list given in part, none of, only and empty come out as they do for few members."""
    singles = tuple(acts(letter) for letter in LETTERS)
    split = records.NoneOf(items=(records.AllOf(items=(*singles, records.NotStated())),))
    partly = records.SetFact(fact="acts", how="any", values=("a", "b"), complete=False)
    nothing = records.SetFact(fact="acts", how="none", values=("a", "b"), complete=False)
    table: list[tuple[records.AnyCondition, set[str], str]] = [
        (partly, {"a"}, "eligible"), (partly, {"c"}, "undetermined"), (partly, set(), "ineligible"),
        (nothing, {"a"}, "ineligible"), (nothing, {"c"}, "undetermined"), (nothing, set(), "eligible"),
        (acts("a", "b", how="only"), {"a"}, "eligible"), (acts("a", "b", how="only"), {"a", "c"}, "ineligible"),
        (acts("a", "b", how="only"), set(), "ineligible"), (acts("a", how="none"), {"b"}, "eligible"),
        (records.EmptyFact(fact="acts", value=True), set(), "eligible"),
        (records.EmptyFact(fact="acts", value=False), set(), "ineligible"),
    ]  # fmt: skip
    for question, said, verdict in table:
        condition = records.AllOf(items=(split, question))
        assert judged(condition, acts=frozenset(said)).verdict == verdict, (question, said)


def test_what_is_remembered_changes_no_verdict() -> None:
    """Rows and answers that were forgotten are worked out anew, the same."""
    people = [frozenset(letter) for letter in "abcdef"]
    either = records.AnyOf(items=(acts("c", "d"), acts("d", "e"), acts("f")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(day, "MAX_REMEMBERED", 1)
        patch.setattr(groups, "MAX_REMEMBERED", 1)
        on_day = on_its_day(either)
        verdicts = [row_of(on_day, acts=said).verdict for said in people * 2]
    assert verdicts == [judged(either, acts=said).verdict for said in people] * 2


def test_what_asks_nothing_is_the_same_for_everybody() -> None:
    """A tree without a question has one row."""
    on_day = on_its_day(acts("c"))
    scope = on_day.scope(on_day.maker.condition(records.NotStated()))
    assert on_day.row(scope, on_day.states({})) is on_day.row(scope, on_day.states({"age": 3}))
