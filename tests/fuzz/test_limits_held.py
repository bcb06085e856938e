"""Every limit of docs/limits.md from both sides: what reaches it is read, what goes beyond it by one is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pytest

from batch.batches import native_batch
from engine.shipped import book
from family.small_families import VOCABULARY as FAMILY
from language.small_book import CITATION, known_vocabulary, load, with_caution, with_condition
from pathfinder.api import judge
from pathfinder.batch.kernel import Kernel
from pathfinder.batch.kernel.parts import MOST_PLACES, PlainPart
from pathfinder.batch.reading import Source
from pathfinder.batch.reading.header import MAX_COLUMNS
from pathfinder.batch.reading.pieces import MAX_RECORD
from pathfinder.engine.diagram import MOST_NODES, Diagram, TooEntangled
from pathfinder.engine.truth import NO, YES
from pathfinder.family.together import MAX_PEOPLE, too_many
from pathfinder.language.answers import MAX_ITEMS, MAX_TEXT
from pathfinder.language.problems import Problems, ProblemsFound
from pathfinder.language.profile import (
    MAX_BYTES,
    MAX_FAULTY,
    MAX_KEYS,
    MAX_LABEL,
    MAX_LINE,
    Profile,
    ProfileProblems,
    parse_profiles,
)
from pathfinder.language.tree import MAX_DEPTH, parse_yaml
from pathfinder.rulebook.bounds import MAX_CONDITIONS, MAX_STAYS
from pathfinder.rulebook.files import MAX_RULE_FILE, decode
from pathfinder.rulebook.join import MAX_CHAIN, MAX_PARTS
from pathfinder.sources.library import SIZE_LIMIT, open_library
from pathfinder.sources.passages import PASSAGE_LIMIT, find, tokens
from pathfinder.values.dates import parse_day

TOO_MUCH = "PF105"


def codes_of(facts: Any, form: str = "json") -> set[str]:
    """The codes of the problems of one profile."""
    text = json.dumps({"facts": facts})
    (found,) = parse_profiles(text, "p", form, known_vocabulary())
    return {one.code for one in found.problems} if isinstance(found, ProfileProblems) else set()


def answers(n: int) -> dict[str, Any]:
    """A mapping of so many keys."""
    return dict.fromkeys((f"{number}" for number in range(n)), "x")


@pytest.mark.parametrize(
    "facts, most",
    [
        pytest.param(answers, MAX_KEYS, id="keys"),
        pytest.param(lambda n: {"citizenships": ["RU"] * n}, MAX_ITEMS, id="members"),
        pytest.param(lambda n: {"visas": ["x"] * n}, MAX_ITEMS, id="visas"),
        pytest.param(lambda n: {"stays": ["x"] * n}, MAX_ITEMS, id="stays"),
        pytest.param(lambda n: {"registered_on": answers(n)}, MAX_ITEMS, id="by-country"),
        pytest.param(lambda n: {"sex": "x" * n}, MAX_TEXT, id="text"),
    ],
)
def test_a_profile(facts: Any, most: int) -> None:
    """Answers of a person are read up to the limit; what is beyond it is told as too much, whatever else is wrong."""
    assert TOO_MUCH not in codes_of(facts(most))
    assert TOO_MUCH in codes_of(facts(most + 1))


def test_lines_labels_and_people_who_cannot_be_judged() -> None:
    """A line has a greatest length, a label is cut, and after so many faults the rest is left with a word."""
    good = '{"facts": {}}'
    for length, told in ((MAX_LINE, False), (MAX_LINE + 1, True)):
        line = good + " " * (length - len(good))
        (found,) = parse_profiles(line + "\n", "p", "lines", known_vocabulary())
        assert isinstance(found, ProfileProblems) == told
    for length in (MAX_LABEL, MAX_LABEL + 1):
        (person,) = parse_profiles(
            f"case: {'x' * length}\nfacts: {{}}", "p", "yaml", known_vocabulary()
        )
        assert isinstance(person, Profile)
        assert person.case == "x" * MAX_LABEL
    for faulty, more in ((MAX_FAULTY - 1, False), (MAX_FAULTY, True)):
        *_rest, last = parse_profiles("{}\n" * faulty, "p", "lines", known_vocabulary())
        assert isinstance(last, ProfileProblems)
        assert (last.problems[0].code == TOO_MUCH) == more


def test_people_of_a_case_file() -> None:
    """Where all can be together is worked out for so many people, and said for more that it is not."""
    people = [Profile(values={})] * MAX_PEOPLE
    assert too_many(people) is None
    more = too_many([*people, Profile(values={})])
    assert more is not None
    assert str(MAX_PEOPLE) in more.message
    assert FAMILY.facts  # the families of other tests are far smaller


@pytest.mark.parametrize("most", [MAX_BYTES, MAX_RULE_FILE])
def test_bytes_of_a_file(most: int) -> None:
    """A file is decoded up to its greatest size."""
    for size in (most, most + 1):
        problems = Problems()
        assert (decode(b"a" * size, "p", problems, most) is None) == (size > most)
        assert bool(problems.found) == (size > most)


def test_a_tree() -> None:
    """YAML is read up to the greatest depth; one level more is told at its place."""
    for n in (MAX_DEPTH, MAX_DEPTH + 1):
        problems = Problems()
        parse_yaml("[" * n + "]" * n, "p", problems)
        assert [one.code for one in problems.found] == [TOO_MUCH] * (n > MAX_DEPTH)
        assert all(one.place.line for one in problems.found)


LEAF = "{says: a, fact: proves_solvency, is: yes, cite: passage}"
HEAD = f"format: pathfinder-definitions/1\ncitations:\n  passage: {CITATION}\ndefinitions:\n"


@pytest.mark.parametrize(
    "definitions, most",
    [
        pytest.param(
            lambda n: "".join(f"  d{i}: {{meets: d{i + 1}}}\n" for i in range(n - 1)) + f"  d{n - 1}: {LEAF}\n",
            MAX_CHAIN, id="chain",
        ),
        pytest.param(lambda n: f"  d: {{all of: [{', '.join([LEAF] * (n - 1))}]}}\n", MAX_PARTS, id="size"),
    ],
)  # fmt: skip
def test_definitions(definitions: Any, most: int, tmp_path: Path) -> None:
    """Definitions rest on one another, and grow, up to a limit."""
    for n in (most, most + 1):
        loaded = load(tmp_path, definitions=HEAD + definitions(n))
        assert ("PF126" in {one.code for one in loaded.problems}) == (n > most)


ASKED = "{{says: a, fact: age, at least: {n}}}"
STAYED = "{{says: a, present stay in: KZ, at most: {n} days}}"


@pytest.mark.parametrize("write", [with_condition, lambda text: with_caution(f"touches:\n{text}")])
@pytest.mark.parametrize("asked, most", [(ASKED, MAX_CONDITIONS - 1), (STAYED, MAX_STAYS)])
def test_what_one_rule_may_ask(write: Any, asked: str, most: int, tmp_path: Path) -> None:
    """A rule, be it a pathway or a caution, is judged up to so many conditions and questions about stays."""
    for n in (most, most + 1):
        items = "".join(f"  - {asked.format(n=number % 120 + 1)}\n" for number in range(n))
        indent = "" if write is with_condition else "  "
        text = "".join(f"{indent}{line}\n" for line in f"all of:\n{items}".splitlines())
        loaded = load(tmp_path, write(text))
        assert [one.code for one in loaded.problems] == ["PF127"] * (n > most)
        assert all(one.place.line and one.help for one in loaded.problems)
        assert (loaded.book is None) == (n > most)


def test_a_reached_rule_counts_what_reaches_it(tmp_path: Path) -> None:
    """Questions of the pathways of entry are asked with those of the stay that they lead to."""

    def stays(first: int, count: int) -> str:
        items = "".join(f"        - {STAYED.format(n=n)}\n" for n in range(first, first + count))
        return f"      any of:\n{items}"

    from language.small_book import PATHWAY, block, indented, rule_file

    enter = indented(block({**PATHWAY, "gives": "enter"}), 4) + "    requires:\n" + stays(1, 3)
    for more, told in ((2, False), (3, True)):
        own = "conditions: stated\nreached: yes\nrequires:\n" + "".join(
            line[4:] + "\n" for line in stays(10, more).splitlines()
        )
        loaded = load(tmp_path, rule_file(own, more="  KZ/enter:\n" + enter))
        assert ([one.within for one in loaded.problems] == ["KZ/stay"]) == told


def test_a_rule_that_is_too_entangled_judges_nobody(tmp_path: Path) -> None:
    """Where exactness would take unbounded time, a problem names the rule, and no verdict is given."""
    countries = sorted(known_vocabulary().countries)[:90]
    items = "".join(
        f"  - {{says: a, fact: registered_on, country: {code}, recorded: yes}}\n"
        for code in countries
    )
    loaded = load(tmp_path, with_condition(f"at least 45 of:\n{items}"))
    assert loaded.book is not None
    with pytest.raises(ProblemsFound) as found:
        _ = judge({"citizenships": ["RU"]}, on="2023-01-01", rules=loaded.book).verdicts
    (problem,) = found.value.problems
    assert (problem.code, problem.within) == ("PF127", "KZ/stay")
    assert problem.place.line


def test_a_diagram_ends_at_its_bound() -> None:
    """A diagram makes as many nodes as it may, and no more."""
    diagram = Diagram(2)
    for axis in range(2):
        diagram.choice(axis, (YES, NO))
    diagram.choice(0, (YES, NO))
    with pytest.raises(TooEntangled):
        diagram.choice(2, (YES, NO))
    assert MOST_NODES > 10_000


def columns(n: int) -> bytes:
    """A table of so many columns."""
    return (
        ",".join(["age", *(f"c{i}" for i in range(n - 1))]) + "\n" + "1" + "," * (n - 1) + "\n"
    ).encode()


@pytest.mark.parametrize("n", [MAX_COLUMNS, MAX_COLUMNS + 1, 20_000])
def test_columns_of_a_table(n: int, tmp_path: Path) -> None:
    """A table has so many columns at most."""
    path = tmp_path / "people.csv"
    path.write_bytes(columns(n))
    arrow = tmp_path / "people.arrow"
    table = pa.table([pa.array([1])] * n, names=["age", *(f"c{i}" for i in range(n - 1))])
    with pa.ipc.new_file(arrow, table.schema) as writer:
        writer.write_table(table)
    for each in (path, arrow):
        if n <= MAX_COLUMNS:
            assert Source([str(each)], known_vocabulary()).notes
            continue
        with pytest.raises(ProblemsFound) as found:
            Source([str(each)], known_vocabulary())
        assert [(one.code, one.place.file) for one in found.value.problems] == [
            (TOO_MUCH, str(each))
        ]


def test_a_row_of_a_table(tmp_path: Path) -> None:
    """A row is read up to its greatest size; beyond it, it costs itself alone."""
    from pathfinder.batch.reading import read

    path = tmp_path / "people.csv"
    for size, codes in ((MAX_RECORD - 10, []), (MAX_RECORD + 10, [TOO_MUCH])):
        path.write_bytes(b"age,note\n34," + b"x" * (size - 4) + b"\n35,y\n")
        source = Source([str(path)], known_vocabulary())
        blocks = [read(task, source.plan) for task in source.tasks()]
        assert [one.code for block in blocks for one in block.refusals] == codes
        assert sum(block.rows for block in blocks) == 2


def test_a_copy_of_a_document(tmp_path: Path) -> None:
    """A copy is searched up to its greatest size."""
    document = msgspec.structs.replace(next(iter(book().documents.values())), file="one.txt")
    for size in (SIZE_LIMIT, SIZE_LIMIT + 1):
        (tmp_path / "one.txt").write_bytes(b"a" * size)
        copy = open_library(tmp_path, [document]).copy_of(document.id)
        assert copy.searchable == (size <= SIZE_LIMIT)


def test_a_passage() -> None:
    """Last words that are further away than a passage may be long are not its own."""
    for length in (PASSAGE_LIMIT, PASSAGE_LIMIT + 1):
        text = "first" + " " * (length - 9) + "last"
        assert bool(find(tokens(text), "first", "last")) == (length <= PASSAGE_LIMIT)


def test_people_who_say_many_things_take_little_room() -> None:
    """Two sets that hang together are judged in bounded memory, however many different ones people name."""
    codes = sorted(book().vocabulary.countries)
    pairs = [(one, two) for one in codes for two in codes if one < two][:1500]
    people = [
        Profile(
            values={
                "family_citizenships": frozenset(pair),
                "spouse_citizenships": frozenset(pair[:1]),
            }
        )
        for pair in pairs
    ]
    on = parse_day("2024-01-15") or 0
    kernel = Kernel(book(), on=on)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pathfinder.batch.kernel.parts.MOST_PLACES", 1 << 14)
        rows = kernel.judge(native_batch(people, book().vocabulary)).table.to_pylist()
    for number in (0, 700, 1499):
        verdicts = judge(people[number], on=on, rules=book()).verdicts
        assert {name: rows[number][name] for name in verdicts} == verdicts
    parts = [part for part in kernel._days[on].parts if isinstance(part, PlainPart)]
    assert max(part._table.size for part in parts if len(part.values) > 1) <= 1 << 14 < MOST_PLACES
    assert any(part._pairs for part in parts)
