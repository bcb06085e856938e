"""Small rule books that speak of company, families in them, and a plain restatement of what holds for all together.

The restatement tries every way of filling in and every chain of people who take each other along; it shares nothing
with the program but the records of rules.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import hypothesis.strategies as st

from pathfinder.language import records
from pathfinder.language.vocabulary import Fact, Vocabulary
from pathfinder.rulebook.book import RuleBook
from pathfinder.values.dates import make_span

RELATIONS = ("spouse", "minor_child", "sibling")
IDS = ("DE/one", "DE/two", "DE/three", "FR/one", "FR/two")
FLAGS = ("flag", "sign")
SETTLING = ("stay", "reside", "protection", "citizenship")

KINDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "citizenships": ("countries", ()),
    "flag": ("yes_no", ()),
    "sign": ("yes_no", ()),
    "accompanies": ("choices", IDS),
    "relation": ("choice", RELATIONS),
}

VOCABULARY = Vocabulary(
    facts={
        name: Fact(
            name=name, group="", kind=kind, label=name, question="", help="", sensitive=False, cost="",
            options=tuple((word, word) for word in options),
        )
        for name, (kind, options) in KINDS.items()
    },
    constraints=(), regions={}, countries={"DE": "DE", "FR": "FR", "RU": "RU"}, languages=(),
)  # fmt: skip

_LEAVES: st.SearchStrategy[Any] = st.one_of(
    st.builds(records.YesNoFact, fact=st.sampled_from(FLAGS), value=st.booleans()),
    st.builds(
        records.SetFact, fact=st.just("accompanies"), how=st.sampled_from(["any", "any", "none"]),
        values=st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True).map(tuple),
    ),
    st.builds(
        records.OptionFact, fact=st.just("relation"),
        values=st.lists(st.sampled_from(RELATIONS), min_size=1, max_size=2, unique=True).map(tuple),
    ),
    st.builds(records.NotStated),
)  # fmt: skip
_FAMILY = st.builds(
    lambda names, relations: records.AllOf(
        items=(
            records.SetFact(fact="accompanies", how="any", values=tuple(names)),
            records.OptionFact(fact="relation", values=tuple(relations)),
        )
    ),
    st.lists(st.sampled_from(IDS), min_size=1, max_size=2, unique=True),
    st.lists(st.sampled_from(RELATIONS), min_size=1, max_size=2, unique=True),
)
"""A pathway for the family of whoever goes by another one."""

_CONDITIONS = st.one_of(
    _LEAVES,
    _FAMILY,
    _FAMILY,
    st.builds(records.AllOf, items=st.lists(_LEAVES, min_size=2, max_size=3).map(tuple)),
    st.builds(records.AnyOf, items=st.lists(_LEAVES, min_size=2, max_size=3).map(tuple)),
)


@st.composite
def books(draw: st.DrawFn) -> RuleBook:
    """Five pathways into two countries, some of which ask for company."""
    found = {}
    for name in IDS:
        version = records.Version(
            span=make_span(None, None), cites=(), conditions="stated", requires=draw(_CONDITIONS)
        )
        found[name] = records.Pathway(
            id=name, country=name[:2], title=name, gives=draw(st.sampled_from(["stay", "reside", "enter", "other"])),
            covers=records.Covers(everyone=draw(st.booleans()), citizens=("RU",)), at_discretion=draw(st.booleans()),
            reached=False, versions=(version,),
        )  # fmt: skip
    entries: dict[str, tuple[str, ...]] = {}
    return RuleBook(
        hash="", vocabulary=VOCABULARY, documents={}, citations={}, definitions={},
        destinations={country: records.Destination(country=country) for country in ("DE", "FR")},
        pathways=found, cautions={}, entries=entries,
    )  # fmt: skip


_FACTS = {
    "citizenships": st.sampled_from([["RU"], ["RU"], ["RU"], ["DE"], ["DE", "RU"], ["FR"]]),
    "flag": st.booleans(),
    "sign": st.booleans(),
    "accompanies": st.sampled_from([[], ["DE/one"], ["FR/one", "DE/two"]]),
    "relation": st.sampled_from(RELATIONS),
}


@st.composite
def families(draw: st.DrawFn) -> dict[str, Any]:
    """A case file of two or three people; each has said some of the facts."""
    people = []
    for name in ("a", "b", "c")[: draw(st.integers(2, 3))]:
        said = {}
        for fact, values in _FACTS.items():
            rarely = fact in ("accompanies", "relation")
            if draw(st.integers(0, 5)) > (4 if rarely else 1):
                said[fact] = draw(values)
        people.append({"name": name, "facts": said})
    names = [each["name"] for each in people]
    relations = []
    spoken: set[Any] = set()
    for one, to in itertools.combinations(names, 2):
        kind = draw(st.sampled_from([*RELATIONS, None]))
        if kind == "spouse" and spoken & {one, to}:
            kind = "sibling"
        if kind == "spouse":
            spoken |= {one, to}
        if kind:
            relations.append({"from": one, "to": to, "relation": kind})
    return {"case": "x", "people": people, "relations": relations}


def truth(condition: Any, values: dict[str, Any]) -> int:
    """0 no, 1 open, 2 yes, for somebody of whom all is known."""
    if isinstance(condition, records.NotStated):
        return 1
    if isinstance(condition, records.AllOf):
        return min(truth(each, values) for each in condition.items)
    if isinstance(condition, records.AnyOf):
        return max(truth(each, values) for each in condition.items)
    if isinstance(condition, records.YesNoFact):
        return 2 if values[condition.fact] is condition.value else 0
    if isinstance(condition, records.OptionFact):
        return 2 if values[condition.fact] in condition.values else 0
    hit = bool(values["accompanies"] & set(condition.values))
    return 2 if hit == (condition.how == "any") else 0


def outcomes(pathway: records.Pathway, said: dict[str, Any]) -> set[str]:
    """What can follow, over every way of filling in what is not said."""
    return {found for _values, found in completions(pathway, said)}


def apart(pathway: records.Pathway, said: dict[str, Any]) -> bool:
    """Whether it makes a difference how somebody is related, in some way of filling in all else."""
    answers: dict[str, set[str]] = {}
    for values, found in completions(pathway, said):
        rest = {fact: value for fact, value in values.items() if fact != "relation"}
        answers.setdefault(str(rest), set()).add("no" if found == "not covered" else found)
    return any(len(found) > 1 for found in answers.values())


def completions(
    pathway: records.Pathway, said: dict[str, Any]
) -> Iterator[tuple[dict[str, Any], str]]:
    """Every way of filling in what is not said, and what follows in it."""
    subsets = [
        set(chosen) for size in range(len(IDS) + 1) for chosen in itertools.combinations(IDS, size)
    ]
    homes: list[Any] = [
        set(chosen) for size in range(4) for chosen in itertools.combinations(("RU", "DE", "FR"), size)
    ]  # fmt: skip
    domains = {
        "citizenships": [*homes, {"ZZ"}],
        "flag": [True, False],
        "sign": [True, False],
        "accompanies": subsets,
        "relation": list(RELATIONS),
    }
    asked = facts_of(pathway.versions[0].requires) | {"citizenships"}
    choices = [[said[fact]] if fact in said else domains[fact] for fact in domains if fact in asked]
    names = [fact for fact in domains if fact in asked]
    for chosen in itertools.product(*choices):
        values = dict(zip(names, chosen, strict=True))
        home = values["citizenships"]
        if pathway.country in home or not (pathway.covers.everyone or "RU" in home):
            yield values, "not covered"
        else:
            yield values, ("no", "open", "yes")[truth(pathway.versions[0].requires, values)]


def facts_of(condition: Any) -> set[str]:
    """The facts that a condition asks."""
    if isinstance(condition, records.AllOf | records.AnyOf):
        return set().union(*(facts_of(each) for each in condition.items))
    return set() if isinstance(condition, records.NotStated) else {condition.fact}


def accompanied(condition: Any) -> set[str]:
    """The pathways that a condition asks whether somebody accompanies."""
    if isinstance(condition, records.AllOf | records.AnyOf):
        return set().union(*(accompanied(each) for each in condition.items))
    return (
        set(getattr(condition, "values", ())) if facts_of(condition) == {"accompanies"} else set()
    )


def level(found: set[str]) -> int:
    """2 eligible, 1 undetermined, 0 any no."""
    if found == {"yes"}:
        return 2
    return 0 if found <= {"no", "not covered"} else 1


CLOSE = ("spouse", "minor_child")
"""Relatives who are family in any meaning of the word."""


class Plainly:
    """What holds for a family, from every chain of people who take each other along."""

    def __init__(self, book: RuleBook, case: dict[str, Any]) -> None:
        self.book = book
        self.said = [
            {k: set(v) if isinstance(v, list) else v for k, v in each["facts"].items()}
            for each in case["people"]
        ]
        names = [each["name"] for each in case["people"]]
        self.kin: dict[tuple[int, int], str | None] = {}
        for each in case["relations"]:
            one, to = names.index(each["from"]), names.index(each["to"])
            mutual = each["relation"] in ("spouse", "sibling")
            self.kin[one, to] = each["relation"]
            self.kin[to, one] = each["relation"] if mutual else "parent"
        self.memory: dict[Any, int] = {}

    def alone(self, number: int, name: str, **supposed: Any) -> int:
        """How far a way carries somebody who is judged alone."""
        key = (number, name, str(supposed))
        if key not in self.memory:
            said = {**supposed, **self.said[number]}
            self.memory[key] = level(outcomes(self.book.pathways[name], said))
        return self.memory[key]

    def along(self, number: int, name: str, used: frozenset[Any] = frozenset()) -> int:
        """How far it carries with the others: by the best chain that comes to nobody twice by the same way."""
        pathway = self.book.pathways[name]
        best = self.alone(number, name)
        used |= {(number, name)}
        for (one, by), relation in self.kin.items():
            for taker in accompanied(pathway.versions[0].requires) if one == number else ():
                if self.book.pathways[taker].country != pathway.country or (by, taker) in used:
                    continue
                said = self.said[number]
                if taker not in said.get("accompanies", {taker}):
                    continue
                if said.get("relation", relation) != relation:
                    continue
                own = self.alone(number, name, accompanies={taker}, relation=relation)
                if own and self.doubtful(number, name, taker, relation):
                    own = 1
                best = max(best, min(own, self.along(by, taker, used)))
        return best

    def doubtful(self, number: int, name: str, taker: str, relation: str | None) -> bool:
        """Whether a rule that tells no relatives apart is asked about one who may not be meant by family."""
        said = self.said[number]
        if taker in said.get("accompanies", ()) or said.get("relation", relation) in CLOSE:
            return False
        anyhow = {"accompanies": {taker}, **said}
        anyhow.pop("relation", None)
        pathway = self.book.pathways[name]
        return level(outcomes(pathway, anyhow)) > 0 and not apart(pathway, anyhow)

    def verdict(self, number: int, country: str) -> str:
        """Of somebody and a country."""
        there = [each for each in self.book.pathways.values() if each.country == country]
        gives = SETTLING if any(each.gives == "stay" for each in there) else (*SETTLING, "enter")
        levels = [self.along(number, each.id) for each in there if each.gives in gives]
        if max(levels, default=0):
            return {2: "feasible", 1: "possible"}[max(levels)]
        if all(outcomes(each, self.said[number]) == {"not covered"} for each in there):
            return "not_covered"
        return "not_feasible"

    def together(self, country: str) -> str:
        """Of all and a country: the worst of those who are not at home there."""
        order = ("feasible", "possible", "not_covered", "not_feasible")
        found = [
            verdict
            for number, said in enumerate(self.said)
            for verdict in [self.verdict(number, country)]
            if not (verdict == "not_covered" and country in said.get("citizenships", ()))
        ]
        return max(found, key=order.index, default="not_covered")
