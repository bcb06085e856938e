"""The interview as an engine: answers in, next question out, with no terminal anywhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, assume, given, settings

from engine import brute_force
from engine import people as strategies
from engine.completions import DAY
from engine.shipped import book
from engine.small_rules import people as small_people
from interview.people import UNSAID, play, small_books
from pathfinder.api import judge
from pathfinder.engine.judge import Judgement
from pathfinder.interview.session import LATER, Interview
from pathfinder.language.answers import DECLINED, UNKNOWN
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, parse_profiles
from pathfinder.language.write import write_profile
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.stays import Stay

TODAY = dt.date(2024, 1, 15).toordinal()
SMALL = settings(max_examples=40, suppress_health_check=list(HealthCheck))
SHIPPED = settings(max_examples=8, suppress_health_check=list(HealthCheck))


def verdicts(judgement: Judgement) -> dict[str, Any]:
    """Everything that a judgement says in a word."""
    countries = {name: found.verdict for name, found in judgement.destinations.items()}
    return {**judgement.verdicts, **countries}


@SMALL
@given(small_books(), small_people(), UNSAID)
def test_every_question_can_change_a_verdict(
    rules: RuleBook, person: dict[str, Any], unsaid: str
) -> None:
    """Whatever is asked is missing, by all ways of filling in, in a pathway that is still undetermined."""
    entries = [way for way in rules.pathways.values() if way.gives == "enter"]

    def can_change(talk: Interview, fact: str) -> None:
        missing: set[str] = set()
        for way in rules.pathways.values():
            try:
                missing |= set().union(*brute_force.judge(way, entries, talk.profile.values)[1])
            except brute_force.TooManyError:
                assume(False)
        assert fact in missing

    play(Interview(rules, DAY), person, unsaid, can_change)


@SMALL
@given(small_books(), small_people(), UNSAID)
def test_it_ends_when_only_what_was_not_told_is_missing(
    rules: RuleBook, person: dict[str, Any], unsaid: str
) -> None:
    """At the end nothing is missing but what the person does not know, would not say, or has said in part."""
    talk = Interview(rules, DAY)
    asked = play(talk, person, unsaid)
    for row in talk.judgement.rows.values():
        assert set(row.missing) <= talk.profile.unsaid.keys() | {"stays"}
    assert verdicts(talk.judgement) == verdicts(judge(talk.profile, on=DAY, rules=rules))
    assert talk.progress().destinations_decided
    assert talk.progress().likely_left == 0
    assert talk.progress().asked == len(set(asked))


@SMALL
@given(small_books(), small_people(), st.data())
def test_going_back_and_answering_the_same_changes_nothing(
    rules: RuleBook, person: dict[str, Any], data: st.DataObject
) -> None:
    """From any question to any one before it and the same answer: profile, progress and next question are as before."""
    talk = Interview(rules, DAY)
    turns = 0
    while (question := talk.next()) is not None and turns < 30:
        turns += 1
        before = (talk.profile, question, talk.progress())
        back = data.draw(st.integers(0, 3))
        went = sum(talk.back() for _step in range(back))
        assert went == min(back, len(talk.given()))
        if went and (old := talk.next()) is not None:
            assert old.again
            assert old.offered == person.get(old.fact.name, UNKNOWN)
            assert talk.answer(old.offered) == ()
            assert (talk.profile, talk.next(), talk.progress()) == before
        talk.answer(person.get(question.fact.name, UNKNOWN))


@SMALL
@given(small_books(), small_people(), st.randoms(use_true_random=False))
def test_the_order_of_answers_does_not_change_the_result(
    rules: RuleBook, person: dict[str, Any], random: Any
) -> None:
    """Who is asked in another order, or tells before being asked, gets the same result."""
    asked = dict.fromkeys(play(Interview(rules, DAY), person))
    one, two = Interview(rules, DAY), Interview(rules, DAY)
    for name in asked:
        one.revise(name)
        one.answer(person.get(name, UNKNOWN))
    for name in random.sample(list(asked), len(asked)):
        two.revise(name)
        two.answer(person.get(name, UNKNOWN))
    assert one.profile == two.profile
    assert verdicts(one.judgement) == verdicts(two.judgement)
    assert one.next() == two.next() or "stays" in asked  # what was said in part is asked again once


@SMALL
@given(small_books(), small_people(), UNSAID)
def test_going_on_with_a_saved_profile_asks_what_is_left(
    rules: RuleBook, person: dict[str, Any], unsaid: str
) -> None:
    """Stopped after any question and begun anew from the profile, an interview comes to the same end."""
    whole = Interview(rules, DAY)
    asked = play(whole, person, unsaid)
    for stop in range(0, len(asked), 2):
        first = Interview(rules, DAY)
        for _turn in range(stop):
            if (question := first.next()) is not None:
                first.answer(person.get(question.fact.name, unsaid))
        then = Interview(rules, DAY, profile=first.profile)
        play(then, person, unsaid)
        assert verdicts(then.judgement) == verdicts(whole.judgement)


@SHIPPED
@given(st.data())
def test_the_end_is_what_check_says_of_the_saved_profile(data: st.DataObject) -> None:
    """Saved, read again and judged by the shipped rules, a profile has the verdicts that the interview ended with."""
    day = data.draw(strategies.DAYS)
    person = data.draw(strategies.people(day))
    kept = {name: value for name, value in person.items() if data.draw(st.integers(0, 5))}
    talk = Interview(book(), day)
    play(talk, kept, data.draw(UNSAID))
    for form in ("yaml", "json"):
        text = write_profile(talk.profile, form, book().vocabulary)
        (saved,) = parse_profiles(text, "saved", form, book().vocabulary)
        assert isinstance(saved, Profile)
        assert verdicts(judge(saved, on=day, rules=book())) == verdicts(talk.judgement)


@SHIPPED
@given(st.data())
def test_once_destinations_are_decided_no_answer_changes_them(data: st.DataObject) -> None:
    """From the moment that all destinations are said to be decided, their verdicts stay to the end."""
    day = data.draw(strategies.DAYS)
    person = data.draw(strategies.people(day))
    decided: list[dict[str, str]] = []

    def look(talk: Interview, fact: str) -> None:
        if talk.progress().destinations_decided:
            decided.append({c: d.verdict for c, d in talk.judgement.destinations.items()})

    talk = Interview(book(), day)
    play(talk, person, before=look)
    last = {country: found.verdict for country, found in talk.judgement.destinations.items()}
    assert all(then == last for then in decided)


def test_unknown_and_declined_are_never_a_no() -> None:
    """Who knows nothing of what is asked has the verdicts of one who was not asked."""
    for word in (UNKNOWN, DECLINED):
        talk = Interview(book(), TODAY)
        play(talk, {"citizenships": frozenset(("RU",))}, word)
        silent = judge({"citizenships": ["RU"]}, on=TODAY, rules=book())
        assert verdicts(talk.judgement) == verdicts(silent)
        assert set(talk.profile.unsaid.values()) == {word}


def test_a_question_put_off_comes_behind_all_others_and_once_only() -> None:
    """“Not now” is asked again when nothing else is left; after a second “not now” the interview ends without it."""
    asked: list[str] = []
    talk = Interview(book(), TODAY)
    while (question := talk.next()) is not None:
        name = question.fact.name
        asked.append(name)
        assert question.again == (asked.count(name) > 1)
        talk.answer(LATER if name in ("passports", "stays") else UNKNOWN)
    assert asked[-2:] == ["passports", "stays"]
    assert sorted(asked[:-2]) == sorted(set(asked))
    assert "passports" not in talk.profile.values
    assert "passports" not in talk.profile.unsaid
    assert [one.said for one in talk.given() if one.fact.name in ("passports", "stays")] == [
        LATER,
        LATER,
    ]
    talk.revise("passports")  # and it can still be told
    talk.answer(frozenset(("travel",)))
    assert "travel" in talk.profile.values["passports"]


def test_a_contradictory_profile_is_refused() -> None:
    """A profile that says two places at once begins no interview."""
    values = {"current_country": "KG", "stays": (Stay("GE", TODAY - 30, None),)}
    with pytest.raises(ProblemsFound):
        Interview(book(), TODAY, profile=Profile(values=values))


def test_only_the_chosen_countries_are_asked_about() -> None:
    """`countries` narrows the questions to what the pathways of these countries ask."""
    talk = Interview(book(), TODAY, countries=["NO", "LT"])
    asked = play(talk, {"citizenships": frozenset(("RU",))})
    day = talk.judgement.on_day
    relevant = {
        term.value[1]
        for country in ("NO", "LT")
        for pathway in day.by_country[country]
        for term in day.pathway(pathway).root.questions()
    }
    assert len(asked) > 0
    assert set(asked) <= relevant | {"spouse_citizenships", "current_country"}
    assert {*talk.progress().feasible, *talk.progress().possible, *talk.progress().out} <= {
        "NO",
        "LT",
    }


def test_why_names_what_the_fact_can_still_change_and_by_which_citation() -> None:
    """Of every question asked each pathway is named that misses it, with conditions that ask it and are cited."""

    def look(talk: Interview, fact: str) -> None:
        affected = {way.id: way for country in talk.why(fact) for way in country.pathways}
        missing = {name for name, row in talk.judgement.rows.items() if fact in row.missing}
        assert set(affected) == missing
        assert all(
            way.conditions and all(one.cites for one in way.conditions) for way in affected.values()
        )

    talk = Interview(book(), TODAY)
    play(talk, {"citizenships": frozenset(("RU",)), "current_country": "RU"}, before=look)
    talk.revise("passports")
    assert talk.why("passports")  # also of what is told: what it could change if it were not


def test_there_is_nothing_before_the_first_question() -> None:
    """Going back from the first question is refused, also where a profile was loaded."""
    profile = Profile(values={"citizenships": frozenset(("RU",))})
    talk = Interview(book(), TODAY, profile=profile)
    assert not talk.back()
    first = talk.next()
    talk.answer(UNKNOWN)
    assert talk.back()
    assert talk.next() is not None
    assert not talk.back()
    again = talk.next()
    assert first is not None
    assert again is not None
    assert again.fact == first.fact
    talk.resume()
    following = talk.next()
    assert following is not None
    assert following.fact != first.fact
