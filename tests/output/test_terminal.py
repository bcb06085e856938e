"""What a terminal shows, as whole transcripts, and what it never shows."""

from __future__ import annotations

import io
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from output.people import (
    CANADA,
    EVERYTHING,
    FINLAND,
    HUNGARY,
    IN_COURT,
    KAZAKHSTAN,
    LABELS,
    MEXICO,
    SUMMONED,
    TURKEY,
    assessment,
    pathway,
    reason,
    with_text,
)
from output.transcripts import AT_60, AT_80, EXPLAINED, NOTHING
from pathfinder.engine.assessment import (
    Assessment,
    DestinationResult,
    DocumentNote,
    Open,
    PathwayResult,
    Side,
)
from pathfinder.output import terminal


def shown(
    result: Assessment,
    *,
    explain: bool = False,
    width: int | None = None,
    colour: bool | None = None,
) -> str:
    """What `render` writes into a pipe."""
    file = io.StringIO()
    terminal.render(result, labels=LABELS, explain=explain, width=width, colour=colour, file=file)
    return file.getvalue()


class Screen(io.StringIO):
    """A file that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    "result, explain, width, transcript",
    [
        pytest.param(EVERYTHING, False, 80, AT_80, id="every verdict at 80 columns"),
        pytest.param(EVERYTHING, False, None, AT_80, id="a pipe has 80 columns"),
        pytest.param(assessment([TURKEY], [SUMMONED]), False, 60, AT_60, id="60 columns"),
        pytest.param(assessment([KAZAKHSTAN], [IN_COURT]), True, 80, EXPLAINED, id="explained"),
        pytest.param(assessment([], case=None), False, 80, NOTHING, id="no country"),
    ],
)
def test_the_page_reads_so(
    result: Assessment, explain: bool, width: int | None, transcript: str
) -> None:
    """A result is shown word for word as in its transcript."""
    assert shown(result, explain=explain, width=width) == transcript


def flowing(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def part(text: str, heading: str) -> str:
    """The page from a heading to the documents."""
    return text[text.index(heading) : text.index("\n\nThe documents that this rests on")]


def only(pathways: list[PathwayResult], verdict: str) -> Assessment:
    """A result about one country, Germany."""
    germany = DestinationResult(
        country="DE",
        name="Germany",
        verdict=verdict,
        possible_because=[],
        pathways=pathways,
        cautions=[],
    )
    return assessment([germany])


def test_discretion_is_said_wherever_feasible_is_said() -> None:
    """A country that is feasible only if an authority agrees is never called feasible alone."""
    visa = pathway("DE/visa", "Visa", "protection", "eligible", at_discretion=True)
    text = shown(only([visa], "feasible"))
    assert "1 feasible: Germany (if an authority agrees)" in text
    assert part(text, "  Germany") == (
        "  Germany: feasible, if an authority agrees\n"
        "    - Visa (gives protection): every stated condition for applying is met, and\n"
        "      an authority decides."
    )


def test_entry_alone_is_not_shown_as_a_stay() -> None:
    """Where only entry is stated, the page says that nothing is known about staying."""
    text = shown(only([pathway("DE/entry", "Entry", "enter", "eligible")], "feasible"))
    assert part(text, "  Germany") == (
        "  Germany: feasible\n"
        "    - The documents say how to enter and nothing about staying.\n"
        "    - Entry (gives entry): every stated condition is met."
    )


def test_a_refusal_that_applies_is_not_called_met() -> None:
    """Of refusals and closures the words are that they apply, or do not."""
    reasons = [
        reason("refused 1", "yes", "Evades mobilisation.", decisive=True),
        reason("closed 1", "no", "The office is shut."),
    ]
    text = shown(
        only([pathway("DE/x", "X", "stay", "ineligible", reasons=reasons)], "not_feasible")
    )
    assert "- Not open: X, a stated condition is not met: Evades mobilisation." in text
    text = shown(
        only([pathway("DE/x", "X", "stay", "ineligible", reasons=reasons)], "not_feasible"),
        explain=True,
    )
    assert "Refusal 1, applies, decisive: Evades mobilisation." in text
    assert "Closure 1, does not apply: The office is shut." in text


def test_the_innermost_reason_stands_for_a_refusal() -> None:
    """Of nested conditions the one that fails is named, not the group that holds it."""
    reasons = [
        reason("requires", "no", "All of these.", decisive=True),
        reason("requires.1", "yes", "Is a journalist.", decisive=True),
        reason("requires.2", "no", "Speaks French.", decisive=True, citations=["RU/courts"]),
    ]
    text = shown(
        only([pathway("DE/x", "X", "stay", "ineligible", reasons=reasons)], "not_feasible")
    )
    assert "not met: Speaks French. [002 Prosecution]" in flowing(text)
    assert "All of these" not in text


def test_what_is_asked_first_is_what_most_countries_wait_for() -> None:
    """With several countries that wait, the facts are counted and ranked."""
    other = msgspec.structs.replace(
        TURKEY,
        country="GE",
        name="Georgia",
        pathways=[pathway("GE/x", "X", "stay", "undetermined", missing=["stays"])],
    )
    text = shown(assessment([TURKEY, other]))
    assert "Ask first: stays abroad (2 countries); valid passports (1 country)." in text


def test_a_document_without_a_date_is_as_old_as_what_it_speaks_of() -> None:
    """Where publication is not recorded, the last thing that the document names gives its age."""
    note = DocumentNote("003", "Wave", "A. T.", "not recorded", 17, "")
    text = shown(msgspec.structs.replace(assessment([]), documents=[note]), explain=True)
    told = "Published: not recorded; it speaks of nothing later than 17 months before the day asked about."
    assert told in flowing(text)


def test_a_citation_without_a_passage_is_seen() -> None:
    """An id that leads nowhere stands as it is instead of vanishing."""
    lost = msgspec.structs.replace(IN_COURT, citations=["RU/lost"])
    assert "[RU/lost]" in shown(assessment([], [lost]))


def test_a_frightening_danger_of_a_refused_country_is_not_lost() -> None:
    """Who is in a country that is not feasible still reads what threatens there."""
    finland = msgspec.structs.replace(FINLAND, cautions=[IN_COURT])
    text = shown(assessment([finland, TURKEY]))
    assert "- Finland (danger to liberty): Asylum" in text
    assert "- Danger (liberty, property): Courts in Russia" in text


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_longer_than_the_width(width: int, explain: bool) -> None:
    """Lines fit, and however wide a terminal is, they stay short enough for the eyes."""
    lines = shown(EVERYTHING, explain=explain, width=width).splitlines()
    long = [line for line in lines if len(line) > min(width, 100)]
    assert [line for line in long if " " in line.strip()] == []


def test_a_word_longer_than_a_line_stays_in_one_piece() -> None:
    """An address can be copied from the page."""
    address = "https://example.org/" + "a" * 80
    finland = msgspec.structs.replace(FINLAND, name=address)
    assert address in shown(assessment([finland]), width=60)


def test_wide_letters_count_as_two_columns() -> None:
    """A line of wide letters is broken where the terminal would break it."""
    finland = msgspec.structs.replace(FINLAND, name="漢字 " * 40)
    lines = shown(assessment([finland]), width=60).splitlines()
    assert max(len(line) + line.count("漢") + line.count("字") for line in lines) <= 60


def test_every_danger_precedes_every_country() -> None:
    """Dangers stand before the countries; those that touch first, liberty before papers."""
    order = ["Courts in Russia", "register of summons", "Public activities", "Kazakhstan: feasible"]
    places = [AT_80.index(words) for words in order]
    assert places == sorted(places)


def test_colour_adds_nothing_but_colour() -> None:
    """Without its escape codes the coloured page is the plain one."""
    coloured = shown(EVERYTHING, colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == AT_80


@pytest.mark.parametrize(
    "environment, coloured",
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "dumb"}, False),
    ],
)
def test_colour_follows_the_terminal(
    environment: dict[str, str], coloured: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal gets colour unless NO_COLOR is set or it is dumb; then there is no escape code."""
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    screen = Screen()
    terminal.render(EVERYTHING, labels=LABELS, width=80, file=screen)
    assert ("\x1b" in screen.getvalue()) is coloured


