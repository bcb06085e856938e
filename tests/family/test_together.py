"""What holds for all people of a case file follows from what holds for each, and from who takes whom along."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from family.small_families import Plainly, books, families
from pathfinder.api import judge
from pathfinder.family.together import judge_family
from pathfinder.rulebook.book import RuleBook

MANY = settings(max_examples=120, suppress_health_check=list(HealthCheck))
ON = "2023-05-15"


@MANY
@given(book=books(), case=families())
def test_together_is_the_single_verdicts_and_who_takes_whom(
    book: RuleBook, case: dict[str, Any]
) -> None:
    """Every person and all together have the verdict of every chain of people who take each other along."""
    result = judge_family(case, on=ON, rules=book)
    plainly = Plainly(book, case)
    assert result.together is not None
    for destination in result.together.destinations:
        found = [each.verdict for each in destination.people]
        expected = [plainly.verdict(n, destination.country) for n in range(len(found))]
        assert found == expected
        assert destination.verdict == plainly.together(destination.country)


@MANY
@given(book=books(), case=families())
def test_who_is_taken_along_has_said_nothing_against_it(
    book: RuleBook, case: dict[str, Any]
) -> None:
    """A way of going along stands with the one who takes, whose way carries as far, and with the relation of both."""
    result = judge_family(case, on=ON, rules=book)
    plainly = Plainly(book, case)
    names = [each["name"] for each in case["people"]]
    assert result.together is not None
    for destination in result.together.destinations:
        for number, member in enumerate(destination.people):
            assert member.own_country <= (member.verdict == "not_covered")
            for taken in member.taken_along_by:
                by = names.index(taken.by)
                assert plainly.kin[number, by] == taken.relation
                needed = {"eligible": 2, "undetermined": 1}[taken.verdict]
                assert plainly.along(by, taken.with_pathway) >= needed
                assert taken.pathway in member.by


@MANY
@given(book=books(), case=families())
def test_a_person_alone_is_judged_as_without_the_others(
    book: RuleBook, case: dict[str, Any]
) -> None:
    """Nobody's own result changes by the others, but for facts that are named as taken from a relation."""
    result = judge_family(case, on=ON, rules=book)
    for person, written in zip(result.people, case["people"], strict=True):
        assert person.from_relations == []  # this vocabulary has no fact that follows
        alone = judge(written["facts"], on=ON, rules=book)
        found = {each.id: each.verdict for one in person.destinations for each in one.pathways}
        assert found == alone.verdicts


@MANY
@given(book=books(), case=families())
def test_the_best_stand_first_and_who_blocks_is_named(book: RuleBook, case: dict[str, Any]) -> None:
    """Countries are ordered by verdict, and whoever has the verdict that counts is named, unless all can go."""
    result = judge_family(case, on=ON, rules=book)
    assert result.together is not None
    order = ["feasible", "possible", "not_feasible", "not_covered"]
    found = result.together.destinations
    assert [order.index(each.verdict) for each in found] == sorted(
        order.index(each.verdict) for each in found
    )
    for each in found:
        worst = [
            one.name for one in each.people if one.verdict == each.verdict and not one.own_country
        ]
        assert each.blocked_by == ([] if each.verdict == "feasible" else worst)
        assert bool(each.because) == (each.verdict == "possible")
