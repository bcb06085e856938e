"""A seeded workload of any size: a rule book in YAML files, profiles, and the same rules for zen-engine.

N pathways stand over about 1.5 N atomic conditions and 40 facts: 12 of yes or no, 12 of one option, 10 numbers,
5 dates, and stays. A pathway asks 3 to 7 of the conditions, joined by all, any and not. A profile leaves out a
fifth of the facts. Citizenship and the present country come on top, for no profile is judged without them.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

DAY = dt.date(2026, 1, 1)
MISSING = 0.2
A_FILE = 41
"""So many pathways stand in the file of one country: 10,000 need 244 countries."""

COUNTRIES = ("AM", "GE", "RS", "TR", "KZ", "KG", "UZ", "AE")
YES_NO = [f"holds_{number}" for number in range(12)]
SIZES = (5, 20, 12, 6, 10, 6, 20, 7, 5, 5, 6, 8)
CHOICES = {f"option_{size}_{number}": size for number, size in enumerate(SIZES)}
NUMBERS = {
    f"amount_{top}_{number}": top
    for number, top in enumerate((5000, 12000, 200000, 60, 400, 500000, 250, 4000, 600000, 1200))
}
DATES = {
    "born": (1945, 2010), "expires": (2024, 2035), "married": (1990, 2025), "degree": (1980, 2025),
    "since": (2010, 2025),
}  # fmt: skip
WINDOWS, DAYS = (90, 180), (15, 30, 45, 60, 90)

_SHARES = {"yes_no": 0.12, "number": 0.30, "date": 0.11, "days": 0.05}


class Atom(msgspec.Struct, frozen=True):
    """An atomic condition: a fact, an operator, and what it is compared with."""

    fact: str
    how: str
    value: Any


class Tree(msgspec.Struct, frozen=True):
    """`all`, `any` or `not` of atoms and trees."""

    how: str
    items: tuple[Any, ...]


def option(number: int) -> str:
    """The name of an option."""
    return f"word_{number:02}"


def _atom(kind: str, draw: random.Random) -> Atom:
    if kind == "yes_no":
        return Atom(draw.choice(YES_NO), "is", draw.random() < 0.75)
    if kind == "choice":
        fact = draw.choice(list(CHOICES))
        size = CHOICES[fact]
        if draw.random() < 0.55:
            return Atom(fact, "is", option(draw.randrange(size)))
        some = draw.sample(range(size), draw.randint(2, max(2, size // 2)))
        return Atom(fact, "in", tuple(sorted(map(option, some))))
    if kind == "number":
        fact = draw.choice(list(NUMBERS))
        top = NUMBERS[fact]
        least = draw.randrange(1, top)
        how = draw.choices(("at least", "less than", "between"), (60, 25, 15))[0]
        return Atom(fact, how, (least, min(top, least + top // 8)) if how == "between" else least)
    if kind == "date":
        fact = draw.choice(list(DATES))
        first, last = DATES[fact]
        day = dt.date(draw.randint(first + 1, last - 1), draw.randint(1, 12), draw.randint(1, 28))
        return Atom(fact, draw.choice(("on or after", "on or before")), day.isoformat())
    counted = f"days_{draw.choice(COUNTRIES)}_{draw.choice(WINDOWS)}"
    return Atom(counted, draw.choice(("at most", "more than")), draw.choice(DAYS))


def atoms(count: int, draw: random.Random) -> list[Atom]:
    """Distinct atomic conditions; where a kind has no more of them, choices and numbers take the rest."""
    found: dict[Atom, None] = {}
    for kind, share in _SHARES.items():
        tries = 0
        before = len(found)
        while len(found) - before < count * share and tries < 20 * count:
            found[_atom(kind, draw)] = None
            tries += 1
    while len(found) < count:
        found[_atom("choice" if draw.random() < 0.7 else "number", draw)] = None
    return list(found)


def rules(count: int, seed: int = 1) -> list[Tree]:
    """The conditions of `count` pathways."""
    draw = random.Random(seed)
    every = atoms(count * 3 // 2, draw)
    deck: list[Atom] = []

    def pick(number: int) -> tuple[Any, ...]:
        nonlocal deck
        if len(deck) < number:
            deck = every[:]
            draw.shuffle(deck)
        taken, deck = deck[:number], deck[number:]
        return tuple(taken)

    found = []
    for _number in range(count):
        form = draw.random()
        if form < 0.30:
            tree = Tree("all", pick(draw.randint(3, 7)))
        elif form < 0.65:
            tree = Tree("all", (*pick(2), Tree("any", pick(draw.randint(2, 4)))))
        elif form < 0.85:
            inner = Tree("any", (Tree("all", pick(2)), *pick(1)))
            tree = Tree("all", (*pick(draw.randint(1, 2)), inner, Tree("not", pick(1))))
        else:
            tree = Tree("any", tuple(Tree("all", pick(draw.randint(2, 3))) for _ in range(2)))
        found.append(tree)
    return found


def write_rule_book(folder: Path, trees: list[Tree], codes: list[str]) -> None:
    """The rules as a rule book of YAML files; `codes` are the countries that files may be named for."""
    (folder / "destinations").mkdir(parents=True)
    _dump(folder / "facts.yaml", _facts())
    region = {
        "title": "A region",
        "source": "generated",
        "checked": "2026-01-01",
        "members": ["AM", "KZ"],
    }
    _dump(folder / "regions.yaml", {"format": "pathfinder-regions/1", "regions": {"EAEU": region}})
    text = dict.fromkeys(
        ("title", "author", "published", "language", "kind", "file", "where"), "generated"
    )
    document = {**text, "known until": "2026-01-01", "sha256": "0" * 64}
    _dump(
        folder / "documents.yaml",
        {"format": "pathfinder-documents/1", "documents": {"900": document}},
    )
    for number, start in enumerate(range(0, len(trees), A_FILE)):
        code = codes[number]
        pathways = {
            f"{code}/way-{start + place}": _pathway(tree)
            for place, tree in enumerate(trees[start : start + A_FILE])
        }
        passage = {
            "document": "900",
            "section": "Generated",
            "from": "the first words",
            "to": "the last words",
        }
        _dump(folder / "destinations" / f"{code}.yaml", {
            "format": "pathfinder-rules/1", "destination": code, "last checked": "2026-01-01",
            "citations": {"passage": passage}, "pathways": pathways,
        })  # fmt: skip


def _dump(path: Path, content: Any) -> None:
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    path.write_text(yaml.dump(content, Dumper=dumper, sort_keys=False, allow_unicode=True), "utf-8")


def _facts() -> dict[str, Any]:
    def fact(kind: str, **rest: Any) -> dict[str, Any]:
        text = dict.fromkeys(("group", "label", "question", "help"), "Generated.")
        return {**text, "kind": kind, "sensitive": "no", "cost": "easy", **rest}

    facts = {
        "citizenships": fact("countries"),
        "current_country": fact("country"),
        "stays": fact("stays"),
    }
    facts |= {name: fact("yes_no") for name in YES_NO}
    for name, size in CHOICES.items():
        facts[name] = fact(
            "choice", options={option(number): "generated" for number in range(size)}
        )
    facts |= {name: fact("number") for name in NUMBERS} | {name: fact("date") for name in DATES}
    tie = {
        "says": "Stays say the country.",
        "place from stays": {"country": "current_country", "stays": "stays"},
    }
    return {"format": "pathfinder-facts/1", "facts": facts, "constraints": [tie]}


def _pathway(tree: Tree) -> dict[str, Any]:
    return {
        "title": "A generated pathway", "gives": "reside", "covers": "all", "at discretion": "no",
        "reached": "no", "in force": {"from": "2022-02-24", "until": "not stated"}, "cite": "passage",
        "conditions": "stated", "requires": _condition(tree),
    }  # fmt: skip


def _condition(tree: Any) -> dict[str, Any]:
    if isinstance(tree, Tree):
        word = {"all": "all of", "any": "any of", "not": "none of"}[tree.how]
        return {word: [_condition(item) for item in tree.items]}
    says, fact = "The person meets this generated condition.", tree.fact
    if fact.startswith("days_"):
        _days, country, window = fact.split("_")
        counted = {
            "says": says,
            "days in": country,
            "within": f"{window} days",
            "at most": f"{tree.value} days",
        }
        return counted if tree.how == "at most" else {"says": says, "none of": [counted]}
    if tree.how == "between":
        ends = zip(("at least", "at most"), tree.value, strict=True)
        return {
            "says": says,
            "all of": [{"says": says, "fact": fact, word: end} for word, end in ends],
        }
    if tree.how == "in":
        return {"says": says, "fact": fact, "is one of": list(tree.value)}
    value = ("yes" if tree.value else "no") if isinstance(tree.value, bool) else tree.value
    return {"says": says, "fact": fact, tree.how: value}


def profiles(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Profiles as a caller of the library has them."""
    draw = random.Random(seed)
    for _number in range(count):
        yield _profile(draw)


