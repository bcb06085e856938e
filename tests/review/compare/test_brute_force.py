"""Comparisons agree with looking at everybody one by one."""

from __future__ import annotations

import hypothesis.strategies as st
import msgspec
from hypothesis import HealthCheck, assume, given, settings

from engine.brute_force import TooManyError, leaves_of
from engine.completions import DAY
from engine.small_rules import CONDITIONS, pathways
from pathfinder.language import records
from pathfinder.review.compare.answers import Moment, Pair
from pathfinder.review.compare.books import compare
from review.space.everybody import RANKS, everybody, outcome, small_book

ANY = settings(max_examples=20, suppress_health_check=list(HealthCheck))


def way_of(before: int, after: int) -> str:
    """How somebody is answered otherwise."""
    was, now = RANKS.get(before, 0), RANKS.get(after, 0)
    return "more" if now > was else "less" if now < was else "reason"


@ANY
@given(pathways(), pathways(), pathways("enter", "DE/entry"), st.booleans())
def test_who_is_answered_otherwise_is_found_exactly(
    old: records.Pathway, new: records.Pathway, entry: records.Pathway, alike: bool
) -> None:
    """Somebody has more, less, or another kind of no exactly where brute force finds such a person; examples exist."""
    if alike:  # versions that share most of what they say
        new = msgspec.structs.replace(old, covers=new.covers, reached=new.reached)
    try:
        people = list(everybody(leaves_of([old, new, entry])))
    except TooManyError:
        assume(False)
    told = {(outcome(old, [entry], who), outcome(new, [entry], who)) for who in people}
    moment = Moment(Pair(small_book(old, entry), small_book(new, entry), old.id, new.id), DAY)
    ways = moment.ways()
    assert set(ways) == {way_of(*pair) for pair in told if pair[0] != pair[1]}
    for how, pairs in ways.items():
        found = moment.example(how, pairs)  # replayed through the engine for both books
        assert found is not None
        assert (found.before, found.after) in told
        assert way_of(found.before, found.after) == how


@ANY
@given(pathways())
def test_writing_it_differently_is_no_difference(way: records.Pathway) -> None:
    """Groups of one, another order and doubled conditions leave a pathway the same for everybody on every day."""

    def written(condition: records.AnyCondition | None) -> records.AnyCondition | None:
        if condition is None:
            return None
        return records.AllOf(items=(records.AnyOf(items=(condition, condition)),))

    versions = tuple(
        msgspec.structs.replace(version, requires=written(version.requires), line=7)
        for version in reversed(way.versions)
    )
    other = msgspec.structs.replace(way, versions=versions, file="elsewhere.yaml", line=3)
    found = compare(small_book(way), small_book(other))
    assert found.same_meaning
    assert not found.owners


@ANY
@given(pathways(), CONDITIONS)
def test_one_condition_more_is_never_wider(
    way: records.Pathway, more: records.AnyCondition
) -> None:
    """With one more condition required nobody has more, and taking it away gives nobody less."""
    versions = tuple(
        msgspec.structs.replace(
            version,
            requires=records.AllOf(
                items=(more,) if version.requires is None else (version.requires, more)
            ),
        )
        for version in way.versions
    )
    narrow = msgspec.structs.replace(way, versions=versions)
    results = [each.result for each in compare(small_book(way), small_book(narrow)).owners]
    assert set(results) <= {"narrower", "reason", "words"}
    back = [each.result for each in compare(small_book(narrow), small_book(way)).owners]
    assert back == ["wider" if result == "narrower" else result for result in results]
