"""What holds of every answer that is typed."""

from __future__ import annotations

import contextlib
import re
import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interview.typing_people import FACTS, TODAY, VOCABULARY, day, fault, read, shown, speaking
from pathfinder.interview.reading import Read, completed, suggestions
from pathfinder.interview.said import LATER
from pathfinder.language.answers import DECLINED, UNKNOWN, Fault, Visa
from pathfinder.language.vocabulary import SCHENGEN, Fact
from pathfinder.values.stays import Stay

PRIVATE = [
    name
    for name, fact in FACTS.items()
    if fact.sensitive or fact.kind in ("stays", "by_country", "visas")
]


def answers(fact: Fact) -> st.SearchStrategy[Any]:
    """Canonical values of a fact."""
    codes = st.sampled_from(sorted(VOCABULARY.countries))
    days = st.integers(day("1950-01-01"), day("2099-12-31"))
    words = st.sampled_from([word for word, _label in fact.options] or ["-"])
    stays = st.builds(
        lambda code, first, length: Stay(code, first, first + length),
        codes,
        days,
        st.integers(0, 900),
    )
    visas = st.builds(Visa, codes | st.just(SCHENGEN), words, days)
    order: Any = lambda s: (s.entered, s.left, s.country)  # noqa: E731
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "yes_no": st.booleans(),
        "choice": words,
        "choices": st.frozensets(words.filter(lambda word: word != "none"), max_size=4),
        "country": codes,
        "countries": st.frozensets(codes, max_size=4),
        "number": st.integers(fact.minimum, fact.maximum),
        "date": days,
        "stays": st.lists(stays, max_size=3).map(lambda found: tuple(sorted(found, key=order))),
        "by_country": st.dictionaries(codes, days, max_size=3).map(
            lambda d: tuple(sorted(d.items()))
        ),
        "visas": st.frozensets(visas, max_size=3).map(lambda found: tuple(sorted(found))),
    }
    return kinds[fact.kind] | st.sampled_from([UNKNOWN, DECLINED, LATER])


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", FACTS)
@settings(max_examples=12)
@given(data=st.data())
def test_what_is_shown_reads_as_the_same(name: str, language: str, data: st.DataObject) -> None:
    """The words for an answer, typed in again, give that answer, and are its read-back."""
    said = data.draw(answers(FACTS[name]))
    with speaking(language):
        words = shown(name, said)
        assert read(name, words) == Read(said, words)


PIECES = st.sampled_from(
    re.split(
        " ",
        "5 10 31 2022 22 . .. - / , ; : ? и and с до since по октября oct Казахстан kz no нет NO Шенген C"
        " visa none today назад дней г. \n \0 \x1b[2J ' & ( ) 1e9 ٣ ５ ё й ß İ \u202e \ud800 1.2.3 2022-10-05..",
    )
)
TEXTS = (
    st.text(max_size=60)
    | st.lists(PIECES, max_size=12).map(" ".join)
    | st.lists(PIECES, max_size=9).map("".join)
)  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
@settings(max_examples=15)
@given(text=TEXTS)
def test_any_text_is_read_or_a_fault(name: str, text: str) -> None:
    """Whatever is typed, nothing but a fault is raised, and a value has a read-back."""
    suggestions(FACTS[name], text, VOCABULARY)
    try:
        found = read(name, text)
    except Fault:
        return
    if found.partial:
        assert (found.value, found.echo) == (None, "")
        completed(found, text, TODAY)
    else:
        assert found.echo == shown(name, found.value) != ""


CANARIES = [
    "zq7canary",
    "Германзq",
    "5.10.1987",
    "desertr",
    "zq7 5.10.1987",
    "none; zq7",
    "zq" * 12_000,
]


@pytest.mark.parametrize("name", PRIVATE)
def test_a_fault_does_not_tell_what_was_typed(name: str) -> None:
    """Of sensitive facts, and of where a person was when, faults say the same whatever was wrong."""
    listed = " ".join(label for _word, label in FACTS[name].options)
    for text in CANARIES:
        try:
            read(name, text)
        except Fault as found:
            told = f"{found.message} {found.help} {found.node.text} {found!r}".replace(listed, "")
            assert not any(part in told for part in ("zq", "1987", "Герм", "desertr"))
    near, far = (fault(name, text) for text in ("Казхастан", "щщщщщ"))
    assert (near.message, near.help) == (far.message, far.help)


LONG = ["1" * 20_000, "1." * 10_000, "a " * 10_000, "и " * 10_000, "," * 20_000, "5 октября, " * 1_800,
        "KZ, " * 5_000, "KZ 5.10.2022, " * 1_400, "\n".join(["Казахстан 5.10.2022 - 3.3.2023"] * 600),
        "(" * 20_000, "октября " * 2_500, "2022-" * 4_000, "- " * 10_000, "ё" * 20_000]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["pregnant", "age", "travel_passport_expires", "current_country", "citizenships", "languages",
             "occupations", "stays", "registered_on", "visas"]
)  # fmt: skip
def test_long_text_costs_little_time(name: str) -> None:
    """No text makes the interview stand still."""
    for text in LONG:
        start = time.process_time()
        suggestions(FACTS[name], text, VOCABULARY)
        with contextlib.suppress(Fault):
            read(name, text)
        assert time.process_time() - start < 2, text[:20]
