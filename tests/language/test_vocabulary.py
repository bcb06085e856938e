"""The vocabulary: regions by date, and facts that hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pathfinder.language.problems import Place, Problems, did_you_mean, place_of
from pathfinder.language.vocabulary import Region
from pathfinder.values.dates import Day, parse_day

if TYPE_CHECKING:
    from pathfinder.language.vocabulary import Vocabulary


def day(text: str) -> Day:
    """A day as an ordinal."""
    found = parse_day(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    "on, members",
    [
        ("2022-12-31", {"A", "C"}),
        ("2023-01-01", {"A", "B", "C"}),
        ("2023-05-31", {"A", "B", "C"}),
        ("2023-06-01", {"A", "B"}),
    ],
)
def test_a_region_has_its_members_of_the_day(on: str, members: set[str]) -> None:
    """A member counts from the day it joined, and no longer on the day it left."""
    region = Region(
        name="R", title="R", source="", members=("A", "B", "C"),
        joined=(("B", day("2023-01-01")),), left=(("C", day("2023-06-01")),),
    )  # fmt: skip
    assert region.on(day(on)) == members


def test_a_name_is_a_country_or_a_region(vocabulary: Vocabulary) -> None:
    """A country code stands for itself, the name of a region for its members."""
    on = day("2023-01-01")
    assert vocabulary.members("KZ", on) == {"KZ"}
    assert "HR" in vocabulary.members("SCHENGEN", on)
    assert "HR" not in vocabulary.members("SCHENGEN", on - 1)


def test_facts_that_hang_together_are_a_group(vocabulary: Vocabulary) -> None:
    """Constraints tie facts together; a fact without any is alone."""
    assert vocabulary.group_of("passports") == ("passports", "travel_passport_expires")
    assert vocabulary.group_of("age") == ("age",)


def test_a_problem_stands_once_and_in_file_order() -> None:
    """Problems are told in the order of the file, each once; a place without a column is a line."""
    problems = Problems()
    for line in (2, 1, 2):
        problems.add("PF101", Place("f", line), "A.")
    assert [str(problem.place) for problem in problems.sorted()] == ["f:1", "f:2"]
    assert str(Place("f")) == "f"


@pytest.mark.parametrize(
    "word, known, help",
    [
        ("Pasports", ["passports", "visas"], "Did you mean “passports”?"),
        ("xyz", ["passports", "visas"], "Known here: passports, visas."),
        ("xyz", [], ""),
        ("xyz", [f"fact{n}" for n in range(20)], ""),
    ],
)
def test_the_nearest_word_is_offered(word: str, known: list[str], help: str) -> None:
    """The nearest known word, or all of them where they are few."""
    assert did_you_mean(word, known) == help


@pytest.mark.parametrize("file", ["p.yaml", "a:b.yaml", r"C:\people\p.yaml", ""])
@pytest.mark.parametrize("line, column", [(3, 5), (3, 0), (0, 0)])
def test_a_place_is_read_as_it_was_written(file: str, line: int, column: int) -> None:
    """A place survives being text, also with colons in the name of its file."""
    place = Place(file, line, column)
    assert place_of(str(place)) == place
