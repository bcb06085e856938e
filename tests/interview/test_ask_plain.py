"""The interview line by line: answers from a pipe, the questions beside the result, no cursor moved."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from interview.asking_book import ON
from interview.pseudo_terminal import CTRL_D, Terminal
from interview.whole_interviews import PROFILE, in_order, row

if TYPE_CHECKING:
    from pathlib import Path

    from command_line import CommandLine

ANSWERS = {
    "citizenships": "Russia",
    "passports": "2",
    "travel_passport_expires": "1 May 2030",
    "age": "34 years",
    "military_acts": "none",
    "employment_in": "Казахстан, Грузия",
    "proves_solvency": "да",
    "current_country": "Georgia",
    "stays": "KZ 2023-12-01..2023-12-10; Турция 01.06.2022 - 15.07.2022\ndone",
    "registered_on": "Kazakhstan 1 Dec 2023\nготово",
    "visas": "Schengen C 01.05.2025\nвсё",
    "housing_proof": "1",
}
"""Lines that answer the small rule book, each kind of question in its own way."""

TRANSCRIPT = """\
[Answered: 10, left: about 1. Open: 0, possible: 1, out: 0.]
How old are you?
In full years, on the day that is asked about.
(Type a number, then Enter)
(At any question: “don't know”, “don't want to say”, “not now”, “back”, “?” for
why, “help” for more.)
>
A whole number from 0 to 130 is expected here.
(Type a number, then Enter)
>

