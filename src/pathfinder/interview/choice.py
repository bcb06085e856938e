"""Which question comes next.

What must be asked in the end anyway costs nothing to ask now, and its answer may spare other questions. So the
question is put whose answer is most likely needed, less what it costs to ask. A fact is needed for a target unless
what else will be asked decides the target without it; a target is of no account where another one is likely to decide
its destination. All this is estimated from rough guesses (`pathfinder.interview.likely`); which facts may be asked at
all, and when nothing is left, is exact and does not rest on them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

import msgspec

from pathfinder.engine.day import BookOnDay
from pathfinder.interview.likely import Guesses
from pathfinder.interview.outlook import Outlook
from pathfinder.interview.said import Said
from pathfinder.interview.targets import Open
from pathfinder.language.vocabulary import Fact

PRIVATE, HARD = 0.1, 0.1
"""What a question costs that is painful to answer, and one that is hard to."""

ROUNDS = 3
"""So often the needs are estimated anew, each time from those before."""

FIRST_GUESS = 0.3
"""How likely a fact is taken to be asked, before anything is estimated."""

LEAST_DECIDED = 0.1
"""A fact is taken to decide at least so much of a target, where the rest of it is asked about too."""

MOST_TARGETS = 300
"""From so many targets the needs are estimated, so that the next question is there at once."""

MOST_DECIDED = 0.999
"""No fact is taken to decide a target for certain, so that nothing is divided by 0."""

ALIKE = 0.5
"""How much of the need of further targets counts, for targets are much alike."""

NOT_ALONE = 0.95
"""A fact is not quite certain to be needed where another could decide the target."""

OPEN_SHARE = 0.25
"""How soon a target that the documents are likely to leave open is looked at, beside one that is likely a yes."""


class Sought(msgspec.Struct, frozen=True):
    """An open target with its outlook; `weight` is the chance that its destination is not decided without it."""

    open: Open
    outlook: Outlook
    weight: float


class Chooser:
    """Chooses among the facts that open targets still miss."""

    def __init__(self, on_day: BookOnDay) -> None:
        self._facts = on_day.book.vocabulary.facts
        self._order = {name: number for number, name in enumerate(self._facts)}
        self._guesses = Guesses(on_day.book.vocabulary, on_day.axes)

    def deciding(self, targets: Sequence[Open], said: Said, *, together: bool) -> str | None:
        """The fact to ask in order to decide all targets, or (`together`) the destinations they belong to."""
        names = _candidates(targets, said)
        if len(names) < 2:
            return next(iter(names), None)
        needed = self.needed(targets, names, together=together)
        return self._best(names, lambda name: needed[name] - cost(self._facts[name]), said)

    def finding(self, targets: Sequence[Open], said: Said) -> str | None:
        """The fact to ask in order to find one target that is a yes.

        It is one that the most promising target needs; of these, one that other promising targets need too.
        """
        names = _candidates(targets, said)
        if len(names) < 2:
            return next(iter(names), None)
        near = _some([target for target in targets if names & target.view.missing])
        promise = {id(target): self._promise(target) for target in near}
        best = max(near, key=lambda target: promise[id(target)])
        worth = dict.fromkeys(names & best.view.missing, 0.0)
        for target in near:
            for name in worth.keys() & target.view.missing:
                decides, _last = self.outlook(target).facts[name]
                worth[name] += promise[id(target)] * (1 + decides)
        return self._best(worth, lambda name: worth[name] * (1 - cost(self._facts[name])), said)

    def _promise(self, target: Open) -> float:
        """How likely a target is a yes, by the questions that it takes."""
        return self.outlook(target).yes / max(1, len(target.view.missing))

    def _best(self, names: Iterable[str], worth: Callable[[str], float], said: Said) -> str:
        """The best fact; first what a changed answer made doubtful, and of equal ones the first of the vocabulary."""
        return min(
            names,
            key=lambda name: (name not in said.aside, -round(worth(name), 9), self._order[name]),
        )

    def outlook(self, target: Open) -> Outlook:
        """The outlook of a target, kept with its view."""
        found = target.view.outlook
        if found is None:
            found = target.view.outlook = Outlook(target.target, target.view, self._guesses)
        return found

    def likely_left(self, targets: Sequence[Open], said: Said) -> int:
        """How many questions are likely left until all targets are decided."""
        names = frozenset(
            name for target in targets for name in target.view.missing if not said.settled(name)
        )
        needed = self.needed(targets, names, together=False) if len(names) > 1 else {}
        return max(round(sum(needed.values())), min(1, len(names)))

    def likely_to_find(self, targets: Sequence[Open], said: Said) -> int:
        """How many questions are likely left until one target is found: those of the most promising."""
        if not targets:
            return 0
        best = max(_some(targets), key=self._promise)
        return max(1, sum(not said.settled(name) for name in best.view.missing))

    def needed(
        self, targets: Sequence[Open], names: frozenset[str], *, together: bool
    ) -> dict[str, float]:
        """How likely each fact is needed in the end."""
        sought = self._sought(_some(targets), together=together)
        asked = dict.fromkeys(names, FIRST_GUESS)
        for _round in range(ROUNDS):
            needs: dict[str, list[float]] = {name: [] for name in names}
            for one in sought:
                _need(one, asked, needs)
            asked = {name: _joined(those) for name, those in needs.items()}
        return asked

    def _sought(self, targets: Sequence[Open], *, together: bool) -> list[Sought]:
        """The targets with their weights; of those that look alike to every fact the weightiest stands for all."""
        found: dict[object, Sought] = {}
        by_country: dict[str, list[Open]] = {}
        for target in targets:
            by_country.setdefault(target.target.country, []).append(target)
        for those in by_country.values():
            for one in self._weighed(those, together=together):
                other = found.get(one.outlook.sign)
                if other is None or other.weight < one.weight:
                    found[one.outlook.sign] = one
        return list(found.values())

    def _weighed(self, targets: list[Open], *, together: bool) -> list[Sought]:
        """The targets of one destination, the most promising first."""
        looked = [(target, self.outlook(target)) for target in targets]
        if not together:
            return [Sought(target, outlook, 1.0) for target, outlook in looked]

        def promise(pair: tuple[Open, Outlook]) -> float:
            target, outlook = pair
            likely: float = outlook.yes + OPEN_SHARE * outlook.open
            return likely / math.sqrt(len(target.view.missing))

        found = []
        not_feasible = not_possible = 1.0
        for target, outlook in sorted(looked, key=promise, reverse=True):
            weight = not_feasible if outlook.yes > 0 else not_possible
            found.append(Sought(target, outlook, weight))
            not_feasible *= 1 - outlook.yes
            not_possible *= 1 - outlook.yes - outlook.open
        return found


def _candidates(targets: Sequence[Open], said: Said) -> frozenset[str]:
    """The facts to choose from; what was put off comes behind all others."""
    names = {name for target in targets for name in target.view.missing if not said.settled(name)}
    now = names - said.later.keys()
    if now or not names:
        return frozenset(now)
    return frozenset((min(names, key=said.order.index),))


def _some(targets: Sequence[Open]) -> Sequence[Open]:
    """Targets enough to estimate from, spread evenly: all of them, but in a very large rule book."""
    return targets[:: -(-len(targets) // MOST_TARGETS) or 1]


def cost(fact: Fact) -> float:
    """What a question costs whoever answers it, as a share of a question that may turn out needless."""
    private = fact.sensitive or fact.cost == "private"
    return (PRIVATE if private else 0.0) + (HARD if fact.cost == "hard" else 0.0)


def _need(sought: Sought, asked: dict[str, float], needs: dict[str, list[float]]) -> None:
    """Note how likely each fact is needed for one target, when the others are asked as likely as was estimated."""
    missing = sought.open.view.missing
    facts = [one for one in sought.outlook.listed if one[0] in asked]
    alone = sought.weight if len(facts) == 1 else sought.weight * NOT_ALONE
    undecided = asked_of = asked_all = 1.0
    parts = []
    for name, decides, last in facts:
        chance = asked[name]
        left = 1 - chance * min(MOST_DECIDED, decides)
        some = min(MOST_DECIDED, max(LEAST_DECIDED, decides))
        left_of = 1 - chance * some
        undecided *= left
        asked_of *= left_of
        asked_all *= 1 - some
        parts.append((name, last, left, left_of, 1 - some))
    for name, last, left, left_of, left_all in parts:
        need = undecided / left
        if name in missing and len(parts) > 1:
            share = (1 - asked_of / left_of) / (1 - asked_all / left_all)
            need = min(need, 1 - (1 - last) * share)
        needs[name].append(alone * need)


def _joined(needs: list[float]) -> float:
    """The chance that a fact is needed for one target at least."""
    if not needs:
        return 0.0
    needs.sort(reverse=True)
    spared = 1 - needs[0]
    for need in needs[1:]:
        spared *= 1 - ALIKE * need
    return 1 - spared