def _profile(draw: random.Random, missing: float = MISSING) -> dict[str, Any]:
    person: dict[str, Any] = {"citizenships": ["RU"]}
    for name in YES_NO:
        person[name] = draw.random() < 0.5
    for name, size in CHOICES.items():
        person[name] = option(min(draw.randrange(size), draw.randrange(size)))
    for name, top in NUMBERS.items():
        value = int(draw.random() ** 1.6 * top)
        person[name] = value // 10 * 10 if top > 1000 else value
    for name, (first, last) in DATES.items():
        start = dt.date(first, 1, 1)
        person[name] = (start + dt.timedelta(draw.randrange(365 * (last - first + 1)))).isoformat()
    for name in [*YES_NO, *CHOICES, *NUMBERS, *DATES]:
        if draw.random() < missing:
            del person[name]
    if draw.random() >= missing:
        person["stays"] = [_stay(draw) for _ in range(draw.randint(0, 5))]
        person["current_country"] = "RU"
    return person


def _stay(draw: random.Random) -> dict[str, str]:
    entered = DAY - dt.timedelta(draw.randint(2, 500))
    left = min(entered + dt.timedelta(draw.randint(3, 120)), DAY - dt.timedelta(1))
    return {
        "country": draw.choice(COUNTRIES),
        "entered": entered.isoformat(),
        "left": left.isoformat(),
    }


