"""Whole interviews in which anything is typed, chosen and pressed: they end, and end with what `check` says."""

from __future__ import annotations

import functools
import io
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import hypothesis.strategies as st
import pytest
from hypothesis import given
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from engine.shipped import book as shipped
from fuzz.hostile import texts
from fuzz.times import times
from interview.asking_book import ON, asking_book
from interview.test_ask_plain import ANSWERS
from pathfinder.api import judge
from pathfinder.cli.asking import Tells
from pathfinder.i18n import use_language
from pathfinder.interview.reading import know
from pathfinder.interview.saving import Keeper
from pathfinder.interview.session import Interview
from pathfinder.interview.terminal.conversation import conversation
from pathfinder.interview.terminal.keys import KEYS
from pathfinder.interview.terminal.page import Event, Outcome, Page
from pathfinder.interview.terminal.plain import Lines
from pathfinder.interview.terminal.screen import Screen
from pathfinder.interview.terminal.talk import Manner, Talk
from pathfinder.language.profile import Profile, parse_profiles
from pathfinder.rulebook.book import RuleBook
from pathfinder.rulebook.load import load_folders
from pathfinder.values.dates import parse_day

DAY = parse_day(ON) or 0
Aim = Literal["all", "first"]
AIMS: list[Aim] = ["all", "first"]


@functools.cache
def small() -> RuleBook:
    """A small rule book that asks a fact of every kind."""
    with tempfile.TemporaryDirectory() as folder:
        loaded = load_folders([str(asking_book(Path(folder)))])
    assert loaded.book is not None
    return loaded.book


@contextmanager
def talking(book: RuleBook, manner: Manner, *, aim: Aim = "all") -> Iterator[Talk]:
    """A conversation as the command begins it, in a folder of its own: people may save where they like."""
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        inside = Path(folder) / "a" / "b"
        inside.mkdir(parents=True)
        os.chdir(inside)
        know(book)
        interview = Interview(book, DAY, aim=aim)
        keeper = Keeper("kept.yaml", book.vocabulary)
        assert keeper.keep(interview.profile)
        try:
            yield Talk(
                interview,
                DAY,
                Tells(book, None).telling(),
                keeper,
                manner=manner,
            )
        finally:
            os.chdir(before)
            use_language("en")


def ends_as_check_does(talk: Talk) -> None:
    """The answers that were kept, judged by `check`, have the verdicts that the interview shows."""
    talk.keeper.finish()
    (saved,) = parse_profiles(talk.keeper.text, "kept.yaml", "yaml", talk.vocabulary)
    assert isinstance(saved, Profile), (saved, talk.keeper.path, talk.keeper.text)
    own = talk.interview.profile
    assert (saved.values, saved.unsaid) == (own.values, own.unsaid)
    judgement = judge(saved, on=DAY, rules=talk.interview.rules)
    assert judgement.verdicts == talk.interview.judgement.verdicts


WORDS = [
    "back",
    "?",
    "review",
    "result",
    "help",
    "options",
    "save",
    "menu",
    "language",
    "stop",
    "quit",
    "not now",
    "done",
    "don't know",
    "don't want to say",
    "готово",
    "назад",
    "не знаю",
    "помощь",
    "yes",
    "no",
    "y",
    "all",
    "none",
    "",
    *(line for answer in ANSWERS.values() for line in answer.splitlines()),
]
TYPED = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.integers(0, 30).map(str),
    texts(most=3),
    st.lists(st.integers(0, 30).map(str), min_size=2, max_size=4).map(" ".join),
).map(lambda text: text.replace("/", ".").replace("~", "."))
"""What people type; nothing that leads out of the folder in which they save."""


def without_breaks(text: str) -> str:
    """A text on one line."""
    return text.replace("\n", " ").replace("\r", " ")


def lines_of(book: RuleBook, typed: list[str], *, unattended: bool, aim: Aim = "all") -> None:
    """An interview whose answers are these lines."""
    with talking(
        book, Manner(line_by_line=True, unattended=unattended, unseen=unattended), aim=aim
    ) as talk:
        source = io.StringIO("".join(without_breaks(text) + "\n" for text in typed))
        out = io.StringIO()
        outcome = Lines(conversation(talk), source, out).run()
        assert isinstance(outcome, Outcome)
        assert "\x1b" not in out.getvalue()
        ends_as_check_does(talk)


@given(st.lists(TYPED, max_size=60), st.booleans(), st.sampled_from(AIMS))
@times(12)
def test_any_lines_end_an_interview(typed: list[str], unattended: bool, aim: Aim) -> None:
    """Whatever lines come in, the interview ends when they do, and its answers are judged as `check` judges them."""
    lines_of(small(), typed, unattended=unattended, aim=aim)