[Answered: 11. Open: 0, possible: 1, out: 0.]
Your last answer: Age: 34 years
Every question that can change a verdict has been asked
"""


@pytest.fixture
def lines(book_folder: Path) -> str:
    """Answers to every question of the small rule book, in the order in which it asks."""
    return "".join(f"{ANSWERS[fact]}\n" for fact in in_order(book_folder, ON, ANSWERS))


@pytest.fixture
def but_age(tmp_path: Path) -> str:
    """A profile that leaves only the age to be asked."""
    (tmp_path / "p.yaml").write_text(PROFILE, encoding="utf-8")
    return "p.yaml"


def bare(text: str) -> str:
    """A text without spaces at the ends of lines."""
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())


def test_the_result_alone_goes_to_the_output(
    cli: CommandLine, small: list[str], lines: str
) -> None:
    """Answers come from a pipe, the questions go to standard error, and the output is what `check` prints."""
    done = cli("ask", *small, "--save", "p.yaml", stdin=lines)
    assert done.exit_code == 0
    assert done.stdout == cli("check", "p.yaml", *small).stdout
    assert "Feasible: 1 country" in done.stdout
    assert "Saved in p.yaml: " in done.stderr


def test_a_transcript_is_plain_text(cli: CommandLine, small: list[str], but_age: str) -> None:
    """A question, what is wrong with an answer, and the end, as a screen reader reads it."""
    done = cli("ask", but_age, *small, stdin="young\n34\n")
    assert TRANSCRIPT in bare(done.stderr)
    assert done.stderr.endswith("Nothing was saved; p.yaml is as it was.\n")


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_the_result_has_the_form_that_was_asked_for(
    cli: CommandLine, small: list[str], but_age: str, form: str
) -> None:
    """--format is that of `check`, to the byte."""
    done = cli("ask", but_age, *small, "--save", but_age, "--format", form, stdin="34\n")
    assert done.stdout == cli("check", but_age, *small, "--format", form).stdout


def test_the_words_of_both_languages_are_understood(
    cli: CommandLine, small: list[str], but_age: str
) -> None:
    """Back, why, the review and the language go by words, whatever language is spoken."""
    said = "почему\nback\nответы\n2\nRussia, Georgia\nязык\nне знаю\n"
    done = cli("ask", but_age, *small, "--save", but_age, stdin=said)
    assert done.exit_code == 0
    asked = bare(done.stderr)
    for words in (
        "Why am I asked this?",
        'passage: 001, A heading: from "Whoever comes" to "to be asked"',
        "This is the first question; there is none before it.",
        "1 Change nothing and go on\n2 Citizenships: Russia\n",
        "Your last answer: Citizenships: Georgia; Russia",
        "Сколько вам лет?",
    ):
        assert words in asked, words
    assert done.stdout == cli("check", but_age, *small, "--lang", "ru").stdout


def test_the_end_of_the_answers_gives_the_result_so_far(
    cli: CommandLine, small: list[str], but_age: str
) -> None:
    """Where the answers end before the questions, that is said, with what would have come next."""
    done = cli("ask", but_age, *small, stdin="")
    assert done.exit_code == 0
    assert "The input ended before the interview; questions left: about 1." in done.stderr
    assert "The next question would be: How old are you?" in done.stderr
    assert done.stdout == cli("check", but_age, *small).stdout


@pytest.mark.parametrize(
    "fact, line, why",
    [
        pytest.param("citizenships", "Atlantis", "There is no country of this name.", id="country"),
        pytest.param("passports", "9", "This is not one of the options.", id="number-of-no-row"),
        pytest.param("passports", "1, 3", "“None” stands alone", id="none-beside-another"),
        pytest.param("age", "young", "A whole number from 0 to 130 is expected here.", id="number"),
        pytest.param("proves_solvency", "so so", "A yes or a no is expected here.", id="yes-no"),
        pytest.param("stays", "Turkey 45.13.2022 -", "A year has twelve months.", id="a-trip"),
    ],
)
def test_an_answer_that_cannot_be_read_is_asked_again(
    cli: CommandLine, small: list[str], but_age: str, fact: str, line: str, why: str
) -> None:
    """A line that says nothing of the question is answered with why, and the question stands."""
    revise = f"review\n{row(fact)}\n" if fact != "age" else ""
    done = cli("ask", but_age, *small, stdin=f"{revise}{line}\n")
    assert why in done.stderr, done.stderr
    assert "The input ended before the interview" in done.stderr


def test_nothing_sensitive_goes_to_a_file_of_the_questions(
    cli: CommandLine, small: list[str], but_age: str, tmp_path: Path
) -> None:
    """Where the questions are written to a file, neither an echo, nor an error, nor the review holds a value."""
    number = row("military_acts")
    said = f"review\n{number}\ncanarybird\n1\nreview\n\n"
    done = cli("ask", but_age, *small, "--save", but_age, stdin=said)
    assert "military_acts: [evaded_mobilisation]" in (tmp_path / "p.yaml").read_text(
        encoding="utf-8"
    )
    assert "canarybird" not in done.stderr + done.stdout
    after = done.stderr.rpartition("Your answers")[2]
    reviewed = next(text for text in after.splitlines() if text.startswith(f"{number} "))
    assert reviewed.endswith(": noted")
    assert "evaded" not in after + done.stdout


@pytest.mark.parametrize("fact", ["military_acts", "stays", "registered_on", "visas"])
def test_no_old_answer_goes_to_a_file_of_the_questions(
    cli: CommandLine, small: list[str], but_age: str, tmp_path: Path, fact: str
) -> None:
    """A private question that is asked again shows nothing of its old answer where nobody looks at a screen."""
    told = PROFILE.replace("declined", "[deserted]").replace("  passports: [travel]\n", "")
    (tmp_path / "p.yaml").write_text(told, encoding="utf-8")
    said = f"review\n{row(fact) - 1}\nback\nmenu\n4\n"
    done = cli("ask", but_age, *small, stdin=said)
    for value in ("[x]", "(your answer)", "June", "2022", "Türkiye", "Schengen: "):
        assert value not in done.stderr.replace("05.10.2022", "").replace("01.06.2022", "").replace(
            "15.07.2022", ""
        )


def test_answers_that_cannot_be_saved_are_said_at_once(cli: CommandLine, small: list[str]) -> None:
    """A file that cannot be written ends the interview before the first question, with 1."""
    done = cli("ask", *small, "--save", "no/such/folder/p.yaml")
    assert done.exit_code == 1
    assert "could not be saved in no/such/folder/p.yaml: No such file or directory." in done.stderr


@pytest.mark.parametrize(
    "arguments, env",
    [
        pytest.param(["--plain"], {}, id="asked-for"),
        pytest.param([], {"TERM": "dumb"}, id="a-dumb-terminal"),
    ],
)
def test_line_by_line_in_a_terminal_no_cursor_moves(
    cli: CommandLine, small: list[str], but_age: str, arguments: list[str], env: dict[str, str]
) -> None:
    """For a screen reader: no escape code at all; Ctrl-C stops at once and says what is saved."""
    command = ["ask", but_age, *small, *arguments]
    with Terminal(cli, command, env={"NO_COLOR": "1", **env}) as terminal:
        terminal.say("How old are you?", "stop\n")
        terminal.say("They are not saved.", "1\n")
        terminal.until("Stop without the result", "How old are you?")
        terminal.process.send_signal(signal.SIGINT)  # Ctrl-C, as a shell's terminal sends it
        assert terminal.finish() == 130
        assert terminal.sane()
        assert "Nothing was saved; p.yaml is as it was." in terminal.text
        assert b"\x1b" not in terminal.written


def test_a_date_is_confirmed_line_by_line(
    cli: CommandLine, small: list[str], but_age: str, tmp_path: Path
) -> None:
    """Where a person types, a date is read back and counts after an empty line, a yes, or the same once more."""
    with (tmp_path / "p.yaml").open("a", encoding="utf-8") as file:
        file.write("  travel_passport_expires: unknown\n")
    command = ["ask", but_age, *small, "--save", but_age, "--plain"]
    with Terminal(cli, command, rows=60) as terminal:
        terminal.say("How old are you?", "review\n")
        terminal.say("4 Travel passport valid until: don't know", "4\n")
        terminal.say("Until what date", "май 2030\n")
        terminal.say("Which day of May 2030?", "1\n")
        terminal.say("Read as: Wednesday, May 1, 2030. Is that right?", "2.5.2030\n")
        terminal.say("Read as: Thursday, May 2, 2030. Is that right?", "да\n")
        terminal.until("Your last answer: Travel passport valid until: Thursday, May 2, 2030")
    assert "travel_passport_expires: 2030-05-02" in (tmp_path / "p.yaml").read_text(
        encoding="utf-8"
    )


def test_ctrl_d_at_a_terminal_gives_the_result_so_far(
    cli: CommandLine, small: list[str], but_age: str
) -> None:
    """Ctrl-D on an empty line is the end of the answers, at a terminal as in a pipe."""
    with Terminal(cli, ["ask", but_age, *small, "--plain"]) as terminal:
        terminal.say("How old are you?", CTRL_D)
        assert terminal.finish() == 0
        written = terminal.written.decode()
        assert "The input ended before the interview" in written
        assert "Where can this person legally go?" in written


def test_a_trip_is_taken_part_by_part(
    cli: CommandLine, small: list[str], but_age: str, tmp_path: Path
) -> None:
    """A country alone asks for the rest; each trip is read back with its days; what contradicts it is asked again."""
    command = ["ask", but_age, *small, "--save", but_age, "--plain"]
    with Terminal(cli, command, rows=90) as terminal:
        terminal.say("How old are you?", "review\n")
        terminal.say("Your answers", f"{row('stays')}\n")
        terminal.say("Days in the last 180: Kazakhstan 10.", "Kirgizia\n")
        terminal.say("On which day did you enter?", "октябрь 2022\n")
        terminal.say("Which day of October 2022?", "5\n")
        terminal.say("On which day did you leave?", "1\n")
        terminal.say("Kyrgyzstan: since October 5, 2022 (468 days)", "да\n")
        terminal.say("That is all: 3 entries", "done\n")
        terminal.until("This answer no longer fits: Country now.")
    saved = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    assert "KG 2022-10-05.." in saved
    assert "current_country" not in saved


def test_a_closed_input_is_one_that_has_ended(cli: CommandLine, small: list[str]) -> None:
    """Where the caller closed standard input, the result so far is given, as at the end of the answers."""
    closed = "import sys; sys.stdin = None; from pathfinder.cli import main; main()"
    done = cli.python("-c", closed, "ask", *small)
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Where can this person legally go?")


def test_half_a_trip_is_dropped_neither_by_enter_nor_by_a_number(
    cli: CommandLine, small: list[str], but_age: str
) -> None:
    """Asked for the rest of a trip, Enter does not leave it out, and a number is a day; a no means that it goes on."""
    with Terminal(cli, ["ask", but_age, *small, "--plain"], rows=90) as terminal:
        terminal.say("How old are you?", "review\n")
        terminal.say("Your answers", f"{row('stays')}\n")
        terminal.say("4 That is all: 2 entries", "Kyrgyzstan Oct 2022\n")
        terminal.say("Which day of October 2022?", "\n")
        terminal.say("Nothing has been written.", "Kyrgyzstan Oct 2022\n")
        terminal.say("Which day of October 2022?", "4\n")
        terminal.say("When did this stay end?", "no\n")
        terminal.until("Kyrgyzstan: since October 4, 2022")


def test_the_end_can_save_the_result(
    cli: CommandLine, small: list[str], but_age: str, tmp_path: Path
) -> None:
    """At a terminal the end asks where to save the result, line by line too."""
    with Terminal(cli, ["ask", but_age, *small, "--plain"], rows=100) as terminal:
        terminal.say("How old are you?", "34\n")
        terminal.say("Save or copy it", "2\n")
        terminal.say("The result as JSON", "3\n")
        terminal.say("In which file shall the result be saved?", "out.json\n")
        terminal.until("Saved in")
        terminal.press("\n")
        assert terminal.finish() == 0
    assert (tmp_path / "out.json").read_text(encoding="utf-8").startswith('{"case":null')


def test_the_end_takes_words_and_says_which_it_does_not_know(
    cli: CommandLine, small: list[str], but_age: str
) -> None:
    """At the end the first words of a line take it, and words of no line are answered."""
    with Terminal(cli, ["ask", but_age, *small, "--plain"], rows=100) as terminal:
        terminal.say("How old are you?", "34\n")
        terminal.say("Save or copy it", "nonsense\n")
        terminal.say("There is no such line.", "see and\n")
        terminal.until("How old are you?")