def full_profile(seed: int) -> dict[str, Any]:
    """A profile in which every fact is said."""
    return _profile(random.Random(seed), missing=0)


def zen_expression(trees: list[Tree]) -> str:
    """All verdicts as one list expression: 1 eligible, 0 ineligible, 2 undetermined.

    zen-engine does not know unknown facts. So each pathway is two guarded expressions, one that is true where it is
    certainly met and one where it is certainly not: the fastest way found that gives the same three answers.
    """
    parts = [f"({_guarded(tree, True)} ? 1 : {_guarded(tree, False)} ? 0 : 2)" for tree in trees]
    return f"[{', '.join(parts)}]"


def _guarded(tree: Any, wanted: bool) -> str:
    if isinstance(tree, Tree):
        if tree.how == "not":
            return _guarded(tree.items[0], not wanted)
        word = " and " if (tree.how == "all") == wanted else " or "
        return "(" + word.join(_guarded(item, wanted) for item in tree.items) + ")"
    plain = _plain(tree)
    return f"({tree.fact} != null and {plain if wanted else f'not ({plain})'})"


def _plain(atom: Atom) -> str:
    fact, value = atom.fact, atom.value
    if isinstance(value, bool):
        return fact if value else f"not ({fact})"
    if atom.how == "is":
        return f"{fact} == '{value}'"
    if atom.how == "in":
        return f"{fact} in [{', '.join(repr(word) for word in value)}]"
    if atom.how == "between":
        return f"({fact} >= {value[0]} and {fact} <= {value[1]})"
    if fact in DATES:
        moment = dt.datetime.fromisoformat(value).replace(tzinfo=dt.UTC).timestamp()
        return f"date({fact}) {'>=' if atom.how == 'on or after' else '<='} {int(moment)}"
    sign = {"at least": ">=", "less than": "<", "at most": "<=", "more than": ">"}[atom.how]
    return f"{fact} {sign} {value}"


def for_zen(person: Mapping[str, Any]) -> dict[str, Any]:
    """A profile for zen-engine: stays as counted days, for it cannot count them."""
    from pathfinder.values.dates import Period
    from pathfinder.values.stays import Stay, used_if_there

    known = {
        name: value
        for name, value in person.items()
        if name not in ("citizenships", "current_country", "stays")
    }
    if "stays" in person:
        day = dt.date.fromisoformat
        stays = [
            Stay(stay["country"], day(stay["entered"]).toordinal(), day(stay["left"]).toordinal())
            for stay in person["stays"]
        ]
        for country in COUNTRIES:
            for window in WINDOWS:
                used = used_if_there(
                    stays, frozenset((country,)), Period(days=window), DAY.toordinal()
                )
                known[f"days_{country}_{window}"] = used
    return known