@given(st.lists(TYPED, max_size=12))
@times(1)
def test_any_lines_end_an_interview_over_the_shipped_rules(typed: list[str]) -> None:
    """The same over the rules that ship."""
    lines_of(shipped(), typed, unattended=True)


@st.composite
def events(draw: st.DrawFn, page: Page) -> Event:
    """Something a person can do on a page."""
    keys = [row.key for row in page.rows]
    kinds = [
        "text",
        "command",
        *["row"] * 4 * bool(keys),
        *["ticks"] * 3 * (page.ticked is not None),
    ]
    kind = draw(st.sampled_from(kinds))
    numbered = [row.key for row in page.numbered()]
    some: frozenset[str] = frozenset()
    if numbered and page.ticked is not None:
        some = frozenset(draw(st.sets(st.sampled_from(numbered), max_size=3)))
    if kind == "row":
        return Event("row", draw(st.sampled_from(keys)), some)
    if kind == "ticks":
        return Event("ticks", "", some)
    if kind == "command":
        return Event("command", draw(st.sampled_from(sorted(KEYS))), some)
    return Event("text", without_breaks(draw(TYPED)), some)


@given(st.data())
@times(15)
def test_any_choices_end_an_interview(data: st.DataObject) -> None:
    """Whatever is chosen on whatever page, the conversation goes on until it is stopped, and stops when it is."""
    steps = data.draw(st.integers(0, 60))
    with talking(small(), Manner()) as talk:
        conversing = conversation(talk)
        page = next(conversing)
        outcome = None
        for step in range(steps + 30):
            event = data.draw(events(page)) if step < steps else Event("stop")
            try:
                page = conversing.send(event)
            except StopIteration as end:
                outcome = end.value
                break
        assert isinstance(outcome, Outcome), page
        ends_as_check_does(talk)


PRESSED = st.one_of(
    st.sampled_from(
        [
            "\r",
            "\r",
            "\x1b[A",
            "\x1b[B",
            "\x1b[C",
            "\x1b[D",
            "\x1b[5~",
            "\x1b[6~",
            " ",
            "\t",
            "\x02",
            "\x12",
            "\x14",
            "\x06",
            "\x13",
            "\x1bOP",
            "\x1bOQ",
            "\x7f",
            "\x01",
            "\x05",
            "\x0b",
            "\x0c",
            "\x10",
            "\x0e",
            "²",
            "٣",
            "9" * 300,
        ]
    ),
    TYPED,
)


def run_strictly(screen: Screen) -> Outcome:
    """Run a screen; what goes wrong while a key is worked on is raised, which the screen itself would only show."""
    faults: list[BaseException] = []

    def fault(_loop: object, context: dict[str, BaseException]) -> None:
        faults.append(context["exception"])
        screen.application.exit(result=Outcome(show=False))

    screen.application._handle_exception = fault  # type: ignore[method-assign,assignment]
    outcome = screen.application.run(handle_sigint=False)
    if faults:
        raise faults[0]
    return outcome


@given(st.lists(PRESSED, max_size=60))
@times(6)
def test_any_keys_end_an_interview(pressed: list[str]) -> None:
    """Whatever is pressed on the screen, Ctrl-C still stops the interview, and nothing that was answered is lost."""
    with talking(small(), Manner()) as talk, create_pipe_input() as keyboard:
        output = DummyOutput()
        with create_app_session(input=keyboard, output=output):
            screen = Screen(conversation(talk), keyboard=keyboard, output=output)
            keyboard.send_text("".join(text[:300] for text in pressed) + "\x03" * 30)
            outcome = run_strictly(screen)
        assert isinstance(outcome, Outcome)
        ends_as_check_does(talk)


def test_what_is_missing_can_be_answered_before_the_first_question() -> None:
    """From the result so far, asked for on the welcome page, a question that is still missing can be chosen."""
    with talking(small(), Manner()) as talk:
        conversing = conversation(talk)
        page = next(conversing)
        assert page.id == "welcome"
        for event in (Event("command", "result"), Event("row", "end"), Event("row", "missing")):
            page = conversing.send(event)
        chosen = next(row.key for row in page.rows if row.key in talk.vocabulary.facts)
        page = conversing.send(Event("row", chosen))
        assert talk.fact is not None
        assert talk.fact.name == chosen


@pytest.mark.parametrize("typed", ["²", "9" * 5000, "①", "-1"])
def test_what_looks_like_a_number_is_no_line(typed: str) -> None:
    """A figure that is no number of a line leaves the page as it is; Ctrl-C still stops."""
    with talking(small(), Manner()) as talk, create_pipe_input() as keyboard:
        output = DummyOutput()
        with create_app_session(input=keyboard, output=output):
            screen = Screen(conversation(talk), keyboard=keyboard, output=output)
            keyboard.send_text(f"\x1b[200~{typed}\x1b[201~\r" + "\x03" * 4)
            assert not run_strictly(screen).show
