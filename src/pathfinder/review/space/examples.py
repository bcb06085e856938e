"""An example person from a diagram: somebody for whom it comes to yes, with as little said as that takes.

The person is found in the diagram and then tried on the engine itself, which knows nothing of the diagram.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pathfinder.engine.axes import Axis, Vector
from pathfinder.engine.diagram import Node
from pathfinder.engine.questions import PLACE, STAYS, answer
from pathfinder.engine.truth import NO, TERMINALS, YES
from pathfinder.review.space.joint import Joint
from pathfinder.review.space.people import Person, real
from pathfinder.values.stays import Stay

MOST_WAYS = 20_000
"""So many ways of answering one axis are looked through for the plainest."""

Check = Callable[[Mapping[str, Any]], bool]
"""Whether the engine says of a person what is claimed of them."""


class _Way(NamedTuple):
    cost: int
    values: Mapping[str, Any]


def example(joint: Joint, node: Node, check: Check) -> Person | None:
    """Somebody for whom a node of yes and no comes to yes, with no fact said that could be left out.

    `check` replays the claim through the engine; None where the node is a plain no. A person whom the engine does not
    confirm is a fault of this program: `AssertionError`.
    """
    if node == NO:
        return None
    ways = [_plainest(axis) for axis in joint.axes]
    path = _cheapest(joint, node, ways)
    for answers in (path, {**_any_answers(ways), **path}):
        person = _merged(joint, answers, ways)
        for attempt in (_real(person), person):
            if check(attempt):
                return _least(attempt, check)
    raise AssertionError("the engine does not confirm an example of the diagram")


def _plainest(axis: Axis) -> dict[Vector, _Way]:
    """For every joint answer to an axis the plainest way of giving it."""
    found: dict[Vector, _Way] = {}
    for number, values in enumerate(axis.filled({})):
        vector = tuple(answer(question, values, axis.day) for question in axis.questions)
        cost = sum(_cost(fact, value) for fact, value in values.items())
        if vector not in found or cost < found[vector].cost:
            found[vector] = _Way(cost, dict(values))
        if number > MOST_WAYS:
            break
    return found


def _any_answers(ways: list[dict[Vector, _Way]]) -> dict[int, Vector]:
    """An answer to every axis, the plainest.

    What several trees come to together may need no answer to an axis that one of them, by itself, hangs on.
    """
    return {
        axis: min(found, key=lambda vector: found[vector].cost)
        for axis, found in enumerate(ways)
        if found
    }


def _cost(fact: str, value: Any) -> int:
    """How far an answer is from what most people would say: few words, a Russian citizen, nothing strange."""
    if value is None:
        return 0
    if fact == "citizenships":
        return 0 if value == frozenset(("RU",)) else 3 + 4 * len(value - {"RU"}) + 30 * (not value)
    if isinstance(value, frozenset | tuple):
        return 1 + 2 * len(value)
    return 1


def _cheapest(joint: Joint, node: Node, ways: list[dict[Vector, _Way]]) -> dict[int, Vector]:
    """For the axes that are asked on the plainest path to a yes, the answers on it."""
    best: dict[Node, tuple[int, int, Node] | None] = {}

    def cost_of(at: Node) -> int | None:
        if at < TERMINALS:
            return 0 if at == YES else None
        if at not in best:
            best[at] = None
            axis, branches = joint.diagram.at(at)
            for number, below in enumerate(branches):
                rest = cost_of(below)
                way = ways[axis].get(joint.states[axis].vectors[number])
                if rest is not None and way is not None:
                    cost = rest + 2 + way.cost
                    known = best[at]
                    if known is None or cost < known[0]:
                        best[at] = (cost, number, below)
        found = best[at]
        return None if found is None else found[0]

    cost = cost_of(node)
    assert cost is not None, "a node that is not a plain no leads to a yes"
    path: dict[int, Vector] = {}
    while node >= TERMINALS:
        axis, _branches = joint.diagram.at(node)
        step = best[node]
        assert step is not None
        path[axis] = joint.states[axis].vectors[step[1]]
        node = step[2]
    return path


def _merged(joint: Joint, path: Mapping[int, Vector], ways: list[dict[Vector, _Way]]) -> Person:
    """The values of the answers on a path. What is asked of one fact kind by kind is put together again."""
    person: Person = {}
    for axis, vector in path.items():
        for fact, value in ways[axis][vector].values.items():
            known = person.get(fact)
            if isinstance(value, frozenset) and known is not None:
                person[fact] = known | value
            elif isinstance(value, tuple) and known is not None and fact != STAYS:
                person[fact] = tuple(sorted({*known, *value}))
            else:
                person[fact] = value
    return {fact: value for fact, value in person.items() if value is not None}


def _real(person: Person) -> Person:
    """With countries that exist, and a place left out that follows from the stays."""
    found = {fact: real(value) for fact, value in person.items()}
    stays: tuple[Stay, ...] = found.get(STAYS, ())
    if any(stay.left is None and stay.country == found.get(PLACE) for stay in stays):
        del found[PLACE]
    return found


def _least(person: Person, check: Check) -> Person:
    """A person with nothing said that the claim does not need."""
    for fact in _by_weight(person):
        rest = {name: value for name, value in person.items() if name != fact}
        if check(rest):
            person = rest
    for fact, value in list(person.items()):
        if isinstance(value, frozenset):
            for member in sorted(value):
                fewer = person[fact] - {member}
                if fewer and check({**person, fact: fewer}):
                    person = {**person, fact: fewer}
    return person


def _by_weight(person: Person) -> Iterator[str]:
    """Facts that burden a reader most first: citizenships are left to the last."""
    yield from sorted(person, key=lambda fact: (fact == "citizenships", -_cost(fact, person[fact])))