def test_no_colour_in_a_pipe_even_where_it_is_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    """FORCE_COLOR of some other program puts no escape code into a pipe."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert shown(EVERYTHING) == AT_80


@pytest.mark.parametrize("explain", [False, True])
def test_nothing_that_a_screen_reader_would_spell_out(explain: bool) -> None:
    """Our own words are ASCII, without boxes, rules of dashes or rows of dots."""
    text = shown(EVERYTHING, explain=explain)
    assert text.isascii()
    assert not re.search(r"[-=_*#~|]{2,}(?!explain)", text)


def test_markup_is_text() -> None:
    """Square brackets of rich are shown and style nothing."""
    result = assessment([], case="[bold red]x[/bold red] [link=https://x]y[/link] :warning:")
    assert "Case [bold red]x[/bold red]\n[link=https://x]y[/link] :warning:, on" in shown(result)
    assert "\x1b[31m" not in shown(result, colour=True)
    assert "\x1b]8" not in shown(result, colour=True)


def test_a_file_that_cannot_hold_a_letter_gets_its_number() -> None:
    """Where the encoding of the output lacks a letter, it is escaped and nothing fails."""
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding="ascii")
    terminal.render(assessment([], case="Ёж"), labels=LABELS, file=file)
    file.flush()
    assert b"Case \\u0401\\u0436, on" in raw.getvalue()


@given(st.text(), st.booleans())
def test_no_text_of_a_profile_or_rule_acts_on_the_terminal(text: str, explain: bool) -> None:
    """Whatever stands in any text of a result, plain output holds no control or hidden character."""
    written = shown(with_text(EVERYTHING, text), explain=explain)
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f]", written
    )


MARKED = [
    (KAZAKHSTAN, "Kazakhstan: feasible; danger to liberty"),
    (TURKEY, "Turkey: possible; danger to liberty"),
    (HUNGARY, "- Hungary (danger to liberty): Ordinary visa"),
    (FINLAND, "- Finland (danger to liberty): Asylum"),
    (CANADA, "Canada (danger to liberty)"),
]


@pytest.mark.parametrize("country, line", MARKED)
def test_a_danger_to_liberty_stands_in_the_line_of_its_country(
    country: DestinationResult, line: str
) -> None:
    """In whatever list a country stands, its line says in words that liberty is in danger there."""
    marked = msgspec.structs.replace(country, cautions=[IN_COURT])
    assert line in shown(assessment([marked, MEXICO, TURKEY]))


def test_a_danger_of_several_countries_is_said_once() -> None:
    """It stands before the countries, with their names, and is not repeated in each."""
    both = [msgspec.structs.replace(each, cautions=[IN_COURT]) for each in (FINLAND, TURKEY)]
    text = flowing(shown(assessment(both)))
    assert text.count("Courts in Russia") == 1
    assert "Liberty, property (Finland, Turkey): Courts in Russia" in text
    assert text.index("Courts in Russia") < text.index("Turkey: possible; danger to liberty")


def test_a_possible_danger_that_no_answer_settles_is_said_in_full() -> None:
    """Where the documents leave open whether it touches, nothing has to be asked and all is told."""
    open_danger = msgspec.structs.replace(SUMMONED, missing=[])
    assert "Whoever is entered in the register" in flowing(shown(assessment([], [open_danger])))
    turkey = msgspec.structs.replace(TURKEY, cautions=[open_danger])
    assert "Possible danger (mobilisation): Whoever is" in flowing(shown(assessment([turkey])))


def test_countries_refused_for_the_same_reason_stand_together() -> None:
    """The reason is read once, with the names of all countries for which it holds."""
    reasons = [reason("requires", "no", "Holds a travel passport.", decisive=True)]
    refused = [
        msgspec.structs.replace(
            FINLAND,
            country=code,
            name=code,
            pathways=[pathway(f"{code}/x", code, "enter", "ineligible", reasons=reasons)],
        )
        for code in ("IT", "MT")
    ]
    told = "- IT, MT: a stated condition is not met: Holds a travel passport."
    assert told in shown(assessment(refused))


def test_a_dispute_is_told_once_for_a_country() -> None:
    """The second pathway that hangs on the same dispute only says that it does."""
    first = TURKEY.pathways[0]
    turkey = msgspec.structs.replace(
        TURKEY, pathways=[first, msgspec.structs.replace(first, id="TR/permit", title="Permit")]
    )
    text = flowing(shown(assessment([turkey])))
    assert text.count("Two calendar months") == 1
    assert text.count("What is open above is open here too.") == 1


def test_a_dispute_that_does_not_decide_is_named() -> None:
    """Of doubts without effect the disputes are told and the others counted."""
    doubts = [
        Open(kind="disputed", says="Whether visas are issued at all."),
        Open(kind="silent", says="How long it takes."),
        Open(kind="assumed", says="Days are counted as days."),
    ]
    text = flowing(shown(only([pathway("DE/x", "X", "stay", "eligible", open=doubts)], "feasible")))
    assert "Disputed, but it does not decide: Whether visas are issued at all." in text
    assert "Open, but it does not decide: 1 point (not stated)" in text
    assert "Days are counted" not in text


def test_a_dispute_about_a_danger_stands_with_it() -> None:
    """What another document says of a danger is not kept back."""
    dispute = Open(
        kind="disputed",
        says="Whether they were sentenced.",
        sides=[Side("They were.", []), Side("They were not.", [])],
    )
    disputed = msgspec.structs.replace(IN_COURT, open=[dispute])
    assert "- Disputed: Whether they were sentenced." in shown(assessment([], [disputed]))
    text = shown(assessment([], [disputed]), explain=True)
    assert "- Side 2: They were not." in text
