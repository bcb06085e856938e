"""What holds for the pages of the examples with the rules that come with the program."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import msgspec
import pytest

from pathfinder.api import judge
from pathfinder.engine.assess import assess
from pathfinder.engine.assessment import Assessment, DestinationResult
from pathfinder.language.problems import Problems
from pathfinder.language.profile import Profile, parse_profiles
from pathfinder.output import markdown, terminal
from pathfinder.output.groups import carriers
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.cache import load_rules
from pathfinder.rulebook.files import decode

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = sorted(path.name for path in EXAMPLES.iterdir() if path.suffix in {".yaml", ".jsonl"})
DAYS = ["2022-10-15", "2024-02-12"]
HIDDEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]")

everywhere = pytest.mark.parametrize(
    "name, on", [(name, on) for name in FILES for on in DAYS], ids=str
)


@cache
def book() -> RuleBook:
    """The rules that come with the program."""
    return load_rules()


@cache
def results(name: str, on: str, *, explain: bool = False) -> tuple[Assessment, ...]:
    """The results for everybody in an example."""
    path = EXAMPLES / name
    text = decode(path.read_bytes(), name, Problems(), 1_000_000)
    assert text is not None
    form = "lines" if path.suffix == ".jsonl" else "yaml"
    people = list(parse_profiles(text, name, form, book().vocabulary))
    found = []
    for person in people:
        assert isinstance(person, Profile), person.problems
        found.append(assess(judge(person, on=on, rules=book()), explain=explain))
    return tuple(found)


def labels() -> dict[str, str]:
    """How people call the facts."""
    return {name: fact.label for name, fact in book().vocabulary.facts.items()}


def shown(result: Assessment, *, width: int = 80, explain: bool = False) -> str:
    """The page of a result in a pipe."""
    file = io.StringIO()
    terminal.render(result, labels=labels(), explain=explain, width=width, file=file)
    return file.getvalue()


def flowing(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def in_markdown(result: Assessment, *, explain: bool = False) -> str:
    """The page as Markdown, as a reader sees it: without the backslashes."""
    written = markdown.render(result, labels=labels(), explain=explain)
    return flowing(re.sub(r"\\(.)", r"\1", written))


def pages(result: Assessment, *, explain: bool = False) -> list[str]:
    """The page in both forms, each as one flowing text."""
    return [flowing(shown(result, explain=explain)), in_markdown(result, explain=explain)]


def touched(result: Assessment) -> set[str]:
    """The sentences of all dangers that certainly touch the person, of every country."""
    cautions = [*result.cautions, *(each for one in result.destinations for each in one.cautions)]
    return {flowing(each.says) for each in cautions if each.touches == "touched"}


@everywhere
def test_no_danger_that_touches_is_lost(name: str, on: str) -> None:
    """Every danger that touches the person stands on the page, whole, and only once."""
    for result in results(name, on):
        for page in pages(result):
            for says in touched(result):
                assert page.count(says) == 1, says


@everywhere
def test_every_country_is_named_with_its_verdict(name: str, on: str) -> None:
    """A feasible country has its heading; every other one is named."""
    for result in results(name, on):
        for page in pages(result):
            for each in result.destinations:
                assert each.name in page
                if each.verdict == "feasible":
                    assert f"{each.name}: feasible" in page


@everywhere
def test_every_day_of_what_carries_a_country_is_shown(name: str, on: str) -> None:
    """Last lawful days and days on which a duty falls due stand on the page."""
    for result in results(name, on):
        for page in pages(result):
            for each in [way for one in result.destinations for way in carriers(one)]:
                assert each.title in page
                if each.until:
                    assert f"Last lawful day: {each.until}." in page
                for duty in each.duties:
                    assert flowing(duty.says).rstrip(".") in page
                    assert duty.due is None or f"To do by {duty.due}" in page


def marked(destination: DestinationResult) -> bool:
    """Whether a danger to liberty touches the person in a country."""
    return any(
        each.touches == "touched" and "liberty" in each.endangers for each in destination.cautions
    )


@everywhere
def test_danger_to_liberty_stands_with_the_name_of_the_country(name: str, on: str) -> None:
    """Nobody reads of a country without reading that it endangers their liberty."""
    for result in results(name, on):
        for page in pages(result):
            for each in filter(marked, result.destinations):
                mark = rf"{each.name}(: [^-;]*;| \([^()]*) ?danger to liberty"
                assert re.search(mark, page), each.name


@everywhere
@pytest.mark.parametrize("explain", [False, True])
def test_the_page_fits_every_width(name: str, on: str, explain: bool) -> None:
    """At 60, 80, 120 and 200 columns no line is too long, and nothing hides or acts in it."""
    for result in results(name, on, explain=explain):
        for width in (60, 80, 120, 200):
            text = shown(result, width=width, explain=explain)
            assert not HIDDEN.search(text)
            assert "\x1b" not in text
            long = [each for each in text.splitlines() if len(each) > min(width, 100)]
            assert [each for each in long if " " in each.strip().removeprefix("- ")] == []


@everywhere
def test_explaining_shows_every_condition_and_passage(name: str, on: str) -> None:
    """With --explain no condition, open point, danger or citation of the result is missing."""
    for result in results(name, on, explain=True):
        for page in pages(result, explain=True):
            for way in [way for one in result.destinations for way in one.pathways]:
                said = [each.says for each in way.reasons if each.condition != "in force"]
                said += [each.says for each in way.open]
                for says in said:
                    assert flowing(says) in page
                assert all(f"{each.id}: {each.document}," in page for each in way.citations)
            for caution in result.cautions:
                assert flowing(caution.says) in page


@everywhere
def test_the_page_is_much_shorter_than_the_explanation(name: str, on: str) -> None:
    """What a volunteer reads first is no more than fifteen lines for a country, dangers included."""
    for result in results(name, on):
        lines = shown(result).count("\n")
        assert lines < 60 + 15 * len(result.destinations)


def test_a_page_for_one_country_says_why_each_of_its_ways_is_refused() -> None:
    """Asked for alone, a refused country has the reason of every pathway."""
    [result] = results("igor.yaml", "2024-02-12")
    [georgia] = [each for each in result.destinations if each.country == "GE"]
    alone = msgspec.structs.replace(result, destinations=[georgia])
    text = shown(alone)
    assert text.count("- Not open: ") == len(georgia.pathways) > 1
