"""The table of what a step changes, against the vocabulary it is written in."""

from __future__ import annotations

from engine.shipped import book
from pathfinder.plan.effects import EFFECTS, STEPS
from pathfinder.plan.make import GOALS

KINDS = {
    "is the country": "country",
    "begins there": "stays",
    "since that day": "by_country",
    "renewed there": "by_country",
}


def test_every_kind_of_pathway_has_its_effects() -> None:
    """The table names every kind that a pathway of the rules gives, and no other."""
    assert {pathway.gives for pathway in book().pathways.values()} == set(EFFECTS)
    assert set(STEPS) < set(EFFECTS)
    assert set(GOALS) == {*STEPS, "citizenship"}


def test_effects_are_on_facts_of_the_vocabulary() -> None:
    """Every effect is on a fact that exists, of a kind that can be changed so, and says why."""
    facts = book().vocabulary.facts
    for some in EFFECTS.values():
        for effect in some:
            assert effect.fact in facts
            assert effect.how == "perhaps there" or facts[effect.fact].kind == KINDS[effect.how]
            assert effect.why.endswith(".")


def test_nothing_follows_citizenship() -> None:
    """Citizenship and what gives no stay change nothing, for they are no steps on a way."""
    assert EFFECTS["citizenship"] == EFFECTS["other"] == ()
