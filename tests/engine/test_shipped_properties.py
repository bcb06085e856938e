"""What holds for everybody under the shipped rules."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, assume, given, settings

from engine import people as strategies
from engine.shipped import book, judged, judged_alone, russian
from pathfinder.api import judge
from pathfinder.engine.assess import assess
from pathfinder.engine.judge import Judgement
from pathfinder.language.answers import Visa
from pathfinder.language.profile import Profile
from pathfinder.values.dates import format_day, parse_day
from pathfinder.values.stays import Stay

NO = {"ineligible", "closed", "not_in_force"}
SLOW = settings(max_examples=40, suppress_health_check=list(HealthCheck))


def of(said: dict[str, Any], day: int) -> Judgement:
    """What follows for somebody on a day."""
    return judge(Profile(values=said), on=day, rules=book())


@SLOW
@given(strategies.less_and_more())
def test_saying_more_never_turns_a_decided_verdict(
    case: tuple[int, dict[str, Any], dict[str, Any]],
) -> None:
    """Saying more facts turns no yes into anything else, no no into a yes or an open, no open for good into either."""
    day, less, more = case
    before, after = of(less, day), of(more, day)
    for name, row in before.rows.items():
        then = after.rows[name]
        assert not then.outcomes & ~row.outcomes, name
        if row.verdict == "eligible":
            assert then.verdict == "eligible", name
        if row.verdict in NO:
            assert then.verdict in NO, name
        if row.verdict == "undetermined" and not row.missing:
            assert then.verdict == "undetermined", name


@SLOW
@given(strategies.less_and_more())
def test_missing_facts_are_facts_that_have_not_been_said(
    case: tuple[int, dict[str, Any], dict[str, Any]],
) -> None:
    """Nobody is asked for what they have said, but for the day on which a present stay began."""
    day, less, _more = case
    for name, row in of(less, day).rows.items():
        assert set(row.missing) & set(less) <= {"stays"}, name
        assert not row.missing or row.verdict == "undetermined", name
        assert row.missing or row.verdict != "undetermined" or row.open, name


@SLOW
@given(st.data())
def test_who_says_everything_is_missing_nothing(data: st.DataObject) -> None:
    """A person who has said every fact, a present stay among them, is asked for nothing more."""
    day = data.draw(strategies.DAYS)
    said = data.draw(strategies.people(day))
    judgement = of(said, day)
    assume(judgement.place is not None)
    missing = {name for row in judgement.rows.values() for name in row.missing}
    assert missing <= {"stays"}


@SLOW
@given(st.data())
def test_every_reason_rests_on_a_citation_of_the_book(data: st.DataObject) -> None:
    """Every reason, open point, duty and caution cites, and what it cites is in the book."""
    day = data.draw(strategies.DAYS)
    said = data.draw(strategies.people(day))
    kept = data.draw(st.frozensets(st.sampled_from(sorted(said))))
    result = assess(of({name: said[name] for name in kept}, day), explain=True)
    for destination in result.destinations:
        for pathway in destination.pathways:
            known = {passage.id for passage in pathway.citations}
            assert known
            for reason in pathway.reasons:
                assert reason.citations, (pathway.id, reason)
                assert set(reason.citations) <= known, (pathway.id, reason)
            for point in pathway.open:
                cited = {*point.citations, *(c for side in point.sides for c in side.citations)}
                assert cited, (pathway.id, point)
                assert cited <= known, (pathway.id, point)
            for duty in pathway.duties:
                assert duty.citations, (pathway.id, duty)
        for caution in destination.cautions:
            assert caution.citations
            assert set(caution.citations) <= set(book().citations)


def test_every_citation_is_locked() -> None:
    """The lock says of every citation that it was found in its document."""
    assert [name for name, locked in book().citations.items() if not locked.verified] == []


@SLOW
@given(strategies.less_and_more())
def test_an_eligible_pathway_is_in_force_and_its_conditions_are_stated(
    case: tuple[int, dict[str, Any], dict[str, Any]],
) -> None:
    """Outside its dates no version is ever eligible, nor one of which only part of the conditions is stated."""
    day, _less, more = case
    for name, row in of(more, day).rows.items():
        if row.verdict != "eligible":
            continue
        pathway = book().pathways[name]
        standing = [version for version in pathway.versions if version.span.at(day) is not False]
        assert standing, name
        assert all(version.conditions == "stated" for version in standing), name


STAYING = [
    "AM/visa-free-stay", "EU/stay-on-schengen-visa", "GE/visa-free-stay", "KG/registered-stay", "KZ/border-run",
    "KZ/visa-free-stay", "LK/extended-visa", "MN/visa-free-stay", "MN/stay-extension", "TR/visa-free-stay",
]  # fmt: skip


@pytest.mark.parametrize("name", STAYING)
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_until_is_the_day_that_a_walk_day_by_day_finds(name: str, data: st.DataObject) -> None:
    """The last lawful day is the last on which the verdict stays as it is while the person stays, asked day by day."""
    country = book().pathways[name].country
    first, last_day = (
        ("2022-03-01", "2023-01-25") if name == "KZ/border-run" else ("2023-01-26", "2024-01-31")
    )
    day = data.draw(st.integers(parse_day(first) or 0, parse_day(last_day) or 0))
    there = "DE" if country == "EU" else country
    earlier = data.draw(
        strategies.stays(day).filter(lambda some: all(s.left is not None for s in some))
    )
    begun = day - data.draw(st.integers(0, 40))
    listed = tuple(stay for stay in earlier if stay.left is not None and stay.left < begun)
    facts = {
        "citizenships": frozenset(("RU",)), "passports": frozenset(("internal", "travel")),
        "registered_on": ((there, begun + data.draw(st.integers(0, 5))),),
        "visas": (Visa("SCHENGEN", "C", day + 60), Visa("LK", "extended", day + data.draw(st.integers(0, 400)))),
        "stays": (*listed, Stay(there, begun, None)),
    }  # fmt: skip
    judgement = judged_alone(name, day, facts)
    assume(judgement.rows[name].verdict == "eligible")
    country_result = assess(judgement, countries={country}).destinations[0]
    until = next(one.until for one in country_result.pathways if one.id == name)
    if until is None:
        assert judged_alone(name, day + 500, facts).rows[name].verdict == "eligible"
        return
    last = parse_day(until) or 0
    for later in {day, (day + last) // 2, last}:
        assert judged_alone(name, later, facts).rows[name].verdict == "eligible", format_day(later)
    assert judged_alone(name, last + 1, facts).rows[name].verdict != "eligible"


def test_an_empty_profile_is_judged() -> None:
    """Of somebody who says nothing nothing is certain but what is closed or not in force for everybody."""
    judgement = judged("2024-01-15")
    verdicts = set(judgement.verdicts.values())
    assert "eligible" not in verdicts
    for row in judgement.rows.values():
        assert row.verdict != "ineligible" or not row.missing
    assert {d.verdict for d in judgement.destinations.values()} <= {
        "possible", "not_feasible", "not_covered",
    }  # fmt: skip


def test_whose_facts_are_unknown_or_declined_is_judged_as_who_has_not_said_them() -> None:
    """`unknown` and `declined` never count as a no."""
    names = book().vocabulary.facts
    said = judged("2024-01-15", **dict.fromkeys(names, "unknown"))
    declined = judged("2024-01-15", **dict.fromkeys(names, "declined"))
    assert said.verdicts == declined.verdicts == judged("2024-01-15").verdicts


def test_the_order_in_which_things_are_said_does_not_matter() -> None:
    """Facts, members of sets and stays may stand in any order."""
    stays = ["KG 2023-01-01..2023-02-01", "KZ 2023-03-01..2023-04-01", "KG 2023-11-01.."]
    one = russian("2023-12-01", stays=stays, passports=["travel", "internal"], age=30)
    two = russian("2023-12-01", age=30, passports=["internal", "travel"], stays=stays[::-1])
    assert one.verdicts == two.verdicts
    assert {n: r.missing for n, r in one.rows.items()} == {
        n: r.missing for n, r in two.rows.items()
    }
