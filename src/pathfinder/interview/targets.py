"""What an interview is after: trees of conditions whose answer is looked for, and which facts can still change them.

A *target* is such a tree. For the aim `all` it is a pathway as it stands; for the aim `first` see
`pathfinder.interview.places`. A fact is asked only while it is missing in an open target: then it can change one.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from pathfinder.engine.axes import State
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.diagram import Node
from pathfinder.engine.judge import Judgement
from pathfinder.engine.rows import Row, Scope, asker, missing_facts
from pathfinder.engine.terms import evaluate
from pathfinder.engine.truth import ELIGIBLE, NO, YES, both
from pathfinder.interview.chances import ChanceDiagram
from pathfinder.interview.destinations import telling
from pathfinder.interview.said import Said
from pathfinder.language.records import Pathway

if TYPE_CHECKING:
    from pathfinder.interview.outlook import Outlook


class View:
    """A target for people with the same states: its diagram, and the facts that can change its answer.

    `states` are those of the person on the axes of the diagram, by their places; `whole` is the diagram of outcomes,
    `root` that of answers.
    """

    __slots__ = ("diagram", "missing", "outcomes", "outlook", "root", "states", "whole")

    def __init__(
        self, diagram: ChanceDiagram, whole: Node, root: Node, states: list[State]
    ) -> None:
        self.diagram = diagram
        self.whole = whole
        self.root = root
        self.states = states
        self.missing = frozenset(missing_facts(diagram, root, states))
        self.outcomes = diagram.outcomes(root)
        self.outlook: Outlook | None = None

    def narrowed(self, states: list[State]) -> Node | None:
        """The diagram of outcomes where further facts are known; None where states changed in another way."""
        node = self.whole
        for place, (old, new) in enumerate(zip(self.states, states, strict=True)):
            if new is old:
                continue
            if len(new.vectors) > 1 or new.vectors[0] not in old.vectors:
                return None
            node = self.diagram.given(node, place, old.vectors.index(new.vectors[0]))
        return node


class Target:
    """A tree whose answer is looked for, and what it has come to for the states seen so far.

    With `only_yes` it is looked for whether the answer is certainly yes, whatever stays unsaid.
    """

    __slots__ = ("_last", "country", "name", "only_yes", "scope", "views")

    def __init__(self, name: str, country: str, scope: Scope, *, only_yes: bool = False) -> None:
        self.name = name
        self.country = country
        self.scope = scope
        self.only_yes = only_yes
        self.views: dict[object, View] = {}
        self._last: View | None = None

    def view(self, on_day: BookOnDay, numbers: list[int], said: Said) -> View:
        """The target for a person whose states have these numbers."""
        shut = said.shut if self.only_yes else frozenset()
        key = (self.scope.read(numbers), shut)
        found = self.views.get(key)
        if found is None:
            found = self.views[key] = self._made(on_day.states_of(self.scope, numbers), shut)
            if not self.only_yes and key[0] not in self.scope.rows:  # judging takes no second look
                missing = tuple(sorted(found.missing, key=self.scope.order.__getitem__))
                self.scope.rows[key[0]] = Row(found.diagram.outcomes(found.whole), missing)
        self._last = found
        return found

    def _made(self, states: list[State], shut: frozenset[str]) -> View:
        """The view for some states: the last one narrowed, where that gives it, for that is quicker."""
        last = self._last
        whole = last.narrowed(states) if last is not None else None
        diagram = last.diagram if last is not None and whole is not None else ChanceDiagram()
        if whole is None:
            whole = evaluate(self.scope.root, diagram, asker(states, diagram))
        if self.only_yes:
            yes = _certainly(diagram, diagram.map(_whether_yes, whole), states, shut)
            return View(diagram, whole, yes, states)
        return View(diagram, whole, diagram.answers(whole), states)


class Open(msgspec.Struct, frozen=True):
    """A target that can still be changed by a fact that may be asked, and how it stands."""

    target: Target
    view: View


def _whether_yes(outcome: int) -> int:
    return YES if outcome == ELIGIBLE else NO


def _certainly(
    diagram: ChanceDiagram, root: Node, states: list[State], shut: frozenset[str]
) -> Node:
    """The diagram with yes only where it is yes whatever the facts are that will not be said."""
    closed = [axis for axis in diagram.axes(root) if shut.issuperset(states[axis].unsaid)]
    for axis in closed:
        branches = range(len(states[axis].vectors))
        result = diagram.given(root, axis, 0)
        for branch in branches[1:]:
            result = diagram.combine(both, result, diagram.given(root, axis, branch))
        root = result
    return root


class Targets:
    """The pathways of an interview on one day; `countries` narrows them."""

    def __init__(self, on_day: BookOnDay, countries: Collection[str] | None) -> None:
        self.on_day = on_day
        self.countries = [
            country
            for country in on_day.book.destinations
            if countries is None or country in countries
        ]
        self.pathways: list[Pathway] = [
            pathway for country in self.countries for pathway in on_day.by_country[country]
        ]

    @cached_property
    def _of_pathways(self) -> dict[str, Target]:
        """Every pathway as a target."""
        on_day = self.on_day
        return {one.id: Target(one.id, one.country, on_day.pathway(one)) for one in self.pathways}

    @cached_property
    def eligible(self) -> dict[str, Target]:
        """Of every pathway, whether it is certainly eligible."""
        on_day = self.on_day
        return {
            one.id: Target(one.id, one.country, on_day.pathway(one), only_yes=True)
            for one in self.pathways
        }

    def open(self, judgement: Judgement, said: Said) -> list[Open]:
        """The pathways whose answer can still change."""
        found = []
        for target in self._of_pathways.values():
            view = target.view(self.on_day, judgement.numbers, said)
            if said.askable(view.missing):
                found.append(Open(target, view))
        return found

    def telling(self, judgement: Judgement, said: Said) -> list[Open]:
        """What can still change the verdict of a destination."""
        found = []
        for country in self.countries:
            names, only_yes = telling(judgement, said, country)
            for name in names:
                target = self.eligible[name] if only_yes else self._of_pathways[name]
                view = target.view(self.on_day, judgement.numbers, said)
                if said.askable(view.missing):
                    found.append(Open(target, view))
        return found
