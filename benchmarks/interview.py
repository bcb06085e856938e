"""How many questions the interview asks, against three other orders, and how soon the next question is there.

    pip install -e . && python benchmarks/interview.py [--people N] [--seed S]

The same people (`people.py`, and the examples that say enough) are asked in every order, in one program. The others:
the facts in the order of the vocabulary; *count*, as publicodes does: the fact that most undecided pathways miss; and
*depth first*, as docassemble does: the first unmet question of the first undecided pathway, in the order of the files.
All three leave out what can change nothing any more. What is measured in time is processor time, as the ratio to the
time of judging one person in the same process as well.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pathfinder
import workload
from pathfinder.api import on_day
from pathfinder.engine.day import BookOnDay
from pathfinder.engine.judge import Judgement
from pathfinder.interview.said import Said
from pathfinder.interview.session import Interview
from pathfinder.interview.targets import Targets
from pathfinder.language.profile import Profile, parse_profiles
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.files import shipped_rules
from people import Drawing

DAYS = ("2024-01-15", "2026-01-01")
EXAMPLES = Path(__file__).parent.parent / "examples"
SHARE, MEDIAN, NINETIETH = 0.75, 6, 10
SOON = {96: 50.0, 1000: 100.0}
"""Milliseconds until the next question, by the number of pathways."""

Choose = Callable[[Judgement, dict[str, list[str]]], str]
"""From what follows so far, and the pathways that matter with the facts they miss, to the fact that is asked."""


class Orders:
    """The other orders of asking, on one day."""

    def __init__(self, day: BookOnDay) -> None:
        self.day = day
        self.facts = list(day.book.vocabulary.facts)
        self._targets = Targets(day, None)
        self._questions = {
            name: list(dict.fromkeys(term.value[1] for term in day.pathway(one).root.questions()))
            for name, one in day.book.pathways.items()
        }

    @property
    def relevant(self) -> int:
        """How many facts any pathway asks."""
        return len({fact for questions in self._questions.values() for fact in questions})

    def in_file_order(self, judgement: Judgement, missing: dict[str, list[str]]) -> str:
        """The first missing fact of the vocabulary."""
        return min({fact for those in missing.values() for fact in those}, key=self.facts.index)

    def by_count(self, judgement: Judgement, missing: dict[str, list[str]]) -> str:
        """The fact that most of the pathways miss."""
        counts: dict[str, int] = {}
        for those in missing.values():
            for fact in those:
                counts[fact] = counts.get(fact, 0) + 1
        return min(counts, key=lambda fact: (-counts[fact], self.facts.index(fact)))

    def depth_first(self, judgement: Judgement, missing: dict[str, list[str]]) -> str:
        """The first question of the first pathway, as they stand in the files, that is missing."""
        those = next(missing[name] for name in self.day.book.pathways if name in missing)
        name = next(name for name in self.day.book.pathways if name in missing)
        return next((fact for fact in self._questions[name] if fact in those), those[0])

    def ask(self, person: Profile, choose: Choose, *, destinations: bool) -> int:
        """How many questions it takes to decide all destinations, or all pathways."""
        values: dict[str, Any] = {}
        while True:
            judgement = Judgement(self.day, Profile(values=values))
            missing = self._missing(judgement, destinations=destinations)
            if not missing:
                return len(values)
            fact = choose(judgement, missing)
            values[fact] = person.values[fact]

    def _missing(self, judgement: Judgement, *, destinations: bool) -> dict[str, list[str]]:
        said = Said(self.day.book.vocabulary, self.day.day, judgement.profile)
        look = self._targets.telling if destinations else self._targets.open
        return {
            one.target.name: [
                fact
                for fact in self.facts
                if fact in one.view.missing and fact not in judgement.profile.values
            ]
            for one in look(judgement, said)
        }


def interview(rules: RuleBook, day: int, person: Profile) -> tuple[int, int]:
    """How many questions the interview takes until all destinations, and until all pathways are decided."""
    talk = Interview(rules, day)
    asked, decided = 0, -1
    while True:
        if decided < 0 and talk.progress().destinations_decided:
            decided = asked
        question = talk.next()
        if question is None:
            return decided, asked
        talk.answer(person.values.get(question.fact.name, "unknown"))
        asked += 1


def first_place(rules: RuleBook, day: int, person: Profile) -> tuple[int, bool]:
    """How many questions it takes to find one place, and whether it is one without danger."""
    talk = Interview(rules, day, aim="first")
    asked = 0
    while (question := talk.next()) is not None:
        talk.answer(person.values.get(question.fact.name, "unknown"))
        asked += 1
    found = talk.found()
    return asked, found is not None and found.safe


def has_safe_place(rules: RuleBook, day: int, person: Profile) -> bool:
    """Whether somebody of whom everything is said has a place without danger to liberty."""
    found = Interview(rules, day, profile=person).found()
    return found is not None and found.safe


def examples(rules: RuleBook) -> list[Profile]:
    """The people of the examples, with an answer to everything: what they do not say is answered with no or none."""
    empty = {"yes_no": False, "choices": frozenset(), "countries": frozenset(), "stays": ()}
    empty |= {"by_country": (), "visas": (), "text": ""}
    found = []
    for path in sorted(EXAMPLES.glob("*.yaml")):
        for one in parse_profiles(path.read_text("utf-8"), path.name, "yaml", rules.vocabulary):
            assert isinstance(one, Profile)
            if len(one.values) < 5:
                continue
            rest: dict[str, Any] = {}
            for name, fact in rules.vocabulary.facts.items():
                if fact.kind in empty:
                    rest[name] = empty[fact.kind]
                elif fact.kind in ("choice", "country"):
                    rest[name] = "RU" if fact.kind == "country" else fact.options[-1][0]
                elif fact.kind == "number":
                    rest[name] = 30
                else:
                    rest[name] = on_day(rules, dt.date(2024, 1, 15).toordinal()).day + 500
            if "stays" in one.values:
                rest["current_country"] = one.values["stays"][-1].country
            rest["family_citizenships"] = one.values.get("spouse_citizenships", frozenset())
            found.append(Profile(values=rest | one.values))
    return found


def tenth(numbers: list[float], share: float) -> float:
    """A percentile."""
    return sorted(numbers)[min(len(numbers) - 1, int(share * len(numbers)))]


def counts(rules: RuleBook, date: str, people: list[Profile]) -> int:
    """Print how many questions are asked on a day; returns how many targets are missed."""
    book_on_day = on_day(rules, dt.date.fromisoformat(date).toordinal())
    orders = Orders(book_on_day)
    ours = [interview(rules, book_on_day.day, person) for person in people]
    print(f"{date}: {len(people)} people, {orders.relevant} facts asked by some pathway")
    missed = 0
    for level, number in (("destinations", 0), ("pathways", 1)):
        mean = statistics.mean(one[number] for one in ours)
        line = {
            word: statistics.mean(
                orders.ask(person, choose, destinations=not number) for person in people
            )
            for word, choose in (
                ("file order", orders.in_file_order),
                ("count", orders.by_count),
                ("depth first", orders.depth_first),
            )
        }
        shown = ", ".join(f"{word} {count:.2f}" for word, count in line.items())
        print(f"  until all {level} are decided: {mean:.2f} questions on average; {shown}")
        shares = {"all relevant facts": orders.relevant, **line}
        print("    as shares of: " + ", ".join(f"{w} {mean / n:.3f}" for w, n in shares.items()))
        missed += mean > SHARE * orders.relevant
        missed += not number and mean > SHARE * line["file order"]
        missed += mean >= line["count"] or mean >= line["depth first"]
    return missed + found_soon(rules, book_on_day.day, people)


def found_soon(rules: RuleBook, day: int, people: list[Profile]) -> int:
    """Print how soon one place is found by those who have one; returns how many targets are missed."""
    having = [person for person in people if has_safe_place(rules, day, person)]
    found = [first_place(rules, day, person) for person in having]
    asked = [float(number) for number, _safe in found]
    median, ninetieth = statistics.median(asked), tenth(asked, 0.9)
    print(
        f"  --aim first: {len(having)} have a place without danger; found by "
        f"{sum(safe for _number, safe in found)}, after {median:g} questions in the median, "
        f"{ninetieth:g} in the 90th percentile, {max(asked):g} at most"
    )
    others = [person for person in people if person not in having]
    if others:
        none = [first_place(rules, day, person)[0] for person in others]
        print(f"    who has none is told so after {statistics.median(none):g} in the median")
    return (median > MEDIAN) + (ninetieth > NINETIETH) + (not all(safe for _n, safe in found))


def times(rules: RuleBook, day: int, people: list[Profile]) -> int:
    """Print how soon the next question is there after an answer; returns how many targets are missed."""
    count = len(rules.pathways)
    start = time.process_time()
    on_day(rules, day)
    Interview(rules, day).next()
    begin = (time.process_time() - start) * 1000
    waits: list[float] = []
    gc.collect()
    for person in people:
        talk = Interview(rules, day)
        question = talk.next()
        while question is not None:
            answer = person.values.get(question.fact.name, "unknown")
            start = time.process_time()
            talk.answer(answer)
            question = talk.next()
            talk.progress()
            waits.append((time.process_time() - start) * 1000)
    one = judging(rules, day)
    median, late = statistics.median(waits), tenth(waits, 0.95)
    print(
        f"  next question and progress with {count} pathways: median {median:.1f} ms, 95th percentile "
        f"{late:.1f} ms, longest {max(waits):.1f} ms; {late / one:.1f} times judging one new person; the first "
        f"question after {begin:.0f} ms"
    )
    return late > SOON[count]


def judging(rules: RuleBook, day: int) -> float:
    """Milliseconds to judge one person with nothing remembered."""
    start = time.process_time()
    with_trees = BookOnDay(rules, day)
    with_trees.prepare()
    assert Judgement(with_trees, Profile(values={})).verdicts
    return (time.process_time() - start) * 1000


def generated(folder: Path, people: int, seed: int) -> tuple[RuleBook, list[Profile]]:
    """A rule book of 1,000 generated pathways, and people who can answer all it asks."""
    from pathfinder.rulebook.names import country_names

    workload.write_rule_book(folder, workload.rules(1000), sorted(country_names("en")))
    rules = pathfinder.load_rules(folder)
    reader = [workload.full_profile(seed * 1000 + number) for number in range(people)]
    return rules, [pathfinder.judge(one, on=workload.DAY, rules=rules).profile for one in reader]


def main() -> int:
    """Measure, print, and say whether the targets are met."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=150)
    parser.add_argument("--seed", type=int, default=31337)
    chosen = parser.parse_args()
    rules = pathfinder.load_rules(shipped_rules())
    missed = 0
    people: list[Profile] = []
    for date in DAYS:
        day = on_day(rules, dt.date.fromisoformat(date).toordinal())
        drawing = Drawing(day, chosen.seed)
        people = [drawing.person() for _ in range(chosen.people)] + examples(rules)
        missed += counts(rules, date, people)
    with tempfile.TemporaryDirectory() as folder:
        print("time")
        # a day nobody has been asked about, so that nothing is remembered
        missed += times(rules, dt.date(2024, 3, 1).toordinal(), people[:20])
        missed += times(*_of_workload(Path(folder), chosen.seed))
    print("targets met" if not missed else f"{missed} TARGETS MISSED")
    return int(missed > 0)


def _of_workload(folder: Path, seed: int) -> tuple[RuleBook, int, list[Profile]]:
    rules, people = generated(folder, 3, seed)
    return rules, workload.DAY.toordinal() + 1, people


if __name__ == "__main__":
    sys.exit(main())
