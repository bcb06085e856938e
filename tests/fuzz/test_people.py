"""Whatever people say of themselves: it is read or told to be wrong, everything works on it, and every way agrees."""

from __future__ import annotations

import functools
import json
from html.parser import HTMLParser
from typing import Any

import hypothesis.strategies as st
import icalendar
from hypothesis import given

from batch.batches import NOTATIONS
from engine.shipped import book
from fuzz.crowds import DAYS, SOUND, case_files, people, slips
from fuzz.times import times
from fuzz.trees import Pool, with_slips, written
from fuzz.whole_results import Told, about, about_family, speaking
from language.test_any_input import is_told_well
from language.test_write import without_places
from pathfinder.api import judge
from pathfinder.batch.kernel import Kernel
from pathfinder.language.problems import ProblemsFound
from pathfinder.language.profile import Profile, ProfileProblems, parse_profiles
from pathfinder.language.write import write_profile

LANGUAGES = st.sampled_from(["en", "ru"])


@functools.cache
def pool() -> Pool:
    """What slips take from, made once."""
    return slips()


@functools.lru_cache(4)
def kernel(day: int) -> Kernel:
    """A kernel of the shipped rules."""
    return Kernel(book(), on=day, form="wide")


def use(found: list[Profile | ProfileProblems], day: int) -> None:
    """Everything that is told of people as they were read."""
    for each in found:
        if isinstance(each, ProfileProblems):
            assert each.problems
            assert all(map(is_told_well, each.problems)), each.problems
    if found and found[0].case_file is not None:
        about_family(found, day, book())
    else:
        for each in found:
            if isinstance(each, Profile):
                about(each, day, book())


@given(
    st.sampled_from(SOUND).flatmap(lambda tree: with_slips(tree, pool(), most=3)),
    DAYS,
    st.booleans(),
)
@times(8)
def test_a_slip_in_a_profile_is_told_or_taken_as_said(tree: Any, day: int, as_json: bool) -> None:
    """A profile or case file that says something odd is told to be wrong with places, or answered."""
    text = json.dumps(tree) if as_json else written(tree)
    use(list(parse_profiles(text, "p", "any", book().vocabulary)), day)


def read_back(told: Told) -> None:
    """What was written is read by those it is written for."""
    for each in told.json:
        json.loads(each)
    HTMLParser().feed(told.html)
    if told.calendar:
        for part in told.calendar.split(b"END:VCALENDAR\r\n"):
            if part:
                icalendar.Calendar.from_ical(part + b"END:VCALENDAR\r\n")


@given(st.data(), DAYS, LANGUAGES)
@times(2)
def test_everything_works_for_everybody(data: st.DataObject, day: int, language: str) -> None:
    """Result, changes, calendar and report of any person on any day, in both languages."""
    person = data.draw(people(day, case="a case"))
    with speaking(language, book()):
        told = about(person, day, book())
    if told is not None:
        assert told.text
        read_back(told)


@given(st.data(), DAYS, LANGUAGES)
@times(2)
def test_everything_works_for_every_family(data: st.DataObject, day: int, language: str) -> None:
    """The same of several people with any names, and with relations that may be impossible."""
    case = data.draw(case_files(day))
    found = list(parse_profiles(json.dumps(case), "p", "json", book().vocabulary))
    with speaking(language, book()):
        use(found, day)


@given(st.data(), DAYS, st.sampled_from(sorted(NOTATIONS)))
@times(8)
def test_every_way_of_judging_gives_the_same(data: st.DataObject, day: int, how: str) -> None:
    """A person as they are, written and read again, and in the notations of `batch`, has the same verdicts or none."""
    crowd = data.draw(st.lists(people(day), min_size=1, max_size=4))
    judged = kernel(day).judge(NOTATIONS[how](crowd, book().vocabulary))
    rows = judged.table.to_pylist()
    expected = []
    for person in crowd:
        again = list(
            parse_profiles(
                write_profile(person, "yaml", book().vocabulary), "", "yaml", book().vocabulary
            )
        )
        assert [without_places(each) for each in again] == [person]
        try:
            expected.append(judge(person, on=day, rules=book()).verdicts)
        except ProblemsFound:
            continue
    assert len(rows) + len(judged.refusals) == len(crowd)
    assert [
        {name: row[name] for name in found} for row, found in zip(rows, expected, strict=True)
    ] == expected
