"""The search for chains against every chain of steps on every day, in small rule books."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, note, settings

from engine.completions import DAY
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.language.profile import Profile
from pathfinder.plan.choice import Choice
from pathfinder.plan.days import Days
from pathfinder.plan.remaining import remaining
from pathfinder.plan.search import MOST_STEPS, Chain, Search
from pathfinder.plan.state import State, beginning
from pathfinder.plan.steps import Taking
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.stays import where
from plan.small_plans import LAST, BruteForce, books, people

SOME = settings(max_examples=30, suppress_health_check=list(HealthCheck))


def described(rules: RuleBook) -> str:
    """The rules in a few words, for who reads a failure."""
    lines = []
    for pathway in rules.pathways.values():
        (version,) = pathway.versions
        span = (version.span.certain_from - DAY, version.span.certain_until - DAY)
        lines.append(f"{pathway.id} reached={pathway.reached} {span} {version.requires}")
    return "\n".join(lines)


def searched(rules: RuleBook, values: dict[str, Any]) -> tuple[Taking, State, list[Chain]]:
    """All chains to every pathway."""
    taking = Taking(Days(rules, DAY, LAST))
    start = beginning(values, where(values["stays"], DAY), DAY)
    search = Search(taking)
    chains = [chain for goal in rules.pathways.values() for chain in search.chains(goal, start)]
    assert not search.cut
    return taking, start, chains


@SOME
@given(books(), people())
def test_every_pathway_is_reached_on_the_first_day_of_all(
    rules: RuleBook, values: dict[str, Any]
) -> None:
    """For each pathway the earliest certain plan is as early as the earliest of all chains on all days."""
    _taking, _start, chains = searched(rules, values)
    planned: dict[str, int] = {}
    for chain in chains:
        if all(step.certain for step in chain):
            name, day = chain[-1].pathway, chain[-1].day
            planned[name] = min(planned.get(name, day), day)
            if chain[-1].entry is not None:
                planned[chain[-1].entry] = min(planned.get(chain[-1].entry, day), day)
    expected = BruteForce(rules).earliest(values, MOST_STEPS)
    for found in (planned, expected):
        found.pop(f"{where(values['stays'], DAY)}/enter", None)  # whoever is there need not enter
    note(f"{planned} {expected}\n{described(rules)}")
    assert planned == expected


@SOME
@given(books(), people())
def test_each_step_holds_when_the_engine_judges_it_anew(
    rules: RuleBook, values: dict[str, Any]
) -> None:
    """Every step of every plan has the verdict it says, on its day and for the person it says, and is never closed."""
    taking, _start, chains = searched(rules, values)
    for chain in chains[:20]:
        assert 1 <= len(chain) <= MOST_STEPS
        day = DAY
        for step in chain:
            assert day <= step.day <= LAST
            day = step.day
            pathway = rules.pathways[step.pathway]
            asked = taking.days.questions(pathway, day)
            now = Profile(values=step.judged.values_for(asked, day, None))
            on_day = BookOnDay(rules, day)
            on_day.prepare()
            verdict = Judgement(on_day, now).verdicts[step.pathway]
            assert verdict == step.found.verdict
            assert verdict in ("eligible", "undetermined")


@SOME
@given(books(), people())
def test_a_chosen_plan_has_no_step_too_many(rules: RuleBook, values: dict[str, Any]) -> None:
    """No step of a plan that is shown can be left out, and what is folded away is no better than what is shown."""
    taking, start, chains = searched(rules, values)
    choice = Choice(taking.days, taking, start)
    chosen, folded = choice.chosen(chains)
    for each in chosen:
        assert choice.replayed(each.chain)
        for number in range(len(each.chain) - 1):
            left = (*each.chain[:number], *each.chain[number + 1 :])
            assert not choice.replayed(left)
    for goal in {each.goal for each in folded}:
        assert any(each.goal == goal for each in chosen)
    ends = {
        each.goal: each.end
        for each in sorted(chosen, key=lambda one: one.end, reverse=True)
        if not each.branches
    }
    for each in folded:
        if not each.branches and each.goal in ends:
            assert each.end >= ends[each.goal]


@SOME
@given(books(), people())
def test_nobody_waits_where_it_is_not_lawful(rules: RuleBook, values: dict[str, Any]) -> None:
    """On each day of a certain wait a stay is eligible, a residence is held, or the country is the person's own."""
    taking, start, chains = searched(rules, values)
    for chain in chains:
        state = start
        for step in chain:
            if "waiting" not in step.branches and step.day > state.day:
                _lawful_until(taking, state, step.day)
            state = step.after


def _lawful_until(taking: Taking, state: State, last: int) -> None:
    waited = remaining(taking.days, state)
    if waited.how in ("own country", "residence"):
        return
    assert state.place is not None
    stays = [each for each in taking.book.pathways.values() if each.id == f"{state.place}/stay"]
    for day in range(state.day, last + 1):
        now = state
        for renewal in waited.renewals:
            if renewal <= day:
                now = now.registered(state.place, renewal, taking.book.vocabulary)
        assert any(taking.days.judged(now, each, day).verdict == "eligible" for each in stays), day
