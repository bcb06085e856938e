"""Which question comes next, and when one place is found."""

from __future__ import annotations

import datetime as dt
from typing import Any

import hypothesis.strategies as st
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from engine import people as strategies
from engine.completions import DAY
from engine.shipped import book
from engine.small_rules import CONDITIONS
from engine.small_rules import people as small_people
from interview.people import play, small_book, small_books
from pathfinder.api import judge, on_day
from pathfinder.engine.judge import Judgement
from pathfinder.interview.choice import cost
from pathfinder.interview.likely import Guesses
from pathfinder.interview.outlook import Outlook
from pathfinder.interview.said import Said
from pathfinder.interview.session import Interview
from pathfinder.interview.targets import Targets
from pathfinder.language import records
from pathfinder.language.answers import UNKNOWN
from pathfinder.language.profile import Profile
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import make_span

TODAY = dt.date(2024, 1, 15).toordinal()
SMALL = settings(max_examples=40, suppress_health_check=list(HealthCheck))
SHIPPED = settings(max_examples=8, suppress_health_check=list(HealthCheck))
RUSSIAN: dict[str, Any] = {"citizenships": frozenset(("RU",))}
TRAVELLER = RUSSIAN | {"passports": frozenset(("internal", "travel"))}


@SMALL
@given(small_books(), small_people())
def test_what_is_known_of_a_target_does_not_depend_on_the_way_there(
    rules: RuleBook, person: dict[str, Any]
) -> None:
    """A diagram narrowed answer by answer misses the same facts as one made anew from all the answers."""
    day = on_day(rules, DAY)
    stepwise = Targets(day, None)

    def look(talk: Interview, fact: str) -> None:
        said = Said(rules.vocabulary, DAY, talk.profile)
        anew = Targets(day, None).open(talk.judgement, said)
        narrowed = stepwise.open(talk.judgement, said)
        assert [(one.target.name, one.view.missing, one.view.outcomes) for one in narrowed] == [
            (one.target.name, one.view.missing, one.view.outcomes) for one in anew
        ]

    play(Interview(rules, DAY), person, before=look)


@SMALL
@given(small_books(), small_people())
def test_chances_are_chances(rules: RuleBook, person: dict[str, Any]) -> None:
    """What a target is likely to come to, and what facts are likely to do to it, lies between 0 and 1."""
    day = on_day(rules, DAY)
    guesses = Guesses(rules.vocabulary, day.axes)

    def look(talk: Interview, fact: str) -> None:
        said = Said(rules.vocabulary, DAY, talk.profile)
        for one in Targets(day, None).open(talk.judgement, said):
            outlook = Outlook(one.target, one.view, guesses)
            chances = [
                outlook.yes,
                outlook.open,
                *(c for two in outlook.facts.values() for c in two),
            ]
            assert all(-1e-9 <= chance <= 1 + 1e-9 for chance in chances)
            assert outlook.yes + outlook.open <= 1 + 1e-9
            if len(one.view.missing) == 1 and len(outlook.facts) == 1:
                assert outlook.facts[next(iter(one.view.missing))] == pytest.approx((1, 1))

    play(Interview(rules, DAY), person, before=look)


@SHIPPED
@given(st.data())
def test_the_same_answers_bring_the_same_questions(data: st.DataObject) -> None:
    """The choice rests on nothing but the rules, the day and the answers."""
    day = data.draw(strategies.DAYS)
    person = data.draw(strategies.people(day))
    for aim in ("all", "first"):
        one, two = Interview(book(), day, aim=aim), Interview(book(), day, aim=aim)
        assert play(one, person) == play(two, person)


def test_what_is_painful_to_say_is_not_asked_first() -> None:
    """No question in the first five is sensitive, though many pathways hang on such facts."""
    facts = book().vocabulary.facts
    for country in ("RU", "KG", "GE"):
        asked = play(Interview(book(), TODAY), TRAVELLER | {"current_country": country})
        assert all(cost(facts[name]) == 0 for name in asked[:5])
        assert any(facts[name].sensitive for name in asked)


@SHIPPED
@given(st.data())
def test_a_place_that_is_found_is_one(data: st.DataObject) -> None:
    """A place found safe is eligible, gives more than entry, and no danger to liberty touches there, or may."""
    day = data.draw(strategies.DAYS)
    person = data.draw(strategies.people(day))
    talk = Interview(book(), day, aim="first")
    play(talk, person)
    found = talk.found()
    whole = judge(talk.profile, on=day, rules=book())
    if found is None:
        assert not any(_lives(whole, name) for name in whole.rows)
        return
    assert whole.verdicts[found.pathway] == found.verdict
    assert book().pathways[found.pathway].gives in ("stay", "reside", "protection")
    if found.safe:
        assert found.verdict == "eligible"
        assert found.dangers == ()
    for caution in book().cautions.values():
        here = found.country in caution.countries and "liberty" in caution.endangers
        if here and whole.caution(caution)[0] != "not touched":
            assert caution.id in {danger.caution.id for danger in found.dangers}


