"""Early answers changed: what stays, and what is set aside and offered again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from engine.shipped import book
from interview.people import play
from pathfinder.interview.session import Interview
from pathfinder.values.stays import Stay

TODAY = dt.date(2024, 1, 15).toordinal()


def answered(**facts: Any) -> Interview:
    """An interview with a Russian citizen in which some facts have been told, in this order."""
    talk = Interview(book(), TODAY)
    for name, said in ({"citizenships": frozenset(("RU",))} | facts).items():
        talk.revise(name)
        talk.answer(said)
    return talk


def test_later_answers_survive_a_change_of_an_early_one() -> None:
    """Changing an early answer leaves the later ones, and the interview goes on where it was."""
    talk = answered(
        current_country="KG", passports=frozenset(("internal",)), occupations=frozenset(("artist",))
    )
    before = [one.fact.name for one in talk.given()]
    talk.revise("passports")
    question = talk.next()
    assert question is not None
    assert question.offered == frozenset(("internal",))
    assert talk.answer(frozenset(("travel",))) == ()
    assert [one.fact.name for one in talk.given()] == before
    assert talk.profile.values["occupations"] == frozenset(("artist",))


def test_stays_that_no_longer_fit_the_country_are_asked_again() -> None:
    """Of two answers that contradict each other the new one stands; the old one is set aside and offered again."""
    stays = (Stay("GE", TODAY - 30, None),)
    talk = answered(stays=stays)
    talk.revise("current_country")
    assert talk.answer("KG") == ("stays",)
    assert "stays" not in talk.profile.values
    question = talk.next()
    assert question is not None
    assert (question.fact.name, question.offered, question.again) == ("stays", stays, True)
    talk.answer((Stay("KG", TODAY - 30, None),))
    assert talk.profile.values["current_country"] == "KG"


def test_a_spouse_outside_the_family_is_asked_about_again() -> None:
    """The citizenships of a spouse are among those of the family: what breaks that is set aside."""
    talk = answered(spouse_citizenships=frozenset(("LT",)))
    talk.revise("family_citizenships")
    assert talk.answer(frozenset(("RU",))) == ("spouse_citizenships",)
    talk.revise("spouse_citizenships")
    question = talk.next()
    assert question is not None
    assert question.offered == frozenset(("LT",))
    assert talk.answer(frozenset(("LT",))) == ("family_citizenships",)


def test_stays_without_the_present_one_are_asked_again_once() -> None:
    """A list of trips that leaves out the present stay is asked for again when the country is known, and only once."""
    talk = Interview(book(), TODAY, countries=["KG"])
    person = {
        "citizenships": frozenset(("RU",)), "passports": frozenset(("internal",)),
        "current_country": "KG", "stays": (),
    }  # fmt: skip
    assert play(talk, person).count("stays") == 2
