"""What follows for one person from a relation and what another has said.

Only what the meaning of the facts makes certain, and only where the person has not said it: see `docs/families.md`
for each fact with the reason, and for what does not follow. Everything rests on what was said, never on what has
itself been taken from a relation. What was said and cannot be true beside a relation is a problem.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from pathfinder.i18n import N_, _
from pathfinder.language.answers import DECLINED
from pathfinder.language.casefile import CHILDREN, MAJORITY, FromRelation, Relation
from pathfinder.language.problems import Place, Problem, place_of
from pathfinder.language.profile import Profile, ProfileProblems
from pathfinder.language.vocabulary import Vocabulary

Read = Profile | ProfileProblems

IMPLIED: dict[str, str] = {
    "spouse_citizenships": N_(
        "These are all citizenships of the spouse, and the spouse said them."
    ),
    "marriage_in": N_(
        "The spouse said all citizenships, permits and legal residences; elsewhere the spouse is no resident."
    ),
}
"""The facts that a relation can give, and why that is certain."""

CITIZENSHIPS, SPOUSE, FAMILY, AGE = (
    "citizenships", "spouse_citizenships", "family_citizenships", "age",
)  # fmt: skip

_NEAR = CHILDREN | {"spouse", "parent"}
"""Relations of people who are family whatever else the word means."""


def contradictions(people: Sequence[Read], relations: Sequence[Relation]) -> list[Problem]:
    """What people said that cannot be true beside a relation, in the order of the people."""
    faults: dict[int, list[Problem]] = {}
    for each in relations:
        one, to = people[each.one], people[each.to]
        if not isinstance(one, Profile) or not isinstance(to, Profile):
            continue
        for number, person, other in ((each.one, one, to), (each.to, to, one)):
            faults.setdefault(number, []).extend(_contradictions(person, other, each.kind))
        _check_ages(each, one, to, faults)
    once = {
        (each.place, each.message): each for number in sorted(faults) for each in faults[number]
    }
    return list(once.values())


def with_relations(
    people: Sequence[Read], relations: Sequence[Relation], vocabulary: Vocabulary
) -> list[Read]:
    """The people with the facts that follow; for relations that nothing contradicts."""
    found = list(people)
    for each in relations:
        one, to = people[each.one], people[each.to]
        if not isinstance(one, Profile) or not isinstance(to, Profile):
            continue
        if each.kind == "spouse":
            for number, other in ((each.one, to), (each.to, one)):
                found[number] = _with_spouse(found[number], other, each, vocabulary)
    return found


def _with_spouse(person: Read, spouse: Profile, relation: Relation, vocabulary: Vocabulary) -> Read:
    """What a spouse's answers say about a person."""
    assert isinstance(person, Profile), "people of a relation have been read"
    for fact, value in (
        (SPOUSE, spouse.values.get(CITIZENSHIPS)),
        ("marriage_in", _at_home(spouse)),
    ):
        if value and fact in vocabulary.facts and _may_be_taken(fact, person):
            person = _given(person, fact, value, spouse, relation)
    return person


def _may_be_taken(fact: str, person: Profile) -> bool:
    """Whether a fact is free: not said, and not declined. Whoever does not want it to count is left alone."""
    return fact not in person.values and person.unsaid.get(fact) != DECLINED


def _at_home(person: Profile) -> frozenset[str] | None:
    """Where somebody is a citizen or resident; None unless all that tells has been said."""
    values = person.values
    if not {CITIZENSHIPS, "residence_permits", "resident_since"} <= values.keys():
        return None
    resident = {country for country, _first in values["resident_since"]}
    return frozenset(values[CITIZENSHIPS] | values["residence_permits"] | resident)


def _given(person: Profile, fact: str, value: Any, other: Profile, relation: Relation) -> Profile:
    return msgspec.structs.replace(
        person,
        values={**person.values, fact: value},
        unsaid={name: word for name, word in person.unsaid.items() if name != fact},
        places={**person.places, fact: str(relation.place)},
        taken=(
            *person.taken,
            FromRelation(fact=fact, relation=relation.kind, of=other.name),
        ),
    )


def _contradictions(person: Profile, other: Profile, kind: str) -> list[Problem]:
    """Citizenships of family that a person denies."""
    theirs = other.values.get(CITIZENSHIPS)
    found: list[Problem] = []
    if theirs is None:
        return found
    if kind == "spouse" and SPOUSE in person.values and person.values[SPOUSE] != theirs:
        message = _("{fact} does not fit the citizenships of the spouse in this case.")
        found.append(_problem(person, SPOUSE, message))
    if kind in _NEAR and FAMILY in person.values and not theirs <= person.values[FAMILY]:
        message = _("{fact} leaves out a citizenship that a member of the family in this case has.")
        found.append(_problem(person, FAMILY, message))
    return found


def _check_ages(
    relation: Relation, one: Profile, to: Profile, faults: dict[int, list[Problem]]
) -> None:
    """Note a minor child who is of age, and a parent who is not older than the child."""
    if relation.kind in CHILDREN:
        child, parent = one, to
    elif relation.kind == "parent":
        child, parent = to, one
    else:
        return
    own, older = child.values.get(AGE), parent.values.get(AGE)
    of_child = relation.one if child is one else relation.to
    if relation.kind == "minor_child" and own is not None and own >= MAJORITY:
        message = _("{fact}: a minor child in this case is {n} or older.")
        faults.setdefault(of_child, []).append(_problem(child, AGE, message))
    if own is not None and older is not None and older <= own:
        message = _("{fact}: a parent in this case is not older than the child.")
        of_parent = relation.to if child is one else relation.one
        faults.setdefault(of_parent, []).append(_problem(parent, AGE, message))


def _problem(person: Profile, fact: str, message: str) -> Problem:
    written = person.places.get(fact, "")
    return Problem(
        code="PF514",
        message=message.format(fact=fact, n=MAJORITY),
        place=place_of(written) if written else Place(""),
        help=_("Correct the answer or the relation, whichever is wrong."),
        within=fact,
    )