def _lives(judgement: Judgement, name: str) -> bool:
    gives = book().pathways[name].gives in ("stay", "reside", "protection")
    return gives and judgement.verdicts[name] in ("eligible", "undetermined")


@SHIPPED
@given(st.data())
def test_a_safe_place_is_found_by_everybody_who_has_one(data: st.DataObject) -> None:
    """Who has a safe place when everything is said is led to one."""
    day = data.draw(strategies.DAYS)
    person = data.draw(strategies.people(day))
    everything = Interview(book(), day)
    play(everything, person)
    talk = Interview(book(), day, aim="first")
    play(talk, person)
    if (safe := everything.found()) is not None:
        found = talk.found()
        assert safe.safe
        assert found is not None
        assert found.safe


def test_the_aim_first_stops_as_soon_as_a_place_is_found() -> None:
    """A Russian with a travel passport has a place after few questions, and nothing more is asked."""
    talk = Interview(book(), TODAY, aim="first")
    person = TRAVELLER | {"current_country": "RU", "stays": (), "activities": frozenset()}
    asked = play(talk, person)
    found = talk.found()
    assert found is not None
    assert found.safe
    assert len(asked) <= 6
    assert talk.next() is None
    assert talk.progress().likely_left == 0


def endangered(*touching: str) -> RuleBook:
    """A rule book of one way to stay for who is of age, and a danger to liberty for each of some yes-or-no facts."""
    always = make_span(None, None)
    adult = records.NumberFact(fact="age", operator="at least", number=18)
    version = records.Version(span=always, cites=(), conditions="stated", requires=adult)
    way = records.Pathway(
        id="DE/way", country="DE", title="", gives="stay", covers=records.Covers(everyone=True),
        at_discretion=False, reached=False, versions=(version,),
    )  # fmt: skip
    cautions = {
        name: records.Caution(
            id=name, countries=("DE",), says="", certainty="law", endangers=("liberty",), span=always,
            cites=(), touches=records.YesNoFact(fact=name, value=True),
        )
        for name in touching
    }  # fmt: skip
    return msgspec.structs.replace(small_book(way), cautions=cautions)


ADULT: dict[str, Any] = {"citizenships": frozenset(("RU",)), "age": 30}


@pytest.mark.parametrize(
    "said, safe, touches",
    [(False, True, []), (True, False, ["touched"]), ("declined", False, ["possibly"])],
)
def test_a_danger_that_may_touch_is_asked_about(said: Any, safe: bool, touches: list[str]) -> None:
    """A place is safe when no danger touches; with one that does, or of which nothing is told, it is named with it."""
    talk = Interview(endangered("flag"), DAY, aim="first")
    asked = play(talk, ADULT | {"flag": said})
    found = talk.found()
    assert "flag" in asked
    assert found is not None
    assert (found.pathway, found.verdict, found.safe) == ("DE/way", "eligible", safe)
    assert [danger.touches for danger in found.dangers] == touches


def test_no_danger_is_asked_about_where_another_touches_anyway() -> None:
    """In a country where a danger touches for certain no other danger is asked about: it could not be a safe place."""
    talk = Interview(endangered("flag"), DAY, aim="first", profile=Profile(values={"flag": True}))
    assert set(play(talk, ADULT)) == {"citizenships", "age"}


def test_who_can_only_enter_is_told_of_it_on_the_way() -> None:
    """A pathway that is eligible and gives entry alone is a fallback, known before a place is, and never a place."""
    told: list[tuple[str, ...]] = []
    talk = Interview(book(), TODAY, aim="first")
    person = TRAVELLER | {"current_country": "KG", "stays": ()}
    play(talk, person, before=lambda talk, fact: told.append(talk.fallbacks()))
    found = talk.found()
    assert found is not None
    assert found.fallbacks
    assert {book().pathways[name].gives for name in found.fallbacks} == {"enter"}
    assert all(set(then) <= set(found.fallbacks) for then in told)


@given(CONDITIONS)
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
def test_every_question_of_the_rules_has_a_guess(condition: Any) -> None:
    """For every kind of question there is a chance of yes, never certain."""
    from engine.small_rules import VOCABULARY
    from pathfinder.engine.terms import TermMaker

    guesses = Guesses(VOCABULARY, [])
    for term in TermMaker(VOCABULARY, DAY).condition(condition).questions():
        assert 0 < guesses.yes(term.value) < 1


def test_unknown_facts_cannot_make_a_place_certain() -> None:
    """Who does not know their passports is led to no place that needs one."""
    talk = Interview(book(), TODAY, aim="first", countries=["TR"])
    asked = play(talk, RUSSIAN | {"passports": UNKNOWN, "current_country": "RU", "stays": ()})
    found = talk.found()
    assert "passports" in asked
    assert found is None or found.verdict == "undetermined"
